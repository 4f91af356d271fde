//! Instances of duties, powers and sanctions: one for each member of a list,
//! each event of an act, or the one case there is.

use std::rc::Rc;

use crate::determination::{About, Aspect, Need, Standing};
use crate::facts::Part;
use crate::program::{FactPath, Head, Target};
use crate::value::{Kind, Range, State, Truth, Value};

use super::answering::Claim;
use super::conclusion::merged;
use super::frame::{Frame, When};
use super::judged::{Judged, needs_of};
use super::outcome::Outcome;
use super::payment::Paid;
use super::way::{Shape, Way};
use super::{Eval, Known};

/// An instance of a duty, a power or a sanction.
#[derive(Clone, Debug)]
pub(super) struct Instance<'a, T> {
    /// The member it is about.
    pub(super) member: Option<FactPath>,
    /// As written: `services[0]`.
    pub(super) text: Option<String>,
    /// What tells it from the others of its item.
    pub(super) parts: Vec<Part>,
    /// What the member is called.
    pub(super) title: Option<String>,
    /// When the breach was that it follows, as far as that is known.
    pub(super) breached: Option<Range>,
    /// Where it is evaluated.
    pub(super) frame: Frame,
    /// What it comes to.
    pub(super) outcome: Outcome<'a, T>,
}

impl<T> Instance<'_, T> {
    /// This one alone, unless it is all there is.
    pub(super) fn only(&self, target: Target) -> Option<Only> {
        let alone = !self.frame.seat.is_contested();
        let text = self.text.as_deref().filter(|_| alone)?;
        Some(Only {
            target,
            member: self.member.clone(),
            text: text.to_owned(),
        })
    }

    /// What is said of the same instance in another evaluation, or `gone` where it is not there; where
    /// there was none of its own yet, of any.
    pub(super) fn among<U>(
        &self,
        others: &[Instance<'_, U>],
        gone: Truth,
        said: impl Fn(&Instance<'_, U>) -> (Truth, Rc<Way>),
    ) -> Option<(Truth, Rc<Way>)> {
        let same = others.iter().find(|other| other.text == self.text);
        // What no longer has an instance of its own does not arise.
        let none = || others.iter().find(|other| other.text.is_none());
        if let Some(same) = same.or_else(none) {
            return Some(said(same));
        }
        if self.text.is_some() {
            let now = Some(Value::Truth(gone));
            let shape = Shape::Fixed;
            return Some((gone, Rc::new(Way { now, shape })));
        }
        let all: Vec<_> = others.iter().map(said).collect();
        let truth = all.iter().fold(Truth::No, |any, (truth, _)| any.or(*truth));
        let now = Some(Value::Truth(truth));
        let shape = Shape::any(all.into_iter().map(|(_, way)| way).collect());
        Some((truth, Rc::new(Way { now, shape })))
    }

    /// Whether it arises.
    pub(super) fn arises(&self) -> (Truth, Rc<Way>) {
        let arises = &self.outcome.arises;
        (arises.truth(), Rc::clone(&arises.way))
    }

    /// Whether it is kept, or may still be.
    pub(super) fn kept(&self) -> (Truth, Rc<Way>) {
        let way = self.outcome.kept_way();
        (way.truth(), way)
    }

    /// Its state, for those who ask.
    pub(super) fn state(&self) -> InstanceState {
        InstanceState {
            member: self.member.clone(),
            text: self.text.clone(),
            state: self.outcome.state,
            standing: self.outcome.support(),
            needs: self.outcome.all_needs(),
            unjudged: self.outcome.unjudged,
            trigger_open: self.outcome.trigger_open.is_some(),
            breach: self.outcome.breach,
            never: self.outcome.never.clone(),
        }
    }
}

/// One instance of an item, when nothing is asked of the others.
#[derive(Clone)]
pub(super) struct Only {
    /// The item.
    pub(super) target: Target,
    /// The member it is about.
    pub(super) member: Option<FactPath>,
    /// As written: `services[0], events[1]`.
    pub(super) text: String,
}

/// The state of one instance, for those who ask.
#[derive(Clone, Debug)]
pub(super) struct InstanceState {
    /// Of which member.
    pub(super) member: Option<FactPath>,
    /// As written: `services[0], events[1]`.
    pub(super) text: Option<String>,
    /// The state.
    pub(super) state: State,
    /// On what it rests.
    pub(super) standing: Option<Standing>,
    /// What is missing.
    pub(super) needs: Vec<Need>,
    /// Whether it waits for a judgement of delay.
    pub(super) unjudged: bool,
    /// Whether it is not owed, and open whether it is exempt or has not arisen.
    pub(super) trigger_open: bool,
    /// Whether it is breached, while its state leaves that open.
    pub(super) breach: Truth,
    /// The states in which it cannot be, while its state is open.
    pub(super) never: Vec<State>,
}

impl InstanceState {
    /// The same where it is open whether a breach is one that counts.
    pub(super) fn leave_breach_open(&mut self, needs: &[Need]) {
        if self.state.is_breach() {
            self.state = State::Undetermined;
            self.standing = None;
        }
        self.breach = Truth::Undetermined;
        self.needs = needs_of([needs, self.needs.as_slice()]);
    }
}

impl<'a> Eval<'a> {
    /// The instances of an item, found once; none of an item that waits for itself.
    pub(super) fn once<T>(
        &self,
        target: Target,
        number: usize,
        kept: &Known<'a, T>,
        find: impl FnOnce() -> Vec<Instance<'a, T>>,
    ) -> Rc<Vec<Instance<'a, T>>> {
        if let Some((known, reads)) = kept.borrow().get(&number) {
            self.note_reads(reads);
            return Rc::clone(known);
        }
        if !self.enter(target) {
            self.note_all();
            return Rc::default();
        }
        self.begin_reads();
        let instances = Rc::new(find());
        let reads = self.end_reads();
        self.leave(target);
        let mut kept = kept.borrow_mut();
        kept.insert(number, (Rc::clone(&instances), reads));
        instances
    }

    /// What governs an item as a whole, before any instance is looked at.
    pub(super) fn outer_when(&self, head: &Head) -> Rc<When> {
        self.governing_all(head)
            .unwrap_or_else(|| self.as_of_when())
    }

    /// The states of all instances of a target.
    pub(super) fn states(&self, target: Target) -> Vec<InstanceState> {
        self.states_of(target, |_, _| true)
    }

    /// The states of those instances of a target that are meant, by the member and as written. What is
    /// missing for one of many is much, so that of the others nothing is taken.
    pub(super) fn states_of(
        &self,
        target: Target,
        meant: impl Fn(Option<&FactPath>, Option<&str>) -> bool,
    ) -> Vec<InstanceState> {
        fn of<T>(
            all: &[Instance<'_, T>],
            meant: impl Fn(Option<&FactPath>, Option<&str>) -> bool,
        ) -> Vec<InstanceState> {
            let meant = |one: &&Instance<'_, T>| meant(one.member.as_ref(), one.text.as_deref());
            all.iter().filter(meant).map(Instance::state).collect()
        }
        match target {
            Target::Duty(duty) => of(&self.duty(duty), meant),
            Target::Power(power) => of(&self.power(power), meant),
            Target::Sanction(number) => of(&self.sanction(number), meant),
            Target::Define(_) | Target::Exception(_) => Vec::new(),
        }
    }

    /// The states of those that are there where none that is told is.
    pub(super) fn states_otherwise(&self, target: Target) -> Vec<InstanceState> {
        match target {
            Target::Duty(duty) => self.otherwise(duty).iter().map(|i| i.state()).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether that instance of the item is of interest.
    pub(super) fn is_asked(&self, target: Target, text: &str) -> bool {
        self.only
            .as_ref()
            .is_none_or(|only| only.target != target || only.text == text)
    }

    /// What is certain of an instance whichever version applies.
    pub(super) fn joined_outcomes<T>(
        &self,
        outcomes: Vec<Outcome<'a, T>>,
        when: &When,
    ) -> Outcome<'a, T> {
        let mut outcomes = outcomes.into_iter();
        let Some(mut whole) = outcomes.next() else {
            return Outcome::new(State::NotInForce, self.never());
        };
        let mut arises = vec![whole.arises.clone()];
        let mut of = whole.shown.reasons.clone();
        let mut several = false;
        let under = |one: &Outcome<'a, T>| Some((one.version?, one.may_be_breached()));
        let mut versions: Vec<_> = under(&whole).into_iter().collect();
        let mut absent = whole.state.is_absent();
        // Whether the delay is a question in some versions and in others not.
        let mut one_unjudged = false;
        for other in outcomes {
            several = true;
            whole.or_done(&other, &when.needs);
            versions.extend(under(&other));
            of.extend(other.shown.reasons.clone());
            arises.push(other.arises);
            whole.state = whole.state.either(other.state);
            one_unjudged |= other.unjudged != whole.unjudged;
            whole.unjudged |= other.unjudged;
            whole.needs = needs_of([whole.needs.as_slice(), other.needs.as_slice()]);
            whole
                .exempt_by
                .retain(|name| other.exempt_by.contains(name));
            whole.exceptions = merged(whole.exceptions, other.exceptions);
            whole.remarks.extend(other.remarks);
            whole
                .permitted_by
                .retain(|by| other.permitted_by.contains(by));
            whole.claims = any_claim(&whole.claims, &other.claims);
            whole.claims_if_shown = any_claim(&whole.claims_if_shown, &other.claims_if_shown);
            whole.kept = Shape::OPAQUE;
            whole.breach = whole.breach.join(other.breach);
            whole.never.retain(|state| other.never.contains(state));
            whole.payment = Paid::either(whole.payment, other.payment);
            let supposed = whole.if_arisen.zip(other.if_arisen);
            whole.if_arisen =
                supposed
                    .filter(|(one, also)| one.0 == also.0)
                    .map(|((state, at), (_, also))| {
                        (state, at.zip(also).map(|(at, also)| at.join(&also)))
                    });
            // What is not owed under a version has no limit under it.
            whole.limit = match (absent, other.state.is_absent()) {
                (false, true) => whole.limit.perhaps(true),
                (true, false) => other.limit.perhaps(true),
                _ => whole.limit.or(&other.limit, &when.needs),
            };
            absent &= other.state.is_absent();
            whole.trigger_open = whole.trigger_open.or(other.trigger_open);
            whole.open.extend(other.open);
            whole.perhaps.extend(other.perhaps);
            whole.presumed.extend(other.presumed);
            whole.standing = whole.standing.min(other.standing);
            // Told under the newest while that is open, with what is put in place under it.
            if other.version.is_some() {
                (whole.version, whole.replaced) = (other.version, other.replaced);
            }
        }
        if one_unjudged {
            whole.needs = needs_of([when.needs.as_slice(), whole.needs.as_slice()]);
        }
        if several {
            whole.versions = versions;
            whole.choosing.clone_from(&when.needs);
        }
        if several && whole.state == State::Undetermined {
            whole.needs = needs_of([when.needs.as_slice(), whole.needs.as_slice()]);
            whole.standing = None;
            whole.exempt_by.clear();
            let because = self.governing_unknown(when, of);
            whole.shown = Judged::answer(Truth::Undetermined, because);
        }
        whole.arises = self.joined(arises, when, &Kind::YesNo);
        whole
    }

    /// Says of a row what of it is open: whether it is there, or its state; and of what is there, or
    /// may be, its limit and what is owed.
    pub(super) fn leave_open<T>(
        &self,
        about: &mut About,
        state: State,
        arises: Truth,
        instance: &Instance<'a, T>,
    ) {
        let outcome = &instance.outcome;
        if outcome.standing == Some(Standing::Presumed) {
            about.needs = needs_of([about.needs.as_slice(), outcome.presumed.as_slice()]);
        }
        let needed = |need: &Need| about.needs.iter().any(|known| known.path == need.path);
        about.regardless.retain(|need| !needed(need));
        let deciding = about.needs.clone();
        let presumed = outcome.standing == Some(Standing::Presumed);
        if state != State::Undetermined && outcome.unjudged {
            // Who judges the delay settles its state; what shows otherwise than is presumed, whether
            // it is owed at all.
            about.leave_open(Aspect::State, &outcome.needs);
            if presumed {
                about.leave_open(Aspect::Arises, &outcome.presumed);
            }
        } else if state == State::Undetermined {
            let what = match arises {
                Truth::Yes => Aspect::State,
                _ => Aspect::Arises,
            };
            about.leave_open(what, &deciding);
        }
        if !matters(state) {
            // Shown otherwise than is presumed, it is in another state, and of another amount.
            // Whether it was made use of may be open though it is there, and the most that it could
            // be though it was imposed.
            let open = outcome.open.iter().filter(|(what, _)| match what {
                Aspect::State => presumed || state == State::Available,
                Aspect::Amount => presumed || state == State::Imposed,
                _ => false,
            });
            for (what, needs) in open {
                about.leave_open(*what, needs);
            }
            // What is still forbidden is so until a limit.
            let forbids = state == State::Observed && outcome.limit.is_set();
            let now = Range::exactly(self.now());
            if let Some(needs) = outcome.limit.open().filter(|_| forbids)
                && outcome.limit.allows(&now) != Truth::No
            {
                about.leave_open(Aspect::Limit, needs);
            }
            return;
        }
        // What is done, if it is owed at all, has no limit that matters, unless something else is owed
        // once it is shown otherwise than is presumed.
        // What its holder found of it may say otherwise than what was done.
        let found = outcome.finding.is_some() || outcome.perhaps_found;
        let firm = state == State::Undetermined && outcome.presumed.is_empty() && !found;
        let done = outcome.if_arisen.filter(|_| firm);
        let done = done.is_some_and(|(state, _)| !matters(state));
        if let Some(needs) = outcome.limit.open().filter(|_| !done) {
            about.leave_open(Aspect::Limit, needs);
        }
        if state == State::Undetermined && !outcome.presumed.is_empty() {
            about.leave_open(Aspect::State, &outcome.presumed);
        }
        for (what, needs) in &outcome.open {
            about.leave_open(*what, needs);
        }
    }

    /// What every row of an instance says.
    pub(super) fn instance_about<T>(&self, head: &Head, instance: &Instance<'a, T>) -> About {
        let outcome = &instance.outcome;
        let mut about = self.about(head, outcome.version);
        about.instance.clone_from(&instance.text);
        about.instance_title.clone_from(&instance.title);
        about.needs.clone_from(&outcome.needs);
        if outcome.state != State::NotInForce {
            about.because = Some(outcome.shown.because());
        }
        about
    }
}

/// Whether it matters in this state by when, what and how much is owed.
pub(super) fn matters(state: State) -> bool {
    matches!(
        state,
        State::Pending | State::Undetermined | State::Breached | State::PerformedLate | State::Open
    )
}

/// What is claimed in either version, and is certain only where both claim it.
pub(super) fn any_claim(one: &[Claim], other: &[Claim]) -> Vec<Claim> {
    let in_both = |claims: &[Claim], claim: &Claim| {
        let same = claims.iter().find(|known| known.event == claim.event);
        same.map_or(Truth::No, |same| same.fits)
    };
    let beside = |claims: &[Claim], claim: &Claim| {
        let same = in_both(claims, claim) == claim.fits;
        let either = |truth: Truth| if same { truth } else { Truth::Undetermined };
        Claim {
            fits: either(claim.fits),
            if_done: either(claim.if_done),
            ..claim.clone()
        }
    };
    let mut all: Vec<Claim> = one.iter().map(|claim| beside(other, claim)).collect();
    let fresh = other
        .iter()
        .filter(|claim| in_both(one, claim) == Truth::No);
    all.extend(fresh.map(|claim| beside(one, claim)));
    all
}
