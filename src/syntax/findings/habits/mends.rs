//! Single mends within a clause: the nearest word, a missing connective, quotes and lists as they are
//! written elsewhere.

use std::ops::Range;

use super::{Line, Step, advice, articles, expected, is_word, korean};
use crate::diagnostic::Phrase;
use crate::diagnostic::near::one_slip;
use crate::syntax::{STATES, long_states};
use crate::value::{Date, written};

/// What is between a sign and the next one like it, and where both stand.
pub(super) fn quoted<'a>(
    line: &Line<'a>,
    at: usize,
    close: &str,
) -> Option<(Range<usize>, &'a str)> {
    let start = line.words.get(at)?;
    let end = (at + 1..line.words.len()).find(|number| line.word(*number) == close)?;
    let end = line.words.get(end)?;
    Some((start.start..end.end, line.written(&(start.end..end.start))))
}

/// What may mend a clause in which a word or sign is written as it is elsewhere.
pub(super) fn steps(line: &Line<'_>, at: usize) -> Vec<Step> {
    let mut steps = quotes(line, at);
    steps.extend(expected::steps(line, at));
    steps.extend(given(line, at));
    steps.extend(office_hours(line, at));
    steps.extend(korean::steps(line, at));
    steps.extend(state(line, at));
    steps.extend(bound(line, at));
    steps.extend(alternative(line, at));
    steps.extend(share(line, at));
    steps.extend(prior(line, at));
    steps.extend(list(line, at));
    steps.extend(owed(line, at));
    steps.extend(capitals(line, at));
    steps.extend(inner(line, at));
    steps
}

/// `given started at 2026-03-03T09:00`, and `given not announced`.
fn given(line: &Line<'_>, at: usize) -> Option<Step> {
    if !matches!(line.word(0), "given" | "가정") {
        return None;
    }
    let place = line.words.get(at)?;
    if line.word(at) == "at" {
        return Some(line.instead(place.clone(), "is"));
    }
    let said = matches!(
        line.word(at),
        "yes" | "no" | "예" | "네" | "아니오" | "아니요"
    );
    if said && at == 2 {
        let is = match line.word(at).is_ascii() {
            true => "is",
            false => topic(line.word(1)),
        };
        let word = line.word(at);
        return Some(line.instead(place.clone(), format!("{is} {word}")));
    }
    let (denies, no) = match line.word(1) {
        "not" => (true, " is no"),
        "아닌" => (true, " 은 아니오"),
        _ => (false, ""),
    };
    let name = line
        .words
        .get(2)
        .filter(|_| denies && line.words.len() == 3)?;
    let name_ = line.written(name);
    let no = if no.starts_with(" 은") {
        format!(" {} 아니오", topic(name_))
    } else {
        no.to_owned()
    };
    let range = line.words.get(1)?.start..name.end;
    Some(line.instead(range, format!("{name_}{no}")))
}

/// `은` after a consonant, `는` after a vowel.
pub(super) fn topic(word: &str) -> &'static str {
    let ends = word.chars().next_back().map_or(0, u32::from);
    let syllable = (0xac00..=0xd7a3).contains(&ends);
    if syllable && (ends - 0xac00).is_multiple_of(28) {
        "는"
    } else {
        "은"
    }
}

/// `24 working hours`
fn office_hours(line: &Line<'_>, at: usize) -> Option<Step> {
    let hours = matches!(line.word(at), "hours" | "hour");
    let of_office = ["working", "business", "office"].contains(&line.word(at.checked_sub(1)?));
    (hours && of_office).then(|| {
        advice(
            "hours run on the clock, and only a few laws count those of an office: write `24 hours`, or days, as in `1 business day`",
            "시간은 시계대로 흐르며 근무시간만 세는 법은 드뭅니다. `24 시간` 또는 `1 영업일`처럼 쓰십시오",
        )
    })
}

/// Single curly quotes: around a title they are quotation marks, around a name they are nothing. A day
/// between bars, or a length between quotes, is written as it is.
fn quotes(line: &Line<'_>, at: usize) -> Vec<Step> {
    let instead = |range: Range<usize>, meant: &str| vec![line.instead(range, meant)];
    match line.word(at) {
        "‘" => {
            let Some((range, within)) = quoted(line, at, "’") else {
                return Vec::new();
            };
            [format!("\"{within}\""), within.to_owned()]
                .map(|meant| line.instead(range.clone(), meant))
                .into()
        }
        // The title of a law, as Korean writes it.
        "「" => match quoted(line, at, "」") {
            Some((range, within)) => match articles::source_titled(line.text, within) {
                Some(name) => instead(range, name),
                None => instead(range, within),
            },
            None => Vec::new(),
        },
        "|" => match quoted(line, at, "|") {
            Some((range, day)) if Date::parse(day.trim()).is_some() => instead(range, day.trim()),
            _ => Vec::new(),
        },
        "'" => {
            let Some((range, within)) = quoted(line, at, "'") else {
                return Vec::new();
            };
            let interval = at.checked_sub(1);
            let interval = interval.filter(|at| line.word(*at).eq_ignore_ascii_case("interval"));
            match interval.and_then(|number| line.words.get(number)) {
                Some(word) => instead(word.start..range.end, within),
                None if Date::parse(within).is_some() => instead(range, within),
                None => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// `demanded known`: a state is asked for with `is`.
fn state(line: &Line<'_>, at: usize) -> Option<Step> {
    let place = line.words.get(at)?;
    let word = line.word(at);
    let before = line.word(at.checked_sub(1)?);
    let named = before.starts_with(char::is_alphabetic) && !matches!(before, "is" | "not" | "아닌");
    let known = STATES.iter().find(|(en, ko)| *en == word || *ko == word)?;
    let is = if known.0 == word { "is" } else { "은" };
    named.then(|| {
        let help = Phrase::new(
            format!("write `is` before a state, as in `{before} is {word}`"),
            format!("상태 앞에 `은`을 넣어 `{before} 은 {word}`처럼 쓰십시오"),
        );
        let edit = Some((place.start..place.start, format!("{is} ")));
        Step::new(help, edit)
    })
}

/// `field n : number "N" at least 0`: between what a value lies belongs to its kind.
fn bound(line: &Line<'_>, at: usize) -> Option<Step> {
    let field = matches!(line.word(0), "field" | "fact" | "항목" | "사실");
    let asked = line.phrase(at, "at least").or(line.phrase(at, "at most"));
    let asked = asked.or_else(|| {
        matches!(line.word(at), "최저" | "최고").then(|| line.words.get(at).cloned())?
    });
    let asked = asked.filter(|_| field)?;
    let title = (0..at).find(|number| line.word(*number) == "\"")?;
    let title = line.words.get(title)?.start;
    let end = line.words.last()?.end;
    let bound = line.written(&(asked.start..end));
    let titles = line.written(&(title..asked.start)).trim_end();
    Some(Step::new(
        Phrase::new(
            format!("write `{bound}` before the title, after the kind"),
            format!("`{bound}` 부분은 값의 종류 바로 뒤, 제목 앞에 쓰십시오"),
        ),
        Some((title..end, format!("{bound} {titles}"))),
    ))
}

/// `- safety` in a choice.
fn alternative(line: &Line<'_>, at: usize) -> Option<Step> {
    let first = at == 0 && matches!(line.word(0), "-" | "*" | "•");
    let named = line.word(1).starts_with(char::is_alphabetic);
    (first && named).then(|| {
        Step::new(
            Phrase::new(
                "an alternative of a choice begins with `|`, as in `| stop \"Stop\"`",
                "선택지는 `| 중단 \"Stop\"`처럼 `|` 기호로 시작합니다",
            ),
            line.words
                .first()
                .map(|place| (place.clone(), "|".to_owned())),
        )
    })
}

/// `rate of base`: only a written share is written before `of`. Whether a product is meant or a time, as in
/// `14 days after receipt of x`, is for the author to say.
fn share(line: &Line<'_>, at: usize) -> Option<Step> {
    let word = line.word(at);
    let before = line.word(at.checked_sub(1)?);
    let computed = before.starts_with(char::is_alphabetic) || before == ")";
    if !matches!(word, "of" | "의") || !computed || written::unit(before).is_some() {
        return None;
    }
    let earlier = (0..at).map(|number| line.word(number));
    let counted = earlier.into_iter().any(|word| {
        matches!(
            word,
            "after" | "before" | "by" | "within" | "이후" | "이전" | "기한" | "이내"
        )
    });
    Some(if counted {
        advice(
            "name the time itself, as in `14 days after started`; `of` stands after `due`, `performance` and `breach`",
            "`시작 이후 14 일`처럼 시각의 이름을 바로 쓰십시오. `의` 앞에는 `만기`, `이행`, `위반`이 옵니다",
        )
    } else {
        advice(
            "multiply what is computed, as in `rate * base`; before `of` stands a written share, as in `5% of base`",
            "계산한 비율은 `rate * base`처럼 곱하십시오. `5% of base`처럼 `of` 앞에는 숫자로 쓴 비율만 올 수 있습니다",
        )
    })
}

/// `3 days prior to X`, and `X prior to Y`: the `to` after it opens a clause, so there is no edit.
fn prior(line: &Line<'_>, at: usize) -> Option<Step> {
    let prior = line.word(at).eq_ignore_ascii_case("prior");
    prior.then(|| {
        advice(
            "write `before` after a period, as in `3 days before x`, and `<` between two times",
            "기간은 `x 이전 3 일`처럼 `이전`으로, 두 시각 사이에는 `<`를 쓰십시오",
        )
    })
}

/// A question over a list, as it is asked elsewhere: `some x in services`.
fn list(line: &Line<'_>, at: usize) -> Option<Step> {
    let asks = ["some", "every", "exists", "forall", "any", "all"];
    let near = at.saturating_sub(3)..=at;
    let mut words = near.map(|number| line.word(number));
    words.find(|word| asks.contains(&word.to_ascii_lowercase().as_str()))?;
    let follows = (at..at + 4).any(|number| matches!(line.word(number), "in" | "{" | ":"));
    follows.then(|| {
        advice(
            "ask of a list with brackets, as in `any of (x.paid for x in many)` or `every of (…)`",
            "목록에 대한 물음은 `any of (x.paid for x in many)` 또는 `every of (…)`처럼 괄호로 쓰십시오",
        )
    })
}

/// Who owes what to whom, all in one clause.
fn owed(line: &Line<'_>, at: usize) -> Option<Step> {
    let (first, word) = (line.word(0), line.word(at));
    let named = word.starts_with(char::is_alphabetic);
    match first {
        "must" | "may" | "하여야" if at >= 2 && named => act_alone(line).or_else(|| {
            Some(advice(
                "`must` names an act alone: say to whom and by when in clauses of their own, with `to` and `by`, and an amount as in `must payment of price through refund`",
                "`하여야` 뒤에는 행위만 씁니다. 상대방은 `상대`, 기한은 `기한`으로 따로 쓰고, 금액은 `하여야 지급 의 대금 지급방법 환급`처럼 쓰십시오",
            ))
        }),
        "bearer" | "의무자"
            if matches!(word, "," | "or" | "and" | "또는" | "그리고")
                && at + 1 < line.words.len() =>
        {
            Some(advice(
                "one party owes a duty: write a second duty for the other",
                "한 의무의 의무자는 하나입니다. 다른 자의 의무는 따로 쓰십시오",
            ))
        }
        "to" | "상대" if at <= 2 && word.starts_with(|c: char| c.is_ascii_digit()) => {
            Some(advice(
                "name an item of the policy, such as a duty, and not its article",
                "조문 번호가 아니라 의무 등 정책 항목의 이름을 쓰십시오",
            ))
        }
        _ => None,
    }
}

/// `must give notice`, `하여야 한다 장애고지`: of the words, the one that is an act.
fn act_alone(line: &Line<'_>) -> Option<Step> {
    let must = line.word(0);
    let acts: Vec<&str> = declared(line.text, &["act", "행위"])
        .map(|(name, _)| name)
        .collect();
    let words = 1..line.words.len();
    let bare = |number: usize| {
        let word = line.word(number);
        let particle = ["을", "를"].iter().find_map(|end| word.strip_suffix(end));
        particle.unwrap_or(word)
    };
    let negated = matches!(line.word(1), "not" | "아닌");
    let act = words.clone().find(|number| acts.contains(&bare(*number)));
    let first = line.words.get(1 + usize::from(negated))?.start;
    if let Some(act) = act {
        let name = bare(act);
        let fills = words.clone().all(|number| {
            let filler = FILLERS.contains(&line.word(number).to_lowercase().as_str());
            number == act || negated && number == 1 || filler
        });
        let range = first..line.words.last()?.end;
        if fills {
            return Some(line.instead(range, name));
        }
        if act == 1 + usize::from(negated) {
            // What follows the act is of another clause.
            return None;
        }
        return Some(Step::new(
            Phrase::new(
                format!(
                    "the act is `{name}`: write `{must} {name}`, and what else is said in clauses of its own"
                ),
                format!(
                    "행위는 `{name}`입니다. `{must} {name}`만 쓰고 나머지는 따로 절로 쓰십시오"
                ),
            ),
            None,
        ));
    }
    let named: Vec<String> = acts.iter().take(3).map(|act| format!("`{act}`")).collect();
    (!named.is_empty()).then(|| {
        let named = named.join(", ");
        Step::new(
            Phrase::new(
                format!("after `{must}` stands an act that is declared: {named}"),
                format!("`{must}` 뒤에는 선언한 행위만 씁니다: {named}"),
            ),
            None,
        )
    })
}

/// Words around the name of an act that say no more than that it is done.
const FILLERS: &[&str] = &[
    "give",
    "make",
    "send",
    "provide",
    "submit",
    "file",
    "do",
    "a",
    "an",
    "the",
    "한다",
    "한다.",
    "할",
    "하여야",
    "함",
    "것",
];

/// The names that a text declares with one of these keywords, each with its titles.
pub(super) fn declared<'a>(
    text: &'a str,
    keywords: &'a [&'a str],
) -> impl Iterator<Item = (&'a str, &'a str)> {
    text.lines().filter_map(|line| {
        let (keyword, rest) = line.trim_start().split_once(' ')?;
        keywords.contains(&keyword).then_some(())?;
        let rest = rest.trim_start();
        let end = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
        let (name, titles) = rest.split_at(end);
        (!name.is_empty()).then_some((name, titles))
    })
}

/// A sentence where a clause is wanted: `the operator shall tell the users`.
pub(super) fn sentence(line: &Line<'_>) -> Option<Step> {
    let modal = |number: &usize| matches!(line.word(*number), "shall" | "must");
    let named = matches!(line.word(0), "the" | "The" | "a" | "A" | "any" | "Any");
    let at = (1..5).find(modal).filter(|_| named)?;
    let (bearer, act) = (line.word(at.checked_sub(1)?), line.word(at + 1));
    Some(Step::new(
        Phrase::new(
            format!(
                "say who owes it with `bearer {bearer}` and what with `must {act}`, each a clause of its own"
            ),
            format!("의무자는 `bearer {bearer}`, 내용은 `must {act}`처럼 절을 나누어 쓰십시오"),
        ),
        None,
    ))
}

/// `planned` and the like of a fact, and a reference to a record: both belong to fields.
pub(super) fn of_a_field(line: &Line<'_>, at: usize) -> Option<Step> {
    let before = line.word(at.checked_sub(1)?);
    let fact = matches!(line.word(0), "fact" | "사실");
    let word = line.word(at);
    if fact
        && matches!(
            word,
            "planned" | "optional" | "over" | "예정" | "선택" | "기간별"
        )
    {
        return Some(Step::new(
            Phrase::new(
                format!(
                    "`{word}` belongs to a field: put the fact in a record, as in `record Trip field departure : time planned`"
                ),
                format!(
                    "`{word}` 표시는 기록의 항목에만 둘 수 있습니다. `기록 여행 항목 출발 : 시각 예정`처럼 기록에 넣으십시오"
                ),
            ),
            None,
        ));
    }
    matches!(before, "ref" | "reference" | "참조").then(|| {
        advice(
            "refer to a record by a text that names it: `field spouse : text`, compared with `name`",
            "다른 기록은 그 이름을 적은 글로 가리킵니다. `항목 배우자 : 문자`로 두고 `성명`과 비교하십시오",
        )
    })
}

/// Words that some languages write in capitals.
const CAPITALS: &[&str] = &["and", "or", "not", "is", "if", "then", "else", "of", "in"];

/// An operator in capitals: `AND`.
fn capitals(line: &Line<'_>, at: usize) -> Option<Step> {
    (at.saturating_sub(1)..=at).find_map(|number| {
        let word = line.word(number);
        let meant = CAPITALS.iter().find(|known| word == known.to_uppercase())?;
        Some(line.instead(line.words.get(number)?.clone(), *meant))
    })
}

/// Words between operands, for finding the nearest; those that say a state have a list of their own.
const INNER: &[&str] = &[
    "after",
    "before",
    "then",
    "else",
    "where",
    "over",
    "under",
    "counting",
    "happened",
    "until",
    "table",
    "presumed",
    "burden",
    "through",
    "unless",
    "이후",
    "이전",
    "이면",
    "아니면",
    "여기서",
    "그리고",
    "또는",
    "기간",
    "당시의",
    "있었음",
    "없었음",
];

/// A word between operands with one slip of the pen.
fn inner(line: &Line<'_>, at: usize) -> Option<Step> {
    let place = line.words.get(at).cloned()?;
    let near = one_slip(line.word(at), INNER.iter().copied().chain(long_states()))?;
    Some(line.instead(place, near))
}

/// What opens clauses with a limit, in which no two conditions stand.
const LIMITS: [&str; 8] = [
    "by", "within", "instead", "up", "기한", "이내", "대신", "상한",
];

/// A condition that follows another with nothing between them.
pub(super) fn connective(line: &Line<'_>, at: usize) -> Option<Step> {
    if LIMITS.contains(&line.word(0)) {
        return None;
    }
    let word = line.word(at);
    let begins = word.starts_with(|c: char| c.is_alphabetic()) || matches!(word, "(" | ",");
    let place = line.words.get(at).filter(|_| begins)?;
    let korean = !line.word(0).is_ascii();
    let and = if korean { " 그리고 " } else { " and " };
    let comma = word == ",";
    let end = if comma { place.end } else { place.start };
    Some(Step {
        help: if comma {
            Phrase::new(
                "write `and` or `or` instead of the comma",
                "쉼표 대신 `그리고` 또는 `또는`을 쓰십시오",
            )
        } else {
            Phrase::new(
                format!("put `and` or `or` between the two conditions, before `{word}`"),
                format!("두 조건 사이, `{word}` 앞에 `그리고` 또는 `또는`을 쓰십시오"),
            )
        },
        edit: Some((place.start..end, and.to_owned())),
        one_of_several: true,
    })
}
