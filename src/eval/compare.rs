//! Comparisons, and questions about one fact.

use std::rc::Rc;

use crate::determination::{Because, Comparison, FactQuestion, Gap, Reason, Shown};
use crate::program::Expr;
use crate::value::{CompareOp, Kind, Range, Truth, Value};

use super::Eval;
use super::frame::Frame;
use super::judged::{Given, Item, Judged, Label, needs_of};
use super::linear;
use super::logic::because;
use super::way::{Shape, Way, each_once};

impl Eval<'_> {
    /// An ordered comparison.
    pub(super) fn compare(
        &self,
        op: CompareOp,
        left: &Expr,
        right: &Expr,
        frame: &Frame,
    ) -> Judged {
        let (a, b) = (self.evaluate(left, frame), self.evaluate(right, frame));
        let (x, y) = (a.range(), b.range());
        let (value, operator) = match op {
            CompareOp::AtLeast => (x.is_at_least(&y), Comparison::AtLeast),
            CompareOp::MoreThan => (y.is_less_than(&x), Comparison::MoreThan),
            CompareOp::AtMost => (y.is_at_least(&x), Comparison::AtMost),
            CompareOp::LessThan => (x.is_less_than(&y), Comparison::LessThan),
        };
        let value = match value {
            Truth::Undetermined => linear::compared(&a.way, op, &b.way),
            settled => settled,
        };
        let sides = [Rc::clone(&a.way), Rc::clone(&b.way)];
        // Where a time may never come, and no fact is that time, no fact settles the comparison.
        let shape = match perhaps_never(&a) || perhaps_never(&b) {
            true => Shape::Opaque(sides.to_vec()),
            false => {
                let [x, y] = sides;
                if_it_applies(Shape::Compare(x, op, y), [&a, &b])
            }
        };
        self.compared(value, operator, (a, &left.kind), (b, &right.kind), frame)
            .shaped(shape)
    }

    fn compared(
        &self,
        value: Truth,
        operator: Comparison,
        (a, left): (Judged, &Kind),
        (b, right): (Judged, &Kind),
        frame: &Frame,
    ) -> Judged {
        // What has not come compares as it will if it ever comes.
        let lies = [&a, &b].iter().all(|side| side.lies_somewhere());
        let value = if lies { value } else { Truth::Undetermined };
        let mut judged = self.said_so(value, || {
            let step = Reason::Compare {
                left: self.side(&a, left, frame.policy),
                operator,
                right: self.side(&b, right, frame.policy),
                margin: self.margin(&a, &b, left, frame.policy),
            };
            let of = beneath(&a, left).chain(beneath(&b, right));
            let compared = because(value, step, of.collect());
            let missing = [&a, &b].iter().any(|side| !side.needs.is_empty());
            match never(&a) || never(&b) {
                true if value == Truth::Undetermined && !missing => {
                    let gap = Gap::NothingToCompare;
                    let gap = because(value, Reason::Gap { gap }, Vec::new());
                    because(value, Reason::All, vec![compared, gap])
                }
                _ => compared,
            }
        });
        // What has not come is waited for only where nothing is missing of the other side.
        let waits = |side: &Judged, other: &Judged| {
            side.is_not_applicable() && !other.needs.is_empty() && !other.is_not_applicable()
        };
        let needs = if waits(&a, &b) {
            b.needs
        } else if waits(&b, &a) {
            a.needs
        } else {
            needs_of([a.needs.as_slice(), b.needs.as_slice()])
        };
        judged.standing = a.standing.min(b.standing);
        judged.needing(needs)
    }

    /// How far apart, where both are known exactly.
    fn margin(&self, a: &Judged, b: &Judged, kind: &Kind, policy: usize) -> Option<Shown> {
        let (x, y) = (a.range().exact()?, b.range().exact()?);
        let apart = x.minus(y)?.magnitude();
        let (apart, kind) = match kind {
            Kind::Time => (apart, &Kind::Duration),
            Kind::Date => (
                apart.times(crate::value::Number::whole(86_400))?,
                &Kind::Duration,
            ),
            other => (apart, other),
        };
        Some(Shown::Is(self.figure(apart, kind, policy)))
    }

    /// Whether the two are the same.
    pub(super) fn same(&self, left: &Expr, right: &Expr, frame: &Frame) -> Judged {
        let (a, b) = (self.evaluate(left, frame), self.evaluate(right, frame));
        let value = match (&a.item, &b.item) {
            (Item::Value(a), Item::Value(b)) => same_value(a, b),
            (Item::Ahead(_), _) | (_, Item::Ahead(_)) => a.range().is_same(&b.range()),
            _ => Truth::Undetermined,
        };
        let value = match value {
            Truth::Undetermined if left.kind.is_ordered() => {
                let side = |op| linear::compared(&a.way, op, &b.way);
                side(CompareOp::AtLeast).and(side(CompareOp::AtMost))
            }
            settled => settled,
        };
        let shape = match (&a.item, &b.item) {
            (_, Item::Value(Value::Truth(Truth::Yes))) => a.way.shape.clone(),
            (_, Item::Value(Value::Truth(Truth::No))) => Shape::Not(Rc::clone(&a.way)),
            (_, Item::Value(Value::Choice(set))) if b.label.constant => {
                self.choice(&a, &left.kind, *set)
            }
            (_, Item::Value(value @ Value::Text(_))) if b.label.constant => match &a.way.shape {
                Shape::Figure(place) => Shape::Is(place.clone(), value.clone()),
                _ => Shape::Opaque(vec![Rc::clone(&a.way), Rc::clone(&b.way)]),
            },
            (Item::Value(Value::Range(_)), Item::Value(Value::Range(_))) => {
                let side = |op, value| {
                    let shape = Shape::Compare(Rc::clone(&a.way), op, Rc::clone(&b.way));
                    let shape = if_it_applies(shape, [&a, &b]);
                    Judged::new(Item::Value(Value::Truth(value)), Label::none())
                        .shaped(shape)
                        .way
                };
                let (x, y) = (a.range(), b.range());
                Shape::all(vec![
                    side(CompareOp::AtLeast, x.is_at_least(&y)),
                    side(CompareOp::AtMost, y.is_at_least(&x)),
                ])
            }
            _ => Shape::Opaque(vec![Rc::clone(&a.way), Rc::clone(&b.way)]),
        };
        self.compared(
            value,
            Comparison::Is,
            (a, &left.kind),
            (b, &right.kind),
            frame,
        )
        .shaped(shape)
    }

    /// Whether a choice is one of these.
    pub(super) fn one_of(&self, of: &Expr, choices: u64, frame: &Frame) -> Judged {
        let judged = self.evaluate(of, frame);
        let value = match &judged.item {
            Item::Value(Value::Choice(set)) if set & choices == 0 => Truth::No,
            Item::Value(Value::Choice(set)) if set & !choices == 0 => Truth::Yes,
            _ => Truth::Undetermined,
        };
        let shape = self.choice(&judged, &of.kind, choices);
        let step = || {
            let list = match of.kind {
                Kind::Choice(list) => self.choices(list, choices),
                _ => Vec::new(),
            };
            Reason::OneOf {
                left: self.side(&judged, &of.kind, frame.policy),
                choices: list.into_iter().map(|(_, title)| title).collect(),
            }
        };
        self.said_so(value, || because(value, step(), judged.reasons.clone()))
            .on(judged.standing)
            .needing(judged.needs)
            .shaped(shape)
    }

    /// Whether a fact is given. One that is not may still be.
    pub(super) fn is_known(&self, of: &Expr, frame: &Frame) -> Judged {
        let judged = self.evaluate(of, frame);
        let value = match judged.given {
            Given::Stated => Truth::Yes,
            Given::Unknown | Given::NotYet => Truth::No,
            Given::Absent | Given::Perhaps => Truth::Undetermined,
        };
        self.asked(judged, value, FactQuestion::IsKnown, &of.kind, frame)
    }

    /// Whether a fact applies. A time that has not come does not yet.
    pub(super) fn is_applicable(&self, of: &Expr, frame: &Frame) -> Judged {
        let judged = self.evaluate(of, frame);
        let value = match judged.given {
            _ if judged.is_not_applicable() => Truth::No,
            _ if judged.perhaps => Truth::Undetermined,
            Given::Stated => Truth::Yes,
            Given::NotYet => Truth::No,
            Given::Absent | Given::Unknown | Given::Perhaps => Truth::Undetermined,
        };
        self.asked(judged, value, FactQuestion::IsApplicable, &of.kind, frame)
    }

    /// Whether what governs has come by the moment asked for.
    pub(super) fn has_come(&self, at: &Judged, come: Truth, expr: &Expr, frame: &Frame) -> Judged {
        let asks = FactQuestion::IsKnown;
        let judged = self.asked(at.clone(), come, asks, &expr.kind, frame);
        judged.shaped(Shape::OPAQUE)
    }

    fn asked(
        &self,
        judged: Judged,
        value: Truth,
        asks: FactQuestion,
        kind: &Kind,
        frame: &Frame,
    ) -> Judged {
        let fact = || self.side(&judged, kind, frame.policy);
        let shape = match (judged.given, asks) {
            // It is known if it has come.
            (Given::Perhaps | Given::NotYet | Given::Stated, _) if *kind == Kind::Time => {
                let now = Rc::new(Way {
                    now: Some(Value::Range(Range::exactly(self.now()))),
                    shape: Shape::Fixed,
                });
                Shape::Compare(Rc::clone(&judged.way), CompareOp::AtMost, now)
            }
            _ => Shape::Given,
        };
        self.said_so(value, || {
            because(value, Reason::Fact { fact: fact(), asks }, Vec::new())
        })
        .needing(judged.needs)
        .shaped(shape)
    }

    /// The shape of whether a choice is one of these.
    fn choice(&self, judged: &Judged, kind: &Kind, yes: u64) -> Shape {
        match (&judged.way.shape, self.unknown(kind), &judged.item) {
            (Shape::Figure(place), Some(Value::Choice(all)), Item::Value(Value::Choice(now))) => {
                Shape::Choice {
                    place: place.clone(),
                    now: *now,
                    yes: all & yes,
                    no: all & !yes,
                }
            }
            _ => Shape::Opaque(vec![Rc::clone(&judged.way)]),
        }
    }
}

/// The reasons beneath one side; a yes/no side is told by the side itself.
fn beneath<'j>(judged: &'j Judged, kind: &Kind) -> impl Iterator<Item = Because> + use<'j> {
    let told = *kind == Kind::YesNo && judged.label.path.is_some();
    judged
        .reasons
        .iter()
        .filter(move |_| !told && !judged.label.constant)
        .cloned()
}

/// Whether two values are the same, whichever they are.
/// Whether two values are the same, as far as they are known.
pub(super) fn same_value(a: &Value, b: &Value) -> Truth {
    match (a, b) {
        (Value::Range(a), Value::Range(b)) => a.is_same(b),
        (Value::Choice(a), Value::Choice(b)) if a & b == 0 => Truth::No,
        _ if !a.is_settled() || !b.is_settled() => Truth::Undetermined,
        _ => Truth::from(a == b),
    }
}

/// Whether a side does not apply and is nothing that has yet to come.
fn never(side: &Judged) -> bool {
    let of_fact = side.label.place.is_some();
    let to_come = of_fact && matches!(side.given, Given::NotYet | Given::Perhaps);
    matches!(side.item, Item::NotApplicable) && !to_come
}

/// Whether a figure perhaps does not apply, whatever the facts are: none of them is a part of it.
fn perhaps_never(side: &Judged) -> bool {
    let of_fact = |way: &&Rc<Way>| matches!(way.shape, Shape::Figure(_) | Shape::Reckoned(..));
    side.perhaps && !each_once(&side.way, |_| true).iter().any(of_fact)
}

/// A comparison of sides of which one perhaps does not apply, and none of its branches says whether it
/// does: whatever the figures are, it is open then.
fn if_it_applies(shape: Shape, sides: [&Judged; 2]) -> Shape {
    let branches = |way: &&Rc<Way>| matches!(way.shape, Shape::Branch { .. } | Shape::Rows(_));
    let whole = |side: &Judged| !each_once(&side.way, |_| true).iter().any(branches);
    match sides.iter().any(|side| side.perhaps && whole(side)) {
        true => {
            let now = Some(Value::Truth(Truth::Undetermined));
            Shape::IfApplies(Rc::new(Way { now, shape }))
        }
        false => shape,
    }
}
