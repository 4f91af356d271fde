//! What is owed where the record only assumes that it is not: who learns that an assumption is wrong
//! has to know by when.

use std::collections::BTreeMap;

use crate::determination::{Basis, Determination, Due, DutyRow, IfNotAssumed};
use crate::facts::{self, Facts};
use crate::program::Program;
use crate::value::State;

use super::{Eval, Question};

/// Notes of each duty that is not owed, or is exempt, by when it may be if what the record assumes is not
/// known.
pub(super) fn tell(
    program: &Program,
    facts: &Facts,
    question: &Question,
    whole: &mut Determination,
) {
    let absent = |duty: &DutyRow| matches!(duty.state, State::Exempt | State::NotArisen);
    let assumed = |note: &str| {
        let basis = Basis::noted(note);
        matches!(basis, Some(Basis::Assumed | Basis::PartlyAssumed))
    };
    if !whole.duties.iter().any(absent) {
        return;
    }
    let Some(open) = facts::unassumed(facts, &assumed) else {
        return;
    };
    let question = Question {
        routes: false,
        changes: false,
        coming: false,
        words: false,
        beside: false,
        ..question.clone()
    };
    let other = Eval::new(program, &open, &question, &[]).determination();
    let rows = other.duties.iter().map(|row| (row.about.key(), row));
    let rows: BTreeMap<_, &DutyRow> = rows.collect();
    for duty in whole.duties.iter_mut().filter(|duty| absent(duty)) {
        let there = rows.get(&duty.about.key());
        let there = there.filter(|there| !there.state.is_absent() && !there.state.is_kept());
        duty.if_not_assumed = there.map(|there| {
            let due = there.due_at.map(Due::At).or(there.due_day.map(Due::Day));
            IfNotAssumed {
                state: there.state,
                due_earliest: due.or(there.due_earliest),
                due_latest: due.or(there.due_latest),
                without_delay: there.without_delay,
            }
        });
    }
}
