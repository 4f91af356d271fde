//! `onus manual`: manual pages, and what completes commands in a shell, made of the arguments themselves.

use std::path::Path;

use clap::{Command, CommandFactory};

use super::args::{Args, Manual};
use super::{COULD_NOT_RUN, FINE, files, output};
use crate::diagnostic::Language;

pub(super) fn run(options: &Manual) -> u8 {
    let mut command = Args::command();
    if let Some(shell) = options.shell {
        let mut made = Vec::new();
        clap_complete::generate(shell, &mut command, "onus", &mut made);
        output::print(&String::from_utf8_lossy(&made));
        return FINE;
    }
    let Some(folder) = &options.folder else {
        return COULD_NOT_RUN;
    };
    command.build();
    match pages(&command, "onus", folder) {
        Ok(()) => FINE,
        Err(trouble) => {
            output::could_not(Language::English, &trouble.en, &trouble.ko);
            COULD_NOT_RUN
        }
    }
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
