//! From a program to its plan.

mod expression;
mod gather;
mod party;
mod provision;
mod rule;
mod version;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::program::{Expr, Head, Program};
use crate::value::{Range, Value, every_choice};

use super::answer::{Answer, What};
use super::id::{
    BlockId, DefineId, DutyId, FixedId, LeafId, OpId, PolicyId, PowerId, SanctionId, VarId,
};
use super::layout::Layout;
use super::leaf::{Leaf, LeafKind};
use super::op::{Args, Op};
use super::prepared::{Block, Options, Prepared, Wanted};
use super::straight::Straight;
use super::time::Almanac;
use super::unsupported::Unsupported;
use crate::source::Span;
use crate::value::figure::Figure;
use crate::value::{Kind, Truth};

/// How many plans were made, from one on.
static PLANS: AtomicU64 = AtomicU64::new(1);

type Compiled<T> = Result<T, Unsupported>;

/// Compiles a program.
pub(super) fn compile(program: &Program, options: &Options) -> Compiled<Prepared> {
    let mut compiler = Compiler {
        program,
        options,
        policy: 0,
        computed: Vec::new(),
        fixed: HashMap::new(),
        texts: HashMap::new(),
        plan: empty(Layout::of(program)?),
    };
    let instants = compiler.plain_leaf(&Kind::Time);
    compiler.plan.instants = compiler.leaf(instants);
    let records = compiler.plain_leaf(&Kind::Record(0));
    compiler.plan.records = compiler.leaf(records);
    compiler.parties();
    compiler.policies()?;
    compiler.exceptions()?;
    compiler.defines()?;
    compiler.duties()?;
    compiler.powers()?;
    compiler.sanctions()?;
    let wanted = compiler.wanted();
    let mut plan = compiler.plan;
    plan.wanted = wanted;
    plan.order.clone_from(&program.order);
    plan.straight = Straight::of(&plan).map(Box::new);
    Ok(plan)
}

fn empty(layout: Layout) -> Prepared {
    Prepared {
        ops: Vec::new(),
        spans: Vec::new(),
        args: Vec::new(),
        fixed: Vec::new(),
        exact: Vec::new(),
        periods: Vec::new(),
        texts: Vec::new(),
        leaves: Vec::new(),
        beside: Vec::new(),
        blocks: Vec::new(),
        terms: Vec::new(),
        products: Vec::new(),
        tables: Vec::new(),
        aggregates: Vec::new(),
        windows: Vec::new(),
        shifts: Vec::new(),
        months: Vec::new(),
        asked_states: Vec::new(),
        asked_times: Vec::new(),
        almanac: Almanac::default(),
        layout,
        policies: Vec::new(),
        defines: Vec::new(),
        duties: Vec::new(),
        powers: Vec::new(),
        sanctions: Vec::new(),
        exceptions: Vec::new(),
        order: Vec::new(),
        parties: Vec::new(),
        doers: Vec::new(),
        holders: Vec::new(),
        wanted: Wanted::default(),
        instants: LeafId(0),
        records: LeafId(0),
        variables: 1,
        straight: None,
        number: PLANS.fetch_add(1, Ordering::Relaxed),
    }
}

/// A plan in the making.
struct Compiler<'p> {
    program: &'p Program,
    options: &'p Options,
    /// The policy whose provision is compiled.
    policy: usize,
    /// Fields that are computed, by their record and number, and where that is done.
    computed: Vec<((usize, usize), (BlockId, OpId))>,
    /// Where in the plan each value and each text that is written is.
    fixed: HashMap<Answer, usize>,
    texts: HashMap<Arc<str>, usize>,
    plan: Prepared,
}

impl Compiler<'_> {
    /// Adds an op.
    fn push(&mut self, op: Op, span: Span) -> OpId {
        self.plan.ops.push(op);
        self.plan.spans.push(span);
        OpId::at(self.plan.ops.len() - 1)
    }

    /// Whatever is compiled inside is run together.
    fn block<T>(
        &mut self,
        inside: impl FnOnce(&mut Self) -> Compiled<T>,
    ) -> Compiled<(BlockId, T)> {
        let start = self.plan.ops.len();
        let made = inside(self)?;
        let len = self.plan.ops.len() - start;
        self.plan.blocks.push(Block {
            start: OpId::at(start),
            len: u32::try_from(len).unwrap_or(u32::MAX),
        });
        Ok((BlockId::at(self.plan.blocks.len() - 1), made))
    }

    /// An expression that is a block of its own.
    fn own(&mut self, expr: &Expr) -> Compiled<(BlockId, OpId)> {
        self.block(|compiler| compiler.expr(expr))
    }

    fn args(&mut self, of: &[OpId]) -> Args {
        let from = u32::try_from(self.plan.args.len()).unwrap_or(u32::MAX);
        self.plan.args.extend_from_slice(of);
        Args {
            from,
            len: u32::try_from(of.len()).unwrap_or(u32::MAX),
        }
    }

    fn variable(&mut self, variable: usize) -> VarId {
        let id = VarId::at(variable);
        self.plan.variables = self.plan.variables.max(id.0.saturating_add(1));
        id
    }

    fn fixed(&mut self, answer: Answer) -> FixedId {
        let all = &mut self.plan.fixed;
        FixedId::at(*self.fixed.entry(answer).or_insert_with(|| {
            all.push(answer);
            all.len() - 1
        }))
    }

    /// A value that is written.
    fn value(&mut self, value: &Value) -> FixedId {
        let answer = match value {
            Value::Truth(truth) => Answer::truth_of(*truth),
            Value::Range(range) => Answer::of_figure(Figure::of(range, &mut self.plan.exact)),
            Value::Choice(set) => Answer::of_choices(*set),
            Value::Text(None) => Answer::word(What::AnyText, 0),
            Value::Text(Some(text)) => {
                let all = &mut self.plan.texts;
                let at = self.texts.entry(Arc::clone(text)).or_insert_with(|| {
                    all.push(text.to_string());
                    all.len() - 1
                });
                Answer::word(What::Text, i64::try_from(*at).unwrap_or(i64::MAX))
            }
            Value::Period(None) => Answer::word(What::AnyPeriod, 0),
            Value::Period(Some(period)) => {
                let known = self.plan.periods.iter().position(|known| known == period);
                let at = known.unwrap_or_else(|| {
                    self.plan.periods.push(*period);
                    self.plan.periods.len() - 1
                });
                Answer::word(What::Period, i64::try_from(at).unwrap_or(i64::MAX))
            }
        };
        self.fixed(answer)
    }

    /// What a kind's value is while nothing is known of it.
    fn unknown(&mut self, kind: &Kind) -> FixedId {
        match Value::unknown(kind, |list| self.alternatives(list)) {
            Some(Value::Truth(_)) => self.fixed(Answer::truth_of(Truth::Undetermined)),
            Some(value) => self.value(&value),
            None => self.fixed(Answer::NONE),
        }
    }

    fn alternatives(&self, list: usize) -> usize {
        let choice = self.program.choices.get(list);
        choice.map_or(0, |choice| choice.alternatives.len())
    }

    fn leaf(&mut self, leaf: Leaf) -> LeafId {
        let known = self.plan.leaves.iter().position(|known| *known == leaf);
        LeafId::at(known.unwrap_or_else(|| {
            self.plan.leaves.push(leaf);
            self.plan.leaves.len() - 1
        }))
    }

    /// What is said of a value of this kind that is no field.
    fn plain_leaf(&self, kind: &Kind) -> Leaf {
        let every = |list| every_choice(self.alternatives(list));
        Leaf {
            kind: LeafKind::of(kind, every),
            planned: false,
            policy: PolicyId(0),
            computed: None,
            within: Range::UNKNOWN,
            always: Range::UNKNOWN,
            beside: None,
            judgement: false,
        }
    }

    /// The rows that are wanted, of all items or by their names.
    fn wanted(&self) -> Wanted {
        let only = &self.options.only;
        let is_wanted = |head: &Head| {
            let policy = self.program.policies.get(head.policy);
            let full = policy.map(|policy| format!("{}.{}", policy.name, head.name));
            only.is_empty()
                || only
                    .iter()
                    .any(|name| name == head.name.as_str() || Some(name) == full.as_ref())
        };
        let program = self.program;
        let defines = program.defines.iter().enumerate();
        let duties = program.duties.iter().enumerate();
        let powers = program.powers.iter().enumerate();
        let sanctions = program.sanctions.iter().enumerate();
        Wanted {
            all: only.is_empty(),
            defines: defines
                .filter(|(_, define)| is_wanted(&define.head))
                .map(|(at, _)| DefineId::at(at))
                .collect(),
            duties: duties
                .filter(|(_, duty)| is_wanted(&duty.head))
                .map(|(at, _)| DutyId::at(at))
                .collect(),
            powers: powers
                .filter(|(_, power)| is_wanted(&power.head))
                .map(|(at, _)| PowerId::at(at))
                .collect(),
            sanctions: sanctions
                .filter(|(_, sanction)| is_wanted(&sanction.head))
                .map(|(at, _)| SanctionId::at(at))
                .collect(),
        }
    }
}
