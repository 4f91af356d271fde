//! `onus explain`: what a finding means, and how it is mended.

use super::args::Explain;
use super::{COULD_NOT_RUN, FINE, output};
use crate::diagnostic::near::nearest;
use crate::diagnostic::{Code, Language, Severity};
use crate::syntax;

/// Where the Korean of a page begins.
const KOREAN: &str = "## 한국어";

pub(super) fn run(options: &Explain) -> u8 {
    let language = options.lang.into();
    let Some(asked) = &options.code else {
        output::print(&list(language));
        return FINE;
    };
    match Code::ALL.iter().find(|code| code.name() == asked) {
        Some(code) => {
            output::print(&shown(code.page(), language));
            FINE
        }
        None => {
            no_such_code(asked, language);
            COULD_NOT_RUN
        }
    }
}

/// All codes and how grave they are, one per line.
fn list(language: Language) -> String {
    let lines = Code::ALL.iter().map(|code| {
        let severity = match (code.severity(), language) {
            (Severity::Error, Language::English) => "error",
            (Severity::Warning, Language::English) => "warning",
            (Severity::Error, Language::Korean) => "오류",
            (Severity::Warning, Language::Korean) => "경고",
        };
        format!("{:<22}{severity}\n", code.name())
    });
    lines.collect()
}

fn no_such_code(asked: &str, language: Language) {
    let near = nearest(asked, Code::ALL.iter().map(|code| code.name()));
    let (en, ko) = match near {
        Some(near) => (
            format!("the nearest is `{near}`"),
            format!("가장 가까운 이름은 `{near}`입니다"),
        ),
        None => (
            "`onus explain` lists them all".to_owned(),
            "`onus explain`으로 전체 목록을 볼 수 있습니다".to_owned(),
        ),
    };
    output::could_not(
        language,
        &format!("no finding is called `{asked}`; {en}"),
        &format!("`{asked}` 이름의 지적 사항은 없습니다. {ko}"),
    );
}

/// The policies of examples with Korean keywords; as they are where one of them cannot be read whole, so
/// that the wrong and the right one stay alike.
fn in_korean(examples: &str) -> String {
    let mut made = String::new();
    for (at, part) in examples.split("```").enumerate() {
        if at > 0 {
            made.push_str("```");
        }
        match part.strip_prefix("onus\n") {
            Some(policy) => match syntax::turned(policy, Language::Korean) {
                Some(turned) => made.push_str(&format!("onus\n{turned}")),
                None => return examples.to_owned(),
            },
            None => made.push_str(part),
        }
    }
    made
}

/// A page in one language: its title, what it says, and the examples.
fn shown(page: &str, language: Language) -> String {
    // Remarks to whoever writes the page.
    let lines = page.lines().filter(|line| !line.starts_with("<!--"));
    let text = lines.collect::<Vec<_>>().join("\n");
    let (title, text) = text.split_once('\n').unwrap_or((&text, ""));
    let (english, text) = text.split_once(KOREAN).unwrap_or((text, ""));
    let (korean, examples) = match text.find("\n## ") {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let examples = examples.trim();
    let (said, examples) = match language {
        Language::English => (english.trim(), examples.to_owned()),
        Language::Korean => (
            korean.trim(),
            in_korean(examples)
                .replace("## Wrong", "## 잘못된 예")
                .replace("## Right", "## 바른 예"),
        ),
    };
    let parts = [title, said, &examples];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    format!("{}\n", parts.collect::<Vec<_>>().join("\n\n"))
}
