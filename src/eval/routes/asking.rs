//! The questions that a search asks: whether a row holds, arises, is kept, is there or is open.

use std::rc::Rc;

use crate::determination::Whether;
use crate::facts::Part;
use crate::program::provision::{DutyBody, PowerBody, SanctionBody};
use crate::program::{FactRoot, Target};
use crate::value::{State, Truth};

use super::super::Eval;
use super::super::conclusion::{Asked, Concluded};
use super::super::instance::{Instance, Only};
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
            answer: Box::new(|eval| {
                let found = eval.conclude(asked.define, asked.args.clone(), &asked.when)?;
                Some((found.judged.truth(), Rc::clone(&found.judged.way)))
            }),
        }
    }
}
