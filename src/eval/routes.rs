//! Routes: the smallest sets of facts that would settle an open question. They
//! are read off the shape of the answer, and each is tried before it is told.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::determination::{Routes, Step};
use crate::facts::{Datum, Known, Provenance};
use crate::program::provision::{DutyBody, PowerBody, SanctionBody};
use crate::program::{FactPath, Target};
use crate::value::{Truth, Value};

use super::Eval;
use super::conclusion::{Asked, Concluded};
use super::instance::{Instance, Only};
use super::judged::Judged;
use super::way::Way;

/// At most so many sets are told.
const MAX_SETS: usize = 16;
/// Of at most so many facts each.
const MAX_FACTS: usize = 8;
/// At most so many sets are kept on the way.
const MAX_TRIED: usize = 64;

/// One fact on a route, as it would have to be.
type Pick = (FactPath, Value);
type Sets = Rc<Vec<Vec<Pick>>>;

/// Sets found for a part of the shape, by where it is kept and what is wanted.
type Memo = BTreeMap<(usize, bool), Sets>;

impl<'a> Eval<'a> {
    /// Routes to a duty that arises, and to one that does not.
    pub(super) fn duty_routes(&self, number: usize, instance: &Instance<'a, DutyBody>) -> Routes {
        let only = instance.only(Target::Duty(number));
        self.routes(&instance.outcome.arises, only, |eval| {
            instance.among(&eval.duty(number))
        })
    }

    /// Routes to a power that is there, and to one that is not.
    pub(super) fn power_routes(&self, number: usize, instance: &Instance<'a, PowerBody>) -> Routes {
        let only = instance.only(Target::Power(number));
        self.routes(&instance.outcome.arises, only, |eval| {
            instance.among(&eval.power(number))
        })
    }

    /// Routes to a sanction that is open, and to one that is not.
    pub(super) fn sanction_routes(
        &self,
        number: usize,
        instance: &Instance<'a, SanctionBody>,
    ) -> Routes {
        let only = instance.only(Target::Sanction(number));
        self.routes(&instance.outcome.arises, only, |eval| {
            instance.among(&eval.sanction(number))
        })
    }

    /// Routes to a conclusion's yes, and to its no.
    pub(super) fn conclusion_routes(&self, asked: &Asked, concluded: &Concluded<'a>) -> Routes {
        self.routes(&concluded.judged, None, |eval| {
            let found = eval.conclude(asked.define, asked.args.clone(), &asked.when)?;
            Some(found.judged.truth())
        })
    }

    /// Routes of one question to its yes and its no; each is tried on that
    /// instance alone: of the others nothing is asked.
    fn routes(
        &self,
        judged: &Judged,
        only: Option<Only<'_>>,
        answer: impl Fn(&Eval<'_>) -> Option<Truth>,
    ) -> Routes {
        let way = &judged.way;
        if judged.truth() != Truth::Undetermined {
            return Routes::default();
        }
        let mut memo = Memo::new();
        let mut tried = |want: bool| {
            let sets = sets(way, want, &mut memo);
            let mut steps = Vec::new();
            for set in sets.iter() {
                if steps.len() == MAX_SETS {
                    break;
                }
                if self.leads(set, want, only, &answer) {
                    steps.push(self.steps(set));
                }
            }
            steps
        };
        Routes {
            yes: tried(true),
            no: tried(false),
        }
    }

    /// Whether these facts settle the question so, found by evaluating it with them.
    fn leads(
        &self,
        set: &[Pick],
        want: bool,
        only: Option<Only<'_>>,
        answer: impl Fn(&Eval<'_>) -> Option<Truth>,
    ) -> bool {
        let overlay: Vec<(FactPath, Datum)> = set
            .iter()
            .map(|(place, value)| {
                let datum = Datum {
                    known: Known::Value(value.clone()),
                    provenance: Provenance::default(),
                };
                (place.clone(), datum)
            })
            .collect();
        let mut eval = Eval::new(self.program, self.facts, self.question, &overlay);
        eval.only = only;
        answer(&eval) == Some(Truth::from(want))
    }

    fn steps(&self, set: &[Pick]) -> Vec<Step> {
        set.iter()
            .map(|(place, value)| {
                let walked = self.walk(place);
                let (is, choice) = match (value, walked.as_ref().map(|w| &w.kind)) {
                    (Value::Choice(bit), Some(crate::value::Kind::Choice(list))) => {
                        let chosen = self.choices(*list, *bit).into_iter().next();
                        chosen.map_or((serde_json::Value::Null, None), |(name, title)| {
                            (name.into(), Some(title))
                        })
                    }
                    (Value::Truth(truth), _) => (super::shown::truth_json(*truth), None),
                    _ => (serde_json::Value::Null, None),
                };
                Step {
                    path: walked.map(|w| w.text).unwrap_or_default(),
                    is,
                    choice,
                }
            })
            .collect()
    }
}

/// Sets of facts that make it so, the smallest first.
fn sets(way: &Rc<Way>, want: bool, memo: &mut Memo) -> Sets {
    let key = (Rc::as_ptr(way).addr(), want);
    if let Some(known) = memo.get(&key) {
        return Rc::clone(known);
    }
    let found = match &**way {
        Way::Settled(yes) if *yes == want => vec![Vec::new()],
        Way::Settled(_) | Way::Opaque => Vec::new(),
        Way::YesNo(place) => vec![vec![(place.clone(), Value::Truth(Truth::from(want)))]],
        Way::Choice { place, yes, no } => {
            let set = if want { *yes } else { *no };
            (0..64u32)
                .map(|bit| 1u64 << bit)
                .filter(|bit| set & bit != 0)
                .map(|bit| vec![(place.clone(), Value::Choice(bit))])
                .collect()
        }
        Way::Not(of) => return sets(of, !want, memo),
        Way::All(of) if want => every(of, want, memo),
        Way::Any(of) if !want => every(of, want, memo),
        Way::All(of) | Way::Any(of) => {
            let mut all = Vec::new();
            for part in of {
                all.extend(sets(part, want, memo).iter().cloned());
            }
            smallest(all)
        }
    };
    let found = Rc::new(found);
    memo.insert(key, Rc::clone(&found));
    found
}

/// One set from each part, put together where they agree.
fn every(of: &[Rc<Way>], want: bool, memo: &mut Memo) -> Vec<Vec<Pick>> {
    let mut whole: Vec<Vec<Pick>> = vec![Vec::new()];
    for part in of {
        let part = sets(part, want, memo);
        let pairs = whole
            .iter()
            .flat_map(|one| part.iter().map(move |other| (one, other)));
        whole = smallest(
            pairs
                .take(MAX_TRIED * MAX_TRIED)
                .filter_map(|(one, other)| together(one, other))
                .collect(),
        );
    }
    whole
}

/// Both sets as one, unless they contradict each other or are too many.
fn together(one: &[Pick], other: &[Pick]) -> Option<Vec<Pick>> {
    let mut both = one.to_vec();
    for (place, value) in other {
        match both.iter().find(|(known, _)| known == place) {
            Some((_, known)) if known != value => return None,
            Some(_) => {}
            None => both.push((place.clone(), value.clone())),
        }
    }
    (both.len() <= MAX_FACTS).then_some(both)
}

/// Without those that hold another one, the smallest first.
fn smallest(mut sets: Vec<Vec<Pick>>) -> Vec<Vec<Pick>> {
    sets.sort_by_key(Vec::len);
    let mut kept: Vec<Vec<Pick>> = Vec::new();
    for set in sets {
        if kept.len() == MAX_TRIED {
            break;
        }
        let holds_another = kept
            .iter()
            .any(|known| known.iter().all(|pick| set.contains(pick)));
        if !holds_another {
            kept.push(set);
        }
    }
    kept
}
