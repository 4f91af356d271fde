//! One pass over the steps of a plan, each with a register of its own. A record that holds what no
//! step covers (something done, accounts that differ, a time that has not come) is left to the ops:
//! both ways come to the same.

mod reasons;

pub use reasons::{Because, Reasons};

use crate::plan::{Answer, At, Cell, Prepared, Register, Side, Sort, Step, Straight, Told, Turns};
use crate::program::provision::Force;
use crate::value::figure::{Figure, SCALE};
use crate::value::{State, Truth};

use super::Asked;
use super::row::{ConclusionRow, InstanceRow, Limited};
use super::scratch::Work;
use super::slots::Slots;

/// Microseconds in a day.
const DAY: i64 = 86_400 * SCALE;

/// What the steps came to.
#[derive(Debug, Default)]
pub(super) struct Registers {
    answers: Vec<Truth>,
    figures: Vec<Figure>,
    instances: Vec<Stated>,
    /// The number of the plan whose rows are laid out.
    laid_out: u64,
}

/// What an instance comes to.
#[derive(Clone, Copy, Debug)]
struct Stated {
    state: State,
    arises: Truth,
    /// Whether it is breached by now, while its state leaves that open.
    breach: Truth,
    /// It is exempt whether or not its condition holds, which is open.
    trigger_open: bool,
}

/// What a pass reads.
struct Pass<'p> {
    straight: &'p Straight,
    slots: &'p Slots,
    /// Up to when the record holds what happened.
    until: i64,
    complete: bool,
}

impl Registers {
    /// What was found by another way is not theirs.
    pub(super) fn forget(&mut self) {
        self.laid_out = 0;
    }

    /// Whether they hold what a plan came to last.
    pub(super) fn are_of(&self, plan: u64) -> bool {
        self.laid_out == plan
    }

    fn answer(&self, at: At) -> Truth {
        // There is no register where nothing has to be asked.
        self.answers.get(at as usize).copied().unwrap_or(Truth::Yes)
    }

    fn figure(&self, at: At) -> Figure {
        let figure = self.figures.get(at as usize).copied();
        figure.unwrap_or(Figure::UNKNOWN)
    }

    /// What a register says in one word: whether it holds, whether an ordered value is known
    /// exactly, whether an instance arises.
    fn word(&self, register: Register) -> Truth {
        match register {
            Register::Answer(at) => self.answer(at),
            Register::Figure(at) if self.figure(at).only().is_some() => Truth::Yes,
            Register::Figure(_) => Truth::Undetermined,
            Register::Instance(at) => {
                let found = self.instances.get(at as usize);
                found.map_or(Truth::Undetermined, |found| found.arises)
            }
        }
    }

    /// What was found there, as an op would have found it.
    pub(super) fn found(&self, register: Register) -> Answer {
        match register {
            Register::Answer(at) => Answer::truth_of(self.answer(at)),
            Register::Figure(at) => Answer::of_figure(self.figure(at)),
            Register::Instance(_) => Answer::NONE,
        }
    }
}

impl Work {
    /// Judges a record in one pass; false where it needs more than that.
    pub(super) fn pass(
        &mut self,
        plan: &Prepared,
        straight: &Straight,
        slots: &Slots,
        asked: &Asked,
    ) -> bool {
        if !slots.events.is_empty() || !slots.found.is_empty() {
            return false;
        }
        let pass = Pass {
            straight,
            slots,
            until: asked.told_until().micros(),
            complete: slots
                .complete_until
                .is_some_and(|until| until >= asked.as_of),
        };
        let mut registers = std::mem::take(&mut self.registers);
        let whole = pass.run(&mut registers).is_some();
        if whole {
            if registers.laid_out != plan.number {
                self.lay_out(straight);
                registers.laid_out = plan.number;
            }
            self.tell(straight, &registers);
        }
        self.registers = registers;
        whole
    }

    /// The rows with what is the same of every record.
    fn lay_out(&mut self, straight: &Straight) {
        self.conclusions.clear();
        self.rows.clear();
        self.most.clear();
        self.runs.clear();
        self.faults.clear();
        self.exact.clear();
        self.exempt.clear();
        self.cut = false;
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        for row in &straight.conclusions {
            self.conclusions.push(ConclusionRow {
                define: row.define,
                answer: Answer::NONE,
                in_force: true,
                exempt: (0, 0),
            });
        }
        for row in &straight.instances {
            let from = narrow(self.most.len());
            self.most.extend_from_slice(&row.most);
            self.rows.push(InstanceRow {
                item: row.item,
                member: None,
                state: State::Undetermined,
                arises: Truth::Undetermined,
                one_of_two: false,
                limit: Limited::No,
                done: None,
                replaced: false,
                cut: false,
                ruled: false,
                exempt: (0, 0),
                parts: (0, 0),
                most: (from, narrow(self.most.len())),
            });
        }
    }

    fn tell(&mut self, straight: &Straight, registers: &Registers) {
        self.exempt.clear();
        for (row, of) in self.conclusions.iter_mut().zip(&straight.conclusions) {
            row.answer = registers.found(of.is);
            if !of.exceptions.is_empty() {
                let rule = registers.found(of.rule).truth();
                row.exempt = holding(&mut self.exempt, rule, &of.exceptions, registers);
            }
        }
        for (row, of) in self.rows.iter_mut().zip(&straight.instances) {
            if let Some(found) = registers.instances.get(of.at as usize) {
                (row.state, row.arises) = (found.state, found.arises);
                row.one_of_two = found.state == State::Exempt && found.trigger_open;
            }
            if !of.exceptions.is_empty() {
                let trigger = registers.answer(of.trigger);
                row.exempt = holding(&mut self.exempt, trigger, &of.exceptions, registers);
            }
        }
    }
}

/// Exceptions that hold, where something is there to be excepted.
fn holding(
    exempt: &mut Vec<crate::plan::ExceptionId>,
    rule: Truth,
    exceptions: &[(crate::plan::ExceptionId, At)],
    registers: &Registers,
) -> (u32, u32) {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let from = narrow(exempt.len());
    if rule != Truth::No {
        let holds = |at: At| registers.answer(at) == Truth::Yes;
        let held = exceptions.iter().filter(|(_, at)| holds(*at));
        exempt.extend(held.map(|(id, _)| *id));
    }
    (from, narrow(exempt.len()))
}

impl Pass<'_> {
    /// Runs all steps; none where one of them does not cover what it meets.
    fn run(&self, r: &mut Registers) -> Option<()> {
        r.answers.clear();
        r.figures.clear();
        r.instances.clear();
        for (slot, sort) in &self.straight.governing {
            self.time(self.cell(*slot)?, *sort, false)?;
        }
        for step in &self.straight.steps {
            let answer = match *step {
                Step::Written(truth) => truth,
                Step::Answer(slot) => answered(self.cell(slot)?)?,
                Step::Judged(slot) => self.judged(slot)?,
                Step::OneOf(slot, unknown, set) => one_of(self.cell(slot)?, unknown, set)?,
                Step::Below(slot, at, opposite) => {
                    let below = below(self.cell(slot)?, at)?;
                    if opposite { below.negate() } else { below }
                }
                Step::Above(slot, at, opposite) => {
                    let above = above(self.cell(slot)?, at)?;
                    if opposite { above.negate() } else { above }
                }
                Step::Less(a, b, opposite) => {
                    let less = r.figure(a).is_less_than(&r.figure(b))?;
                    if opposite { less.negate() } else { less }
                }
                Step::Not(of) => r.answer(of).negate(),
                Step::All(of) => self.all(of, r),
                Step::Any(of) => self.any(of, r),
                Step::AtLeast(count, of) => self.at_least(count, of, r),
                Step::If(on, then, otherwise) => {
                    let (then, otherwise) = (r.answer(then), r.answer(otherwise));
                    match r.answer(on) {
                        Truth::Yes => then,
                        Truth::No => otherwise,
                        Truth::Undetermined => then.join(otherwise),
                    }
                }
                Step::Presumed(of, presumed) => match r.answer(of) {
                    Truth::Undetermined => Truth::from(presumed),
                    holds => holds,
                },
                Step::Is(of, state) => r.instances.get(of as usize)?.is_in(state),
                Step::Exactly(at) => {
                    r.figures.push(Figure::exactly(at));
                    continue;
                }
                Step::Figure(slot) => {
                    r.figures.push(figure(self.cell(slot)?)?);
                    continue;
                }
                Step::Time(slot, sort, planned) => {
                    r.figures.push(self.time(self.cell(slot)?, sort, planned)?);
                    continue;
                }
                Step::Plus(a, b) => {
                    let sum = r.figure(a).plus(&r.figure(b))?;
                    r.figures.push(sum);
                    continue;
                }
                Step::Minus(a, b) => {
                    let difference = r.figure(a).minus(&r.figure(b))?;
                    r.figures.push(difference);
                    continue;
                }
                Step::Instance(turns, trigger, none, on) => {
                    let found = self.stated(turns, [trigger, none, on].map(|at| r.answer(at)));
                    r.instances.push(found);
                    continue;
                }
            };
            r.answers.push(answer);
        }
        Some(())
    }

    fn cell(&self, slot: u32) -> Option<&Cell> {
        self.slots.cells.get(slot as usize)
    }

    fn all(&self, of: Side, r: &Registers) -> Truth {
        let mut all = Truth::Yes;
        for at in self.straight.args(of) {
            match r.answer(*at) {
                Truth::Yes => {}
                Truth::No => return Truth::No,
                Truth::Undetermined => all = Truth::Undetermined,
            }
        }
        all
    }

    fn any(&self, of: Side, r: &Registers) -> Truth {
        let mut any = Truth::No;
        for at in self.straight.args(of) {
            match r.answer(*at) {
                Truth::No => {}
                Truth::Yes => return Truth::Yes,
                Truth::Undetermined => any = Truth::Undetermined,
            }
        }
        any
    }

    fn at_least(&self, count: u32, of: Side, r: &Registers) -> Truth {
        let (mut yes, mut open) = (0u32, 0u32);
        for at in self.straight.args(of) {
            match r.answer(*at) {
                Truth::Yes => yes += 1,
                Truth::No => {}
                Truth::Undetermined => open += 1,
            }
        }
        match () {
            () if yes >= count => Truth::Yes,
            () if yes + open < count => Truth::No,
            () => Truth::Undetermined,
        }
    }

    /// A judgement counts from when it was made.
    fn judged(&self, slot: u32) -> Option<Truth> {
        let made = self.cell(slot + 1)?.figure();
        let cell = self.cell(slot)?;
        if cell.told == Told::Absent {
            return Some(Truth::Undetermined);
        }
        match Figure::exactly(self.until).is_less_than(&made)? {
            Truth::No => answered(cell),
            _ => Some(Truth::Undetermined),
        }
    }

    /// A time that is past, or nothing.
    fn time(&self, cell: &Cell, sort: Sort, planned: bool) -> Option<Figure> {
        match cell.told {
            Told::Absent | Told::Unknown => Some(Figure::UNKNOWN),
            Told::Figure => {
                let at = cell.figure();
                let (high, _) = match planned {
                    true => return (!at.is_exact_range()).then_some(at),
                    false => at.high_end()?,
                };
                let past = match sort {
                    Sort::Instant => high <= self.until,
                    // Wherever it is, a day is over two days after it began.
                    Sort::Day => high.checked_mul(DAY / SCALE)?.checked_add(2 * DAY)? <= self.until,
                };
                past.then_some(at)
            }
            _ => None,
        }
    }

    /// The state of an instance, from whether its trigger holds, whether no exception does, and the
    /// condition that is owed.
    fn stated(&self, turns: Turns, [trigger, none, holds]: [Truth; 3]) -> Stated {
        let arises = trigger.and(none);
        let exempt = trigger != Truth::No && none == Truth::No;
        if trigger == Truth::No || exempt {
            let (state, breach) = match turns {
                Turns::Act(Force::Permit) | Turns::Condition(Force::Permit) => {
                    (State::Unavailable, Truth::No)
                }
                Turns::Power => (State::Unavailable, Truth::Undetermined),
                Turns::Sanction => (State::NotOpen, Truth::Undetermined),
                Turns::Act(_) | Turns::Condition(_) if exempt => (State::Exempt, Truth::No),
                Turns::Act(_) | Turns::Condition(_) => (State::NotArisen, Truth::No),
            };
            return Stated {
                state,
                arises,
                breach,
                trigger_open: exempt && trigger == Truth::Undetermined,
            };
        }
        let (state, breach) = self.there(turns, holds);
        let open = arises != Truth::Yes;
        Stated {
            state: if open { State::Undetermined } else { state },
            arises,
            breach: if open { Truth::No.join(breach) } else { breach },
            trigger_open: false,
        }
    }

    /// The state of what is there, and whether that is a breach by now.
    fn there(&self, turns: Turns, holds: Truth) -> (State, Truth) {
        match turns {
            Turns::Power => (State::Available, Truth::Undetermined),
            Turns::Sanction => (State::Open, Truth::Undetermined),
            Turns::Act(Force::Demand) => (State::Pending, Truth::No),
            Turns::Act(Force::Forbid) if self.complete => (State::Observed, Truth::No),
            Turns::Act(Force::Forbid) => (State::Undetermined, Truth::Undetermined),
            Turns::Act(Force::Permit) | Turns::Condition(Force::Permit) => {
                (State::Available, Truth::No)
            }
            Turns::Condition(force) => match (holds, force) {
                (Truth::Undetermined, _) => (State::Undetermined, Truth::Undetermined),
                (Truth::Yes, Force::Forbid) => (State::Violated, Truth::Yes),
                (Truth::No, Force::Forbid) => (State::Observed, Truth::No),
                (Truth::Yes, _) => (State::Upheld, Truth::No),
                (Truth::No, _) => (State::Breached, Truth::Yes),
            },
        }
    }
}

impl Stated {
    fn is_in(&self, state: State) -> Truth {
        let one_of_two = matches!(state, State::Exempt | State::NotArisen);
        if self.state == State::Exempt && self.trigger_open && one_of_two {
            return Truth::Undetermined;
        }
        super::opening::holds(self.state, (false, self.breach), state)
    }
}

fn answered(cell: &Cell) -> Option<Truth> {
    match cell.told {
        Told::Yes => Some(Truth::Yes),
        Told::No => Some(Truth::No),
        Told::Absent | Told::Unknown | Told::Open => Some(Truth::Undetermined),
        _ => None,
    }
}

fn one_of(cell: &Cell, unknown: Truth, set: u64) -> Option<Truth> {
    match cell.told {
        Told::Choice => {
            let known = cell.low.cast_unsigned();
            Some(match (known & set, known & !set) {
                (0, _) => Truth::No,
                (_, 0) => Truth::Yes,
                _ => Truth::Undetermined,
            })
        }
        Told::Absent | Told::Unknown => Some(unknown),
        _ => None,
    }
}

fn figure(cell: &Cell) -> Option<Figure> {
    match cell.told {
        Told::Figure => Some(cell.figure()).filter(|at| !at.is_exact_range()),
        Told::Absent | Told::Unknown => Some(Figure::UNKNOWN),
        _ => None,
    }
}

/// Whether what a slot holds is less than so many millionths.
fn below(cell: &Cell, at: i64) -> Option<Truth> {
    figure(cell)?.is_less_than(&Figure::exactly(at))
}

/// Whether it is more.
fn above(cell: &Cell, at: i64) -> Option<Truth> {
    Figure::exactly(at).is_less_than(&figure(cell)?)
}
