//! The state that a case expects, in the words of the answers and of everyday life.

use super::mends::topic;
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
    let mut steps: Vec<Step> = answered(line, at).into_iter().collect();
    steps.extend(said(line, at));
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

/// `expect long_outage false`, `기대 긴장애 아니오`: yes or no, without what says so.
fn answered(line: &Line<'_>, at: usize) -> Option<Step> {
    let (meant, korean) = match line.word(at) {
        "yes" | "true" => ("yes", false),
        "no" | "false" => ("no", false),
        "예" | "참" | "네" => ("예", true),
        "아니오" | "아니요" | "거짓" => ("아니오", true),
        _ => return None,
    };
    let name = line.words.get(at.checked_sub(1)?)?;
    let is = if korean {
        topic(line.written(name))
    } else {
        "is"
    };
    let place = line.words.get(at)?;
    let mut step = line.instead(place.clone(), format!("{is} {meant}"));
    let written = line.written(name);
    step.help = Phrase::new(
        format!(
            "write `{is} {meant}`; of a duty its state is expected, as in `expect {written} pending`"
        ),
        format!(
            "`{is} {meant}`로 쓰십시오. 의무이면 `기대 {written} 이행대기`처럼 그 상태를 씁니다"
        ),
    );
    Some(step)
}

/// A state by another word: `overdue`.
fn said(line: &Line<'_>, at: usize) -> Option<Step> {
    let mut numbers = at.saturating_sub(1).max(2)..=at;
    let (range, states) = numbers.find_map(|number| {
        let mut phrases = STATES_SAID.iter();
        phrases.find_map(|(said, states)| Some((line.phrase(number, said)?, *states)))
    })?;
    let written = line.written(&range).to_owned();
    // What is said to be open is; any other word may be meant otherwise.
    let edit = match states {
        [open @ ("undetermined" | "미정")] => Some((range, (*open).to_owned())),
        _ => None,
    };
    Some(Step::new(in_place_of(&written, states), edit))
}

/// What to write for a word by which a state is called elsewhere, in the answers too.
pub(crate) fn state_said(word: &str) -> Option<Phrase> {
    let (_, states) = STATES_SAID.iter().find(|(said, _)| *said == word)?;
    Some(in_place_of(word, states))
}

fn in_place_of(word: &str, states: &[&str]) -> Phrase {
    let quoted: Vec<String> = states.iter().map(|state| format!("`{state}`")).collect();
    Phrase::new(
        format!("the state for `{word}` is {}", quoted.join(" or ")),
        format!("`{word}`에 해당하는 상태는 {}입니다", quoted.join(" 또는 ")),
    )
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
    let near = nearest(word, states().filter(|state| *state != word)).or(begun);
    let Some(near) = near.filter(|near| !is_contrary(word, near)) else {
        return Some(listed(word));
    };
    let help = Phrase::new(
        format!("the nearest state is `{near}`"),
        format!("가장 가까운 상태는 `{near}`입니다"),
    );
    // One letter slips; a syllable, or what a word begins or ends with, may say the contrary.
    let slip = word.is_ascii() && one_slip(word, states()) == Some(near);
    let edit = slip.then(|| (place, near.to_owned()));
    Some(Step::new(help, edit))
}

/// Whether one of two words says that the other is not so: `unarisen`, `기발생` and `미발생`, `해당없음`.
fn is_contrary(one: &str, other: &str) -> bool {
    const NEGATIONS: [&str; 12] = [
        "not ", "non-", "non", "un", "in", "dis", "미", "불", "비", "부", "무", "기",
    ];
    const POLES: [&str; 4] = ["있음", "없음", "됨", "안됨"];
    let bare = |word: &'_ str| {
        let mut bare = word.to_owned();
        for negation in NEGATIONS {
            if let Some(rest) = bare.strip_prefix(negation) {
                bare = rest.to_owned();
                break;
            }
        }
        for pole in POLES {
            if let Some(rest) = bare.strip_suffix(pole) {
                bare = rest.to_owned();
                break;
            }
        }
        bare
    };
    // What stands before or after the same word turns it, or may.
    one != other && (bare(one) == bare(other) || one.ends_with(other) || other.ends_with(one))
}

/// The states of a duty, where no word is near the one that is written.
fn listed(word: &str) -> Step {
    let korean = !word.is_ascii();
    let of_duty = [
        "not arisen",
        "pending",
        "fulfilled",
        "breached",
        "exempt",
        "undetermined",
    ];
    let states = STATES.iter().filter(|(en, _)| of_duty.contains(en));
    let states: Vec<String> = states
        .map(|(en, ko)| format!("`{}`", if korean { ko } else { en }))
        .collect();
    let states = states.join(", ");
    advice(
        &format!(
            "a duty is expected to be one of {states}; of a condition write `expect` or `expect not` and its name"
        ),
        &format!(
            "의무에는 {states} 가운데 하나를, 요건에는 `기대` 또는 `기대 아닌` 뒤에 그 이름만 쓰십시오"
        ),
    )
}
