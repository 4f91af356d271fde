//! What is owed where the record only assumes that it is not: who learns that an assumption is wrong
//! has to know by when.

use std::collections::{BTreeMap, BTreeSet};

use crate::determination::{
    Basis, Determination, Due, DutyRow, ExceptionRow, FactRow, IfNotAssumed, Need, Words,
};
use crate::facts;
use crate::value::{State, Truth};

use super::{Eval, Question};

/// Notes of each duty that is not owed, or is exempt, by when it may be if what the record assumes is not
/// known. Only those are asked about, and what the answer found without looking at what is assumed is as
/// it was found.
pub(super) fn tell(eval: &Eval<'_>, question: &Question, whole: &mut Determination) {
    let absent = |duty: &DutyRow| matches!(duty.state, State::Exempt | State::NotArisen);
    let assumed = |note: &str| Basis::noted(note).is_some_and(Basis::is_assumed);
    let asked = whole.duties.iter().filter(|duty| absent(duty));
    let asked: BTreeSet<&String> = asked.map(|duty| &duty.about.name).collect();
    if asked.is_empty() {
        return;
    }
    let Some((open, places)) = facts::unassumed(eval.facts, &assumed) else {
        return;
    };
    let question = Question {
        only: asked.into_iter().cloned().collect(),
        ..question.of_rows_alone()
    };
    let mut other = Eval::new(eval.program, &open, &question, &[]);
    other.base = Some(eval.base_without(&places));
    other.changes_alone = true;
    let other = other.changed_rows();
    let assumed = |row: &&FactRow| row.basis().is_some_and(Basis::is_assumed);
    let known = whole.facts.iter().filter(assumed);
    let known: BTreeSet<&str> = known.map(|row| row.path.as_str()).collect();
    let rows = other.duties.iter().map(|row| (row.about.key(), row));
    let rows: BTreeMap<_, &DutyRow> = rows.collect();
    // A part of what is assumed is assumed.
    let is_assumed = |need: &Need| {
        let part = |rest: &str| rest.is_empty() || rest.starts_with(['.', '[', ' ']);
        let mut known = known.iter();
        known.any(|path| need.path.strip_prefix(path).is_some_and(part))
    };
    for duty in whole.duties.iter_mut().filter(|duty| absent(duty)) {
        let there = rows.get(&duty.about.key());
        let there = there.filter(|there| !there.state.is_absent() && !there.state.is_kept());
        duty.if_not_assumed = there.map(|there| {
            let due = there.due_at.map(Due::At).or(there.due_day.map(Due::Day));
            IfNotAssumed {
                state: there.state,
                due_earliest: due.or(there.due_earliest),
                due_latest: due.or(there.due_latest),
                exempt: exempt(duty, there),
                perhaps: !there.about.decisive().all(is_assumed),
                promptness: there.promptness,
            }
        });
    }
}

/// The exceptions that are open where nothing is assumed, but for those which hold by what is.
fn exempt(duty: &DutyRow, there: &DutyRow) -> Vec<Words> {
    let holds = |row: &ExceptionRow| {
        let mut own = duty.exceptions.iter();
        own.any(|own| own.name == row.name && own.value == Truth::Yes)
    };
    let open = there.exceptions.iter();
    let open = open.filter(|row| row.value == Truth::Undetermined && !row.replaces && !holds(row));
    open.map(|row| row.title.clone()).collect()
}
