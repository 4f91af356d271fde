//! What is tried with any bytes whatever: the text of a policy, the text of a
//! record, and a program with a record made of the bytes. Nothing panics,
//! nothing hangs, and the same input gives the same answer. The fuzzer calls
//! these; `tests/fuzz.rs` calls them too, without one.

#![allow(dead_code, reason = "each target calls one of these")]

pub(crate) mod bytes;
pub(crate) mod made;
pub(crate) mod seeds;
pub(crate) mod shipped;

use onus::ask::{Command, Interview};
use onus::determination::Determination;
use onus::diagnostic::{Diagnostic, Language, Severity};
use onus::eval::{Question, evaluate};
use onus::facts::{self, Document, Facts, Place};
use onus::program::Program;
use onus::render::answer::{self, answer};
use onus::render::json::json;
use onus::render::report::{Style, report};
use onus::source::Sources;
use serde_json::Value;

use bytes::Bytes;
use made::Maker;
use shipped::{Unit, unit};

const LANGUAGES: [Language; 2] = [Language::English, Language::Korean];

/// The forms of a record, and the lines that say one fact.
const FORMS: [&str; 5] = ["json", "yaml", "toml", "assume", "answer"];

/// How many questions of an interview are answered.
const ANSWERS: usize = 4;

/// Draws every finding in both languages.
fn tell(findings: &[Diagnostic], sources: &Sources) {
    for language in LANGUAGES {
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

fn is_refused(findings: &[Diagnostic]) -> bool {
    let mut severities = findings.iter().map(Diagnostic::severity);
    severities.any(|severity| severity == Severity::Error)
}

/// Asks for everything, in every form.
fn judge(program: &Program, facts: &Facts, question: &Question) -> Determination {
    let (determination, _) = evaluate(program, facts, question);
    for language in LANGUAGES {
        assert!(!answer(&determination, language, answer::WIDTH).is_empty());
    }
    assert!(!json(&determination).is_empty());
    determination
}

/// Text is a policy: alone, or after a 0 and two numbers in place of a file of a policy.
pub(crate) fn policy(data: &[u8]) {
    let (place, text) = match data {
        [0, policy, file, text @ ..] => (Some((*policy, *file)), text),
        _ => (None, data),
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let mut sources = Sources::default();
    match place {
        Some((policy, file)) => {
            let files = &unit(policy.into()).files;
            let number = usize::from(file) % files.len();
            for (at, file) in files.iter().enumerate() {
                let text = if at == number { text } else { &file.text };
                sources.add(file.path.clone(), text.to_owned());
            }
        }
        None => drop(sources.add("tried.onus", text.to_owned())),
    }
    let (program, findings) = onus::load(&sources);
    tell(&findings, &sources);
    let Some(program) = program else {
        return;
    };
    let blank = facts::blank(&program);
    judge(&program, &blank, &Question::default());
    for language in LANGUAGES {
        let schema = onus::schema::schema(&program, language).text();
        assert!(serde_json::from_str::<Value>(&schema).is_ok());
    }
    let alone = program.cases.iter().filter(|case| case.facts.is_none());
    for case in alone.take(2) {
        _ = onus::cases::run(&program, case, blank.clone());
    }
}

/// Text is a record of facts, or a line that says one: the bytes before it say which, and of which
/// policy.
pub(crate) fn facts(data: &[u8]) {
    let [form, policy, text @ ..] = data else {
        return;
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let form = FORMS[usize::from(*form) % FORMS.len()];
    let unit = unit((*policy).into());
    let program = &unit.program;
    let blank = facts::blank(program);
    let mut sources = Sources::default();
    let findings = match form {
        "assume" => {
            let file = sources.add("--assume", text);
            facts::assumption(file, &sources, program, &blank).err()
        }
        "answer" => {
            let (place, line) = text.split_once('\n').unwrap_or((text, ""));
            let Some(Place::Fact(path, _)) = facts::place(program, &blank, place) else {
                return;
            };
            let file = sources.add("answer", line);
            facts::answer(file, &sources, program, &blank, &path).err()
        }
        form => {
            let file = sources.add(format!("tried.{form}"), text);
            let (read, findings) = facts::read(file, &sources, program);
            if !is_refused(&findings) {
                let document = facts::document(file, &sources).expect("it has its form");
                let again = sources.add("again.json", document.text());
                let (again, found) = facts::read(again, &sources, program);
                assert!(!is_refused(&found), "what a record writes is a record");
                assert_eq!(format!("{read:?}"), format!("{again:?}"));
            }
            Some(findings)
        }
    };
    tell(&findings.unwrap_or_default(), &sources);
}

/// The bytes choose a policy, a record for it, and what is asked.
pub(crate) fn evaluation(data: &[u8]) {
    let mut bytes = Bytes(data.iter());
    let unit = unit(bytes.next().into());
    let program = &unit.program;
    let mut maker = Maker {
        program,
        bytes: &mut bytes,
    };
    let (record, as_of) = maker.record(unit);
    let mut sources = Sources::default();
    let file = sources.add("tried.json", record.to_string());
    let (facts, _) = facts::read(file, &sources, program);
    let mut question = asked(program, &mut bytes);
    if let Some(as_of) = as_of.filter(|_| !bytes.one_in(2)) {
        question.as_of = as_of;
    }
    let determination = judge(program, &facts, &question);
    match bytes.below(8) {
        1 => suppose(unit, &facts, &question, &determination, &mut bytes),
        2 => interview(unit, &question, &mut bytes),
        3 => {
            let duties = program.duties.iter().map(|duty| &duty.head);
            let defines = program.defines.iter().map(|define| &define.head);
            let heads: Vec<_> = duties.chain(defines).collect();
            let name = bytes.one_of(&heads).map(|head| head.name.to_string());
            question.only = name.into_iter().collect();
            question.changes = true;
            let (determination, _) = evaluate(program, &facts, &question);
            for language in LANGUAGES {
                _ = answer::why(&determination, language, answer::WIDTH);
            }
        }
        4 => {
            question.coming = true;
            let determination = judge(program, &facts, &question);
            for language in LANGUAGES {
                _ = answer::brief(&determination, language, answer::WIDTH);
                let now = question.as_of;
                _ = answer::countdown(&determination, now, language, answer::WIDTH);
            }
        }
        5 => {
            let (again, _) = evaluate(program, &facts, &question);
            let alike = json(&determination) == json(&again);
            assert!(alike, "the same input gives the same bytes");
        }
        _ => {}
    }
}

fn asked(program: &Program, bytes: &mut Bytes<'_>) -> Question {
    let mut question = Question {
        law_of: bytes.one_in(4).then(|| bytes.instant()),
        known_by: bytes.one_in(4).then(|| bytes.instant()),
        routes: !bytes.one_in(2),
        ..Question::as_of(bytes.instant())
    };
    if let Some(reading) = bytes.one_of(&program.readings) {
        let list = program.choices.get(reading.choice);
        let other = list.and_then(|list| bytes.one_of(&list.alternatives));
        let name = reading.head.name.to_string();
        let other = other.map(|(other, _)| (name, other.to_string()));
        question.readings.extend(other);
    }
    question
}

/// Something that is missing is assumed, and what that changes is told.
fn suppose(
    unit: &Unit,
    facts: &Facts,
    question: &Question,
    before: &Determination,
    bytes: &mut Bytes<'_>,
) {
    let program = &unit.program;
    let needs = before.wanted();
    let Some(wanted) = bytes.one_of(&needs) else {
        return;
    };
    let path = &wanted.need.path;
    let line = format!("{path} is {}", line(unit, facts, path, bytes));
    let mut sources = Sources::default();
    let file = sources.add("--assume", line);
    let mut supposed = facts.clone();
    match facts::assumption(file, &sources, program, facts) {
        Ok((path, known)) => _ = facts::assume(&mut supposed, program, &path, known),
        Err(findings) => return tell(&findings, &sources),
    }
    let mut after = judge(program, &supposed, question);
    after.changed = Some(before.changed(&after));
    for language in LANGUAGES {
        _ = answer(&after, language, answer::WIDTH);
        _ = answer::difference(before, &after, language, answer::WIDTH);
    }
}

/// What someone may type where a fact is asked for.
fn line(unit: &Unit, facts: &Facts, path: &str, bytes: &mut Bytes<'_>) -> String {
    let place = facts::place(&unit.program, facts, path);
    let kind = match &place {
        Some(Place::Fact(path, _)) => facts::expected(&unit.program, facts, path),
        _ => None,
    };
    let program = &unit.program;
    let plain = |bytes: &mut Bytes<'_>| match &kind {
        Some((kind, _)) => match (Maker { program, bytes }).plain(kind) {
            Value::String(text) => text,
            Value::Bool(yes) => if yes { "yes" } else { "아니요" }.to_owned(),
            other => other.to_string(),
        },
        None => bytes.time(),
    };
    match bytes.below(10) {
        0 => "unknown".to_owned(),
        1 => "해당 없음".to_owned(),
        2 => "아직".to_owned(),
        3 => format!("at least {}", plain(bytes)),
        4 => format!("{} 미만", plain(bytes)),
        5 => format!("{} or {}", plain(bytes), plain(bytes)),
        6 => "2".to_owned(),
        7 => "one, 둘".to_owned(),
        _ => plain(bytes),
    }
}

/// An interview from the beginning; whatever was answered, its record is one.
fn interview(unit: &Unit, question: &Question, bytes: &mut Bytes<'_>) {
    let program = &unit.program;
    let empty = Document::Map(Vec::new());
    let Ok(mut interview) = Interview::new(program, question.clone(), empty) else {
        panic!("an empty record is one");
    };
    let blank = facts::blank(program);
    for _ in 0..ANSWERS {
        let Some(asked) = interview.next() else {
            break;
        };
        for language in LANGUAGES {
            _ = interview.why(&asked, language, answer::WIDTH);
        }
        match bytes.below(8) {
            1 => _ = interview.back(),
            2 => interview.pass(&asked),
            _ => {
                let line = line(unit, &blank, &asked.need.path, bytes);
                let command = interview.command(&asked, &line);
                assert!(command != Some(Command::Stop));
                if let Err((sources, findings)) = interview.answer(&asked, &line) {
                    tell(&findings, &sources);
                    interview.pass(&asked);
                }
            }
        }
    }
    let mut sources = Sources::default();
    let file = sources.add("record.json", interview.record().text());
    let (_, findings) = facts::read(file, &sources, program);
    assert!(!is_refused(&findings), "an interview makes a record");
}
