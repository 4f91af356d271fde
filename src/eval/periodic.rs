//! Duties that come back with the calendar: one instance for each year,
//! quarter, month, week or day, under the law of the day on which it falls due.

use std::rc::Rc;

use crate::determination::Need;
use crate::diagnostic::Phrase;
use crate::program::Version;
use crate::program::expression::Stretch;
use crate::program::provision::{Duty, DutyBody, Every};
use crate::value::{Bound, Date, Instant, Kind, Number, Range, Truth, Value};

use super::Eval;
use super::frame::{Frame, When};
use super::judged::{Item, Judged, Label};

/// How many periods are looked at: the last ones.
const MAX_PERIODS: usize = 100;

/// A period for which a duty has an instance.
pub(super) struct Period {
    /// As printed: `2024`, `2024-Q1`, `2024-02`, else its first day.
    pub(super) text: String,
    /// Where it is evaluated.
    pub(super) frame: Frame,
    /// When the duty arises: with the period, or when it is over if the limit lies beyond it; one of
    /// the two while that is open.
    pub(super) arises: Option<Range>,
    /// What is missing to know that.
    pub(super) needs: Vec<Need>,
    /// There were earlier ones, which are not looked at.
    pub(super) cut: bool,
    /// There were earlier ones, of which the record does not tell.
    pub(super) untold: bool,
}

/// When what a period asks for falls due.
struct FallsDue {
    /// The moment whose law governs it.
    law: Instant,
    /// As far as it is known.
    at: Range,
    /// What is missing to know it.
    needs: Vec<Need>,
}

impl Eval<'_> {
    /// The periods of a duty that fell due, or will, while a version of it was in force, up to the
    /// one in which the moment asked for lies.
    pub(super) fn periods(&self, duty: &Duty, every: &Every, frame: &Frame) -> Vec<Period> {
        let zone = self.zone(duty.head.policy);
        let from = duty.versions.iter().filter_map(|v| v.interval.from).min();
        let first = from.and_then(|from| zone.date(from));
        let mut at = zone.date(self.as_of());
        let mut found: Vec<Period> = Vec::new();
        while let Some((start, first)) = at.zip(first) {
            let (Some(start), Some(last)) = (
                every.stretch.edge(start, false),
                every.stretch.edge(start, true),
            ) else {
                break;
            };
            if last < first {
                break;
            }
            if found.len() >= MAX_PERIODS {
                if let Some(earliest) = found.last_mut() {
                    earliest.cut = true;
                }
                break;
            }
            if let Some(period) = self.period(duty, every, (start, last), frame) {
                if self.is_untold(duty, last, &period) {
                    if let Some(earliest) = found.last_mut() {
                        earliest.untold = true;
                    }
                    break;
                }
                found.push(period);
            }
            at = start.plus_days(-1);
        }
        found.reverse();
        found
    }

    /// Whether what a period asks for was due before the record begins.
    fn is_untold(&self, duty: &Duty, last: Date, period: &Period) -> bool {
        let zone = self.zone(duty.head.policy);
        let over = last.plus_days(1).and_then(|next| zone.midnight(next));
        let due = over.map(|over| {
            let due = self.falls_due(duty, over, &period.frame);
            due.map_or(Range::exactly(over.seconds()), |due| due.at)
        });
        let from = self.facts.record_complete_from.map(Instant::seconds);
        // A limit of which no latest is known is told from its earliest.
        let last = due.and_then(|due| due.high.or(due.low));
        last.zip(from).is_some_and(|(last, from)| last.at < from)
    }

    fn period(
        &self,
        duty: &Duty,
        every: &Every,
        (first, last): (Date, Date),
        frame: &Frame,
    ) -> Option<Period> {
        let text = period_text(first, every.stretch);
        let frame = match every.variable {
            Some(variable) => frame.with(variable, dated(first, &text)),
            None => frame.clone(),
        };
        let zone = self.zone(duty.head.policy);
        let over = zone.midnight(last.plus_days(1)?)?;
        let own = duty.governed_by.as_ref();
        let own = own.and_then(|own| self.governing(&duty.head, Some(own), &frame));
        let (when, due) = match own {
            Some(when) => (when, None),
            None => {
                let due = self.falls_due(duty, over, &frame)?;
                (self.due_when(due.law), Some(due))
            }
        };
        let begins = Range::exactly(zone.midnight(first)?.seconds());
        let over = Range::exactly(over.seconds());
        let (arises, needs) = match due {
            None => (begins, Vec::new()),
            Some(due) => match over.is_less_than(&due.at) {
                Truth::Yes => (over, Vec::new()),
                Truth::No => (begins, Vec::new()),
                Truth::Undetermined => (begins.join(&over), due.needs),
            },
        };
        Some(Period {
            text,
            frame: frame.under(&when),
            arises: Some(arises),
            needs,
            cut: false,
            untold: false,
        })
    }

    /// When it falls due under the version that is then in force. The law of a limit that is not known
    /// is that of the end of the period, or of the earliest that the limit can be beyond it.
    fn falls_due(&self, duty: &Duty, over: Instant, frame: &Frame) -> Option<FallsDue> {
        let zone = self.zone(duty.head.policy);
        let last = over.plus_micros(-1)?;
        duty.versions
            .iter()
            .filter(|version| self.is_asked_for(version))
            .find_map(|version| {
                let due = match &version.body.by {
                    None => FallsDue {
                        law: last,
                        at: Range::exactly(last.seconds()),
                        needs: Vec::new(),
                    },
                    Some(by) => {
                        let due = self.evaluate(by, frame);
                        let instant = |bound: Bound| match by.kind {
                            Kind::Date => zone.midnight(Date::from_number(bound.at.floor()?)?),
                            _ => Instant::from_seconds(bound.at),
                        };
                        let range = due.range();
                        let (low, high) =
                            (range.low.and_then(instant), range.high.and_then(instant));
                        let bound = |at: Option<Instant>, of: Option<Bound>| {
                            let (at, open) = (at?.seconds(), of?.open);
                            Some(Bound { at, open })
                        };
                        let exact = range.exact().and(low);
                        FallsDue {
                            law: exact.unwrap_or(low.map_or(last, |low| low.max(last))),
                            at: Range {
                                low: bound(low, range.low),
                                high: bound(high, range.high),
                            },
                            needs: due.needs,
                        }
                    }
                };
                let law = self.question.law_of.unwrap_or(due.law);
                version.interval.contains(law).then_some(due)
            })
    }

    fn is_asked_for(&self, version: &Version<DutyBody>) -> bool {
        let proposed = version.proposed.as_ref();
        proposed.is_none_or(|name| self.question.proposed.contains(name))
    }

    /// The law of the day on which an instance falls due.
    fn due_when(&self, due: Instant) -> Rc<When> {
        let at = Bound {
            at: due.seconds(),
            open: false,
        };
        let range = Range {
            low: Some(at),
            high: Some(at),
        };
        let label = Label::titled(Phrase::new("the limit", "기한"));
        self.when_of(&Judged::new(Item::Value(Value::Range(range)), label), true)
    }
}

/// The first day of a period, by which it is known.
fn dated(first: Date, text: &str) -> Judged {
    let value = Value::Range(Range::exactly(Number::whole(first.number())));
    Judged::new(Item::Value(value), Label::titled(Phrase::same(text)))
}

/// A period as printed.
pub(super) fn period_text(first: Date, stretch: Stretch) -> String {
    let (year, month) = (first.year(), first.month());
    match stretch {
        Stretch::Year => format!("{year:04}"),
        Stretch::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
        Stretch::Month => format!("{year:04}-{month:02}"),
        Stretch::Week | Stretch::Day => first.to_string(),
    }
}
