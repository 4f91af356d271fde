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
];

/// What is written here instead of a name that is used elsewhere.
pub(super) fn instead(space: Space, name: &str) -> Option<Phrase> {
    let lower = name.to_lowercase();
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
