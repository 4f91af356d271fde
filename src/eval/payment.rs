//! Payments: how much is owed, in full and where it may be reduced, how much was
//! paid, and when that was enough. Part payments add up.

use std::rc::Rc;

use crate::determination::{Need, PaymentRow};
use crate::program::FactStep;
use crate::program::provision::{DutyBody, Payment};
use crate::value::paid::{PartPayment, enough_paid};
use crate::value::{Factor, Kind, Number, Range, Truth, Value};

use super::Eval;
use super::answering::Claim;
use super::frame::Frame;
use super::judged::{Item, Judged, Label, needs_of};
use super::performance::{Arisen, Performance};
use super::place::step;
use super::way::{Shape, Way};

/// How much is owed, and how much was paid of it.
#[derive(Clone, Debug)]
pub(super) struct Paid {
    kind: Kind,
    full: Item,
    reduced: Option<Range>,
    reducible: Truth,
    paid: Range,
}

impl Paid {
    /// Whether as much is owed in full, where both demand money.
    pub(super) fn is_same(one: &Option<Paid>, other: &Option<Paid>) -> bool {
        let both = one.as_ref().zip(other.as_ref());
        both.is_none_or(|(one, other)| match (&one.full, &other.full) {
            (Item::Value(one), Item::Value(other)) => one == other,
            _ => false,
        })
    }

    /// What is certain whichever of the two is owed; where one demands no money, what the other does.
    pub(super) fn either(one: Option<Paid>, other: Option<Paid>) -> Option<Paid> {
        let (one, other) = match (one, other) {
            (Some(one), Some(other)) => (one, other),
            (one, other) => return one.or(other),
        };
        let full = match (&one.full, &other.full) {
            (Item::Value(Value::Range(full)), Item::Value(Value::Range(also)))
                if one.kind == other.kind =>
            {
                full.join(also)
            }
            _ => Range::UNKNOWN,
        };
        let (reduced, reducible) = match (one.reduced, other.reduced) {
            (Some(least), Some(also)) if one.reducible == other.reducible => {
                (Some(least.join(&also)), one.reducible)
            }
            (Some(least), Some(also)) => (Some(least.join(&also)), Truth::Undetermined),
            (None, None) => (None, Truth::No),
            (least, also) => (least.or(also), Truth::Undetermined),
        };
        Some(Paid {
            full: Item::Value(Value::Range(full)),
            reduced,
            reducible,
            paid: one.paid.join(&other.paid),
            ..one
        })
    }
}

/// What is to be paid.
struct Owed {
    /// So much is enough.
    enough: Range,
    /// What is missing to know that.
    needs: Vec<Need>,
    /// The least that may be paid instead of the full amount, and whether it may.
    reduced: Option<(Range, Truth)>,
}

impl Eval<'_> {
    /// What was paid of an amount, and when it was enough.
    pub(super) fn paid(
        &self,
        body: &DutyBody,
        payment: &Payment,
        arisen: Option<&Arisen>,
        frame: &Frame,
        found: &mut Performance,
    ) {
        let full = self.evaluate(&payment.amount, frame);
        let full = self.figure_in_every_case(full, &frame.given);
        let owed = self.owed_amount(body, &full, frame);
        let mut needs = needs_of([full.needs.as_slice(), &owed.needs]);
        let reduced = owed.reduced.as_ref();
        let open = full.range().exact().is_none()
            || reduced.is_some_and(|(least, may)| {
                *may == Truth::Undetermined || (*may == Truth::Yes && least.exact().is_none())
            });
        let missing = match open {
            true => needs.clone(),
            false => self.rebutting(&full),
        };
        found.amount = (open || !missing.is_empty()).then_some(missing);
        let mut parts = Vec::new();
        for (event, after) in self.events_after(payment.act, body, arisen, frame) {
            let amount = self.read(&step(&event.place, FactStep::Field(payment.field)));
            let (suits, missing) = self.suits(&event, 0, None, after, frame);
            let counts = event.certain.and(suits);
            found.claims.extend(Claim::of(&event, suits, &missing));
            if counts != Truth::No {
                let others = event
                    .others
                    .iter()
                    .filter(|_| counts == Truth::Undetermined);
                let others = others.flat_map(|(_, others)| others.iter().cloned());
                let others: Vec<Need> = others.collect();
                needs = needs_of([needs.as_slice(), &missing, &others, &amount.needs]);
                parts.push(PartPayment::new(event.at, amount.range(), counts));
            }
        }
        found.act = Some(payment.act);
        found.deemed = Range::exactly(Number::ZERO).is_at_least(&owed.enough) == Truth::Yes;
        if let Some((at, certain)) = enough_paid(&mut parts, &owed.enough) {
            // It was paid, but perhaps not known exactly when.
            found.needs = needs;
            match certain {
                true => found.done.push(at),
                false => found.perhaps.push(at),
            }
        }
        found.payment = Some(Paid {
            kind: payment.amount.kind.clone(),
            full: full.item,
            reduced: owed.reduced.map(|(least, _)| least),
            reducible: owed.reduced.map_or(Truth::No, |(_, may)| may),
            paid: total(&parts),
        });
    }

    /// The amounts, as the row shows them.
    pub(super) fn payment_row(&self, paid: &Paid, policy: usize) -> PaymentRow {
        let money =
            |range: Range| self.shown(&Item::Value(Value::Range(range)), &paid.kind, policy);
        PaymentRow {
            full: self.shown(&paid.full, &paid.kind, policy),
            reduced: paid.reduced.map(money),
            reducible: paid.reducible,
            paid: money(paid.paid),
        }
    }

    /// How much is enough, where less than the full amount may be.
    fn owed_amount(&self, body: &DutyBody, full: &Judged, frame: &Frame) -> Owed {
        let way = |range: Range, shape: Shape| {
            let now = Some(Value::Range(range));
            Rc::new(Way { now, shape })
        };
        // The full amount and whether it may be reduced can hang on the same.
        let mut enough = Rc::clone(&full.way);
        let full_way = &full.way;
        let full = &full.range();
        let mut owed = Owed {
            enough: *full,
            needs: Vec::new(),
            reduced: None,
        };
        let asked = body.reductions.iter().map(|reduction| {
            let may = match &reduction.condition {
                Some(condition) => self.evaluate(condition, frame),
                None => self.always(),
            };
            (reduction, may)
        });
        // What certainly may be paid comes first: what is never less than that hangs on nothing.
        let mut asked: Vec<_> = asked.collect();
        asked.sort_by_key(|(_, may)| may.truth() != Truth::Yes);
        for (reduction, may) in asked {
            let to = self.evaluate(&reduction.to, frame);
            let less = match reduction.to.kind {
                Kind::Share => to.range().times(full).unwrap_or(Range::UNKNOWN),
                _ => to.range(),
            };
            let to_way = match reduction.to.kind {
                Kind::Share => {
                    let of = [&to.way, full_way].map(|part| (Factor::Times, Rc::clone(part)));
                    way(less, Shape::Product(Number::ONE, of.to_vec()))
                }
                _ => Rc::clone(&to.way),
            };
            let less = less.smaller(full);
            let before = owed.enough;
            let least = before.smaller(&less);
            match may.truth() {
                Truth::Yes => owed.enough = least,
                Truth::Undetermined => owed.enough = owed.enough.join(&least),
                Truth::No => {}
            }
            let of = [&enough, &to_way, full_way].map(Rc::clone).to_vec();
            let least = way(least, Shape::Extreme { largest: false, of });
            let branch = Shape::Branch {
                on: Rc::clone(&may.way),
                then: Some(least),
                otherwise: Some(Rc::clone(&enough)),
            };
            enough = way(owed.enough, branch);
            if may.truth() != Truth::No && less.is_at_least(&before) != Truth::Yes {
                owed.needs = needs_of([owed.needs.as_slice(), &may.needs, &to.needs]);
            }
            // What may be paid goes before what perhaps may, and that before what may not.
            owed.reduced = match owed.reduced {
                // Of several that may be the least counts, but it is open which those are.
                Some((known, Truth::Yes)) if may.truth() == Truth::Undetermined => {
                    Some((known.join(&known.smaller(&less)), Truth::Yes))
                }
                Some((known, Truth::Undetermined)) if may.truth() == Truth::Undetermined => {
                    Some((known.join(&less), Truth::Undetermined))
                }
                Some((known, before)) if likely(before) > likely(may.truth()) => {
                    Some((known, before))
                }
                Some((known, before)) if before == may.truth() => {
                    Some((known.smaller(&less), before))
                }
                _ => Some((less, may.truth())),
            };
        }
        if !body.reductions.is_empty() {
            let item = Item::Value(Value::Range(owed.enough));
            let mut judged = Judged::new(item, Label::none());
            judged.way = enough;
            owed.enough = self.figure_in_every_case(judged, &frame.given).range();
        }
        owed
    }
}

fn likely(truth: Truth) -> u8 {
    match truth {
        Truth::No => 0,
        Truth::Undetermined => 1,
        Truth::Yes => 2,
    }
}

/// What was paid in all.
fn total(parts: &[PartPayment]) -> Range {
    let zero = Range::exactly(Number::ZERO);
    let sum = parts.iter().try_fold(zero, |sum, part| {
        let part = match part.counts {
            Truth::Yes => part.amount,
            _ => part.amount.join(&zero),
        };
        sum.plus(&part)
    });
    sum.unwrap_or(Range::UNKNOWN)
}
