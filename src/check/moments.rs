//! Written days and times to instants, in the policy's zone.

use super::checking::Checking;
use super::findings;
use crate::program::case::Due;
use crate::source::Span;
use crate::syntax::tree::{Moment, WrittenTime};
use crate::value::calendar::SECOND;
use crate::value::{Instant, Local, Zone};

impl Checking<'_> {
    /// A time of day; one that the clocks skip or repeat is told.
    pub(super) fn instant(&mut self, policy: usize, time: &WrittenTime) -> Option<Instant> {
        let zone = if time.offset.is_some() {
            Zone::UTC
        } else {
            self.zone(policy)
        };
        let ahead = i64::from(time.offset.unwrap_or(0)).checked_mul(SECOND)?;
        match zone.local(time.date, time.clock) {
            Some(Local::Once(at)) => at.plus_micros(-ahead),
            Some(Local::Skipped) => {
                self.find(findings::skipped_time(time.span, zone.name()));
                None
            }
            Some(Local::Twice(first, second)) => {
                let choices = (zone.rfc3339(first), zone.rfc3339(second));
                self.find(findings::repeated_time(time.span, zone.name(), &choices));
                None
            }
            None => {
                self.find(findings::no_such_time(time.span));
                None
            }
        }
    }

    /// The first instant of a day, or the instant itself.
    pub(super) fn start_of(
        &mut self,
        policy: usize,
        moment: &Moment,
        span: Span,
    ) -> Option<Instant> {
        match moment {
            Moment::Time(time) => self.instant(policy, time),
            Moment::Date(date) => {
                let at = self.zone(policy).midnight(*date);
                if at.is_none() {
                    self.find(findings::no_such_time(span));
                }
                at
            }
        }
    }

    /// The first instant after a day, or the instant itself.
    pub(super) fn end_of(&mut self, policy: usize, moment: &Moment, span: Span) -> Option<Instant> {
        match moment {
            Moment::Time(time) => self.instant(policy, time),
            Moment::Date(date) => {
                let zone = self.zone(policy);
                let next = date.plus_days(1);
                let at = next.and_then(|next| zone.midnight(next));
                if at.is_none() {
                    self.find(findings::no_such_time(span));
                }
                at
            }
        }
    }

    /// When something is to be due.
    pub(super) fn due(&mut self, policy: usize, moment: &Moment) -> Option<Due> {
        Some(match moment {
            Moment::Date(date) => Due::Day(*date),
            Moment::Time(time) => Due::At(self.instant(policy, time)?),
        })
    }
}
