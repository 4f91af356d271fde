//! One line to its answer: by the compiled evaluator, and by the plain one where that says more or
//! the policies cannot be compiled.

use serde_json::{Map, Value as Json, json};

use super::column::{Columns, Part, full_name};
use super::{instant, one};
use crate::determination::Determination;
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::eval::{self, Question, evaluate};
use crate::facts::{self, Facts, Format, Known};
use crate::kernel::{Asked, Limited, Rows, Scratch, Slots};
use crate::plan::{Item, Options, Prepared};
use crate::program::{Expr, FactPath, Head, Node, Program};
use crate::source::Sources;
use crate::value::figure::Figure;
use crate::value::{Date, Instant, Kind, Value, Zone};

/// As of when each record is judged.
pub(super) enum Moment {
    /// All as of this one.
    At(Instant),
    /// Each as of what it says there.
    Field(FactPath),
}

/// What became of a line.
pub(super) enum Judged {
    /// The answer, as a line.
    Answer(String),
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
    plan: Option<Prepared>,
    columns: Columns,
    moment: Moment,
}

/// One row of an answer, whichever evaluator found it.
struct Row {
    name: String,
    instance: Option<String>,
    is: Json,
    sort: &'static str,
    due_at: Option<String>,
    due_day: Option<String>,
    done_at: Option<String>,
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
        Judge {
            program,
            plan: Prepared::new(program, &options).ok(),
            columns,
            moment,
        }
    }

    /// The answer to one line.
    pub(super) fn line(
        &self,
        number: u64,
        line: &[u8],
        worker: &mut Worker,
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
        let rows = self.rows(&facts, as_of, worker);
        let warnings = findings.iter().map(|one| Json::from(one.code.name()));
        let mut answer = Map::new();
        answer.insert("line".to_owned(), number.into());
        self.fill(&rows, &mut answer);
        let warnings: Vec<Json> = warnings.collect();
        if !warnings.is_empty() {
            answer.insert("warnings".to_owned(), warnings.into());
        }
        Judged::Answer(Json::Object(answer).to_string())
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

    fn rows(&self, facts: &Facts, as_of: Instant, worker: &mut Worker) -> Vec<Row> {
        let plan = self.plan.as_ref().filter(|_| Slots::can_hold(facts));
        if let Some(plan) = plan {
            worker.slots.fill(plan, self.program, facts, None);
            let rows = plan.judge(&worker.slots, &Asked::as_of(as_of), &mut worker.scratch);
            let open = rows.is_open(plan, &worker.slots);
            if !rows.is_cut() && rows.faults().is_empty() && !open {
                let compiled = Compiled {
                    program: self.program,
                    plan,
                    slots: &worker.slots,
                    rows: &rows,
                };
                return compiled.rows();
            }
        }
        let mut question = Question::as_of(as_of);
        question.routes = false;
        plain(&evaluate(self.program, facts, &question).0)
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
fn json_of(value: &crate::determination::AnswerValue) -> Json {
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

/// The rows of the compiled evaluator, with what it takes to read them.
struct Compiled<'r> {
    program: &'r Program,
    plan: &'r Prepared,
    slots: &'r Slots,
    rows: &'r Rows<'r>,
}

impl Compiled<'_> {
    fn rows(&self) -> Vec<Row> {
        let conclusions = self.rows.conclusions().iter().filter_map(|row| {
            let define = self.program.defines.get(row.define.index())?;
            let value = self.rows.value(self.plan, self.slots, &row.answer);
            let is = match (row.in_force, value) {
                (false, _) => "not_in_force".into(),
                (true, None) => "not_applicable".into(),
                (true, Some(value)) => self.json(value, &define.kind, &define.head),
            };
            Some(Row {
                name: full_name(self.program, &define.head),
                instance: None,
                is,
                sort: "conclusions",
                due_at: None,
                due_day: None,
                done_at: None,
            })
        });
        let instances = self.rows.instances().iter().filter_map(|row| {
            let program = self.program;
            let (sort, head) = match row.item {
                Item::Duty(duty) => ("duties", &program.duties.get(duty.index())?.head),
                Item::Power(power) => ("powers", &program.powers.get(power.index())?.head),
                Item::Sanction(sanction) => {
                    ("sanctions", &program.sanctions.get(sanction.index())?.head)
                }
            };
            let zone = program
                .policies
                .get(head.policy)
                .map_or(Zone::UTC, |policy| policy.zone);
            let (due_at, due_day) = match row.limit {
                Limited::No => (None, None),
                Limited::At(at) | Limited::Relieved(_, at) => (self.at(at, zone), None),
                Limited::Day(day) => (None, self.day(day)),
            };
            Some(Row {
                name: full_name(program, head),
                instance: self.rows.instance(self.plan, program, self.slots, row),
                is: row.state.name().into(),
                sort,
                due_at,
                due_day,
                done_at: row.done.and_then(|done| self.at(done, zone)),
            })
        });
        conclusions.chain(instances).collect()
    }

    fn at(&self, figure: Figure, zone: Zone) -> Option<String> {
        instant(&self.rows.range(figure)).map(|at| zone.rfc3339(at))
    }

    fn day(&self, figure: Figure) -> Option<String> {
        let day = self.rows.range(figure).exact()?.floor()?;
        Date::from_number(day).map(|day| day.to_string())
    }

    /// A value as an answer writes it.
    fn json(&self, value: Value, kind: &Kind, head: &Head) -> Json {
        use crate::value::Truth;
        match value {
            Value::Truth(Truth::Yes) => "yes".into(),
            Value::Truth(Truth::No) => "no".into(),
            Value::Truth(Truth::Undetermined) => "undetermined".into(),
            value => {
                let expr = Expr {
                    node: Node::Constant(value),
                    kind: kind.clone(),
                    span: head.span,
                };
                json_of(&eval::constant_answer(self.program, &expr, head.policy))
            }
        }
    }
}
