//! Sums, products, the smallest and the largest. An amount that does not fit is noted at its op,
//! and not known.

use crate::plan::{Answer, OpId, Product, Term, What};
use crate::value::figure::Figure;
use crate::value::{Factor, Number, Range, Sign};

use super::Kernel;
use super::frame::Frame;

impl Kernel<'_> {
    /// A sum; times and durations meet here too.
    pub(super) fn sum(&mut self, op: OpId, (from, count): (u32, u32), frame: &Frame) -> Answer {
        let plan = self.plan;
        let terms = plan.terms.get(from as usize..(from + count) as usize);
        let mut total = Some(Figure::exactly(0));
        let mut parts = Answer::of_figure(Figure::UNKNOWN);
        for term in terms.unwrap_or_default() {
            let answer = self.eval(term.of, frame);
            parts = parts.with(&answer);
            total = total.and_then(|total| self.added(op, total, answer.figure(), term));
        }
        parts.come_to(total.unwrap_or(Figure::UNKNOWN))
    }

    fn added(&mut self, op: OpId, total: Figure, value: Figure, term: &Term) -> Option<Figure> {
        let value = match term.scale {
            None => value,
            Some(scale) => self.scaled(op, value, scale)?,
        };
        let short = match term.sign {
            Sign::Plus => total.plus(&value),
            Sign::Minus => total.minus(&value),
        };
        if short.is_some() {
            return short;
        }
        let (total, value) = (self.range(total), self.range(value));
        let sum = match term.sign {
            Sign::Plus => total.plus(&value),
            Sign::Minus => total.minus(&value),
        };
        match sum {
            Ok(sum) => Some(self.figure(&sum)),
            Err(fault) => {
                self.fault(op, fault);
                None
            }
        }
    }

    fn scaled(&mut self, op: OpId, value: Figure, by: Number) -> Option<Figure> {
        let short = crate::value::figure::millionths(by).and_then(|by| value.times(by));
        if short.is_some() {
            return short;
        }
        match self.range(value).times(&Range::exactly(by)) {
            Ok(scaled) => Some(self.figure(&scaled)),
            Err(fault) => {
                self.fault(op, fault);
                None
            }
        }
    }

    /// A product. Every factor is taken in units without time, or in seconds.
    pub(super) fn product(&mut self, op: OpId, product: u32, frame: &Frame) -> Answer {
        let plan = self.plan;
        let Some(product) = plan.products.get(product as usize) else {
            return Answer::NONE;
        };
        let mut total = Some(Figure::exactly(crate::value::figure::SCALE));
        let mut parts = Answer::of_figure(Figure::UNKNOWN);
        for (factor, seconds, of) in &product.factors {
            let answer = self.eval(*of, frame);
            parts = parts.with(&answer);
            total = total.and_then(|total| {
                let value = match seconds {
                    None => answer.figure(),
                    Some(seconds) => self.scaled(op, answer.figure(), *seconds)?,
                };
                self.multiplied(op, total, value, *factor)
            });
        }
        let total = total.and_then(|total| self.in_unit(op, total, product));
        parts.come_to(total.unwrap_or(Figure::UNKNOWN))
    }

    fn in_unit(&mut self, op: OpId, total: Figure, product: &Product) -> Option<Figure> {
        if product.unit == Number::ONE {
            return Some(total);
        }
        let unit = Range::exactly(product.unit);
        let unit = self.figure(&unit);
        self.multiplied(op, total, unit, Factor::Divided)
    }

    fn multiplied(
        &mut self,
        op: OpId,
        total: Figure,
        value: Figure,
        factor: Factor,
    ) -> Option<Figure> {
        let short = match (factor, value.only(), total.only()) {
            (Factor::Times, Some(by), _) => total.times(by),
            (Factor::Times, None, Some(by)) => value.times(by),
            (Factor::Divided, Some(by), _) => total.over(by),
            _ => None,
        };
        if short.is_some() {
            return short;
        }
        let (total, value) = (self.range(total), self.range(value));
        let found = match factor {
            Factor::Times => total.times(&value),
            Factor::Divided => total.divided(&value),
        };
        match found {
            Ok(found) => Some(self.figure(&found)),
            Err(fault) => {
                self.fault(op, fault);
                None
            }
        }
    }

    /// The smallest or largest of some values; what does not apply is left out.
    pub(super) fn extreme(&mut self, largest: bool, of: &[OpId], frame: &Frame) -> Answer {
        let mut found = Outermost::default();
        let mut ahead: Option<Figure> = None;
        for op in of {
            let answer = self.eval(*op, frame);
            if !answer.is_not_applicable() {
                self.further(&mut found, answer.figure(), !answer.perhaps, largest);
            } else if answer.what == What::Ahead {
                // The first or the last of what has not come, of which any may come alone.
                let figure = answer.figure();
                ahead = Some(ahead.map_or(figure, |ahead| self.join(ahead, figure)));
            }
        }
        match (self.outermost(&found, largest), ahead) {
            (none, Some(ahead)) if none.is_not_applicable() => Answer::ahead(ahead),
            (found, _) => found,
        }
    }

    /// Takes one more value into account.
    pub(super) fn further(
        &mut self,
        found: &mut Outermost,
        value: Figure,
        certain: bool,
        largest: bool,
    ) {
        if !certain {
            // What may not be there is weighed against what certainly is, at the end.
            found.open.push(value);
            return;
        }
        found.certain = Some(match found.certain {
            Some(known) => self.outer(known, value, largest),
            None => value,
        });
    }

    fn outer(&mut self, a: Figure, b: Figure, largest: bool) -> Figure {
        match largest {
            true => self.larger(a, b),
            false => self.smaller(a, b),
        }
    }

    /// The outermost of values of which some may not be there at all.
    pub(super) fn outermost(&mut self, found: &Outermost, largest: bool) -> Answer {
        let mut range = found.certain;
        for value in &found.open {
            range = Some(match range {
                None => *value,
                Some(known) => {
                    let outer = self.outer(known, *value, largest);
                    let joined = self.join(known, outer);
                    match found.certain {
                        Some(_) => joined,
                        None => self.join(joined, *value),
                    }
                }
            });
        }
        match range {
            Some(range) => Answer::of_figure(range).perhaps(found.certain.is_none()),
            None => Answer::NONE,
        }
    }
}

/// Values of which the outermost is looked for.
#[derive(Default)]
pub(super) struct Outermost {
    /// The outermost of those that are certainly there.
    pub(super) certain: Option<Figure>,
    /// Those that may be there.
    pub(super) open: Vec<Figure>,
}
