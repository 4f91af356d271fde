//! The outcome of cases as JUnit reports it, which build servers read.

use super::test::Tested;
use crate::diagnostic::Language;
use crate::render::report::plain_line;
use crate::source::Sources;

/// One suite for each policy, one test for each case.
pub(super) fn report(tested: &[Tested<'_>], sources: &Sources, language: Language) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    let policy = |one: &Tested<'_>| {
        let policy = one.program.policies.get(one.case.head.policy);
        policy.map(|policy| policy.name.clone())
    };
    for own in tested.chunk_by(|one, other| policy(one) == policy(other)) {
        let name = own.first().and_then(policy);
        let name = escaped(name.as_ref().map_or("", |name| name.as_str()));
        let failed = own.iter().filter(|one| !one.passed()).count();
        out.push_str(&format!(
            "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failed}\">\n",
            own.len()
        ));
        for one in own {
            out.push_str(&test(one, &name, sources, language));
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn test(one: &Tested<'_>, policy: &str, sources: &Sources, language: Language) -> String {
    let place = sources.place(one.case.head.span);
    let opening = format!(
        "    <testcase classname=\"{policy}\" name=\"{}\" file=\"{}\" line=\"{}\"",
        escaped(one.case.head.name.as_str()),
        escaped(&place.file),
        place.line
    );
    if one.passed() {
        return format!("{opening}/>\n");
    }
    let findings = one.verdict.iter().flat_map(|verdict| &verdict.findings);
    let lines: Vec<String> = findings
        .map(|finding| plain_line(finding, sources, language))
        .collect();
    let first = match (lines.first(), language) {
        (Some(line), _) => line.trim_end(),
        (None, Language::English) => "its facts cannot be relied on",
        (None, Language::Korean) => "사실 기록에 오류가 있음",
    };
    let told = format!("{}\n{}", lines.concat(), one.reasons(language));
    format!(
        "{opening}>\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n",
        escaped(first),
        escaped(&told)
    )
}

/// What has a meaning in XML is named, and what XML cannot hold is replaced.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_would_read_otherwise_is_named() {
        assert_eq!(
            escaped("a < \"b\" & c\u{1}"),
            "a &lt; &quot;b&quot; &amp; c\u{fffd}"
        );
        assert_eq!(escaped("임금\n"), "임금\n");
    }
}
