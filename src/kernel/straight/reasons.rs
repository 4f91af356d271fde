//! Why a row is as it is: the steps that it hangs on, by number. What could be otherwise without a
//! change to the row is left out: of several that all must hold the first that does not, of several
//! of which one must hold the first that does.

use crate::plan::{Register, Side, Step, Straight};
use crate::value::Truth;

use super::Registers;

/// The steps that rows hang on. It is filled again for the next record.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    found: Vec<Because>,
    /// The first of each row, the instances before the definitions.
    rows: Vec<u32>,
    /// Steps to be looked at.
    waiting: Vec<u32>,
    /// For which row each step was told last.
    told: Vec<u32>,
}

/// A step, and what it came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Because {
    /// The step; its op is that of [`crate::plan::Prepared::op_of`].
    pub step: u32,
    /// What it came to: whether it holds, whether an amount or a time is known exactly, whether an
    /// instance arises.
    pub answer: Truth,
}

impl Reasons {
    /// The steps that a row hangs on, each before those that it is made of: the instances in their
    /// order, then the definitions.
    #[must_use]
    pub fn of_row(&self, row: usize) -> &[Because] {
        let at = |row: usize| self.rows.get(row).map(|from| *from as usize);
        let from = at(row).unwrap_or(self.found.len());
        let to = at(row + 1).unwrap_or(self.found.len());
        self.found.get(from..to).unwrap_or_default()
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    pub(in crate::kernel) fn clear(&mut self) {
        self.found.clear();
        self.rows.clear();
    }

    pub(in crate::kernel) fn find(&mut self, straight: &Straight, registers: &Registers) {
        self.told.clear();
        self.told.resize(straight.steps.len(), u32::MAX);
        let instances = straight.instances.iter();
        let instances = instances.map(|row| Register::Instance(row.at));
        let conclusions = straight.conclusions.iter().map(|row| row.is);
        for (row, register) in (0u32..).zip(instances.chain(conclusions)) {
            let from = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
            self.rows.push(from);
            self.waiting.extend(straight.maker(register));
            while let Some(step) = self.waiting.pop() {
                self.tell(step, row, straight, registers);
            }
        }
    }

    fn tell(&mut self, number: u32, row: u32, straight: &Straight, r: &Registers) {
        let Some(step) = straight.steps.get(number as usize) else {
            return;
        };
        match self.told.get_mut(number as usize) {
            Some(told) if *told != row => *told = row,
            _ => return,
        }
        let register = straight.registers.get(number as usize).copied();
        let answer = register.map_or(Truth::Undetermined, |register| r.word(register));
        self.found.push(Because {
            step: number,
            answer,
        });
        let mut needs = |register| self.waiting.extend(straight.maker(register));
        match *step {
            Step::Written(_)
            | Step::Answer(_)
            | Step::Judged(_)
            | Step::OneOf(..)
            | Step::Below(..)
            | Step::Above(..)
            | Step::Exactly(_)
            | Step::Figure(_)
            | Step::Time(..) => {}
            Step::Less(a, b, _) | Step::Plus(a, b) | Step::Minus(a, b) => {
                needs(Register::Figure(b));
                needs(Register::Figure(a));
            }
            Step::Not(of) | Step::Presumed(of, _) => needs(Register::Answer(of)),
            Step::All(of) => self.some(of, answer, Truth::No, straight, r),
            Step::Any(of) => self.some(of, answer, Truth::Yes, straight, r),
            Step::AtLeast(_, of) => {
                let of = straight.args(of).iter().rev();
                of.for_each(|at| needs(Register::Answer(*at)));
            }
            Step::If(on, then, otherwise) => {
                let decided = r.answer(on);
                if decided != Truth::Yes {
                    needs(Register::Answer(otherwise));
                }
                if decided != Truth::No {
                    needs(Register::Answer(then));
                }
                needs(Register::Answer(on));
            }
            Step::Is(of, _) => needs(Register::Instance(of)),
            Step::Instance(_, trigger, none, on) => {
                let arises = answer == Truth::Yes;
                if arises {
                    needs(Register::Answer(on));
                }
                if r.answer(trigger) != Truth::No {
                    needs(Register::Answer(none));
                }
                needs(Register::Answer(trigger));
            }
        }
    }

    /// Those of several that decide: the first that decides alone, else those that are open, else
    /// all.
    fn some(&mut self, of: Side, answer: Truth, alone: Truth, straight: &Straight, r: &Registers) {
        let of = straight.args(of);
        let maker = |at: &u32| straight.maker(Register::Answer(*at));
        if answer == alone {
            let first = of.iter().find(|at| r.answer(**at) == alone);
            self.waiting.extend(first.and_then(maker));
            return;
        }
        let same = of.iter().rev().filter(|at| r.answer(**at) == answer);
        self.waiting.extend(same.filter_map(maker));
    }
}
