//! A fixed day that moves, where its provision says so, when it is no working day.

use crate::determination::{CalendarDay, Need};
use crate::name::Name;
use crate::period::calendar::Day;
use crate::period::count::Need as Missing;
use crate::program::Expr;
use crate::value::{Bound, Date, Number, Range};

use super::Eval;
use super::amount::gathered;
use super::calendar_day::title;
use super::counting::{calendar_need, year_needed};
use super::frame::Frame;
use super::judged::Judged;
use super::judged::{Item, needs_of};

impl Eval<'_> {
    /// The day itself if people work on it, else the next on which they do. A later day never gives
    /// an earlier one, so bounds give bounds; outside the calendar there is no latest.
    pub(super) fn rolled(&self, of: &Expr, calendar: Option<&Name>, frame: &Frame) -> Judged {
        let day = self.evaluate(of, frame);
        if matches!(day.item, Item::NotApplicable) {
            return day;
        }
        let range = day.range();
        let mut missing = Vec::new();
        let mut moved = |bound: Option<Bound>, otherwise: Option<Bound>| {
            let date = Date::from_number(bound?.at.floor()?)?;
            match self.working_day_from(date, calendar, frame) {
                Ok(date) => Some(Bound {
                    at: Number::whole(date.number()),
                    open: false,
                }),
                Err(need) => {
                    missing.extend(need.as_ref().and_then(calendar_need));
                    otherwise
                }
            }
        };
        let low = moved(range.low, range.low);
        let high = moved(range.high, None);
        let item = day.come_to(Range { low, high });
        let title = title(CalendarDay::Working, &day.label.title);
        let mut judged = gathered(item, title, std::slice::from_ref(&day));
        judged.label_mut().set = self.on_calendar(CalendarDay::Working, &day, of, frame);
        let missing: Vec<Need> = missing;
        judged.needs = needs_of([judged.needs.as_slice(), missing.as_slice()]);
        judged
    }

    /// The first working day that is not before this one; what is missing where it cannot be told.
    pub(super) fn working_day_from(
        &self,
        first: Date,
        calendar: Option<&Name>,
        frame: &Frame,
    ) -> Result<Date, Option<Missing>> {
        let calendar = self.calendar(calendar, None, frame.policy);
        let mut day = first;
        loop {
            match calendar.and_then(|calendar| calendar.day(day)) {
                Some(Day::Working) => return Ok(day),
                Some(_) => day = day.plus_days(1).ok_or(None)?,
                None => {
                    return Err(Some(year_needed(calendar, day.year())));
                }
            }
        }
    }
}
