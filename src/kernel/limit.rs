//! By when: an instant that is included, or a day that is open until its end.

use crate::plan::{Answer, By, Dated, PolicyId, Relief};
use crate::value::days::{Days, just_before, on_day};
use crate::value::figure::{Figure, SCALE};
use crate::value::{Date, Instant, Local, Number, Range, Truth, Zone};

use super::Kernel;
use super::counting::working_day_from;
use super::done::Owed;
use super::frame::Frame;

/// By when something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limit {
    /// The limit as it is written, a time or a day; none if there is none, or its clock has not
    /// started.
    pub(super) due: Option<Figure>,
    /// Its clock may not have started, so that there is none.
    pub(super) perhaps: bool,
    /// The instant at which it passes.
    pub(super) at: Option<Figure>,
    /// That instant itself is still in time.
    pub(super) included: bool,
    /// Whether it is written as a day.
    pub(super) dated: Dated,
    /// It is the one or the other of two.
    pub(super) either: bool,
    /// A relief puts an instant in the place of what is written.
    pub(super) relieved: bool,
    /// Where its day ends.
    pub(super) zone: Option<Zone>,
    /// It may end in one zone or in another, at different instants.
    pub(super) elsewhere: bool,
}

impl Limit {
    /// There is none.
    pub(super) const NONE: Limit = Limit {
        due: None,
        perhaps: false,
        at: None,
        included: false,
        dated: Dated::Instant,
        either: false,
        relieved: false,
        zone: None,
        elsewhere: false,
    };

    /// Whether there is one.
    pub(super) fn is_set(&self) -> bool {
        self.at.is_some()
    }

    /// The latest that it can be.
    pub(super) fn latest(&self) -> Option<Figure> {
        self.at?.high_end().map(|(high, _)| Figure::exactly(high))
    }

    /// The same, of which it is open whether there is one.
    pub(super) fn perhaps(self) -> Limit {
        Limit {
            perhaps: true,
            ..self
        }
    }
}

impl Kernel<'_> {
    /// Whether an instant is within a limit.
    pub(super) fn allows(&self, limit: &Limit, at: Figure) -> Truth {
        match limit.at {
            None => Truth::Yes,
            Some(limit_at) if limit.included => self.is_at_least(limit_at, at),
            Some(limit_at) => self.is_less_than(at, limit_at),
        }
    }

    /// What is certain of a limit, whichever of two it is.
    pub(super) fn either_limit(&mut self, one: &Limit, other: &Limit) -> Limit {
        if one == other {
            return *one;
        }
        // Of a day that a relief puts off, or not, which instant is the last in time.
        let mixed = one.relieved != other.relieved && one.due.is_some() && other.due.is_some();
        let (one, other) = match mixed {
            true => (&self.last_in_time(one), &self.last_in_time(other)),
            false => (one, other),
        };
        let mut either = |a: Option<Figure>, b: Option<Figure>| match (a, b) {
            (Some(a), Some(b)) => Some(self.join(a, b)),
            (None, None) => None,
            _ => Some(Figure::UNKNOWN),
        };
        let zones = one.zone.zip(other.zone);
        let elsewhere = zones.is_some_and(|(one, other)| one != other)
            && (one.due != other.due || one.at != other.at);
        // A day and a time are not the same figure.
        let alike = one.dated == other.dated || one.due.is_none() || other.due.is_none();
        Limit {
            due: either(one.due, other.due).map(|due| match alike {
                true => due,
                false => Figure::UNKNOWN,
            }),
            at: either(one.at, other.at),
            perhaps: one.perhaps || other.perhaps || one.due.is_some() != other.due.is_some(),
            included: one.included && other.included,
            dated: if one.due.is_some() {
                one.dated
            } else {
                other.dated
            },
            either: true,
            // Of a day that a relief puts off, or perhaps, not the day is by when.
            relieved: one.relieved || other.relieved,
            zone: one.zone.or(other.zone),
            elsewhere: one.elsewhere || other.elsewhere || elsewhere,
        }
    }

    /// The same by the last instant that is in time: of a day the last before it is over.
    fn last_in_time(&mut self, limit: &Limit) -> Limit {
        let at = limit.at.filter(|_| !limit.included);
        let last = at.map(|at| self.figure(&just_before(&self.range(at))));
        Limit {
            at: last.or(limit.at),
            included: true,
            ..*limit
        }
    }

    /// By when a duty is to be done.
    pub(super) fn limit(&mut self, owed: &Owed<'_>, frame: &Frame) -> Limit {
        let Some(by) = owed.by else {
            return Limit::NONE;
        };
        let due = self.due(&by, frame);
        if due.is_not_applicable() {
            // The clock waits for something that has not happened.
            return Limit::NONE;
        }
        let plain = self.plain(&due, by.dated, frame.policy);
        match owed.relief {
            Some(relief) => self.relieved(&relief, plain, (&due, by.dated), frame),
            None => plain,
        }
    }

    pub(super) fn due(&mut self, by: &By, frame: &Frame) -> Answer {
        let inner = self.enter(by.block, frame);
        self.eval(by.at, &inner)
    }

    /// The limit as it is written, without a relief.
    fn plain(&mut self, due: &Answer, dated: Dated, policy: PolicyId) -> Limit {
        let mut figure = due.figure();
        if due.perhaps {
            // As long as its clock has not started there is no latest.
            let low = self.range(figure).low;
            figure = self.figure(&Range { low, high: None });
        }
        let at = match dated {
            Dated::Instant => figure,
            Dated::Day => self.ends_of_days(figure, policy),
        };
        Limit {
            due: Some(figure),
            perhaps: due.perhaps,
            at: Some(at),
            included: dated == Dated::Instant,
            dated,
            either: false,
            relieved: false,
            zone: Some(self.zone(policy)),
            elsewhere: false,
        }
    }

    fn ends_of_days(&mut self, days: Figure, policy: PolicyId) -> Figure {
        let zone = self.zone(policy);
        if let Some(day) = days.only().filter(|day| day % SCALE == 0)
            && let Some(at) = end_of_day(day / SCALE, zone)
        {
            return Figure::exactly(at.micros());
        }
        let days = self.days(&self.range(days), Dated::Day, policy);
        self.figure(&days.ends(zone))
    }

    /// The limit with its relief. Of a plain limit that is not known exactly, each day that it can
    /// be on is looked at by itself; where whether relief is given is open, it is the one or the
    /// other.
    fn relieved(
        &mut self,
        relief: &Relief,
        plain: Limit,
        (due, dated): (&Answer, Dated),
        frame: &Frame,
    ) -> Limit {
        let range = self.range(plain.due.unwrap_or(Figure::UNKNOWN));
        let Some(days) = self.days(&range, dated, frame.policy).each() else {
            return self.perhaps_later(relief, plain, due, frame);
        };
        let zone = self.zone(frame.policy);
        let mut whole: Option<(Range, Range)> = None;
        let mut moves = false;
        let mut add = |due: Range, at: Range| {
            whole = Some(match whole {
                None => (due, at),
                Some((known_due, known_at)) => (known_due.join(&due), known_at.join(&at)),
            });
        };
        for day in days {
            let Some(part) = on_day(&range, dated == Dated::Day, day, zone) else {
                continue;
            };
            let figure = self.figure(&part);
            let on_it = Answer {
                low: figure.low,
                high: figure.high,
                ends: figure.ends,
                ..*due
            };
            let given = self.relief_given(relief, &on_it, frame);
            let passes = passes(&part, dated, zone);
            if given != Truth::Yes {
                add(part, passes);
            }
            if given == Truth::No {
                continue;
            }
            moves = true;
            match self.moved(relief, day, dated, frame) {
                Some((due, at)) => add(Range::exactly(due), Range::exactly(at.seconds())),
                None => {
                    let later = |range: Range| Range {
                        high: None,
                        ..range
                    };
                    add(later(part), later(passes));
                }
            }
        }
        match whole.filter(|_| moves) {
            None => plain,
            Some((due, at)) => Limit {
                due: Some(self.figure(&due)),
                perhaps: plain.perhaps,
                at: Some(self.figure(&at)),
                included: true,
                dated,
                either: false,
                relieved: true,
                zone: plain.zone,
                elsewhere: plain.elsewhere,
            },
        }
    }

    /// Whether relief is given from this limit.
    fn relief_given(&mut self, relief: &Relief, due: &Answer, frame: &Frame) -> Truth {
        let Some((block, condition)) = relief.condition else {
            return Truth::Yes;
        };
        let inner = self.copied(frame);
        self.put(&inner, relief.variable, *due);
        let entered = self.enter(block, &inner);
        let given = self.truth(condition, &entered);
        self.release(inner.variables);
        given
    }

    /// A plain limit with no latest day, or too many: a relief makes it later, if anything.
    fn perhaps_later(
        &mut self,
        relief: &Relief,
        plain: Limit,
        due: &Answer,
        frame: &Frame,
    ) -> Limit {
        if self.relief_given(relief, due, frame) == Truth::No {
            return plain;
        }
        let mut open = |figure: Figure| {
            let low = self.range(figure).low;
            self.figure(&Range { low, high: None })
        };
        Limit {
            due: plain.due.map(&mut open),
            at: plain.at.map(&mut open),
            ..plain
        }
    }

    /// The hour on the working day after a limit on this day: as it is written, and the instant.
    fn moved(
        &self,
        relief: &Relief,
        date: Date,
        dated: Dated,
        frame: &Frame,
    ) -> Option<(Number, Instant)> {
        let zone = self.zone(frame.policy);
        let calendar = self.plan.almanac.calendar_of(relief.calendar);
        let day = working_day_from(date.plus_days(1)?, calendar)?;
        let Local::Once(end) = zone.local(day, relief.hour)? else {
            return None;
        };
        let due = match dated {
            Dated::Day => Number::whole(day.number()),
            Dated::Instant => end.seconds(),
        };
        Some((due, end))
    }
}

/// The last instants at which a limit within these bounds can still be kept.
fn passes(due: &Range, dated: Dated, zone: Zone) -> Range {
    if dated == Dated::Instant {
        return *due;
    }
    // A day is open until its end: its last instant is still in time.
    Days::of(due, true, zone).last_instants(zone)
}

/// The instant at which a day is over.
fn end_of_day(day: i64, zone: Zone) -> Option<Instant> {
    zone.midnight(Date::from_number(day)?.plus_days(1)?)
}
