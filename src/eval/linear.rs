//! Figures as linear forms: a known part, and unknowns with their factors. An unknown that is added in
//! one place and subtracted in another cancels.

use std::rc::Rc;

use crate::value::{CompareOp, Factor, Number, Range, Truth};

use super::way::{Place, Shape, Way};

/// Of a figure at most so many parts are taken apart; beyond, each is an unknown of its own.
const MAX_PARTS: usize = 256;

/// What is not taken apart further: something the record could say, or a step of the evaluation.
#[derive(Clone, PartialEq)]
enum Unknown {
    At(Place),
    Step(usize),
}

/// A sum of unknowns, each taken so many times, and of what else is known.
#[derive(Default)]
struct Linear {
    terms: Vec<(Unknown, Number, Range)>,
    rest: Option<Range>,
    parts: usize,
    /// Some unknown was met twice.
    twice: bool,
    /// What a regime counts is taken as the time that passes.
    about: bool,
}

impl Linear {
    fn add(&mut self, way: &Rc<Way>, times: Number) -> Option<()> {
        self.parts += 1;
        let range = way.range();
        if range.exact().is_some() {
            return self.known(&range, times);
        }
        if self.parts >= MAX_PARTS {
            return self.unknown(Unknown::Step(Rc::as_ptr(way).addr()), times, range);
        }
        match &way.shape {
            Shape::Figure(place) => self.unknown(Unknown::At(place.clone()), times, range),
            Shape::Reckoned(_, of) if matches!(of.shape, Shape::Sum(_)) => self.add(of, times),
            Shape::Sum(of) => self.add_all(of, times),
            Shape::About(of) if self.about => self.add_all(of, times),
            Shape::Product(scale, of) => {
                let mut by = times.times(*scale)?;
                let mut open = None;
                for (factor, part) in of {
                    match (part.range().exact(), factor) {
                        (Some(exact), Factor::Times) => by = by.times(exact)?,
                        (Some(exact), Factor::Divided) => by = by.over(exact)?,
                        (None, Factor::Times) if open.is_none() => open = Some(part),
                        (None, _) => return self.step(way, times),
                    }
                }
                match open {
                    Some(part) => self.add(part, by),
                    None => self.step(way, times),
                }
            }
            // Of a condition that is known only the one side counts.
            Shape::Branch {
                on,
                then,
                otherwise,
            } => match (on.truth(), then, otherwise) {
                (Truth::Yes, Some(taken), _) | (Truth::No, _, Some(taken)) => {
                    self.add(taken, times)
                }
                _ => self.step(way, times),
            },
            _ => self.step(way, times),
        }
    }

    fn add_all(&mut self, of: &[(Number, Rc<Way>)], times: Number) -> Option<()> {
        of.iter().try_for_each(|(by, part)| {
            let times = times.times(*by)?;
            self.add(part, times)
        })
    }

    fn step(&mut self, way: &Rc<Way>, times: Number) -> Option<()> {
        self.unknown(Unknown::Step(Rc::as_ptr(way).addr()), times, way.range())
    }

    fn known(&mut self, range: &Range, times: Number) -> Option<()> {
        let scaled = range.times(&Range::exactly(times)).ok()?;
        let rest = self.rest.unwrap_or(Range::exactly(Number::ZERO));
        self.rest = Some(rest.plus(&scaled).ok()?);
        Some(())
    }

    fn unknown(&mut self, of: Unknown, times: Number, range: Range) -> Option<()> {
        match self.terms.iter_mut().find(|(known, ..)| *known == of) {
            Some((_, known, within)) => {
                self.twice = true;
                *known = known.plus(times)?;
                *within = within.meet(&range);
            }
            None => self.terms.push((of, times, range)),
        }
        Some(())
    }

    /// All that the sum can be.
    fn range(&self) -> Option<Range> {
        let mut total = self.rest.unwrap_or(Range::exactly(Number::ZERO));
        for (_, times, range) in &self.terms {
            let part = range.times(&Range::exactly(*times)).ok()?;
            total = total.plus(&part).ok()?;
        }
        Some(total)
    }
}

/// What a sum of parts, each taken so many times, can be, if some unknown is met in it twice.
pub(super) fn sum(parts: &[(Number, Rc<Way>)]) -> Option<Range> {
    let mut linear = Linear::default();
    for (times, part) in parts {
        linear.add(part, *times)?;
    }
    if !linear.twice {
        return None;
    }
    linear.range()
}

/// How one figure compares to another in which the same unknowns are met.
pub(super) fn compared(left: &Rc<Way>, op: CompareOp, right: &Rc<Way>) -> Truth {
    let mut left_to_do = MAX_PARTS;
    compare(left, op, right, &mut left_to_do)
}

fn compare(left: &Rc<Way>, op: CompareOp, right: &Rc<Way>, budget: &mut usize) -> Truth {
    let Some(rest) = budget.checked_sub(1) else {
        return Truth::Undetermined;
    };
    *budget = rest;
    let minus = Number::ZERO.minus(Number::ONE).unwrap_or(Number::ZERO);
    let apart = sum(&[(Number::ONE, Rc::clone(left)), (minus, Rc::clone(right))]);
    if let Some(apart) = apart {
        let none = Range::exactly(Number::ZERO);
        let found = match op {
            CompareOp::AtLeast => apart.is_at_least(&none),
            CompareOp::MoreThan => none.is_less_than(&apart),
            CompareOp::AtMost => none.is_at_least(&apart),
            CompareOp::LessThan => apart.is_less_than(&none),
        };
        if found != Truth::Undetermined {
            return found;
        }
    }
    // The largest of several is at least this if one of them is; and so on.
    let upward = matches!(op, CompareOp::AtLeast | CompareOp::MoreThan);
    if let Shape::Extreme { largest, of } = &left.shape
        && !of.is_empty()
    {
        let each = of.iter().map(|part| compare(part, op, right, budget));
        return joined(each, *largest == upward);
    }
    if let Shape::Extreme { largest, of } = &right.shape
        && !of.is_empty()
    {
        let each = of.iter().map(|part| compare(left, op, part, budget));
        return joined(each, *largest != upward);
    }
    Truth::Undetermined
}

/// Whether one of these is so, or all of them.
fn joined(each: impl Iterator<Item = Truth>, any: bool) -> Truth {
    match any {
        true => each.fold(Truth::No, Truth::or),
        false => each.fold(Truth::Yes, Truth::and),
    }
}

/// The one thing that is not known of how two figures compare, what is known of it, and the value at
/// which the comparison turns, or near it.
pub(super) fn threshold(left: &Rc<Way>, right: &Rc<Way>) -> Option<(Place, Range, Number)> {
    let minus = Number::ZERO.minus(Number::ONE)?;
    let mut linear = Linear {
        about: true,
        ..Linear::default()
    };
    linear.add(left, Number::ONE)?;
    linear.add(right, minus)?;
    let rest = linear
        .rest
        .unwrap_or(Range::exactly(Number::ZERO))
        .exact()?;
    match linear.terms.as_slice() {
        [(Unknown::At(place), times, range)] => {
            let at = Number::ZERO.minus(rest)?.over(*times)?;
            Some((place.clone(), *range, at))
        }
        _ => None,
    }
}

/// How far two figures are apart, as a sum of several unknowns, each taken so many times.
#[derive(Clone, PartialEq)]
pub(super) struct Apart {
    terms: Vec<(Place, Number)>,
}

impl Apart {
    /// The places of the unknowns.
    pub(super) fn places(&self) -> impl Iterator<Item = &Place> {
        self.terms.iter().map(|(place, _)| place)
    }

    /// How many times another sum of the same unknowns is this one, if it is.
    fn scale_of(&self, other: &Apart) -> Option<Number> {
        if self.terms.len() != other.terms.len() {
            return None;
        }
        let mut scale = None;
        for (place, times) in &self.terms {
            let (_, by) = other.terms.iter().find(|(known, _)| known == place)?;
            let here = by.over(*times)?;
            if *scale.get_or_insert(here) != here {
                return None;
            }
        }
        scale
    }

    /// Where a comparison turns that is one of another sum of the same unknowns and turns there at this
    /// value; and how many times that sum is this one.
    pub(super) fn turns_at(&self, other: &Apart, at: Number) -> Option<(Number, Number)> {
        let scale = self.scale_of(other)?;
        Some((at.over(scale)?, scale))
    }
}

/// How far two figures are apart where that hangs on several unknowns alone: the sum of those, all that
/// it can be, and the value of it at which a comparison of the two turns.
pub(super) fn apart(left: &Rc<Way>, right: &Rc<Way>) -> Option<(Apart, Range, Number)> {
    let minus = Number::ZERO.minus(Number::ONE)?;
    let mut linear = Linear::default();
    linear.add(left, Number::ONE)?;
    linear.add(right, minus)?;
    let rest = linear.rest.take();
    let rest = rest.unwrap_or(Range::exactly(Number::ZERO)).exact()?;
    let range = linear.range()?;
    let terms = linear.terms.into_iter().map(|(of, times, _)| match of {
        Unknown::At(place) => Some((place, times)),
        Unknown::Step(_) => None,
    });
    let terms: Vec<(Place, Number)> = terms.collect::<Option<_>>()?;
    let several = terms.len() > 1 && terms.iter().all(|(_, times)| *times != Number::ZERO);
    let at = Number::ZERO.minus(rest)?;
    several.then_some((Apart { terms }, range, at))
}
