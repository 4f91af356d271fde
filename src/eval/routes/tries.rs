//! Judging with a set of facts supposed, each set at most once.

use std::borrow::Cow;
use std::rc::Rc;

use crate::facts::{Datum, Facts};
use crate::value::Truth;

use super::super::Eval;
use super::super::cone::{Base, Ground};
use super::super::way::Place;
use super::super::work::weighed;
use super::sets::{Pick, Set, contradict};
use super::{Asking, EXPRESSIONS_A_TRY, Said};

/// An evaluation with something supposed that may be asked again, and whether one instance alone is
/// asked about in it.
pub(in crate::eval) struct Tried<'a> {
    pub(super) set: Set,
    pub(super) alone: bool,
    pub(super) eval: Box<Eval<'a>>,
}

/// At most so many are kept.
pub(super) const MAX_KEPT: usize = 48;

/// Evaluations with something supposed, of which there are only so many.
pub(super) struct Tries<'t, 'a> {
    pub(super) eval: &'t Eval<'a>,
    pub(super) asking: &'t Asking<'t>,
    pub(super) want: Truth,
    pub(super) left: usize,
    /// What may lead to the other side and was not tried yet, the largest first; none where what is
    /// found says nothing of smaller sets.
    pub(super) other_side: Option<Vec<Set>>,
}

impl<'a> Eval<'a> {
    /// What the answer to a question is with these facts. Many rows hang on the same ones: what was
    /// found with them for one row is there for the next.
    pub(super) fn said_with(&self, set: &[Pick], asking: &Asking<'_>) -> Option<Said> {
        let alone = asking.only.is_some();
        let same = |tried: &Tried<'_>| tried.alone == alone && tried.set == set;
        let at = self.tried.borrow().iter().position(same);
        let kept = at.and_then(|at| self.tried.borrow_mut().remove(at));
        let mut tried = match kept {
            Some(tried) => tried,
            None => {
                let (facts, overlay) = self.supposing(set);
                let Cow::Borrowed(facts) = facts else {
                    return self.said_once(&facts, &overlay, None, asking);
                };
                // What does not hang on what is supposed is as it was found, unless the record is
                // another one.
                let found = self.tracker.is_some().then(|| self.ground());
                let kept = match self.room.filter(|_| found.is_some()) {
                    Some(room) => room.keep(overlay),
                    None => Err(overlay),
                };
                let overlay = match kept {
                    Ok(overlay) => overlay,
                    Err(overlay) => return self.said_once(facts, &overlay, found, asking),
                };
                let mut eval = Eval::unworded(self.program, facts, &self.question, overlay);
                eval.base = self.base_of(overlay, found);
                Tried {
                    set: set.to_vec(),
                    alone,
                    eval: Box::new(eval),
                }
            }
        };
        let said = tried
            .eval
            .asked_of(asking.only.as_ref(), |eval| (asking.answer)(eval));
        if tried.eval.can_be_kept() {
            let mut kept = self.tried.borrow_mut();
            if kept.len() == MAX_KEPT {
                kept.pop_front();
            }
            kept.push_back(tried);
        }
        said
    }

    /// The same in an evaluation that is not kept.
    pub(super) fn said_once(
        &self,
        facts: &Facts,
        overlay: &[(Place, Datum)],
        found: Option<Rc<Ground<'a>>>,
        asking: &Asking<'_>,
    ) -> Option<Said> {
        let mut eval = Eval::unworded(self.program, facts, &self.question, overlay);
        eval.base = self.base_of(overlay, found);
        eval.asked_of(asking.only.as_ref(), |eval| (asking.answer)(eval))
    }

    pub(super) fn base_of<'b>(
        &self,
        overlay: &[(Place, Datum)],
        found: Option<Rc<Ground<'b>>>,
    ) -> Option<Base<'b>> {
        let found = found?;
        let changed = self.read_of(overlay.iter().map(|(place, _)| place));
        Some(Base { found, changed })
    }
}

impl Tries<'_, '_> {
    pub(super) fn is_over(&self) -> bool {
        self.left == 0 || self.eval.tries.get() == 0
    }

    /// What the question's answer is with these facts.
    pub(super) fn said(&mut self, set: &[Pick]) -> Option<Said> {
        let left = self.one_less()?;
        let before = weighed();
        let said = self.eval.said_with(set, self.asking);
        let looked = weighed().wrapping_sub(before);
        let more = usize::try_from(looked / EXPRESSIONS_A_TRY).unwrap_or(usize::MAX);
        self.eval.tries.set(left.saturating_sub(more));
        said
    }

    /// Counts a try; how many are left, if it may be made.
    fn one_less(&mut self) -> Option<usize> {
        self.left = self.left.checked_sub(1)?;
        self.eval.tries.get().checked_sub(1)
    }

    fn leads(&mut self, set: &[Pick]) -> bool {
        if self.may_turn(set) {
            // It is counted as if it had been tried, so that as many are.
            if let Some(left) = self.one_less() {
                self.eval.tries.set(left);
            }
            return false;
        }
        self.said(set).is_some_and(|(truth, _)| truth == self.want)
    }

    /// Whether facts are known that can be added to a set and lead to the other side: then it alone leads
    /// to neither, for what is settled on less is settled on more.
    fn may_turn(&mut self, set: &[Pick]) -> bool {
        let Some(untried) = &mut self.other_side else {
            return false;
        };
        let other = self.want.negate();
        if self
            .asking
            .led(other)
            .iter()
            .any(|led| !contradict(led, set))
        {
            return true;
        }
        // The one that would say so leads there too, unless its shape promised too much.
        let Some(at) = untried.iter().rposition(|led| !contradict(led, set)) else {
            return false;
        };
        let further = untried.remove(at);
        let said = self.eval.said_with(&further, self.asking);
        let leads = said.is_some_and(|(truth, _)| truth == other);
        if leads {
            self.asking.note_led(other, &further);
        }
        leads
    }

    /// The set without what it can do without.
    pub(super) fn without_needless(&mut self, mut set: Set) -> Set {
        let mut at = 0;
        while at < set.len() && set.len() > 1 {
            let mut others = set.clone();
            others.remove(at);
            if self.leads(&others) {
                set = others;
            } else {
                at += 1;
            }
        }
        set
    }
}
