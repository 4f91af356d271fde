//! A limit that moves to an hour of the next working day, where its provision gives that relief.

use crate::determination::{Need, TimeLimit};
use crate::period::count::Need as Missing;
use crate::program::provision::Relief;
use crate::value::days::on_day;
use crate::value::{Date, Instant, Kind, Local, Number, Range, Truth, Value};

use super::Eval;
use super::counting::calendar_need;
use super::frame::Frame;
use super::judged::{Item, Judged, needs_of};
use super::limit::Limit;

/// What a limit comes to on the days that the plain one can be on.
#[derive(Default)]
struct Found {
    /// The limit as it is written.
    due: Option<Range>,
    /// The instant at which it passes.
    at: Option<Range>,
    /// What is missing.
    needs: Vec<Need>,
    /// Whether the plain limit is kept, or may be.
    plain: bool,
    /// Whether it moves, or may.
    moved: bool,
}

impl Found {
    fn add(&mut self, due: Range, at: Range) {
        let joined =
            |known: Option<Range>, more: Range| known.map_or(more, |known| known.join(&more));
        self.due = Some(joined(self.due, due));
        self.at = Some(joined(self.at, at));
    }
}

impl Eval<'_> {
    /// The limit with its relief. Of a plain limit that is not known exactly, each day that it can be
    /// on is looked at by itself; where whether relief is given is open, it is the one or the other.
    pub(super) fn relieved(
        &self,
        relief: &Relief,
        plain: Limit,
        (due, kind): (&Judged, &Kind),
        frame: &Frame,
    ) -> Limit {
        let range = plain.due.unwrap_or(Range::UNKNOWN);
        let days = self.days(&range, kind, frame.policy).each();
        let Some(days) = days else {
            return self.perhaps_later(relief, plain, (due, kind), frame);
        };
        let mut found = Found::default();
        for day in days {
            let Some(part) = on_day(&range, *kind == Kind::Date, day, self.zone(frame.policy))
            else {
                continue;
            };
            let mut judged = due.clone();
            judged.item = Item::Value(Value::Range(part));
            let given = self.relief_given(relief, judged, frame);
            let answer = given.as_ref().map_or(Truth::Yes, Judged::truth);
            found
                .needs
                .extend(given.map(|given| given.needs).unwrap_or_default());
            if answer != Truth::Yes {
                found.plain = true;
                found.add(part, self.passes(&part, kind, frame));
            }
            if answer == Truth::No {
                continue;
            }
            found.moved = true;
            match self.moved(relief, day, kind, frame) {
                Ok((due, at)) => found.add(Range::exactly(due), Range::exactly(at.seconds())),
                Err(missing) => {
                    found.needs.extend(missing.as_ref().and_then(calendar_need));
                    let later = |range: Range| Range {
                        high: None,
                        ..range
                    };
                    found.add(later(part), later(self.passes(&part, kind, frame)));
                }
            }
        }
        let (Some(due_at), Some(at)) = (found.due, found.at) else {
            return plain;
        };
        if !found.moved {
            return plain;
        }
        let needs = needs_of([plain.needs.as_slice(), found.needs.as_slice()]);
        let set = self.relief_set(&range, &plain, found.plain, kind, frame);
        self.limit_between(due_at, at, kind, frame)
            .set(set)
            .counted(plain.counted)
            .needing(needs)
            .perhaps(plain.perhaps)
    }

    /// Whether relief is given from this limit; none where it always is.
    fn relief_given(&self, relief: &Relief, due: Judged, frame: &Frame) -> Option<Judged> {
        let condition = relief.condition.as_ref()?;
        let given = self.evaluate(condition, &frame.with(relief.variable, due));
        Some(self.in_every_case_of(given, &frame.given))
    }

    /// A plain limit with no latest day, or too many: a relief makes it later, if anything.
    fn perhaps_later(
        &self,
        relief: &Relief,
        plain: Limit,
        (due, kind): (&Judged, &Kind),
        frame: &Frame,
    ) -> Limit {
        let given = self.relief_given(relief, due.clone(), frame);
        if given
            .as_ref()
            .is_some_and(|given| given.truth() == Truth::No)
        {
            return plain;
        }
        let needs = given.map(|given| given.needs).unwrap_or_default();
        let needs = needs_of([plain.needs.as_slice(), needs.as_slice()]);
        let range = plain.due.unwrap_or(Range::UNKNOWN);
        let set = self.relief_set(&range, &plain, true, kind, frame);
        plain.or_later(set, needs)
    }

    /// How a limit is set that moves, or may.
    fn relief_set(
        &self,
        range: &Range,
        plain: &Limit,
        perhaps: bool,
        kind: &Kind,
        frame: &Frame,
    ) -> Option<TimeLimit> {
        let exact = range.exact().filter(|_| !plain.perhaps);
        let exact = exact.and_then(|at| self.due(at, kind, frame.policy));
        let from = exact.map(TimeLimit::At).or(plain.set.clone())?;
        let from = Box::new(from);
        Some(match perhaps {
            true => TimeLimit::PerhapsMoved(from),
            false => TimeLimit::Moved { from, to: None },
        })
    }

    /// The hour on the working day after a limit on this day: as it is written, and the instant.
    fn moved(
        &self,
        relief: &Relief,
        date: Date,
        kind: &Kind,
        frame: &Frame,
    ) -> Result<(Number, Instant), Option<Missing>> {
        let zone = self.zone(frame.policy);
        let next = date.plus_days(1).ok_or(None)?;
        let day = self.working_day_from(next, relief.calendar.as_ref(), frame)?;
        let Some(Local::Once(end)) = zone.local(day, relief.hour) else {
            return Err(None);
        };
        let due = match kind {
            Kind::Date => Number::whole(day.number()),
            _ => end.seconds(),
        };
        Ok((due, end))
    }
}
