//! The "Netflix law" stands once more in Korean words and names. Both are the same program: what
//! one answers to the facts of any case, the other answers too, name for name.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use onus::name::Name;
use onus::program::Program;
use onus::source::Sources;
use serde_json::Value;

use crate::files::{files, loaded};

const ENGLISH: [&str; 2] = ["policies/common", "policies/kr/netflix_law"];
const KOREAN: [&str; 2] = ["policies/ko/common", "policies/ko/kr/넷플릭스법"];

fn load(folders: [&str; 2], policy: &str) -> (Sources, Program) {
    let paths = folders.iter().flat_map(|folder| files(folder, "onus"));
    let sources = loaded(paths.collect());
    let (program, findings) = onus::load_policy(&sources, &Name::new(policy));
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    (sources, program.unwrap_or_else(|| panic!("{codes:?}")))
}

/// Words of one language and what they are in the other; each word is always the same one.
#[derive(Default)]
struct Dictionary {
    korean: HashMap<String, String>,
    english: HashMap<String, String>,
}

impl Dictionary {
    fn same_text(&mut self, english: &str, korean: &str, place: &str) {
        let (left, right) = (words(english), words(korean));
        assert_eq!(
            left.len(),
            right.len(),
            "{place}: `{english}` and `{korean}` differ"
        );
        for (left, right) in left.into_iter().zip(right) {
            let known = self.korean.entry(left.to_owned());
            let known = known.or_insert_with(|| right.to_owned());
            assert_eq!(known, right, "{place}: `{left}` in `{english}`");
            let known = self.english.entry(right.to_owned());
            let known = known.or_insert_with(|| left.to_owned());
            assert_eq!(known, left, "{place}: `{right}` in `{korean}`");
        }
    }

    fn same(&mut self, english: &Value, korean: &Value, place: &str) {
        match (english, korean) {
            (Value::String(a), Value::String(b)) if a == b => {}
            // The files differ, and so do their hashes.
            (Value::String(_), Value::String(_)) if place.ends_with("sha256") => {}
            (Value::String(a), Value::String(b)) => self.same_text(a, b, place),
            (Value::Array(a), Value::Array(b)) => {
                assert_eq!(a.len(), b.len(), "{place}");
                for (number, (a, b)) in a.iter().zip(b).enumerate() {
                    self.same(a, b, &format!("{place}[{number}]"));
                }
            }
            (Value::Object(a), Value::Object(b)) => {
                assert_eq!(a.len(), b.len(), "{place}");
                for ((key, a), (other, b)) in a.iter().zip(b) {
                    assert_eq!(key, other, "{place}");
                    // The titles of paths are in the order of the paths, which the two texts name
                    // each in its own language.
                    if key != "titles" {
                        self.same(a, b, &format!("{place}.{key}"));
                    }
                }
            }
            (a, b) => assert_eq!(a, b, "{place}"),
        }
    }
}

/// Names, and the signs between them.
fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let of_name = |c: char| c.is_alphanumeric() || c == '_';
        let end = rest
            .find(|c: char| of_name(c) != of_name(first))
            .unwrap_or(rest.len());
        found.push(&rest[..end]);
        rest = &rest[end..];
    }
    found
}

#[test]
fn both_texts_give_the_same_determinations() {
    let (mut sources, english) = load(ENGLISH, "kr.netflix_law");
    let (_, korean) = load(KOREAN, "kr.넷플릭스법");
    let mut dictionary = Dictionary::default();
    let mut compared = 0;
    for case in &english.cases {
        let file = sources.get(case.head.span.file).expect("it has a file");
        let folder = Path::new(file.name()).parent().expect("it has a folder");
        let folder = folder.to_owned();
        let mut facts = |of_parties: &dyn Fn(&str) -> String| match &case.facts {
            None => onus::facts::blank(&english),
            Some((name, _)) => {
                let path = folder.join(name);
                let text = fs::read_to_string(&path).expect("the facts are there");
                let id = sources.add(path.display().to_string(), of_parties(&text));
                onus::facts::read(id, &sources, &english).0
            }
        };
        // A record as read knows no names but those of who said or did something: both programs
        // number their vocabulary alike.
        let facts_in_english = facts(&str::to_owned);
        let facts_in_korean = facts(&|text| {
            let text = text.replace("\"by\": \"MSIT\"", "\"by\": \"과기정통부장관\"");
            text.replace("\"by\": \"operator\"", "\"by\": \"사업자\"")
        });
        let one = onus::cases::run(&english, case, facts_in_english).determination;
        let other = onus::cases::run(&korean, case, facts_in_korean).determination;
        let one = serde_json::to_value(&one).expect("it is JSON");
        let other = serde_json::to_value(&other).expect("it is JSON");
        dictionary.same(&one, &other, case.head.name.as_str());
        compared += 1;
    }
    assert!(compared > 15, "only {compared} cases were compared");
    assert_eq!(
        dictionary.korean.get("covered").map(String::as_str),
        Some("안정성의무대상")
    );
}
