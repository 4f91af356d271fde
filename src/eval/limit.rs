//! By when: an instant that is included, or a day that is open until its end.

use std::rc::Rc;

use crate::determination::{Counting, Due, Need, TimeLimit};
use crate::program::expression::Asks;
use crate::program::provision::DutyBody;
use crate::program::{Expr, Node};
use crate::value::{
    Bound, CompareOp, Date, Instant, Kind, Moment, Number, Range, Standards, Truth, Value, Zone,
};

use super::Eval;
use super::frame::Frame;
use super::judged::{Judged, needs_of};
use super::shown::words;
use super::way::{Shape, Way};

/// Of so many limits each is kept; of more only the earliest and the latest.
const MOST: usize = 3;

/// By when something is to be done.
#[derive(Clone, Debug, Default)]
pub(super) struct Limit {
    /// The limit as it is written, a time or a day; none if there is none, or its clock has not started.
    pub(super) due: Option<Range>,
    /// That is a time, and not a day.
    instant: bool,
    /// Its clock may not have started, so that there is none.
    pub(super) perhaps: bool,
    /// The instant at which it passes.
    at: Option<Range>,
    /// That instant itself is still in time.
    included: bool,
    /// The instant, where it is known.
    pub(super) due_at: Option<Moment>,
    /// The day, where it is known.
    pub(super) due_day: Option<Date>,
    /// The earliest and the latest it can be, where it is not known.
    pub(super) between: (Option<Due>, Option<Due>),
    /// How it is set, where it is not a known time or day alone.
    pub(super) set: Option<TimeLimit>,
    /// Of a limit that is one of several, each, none twice.
    one_of: Vec<TimeLimit>,
    /// By which standard it must not wait, if by any.
    pub(super) promptness: Standards,
    /// What is missing to know it.
    pub(super) needs: Vec<Need>,
    /// What would show otherwise than is presumed, where it rests on that.
    pub(super) presumed: Vec<Need>,
    /// How it was counted, if it was; of one that a relief moves, or may, how that was from which it
    /// moves.
    pub(super) counted: Option<Rc<Counting>>,
    /// On what it hangs, where it is a time.
    way: Option<Rc<Way>>,
}

impl Limit {
    /// The same, set so.
    pub(super) fn set(mut self, set: Option<TimeLimit>) -> Limit {
        self.set = set;
        self
    }

    /// The same as it is told in a zone. A day that ends there at another instant than midnight is told
    /// as that instant: one day is over at several, where clocks differ.
    pub(super) fn told_in(mut self, zone: Zone) -> Limit {
        let included = i64::from(self.included);
        let told = |due: Due, end: Option<Bound>| match due {
            Due::At(at) => Due::At(zone.moment(at.instant())),
            Due::Day(day) => {
                let end = end.and_then(|end| Instant::from_seconds(end.at));
                let over = day.plus_days(1).and_then(|next| zone.midnight(next));
                let elsewhere = end.filter(|end| end.plus_micros(included) != over);
                elsewhere.map_or(due, |end| Due::At(zone.moment(end)))
            }
        };
        let [low, high] = self.at.map_or([None; 2], |at| [at.low, at.high]);
        let known = self.known().map(|due| told(due, low));
        (self.due_at, self.due_day) = match known {
            Some(Due::At(at)) => (Some(at), None),
            Some(Due::Day(day)) => (None, Some(day)),
            None => (None, None),
        };
        let (first, last) = self.between;
        self.between = (
            first.map(|due| told(due, low)),
            last.map(|due| told(due, high)),
        );
        self
    }

    /// The same, moved from one that was counted so.
    pub(super) fn counted(mut self, counted: Option<Rc<Counting>>) -> Limit {
        self.counted = counted;
        self
    }

    /// The same, missing these; nothing is missing for a limit that is known.
    pub(super) fn needing(mut self, needs: Vec<Need>) -> Limit {
        let known = self.at.is_some_and(|at| at.exact().is_some());
        self.needs = if known { Vec::new() } else { needs };
        self
    }

    /// The same, of which the clock may not have started.
    pub(super) fn perhaps(mut self, perhaps: bool) -> Limit {
        self.perhaps = perhaps;
        self
    }

    /// This one, or one that is later.
    pub(super) fn or_later(self, set: Option<TimeLimit>, needs: Vec<Need>) -> Limit {
        let open = |range: Range| Range {
            high: None,
            ..range
        };
        Limit {
            due: self.due.map(open),
            instant: self.instant,
            perhaps: self.perhaps,
            at: self.at.map(open),
            included: self.included,
            between: (self.known().or(self.between.0), None),
            set,
            needs,
            counted: self.counted,
            ..Limit::default()
        }
    }

    /// How it is set as a whole: that it must not wait, and the rest.
    pub(super) fn whole(&self) -> Option<TimeLimit> {
        let set = self.set.clone();
        match self.promptness.is_empty() {
            false => Some(TimeLimit::prompt(self.promptness, set)),
            true => set,
        }
    }

    /// The last instant that is in time: of a day the last before it is over.
    fn last_in_time(&self) -> Option<Range> {
        let back = if self.instant { 0 } else { -1 };
        let last = |bound: Bound| {
            let at = Instant::from_seconds(bound.at)?.plus_micros(back)?;
            let at = at.seconds();
            Some(Bound { at, ..bound })
        };
        self.at.map(|at| Range {
            low: at.low.and_then(last),
            high: at.high.and_then(last),
        })
    }

    /// Whether an instant is within the limit.
    pub(super) fn allows(&self, at: &Range) -> Truth {
        match &self.at {
            None => Truth::Yes,
            Some(limit) if self.included => limit.is_at_least(at),
            Some(limit) => at.is_less_than(limit),
        }
    }

    /// Whether both are one limit, whatever is meant by its standard.
    pub(super) fn is_same(&self, other: &Limit) -> bool {
        let same =
            self.at == other.at && self.due_at == other.due_at && self.due_day == other.due_day;
        let one = self.at.is_some_and(|at| at.exact().is_some());
        // What is set in the same words need not fall on the same days: calendars differ.
        let prompt = self.promptness.is_empty() == other.promptness.is_empty();
        same && (one || (self.set == other.set && prompt))
    }

    /// What is certain of the limit, whichever of two it is: both are told, neither alone. These are
    /// missing to know which.
    pub(super) fn or(&self, other: &Limit, missing: &[Need]) -> Limit {
        let prompt = [self, other].map(|limit| !limit.promptness.is_empty());
        if self.is_same(other) {
            let mut same = self.clone();
            if prompt == [true; 2] && self.promptness != other.promptness {
                same.promptness = self.promptness.or(other.promptness);
                same.needs = needs_of([missing, self.needs.as_slice(), other.needs.as_slice()]);
            }
            return same;
        }
        // In the order of time.
        let begins = |limit: &Limit| limit.at.and_then(|at| at.low).map(|low| low.at);
        if let (Some(first), Some(second)) = (begins(self), begins(other))
            && second < first
        {
            return other.or(self, missing);
        }
        let both_prompt = prompt == [true; 2];
        let mut one_of = self.each(both_prompt);
        for set in other.each(both_prompt) {
            if !one_of.contains(&set) {
                one_of.push(set);
            }
        }
        let set = match one_of.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            several => (several.len() <= MOST).then(|| TimeLimit::OneOf(several.to_vec())),
        };
        let either = |a: Option<Range>, b: Option<Range>| match (a, b) {
            (Some(a), Some(b)) => Some(a.join(&b)),
            (None, None) => None,
            _ => Some(Range::UNKNOWN),
        };
        // Of a day and a time that is which instant is the last in time.
        let mixed = self.due.is_some() && other.due.is_some() && self.instant != other.instant;
        let due = match mixed {
            true => either(self.last_in_time(), other.last_in_time()),
            false => either(self.due, other.due),
        };
        let dated = if self.due.is_some() { self } else { other };
        let due_at = self.due_at.filter(|at| other.due_at == Some(*at));
        let due_day = self.due_day.filter(|day| other.due_day == Some(*day));
        Limit {
            due,
            instant: mixed || dated.instant,
            perhaps: self.perhaps || other.perhaps || self.due.is_some() != other.due.is_some(),
            at: either(self.at, other.at),
            included: self.included && other.included,
            due_at,
            due_day,
            between: match due_at.is_some() || due_day.is_some() {
                true => (None, None),
                false => self.ends_with(other),
            },
            set,
            one_of,
            promptness: match both_prompt {
                true => self.promptness.or(other.promptness),
                false => Standards::default(),
            },
            needs: needs_of([missing, self.needs.as_slice(), other.needs.as_slice()]),
            ..Limit::default()
        }
    }

    /// The limit, or each of those that it may be; that it must not wait is part of each, unless it is
    /// so of all.
    fn each(&self, all_prompt: bool) -> Vec<TimeLimit> {
        let due = self.known();
        let mut each = match (&self.set, due) {
            _ if !self.one_of.is_empty() => self.one_of.clone(),
            (Some(TimeLimit::Moved { from, .. }), Some(_)) => vec![TimeLimit::Moved {
                from: from.clone(),
                to: due,
            }],
            (Some(set), _) => vec![set.clone()],
            (None, due) => due.map(TimeLimit::At).into_iter().collect(),
        };
        if !self.promptness.is_empty() && !all_prompt {
            let prompt = |set: Option<TimeLimit>| TimeLimit::prompt(self.promptness, set);
            if each.is_empty() {
                return vec![prompt(None)];
            }
            each = each.into_iter().map(|set| prompt(Some(set))).collect();
        }
        each
    }

    /// The instant or the day, where it is known.
    fn known(&self) -> Option<Due> {
        self.due_at.map(Due::At).or(self.due_day.map(Due::Day))
    }

    /// The earliest and the latest of two; no latest where one of them has none.
    fn ends_with(&self, other: &Limit) -> (Option<Due>, Option<Due>) {
        let low = |limit: &Limit| Some(limit.at?.low?.at);
        let high = |limit: &Limit| Some(limit.at?.high?.at);
        let from = |limit: &Limit| limit.known().or(limit.between.0);
        let until = |limit: &Limit| limit.known().or(limit.between.1);
        let first = match (low(self), low(other)) {
            (Some(a), Some(b)) if b < a => from(other),
            (Some(_), Some(_)) => from(self),
            // One that has no limit is not due before the other.
            (Some(_), None) if other.at.is_none() => from(self),
            (None, Some(_)) if self.at.is_none() => from(other),
            _ => None,
        };
        let last = match (high(self), high(other)) {
            (Some(a), Some(b)) if b > a => until(other),
            (Some(_), Some(_)) => until(self),
            _ => None,
        };
        (first, last)
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

    /// What is missing to know it, where it, or by which standard it must not wait, is not known.
    pub(super) fn open(&self) -> Option<&[Need]> {
        let dated = self.due_at.is_some() || self.due_day.is_some();
        let known = dated && self.promptness.iter().count() < 2;
        (!known && !self.needs.is_empty()).then_some(self.needs.as_slice())
    }

    /// The instant at which it passes.
    pub(super) fn passed(&self) -> Option<Range> {
        self.at
    }

    /// The latest the limit can be.
    pub(super) fn latest(&self) -> Option<Range> {
        let high = self.at?.high?;
        Some(Range::exactly(high.at))
    }
}

impl Eval<'_> {
    /// On what it hangs that a duty is kept while its limit is open: it was done in time, or the
    /// limit still lies ahead, or what starts its clock was not done. There may be more to it. `act` is
    /// what may have been done without the record telling.
    pub(super) fn kept_while_open(
        &self,
        body: &DutyBody,
        limit: &Limit,
        act: Option<usize>,
    ) -> Shape {
        let now = Range::at_most(self.now());
        let way = |shape: Shape| {
            let now = Some(Value::Truth(Truth::Undetermined));
            Rc::new(Way { now, shape })
        };
        let mut ways = vec![way(Shape::OPAQUE)];
        if let Some(act) = act {
            let in_time = limit.range().meet(&self.untold());
            ways.extend(limit.range().high.map(|_| way(Shape::Done(act, in_time))));
        }
        if let Some(at) = &limit.way {
            let now = Some(Value::Range(Range::exactly(self.now())));
            let now = Rc::new(Way {
                now,
                shape: Shape::Fixed,
            });
            ways.push(way(Shape::Compare(now, CompareOp::AtMost, Rc::clone(at))));
        }
        let mut open: Vec<&Expr> = body.by.iter().collect();
        while let Some(expr) = open.pop() {
            if let Node::OfDuty(of) = &expr.node
                && of.asks == Asks::Performance
                && let Some(duty) = self.program.duties.get(of.duty)
            {
                let mut acts = duty.versions.iter();
                let act = acts.find_map(|version| version.body.act());
                let done = act.map(|act| way(Shape::Done(act, now)));
                ways.extend(done.map(|done| way(Shape::Not(done))));
            }
            open.extend(expr.children());
        }
        Shape::any(ways)
    }

    /// By when a duty is to be done.
    pub(super) fn limit(&self, body: &DutyBody, frame: &Frame) -> Limit {
        let Some(by) = &body.by else {
            return Limit {
                promptness: body.promptness.into(),
                ..Limit::default()
            };
        };
        let due = self.figure_in_every_case(self.evaluate(by, frame), &frame.given);
        let presumed = self.rebutting(&due);
        if due.is_not_applicable() {
            // The clock waits for something that has not happened.
            return Limit {
                set: self.time_limit(&due, &by.kind, frame.policy),
                promptness: body.promptness.into(),
                presumed,
                ..Limit::default()
            };
        }
        let mut limit = self.plain(&due, &by.kind, frame);
        if let Some(relief) = &body.relief {
            limit = self.relieved(relief, limit, (&due, &by.kind), frame);
        }
        limit.promptness = body.promptness.into();
        limit.presumed = presumed;
        limit
    }

    /// A limit within these bounds: as it is written, and the instant at which it passes, which is
    /// still in time.
    pub(super) fn limit_between(&self, due: Range, at: Range, kind: &Kind, frame: &Frame) -> Limit {
        let zone = self.zone(frame.policy);
        // A day that is open until its end is told as a day, an hour of it as that.
        let end = |bound: Bound| {
            let at = Instant::from_seconds(bound.at)?;
            let over = at.plus_micros(1).filter(|_| *kind == Kind::Date);
            let begun = over.and_then(|over| zone.midnight(zone.date(over)?));
            Some(match over.filter(|over| Some(*over) == begun) {
                Some(_) => Due::Day(zone.date(at)?),
                None => Due::At(zone.moment(at)),
            })
        };
        let exact = at.exact().and_then(Instant::from_seconds);
        let between = match exact {
            Some(_) => (None, None),
            None => (at.low.and_then(end), at.high.and_then(end)),
        };
        Limit {
            due: Some(due),
            instant: *kind != Kind::Date,
            at: Some(at),
            included: true,
            due_at: exact.map(|at| zone.moment(at)),
            between,
            ..Limit::default()
        }
    }

    /// The last instants at which a limit within these bounds can still be kept.
    pub(super) fn passes(&self, due: &Range, kind: &Kind, frame: &Frame) -> Range {
        if *kind != Kind::Date {
            return *due;
        }
        // A day is open until its end: its last instant is still in time.
        let days = self.days(due, &Kind::Date, frame.policy);
        days.last_instants(self.zone(frame.policy))
    }

    /// The limit as it is written, without a relief.
    fn plain(&self, due: &Judged, kind: &Kind, frame: &Frame) -> Limit {
        let mut range = due.range();
        if due.perhaps {
            // As long as its clock has not started there is no latest.
            range.high = None;
        }
        let mut limit = Limit {
            due: Some(range),
            perhaps: due.perhaps,
            needs: due.needs.clone(),
            counted: due.label.counted.clone(),
            ..Limit::default()
        };
        let exact = range.exact();
        if exact.is_none() {
            limit.counted = None;
        }
        let zone = self.zone(frame.policy);
        if *kind == Kind::Date {
            limit.at = Some(self.days(&range, kind, frame.policy).ends(zone));
            limit.due_day = exact.and_then(Number::floor).and_then(Date::from_number);
        } else {
            limit.at = Some(range);
            limit.instant = true;
            limit.included = true;
            limit.way = Some(Rc::clone(&due.way));
            let at = exact.and_then(Instant::from_seconds);
            limit.due_at = at.map(|at| zone.moment(at));
        }
        if exact.is_none() {
            let end = |bound: Bound| match kind {
                Kind::Date => due_day(bound),
                _ => Instant::from_seconds(bound.at).map(|at| Due::At(zone.moment(at))),
            };
            limit.between = (range.low.and_then(end), range.high.and_then(end));
            limit.set = self.time_limit(due, kind, frame.policy);
        }
        limit
    }

    /// The limit as it is written, as a day or as a time, whichever is asked for: what an exception puts
    /// in place may be the other.
    pub(super) fn due_as(&self, limit: &Limit, kind: &Kind, policy: usize) -> Option<Range> {
        let due = limit.due?;
        Some(match (kind, limit.instant) {
            (Kind::Date, true) => {
                let zone = self.zone(policy);
                let day = |bound: Bound| {
                    let day = zone.date(Instant::from_seconds(bound.at)?)?;
                    Some(Bound {
                        at: Number::whole(day.number()),
                        open: false,
                    })
                };
                Range {
                    low: due.low.and_then(day),
                    high: due.high.and_then(day),
                }
            }
            (Kind::Time, false) => limit.at.unwrap_or(Range::UNKNOWN),
            _ => due,
        })
    }

    /// How a time is set: as something is counted, by its title, or as it is written.
    pub(super) fn time_limit(&self, at: &Judged, kind: &Kind, policy: usize) -> Option<TimeLimit> {
        if let Some(set) = &at.label.set {
            return Some(TimeLimit::clone(set));
        }
        if let Some(counted) = &at.label.counted {
            return Some(TimeLimit::Counted(Box::new(Counting::clone(counted))));
        }
        let exact = at.range().exact().filter(|_| at.label.constant);
        if let Some(due) = exact.and_then(|at| self.due(at, kind, policy)) {
            return Some(TimeLimit::At(due));
        }
        let title = words(&at.label.title);
        (!title.en.is_empty() || !title.ko.is_empty()).then_some(TimeLimit::Titled(title))
    }

    /// The one time or the other.
    pub(super) fn one_or_other(
        &self,
        sides: [&Judged; 2],
        kind: &Kind,
        policy: usize,
    ) -> Option<TimeLimit> {
        let sides = sides.into_iter();
        let sides = sides.filter_map(|side| self.time_limit(side, kind, policy));
        let mut each: Vec<TimeLimit> = Vec::new();
        for side in sides {
            let sides = match side {
                TimeLimit::OneOf(sides) => sides,
                side => vec![side],
            };
            for side in sides {
                if !each.contains(&side) {
                    each.push(side);
                }
            }
        }
        match each.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            _ => Some(TimeLimit::OneOf(each)),
        }
    }

    /// A time or a day by when something is due.
    pub(super) fn due(&self, at: Number, kind: &Kind, policy: usize) -> Option<Due> {
        Some(match kind {
            Kind::Date => Due::Day(Date::from_number(at.floor()?)?),
            _ => Due::At(self.zone(policy).moment(Instant::from_seconds(at)?)),
        })
    }
}

fn due_day(bound: Bound) -> Option<Due> {
    Some(Due::Day(Date::from_number(bound.at.floor()?)?))
}
