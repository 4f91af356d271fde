//! What other languages and everyday life call the things that have a name here.

use super::super::names::Space;
use crate::diagnostic::Phrase;
use crate::value::written;

/// Kinds of values, as they are called elsewhere.
const KINDS: &[(&str, &str)] = &[
    ("bool", "yes/no"),
    ("boolean", "yes/no"),
    ("yesno", "yes/no"),
    ("불리언", "예/아니오"),
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
    ("won", "KRW"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("yen", "JPY"),
    ("pounds", "GBP"),
];

/// What stands alone.
const TERMS: &[(&str, &str)] = &[
    ("true", "yes"),
    ("false", "no"),
    ("참", "예"),
    ("거짓", "아니오"),
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
    ("if", "if a then x else y"),
    ("ifs", "if a then x else if b then y else z"),
    ("iif", "if a then x else y"),
    ("vlookup", "means table a, b | … |"),
];

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
    let among = |table: &[(&'static str, &'static str)]| {
        let found = table.iter().find(|(other, _)| *other == lower);
        found.map(|(_, meant)| *meant)
    };
    let meant = match space {
        Space::Kind => among(KINDS),
        Space::Unit if matches!(lower.as_str(), "percent" | "pct" | "퍼센트" | "프로") => {
            return Some(Phrase::new(
                "write a share with `%`, as in `5%`",
                "비율은 `5%`처럼 `%` 기호로 쓰십시오",
            ));
        }
        Space::Unit => written::abbreviated(&lower).or_else(|| among(UNITS)),
        Space::Term => among(TERMS),
        Space::Party | Space::Source | Space::Case => None,
    }?;
    Some(Phrase::new(
        format!("write `{meant}` instead of `{name}`"),
        format!("`{name}` 부분을 `{meant}` 표기로 바꾸십시오"),
    ))
}
