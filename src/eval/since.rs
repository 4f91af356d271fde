//! Since when a duty is owed: from the moment that governs it, or from when its condition came to
//! hold where that was later, as that of a sum, a count or a length does.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::determination::Standing;
use crate::facts::Datum;
use crate::program::Target;
use crate::program::provision::DutyBody;
use crate::value::calendar::SECOND;
use crate::value::{Instant, Kind, Range, Truth};

use super::instance::Instance;
use super::way::{Place, Shape, each_once};
use super::{Eval, Question, moments};

/// At most so many evaluations for one answer; what would take more is not told, and the answer says
/// so.
pub(super) const MAX_LOOKS: usize = 2_048;

/// At most so many are kept for what asks next.
const MAX_KEPT: usize = 32;

/// Evaluations of moments looked back at: by the moment, and whether one instance alone was asked about.
pub(super) type Looks<'a> = RefCell<BTreeMap<(Instant, bool), Box<Eval<'a>>>>;

impl<'a> Eval<'a> {
    /// Since when an instance that has arisen is owed, where that is known.
    pub(super) fn owed_since(
        &self,
        number: usize,
        instance: &Instance<'a, DutyBody>,
    ) -> Option<Range> {
        if !self.question.beside {
            return None;
        }
        let outcome = &instance.outcome;
        let arisen = outcome.arisen?;
        let from = arisen.exact().and_then(Instant::from_seconds)?;
        let now = self.question.as_of;
        let asked = outcome.version.is_none_or(|version| {
            let body = &version.body;
            body.when.is_some() || !body.unless.is_empty()
        });
        let asked = asked || !outcome.exceptions.is_empty() || !outcome.instead.is_empty();
        if from >= now || !asked || outcome.standing == Some(Standing::Presumed) {
            return Some(arisen);
        }
        let Some(exactly) = self.may_have_come(instance, from) else {
            return Some(arisen);
        };
        let holds = |at: Instant| self.arose_by(number, instance, at);
        if holds(from)? || !holds(now)? {
            return Some(arisen);
        }
        if !exactly {
            return None;
        }
        let since = self.first_that_holds(from, now, holds)?;
        Some(Range::exactly(since.seconds()))
    }

    /// Whether what gives rise to it can have changed since a moment, and if so whether all the times
    /// that it asks of are exact.
    fn may_have_come(&self, instance: &Instance<'a, DutyBody>, from: Instant) -> Option<bool> {
        let (mut changes, mut exactly) = (false, true);
        for way in each_once(&instance.outcome.arises.way, |_| true) {
            match &way.shape {
                Shape::Opaque(_)
                | Shape::OnCalendar(..)
                | Shape::Counted(..)
                | Shape::Done(..)
                | Shape::DoneSo(..) => changes = true,
                Shape::Figure(Place::Fact(path)) => {
                    let kind = self.at_steps(path.root, &path.steps).map(|(_, kind)| kind);
                    if !matches!(kind.as_deref(), Some(Kind::Time | Kind::Date)) {
                        continue;
                    }
                    let range = way.range();
                    let before = kind.as_deref() == Some(&Kind::Time)
                        && Range::exactly(from.seconds()).is_at_least(&range) == Truth::Yes;
                    changes |= !before;
                    exactly &= before || range.exact().is_some() || range.high.is_none();
                }
                _ => {}
            }
        }
        changes.then_some(exactly)
    }

    /// Whether it had arisen by a moment, by all that is known now; none where that is not looked at.
    fn arose_by(
        &self,
        number: usize,
        instance: &Instance<'a, DutyBody>,
        at: Instant,
    ) -> Option<bool> {
        self.note_all();
        let Some(left) = self.looks_back.get().checked_sub(1) else {
            self.since_cut.set(true);
            return None;
        };
        self.looks_back.set(left);
        let only = instance.only(Target::Duty(number));
        let key = (at, only.is_some());
        let kept = self.looked_back.borrow_mut().remove(&key);
        let mut eval = kept.unwrap_or_else(|| Box::new(self.looking_back(at)));
        let found = eval.asked_of(only.as_ref(), |eval| {
            instance.among(&eval.duty(number), Truth::No, |other| other.arises())
        });
        if eval.can_be_kept() {
            let mut kept = self.looked_back.borrow_mut();
            if kept.len() == MAX_KEPT {
                kept.clear();
            }
            kept.insert(key, eval);
        }
        Some(found.is_some_and(|(truth, _)| truth == Truth::Yes))
    }

    /// An evaluation of an earlier moment, by all that is known now.
    fn looking_back(&self, at: Instant) -> Eval<'a> {
        let question = Question {
            as_of: at,
            coming: false,
            routes: false,
            changes: false,
            ..self.question.clone()
        };
        let overlay: &'a [(Place, Datum)] = self.overlay;
        let mut eval = Eval::unworded(self.program, self.facts, &question, overlay);
        eval.judged_by = Some(self.told_until());
        eval
    }

    /// The first moment between two, to the second, from which on something holds that does not at
    /// the first and does at the last.
    fn first_that_holds(
        &self,
        from: Instant,
        now: Instant,
        holds: impl Fn(Instant) -> Option<bool>,
    ) -> Option<Instant> {
        let (mut low, mut high) = (from, now);
        let mut moments = moments::moments(self.program, self.facts);
        moments.retain(|at| *at > from && *at < now);
        let mut between = moments.as_slice();
        while let Some(middle) = between.get(between.len() / 2) {
            let (before, after) = between.split_at(between.len() / 2);
            if holds(*middle)? {
                high = *middle;
                between = before;
            } else {
                low = *middle;
                between = after.get(1..).unwrap_or_default();
            }
        }
        // Most changes come with a moment, or just after it.
        if low.plus_micros(1).is_some_and(|after| after >= high) || holds(low.plus_micros(1)?)? {
            return Some(low);
        }
        if !holds(high.plus_micros(-1)?)? {
            return Some(high);
        }
        let second = |at: Instant| at.micros().div_euclid(SECOND);
        let (mut low, mut high) = (second(low), second(high));
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            match holds(Instant::from_micros(middle * SECOND))? {
                true => high = middle,
                false => low = middle,
            }
        }
        Some(Instant::from_micros(high * SECOND))
    }
}
