//! Whether people work on a day, as a calendar says.

use crate::determination::{FactQuestion, Reason};
use crate::name::Name;
use crate::period::calendar::Day;
use crate::program::Expr;
use crate::value::days::on_day;
use crate::value::{Bound, Date, Kind, Number, Range, Truth};

use super::Eval;
use super::counting::{calendar_need, year_needed};
use super::frame::Frame;
use super::judged::{Judged, needs_of};
use super::logic::because;
use super::way::Shape;

impl Eval<'_> {
    /// Undetermined where it can be on a working day and on another, or lies outside the calendar.
    pub(super) fn is_working_day(
        &self,
        day: &Expr,
        calendar: Option<&Name>,
        frame: &Frame,
    ) -> Judged {
        let judged = self.evaluate(day, frame);
        let calendar = self.calendar(calendar, None, frame.policy);
        let days = self.days(&judged.range(), &day.kind, frame.policy);
        let mut answer: Option<Truth> = None;
        let mut missing = Vec::new();
        let mut parts: Vec<(Range, Truth)> = Vec::new();
        for date in days.each().into_iter().flatten() {
            let found = calendar.and_then(|calendar| calendar.day(date));
            let on_it = match &found {
                Some(found) => Truth::from(*found == Day::Working),
                None => Truth::Undetermined,
            };
            if found.is_none() {
                missing.extend(calendar_need(&year_needed(calendar, date.year())));
            }
            answer = Some(answer.map_or(on_it, |answer| answer.join(on_it)));
            let part = match day.kind {
                // Nothing lies between one day and the next.
                Kind::Date => whole(date),
                _ => on_day(&judged.range(), false, date, self.zone(frame.policy)),
            };
            match (part, parts.last_mut()) {
                (Some(part), Some((known, truth))) if *truth == on_it => *known = known.join(&part),
                (Some(part), _) => parts.push((part, on_it)),
                (None, _) => {}
            }
        }
        let answer = match judged.is_not_applicable() {
            true => Truth::Undetermined,
            false => answer.unwrap_or(Truth::Undetermined),
        };
        let needs = needs_of([judged.needs.as_slice(), missing.as_slice()]);
        let fact = self.side(&judged, &day.kind, frame.policy);
        let step = Reason::Fact {
            fact,
            asks: FactQuestion::IsWorkingDay,
        };
        let told = Judged::answer(answer, because(answer, step, Vec::new())).needing(needs);
        match answer {
            Truth::Undetermined if parts.len() > 1 => {
                told.shaped(Shape::Days(judged.way, parts.into()))
            }
            _ => told,
        }
    }
}

/// A day, up to where the next begins.
fn whole(day: Date) -> Option<Range> {
    let next = Number::whole(day.plus_days(1)?.number());
    Some(Range {
        high: Some(Bound {
            at: next,
            open: true,
        }),
        ..Range::at_least(Number::whole(day.number()))
    })
}
