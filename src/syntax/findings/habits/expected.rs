//! The state that a case expects, in the words of the answers and of everyday life.

use super::words::STATES_SAID;
use super::{Line, Step, advice};
use crate::diagnostic::Phrase;
use crate::diagnostic::near::{nearest, one_slip};
use crate::syntax::STATES;

/// What may mend a clause that begins with `expect`.
pub(super) fn steps(line: &Line<'_>, at: usize) -> Vec<Step> {
    if !matches!(line.word(0), "expect" | "기대") || at < 2 {
        return Vec::new();
    }
    let mut steps: Vec<Step> = said(line, at).into_iter().collect();
    if matches!(line.word(at), "아님" | "아니다" | "아닙니다") {
        let name = line.word(at - 1);
        steps.push(Step::new(
            Phrase::new(
                format!("write `expect not {name}` of a condition, and of a duty its state, as in `not arisen`"),
                format!("요건이면 `기대 아닌 {name}`, 의무이면 `미발생`처럼 그 상태를 쓰십시오"),
            ),
            None,
        ));
    }
    if matches!(line.word(at), "by" | "기한" | "까지") {
        steps.push(advice(
            "a case says by when with `due`, as in `expect tell pending due 2024-02-10`",
            "사례에서 기한은 `기대 알림 이행대기 만기 2024-02-10`처럼 `만기`로 씁니다",
        ));
    }
    steps.extend(near(line, at));
    steps
}

/// A state by another word: `overdue`.
fn said(line: &Line<'_>, at: usize) -> Option<Step> {
    let mut numbers = at.saturating_sub(1).max(2)..=at;
    let (range, said, states) = numbers.find_map(|number| {
        let mut phrases = STATES_SAID.iter();
        phrases.find_map(|(said, states)| Some((line.phrase(number, said)?, said, *states)))
    })?;
    // What is said to be open is; any other word may be meant otherwise.
    let edit = match states {
        [open @ ("undetermined" | "미정")] => Some((range, (*open).to_owned())),
        _ => None,
    };
    Some(Step::new(state_said(said)?, edit))
}

/// What to write for a word by which a state is called elsewhere, in the answers too.
pub(crate) fn state_said(word: &str) -> Option<Phrase> {
    let (_, states) = STATES_SAID.iter().find(|(said, _)| *said == word)?;
    let quoted: Vec<String> = states.iter().map(|state| format!("`{state}`")).collect();
    Some(Phrase::new(
        format!("the state for `{word}` is {}", quoted.join(" or ")),
        format!("`{word}`에 해당하는 상태는 {}입니다", quoted.join(" 또는 ")),
    ))
}

/// The phrases of several words that say a state, in Korean, which the reading takes apart.
pub(crate) fn korean_phrases() -> impl Iterator<Item = &'static str> {
    let said = STATES_SAID.iter().map(|(said, _)| *said);
    said.filter(|said| !said.is_ascii() && said.contains(' '))
}

/// The nearest word that names a state.
fn near(line: &Line<'_>, at: usize) -> Option<Step> {
    let place = line.words.get(at)?.clone();
    let word = line.word(at);
    let states = || STATES.iter().flat_map(|(en, ko)| [*en, *ko]);
    let begun = states().find(|state| {
        word.strip_prefix(state)
            .is_some_and(|rest| !rest.is_empty())
    });
    let near = nearest(word, states().filter(|state| *state != word)).or(begun)?;
    let help = Phrase::new(
        format!("the nearest state is `{near}`"),
        format!("가장 가까운 상태는 `{near}`입니다"),
    );
    // One letter slips; a syllable, or what a word begins or ends with, may say the contrary.
    let slip = word.is_ascii() && one_slip(word, states()) == Some(near);
    let edit = slip.then(|| (place, near.to_owned()));
    Some(Step::new(help, edit))
}
