//! What is more urgent than what: overdue first, then what falls due within a day, then what must not
//! be delayed, then by the earliest limit that can still fall, then what has no date, then what waits
//! for a clock that has not started.

use super::{Determination, Due, DutyRow, SanctionRow, Stage};
use crate::value::calendar::DAY;
use crate::value::{Instant, Moment, State, Truth, Zone};

/// A duty that so many facts must turn out for is remote.
const FAR: usize = 3;

/// What was imposed no longer ago than this many microseconds can perhaps still be objected to: 90 days.
const LATELY: i64 = 90 * DAY;

/// How urgent a duty is; what is less comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// It is certainly owed, and its limit has passed.
    Overdue(Instant),
    /// It is breached, and has no limit that could tell since when.
    Breached,
    /// The earliest that its limit can still fall, which is within a day.
    Soon(Instant),
    /// It must not wait, and has been owed since then; since now where that is not known.
    Running(Instant),
    /// The earliest that its limit can still fall, later than that.
    Due(Instant),
    /// No law sets a date.
    Undated,
    /// It may have been owed by a limit that has passed; the earliest such limit first.
    Passed(Instant),
    /// It has a limit whose clock has not started, or it must not be delayed and is remote.
    Waiting,
    /// It was done too late, or done although it is forbidden; nothing is left to do.
    Over,
}

impl DutyRow {
    /// Whether it is owed only if three facts or more turn out to be so, of none of which there is
    /// a trace on record: it is rather another's.
    #[must_use]
    pub fn is_remote(&self) -> bool {
        let ways = self.about.routes.yes.iter().map(Vec::len);
        self.arises == Truth::Undetermined && ways.min().is_some_and(|least| least >= FAR)
    }
}

impl DutyRow {
    /// Whether it is open whether it is kept, and nothing else of it: not whether it is owed at all, nor
    /// whether it is exempt.
    pub(crate) fn is_open_whether_kept(&self) -> bool {
        let mut exceptions = self.exceptions.iter();
        let exempt = exceptions.any(|row| row.value == Truth::Undetermined && !row.replaces);
        self.arises == Truth::Yes && self.state == State::Undetermined && !exempt
    }
}

impl Due {
    /// The last instant in time.
    #[cfg_attr(not(feature = "rooms"), doc(hidden))]
    #[must_use]
    pub fn last(self, zone: Zone) -> Option<Instant> {
        match self {
            Due::At(at) => Some(at.instant()),
            Due::Day(day) => zone.midnight(day.plus_days(1)?)?.plus_micros(-1),
        }
    }
}

impl Determination {
    /// The zone of the policy to which a provision or a policy of this name belongs.
    #[must_use]
    pub fn zone(&self, name: &str) -> Zone {
        let policy = name.rsplit_once('.').map_or(name, |(policy, _)| policy);
        let policies = &self.policies;
        policies
            .iter()
            .find(|used| used.name == policy || used.name == name)
            .or_else(|| policies.iter().find(|used| used.governed_at.is_some()))
            .or_else(|| policies.iter().find(|used| used.zone != "UTC"))
            .or(policies.first())
            .and_then(|used| Zone::named(&used.zone))
            .unwrap_or(Zone::UTC)
    }

    /// The zone of the times of a duty: that of the person concerned, or of its policy.
    #[must_use]
    pub fn zone_of(&self, duty: &DutyRow) -> Zone {
        let own = duty.zone.as_deref().and_then(Zone::named);
        own.unwrap_or_else(|| self.zone(&duty.about.name))
    }

    /// How urgent a duty is at the moment asked for, if nothing was done that is not on record.
    #[must_use]
    pub fn urgency(&self, duty: &DutyRow) -> Urgency {
        let now = self.as_of.instant();
        let first = self.last(duty, duty.earliest());
        let latest = self.last(duty, duty.latest());
        let ahead = |at: Option<Instant>| at.filter(|at| *at >= now);
        let due = |at: Instant| match at.micros().saturating_sub(now.micros()) {
            ..=DAY => Urgency::Soon(at),
            _ => Urgency::Due(at),
        };
        match (self.stage(duty), ahead(first), ahead(latest)) {
            (Stage::Over | Stage::Settled, ..) => Urgency::Over,
            (Stage::Overdue, ..) => latest.or(first).map_or(Urgency::Breached, Urgency::Overdue),
            (_, Some(first), _) => due(first),
            // It can fall at any moment.
            (Stage::ToDo, None, Some(_)) => due(now),
            (Stage::ToDo, None, None) if first.is_some() && latest.is_none() => due(now),
            (_, None, Some(latest)) => due(latest),
            (_, None, None) => match latest.or(first) {
                // By then it was done, if it is owed.
                Some(_) if duty.breached == Some(Truth::No) => Urgency::Undated,
                Some(passed) => Urgency::Passed(passed),
                None if duty.must_not_wait() && !duty.is_remote() => {
                    Urgency::Running(duty.owed_since.map_or(now, Moment::instant))
                }
                None if duty.limit.is_none() && !duty.must_not_wait() => Urgency::Undated,
                None => Urgency::Waiting,
            },
        }
    }

    /// The nearest limit still ahead that another reading gives a duty.
    fn next_limit_on_readings(&self, duty: &DutyRow) -> Option<Instant> {
        let others = duty.about.on_readings.iter();
        let ends = others.filter_map(|on| self.last(duty, on.due));
        ends.filter(|end| *end >= self.as_of.instant()).min()
    }

    /// How urgent a duty is, on the reading that makes it so the most.
    pub(crate) fn urgency_on_any_reading(&self, duty: &DutyRow) -> Urgency {
        let now = self.as_of.instant().micros();
        let soon = self.next_limit_on_readings(duty);
        let soon = soon.filter(|at| at.micros().saturating_sub(now) <= DAY);
        let own = self.urgency(duty);
        soon.map_or(own, |at| own.min(Urgency::Soon(at)))
    }

    /// Whether its limit can fall within a day, on another reading too.
    pub(crate) fn is_soon(&self, duty: &DutyRow) -> bool {
        matches!(self.urgency_on_any_reading(duty), Urgency::Soon(_))
    }

    /// Whether what is to be done falls due sooner than the time that has passed since the limit of what
    /// may well have been done.
    pub(crate) fn falls_due_before_passed(&self, owed: &[&DutyRow], passed: &[&DutyRow]) -> bool {
        let now = self.as_of.instant().micros();
        let left = owed.iter().filter_map(|duty| match self.urgency(duty) {
            Urgency::Soon(at) => Some(at.micros().saturating_sub(now)),
            _ => None,
        });
        let gone = passed.iter().filter_map(|duty| match self.urgency(duty) {
            Urgency::Overdue(at) => Some(now.saturating_sub(at.micros())),
            _ => None,
        });
        left.min()
            .zip(gone.min())
            .is_some_and(|(left, gone)| left < gone)
    }

    /// Whether a sanction was imposed so lately that what can be done about it depends on the day.
    pub(crate) fn was_imposed_lately(&self, row: &SanctionRow) -> bool {
        let act = row.acts.last().and_then(|act| self.event(act));
        let end = act.and_then(|act| act.value.end(self.zone("")));
        let now = self.as_of.instant().micros();
        end.is_some_and(|end| now.saturating_sub(end.micros()) <= LATELY)
    }
}
