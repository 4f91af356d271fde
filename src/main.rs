//! Hands the arguments to the command and its verdict to the shell.

fn main() -> std::process::ExitCode {
    onus::cli::run(std::env::args_os())
}
