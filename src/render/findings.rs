//! Findings as data, for editors and scripts; for exchange between tools, and
//! for the pages of a code host, in rooms of their own.

mod github;
mod sarif;

pub use github::annotations;
pub use sarif::sarif;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Fix, Label, Language, Severity};
use crate::source::{Sources, Span};

/// One object for each finding, in the order given. Places are exact, even where
/// there is nothing to see; texts are in the language asked for.
#[must_use]
pub fn findings_json(findings: &[Diagnostic], sources: &Sources, language: Language) -> Value {
    findings
        .iter()
        .map(|finding| finding_json(finding, sources, language))
        .collect()
}

fn finding_json(finding: &Diagnostic, sources: &Sources, language: Language) -> Value {
    let other = |label: &Label| {
        json!({
            "place": place_json(label.span, sources),
            "text": label.text.get(language),
        })
    };
    json!({
        "code": finding.code.name(),
        "severity": level(finding),
        "message": finding.message.get(language),
        "heading": finding.heading.as_ref().map(|heading| heading.get(language)),
        "place": place_json(finding.primary.span, sources),
        "label": finding.primary.text.get(language),
        "others": finding.others.iter().map(other).collect::<Value>(),
        "help": finding.help.as_ref().map(|help| help.get(language)),
        "fix": finding.fix.as_ref().map(fix_json),
    })
}

fn level(finding: &Diagnostic) -> &'static str {
    match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The sentence, and the help on a line of its own.
fn said(finding: &Diagnostic, language: Language) -> String {
    let message = finding.message.get(language);
    match &finding.help {
        Some(help) => format!("{message}\n{}", help.get(language)),
        None => message.to_owned(),
    }
}

fn place_json(span: Span, sources: &Sources) -> Value {
    let place = sources.place(span);
    json!({
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "column_utf16": place.column_utf16,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "end_column_utf16": place.end_column_utf16,
        "start_byte": span.start,
        "end_byte": span.end,
    })
}

fn fix_json(fix: &Fix) -> Value {
    json!({
        "start_byte": fix.span.start,
        "end_byte": fix.span.end,
        "replacement": fix.replacement,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Phrase};

    #[test]
    fn a_finding_keeps_every_part_of_it() {
        let mut sources = Sources::default();
        let file = sources.add("a.onus", "when 임금 is\n");
        let word = Span::new(file, 5, 11);
        let finding = Diagnostic::new(
            Code::UnknownName,
            Phrase::new("nothing is called so", "그런 이름이 없다"),
            word,
            Phrase::new("here", "여기"),
        )
        .also(Span::new(file, 0, 4), Phrase::same("there"))
        .fix(word, "입금");
        let place = json!({
            "file": "a.onus", "line": 1, "column": 6, "column_utf16": 6,
            "end_line": 1, "end_column": 8, "end_column_utf16": 8, "start_byte": 5, "end_byte": 11,
        });
        let other = json!({
            "file": "a.onus", "line": 1, "column": 1, "column_utf16": 1,
            "end_line": 1, "end_column": 5, "end_column_utf16": 5, "start_byte": 0, "end_byte": 4,
        });
        assert_eq!(
            findings_json(&[finding], &sources, Language::Korean),
            json!([{
                "code": "unknown-name", "severity": "error",
                "message": "그런 이름이 없다", "heading": null,
                "place": place, "label": "여기",
                "others": [{ "place": other, "text": "there" }],
                "help": null,
                "fix": { "start_byte": 5, "end_byte": 11, "replacement": "입금" },
            }])
        );
    }
}
