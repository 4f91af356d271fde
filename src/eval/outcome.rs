//! What an instance of a duty, a power or a sanction comes to: its state, on what that rests, and what
//! of it is open.

use std::rc::Rc;

use crate::determination::{Aspect, ExceptionRow, Need, Ruling, Standing};
use crate::program::provision::Remark;
use crate::program::{Place, Version};
use crate::value::{Range, State, Truth, Value};

use super::answering::Claim;
use super::finding::Finding;
use super::judged::{Judged, needs_of};
use super::limit::Limit;
use super::payment::Paid;
use super::replacement::Replacement;
use super::way::{Shape, Way};

/// What an instance comes to in one version.
#[derive(Clone, Debug)]
pub(super) struct Outcome<'a, T> {
    /// The state.
    pub(super) state: State,
    /// On what it rests.
    pub(super) standing: Option<Standing>,
    /// What is missing.
    pub(super) needs: Vec<Need>,
    /// Owed without delay, and nobody has judged yet whether there was one: it may be a breach.
    pub(super) unjudged: bool,
    /// It is not owed whether or not its condition holds, which is open: what settles which of
    /// exempt and not arisen it is.
    pub(super) trigger_open: Option<Vec<Need>>,
    /// What would show otherwise than is presumed.
    pub(super) presumed: Vec<Need>,
    /// Whether it arises, and why: the rule and its exceptions.
    pub(super) arises: Judged,
    /// On what it hangs that it is kept, once it has arisen.
    pub(super) kept: Shape,
    /// The reason that the row shows.
    pub(super) shown: Judged,
    /// Names of the exceptions that hold.
    pub(super) exempt_by: Vec<String>,
    /// Exceptions looked at.
    pub(super) exceptions: Vec<ExceptionRow>,
    /// Remarks on what it rests on.
    pub(super) remarks: Vec<(String, Remark)>,
    /// Whether it is breached by now, while its state leaves that open: not if it forbids nothing, has
    /// no limit and nobody judges the delay, or is in order as things are; and certainly if it was
    /// done late or not at all.
    pub(super) breach: Truth,
    /// The states in which it cannot be, however what is open turns.
    pub(super) never: Vec<State>,
    /// When it arose.
    pub(super) arisen: Option<Range>,
    /// From when performance counts, unless what was done before does too.
    pub(super) counts_from: Option<Range>,
    /// What is missing to know that.
    pub(super) counts_from_needs: Vec<Need>,
    /// By when.
    pub(super) limit: Limit,
    /// When it was done.
    pub(super) done: Option<Range>,
    /// What is missing to know that, or when it was done against what is forbidden.
    pub(super) done_needs: Vec<Need>,
    /// Where it is forbidden: when it was done against that, if it was.
    pub(super) violated_at: Option<Range>,
    /// Under what may be in place something is demanded, which is breached when its limit passes.
    pub(super) demands: bool,
    /// While it is open whether it arose: its state if it did, and when it was done then.
    pub(super) if_arisen: Option<(State, Option<Range>)>,
    /// What permits that which was done though it is forbidden.
    pub(super) permitted_by: Vec<Ruling>,
    /// How much is to be paid, and how much was.
    pub(super) payment: Option<Paid>,
    /// Exceptions that put something else in place, or may.
    pub(super) instead: Vec<Replacement<'a>>,
    /// What of it is open beside whether it is so, and what is missing for that.
    pub(super) open: Vec<(Aspect, Vec<Need>)>,
    /// What may be owed instead, and by which exception; by another version where there is none.
    pub(super) perhaps: Vec<(Rc<T>, Option<String>)>,
    /// What is owed instead, and by which exceptions.
    pub(super) replaced: Option<(Rc<T>, Vec<String>)>,
    /// The events that are, or may be, what was owed.
    pub(super) claims: Vec<Claim>,
    /// The events by which it was imposed, or may have been.
    pub(super) imposed_by: Vec<usize>,
    /// The events that would be, were something else in place than is presumed.
    pub(super) claims_if_shown: Vec<Claim>,
    /// What its holder found of it.
    pub(super) finding: Option<Finding>,
    /// It is open whether something else that its holder found counts.
    pub(super) perhaps_found: bool,
    /// The version, where it is certain which.
    pub(super) version: Option<&'a Version<T>>,
    /// Each version that may apply, where several may, and whether it may be breached under it.
    pub(super) versions: Vec<(&'a Version<T>, bool)>,
    /// What is missing to know which of them applies.
    pub(super) choosing: Vec<Need>,
    /// The place whose zone and calendar it follows, where it is certain which.
    pub(super) place: Option<&'a Place>,
}

impl<'a, T> Outcome<'a, T> {
    /// An instance in a state, for this reason.
    pub(super) fn new(state: State, reason: Judged) -> Outcome<'a, T> {
        Outcome {
            state,
            standing: state.is_settled().then_some(reason.standing),
            needs: Vec::new(),
            unjudged: false,
            trigger_open: None,
            presumed: Vec::new(),
            arises: reason.clone(),
            kept: Shape::OPAQUE,
            shown: reason,
            exempt_by: Vec::new(),
            exceptions: Vec::new(),
            remarks: Vec::new(),
            breach: Truth::Undetermined,
            never: Vec::new(),
            arisen: None,
            counts_from: None,
            counts_from_needs: Vec::new(),
            limit: Limit::default(),
            done: None,
            done_needs: Vec::new(),
            violated_at: None,
            demands: false,
            if_arisen: None,
            permitted_by: Vec::new(),
            payment: None,
            instead: Vec::new(),
            open: Vec::new(),
            perhaps: Vec::new(),
            replaced: None,
            claims: Vec::new(),
            imposed_by: Vec::new(),
            claims_if_shown: Vec::new(),
            finding: None,
            perhaps_found: false,
            version: None,
            versions: Vec::new(),
            choosing: Vec::new(),
            place: None,
        }
    }

    /// Where several versions may apply, those under which it may be breached; all of them where none is.
    pub(super) fn versions_of_breach(&self) -> impl Iterator<Item = &'a Version<T>> + '_ {
        let some = self.versions.iter().any(|(_, perhaps)| *perhaps);
        let versions = self.versions.iter();
        let under = versions.filter(move |(_, perhaps)| *perhaps || !some);
        under.map(|(version, _)| *version)
    }

    /// Whether it is breached, or may be.
    pub(super) fn may_be_breached(&self) -> bool {
        let open = self.state == State::Undetermined && self.breach != Truth::No;
        self.state.is_breach() || open || self.unjudged
    }

    /// What is missing to settle its state: whether it is there, and if it is, what became of it.
    pub(super) fn all_needs(&self) -> Vec<Need> {
        let state = self.open.iter().filter(|(what, _)| *what == Aspect::State);
        let beside = state.map(|(_, needs)| needs.as_slice());
        let trigger = self.trigger_open.as_deref();
        let own = [self.needs.as_slice(), self.presumed.as_slice()];
        let all = own.into_iter().chain(trigger).chain(beside);
        needs_of(all)
    }

    /// Whether it is kept, or may still be, and on what that hangs.
    pub(super) fn kept_way(&self) -> Rc<Way> {
        let truth = match self.state {
            State::Fulfilled
            | State::Pending
            | State::Observed
            | State::Upheld
            | State::Available
            | State::Exercised => Truth::Yes,
            state if state.is_breach() => Truth::No,
            State::Undetermined if self.breach == Truth::Yes => Truth::No,
            _ => Truth::Undetermined,
        };
        let now = Some(Value::Truth(truth));
        let shape = self.kept.clone();
        Rc::new(Way { now, shape })
    }

    /// When it was done, or done against what is forbidden, whichever of two it comes to; these are
    /// missing to know which.
    pub(super) fn or_done(&mut self, other: &Outcome<'a, T>, missing: &[Need]) {
        let known = self.done.is_some_and(|at| at.exact().is_some());
        if self.done != other.done || self.violated_at != other.violated_at || !known {
            let own = self.done_needs.as_slice();
            self.done_needs = needs_of([own, other.done_needs.as_slice(), missing]);
        }
        self.done = self.done.zip(other.done).map(|(at, also)| at.join(&also));
        self.violated_at = match (self.violated_at, other.violated_at) {
            (Some(at), Some(also)) => Some(at.join(&also)),
            (at, also) => at.or(also),
        };
        self.demands |= other.demands;
    }

    pub(super) fn settle(&mut self, state: State, needs: Vec<Need>) {
        self.state = state;
        if state == State::Undetermined {
            self.standing = None;
            self.needs = needs;
        }
    }

    /// On what it rests; what is certain of it while its state is open may rest on a presumption.
    pub(super) fn support(&self) -> Option<Standing> {
        let presumed = (!self.presumed.is_empty()).then_some(Standing::Presumed);
        self.standing.or(presumed)
    }

    /// It rests on this too, and these would show otherwise.
    pub(super) fn rests_on_presumed(&mut self, standing: Standing, presumed: Vec<Need>) {
        self.rests_on(standing);
        self.presumed.extend(presumed);
    }

    pub(super) fn rests_on(&mut self, standing: Standing) {
        self.standing = self.standing.map(|known| known.min(standing));
    }
}
