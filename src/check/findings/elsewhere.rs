//! What other languages and everyday life call the things that have a name here.

use super::super::names::Space;
use crate::diagnostic::Phrase;
use crate::value::{Promptness, written};

/// Kinds of values, as they are called elsewhere.
const KINDS: &[(&str, &str)] = &[
    ("bool", "yes/no"),
    ("boolean", "yes/no"),
    ("yesno", "yes/no"),
    ("불리언", "예/아니오"),
    ("여부", "예/아니오"),
    ("참거짓", "예/아니오"),
    ("날짜시간", "시각"),
    ("금액", "원"),
    ("datetime", "time"),
    ("timestamp", "time"),
    ("moment", "time"),
    ("instant", "time"),
    ("일시", "시각"),
    ("int", "number"),
    ("integer", "number"),
    ("float", "number"),
    ("decimal", "number"),
    ("numeric", "number"),
    ("숫자", "수"),
    ("정수", "수"),
    ("string", "text"),
    ("str", "text"),
    ("문자열", "문자"),
    ("percent", "share"),
    ("percentage", "share"),
    ("ratio", "share"),
    ("백분율", "비율"),
    ("timespan", "duration"),
    ("interval", "duration"),
];

/// Units, beside the abbreviated ones.
const UNITS: &[(&str, &str)] = &[
    ("businessdays", "business days"),
    ("workdays", "business days"),
    ("workingdays", "working days"),
    ("won", "KRW"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("yen", "JPY"),
    ("pounds", "GBP"),
    ("유로", "EUR"),
    ("달러", "USD"),
    ("엔", "JPY"),
    ("파운드", "GBP"),
    ("위안", "CNY"),
    ("시", "시간"),
    ("시간동안", "시간"),
    ("분간", "분"),
    ("일간", "일"),
    ("일동안", "일"),
    ("주간", "주"),
    ("월간", "개월"),
    ("개월간", "개월"),
    ("년간", "년"),
];

/// What stands alone.
const TERMS: &[(&str, &str)] = &[
    ("true", "yes"),
    ("false", "no"),
    ("참", "예"),
    ("거짓", "아니오"),
    ("아님", "아니오"),
    ("아니다", "아니오"),
    ("아닙니다", "아니오"),
    ("없음", "아니오"),
    ("있음", "예"),
    ("맞음", "예"),
    ("모름", "불명"),
    ("모른다", "불명"),
    ("미상", "불명"),
    ("알수없음", "불명"),
    ("하루", "1 일"),
    ("이틀", "2 일"),
    ("사흘", "3 일"),
    ("나흘", "4 일"),
    ("닷새", "5 일"),
    ("열흘", "10 일"),
    ("보름", "15 일"),
    ("일주일", "1 주"),
    ("한달", "1 개월"),
    ("now", "moment"),
    ("today", "moment"),
    ("null", "unknown"),
];

/// Functions of other languages, and the form that says the same here.
const FORMS: &[(&str, &str)] = &[
    ("contains", "any of (x is one for x in many)"),
    ("includes", "any of (x is one for x in many)"),
    ("exists", "any of (x.paid for x in many)"),
    ("some", "any of (x.paid for x in many)"),
    ("forall", "every of (x.paid for x in many)"),
    ("all", "every of (x.paid for x in many)"),
    ("len", "count of (x in many)"),
    ("length", "count of (x in many)"),
    ("count", "count of (x in many where x.paid)"),
    ("countif", "count of (x in many where x.paid)"),
    ("sum", "sum of (x.amount for x in many)"),
    ("sumif", "sum of (x.amount for x in many where x.paid)"),
    ("max", "larger of (a, b)"),
    ("min", "smaller of (a, b)"),
    ("datediff", "later - earlier"),
    ("dateadd", "time + 3 days"),
    ("duration_between", "later - earlier"),
    ("isnull", "fact is not known"),
    ("isblank", "fact is not known"),
    ("is_null", "fact is not known"),
    ("ifnull", "first known of (a, b)"),
    ("coalesce", "first known of (a, b)"),
    ("nvl", "first known of (a, b)"),
    ("and", "a and b"),
    ("or", "a or b"),
    ("date", "2024-01-01"),
    ("time", "2024-01-01T09:00"),
    ("edate", "1 month after time"),
    ("eomonth", "end of month of time"),
    ("workday", "3 business days after time"),
    ("networkdays", "later > 3 business days after earlier"),
    ("startswith", "text is \"…\""),
    ("endswith", "text is \"…\""),
    ("matches", "text is \"…\""),
    ("search", "text is \"…\""),
    ("case", "if a then x else y"),
    ("if", "if a then x else y"),
    ("ifs", "if a then x else if b then y else z"),
    ("iif", "if a then x else y"),
    ("vlookup", "means table a, b | … |"),
];

/// What stands around the facts elsewhere; here a fact is named by itself.
const AROUND: &[&str] = &[
    "input",
    "context",
    "principal",
    "resource",
    "request",
    "data",
];

/// What people write after an amount, and the sign before it.
const AFTERWARDS: &[(&str, &str)] = &[
    ("more", ">="),
    ("longer", ">="),
    ("less", "<="),
    ("fewer", "<="),
    ("shorter", "<="),
];

/// Whether a word is a length of time as ISO 8601 writes it: `PT4H`, `P3D`.
fn is_iso_length(word: &str) -> bool {
    let rest = word.strip_prefix('P').unwrap_or("");
    rest.contains(|c: char| c.is_ascii_digit())
        && rest.ends_with(|c: char| c.is_ascii_alphabetic())
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || "TYMWDHS".contains(c))
}

/// The standard that a word names by which something must not wait.
fn standard(word: &str) -> Option<Promptness> {
    Some(match word {
        "지체없이" | "asap" => Promptness::WithoutDelay,
        "promptly" | "신속히" | "신속하게" => Promptness::Promptly,
        "immediately" | "forthwith" | "즉시" | "즉각" => Promptness::AtOnce,
        _ => return None,
    })
}

/// What a name that nothing has says of itself.
fn speaking(name: &str, lower: &str) -> Option<Phrase> {
    if AROUND.contains(&lower) {
        return Some(Phrase::new(
            format!("name the fact itself, without `{name}.` before it"),
            format!("`{name}.` 없이 사실의 이름만 쓰십시오"),
        ));
    }
    if matches!(
        lower,
        "record_complete_until" | "record_complete_from" | "events"
    ) {
        return Some(Phrase::new(
            format!(
                "what was done stands in the record: write `{name}` in the file that `facts` names"
            ),
            format!(
                "행한 일은 기록에 적습니다. `{name}`은 `facts`(사실관계)로 지정한 파일에 쓰십시오"
            ),
        ));
    }
    if let Some(standard) = standard(lower) {
        let (en, ko) = standard.keyword();
        return Some(Phrase::new(
            format!(
                "`{en}` is a clause of its own: write it alone, and leave the keyword before it out"
            ),
            format!("`{ko}` 키워드는 그 자체로 절이므로 앞의 키워드 없이 쓰십시오"),
        ));
    }
    if matches!(
        lower,
        "duration" | "elapsed" | "지속시간" | "경과시간" | "소요시간"
    ) {
        return Some(Phrase::new(
            "how long something lasted is one time less another, as in `ended - started`; a length of time itself is written `4 hours`",
            "얼마나 걸렸는지는 `종료 - 시작`처럼 두 시각의 차로, 시간의 길이 자체는 `4 시간`처럼 쓰십시오",
        ));
    }
    if is_iso_length(name) {
        return Some(Phrase::new(
            "write a length of time with its unit, as in `4 hours`",
            "시간의 길이는 `4 hours`처럼 단위와 함께 쓰십시오",
        ));
    }
    if matches!(
        lower,
        "round" | "rounded" | "rounddown" | "roundup" | "floor" | "ceiling"
    ) {
        return Some(Phrase::new(
            "amounts are exact and nothing is rounded: write the amount itself",
            "금액은 정확한 값이고 반올림하지 않습니다. 값을 그대로 쓰십시오",
        ));
    }
    None
}

/// What to do about `or more` after an amount.
pub(super) fn afterwards(space: Space, name: &str) -> Option<Phrase> {
    let found = AFTERWARDS.iter().find(|(word, _)| *word == name);
    let (_, sign) = found.filter(|_| space == Space::Term)?;
    Some(Phrase::new(
        format!("put the sign before the amount, as in `x {sign} 5`, and leave `or {name}` out"),
        format!("비교 기호를 값 앞에 두어 `x {sign} 5`처럼 쓰고 `or {name}` 부분을 지우십시오"),
    ))
}

/// What is written here instead of a name that is used elsewhere.
pub(super) fn instead(space: Space, name: &str) -> Option<Phrase> {
    let lower = name.to_lowercase();
    let form = FORMS.iter().find(|(other, _)| *other == lower);
    if let Some((_, form)) = form.filter(|_| space == Space::Term) {
        return Some(Phrase::new(
            format!("write the form `{form}` instead of `{name}`"),
            format!("`{name}` 부분은 `{form}` 형식으로 쓰십시오"),
        ));
    }
    if let Some(phrase) = speaking(name, &lower).filter(|_| space == Space::Term) {
        return Some(phrase);
    }
    let mut months = (1..=12).map(written::month_name);
    if space == Space::Unit && months.any(|month| month.eq_ignore_ascii_case(name)) {
        return Some(Phrase::new(
            format!(
                "a day without its year is that of a year: `31 {name} of y`, where `y` is a time"
            ),
            format!("연도 없는 날짜는 어느 해의 날인지 함께 쓰십시오. 예: `31 {name} of y`"),
        ));
    }
    if space == Space::Unit && matches!(lower.as_str(), "percent" | "pct" | "퍼센트" | "프로")
    {
        return Some(Phrase::new(
            "write a share with `%`, as in `5%`",
            "비율은 `5%`처럼 `%` 기호로 쓰십시오",
        ));
    }
    let (meant, _) = word_for(space, name)?;
    Some(Phrase::new(
        format!("write `{meant}` instead of `{name}`"),
        format!("`{name}` 부분을 `{meant}` 표기로 바꾸십시오"),
    ))
}

/// Words that may mean something else than the one that is written here in their place.
const UNSURE: &[&str] = &[
    "금액",
    "interval",
    "ratio",
    "pounds",
    "파운드",
    "moment",
    "시",
    "아님",
    "아니다",
    "아닙니다",
    "없음",
    "있음",
    "맞음",
    "now",
    "today",
    "null",
];

/// The word that is written here in place of one that is used elsewhere, and whether that is certain.
pub(super) fn word_for(space: Space, name: &str) -> Option<(&'static str, bool)> {
    let found = word(space, name)?;
    Some((found, !UNSURE.contains(&name.to_lowercase().as_str())))
}

fn word(space: Space, name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let among = |table: &[(&'static str, &'static str)]| {
        let found = table.iter().find(|(other, _)| *other == lower);
        found.map(|(_, meant)| *meant)
    };
    match space {
        Space::Kind => among(KINDS),
        Space::Unit => written::abbreviated(&lower).or_else(|| among(UNITS)),
        Space::Term => among(TERMS),
        Space::Party | Space::Source | Space::Case | Space::Regime | Space::Calendar => None,
    }
}
