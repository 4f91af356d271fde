//! Judges one record by a plan: truth, values with their bounds, states and limits, for every
//! instance. It knows no words. What each op came to is kept beside the ops, and is the
//! reason of the answer. Pure and total: it reads no clock and no file, and every judging ends.

mod aggregate;
mod amount;
mod compare;
mod conclusion;
mod counting;
mod done;
mod duty;
mod event;
mod exception;
mod finding;
mod frame;
mod instance;
mod json;
mod limit;
mod load;
mod logic;
mod member;
mod of_duty;
mod opening;
mod otherwise;
mod payment;
mod performance;
mod periodic;
mod permission;
mod place;
mod power;
mod read;
mod replacement;
mod row;
mod sanction;
mod scratch;
mod slots;
mod state;
mod straight;
mod stretch;
mod table;
mod then;
mod value;
mod version;
mod window;

pub use json::JsonReader;
pub use row::{ConclusionRow, InstanceRow, Limited, Rows};
pub use scratch::Scratch;
pub use slots::Slots;
pub use straight::{Because, Reasons};

use crate::plan::{Answer, Op, OpId, Prepared, Why};
use crate::value::{Instant, Truth};

use frame::Frame;
use scratch::{Moments, Work};

/// How many ops may be run inside one another.
const MAX_DEPTH: u32 = 400;

/// What is asked of a record.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The moment whose state is asked for.
    pub as_of: Instant,
    /// The moment whose law applies, where forced.
    pub law_of: Option<Instant>,
    /// What the record dates after this has not happened yet: the moment asked for, where none is
    /// given. Where it is given, nothing is taken to have been done that is not on record.
    pub record_until: Option<Instant>,
}

impl Asked {
    /// The state as of a moment, under the law that governs.
    #[must_use]
    pub fn as_of(as_of: Instant) -> Asked {
        Asked {
            as_of,
            law_of: None,
            record_until: None,
        }
    }

    fn told_until(&self) -> Instant {
        let until = self.record_until;
        until.map_or(self.as_of, |until| until.min(self.as_of))
    }
}

/// One judging.
struct Kernel<'k> {
    plan: &'k Prepared,
    slots: &'k Slots,
    asked: Asked,
    s: &'k mut Work,
    moments: &'k mut Moments,
    /// Whether another judging asks what was so at this moment.
    earlier: bool,
    depth: u32,
    exceptions: u32,
    /// While what governs is looked for, which a condition chooses: whatever is read has come about by
    /// now, where that can be; and whether something read lies ahead.
    by_now: Option<bool>,
}

impl Kernel<'_> {
    /// What an op comes to. Beyond the bound on depth nothing is known.
    fn eval(&mut self, op: OpId, frame: &Frame) -> Answer {
        if self.depth >= MAX_DEPTH {
            self.s.cut = true;
            return Answer::truth_of(Truth::Undetermined).because(Why::Depth);
        }
        self.depth += 1;
        let mut answer = match self.by_now {
            None => self.op(op, frame),
            Some(_) => self.op_by_now(op, frame),
        };
        self.depth -= 1;
        answer.turn = self.s.turn;
        let at = op.0.wrapping_add(frame.offset) as usize;
        if let Some(kept) = self.s.answers.get_mut(at) {
            *kept = answer;
        }
        answer
    }

    fn truth(&mut self, op: OpId, frame: &Frame) -> Truth {
        self.eval(op, frame).truth()
    }

    fn op(&mut self, op: OpId, frame: &Frame) -> Answer {
        let plan = self.plan;
        match plan.op(op) {
            Op::Fixed(fixed) => plan.fixed(fixed),
            Op::Read(slot, leaf) => self.read(slot.0, leaf),
            Op::Variable(variable) => self.get(frame, variable),
            Op::Field(of, offset, leaf) => self.field(of, offset, leaf, frame),
            Op::Member(list, index, leaf, none) => self.member_at(list, index, (leaf, none), frame),
            Op::Over(place, leaf, months) => self.over(place, leaf, months, frame),
            Op::Moment => Answer::of_figure(self.when_at(frame.when).at),
            Op::AsOf => Answer::of_figure(self.now()),
            Op::Call(define, args) => self.call(define, args, frame),
            Op::UnderLaw(of, at) => self.under_law(of, at, frame),
            Op::Judged(of, offset, leaf) => self.judged(of, offset, leaf, frame),
            Op::All(of) => self.all(plan.args(of), frame),
            Op::Any(of) => self.any(plan.args(of), frame),
            Op::AtLeast(count, of) => self.at_least(count, plan.args(of), frame),
            Op::CountOf(of) => self.count_of(plan.args(of), frame),
            Op::Not(of) => Answer::truth_of(self.truth(of, frame).negate()),
            Op::Compare(op, left, right) => self.compare(op, left, right, frame),
            Op::Same(left, right) => self.same(left, right, frame),
            Op::OneOf(of, set) => self.one_of(of, set, frame),
            Op::IsKnown(of) => self.is_known(of, frame),
            Op::IsApplicable(of) => self.is_applicable(of, frame),
            Op::InState(asked) => self.in_state(asked, frame),
            Op::OfDuty(asked) => self.of_duty(asked, frame),
            Op::Happened(act) => self.happened(act),
            Op::Events(act) => self.event_list(act),
            Op::Sum(from, count) => self.sum(op, (from, count), frame),
            Op::Product(product) => self.product(op, product, frame),
            Op::If(on, then, otherwise) => self.branch(on, then, otherwise, frame),
            Op::Table(table) => self.table(table, frame),
            Op::Aggregate(aggregate) => self.aggregate(op, aggregate, frame),
            Op::Window(window) => self.window(window, frame),
            Op::Extreme(largest, of) => self.extreme(largest, plan.args(of), frame),
            Op::FirstKnown(of) => self.first_known(plan.args(of), frame),
            Op::EdgeOf(of, dated, stretch, end) => self.edge_of(of, dated, (stretch, end), frame),
            Op::DayOf(of, dated, day, month) => self.day_of(of, dated, (day, month), frame),
            Op::Rolled(of, calendar) => self.rolled(of, calendar, frame),
            Op::Shift(shift) => self.shift(shift, frame),
            Op::IsWorkingDay(of, dated, calendar) => {
                self.is_working_day(of, dated, calendar, frame)
            }
        }
    }
}
