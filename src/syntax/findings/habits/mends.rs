//! Single mends within a clause: the nearest word, a missing connective, quotes and lists as they are
//! written elsewhere.

use std::ops::Range;

use super::{Line, Step, advice, is_word};
use crate::diagnostic::Phrase;
use crate::diagnostic::near::{nearest, one_slip};
use crate::syntax::{STATES, long_states};
use crate::value::{Date, written};

/// What stands between a sign and the next one like it, and where both stand.
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
    steps.extend(particle(line, at));
    steps.extend(denied(line, at));
    steps.extend(limit(line, at));
    steps.extend(expected(line, at));
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
            Some((range, within)) => instead(range, within),
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

/// `반환받음은 알려짐`: a particle is a word of its own here. Whether a name ends like one is certain only
/// where the rest of it stands elsewhere in the text, and the whole does not.
fn particle(line: &Line<'_>, at: usize) -> Option<Step> {
    let place = line.words.get(at.checked_sub(1)?)?;
    let written = line.written(place);
    let (cut, particle) = written.char_indices().next_back()?;
    let stem = written.get(..cut).filter(|stem| !stem.is_empty())?;
    if !matches!(particle, '은' | '는' | '이' | '가') {
        return None;
    }
    let count = |name: &str| {
        let words = line.text.split(|letter| !is_word(letter));
        words.filter(|word| *word == name).count()
    };
    let meant = format!("{stem} {particle}");
    if count(stem) > 0 && count(written) == 1 {
        return Some(line.instead(place.clone(), meant));
    }
    (count(stem) > 0).then(|| {
        Step::new(
            Phrase::new(
                format!("a particle is a word of its own, as in `{meant}`"),
                format!("조사는 `{meant}`처럼 띄어 쓰십시오"),
            ),
            None,
        )
    })
}

/// `사전고지 아님`: what denies stands before what it denies.
fn denied(line: &Line<'_>, at: usize) -> Option<Step> {
    let place = line.words.get(at)?;
    let before = line.words.get(at.checked_sub(1)?)?;
    let name = line.written(before);
    let named = name.starts_with(char::is_alphabetic) && is_first_operand(line, at - 1);
    let denies = matches!(line.word(at), "아님" | "아니다" | "아닙니다" | "없음");
    (denies && named).then(|| line.instead(before.start..place.end, format!("아닌 {name}")))
}

/// Whether a word begins what is compared: after a keyword, a connective or a bracket.
fn is_first_operand(line: &Line<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        before == 0
            || matches!(
                line.word(before),
                "그리고" | "또는" | "(" | "and" | "or" | "만약" | "if"
            )
    })
}

/// `기한 복구 후 24시간`, `복구부터 24시간 이내`: a period and what it is counted from, as it is said.
fn limit(line: &Line<'_>, at: usize) -> Option<Step> {
    let opener = (0..at).rev().find(|number| {
        matches!(line.word(*number), "기한" | "이내" | "대신") && *number + 1 < line.words.len()
    })?;
    let mut next = opener + 1;
    let mut event = None;
    let mut before = false;
    if line.word(next).starts_with(char::is_alphabetic) {
        let written = line.word(next);
        let suffixes = ["으로부터", "로부터", "에서부터", "부터", "에서", "의"];
        let bare = suffixes
            .iter()
            .find_map(|suffix| written.strip_suffix(suffix));
        event = Some(bare.filter(|bare| !bare.is_empty()).unwrap_or(written));
        next += 1;
        match line.word(next) {
            "후" | "뒤" | "이후" | "부터" | "로부터" | "으로부터" | "다음" => {
                next += 1
            }
            "전" | "이전" => {
                before = true;
                next += 1;
            }
            _ => {}
        }
    }
    let figure = line.word(next);
    let digits = figure.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = figure.get(..figure.len() - digits.len())?;
    if number.is_empty() {
        return None;
    }
    let trailing = |word: &str| {
        matches!(
            word,
            "이내" | "이내에" | "내" | "내에" | "안" | "안에" | "까지"
        )
    };
    let (unit, mut end) = if digits.is_empty() {
        (line.word(next + 1), next + 1)
    } else {
        (digits, next)
    };
    let unit = ["이내", "내"]
        .iter()
        .find_map(|word| unit.strip_suffix(word))
        .unwrap_or(unit);
    written::unit(unit)?;
    match line.word(end + 1) {
        word if trailing(word) => end += 1,
        "전" | "이전" | "전까지" => {
            before = true;
            end += 1;
        }
        "후" | "뒤" => end += 1,
        _ => {}
    }
    let word = if before { "이전" } else { "이후" };
    let Some(event) = event else {
        // What follows may say it, with a word that is misspelt.
        if !line.word(end + 1).is_empty() {
            return None;
        }
        return Some(Step::new(
            Phrase::new(
                format!("say what the period is counted from, as in `{number} hours after ended`"),
                format!("언제부터 세는지 `종료 {word} {number} {unit}`처럼 쓰십시오"),
            ),
            None,
        ));
    };
    let range = line.words.get(opener + 1)?.start..line.words.get(end)?.end;
    let meant = format!("{event} {word} {number} {unit}");
    (line.written(&range) != meant).then(|| line.instead(range, meant))
}

/// A state that a case expects, by the nearest word that names one.
fn expected(line: &Line<'_>, at: usize) -> Option<Step> {
    if !matches!(line.word(0), "expect" | "기대") || at < 2 {
        return None;
    }
    let place = line.words.get(at)?.clone();
    let word = line.word(at);
    let name = line.words.get(at - 1)?.clone();
    if let Some(state) = word.strip_prefix('미').filter(|rest| *rest == "발생") {
        let name = line.written(&name);
        return Some(line.instead(
            line.words.get(at - 1)?.start..place.end,
            format!("아닌 {name} {state}"),
        ));
    }
    let states = || STATES.iter().flat_map(|(en, ko)| [*en, *ko]);
    let begun = states().find(|state| {
        word.strip_prefix(state)
            .is_some_and(|rest| !rest.is_empty())
    });
    let near = match word {
        "미확정" | "불확정" | "미결" | "불명확" => Some("미정"),
        _ => nearest(word, states().filter(|state| *state != word)).or(begun),
    }?;
    let help = Phrase::new(
        format!("the nearest state is `{near}`"),
        format!("가장 가까운 상태는 `{near}`입니다"),
    );
    // What may be meant as the contrary is for the author to write.
    let edit = (!is_denial(word, near)).then(|| (place, near.to_owned()));
    Some(Step::new(help, edit))
}

/// Whether a word that differs from a state may deny it: `unfulfilled`, `미이행`, `이행안함`, `시행전`; or
/// is what the state denies: `determined`.
fn is_denial(word: &str, state: &str) -> bool {
    let begins = ["un", "non", "in", "not", "미", "비", "불", "무"];
    let denied = begins
        .into_iter()
        .any(|start| word.starts_with(start) && !state.starts_with(start));
    let ends = ["전", "안함", "안됨", "않음", "아님", "못함"];
    denied
        || ends.iter().any(|end| word.ends_with(end))
        || state
            .strip_suffix(word)
            .is_some_and(|start| !start.is_empty())
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

/// `rate of base`: only a written share stands before `of`. Whether a product is meant or a time, as in
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
        "must" | "may" | "하여야" if at >= 2 && named => Some(advice(
            "`must` names an act alone: say to whom and by when in clauses of their own, with `to` and `by`, and an amount as in `must payment of price through refund`",
            "`하여야` 뒤에는 행위만 씁니다. 상대방은 `상대`, 기한은 `기한`으로 따로 쓰고, 금액은 `하여야 지급 의 대금 지급방법 환급`처럼 쓰십시오",
        )),
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

/// A condition that follows another with nothing between them.
pub(super) fn connective(line: &Line<'_>, at: usize) -> Option<Step> {
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
