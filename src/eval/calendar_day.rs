//! Days that the calendar fixes by another: the end of its year, 31 January of it.

use crate::program::Expr;
use crate::program::expression::Stretch;
use crate::value::{Bound, Date, Instant, Kind, Number, Range, Value};

use super::Eval;
use super::amount::gathered;
use super::frame::Frame;
use super::judged::{Item, Judged};

impl Eval<'_> {
    /// A day found from another. A later day never gives an earlier one, so bounds give bounds.
    pub(super) fn day_by(
        &self,
        of: &Expr,
        frame: &Frame,
        find: impl Fn(Date) -> Option<Date>,
    ) -> Judged {
        let judged = self.evaluate(of, frame);
        if judged.is_not_applicable() {
            return judged;
        }
        let zone = self.zone(frame.policy);
        let found = |bound: Option<Bound>| {
            let bound = bound?;
            let date = if of.kind == Kind::Date {
                Date::from_number(bound.at.floor()?)?
            } else {
                zone.date(Instant::from_seconds(bound.at)?)?
            };
            Some(Bound {
                at: Number::whole(find(date)?.number()),
                open: false,
            })
        };
        let range = judged.range();
        let item = Item::Value(Value::Range(Range {
            low: found(range.low),
            high: found(range.high),
        }));
        let title = judged.label.title.clone();
        gathered(item, title, std::slice::from_ref(&judged))
    }
}

/// The first or last day of the stretch that a day lies in.
pub(super) fn edge(day: Date, stretch: Stretch, end: bool) -> Option<Date> {
    let first = match stretch {
        Stretch::Year => Date::new(day.year(), 1, 1)?,
        Stretch::Quarter => Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1)?,
        Stretch::Month => Date::new(day.year(), day.month(), 1)?,
        Stretch::Week => day.plus_days(1 - i64::from(day.weekday()))?,
        Stretch::Day => day,
    };
    if !end {
        return Some(first);
    }
    let months = match stretch {
        Stretch::Year => 12,
        Stretch::Quarter => 3,
        Stretch::Month => 1,
        Stretch::Week => return first.plus_days(6),
        Stretch::Day => return Some(first),
    };
    let index = first.month() - 1 + months;
    let carried = i32::try_from(index / 12).ok()?;
    Date::new(first.year() + carried, index % 12 + 1, 1)?.plus_days(-1)
}
