//! By when something of a row is due, for how long it has been owed, or when it was done.

use super::Screen;
use super::room::Tight;
use crate::determination::{Due, DutyRow, Stage, Urgency};
use crate::diagnostic::Phrase;
use crate::render::answer::phrasing::{listed, said, strung, together};
use crate::render::answer::{deadline, disputes, missing, moment, readings, to_do, when, words};
use crate::value::calendar::DAY;
use crate::value::{State, Truth};

impl Screen<'_> {
    /// By when it was due, and how long ago that was within a day: a clock of another zone is easily
    /// taken for the reader's.
    pub(super) fn missed(&self, duty: &DutyRow) -> Phrase {
        let Some(due) = duty.due_as_recorded() else {
            return words::breached();
        };
        let told = when::brief(due, self.lookup.zone_of(duty), self.lookup);
        let now = self.lookup.all.as_of.instant().micros();
        let last = due.last(self.lookup.zone_of(duty));
        let lately = last.is_some_and(|last| last.micros().abs_diff(now) <= DAY.unsigned_abs());
        let due = match deadline::left(due, duty, self.lookup) {
            Some(ago) if lately => words::with_time(&told, &ago),
            _ => told,
        };
        match duty.state {
            State::Breached => words::breached_since(&due),
            _ => words::was_due(&due),
        }
    }

    /// The moment alone, or how long it has been owed; with the time left within a day, and if wanted where
    /// the clock is not that of the head, since a clock of another zone is easily taken for the reader's.
    pub(super) fn moment(&self, duty: &DutyRow, wanted: bool) -> Phrase {
        let zone = self.lookup.zone_of(duty);
        let at = |due| when::brief(due, zone, self.lookup);
        let soon = matches!(self.lookup.all.urgency(duty), Urgency::Soon(_));
        let elsewhere = wanted && zone.name() != self.lookup.zone("").name();
        let left = |told: Phrase, due| match deadline::left(due, duty, self.lookup) {
            Some(left) if soon || elsewhere => words::with_time(&told, &left),
            _ => told,
        };
        let by = |due| match deadline::must_not_wait(duty) {
            true => words::prompt_by_day(&deadline::promptness(duty), &at(due)),
            false => words::by_day(&at(due)),
        };
        let told = match (duty.due_as_recorded(), duty.earliest(), duty.due_latest) {
            (Some(due), ..) => return left(by(due), due),
            (None, Some(low), Some(high)) if deadline::is_ahead(low, duty, self.lookup) => {
                words::safe_until(&left(words::as_early_as(&at(low)), low), &at(high))
            }
            (None, Some(low), Some(high)) => words::perhaps_passed(&at(high), &at(low)),
            (None, Some(low), None) => left(words::as_early_as(&at(low)), low),
            (None, None, Some(high)) => words::latest(&at(high)),
            _ if duty.must_not_wait() && !deadline::is_set(duty) => {
                return self.running(duty, wanted);
            }
            _ => return self.when(duty),
        };
        match deadline::must_not_wait(duty) {
            true => words::first_then(&deadline::promptness(duty), &told),
            false => told,
        }
    }

    /// The state and the limit of a duty, as short as it goes, and what is on record of what is perhaps
    /// owed. That it is so if nothing was done that is not on record, the head and the headings say.
    pub(super) fn when(&self, duty: &DutyRow) -> Phrase {
        let done = to_do::done_if_owed(duty, self.lookup);
        strung(std::iter::once(self.limited(duty)).chain(done))
    }

    /// The state and the limit of a duty.
    fn limited(&self, duty: &DutyRow) -> Phrase {
        match self.lookup.all.stage(duty) {
            Stage::Questioned => return self.done(duty),
            Stage::Over if duty.state == State::PerformedLate => {
                let other = readings::beside(duty, self.lookup);
                let told = self.done_late(duty);
                let told = told.unwrap_or_else(|| to_do::headline(duty, self.lookup));
                return together([told, other.unwrap_or_default()]);
            }
            _ => {}
        }
        let Some(dated) = deadline::bounds(duty, self.lookup) else {
            return self.undated(duty);
        };
        match duty.state {
            State::Breached => {
                let other = readings::beside(duty, self.lookup).unwrap_or_default();
                together([words::breached_since(&dated), self.not_counted(duty), other])
            }
            State::Violated => words::violated(),
            State::Undetermined if self.lookup.all.stage(duty) == Stage::Overdue => {
                match self.lookup.own_act_on_record(duty) {
                    Some(_) => to_do::overdue(&dated, duty, self.lookup),
                    None => self.unless_exempt(&words::was_due(&dated), duty),
                }
            }
            _ => dated,
        }
    }

    /// By how much what was done late is late, when it was done, and by when it was due.
    fn done_late(&self, duty: &DutyRow) -> Option<Phrase> {
        let (done, due) = (duty.done_at?, duty.due()?);
        let zone = self.lookup.zone_of(duty);
        let late = moment::late(due, done.instant(), zone)?;
        let at = |due| when::brief(due, zone, self.lookup);
        Some(words::late_on_screen(&late, &at(Due::At(done)), &at(due)))
    }

    /// The same of a duty without a date.
    fn undated(&self, duty: &DutyRow) -> Phrase {
        let limit = deadline::undated(duty, self.lookup);
        let limit = limit.unwrap_or_else(words::without_date);
        match duty.state {
            State::Breached => words::breached(),
            State::Violated => words::violated(),
            _ => {
                let told = match self.passed(duty) {
                    Some(passed) => words::with_time(&limit, &words::owed_for(&passed)),
                    None => limit,
                };
                deadline::with_other_reading(told, duty, self.lookup)
            }
        }
    }

    fn unless_exempt(&self, told: &Phrase, duty: &DutyRow) -> Phrase {
        let exempt = duty.exceptions.iter();
        let mut exempt = exempt.filter(|row| !row.replaces);
        match exempt.any(|row| row.value == Truth::Undetermined) {
            true => words::unless_exempt(told),
            false => told.clone(),
        }
    }

    /// When it was done, and by when it was due, of what was done and perhaps not as it is owed. That
    /// it is late is said where it is so at any hour, or on whose account it is so.
    fn done(&self, duty: &DutyRow) -> Phrase {
        let due = deadline::was_due(duty, self.lookup).map(|due| words::was_due(&due));
        let act = self.lookup.time_of(duty);
        let act = act.map_or_else(words::made, |at| words::made_at(&at));
        let zone = self.lookup.zone_of(duty);
        let late = self.lookup.all.done_whenever(duty);
        let late = late.map(|(act, late)| match (late, duty.due()) {
            (false, _) => words::in_time(),
            (true, due) => {
                let by = due.and_then(|due| moment::late(due, self.lookup.all.begun(act)?, zone));
                by.map_or_else(words::late_at_any_hour, |by| words::late_at_least(&by))
            }
        });
        // What tells the time of the act apart is told by the time itself.
        let open: Vec<_> = duty.about.deciding();
        let open = open.into_iter();
        let open = open.filter(|need| !need.path.ends_with(".at") && !need.is_act());
        let open: Vec<_> = open.collect();
        let disputed = |path: &str| self.lookup.all.disputes.iter().any(|row| row.path == path);
        let (accounts, open): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|need| disputed(&need.path));
        let open = missing::all(&open, self.lookup);
        let open =
            (!open.is_empty() && self.room.tight < Tight::Full).then(|| words::open_is(&open));
        let leads = duty.about.accounts.iter();
        let leads = leads.map(|lead| disputes::leads(lead, self.lookup));
        let leads =
            (!accounts.is_empty() || !duty.about.accounts.is_empty()).then(|| listed(leads));
        let parts = late
            .into_iter()
            .chain([act])
            .chain(due)
            .chain(leads)
            .chain(open);
        strung(parts)
    }

    /// What is on record of what is owed, though it does not count.
    fn not_counted(&self, duty: &DutyRow) -> Phrase {
        let act = self.lookup.own_act_on_record(duty);
        // Of what is owed several times, the record may tell of another.
        let act = act.filter(|_| duty.about.instance.is_none());
        act.map_or_else(Phrase::default, |at| {
            words::not_as_owed(&together([said(&duty.must), at]))
        })
    }

    /// That it must not be delayed, and how long it has been owed; shorter where it is not `whole`.
    pub(super) fn running(&self, duty: &DutyRow, whole: bool) -> Phrase {
        let Some(passed) = self.passed(duty) else {
            return words::promptness(duty.promptness);
        };
        let told = match whole {
            true => words::owed_for(&passed),
            false => words::so_long(&passed),
        };
        words::with_time(&words::promptness(duty.promptness), &told)
    }

    /// How long what must not be delayed has been owed.
    pub(super) fn passed(&self, duty: &DutyRow) -> Option<Phrase> {
        let since = duty.owed_since.filter(|_| duty.must_not_wait())?.instant();
        let now = self.lookup.now.filter(|now| since < *now)?;
        Some(moment::apart(now, since))
    }
}
