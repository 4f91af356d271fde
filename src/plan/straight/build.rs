//! From the ops of a plan to steps.

mod provision;

use std::collections::HashMap;

use super::super::answer::What;
use super::super::cell::NONE;
use super::super::id::{DefineId, DutyId, ExceptionId, LeafId, OpId, SlotId};
use super::super::leaf::LeafKind;
use super::super::op::{Args, Op};
use super::super::prepared::Prepared;
use super::super::provision::Item;
use super::{At, Conclusion, Instance, Register, Side, Sort, Step, Straight};
use crate::program::Target;
use crate::value::{CompareOp, Sign, Truth};

/// Ops are followed so deep. What lies deeper is left to the ops as they are.
const MAX_DEPTH: u32 = 64;

/// Exceptions and the registers of whether they hold.
type Excepting = Vec<(ExceptionId, At)>;

/// Steps in the making.
struct Builder<'p> {
    plan: &'p Prepared,
    made: Straight,
    known: HashMap<Step, At>,
    /// The steps that come to answers, by their registers.
    answers: Vec<Step>,
    sides: HashMap<Vec<At>, Side>,
    counts: [u32; 3],
    defines: HashMap<DefineId, Option<Conclusion>>,
    items: HashMap<Item, Option<Instance>>,
    exceptions: HashMap<ExceptionId, Option<At>>,
    depth: u32,
}

impl Straight {
    /// The steps of a plan; none where some row that is wanted needs more.
    pub(in crate::plan) fn of(plan: &Prepared) -> Option<Straight> {
        let mut builder = Builder {
            plan,
            made: Straight {
                of_op: vec![None; plan.len()],
                ..Straight::default()
            },
            known: HashMap::new(),
            answers: Vec::new(),
            sides: HashMap::new(),
            counts: [0; 3],
            defines: HashMap::new(),
            items: HashMap::new(),
            exceptions: HashMap::new(),
            depth: 0,
        };
        builder.rows()?;
        Some(builder.made.pruned())
    }
}

impl Builder<'_> {
    fn rows(&mut self) -> Option<()> {
        let plan = self.plan;
        // What others are made of comes before them, so that no chain lies deep.
        for target in &plan.order {
            let found = match target {
                Target::Define(number) => self.define(DefineId::at(*number)).map(drop),
                Target::Duty(number) => self.item(Item::Duty(DutyId::at(*number))).map(drop),
                _ => Some(()),
            };
            if plan.wanted.all {
                found?;
            }
        }
        let wanted = &plan.wanted;
        let duties = wanted.duties.iter().map(|duty| Item::Duty(*duty));
        let powers = wanted.powers.iter().map(|power| Item::Power(*power));
        let sanctions = wanted.sanctions.iter();
        let sanctions = sanctions.map(|sanction| Item::Sanction(*sanction));
        for item in duties.chain(powers).chain(sanctions) {
            let found = self.item(item)?;
            self.made.instances.push(found);
        }
        for define in &wanted.defines {
            let found = self.define(*define)?;
            self.made.conclusions.push(found);
        }
        Some(())
    }

    /// Adds a step, unless there is one like it.
    fn step(&mut self, step: Step) -> At {
        if let Some(known) = self.known.get(&step) {
            return *known;
        }
        if let Register::Answer(_) = step.sort() {
            self.answers.push(step);
        }
        let [answers, figures, instances] = &mut self.counts;
        let count = match step.sort() {
            Register::Answer(_) => answers,
            Register::Figure(_) => figures,
            Register::Instance(_) => instances,
        };
        let at = *count;
        *count += 1;
        self.made.steps.push(step);
        self.known.insert(step, at);
        at
    }

    fn side_by_side(&mut self, of: Vec<At>) -> Side {
        if let Some(known) = self.sides.get(&of) {
            return *known;
        }
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let side = Side {
            from: narrow(self.made.args.len()),
            len: narrow(of.len()),
        };
        self.made.args.extend_from_slice(&of);
        self.sides.insert(of, side);
        side
    }

    fn all(&mut self, of: Vec<At>) -> At {
        match of.as_slice() {
            [only] => *only,
            _ => {
                let of = self.side_by_side(of);
                self.step(Step::All(of))
            }
        }
    }

    fn any(&mut self, of: Vec<At>) -> At {
        match of.as_slice() {
            [only] => *only,
            _ => {
                let of = self.side_by_side(of);
                self.step(Step::Any(of))
            }
        }
    }

    fn op(&mut self, op: OpId) -> Option<Register> {
        if let Some(known) = self.made.register(op) {
            return Some(known);
        }
        if self.depth >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let found = self.found(op);
        self.depth -= 1;
        if let Some(place) = self.made.of_op.get_mut(op.index()) {
            *place = found;
        }
        found
    }

    fn answer(&mut self, op: OpId) -> Option<At> {
        match self.op(op)? {
            Register::Answer(at) => Some(at),
            Register::Figure(_) | Register::Instance(_) => None,
        }
    }

    fn figure(&mut self, op: OpId) -> Option<At> {
        match self.op(op)? {
            Register::Figure(at) => Some(at),
            Register::Answer(_) | Register::Instance(_) => None,
        }
    }

    fn each(&mut self, args: Args) -> Option<Vec<At>> {
        let plan = self.plan;
        plan.args(args).iter().map(|op| self.answer(*op)).collect()
    }

    fn found(&mut self, op: OpId) -> Option<Register> {
        let plan = self.plan;
        let answer = match plan.op(op) {
            Op::Fixed(fixed) => {
                let fixed = plan.fixed(fixed);
                match fixed.what {
                    What::Yes | What::No | What::Open => self.step(Step::Written(fixed.truth())),
                    What::Figure => {
                        let exactly = Step::Exactly(fixed.figure().only()?);
                        return Some(Register::Figure(self.step(exactly)));
                    }
                    _ => return None,
                }
            }
            Op::Read(slot, leaf) => return self.read(slot, leaf),
            Op::Call(define, args) if plan.args(args).is_empty() => {
                return Some(self.define(define)?.is);
            }
            Op::All(of) => {
                let of = self.each(of)?;
                self.all(of)
            }
            Op::Any(of) => {
                let of = self.each(of)?;
                self.any(of)
            }
            Op::AtLeast(count, of) => {
                let of = self.each(of)?;
                let of = self.side_by_side(of);
                self.step(Step::AtLeast(count, of))
            }
            Op::Not(of) => {
                let of = self.answer(of)?;
                self.not(of)
            }
            Op::Compare(op, left, right) if self.fixed_limit(op, left, right).is_some() => {
                let step = self.fixed_limit(op, left, right)?;
                self.step(step)
            }
            Op::Compare(op, left, right) => {
                let (left, right) = (self.figure(left)?, self.figure(right)?);
                self.step(match op {
                    CompareOp::LessThan => Step::Less(left, right, false),
                    CompareOp::AtLeast => Step::Less(left, right, true),
                    CompareOp::MoreThan => Step::Less(right, left, false),
                    CompareOp::AtMost => Step::Less(right, left, true),
                })
            }
            Op::OneOf(of, set) => self.one_of(of, set)?,
            Op::Same(left, right) => self.same(left, right)?,
            Op::InState(asked) => {
                let asked = plan.asked_states.get(asked as usize)?;
                if asked.of.is_some() {
                    return None;
                }
                let instance = self.item(asked.item)?.at;
                self.step(Step::Is(instance, asked.state))
            }
            Op::If(on, then, otherwise) => {
                let on = self.answer(on)?;
                let (then, otherwise) = (self.answer(then)?, self.answer(otherwise)?);
                self.step(Step::If(on, then, otherwise))
            }
            Op::Sum(from, count) => return self.sum(from, count),
            _ => return None,
        };
        Some(Register::Answer(answer))
    }

    /// The opposite of an answer. Of one among some choices it is one among the others.
    fn not(&mut self, of: At) -> At {
        match self.answers.get(of as usize).copied() {
            Some(Step::OneOf(slot, unknown, set)) => {
                self.step(Step::OneOf(slot, unknown.negate(), !set))
            }
            _ => self.step(Step::Not(of)),
        }
    }

    /// A comparison of a slot with what is written, either way round.
    fn fixed_limit(&self, op: CompareOp, left: OpId, right: OpId) -> Option<Step> {
        let slot = |op: OpId| match self.plan.op(op) {
            Op::Read(slot, leaf) => {
                let leaf = self.plan.leaf(leaf)?;
                let plain = leaf.kind == LeafKind::Figure && leaf.computed.is_none();
                (plain && self.stands_alone(slot)).then_some(slot.0)
            }
            _ => None,
        };
        let written = |op: OpId| match self.plan.op(op) {
            Op::Fixed(fixed) => self.plan.fixed(fixed).figure().only(),
            _ => None,
        };
        if let Some((slot, at)) = slot(left).zip(written(right)) {
            return Some(match op {
                CompareOp::LessThan => Step::Below(slot, at, false),
                CompareOp::AtLeast => Step::Below(slot, at, true),
                CompareOp::MoreThan => Step::Above(slot, at, false),
                CompareOp::AtMost => Step::Above(slot, at, true),
            });
        }
        let (at, slot) = written(left).zip(slot(right))?;
        Some(match op {
            CompareOp::LessThan => Step::Above(slot, at, false),
            CompareOp::AtLeast => Step::Above(slot, at, true),
            CompareOp::MoreThan => Step::Below(slot, at, false),
            CompareOp::AtMost => Step::Below(slot, at, true),
        })
    }

    fn read(&mut self, slot: SlotId, leaf: LeafId) -> Option<Register> {
        let leaf = self.plan.leaf(leaf)?;
        if leaf.computed.is_some() || !self.stands_alone(slot) {
            return None;
        }
        let time = |sort| Step::Time(slot.0, sort, leaf.planned);
        let figure = match leaf.kind {
            LeafKind::Answer if leaf.judgement => {
                return Some(Register::Answer(self.step(Step::Judged(slot.0))));
            }
            LeafKind::Answer => return Some(Register::Answer(self.step(Step::Answer(slot.0)))),
            LeafKind::Figure => Step::Figure(slot.0),
            LeafKind::Instant => time(Sort::Instant),
            LeafKind::Day => time(Sort::Day),
            _ => return None,
        };
        Some(Register::Figure(self.step(figure)))
    }

    /// Whether no other slot is read where this one is silent.
    fn stands_alone(&self, slot: SlotId) -> bool {
        let blank = self.plan.layout.blank.get(slot.index());
        blank.is_some_and(|cell| cell.instead == NONE)
    }

    fn one_of(&mut self, of: OpId, set: u64) -> Option<At> {
        let plan = self.plan;
        let Op::Read(slot, leaf) = plan.op(of) else {
            return None;
        };
        let leaf = plan.leaf(leaf)?;
        let LeafKind::Choice(every) = leaf.kind else {
            return None;
        };
        if leaf.computed.is_some() || !self.stands_alone(slot) {
            return None;
        }
        let unknown = match (every & set, every & !set) {
            (0, _) => Truth::No,
            (_, 0) => Truth::Yes,
            _ => Truth::Undetermined,
        };
        Some(self.step(Step::OneOf(slot.0, unknown, set)))
    }

    /// Whether a choice is the one that is written.
    fn same(&mut self, left: OpId, right: OpId) -> Option<At> {
        let plan = self.plan;
        let Op::Fixed(written) = plan.op(right) else {
            return None;
        };
        let set = plan.fixed(written).choices()?;
        (set.count_ones() == 1).then(|| self.one_of(left, set))?
    }

    fn sum(&mut self, from: u32, count: u32) -> Option<Register> {
        let plan = self.plan;
        let terms = plan.terms.get(from as usize..(from + count) as usize)?;
        let mut total = None;
        for term in terms {
            if term.scale.is_some() {
                return None;
            }
            let of = self.figure(term.of)?;
            total = Some(match (total, term.sign) {
                (None, Sign::Plus) => of,
                (None, Sign::Minus) => {
                    let nothing = self.step(Step::Exactly(0));
                    self.step(Step::Minus(nothing, of))
                }
                (Some(total), Sign::Plus) => self.step(Step::Plus(total, of)),
                (Some(total), Sign::Minus) => self.step(Step::Minus(total, of)),
            });
        }
        Some(Register::Figure(total?))
    }
}
