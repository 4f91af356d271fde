//! Findings in the Static Analysis Results Interchange Format, SARIF 2.1.0.

use serde_json::{Map, Value, json};

use super::{level, said};
use crate::diagnostic::{Diagnostic, Fix, Language};
use crate::source::{Sources, Span};

/// One log with one run. Columns are UTF-16 units, as the format has them by default.
#[must_use]
pub fn sarif(findings: &[Diagnostic], sources: &Sources, language: Language) -> Value {
    let mut ruled: Vec<&Diagnostic> = findings.iter().collect();
    ruled.sort_by_key(|finding| finding.code);
    ruled.dedup_by_key(|finding| finding.code);
    let result = |finding: &Diagnostic| {
        let index = ruled.binary_search_by_key(&finding.code, |known| known.code);
        result(finding, index.ok(), sources, language)
    };
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "onus",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": ruled.iter().map(|finding| rule(finding)).collect::<Value>(),
            }},
            "language": match language {
                Language::English => "en",
                Language::Korean => "ko",
            },
            "columnKind": "utf16CodeUnits",
            "results": findings.iter().map(result).collect::<Value>(),
        }],
    })
}

fn rule(finding: &Diagnostic) -> Value {
    let code = finding.code;
    json!({
        "id": code.name(),
        "defaultConfiguration": { "level": level(finding) },
        "help": { "text": format!("onus explain {}", code.name()), "markdown": code.page() },
    })
}

fn result(
    finding: &Diagnostic,
    rule: Option<usize>,
    sources: &Sources,
    language: Language,
) -> Value {
    let mut result = Map::new();
    let mut put = |key: &str, value| result.insert(key.to_owned(), value);
    put("ruleId", json!(finding.code.name()));
    put("ruleIndex", json!(rule));
    put("level", json!(level(finding)));
    put("message", json!({ "text": said(finding, language) }));
    let mut place = location(finding.primary.span, sources);
    if let Some(heading) = &finding.heading {
        let name = json!([{ "fullyQualifiedName": heading.get(language) }]);
        place.insert("logicalLocations".to_owned(), name);
    }
    put("locations", json!([place]));
    if !finding.others.is_empty() {
        let others = finding.others.iter().map(|label| {
            let mut place = location(label.span, sources);
            let text = label.text.get(language);
            if !text.is_empty() {
                place.insert("message".to_owned(), json!({ "text": text }));
            }
            place
        });
        put("relatedLocations", others.collect());
    }
    if let Some(fix) = &finding.fix {
        put("fixes", json!([edit(fix, sources)]));
    }
    Value::Object(result)
}

fn location(span: Span, sources: &Sources) -> Map<String, Value> {
    let place =
        json!({ "artifactLocation": artifact(span, sources), "region": region(span, sources) });
    Map::from_iter([("physicalLocation".to_owned(), place)])
}

fn artifact(span: Span, sources: &Sources) -> Value {
    let name = sources.get(span.file).map_or("", |source| source.name());
    json!({ "uri": uri(name) })
}

fn region(span: Span, sources: &Sources) -> Value {
    let place = sources.place(span);
    json!({
        "startLine": place.line,
        "startColumn": place.column_utf16,
        "endLine": place.end_line,
        "endColumn": place.end_column_utf16,
    })
}

fn edit(fix: &Fix, sources: &Sources) -> Value {
    json!({ "artifactChanges": [{
        "artifactLocation": artifact(fix.span, sources),
        "replacements": [{
            "deletedRegion": region(fix.span, sources),
            "insertedContent": { "text": fix.replacement },
        }],
    }]})
}

/// A file's name as the reference that the format asks for: what is not plain is percent-encoded.
fn uri(name: &str) -> String {
    let mut uri = String::with_capacity(name.len());
    if name.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
