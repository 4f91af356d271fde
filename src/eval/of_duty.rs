//! The times of another duty: by when it is to be done, when it was done, and
//! when it was breached. Where there is no such time the clock that it starts
//! waits; where that is open, only that it was not before a certain instant.

use std::rc::Rc;

use crate::determination::{DutyTime, Need, Standing, TimeLimit};
use crate::diagnostic::Phrase;
use crate::facts::Part;
use crate::program::Target;
use crate::program::expression::{Asks, OfDuty};
use crate::program::provision::{Duty, DutyBody};
use crate::value::{Date, Kind, Range, State, Truth, Value};

use super::Eval;
use super::amount::{gathered, outermost};
use super::frame::Frame;
use super::instance::Instance;
use super::judged::{Given, Item, Judged, Label, needs_of};
use super::periodic::period_text;
use super::shown::words;
use super::way::Shape;

/// What is known of a time of one instance.
enum Found {
    /// There is none.
    Nothing,
    /// There is none by now; if it comes, it is this one.
    Ahead(Range),
    /// There is none by now, and whether one can come is open.
    Unsettled,
    /// It is this one.
    Certain(Range),
    /// There may be none; if there is one, it is this one.
    Open(Range),
}

impl Eval<'_> {
    /// A time of a duty. Of several instances with such a time none is chosen, unless the first or
    /// the last is asked for.
    pub(super) fn of_duty(&self, of: &OfDuty, kind: &Kind, frame: &Frame) -> Judged {
        let Some(duty) = self.program.duties.get(of.duty) else {
            return self.nothing(kind);
        };
        let args = of.args.iter().chain(&of.event);
        let args = args.map(|arg| self.evaluate(arg, frame));
        let about: Vec<Part> = args.filter_map(|arg| part(&arg, duty)).collect();
        let (instances, otherwise) = (self.duty(of.duty), self.otherwise(of.duty));
        let told = instances.iter().map(|instance| (instance, false));
        let all = told.chain(otherwise.iter().map(|instance| (instance, true)));
        let asked = |instance: &&Instance<'_, DutyBody>| {
            about.iter().all(|part| instance.parts.contains(part))
        };
        let meant = all.filter(|(instance, _)| asked(instance));
        let (mut certain, mut open, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        let mut standing = Standing::Established;
        // What has not come counts only where nothing has, or may have.
        let (mut ahead, mut unsettled, mut waiting) = (None::<Range>, false, Vec::new());
        for (instance, otherwise) in meant.clone() {
            let mut part = Judged::new(Item::NotApplicable, Label::none());
            let found = instance.outcome.breach_found(Range::at_most(self.now()));
            let standing_of = match of.asks == Asks::Breach && found.is_some() {
                true => instance.outcome.support(),
                false => instance.outcome.support_of_times(),
            };
            part.standing = standing_of.unwrap_or(part.standing);
            // That there is no such time may rest on a presumption too.
            standing = standing.min(part.standing);
            let mut parts = &mut parts;
            match self.time_of((of.asks, kind), duty, instance) {
                Found::Nothing => continue,
                Found::Certain(at) if !otherwise => certain.push(at),
                Found::Certain(at) => open.push(at),
                Found::Open(at) => open.push(at),
                Found::Ahead(at) => {
                    ahead = Some(ahead.map_or(at, |ahead| ahead.join(&at)));
                    parts = &mut waiting;
                }
                Found::Unsettled => {
                    unsettled = true;
                    parts = &mut waiting;
                }
            }
            part.needs = self.needs_of_time(of.asks, instance);
            parts.push(part);
        }
        // Of members of which the record does not tell yet nothing is known.
        let mut needs = match about.is_empty() {
            true => self.further_members(Target::Duty(of.duty), &duty.head, duty.for_each.as_ref()),
            false => Vec::new(),
        };
        if !needs.is_empty() {
            open.push(Range::UNKNOWN);
        }
        let mut range = match of.latest {
            Some(latest) => outermost(&certain, &open, latest),
            None => certain
                .iter()
                .chain(&open)
                .copied()
                .reduce(|a, b| a.join(&b)),
        };
        if let Some(latest) = of.latest
            && let Some(need) = self.further_instances(duty)
        {
            let found = range.unwrap_or(Range::UNKNOWN);
            range = Some(match latest {
                true => Range {
                    high: None,
                    ..found
                },
                false => Range { low: None, ..found },
            });
            needs.push(need);
        }
        let item = match (range, ahead.filter(|_| !unsettled)) {
            (Some(at), _) => Item::Value(Value::Range(at)),
            (None, Some(at)) => Item::Ahead(at),
            (None, None) => Item::NotApplicable,
        };
        let parts = if range.is_some() { &parts } else { &waiting };
        let mut judged = gathered(item, title(of.asks, duty), parts);
        judged.standing = judged.standing.min(standing);
        judged.label_mut().constant = false;
        judged.label_mut().set = Some(Rc::new(TimeLimit::OfDuty {
            time: match of.asks {
                Asks::Due => DutyTime::Due,
                Asks::Performance => DutyTime::Performance,
                Asks::Breach => DutyTime::Breach,
            },
            title: words(&duty.head.title),
        }));
        // Which of several is meant is open, so it may be one that does not apply.
        let applies = match of.latest {
            Some(_) => !certain.is_empty(),
            None => open.is_empty(),
        };
        judged.perhaps = range.is_some() && !applies;
        judged.given = match range {
            None => Given::NotYet,
            Some(_) if judged.perhaps => Given::Absent,
            Some(_) => Given::Stated,
        };
        if judged.perhaps || judged.range().exact().is_none() {
            judged.needs = needs_of([judged.needs.as_slice(), needs.as_slice()]);
        } else {
            judged.needs.clear();
        }
        if judged.standing == Standing::Presumed {
            let rebutting =
                meant.flat_map(|(instance, _)| instance.outcome.presumed.iter().cloned());
            judged = judged.shaped(Shape::rebutted(&rebutting.collect::<Vec<_>>()));
        }
        judged
    }

    fn time_of(
        &self,
        (asks, kind): (Asks, &Kind),
        duty: &Duty,
        instance: &Instance<'_, DutyBody>,
    ) -> Found {
        let outcome = &instance.outcome;
        let arises = outcome.arises.truth();
        // What is permitted has no time by which it is owed.
        if arises == Truth::No || duty.permits() {
            return Found::Nothing;
        }
        if let (Asks::Breach, Some(at)) = (asks, outcome.breach_found(Range::at_most(self.now()))) {
            return Found::Certain(at);
        }
        // Whatever the rules come to, it may have been found otherwise.
        if outcome.perhaps_found && asks != Asks::Due {
            return Found::Open(Range::UNKNOWN);
        }
        let judged = || outcome.version.is_none_or(|v| v.body.delayed.is_some());
        let told = self.complete_since(outcome.counts_from) && leaves_trace(instance);
        let (found, ahead): (fn(Range) -> Found, Found) = match arises {
            Truth::Yes => (Found::Certain, Found::Ahead(Range::more_than(self.now()))),
            _ => (Found::Open, Found::Unsettled),
        };
        let surely = outcome.breach == Truth::Yes && arises == Truth::Yes;
        let supposed = outcome.if_arisen;
        let supposed = supposed.filter(|_| outcome.state == State::Undetermined);
        match asks {
            Asks::Due => match (self.due_as(&outcome.limit, kind, duty.head.policy), arises) {
                (None, _) => Found::Nothing,
                (Some(due), Truth::Yes) if !outcome.limit.perhaps => Found::Certain(due),
                (Some(due), _) => Found::Open(due),
            },
            // While it is open whether it arose, what was done of it if it did was perhaps done.
            Asks::Performance => match supposed.unwrap_or((outcome.state, outcome.done)) {
                (
                    State::Violated
                    | State::Observed
                    | State::Upheld
                    | State::Available
                    | State::Exercised,
                    _,
                ) => Found::Nothing,
                (_, Some(done)) => found(done),
                // It counts as done from some moment since it arose.
                (State::Fulfilled, None) => {
                    let since = outcome.counts_from.map_or(Range::UNKNOWN, Range::onwards);
                    let by_now = Range::at_most(self.now());
                    let done = since.meet(&by_now);
                    found(if done.is_empty() { by_now } else { done })
                }
                // What was found to be breached may have been done later.
                (State::Breached, None)
                    if told && outcome.finding.is_some() && !outcome.claims.is_empty() =>
                {
                    let claims = outcome.claims.iter().map(|claim| claim.at);
                    claims.reduce(|a, b| a.join(&b)).map_or(ahead, Found::Open)
                }
                (State::Pending | State::Breached, _) if told => ahead,
                // What is open is then the limit, or which of those on record it was.
                (State::Undetermined, _) if told && !may_be_deemed(duty) => {
                    let claims = outcome.claims.iter().map(|claim| claim.at);
                    claims.reduce(|a, b| a.join(&b)).map_or(ahead, Found::Open)
                }
                _ => Found::Open(self.not_done_before(duty, instance)),
            },
            Asks::Breach => match outcome.state {
                State::Violated => Found::Certain(outcome.done.unwrap_or(Range::UNKNOWN)),
                State::Undetermined if outcome.violated_at.is_some() => {
                    let violated = outcome.violated_at.unwrap_or(Range::UNKNOWN);
                    let low = outcome.limit.passed().and_then(|passed| passed.low);
                    let passed = outcome.demands.then_some(Range { low, high: None });
                    let at = passed.map_or(violated, |passed| violated.join(&passed));
                    match surely {
                        true => Found::Certain(at),
                        false => Found::Open(at),
                    }
                }
                State::Breached | State::PerformedLate | State::Undetermined
                    if outcome.state.is_breach() || surely =>
                {
                    // When a delay became too long nobody says.
                    let passed = outcome.limit.passed().filter(|_| !judged());
                    Found::Certain(passed.unwrap_or(Range::at_most(self.now())))
                }
                State::Undetermined => {
                    let passed = outcome.limit.passed().filter(|_| !judged());
                    let low = passed.and_then(|passed| passed.low);
                    Found::Open(Range { low, high: None })
                }
                // Whether it was delayed nobody has judged yet, and if it was, it was by now.
                State::Pending if outcome.unjudged => Found::Open(Range::UNKNOWN),
                State::Pending => match outcome.limit.passed() {
                    Some(passed) if !judged() => {
                        Found::Ahead(passed.meet(&Range::more_than(self.now())))
                    }
                    _ => Found::Nothing,
                },
                _ => Found::Nothing,
            },
        }
    }

    /// From when what is not on record may have been done.
    fn not_done_before(&self, duty: &Duty, instance: &Instance<'_, DutyBody>) -> Range {
        let counts_from = instance.outcome.counts_from;
        // Where nothing is on record, nothing was done while the record was kept.
        let kept = self.facts.record_complete_until;
        let kept = kept.map(|until| until.seconds().min(self.now()));
        // What was found to be done may be what is on record without a time.
        let by_rules = instance.outcome.finding.is_none();
        let settled = instance.outcome.state != State::Undetermined && by_rules;
        let silent = settled || unclaimed(duty, instance);
        let kept = kept.filter(|_| silent && self.told_since(counts_from));
        let arisen = counts_from.map_or(Range::UNKNOWN, Range::onwards);
        arisen.meet(&kept.map_or(Range::UNKNOWN, Range::more_than))
    }

    /// What is missing to know a time of an instance.
    fn needs_of_time(&self, asks: Asks, instance: &Instance<'_, DutyBody>) -> Vec<Need> {
        let outcome = &instance.outcome;
        // What was not done in time was breached when its limit passed.
        let of_limit = match asks {
            Asks::Due => true,
            Asks::Performance => false,
            Asks::Breach => outcome.violated_at.is_none() || outcome.demands,
        };
        let mut needs = match of_limit {
            true => outcome.limit.needs.clone(),
            false => Vec::new(),
        };
        if asks == Asks::Breach && outcome.breach_found(Range::at_most(self.now())).is_some() {
            needs.extend(outcome.breach_found_needs().iter().cloned());
            return needs;
        }
        let arisen = outcome.arises.truth() == Truth::Yes;
        if outcome.done.is_some() && !of_limit {
            // It was done; when, is what the events say.
            let claims = outcome.claims.iter();
            needs.extend(claims.flat_map(|claim| claim.needs().cloned()));
        }
        if needs.is_empty() || of_limit || !arisen || outcome.unjudged {
            needs.extend(outcome.needs.iter().cloned());
        }
        // What else decides when it was done, or done against what is forbidden.
        let hangs = match asks {
            Asks::Due => false,
            Asks::Performance => true,
            Asks::Breach => outcome.violated_at.is_some() || outcome.state == State::Undetermined,
        };
        if hangs {
            needs.extend(outcome.done_needs.iter().cloned());
        }
        // Of what counts as done without an act none that could be recorded tells when it was.
        let deemed = asks == Asks::Performance
            && outcome.state == State::Fulfilled
            && self.complete_since(outcome.counts_from);
        if needs.is_empty() && !deemed {
            let act = outcome.version.and_then(|version| version.body.act());
            needs.extend(act.map(|act| self.record_need(act)));
        }
        let deemed = outcome
            .version
            .is_some_and(|v| v.body.counts_as_done.is_some());
        let known = outcome
            .done
            .filter(|done| !deemed || done.exact().is_some());
        if asks == Asks::Performance && known.is_none() {
            // Of what is not on record nothing is known but from when it counts.
            needs.extend(outcome.counts_from_needs.iter().cloned());
        }
        needs
    }

    /// The record that may tell of further instances.
    fn further_instances(&self, duty: &Duty) -> Option<Need> {
        let trigger = duty.trigger()?;
        (!self.complete()).then(|| self.record_need(trigger.act))
    }
}

/// Whether the record of events would tell of its performance.
fn leaves_trace(instance: &Instance<'_, DutyBody>) -> bool {
    let version = instance.outcome.version;
    version.is_some_and(|version| version.body.act().is_some())
}

/// Whether no event on record is what was owed, or may be.
fn unclaimed(duty: &Duty, instance: &Instance<'_, DutyBody>) -> bool {
    !may_be_deemed(duty) && instance.outcome.claims.is_empty()
}

/// Whether it may be deemed done, of which no event tells.
fn may_be_deemed(duty: &Duty) -> bool {
    let mut versions = duty.versions.iter();
    versions.any(|version| version.body.counts_as_done.is_some())
}

/// What tells an instance from others: a member, an event, or a period by its first day.
fn part(judged: &Judged, duty: &Duty) -> Option<Part> {
    if let Some(place) = judged.place() {
        return Some(Part::Place(place.clone()));
    }
    let first = Date::from_number(judged.range().exact()?.floor()?)?;
    let stretch = duty.every.as_ref()?.stretch;
    Some(Part::Period(period_text(first, stretch)))
}

fn title(asks: Asks, duty: &Duty) -> Phrase {
    let (en, ko) = match asks {
        Asks::Due => ("the limit of", "기한"),
        Asks::Performance => ("performance of", "이행"),
        Asks::Breach => ("breach of", "위반"),
    };
    let title = &duty.head.title;
    Phrase::new(
        format!("{en} “{}”", title.en),
        format!("“{}”의 {ko}", title.ko),
    )
}
