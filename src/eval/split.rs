//! What is so in every case is so: an answer in which one unknown is met twice is looked at for each
//! value that it can have, yes and no, each choice, below, at and above each figure that it is held
//! against. Nothing is evaluated again: what was found at each step is combined anew.

use std::collections::HashMap;
use std::rc::Rc;

use crate::value::{Bound, CompareOp, Factor, Number, Range, Truth, Value};

use super::Eval;
use super::judged::Judged;
use super::linear;
use super::logic::because;
use super::way::{Place, Shape, Way, each_once};
use crate::determination::{Gap, Reason};
use crate::program::{FactRoot, FactStep};

/// At most so many cases are looked at.
pub(super) const MAX_CASES: usize = 256;
/// At most so many steps are looked at, over all cases together.
const MAX_STEPS: usize = 20_000;

/// So deep the steps of an answer are followed.
const MAX_DEPTH: u32 = 150;

/// What an answer comes to in every case.
pub(super) struct Split {
    /// The answer.
    pub(super) truth: Truth,
    /// The places that were split.
    pub(super) places: Vec<Place>,
    /// There were more cases than are looked at.
    pub(super) cut: bool,
}

/// An unknown that is split, and its cases.
struct Unknown {
    place: Place,
    met: usize,
    cases: Vec<Value>,
    /// Of an act the stretch in which it is done or not.
    during: Option<Range>,
}

/// What is so whichever value the unknowns have that are met twice; none where none is.
pub(super) fn split(way: &Rc<Way>, may: impl Fn(&Place) -> bool) -> Option<Split> {
    if way.truth() != Truth::Undetermined {
        return None;
    }
    let mut unknowns = Vec::new();
    if !collect(way, &mut unknowns) {
        return None;
    }
    unknowns.retain(|unknown| unknown.met > 1 && unknown.cases.len() > 1 && may(&unknown.place));
    if unknowns.is_empty() {
        return None;
    }
    let mut count = 1usize;
    let mut chosen = Vec::new();
    let mut cut = false;
    for unknown in unknowns {
        match count
            .checked_mul(unknown.cases.len())
            .filter(|count| *count <= MAX_CASES)
        {
            Some(more) => {
                count = more;
                chosen.push(unknown);
            }
            None => cut = true,
        }
    }
    let mut found: Option<Truth> = None;
    let mut steps = MAX_STEPS;
    for case in 0..count {
        let mut left = case;
        let mut taken = Vec::with_capacity(chosen.len());
        for unknown in &chosen {
            let value = unknown.cases.get(left % unknown.cases.len());
            left /= unknown.cases.len();
            taken.extend(value.map(|value| (&unknown.place, value)));
        }
        let mut look = Case {
            taken,
            known: HashMap::new(),
            steps: &mut steps,
        };
        let truth = look.truth(way);
        found = Some(found.map_or(truth, |found| found.join(truth)));
        if found == Some(Truth::Undetermined) {
            break;
        }
    }
    Some(Split {
        truth: found.unwrap_or(Truth::Undetermined),
        places: chosen.into_iter().map(|unknown| unknown.place).collect(),
        cut: cut || steps == 0,
    })
}

/// What an answer comes to if all that is on record without a time has happened, and if none of it
/// has; none where it does not hang on that.
pub(super) fn whether_happened(way: &Rc<Way>) -> Vec<Truth> {
    let (mut all, mut none) = (Vec::new(), Vec::new());
    for way in each_once(way, |way| !settled(way)) {
        let Shape::Compare(at, CompareOp::AtMost, now) = &way.shape else {
            continue;
        };
        let Shape::Figure(place @ Place::Fact(path)) = &at.shape else {
            continue;
        };
        let event = matches!(path.root, FactRoot::Event(_)) && path.steps == [FactStep::Field(0)];
        let now = now.range().exact().filter(|_| event && !settled(way));
        if let Some(now) = now {
            let by_now = |range: Range| Value::Range(range.meet(&at.range()));
            all.push((place, by_now(Range::at_most(now))));
            none.push((place, by_now(Range::more_than(now))));
        }
    }
    let cases = [all, none].into_iter().filter(|case| !case.is_empty());
    let mut steps = MAX_STEPS;
    let truth = |case: Vec<(&Place, Value)>| {
        let mut look = Case {
            taken: case.iter().map(|(place, value)| (*place, value)).collect(),
            known: HashMap::new(),
            steps: &mut steps,
        };
        look.truth(way)
    };
    cases.map(truth).collect()
}

/// The unknowns of an answer with their cases, each step looked at once; false where there are too
/// many steps.
fn collect(way: &Rc<Way>, unknowns: &mut Vec<Unknown>) -> bool {
    let mut open = vec![way];
    let mut steps = MAX_STEPS;
    let mut seen: HashMap<usize, u32> = HashMap::new();
    while let Some(way) = open.pop() {
        if steps == 0 {
            return false;
        }
        steps -= 1;
        if settled(way) {
            continue;
        }
        // What two parts of an answer share is met twice, and with it all beneath it.
        let visits = seen.entry(Rc::as_ptr(way).addr()).or_default();
        if *visits == 2 {
            continue;
        }
        *visits += 1;
        match &way.shape {
            Shape::Opaque(_) => continue,
            Shape::YesNo(place) => {
                let both = [Truth::Yes, Truth::No].map(Value::Truth);
                meet(unknowns, place, both.to_vec());
            }
            Shape::Choice { place, now, .. } => {
                let bits = (0..64u32)
                    .map(|bit| 1u64 << bit)
                    .filter(|bit| now & bit != 0);
                meet(unknowns, place, bits.map(Value::Choice).collect());
            }
            Shape::Compare(left, _, right) => {
                if let Some((place, range, at)) = linear::threshold(left, right) {
                    turn(unknowns, &place, range, at);
                }
            }
            Shape::Done(act, during) => done(unknowns, *act, *during),
            _ => {}
        }
        open.extend(way.shape.beneath());
    }
    true
}

fn settled(way: &Way) -> bool {
    way.now.as_ref().is_some_and(Value::is_settled)
}

fn meet(unknowns: &mut Vec<Unknown>, place: &Place, cases: Vec<Value>) {
    match unknowns.iter_mut().find(|known| known.place == *place) {
        Some(known) => known.met += 1,
        None => unknowns.push(Unknown {
            place: place.clone(),
            met: 1,
            cases,
            during: None,
        }),
    }
}

/// An act that is done in a stretch of time, or not. In two stretches it is no one unknown.
fn done(unknowns: &mut Vec<Unknown>, act: usize, during: Range) {
    let place = Place::Event(act);
    let both = [Truth::Yes, Truth::No].map(Value::Truth);
    meet(unknowns, &place, both.to_vec());
    let known = unknowns.iter_mut().find(|known| known.place == place);
    if let Some(known) = known
        && *known.during.get_or_insert(during) != during
    {
        known.cases.clear();
    }
}

/// A figure at which an unknown turns a comparison: it lies below, at or above it.
fn turn(unknowns: &mut Vec<Unknown>, place: &Place, range: Range, at: Number) {
    meet(unknowns, place, vec![Value::Range(range)]);
    let known = unknowns.iter_mut().find(|known| known.place == *place);
    let Some(known) = known else { return };
    let end = |open| Some(Bound { at, open });
    let parts = [
        Range {
            low: None,
            high: end(true),
        },
        Range::exactly(at),
        Range {
            low: end(true),
            high: None,
        },
    ];
    let mut cases = Vec::new();
    for case in &known.cases {
        let Value::Range(case) = case else { return };
        let met = parts
            .iter()
            .map(|part| part.meet(case))
            .filter(|part| !part.is_empty());
        cases.extend(met.map(Value::Range));
    }
    known.cases = cases;
}

/// One case: what the unknowns are in it.
struct Case<'s> {
    taken: Vec<(&'s Place, &'s Value)>,
    known: HashMap<usize, Value>,
    steps: &'s mut usize,
}

impl<'s> Case<'s> {
    fn taken(&self, place: &Place) -> Option<&'s Value> {
        let found = self.taken.iter().find(|(known, _)| *known == place);
        found.map(|(_, value)| *value)
    }

    fn truth(&mut self, way: &Rc<Way>) -> Truth {
        match self.value(way, 0) {
            Some(Value::Truth(truth)) => truth,
            _ => Truth::Undetermined,
        }
    }

    /// What a step comes to in this case.
    fn value(&mut self, way: &Rc<Way>, depth: u32) -> Option<Value> {
        if settled(way) || *self.steps == 0 || depth > MAX_DEPTH {
            return way.now.clone();
        }
        *self.steps -= 1;
        let key = Rc::as_ptr(way).addr();
        if let Some(known) = self.known.get(&key) {
            return Some(known.clone());
        }
        let found = self.found(way, depth + 1).or_else(|| way.now.clone())?;
        self.known.insert(key, found.clone());
        Some(found)
    }

    fn truth_at(&mut self, way: &Rc<Way>, depth: u32) -> Truth {
        match self.value(way, depth) {
            Some(Value::Truth(truth)) => truth,
            _ => Truth::Undetermined,
        }
    }

    fn range_at(&mut self, way: &Rc<Way>, depth: u32) -> Range {
        match self.value(way, depth) {
            Some(Value::Range(range)) => range,
            _ => Range::UNKNOWN,
        }
    }

    fn found(&mut self, way: &Rc<Way>, depth: u32) -> Option<Value> {
        let narrowed = |range: Range| {
            let part = range.meet(&way.range());
            Value::Range(if part.is_empty() { range } else { part })
        };
        Some(match &way.shape {
            Shape::YesNo(place) => self.taken(place)?.clone(),
            Shape::Done(act, _) => self.taken(&Place::Event(*act))?.clone(),
            Shape::Choice { place, yes, no, .. } => match self.taken(place)? {
                Value::Choice(bit) if bit & yes != 0 && bit & no == 0 => Value::Truth(Truth::Yes),
                Value::Choice(bit) if bit & no != 0 && bit & yes == 0 => Value::Truth(Truth::No),
                _ => return None,
            },
            Shape::Figure(place) => self.taken(place)?.clone(),
            Shape::Reckoned(_, of) => match self.value(of, depth)? {
                Value::Range(range) => narrowed(range),
                other => other,
            },
            Shape::Not(of) => Value::Truth(self.truth_at(of, depth).negate()),
            Shape::Some(least, of) => {
                let (mut yes, mut open) = (0, 0);
                for part in of {
                    match self.truth_at(part, depth) {
                        Truth::Yes => yes += 1,
                        Truth::Undetermined => open += 1,
                        Truth::No => {}
                    }
                    if yes >= *least {
                        break;
                    }
                }
                Value::Truth(match () {
                    () if yes >= *least => Truth::Yes,
                    () if yes + open < *least => Truth::No,
                    () => Truth::Undetermined,
                })
            }
            Shape::Compare(left, op, right) => {
                let (a, b) = (self.range_at(left, depth), self.range_at(right, depth));
                Value::Truth(match op {
                    CompareOp::AtLeast => a.is_at_least(&b),
                    CompareOp::MoreThan => b.is_less_than(&a),
                    CompareOp::AtMost => b.is_at_least(&a),
                    CompareOp::LessThan => a.is_less_than(&b),
                })
            }
            Shape::Sum(of) => {
                let mut total = Range::exactly(Number::ZERO);
                for (times, part) in of {
                    let part = self
                        .range_at(part, depth)
                        .times(&Range::exactly(*times))
                        .ok()?;
                    total = total.plus(&part).ok()?;
                }
                narrowed(total)
            }
            Shape::Product(scale, of) => {
                let mut total = Range::exactly(*scale);
                for (factor, part) in of {
                    let part = self.range_at(part, depth);
                    total = match factor {
                        Factor::Times => total.times(&part).ok()?,
                        Factor::Divided => total.divided(&part).ok()?,
                    };
                }
                narrowed(total)
            }
            Shape::Extreme { largest, of } => {
                let mut ranges = Vec::with_capacity(of.len());
                for part in of {
                    ranges.push(self.range_at(part, depth));
                }
                let further = |a: Range, b: Range| {
                    if *largest {
                        a.larger(&b)
                    } else {
                        a.smaller(&b)
                    }
                };
                narrowed(ranges.into_iter().reduce(further)?)
            }
            Shape::Count { of, more: None } => {
                let (mut yes, mut open) = (0i64, 0i64);
                for part in of {
                    match self.truth_at(part, depth) {
                        Truth::Yes => yes += 1,
                        Truth::Undetermined => open += 1,
                        Truth::No => {}
                    }
                }
                narrowed(Range::between(
                    Number::whole(yes),
                    Number::whole(yes + open),
                ))
            }
            Shape::Branch {
                on,
                then: Some(then),
                otherwise: Some(otherwise),
            } => match self.truth_at(on, depth) {
                Truth::Yes => self.value(then, depth)?,
                Truth::No => self.value(otherwise, depth)?,
                Truth::Undetermined => {
                    let (a, b) = (self.value(then, depth)?, self.value(otherwise, depth)?);
                    a.join(&b)?
                }
            },
            Shape::Rows(rows) => {
                for (on, value) in rows {
                    match self.truth_at(on, depth) {
                        Truth::No => {}
                        Truth::Yes => return self.value(value.as_ref()?, depth),
                        Truth::Undetermined => return None,
                    }
                }
                return None;
            }
            _ => return None,
        })
    }
}

impl Eval<'_> {
    /// The same answer, settled where it is so in every case of what is not known.
    pub(super) fn in_every_case(&self, judged: Judged) -> Judged {
        // Of what may not apply there is one case more.
        let may = |place: &Place| match place {
            Place::Fact(path) => {
                let field = self.walk(path).and_then(|walked| walked.field);
                field.is_none_or(|field| !field.optional)
            }
            _ => true,
        };
        let Some(found) = split(&judged.way, may) else {
            return judged;
        };
        let value = found.truth;
        if value == Truth::Undetermined {
            if !found.cut {
                return judged;
            }
            let gap = Gap::TooMany { most: MAX_CASES };
            let gap = because(value, Reason::Gap { gap }, Vec::new());
            let mut judged = judged;
            let of = vec![judged.because(), gap];
            judged.reasons = vec![because(value, Reason::All, of)];
            return judged;
        }
        let facts = found.places.iter().map(|place| self.need_of(place).0.title);
        let step = Reason::Whichever {
            facts: facts.collect(),
        };
        let mut settled = Judged::answer(value, because(value, step, Vec::new()))
            .on(judged.standing)
            .shaped(judged.way.shape.clone());
        settled.label = judged.label;
        settled
    }
}
