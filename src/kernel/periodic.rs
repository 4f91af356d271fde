//! Duties that come back with the calendar: one instance for each year, quarter, month, week or
//! day, under the law of the day on which it falls due.

use crate::plan::{Answer, Dated, Duty, NONE, VarId};
use crate::program::expression::Stretch;
use crate::value::figure::{Figure, SCALE};
use crate::value::{Bound, Date, Instant, Range};

use super::Kernel;
use super::duty::Occasion;
use super::frame::{AS_OF, Frame};
use super::instance::Seat;
use super::member::Member;
use super::slots::{Part, PeriodForm, PeriodKey};
use crate::value::Truth;

/// How many periods are looked at: the last ones.
const MAX_PERIODS: usize = 100;

impl<'k> Kernel<'k> {
    /// The occasions of one member: one for each period of the calendar that fell due, or will,
    /// while a version was in force, up to the one in which the moment asked for lies.
    pub(super) fn periods(
        &mut self,
        duty: &'k Duty,
        (stretch, variable): (Stretch, Option<VarId>),
        member: &Member,
    ) {
        let zone = self.zone(duty.governed.policy);
        let first = duty.since.and_then(|since| zone.date(since));
        let mut at = zone.date(self.asked.as_of);
        let begun = self.s.occasions.len();
        while let Some((day, first)) = at.zip(first) {
            let (Some(start), Some(last)) = (stretch.edge(day, false), stretch.edge(day, true))
            else {
                break;
            };
            if last < first {
                break;
            }
            if self.s.occasions.len() - begun >= MAX_PERIODS {
                if let Some(earliest) = self.s.occasions.last_mut() {
                    earliest.cut = true;
                }
                self.s.cut = true;
                break;
            }
            if let Some(occasion) = self.period(duty, (stretch, variable), (start, last), member) {
                if self.is_untold(duty, last, &occasion.frame) {
                    break;
                }
                self.s.occasions.push(occasion);
            }
            at = start.plus_days(-1);
        }
        if let Some(made) = self.s.occasions.get_mut(begun..) {
            made.reverse();
        }
        if self.s.occasions.len() == begun {
            // It has not come round yet.
            let frame = member.frame.under(AS_OF);
            self.s.occasions.push(Occasion {
                member: Member {
                    place: None,
                    among: Some(Truth::No),
                    absent: true,
                    frame,
                },
                event: None,
                frame,
                arises: None,
                cut: false,
                certain: true,
            });
        }
    }

    /// Whether what a period asks for was due before the record begins.
    fn is_untold(&mut self, duty: &'k Duty, last: Date, frame: &Frame) -> bool {
        let Some(from) = self.slots.complete_from else {
            return false;
        };
        let zone = self.zone(duty.governed.policy);
        let over = last.plus_days(1).and_then(|next| zone.midnight(next));
        let due = over.map(|over| {
            let due = self.falls_due(duty, over, frame);
            due.map_or(Range::exactly(over.seconds()), |due| due.1)
        });
        // A limit of which no latest is known is told from its earliest.
        let last = due.and_then(|due| due.high.or(due.low));
        last.is_some_and(|last| last.at < from.seconds())
    }

    fn period(
        &mut self,
        duty: &'k Duty,
        (stretch, variable): (Stretch, Option<VarId>),
        (first, last): (Date, Date),
        member: &Member,
    ) -> Option<Occasion> {
        let frame = self.copied(&member.frame);
        let day = first.number();
        if let Some(variable) = variable {
            let value = Answer {
                slot: NONE,
                ..Answer::of_figure(Figure::exactly(day.checked_mul(SCALE)?))
            };
            self.put(&frame, variable, value);
        }
        let zone = self.zone(duty.governed.policy);
        let over = zone.midnight(last.plus_days(1)?)?;
        let own = match duty.governed.own {
            Some(_) => self.governing(&duty.governed, &frame),
            None => None,
        };
        let (when, due) = match own {
            Some(when) => (when, None),
            None => {
                let (law, due) = self.falls_due(duty, over, &frame)?;
                (self.exactly_when(Figure::exactly(law.micros())), Some(due))
            }
        };
        let begins = Range::exactly(zone.midnight(first)?.seconds());
        let over = Range::exactly(over.seconds());
        let arises = match due.map(|due| over.is_less_than(&due)) {
            Some(Truth::Yes) => over,
            Some(Truth::Undetermined) => begins.join(&over),
            None | Some(Truth::No) => begins,
        };
        let key = Part::Period(PeriodKey {
            first: day,
            form: form(stretch),
        });
        let parts = self.keep_parts(member.part().into_iter().chain([key]));
        let seat = self.seat(Seat {
            parts,
            ..Seat::NONE
        });
        Some(Occasion {
            member: *member,
            event: None,
            frame: frame.under(when).at(seat),
            arises: Some(self.figure(&arises)),
            cut: false,
            certain: true,
        })
    }

    /// When it falls due under the version that is then in force: the moment whose law governs it, and
    /// what is known of it. The law of a limit that is not known is that of the end of the period, or
    /// of the earliest that the limit can be beyond it.
    fn falls_due(
        &mut self,
        duty: &'k Duty,
        over: Instant,
        frame: &Frame,
    ) -> Option<(Instant, Range)> {
        let zone = self.zone(duty.governed.policy);
        let last = over.plus_micros(-1)?;
        for version in &duty.versions.all {
            let (law, due) = match version.body.by {
                None => (last, Range::exactly(last.seconds())),
                Some(by) => {
                    let due = self.due(&by, frame).figure();
                    let range = self.range(due);
                    let instant = |bound: Bound| match by.dated {
                        Dated::Day => zone.midnight(Date::from_number(bound.at.floor()?)?),
                        Dated::Instant => Instant::from_seconds(bound.at),
                    };
                    let (low, high) = (range.low.and_then(instant), range.high.and_then(instant));
                    let bound = |at: Option<Instant>, of: Option<Bound>| {
                        let (at, open) = (at?.seconds(), of?.open);
                        Some(Bound { at, open })
                    };
                    let due = Range {
                        low: bound(low, range.low),
                        high: bound(high, range.high),
                    };
                    let exact = range.exact().and(low);
                    let law = exact.unwrap_or(low.map_or(last, |low| low.max(last)));
                    (law, due)
                }
            };
            let of = self.asked.law_of.unwrap_or(law);
            if version.interval.contains(of) {
                return Some((law, due));
            }
        }
        None
    }
}

/// How a period of this sort is printed.
pub(super) fn form(stretch: Stretch) -> PeriodForm {
    match stretch {
        Stretch::Year => PeriodForm::Year,
        Stretch::Quarter => PeriodForm::Quarter,
        Stretch::Month => PeriodForm::Month,
        Stretch::Week | Stretch::Day => PeriodForm::Day,
    }
}
