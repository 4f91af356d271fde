//! The schema of the facts against a validator of others: it takes every shipped record, and
//! refuses what is wrong with the broken ones where a schema can say so.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use onus::diagnostic::Language;
use onus::program::Program;
use onus::schema::schema;
use onus::source::Sources;
use serde_json::Value;

use crate::files::{below, files, loaded};
use crate::shipped::netflix_law;

/// Broken records in which no schema can see what is wrong, and why.
const BEYOND: &[(&str, &str)] = &[
    (
        "duplicate-key.json",
        "whoever reads JSON has only one of two",
    ),
    ("empty-bounds.json", "a schema compares no values"),
    ("end-before-start.json", "a schema compares no values"),
    ("unknown-re.json", "a schema counts no members elsewhere"),
    ("malformed.json", "it is no JSON"),
    (
        "toml-duplicate.toml",
        "whoever reads TOML has only one of two",
    ),
    ("toml-hangul-key.toml", "it is no TOML"),
    ("yaml-alias.yaml", "it is YAML that this reader refuses"),
    (
        "yaml-duplicate.yaml",
        "whoever reads YAML has only one of two",
    ),
    (
        "yaml-two-documents.yaml",
        "it is YAML that this reader refuses",
    ),
    (
        "unknown-party.json",
        "whom a text names is told by the whole record, and a person may be named",
    ),
];

fn validator(program: &Program, language: Language) -> Validator {
    let text = schema(program, language).text();
    let schema: Value = serde_json::from_str(&text).expect("it is JSON");
    jsonschema::validator_for(&schema).expect("the schema is one")
}

/// What a record of any form writes; none where its form is broken.
fn document(path: &Path) -> Option<Value> {
    let mut sources = Sources::default();
    let text = fs::read_to_string(path).expect("it is text");
    let file = sources.add(path.display().to_string(), text);
    let document = onus::facts::document(file, &sources)?;
    Some(serde_json::from_str(&document.text()).expect("it is JSON"))
}

#[test]
fn the_schema_is_one_of_its_dialect_and_names_both_languages() {
    let program = netflix_law();
    for (language, title, other) in [
        (Language::English, "Fee for the service", "이용요금"),
        (Language::Korean, "이용요금", "Fee for the service"),
    ] {
        let text = schema(&program, language).text();
        let schema: Value = serde_json::from_str(&text).expect("it is JSON");
        jsonschema::draft7::meta::validate(&schema).expect("it is a schema of its dialect");
        let fee = &schema["definitions"]["record.common.incident.Service"]["properties"]["fee"];
        assert_eq!(fee["title"], title);
        let known = fee["description"].as_str().expect("it is described");
        assert!(known.starts_with(other), "{known}");
        let article = match language {
            Language::English => "Decree 37-21(2)",
            Language::Korean => "시행령 제37조의21제2항",
        };
        assert!(known.contains(article), "{known}");
    }
}

fn refused(validator: &Validator, record: &Value) -> Option<String> {
    let errors = validator.iter_errors(record);
    let told: Vec<String> = errors
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// The records that the cases below a folder are about are taken, each by the schema of the policy
/// of its case; how many there are.
fn taken(root: &str) -> usize {
    let mut paths = below(root, "onus");
    paths.extend(files("policies/common", "onus"));
    paths.extend(files("policies/kr/netflix_law", "onus"));
    let sources = loaded(paths);
    let trees = onus::Trees::of(&sources);
    let (all, findings) = trees.load(&sources);
    let all = all.unwrap_or_else(|| panic!("{root}: {findings:?}"));
    let mut seen = 0;
    for (number, policy) in all.policies.iter().enumerate() {
        let cases = all.cases.iter();
        let of_policy = cases.filter(|case| case.head.policy == number);
        let records: BTreeSet<PathBuf> = of_policy
            .filter_map(|case| {
                let (facts, span) = case.facts.as_ref()?;
                let from = Path::new(sources.get(span.file)?.name());
                Some(from.parent()?.join(facts))
            })
            .collect();
        if records.is_empty() {
            continue;
        }
        let (program, _) = trees.load_policy(&policy.name, &sources);
        let validator = validator(&program.expect("it is sound alone"), Language::English);
        for path in &records {
            let record = document(path).expect("it has its form");
            assert_eq!(refused(&validator, &record), None, "{}", path.display());
        }
        seen += records.len();
    }
    seen
}

#[test]
fn every_shipped_record_is_taken() {
    for (root, least) in [
        ("policies/kr", 40),
        ("policies/ko", 1),
        ("policies/us", 20),
        ("policies/uk", 10),
        ("policies/jp", 8),
        ("tests/regimes", 20),
        ("tests/acts", 8),
    ] {
        let seen = taken(root);
        assert!(seen >= least, "{seen} records below {root}");
    }
}

#[test]
fn broken_records_are_refused_as_far_as_a_schema_can_say_why() {
    let program = netflix_law();
    for language in [Language::English, Language::Korean] {
        let validator = validator(&program, language);
        for path in ["json", "yaml", "toml"]
            .iter()
            .flat_map(|end| files("tests/broken_facts", end))
        {
            let name = path.file_name().expect("it has a name").to_string_lossy();
            let beyond = BEYOND.iter().find(|(known, _)| *known == name);
            let seen = document(&path).is_some_and(|record| refused(&validator, &record).is_some());
            match beyond {
                None => assert!(seen, "{name} is taken by the schema"),
                Some((_, why)) => assert!(!seen, "{name} is refused, though {why}"),
            }
        }
    }
}
