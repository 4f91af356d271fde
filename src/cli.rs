//! The command: the only room that knows arguments, files, the terminal and
//! the clock. One file for each command. Exit codes: 0 fine, 1 findings or
//! failing cases, 2 could not run.

mod args;

mod ask;

mod assume;

mod articles;
mod batch;

mod cases;

mod files;

mod inquiry;

mod output;

mod check;

mod coverage;

mod edge;

mod eval;

mod explain;

mod fix;

mod fmt;

mod golden;

mod graph;

mod history;

mod ics;

mod junit;

mod lcov;
mod lsp;
mod manual;

mod mutate;
mod names;
mod new;

mod parallel;

mod period;
mod record;
mod report;

mod schema;
mod show;

mod test;

mod watch;

mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;

use args::{Args, Command};

/// All is well.
const FINE: u8 = 0;
/// There are findings, or cases that fail.
const FOUND: u8 = 1;
/// The command could not do what it was asked.
const COULD_NOT_RUN: u8 = 2;

/// Runs the command.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let matches = args::command().try_get_matches_from(arguments);
    let args = match matches.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => {
            // Asked-for help is no failure; clap knows which is which.
            let code = if error.use_stderr() {
                COULD_NOT_RUN
            } else {
                FINE
            };
            output::heed(&error.print());
            return left(code);
        }
    };
    let code = match &args.command {
        Command::New(options) => new::run(options),
        Command::Check(options) => check::run(options),
        Command::Fmt(options) => fmt::run(options),
        Command::Eval(options) => eval::run(options),
        Command::Batch(options) => batch::run(options),
        Command::Show(options) => show::run(options),
        Command::Ask(options) => ask::run(options),
        Command::Why(options) => why::run(options),
        Command::Test(options) => test::run(options),
        Command::Coverage(options) => coverage::run(options),
        Command::Mutate(options) => mutate::run(options),
        Command::Edge(options) => edge::run(options),
        Command::History(options) => history::run(options),
        Command::Graph(options) => graph::run(options),
        Command::Schema(options) => schema::run(options),
        Command::Period(options) => period::run(options),
        Command::Report(options) => report::run(options),
        Command::Watch(options) => watch::run(options),
        Command::Explain(options) => explain::run(options),
        Command::Manual(options) => manual::run(options),
        Command::Lsp => lsp::run(),
    };
    left(code)
}

/// The exit code: what was found counts for nothing where it could not be told.
fn left(code: u8) -> ExitCode {
    ExitCode::from(if output::lost() { COULD_NOT_RUN } else { code })
}
