//! Routes: the smallest sets of facts that would settle an open question. They
//! are read off the shape of the answer, and each is tried before it is told.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

use crate::determination::{About, Changes, Routes, Search, Standing, Step, Whether};
use crate::facts::{Datum, Facts, Part};
use crate::program::provision::{DutyBody, PowerBody, SanctionBody};
use crate::program::{FactRoot, Target};
use crate::value::{Bound, Kind, Range, State, Truth, Value};

use super::Eval;
use super::conclusion::{Asked, Concluded};
use super::cone::{Base, Ground};
use super::instance::{Instance, Only};
use super::judged::{Item, needs_of};
use super::sets::{Finder, MAX_FACTS, Pick, Set, holds, merged, together};
use super::way::{Place, Shape, Way, each_once};
use super::work::weighed;

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

/// An evaluation with something supposed that may be asked again, and whether one instance alone is
/// asked about in it.
pub(super) struct Tried<'a> {
    set: Set,
    alone: bool,
    eval: Box<Eval<'a>>,
}

/// At most so many are kept.
const MAX_KEPT: usize = 48;

/// How an answer is found in any evaluation; none where the row is not there.
type Answer<'q> = dyn Fn(&Eval<'_>) -> Option<Said> + 'q;

/// A question about one row, asked of any evaluation.
pub(super) struct Asking<'q> {
    /// How it is found.
    answer: Box<Answer<'q>>,
    /// Of the other instances nothing is asked.
    only: Option<Only>,
    /// What the record says.
    so_far: Said,
    /// What is asked, in the answer's word.
    whether: Whether,
}

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
    /// Whether a duty arises, or whether it is kept once that is certain.
    pub(super) fn asking_duty<'q>(
        &self,
        number: usize,
        instance: &'q Instance<'a, DutyBody>,
    ) -> Asking<'q> {
        let arises = &instance.outcome.arises;
        let open = arises.truth() == Truth::Yes && instance.outcome.state == State::Undetermined;
        let said = move |instance: &Instance<'_, DutyBody>| {
            if open {
                instance.kept()
            } else {
                instance.arises()
            }
        };
        Asking {
            so_far: said(instance),
            whether: if open { Whether::Kept } else { Whether::Arises },
            only: instance.only(Target::Duty(number)),
            // What is not there does not arise, and is not broken either.
            answer: Box::new(move |eval| {
                instance.among(&eval.duty(number), Truth::from(open), said)
            }),
        }
    }

    /// Whether a power is there.
    pub(super) fn asking_power<'q>(
        &self,
        number: usize,
        instance: &'q Instance<'a, PowerBody>,
    ) -> Asking<'q> {
        Asking {
            so_far: instance.arises(),
            whether: Whether::Available,
            only: instance.only(Target::Power(number)),
            answer: Box::new(move |eval| {
                let others = eval.power(number);
                let event = |part: &Part| matches!(part, Part::Place(at) if matches!(at.root, FactRoot::Event(_)));
                // An exercise that is no more is none, whether or not the power is there.
                if instance.parts.iter().any(event)
                    && !others.iter().any(|other| other.text == instance.text)
                {
                    return Some(none());
                }
                instance.among(&others, Truth::No, |other| other.arises())
            }),
        }
    }

    /// Whether a sanction is open.
    pub(super) fn asking_sanction<'q>(
        &self,
        number: usize,
        instance: &'q Instance<'a, SanctionBody>,
    ) -> Asking<'q> {
        Asking {
            so_far: instance.arises(),
            whether: Whether::Open,
            only: instance.only(Target::Sanction(number)),
            answer: Box::new(move |eval| {
                instance.among(&eval.sanction(number), Truth::No, |other| other.arises())
            }),
        }
    }

    /// Whether a conclusion holds.
    pub(super) fn asking_conclusion<'q>(
        &self,
        asked: &'q Asked,
        concluded: &Concluded<'a>,
    ) -> Asking<'q> {
        let judged = &concluded.judged;
        Asking {
            so_far: (judged.truth(), Rc::clone(&judged.way)),
            whether: Whether::Holds,
            only: None,
            answer: Box::new(|eval| {
                let found = eval.conclude(asked.define, asked.args.clone(), &asked.when)?;
                Some((found.judged.truth(), Rc::clone(&found.judged.way)))
            }),
        }
    }

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
        };
        // Candidates in the order of their size, and of their making.
        let mut candidates: BTreeMap<(usize, usize), Set> = BTreeMap::new();
        let mut made = 0;
        let mut extend = |set: &Set, way: &Rc<Way>, candidates: &mut BTreeMap<_, Set>| -> bool {
            let mut finder = if changing {
                Finder::of_changes(set)
            } else {
                Finder::of_missing()
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

impl<'a> Eval<'a> {
    /// What the answer to a question is with these facts. Many rows hang on the same ones: what was
    /// found with them for one row is there for the next.
    fn said_with(&self, set: &[Pick], asking: &Asking<'_>) -> Option<Said> {
        let alone = asking.only.is_some();
        let same = |tried: &Tried<'_>| tried.alone == alone && tried.set == set;
        let at = self.tried.borrow().iter().position(same);
        let kept = at.and_then(|at| self.tried.borrow_mut().remove(at));
        let mut tried = match kept {
            Some(tried) => tried,
            None => {
                let (facts, overlay) = self.supposing(set);
                let Cow::Borrowed(facts) = facts else {
                    return self.said_once(&facts, &overlay, None, asking);
                };
                // What does not hang on what is supposed is as it was found, unless the record is
                // another one.
                let found = self.tracker.is_some().then(|| self.ground());
                let kept = match self.room.filter(|_| found.is_some()) {
                    Some(room) => room.keep(overlay),
                    None => Err(overlay),
                };
                let overlay = match kept {
                    Ok(overlay) => overlay,
                    Err(overlay) => return self.said_once(facts, &overlay, found, asking),
                };
                let mut eval = Eval::unworded(self.program, facts, &self.question, overlay);
                eval.base = self.base_of(overlay, found);
                Tried {
                    set: set.to_vec(),
                    alone,
                    eval: Box::new(eval),
                }
            }
        };
        let said = tried
            .eval
            .asked_of(asking.only.as_ref(), |eval| (asking.answer)(eval));
        if tried.eval.can_be_kept() {
            let mut kept = self.tried.borrow_mut();
            if kept.len() == MAX_KEPT {
                kept.pop_front();
            }
            kept.push_back(tried);
        }
        said
    }

    /// The same in an evaluation that is not kept.
    fn said_once(
        &self,
        facts: &Facts,
        overlay: &[(Place, Datum)],
        found: Option<Rc<Ground<'a>>>,
        asking: &Asking<'_>,
    ) -> Option<Said> {
        let mut eval = Eval::unworded(self.program, facts, &self.question, overlay);
        eval.base = self.base_of(overlay, found);
        eval.asked_of(asking.only.as_ref(), |eval| (asking.answer)(eval))
    }

    fn base_of<'b>(
        &self,
        overlay: &[(Place, Datum)],
        found: Option<Rc<Ground<'b>>>,
    ) -> Option<Base<'b>> {
        let found = found?;
        let changed = self.read_of(overlay.iter().map(|(place, _)| place));
        Some(Base { found, changed })
    }
}

/// Evaluations with something supposed, of which there are only so many.
struct Tries<'t, 'a> {
    eval: &'t Eval<'a>,
    asking: &'t Asking<'t>,
    want: Truth,
    left: usize,
}

impl Tries<'_, '_> {
    fn is_over(&self) -> bool {
        self.left == 0 || self.eval.tries.get() == 0
    }

    /// What the question's answer is with these facts.
    fn said(&mut self, set: &[Pick]) -> Option<Said> {
        self.left = self.left.checked_sub(1)?;
        let left = self.eval.tries.get().checked_sub(1)?;
        let before = weighed();
        let said = self.eval.said_with(set, self.asking);
        let looked = weighed().wrapping_sub(before);
        let more = usize::try_from(looked / EXPRESSIONS_A_TRY).unwrap_or(usize::MAX);
        self.eval.tries.set(left.saturating_sub(more));
        said
    }

    fn leads(&mut self, set: &[Pick]) -> bool {
        self.said(set).is_some_and(|(truth, _)| truth == self.want)
    }

    /// The set without what it can do without.
    fn without_needless(&mut self, mut set: Set) -> Set {
        let mut at = 0;
        while at < set.len() && set.len() > 1 {
            let mut others = set.clone();
            others.remove(at);
            if self.leads(&others) {
                set = others;
            } else {
                at += 1;
            }
        }
        set
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
