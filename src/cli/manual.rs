//! `onus manual`: manual pages, and what completes commands in a shell, made of the arguments themselves.

use std::path::Path;

use clap::{Command, CommandFactory, ValueEnum};
use clap_complete::{Generator, Shell};

use super::args::{Args, Manual};
use super::{COULD_NOT_RUN, FINE, files, output};
use crate::diagnostic::Language;

pub(super) fn run(options: &Manual) -> u8 {
    let mut command = Args::command();
    if let Some(shell) = options.shell {
        output::print(&completions(&mut command, shell));
        return FINE;
    }
    let Some(folder) = &options.folder else {
        return COULD_NOT_RUN;
    };
    let mut shells = Shell::value_variants().iter();
    let completed = shells.try_for_each(|shell| {
        let file = folder.join("completions").join(shell.file_name("onus"));
        files::write(&file, &completions(&mut command, *shell))
    });
    command.build();
    match completed.and_then(|()| pages(&command, "onus", folder)) {
        Ok(()) => FINE,
        Err(trouble) => {
            output::could_not(Language::English, &trouble.en, &trouble.ko);
            COULD_NOT_RUN
        }
    }
}

/// What completes commands in a shell.
fn completions(command: &mut Command, shell: Shell) -> String {
    let mut made = Vec::new();
    clap_complete::generate(shell, command, "onus", &mut made);
    String::from_utf8_lossy(&made).into_owned()
}

/// The page of a command and those of its own.
fn pages(command: &Command, name: &str, folder: &Path) -> Result<(), files::Trouble> {
    let mut made = Vec::new();
    // Memory can always be written.
    let _ = clap_mangen::Man::new(command.clone())
        .title(name)
        .render(&mut made);
    let page = folder.join(format!("{name}.1"));
    files::write(&page, &String::from_utf8_lossy(&made))?;
    for inner in command
        .get_subcommands()
        .filter(|inner| inner.get_name() != "help")
    {
        pages(inner, &format!("{name}-{}", inner.get_name()), folder)?;
    }
    Ok(())
}
