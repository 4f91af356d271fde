//! `onus-lsp`: the language server on standard input and output, as editors start it.

use std::process::ExitCode;

fn main() -> ExitCode {
    match onus_lsp::stdio() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("onus-lsp: {error}");
            ExitCode::FAILURE
        }
    }
}
