//! Days that the calendar fixes by another: the end of its year, 31 January of it.

use std::rc::Rc;

use crate::program::Expr;
use crate::value::days::Days;
use crate::value::{Date, Kind, Range};

use super::Eval;
use super::amount::gathered;
use super::frame::Frame;
use super::judged::{Item, Judged};
use super::way::Shape;

impl Eval<'_> {
    /// A day found from another. A later day never gives an earlier one, so bounds give bounds.
    pub(super) fn day_by(
        &self,
        of: &Expr,
        frame: &Frame,
        find: impl Fn(Date) -> Option<Date>,
    ) -> Judged {
        let judged = self.evaluate(of, frame);
        if matches!(judged.item, Item::NotApplicable) {
            return judged;
        }
        let days = self.days(&judged.range(), &of.kind, frame.policy);
        let range = days.map(find).numbers();
        let title = judged.label.title.clone();
        let mut day = gathered(judged.come_to(range), title, std::slice::from_ref(&judged));
        let set = self.time_limit(&judged, &of.kind, frame.policy);
        day.label_mut().set = set.map(Rc::new);
        day = day.shaped(Shape::Opaque(vec![Rc::clone(&judged.way)]));
        // All that it can be comes to one day.
        if range.exact().is_some() && !day.perhaps {
            day.needs.clear();
        }
        day
    }

    /// The days that a time or a day can be on. A time before midnight is on the day before.
    pub(super) fn days(&self, range: &Range, kind: &Kind, policy: usize) -> Days {
        Days::of(range, *kind == Kind::Date, self.zone(policy))
    }
}
