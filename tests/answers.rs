//! Stored answers: what was written is read again as it was, tells the same text in both
//! languages, and fits the published schema; what an earlier version wrote is read too.

use std::fs;
use std::path::Path;
use std::process::Command;

use onus::determination::Determination;
use onus::diagnostic::Language;
use onus::eval::{self, Question};
use onus::render::answer::answer;
use onus::render::json::json;

use crate::files::files;
use crate::known::{All, Record};

/// The schema that is published.
fn schema() -> serde_json::Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/determination.schema.json");
    let text = fs::read_to_string(path).expect("the schema is there");
    serde_json::from_str(&text).expect("the schema is JSON")
}

/// What is wrong with an answer that is stored.
fn faults(schema: &jsonschema::Validator, name: &str, given: &Determination) -> Vec<String> {
    let text = json(given);
    let mut faults = Vec::new();
    let written = serde_json::from_str(&text).expect("it is JSON");
    let misfits = schema.iter_errors(&written).take(3);
    faults.extend(misfits.map(|error| format!("{name}: {error} at {}", error.instance_path())));
    match Determination::from_json(&text) {
        Err(error) => faults.push(format!("{name} cannot be read: {error}")),
        Ok(read) => {
            if json(&read) != text {
                faults.push(format!("{name} is written otherwise once it was read"));
            }
            for language in [Language::English, Language::Korean] {
                if answer(&read, language, 100) != answer(given, language, 100) {
                    faults.push(format!("{name} is told otherwise once it was read"));
                }
            }
            if !given.changed(&read).is_empty() {
                faults.push(format!("{name} is another answer once it was read"));
            }
        }
    }
    faults
}

/// One answer in so many, with routes, changes and what is coming or without.
fn check(all: &All, one_in: u64, more: bool) {
    let schema = jsonschema::validator_for(&schema()).expect("the schema is one");
    let faults = all.each(|record: &Record| {
        if !record.is_one_in(one_in) {
            return Vec::new();
        }
        let question = Question {
            routes: more,
            changes: more,
            coming: more,
            ..record.question.clone()
        };
        let given = eval::evaluate(all.program(record), &record.facts, &question).0;
        faults(&schema, &record.name, &given)
    });
    let few: Vec<&String> = faults.iter().take(20).collect();
    assert!(faults.is_empty(), "{} faults: {few:#?}", faults.len());
}

/// `EVERY_CASE=1` takes all; else it is one in twelve.
#[test]
fn answers_of_the_policies_are_read_as_they_were_written() {
    let every = std::env::var_os("EVERY_CASE").is_some();
    check(
        &All::of(&[&["policies"]]),
        if every { 1 } else { 12 },
        false,
    );
}

#[test]
fn answers_with_routes_and_changes_to_come_are_read_as_they_were_written() {
    check(&All::of(&[&["tests/regimes", "policies/common"]]), 3, true);
    check(&All::of(&[&["tests/acts"]]), 3, true);
}

#[test]
fn what_an_earlier_version_wrote_is_read() {
    for path in files("tests/answers", "json") {
        let text = fs::read_to_string(&path).expect("it is text");
        let read = Determination::from_json(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        // It says all that it said, and in the order in which it said it.
        let (before, mut after): (serde_json::Value, serde_json::Value) = (
            serde_json::from_str(&text).expect("it is JSON"),
            serde_json::from_str(&json(&read)).expect("it is JSON"),
        );
        let object = after.as_object_mut().expect("an object");
        object.remove("titles");
        let facts = object["facts"].as_array_mut().expect("a list");
        for fact in facts.iter_mut().filter_map(|fact| fact.as_object_mut()) {
            for key in ["of", "by_title", "holder", "names"] {
                fact.remove(key);
            }
        }
        assert!(before == after, "{}", path.display());
        for (end, language) in [("en", "en"), ("ko", "ko")] {
            let told = Command::new(env!("CARGO_BIN_EXE_onus"))
                .args(["show", "--lang", language])
                .arg(&path)
                .output()
                .expect("the command starts");
            let held = fs::read_to_string(path.with_extension(format!("{end}.txt")));
            let told = String::from_utf8_lossy(&told.stdout).into_owned();
            assert_eq!(told, held.expect("its text is there"), "{}", path.display());
        }
    }
}
