//! Spellings of amounts, days and times as regular expressions that every dialect of JSON Schema
//! understands. Each takes all that the record's reader takes, and of misspellings it refuses
//! those that people make.

/// A figure: digits with underscores between them, and a fraction.
const FIGURE: &str = r"(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?";

/// A day that its month has, leap years included.
const DAY: &str = concat!(
    r"(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))",
    r"|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)",
);

/// What the clocks show, and the offset if one is written.
const CLOCK: &str = concat!(
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?",
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?",
);

/// A month of a year, or a year.
const MONTH: &str = "[0-9]{4}-(?:0[1-9]|1[0-2])";

/// A number that is not below zero, with the words that multiply it.
fn amount() -> String {
    format!(r"(?:{FIGURE}|[십백천]\s*(?:{FIGURE})?)(?:\s*[십백천만억조](?:\s*{FIGURE})?)*\s*")
}

/// The whole of a text.
fn whole(inner: &str) -> String {
    format!("^(?:{inner})$")
}

pub(super) fn number() -> String {
    whole(&format!("-?{}", amount()))
}

pub(super) fn share() -> String {
    let amount = amount();
    whole(&format!(r"-?{amount}(?:%|/\s*{amount})\s*"))
}

/// A count, with or without its unit, by any of its names.
pub(super) fn quantity(units: &[&str]) -> String {
    whole(&format!("{}(?:{})?", amount(), any_of(units)))
}

/// A sum of money, by any of the names of its currency.
pub(super) fn money(currencies: &[&str]) -> String {
    whole(&format!("-?{}(?:{})", amount(), any_of(currencies)))
}

pub(super) fn duration() -> String {
    let unit = "(?:seconds?|초|minutes?|분|hours?|시간)";
    whole(&format!(r"(?:{}{unit}\s*)+", amount()))
}

pub(super) fn period(units: &[&str]) -> String {
    whole(&format!(
        "{}(?:{}|(?:business|working) days?)",
        amount(),
        any_of(units)
    ))
}

pub(super) fn day() -> String {
    whole(DAY)
}

pub(super) fn time() -> String {
    whole(&format!("{DAY}{CLOCK}"))
}

/// A reference period: a year, a month, or the first and the last month.
pub(super) fn months() -> String {
    whole(&format!("[0-9]{{4}}|{MONTH}(?:/{MONTH})?"))
}

/// A name after that of its policy.
pub(super) fn name(policy: &str, name: &str) -> String {
    format!("^{}$", escaped(&format!("{policy}.{name}")))
}

fn any_of(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| escaped(word)).collect();
    words.join("|")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if r"\^$.|?*+()[]{}/".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
