//! `onus lsp`: hands over to the language server, which is a program of its own.

use std::path::PathBuf;
use std::process::Command;

use super::{COULD_NOT_RUN, output};

const PROGRAM: &str = "onus-lsp";

pub(super) fn run() -> u8 {
    // The one that was installed with this command goes before any other.
    let here = std::env::current_exe().ok();
    let beside = here.and_then(|path| path.parent().map(|folder| folder.join(PROGRAM)));
    let beside = beside.map(|path| path.with_extension(std::env::consts::EXE_EXTENSION));
    let program = beside.filter(|path| path.is_file());
    let status = Command::new(program.unwrap_or_else(|| PathBuf::from(PROGRAM))).status();
    match status {
        Ok(status) => u8::from(!status.success()),
        Err(error) => {
            output::complain(&format!(
                "onus: the language server {PROGRAM} cannot be started: {error}\n\
                 onus: `cargo install --path crates/onus-lsp` installs it\n"
            ));
            COULD_NOT_RUN
        }
    }
}
