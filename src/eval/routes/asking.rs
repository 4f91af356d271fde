//! The questions that a search asks: whether a row holds, arises, is kept, is there or is open.

use std::cell::RefCell;
use std::rc::Rc;

use crate::determination::Whether;
use crate::facts::Part;
use crate::program::provision::{DutyBody, PowerBody, SanctionBody};
use crate::program::{FactRoot, Target};
use crate::value::{State, Truth};

use super::super::Eval;
use super::super::conclusion::{Asked, Concluded};
use super::super::instance::{Instance, Only};
use super::sets::Set;
use super::{Said, none};

/// A question about one row, asked of any evaluation.
pub(in crate::eval) struct Asking<'q> {
    /// How it is found.
    pub(super) answer: Box<Answer<'q>>,
    /// Of the other instances nothing is asked.
    pub(super) only: Option<Only>,
    /// What the record says.
    pub(super) so_far: Said,
    /// What is asked, in the answer's word.
    pub(super) whether: Whether,
    /// Sets of facts that were found to lead to yes, and to no.
    pub(super) led: RefCell<[Vec<Set>; 2]>,
}

impl Asking<'_> {
    /// Notes that a set leads to an answer.
    pub(super) fn note_led(&self, want: Truth, set: &Set) {
        let [yes, no] = &mut *self.led.borrow_mut();
        let known = if want == Truth::Yes { yes } else { no };
        if !known.contains(set) {
            known.push(set.clone());
        }
    }

    /// The sets that were found to lead to an answer.
    pub(super) fn led(&self, want: Truth) -> std::cell::Ref<'_, Vec<Set>> {
        std::cell::Ref::map(self.led.borrow(), |[yes, no]| match want {
            Truth::Yes => yes,
            _ => no,
        })
    }
}

/// How an answer is found in any evaluation; none where the row is not there.
pub(super) type Answer<'q> = dyn Fn(&Eval<'_>) -> Option<Said> + 'q;

impl<'a> Eval<'a> {
    /// Whether a duty arises, or whether it is kept once that is certain.
    pub(in crate::eval) fn asking_duty<'q>(
        &self,
        number: usize,
        instance: &'q Instance<'a, DutyBody>,
    ) -> Asking<'q> {
        let arises = &instance.outcome.arises;
        let open = arises.truth() == Truth::Yes && instance.outcome.state == State::Undetermined;
        let said = move |instance: &Instance<'_, DutyBody>| {
            if open {
                instance.kept()
            } else {
                instance.arises()
            }
        };
        Asking {
            so_far: said(instance),
            whether: if open { Whether::Kept } else { Whether::Arises },
            only: instance.only(Target::Duty(number)),
            led: RefCell::default(),
            // What is not there does not arise, and is not broken either.
            answer: Box::new(move |eval| {
                instance.among(&eval.duty(number), Truth::from(open), said)
            }),
        }
    }

    /// Whether a power is there.
    pub(in crate::eval) fn asking_power<'q>(
        &self,
        number: usize,
        instance: &'q Instance<'a, PowerBody>,
    ) -> Asking<'q> {
        Asking {
            so_far: instance.arises(),
            whether: Whether::Available,
            only: instance.only(Target::Power(number)),
            led: RefCell::default(),
            answer: Box::new(move |eval| {
                let others = eval.power(number);
                let event = |part: &Part| matches!(part, Part::Place(at) if matches!(at.root, FactRoot::Event(_)));
                // An exercise that is no more is none, whether or not the power is there.
                if instance.parts.iter().any(event)
                    && !others.iter().any(|other| other.text == instance.text)
                {
                    return Some(none());
                }
                instance.among(&others, Truth::No, |other| other.arises())
            }),
        }
    }

    /// Whether a sanction is open.
    pub(in crate::eval) fn asking_sanction<'q>(
        &self,
        number: usize,
        instance: &'q Instance<'a, SanctionBody>,
    ) -> Asking<'q> {
        Asking {
            so_far: instance.arises(),
            whether: Whether::Open,
            only: instance.only(Target::Sanction(number)),
            led: RefCell::default(),
            answer: Box::new(move |eval| {
                instance.among(&eval.sanction(number), Truth::No, |other| other.arises())
            }),
        }
    }

    /// Whether a conclusion holds.
    pub(in crate::eval) fn asking_conclusion<'q>(
        &self,
        asked: &'q Asked,
        concluded: &Concluded<'a>,
    ) -> Asking<'q> {
        let judged = &concluded.judged;
        Asking {
            so_far: (judged.truth(), Rc::clone(&judged.way)),
            whether: Whether::Holds,
            only: None,
            led: RefCell::default(),
            answer: Box::new(|eval| {
                let found = eval.conclude(asked.define, asked.args.clone(), &asked.when)?;
                Some((found.judged.truth(), Rc::clone(&found.judged.way)))
            }),
        }
    }
}
