//! Expressions to ops: one for each sort of node.

use crate::program::expression::{RefPeriod, Year};
use crate::program::{Expr, FactRoot, Field, Node};
use crate::value::{Factor, Kind, Number, Sign};

use super::super::id::{ActId, DefineId, JudgementId, LeafId, OpId, PolicyId, SlotId};
use super::super::leaf::{Beside, Leaf};
use super::super::op::{
    self, Args, AskedState, AskedTime, Dated, Months, Op, Place, Product, Term,
};
use super::super::unsupported::Unsupported;
use super::{Compiled, Compiler};

impl Compiler<'_> {
    /// An expression.
    pub(super) fn expr(&mut self, expr: &Expr) -> Compiled<OpId> {
        let op = match &expr.node {
            Node::Cited(of, _) => return self.expr(of),
            Node::Constant(value) => Op::Fixed(self.value(value)),
            Node::Fact(_) | Node::Field(..) => self.read(expr)?,
            Node::Variable(variable) => Op::Variable(self.variable(*variable)),
            Node::Index(list, index) => {
                let leaf = self.member_leaf(list)?;
                let of = self.expr(list)?;
                let none = self.nobody(&expr.kind);
                Op::Member(of, *index, leaf, none)
            }
            Node::Over(fact, period) => self.over(fact, period)?,
            Node::Moment => Op::Moment,
            Node::AsOf => Op::AsOf,
            Node::Define(define, args) => Op::Call(DefineId::at(*define), self.each(args)?),
            Node::UnderLaw(of, at) => {
                let at = self.expr(at)?;
                Op::UnderLaw(self.expr(of)?, at)
            }
            Node::Judgement(judgement, about) => self.judgement(*judgement, about.as_deref())?,
            Node::Reading(reading) => {
                let set = self.reading(*reading);
                Op::Fixed(self.fixed(super::Answer::of_choices(set)))
            }
            Node::All(of) => Op::All(self.each(of)?),
            Node::Any(of) => Op::Any(self.each(of)?),
            Node::AtLeastOf(count, of) => Op::AtLeast(*count, self.each(of)?),
            Node::CountOf(of) => Op::CountOf(self.each(of)?),
            Node::Not(of) => Op::Not(self.expr(of)?),
            Node::Compare(op, left, right) => {
                let left = self.expr(left)?;
                Op::Compare(*op, left, self.expr(right)?)
            }
            Node::Same(left, right) => {
                let left = self.expr(left)?;
                Op::Same(left, self.expr(right)?)
            }
            Node::OneOf(of, set) => Op::OneOf(self.expr(of)?, *set),
            Node::IsKnown(of) => Op::IsKnown(self.expr(of)?),
            Node::IsApplicable(of) => Op::IsApplicable(self.expr(of)?),
            Node::InState(target, args, state) => {
                let of = match args.first() {
                    Some(arg) => Some(self.expr(arg)?),
                    None => None,
                };
                let item = Self::item(*target).ok_or(Unsupported::Expression(expr.span))?;
                let state = *state;
                self.plan.asked_states.push(AskedState { item, of, state });
                Op::InState(position(self.plan.asked_states.len()))
            }
            Node::OfDuty(of) => {
                let mut args = Vec::new();
                for arg in of.args.iter().chain(&of.event) {
                    args.push(self.expr(arg)?);
                }
                let asked = AskedTime {
                    asks: of.asks,
                    duty: super::DutyId::at(of.duty),
                    args: self.args(&args),
                    latest: of.latest,
                    dated: match expr.kind {
                        Kind::Date => Dated::Day,
                        _ => Dated::Instant,
                    },
                };
                self.plan.asked_times.push(asked);
                Op::OfDuty(position(self.plan.asked_times.len()))
            }
            Node::Happened(act) => Op::Happened(ActId::at(*act)),
            Node::Events(act) => Op::Events(ActId::at(*act)),
            Node::Sum(terms) => self.sum(terms, &expr.kind)?,
            Node::Product(factors) => self.product(factors, &expr.kind)?,
            Node::If(condition, then, otherwise) => {
                let condition = self.expr(condition)?;
                let then = self.expr(then)?;
                Op::If(condition, then, self.expr(otherwise)?)
            }
            Node::Table(table) => self.table(table, &expr.kind)?,
            Node::Aggregate(aggregate) => self.aggregate(aggregate, &expr.kind)?,
            Node::Window(window) => self.window(window)?,
            Node::Extreme { largest, of } => Op::Extreme(*largest, self.each(of)?),
            Node::FirstKnown(of) => Op::FirstKnown(self.each(of)?),
            Node::EdgeOf { end, stretch, of } => {
                Op::EdgeOf(self.expr(of)?, dated(&of.kind), *stretch, *end)
            }
            Node::DayOf(day, month, of) => Op::DayOf(self.expr(of)?, dated(&of.kind), *day, *month),
            Node::Rolled(of, calendar) => {
                let calendar = self.calendar(calendar.as_ref());
                Op::Rolled(self.expr(of)?, calendar)
            }
            Node::IsWorkingDay(of, calendar) => {
                let calendar = self.calendar(calendar.as_ref());
                Op::IsWorkingDay(self.expr(of)?, dated(&of.kind), calendar)
            }
            Node::Shift { from, .. } => {
                let of = self.expr(from)?;
                let shift = self.shift(&expr.node, of, dated(&from.kind));
                self.plan.shifts.extend(shift);
                Op::Shift(position(self.plan.shifts.len()))
            }
        };
        Ok(self.push(op, expr.span))
    }

    /// Expressions side by side.
    pub(super) fn each(&mut self, of: &[Expr]) -> Compiled<Args> {
        let mut ops = Vec::with_capacity(of.len());
        for expr in of {
            ops.push(self.expr(expr)?);
        }
        Ok(self.args(&ops))
    }

    /// A fact or a field.
    fn read(&mut self, expr: &Expr) -> Compiled<Op> {
        let leaf = self.leaf_of(expr)?;
        if let Some(slot) = self.slot(expr) {
            return Ok(Op::Read(SlotId(slot), leaf));
        }
        let (of, offset) = self.within_record(expr)?;
        Ok(Op::Field(of, offset, leaf))
    }

    /// The slot of an expression that lies in no list.
    fn slot(&self, expr: &Expr) -> Option<u32> {
        match &expr.node {
            Node::Fact(fact) => self.plan.layout.facts.get(*fact).copied(),
            Node::Field(of, field) => Some(self.slot(of)? + self.offset(of, *field)?),
            Node::Cited(of, _) => self.slot(of),
            _ => None,
        }
    }

    fn offset(&self, of: &Expr, field: usize) -> Option<u32> {
        let Kind::Record(record) = of.kind else {
            return None;
        };
        let record = self.plan.layout.records.get(record)?;
        record.fields.get(field).copied()
    }

    /// The starts and ends of what a field ends or starts.
    fn beside(&mut self, of: &Expr, field: usize) -> Option<u32> {
        let Kind::Record(record) = of.kind else {
            return None;
        };
        let record = self.program.records.get(record)?;
        if record.fields.get(field)?.kind != Kind::Time {
            return None;
        }
        let stretches = record.stretches().into_iter();
        let each = stretches.filter_map(|(first, last)| {
            let (other, ends) = match field {
                own if own == last => (first, true),
                own if own == first => (last, false),
                _ => return None,
            };
            Some(Beside {
                own: self.offset(of, field)?,
                other: self.offset(of, other)?,
                ends,
            })
        });
        let each: Vec<Beside> = each.collect();
        if each.is_empty() {
            return None;
        }
        let known = self.plan.beside.iter().position(|known| *known == each);
        let at = known.unwrap_or_else(|| {
            self.plan.beside.push(each);
            self.plan.beside.len() - 1
        });
        u32::try_from(at).ok()
    }

    /// The record that fields are taken of, and how far into it the last one is.
    fn within_record(&mut self, expr: &Expr) -> Compiled<(OpId, u32)> {
        match &expr.node {
            Node::Field(of, field) => {
                let further = self.offset(of, *field);
                let further = further.ok_or(Unsupported::Expression(expr.span))?;
                let (of, offset) = self.within_record(of)?;
                Ok((of, offset + further))
            }
            _ => Ok((self.expr(expr)?, 0)),
        }
    }

    /// What the vocabulary says of a fact or a field.
    fn leaf_of(&mut self, expr: &Expr) -> Compiled<LeafId> {
        let leaf = match &expr.node {
            Node::Fact(fact) => match self.program.facts.get(*fact) {
                Some(field) => self.field_leaf(field, &expr.kind),
                None => self.plain_leaf(&expr.kind),
            },
            Node::Field(of, number) => {
                let Kind::Record(record) = of.kind else {
                    return Err(Unsupported::Expression(expr.span));
                };
                let found = self.program.records.get(record);
                let Some(field) = found.and_then(|record| record.fields.get(*number)) else {
                    return Err(Unsupported::Expression(expr.span));
                };
                let mut leaf = self.field_leaf(field, &expr.kind);
                leaf.beside = self.beside(of, *number);
                let value = !matches!(
                    field.kind,
                    Kind::Record(_) | Kind::List(_) | Kind::Events(_)
                );
                if let Some(computed) = field.computed.as_ref().filter(|_| value) {
                    let policy = std::mem::replace(&mut self.policy, field.head.policy);
                    let (block, op) = self.computed((record, *number), computed)?;
                    self.policy = policy;
                    let offset = self.offset(of, *number).unwrap_or_default();
                    leaf.computed = Some((block, op, offset));
                }
                leaf
            }
            _ => self.plain_leaf(&expr.kind),
        };
        Ok(self.leaf(leaf))
    }

    fn field_leaf(&self, field: &Field, kind: &Kind) -> Leaf {
        Leaf {
            planned: field.planned,
            policy: PolicyId::at(field.head.policy),
            within: field.within,
            always: field.always(),
            ..self.plain_leaf(kind)
        }
    }

    fn computed(&mut self, field: (usize, usize), expr: &Expr) -> Compiled<(super::BlockId, OpId)> {
        let known = self.computed.iter().find(|(known, _)| *known == field);
        if let Some((_, made)) = known {
            return Ok(*made);
        }
        // A block may stand within another one; it has answers of its own all the same.
        self.variable(0);
        let made = self.own(expr)?;
        self.computed.push((field, made));
        Ok(made)
    }

    /// What the vocabulary says of a member of a list.
    pub(super) fn member_leaf(&mut self, list: &Expr) -> Compiled<LeafId> {
        let leaf = match &list.kind {
            Kind::Events(act) => {
                let record = self.program.acts.get(*act).map_or(0, |act| act.record);
                self.plain_leaf(&Kind::Record(record))
            }
            Kind::List(kind) => {
                let field = match &list.node {
                    Node::Fact(fact) => self.program.facts.get(*fact),
                    Node::Field(of, field) => match of.kind {
                        Kind::Record(record) => {
                            let record = self.program.records.get(record);
                            record.and_then(|record| record.fields.get(*field))
                        }
                        _ => None,
                    },
                    Node::Cited(of, _) => return self.member_leaf(of),
                    _ if matches!(**kind, Kind::Record(_)) => None,
                    _ => return Err(Unsupported::ListAsArgument(list.span)),
                };
                match field {
                    Some(field) => self.field_leaf(field, kind),
                    None => self.plain_leaf(kind),
                }
            }
            _ => return Err(Unsupported::Expression(list.span)),
        };
        Ok(self.leaf(leaf))
    }

    /// A member that is not there: slots of which nothing is told.
    fn nobody(&mut self, kind: &Kind) -> SlotId {
        let layout = &mut self.plan.layout;
        let at = layout.blank.len();
        match kind {
            Kind::Record(record) => {
                let blank = layout
                    .records
                    .get(*record)
                    .map(|record| record.blank.clone());
                layout.blank.extend(blank.unwrap_or_default());
            }
            _ => layout.blank.push(super::super::cell::Cell::ABSENT),
        }
        SlotId::at(at)
    }

    fn over(&mut self, fact: &Expr, period: &RefPeriod) -> Compiled<Op> {
        let leaf = self.leaf_of(fact)?;
        let place = match (&fact.node, self.slot(fact)) {
            (_, Some(slot)) => Place::Slot(SlotId(slot)),
            (Node::Field(..), None) => {
                let (of, offset) = self.within_record(fact)?;
                Place::Of(of, offset)
            }
            _ => return Err(Unsupported::Expression(fact.span)),
        };
        let year = match &period.year {
            Year::Number(year) => op::Year::Number(*year),
            Year::Of(of, plus) => op::Year::Of(self.expr(of)?, dated(&of.kind), *plus),
        };
        self.plan.months.push(Months {
            first: period.first,
            last: period.last,
            year,
        });
        Ok(Op::Over(place, leaf, position(self.plan.months.len())))
    }

    fn judgement(&mut self, judgement: usize, about: Option<&Expr>) -> Compiled<Op> {
        let leaf = self.judgement_leaf();
        let Some(about) = about else {
            let slot = self.plan.layout.judgements.get(judgement).copied();
            return Ok(Op::Read(SlotId(slot.unwrap_or_default()), leaf));
        };
        let number = JudgementId::at(judgement);
        let Kind::Record(record) = about.kind else {
            return Err(Unsupported::Expression(about.span));
        };
        let offset = self.plan.layout.judgement(record, number);
        let offset = offset.ok_or(Unsupported::Expression(about.span))?;
        match self.slot(about) {
            Some(slot) => Ok(Op::Read(SlotId(slot + offset), leaf)),
            None => Ok(Op::Judged(self.expr(about)?, offset, leaf)),
        }
    }

    pub(super) fn judgement_leaf(&mut self) -> LeafId {
        let leaf = Leaf {
            judgement: true,
            ..self.plain_leaf(&Kind::YesNo)
        };
        self.leaf(leaf)
    }

    /// The alternative of a reading that is used.
    fn reading(&self, number: usize) -> u64 {
        let Some(reading) = self.program.readings.get(number) else {
            return 0;
        };
        let policy = self.program.policies.get(reading.head.policy);
        let full = policy.map(|policy| format!("{}.{}", policy.name, reading.head.name));
        let mut asked =
            self.options.readings.iter().filter(|(name, _)| {
                Some(name) == full.as_ref() || name == reading.head.name.as_str()
            });
        let choice = self.program.choices.get(reading.choice);
        let wanted = asked.next_back().and_then(|(_, wanted)| {
            let mut alternatives = choice?.alternatives.iter();
            alternatives.position(|(name, _)| name.as_str() == wanted)
        });
        let used = u32::try_from(wanted.unwrap_or(reading.default));
        used.ok().and_then(|at| 1u64.checked_shl(at)).unwrap_or(0)
    }

    fn sum(&mut self, terms: &[(Sign, Expr)], kind: &Kind) -> Compiled<Op> {
        let mut made = Vec::with_capacity(terms.len());
        for (sign, term) in terms {
            made.push(Term {
                sign: *sign,
                scale: term.kind.day_scale(kind),
                of: self.expr(term)?,
            });
        }
        let from = self.plan.terms.len();
        self.plan.terms.extend(made);
        let count = u32::try_from(terms.len()).unwrap_or(u32::MAX);
        Ok(Op::Sum(u32::try_from(from).unwrap_or(u32::MAX), count))
    }

    /// A product. Every factor is taken in units without time, or in seconds.
    fn product(&mut self, of: &[(Factor, Expr)], kind: &Kind) -> Compiled<Op> {
        let mut factors = Vec::with_capacity(of.len());
        for (factor, term) in of {
            let seconds = self.program.seconds_in(&term.kind);
            let seconds = Some(seconds).filter(|seconds| *seconds != Number::ONE);
            factors.push((*factor, seconds, self.expr(term)?));
        }
        let unit = self.program.seconds_in(kind);
        self.plan.products.push(Product { factors, unit });
        Ok(Op::Product(position(self.plan.products.len())))
    }

    /// The slot of a judgement about nothing.
    pub(super) fn judgement_slot(&self, judgement: usize) -> SlotId {
        let path = crate::program::FactPath {
            root: FactRoot::Judgement(judgement),
            steps: Vec::new(),
        };
        let slot = self.plan.layout.slot(self.program, &path);
        slot.unwrap_or(SlotId(super::super::cell::NONE))
    }
}

/// The position of what was added last.
pub(super) fn position(len: usize) -> u32 {
    u32::try_from(len.saturating_sub(1)).unwrap_or(u32::MAX)
}

/// Whether values of a kind are days.
pub(super) fn dated(kind: &Kind) -> Dated {
    match kind {
        Kind::Date => Dated::Day,
        _ => Dated::Instant,
    }
}
