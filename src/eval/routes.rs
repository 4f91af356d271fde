//! Routes: the smallest sets of facts that would settle an open question. They
//! are read off the shape of the answer, and each is tried before it is told.

mod asking;
mod critical;
mod if_shown;
pub(super) mod sets;
mod steps;
mod tries;

pub(super) use asking::Asking;
pub(super) use tries::Tried;
use tries::Tries;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

use crate::determination::{About, Changes, Routes, Search, Standing, Step};
use crate::program::FactRoot;
use crate::value::{Bound, Kind, Range, Truth, Value};

use super::Eval;
use super::judged::{Item, needs_of};
use super::way::{Place, Shape, Way, each_once};
use sets::{Finder, MAX_FACTS, Pick, Set, holds, merged, together};

/// At most so many sets are told.
const MAX_ROUTES: usize = 16;
/// At most so many evaluations for one answer to one question.
const MAX_TRIES: usize = 96;
/// At most so many for all answers to all questions together.
pub(super) const MAX_TRIES_IN_ALL: usize = 16_384;
/// And so many where it is asked what would turn one that is settled.
const MAX_CHANGES_TRIED: usize = 768;

/// An evaluation that looks at more expressions, and holds more events against an instance, than this
/// counts as several.
const EXPRESSIONS_A_TRY: u64 = 128;

/// To change one fact is so much more than to fill one in.
const CHANGE: usize = 3;

/// What an evaluation says of a question, and the shape of that.
type Said = (Truth, Rc<Way>);

/// What is not there, whatever else becomes known.
fn none() -> Said {
    let now = Some(Value::Truth(Truth::No));
    let shape = Shape::Fixed;
    (Truth::No, Rc::new(Way { now, shape }))
}

/// Sets of facts that lead to an answer.
pub(super) struct Found {
    /// The smallest first.
    pub(super) sets: Vec<Set>,
    /// No smaller or further set was left out.
    pub(super) complete: bool,
}

impl Found {
    fn reach(&self) -> Search {
        if self.complete {
            Search::Complete
        } else {
            Search::Truncated
        }
    }
}

impl<'a> Eval<'a> {
    /// Fills in the routes of an open row, and leaves out what was asked for and does not matter;
    /// of a settled one says what is missing and does not matter.
    pub(super) fn routed(
        &self,
        about: &mut About,
        standing: Option<Standing>,
        asking: &Asking<'_>,
    ) {
        let (truth, way) = &asking.so_far;
        if *truth != Truth::Undetermined {
            let presumed;
            (about.regardless, presumed) = self.missing(way);
            // What would show otherwise than is presumed still matters.
            if standing == Some(Standing::Presumed) {
                about.needs = needs_of([about.needs.as_slice(), &presumed]);
                // And once that is shown, so may what made no difference before.
                let turning = if_shown::open_places(way);
                let turning: BTreeSet<String> = turning
                    .iter()
                    .map(|place| self.need_of(place).0.path)
                    .collect();
                about
                    .regardless
                    .retain(|need| !turning.contains(&need.path));
            } else {
                about.regardless.extend(presumed);
            }
            // What may still show otherwise makes a difference.
            let needed: BTreeSet<&str> =
                about.needs.iter().map(|need| need.path.as_str()).collect();
            about
                .regardless
                .retain(|need| !needed.contains(need.path.as_str()));
            about.changes = self.question.changes.then(|| self.changes(asking));
            // What is recorded in part turns it by another value, and a time that has not come yet by
            // having come.
            let changes = about.changes.iter().flat_map(|changes| &changes.sets);
            let alone: BTreeSet<&str> = changes
                .filter_map(|set| match set.as_slice() {
                    [only] => Some(only.path.as_str()),
                    _ => None,
                })
                .collect();
            about
                .regardless
                .retain(|need| !alone.contains(need.path.as_str()));
            return;
        }
        if !self.question.routes {
            return;
        }
        let yes = self.search(asking, true, false);
        let no = self.search(asking, false, false);
        let routes = Routes {
            yes: self.told(&yes),
            no: self.told(&no),
            whether: Some(asking.whether),
            // What is open can come to either side, or something was not looked into.
            search: Some(match yes.sets.is_empty() || no.sets.is_empty() {
                true => Search::Truncated,
                false => yes.reach().max(no.reach()),
            }),
        };
        let needless = self.needless(way, &routes);
        let needs = std::mem::take(&mut about.needs);
        (about.regardless, about.needs) = needs
            .into_iter()
            .partition(|need| needless.contains(&need.path));
        if about.needs.is_empty() {
            // Whichever way it turns it is kept, or not: what it then is hangs on them all the same.
            about.needs = std::mem::take(&mut about.regardless);
        }
        about.routes = routes;
    }

    /// The paths by which what is asked does not change: of those that it hangs on, what turns it in
    /// no case, or else what no route names. Of what it does not hang on, though the row may, nothing
    /// is said.
    fn needless(&self, way: &Rc<Way>, routes: &Routes) -> BTreeSet<String> {
        let path = |place: &Place| self.need_of(place).0.path;
        let steps = routes.yes.iter().chain(&routes.no).flatten();
        let named: BTreeSet<&str> = steps.map(|step| step.path.as_str()).collect();
        let turning = self.turns_on(way);
        let complete = routes.search == Some(Search::Complete);
        if turning.is_none() && !complete {
            return BTreeSet::new();
        }
        let on = |turns: bool| {
            let places = turning.iter().flatten().filter(move |(_, on)| *on == turns);
            places
                .map(|(place, _)| path(place))
                .collect::<BTreeSet<_>>()
        };
        let (turns, never) = (on(true), on(false));
        let mut needless: BTreeSet<String> = never;
        if complete {
            needless.extend(hanging_on(way).iter().map(path));
        }
        needless.retain(|path| !turns.contains(path) && !named.contains(path.as_str()));
        needless
    }

    /// The changes that would turn a settled answer.
    fn changes(&self, asking: &Asking<'_>) -> Changes {
        let to = asking.so_far.0.negate();
        let found = self.search(asking, to == Truth::Yes, true);
        Changes {
            whether: asking.whether,
            to,
            sets: self.told(&found),
            search: found.reach(),
        }
    }

    fn told(&self, found: &Found) -> Vec<Vec<Step>> {
        let all = |place: &Place| {
            let (Place::Fact(path) | Place::Over(path, _)) = place else {
                return u64::MAX;
            };
            let kind = self.walk(path).map(|walked| walked.kind);
            match kind.and_then(|kind| self.unknown(&kind)) {
                Some(Value::Choice(all)) => all,
                _ => u64::MAX,
            }
        };
        let sets = merged(&found.sets, all);
        sets.iter().map(|set| self.steps_beyond(set)).collect()
    }

    /// The facts of a set; what it says of an act that is not on record is told as if it were.
    fn steps_beyond(&self, set: &[Pick]) -> Vec<Step> {
        let acts = |pick: &Pick| matches!(pick.place, Place::Event(_));
        if !set.iter().any(acts) {
            return self.steps(set);
        }
        let (facts, _) = self.supposing(set);
        let eval = Eval::new(self.program, &facts, &self.question, self.overlay);
        eval.steps(set)
    }

    /// Sets of facts that lead to an answer, each tried and none larger than it has to be.
    pub(super) fn search(&self, asking: &Asking<'_>, want: bool, changing: bool) -> Found {
        let mut found = Found {
            sets: Vec::new(),
            complete: true,
        };
        let mut tries = Tries {
            eval: self,
            asking,
            want: Truth::from(want),
            left: if changing {
                MAX_CHANGES_TRIED
            } else {
                MAX_TRIES
            },
            other_side: (!changing).then(|| self.other_side(asking, !want)),
        };
        // Candidates in the order of their size, and of their making.
        let mut candidates: BTreeMap<(usize, usize), Set> = BTreeMap::new();
        let mut made = 0;
        let mut extend = |set: &Set, way: &Rc<Way>, candidates: &mut BTreeMap<_, Set>| -> bool {
            let mut finder = if changing {
                Finder::of_changes(self, set)
            } else {
                Finder::of_missing(self)
            };
            let mut complete = true;
            // A list or a record of events is made longer once, and not one by one for ever.
            let again = |pick: &Pick| {
                matches!(pick.place, Place::Members(_) | Place::Event(_))
                    && set.iter().any(|known| known.place == pick.place)
            };
            for further in finder.sets(way, want).iter() {
                // It should be so by now, and is not: something else keeps it open.
                complete &= !further.is_empty();
                if further.iter().any(again) || !further.iter().all(|pick| self.can_be(pick)) {
                    continue;
                }
                // What an earlier moment leaves open the record may tell by now.
                if !changing && further.iter().any(|pick| self.is_told(pick)) {
                    continue;
                }
                let by_now = further.iter().map(|pick| self.by_now_at_least(pick));
                let Some(further) = by_now.collect::<Option<Set>>() else {
                    complete = false;
                    continue;
                };
                match together(set, &further) {
                    Some(whole) if whole.len() > MAX_FACTS => complete = false,
                    Some(whole) if whole != *set => {
                        made += 1;
                        candidates.insert((self.weight(&whole), made), whole);
                    }
                    _ => {}
                }
            }
            complete && finder.complete
        };
        found.complete &= extend(&Vec::new(), &asking.so_far.1, &mut candidates);
        while let Some((_, set)) = candidates.pop_first() {
            if found.sets.iter().any(|known| holds(&set, known)) {
                continue;
            }
            if found.sets.len() == MAX_ROUTES || tries.is_over() {
                found.complete = false;
                break;
            }
            match tries.said(&set) {
                Some((truth, _)) if truth == tries.want => {
                    asking.note_led(truth, &set);
                    let set = tries.without_needless(set);
                    found.sets.retain(|known| !holds(known, &set));
                    found.sets.push(set);
                }
                Some((_, way)) => found.complete &= extend(&set, &way, &mut candidates),
                None => {}
            }
        }
        found.sets.sort_by_key(|set| self.weight(set));
        found
    }

    /// Sets by which the other side may be reached, as the record is, the largest first.
    fn other_side(&self, asking: &Asking<'_>, want: bool) -> Vec<Set> {
        let sets = Finder::of_missing(self).sets(&asking.so_far.1, want);
        let can_be = |set: &&Set| {
            set.iter()
                .all(|pick| self.can_be(pick) && !self.is_told(pick))
        };
        let by_now = |set: &Set| {
            let by_now = set.iter().map(|pick| self.by_now_at_least(pick));
            by_now.collect::<Option<Set>>()
        };
        let mut sets: Vec<Set> = sets.iter().filter(can_be).filter_map(by_now).collect();
        sets.retain(|set| !set.is_empty());
        sets.sort_by_key(|set| std::cmp::Reverse(set.len()));
        sets
    }

    /// Whether the record tells exactly what is at a place.
    fn is_told(&self, pick: &Pick) -> bool {
        let Place::Fact(path) = &pick.place else {
            return false;
        };
        let item = self.read(path).item;
        matches!(item, Item::Value(value) if value.is_settled())
    }

    /// Whether what is declared of a place leaves room for a value.
    fn can_be(&self, pick: &Pick) -> bool {
        let (Place::Fact(path) | Place::Over(path, _), Value::Range(range)) =
            (&pick.place, &pick.value)
        else {
            return true;
        };
        let field = self.field_at(path);
        field.is_none_or(|field| !field.within.meet(range).is_empty())
    }

    /// The part of a time by which it has come. What lies ahead can only be told once it has come,
    /// unless it is planned or the record says that it has not: it settles nothing now.
    fn by_now_at_least(&self, pick: &Pick) -> Option<Pick> {
        let (Place::Fact(path), Value::Range(range)) = (&pick.place, &pick.value) else {
            return Some(pick.clone());
        };
        let of_event = matches!(path.root, FactRoot::Event(_)) && path.steps.len() == 1;
        let Some(walked) = self.walk(path).filter(|_| !of_event) else {
            return Some(pick.clone());
        };
        let planned = walked.field.is_some_and(|field| field.planned);
        let Some(ahead) = self.not_yet(&walked).filter(|_| !planned) else {
            return Some(pick.clone());
        };
        let still_open = self.lies_ahead(&walked, &self.read(path).item);
        if still_open || range.meet(&ahead).is_empty() {
            return Some(pick.clone());
        }
        let come = ahead.low.map(|low| Bound {
            open: !low.open,
            ..low
        });
        let come = range.meet(&Range {
            low: None,
            high: come,
        });
        // What has no latest is so too if it is still to come.
        let value = match range.high {
            None => *range,
            Some(_) => come,
        };
        (!come.is_empty()).then(|| Pick {
            place: pick.place.clone(),
            value: Value::Range(value),
        })
    }

    /// How much a set asks for: to change what is known is more than to fill in what is missing.
    fn weight(&self, set: &[Pick]) -> usize {
        let changes = |pick: &&Pick| {
            let now = match &pick.place {
                Place::Fact(path) => self.read(path).item,
                Place::Over(path, months) => {
                    let kind = self.walk(path).map_or(Kind::YesNo, |walked| walked.kind);
                    self.recorded_over(path, *months, &kind).item
                }
                Place::Members(_) | Place::Event(_) => return false,
            };
            match (&now, &pick.value) {
                (Item::Value(Value::Range(now)), Value::Range(range)) => now.meet(range).is_empty(),
                (Item::Value(Value::Choice(now)), Value::Choice(choice)) => now & choice == 0,
                (Item::Value(now), _) => now.is_settled(),
                _ => true,
            }
        };
        set.len() + CHANGE * set.iter().filter(changes).count()
    }
}

/// All places that a shape hangs on: those of facts, and the acts that may have been done.
fn hanging_on(way: &Rc<Way>) -> Vec<Place> {
    let ways = each_once(way, |_| true).into_iter();
    let places = ways.filter_map(|way| match &way.shape {
        Shape::Done(act, _) | Shape::DoneSo(act, _) => Some(Place::Event(*act)),
        Shape::Reckoned(place, _) => Some(place.clone()),
        shape => shape.place().cloned(),
    });
    places.collect()
}

/// Places that a shape hangs on and of which something is missing, each once.
pub(super) fn open_places(way: &Rc<Way>, presumed: bool) -> Vec<&Place> {
    let hidden = |way: &Way| !presumed && matches!(way.shape, Shape::Presumed(..));
    let mut places = Vec::new();
    let mut known: HashSet<&Place> = HashSet::new();
    for way in each_once(way, |way| !hidden(way)) {
        let settled = way.now.as_ref().is_some_and(Value::is_settled);
        let place = way.shape.place().filter(|_| !settled && !hidden(way));
        places.extend(place.filter(|place| known.insert(place)));
    }
    places
}
