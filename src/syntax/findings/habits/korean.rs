//! Conditions and limits in the words of a Korean statute.

use super::{Line, Step, advice, is_word};
use crate::diagnostic::Phrase;
use crate::value::written;

/// What may mend a clause that is written as a sentence.
pub(super) fn steps(line: &Line<'_>, at: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    steps.extend(particle(line, at));
    steps.extend(in_case_of(line, at));
    steps.extend(compared(line, at));
    steps.extend(denied(line, at));
    steps.extend(next_day(line, at));
    steps.extend(limit(line, at));
    steps
}

/// How often a name occurs in the text.
fn count(line: &Line<'_>, name: &str) -> usize {
    let words = line.text.split(|letter| !is_word(letter));
    words.filter(|word| *word == name).count()
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
    let meant = format!("{stem} {particle}");
    if count(line, stem) > 0 && count(line, written) == 1 {
        return Some(line.instead(place.clone(), meant));
    }
    (count(line, stem) > 0).then(|| {
        Step::new(
            Phrase::new(
                format!("a particle is a word of its own, as in `{meant}`"),
                format!("조사는 `{meant}`처럼 띄어 쓰십시오"),
            ),
            None,
        )
    })
}

/// `긴장애인 경우`, `긴장애일 때`: a condition is its name alone.
fn in_case_of(line: &Line<'_>, at: usize) -> Option<Step> {
    let (number, end) = (at.saturating_sub(1)..=at).find_map(|number| {
        let when = line.word(number + 1);
        let when = ["경우", "때", "경우에", "때에", "경우에는"].contains(&when);
        when.then_some((number, number + 1))
    })?;
    let place = line.words.get(number)?;
    let written = line.written(place);
    let stem = ["인", "일", "한", "된"]
        .iter()
        .find_map(|suffix| written.strip_suffix(suffix))
        .filter(|stem| count(line, stem) > 0 && count(line, written) == 1)?;
    let range = place.start..line.words.get(end)?.end;
    Some(line.instead(range, stem))
}

/// `복구 - 발생 이 2시간 초과`: the sign is written before the amount, in place of the particle; and
/// `복구 - 발생 초과 2 시간`, `> 2 시간 초과`.
fn compared(line: &Line<'_>, at: usize) -> Option<Step> {
    let sign = match line.word(at) {
        "이상" => ">=",
        "초과" => ">",
        "이하" => "<=",
        "미만" => "<",
        _ => return None,
    };
    let digit = |number: usize| line.word(number).starts_with(|c: char| c.is_ascii_digit());
    let Some(amount) = [at.checked_sub(1)?, at.checked_sub(2)?]
        .into_iter()
        .find(|number| digit(*number))
    else {
        let place = line.words.get(at)?.clone();
        return digit(at + 1).then(|| line.instead(place, sign));
    };
    let signs = |number: &usize| matches!(line.word(*number), "<" | ">" | "=");
    let written: Vec<usize> = (0..amount).rev().take_while(signs).collect();
    if let Some(first) = written.last() {
        let range = line.words.get(*first)?.start..line.words.get(written.first().copied()?)?.end;
        if line.written(&range) == sign {
            return Some(line.instead(line.words.get(at)?.clone(), ""));
        }
        let (there, said) = (line.written(&range), line.word(at));
        return Some(Step::new(
            Phrase::new(
                format!(
                    "`{there}` and `{said}`, which is `{sign}`, do not go together: keep the one sign that is meant"
                ),
                format!(
                    "`{there}` 기호와 `{said}`(`{sign}`)이 서로 다릅니다. 뜻하는 기호 하나만 쓰십시오"
                ),
            ),
            None,
        ));
    }
    let particle = amount.checked_sub(1)?;
    let first = if ["이", "가", "은", "는"].contains(&line.word(particle)) {
        particle
    } else {
        amount
    };
    let end = line.words.get(at - 1)?.end;
    let kept = line.written(&(line.words.get(amount)?.start..end));
    let range = line.words.get(first)?.start..line.words.get(at)?.end;
    Some(line.instead(range, format!("{sign} {kept}")))
}

/// `사전고지 아님`: what denies is written before what it denies.
fn denied(line: &Line<'_>, at: usize) -> Option<Step> {
    let place = line.words.get(at)?;
    let before = line.words.get(at.checked_sub(1)?)?;
    let name = line.written(before);
    let named = name.starts_with(char::is_alphabetic) && is_first_operand(line, at - 1);
    let denies = matches!(line.word(at), "아님" | "아니다" | "아닙니다" | "없음");
    // Of a duty the same would say something else.
    let named = named && !matches!(line.word(0), "기대" | "expect");
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

/// `다음 날까지`, `by the next day`: the next day after what?
fn next_day(line: &Line<'_>, at: usize) -> Option<Step> {
    let limits = matches!(line.word(0), "기한" | "이내" | "by" | "within");
    let said = [
        "다음 날까지",
        "다음 날",
        "다음날까지",
        "다음날",
        "익일까지",
        "익일",
        "next day",
        "following day",
        "the day after",
        "next working day",
        "next business day",
        "다음 영업일까지",
        "다음 영업일",
    ];
    let found = (at.saturating_sub(2)..=at)
        .any(|number| said.iter().any(|said| line.phrase(number, said).is_some()));
    (limits && found).then(|| {
        advice(
            "say after what, as in `1 day after ended` or `1 business day after ended`",
            "무엇의 다음 날인지 `종료 이후 1 일` 또는 `종료 이후 1 영업일`처럼 쓰십시오",
        )
    })
}

/// The event from which a period runs, without what says so: `복구한`, `복구일부터`, `복구로부터`. Of the stems
/// the longest is meant that the text has elsewhere.
fn counted_from<'a>(line: &Line<'a>, written: &'a str) -> &'a str {
    let suffixes = ["으로부터", "로부터", "에서부터", "부터", "에서", "의"];
    let bare = suffixes
        .iter()
        .find_map(|suffix| written.strip_suffix(suffix))
        .filter(|bare| !bare.is_empty())
        .unwrap_or(written);
    let ends = [
        "일", "날", "시", "한", "된", "받은", "후", "이후", "직후", "뒤",
    ];
    let mut stems = ends.iter().filter_map(|end| bare.strip_suffix(end));
    if count(line, bare) > usize::from(bare == written) {
        return bare;
    }
    let stem = stems.find(|stem| !stem.is_empty() && count(line, stem) > 0);
    stem.unwrap_or(bare)
}

/// `기한 복구 후 24시간`, `복구부터 24시간 이내`: a period and what it is counted from, as it is said.
fn limit(line: &Line<'_>, at: usize) -> Option<Step> {
    let opener = (0..at).rev().find(|number| {
        matches!(line.word(*number), "기한" | "이내" | "대신") && *number + 1 < line.words.len()
    })?;
    let mut next = opener + 1;
    let mut event = None;
    let (mut before, mut after) = (false, false);
    if line.word(next).starts_with(char::is_alphabetic) {
        let written = line.word(next);
        event = Some(counted_from(line, written));
        let earlier = ["이전", "전"]
            .iter()
            .find_map(|end| written.strip_suffix(end));
        if let Some(stem) =
            earlier.filter(|stem| count(line, stem) > 0 && count(line, written) == 1)
        {
            event = Some(stem);
            before = true;
        }
        next += 1;
        if ["시각", "시점", "일시", "때", "시"].contains(&line.word(next)) {
            next += 1;
        }
        if [
            "시부터",
            "때부터",
            "날부터",
            "시점부터",
            "때로부터",
            "날로부터",
            "시각부터",
            "시각으로부터",
            "일시부터",
        ]
        .contains(&line.word(next))
        {
            next += 1;
        }
        match line.word(next) {
            "후" | "뒤" | "이후" | "부터" | "로부터" | "으로부터" | "다음" => {
                after = true;
                next += 1;
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
    // `반환일 이후 3일 이전` says both: most who write it mean the days after, and some do not.
    let both = before && after;
    let word = if before && !both { "이전" } else { "이후" };
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
    // A name that the text has nowhere else is none that could be counted from.
    let known =
        count(line, event) > usize::from(line.written(&range).split(' ').next() == Some(event));
    let step = line.instead(range.clone(), meant.clone());
    (line.written(&range) != meant).then(|| {
        if known && !both {
            step
        } else {
            Step::new(step.help, None)
        }
    })
}
