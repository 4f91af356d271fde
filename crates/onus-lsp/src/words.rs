//! The few words of the server's own, in both languages.

use onus::diagnostic::{Language, Phrase};

/// Titles of code actions and lenses, and what is said of a rename.
pub(crate) fn write_instead(text: &str) -> Phrase {
    if text.is_empty() {
        return Phrase::new("Delete it", "지우기");
    }
    let text = text.trim();
    Phrase::new(format!("Write `{text}`"), format!("`{text}` 쓰기"))
}

pub(crate) fn mend_all() -> Phrase {
    Phrase::new("Make all certain edits", "확실한 수정 모두 적용")
}

pub(crate) fn allow(code: &str) -> Phrase {
    Phrase::new(
        format!("Allow `{code}` here, with a reason"),
        format!("이유를 적고 `{code}` 허용"),
    )
}

pub(crate) fn run() -> Phrase {
    Phrase::new("▶ run", "▶ 실행")
}

pub(crate) fn passed() -> Phrase {
    Phrase::new("✓ passed", "✓ 통과")
}

pub(crate) fn not_judged() -> Phrase {
    Phrase::new(
        "– not judged: it expects nothing",
        "– 판정하지 않음: 기대 결과가 없음",
    )
}

pub(crate) fn differs(count: usize) -> Phrase {
    let are = if count == 1 {
        "expectation"
    } else {
        "expectations"
    };
    Phrase::new(
        format!("✗ differs: {count} {are}"),
        format!("✗ 기대와 다름: {count}건"),
    )
}

pub(crate) fn without_record() -> Phrase {
    Phrase::new("✗ its record has errors", "✗ 사실관계에 오류가 있음")
}

/// What became of a case: it passes or not, where there is something to judge.
pub(crate) fn case_run(name: &str, passed: Option<bool>) -> Phrase {
    match passed {
        Some(true) => Phrase::new(
            format!("✓ the case `{name}` passes"),
            format!("✓ `{name}` 사례를 통과하였습니다"),
        ),
        Some(false) => Phrase::new(
            format!("✗ the case `{name}` differs: what differs is shown at its expectation"),
            format!("✗ `{name}` 사례가 기대와 다릅니다. 다른 점은 기대 옆에 표시됩니다"),
        ),
        None => Phrase::new(
            format!("– the case `{name}` expects nothing yet, so it is not judged"),
            format!("– `{name}` 사례에는 기대 결과가 없어 판정하지 않았습니다"),
        ),
    }
}

pub(crate) fn cases_run(passed: usize, all: usize) -> Phrase {
    Phrase::new(
        format!("{passed} of {all} cases pass"),
        format!("사례 {all}건 중 {passed}건 통과"),
    )
}

pub(crate) fn settled_by(count: usize) -> Phrase {
    match count {
        0 => Phrase::new("no case", "사례 없음"),
        1 => Phrase::new("1 case", "사례 1건"),
        _ => Phrase::new(format!("{count} cases"), format!("사례 {count}건")),
    }
}

pub(crate) fn named_in_records(name: &str, files: &[String]) -> Phrase {
    let list = files.join(", ");
    let count = files.len();
    Phrase::new(
        format!("records are not renamed: {count} seem to name `{name}` ({list})"),
        format!(
            "사실관계 파일은 바꾸지 않았습니다. `{name}` 이름이 있는 것으로 보이는 파일 {count}개: {list}"
        ),
    )
}

pub(crate) fn no_such_name(name: &str) -> Phrase {
    Phrase::new(
        format!(
            "`{name}` cannot be a name: write letters, digits and `_`, beginning with a letter"
        ),
        format!("`{name}` 이름은 쓸 수 없습니다. 글자로 시작하여 글자·숫자·`_`만 쓰십시오"),
    )
}

pub(crate) fn taken(name: &str) -> Phrase {
    Phrase::new(
        format!("with the name `{name}` something else would be read otherwise"),
        format!("`{name}` 이름을 쓰면 다른 내용이 달리 읽힙니다"),
    )
}

/// `in force`, `doubt`, `cites`: labels of a hover.
pub(crate) fn label(key: Label, language: Language) -> &'static str {
    match (key, language) {
        (Label::Cites, Language::English) => "Cites",
        (Label::Cites, Language::Korean) => "근거",
        (Label::Versions, Language::English) => "Versions",
        (Label::Versions, Language::Korean) => "시행",
        (Label::Doubt, Language::English) => "Doubt",
        (Label::Doubt, Language::Korean) => "의문",
        (Label::Advice, Language::English) => "Advice",
        (Label::Advice, Language::Korean) => "유의",
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Label {
    Cites,
    Versions,
    Doubt,
    Advice,
}
