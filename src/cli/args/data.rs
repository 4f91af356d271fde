//! Arguments of the commands for many records and for other programs.

use std::path::PathBuf;

use super::{AnswerFormat, Common, Lang};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "One line is written for each record, in their order. A record with an error is put aside with its line, the code of the first error and its column, and never stops the rest.\n\nExample:\n  onus batch policies/kr --facts incidents.jsonl --as-of 2022-02-10T09:00+09:00 --columns covered,notify_stop.state,notify_stop.due_at --rejected rejected.jsonl\n\nExit code: 0 all records are judged, 1 some are rejected or the policies have errors, 2 it could not run"
)]
pub(in crate::cli) struct Batch {
    #[command(flatten)]
    pub(in crate::cli) common: Common,
    /// The records, one JSON object a line; - is standard input
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) facts: PathBuf,
    /// What is wanted of each: a definition, or the state, due_at, due_day or done_at of a duty, or the
    /// needs of either, with commas between them; all rows, if not given
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(in crate::cli) columns: Vec<String>,
    /// The moment whose state is asked for; now, if not given
    #[arg(long, value_name = "TIME", conflicts_with = "as_of_field")]
    pub(in crate::cli) as_of: Option<String>,
    /// Judge each record as of the time that it gives there, such as incident.reported
    #[arg(long, value_name = "FACT")]
    pub(in crate::cli) as_of_field: Option<String>,
    /// Where the records are told that are put aside, one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) rejected: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The dialect is draft-07. In an editor, a record names the schema with \"$schema\": \"./facts.schema.json\" at its head\n\nExample:\n  onus schema policies/kr > facts.schema.json\n\nExit code: 0 it is printed, 1 the policies have errors, 2 it could not run"
)]
pub(in crate::cli) struct Schema {
    #[command(flatten)]
    pub(in crate::cli) common: Common,
}

/// A stored answer, told again.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  onus show answer.json --lang ko\n  onus show answer.json --against earlier.json"
)]
pub(in crate::cli) struct Show {
    /// The answer, as `onus eval --format json` wrote it, in this version or an earlier one
    #[arg(value_name = "ANSWER")]
    pub(in crate::cli) answer: PathBuf,
    /// Print what differs in this other answer
    #[arg(long, value_name = "ANSWER")]
    pub(in crate::cli) against: Option<PathBuf>,
    /// Language of messages and answers
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) lang: Lang,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: AnswerFormat,
    /// The incident to which the entries of a calendar belong: a later file of the same replaces them;
    /// the name of the answer's file, if not given
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) incident: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  onus manual man\n  onus manual --shell bash > ~/.local/share/bash-completion/completions/onus\n\nExit code: 0 it is written, 2 it could not be"
)]
pub(in crate::cli) struct Manual {
    /// The folder in which the manual pages are written, one for each command, and in `completions` what
    /// completes commands in each shell
    #[arg(value_name = "FOLDER", required_unless_present = "shell")]
    pub(in crate::cli) folder: Option<PathBuf>,
    /// Print what completes commands in this shell, and write nothing
    #[arg(long, value_enum, conflicts_with = "folder")]
    pub(in crate::cli) shell: Option<clap_complete::Shell>,
}
