//! Single mends within a clause: the nearest word, a missing connective, quotes and articles as they
//! are written elsewhere.

use std::ops::Range;

use super::{Line, Step, advice};
use crate::diagnostic::Phrase;
use crate::diagnostic::near::one_slip;
use crate::syntax::STATES;

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

/// Single curly quotes: around a title they are quotation marks, around a name they are nothing.
pub(super) fn quotes(line: &Line<'_>, at: usize) -> Vec<Step> {
    if line.word(at) != "‘" {
        return Vec::new();
    }
    let Some((range, within)) = quoted(line, at, "’") else {
        return Vec::new();
    };
    [format!("\"{within}\""), within.to_owned()]
        .map(|meant| line.instead(range.clone(), meant))
        .into()
}

/// An article with blanks in it, or without the source that it is of.
pub(super) fn citation(line: &Line<'_>, at: usize) -> Vec<Step> {
    let place = line.words.get(at).cloned().unwrap_or(0..0);
    let before = at.checked_sub(1).and_then(|number| line.words.get(number));
    let mut steps = Vec::new();
    let Some(before) = before.filter(|_| CITES.contains(&line.word(0))) else {
        return steps;
    };
    if line.word(at) == "(" {
        let help = Phrase::new(
            "write an article without blanks, as in `Act 8(2)`",
            "조문 번호는 `Act 8(2)`처럼 붙여 쓰십시오",
        );
        steps.push(Step::new(
            help,
            Some((before.end..place.start, String::new())),
        ));
    }
    let article = before.start..before.end;
    let abbreviated = ["art", "art.", "article", "sec", "sec.", "section", "§"];
    let here = [line.word(at), line.written(&article)];
    if here
        .iter()
        .any(|word| abbreviated.contains(&word.to_ascii_lowercase().as_str()))
    {
        steps.push(advice(
            "name the source before its article, as in `Act 8(2)`",
            "`법 제8조제2항`처럼 법령 이름을 조문 앞에 쓰십시오",
        ));
    }
    steps
}

/// What begins a clause that cites.
const CITES: [&str; 3] = ["cites", "근거", "omits"];

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
    "따라",
    "발생함",
    "불명",
    "근무일",
    "시행중",
];

/// A word between operands with one slip of the pen.
pub(super) fn inner(line: &Line<'_>, at: usize) -> Option<Step> {
    let place = line.words.get(at).cloned()?;
    let near = one_slip(line.word(at), INNER.iter().chain(STATES).copied())?;
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
