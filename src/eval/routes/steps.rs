//! Sets of facts as the answer tells them: paths, titles and values.

use std::collections::HashSet;
use std::rc::Rc;

use crate::determination::{Need, Shown, Standing, Step};
use crate::diagnostic::Phrase;
use crate::program::Field;
use crate::value::{Bound, Kind, Range, Value, Zone};

use super::super::Eval;
use super::super::judged::{Given, Item, Judged};
use super::super::period::months_text;
use super::super::place::Walked;
use super::super::shown::words;
use super::super::way::{Place, Shape, Way, each_once};
use super::open_places;
use super::sets::Pick;

impl<'a> Eval<'a> {
    /// The facts of a set, in its order.
    pub(in crate::eval) fn steps(&self, set: &[Pick]) -> Vec<Step> {
        set.iter().map(|pick| self.step(pick)).collect()
    }

    fn step(&self, pick: &Pick) -> Step {
        let (need, walked) = self.need_of(&pick.place);
        let (value, kind) = match (&pick.place, &pick.value) {
            (Place::Members(_), value) => (value, Kind::Number),
            (Place::Event(_), value @ Value::Range(_)) => (value, Kind::Time),
            (_, value) => (
                value,
                walked.as_ref().map_or(Kind::YesNo, |w| w.kind.clone()),
            ),
        };
        let policy = self.base_policy();
        let members = matches!(pick.place, Place::Members(_));
        let field = walked.as_ref().and_then(|walked| walked.field);
        let value = &Eval::beyond_declared(value, field, members);
        let known = match value {
            Value::Range(Range {
                low: Some(low),
                high: Some(high),
            }) if low.at != high.at && (low.open || high.open) => {
                let end = |low: Option<Bound>, high: Option<Bound>| {
                    let end = Item::Value(Value::Range(Range { low, high }));
                    Box::new(self.shown(&end, &kind, policy))
                };
                Shown::Within(end(Some(*low), None), end(None, Some(*high)))
            }
            _ => self.shown(&Item::Value(value.clone()), &kind, policy),
        };
        Step {
            path: need.path,
            title: need.title,
            known,
            choices: match (value, &kind) {
                (Value::Choice(set), Kind::Choice(list)) => {
                    let choices = self.choices(*list, *set).into_iter();
                    choices.map(|(name, _)| name).collect()
                }
                _ => Vec::new(),
            },
            now: self.now_known(&pick.place, &kind, policy),
            members,
        }
    }

    /// A value without the ends that it has wherever it stands.
    fn beyond_declared(value: &Value, field: Option<&Field>, members: bool) -> Value {
        let Value::Range(range) = value else {
            return value.clone();
        };
        let within = match field {
            _ if members => Range::UNKNOWN,
            Some(field) => field.within,
            None => Range::UNKNOWN,
        };
        let mut told = *range;
        if range.exact().is_none() {
            told.low = range.low.filter(|low| within.low != Some(*low));
            told.high = range.high.filter(|high| within.high != Some(*high));
        }
        Value::Range(if told.is_unknown() { *range } else { told })
    }

    /// The policy whose zone and units an incident's facts are told in.
    pub(in crate::eval) fn base_policy(&self) -> usize {
        let policies = &self.program.policies;
        let base = self.program.base_zone();
        let found = policies.iter().position(|policy| policy.zone == base);
        found.unwrap_or_default()
    }

    /// The zone in which the times of the record are told: its own, or that of the policies.
    pub(in crate::eval) fn record_zone(&self) -> Zone {
        self.facts.zone.unwrap_or_else(|| self.program.base_zone())
    }

    /// What the record says there.
    fn now_known(&self, place: &Place, kind: &Kind, policy: usize) -> Shown {
        let judged = match place {
            Place::Fact(path) => self.read(path),
            Place::Over(path, months) => self.recorded_over(path, *months, kind),
            Place::Members(_) | Place::Event(_) => return Shown::Unknown,
        };
        self.shown(&judged.item, kind, policy)
    }

    /// What is assumed on top of the record.
    pub(in crate::eval) fn assumptions(&self) -> Vec<Step> {
        let assumed = self.facts.assumed.iter().filter_map(|path| {
            let value = match self.read(path).item {
                Item::Value(value) => value,
                _ => self.unknown(&self.walk(path)?.kind)?,
            };
            Some(self.step(&Pick {
                place: Place::Fact(path.clone()),
                value,
            }))
        });
        assumed.collect()
    }

    /// A place as something that is missing, and what the vocabulary says of it.
    pub(in crate::eval) fn need_of(&self, place: &Place) -> (Need, Option<Walked<'a>>) {
        match place {
            Place::Event(act) => (self.record_need(*act), None),
            Place::Fact(path) | Place::Members(path) | Place::Over(path, _) => {
                let Some(walked) = self.walk(path) else {
                    let nowhere = Phrase::default();
                    let need = Need {
                        path: String::new(),
                        title: words(&nowhere),
                        holder: None,
                        declared_unknown: false,
                    };
                    return (need, None);
                };
                // Somebody asked, and it is not known: so it is said wherever it is missing.
                let declared_unknown = matches!(place, Place::Fact(path)
                    if self.read(path).given == Given::Unknown);
                let mut need = self.need(&walked, declared_unknown);
                if let Place::Over(_, months) = place {
                    need.path = format!("{} over {}", need.path, months_text(*months));
                }
                (need, Some(walked))
            }
        }
    }

    /// What would show otherwise, of what rests on a presumption.
    pub(in crate::eval) fn rebutting(&self, judged: &Judged) -> Vec<Need> {
        match judged.standing {
            Standing::Presumed => self.presumed_needs(&judged.way),
            _ => Vec::new(),
        }
    }

    /// What is missing beneath what is presumed: it would show otherwise.
    pub(in crate::eval) fn presumed_needs(&self, way: &Rc<Way>) -> Vec<Need> {
        let mut known = HashSet::new();
        let mut needs = Vec::new();
        for way in each_once(way, |_| true) {
            if let Shape::Presumed(_, missing) = &way.shape {
                let missing = missing.iter();
                needs.extend(
                    missing
                        .filter(|need| known.insert(need.path.clone()))
                        .cloned(),
                );
            }
        }
        needs
    }

    /// What is missing in a shape, whether it matters or not; apart from it, what is missing only
    /// where something is presumed while it is open.
    pub(in crate::eval) fn missing(&self, way: &Rc<Way>) -> (Vec<Need>, Vec<Need>) {
        let (plain, mut all) = (open_places(way, false), open_places(way, true));
        let known: HashSet<&Place> = plain.iter().copied().collect();
        all.retain(|place| !known.contains(place));
        let needs = |places: Vec<&Place>| {
            let needs = places.into_iter().map(|place| self.need_of(place).0);
            needs.collect()
        };
        (needs(plain), needs(all))
    }
}
