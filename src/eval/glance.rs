//! The states of all instances at a moment, by the compiled evaluator: cheap enough to be asked for at
//! every moment at which something may change.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::facts::Facts;
use crate::kernel::{Asked, Scratch, Slots};
use crate::plan::{Item, Options, Prepared};
use crate::program::{Program, Target};
use crate::value::{Instant, State};

use super::Question;

/// An instance by its item and its text.
pub(super) type Key = (Target, Option<String>);

/// The states at one moment, in the order of the program.
pub(super) type States = Vec<(Key, State)>;

/// What looks at moments of one record.
pub(super) struct Glance<'a> {
    program: &'a Program,
    question: &'a Question,
    plan: Prepared,
    slots: Slots,
    scratch: RefCell<Scratch>,
    seen: RefCell<BTreeMap<Instant, Option<Rc<States>>>>,
}

impl<'a> Glance<'a> {
    /// None where the policies cannot be compiled, or the record states holidays of its own. Of accounts
    /// that differ only what is so whichever is true is seen, which is all that is asked here.
    pub(super) fn new(
        program: &'a Program,
        record: &Facts,
        question: &'a Question,
    ) -> Option<Glance<'a>> {
        if !record.calendars.is_empty() {
            return None;
        }
        let options = Options {
            proposed: question.proposed.clone(),
            readings: question.readings.clone(),
            only: Vec::new(),
        };
        let plan = Prepared::new(program, &options).ok()?;
        let mut slots = Slots::default();
        slots.fill(&plan, program, record, question.known_by);
        Some(Glance {
            program,
            question,
            plan,
            slots,
            scratch: RefCell::default(),
            seen: RefCell::default(),
        })
    }

    /// The states at a moment; none where not all was looked into.
    pub(super) fn at(&self, at: Instant) -> Option<Rc<States>> {
        if let Some(seen) = self.seen.borrow().get(&at) {
            return seen.clone();
        }
        let found = self.look(at).map(Rc::new);
        self.seen.borrow_mut().insert(at, found.clone());
        found
    }

    fn look(&self, at: Instant) -> Option<States> {
        let question = self.question;
        let asked = Asked {
            as_of: at,
            law_of: question.law_of,
            record_until: Some(question.record_until.unwrap_or(question.as_of)),
        };
        let mut scratch = self.scratch.borrow_mut();
        let rows = self.plan.judge(&self.slots, &asked, &mut scratch);
        if rows.is_cut() || !rows.faults().is_empty() {
            return None;
        }
        let states = rows.instances().iter().map(|row| {
            let target = match row.item {
                Item::Duty(duty) => Target::Duty(duty.index()),
                Item::Power(power) => Target::Power(power.index()),
                Item::Sanction(sanction) => Target::Sanction(sanction.index()),
            };
            let text = rows.instance(&self.plan, self.program, &self.slots, row);
            ((target, text), row.state)
        });
        Some(states.collect())
    }
}
