//! The words of the language in both spellings, and each in the other one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Pair, To};
use crate::syntax::grammar::Rule;
use crate::syntax::keywords::STATES;
use crate::syntax::spelling::is_open;
use crate::value::Weekday;

/// The words of the grammar, in which each keyword has both spellings.
const WORDS: &str = include_str!("../../../grammar/words.pest");

/// Words of rules that list many of them, in both spellings, besides the states.
pub(super) const GATHERED: &[(&str, &str)] = &[
    ("any", "하나라도"),
    ("every", "모두"),
    ("none", "하나도"),
    ("count", "개수"),
    ("sum", "합계"),
    ("largest", "최대"),
    ("smallest", "최소"),
    ("earliest", "최초"),
    ("latest", "최종"),
    ("first known", "먼저알려진"),
];
const OF_DUTIES: &[(&str, &str)] = &[
    ("due", "만기"),
    ("performance", "이행"),
    ("breach", "위반"),
    ("calendar", "휴일력"),
];
const UNITS: &[(&str, &str)] = &[
    ("year", "연도"),
    ("quarter", "분기"),
    ("month", "월"),
    ("week", "주"),
    ("day", "일"),
];
const OTHERS: &[(&str, &str)] = &[
    ("ko", "한"),
    ("en", "영"),
    ("any", "모두"),
    ("yes/no", "예/아니오"),
    ("list", "목록"),
    ("unknown", "불명"),
];
/// The kinds that nobody has to declare.
const KINDS: &[(&str, &str)] = &[
    ("number", "수"),
    ("share", "비율"),
    ("duration", "경과시간"),
    ("period", "기간"),
    ("date", "날짜"),
    ("time", "시각"),
    ("text", "문자"),
    ("party", "당사자"),
    WON,
];
const WON: (&str, &str) = ("KRW", "원");
/// The units of time: of one and of several, and in Korean, where a further word may be read too.
const TIMES: &[(&str, &str, &[&str])] = &[
    ("second", "seconds", &["초"]),
    ("minute", "minutes", &["분"]),
    ("hour", "hours", &["시간"]),
    ("day", "days", &["일"]),
    ("business day", "business days", &["영업일", "근무일"]),
    ("working day", "working days", &["영업일", "근무일"]),
    ("week", "weeks", &["주"]),
    ("month", "months", &["개월", "달"]),
    ("year", "years", &["년"]),
];
const MOMENT: (&str, &str) = ("moment", "적용시점");

/// The spellings that a tree keeps as they are written, each with the one used for all of them.
static ALIKE: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let pairs = UNITS.iter().chain(OF_DUTIES).chain(KINDS).chain([&MOMENT]);
    let mut alike: BTreeMap<&str, &str> = pairs.map(|(en, ko)| (*ko, *en)).collect();
    for (one, several, korean) in TIMES.iter().rev() {
        // Some Korean words stand for two of the English ones.
        let first = korean
            .first()
            .and_then(|word| alike.get(word).copied())
            .unwrap_or(one);
        alike.extend(
            korean
                .iter()
                .chain([one, several])
                .map(|word| (*word, first)),
        );
    }
    alike
});

/// The spelling of a quoted word that is used for all.
pub(super) fn alike(word: &str) -> &str {
    ALIKE.get(word).copied().unwrap_or(word)
}

/// The unit of an amount in the other language; none where it is in this one, or was declared.
pub(super) fn unit(number: &str, written: &str, to: To<'_>) -> Option<String> {
    let written = spaced(written);
    if written.is_ascii() != to.korean {
        return None;
    }
    let time = TIMES.iter().find(|(one, several, korean)| {
        *one == written || *several == written || korean.contains(&written.as_str())
    });
    match time {
        Some((_, _, korean)) if to.korean => korean.first().map(|word| (*word).to_owned()),
        Some((one, several, _)) => Some(if number == "1" { *one } else { *several }.to_owned()),
        None => other(&[WON], &written, to),
    }
}

/// A word of a table in the other language, unless it is a name of the text.
fn other(table: &[(&str, &str)], written: &str, to: To<'_>) -> Option<String> {
    let mut known = table
        .iter()
        .filter(|(en, ko)| *en == written || *ko == written);
    let (en, ko) = known.next().filter(|_| !to.declared.contains(written))?;
    Some(if to.korean { *ko } else { *en }.to_owned())
}

/// A word in the other language; none where it is in this one, or is no keyword.
pub(super) fn word(pair: &Pair<'_>, within: Option<Rule>, to: To<'_>) -> Option<String> {
    let written = spaced(to.written(pair));
    if written.is_ascii() != to.korean {
        return None;
    }
    let table = match pair.as_rule() {
        Rule::state => STATES,
        Rule::of_word => OF_DUTIES,
        Rule::calendar_unit => UNITS,
        Rule::weekday => return weekday(&written, to.korean),
        Rule::ident if matches!(within, Some(Rule::kind | Rule::list_kind)) => {
            return kind(&written, to);
        }
        Rule::path => return other(&[MOMENT], &written, to),
        Rule::lang | Rule::any_cell | Rule::yes_no_kind | Rule::kw_list | Rule::unknown => OTHERS,
        rule => return keyword(pair, rule, within, to.korean),
    };
    let known = table
        .iter()
        .find(|(en, ko)| *en == written || *ko == written);
    known.map(|(en, ko)| (if to.korean { *ko } else { *en }).to_owned())
}

/// A kind in the other language. Those that count or pay are shadowed by what the text declares.
fn kind(written: &str, to: To<'_>) -> Option<String> {
    let known = KINDS
        .iter()
        .find(|(en, ko)| *en == written || *ko == written);
    match known {
        Some(&WON) | None => other(&[WON], written, to),
        Some((en, ko)) => Some(if to.korean { *ko } else { *en }.to_owned()),
    }
}

/// `is` in Korean, by the last letter before it: what is given or expected has its topic, and in a
/// condition stands a subject.
fn particle(pair: &Pair<'_>, within: Option<Rule>) -> &'static str {
    let before = pair.get_input().get(..pair.as_span().start());
    let last = before.and_then(|before| before.trim_end().chars().next_back());
    let topic = matches!(
        within,
        Some(Rule::cl_given | Rule::cl_reading | Rule::outcome_is)
    );
    match (last.is_some_and(is_open), topic) {
        (true, true) => "는",
        (false, true) => "은",
        (true, false) => "가",
        (false, false) => "이",
    }
}

fn weekday(written: &str, korean: bool) -> Option<String> {
    let day = Weekday::named(written)?;
    let mut all = Weekday::NAMED.into_iter();
    let (_, en, ko) = all.find(|(named, ..)| *named == day)?;
    Some((if korean { ko } else { en }).to_owned())
}

/// The spelling of a keyword, as the grammar lists it.
fn keyword(pair: &Pair<'_>, rule: Rule, within: Option<Rule>, korean: bool) -> Option<String> {
    let name = format!("{rule:?}");
    if !name.starts_with("kw_") {
        return None;
    }
    let meant = match (rule, within) {
        (Rule::kw_from, Some(Rule::cl_from)) => Some("주는쪽"),
        (Rule::kw_over, Some(Rule::over_tail)) => Some("기간"),
        (Rule::kw_through, Some(Rule::payment)) => Some("지급방법"),
        (Rule::kw_without_delay, _) => Some("지체 없이"),
        (Rule::kw_to, _) => Some("상대"),
        (Rule::kw_is, _) => Some(particle(pair, within)),
        _ => None,
    };
    if let (Some(word), true) = (meant, korean) {
        return Some(word.to_owned());
    }
    let line = WORDS
        .lines()
        .find(|line| line.split(' ').next() == Some(name.as_str()))?;
    let spellings = line.split('|').map(|part| {
        let words: Vec<&str> = part.split('"').skip(1).step_by(2).collect();
        words.join(" ")
    });
    let mut wanted = spellings.filter(|word| !word.is_empty() && word.is_ascii() != korean);
    wanted.next()
}

pub(super) fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One word of the language in the other one, wherever it may stand.
pub(super) fn listed(written: &str, korean: bool) -> Option<String> {
    if written.is_empty() || written.is_ascii() != korean {
        return None;
    }
    let tables = [OTHERS, STATES, OF_DUTIES, KINDS, GATHERED, UNITS];
    let pairs = tables.into_iter().flatten().chain([&MOMENT]);
    for (en, ko) in pairs {
        let (this, that) = if korean { (en, ko) } else { (ko, en) };
        if *this == written {
            return Some((*that).to_owned());
        }
    }
    for (one, several, of) in TIMES {
        if korean && (*one == written || *several == written) {
            return of.first().map(|word| (*word).to_owned());
        }
        if !korean && of.contains(&written) {
            return Some((*several).to_owned());
        }
    }
    WORDS
        .lines()
        .filter(|line| line.starts_with("kw_"))
        .find_map(|line| {
            let spellings: Vec<String> = line
                .split('|')
                .map(|part| {
                    part.split('"')
                        .skip(1)
                        .step_by(2)
                        .collect::<Vec<_>>()
                        .join(" ")
                })
                .filter(|word| !word.is_empty())
                .collect();
            let found = spellings.iter().any(|word| word == written);
            let other = spellings.iter().find(|word| word.is_ascii() != korean);
            other.filter(|_| found).cloned()
        })
}
