//! `onus-lsp`: the language server on standard input and output, as editors start it.

use std::process::ExitCode;

const HELP: &str = "onus-lsp: the language server of Onus, on standard input and output

An editor starts it; editors/README.md says how. In its initialization options \"language\": \"ko\"
gives its words in Korean.

  --help     this text
  --version  the version";

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("--version" | "-V") => {
            println!("onus-lsp {}", env!("CARGO_PKG_VERSION"));
            return ExitCode::SUCCESS;
        }
        Some("--help" | "-h") => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        // Some editors say `--stdio`, which is what is done anyway.
        _ => {}
    }
    match onus_lsp::stdio() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("onus-lsp: {error}");
            ExitCode::FAILURE
        }
    }
}
