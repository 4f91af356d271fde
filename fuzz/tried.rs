//! What is tried with any bytes whatever: the text of a policy, the text of a
//! record, and a program with a record made of the bytes. Nothing panics,
//! nothing hangs, and the same input gives the same answer. The fuzzer calls
//! these; `tests/fuzz.rs` calls them too, without one.

#![allow(dead_code, reason = "each target calls one of these")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use onus::diagnostic::{Diagnostic, Language};
use onus::eval::{Question, evaluate};
use onus::facts::{self, Facts};
use onus::program::{Field, Program};
use onus::render::answer::{self, answer};
use onus::render::report::{Style, report};
use onus::source::Sources;
use onus::value::{Instant, Kind};
use serde_json::{Map, Value, json};

/// The shipped policies, and those that only tests use.
const FOLDERS: [&str; 2] = ["policies", "tests/regimes"];

/// A first byte below this is no letter of a policy: it says for which of the shipped files the rest
/// stands in. Other policies are tried alone.
const CONTROL: u8 = 9;

struct Shipped {
    texts: Vec<(String, String)>,
    program: Program,
}

static SHIPPED: LazyLock<Vec<Shipped>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = if root.ends_with("fuzz") {
        root.parent().expect("fuzz stands in the project")
    } else {
        root
    };
    let load = |folder: &&str| {
        let mut files = Vec::new();
        gather(&root.join(folder), &mut files);
        files.sort();
        let texts: Vec<(String, String)> = files
            .iter()
            .map(|path| {
                let text = fs::read_to_string(path).expect("a policy is text");
                (path.display().to_string(), text)
            })
            .collect();
        let mut sources = Sources::default();
        for (name, text) in &texts {
            sources.add(name.clone(), text.clone());
        }
        let program = onus::load(&sources)
            .0
            .expect("the shipped policies are sound");
        Shipped { texts, program }
    };
    FOLDERS.iter().map(load).collect()
});

fn gather(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            gather(&path, out);
        } else if path.extension().is_some_and(|end| end == "onus") {
            out.push(path);
        }
    }
}

/// Draws every finding in both languages.
fn tell(findings: &[Diagnostic], sources: &Sources) {
    for language in [Language::English, Language::Korean] {
        let style = Style {
            language,
            color: false,
            unicode: true,
            width: 80,
        };
        assert_eq!(
            report(findings, sources, &style).is_empty(),
            findings.is_empty()
        );
    }
}

/// Asks for everything, in every form.
fn judge(program: &Program, facts: &Facts, question: &Question) {
    let (determination, _) = evaluate(program, facts, question);
    for language in [Language::English, Language::Korean] {
        assert!(!answer(&determination, language, answer::WIDTH).is_empty());
    }
    let shown = onus::render::json::json(&determination);
    let again = onus::render::json::json(&evaluate(program, facts, question).0);
    assert_eq!(shown, again, "the same input gives the same bytes");
}

/// Text is a policy: alone, or in place of one of the shipped files.
pub(crate) fn policy(data: &[u8]) {
    let (number, text) = match data.split_first() {
        Some((first, rest)) if *first < CONTROL => (Some(usize::from(*first)), rest),
        _ => (None, data),
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let mut sources = Sources::default();
    match number {
        Some(number) => {
            for (at, (name, shipped)) in SHIPPED[0].texts.iter().enumerate() {
                let text = if at == number { text } else { shipped };
                sources.add(name.clone(), text.to_owned());
            }
        }
        None => {
            sources.add("tried.onus", text.to_owned());
        }
    }
    let (program, findings) = onus::load(&sources);
    tell(&findings, &sources);
    if let Some(program) = program {
        judge(&program, &facts::blank(&program), &Question::default());
    }
}

/// Text is a record of facts for the shipped policies.
pub(crate) fn facts(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for shipped in SHIPPED.iter() {
        let mut sources = Sources::default();
        let file = sources.add("tried.json", text.to_owned());
        let (_, findings) = facts::read(file, &sources, &shipped.program);
        tell(&findings, &sources);
    }
}

/// The bytes choose a program, a record for it, and what is asked.
pub(crate) fn evaluation(data: &[u8]) {
    let mut bytes = Bytes(data.iter());
    let shipped = &SHIPPED[usize::from(bytes.next()) % SHIPPED.len()];
    let program = &shipped.program;
    let question = Question {
        law_of: bytes.one_in(4).then(|| bytes.instant()),
        known_by: bytes.one_in(4).then(|| bytes.instant()),
        ..Question::as_of(bytes.instant())
    };
    let record = bytes.top(program).to_string();
    let mut sources = Sources::default();
    let file = sources.add("tried.json", record);
    let (facts, _) = facts::read(file, &sources, program);
    judge(program, &facts, &question);
}

/// Choices made by the bytes; when there are no more, every choice is the first.
struct Bytes<'a>(std::slice::Iter<'a, u8>);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        self.0.next().copied().unwrap_or(0)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::from(self.next()) % limit.max(1)
    }

    /// Rarely true, and never when the bytes have ended.
    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == count - 1
    }

    /// A minute of the years from 2019.
    fn minute(&mut self) -> i64 {
        let day = i64::from(self.next()) * 16 + i64::from(self.next()) % 16;
        17_897 * 1_440 + day * 1_440 + i64::from(self.next()) * 6
    }

    fn instant(&mut self) -> Instant {
        Instant::from_micros(self.minute() * 60_000_000)
    }

    fn top(&mut self, program: &Program) -> Value {
        let mut record = Map::new();
        for fact in &program.facts {
            self.field(program, fact, 0, &mut record);
        }
        for judgement in program.judgements.iter().filter(|one| one.about.is_none()) {
            self.judged(judgement.head.name.as_str(), &mut record);
        }
        let events: Vec<Value> = (0..self.below(5)).map(|_| self.event(program)).collect();
        record.insert("events".to_owned(), json!(events));
        if self.one_in(2) {
            record.insert("record_complete_until".to_owned(), json!(self.time()));
        }
        Value::Object(record)
    }

    fn event(&mut self, program: &Program) -> Value {
        let mut event = Map::new();
        if let Some(act) = program.acts.get(self.below(program.acts.len())) {
            event.insert("act".to_owned(), json!(act.head.name.as_str()));
            if let Some(record) = program.records.get(act.record) {
                for field in &record.fields {
                    self.field(program, field, 1, &mut event);
                }
            }
        }
        Value::Object(event)
    }

    fn judged(&mut self, name: &str, out: &mut Map<String, Value>) {
        match self.below(4) {
            0 => {}
            1 => drop(out.insert(name.to_owned(), json!({ "unknown": true }))),
            2 => drop(out.insert(name.to_owned(), json!({ "is": true, "at": self.time() }))),
            _ => drop(out.insert(name.to_owned(), json!(false))),
        }
    }

    fn field(&mut self, program: &Program, field: &Field, depth: u8, out: &mut Map<String, Value>) {
        let value = match self.below(8) {
            0 => return,
            1 => json!({ "unknown": true }),
            2 if field.optional => json!({ "not_applicable": true }),
            _ if field.over_period => {
                let year = 2018 + self.below(8);
                let (first, last) = (1 + self.below(12), 1 + self.below(12));
                let mut one = self.group(program, &field.kind, depth);
                one.insert(
                    "over".to_owned(),
                    json!(format!("{year}-{first:02}/{year}-{last:02}")),
                );
                json!([one])
            }
            _ => self.value(program, &field.kind, depth),
        };
        out.insert(field.head.name.as_str().to_owned(), value);
    }

    fn value(&mut self, program: &Program, kind: &Kind, depth: u8) -> Value {
        match kind {
            Kind::Record(number) if depth < 6 => {
                let mut record = Map::new();
                for field in program
                    .records
                    .get(*number)
                    .iter()
                    .flat_map(|one| &one.fields)
                {
                    self.field(program, field, depth + 1, &mut record);
                }
                for judgement in program
                    .judgements
                    .iter()
                    .filter(|one| one.about == Some(*number))
                {
                    self.judged(judgement.head.name.as_str(), &mut record);
                }
                Value::Object(record)
            }
            Kind::List(of) if depth < 6 => {
                let members: Vec<Value> = (0..self.below(4))
                    .map(|_| self.value(program, of, depth + 1))
                    .collect();
                if self.one_in(4) {
                    json!({ "at_least": members })
                } else {
                    json!(members)
                }
            }
            Kind::Time if self.one_in(8) => json!("not yet"),
            _ => Value::Object(self.group(program, kind, depth)),
        }
    }

    /// One value, or a bound of one, and perhaps when it was recorded.
    fn group(&mut self, program: &Program, kind: &Kind, depth: u8) -> Map<String, Value> {
        let mut group = Map::new();
        let form = match self.below(8) {
            1 => "at_least",
            2 => "at_most",
            3 => "more_than",
            4 => "less_than",
            5 => "between",
            6 => "on",
            _ => "is",
        };
        let value = match form {
            "between" => json!([self.plain(program, kind), self.plain(program, kind)]),
            "on" => json!(self.time().get(..10)),
            _ => self.plain(program, kind),
        };
        group.insert(form.to_owned(), value);
        if depth > 0 && self.one_in(4) {
            group.insert("recorded".to_owned(), json!(self.time()));
        }
        group
    }

    fn time(&mut self) -> String {
        onus::value::Zone::UTC.rfc3339(self.instant())
    }

    fn count(&mut self) -> u64 {
        let figure = u64::from(self.next());
        figure * 10u64.pow(u32::from(self.next()) % 12)
    }

    fn plain(&mut self, program: &Program, kind: &Kind) -> Value {
        match kind {
            Kind::YesNo => json!(self.one_in(2)),
            Kind::Number | Kind::Quantity(_) => json!(self.count()),
            Kind::Share => json!(format!("{}/{}", self.next(), 1 + u16::from(self.next()))),
            Kind::Money(currency) => json!(format!("{} {}", self.count(), currency.as_str())),
            Kind::Duration => json!(format!("{} minutes", self.count())),
            Kind::Period => json!(format!("{} days", self.next())),
            Kind::Date => json!(self.time().get(..10)),
            Kind::Time => json!(self.time()),
            Kind::Choice(list) => {
                let alternatives = program.choices.get(*list).map(|list| &list.alternatives);
                let chosen = alternatives.and_then(|all| all.get(self.below(all.len())));
                json!(chosen.map(|(name, _)| name.as_str()))
            }
            _ => json!("someone"),
        }
    }
}
