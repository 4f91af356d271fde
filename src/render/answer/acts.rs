//! What was done, as the record has it.

use super::lookup::Lookup;
use super::phrasing::{glued, said, strung};
use super::{figure, moment, words};
use crate::determination::{Alternative, DutyRow, FactRow, Figure, Shown, Words};
use crate::diagnostic::Phrase;

impl Lookup<'_> {
    /// When an act of this title was done the last time, and the times that were set in it, in
    /// brackets; none where no such act is on record.
    pub(super) fn act_on_record(&self, title: &Words) -> Option<Phrase> {
        self.event_told(self.all.done(title).next_back()?)
    }

    /// The same of the act that a duty demands.
    pub(super) fn own_act_on_record(&self, duty: &DutyRow) -> Option<Phrase> {
        self.event_told(self.all.done_of(duty).next_back()?)
    }

    fn event_told(&self, event: &FactRow) -> Option<Phrase> {
        let time = |fact: &FactRow| figure::bounded(&self.local(&fact.value));
        let own = self.all.about_event(event);
        let set = own.filter(|fact| is_time(&fact.value));
        let set = set.map(|fact| words::titled(&said(&fact.title), &time(fact)));
        let told = strung(std::iter::once(time(event)).chain(set));
        Some(words::bracketed(&told))
    }
}

impl Lookup<'_> {
    /// When the act that a duty demands was done the last time; none where none is on record.
    pub(super) fn time_on_record(&self, duty: &DutyRow) -> Option<Phrase> {
        let event = self.all.done_of(duty).next_back()?;
        Some(figure::bounded(&self.local(&event.value)))
    }

    /// When a duty was done, as far as the record tells.
    pub(super) fn time_of(&self, duty: &DutyRow) -> Option<Phrase> {
        let zone = self.zone_of(duty);
        match duty.done_at {
            Some(at) => Some(glued(&moment::readable(at, zone))),
            None => self.told_in(zone).time_on_record(duty),
        }
    }
}

fn is_time(value: &Shown) -> bool {
    let of_time = |figure: &Figure| matches!(figure, Figure::Time(_) | Figure::Date(_));
    match value {
        Shown::Is(figure) | Shown::Between(figure, _) => of_time(figure),
        _ => false,
    }
}

impl DutyRow {
    /// What is owed, in words: the act, or that it is not to be done or may be.
    pub(super) fn owed(&self) -> Phrase {
        owed(&self.must, self.forbids, self.permits)
    }
}

impl Alternative {
    /// What may be owed instead, in words.
    pub(super) fn owed(&self) -> Phrase {
        owed(&self.must, self.forbids, self.permits)
    }
}

fn owed(act: &Words, forbids: bool, permits: bool) -> Phrase {
    let act = said(act);
    match (forbids, permits) {
        (true, _) => words::not_to(&act),
        (_, true) => words::may_be(&act),
        _ => act,
    }
}
