//! Arguments of the commands that try policies by their cases.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Common, Format};

/// How the outcome of cases is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TestFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For build servers: JUnit
    Junit,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  onus test policies\n  onus test --citing \"Act 22-7\" policies/kr\n  onus test --update policies/kr\n\nExit code: 0 every case passes and every golden answer holds, 1 one does not, or a case expects nothing yet, 2 it could not run"
)]
pub(in crate::cli) struct Test {
    #[command(flatten)]
    pub(in crate::cli) common: Common,
    /// Only cases with this in their name; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) case: Vec<String>,
    /// Only cases that expect something of a provision citing this article, such as "Act 22-7"; may
    /// be repeated
    #[arg(long, value_name = "ARTICLE")]
    pub(in crate::cli) citing: Vec<String>,
    /// Only cases with this tag; may be repeated
    #[arg(long, value_name = "TAG")]
    pub(in crate::cli) tag: Vec<String>,
    /// Form of the outcome
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: TestFormat,
    /// Write the golden answers anew, where a folder `answers` stands beside a case, show what
    /// changed, and remove those of no case; what a case expects is never changed. The text is kept
    /// in both languages; the JSON only where a file `answers/CASE.json` is there already: make an
    /// empty one to begin with
    #[arg(long)]
    pub(in crate::cli) update: bool,
}

/// How coverage is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CoverageFormat {
    /// What no case tries, for people
    #[default]
    Text,
    /// All of it, for programs
    Json,
    /// For editors: LCOV, with lines and branches
    Lcov,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  onus coverage policies/kr\n  onus coverage --format lcov policies > lcov.info\n\nExit code: 0 it is told, 1 the policies have errors, 2 it could not run"
)]
pub(in crate::cli) struct Coverage {
    #[command(flatten)]
    pub(in crate::cli) common: Common,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: CoverageFormat,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A change that no case needs to notice is explained on its line, or the line above: # not tried: REASON\n\nExample:\n  onus mutate --time 600 policies/kr/netflix_law\n\nExit code: 0 every change is noticed or explained, 1 one is not, or not all were tried in time, 2 it could not run"
)]
pub(in crate::cli) struct Mutate {
    #[command(flatten)]
    pub(in crate::cli) common: Common,
    /// Change these provisions alone; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) only: Vec<String>,
    /// Begin no further change after so many seconds
    #[arg(long, value_name = "SECONDS")]
    pub(in crate::cli) time: Option<u64>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: Format,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  onus edge notify_stop policies/kr/netflix_law --out edges.cases.onus"
)]
pub(in crate::cli) struct Edge {
    /// The provisions' names, with commas between them
    #[arg(
        required = true,
        num_args = 1,
        value_delimiter = ',',
        value_name = "NAME"
    )]
    pub(in crate::cli) names: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) common: Common,
    /// The file to write them to; it must not be there yet
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
}
