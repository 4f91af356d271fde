//! A limit that moves to an hour of the next working day, where its provision gives that relief.

use crate::determination::Words;
use crate::period::count::Need as Missing;
use crate::program::provision::Relief;
use crate::value::{Date, Instant, Kind, Local, Number, Range, Truth};

use super::Eval;
use super::counting::calendar_need;
use super::frame::Frame;
use super::judged::{Judged, needs_of};
use super::limit::Limit;

impl Eval<'_> {
    /// The limit with its relief, or the plain one where none is given. Where that is open, or the
    /// plain limit is, it is the plain one or a later one.
    pub(super) fn relieved(
        &self,
        relief: &Relief,
        plain: Limit,
        (due, kind): (&Judged, &Kind),
        frame: &Frame,
    ) -> Limit {
        let inner = frame.with(relief.variable, due.clone());
        let condition = relief.condition.as_ref();
        let given = condition.map(|condition| self.evaluate(condition, &inner));
        let answer = given.as_ref().map_or(Truth::Yes, Judged::truth);
        if answer == Truth::No {
            return plain;
        }
        let mut needs = given.map(|given| given.needs).unwrap_or_default();
        let exact = due.range().exact().filter(|_| !due.perhaps);
        if let Some(at) = exact.filter(|_| answer == Truth::Yes) {
            match self.moved(relief, at, kind, frame) {
                Ok(limit) => return limit,
                Err(missing) => needs.extend(missing.as_ref().and_then(calendar_need)),
            }
        }
        let told = exact.and_then(|at| self.readable(at, kind, frame));
        let told = told.map(|plain| Words {
            en: plain.clone(),
            ko: plain,
        });
        let words = told.or(plain.words.clone()).map(|plain| Words {
            en: format!("{}, or later by a relief", plain.en),
            ko: format!("{}, 다만 완화 규정에 따라 연장될 수 있음", plain.ko),
        });
        let needs = needs_of([plain.needs.as_slice(), needs.as_slice()]);
        plain.or_later(words, needs)
    }

    /// The hour on the working day after the limit.
    fn moved(
        &self,
        relief: &Relief,
        at: Number,
        kind: &Kind,
        frame: &Frame,
    ) -> Result<Limit, Option<Missing>> {
        let zone = self.zone(frame.policy);
        let date = match kind {
            Kind::Date => at.floor().and_then(Date::from_number),
            _ => Instant::from_seconds(at).and_then(|at| zone.date(at)),
        };
        let next = date.and_then(|date| date.plus_days(1)).ok_or(None)?;
        let day = self.working_day_from(next, relief.calendar.as_ref(), frame)?;
        let Some(Local::Once(end)) = zone.local(day, relief.hour) else {
            return Err(None);
        };
        let plain = self.readable(at, kind, frame).unwrap_or_default();
        let due = match kind {
            Kind::Date => Number::whole(day.number()),
            _ => end.seconds(),
        };
        let words = Words {
            en: format!("by relief, instead of {plain}"),
            ko: format!("{plain}에서 완화됨"),
        };
        Ok(Limit::until(Range::exactly(due), end, zone).told(words))
    }

    /// A time or a day as people read it.
    fn readable(&self, at: Number, kind: &Kind, frame: &Frame) -> Option<String> {
        Some(match kind {
            Kind::Date => Date::from_number(at.floor()?)?.to_string(),
            _ => self.zone(frame.policy).readable(Instant::from_seconds(at)?),
        })
    }
}
