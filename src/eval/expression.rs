//! One expression to what it yields: each sort of node has its own function.

use crate::diagnostic::Phrase;
use crate::program::{Expr, FactPath, FactRoot, FactStep, Node};
use crate::value::{Kind, Range, Truth, Value};

use super::Eval;
use super::calendar_day::edge;
use super::counting::How;
use super::frame::Frame;
use super::judged::{Given, Item, Judged, Label};
use super::logic::because;
use super::place::step;
use super::way::{Place, Shape};
use crate::determination::{CalendarDay, Gap, Reason};

/// How many expressions may be nested, through all definitions
/// that were not concluded before.
const MAX_DEPTH: u32 = 150;

impl Eval<'_> {
    /// What an expression yields. Beyond the bound on depth nothing is known.
    pub(super) fn evaluate(&self, expr: &Expr, frame: &Frame) -> Judged {
        super::work::expression();
        let depth = self.depth.get();
        if depth >= MAX_DEPTH {
            self.cut_short.set(true);
            let gap = Gap::TooDeep {
                most: MAX_DEPTH.try_into().unwrap_or(usize::MAX),
            };
            return self.gap(self.nothing(&expr.kind), gap);
        }
        self.depth.set(depth + 1);
        let judged = self.node(expr, frame);
        let mut judged = self.alike(expr, judged, frame);
        self.depth.set(depth);
        if !self.worded {
            judged.reasons.clear();
        }
        self.note_expression(expr.span, &judged);
        judged
    }

    fn node(&self, expr: &Expr, frame: &Frame) -> Judged {
        match &expr.node {
            Node::Constant(value) => self.constant(value, &expr.kind, frame),
            Node::Fact(fact) => self.read(&FactPath {
                root: FactRoot::Fact(*fact),
                steps: Vec::new(),
            }),
            Node::Variable(variable) => match frame.get(*variable) {
                Some(value) => value.clone(),
                None => self.nothing(&expr.kind),
            },
            Node::Field(record, field) => self.within(expr, record, FactStep::Field(*field), frame),
            Node::Index(list, index) => self.member(expr, list, *index, frame),
            Node::Over(fact, period) => self.over(fact, period, &expr.kind, frame),
            Node::Moment => self.instant(&frame.when.label, frame.when.at, frame),
            Node::AsOf => {
                let label = Label::titled(Phrase::new("the moment asked for", "기준 시점"));
                let mut judged = Judged::new(Item::NotApplicable, label);
                judged.item = Item::Value(Value::Range(Range::exactly(self.now())));
                judged.shaped(Shape::Fixed)
            }
            Node::Define(define, args) => self.refer(*define, args, frame),
            Node::UnderLaw(inner, at) => {
                let at = self.evaluate(at, frame);
                let mut when = (*self.when_of(&at, true)).clone();
                when.forced = None;
                self.evaluate(inner, &frame.under(&std::rc::Rc::new(when)))
            }
            Node::Judgement(judgement, about) => {
                self.judgement(*judgement, about.as_deref(), frame)
            }
            Node::All(of) => self.all(self.each(of, frame)),
            Node::Any(of) => self.any(self.each(of, frame)),
            Node::AtLeastOf(count, of) => self.at_least(*count, self.each(of, frame)),
            Node::CountOf(of) => self.count_of(self.each(of, frame)),
            Node::Not(of) => self.not(self.evaluate(of, frame)),
            Node::Compare(op, left, right) => self.compare(*op, left, right, frame),
            Node::Same(left, right) => self.same(left, right, frame),
            Node::OneOf(of, choices) => self.one_of(of, *choices, frame),
            Node::IsKnown(of) => self.is_known(of, frame),
            Node::IsApplicable(of) => self.is_applicable(of, frame),
            Node::InState(target, args, state) => self.in_state(*target, args, *state, frame),
            Node::OfDuty(of) => self.of_duty(of, &expr.kind, frame),
            Node::Happened(act) => self.happened(*act),
            Node::Events(act) => self.event_list(*act),
            Node::Sum(terms) => self.sum(expr, terms, frame),
            Node::Product(factors) => self.product(expr, factors, frame),
            Node::If(condition, then, otherwise) => {
                self.branch(expr, (condition, then, otherwise), frame)
            }
            Node::Table(table) => self.table(expr, table, frame),
            Node::Aggregate(aggregate) => {
                self.once_for_all(expr, frame, || self.aggregate(expr, aggregate, frame))
            }
            Node::Window(window) => self.once_for_all(expr, frame, || self.window(window, frame)),
            Node::Extreme { largest, of } => self.extreme(*largest, of, frame),
            Node::FirstKnown(of) => self.first_known(expr, of, frame),
            Node::Shift {
                period,
                before,
                counting_that_day,
                periods,
                calendar,
                rolls,
                from,
            } => {
                let how = How {
                    before: *before,
                    counting_that_day: *counting_that_day,
                    periods: periods.as_ref(),
                    calendar: calendar.as_ref(),
                    rolls: *rolls,
                };
                self.shift(*period, how, from, frame)
            }
            Node::EdgeOf { end, stretch, of } => self.day_by(of, edge(*stretch, *end), frame),
            Node::DayOf(day, month, of) => {
                let (month, day) = (*month, *day);
                self.day_by(of, CalendarDay::Date { month, day }, frame)
            }
            Node::Rolled(of, calendar) => self.rolled(of, calendar.as_ref(), frame),
            Node::Cited(of, cites) => {
                let mut judged = self.evaluate(of, frame);
                match judged.reasons.as_mut_slice() {
                    [reason] => reason.cites.extend(self.cites(cites)),
                    _ => {
                        let of = std::mem::take(&mut judged.reasons);
                        let mut reason = because(Truth::Yes, Reason::All, of);
                        reason.cites = self.cites(cites);
                        judged.reasons.push(reason);
                    }
                }
                judged
            }
            Node::Reading(number) => self.reading(*number),
            Node::IsWorkingDay(day, calendar) => self.is_working_day(day, calendar.as_ref(), frame),
        }
    }

    fn each(&self, of: &[Expr], frame: &Frame) -> Vec<Judged> {
        of.iter().map(|expr| self.evaluate(expr, frame)).collect()
    }

    /// The same, open for this reason.
    pub(super) fn gap(&self, mut judged: Judged, gap: Gap) -> Judged {
        let reason = because(Truth::Undetermined, Reason::Gap { gap }, Vec::new());
        match judged.truth_or_none() {
            Some(_) => judged.reasons = vec![reason],
            None => judged.reasons.push(reason),
        }
        judged
    }

    /// Nothing is known, and nothing says what would help.
    pub(super) fn nothing(&self, kind: &Kind) -> Judged {
        match self.unknown(kind) {
            Some(Value::Truth(_)) => self.said_so(Truth::Undetermined, || {
                because(Truth::Undetermined, Reason::Always, Vec::new())
            }),
            Some(value) => Judged::new(Item::Value(value), Label::none()),
            None => Judged::new(Item::NotApplicable, Label::none()),
        }
    }

    pub(super) fn constant(&self, value: &Value, kind: &Kind, frame: &Frame) -> Judged {
        let item = Item::Value(value.clone());
        let title = self.figure_title(&item, kind, frame.policy);
        let mut label = Label::titled(title);
        label.constant = true;
        let Value::Truth(truth) = value else {
            return Judged::new(item, label).shaped(Shape::Fixed);
        };
        let always = || because(*truth, Reason::Always, Vec::new());
        let mut judged = self.said_so(*truth, always);
        judged.label = label.into();
        judged.shaped(Shape::Fixed)
    }

    fn instant(&self, label: &Label, at: Range, frame: &Frame) -> Judged {
        let mut judged = Judged::new(Item::Value(Value::Range(at)), label.clone());
        if at.exact().is_none() {
            judged.needs.clone_from(&frame.when.needs);
        }
        match &label.place {
            Some(place) => judged.shaped(Shape::Figure(Place::Fact(place.clone()))),
            None => judged,
        }
    }

    /// A field of a record, which may itself not be there.
    fn within(&self, expr: &Expr, record: &Expr, field: FactStep, frame: &Frame) -> Judged {
        let record = self.evaluate(record, frame);
        match &record.item {
            Item::Record(place) => self.read(&step(place, field)),
            Item::NotApplicable => Judged::new(Item::NotApplicable, record.label),
            _ => self.nothing(&expr.kind).needing(record.needs),
        }
    }

    fn member(&self, expr: &Expr, list: &Expr, index: u32, frame: &Frame) -> Judged {
        let list = self.evaluate(list, frame);
        let Item::List(members) = &list.item else {
            return self.nothing(&expr.kind).needing(list.needs);
        };
        let member = usize::try_from(index)
            .ok()
            .and_then(|index| members.members.get(index));
        match (member, &list.label.place) {
            (Some((place, _)), _) => self.read(place),
            (None, Some(place)) => self.read(&step(place, FactStep::Index(index))),
            (None, None) => self.nothing(&expr.kind).needing(list.needs),
        }
    }

    fn judgement(&self, judgement: usize, about: Option<&Expr>, frame: &Frame) -> Judged {
        let place = match about {
            None => FactPath {
                root: FactRoot::Judgement(judgement),
                steps: Vec::new(),
            },
            Some(about) => {
                let about = self.evaluate(about, frame);
                match about.place() {
                    Some(place) => step(place, FactStep::Judgement(judgement)),
                    None => return self.nothing(&Kind::YesNo).needing(about.needs),
                }
            }
        };
        self.read(&place)
    }

    fn first_known(&self, expr: &Expr, of: &[Expr], frame: &Frame) -> Judged {
        let mut needs = Vec::new();
        for candidate in of {
            let judged = self.evaluate(candidate, frame);
            if judged.given != Given::Unknown {
                return judged;
            }
            needs.extend(judged.needs);
        }
        self.nothing(&expr.kind).needing(needs)
    }
}
