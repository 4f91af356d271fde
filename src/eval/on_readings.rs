//! Where other readings lead: each alternative that is not used is taken in turn, and of each row it
//! is noted what then comes out differently, so that a limit which may be earlier is told beside the
//! one that is used.

use std::collections::BTreeMap;

use super::settled::Settled;
use super::shown::words;
use super::{Eval, Question};
use crate::determination::{AnswerValue, Determination, Due, OnReading, Row, SanctionRow, Words};
use crate::value::State;

/// At most so many alternatives are tried; that there are more is told.
const MAX_ALTERNATIVES: usize = 32;

/// An alternative of a reading that is not the one used.
struct Alternative {
    number: usize,
    reading: String,
    name: String,
    title: Words,
}

/// Notes of each row what other readings make of it. What the answer found without asking which reading
/// is used is as it was found.
pub(super) fn tell(eval: &Eval<'_>, question: &Question, whole: &mut Determination) {
    let all = alternatives(eval, whole);
    whole.readings_complete = (all.len() > MAX_ALTERNATIVES).then_some(false);
    for alternative in all.into_iter().take(MAX_ALTERNATIVES) {
        let mut question = question.of_rows_alone();
        let asked = (alternative.reading.clone(), alternative.name.clone());
        question.readings.push(asked);
        let mut other = Eval::new(eval.program, eval.facts, &question, &[]);
        other.base = Some(eval.base_on_reading(alternative.number));
        other.changes_alone = true;
        let other = other.changed_rows();
        note(&mut whole.conclusions, &other.conclusions, &alternative);
        note(&mut whole.duties, &other.duties, &alternative);
        note(&mut whole.powers, &other.powers, &alternative);
        note(&mut whole.sanctions, &other.sanctions, &alternative);
        note_gone(&mut whole.sanctions, &other.sanctions, &alternative);
    }
}

/// Notes of the sanctions of a breach that is none on another reading that they are not open then: an
/// instance is there for each breach, and where it was looked for all that there are were found.
fn note_gone(rows: &mut [SanctionRow], others: &[SanctionRow], alternative: &Alternative) {
    for row in rows.iter_mut().filter(|row| row.breach_of.is_some()) {
        let mut same = others
            .iter()
            .filter(|other| other.about.name == row.about.name)
            .peekable();
        let looked_for = same.peek().is_some();
        if looked_for && !same.any(|other| other.about.key() == row.about.key()) {
            let to = AnswerValue::State(State::NotOpen);
            let on = alternative.leads(to, None, false);
            row.about.on_readings.push(on);
        }
    }
}

impl Alternative {
    /// That it leads there.
    fn leads(&self, to: AnswerValue, due: Option<Due>, at_earliest: bool) -> OnReading {
        OnReading {
            reading: self.reading.clone(),
            alternative: self.name.clone(),
            title: self.title.clone(),
            to,
            due,
            at_earliest,
        }
    }
}

/// The alternatives of the readings that the answer rests on, but for those that it uses.
fn alternatives(eval: &Eval<'_>, whole: &Determination) -> Vec<Alternative> {
    let mut all = Vec::new();
    for row in &whole.readings {
        let mut readings = eval.program.readings.iter().enumerate();
        let reading =
            readings.find(|(_, reading)| eval.program.full_name(&reading.head) == row.name);
        let Some((number, reading)) = reading else {
            continue;
        };
        let choice = eval.program.choices.get(reading.choice);
        let others = choice.iter().flat_map(|choice| &choice.alternatives);
        let others = others.filter(|(name, _)| name.as_str() != row.used);
        all.extend(others.map(|(name, title)| Alternative {
            number,
            reading: row.name.clone(),
            name: name.to_string(),
            title: words(title),
        }));
    }
    all
}

/// Notes of the rows of one kind what they come to on another reading. A row that is not there on it
/// is passed over: which instances there are is told by the reading that is used.
fn note<T: Settled>(rows: &mut [T], others: &[T], alternative: &Alternative)
where
    for<'r> Row<'r>: From<&'r T>,
{
    let others: BTreeMap<_, &T> = others
        .iter()
        .map(|row| (Row::from(row).about.key(), row))
        .collect();
    for row in rows {
        let here = comes_to(&Row::from(&*row));
        let Some(there) = others.get(&Row::from(&*row).about.key()) else {
            continue;
        };
        let there = comes_to(&Row::from(*there));
        if here == there {
            continue;
        }
        let (to, due, at_earliest) = there;
        let on = alternative.leads(to, due, at_earliest);
        row.common().0.on_readings.push(on);
    }
}

/// The state or answer of a row, the safe end of its limit, and whether the limit can fall later.
fn comes_to(row: &Row<'_>) -> (AnswerValue, Option<Due>, bool) {
    let at_earliest = row.due.is_none() && row.due_earliest.is_some();
    (row.is.clone(), row.due.or(row.due_earliest), at_earliest)
}
