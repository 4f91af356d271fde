//! Facts recorded over a reference period.

use crate::determination::Need;
use crate::facts::{Known, Months};
use crate::program::expression::{RefPeriod, Year};
use crate::program::{Expr, FactPath, FactRoot, FactStep, Node};
use crate::value::Kind;

use super::Eval;
use super::frame::Frame;
use super::judged::Judged;
use super::place::step;
use super::way::{Place, Shape};

impl Eval<'_> {
    /// A fact recorded over a reference period.
    pub(super) fn over(
        &self,
        fact: &Expr,
        period: &RefPeriod,
        kind: &Kind,
        frame: &Frame,
    ) -> Judged {
        let place = match &fact.node {
            Node::Fact(fact) => Some(FactPath {
                root: FactRoot::Fact(*fact),
                steps: Vec::new(),
            }),
            Node::Field(record, field) => self
                .evaluate(record, frame)
                .place()
                .map(|place| step(place, FactStep::Field(*field))),
            _ => None,
        };
        let Some(place) = place else {
            return self.nothing(kind);
        };
        let year = match self.year(&period.year, frame) {
            Ok(year) => year,
            Err(needs) => return self.nothing(kind).needing(needs),
        };
        let months = Months {
            first: (year, period.first),
            last: (year, period.last),
        };
        self.recorded_over(&place, months, kind)
    }

    /// The year, or what is missing to know it.
    fn year(&self, year: &Year, frame: &Frame) -> Result<i32, Vec<Need>> {
        let (expr, plus) = match year {
            Year::Number(year) => return Ok(*year),
            Year::Of(of, plus) => (of, *plus),
        };
        let of = self.evaluate(expr, frame);
        match self.days(&of.range(), &expr.kind, frame.policy).year() {
            Some(year) => year.checked_add(plus).ok_or_else(Vec::new),
            None => Err(of.needs),
        }
    }

    pub(super) fn recorded_over(&self, place: &FactPath, months: Months, kind: &Kind) -> Judged {
        let Some(walked) = self.walk(place) else {
            return self.nothing(kind);
        };
        let over = months_text(months);
        let found = self.find(place);
        let series = match found.as_ref().map(|(_, datum)| &datum.known) {
            Some(Known::Series(entries)) => entries
                .iter()
                .find_map(|(entry, datum)| (*entry == months).then_some(datum))
                .filter(|datum| self.recorded_in_time(&datum.provenance)),
            // Of the whole fact it may be said that nobody knows it, or that it does not apply.
            Some(Known::Unknown | Known::NotApplicable) => found.as_ref().map(|(_, datum)| *datum),
            _ => None,
        };
        let supposed = Place::Over(place.clone(), months);
        let series = self.supposed(&supposed).or(series);
        let mut judged = self.leaf(place, &walked, series);
        judged.label_mut().over = Some(over.clone());
        if !judged.is_not_applicable() {
            judged = judged.shaped(match &walked.kind {
                Kind::YesNo => Shape::YesNo(supposed),
                _ => Shape::Figure(supposed),
            });
        }
        for need in &mut judged.needs {
            need.path = format!("{} over {over}", need.path);
        }
        judged
    }
}

pub(super) fn months_text(months: Months) -> String {
    let month = |(year, month): (i32, u8)| format!("{year:04}-{month:02}");
    format!("{}/{}", month(months.first), month(months.last))
}
