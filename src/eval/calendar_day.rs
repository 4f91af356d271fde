//! Days that the calendar fixes by another: the end of its year, 31 January of it.

use std::rc::Rc;

use crate::determination::{CalendarDay, CalendarSpan, TimeLimit};
use crate::diagnostic::Phrase;
use crate::program::Expr;
use crate::program::expression::Stretch;
use crate::value::days::Days;
use crate::value::written::month_name;
use crate::value::{Date, Kind, Range};

use super::Eval;
use super::amount::gathered;
use super::frame::Frame;
use super::judged::{Item, Judged};
use super::way::Shape;

impl Eval<'_> {
    /// A day found from another. A later day never gives an earlier one, so bounds give bounds.
    pub(super) fn day_by(&self, of: &Expr, which: CalendarDay, frame: &Frame) -> Judged {
        let judged = self.evaluate(of, frame);
        if matches!(judged.item, Item::NotApplicable) {
            return judged;
        }
        let days = self.days(&judged.range(), &of.kind, frame.policy);
        let range = days.map(|day| day_of(which, day)).numbers();
        let title = title(which, &judged.label.title);
        let mut day = gathered(judged.come_to(range), title, std::slice::from_ref(&judged));
        day.label_mut().set = self.on_calendar(which, &judged, of, frame);
        let zone = (of.kind != Kind::Date).then(|| self.zone(frame.policy));
        day = day.shaped(Shape::OnCalendar(Rc::clone(&judged.way), which, zone));
        // All that it can be comes to one day.
        if range.exact().is_some() && !day.perhaps {
            day.needs.clear();
        }
        day
    }

    /// How a day is set that the calendar fixes by another.
    pub(super) fn on_calendar(
        &self,
        day: CalendarDay,
        by: &Judged,
        expr: &Expr,
        frame: &Frame,
    ) -> Option<Rc<TimeLimit>> {
        let of = Box::new(self.time_limit(by, &expr.kind, frame.policy)?);
        Some(Rc::new(TimeLimit::OnCalendar { day, of }))
    }

    /// The days that a time or a day can be on. A time before midnight is on the day before.
    pub(super) fn days(&self, range: &Range, kind: &Kind, policy: usize) -> Days {
        Days::of(range, *kind == Kind::Date, self.zone(policy))
    }
}

/// The day that the calendar fixes by this one; none of one that hangs on holidays.
pub(super) fn day_of(which: CalendarDay, date: Date) -> Option<Date> {
    let (span, end) = match which {
        CalendarDay::BeginningOf(span) => (span, false),
        CalendarDay::EndOf(span) => (span, true),
        CalendarDay::Date { month, day } => {
            return Date::new(date.year(), u32::from(month), u32::from(day));
        }
        CalendarDay::Working => return None,
    };
    let stretch = match span {
        CalendarSpan::Year => Stretch::Year,
        CalendarSpan::Quarter => Stretch::Quarter,
        CalendarSpan::Month => Stretch::Month,
        CalendarSpan::Week => Stretch::Week,
        CalendarSpan::Day => Stretch::Day,
    };
    stretch.edge(date, end)
}

/// The first or the last day of a stretch.
pub(super) fn edge(stretch: Stretch, end: bool) -> CalendarDay {
    let span = match stretch {
        Stretch::Year => CalendarSpan::Year,
        Stretch::Quarter => CalendarSpan::Quarter,
        Stretch::Month => CalendarSpan::Month,
        Stretch::Week => CalendarSpan::Week,
        Stretch::Day => CalendarSpan::Day,
    };
    match end {
        true => CalendarDay::EndOf(span),
        false => CalendarDay::BeginningOf(span),
    }
}

/// What a day is called that the calendar fixes by another.
pub(super) fn title(day: CalendarDay, of: &Phrase) -> Phrase {
    let called = |en: &str, ko: &str| {
        Phrase::new(
            format!("{en} of “{}”", of.en),
            format!("“{}” 해당 {ko}", of.ko),
        )
    };
    match day {
        CalendarDay::BeginningOf(span) => {
            let (en, ko) = span_words(span);
            called(&format!("beginning of {en}"), &format!("{ko}의 첫날"))
        }
        CalendarDay::EndOf(span) => {
            let (en, ko) = span_words(span);
            called(&format!("end of {en}"), &format!("{ko}의 말일"))
        }
        CalendarDay::Date { month, day } => {
            let en = format!("{day} {}", month_name(u32::from(month)));
            called(&en, &format!("연도의 {month}월 {day}일"))
        }
        CalendarDay::Working => Phrase::new(
            format!("“{}”, or the next working day", of.en),
            format!("“{}”(근무일이 아니면 그다음 근무일)", of.ko),
        ),
    }
}

fn span_words(span: CalendarSpan) -> (&'static str, &'static str) {
    match span {
        CalendarSpan::Year => ("year", "연도"),
        CalendarSpan::Quarter => ("quarter", "분기"),
        CalendarSpan::Month => ("month", "달"),
        CalendarSpan::Week => ("week", "주"),
        CalendarSpan::Day => ("day", "날"),
    }
}
