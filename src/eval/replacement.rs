//! Exceptions that put something else in the place of what a duty demands: the
//! duty goes on with another act, addressee or limit.

use std::rc::Rc;

use crate::determination::{Aspect, Need};
use crate::program::provision::{Deed, DutyBody, Instead, MAX_PAIRS, clash, orders, pairs};
use crate::value::{State, Truth, Value};

use super::Eval;
use super::frame::Frame;
use super::instance::{any_claim, matters};
use super::judged::{Item, Judged, Label, needs_of};
use super::outcome::Outcome;
use super::payment::Paid;
use super::performance::Arisen;
use super::split::at_the_bound;
use super::way::{Shape, Way};

/// An exception that puts something else in place: whether it holds, what, and its name.
pub(super) type Replacement<'a> = (Judged, &'a Instead, String);

/// What is owed where some that are open hold: which, whether in one order alone, and what it comes to.
type Other<'f, 'a> = (Vec<&'f Replacement<'a>>, bool, Outcome<'a, DutyBody>);

impl<'a> Eval<'a> {
    /// The state of a duty that arose, with what exceptions put in place. Where two that hold put
    /// different things in one place, or while it is open whether one holds, only that is certain
    /// which is so either way.
    pub(super) fn owed(
        &self,
        mut outcome: Outcome<'a, DutyBody>,
        body: &DutyBody,
        arisen: Option<&Arisen>,
        frame: &Frame,
    ) -> Outcome<'a, DutyBody> {
        // What it puts in place counts only where the duty is owed.
        let instead = std::mem::take(&mut outcome.instead).into_iter();
        let instead = instead.map(|(holds, put, name)| {
            let holds = match holds.truth() {
                Truth::Undetermined => self.in_every_case_of(holds, &frame.given),
                _ => holds,
            };
            (holds, put, name)
        });
        let instead: Vec<Replacement<'a>> = instead.collect();
        let with = |put: &[&Replacement<'a>], frame: &Frame| {
            self.put(outcome.clone(), put, body, arisen, frame)
        };
        let (mut holding, open): (Vec<_>, Vec<_>) = instead
            .iter()
            .filter(|found| found.0.truth() != Truth::No)
            .partition(|found| found.0.truth() == Truth::Yes);
        let none = open
            .iter()
            .fold(frame.clone(), |frame, found| frame.given_not(&found.0.way));
        let mut whole = with(&holding, &none);
        // What is only presumed not to be put in place is a ground of the state too.
        for found in instead.iter().filter(|found| found.0.truth() == Truth::No) {
            let (judged, put, _) = found;
            whole.rests_on(judged.standing);
            let would_show = self.presumed_needs(&judged.way);
            if would_show.is_empty() {
                continue;
            }
            let pays = pays(body, put);
            let parts = [
                (Aspect::Act, put.must.is_some()),
                (Aspect::Amount, put.must.is_some() && pays),
                (Aspect::Counterparty, put.to.is_some()),
                (Aspect::Limit, put.sets_time()),
            ];
            let parts = parts.into_iter().filter(|(_, there)| *there);
            let parts = parts.map(|(part, _)| (part, would_show.clone()));
            whole.open.extend(parts);
            whole.presumed.extend(would_show);
            // Once it is shown otherwise, the state hangs on what was done of what is then owed, and
            // the limit and the amount on what is missing for those.
            let mut shown = holding.clone();
            shown.push(found);
            let other = with(&shown, frame);
            let limit = other.limit.open().filter(|_| matters(other.state));
            let limit = limit.unwrap_or_default();
            let state = needs_of([other.needs.as_slice(), limit]);
            if !state.is_empty() {
                whole.open.push((Aspect::State, state));
            }
            if put.sets_time() && !limit.is_empty() {
                whole.open.push((Aspect::Limit, limit.to_vec()));
            }
            let amounts = other.open.into_iter();
            let amounts = amounts.filter(|(what, _)| *what == Aspect::Amount);
            whole.open.extend(amounts.filter(|_| put.must.is_some()));
            whole.breach = whole.breach.join(other.breach);
            whole.claims_if_shown.extend(other.claims);
        }
        let mut others: Vec<Other<'_, 'a>> = Vec::new();
        // No order is guessed between those that clash: each is the last once.
        if clash(&holding, replaces) {
            for _ in 1..holding.len() {
                holding.rotate_left(1);
                others.push((Vec::new(), false, with(&holding, &none)));
            }
        }
        let parts = open
            .iter()
            .map(|(_, put, _)| (put.must.is_some(), put.sets_time()));
        let (pairs, more) = pairs(&parts.collect::<Vec<_>>());
        let pairs = pairs.into_iter().filter_map(|(one, other)| {
            let (one, other) = (open.get(one)?, open.get(other)?);
            Some(vec![*one, *other])
        });
        for some in open.iter().map(|found| vec![*found]).chain(pairs) {
            let there = some
                .iter()
                .fold(frame.clone(), |frame, found| frame.given(&found.0.way));
            if some.len() > 1 && !self.can_all_be(&there.given) {
                continue;
            }
            let orders = orders(&holding, &some, replaces);
            let one_order = orders.len() == 1;
            for put in orders {
                others.push((some.clone(), one_order, with(&put, &there)));
            }
        }
        // What decides one may decide the limit too, though it puts no other in place.
        let alone = others.iter().filter_map(|(some, _, other)| match some[..] {
            [only] => (!whole.limit.is_same(&other.limit)).then_some(only),
            _ => None,
        });
        let moving: Vec<&Replacement<'a>> = alone.collect();
        for (some, one_order, other) in others {
            let missing = needs_of(some.iter().map(|found| found.0.needs.as_slice()));
            let missing = missing.as_slice();
            whole.kept = match one_order {
                true => where_all(&some, &other.kept_way(), &whole.kept_way()),
                false => Shape::OPAQUE,
            };
            let timed = some.iter().filter(|found| {
                let moves = moving.iter().any(|one| std::ptr::eq(*one, **found));
                moves || found.1.sets_time()
            });
            let timed = needs_of(timed.map(|found| found.0.needs.as_slice()));
            whole.limit = whole.limit.or(&other.limit, &timed);
            whole.claims = any_claim(&whole.claims, &other.claims);
            // An amount can hang on what decides whether something is put in place.
            let amounts = other.open.iter().filter(|open| open.0 == Aspect::Amount);
            let amounts: Vec<&[Need]> = amounts.map(|open| open.1.as_slice()).collect();
            if !amounts.is_empty() || !Paid::is_same(&whole.payment, &other.payment) {
                let needs = needs_of(amounts.into_iter().chain([missing]));
                whole.open.push((Aspect::Amount, needs));
            }
            whole.or_done(&other, missing);
            whole.payment = Paid::either(whole.payment, other.payment);
            whole.breach = whole.breach.join(other.breach);
            if other.state != whole.state || other.state == State::Undetermined {
                let needs = needs_of([missing, &whole.needs, &other.needs]);
                whole.settle(State::Undetermined, needs);
            } else if other.unjudged {
                whole.unjudged = true;
                whole.needs = needs_of([whole.needs.as_slice(), other.needs.as_slice()]);
            }
        }
        if more {
            let needs = needs_of(open.iter().map(|found| found.0.needs.as_slice()));
            let needs = needs_of([whole.needs.as_slice(), needs.as_slice()]);
            whole.settle(State::Undetermined, needs);
            (whole.breach, whole.kept) = (Truth::Undetermined, Shape::OPAQUE);
            whole.shown = at_the_bound(whole.shown, MAX_PAIRS);
        }
        for found in open {
            let (judged, instead, name) = found;
            let pays = pays(body, instead);
            if instead.must.is_some() {
                whole.open.push((Aspect::Act, judged.needs.clone()));
            }
            if instead.must.is_some() && pays {
                whole.open.push((Aspect::Amount, judged.needs.clone()));
            }
            if instead.to.is_some() {
                whole
                    .open
                    .push((Aspect::Counterparty, judged.needs.clone()));
            }
            if instead.must.is_some() || instead.to.is_some() {
                let owed = whole.replaced.as_ref().map_or(body, |(body, _)| &**body);
                let mut owed = owed.clone();
                replace(&mut owed, instead);
                whole.perhaps.push((Rc::new(owed), Some(name.clone())));
            }
        }
        whole
    }

    /// The state with all of these put in place, one after the other.
    fn put(
        &self,
        mut outcome: Outcome<'a, DutyBody>,
        put: &[&Replacement<'a>],
        body: &DutyBody,
        arisen: Option<&Arisen>,
        frame: &Frame,
    ) -> Outcome<'a, DutyBody> {
        if put.is_empty() {
            return self.done(outcome, body, arisen, frame);
        }
        let due = match &body.by {
            Some(by) => self.evaluate(by, frame),
            // What has no limit has none that could be put off.
            None => Judged::new(Item::NotApplicable, Label::none()),
        };
        let mut frame = frame.clone();
        let mut owed = body.clone();
        for (_, instead, _) in put {
            replace(&mut owed, instead);
            frame = frame.with(instead.due, due.clone());
        }
        let owed = Rc::new(owed);
        let holding = put.iter().filter(|found| found.0.truth() == Truth::Yes);
        let names: Vec<String> = holding.clone().map(|found| found.2.clone()).collect();
        if !names.is_empty() {
            outcome.replaced = Some((Rc::clone(&owed), names));
        }
        for found in holding {
            outcome.rests_on(found.0.standing);
        }
        self.done(outcome, &owed, arisen, &frame)
    }
}

/// Of what it takes the place.
fn replaces(put: &&Replacement<'_>) -> [bool; 3] {
    put.1.replaces()
}

/// What is so where all of these hold, and what is so elsewhere.
fn where_all(some: &[&Replacement<'_>], then: &Rc<Way>, otherwise: &Rc<Way>) -> Shape {
    let both = then.truth().join(otherwise.truth());
    let inner = some.iter().rev().fold(Rc::clone(then), |then, (on, ..)| {
        Rc::new(Way {
            now: Some(Value::Truth(both)),
            shape: Shape::Branch {
                on: Rc::clone(&on.way),
                then: Some(then),
                otherwise: Some(Rc::clone(otherwise)),
            },
        })
    });
    inner.shape.clone()
}

/// Puts something else in the place of what is owed.
fn replace(body: &mut DutyBody, instead: &Instead) {
    if let Some(must) = &instead.must {
        body.must.clone_from(must);
    }
    if let Some(to) = &instead.to {
        body.to.clone_from(to);
    }
    if instead.sets_time() {
        body.by.clone_from(&instead.by);
        body.relief = None;
    }
    body.promptness = instead.promptness.or(body.promptness);
}

/// Whether money is owed, or would be with this in place.
fn pays(body: &DutyBody, put: &Instead) -> bool {
    let musts = [Some(&body.must), put.must.as_ref()];
    let mut musts = musts.into_iter().flatten();
    musts.any(|must| matches!(must.deed, Deed::Payment(_)))
}
