//! Whether people work on a day, as a calendar says.

use crate::determination::Reason;
use crate::name::Name;
use crate::period::calendar::Day;
use crate::program::Expr;
use crate::value::{Date, Instant, Kind, Truth};

use super::Eval;
use super::frame::Frame;
use super::judged::{Judged, needs_of};
use super::logic::because;

impl Eval<'_> {
    /// Undetermined where the day is not known, or lies outside the calendar.
    pub(super) fn is_working_day(
        &self,
        day: &Expr,
        calendar: Option<&Name>,
        frame: &Frame,
    ) -> Judged {
        let judged = self.evaluate(day, frame);
        let date = judged.range().exact().and_then(|at| {
            if day.kind == Kind::Date {
                return Date::from_number(at.floor()?);
            }
            self.zone(frame.policy).date(Instant::from_seconds(at)?)
        });
        let calendar = self.calendar(calendar, None, frame.policy);
        let found = date.and_then(|date| calendar?.day(date));
        let answer = match &found {
            Some(found) => Truth::from(*found == Day::Working),
            None => Truth::Undetermined,
        };
        let missing = date.filter(|_| found.is_none()).map(|date| {
            super::counting::calendar_need(&crate::period::count::Need::Calendar {
                name: calendar.map(|calendar| calendar.name.clone()),
                year: date.year(),
            })
        });
        let missing: Vec<_> = missing.flatten().into_iter().collect();
        let needs = needs_of([judged.needs.as_slice(), missing.as_slice()]);
        let fact = self.side(&judged, &day.kind, frame.policy);
        let step = Reason::Fact {
            fact,
            asks: "is a working day",
        };
        Judged::answer(answer, because(answer, step, Vec::new())).needing(needs)
    }
}
