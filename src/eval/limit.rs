//! By when: an instant that is included, or a day that is open until its end.

use crate::determination::{Need, Words};
use crate::period::calendar::Day;
use crate::program::provision::{DutyBody, Relief};
use crate::value::{Bound, Date, Instant, Kind, Local, Number, Range, Truth};

use super::Eval;
use super::frame::Frame;
use super::judged::Judged;
use super::shown::words;

/// By when something is to be done.
#[derive(Clone, Debug, Default)]
pub(super) struct Limit {
    /// The instant, as far as it is known; none if there is no limit, or its clock has not started.
    at: Option<Range>,
    /// The instant itself is still in time.
    included: bool,
    /// The instant, as printed.
    pub(super) due_at: Option<String>,
    /// The day, as printed.
    pub(super) due_day: Option<String>,
    /// The limit in words.
    pub(super) words: Option<Words>,
    /// What is missing to know it.
    pub(super) needs: Vec<Need>,
}

impl Limit {
    /// Whether an instant is within the limit.
    pub(super) fn allows(&self, at: &Range) -> Truth {
        match &self.at {
            None => Truth::Yes,
            Some(limit) if self.included => limit.is_at_least(at),
            Some(limit) => at.is_less_than(limit),
        }
    }

    /// What is certain of the limit, whichever of two it is: both are told, neither alone.
    pub(super) fn or(&self, other: &Limit) -> Limit {
        let same = self.due_at == other.due_at
            && self.due_day == other.due_day
            && self.words == other.words;
        if same {
            return self.clone();
        }
        let told = |limit: &Limit| {
            let due = limit.due_at.as_ref().or(limit.due_day.as_ref());
            let due = due.map(|due| Words {
                en: due.clone(),
                ko: due.clone(),
            });
            joined(limit.words.clone(), due)
        };
        let words = match (told(self), told(other)) {
            (Some(a), Some(b)) => Some(Words {
                en: format!("{}, or {}", a.en, b.en),
                ko: format!("{} 또는 {}", a.ko, b.ko),
            }),
            (a, b) => a.or(b),
        };
        Limit {
            words,
            needs: crate::eval::judged::needs_of([self.needs.as_slice(), other.needs.as_slice()]),
            ..Limit::default()
        }
    }

    /// Whether there is one.
    pub(super) fn is_set(&self) -> bool {
        self.at.is_some()
    }

    /// The times that are certainly within it.
    pub(super) fn range(&self) -> Range {
        let low = self.at.and_then(|at| at.low);
        let high = low.map(|low| Bound {
            open: !self.included,
            ..low
        });
        Range { low: None, high }
    }

    /// The latest the limit can be.
    pub(super) fn latest(&self) -> Option<Range> {
        let high = self.at?.high?;
        Some(Range::exactly(high.at))
    }
}

impl Eval<'_> {
    /// By when a duty is to be done.
    pub(super) fn limit(&self, body: &DutyBody, frame: &Frame) -> Limit {
        let delay = body.without_delay.then(|| Words {
            en: "without delay".to_owned(),
            ko: "지체 없이".to_owned(),
        });
        let Some(by) = &body.by else {
            return Limit {
                words: delay,
                ..Limit::default()
            };
        };
        let due = self.evaluate(by, frame);
        if due.is_not_applicable() {
            // The clock waits for something that has not happened.
            let waits = words(&due.label.title);
            return Limit {
                words: joined(delay, Some(waits).filter(|w| !w.en.is_empty())),
                ..Limit::default()
            };
        }
        if let Some(relief) = &body.relief
            && let Some(relieved) = self.relieved(relief, &due, &by.kind, frame)
        {
            return Limit {
                words: joined(delay, relieved.words),
                ..relieved
            };
        }
        let range = due.range();
        let exact = range.exact().is_some();
        let zone = self.zone(frame.policy);
        let mut limit = Limit {
            needs: due.needs.clone(),
            ..Limit::default()
        };
        if by.kind == Kind::Date {
            let end_of = |bound: Option<Bound>| {
                let day = Date::from_number(bound?.at.floor()?)?;
                let at = zone.midnight(day.plus_days(1)?)?.seconds();
                Some(Bound { at, open: false })
            };
            limit.at = Some(Range {
                low: end_of(range.low),
                high: end_of(range.high),
            });
            let day = range.exact().and_then(Number::floor);
            limit.due_day = day.and_then(Date::from_number).map(|d| d.to_string());
        } else {
            limit.at = Some(range);
            limit.included = true;
            let at = range.exact().and_then(Instant::from_seconds);
            limit.due_at = at.map(|at| zone.rfc3339(at));
        }
        let told = (!exact && !due.label.title.is_empty()).then(|| words(&due.label.title));
        limit.words = joined(delay, told);
        limit
    }
}

impl Eval<'_> {
    /// The limit with its relief; none where none is given, or where the plain limit is not known.
    fn relieved(&self, relief: &Relief, due: &Judged, kind: &Kind, frame: &Frame) -> Option<Limit> {
        let at = due.range().exact()?;
        let inner = frame.with(relief.variable, due.clone());
        let given = relief
            .condition
            .as_ref()
            .map(|condition| self.evaluate(condition, &inner));
        let zone = self.zone(frame.policy);
        let (date, plain) = if *kind == Kind::Date {
            let date = Date::from_number(at.floor()?)?;
            (date, date.to_string())
        } else {
            let at = Instant::from_seconds(at)?;
            (zone.date(at)?, zone.readable(at))
        };
        match given.as_ref().map_or(Truth::Yes, Judged::truth) {
            Truth::No => return None,
            Truth::Undetermined => {
                // Without the answer the limit is the plain one, or the later.
                let needs = given.map(|given| given.needs).unwrap_or_default();
                let low = if *kind == Kind::Date {
                    zone.midnight(date.plus_days(1)?)?.seconds()
                } else {
                    at
                };
                return Some(Limit {
                    at: Some(Range::at_least(low)),
                    needs,
                    words: Some(Words {
                        en: format!("{plain}, or later by a relief"),
                        ko: format!("{plain}, 다만 완화 규정에 따라 연장될 수 있음"),
                    }),
                    ..Limit::default()
                });
            }
            Truth::Yes => {}
        }
        let calendar = self.calendar(relief.calendar.as_ref(), None, frame.policy)?;
        let mut day = date.plus_days(1)?;
        while calendar.day(day)? != Day::Working {
            day = day.plus_days(1)?;
        }
        let Local::Once(end) = zone.local(day, relief.hour)? else {
            return None;
        };
        Some(Limit {
            at: Some(Range::exactly(end.seconds())),
            included: true,
            due_at: Some(zone.rfc3339(end)),
            words: Some(Words {
                en: format!("by relief, instead of {plain}"),
                ko: format!("{plain}에서 완화됨"),
            }),
            ..Limit::default()
        })
    }
}

fn joined(a: Option<Words>, b: Option<Words>) -> Option<Words> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Words {
            en: format!("{}, {}", a.en, b.en),
            ko: format!("{}, {}", a.ko, b.ko),
        }),
        (a, b) => a.or(b),
    }
}
