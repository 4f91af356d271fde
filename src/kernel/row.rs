//! The answer of one judging: what each definition comes to, and the state of every instance. It
//! borrows what judging worked with, where the reasons are.

use std::sync::Arc;

use crate::plan::{
    Answer, Dated, DefineId, DutyId, ExceptionId, Item, OpId, Prepared, SanctionId, Straight, What,
};
use crate::program::{Program, Target};
use crate::value::State;
use crate::value::figure::Figure;
use crate::value::range::Fault;
use crate::value::{Range, Truth, Value};

use super::instance::Instance;
use super::limit::Limit;
use super::scratch::{Run, Scratch, Work};
use super::slots::{Part, Slots};
use super::straight::Reasons;
use super::{Asked, Kernel};

/// What a definition comes to.
#[derive(Clone, Copy, Debug)]
pub struct ConclusionRow {
    /// The definition.
    pub define: DefineId,
    /// What it comes to.
    pub answer: Answer,
    /// A version is in force, or may be.
    pub in_force: bool,
    pub(super) exempt: (u32, u32),
}

/// The state of an instance of a duty, a power or a sanction.
#[derive(Clone, Copy, Debug)]
pub struct InstanceRow {
    /// The item.
    pub item: Item,
    /// The member it is about, by its slot.
    pub member: Option<u32>,
    /// The state.
    pub state: State,
    /// Whether it arises.
    pub arises: Truth,
    /// It is exempt if it would have arisen, which is open: it may not have arisen at all.
    pub one_of_two: bool,
    /// By when it is due.
    pub limit: Limited,
    /// When it was done.
    pub done: Option<Figure>,
    /// Exceptions put something else in place of what is owed.
    pub replaced: bool,
    /// Earlier instances are not looked at.
    pub cut: bool,
    /// What was found of it is certain, and what the rules come to is open, as may be what was done.
    pub(super) ruled: bool,
    pub(super) exempt: (u32, u32),
    pub(super) parts: (u32, u32),
    pub(super) most: (u32, u32),
}

/// By when something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limited {
    /// There is no limit, or its clock has not started.
    No,
    /// An instant, included; as far as it is known.
    At(Figure),
    /// A day, open until its end; as far as it is known.
    Day(Figure),
    /// A day that a relief puts off to an instant, which is included; both as far as they are known.
    Relieved(Figure, Figure),
    /// A day, and when it is over: at one instant or at another, where clocks differ.
    Over(Figure, Figure),
}

/// The answer of one judging.
#[derive(Debug)]
pub struct Rows<'s> {
    work: &'s Work,
    /// The steps in whose registers it was found, if it was found so.
    straight: Option<&'s Straight>,
}

impl<'s> Rows<'s> {
    /// What the definitions without parameters come to.
    #[must_use]
    pub fn conclusions(&self) -> &'s [ConclusionRow] {
        &self.work.conclusions
    }

    /// The instances of the duties, then of the powers, then of the sanctions.
    #[must_use]
    pub fn instances(&self) -> &'s [InstanceRow] {
        &self.work.rows
    }

    /// What each op came to that was looked at, once for each run of its block.
    pub fn answers<'r>(&'r self, plan: &'r Prepared) -> impl Iterator<Item = (OpId, Answer)> + 'r {
        let in_steps = self.straight.into_iter().flat_map(|straight| {
            let found = |op| Some((op, self.work.registers.found(straight.register(op)?)));
            plan.ops().filter_map(move |(op, _)| found(op))
        });
        let in_runs = self.work.runs.iter().flat_map(move |run| {
            let ops = plan.block_of(run.block).map(|(op, _)| op);
            ops.filter_map(move |op| Some((op, self.answer_in(run, op)?)))
        });
        in_steps.chain(in_runs)
    }

    fn answer_in(&self, run: &Run, op: OpId) -> Option<Answer> {
        let at = op.0.wrapping_add(run.offset) as usize;
        let answer = self.work.answers.get(at).copied();
        answer.filter(|answer| answer.turn == self.work.turn)
    }

    /// Whether something was not looked into because it lay too deep, or there was too much of it.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.work.cut
    }

    /// Whether it was found in one pass over the steps of the plan.
    #[must_use]
    pub fn is_straight(&self) -> bool {
        self.straight.is_some()
    }

    /// Of each row, the steps that it hangs on as the record is, if it was found in one pass; else
    /// false, and `eval` is asked for the reasons.
    pub fn why(&self, reasons: &mut Reasons) -> bool {
        reasons.clear();
        let Some(straight) = self.straight else {
            return false;
        };
        reasons.find(straight, &self.work.registers);
        true
    }

    /// Amounts that could not be computed.
    #[must_use]
    pub fn faults(&self) -> &'s [(OpId, Fault)] {
        &self.work.faults
    }

    /// The millionths of its base unit that an ordered value is, if only one is left and it fits.
    #[must_use]
    pub fn millionths(&self, answer: &Answer) -> Option<i64> {
        (answer.what == What::Figure).then(|| answer.figure().only())?
    }

    /// The range of a figure.
    #[must_use]
    pub fn range(&self, figure: Figure) -> Range {
        figure.range(&self.work.exact)
    }

    /// What is known of an answer; none for what does not apply, and for records and lists.
    #[must_use]
    pub fn value(&self, plan: &Prepared, slots: &Slots, answer: &Answer) -> Option<Value> {
        Some(match answer.what {
            What::Yes | What::No | What::Open => Value::Truth(answer.truth()),
            What::Figure => Value::Range(self.range(answer.figure())),
            What::Choice => Value::Choice(answer.choices()?),
            What::Text => Value::Text(slots.text(plan, answer.low).map(Arc::from)),
            What::AnyText => Value::Text(None),
            What::Period => Value::Period(slots.period(plan, answer.low)),
            What::AnyPeriod => Value::Period(None),
            What::NotApplicable | What::Ahead | What::Record | What::List => return None,
        })
    }

    /// Whether anything in the answer is open. What is open in every case of the unknowns apart may
    /// be settled when they are looked at together; that is not done here, but by the plain evaluator.
    #[must_use]
    pub fn is_open(&self, plan: &Prepared, slots: &Slots) -> bool {
        let conclusions = self.conclusions().iter();
        conclusions
            .filter(|row| row.in_force)
            .any(|row| !self.is_settled(plan, slots, &row.answer))
            || self.instances().iter().any(|row| self.is_open_row(row))
    }

    /// Whether an answer is one value.
    #[must_use]
    pub fn is_settled(&self, plan: &Prepared, slots: &Slots, answer: &Answer) -> bool {
        match answer.what {
            What::Yes | What::No => true,
            What::Figure => answer.figure().is_settled(&self.work.exact),
            _ => {
                let value = self.value(plan, slots, answer);
                value.is_none_or(|value| value.is_settled())
            }
        }
    }

    /// Whether the state of an instance, its limit or when it was done is open.
    #[must_use]
    pub fn is_open_row(&self, row: &InstanceRow) -> bool {
        let open = |figure: Figure| !figure.is_settled(&self.work.exact);
        let limit = match row.limit {
            Limited::No => false,
            Limited::At(at) | Limited::Day(at) => open(at),
            Limited::Relieved(due, at) | Limited::Over(due, at) => open(due) || open(at),
        };
        let state = row.state == State::Undetermined || row.arises == Truth::Undetermined;
        row.one_of_two || row.ruled || state || limit || row.done.is_some_and(open)
    }

    /// Exceptions to a definition that hold.
    #[must_use]
    pub fn exempt(&self, row: &ConclusionRow) -> &'s [ExceptionId] {
        self.exceptions(row.exempt)
    }

    /// Exceptions to an instance that hold.
    #[must_use]
    pub fn exempt_by(&self, row: &InstanceRow) -> &'s [ExceptionId] {
        self.exceptions(row.exempt)
    }

    /// At most how much a sanction is.
    #[must_use]
    pub fn up_to(&self, row: &InstanceRow) -> &'s [Answer] {
        let (from, to) = row.most;
        self.work
            .most
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    fn exceptions(&self, (from, to): (u32, u32)) -> &'s [ExceptionId] {
        self.work
            .exempt
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    /// What tells an instance from others of its item: `services[0], events[1]`.
    #[must_use]
    pub fn instance(
        &self,
        plan: &Prepared,
        program: &Program,
        slots: &Slots,
        row: &InstanceRow,
    ) -> Option<String> {
        let (from, to) = row.parts;
        let parts: &[Part] = self.work.parts.get(from as usize..to as usize)?;
        let several = match row.item {
            Item::Sanction(sanction) => plan.sanctions.get(sanction.index())?.several,
            Item::Duty(_) | Item::Power(_) => false,
        };
        slots.instance_text(plan, program, parts, several)
    }
}

impl Prepared {
    /// Judges one record. What is found stands until the next record is judged with the same
    /// `scratch`.
    pub fn judge<'s>(&'s self, slots: &Slots, asked: &Asked, scratch: &'s mut Scratch) -> Rows<'s> {
        let Scratch { work, moments } = scratch;
        let made = moments.made.drain(..);
        moments.spare.extend(made.filter_map(|(_, work)| work));
        if let Some(straight) = self.straight.as_deref()
            && work.pass(self, straight, slots, asked)
        {
            return Rows {
                work,
                straight: Some(straight),
            };
        }
        work.begin(self, &slots.exact);
        let mut kernel = Kernel {
            plan: self,
            slots,
            asked: *asked,
            s: work,
            moments,
            earlier: false,
            depth: 0,
            exceptions: 0,
            by_now: None,
        };
        kernel.start();
        kernel.judge();
        Rows {
            work,
            straight: None,
        }
    }
}

impl Prepared {
    /// What was found of the record that was judged last, by this plan.
    #[must_use]
    pub fn judged<'s>(&'s self, scratch: &'s Scratch) -> Rows<'s> {
        let work = &scratch.work;
        let straight = self.straight.as_deref();
        Rows {
            work,
            straight: straight.filter(|_| work.registers.are_of(self.number)),
        }
    }
}

impl Kernel<'_> {
    fn judge(&mut self) {
        let plan = self.plan;
        if plan.wanted.all {
            // What others wait for is looked at before those that wait, so that no chain lies deep.
            for target in &plan.order {
                match target {
                    Target::Duty(number) => drop(self.duty(DutyId::at(*number))),
                    Target::Define(number) => self.settle(DefineId::at(*number)),
                    _ => {}
                }
            }
        }
        for duty in &plan.wanted.duties {
            let found = self.duty(*duty);
            self.rows(Item::Duty(*duty), found);
        }
        for power in &plan.wanted.powers {
            let found = self.power(*power);
            self.rows(Item::Power(*power), found);
        }
        for sanction in &plan.wanted.sanctions {
            let found = self.sanction(*sanction);
            self.rows(Item::Sanction(*sanction), found);
        }
        for define in &plan.wanted.defines {
            self.conclusion_row(*define);
        }
    }

    fn settle(&mut self, define: DefineId) {
        if let Some(of) = self.define(define).filter(|of| of.params == 0) {
            let when = self.outer_when(of.governed.policy);
            self.concluded(define, of, when);
        }
    }

    fn conclusion_row(&mut self, define: DefineId) {
        let Some(of) = self.define(define).filter(|of| of.params == 0) else {
            return;
        };
        let when = self.outer_when(of.governed.policy);
        let number = self.concluded(define, of, when);
        if let Some(found) = self.s.concluded.get(number as usize) {
            self.s.conclusions.push(ConclusionRow {
                define,
                answer: found.answer,
                in_force: found.in_force,
                exempt: found.exempt,
            });
        }
    }

    fn rows(&mut self, item: Item, (from, to): (u32, u32)) {
        for at in from..to {
            let Some(instance) = self.instance(at) else {
                break;
            };
            let most = match item {
                Item::Sanction(sanction) => self.most(sanction, &instance),
                Item::Duty(_) | Item::Power(_) => (0, 0),
            };
            let outcome = &instance.outcome;
            self.s.rows.push(InstanceRow {
                item,
                member: instance.member,
                state: outcome.state,
                arises: outcome.arises,
                one_of_two: outcome.state == State::Exempt && outcome.trigger_open,
                limit: limited(&outcome.limit),
                done: outcome.done,
                replaced: outcome.replaced,
                cut: instance.cut,
                ruled: outcome
                    .found
                    .is_some_and(|found| found.derived == State::Undetermined),
                exempt: outcome.exempt,
                parts: instance.parts,
                most,
            });
        }
    }

    /// At most how much a sanction is, in the version that is in force.
    fn most(&mut self, sanction: SanctionId, instance: &Instance) -> (u32, u32) {
        let plan = self.plan;
        let sanction = plan.sanctions.get(sanction.index());
        let version = sanction.zip(instance.outcome.version);
        let version = version.and_then(|(of, number)| of.versions.all.get(number as usize));
        let Some(version) = version.filter(|version| !version.body.up_to.is_empty()) else {
            return (0, 0);
        };
        let from = self.s.most.len();
        let inner = self.enter(version.block, &instance.frame);
        for most in &version.body.up_to {
            let most = self.eval(*most, &inner);
            self.s.most.push(most);
        }
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        (narrow(from), narrow(self.s.most.len()))
    }
}

fn limited(limit: &Limit) -> Limited {
    let at = limit.at.unwrap_or(Figure::UNKNOWN);
    match (limit.due, limit.dated) {
        (None, _) => Limited::No,
        (Some(due), Dated::Day) if limit.relieved => Limited::Relieved(due, at),
        (Some(due), Dated::Day) if limit.elsewhere => Limited::Over(due, at),
        (Some(due), Dated::Day) => Limited::Day(due),
        (Some(due), Dated::Instant) => Limited::At(due),
    }
}
