//! The outcome of cases as JUnit reports it, which build servers read.

use std::collections::BTreeMap;

use super::test::Tested;
use crate::diagnostic::Language;
use crate::program::{Case, Program};
use crate::render::report::plain_line;
use crate::source::Sources;

/// One suite for each policy, one test for each case. A case that expects nothing is skipped.
pub(super) fn report(
    tested: &[Tested<'_>],
    not_judged: &[(&Program, &Case)],
    sources: &Sources,
    language: Language,
) -> String {
    let mut suites: BTreeMap<&str, Suite> = BTreeMap::new();
    for one in tested {
        let policy = policy(one.program, one.case);
        let suite = suites.entry(policy).or_default();
        suite.failed += usize::from(!one.passed());
        suite.tests.push(test(one, policy, sources, language));
    }
    for (program, case) in not_judged {
        let policy = policy(program, case);
        let suite = suites.entry(policy).or_default();
        suite.skipped += 1;
        suite.tests.push(skipped(case, policy, sources, language));
    }
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (name, suite) in suites {
        let skipped = match suite.skipped {
            0 => String::new(),
            count => format!(" skipped=\"{count}\""),
        };
        out.push_str(&format!(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\"{skipped}>\n",
            escaped(name),
            suite.tests.len(),
            suite.failed
        ));
        out.push_str(&suite.tests.concat());
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

#[derive(Default)]
struct Suite {
    tests: Vec<String>,
    failed: usize,
    skipped: usize,
}

fn policy<'p>(program: &'p Program, case: &Case) -> &'p str {
    let policy = program.policies.get(case.head.policy);
    policy.map_or("", |policy| policy.name.as_str())
}

fn opening(case: &Case, policy: &str, sources: &Sources) -> String {
    let place = sources.place(case.head.span);
    format!(
        "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"",
        escaped(policy),
        escaped(case.head.name.as_str()),
        escaped(&place.file),
        place.line
    )
}

fn skipped(case: &Case, policy: &str, sources: &Sources, language: Language) -> String {
    let said = match language {
        Language::English => "it expects nothing yet",
        Language::Korean => "기대 결과가 없음",
    };
    format!(
        "{}>\n      <skipped message=\"{said}\"/>\n    </testcase>\n",
        opening(case, policy, sources)
    )
}

fn test(one: &Tested<'_>, policy: &str, sources: &Sources, language: Language) -> String {
    let opening = opening(one.case, policy, sources);
    if one.passed() {
        return format!("{opening}/>\n");
    }
    let findings = one.findings.iter().flatten();
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
