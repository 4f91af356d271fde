//! What is otherwise under an assumption is told, and nothing else: random policies are judged on a
//! record in which something is open, and again with one fact of it assumed.

use onus::determination::{Determination, DutyRow};
use onus::diagnostic::Language;
use onus::eval::Question;
use onus::render::answer::changed_duties;

use super::dependence::{Draft, judged, sound};
use super::question;
use crate::golden::Dice;

/// What a reader compares of a duty.
fn compared(duty: &DutyRow) -> String {
    format!(
        "{:?}",
        (
            duty.state,
            duty.arises,
            duty.due(),
            (duty.due_earliest, duty.due_latest),
        )
    )
}

/// The duties of either answer by what tells them apart, with what a reader compares.
fn duties(of: &Determination) -> Vec<((&str, Option<&str>), String)> {
    let duties = of.duties.iter();
    duties
        .map(|duty| (duty.about.key(), compared(duty)))
        .collect()
}

#[test]
fn what_an_assumption_changes_is_what_is_told() {
    let mut draw = Dice(31);
    let asked = Question {
        coming: false,
        routes: false,
        ..question("2026-05-04T07:00")
    };
    let (mut changes, mut alike) = (0, 0);
    for _ in 0..150 {
        let (text, program, _) = sound(&mut draw);
        for _ in 0..6 {
            let draft = Draft::draw(&mut draw);
            let open: Vec<usize> = (0..draft.facts.len())
                .filter(|at| draft.facts[*at].can_be.len() > 1)
                .collect();
            if open.is_empty() {
                continue;
            }
            let fact = open[draw.below(open.len())];
            let mut assumed = draft.clone();
            assumed.assume(fact, &mut draw);
            let answers = [&draft, &assumed]
                .map(|draft| judged(&program, &draft.json(None, None), &asked).ok());
            let [Some(first), Some(second)] = answers else {
                continue;
            };
            let (before, after) = (duties(&first), duties(&second));
            let changed = first.changed(&second);
            let told = changed_duties(&first, &second, Language::English, 10_000);
            let mut differing = 0;
            for (key, was) in &before {
                let is = after.iter().find(|(other, _)| other == key);
                if is.is_some_and(|(_, is)| is == was) {
                    alike += 1;
                    continue;
                }
                differing += 1;
                let named = changed.iter().any(|one| {
                    (one.name.as_str(), one.instance.as_deref()) == *key && one.from != one.to
                });
                assert!(
                    named,
                    "{key:?} is not told on {:?}\n{text}",
                    draft.json(None, None)
                );
            }
            differing += after
                .iter()
                .filter(|(key, _)| !before.iter().any(|(other, _)| other == key))
                .count();
            changes += differing;
            let lines = told.lines().filter(|line| line.starts_with("- ")).count();
            assert_eq!(
                lines,
                differing,
                "{told}\n{before:?}\n{after:?}\n{}\n{text}",
                draft.json(None, None)
            );
            assert_eq!(told.contains("No duty changes"), differing == 0, "{told}");
        }
    }
    assert!(changes > 100 && alike > 1_000, "{changes}, {alike}");
}
