//! What can be asked on the command line.

mod data;
mod help;
mod judge;
mod test;
mod time;
mod write;

pub(super) use data::{Batch, Manual, Schema, Show};
pub(super) use help::command;
pub(super) use judge::{AnswerFormat, Ask, Eval, Report, Watch, Why};
pub(super) use test::{Coverage, CoverageFormat, Edge, Mutate, Test, TestFormat};
pub(super) use time::{History, Period};
pub(super) use write::{Check, Explain, FindingsFormat, Fmt, Graph, GraphFormat, New};

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Who owes what to whom, by when, under which article, unless what, why, why
/// not, and which missing facts would settle the rest.
#[derive(Debug, Parser)]
#[command(name = "onus", version, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a folder with a policy that checks, a record and two cases, to begin with
    New(New),
    /// Read policies and say what is wrong with them
    Check(Check),
    /// Give policies their one layout: indentation, columns, broken conditions
    Fmt(Fmt),
    /// Judge an incident: what follows from the policies for a record of facts
    Eval(Eval),
    /// Judge an incident and write the answer as a memo, with a picture of the clock
    Report(Report),
    /// Judge many records, one JSON object a line
    Batch(Batch),
    /// Tell an answer again that was stored as JSON: in the other language, or against another one
    Show(Show),
    /// Ask for the facts that still matter, the best first, and write them as a record
    Ask(Ask),
    /// Say why, why not, and what would turn it, for some provisions
    Why(Why),
    /// Keep on the screen what is to be done and what is coming, as facts and the clock move on
    Watch(Watch),
    /// Run the cases of policies and compare their golden answers
    Test(Test),
    /// Say how much of each provision the cases try: versions, conditions, exceptions
    Coverage(Coverage),
    /// Change one thing in the policies at a time, and say which changes no case notices
    Mutate(Mutate),
    /// Write cases just below, at and just above each threshold and day of a provision
    Edge(Edge),
    /// Show the versions of a provision in the order of time, and what each says differently
    History(History),
    /// Draw which duty, power and sanction leads to which
    Graph(Graph),
    /// Print the JSON Schema of the facts that policies ask for, by which editors check a record
    Schema(Schema),
    /// Say when a period ends, and the counting that led there
    Period(Period),
    /// Say what a finding means, with a wrong and a right example
    Explain(Explain),
    /// Write the manual pages and what completes commands in a shell
    Manual(Manual),
    /// Start the language server, for an editor: it is the program onus-lsp beside this one or on the path
    Lsp,
}

/// The language of messages and answers.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Lang {
    /// English
    #[default]
    En,
    /// 한국어
    Ko,
}

impl From<Lang> for crate::diagnostic::Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::English,
            Lang::Ko => Self::Korean,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct Common {
    /// Policy files, and folders that are searched for them, or - for standard input; policies that they use are found in the folders above
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Language of messages and answers
    #[arg(long, value_enum, default_value_t)]
    pub(super) lang: Lang,
}

/// A record, and what is asked of it.
#[derive(Debug, clap::Args)]
pub(super) struct Inquiry {
    /// The record of facts, in JSON, YAML (.yaml, .yml) or TOML (.toml); - is standard input, in JSON
    #[arg(long, value_name = "FILE")]
    pub(super) facts: PathBuf,
    /// The moment whose state is asked for, such as 2022-02-10T09:00+09:00; now, if not given
    #[arg(long, value_name = "TIME")]
    pub(super) as_of: Option<String>,
    /// Force the law of one moment: 2025-05-05, or a time
    #[arg(long, value_name = "TIME")]
    pub(super) law_of: Option<String>,
    /// Ignore facts recorded later than this
    #[arg(long, value_name = "TIME")]
    pub(super) known_by: Option<String>,
    /// Take a proposed version to be in force, by its name; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(super) proposed: Vec<String>,
    /// Use another reading than the default; may be repeated
    #[arg(long, value_name = "READING=ALTERNATIVE")]
    pub(super) reading: Vec<String>,
    /// Assume a fact, whatever the record says of it, as in 'services[0].fee is monthly'; the answer
    /// marks what rests on it; may be repeated
    #[arg(long, value_name = "FACT is VALUE")]
    pub(super) assume: Vec<String>,
}
