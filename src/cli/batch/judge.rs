//! One line to its answer: by the compiled evaluator, and by the plain one where that says more or
//! the policies cannot be compiled. What most lines hold is read straight into slots.

use serde_json::{Map, Value as Json, json};

use super::column::{Columns, Part};
use super::line::{Found, Writer};
use super::{instant, one};
use crate::determination::Determination;
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::eval::{Question, evaluate};
use crate::facts::{self, Facts, Format, Known};
use crate::kernel::{Asked, JsonReader, Scratch, Slots};
use crate::plan::{Options, Prepared, SlotId};
use crate::program::{FactPath, Program};
use crate::source::Sources;
use crate::value::{Instant, Value};

/// As of when each record is judged.
pub(super) enum Moment {
    /// All as of this one.
    At(Instant),
    /// Each as of what it says there.
    Field(FactPath),
}

/// What became of a line.
pub(super) enum Judged {
    /// The answer is written.
    Answer,
    /// Why it was put aside, as a line.
    Aside(String),
    /// There is nothing on it.
    Nothing,
}

/// What one thread works with.
#[derive(Default)]
pub(super) struct Worker {
    slots: Slots,
    scratch: Scratch,
}

/// What judges lines.
pub(super) struct Judge<'p> {
    program: &'p Program,
    compiled: Option<Compiled>,
    columns: Columns,
    moment: Moment,
}

/// The policies compiled, and what reads and writes lines for them.
struct Compiled {
    plan: Prepared,
    reader: JsonReader,
    writer: Writer,
    /// Where the moment is that a line is judged as of.
    moment: Option<SlotId>,
}

/// One row of an answer of the plain evaluator.
struct Row {
    name: String,
    instance: Option<String>,
    is: Json,
    sort: &'static str,
    due_at: Option<String>,
    due_day: Option<String>,
    done_at: Option<String>,
    needs: Vec<String>,
}

impl<'p> Judge<'p> {
    pub(super) fn new(program: &'p Program, columns: Columns, moment: Moment) -> Judge<'p> {
        let only = match &columns {
            Columns::All => Vec::new(),
            Columns::Some(columns) => columns.iter().map(|column| column.item.clone()).collect(),
        };
        let options = Options {
            only,
            ..Options::default()
        };
        // What is missing, and of what is presumed what would show otherwise, the plain one says.
        let plan = Prepared::new(program, &options).ok();
        let plan = plan.filter(|_| !columns.ask_for_needs());
        let compiled = plan.map(|plan| Compiled {
            reader: JsonReader::new(program, &plan),
            writer: Writer::of(program, &columns),
            moment: match &moment {
                Moment::At(_) => None,
                Moment::Field(path) => plan.layout().slot(program, path),
            },
            plan,
        });
        Judge {
            program,
            compiled,
            columns,
            moment,
        }
    }

    /// The answer to one line, written behind others.
    pub(super) fn line(
        &self,
        number: u64,
        line: &[u8],
        (worker, out): (&mut Worker, &mut String),
        language: Language,
    ) -> Judged {
        let aside = |code: &str, at: Option<u64>, message: &str| {
            let told = json!({ "line": number, "code": code, "column": at, "message": message });
            Judged::Aside(told.to_string())
        };
        let Ok(text) = std::str::from_utf8(line) else {
            let message = match language {
                Language::English => "the line is not UTF-8",
                Language::Korean => "UTF-8 문자열이 아닙니다",
            };
            return aside("not-utf8", None, message);
        };
        if text.trim().is_empty() {
            return Judged::Nothing;
        }
        if self.at_once(number, text, worker, out) {
            return Judged::Answer;
        }
        let (sources, file) = one(text);
        let (facts, findings) = facts::read_as(Format::Json, file, &sources, self.program);
        let mut errors = findings
            .iter()
            .filter(|one| one.severity() == Severity::Error);
        if let Some(error) = errors.next() {
            return Judged::Aside(told(number, error, &sources, language).to_string());
        }
        let Some(as_of) = self.as_of(&facts) else {
            let message = match language {
                Language::English => "the field of --as-of-field holds no time that is known",
                Language::Korean => "--as-of-field 항목의 시각이 주어지지 않았습니다",
            };
            return aside("no-as-of", None, message);
        };
        let warnings: Vec<&str> = findings.iter().map(|one| one.code.name()).collect();
        if let Some(compiled) = self.compiled.as_ref().filter(|_| Slots::can_hold(&facts)) {
            worker
                .slots
                .fill(&compiled.plan, self.program, &facts, None);
            if self.judged(number, compiled, as_of, &warnings, worker, out) {
                return Judged::Answer;
            }
        }
        let mut question = Question::as_of(as_of);
        // Which of the facts that are missing matter is found with the routes.
        question.routes = self.columns.ask_for_needs();
        let rows = plain(&evaluate(self.program, &facts, &question).0);
        let mut answer = Map::new();
        answer.insert("line".to_owned(), number.into());
        if !warnings.is_empty() {
            answer.insert("warnings".to_owned(), warnings.into());
        }
        self.fill(&rows, &mut answer);
        out.push_str(&Json::Object(answer).to_string());
        Judged::Answer
    }

    /// Reads a line straight into slots and judges it, if that settles it.
    fn at_once(&self, number: u64, text: &str, worker: &mut Worker, out: &mut String) -> bool {
        let Some(compiled) = &self.compiled else {
            return false;
        };
        if !compiled
            .reader
            .fill(&compiled.plan, text, &mut worker.slots)
        {
            return false;
        }
        let as_of = match &self.moment {
            Moment::At(at) => Some(*at),
            Moment::Field(_) => compiled.moment.and_then(|slot| worker.slots.time(slot)),
        };
        as_of.is_some_and(|as_of| self.judged(number, compiled, as_of, &[], worker, out))
    }

    /// Judges what the slots hold and writes it; false where the plain evaluator may say more.
    fn judged(
        &self,
        number: u64,
        compiled: &Compiled,
        as_of: Instant,
        warnings: &[&str],
        worker: &mut Worker,
        out: &mut String,
    ) -> bool {
        let (plan, slots) = (&compiled.plan, &worker.slots);
        let rows = plan.judge(slots, &Asked::as_of(as_of), &mut worker.scratch);
        if rows.is_cut() || !rows.faults().is_empty() || rows.is_open(plan, slots) {
            return false;
        }
        let found = Found {
            program: self.program,
            plan,
            slots,
            rows: &rows,
        };
        compiled.writer.write(out, number, warnings, found);
        true
    }

    fn as_of(&self, facts: &Facts) -> Option<Instant> {
        match &self.moment {
            Moment::At(at) => Some(*at),
            Moment::Field(path) => match &facts::get(facts, path)?.known {
                Known::Value(Value::Range(range)) => instant(range),
                _ => None,
            },
        }
    }

    /// Puts the columns, or all rows, into a line.
    fn fill(&self, rows: &[Row], answer: &mut Map<String, Json>) {
        let Columns::Some(columns) = &self.columns else {
            for sort in ["conclusions", "duties", "powers", "sanctions"] {
                let of = rows.iter().filter(|row| row.sort == sort);
                answer.insert(sort.to_owned(), of.map(whole).collect());
            }
            return;
        };
        for column in columns {
            let text = |text: &Option<String>| text.clone().map_or(Json::Null, Json::from);
            let part = |row: &Row| match column.part {
                Part::Is => row.is.clone(),
                Part::DueAt => text(&row.due_at),
                Part::DueDay => text(&row.due_day),
                Part::DoneAt => text(&row.done_at),
                Part::Needs => row.needs.clone().into(),
            };
            let of: Vec<&Row> = rows.iter().filter(|row| row.name == column.item).collect();
            let value = match of.as_slice() {
                [] => Json::Null,
                [only] if only.instance.is_none() => part(only),
                // One for each instance, by what tells it from the others.
                several => {
                    let each = several
                        .iter()
                        .map(|row| (row.instance.clone().unwrap_or_default(), part(row)));
                    Json::Object(each.collect())
                }
            };
            answer.insert(column.written.clone(), value);
        }
    }
}

/// A whole row as JSON.
fn whole(row: &Row) -> Json {
    let mut told = Map::new();
    told.insert("name".to_owned(), row.name.clone().into());
    if let Some(instance) = &row.instance {
        told.insert("instance".to_owned(), instance.clone().into());
    }
    let is = if row.sort == "conclusions" {
        "value"
    } else {
        "state"
    };
    told.insert(is.to_owned(), row.is.clone());
    for (key, value) in [
        ("due_at", &row.due_at),
        ("due_day", &row.due_day),
        ("done_at", &row.done_at),
    ] {
        if let Some(value) = value {
            told.insert(key.to_owned(), value.clone().into());
        }
    }
    Json::Object(told)
}

/// Why a line was put aside.
fn told(number: u64, error: &Diagnostic, sources: &Sources, language: Language) -> Json {
    let place = sources.place(error.primary.span);
    json!({
        "line": number,
        "code": error.code.name(),
        "column": place.column,
        "message": error.message.get(language),
    })
}

/// A value as JSON; what an answer holds can always be written.
pub(super) fn json_of(value: &crate::determination::AnswerValue) -> Json {
    serde_json::to_value(value).unwrap_or_default()
}

/// The rows of the plain evaluator.
fn plain(answer: &Determination) -> Vec<Row> {
    let row = |sort: &'static str, about: &crate::determination::About, is: Json| Row {
        name: about.name.clone(),
        instance: about.instance.clone(),
        is,
        sort,
        due_at: None,
        due_day: None,
        done_at: None,
        needs: about.needs.iter().map(|need| need.path.clone()).collect(),
    };
    let conclusions = answer
        .conclusions
        .iter()
        .filter(|one| one.about.instance.is_none());
    let conclusions = conclusions.map(|one| row("conclusions", &one.about, json_of(&one.value)));
    let duties = answer.duties.iter().map(|one| Row {
        due_at: one.due_at.map(|at| at.to_string()),
        due_day: one.due_day.map(|at| at.to_string()),
        done_at: one.done_at.map(|at| at.to_string()),
        ..row("duties", &one.about, one.state.name().into())
    });
    let powers = answer.powers.iter();
    let powers = powers.map(|one| row("powers", &one.about, one.state.name().into()));
    let sanctions = answer.sanctions.iter();
    let sanctions = sanctions.map(|one| row("sanctions", &one.about, one.state.name().into()));
    conclusions
        .chain(duties)
        .chain(powers)
        .chain(sanctions)
        .collect()
}
