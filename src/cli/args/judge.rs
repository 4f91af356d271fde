//! Arguments of the commands that judge an incident.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Common, Format, Inquiry, Lang};

/// How an answer is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum AnswerFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// Its deadlines alone, as an iCalendar file
    Ics,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  onus eval policies/kr --facts incident.json\n  onus eval policies/kr --facts incident.json --as-of 2022-02-10T09:00+09:00 --full --lang ko\n  onus eval policies/kr --facts incident.json --format ics > deadlines.ics\n\nExit code: 0 it is judged, 1 it is and something was found in the policies or the record, or they have errors and it is not, 2 it could not run"
)]
pub(in crate::cli) struct Eval {
    #[command(flatten)]
    pub(in crate::cli) common: Common,
    #[command(flatten)]
    pub(in crate::cli) inquiry: Inquiry,
    /// Compare with the law of another moment: print what differs for the same facts
    #[arg(long, value_name = "TIME")]
    pub(in crate::cli) against: Option<String>,
    /// Show beside the answer what would be otherwise on each other reading
    #[arg(long, conflicts_with = "against")]
    pub(in crate::cli) all_readings: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: AnswerFormat,
    /// Print the full answer instead of one screen; --only prints it too
    #[arg(long)]
    pub(in crate::cli) full: bool,
    /// Print these parts of the full answer, separated by commas
    #[arg(
        long,
        value_enum,
        value_name = "PART",
        value_delimiter = ',',
        conflicts_with = "full"
    )]
    pub(in crate::cli) section: Vec<Section>,
    /// Answer for these provisions alone; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) only: Vec<String>,
    /// The incident to which the entries of a calendar belong: a later file of the same replaces them;
    /// the name of the file of facts, if not given
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) incident: Option<String>,
}

/// A part of the full answer.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Section {
    /// The facts as recorded
    Facts,
    /// Facts of which accounts differ
    Disputes,
    /// What is to be done, and what was breached or done late
    ToDo,
    /// What can be imposed
    Sanctions,
    /// What is coming if nothing else happens
    Coming,
    /// Who may do what
    Powers,
    /// Which conditions are met
    Conclusions,
    /// What competent parties ruled
    Found,
    /// What is not owed, and why
    NotOwed,
    /// What is undetermined, and on what it depends
    Undetermined,
    /// What to ask
    Questions,
    /// Conflicts, readings used, doubts
    Remarks,
}

impl From<Section> for crate::render::answer::Section {
    fn from(section: Section) -> Self {
        match section {
            Section::Facts => Self::Facts,
            Section::Disputes => Self::Disputes,
            Section::ToDo => Self::ToDo,
            Section::Sanctions => Self::Sanctions,
            Section::Coming => Self::Coming,
            Section::Powers => Self::Powers,
            Section::Conclusions => Self::Conclusions,
            Section::Found => Self::Found,
            Section::NotOwed => Self::NotOwed,
            Section::Undetermined => Self::Undetermined,
            Section::Questions => Self::Questions,
            Section::Remarks => Self::Remarks,
        }
    }
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The memo is one file that needs no network and no script: the facts and who stated them, a time line, every duty and conclusion with its reasons, what is open, doubts, the versions of the law and the hashes of all that it rests on.\n\nExample:\n  onus report policies/kr/netflix_law --facts incident.json --as-of 2022-10-20T09:00+09:00 --lang ko --out memo.html\n\nExit code: 0 it is written, 1 it is and something was found in the policies or the record, or they have errors and it is not, 2 it could not run"
)]
pub(in crate::cli) struct Report {
    #[command(flatten)]
    pub(in crate::cli) common: Common,
    #[command(flatten)]
    pub(in crate::cli) inquiry: Inquiry,
    /// The file to write, memo.html or memo.pdf; a PDF is printed by Chromium or Chrome, which is
    /// looked for on the path unless the variable ONUS_BROWSER names one
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: PathBuf,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  onus why notify_stop policies/kr/netflix_law --facts incident.json"
)]
pub(in crate::cli) struct Why {
    /// Names of provisions, then policy files and folders
    #[arg(required = true, num_args = 1.., value_name = "NAME… PATH")]
    pub(in crate::cli) asked: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) inquiry: Inquiry,
    /// Only this instance, such as services[0]
    #[arg(long, value_name = "INSTANCE")]
    pub(in crate::cli) instance: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: Format,
    /// Language of messages and answers
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) lang: Lang,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Each answer is written at once; an interview that was interrupted goes on where it was.\n\nExample:\n  onus ask policies/kr/netflix_law --out incident.json --lang ko\n\nExit code: 0 it came to its end or was stopped, 1 the policies or the record have errors, 2 it could not run"
)]
pub(in crate::cli) struct Ask {
    #[command(flatten)]
    pub(in crate::cli) common: Common,
    /// Ask only for what these provisions need; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) goal: Vec<String>,
    /// Begin with this record, in JSON, YAML or TOML
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) facts: Option<PathBuf>,
    /// Write the record there, as JSON, and go on with it if it is there; the file of --facts, if
    /// that is JSON
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// The moment whose state is asked for; now, if not given
    #[arg(long, value_name = "TIME")]
    pub(in crate::cli) as_of: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  onus watch policies/kr --facts incident.json\n  onus watch policies/kr --facts incident.json --on-limit 'logger $ONUS_TITLE'"
)]
pub(in crate::cli) struct Watch {
    #[command(flatten)]
    pub(in crate::cli) common: Common,
    /// The record of facts; it is read again whenever it changes, and so are the policies
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) facts: PathBuf,
    /// Show this moment instead of the clock's
    #[arg(long, value_name = "TIME")]
    pub(in crate::cli) as_of: Option<String>,
    /// Show it once and end
    #[arg(long, conflicts_with = "on_limit")]
    pub(in crate::cli) once: bool,
    /// Run this command of the shell once for each limit that passes, with ONUS_ROW, ONUS_INSTANCE,
    /// ONUS_TITLE, ONUS_LIMIT and ONUS_END (known, earliest or latest) in its environment
    #[arg(long, value_name = "COMMAND")]
    pub(in crate::cli) on_limit: Option<String>,
}
