//! Periods counted from a time, as the policy's regime counts them. Where the
//! counting cannot be done, only what holds under every regime is known, and
//! the words say what is to be counted.

use std::borrow::Cow;
use std::rc::Rc;

use crate::determination::{CountedBy, Counting, Length, Need, TimeLimit, Words};
use crate::diagnostic::Phrase;
use crate::name::Name;
use crate::period::count::{End, From, Need as Missing};
use crate::period::regime::FirstDay;
use crate::period::{Calendar, Ends, Regime, Way, at_any_rate, count};
use crate::program::Expr;
use crate::value::{Date, Kind, Number, Period, Range, Value, Zone};

use super::Eval;
use super::amount::gathered;
use super::frame::Frame;
use super::judged::{Item, Judged, needs_of};
use super::way::{Shape, Way as Step};

/// A period of days that is counted from another day, or from a time in a zone.
#[derive(Clone, Debug)]
pub(super) struct CountedPeriod {
    period: Period,
    before: bool,
    counting_that_day: bool,
    periods: Option<Name>,
    calendar: Option<Name>,
    rolls: bool,
    policy: usize,
    /// The zone, where it is counted from a time.
    pub(super) zone: Option<Zone>,
}

impl CountedPeriod {
    /// It ends no further from where it begins than so many days.
    pub(super) fn at_most_days(&self) -> i64 {
        let fewest = self.period.fewest_days();
        fewest.saturating_mul(3).saturating_add(A_FEW_DAYS)
    }
}

/// Holidays and weekends make a short period longer by fewer days.
const A_FEW_DAYS: i64 = 40;

/// In which way a period is counted.
#[derive(Clone, Copy)]
pub(super) struct How<'e> {
    /// Before instead of after.
    pub(super) before: bool,
    /// The day of the event is counted, whatever the regime says.
    pub(super) counting_that_day: bool,
    /// The regime that the provision names for itself.
    pub(super) periods: Option<&'e Name>,
    /// The calendar that the provision names for itself.
    pub(super) calendar: Option<&'e Name>,
    /// Whether the last day may move as the regime has it.
    pub(super) rolls: bool,
}

impl Eval<'_> {
    /// A period counted from a time, after or before it.
    pub(super) fn shift(&self, period: Period, how: How<'_>, from: &Expr, frame: &Frame) -> Judged {
        let before = how.before;
        let start = self.evaluate(from, frame);
        let title = self.counted_title(period, how, &start, &from.kind, frame);
        let regime = self.regime(how, frame.policy);
        let range = start.range();
        let counting_by = regime.as_deref().map(|regime| Way {
            regime,
            calendar: self.calendar(how.calendar, Some(regime), frame.policy),
            period,
            before,
        });
        let of_times = from.kind == Kind::Time;
        let timed = match counting_by {
            Some(way) => way.is_timed(of_times),
            None => period.seconds().is_some(),
        };
        let zone = of_times.then(|| self.zone(frame.policy));
        let Ends {
            low,
            high,
            steps,
            missing,
        } = match counting_by {
            Some(way) => way.ends(&range, zone),
            None => Ends::elapsed(period, before, &range),
        };
        let mut counted = Range { low, high };
        if !timed && (low.is_none() || high.is_none()) {
            let at_any_rate = at_any_rate(period, before, &range, zone);
            counted.low = low.or(at_any_rate.low);
            counted.high = high.or(at_any_rate.high);
        }
        let mut judged = gathered(start.come_to(counted), title, std::slice::from_ref(&start));
        let counting = self.counting(
            period,
            before,
            (&start, &from.kind),
            regime.as_deref(),
            frame,
        );
        let applies = !start.is_not_applicable();
        if applies && counted.exact().is_some() && range.exact().is_some() {
            judged.label_mut().counted =
                counting.map(|counting| Rc::new(Counting { steps, ..counting }));
        } else {
            // Wherever within its bounds it starts, it may end on one day.
            if applies && counted.exact().is_some() {
                let counting = counting.clone();
                judged.label_mut().counted =
                    counting.map(|counting| Rc::new(Counting { steps, ..counting }));
            }
            let counting = counting.map(Box::new);
            judged.label_mut().set = counting.map(TimeLimit::Counted).map(Rc::new);
        }
        if !applies {
            return judged;
        }
        let missing: Vec<Need> = missing.iter().filter_map(calendar_need).collect();
        judged.needs = match counted.exact() {
            Some(_) if !judged.perhaps => Vec::new(),
            _ => needs_of([judged.needs.as_slice(), missing.as_slice()]),
        };
        // Hours run much as they pass; what a regime makes of them shows when a way is tried.
        match period
            .seconds()
            .map(Number::whole)
            .filter(|_| from.kind == Kind::Time)
        {
            Some(length) => {
                let length = Step {
                    now: Some(Value::Range(Range::exactly(length))),
                    shape: Shape::Fixed,
                };
                let by = if before { -1 } else { 1 };
                let parts = vec![
                    (Number::ONE, Rc::clone(&start.way)),
                    (Number::whole(by), Rc::new(length)),
                ];
                judged.shaped(match counting_by {
                    Some(way) if !way.passes() => Shape::About(parts),
                    _ => Shape::Sum(parts),
                })
            }
            None if !timed && regime.is_some() => {
                let of = CountedPeriod {
                    period,
                    before,
                    counting_that_day: how.counting_that_day,
                    periods: how.periods.cloned(),
                    calendar: how.calendar.cloned(),
                    rolls: how.rolls,
                    policy: frame.policy,
                    zone,
                };
                judged.shaped(Shape::Counted(Rc::clone(&start.way), Rc::new(of)))
            }
            None => judged.shaped(Shape::Opaque(vec![Rc::clone(&start.way)])),
        }
    }

    /// How a period is counted from a time, without what became of its days.
    fn counting(
        &self,
        period: Period,
        before: bool,
        (start, kind): (&Judged, &Kind),
        regime: Option<&Regime>,
        frame: &Frame,
    ) -> Option<Counting> {
        let length = Item::Value(Value::Period(Some(period)));
        let length = || Length {
            title: None,
            is: self.shown(&length, &Kind::Period, frame.policy),
            less: false,
        };
        let regime = regime.filter(|_| period.seconds().is_none());
        self.worded.then(|| Counting {
            from: self.counted_from(start, kind, frame.policy),
            start: self.shown(&start.item, kind, frame.policy),
            lengths: vec![length()],
            before,
            regime: regime.map(counted_by),
            steps: Vec::new(),
        })
    }

    /// From what a length is counted.
    pub(super) fn counted_from(&self, start: &Judged, kind: &Kind, policy: usize) -> TimeLimit {
        let from = self.time_limit(start, kind, policy);
        from.unwrap_or_else(|| TimeLimit::Titled(Words::default()))
    }

    /// The last day of a period after some time of a day.
    pub(super) fn counted_day(
        &self,
        period: Period,
        how: How<'_>,
        day: Date,
        policy: usize,
    ) -> Option<Date> {
        let regime = self.regime(how, policy)?;
        let calendar = self.calendar(how.calendar, Some(&regime), policy);
        let counted = count(&regime, calendar, period, how.before, From::Day(day)).ok()?;
        match counted.end {
            End::Day(day) => Some(day),
            End::At(at) => self.zone(policy).date(at),
        }
    }

    /// How periods are counted, if the provision or its policy says so.
    fn regime(&self, how: How<'_>, policy: usize) -> Option<Cow<'_, Regime>> {
        let named = self.program.setting(policy)?.periods.as_ref();
        let regime = self.program.regime(how.periods.or(named)?.as_str())?;
        let mut regime = Cow::Borrowed(regime);
        if how.counting_that_day {
            regime.to_mut().first_day = FirstDay::Included;
        }
        if !how.rolls {
            regime.to_mut().roll = None;
        }
        Some(regime)
    }

    /// The calendar: the provision's own, the policy's, or the regime's.
    pub(super) fn calendar(
        &self,
        own: Option<&Name>,
        regime: Option<&Regime>,
        policy: usize,
    ) -> Option<&Calendar> {
        let policy = self.program.setting(policy);
        let named = own.or(policy.and_then(|policy| policy.calendar.as_ref()));
        let policys = policy
            .and_then(|policy| policy.periods.as_ref())
            .and_then(|name| self.program.regime(name.as_str()));
        let name = named.map(Name::as_str);
        let name = name.or(regime
            .or(policys)
            .and_then(|regime| regime.calendar.as_deref()));
        self.facts
            .calendar(self.program, name?, self.question.known_by)
    }

    fn counted_title(
        &self,
        period: Period,
        how: How<'_>,
        start: &Judged,
        kind: &Kind,
        frame: &Frame,
    ) -> Phrase {
        let length = Item::Value(Value::Period(Some(period)));
        let length = self.figure_title(&length, &Kind::Period, frame.policy);
        let from = match start.range().exact() {
            Some(_) => self.figure_title(&start.item, kind, frame.policy),
            None => start.label.title.clone(),
        };
        let policy = self.program.setting(frame.policy);
        let regime = how
            .periods
            .or(policy.and_then(|policy| policy.periods.as_ref()));
        let regime = regime.filter(|_| period.seconds().is_none());
        let regime = regime.and_then(|name| self.program.regime(name.as_str()));
        let (word, of, ko) = match how.before {
            true => ("before", "의", "전"),
            false => ("after", "부터", "후"),
        };
        let (en_tail, ko_tail) = match regime.map(|regime| &regime.title) {
            Some(title) => (
                format!(", counted under {}", title.en),
                format!("({}에 따라 계산)", title.ko),
            ),
            None => (String::new(), String::new()),
        };
        Phrase::new(
            format!("{} {word} {}{en_tail}", length.en, from.en),
            format!("{}{of} {} {ko}{ko_tail}", from.ko, length.ko),
        )
    }
}

/// What counts periods of days by the calendars and rules of a policy.
pub(super) trait Counts {
    /// The last day of a period that is counted from a day.
    fn last_day(&self, of: &CountedPeriod, day: Date) -> Option<Date>;
}

impl Counts for Eval<'_> {
    fn last_day(&self, of: &CountedPeriod, day: Date) -> Option<Date> {
        let how = How {
            before: of.before,
            counting_that_day: of.counting_that_day,
            periods: of.periods.as_ref(),
            calendar: of.calendar.as_ref(),
            rolls: of.rolls,
        };
        self.counted_day(of.period, how, day, of.policy)
    }
}

/// The rules that count, as an answer names them.
fn counted_by(regime: &Regime) -> CountedBy {
    CountedBy {
        name: regime.name.clone(),
        title: Words {
            en: regime.title.en.clone(),
            ko: regime.title.ko.clone(),
        },
        cites: regime.cites.clone(),
    }
}

/// A year of a calendar, or of one that the policy does not name.
pub(super) fn year_needed(calendar: Option<&Calendar>, year: i32) -> Missing {
    let unnamed = Missing::Calendar {
        name: None,
        year,
        title: None,
    };
    calendar.map_or(unnamed, |calendar| Missing::year_of(calendar, year))
}

/// A calendar that is missing, or a year of one.
pub(super) fn calendar_need(missing: &Missing) -> Option<Need> {
    let Missing::Calendar { name, year, title } = missing else {
        return None;
    };
    let (path, title) = match (name, title) {
        (Some(name), Some(title)) => (
            format!("calendars.{name}.{year}"),
            Words {
                en: format!("{} in {year}", title.en),
                ko: format!("{year}년 {}", title.ko),
            },
        ),
        (Some(name), None) => (
            format!("calendars.{name}.{year}"),
            Words {
                en: format!("holidays of {year} in calendar {name}"),
                ko: format!("{year}년 공휴일 ({name} 달력)"),
            },
        ),
        (None, _) => (
            format!("calendars.{year}"),
            Words {
                en: format!("a calendar of holidays for {year}, which the policy does not name"),
                ko: format!("{year}년 공휴일 (정책에 휴일 달력이 지정되지 않음)"),
            },
        ),
    };
    Some(Need {
        path,
        title,
        holder: None,
        declared_unknown: false,
    })
}
