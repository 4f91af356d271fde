//! From the ops of a plan to steps.

use std::collections::HashMap;

use super::super::answer::What;
use super::super::cell::NONE;
use super::super::id::{DefineId, DutyId, ExceptionId, LeafId, OpId, PowerId, SanctionId, SlotId};
use super::super::leaf::LeafKind;
use super::super::op::{Args, Op};
use super::super::prepared::Prepared;
use super::super::provision::{Deed, Governed, Item, Must, Unless, Version, Versions};
use super::{At, Conclusion, Instance, NOTHING, Register, Side, Sort, Step, Straight, Turns};
use crate::program::Target;
use crate::program::provision::Force;
use crate::value::{CompareOp, Sign, Truth};

/// Ops are followed so deep. What lies deeper is left to the ops as they stand.
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

    /// A definition of which one version is in force for all, always.
    fn define(&mut self, define: DefineId) -> Option<Conclusion> {
        if let Some(known) = self.defines.get(&define) {
            return known.clone();
        }
        // One that waits for itself is left to the ops.
        self.defines.insert(define, None);
        let found = self.concluded(define);
        self.defines.insert(define, found.clone());
        found
    }

    fn concluded(&mut self, define: DefineId) -> Option<Conclusion> {
        let of = self.plan.defines.get(define.index())?;
        if of.params > 0 || of.determined_by.is_some() {
            return None;
        }
        let version = sole(&of.governed, &of.versions)?;
        let rule = self.op(version.body.means)?;
        let mut is = rule;
        let mut exceptions = Vec::new();
        match (of.yes_no, rule) {
            (true, Register::Answer(rule)) => {
                let target = Target::Define(define.index());
                let (none, excepting) =
                    self.excepted(target, &of.exceptions, &version.body.unless)?;
                exceptions = excepting;
                if none != NOTHING {
                    is = Register::Answer(self.all(vec![rule, none]));
                }
            }
            (false, Register::Figure(_)) => {}
            _ => return None,
        }
        Some(Conclusion {
            define,
            is,
            rule,
            exceptions,
        })
    }

    /// The register of whether no exception holds, and those that have a name.
    fn excepted(
        &mut self,
        target: Target,
        exceptions: &[ExceptionId],
        unless: &[Unless],
    ) -> Option<(At, Excepting)> {
        let mut found = Vec::with_capacity(exceptions.len());
        for id in exceptions {
            let of = self.plan.exceptions.get(id.index())?;
            let version = only(&of.versions)?;
            if version.body.instead.is_some() || !version.body.targets.contains(&target) {
                return None;
            }
            found.push((*id, self.exception(*id)?));
        }
        let mut all: Vec<At> = found.iter().map(|(_, at)| *at).collect();
        for clause in unless {
            let holds = self.answer(clause.condition)?;
            all.push(self.presumed(holds, clause.presumed));
        }
        if all.is_empty() {
            return Some((NOTHING, found));
        }
        let any = self.any(all);
        Some((self.not(any), found))
    }

    fn presumed(&mut self, holds: At, presumed: Option<bool>) -> At {
        match presumed {
            Some(presumed) => self.step(Step::Presumed(holds, presumed)),
            None => holds,
        }
    }

    /// Whether an exception holds.
    fn exception(&mut self, id: ExceptionId) -> Option<At> {
        if let Some(known) = self.exceptions.get(&id) {
            return *known;
        }
        self.exceptions.insert(id, None);
        let of = self.plan.exceptions.get(id.index())?;
        let version = only(&of.versions)?;
        let mut holds = match version.body.when {
            Some(when) => self.answer(when)?,
            None => self.step(Step::Written(Truth::Yes)),
        };
        let target = Target::Exception(id.index());
        let (none, _) = self.excepted(target, &of.exceptions, &[])?;
        if none != NOTHING {
            holds = self.all(vec![holds, none]);
        }
        let holds = self.presumed(holds, version.body.presumed);
        self.exceptions.insert(id, Some(holds));
        Some(holds)
    }

    /// A provision of which there is one instance, in one version that is always in force.
    fn item(&mut self, item: Item) -> Option<Instance> {
        if let Some(known) = self.items.get(&item) {
            return known.clone();
        }
        self.items.insert(item, None);
        let found = match item {
            Item::Duty(duty) => self.duty(duty),
            Item::Power(power) => self.power(power),
            Item::Sanction(sanction) => self.sanction(sanction),
        };
        self.items.insert(item, found.clone());
        found
    }

    fn duty(&mut self, id: DutyId) -> Option<Instance> {
        let of = self.plan.duties.get(id.index())?;
        if of.for_each.is_some() || of.every.is_some() || of.trigger.is_some() {
            return None;
        }
        let version = sole(&of.governed, &of.versions)?;
        self.governed(&of.governed)?;
        let body = &version.body;
        let further = body.arises_on.is_some()
            || body.by.is_some()
            || body.relief.is_some()
            || body.delayed.is_some()
            || body.counts_as_done.is_some()
            || !body.reductions.is_empty();
        if further {
            return None;
        }
        let (turns, on) = self.must(&body.must)?;
        let target = Target::Duty(id.index());
        let (none, exceptions) = self.excepted(target, &of.exceptions, &body.unless)?;
        self.instance(Item::Duty(id), turns, body.when, none, exceptions, on)
    }

    /// Notes the time that governs a policy, before which nothing arises; none where it is no plain
    /// fact.
    fn governed(&mut self, of: &Governed) -> Option<()> {
        let plan = self.plan;
        let policy = plan.policies.get(of.policy.index())?;
        let Some((_, op)) = policy.governed_by.filter(|_| policy.comes_about) else {
            return Some(());
        };
        let Op::Read(slot, leaf) = plan.op(op) else {
            return None;
        };
        let leaf = plan.leaf(leaf)?;
        let sort = match leaf.kind {
            LeafKind::Instant => Sort::Instant,
            LeafKind::Day => Sort::Day,
            _ => return None,
        };
        if leaf.computed.is_some() || !self.stands_alone(slot) {
            return None;
        }
        if !self.made.governing.contains(&(slot.0, sort)) {
            self.made.governing.push((slot.0, sort));
        }
        Some(())
    }

    fn must(&mut self, must: &Must) -> Option<(Turns, At)> {
        match must.deed {
            Deed::Ensure(_, condition) if must.force != Force::Permit => {
                Some((Turns::Condition(must.force), self.answer(condition)?))
            }
            Deed::Act { .. } => Some((Turns::Act(must.force), NOTHING)),
            Deed::Ensure(..) | Deed::Payment { .. } => None,
        }
    }

    fn power(&mut self, id: PowerId) -> Option<Instance> {
        let of = self.plan.powers.get(id.index())?;
        if of.for_each.is_some() {
            return None;
        }
        let version = sole(&of.governed, &of.versions)?;
        let target = Target::Power(id.index());
        let (none, exceptions) = self.excepted(target, &of.exceptions, &version.body.unless)?;
        let when = version.body.when;
        self.instance(
            Item::Power(id),
            Turns::Power,
            when,
            none,
            exceptions,
            NOTHING,
        )
    }

    /// A sanction that opens by a condition of its own.
    fn sanction(&mut self, id: SanctionId) -> Option<Instance> {
        let plan = self.plan;
        let of = plan.sanctions.get(id.index())?;
        if of.for_each.is_some() || !of.duties.is_empty() || !of.others.is_empty() || !of.itself {
            return None;
        }
        let version = sole(&of.governed, &of.versions)?;
        let body = &version.body;
        let mut most = Vec::with_capacity(body.up_to.len());
        for op in &body.up_to {
            let Op::Fixed(fixed) = plan.op(*op) else {
                return None;
            };
            let fixed = plan.fixed(fixed);
            fixed.figure().only()?;
            most.push(fixed);
        }
        let target = Target::Sanction(id.index());
        let (none, exceptions) = self.excepted(target, &of.exceptions, &body.unless)?;
        let item = Item::Sanction(id);
        let made = self.instance(item, Turns::Sanction, body.when, none, exceptions, NOTHING)?;
        Some(Instance { most, ..made })
    }

    fn instance(
        &mut self,
        item: Item,
        turns: Turns,
        when: Option<OpId>,
        none: At,
        exceptions: Excepting,
        on: At,
    ) -> Option<Instance> {
        let trigger = match when {
            Some(when) => self.answer(when)?,
            // A sanction without a condition is opened by what else there is, which is nothing.
            None => self.step(Step::Written(Truth::from(turns != Turns::Sanction))),
        };
        let at = self.step(Step::Instance(turns, trigger, none, on));
        Some(Instance {
            item,
            at,
            trigger,
            exceptions,
            most: Vec::new(),
        })
    }
}

/// The one version, where nothing governs it that its policy does not.
fn sole<'v, T>(governed: &Governed, versions: &'v Versions<T>) -> Option<&'v Version<T>> {
    governed.own.is_none().then(|| only(versions))?
}

fn only<T>(versions: &Versions<T>) -> Option<&Version<T>> {
    versions.sole.then(|| versions.all.first())?
}
