//! Sums, products, the smallest and the largest. An amount that does not fit
//! is a finding at its expression, and not known.

use std::rc::Rc;

use crate::determination::{Counting, Gap, Length, Standing, TimeLimit};
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::program::Expr;
use crate::value::range::Fault;
use crate::value::{Factor, Kind, Number, Range, Sign, Value};

use super::Eval;
use super::frame::Frame;
use super::judged::{Item, Judged, Label, needs_of};
use super::linear;
use super::shown::words;
use super::way::Shape;

impl Eval<'_> {
    /// A sum; times and durations meet here too.
    pub(super) fn sum(&self, expr: &Expr, terms: &[(Sign, Expr)], frame: &Frame) -> Judged {
        let mut total = Ok(Range::exactly(Number::ZERO));
        let mut title = Title::default();
        let mut parts = Vec::with_capacity(terms.len());
        let mut ways = Vec::with_capacity(terms.len());
        for (sign, term) in terms {
            let judged = self.evaluate(term, frame);
            let scale = term.kind.day_scale(&expr.kind).unwrap_or(Number::ONE);
            let value = scaled(&judged.range(), scale);
            let times = match sign {
                Sign::Plus => Some(scale),
                Sign::Minus => Number::ZERO.minus(scale),
            };
            ways.extend(times.map(|times| (times, Rc::clone(&judged.way))));
            total = total.and_then(|total| match sign {
                Sign::Plus => total.plus(&value?),
                Sign::Minus => total.minus(&value?),
            });
            title.add(
                match sign {
                    Sign::Plus => "+",
                    Sign::Minus => "−",
                },
                &judged,
            );
            parts.push(judged);
        }
        let counted = self.added(expr, terms, &parts, frame);
        let closer = |total: Range| match total.exact() {
            Some(_) => total,
            None => linear::sum(&ways).map_or(total, |closer| closer.meet(&total)),
        };
        let total = total.map(closer);
        let known = parts.iter().all(|part| part.range().exact().is_some());
        let mut judged = self.computed(expr, total, title.phrase(), parts);
        match counted {
            Some(counted) if known => judged.label_mut().counted = Some(Rc::new(counted)),
            Some(counted) => {
                judged.label_mut().set = Some(Rc::new(TimeLimit::Counted(counted.into())))
            }
            None => {}
        }
        judged.shaped(Shape::Sum(ways))
    }

    /// How a time is reached from another, where one is.
    fn added(
        &self,
        expr: &Expr,
        terms: &[(Sign, Expr)],
        parts: &[Judged],
        frame: &Frame,
    ) -> Option<Counting> {
        let dated = |kind: &Kind| matches!(kind, Kind::Time | Kind::Date);
        if !self.worded || !dated(&expr.kind) {
            return None;
        }
        let mut terms = terms.iter().zip(parts);
        let ((_, first), start) = terms.next().filter(|((_, first), _)| dated(&first.kind))?;
        let before = goes_back(terms.clone());
        let lengths = terms.map(|((sign, term), part)| Length {
            title: (!part.label.constant).then(|| words(&part.label.title)),
            is: self.shown(&part.item, &term.kind, frame.policy),
            less: (*sign == Sign::Minus) != before,
        });
        Some(Counting {
            from: self.counted_from(start, &first.kind, frame.policy),
            start: self.shown(&start.item, &first.kind, frame.policy),
            lengths: lengths.collect(),
            before,
            regime: None,
            steps: Vec::new(),
        })
    }

    /// A product. Every factor is taken in units without time, or in seconds.
    pub(super) fn product(&self, expr: &Expr, of: &[(Factor, Expr)], frame: &Frame) -> Judged {
        let mut total = Ok(Range::exactly(Number::ONE));
        let mut title = Title::default();
        let mut parts = Vec::with_capacity(of.len());
        let mut ways = Vec::with_capacity(of.len());
        let mut scale = Number::ONE.over(self.program.seconds_in(&expr.kind));
        for (factor, term) in of {
            let judged = self.evaluate(term, frame);
            let seconds = self.program.seconds_in(&term.kind);
            let value = scaled(&judged.range(), seconds);
            scale = scale.and_then(|scale| match factor {
                Factor::Times => scale.times(seconds),
                Factor::Divided => scale.over(seconds),
            });
            ways.push((*factor, Rc::clone(&judged.way)));
            total = total.and_then(|total| match factor {
                Factor::Times => total.times(&value?),
                Factor::Divided => total.divided(&value?),
            });
            title.add(
                match factor {
                    Factor::Times => "×",
                    Factor::Divided => "÷",
                },
                &judged,
            );
            parts.push(judged);
        }
        let unit = Range::exactly(self.program.seconds_in(&expr.kind));
        let total = total.and_then(|total| total.divided(&unit));
        let shape = match scale {
            Some(scale) => Shape::Product(scale, ways),
            None => Shape::Opaque(ways.into_iter().map(|(_, way)| way).collect()),
        };
        self.computed(expr, total, title.phrase(), parts)
            .shaped(shape)
    }

    fn computed(
        &self,
        expr: &Expr,
        total: Result<Range, Fault>,
        title: Phrase,
        parts: Vec<Judged>,
    ) -> Judged {
        let mut gap = None;
        let range = total.unwrap_or_else(|fault| {
            self.fault(expr, fault);
            gap = Some(match fault {
                Fault::TooLarge => Gap::TooLarge,
                Fault::DivisionByZero => Gap::DividesByZero,
            });
            Range::UNKNOWN
        });
        let item = match parts.iter().any(Judged::is_not_applicable) {
            true if parts.iter().all(Judged::lies_somewhere) => Item::Ahead(range),
            true => Item::NotApplicable,
            false => Item::Value(Value::Range(range)),
        };
        let mut judged = gathered(item, title, &parts);
        if range.exact().is_some() && !judged.perhaps {
            judged.needs.clear();
        }
        match gap {
            Some(gap) => self.gap(judged, gap),
            None => judged,
        }
    }

    /// Notes that an amount could not be computed.
    pub(super) fn fault(&self, expr: &Expr, fault: Fault) {
        let (code, message) = match fault {
            Fault::TooLarge => (
                Code::AmountTooLarge,
                Phrase::new(
                    "this amount grows too large to be exact",
                    "이 금액 또는 수량이 너무 커서 정확히 계산할 수 없습니다",
                ),
            ),
            Fault::DivisionByZero => (
                Code::DivisionByZero,
                Phrase::new(
                    "this divides by zero on these facts",
                    "이 사실관계에서는 0으로 나누게 됩니다",
                ),
            ),
        };
        let finding = Diagnostic::new(code, message, expr.span, Phrase::default());
        let mut findings = self.findings.borrow_mut();
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }

    /// The smallest or largest of some values; what does not apply is left out.
    pub(super) fn extreme(&self, largest: bool, of: &[Expr], frame: &Frame) -> Judged {
        let all: Vec<Judged> = of.iter().map(|expr| self.evaluate(expr, frame)).collect();
        let applying = all.iter().filter(|part| !part.is_not_applicable());
        let mut parts: Vec<Judged> = applying.cloned().collect();
        let (perhaps, certain): (Vec<&Judged>, Vec<&Judged>) =
            parts.iter().partition(|part| part.perhaps);
        let ranges = |of: &[&Judged]| of.iter().map(|part| part.range()).collect::<Vec<_>>();
        let range = outermost(&ranges(&certain), &ranges(&perhaps), largest);
        let certain = !certain.is_empty();
        // Where none applies, all are waited for.
        if parts.is_empty() {
            parts = all;
        }
        let is_time = of
            .iter()
            .any(|expr| matches!(expr.kind, Kind::Time | Kind::Date));
        let list = |get: fn(&Phrase) -> &str| {
            let titles: Vec<&str> = parts.iter().map(|part| get(&part.label.title)).collect();
            titles.join(", ")
        };
        let (en, ko) = (list(|p| &p.en), list(|p| &p.ko));
        let (word, ko_word) = match (is_time, largest) {
            (true, true) => ("latest", "늦은"),
            (true, false) => ("earliest", "이른"),
            (false, true) => ("largest", "큰"),
            (false, false) => ("smallest", "작은"),
        };
        let title = Phrase::new(
            format!("the {word} of ({en})"),
            format!("({ko}) 중 {ko_word} 것"),
        );
        let item = match range {
            Some(range) => Item::Value(Value::Range(range)),
            None => ahead(&parts),
        };
        let mut judged = gathered(item, title, &parts);
        if let Some(first) = of.first().filter(|_| is_time && self.worded) {
            let parts = parts.iter();
            let parts = parts.filter_map(|part| self.time_limit(part, &first.kind, frame.policy));
            let set = match largest {
                true => TimeLimit::LatestOf(parts.collect()),
                false => TimeLimit::EarliestOf(parts.collect()),
            };
            judged.label_mut().set = Some(Rc::new(set));
        }
        judged.perhaps &= !certain;
        if let Some(exact) = judged.range().exact().filter(|_| !judged.perhaps) {
            judged.needs.clear();
            judged.label_mut().counted = counted_at(exact, &parts);
        }
        let of = parts.iter().map(|part| Rc::clone(&part.way)).collect();
        judged.shaped(Shape::Extreme { largest, of })
    }
}

/// How the one of these was counted that comes to this.
pub(super) fn counted_at<'j>(
    exact: Number,
    of: impl IntoIterator<Item = &'j Judged>,
) -> Option<Rc<Counting>> {
    let mut deciding = of
        .into_iter()
        .filter(|one| one.range().exact() == Some(exact));
    deciding.find_map(|one| one.label.counted.clone())
}

/// The largest, or smallest, of these, of which some may not be there at all.
pub(super) fn outermost(certain: &[Range], perhaps: &[Range], largest: bool) -> Option<Range> {
    let further = |a: Range, b: Range| if largest { a.larger(&b) } else { a.smaller(&b) };
    let found = certain.iter().copied().reduce(further);
    perhaps.iter().fold(found, |range, value| {
        let Some(range) = range else {
            return Some(*value);
        };
        let joined = range.join(&further(range, *value));
        Some(match found {
            Some(_) => joined,
            None => joined.join(value),
        })
    })
}

/// When the first or the last of what has not come will be, of which any may come alone.
fn ahead(parts: &[Judged]) -> Item {
    let ahead = parts.iter().filter_map(|part| match part.item {
        Item::Ahead(range) => Some(range),
        _ => None,
    });
    ahead
        .reduce(|a, b| a.join(&b))
        .map_or(Item::NotApplicable, Item::Ahead)
}

/// Something computed from parts: it rests on all of them, and waits for all.
pub(super) fn gathered(item: Item, title: Phrase, parts: &[Judged]) -> Judged {
    let mut judged = Judged::new(item, Label::titled(title));
    judged.label_mut().constant = !parts.is_empty() && parts.iter().all(|part| part.label.constant);
    judged.standing = parts
        .iter()
        .map(|part| part.standing)
        .fold(Standing::Established, Standing::min);
    judged.needs = needs_of(parts.iter().map(|part| part.needs.as_slice()));
    judged.perhaps = parts.iter().any(|part| part.perhaps);
    judged.reasons = parts
        .iter()
        .filter(|part| !part.label.constant)
        .flat_map(|part| part.reasons.clone())
        .collect();
    judged
}

/// Whether lengths that are added and taken off lead back from where they begin: more is certainly
/// taken off, or nothing is added.
fn goes_back<'t>(mut terms: impl Iterator<Item = (&'t (Sign, Expr), &'t Judged)> + Clone) -> bool {
    let total = terms
        .clone()
        .try_fold(Number::ZERO, |total, ((sign, _), part)| {
            let length = part.range().exact()?;
            match sign {
                Sign::Plus => total.plus(length),
                Sign::Minus => total.minus(length),
            }
        });
    match total {
        Some(total) => total < Number::ZERO,
        None => terms.all(|((sign, _), _)| *sign == Sign::Minus),
    }
}

fn scaled(range: &Range, by: Number) -> Result<Range, Fault> {
    if by == Number::ONE {
        return Ok(*range);
    }
    range.times(&Range::exactly(by))
}

/// A title put together from those of the parts.
#[derive(Default)]
struct Title {
    en: String,
    ko: String,
}

impl Title {
    fn add(&mut self, operator: &str, part: &Judged) {
        for (whole, part) in [
            (&mut self.en, &part.label.title.en),
            (&mut self.ko, &part.label.title.ko),
        ] {
            if whole.is_empty() && matches!(operator, "+" | "×") {
                whole.push_str(part);
            } else {
                let gap = if whole.is_empty() { "" } else { " " };
                whole.push_str(&format!("{gap}{operator} {part}"));
            }
        }
    }

    fn phrase(self) -> Phrase {
        Phrase::new(self.en, self.ko)
    }
}
