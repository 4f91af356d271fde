//! The times of another duty: by when it is to be done, when it was done, and when it was breached.
//! Where there is no such time the clock that it starts waits; where that is open, only that it was
//! not before a certain instant.

use crate::plan::{Answer, AskedTime, Duty, DutyId, ForEach, Given, PolicyId, Why};
use crate::program::expression::Asks;
use crate::value::State;
use crate::value::figure::Figure;
use crate::value::{Date, Range, Truth};

use super::Kernel;
use super::amount::Outermost;
use super::frame::Frame;
use super::instance::Instance;
use super::periodic::form;
use super::slots::{Part, PeriodKey};

/// What is known of a time of one instance.
enum Found {
    /// There is none.
    Nothing,
    /// There is none by now; if it comes, it is this one.
    Ahead(Figure),
    /// There is none by now, and whether one can come is open.
    Unsettled,
    /// It is this one.
    Certain(Figure),
    /// There may be none; if there is one, it is this one.
    Open(Figure),
}

impl<'k> Kernel<'k> {
    /// A time of a duty. Of several instances with such a time none is chosen, unless the first or
    /// the last is asked for.
    pub(super) fn of_duty(&mut self, asked: u32, frame: &Frame) -> Answer {
        let plan = self.plan;
        let asked = plan.asked_times.get(asked as usize);
        let Some((asked, duty)) =
            asked.and_then(|asked| Some((asked, plan.duties.get(asked.duty.index())?)))
        else {
            return Answer::of_figure(Figure::UNKNOWN);
        };
        let mut about = [None; 4];
        for (about, arg) in about.iter_mut().zip(plan.args(asked.args)) {
            let arg = self.eval(*arg, frame);
            *about = self.part_of(&arg, asked.duty);
        }
        let all = self.told_and_otherwise(asked.duty);
        let mut found = Outermost::default();
        let mut joined: Option<Figure> = None;
        let (mut certain, mut open) = (false, false);
        let (mut ahead, mut unsettled) = (None::<Figure>, false);
        // Of members of which the record does not tell yet nothing is known.
        if about.iter().all(Option::is_none)
            && self.may_have_members(duty.governed.policy, duty.for_each.as_ref())
        {
            (joined, open) = (Some(Figure::UNKNOWN), true);
            if let Some(latest) = asked.latest {
                self.further(&mut found, Figure::UNKNOWN, false, latest);
            }
        }
        for (at, otherwise) in all {
            let Some(instance) = self.instance(at) else {
                break;
            };
            if !about
                .iter()
                .flatten()
                .all(|part| self.is_part(instance.parts, *part))
            {
                continue;
            }
            let (time, sure) = match self.time_of(asked, duty, &instance) {
                Found::Nothing => continue,
                Found::Ahead(time) => {
                    ahead = Some(ahead.map_or(time, |ahead| self.join(ahead, time)));
                    continue;
                }
                Found::Unsettled => {
                    unsettled = true;
                    continue;
                }
                Found::Certain(time) => (time, !otherwise),
                Found::Open(time) => (time, false),
            };
            (certain, open) = (certain || sure, open || !sure);
            match asked.latest {
                Some(latest) => self.further(&mut found, time, sure, latest),
                None => joined = Some(joined.map_or(time, |known| self.join(known, time))),
            }
        }
        let mut range = match asked.latest {
            Some(latest) => {
                let outer = self.outermost(&found, latest);
                (!outer.is_not_applicable()).then(|| outer.figure())
            }
            None => joined,
        };
        if let Some(latest) = asked.latest.filter(|_| self.may_have_further(duty)) {
            let known = self.range(range.unwrap_or(Figure::UNKNOWN));
            range = Some(self.figure(&match latest {
                true => Range {
                    high: None,
                    ..known
                },
                false => Range { low: None, ..known },
            }));
        }
        let ahead = ahead.filter(|_| !unsettled);
        self.time(asked, range.ok_or(ahead), (certain, open))
    }

    fn time(
        &self,
        asked: &AskedTime,
        range: Result<Figure, Option<Figure>>,
        (certain, open): (bool, bool),
    ) -> Answer {
        let range = match range {
            Ok(range) => range,
            Err(ahead) => {
                return Answer {
                    given: Given::NotYet,
                    ..ahead.map_or(Answer::NONE, Answer::ahead)
                };
            }
        };
        // Which of several is meant is open, so it may be one that does not apply.
        let applies = match asked.latest {
            Some(_) => certain,
            None => !open,
        };
        let answer = Answer::of_figure(range).perhaps(!applies);
        Answer {
            given: if applies {
                Given::Stated
            } else {
                Given::Absent
            },
            why: if applies { Why::Parts } else { Why::Record },
            ..answer
        }
    }

    /// When any of what is on record of an instance was done.
    fn claimed_at(&mut self, instance: &Instance) -> Option<Figure> {
        let claims = self.claims(instance.outcome.claims).iter();
        let claims: Vec<Figure> = claims.map(|claim| claim.at).collect();
        claims.into_iter().reduce(|a, b| self.join(a, b))
    }

    fn time_of(&mut self, asked: &AskedTime, duty: &'k Duty, instance: &Instance) -> Found {
        let (asks, outcome) = (asked.asks, &instance.outcome);
        // What is permitted has no time by which it is owed.
        if outcome.arises == Truth::No || !duty.permits.is_empty() {
            return Found::Nothing;
        }
        let now = Figure::at_most(self.asked.as_of.micros());
        if let (Asks::Breach, Some(at)) = (asks, outcome.breach_found(now)) {
            return Found::Certain(at);
        }
        // Whatever the rules come to, it may have been found otherwise.
        if outcome.perhaps_found && asks != Asks::Due {
            return Found::Open(Figure::UNKNOWN);
        }
        let arises = outcome.arises;
        let version = version_of(duty, instance);
        let judged = version.is_none_or(|body| body.delayed.is_some());
        let told = self.complete_since(outcome.arisen) && leaves_trace(duty, instance);
        let (found, ahead): (fn(Figure) -> Found, Found) = match arises {
            Truth::Yes => (
                Found::Certain,
                Found::Ahead(Figure::more_than(self.asked.as_of.micros())),
            ),
            _ => (Found::Open, Found::Unsettled),
        };
        let surely = outcome.breach == Truth::Yes && arises == Truth::Yes;
        let supposed = outcome.if_arisen;
        let supposed = supposed.filter(|_| outcome.state == State::Undetermined);
        match asks {
            Asks::Due => match (outcome.limit.due, arises) {
                (None, _) => Found::Nothing,
                // An exception put a day in the place of a time, or a time in that of a day.
                (Some(_), _) if outcome.limit.dated != asked.dated => Found::Open(Figure::UNKNOWN),
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
                (State::Fulfilled, None) => found(self.not_before(outcome.arisen, now)),
                // What was found to be breached may have been done later.
                (State::Breached, None)
                    if told && outcome.found.is_some() && outcome.claims.0 < outcome.claims.1 =>
                {
                    self.claimed_at(instance).map_or(ahead, Found::Open)
                }
                (State::Pending | State::Breached, _) if told => ahead,
                // What is open is then the limit, or which of those on record it was.
                (State::Undetermined, _) if told && !may_be_deemed(duty) => {
                    self.claimed_at(instance).map_or(ahead, Found::Open)
                }
                _ => Found::Open(self.not_done_before(duty, instance)),
            },
            Asks::Breach => match outcome.state {
                State::Violated => Found::Certain(outcome.done.unwrap_or(Figure::UNKNOWN)),
                State::Undetermined if outcome.violated_at.is_some() => {
                    let mut at = outcome.violated_at.unwrap_or(Figure::UNKNOWN);
                    if outcome.demands {
                        let passed = outcome.limit.at.map(|at| self.range(at));
                        let low = passed.and_then(|passed| passed.low);
                        let passed = self.figure(&Range { low, high: None });
                        at = self.join(at, passed);
                    }
                    match surely {
                        true => Found::Certain(at),
                        false => Found::Open(at),
                    }
                }
                State::Breached | State::PerformedLate | State::Undetermined
                    if outcome.state.is_breach() || surely =>
                {
                    // When a delay became too long nobody says.
                    let passed = outcome.limit.at.filter(|_| !judged);
                    Found::Certain(passed.unwrap_or(now))
                }
                State::Undetermined => {
                    let passed = outcome.limit.at.filter(|_| !judged);
                    let passed = passed.map(|at| self.range(at));
                    let low = passed.and_then(|passed| passed.low);
                    Found::Open(self.figure(&Range { low, high: None }))
                }
                // Whether it was delayed nobody has judged yet, and if it was, it was by now.
                State::Pending if outcome.unjudged => Found::Open(Figure::UNKNOWN),
                State::Pending => match outcome.limit.at {
                    Some(passed) if !judged => {
                        let later = Figure::more_than(self.asked.as_of.micros());
                        let later = self.range(passed).meet(&self.range(later));
                        Found::Ahead(self.figure(&later))
                    }
                    _ => Found::Nothing,
                },
                _ => Found::Nothing,
            },
        }
    }

    /// From when what is not on record may have been done.
    fn not_done_before(&mut self, duty: &Duty, instance: &Instance) -> Figure {
        let arisen = instance.outcome.arisen.map(|arisen| self.range(arisen));
        let arisen = arisen.map_or(Range::UNKNOWN, Range::onwards);
        // Where nothing is on record, nothing was done while the record was kept.
        let kept = self.slots.complete_until;
        let kept = kept.map(|until| until.min(self.asked.as_of).seconds());
        // What was found to be done may be what is on record without a time.
        let by_rules = instance.outcome.found.is_none();
        let settled = instance.outcome.state != State::Undetermined && by_rules;
        let silent = settled || unclaimed(duty, instance);
        let kept = kept.filter(|_| silent && self.told_since(instance.outcome.arisen));
        self.figure(&arisen.meet(&kept.map_or(Range::UNKNOWN, Range::more_than)))
    }

    /// Whether there may be further members of the list that an item is for.
    pub(super) fn may_have_members(
        &mut self,
        policy: PolicyId,
        for_each: Option<&'k ForEach>,
    ) -> bool {
        let (members, further) = self.members(policy, for_each);
        self.s.members.truncate(members);
        further
    }

    /// Whether the record may not tell of all instances.
    fn may_have_further(&self, duty: &Duty) -> bool {
        duty.trigger.is_some() && !self.complete()
    }

    /// What tells an instance from others: a member, an event, or a period by its first day.
    fn part_of(&self, answer: &Answer, duty: DutyId) -> Option<Part> {
        if let Some(place) = answer.place() {
            return Some(Part::Place(place));
        }
        let first = self.range(answer.figure()).exact()?.floor()?;
        let first = Date::from_number(first)?.number();
        let form = form(self.plan.stretch(duty)?);
        Some(Part::Period(PeriodKey { first, form }))
    }
}

/// Whether the record of events would tell of its performance.
fn leaves_trace(duty: &Duty, instance: &Instance) -> bool {
    let body = version_of(duty, instance);
    body.is_some_and(|body| !matches!(body.must.deed, crate::plan::Deed::Ensure(..)))
}

/// Whether no event on record is what was owed, or may be.
fn unclaimed(duty: &Duty, instance: &Instance) -> bool {
    let (from, to) = instance.outcome.claims;
    !may_be_deemed(duty) && from == to
}

/// Whether it may be deemed done, of which no event tells.
fn may_be_deemed(duty: &Duty) -> bool {
    let mut versions = duty.versions.all.iter();
    versions.any(|version| version.body.counts_as_done.is_some())
}

fn version_of<'k>(duty: &'k Duty, instance: &Instance) -> Option<&'k crate::plan::DutyBody> {
    let version = duty.versions.all.get(instance.outcome.version? as usize)?;
    Some(&version.body)
}
