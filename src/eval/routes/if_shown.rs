//! What an answer that rests on a presumption hangs on once it is shown otherwise.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::value::{Truth, Value};

use super::super::way::{Place, Shape, Way};

/// What a step comes to with all that is presumed left open.
#[derive(Clone, Copy)]
struct Firm {
    truth: Truth,
    /// It may be otherwise than it is on what is presumed.
    turns: bool,
}

/// The places of which something is missing and on which an answer may hang once what is presumed is
/// shown otherwise, besides those that show it.
pub(super) fn open_places(way: &Rc<Way>) -> HashSet<&Place> {
    let firm = firm(way);
    let of = |way: &Rc<Way>| firm.get(&Rc::as_ptr(way)).copied();
    let mut found = HashSet::new();
    let mut seen = HashSet::new();
    let mut open = vec![way];
    while let Some(way) = open.pop() {
        if !seen.insert(Rc::as_ptr(way)) {
            continue;
        }
        if !of(way).is_some_and(|firm| firm.turns) {
            if !way.now.as_ref().is_some_and(Value::is_settled) {
                found.extend(super::open_places(way, true));
            }
            continue;
        }
        match &way.shape {
            Shape::Presumed(..) => {}
            Shape::Some(..) | Shape::Not(_) => {
                let beneath = way.shape.beneath().into_iter();
                let undecided = |way: &&Rc<Way>| {
                    of(way).is_none_or(|firm| firm.turns || firm.truth == Truth::Undetermined)
                };
                open.extend(beneath.filter(undecided));
            }
            _ => found.extend(super::open_places(way, true)),
        }
    }
    found
}

/// What each step comes to so, from those that hang on nothing to those that hang on others.
fn firm(way: &Rc<Way>) -> HashMap<*const Way, Firm> {
    let mut known: HashMap<*const Way, Firm> = HashMap::new();
    let mut open = vec![(way, false)];
    while let Some((way, entered)) = open.pop() {
        if known.contains_key(&Rc::as_ptr(way)) {
            continue;
        }
        let beneath = way.shape.beneath();
        if !entered && !matches!(way.shape, Shape::Presumed(..)) {
            open.push((way, true));
            open.extend(beneath.into_iter().map(|way| (way, false)));
            continue;
        }
        let of = |way: &Rc<Way>| known.get(&Rc::as_ptr(way)).copied();
        let turns = beneath
            .iter()
            .any(|way| of(way).is_none_or(|firm| firm.turns));
        let holding = |value: Truth| {
            let holding = beneath.iter().filter_map(|way| of(way));
            holding.filter(|firm| firm.truth == value).count()
        };
        let truth = match &way.shape {
            Shape::Presumed(..) => Truth::Undetermined,
            _ if !turns => way.truth(),
            Shape::Not(on) => of(on).map_or(Truth::Undetermined, |firm| firm.truth.negate()),
            Shape::Some(most, _) if holding(Truth::Yes) >= *most => Truth::Yes,
            Shape::Some(most, of) if of.len() - holding(Truth::No) < *most => Truth::No,
            _ => Truth::Undetermined,
        };
        let turns = turns && truth == Truth::Undetermined;
        let turns = turns || matches!(way.shape, Shape::Presumed(..));
        known.insert(Rc::as_ptr(way), Firm { truth, turns });
    }
    known
}
