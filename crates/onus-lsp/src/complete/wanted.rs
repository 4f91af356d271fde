//! What is wanted at a place, by what stands before it in its line.

use onus::syntax;
use onus::syntax::tree::{Item, ItemKind};
use onus::value::written;

/// What may stand at a place.
pub(super) enum Wanted {
    Sources,
    Parties,
    Readings,
    Acts,
    Sanctions,
    Provisions,
    /// What a case may expect of a provision.
    States,
    Kinds,
    Policies,
    /// Fields of what the path before the dot leads to.
    Fields(Vec<String>),
    /// What the value of this path may be.
    Values(Vec<String>),
    /// Ways of counting periods, declared or shipped.
    Regimes,
    /// Calendars, declared or shipped.
    Calendars,
    /// Days of the week.
    Weekdays,
    /// What a rule of counting can say.
    Rules,
    /// Units, after a number.
    Units,
    /// Time zones.
    Zones,
    /// What the value of this path may be, and nothing else.
    Alternatives(Vec<String>),
    /// Words of the language, in both languages.
    Words(&'static [(&'static str, &'static str)]),
    /// Facts, definitions, judgements and all else that an expression may name.
    Expression,
}

/// What may stand after a whole operand, in both languages.
const AFTER_OPERAND: [(&str, &str); 14] = [
    ("and", "그리고"),
    ("or", "또는"),
    ("is", "은"),
    ("is not", "은 아닌"),
    ("is one of (", "은 다음 중 ("),
    (">=", ">="),
    (">", ">"),
    ("<=", "<="),
    ("<", "<"),
    ("after", "이후"),
    ("before", "이전"),
    ("+", "+"),
    ("-", "-"),
    ("under law of", "당시의 법에 따른"),
];
/// After a length of time, and after a name that is given.
const AFTER_PERIOD: [(&str, &str); 4] = [
    ("after", "이후"),
    ("before", "이전"),
    ("+", "+"),
    ("-", "-"),
];
const IS: [(&str, &str); 1] = [("is", "은")];
const IN_FORCE: [(&str, &str); 2] = [("from", "부터"), ("until", "까지")];

/// Words after which something is yet to come.
const OPEN: &[&str] = &[
    "and",
    "or",
    "not",
    "is",
    "of",
    "if",
    "then",
    "else",
    "where",
    "after",
    "before",
    "over",
    "under",
    "in",
    "for",
    "law",
    "the",
    "by",
    "when",
    "unless",
    "means",
    "within",
    "instead",
    "judged",
    "governed",
    "up",
    "to",
    "table",
    "그리고",
    "또는",
    "아닌",
    "은",
    "는",
    "이",
    "가",
    "의",
    "만약",
    "이면",
    "아니면",
    "여기서",
    "이후",
    "이전",
    "기간",
    "속한",
    "대하여",
    "당시의",
    "법에",
    "따른",
    "기한",
    "조건",
    "제외",
    "뜻",
    "이내",
    "대신",
    "상한",
    "표",
];

/// What stands in a line once an operand of an expression is whole; none where it is not.
fn after_operand(words: &[&str], keyword: &str) -> Option<Wanted> {
    let asks = [
        "when",
        "unless",
        "means",
        "by",
        "within",
        "governed by",
        "up to",
        "and",
        "or",
        "그리고",
        "또는",
        "given",
    ];
    let last = *words.last()?;
    let closed =
        last.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '"' | '%' | '_'));
    if words.len() < 2 || !asks.contains(&keyword) || !closed || OPEN.contains(&last) {
        return None;
    }
    if keyword == "given" {
        let said = words
            .iter()
            .any(|word| matches!(*word, "is" | "은" | "는" | "이" | "가"));
        return (!said && words.len() == 2).then_some(Wanted::Words(&IS));
    }
    let counted = written::unit(last).is_some() || last.ends_with("시간") || last.ends_with('일');
    let number = words.get(words.len().checked_sub(2)?)?;
    let counted = counted
        && (number.starts_with(|c: char| c.is_ascii_digit())
            || last.starts_with(|c: char| c.is_ascii_digit()));
    Some(if counted && matches!(keyword, "by" | "within") {
        Wanted::Words(&AFTER_PERIOD)
    } else {
        Wanted::Words(&AFTER_OPERAND)
    })
}

/// What may follow the text of a line up to the cursor.
pub(super) fn wanted(typed: &str, item: Option<&Item>) -> Wanted {
    let partial = typed.rfind(|c: char| c.is_whitespace() || "(,".contains(c));
    let (head, word) = typed
        .split_at_checked(partial.map_or(0, |at| at + 1))
        .unwrap_or_default();
    let words: Vec<&str> = head.split_whitespace().collect();
    let first = words.first().copied().unwrap_or_default();
    // The longest: `at once` is no `at`.
    let keywords = syntax::keywords().filter(|one| {
        let begins = |words: &str| {
            head.strip_prefix(words)
                .is_some_and(|rest| rest.starts_with(char::is_whitespace))
        };
        begins(one.en) || begins(one.ko)
    });
    let keyword = keywords.min_by_key(|one| std::cmp::Reverse(one.en.len()));
    let last_word = words.last().copied().unwrap_or_default();
    let keyword = keyword.map_or(first, |keyword| keyword.en);
    // The dots of these belong to the name.
    match keyword {
        "periods" => return Wanted::Regimes,
        "calendar" | "extends" => return Wanted::Calendars,
        "rule" if ["than", "늦어도"].contains(&last_word) => return Wanted::Regimes,
        "use" => return Wanted::Policies,
        "zone" => return Wanted::Zones,
        "in force" if last_word == "force" => return Wanted::Words(&IN_FORCE),
        // A day comes here, which nobody can offer.
        "in force" | "as of" | "law of" | "known by" => return Wanted::Words(&[]),
        _ => {}
    }
    // `is one of (own, `: the choices of what is asked about.
    if let Some((asked, rest)) = ["one of (", "다음 중 (", "다음중 ("]
        .iter()
        .find_map(|opens| head.rsplit_once(opens))
        && !rest.contains(')')
    {
        let particles = ["is", "not", "은", "는", "이", "가", "아닌"];
        let path = asked
            .split_whitespace()
            .rev()
            .find(|word| !particles.contains(word));
        return Wanted::Alternatives(steps(path.unwrap_or_default().trim_start_matches('(')));
    }
    if let Some((path, _)) = word.rsplit_once('.') {
        return Wanted::Fields(steps(path));
    }
    if head.trim_end().ends_with(':') {
        return Wanted::Kinds;
    }
    if matches!(last_word, "is" | "not" | "은" | "는" | "이" | "가" | "아닌") {
        let path = words.iter().rev().find(|word| {
            !matches!(
                **word,
                "is" | "not" | "은" | "는" | "이" | "가" | "아닌" | "아니다"
            )
        });
        return Wanted::Values(steps(path.copied().unwrap_or_default()));
    }
    if last_word.starts_with(|c: char| c.is_ascii_digit()) && !last_word.contains('-') {
        return Wanted::Units;
    }
    if let Some(wanted) = after_operand(&words, keyword) {
        return wanted;
    }
    let exception = item.is_some_and(|item| item.kind == ItemKind::Exception);
    match keyword {
        "cites" | "omits" => Wanted::Sources,
        "to" if exception => Wanted::Provisions,
        "bearer" | "to" | "from" | "holder" | "over" => Wanted::Parties,
        "must" | "may" | "through" | "arises on" => Wanted::Acts,
        "on breach" | "in lieu of" => Wanted::Sanctions,
        "weekend" => Wanted::Weekdays,
        "rule" if words.len() == 1 => Wanted::Rules,
        "expect" if words.len() > 1 && !is_before_a_name(last_word) => Wanted::States,
        "expect" => Wanted::Provisions,
        "reading" if item.is_some_and(|item| item.kind == ItemKind::Case) => Wanted::Readings,
        _ => Wanted::Expression,
    }
}

/// Whether the name of a provision goes on or comes after a word of an expectation.
fn is_before_a_name(word: &str) -> bool {
    let words = ["not", "coming", "by", "아닌", "예정발생", "사유"];
    words.contains(&word) || word.ends_with(',')
}

/// The names of a path, without the numbers of members.
fn steps(path: &str) -> Vec<String> {
    let names = path.split('.');
    let names = names.map(|name| name.split('[').next().unwrap_or(name));
    names
        .map(|name| name.trim_start_matches(['(', '!']).to_owned())
        .collect()
}
