//! What cases expect, held against the compiled evaluator: it takes a thousandth of the time and comes
//! to the same states, values and limits. Of what is open, and of articles, needs and changes, it says
//! nothing here, and the plain evaluator is asked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Ready;
use super::compare::policy;
use crate::determination::AnswerValue;
use crate::eval;
use crate::facts;
use crate::kernel::{Asked, ConclusionRow, InstanceRow, Limited, Rows, Scratch, Slots};
use crate::plan::{ExceptionId, Item, Options, Prepared};
use crate::program::case::{Due, Expect, Outcome};
use crate::program::provision::Define;
use crate::program::{Expr, Head, Node, Program};
use crate::value::{Date, Instant, Kind, State, Truth, Value};

/// Proposed versions and readings, as a case chooses them.
type Chosen = (Vec<String>, Vec<(String, String)>);

/// A program, compiled once for each choice of proposed versions and readings.
pub struct Compiled<'p> {
    program: &'p Program,
    plans: Mutex<BTreeMap<Chosen, Option<Arc<Prepared>>>>,
}

/// What one thread works with.
#[derive(Default)]
pub struct Desk {
    slots: Slots,
    scratch: Scratch,
}

impl<'p> Compiled<'p> {
    /// The program, of which nothing is compiled yet.
    #[must_use]
    pub fn of(program: &'p Program) -> Compiled<'p> {
        Compiled {
            program,
            plans: Mutex::default(),
        }
    }

    /// The program.
    #[must_use]
    pub fn program(&self) -> &'p Program {
        self.program
    }

    /// Of what a case expects, that of which the plain evaluator has to be asked; none where something is
    /// certainly not as expected, whatever the rest is.
    pub fn left<'e>(&self, ready: &Ready<'e>, desk: &mut Desk) -> Option<Vec<&'e Expect>> {
        let question = &ready.question;
        let expects = ready.case.expects.iter();
        let facts = &*facts::as_known(&ready.facts, question.known_by);
        let plan = self.plan(question).filter(|_| Slots::can_hold(facts));
        let Some(plan) = plan else {
            return Some(expects.collect());
        };
        let (program, slots) = (self.program, &mut desk.slots);
        slots.fill(&plan, program, facts, question.known_by);
        let asked = Asked {
            as_of: question.as_of,
            law_of: question.law_of,
            record_until: question.record_until,
        };
        let rows = plan.judge(slots, &asked, &mut desk.scratch);
        if rows.is_cut() || !rows.faults().is_empty() {
            return Some(expects.collect());
        }
        let found = Found {
            program,
            plan: &plan,
            slots,
            rows: &rows,
        };
        let mut left = Vec::new();
        for expect in expects {
            match found.meets(expect) {
                Some(true) => {}
                Some(false) => return None,
                None => left.push(expect),
            }
        }
        Some(left)
    }

    fn plan(&self, question: &eval::Question) -> Option<Arc<Prepared>> {
        let chosen = (question.proposed.clone(), question.readings.clone());
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let plan = plans.entry(chosen).or_insert_with_key(|chosen| {
            let options = Options {
                proposed: chosen.0.clone(),
                readings: chosen.1.clone(),
                only: Vec::new(),
            };
            Prepared::new(self.program, &options).ok().map(Arc::new)
        });
        plan.clone()
    }
}

/// What was found of one record, with what it takes to read it.
struct Found<'r> {
    program: &'r Program,
    plan: &'r Prepared,
    slots: &'r Slots,
    rows: &'r Rows<'r>,
}

impl Found<'_> {
    /// Whether something is as expected, if that can be said.
    fn meets(&self, expect: &Expect) -> Option<bool> {
        let met = match self.define(&expect.name) {
            Some((number, define)) => self.concludes(number, define, expect)?,
            None => self.comes_out(expect)?,
        };
        // What it rests on is in the reasons, and what is missing is found by routes.
        let more = !expect.citing.is_empty() || !expect.needs.is_empty();
        (!met || !more).then_some(met)
    }

    fn define(&self, name: &str) -> Option<(usize, &Define)> {
        let mut defines = self.program.defines.iter().enumerate();
        defines.find(|(_, define)| self.is_called(&define.head, name))
    }

    fn is_called(&self, head: &Head, name: &str) -> bool {
        let rest = name.strip_suffix(head.name.as_str());
        let policy = rest.and_then(|rest| rest.strip_suffix('.'));
        let own = self.program.policies.get(head.policy);
        policy.is_some_and(|policy| own.is_some_and(|own| own.name.as_str() == policy))
    }

    /// Whether a conclusion is as expected.
    fn concludes(&self, number: usize, define: &Define, expect: &Expect) -> Option<bool> {
        if expect.instance.is_some() || expect.due.is_some() || !define.params.is_empty() {
            return None;
        }
        let mut rows = self.rows.conclusions().iter();
        let row = rows.find(|row| row.define.index() == number)?;
        let is = self.answer(define, row)?;
        let policy = policy(self.program, expect);
        let (expected, denied) = match &expect.outcome {
            Outcome::YesNo(yes) => (Truth::from(*yes).into(), false),
            Outcome::State(state) => ((*state).into(), false),
            Outcome::Value(value) => (eval::constant_answer(self.program, value, policy), false),
            Outcome::NotValue(value) => (eval::constant_answer(self.program, value, policy), true),
            Outcome::Coming(_) => return None,
        };
        Some((is == expected) != denied && self.excepts(expect, self.rows.exempt(row)))
    }

    /// What a definition comes to; none while that is open, or where it does not apply.
    fn answer(&self, define: &Define, row: &ConclusionRow) -> Option<AnswerValue> {
        if !row.in_force {
            return Some(State::NotInForce.into());
        }
        match self.rows.value(self.plan, self.slots, &row.answer)? {
            value if !value.is_settled() => None,
            Value::Truth(truth) if define.kind == Kind::YesNo => Some(truth.into()),
            value => {
                let expr = Expr {
                    node: Node::Constant(value),
                    kind: define.kind.clone(),
                    span: define.head.span,
                };
                let policy = define.head.policy;
                Some(eval::constant_answer(self.program, &expr, policy))
            }
        }
    }

    /// Whether the instances of a duty, a power or a sanction are as expected. While one of them is open
    /// there may be others.
    fn comes_out(&self, expect: &Expect) -> Option<bool> {
        let Outcome::State(expected) = expect.outcome else {
            return None;
        };
        let mut any = false;
        for row in self.rows.instances() {
            let head = self.head(row.item)?;
            if !self.is_called(head, &expect.name) {
                continue;
            }
            if self.rows.is_open_row(row) || row.cut {
                return None;
            }
            if let Some(wanted) = &expect.instance {
                let text = self.rows.instance(self.plan, self.program, self.slots, row);
                if text.as_ref() != Some(wanted) {
                    continue;
                }
            }
            any = true;
            if row.replaced && !expect.by.is_empty() {
                return None;
            }
            let due = expect.due.is_none_or(|due| self.is_due(row, due));
            let excepts = self.excepts(expect, self.rows.exempt_by(row));
            if row.state != expected || !due || !excepts {
                return Some(false);
            }
        }
        any.then_some(true)
    }

    fn head(&self, item: Item) -> Option<&Head> {
        let program = self.program;
        match item {
            Item::Duty(duty) => program.duties.get(duty.index()).map(|item| &item.head),
            Item::Power(power) => program.powers.get(power.index()).map(|item| &item.head),
            Item::Sanction(one) => program.sanctions.get(one.index()).map(|item| &item.head),
        }
    }

    /// Whether all exceptions that are expected to hold are among those that do.
    fn excepts(&self, expect: &Expect, held: &[ExceptionId]) -> bool {
        expect.by.iter().all(|name| {
            let mut held = held.iter();
            held.any(|held| self.plan.exception_name(*held) == name.as_str())
        })
    }

    fn is_due(&self, row: &InstanceRow, due: Due) -> bool {
        let exactly = |figure| self.rows.range(figure).exact();
        match (row.limit, due) {
            (Limited::At(at) | Limited::Relieved(_, at), Due::At(due)) => {
                exactly(at).and_then(Instant::from_seconds) == Some(due)
            }
            (Limited::Day(day), Due::Day(due)) => {
                let day = exactly(day).and_then(|day| day.floor());
                day.and_then(Date::from_number) == Some(due)
            }
            _ => false,
        }
    }
}
