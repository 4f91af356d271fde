//! The grammar by which editors colour a policy, made of the words of the language's own grammar.
//! `SNAPSHOTS=overwrite cargo test -p onus-lsp highlighting` writes it.

use std::fs;
use std::path::{Path, PathBuf};

use onus::syntax;
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of a rule between its braces.
fn rule<'g>(grammar: &'g str, name: &str) -> &'g str {
    let start = grammar
        .find(&format!("\n{name} "))
        .unwrap_or_else(|| panic!("no rule {name}"));
    let body = grammar[start..]
        .split_once('{')
        .expect("a rule has braces")
        .1;
    body.split('}').next().expect("a rule has braces")
}

/// The names of the rules that begin so.
fn rules(grammar: &str) -> Vec<&str> {
    let lines = grammar.lines().filter(|line| line.starts_with("kw_"));
    lines
        .filter_map(|line| line.split_whitespace().next())
        .collect()
}

/// The spellings of a keyword as patterns: `in\s+force`, `시행`.
fn spellings(grammar: &str, name: &str) -> Vec<String> {
    let body = rule(grammar, name);
    let alternatives = body.split('|');
    let pattern = |text: &str| {
        let gap = if text.contains("gap?") {
            r"\s*"
        } else {
            r"\s+"
        };
        text.split('"')
            .skip(1)
            .step_by(2)
            .collect::<Vec<_>>()
            .join(gap)
    };
    alternatives
        .map(pattern)
        .filter(|text| !text.is_empty())
        .collect()
}

/// Every word in quotation marks of a rule.
fn words(grammar: &str, name: &str) -> Vec<String> {
    let words = rule(grammar, name).split('"').skip(1).step_by(2);
    words
        .filter(|word| word.chars().all(char::is_alphabetic))
        .map(str::to_owned)
        .collect()
}

/// One pattern for words, the longest first, that is no part of a longer word.
fn one_of(mut words: Vec<String>) -> String {
    words.sort_by_key(|word| (std::cmp::Reverse(word.chars().count()), word.clone()));
    words.dedup();
    format!(
        r"(?<![\p{{L}}\p{{N}}_])(?:{})(?![\p{{L}}\p{{N}}_])",
        words.join("|")
    )
}

fn made() -> Value {
    let root = root();
    let read = |name: &str| fs::read_to_string(root.join("grammar").join(name)).unwrap();
    let (grammar, expressions) = (read("words.pest"), read("expressions.pest"));
    let of = |list: &str| -> Vec<String> {
        let names = rule(&grammar, list).split('|').map(str::trim);
        names.flat_map(|name| spellings(&grammar, name)).collect()
    };
    let items = of("item_keyword");
    let clauses = of("clause_keyword");
    let opening: Vec<&String> = items.iter().chain(&clauses).collect();
    let all = rules(&grammar);
    let inner = all.iter().flat_map(|name| spellings(&grammar, name));
    let inner: Vec<String> = inner.filter(|word| !opening.contains(&word)).collect();
    let states = words(&expressions, "state");
    let aggregates = [
        words(&expressions, "aggregate_word"),
        words(&expressions, "aggregate_korean"),
    ];
    let languages = words(&grammar, "lang");
    let item = one_of(items);
    let patterns = json!([
        {"name": "comment.line.number-sign.onus", "match": "#.*$"},
        {"name": "string.quoted.double.onus", "begin": "\"", "end": "\"|$"},
        {
            "match": format!(r"^\s*({item})\s+([\p{{L}}_][\p{{L}}\p{{N}}_.]*)"),
            "captures": {
                "1": {"name": "keyword.declaration.onus"},
                "2": {"name": "entity.name.onus"},
            },
        },
        {
            "name": "constant.numeric.date.onus",
            "match": r"\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?",
        },
        {
            "name": "constant.numeric.onus",
            "match": r"(?<![\p{L}\p{N}_])\d[\d_]*(?:\.\d+)?(?:[십백천만억조]+|%|/\d+)?",
        },
        {"name": "keyword.control.onus", "match": one_of(clauses)},
        {"name": "keyword.operator.word.onus", "match": one_of(inner)},
        {"name": "support.function.onus", "match": one_of(aggregates.concat())},
        {"name": "constant.language.state.onus", "match": one_of(states)},
        {"name": "storage.modifier.language.onus", "match": one_of(languages)},
        {"name": "keyword.operator.onus", "match": r">=|<=|[≥≤≠×÷<>=+*/-]"},
    ]);
    json!({
        "name": "Onus",
        "scopeName": "source.onus",
        "fileTypes": ["onus"],
        "patterns": patterns,
    })
}

#[test]
fn the_grammar_of_editors_has_all_words_of_the_language() {
    let path = root().join("editors/vscode/syntaxes/onus.tmLanguage.json");
    let made = format!("{:#}\n", made());
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        fs::write(&path, &made).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == made,
        "run: SNAPSHOTS=overwrite cargo test -p onus-lsp highlighting"
    );
    // Each word that opens something is coloured, in both spellings.
    for keyword in syntax::keywords() {
        for word in [keyword.en, keyword.ko] {
            let first = word.split(' ').next().unwrap();
            assert!(made.contains(first), "{word}");
        }
    }
}
