//! An answer on bounds holds on each of fifty ways to fill in what is open: what is settled is so on
//! all of them, and by when something is due lies between the ends that were told. Random policies
//! and records, as those of `dependence`. `COMPLETIONS_PAIRS` says how many are tried; else it is 60;
//! `COMPLETIONS_SEED=1` makes others.

use onus::determination::{Due, DutyRow, Standing};
use onus::value::State;

use super::dependence::{AT, Beside, Draft, HEAD, counts, judged, rows, shown, sound_with};
use super::question;
use crate::golden::Dice;

/// Of one policy so many records are tried.
const RECORDS: usize = 5;
/// In so many ways what is open is filled in.
const WAYS: usize = 50;

/// Whether one is later than the other; none of a day and an instant.
fn later(one: Due, other: Due) -> Option<bool> {
    match (one, other) {
        (Due::At(one), Due::At(other)) => Some(one.instant() > other.instant()),
        (Due::Day(one), Due::Day(other)) => Some(one > other),
        _ => None,
    }
}

/// Whether something is owed for certain by a limit that matters.
fn is_owed(duty: &DutyRow) -> bool {
    let firm = duty.standing != Some(Standing::Presumed);
    firm && matches!(
        duty.state,
        State::Pending | State::Breached | State::PerformedLate
    )
}

#[derive(Default, Debug)]
struct Tally {
    pairs: usize,
    completions: usize,
    settled: usize,
    bounded: usize,
}

fn tried(pairs: usize, seed: u64, beside: Beside) -> (Tally, Vec<String>) {
    let mut draw = Dice(seed);
    let asked = onus::eval::Question {
        coming: false,
        routes: false,
        ..question(AT)
    };
    let (mut tally, mut found) = (Tally::default(), Vec::new());
    while tally.pairs < pairs {
        let (text, program, _) = sound_with(&mut draw, beside);
        let own = text.strip_prefix(HEAD).unwrap_or(&text);
        for _ in 0..RECORDS {
            tally.pairs += 1;
            let draft = Draft::of(&text, AT, &mut draw);
            let told = draft.json(None, None);
            let Ok(open) = judged(&program, &told, &asked) else {
                continue;
            };
            let said = rows(&open);
            let shown_before = shown(&text, &open);
            for _ in 0..WAYS {
                let facts = draft.facts.iter();
                let way = facts.map(|fact| fact.can_be[draw.below(fact.can_be.len())].clone());
                let way: Vec<_> = way.collect();
                let record = draft.json(Some(&way), Some(draw.below(draft.items.1 + 1)));
                let Ok(full) = judged(&program, &record, &asked) else {
                    continue;
                };
                tally.completions += 1;
                // By when is told as it is presumed, until it is shown otherwise.
                let as_presumed = shown(&text, &full).is_subset(&shown_before);
                let on_full = rows(&full);
                for (key, row) in said.iter().filter(|(_, row)| row.settled) {
                    let Some(is) = on_full.get(key) else { continue };
                    let part = if row.parts.contains_key(&onus::determination::Aspect::Value) {
                        onus::determination::Aspect::Value
                    } else {
                        onus::determination::Aspect::State
                    };
                    tally.settled += 1;
                    let counted = counts(row) || counts(is);
                    if counted && row.parts.get(&part) != is.parts.get(&part) {
                        found.push(format!(
                            "{key}: {:?}, {:?} on {told} as {record}\n{own}",
                            row.parts, is.parts
                        ));
                    }
                }
                for (duty, is) in open.duties.iter().zip(&full.duties) {
                    let same = duty.about.key() == is.about.key();
                    let firm = duty.standing.is_some_and(|on| on != Standing::Presumed);
                    let held = same && (firm || as_presumed);
                    let Some(due) = is.due().filter(|_| held && is_owed(is)) else {
                        continue;
                    };
                    let (low, high) = match duty.due() {
                        Some(due) => (Some(due), Some(due)),
                        None => (duty.due_earliest, duty.due_latest),
                    };
                    tally.bounded += usize::from(low.is_some() || high.is_some());
                    let early = low.is_some_and(|low| later(low, due) == Some(true));
                    let late = high.is_some_and(|high| later(due, high) == Some(true));
                    if early || late {
                        found.push(format!(
                            "{:?} due {due:?}, told between {low:?} and {high:?} on {told} as {record}\n{own}",
                            duty.about.key()
                        ));
                    }
                }
            }
        }
    }
    (tally, found)
}

#[test]
fn every_answer_on_bounds_holds_on_fifty_completions() {
    let pairs = std::env::var("COMPLETIONS_PAIRS").ok();
    let pairs = pairs.and_then(|pairs| pairs.parse().ok()).unwrap_or(60);
    let other = std::env::var("COMPLETIONS_SEED").ok();
    let other: u64 = other.and_then(|seed| seed.parse().ok()).unwrap_or(0);
    for (seed, beside) in [(17 + other, Beside::default()), (19 + other, Beside::all())] {
        let (tally, found) = tried(pairs, seed, beside);
        println!("{tally:?}");
        assert!(tally.bounded > pairs && tally.settled > pairs, "{tally:?}");
        let few: Vec<&str> = found.iter().take(6).map(String::as_str).collect();
        assert!(
            found.is_empty(),
            "{} do not hold\n{}",
            found.len(),
            few.join("\n\n")
        );
    }
}
