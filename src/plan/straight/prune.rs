//! Only the steps that some row is made of.

use super::super::id::OpId;
use super::{At, NOTHING, Register, Side, Step, Straight};

/// The registers of one sort: which are needed, and their new numbers.
#[derive(Default)]
struct Numbers {
    needed: Vec<bool>,
    fresh: Vec<At>,
}

impl Numbers {
    fn need(&mut self, at: At) {
        if let Some(needed) = self.needed.get_mut(at as usize) {
            *needed = true;
        }
    }

    fn is_needed(&self, at: usize) -> bool {
        self.needed.get(at).copied().unwrap_or(false)
    }

    fn fresh(&self, at: At) -> At {
        self.fresh.get(at as usize).copied().unwrap_or(NOTHING)
    }
}

/// Registers by their sort: answers, figures, instances.
#[derive(Default)]
struct All {
    answers: Numbers,
    figures: Numbers,
    instances: Numbers,
}

impl All {
    fn of(&mut self, sort: Register) -> &mut Numbers {
        match sort {
            Register::Answer(_) => &mut self.answers,
            Register::Figure(_) => &mut self.figures,
            Register::Instance(_) => &mut self.instances,
        }
    }

    fn need(&mut self, register: Register) {
        match register {
            Register::Answer(at) => self.answers.need(at),
            Register::Figure(at) => self.figures.need(at),
            Register::Instance(at) => self.instances.need(at),
        }
    }

    fn fresh(&self, register: Register) -> Option<Register> {
        let fresh = match register {
            Register::Answer(at) => Register::Answer(self.answers.fresh(at)),
            Register::Figure(at) => Register::Figure(self.figures.fresh(at)),
            Register::Instance(at) => Register::Instance(self.instances.fresh(at)),
        };
        let (Register::Answer(at) | Register::Figure(at) | Register::Instance(at)) = fresh;
        (at != NOTHING).then_some(fresh)
    }
}

impl Straight {
    pub(super) fn pruned(mut self) -> Straight {
        let mut all = All::default();
        for step in &self.steps {
            let of = all.of(step.sort());
            of.needed.push(false);
            of.fresh.push(NOTHING);
        }
        for row in &self.conclusions {
            all.need(row.is);
            all.need(row.rule);
            row.exceptions
                .iter()
                .for_each(|(_, at)| all.answers.need(*at));
        }
        for row in &self.instances {
            all.instances.need(row.at);
            all.answers.need(row.trigger);
            row.exceptions
                .iter()
                .for_each(|(_, at)| all.answers.need(*at));
        }
        self.mark(&mut all);
        self.renumber(&mut all);
        self.index();
        self
    }

    /// Which step comes to what, and of which op.
    fn index(&mut self) {
        for (number, step) in (0u32..).zip(&self.steps) {
            let [answers, figures, instances] = &mut self.makers;
            let next = |of: &[u32]| At::try_from(of.len()).unwrap_or(NOTHING);
            let (register, makers) = match step.sort() {
                Register::Answer(_) => (Register::Answer(next(answers)), answers),
                Register::Figure(_) => (Register::Figure(next(figures)), figures),
                Register::Instance(_) => (Register::Instance(next(instances)), instances),
            };
            makers.push(number);
            self.registers.push(register);
        }
        self.ops = vec![None; self.steps.len()];
        for (op, register) in (0u32..).map(OpId).zip(&self.of_op) {
            let maker = register.and_then(|register| self.maker(register));
            let known = maker.and_then(|maker| self.ops.get_mut(maker as usize));
            if let Some(known) = known {
                known.get_or_insert(op);
            }
        }
    }

    /// What is needed by what is needed.
    fn mark(&self, all: &mut All) {
        let mut left = [
            all.answers.needed.len(),
            all.figures.needed.len(),
            all.instances.needed.len(),
        ];
        for step in self.steps.iter().rev() {
            let [answers, figures, instances] = &mut left;
            let (count, of) = match step.sort() {
                Register::Answer(_) => (answers, &all.answers),
                Register::Figure(_) => (figures, &all.figures),
                Register::Instance(_) => (instances, &all.instances),
            };
            *count = count.saturating_sub(1);
            if of.is_needed(*count) {
                self.parts(step, |part| all.need(part));
            }
        }
    }

    /// The registers that a step is made of.
    fn parts(&self, step: &Step, mut each: impl FnMut(Register)) {
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
                [a, b].map(Register::Figure).into_iter().for_each(each);
            }
            Step::Not(of) | Step::Presumed(of, _) => each(Register::Answer(of)),
            Step::All(of) | Step::Any(of) | Step::AtLeast(_, of) => {
                let of = self.args(of).iter();
                of.for_each(|at| each(Register::Answer(*at)));
            }
            Step::If(a, b, c) | Step::Instance(_, a, b, c) => {
                [a, b, c].map(Register::Answer).into_iter().for_each(each);
            }
            Step::Is(of, _) => each(Register::Instance(of)),
        }
    }

    fn renumber(&mut self, all: &mut All) {
        let steps = std::mem::take(&mut self.steps);
        let args = std::mem::take(&mut self.args);
        let (mut seen, mut kept) = ([0usize; 3], [0u32; 3]);
        for step in steps {
            let which = match step.sort() {
                Register::Answer(_) => 0,
                Register::Figure(_) => 1,
                Register::Instance(_) => 2,
            };
            let (Some(at), Some(next)) = (seen.get_mut(which), kept.get_mut(which)) else {
                continue;
            };
            let old = *at;
            *at += 1;
            if !all.of(step.sort()).is_needed(old) {
                continue;
            }
            let fresh = self.renumbered(step, &args, all);
            if let Some(number) = all.of(step.sort()).fresh.get_mut(old) {
                *number = *next;
            }
            *next += 1;
            self.steps.push(fresh);
        }
        for row in &mut self.conclusions {
            row.is = all.fresh(row.is).unwrap_or(row.is);
            row.rule = all.fresh(row.rule).unwrap_or(row.rule);
            let exceptions = row.exceptions.iter_mut();
            exceptions.for_each(|(_, at)| *at = all.answers.fresh(*at));
        }
        for row in &mut self.instances {
            row.at = all.instances.fresh(row.at);
            row.trigger = all.answers.fresh(row.trigger);
            let exceptions = row.exceptions.iter_mut();
            exceptions.for_each(|(_, at)| *at = all.answers.fresh(*at));
        }
        for of in &mut self.of_op {
            *of = of.and_then(|register| all.fresh(register));
        }
    }

    fn renumbered(&mut self, step: Step, args: &[At], all: &All) -> Step {
        let answer = |at: At| all.answers.fresh(at);
        let figure = |at: At| all.figures.fresh(at);
        let mut side = |of: Side| {
            let (from, len) = (of.from as usize, of.len as usize);
            let of = args.get(from..from + len).unwrap_or_default();
            let from = u32::try_from(self.args.len()).unwrap_or(u32::MAX);
            self.args.extend(of.iter().map(|at| answer(*at)));
            Side {
                from,
                len: u32::try_from(of.len()).unwrap_or(u32::MAX),
            }
        };
        match step {
            Step::Less(a, b, opposite) => Step::Less(figure(a), figure(b), opposite),
            Step::Plus(a, b) => Step::Plus(figure(a), figure(b)),
            Step::Minus(a, b) => Step::Minus(figure(a), figure(b)),
            Step::Not(of) => Step::Not(answer(of)),
            Step::Presumed(of, presumed) => Step::Presumed(answer(of), presumed),
            Step::All(of) => Step::All(side(of)),
            Step::Any(of) => Step::Any(side(of)),
            Step::AtLeast(count, of) => Step::AtLeast(count, side(of)),
            Step::If(a, b, c) => Step::If(answer(a), answer(b), answer(c)),
            Step::Instance(turns, a, b, c) => {
                Step::Instance(turns, answer(a), answer(b), answer(c))
            }
            Step::Is(of, state) => Step::Is(all.instances.fresh(of), state),
            other => other,
        }
    }
}
