//! What is so in every case is so: an answer in which one unknown is met twice is looked at for each
//! value that it can have, yes and no, each choice, below, at and above each figure that it is held
//! against. Nothing is evaluated again: what was found at each step is combined anew.

use std::collections::HashMap;
use std::rc::Rc;

use crate::value::{Bound, CompareOp, Factor, Number, Range, Truth, Value};

use super::Eval;
use super::alike::is_open;
use super::judged::{Item, Judged};
use super::linear::{self, Apart};
use super::logic::because;
use super::way::{Addresses, Place, Shape, Way, each_once};
use crate::determination::{Gap, Reason, Standing};
use crate::program::{FactRoot, FactStep};

/// At most so many cases are looked at.
pub(super) const MAX_CASES: usize = 256;
/// At most so many steps are looked at, over all cases together.
const MAX_STEPS: usize = 20_000;

/// So deep the steps of an answer are followed.
const MAX_DEPTH: u32 = 150;

/// What an answer or a figure comes to in every case.
struct Split {
    /// What all cases have in common; none where there is nothing.
    value: Option<Value>,
    /// The places that were split.
    places: Vec<Place>,
    /// There were more cases than are looked at.
    cut: bool,
}

/// What is split.
#[derive(Clone, PartialEq)]
enum Key {
    /// What the record could say at a place.
    At(Place),
    /// How far two figures are apart that hang on several places.
    Apart(Apart),
    /// What a condition comes to that is met twice, by the address of its step.
    Step(usize),
}

impl Key {
    fn places(&self) -> Vec<&Place> {
        match self {
            Key::At(place) => vec![place],
            Key::Apart(apart) => apart.places().collect(),
            Key::Step(_) => Vec::new(),
        }
    }
}

/// An unknown that is split, and its cases.
struct Unknown {
    key: Key,
    met: usize,
    cases: Vec<Value>,
    /// Of an act the stretch in which it is done or not.
    during: Option<Range>,
}

/// Unknowns in the order in which they are met, and where each of them is.
#[derive(Default)]
struct Unknowns {
    all: Vec<Unknown>,
    at: HashMap<Place, usize>,
    /// The open conditions that are met twice, in the order in which they are.
    steps: Vec<usize>,
}

impl Unknowns {
    fn of(&mut self, key: &Key) -> Option<&mut Unknown> {
        match key {
            Key::At(place) => self.all.get_mut(*self.at.get(place)?),
            _ => self.all.iter_mut().find(|known| known.key == *key),
        }
    }
}

/// What is so whichever value the unknowns have that are met twice, in the cases in which all of
/// `given` is so; none where nothing is met twice. `firm` leaves presumptions out of account.
fn split(
    way: &Rc<Way>,
    given: &[Rc<Way>],
    may: impl Fn(&Place) -> bool,
    firm: bool,
) -> Option<Split> {
    let mut unknowns = Unknowns::default();
    if !collect(way, &mut unknowns) {
        return None;
    }
    // What the answer itself hangs on was met first.
    let own = unknowns.all.len();
    let whole = !unknowns.steps.is_empty();
    if !given.iter().all(|given| collect(given, &mut unknowns)) {
        return None;
    }
    let split = |unknown: &Unknown| {
        let whole = unknown.key.places().into_iter().all(&may);
        unknown.met > 1 && unknown.cases.len() > 1 && whole
    };
    let Unknowns {
        all: mut unknowns,
        steps,
        ..
    } = unknowns;
    if !whole && !unknowns.iter().take(own).any(split) {
        return None;
    }
    unknowns.retain(split);
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
    // What a condition comes to decides only where the places do not.
    for step in steps {
        if count * 2 <= MAX_CASES {
            count *= 2;
            chosen.push(Unknown {
                key: Key::Step(step),
                met: 2,
                cases: [Truth::Yes, Truth::No].map(Value::Truth).to_vec(),
                during: None,
            });
        }
    }
    let mut found: Option<Option<Value>> = None;
    let mut steps = MAX_STEPS;
    for case in 0..count {
        let mut look = Case::of(&chosen, case, &mut steps);
        look.firm = firm;
        if given.iter().any(|given| look.truth(given) == Truth::No) {
            continue;
        }
        let value = look.value(way, 0);
        found = Some(match found {
            None => value,
            Some(found) => found
                .zip(value)
                .and_then(|(found, value)| found.join(&value)),
        });
        let open = |value: &Value| *value == Value::Truth(Truth::Undetermined);
        if found
            .as_ref()
            .is_some_and(|all| all.as_ref().is_none_or(open))
        {
            break;
        }
    }
    Some(Split {
        // Where no case is left, what is given cannot be.
        value: found.unwrap_or_else(|| way.now.clone()),
        places: places(&chosen),
        cut: cut || steps == 0,
    })
}

/// The places of unknowns, each once.
fn places(unknowns: &[Unknown]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for place in unknowns.iter().flat_map(|unknown| unknown.key.places()) {
        if !places.contains(place) {
            places.push(place.clone());
        }
    }
    places
}

/// The places that an answer hangs on, and whether it turns on each: whether two cases that differ
/// in it alone come to different answers. None where there are too many cases, or where some case
/// does not settle it.
fn turning(way: &Rc<Way>, may: impl Fn(&Place) -> bool) -> Option<Vec<(Place, bool)>> {
    let mut unknowns = Unknowns::default();
    if way.truth() != Truth::Undetermined || !collect(way, &mut unknowns) {
        return None;
    }
    let mut unknowns = unknowns.all;
    // How far two figures are apart is no matter of one place.
    let alone = |unknown: &Unknown| match &unknown.key {
        Key::At(place) => may(place),
        _ => false,
    };
    if !unknowns.iter().all(alone) {
        return None;
    }
    unknowns.retain(|unknown| unknown.cases.len() > 1);
    let mut count = 1usize;
    for unknown in &unknowns {
        count = count.checked_mul(unknown.cases.len())?;
        if count > MAX_CASES {
            return None;
        }
    }
    let mut steps = MAX_STEPS;
    let mut answers = Vec::with_capacity(count);
    for case in 0..count {
        let truth = Case::of(&unknowns, case, &mut steps).truth(way);
        if truth == Truth::Undetermined || steps == 0 {
            return None;
        }
        answers.push(truth);
    }
    let mut found = Vec::with_capacity(unknowns.len());
    // So many cases lie between two that differ in one unknown by one.
    let mut apart = 1usize;
    for unknown in unknowns {
        let of = unknown.cases.len();
        let turns = answers.iter().enumerate().any(|(case, answer)| {
            let last = (case / apart) % of == of - 1;
            let next = answers.get(case + apart).filter(|_| !last);
            next.is_some_and(|next| next != answer)
        });
        apart *= of;
        if let Key::At(place) = unknown.key {
            found.push((place, turns));
        }
    }
    Some(found)
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
            apart: Vec::new(),
            whole: HashMap::default(),
            known: HashMap::default(),
            steps: &mut steps,
            firm: false,
        };
        look.truth(way)
    };
    cases.map(truth).collect()
}

/// The unknowns of an answer with their cases, each step looked at once; false where there are too
/// many steps.
fn collect(way: &Rc<Way>, unknowns: &mut Unknowns) -> bool {
    let mut open = vec![(way, false)];
    let mut steps = MAX_STEPS;
    let mut seen: HashMap<usize, u32, Addresses> = HashMap::default();
    while let Some((way, mut beneath)) = open.pop() {
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
        // Of what is met twice the whole is one unknown, and what is beneath it none beside.
        if *visits == 2 && !beneath && is_open(way) {
            unknowns.steps.push(Rc::as_ptr(way).addr());
            beneath = true;
        }
        match &way.shape {
            Shape::Opaque(_) | Shape::OnCalendar(..) | Shape::Counted(..) => continue,
            Shape::YesNo(place) => {
                let both = [Truth::Yes, Truth::No].map(Value::Truth);
                meet(unknowns, &Key::At(place.clone()), both.to_vec());
            }
            Shape::Choice { place, now, .. } => {
                meet(unknowns, &Key::At(place.clone()), each_choice(*now));
            }
            // It turns where one part of what the time can be ends and another begins.
            Shape::Days(of, parts) => {
                if let Shape::Figure(place) = &of.shape {
                    let begins = parts.iter().skip(1).filter_map(|(part, _)| part.low);
                    for (count, begins) in begins.enumerate() {
                        let key = Key::At(place.clone());
                        turn(unknowns, &key, of.range(), begins.at);
                        // It is one question, however many days it asks of.
                        let known = unknowns.of(&key);
                        if let Some(known) = known.filter(|_| count > 0) {
                            known.met -= 1;
                        }
                    }
                    continue;
                }
            }
            Shape::Compare(left, _, right) => {
                if let Some((place, range, at)) = linear::threshold(left, right) {
                    turn(unknowns, &Key::At(place), range, at);
                    continue;
                }
                if let Some((apart, range, at)) = linear::apart(left, right) {
                    turn_apart(unknowns, &apart, range, at);
                }
            }
            Shape::Figure(place) => match &way.now {
                Some(known @ Value::Range(_)) => {
                    meet(unknowns, &Key::At(place.clone()), vec![known.clone()]);
                }
                Some(Value::Choice(now)) => {
                    meet(unknowns, &Key::At(place.clone()), each_choice(*now));
                }
                _ => {}
            },
            Shape::Done(act, during) => done(unknowns, *act, *during),
            _ => {}
        }
        let parts = way.shape.beneath().into_iter();
        open.extend(parts.map(|part| (part, beneath)));
    }
    true
}

/// Each of these choices by itself.
fn each_choice(now: u64) -> Vec<Value> {
    let bits = (0..64u32).map(|bit| 1u64 << bit);
    let bits = bits.filter(|bit| now & bit != 0);
    bits.map(Value::Choice).collect()
}

fn settled(way: &Way) -> bool {
    way.now.as_ref().is_some_and(Value::is_settled)
}

fn meet(unknowns: &mut Unknowns, key: &Key, cases: Vec<Value>) {
    match unknowns.of(key) {
        Some(known) => known.met += 1,
        None => {
            if let Key::At(place) = key {
                unknowns.at.insert(place.clone(), unknowns.all.len());
            }
            unknowns.all.push(Unknown {
                key: key.clone(),
                met: 1,
                cases,
                during: None,
            });
        }
    }
}

/// An act that is done in a stretch of time, or not. In two stretches it is no one unknown.
fn done(unknowns: &mut Unknowns, act: usize, during: Range) {
    let key = Key::At(Place::Event(act));
    let both = [Truth::Yes, Truth::No].map(Value::Truth);
    meet(unknowns, &key, both.to_vec());
    let known = unknowns.of(&key);
    if let Some(known) = known
        && *known.during.get_or_insert(during) != during
    {
        known.cases.clear();
    }
}

/// How far two figures are apart, at which a comparison turns: one of the same unknowns that was met
/// before, each so many times as often, is the same.
fn turn_apart(unknowns: &mut Unknowns, apart: &Apart, range: Range, at: Number) {
    let known = unknowns.all.iter().find_map(|known| match &known.key {
        Key::Apart(known) => known.turns_at(apart, at).map(|(at, _)| (known.clone(), at)),
        _ => None,
    });
    match known {
        Some((known, at)) => turn(unknowns, &Key::Apart(known), range, at),
        None => turn(unknowns, &Key::Apart(apart.clone()), range, at),
    }
}

/// A figure at which an unknown turns a comparison: it lies below, at or above it.
fn turn(unknowns: &mut Unknowns, key: &Key, range: Range, at: Number) {
    meet(unknowns, key, vec![Value::Range(range)]);
    let Some(known) = unknowns.of(key) else {
        return;
    };
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
    apart: Vec<(&'s Apart, &'s Value)>,
    /// What conditions come to that the rest leaves open, by the addresses of their steps.
    whole: HashMap<usize, &'s Value, Addresses>,
    known: HashMap<usize, Value, Addresses>,
    steps: &'s mut usize,
    /// What is only presumed counts as open.
    firm: bool,
}

impl<'s> Case<'s> {
    /// The case of this number.
    fn of(unknowns: &'s [Unknown], number: usize, steps: &'s mut usize) -> Case<'s> {
        let mut left = number;
        let mut taken = Vec::with_capacity(unknowns.len());
        let mut apart = Vec::new();
        let mut whole = HashMap::default();
        for unknown in unknowns {
            let value = unknown.cases.get(left % unknown.cases.len());
            left /= unknown.cases.len();
            match &unknown.key {
                Key::At(place) => taken.extend(value.map(|value| (place, value))),
                Key::Apart(of) => apart.extend(value.map(|value| (of, value))),
                Key::Step(of) => whole.extend(value.map(|value| (*of, value))),
            }
        }
        Case {
            taken,
            apart,
            whole,
            known: HashMap::default(),
            steps,
            firm: false,
        }
    }

    fn taken(&self, place: &Place) -> Option<&'s Value> {
        let found = self.taken.iter().find(|(known, _)| *known == place);
        found.map(|(_, value)| *value)
    }

    /// How two figures compare, by how far they are apart in this case.
    fn compared_apart(&self, left: &Rc<Way>, op: CompareOp, right: &Rc<Way>) -> Truth {
        if self.apart.is_empty() {
            return Truth::Undetermined;
        }
        let Some((own, _, at)) = linear::apart(left, right) else {
            return Truth::Undetermined;
        };
        let known = self.apart.iter().find_map(|(known, value)| {
            let (at, scale) = known.turns_at(&own, at)?;
            Some((at, scale, *value))
        });
        let Some((at, scale, Value::Range(range))) = known else {
            return Truth::Undetermined;
        };
        let at = Range::exactly(at);
        match scale.is_negative() {
            true => compared(&at, op, range),
            false => compared(range, op, &at),
        }
    }

    fn truth(&mut self, way: &Rc<Way>) -> Truth {
        match self.value(way, 0) {
            Some(Value::Truth(truth)) => truth,
            _ => Truth::Undetermined,
        }
    }

    /// What a step comes to in this case.
    fn value(&mut self, way: &Rc<Way>, depth: u32) -> Option<Value> {
        let known = settled(way) && !self.firm;
        if known || *self.steps == 0 || depth > MAX_DEPTH {
            return way.now.clone();
        }
        *self.steps -= 1;
        let key = Rc::as_ptr(way).addr();
        if let Some(known) = self.known.get(&key) {
            return Some(known.clone());
        }
        let mut found = self.found(way, depth + 1).or_else(|| way.now.clone())?;
        if found == Value::Truth(Truth::Undetermined)
            && let Some(taken) = self.whole.get(&key)
        {
            found = Value::clone(taken);
        }
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
                Value::Truth(match compared(&a, *op, &b) {
                    Truth::Undetermined => self.compared_apart(left, *op, right),
                    settled => settled,
                })
            }
            Shape::Days(of, parts) => {
                let at = self.range_at(of, depth);
                let met = parts.iter().filter(|(part, _)| !part.meet(&at).is_empty());
                let found = met.map(|(_, truth)| *truth).reduce(Truth::join);
                Value::Truth(found.unwrap_or(Truth::Undetermined))
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
            Shape::Presumed(of, _) if self.firm => self.value(of, depth)?,
            // Of what is known only the one side was looked at.
            Shape::Branch {
                on,
                then,
                otherwise,
            } => match self.truth_at(on, depth) {
                Truth::Yes => self.value(then.as_ref()?, depth)?,
                Truth::No => self.value(otherwise.as_ref()?, depth)?,
                Truth::Undetermined => {
                    let then = self.value(then.as_ref()?, depth)?;
                    then.join(&self.value(otherwise.as_ref()?, depth)?)?
                }
            },
            Shape::Rows(rows) => {
                // Of a table of which two rows fit it is what both have in common.
                let (mut found, mut fits): (Option<Value>, bool) = (None, false);
                for (on, value) in rows {
                    let truth = self.truth_at(on, depth);
                    if truth == Truth::No {
                        continue;
                    }
                    fits |= truth == Truth::Yes;
                    let value = self.value(value.as_ref()?, depth)?;
                    found = Some(match found {
                        None => value,
                        Some(known) => known.join(&value)?,
                    });
                }
                return found.filter(|_| fits);
            }
            _ => return None,
        })
    }
}

fn compared(a: &Range, op: CompareOp, b: &Range) -> Truth {
    match op {
        CompareOp::AtLeast => a.is_at_least(b),
        CompareOp::MoreThan => b.is_less_than(a),
        CompareOp::AtMost => b.is_at_least(a),
        CompareOp::LessThan => a.is_less_than(b),
    }
}

/// An open answer of which not all cases were looked at, which it says.
pub(super) fn at_the_bound(mut judged: Judged, most: usize) -> Judged {
    let open = Truth::Undetermined;
    let gap = Gap::TooMany { most };
    let gap = because(open, Reason::Gap { gap }, Vec::new());
    let of = vec![judged.because(), gap];
    judged.reasons = vec![because(open, Reason::All, of)];
    judged
}

impl Eval<'_> {
    /// Whether a place has no case beside those of its kind: what may not apply has one more.
    pub(super) fn applies(&self, place: &Place) -> bool {
        let Place::Fact(path) = place else {
            return true;
        };
        let field = self.field_at(path);
        field.is_none_or(|field| !field.optional)
    }

    /// On which of the places that an answer hangs on it turns.
    pub(super) fn turns_on(&self, way: &Rc<Way>) -> Option<Vec<(Place, bool)>> {
        turning(way, |place| self.applies(place))
    }

    /// Whether all of these can be so together, as far as their cases are looked at.
    pub(super) fn can_all_be(&self, given: &[Rc<Way>]) -> bool {
        let mut unknowns = Unknowns::default();
        if !given.iter().all(|given| collect(given, &mut unknowns)) {
            return true;
        }
        let mut unknowns = unknowns.all;
        unknowns.retain(|unknown| {
            let whole = unknown
                .key
                .places()
                .into_iter()
                .all(|place| self.applies(place));
            unknown.met > 1 && unknown.cases.len() > 1 && whole
        });
        let counts = unknowns.iter().map(|unknown| unknown.cases.len());
        let count = counts.fold(1usize, usize::saturating_mul);
        if count > MAX_CASES {
            return true;
        }
        let mut steps = MAX_STEPS;
        (0..count).any(|case| {
            let mut look = Case::of(&unknowns, case, &mut steps);
            given.iter().all(|given| look.truth(given) != Truth::No)
        })
    }

    /// The same answer, settled where it is so in every case of what is not known.
    pub(super) fn in_every_case(&self, judged: Judged) -> Judged {
        self.in_every_case_of(judged, &[])
    }

    /// The same answer, settled where it is so in every case in which all of `given` is so.
    pub(super) fn in_every_case_of(&self, judged: Judged, given: &[Rc<Way>]) -> Judged {
        if judged.way.truth() != Truth::Undetermined {
            return judged;
        }
        let may = |place: &Place| self.applies(place);
        let Some(found) = split(&judged.way, given, may, false) else {
            return judged;
        };
        let value = match found.value {
            Some(Value::Truth(truth)) => truth,
            _ => Truth::Undetermined,
        };
        if value == Truth::Undetermined {
            return match found.cut {
                true => at_the_bound(judged, MAX_CASES),
                false => judged,
            };
        }
        // What is so in every case only because something is presumed rests on that.
        let presumed = each_once(&judged.way, |_| true);
        let presumed = presumed
            .iter()
            .any(|way| matches!(way.shape, Shape::Presumed(..)));
        let firmly = presumed
            .then(|| split(&judged.way, given, may, true))
            .flatten();
        let standing = match firmly {
            Some(firmly) if firmly.cut || firmly.value != Some(Value::Truth(value)) => {
                judged.standing.min(Standing::Presumed)
            }
            _ => judged.standing,
        };
        let step = match found.places.is_empty() {
            // Of conditions as a whole nobody is told but what is missing for them.
            true => Reason::Whichever {
                facts: judged.needs.iter().map(|need| need.title.clone()).collect(),
            },
            false => self.whichever(&found.places),
        };
        let mut settled = Judged::answer(value, because(value, step, Vec::new()))
            .on(standing)
            .shaped(judged.way.shape.clone());
        settled.label = judged.label;
        settled
    }

    /// The same figure or choice, within what it is in the cases in which all of `given` is so.
    pub(super) fn figure_in_every_case(&self, judged: Judged, given: &[Rc<Way>]) -> Judged {
        let known = judged.way.now.as_ref();
        if known.is_none_or(Value::is_settled) || judged.truth_or_none().is_some() {
            return judged;
        }
        let may = |place: &Place| self.applies(place);
        let found = split(&judged.way, given, may, false);
        let Some((found, Some(value))) = found.map(|found| (found.places, found.value)) else {
            return judged;
        };
        let narrower = match (&judged.item, value) {
            (Item::Value(Value::Range(known)), Value::Range(range)) => {
                let part = range.meet(known);
                (part != *known && !part.is_empty()).then_some(Value::Range(part))
            }
            (Item::Value(Value::Choice(known)), Value::Choice(choices)) => {
                let part = choices & known;
                (part != *known && part != 0).then_some(Value::Choice(part))
            }
            (Item::Value(known), value) => (*known != value && value.is_settled()).then_some(value),
            _ => None,
        };
        let Some(value) = narrower else {
            return judged;
        };
        let mut judged = judged;
        if value.is_settled() {
            let step = self.whichever(&found);
            judged.reasons = vec![because(Truth::Yes, step, Vec::new())];
            judged.label_mut().set = None;
            if !judged.perhaps {
                judged.needs.clear();
            }
        }
        let shape = judged.way.shape.clone();
        judged.item = Item::Value(value);
        judged.shaped(shape)
    }

    /// That something is so whichever value these have.
    pub(super) fn whichever(&self, places: &[Place]) -> Reason {
        let facts = places.iter().map(|place| self.need_of(place).0.title);
        Reason::Whichever {
            facts: facts.collect(),
        }
    }
}
