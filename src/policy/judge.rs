//! Many records: a policy that is compiled once, and judges one text after another.

use std::fmt;
use std::sync::Arc;

use super::asking::instant;
use super::{AskError, Findings, Policy};
use crate::determination::Determination;
use crate::eval::{self, Question};
use crate::facts::{self, Format};
use crate::kernel::{Asked, JsonReader, Rows, Scratch, Slots};
use crate::plan::{DefineId, DutyId, Item, Options, PowerId, Prepared, SanctionId};
use crate::program::{Head, Program};
use crate::source::Sources;
use crate::value::{Instant, State, Truth};

/// A policy that is compiled, to judge records by the million as of one moment. Made once, cheap to
/// clone, and shared between threads; each of them works at a [`Desk`] of its own.
///
/// ```
/// use onus::State;
/// use onus::{Desk, Policy};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let policy = Policy::load([("notice.onus", NOTICE)])?;
/// let judge = policy.judge("2022-02-10T09:00+09:00")?;
/// let notify = judge.wanted("notify").ok_or("there is such a duty")?;
/// let mut desk = Desk::default();
/// for text in [r#"{"stopped": "2022-02-09T11:20:00+09:00"}"#, r#"{"stopped": {"unknown": true}}"#] {
///     let judged = judge.judge(text, &mut desk)?;
///     let states: Vec<State> = judged.states(notify).collect();
///     assert_eq!(states.len(), 1);
/// }
/// # Ok(())
/// # }
/// # const NOTICE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/notice.onus"));
/// ```
#[derive(Clone)]
pub struct Judge {
    ready: Arc<Ready>,
}

struct Ready {
    policy: Policy,
    /// None where a policy says something that cannot be compiled: then each record is judged as
    /// [`Policy::ask`] judges it, at its pace.
    compiled: Option<(Prepared, JsonReader)>,
    as_of: Instant,
}

/// What one thread judges with. What it holds is used again for the next record, so that most
/// records need no memory of their own.
#[derive(Debug, Default)]
pub struct Desk {
    slots: Slots,
    scratch: Scratch,
}

/// A definition, a duty, a power or a sanction, found by its name once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted(Of);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Define(DefineId),
    Item(Item),
}

/// What a record comes to.
pub struct Judged<'d> {
    ready: &'d Ready,
    found: Found<'d>,
}

enum Found<'d> {
    /// Rows of the compiled policy, all of them settled.
    Rows(Rows<'d>),
    /// What is open is asked of the evaluator that knows what settles it.
    Answer(Box<Determination>),
}

impl fmt::Debug for Judge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Judge").field(&self.ready.policy).finish()
    }
}

impl fmt::Debug for Judged<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let compiled = matches!(self.found, Found::Rows(_));
        f.debug_struct("Judged")
            .field("compiled", &compiled)
            .finish()
    }
}

impl Policy {
    /// Compiles the policies to judge many records, each as of this moment: RFC 3339 with an offset,
    /// as `2022-02-10T09:00+09:00`.
    ///
    /// # Errors
    /// It is no such moment.
    pub fn judge(&self, as_of: &str) -> Result<Judge, AskError> {
        let as_of = instant(as_of)?;
        let program = &self.inner.program;
        let plan = Prepared::new(program, &Options::default()).ok();
        let compiled = plan.map(|plan| {
            let reader = JsonReader::new(program, &plan);
            (plan, reader)
        });
        Ok(Judge {
            ready: Arc::new(Ready {
                policy: self.clone(),
                compiled,
                as_of,
            }),
        })
    }
}

impl Judge {
    /// A definition, a duty, a power or a sanction, by its name or its full name.
    #[must_use]
    pub fn wanted(&self, name: &str) -> Option<Wanted> {
        let program = self.ready.program();
        let is = |head: &Head| head.name.as_str() == name || program.full_name(head) == name;
        let define = program.defines.iter().position(|item| is(&item.head));
        let duty = || program.duties.iter().position(|item| is(&item.head));
        let power = || program.powers.iter().position(|item| is(&item.head));
        let sanction = || program.sanctions.iter().position(|item| is(&item.head));
        let item = || {
            let duty = duty().map(|at| Item::Duty(DutyId::at(at)));
            let power = || power().map(|at| Item::Power(PowerId::at(at)));
            let sanction = || sanction().map(|at| Item::Sanction(SanctionId::at(at)));
            duty.or_else(power).or_else(sanction).map(Of::Item)
        };
        let define = define.map(|at| Of::Define(DefineId::at(at)));
        define.or_else(item).map(Wanted)
    }

    /// Judges a record that is written in JSON. It comes to what [`Policy::ask`] answers.
    ///
    /// # Errors
    /// All that is found in the record, if any of it is an error.
    pub fn judge<'d>(&'d self, text: &str, desk: &'d mut Desk) -> Result<Judged<'d>, Findings> {
        let ready: &Ready = &self.ready;
        let Desk { slots, scratch } = desk;
        let filled = match &ready.compiled {
            Some((plan, reader)) => reader.fill(plan, text, slots),
            None => false,
        };
        let mut facts = None;
        if !filled {
            facts = Some(ready.read(text)?);
        }
        if let Some((plan, _)) = &ready.compiled {
            let held = facts.as_ref().is_none_or(Slots::can_hold);
            if let Some(facts) = facts.as_ref().filter(|_| held) {
                slots.fill(plan, ready.program(), facts, None);
            }
            let asked = Asked::as_of(ready.as_of);
            if held && is_settled(&plan.judge(slots, &asked, scratch), plan, slots) {
                let found = Found::Rows(plan.judged(scratch));
                return Ok(Judged { ready, found });
            }
        }
        let facts = match facts {
            Some(facts) => facts,
            None => ready.read(text)?,
        };
        let question = Question {
            routes: false,
            ..Question::as_of(ready.as_of)
        };
        let (answer, _) = eval::evaluate(ready.program(), &facts, &question);
        Ok(Judged {
            ready,
            found: Found::Answer(Box::new(answer)),
        })
    }
}

fn is_settled(rows: &Rows<'_>, plan: &Prepared, slots: &Slots) -> bool {
    !rows.is_cut() && rows.faults().is_empty() && !rows.is_open(plan, slots)
}

impl Ready {
    fn program(&self) -> &Program {
        &self.policy.inner.program
    }

    fn read(&self, text: &str) -> Result<facts::Facts, Findings> {
        let mut sources = Sources::default();
        let file = sources.add(super::RECORD, text);
        let (facts, found) = facts::read_as(Format::Json, file, &sources, self.program());
        let findings = Findings::of(&found, &sources);
        match findings.have_errors() {
            true => Err(findings),
            false => Ok(facts),
        }
    }
}

impl Judged<'_> {
    /// Whether a definition holds; undetermined where that is open, and where it is no question of
    /// yes or no.
    #[must_use]
    pub fn holds(&self, wanted: Wanted) -> Truth {
        let Wanted(Of::Define(define)) = wanted else {
            return Truth::Undetermined;
        };
        match &self.found {
            Found::Rows(rows) => {
                let mut rows = rows.conclusions().iter();
                let row = rows.find(|row| row.define == define);
                row.map_or(Truth::Undetermined, |row| row.answer.truth())
            }
            Found::Answer(answer) => {
                let define = self.ready.program().defines.get(define.index());
                let name = define.map(|define| self.ready.program().full_name(&define.head));
                let mut rows = answer.conclusions.iter();
                let row = rows.find(|row| {
                    Some(&row.about.name) == name.as_ref() && row.about.instance.is_none()
                });
                let truth = row.and_then(|row| row.value.truth());
                truth.unwrap_or(Truth::Undetermined)
            }
        }
    }

    /// The states of a duty, a power or a sanction, one for each instance.
    pub fn states(&self, wanted: Wanted) -> impl Iterator<Item = State> + '_ {
        let item = match wanted {
            Wanted(Of::Item(item)) => Some(item),
            Wanted(Of::Define(_)) => None,
        };
        let (rows, answer) = match &self.found {
            Found::Rows(rows) => (Some(rows), None),
            Found::Answer(answer) => (None, Some(answer)),
        };
        let compiled = rows.into_iter().flat_map(|rows| rows.instances());
        let compiled = compiled.filter(move |row| Some(row.item) == item);
        let plain = answer
            .into_iter()
            .flat_map(move |answer| self.plain(answer, item));
        compiled.map(|row| row.state).chain(plain)
    }

    fn plain(&self, answer: &Determination, item: Option<Item>) -> Vec<State> {
        let program = self.ready.program();
        let head = match item {
            None => None,
            Some(Item::Duty(at)) => program.duties.get(at.index()).map(|item| &item.head),
            Some(Item::Power(at)) => program.powers.get(at.index()).map(|item| &item.head),
            Some(Item::Sanction(at)) => program.sanctions.get(at.index()).map(|item| &item.head),
        };
        let Some(name) = head.map(|head| program.full_name(head)) else {
            return Vec::new();
        };
        let duties = answer.duties.iter().map(|row| (&row.about.name, row.state));
        let powers = answer.powers.iter().map(|row| (&row.about.name, row.state));
        let sanctions = answer
            .sanctions
            .iter()
            .map(|row| (&row.about.name, row.state));
        let all = duties.chain(powers).chain(sanctions);
        all.filter(|(of, _)| **of == name)
            .map(|(_, state)| state)
            .collect()
    }
}
