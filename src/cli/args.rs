//! What can be asked on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Who owes what to whom, by when, under which article, unless what, why, why
/// not, and which missing facts would settle the rest.
#[derive(Debug, Parser)]
#[command(
    name = "onus",
    version,
    max_term_width = 100,
    after_help = "Write: new, check, fmt, explain, lsp, graph\nJudge: eval, report, why, ask, watch\nTest:  test, coverage, mutate, edge\nTime:  period, history\nData:  batch, schema, show"
)]
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
    /// Write the manual pages, or what completes commands in a shell
    Manual(Manual),
    /// Start the language server, for an editor: it is the program onus-lsp beside this one or on the path
    Lsp,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  onus manual man\n  onus manual --shell bash > ~/.local/share/bash-completion/completions/onus\n\nExit code: 0 it is written, 2 it could not be"
)]
pub(super) struct Manual {
    /// The folder in which the manual pages are written, one for each command
    #[arg(value_name = "FOLDER", required_unless_present = "shell")]
    pub(super) folder: Option<PathBuf>,
    /// Print what completes commands in this shell
    #[arg(long, value_enum, conflicts_with = "folder")]
    pub(super) shell: Option<clap_complete::Shell>,
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

/// How an answer is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum AnswerFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// Its deadlines alone, as an iCalendar file
    Ics,
}

/// A stored answer, told again.
#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// The answer, as `onus eval --format json` wrote it, in this version or an earlier one
    #[arg(value_name = "ANSWER")]
    pub(super) answer: PathBuf,
    /// Print what differs in this other answer
    #[arg(long, value_name = "ANSWER")]
    pub(super) against: Option<PathBuf>,
    /// Language of messages and answers
    #[arg(long, value_enum, default_value_t)]
    pub(super) lang: Lang,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: AnswerFormat,
    /// The incident to which the entries of a calendar belong: a later file of the same replaces them;
    /// the name of the answer's file, if not given
    #[arg(long, value_name = "NAME")]
    pub(super) incident: Option<String>,
}

/// How findings are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsFormat {
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
pub(super) struct Common {
    /// Policy files, and folders that are searched for them, or - for standard input; policies that they use are found in the folders above
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Language of messages and answers
    #[arg(long, value_enum, default_value_t)]
    pub(super) lang: Lang,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit code: 0 nothing is found, 1 something is (error or warning), 2 it could not run"
)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) common: Common,
    /// Form of the findings
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: FindingsFormat,
    /// Make the certain edits in the files at PATH, as long as nothing else is read otherwise for
    /// them, say which, and check what results
    #[arg(long, conflicts_with = "watch")]
    pub(super) fix: bool,
    /// Check again whenever a file has changed, until interrupted
    #[arg(long)]
    pub(super) watch: bool,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "On a terminal three questions are asked; elsewhere none. Nothing that is there is written over.\n\nExamples:\n  onus new notice\n  onus new notice --from kr.civil --lang ko\n\nExit code: 0 the folder is made, 2 it could not be"
)]
pub(super) struct New {
    /// The folder to make; its name is that of the policy
    #[arg(value_name = "NAME")]
    pub(super) folder: PathBuf,
    /// Count periods as this law does: kr.civil, eu.1182_71 … (onus period lists them)
    #[arg(long, value_name = "REGIME")]
    pub(super) from: Option<String>,
    /// Language of messages, and of the keywords in the policy
    #[arg(long, value_enum, default_value_t)]
    pub(super) lang: Lang,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Words, comments, blank lines and line breaks stay as they are. A file with an error is left alone.\n\nExamples:\n  onus fmt policies/kr\n  onus fmt --check --diff policies\n  onus fmt - < draft.onus\n\nExit code: 0 all is in its layout (now), 1 a file is not (--check, --diff) or has an error, 2 it could not run"
)]
pub(super) struct Fmt {
    /// Policy files, or folders of them; - reads standard input and prints the layout
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Write nothing; say which files are not in their layout
    #[arg(long)]
    pub(super) check: bool,
    /// Write nothing; show what would change
    #[arg(long)]
    pub(super) diff: bool,
    /// A condition that makes its line wider than this is broken at its connectives
    #[arg(long, value_name = "COLUMNS", default_value_t = crate::format::WIDTH)]
    pub(super) width: usize,
    /// Turn the keywords into this language; names and titles stay
    #[arg(long, value_enum, value_name = "LANG")]
    pub(super) keywords: Option<Lang>,
    /// Language of messages
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

#[derive(Debug, clap::Args)]
#[command(
    after_help = "One line is written for each record, in their order. A record with an error is put aside with its line, the code of the first error and its column, and never stops the rest.\n\nExample:\n  onus batch policies/kr --facts incidents.jsonl --as-of 2022-02-10T09:00+09:00 --columns covered,notify_stop.state,notify_stop.due_at --rejected rejected.jsonl\n\nExit code: 0 all records are judged, 1 some are rejected or the policies have errors, 2 it could not run"
)]
pub(super) struct Batch {
    #[command(flatten)]
    pub(super) common: Common,
    /// The records, one JSON object a line; - is standard input
    #[arg(long, value_name = "FILE")]
    pub(super) facts: PathBuf,
    /// What is wanted of each: a definition, or the state, due_at, due_day or done_at of a duty, with
    /// commas between them; all rows, if not given
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(super) columns: Vec<String>,
    /// The moment whose state is asked for; now, if not given
    #[arg(long, value_name = "TIME", conflicts_with = "as_of_field")]
    pub(super) as_of: Option<String>,
    /// Judge each record as of the time that it gives there, such as incident.reported
    #[arg(long, value_name = "FACT")]
    pub(super) as_of_field: Option<String>,
    /// Where the records are told that are put aside, one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub(super) rejected: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Eval {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    pub(super) inquiry: Inquiry,
    /// Compare with the law of another moment: print what differs for the same facts
    #[arg(long, value_name = "TIME")]
    pub(super) against: Option<String>,
    /// Show beside the answer where each alternative reading would part from it
    #[arg(long, conflicts_with = "against")]
    pub(super) all_readings: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: AnswerFormat,
    /// Print the full answer instead of one screen, as --only does
    #[arg(long)]
    pub(super) full: bool,
    /// Print these parts of the full answer, separated by commas
    #[arg(
        long,
        value_enum,
        value_name = "PART",
        value_delimiter = ',',
        conflicts_with = "full"
    )]
    pub(super) section: Vec<Section>,
    /// Answer for these provisions alone; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(super) only: Vec<String>,
    /// The incident to which the entries of a calendar belong: a later file of the same replaces them;
    /// the name of the file of facts, if not given
    #[arg(long, value_name = "NAME")]
    pub(super) incident: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The memo is one file that needs no network and no script: the facts and who stated them, a time line, every duty and conclusion with its reasons, what is open, doubts, the versions of the law and the hashes of all that it rests on.\n\nExample:\n  onus report policies/kr/netflix_law --facts incident.json --as-of 2022-10-20T09:00+09:00 --lang ko --out memo.html\n\nExit code: 0 it is written, 1 it is and something was found in the policies or the record, or they have errors and it is not, 2 it could not run"
)]
pub(super) struct Report {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    pub(super) inquiry: Inquiry,
    /// The file to write, memo.html or memo.pdf; a PDF is printed by Chromium or Chrome, which is
    /// looked for on the path unless the variable ONUS_BROWSER names one
    #[arg(long, value_name = "FILE")]
    pub(super) out: PathBuf,
}

/// A part of the full answer.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Section {
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
    /// Readings, doubts and conflicts
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
    after_help = "Each answer is written at once; an interview that was interrupted goes on where it was.\n\nExit code: 0 it came to its end or was stopped, 1 the policies or the record have errors, 2 it could not run"
)]
pub(super) struct Ask {
    #[command(flatten)]
    pub(super) common: Common,
    /// Ask only for what these provisions need; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(super) goal: Vec<String>,
    /// Begin with this record, in JSON, YAML or TOML
    #[arg(long, value_name = "FILE")]
    pub(super) facts: Option<PathBuf>,
    /// Write the record there, as JSON, and go on with it if it is there; the file of --facts, if
    /// that is JSON
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// The moment whose state is asked for; now, if not given
    #[arg(long, value_name = "TIME")]
    pub(super) as_of: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Watch {
    #[command(flatten)]
    pub(super) common: Common,
    /// The record of facts; it is read again whenever it changes, and so are the policies
    #[arg(long, value_name = "FILE")]
    pub(super) facts: PathBuf,
    /// Show this moment instead of the clock's
    #[arg(long, value_name = "TIME")]
    pub(super) as_of: Option<String>,
    /// Show it once and end
    #[arg(long, conflicts_with = "on_limit")]
    pub(super) once: bool,
    /// Run this command of the shell once for each limit that passes, with ONUS_ROW, ONUS_INSTANCE,
    /// ONUS_TITLE, ONUS_LIMIT and ONUS_END (known, earliest or latest) in its environment
    #[arg(long, value_name = "COMMAND")]
    pub(super) on_limit: Option<String>,
}

/// How the outcome of cases is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TestFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For build servers: JUnit
    Junit,
}

#[derive(Debug, clap::Args)]
pub(super) struct Why {
    /// Names of provisions, then policy files and folders
    #[arg(required = true, num_args = 2.., value_name = "NAME… PATH")]
    pub(super) asked: Vec<String>,
    #[command(flatten)]
    pub(super) inquiry: Inquiry,
    /// Only this instance, such as services[0]
    #[arg(long, value_name = "INSTANCE")]
    pub(super) instance: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Language of messages and answers
    #[arg(long, value_enum, default_value_t)]
    pub(super) lang: Lang,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit code: 0 every case passes and every golden answer holds, 1 one does not, 2 it could not run"
)]
pub(super) struct Test {
    #[command(flatten)]
    pub(super) common: Common,
    /// Only cases with this in their name; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(super) case: Vec<String>,
    /// Only cases that expect something of a provision citing this article, such as "Act 22-7"; may
    /// be repeated
    #[arg(long, value_name = "ARTICLE")]
    pub(super) citing: Vec<String>,
    /// Only cases with this tag; may be repeated
    #[arg(long, value_name = "TAG")]
    pub(super) tag: Vec<String>,
    /// Form of the outcome
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: TestFormat,
    /// Write the golden answers anew, where a folder `answers` stands beside a case, show what
    /// changed, and remove those of no case; what a case expects is never changed. The text is kept
    /// in both languages; the JSON only where a file `answers/CASE.json` is there already: make an
    /// empty one to begin with
    #[arg(long)]
    pub(super) update: bool,
}

/// How coverage is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CoverageFormat {
    /// What no case tries, for people
    #[default]
    Text,
    /// All of it, for programs
    Json,
    /// For editors: LCOV, with lines and branches
    Lcov,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Exit code: 0 it is told, 1 the policies have errors, 2 it could not run")]
pub(super) struct Coverage {
    #[command(flatten)]
    pub(super) common: Common,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: CoverageFormat,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A change that no case needs to notice is explained on its line, or the line above: # not tried: REASON\n\nExit code: 0 every change is noticed or explained, 1 one is not, or not all were tried in time, 2 it could not run"
)]
pub(super) struct Mutate {
    #[command(flatten)]
    pub(super) common: Common,
    /// Change these provisions alone; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(super) only: Vec<String>,
    /// Begin no further change after so many seconds
    #[arg(long, value_name = "SECONDS")]
    pub(super) time: Option<u64>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The dialect is draft-07. In an editor, a record names the schema with \"$schema\": \"./facts.schema.json\" at its head\n\nExit code: 0 it is printed, 1 the policies have errors, 2 it could not run"
)]
pub(super) struct Schema {
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, clap::Args)]
pub(super) struct Edge {
    /// The provisions' names, with commas between them
    #[arg(
        required = true,
        num_args = 1,
        value_delimiter = ',',
        value_name = "NAME"
    )]
    pub(super) names: Vec<String>,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, clap::Args)]
pub(super) struct Period {
    /// How the period is counted, such as kr.civil or eu.1182_71, or as a policy of --policy declares it
    pub(super) regime: Option<String>,
    /// How long, such as "30 days", "3 business days", "1개월" or "72 hours"
    pub(super) period: Option<String>,
    /// From when: 2026-01-31, or 2026-01-31T09:00
    pub(super) from: Option<String>,
    /// Count backward, as in "14 days before"
    #[arg(long)]
    pub(super) before: bool,
    /// The calendar of holidays, where the regime leaves it open
    #[arg(long, value_name = "NAME")]
    pub(super) calendar: Option<String>,
    /// A policy file or a folder of them, whose own ways of counting and calendars may be named too; may be repeated
    #[arg(long, value_name = "PATH")]
    pub(super) policy: Vec<std::path::PathBuf>,
    /// The zone of local times
    #[arg(long, value_name = "ZONE", default_value = "Asia/Seoul")]
    pub(super) zone: String,
    /// A CSV table with columns regime, period and from; it is printed with a column `due` added
    #[arg(long, value_name = "FILE", conflicts_with_all = ["regime", "period", "from"])]
    pub(super) batch: Option<std::path::PathBuf>,
    /// Language of messages
    #[arg(long, value_enum, default_value_t)]
    pub(super) lang: Lang,
}

#[derive(Debug, clap::Args)]
pub(super) struct History {
    /// The provision's name, alone or with its policy's
    pub(super) name: String,
    #[command(flatten)]
    pub(super) common: Common,
}

/// How a graph is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum GraphFormat {
    /// Mermaid, as many editors and sites draw it
    #[default]
    Mermaid,
    /// Graphviz
    Dot,
}

#[derive(Debug, clap::Args)]
pub(super) struct Graph {
    #[command(flatten)]
    pub(super) common: Common,
    /// Only what this provision or act leads to; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(super) from: Vec<String>,
    /// Exceptions too
    #[arg(long)]
    pub(super) exceptions: bool,
    /// For Mermaid or for Graphviz
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: GraphFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The finding's code, such as unknown-name; all codes are listed, if not given
    pub(super) code: Option<String>,
    /// Language of the explanation
    #[arg(long, value_enum, default_value_t)]
    pub(super) lang: Lang,
}
