//! A law with one thing changed is judged on what the right law came to, and only what looks at the
//! changed place is found anew: each case comes to the verdict of the whole way. Of the cases of
//! `tests/acts` and `tests/regimes` one change in 16 is tried; `EVERY_CHANGE=1` tries all of them, and
//! `CHANGES_IN="policies/kr/cloud policies/common"` those of folders that are read together.

use std::collections::BTreeSet;

use onus::cases::Ready;
use onus::cases::mutant::{Mutant, mutants};
use onus::program::Program;

use crate::known::All;

/// The kinds of change that have a place.
const KINDS: [&str; 21] = [
    "AndToOr",
    "BranchesSwapped",
    "ChoiceAdded",
    "ChoiceDropped",
    "Comparison",
    "Count",
    "Day",
    "Dropped",
    "Gather",
    "Less",
    "MonthFewer",
    "More",
    "Negated",
    "NotDropped",
    "OrToAnd",
    "OtherChoice",
    "OtherDirection",
    "OtherEnd",
    "OwnDay",
    "Unit",
    "YearAfter",
];

fn kind(mutant: &Mutant) -> String {
    let change = format!("{:?}", mutant.change);
    let end = change.find(['(', ' ']).unwrap_or(change.len());
    change[..end].to_owned()
}

/// The law, of which no case says anything.
fn law(program: &Program) -> Program {
    Program {
        cases: Vec::new(),
        ..program.clone()
    }
}

/// The mutants of a program's own policies for which it matters where they differ.
fn placed(program: &Program) -> Vec<Mutant> {
    let policies: BTreeSet<usize> = program.cases.iter().map(|case| case.head.policy).collect();
    let all = policies.into_iter().flat_map(|one| mutants(program, one));
    all.filter(|mutant| mutant.place().is_some()).collect()
}

/// How a case is told of changed laws otherwise by what is taken over than by the whole way, and what
/// it notices without having looked.
fn differing(ready: &Ready<'_>, program: &Program, changes: &[&Mutant]) -> Vec<String> {
    let law = law(program);
    let (_, seen) = ready.observe(program);
    let Some(right) = ready.observed(&law) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for mutant in changes {
        let place = mutant.place().expect("it has one");
        let changed = mutant.of(&law);
        let whole = ready.notices(&changed, None);
        let mut tell = |what: &str| {
            let (case, provision) = (&ready.case.head.name, &mutant.provision);
            let (change, at) = (mutant.change, mutant.span);
            found.push(format!("{case}: {provision}, {change:?} at {at:?}: {what}"));
        };
        if ready.notices(&changed, Some((&right, place))) != whole {
            tell("the verdict is another");
        }
        if whole && !seen.expressions.contains_key(&place) {
            tell("it is noticed where nobody looked");
        }
    }
    found
}

/// How the cases are told of changed laws otherwise, of one change in so many.
fn differing_in(all: &All, one_in: usize) -> Vec<String> {
    let changes: Vec<Vec<Mutant>> = all.programs.iter().map(placed).collect();
    all.each(|record| {
        let program = all.program(record);
        let mut cases = program.cases.iter();
        let case = cases.find(|case| record.name.ends_with(&format!(".{}", case.head.name)));
        let ready = Ready::new(program, case.expect("it is there"), record.facts.clone());
        // Another part of them for each case.
        let first = record.name.len();
        let some = changes[record.program].iter().enumerate();
        let some = some.filter(|(number, _)| (first + number) % one_in == 0);
        let some: Vec<&Mutant> = some.map(|(_, mutant)| mutant).collect();
        let differ = differing(&ready, program, &some).into_iter();
        differ
            .map(|one| format!("{}: {one}", record.name))
            .collect()
    })
}

/// In the policy that has everything in it that can be changed at a place of its own.
#[test]
fn what_every_kind_of_change_comes_to_is_as_by_the_whole_way() {
    let all = All::of(&[&["tests/data/changes", "policies/common"]]);
    let [program] = &all.programs[..] else {
        panic!("it is one policy");
    };
    let kinds: BTreeSet<String> = placed(program).iter().map(kind).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), KINDS);
    assert_eq!(differing_in(&all, 1), Vec::<String>::new());
}

#[test]
fn a_changed_law_comes_to_the_same_in_the_cases_of_the_tests() {
    let all = match std::env::var("CHANGES_IN") {
        Ok(folders) => All::of(&[&folders.split(' ').collect::<Vec<_>>()]),
        Err(_) => All::of(&[
            &["tests/regimes", "policies/common"],
            &["tests/acts", "policies/common"],
        ]),
    };
    let one_in = std::env::var("EVERY_CHANGE").map_or(16, |_| 1);
    assert_eq!(differing_in(&all, one_in), Vec::<String>::new());
}
