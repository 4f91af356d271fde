//! Reference periods, and periods counted from a time.

use crate::determination::Need;
use crate::diagnostic::Phrase;
use crate::facts::{Known, Months};
use crate::program::expression::{RefPeriod, Year};
use crate::program::{Expr, FactPath, FactRoot, FactStep, Node};
use crate::value::{Bound, Instant, Kind, Number, Period, PeriodUnit, Range, Value};

use super::Eval;
use super::amount::gathered;
use super::frame::Frame;
use super::judged::{Item, Judged};
use super::place::step;

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
        let (of, plus) = match year {
            Year::Number(year) => return Ok(*year),
            Year::Of(of, plus) => (self.evaluate(of, frame), *plus),
        };
        let zone = self.zone(frame.policy);
        let year_of = |bound: Bound, last: bool| {
            let instant = Instant::from_seconds(bound.at)?;
            let back = i64::from(last && bound.open);
            let instant = instant.plus_micros(-back)?;
            Some(zone.date(instant)?.year())
        };
        let range = of.range();
        let first = range.low.and_then(|low| year_of(low, false));
        let last = range.high.and_then(|high| year_of(high, true));
        match (first, last) {
            (Some(first), Some(last)) if first == last => {
                first.checked_add(plus).ok_or_else(Vec::new)
            }
            _ => Err(of.needs),
        }
    }

    fn recorded_over(&self, place: &FactPath, months: Months, kind: &Kind) -> Judged {
        let Some(walked) = self.walk(place) else {
            return self.nothing(kind);
        };
        let over = months_text(months);
        let found = self.find(place);
        let series = match found.as_ref().map(|(_, datum)| &datum.known) {
            Some(Known::Series(entries)) => entries
                .iter()
                .find_map(|(entry, datum)| (*entry == months).then_some(datum))
                .filter(|datum| self.known_in_time(datum)),
            // Of the whole fact it may be said that nobody knows it, or that it does not apply.
            Some(Known::Unknown | Known::NotApplicable) => found.as_ref().map(|(_, datum)| *datum),
            _ => None,
        };
        let mut judged = self.leaf(place, &walked, series);
        judged.label.over = Some(over.clone());
        for need in &mut judged.needs {
            need.path = format!("{} over {over}", need.path);
        }
        judged
    }

    /// A period counted from a time: hours and shorter are elapsed time. Longer
    /// ones await the counting of regimes; until then only a bound that holds
    /// under every regime is given, and the words say what is to be counted.
    pub(super) fn shift(&self, period: Period, before: bool, from: &Expr, frame: &Frame) -> Judged {
        let start = self.evaluate(from, frame);
        if start.is_not_applicable() {
            return start;
        }
        let range = match elapsed(period) {
            Some(seconds) => {
                let by = Range::exactly(seconds);
                let shifted = if before {
                    start.range().minus(&by)
                } else {
                    start.range().plus(&by)
                };
                shifted.unwrap_or(Range::UNKNOWN)
            }
            None => self.uncounted(period, before, &start.range(), &from.kind, frame),
        };
        let item = Item::Value(Value::Range(range));
        let title = self.counted_title(period, before, &start, &from.kind, frame);
        let mut judged = gathered(item, title, std::slice::from_ref(&start));
        if range.exact().is_some() {
            judged.needs.clear();
        }
        judged
    }

    /// Days since 1970 between which the counted day certainly lies.
    fn uncounted(
        &self,
        period: Period,
        before: bool,
        from: &Range,
        kind: &Kind,
        frame: &Frame,
    ) -> Range {
        let zone = self.zone(frame.policy);
        let day = |bound: Bound| match kind {
            Kind::Date => Some(bound.at),
            _ => {
                let date = zone.date(Instant::from_seconds(bound.at)?)?;
                Some(Number::whole(date.number()))
            }
        };
        let least = Number::whole(fewest_days(period));
        if before {
            let latest = from.high.and_then(day).and_then(|day| day.minus(least));
            return latest.map_or(Range::UNKNOWN, Range::at_most);
        }
        let earliest = from.low.and_then(day).and_then(|day| day.plus(least));
        earliest.map_or(Range::UNKNOWN, Range::at_least)
    }

    fn counted_title(
        &self,
        period: Period,
        before: bool,
        start: &Judged,
        kind: &Kind,
        frame: &Frame,
    ) -> Phrase {
        let length = self.figure_title(
            &Item::Value(Value::Period(Some(period))),
            &Kind::Period,
            frame.policy,
        );
        let from = match start.range().exact() {
            Some(_) => self.figure_title(&start.item, kind, frame.policy),
            None => start.label.title.clone(),
        };
        let regime = self
            .program
            .policies
            .get(frame.policy)
            .and_then(|policy| policy.periods.as_ref())
            .filter(|_| elapsed(period).is_none());
        let (word, ko) = if before {
            ("before", "전까지")
        } else {
            ("after", "이내")
        };
        let (en_tail, ko_tail) = match regime {
            Some(regime) => (format!(", as {regime} counts"), format!(" ({regime} 기산)")),
            None => (String::new(), String::new()),
        };
        Phrase::new(
            format!("{} {word} {}{en_tail}", length.en, from.en),
            format!("{}부터 {} {ko}{ko_tail}", from.ko, length.ko),
        )
    }
}

/// Seconds of a period that is elapsed time.
fn elapsed(period: Period) -> Option<Number> {
    let unit = match period.unit {
        PeriodUnit::Seconds => 1,
        PeriodUnit::Minutes => 60,
        PeriodUnit::Hours => 3600,
        _ => return None,
    };
    Some(Number::whole(i64::from(period.count) * unit))
}

/// The fewest days by which any way of counting moves the day: the first may count.
fn fewest_days(period: Period) -> i64 {
    let unit = match period.unit {
        PeriodUnit::Weeks => 7,
        PeriodUnit::Months => 28,
        PeriodUnit::Years => 365,
        _ => 1,
    };
    i64::from(period.count) * unit - 1
}

fn months_text(months: Months) -> String {
    let month = |(year, month): (i32, u8)| format!("{year:04}-{month:02}");
    format!("{}/{}", month(months.first), month(months.last))
}
