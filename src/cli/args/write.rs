//! Arguments of the commands with which policies are written.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Common, Lang};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "On a terminal three questions are asked; elsewhere none. Nothing that is there is written over.\n\nExamples:\n  onus new notice\n  onus new notice --from kr.civil --lang ko\n\nExit code: 0 the folder is made, 2 it could not be"
)]
pub(in crate::cli) struct New {
    /// The folder to make; its name is that of the policy
    #[arg(value_name = "NAME")]
    pub(in crate::cli) folder: PathBuf,
    /// Count periods as this law does: kr.civil, eu.1182_71 … (onus period, without arguments, lists them)
    #[arg(long, value_name = "REGIME")]
    pub(in crate::cli) from: Option<String>,
    /// Language of messages, and of the keywords in the policy
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) lang: Lang,
}

/// How findings are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FindingsFormat {
    /// With the lines that they point at, for people
    #[default]
    Text,
    /// One line each, in which nothing has to stand under anything: FILE:LINE:COLUMN: error[CODE]: …
    Plain,
    /// One object each, with its places and certain edits
    Json,
    /// A SARIF 2.1.0 log
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  onus check policies/kr\n  onus check --fix policies/kr\n  onus check --format github policies\n\nExit code: 0 nothing is found, 1 something is (error or warning), 2 it could not run"
)]
pub(in crate::cli) struct Check {
    #[command(flatten)]
    pub(in crate::cli) common: Common,
    /// Form of the findings
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: FindingsFormat,
    /// Make the certain edits in the files at PATH, as long as nothing else is read otherwise for
    /// them, say which, and check what results
    #[arg(long, conflicts_with = "watch")]
    pub(in crate::cli) fix: bool,
    /// Check again whenever a file has changed, until interrupted
    #[arg(long)]
    pub(in crate::cli) watch: bool,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Words, comments, blank lines and line breaks stay as they are. A file with an error is left alone. --keywords changes no answer, but for the hash of the text: there and back an English `the` may be lost, and a condition that was broken since it was wide stays broken.\n\nExamples:\n  onus fmt policies/kr\n  onus fmt --check --diff policies\n  onus fmt - < draft.onus\n\nExit code: 0 all is in its layout (now), 1 a file is not (--check, --diff) or has an error, 2 it could not run"
)]
pub(in crate::cli) struct Fmt {
    /// Policy files, or folders of them; - reads standard input and prints the layout
    #[arg(required = true, value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Write nothing; say which files are not in their layout
    #[arg(long)]
    pub(in crate::cli) check: bool,
    /// Write nothing; show what would change
    #[arg(long)]
    pub(in crate::cli) diff: bool,
    /// A condition that makes its line wider than this is broken at its connectives
    #[arg(long, value_name = "COLUMNS", default_value_t = crate::format::WIDTH)]
    pub(in crate::cli) width: usize,
    /// Turn the keywords into this language; names and titles stay
    #[arg(long, value_enum, value_name = "LANG")]
    pub(in crate::cli) keywords: Option<Lang>,
    /// Language of messages
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) lang: Lang,
}

/// How a graph is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum GraphFormat {
    /// Mermaid, as many editors and sites draw it
    #[default]
    Mermaid,
    /// Graphviz
    Dot,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  onus graph policies/kr/netflix_law --from stability_breach\n  onus graph policies/kr/netflix_law --format dot > duties.dot"
)]
pub(in crate::cli) struct Graph {
    #[command(flatten)]
    pub(in crate::cli) common: Common,
    /// Only what this provision or act leads to; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) from: Vec<String>,
    /// Exceptions too
    #[arg(long)]
    pub(in crate::cli) exceptions: bool,
    /// For Mermaid or for Graphviz
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: GraphFormat,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  onus explain\n  onus explain unknown-name --lang ko")]
pub(in crate::cli) struct Explain {
    /// The finding's code, such as unknown-name; all codes are listed, if not given
    pub(in crate::cli) code: Option<String>,
    /// Language of the explanation
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) lang: Lang,
}
