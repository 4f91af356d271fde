//! Things done: the events of an act, as far as the record of them goes.

use std::rc::Rc;

use crate::determination::{Need, Reason};
use crate::diagnostic::Phrase;
use crate::program::{Act, FactPath, FactRoot, FactStep};
use crate::value::{Bound, CompareOp, Instant, Kind, Moment, Range, Truth, Value};

use super::Eval;
use super::answering::{Others, with_others};
use super::judged::{Item, Judged, Label, List, needs_of};
use super::logic::because;
use super::place::step;
use super::shown::words;
use super::way::{Place, Shape, Way};

/// Something done, or perhaps done.
#[derive(Clone, Debug)]
pub(super) struct Done {
    /// The event.
    pub(super) place: FactPath,
    /// When.
    pub(super) at: Range,
    /// Whether that is certainly so.
    pub(super) certain: Truth,
    /// The same, if it has happened by now.
    pub(super) if_done: Truth,
    /// What is missing to be certain.
    pub(super) needs: Vec<Need>,
    /// What is missing of the instances that it may answer instead.
    pub(super) others: Option<Others>,
}

impl Done {
    /// All that is missing to be certain that it answers.
    pub(super) fn all_needs(&self) -> Vec<Need> {
        let all = with_others(&self.needs, self.others.as_ref());
        needs_of(all.map(std::slice::from_ref))
    }
}

impl Eval<'_> {
    /// The events of an act that have, or may have, happened.
    pub(super) fn events(&self, act: usize) -> Rc<Vec<Done>> {
        if let Some((known, reads)) = self.events.borrow().get(&act) {
            self.note_reads(reads);
            return Rc::clone(known);
        }
        self.begin_reads();
        let found = Rc::new(self.find_events(act));
        let reads = self.end_reads();
        let mut events = self.events.borrow_mut();
        events.insert(act, (Rc::clone(&found), reads));
        found
    }

    fn find_events(&self, act: usize) -> Vec<Done> {
        let mut events = Vec::new();
        for (number, event) in self.facts.events.iter().enumerate() {
            let place = FactPath {
                root: FactRoot::Event(number),
                steps: Vec::new(),
            };
            if event.act != act || self.datum(&place).is_none() {
                continue;
            }
            let at = self.read(&step(&place, FactStep::Field(0)));
            let later = self.is_ahead(&at.range());
            let by = self.by_its_doer(&place, act);
            let certain = later.negate().and(by);
            if certain == Truth::No {
                continue;
            }
            let mut needs = at.needs.clone();
            if by == Truth::Undetermined {
                let by = step(&place, FactStep::Field(1));
                needs.extend(self.walk(&by).map(|walked| self.need(&walked, false)));
            }
            events.push(Done {
                place,
                at: at.range(),
                certain,
                if_done: by,
                needs,
                others: None,
            });
        }
        events
    }

    /// Whether the record of events is complete up to this.
    pub(super) fn complete_until(&self, at: Range) -> bool {
        let complete = self.facts.record_complete_until.map(Instant::seconds);
        complete.is_some_and(|complete| Range::exactly(complete).is_at_least(&at) == Truth::Yes)
    }

    /// Whether the record holds all that was done since then; without a moment, of all that was
    /// ever done. Where it is supposed that nothing else was done, it does.
    pub(super) fn told_since(&self, at: Option<Range>) -> bool {
        let Some(from) = self.facts.record_complete_from else {
            return true;
        };
        // Of what is supposed of events none is laid over what was found without it.
        let mut supposed = self.overlay.iter();
        let nothing_else = self.question.record_until.is_some()
            || supposed.any(|(place, _)| matches!(place, Place::Event(_)));
        let from = Range::exactly(from.seconds());
        nothing_else || at.is_some_and(|at| at.is_at_least(&from) == Truth::Yes)
    }

    /// Whether the record of events is complete up to the moment asked for. Looking ahead it is at all
    /// moments or at none.
    pub(super) fn complete_by_now(&self) -> bool {
        self.complete_until(Range::exactly(self.question.as_of.seconds()))
    }

    /// Whether the record holds all that was done from then on up to the moment asked for.
    pub(super) fn complete_since(&self, at: Option<Range>) -> bool {
        self.complete_by_now() && self.told_since(at)
    }

    /// Whether it holds all that was ever done up to the moment asked for.
    pub(super) fn complete(&self) -> bool {
        self.complete_since(None)
    }

    /// When something can have been done of which the record does not tell.
    pub(super) fn untold(&self) -> Range {
        match self.facts.record_complete_from {
            Some(from) if self.complete_by_now() => Range {
                high: Some(Bound {
                    at: from.seconds(),
                    open: true,
                }),
                low: None,
            },
            _ => Range::at_most(self.now()),
        }
    }

    fn act(&self, act: usize) -> Option<&Act> {
        self.program.acts.get(act)
    }

    /// The title of an act.
    pub(super) fn act_title(&self, act: usize) -> Phrase {
        let act = self.act(act);
        act.map(|act| act.head.title.clone()).unwrap_or_default()
    }

    /// The name of an act, as a record writes it.
    pub(super) fn act_name(&self, act: usize) -> String {
        self.program.act_in_record(act)
    }

    /// The need of a record of the act that goes further, or is said to be complete.
    pub(super) fn record_need(&self, act: usize) -> Need {
        let title = self.act_title(act);
        Need {
            path: format!("events.{}", self.act_name(act)),
            title: words(&title),
            holder: None,
            declared_unknown: false,
        }
    }

    /// The events of an act, as a list.
    pub(super) fn event_list(&self, act: usize) -> Judged {
        let open = !self.complete();
        let events = self.events(act);
        let members = events
            .iter()
            .map(|event| (event.place.clone(), event.certain))
            .collect();
        let mut label = Label::titled(self.act_title(act));
        label.path = Some(format!("events.{}", self.act_name(act)));
        let item = Item::List(List { members, open });
        let further = Shape::DoneSo(act, self.untold());
        let mut judged = Judged::new(item, label).shaped(further);
        if open {
            judged.needs.push(self.record_need(act));
        }
        judged
    }

    /// That a member of a list is perhaps one: of an event, that it has perhaps not happened yet.
    pub(super) fn uncertain_member(&self, place: &FactPath) -> Judged {
        let mut judged = self.nothing(&Kind::YesNo);
        let FactRoot::Event(number) = place.root else {
            return judged;
        };
        let act = self.facts.events.get(number).map(|event| event.act);
        let events = act.map(|act| self.events(act)).unwrap_or_default();
        if let Some(event) = events.iter().find(|event| event.place == *place) {
            judged.way = self.by_now(event);
            judged.needs.clone_from(&event.needs);
        }
        judged
    }

    /// Whether an act has happened.
    pub(super) fn happened(&self, act: usize) -> Judged {
        let events = self.events(act);
        let first = events
            .iter()
            .filter(|event| event.certain == Truth::Yes)
            .map(|event| event.at)
            .reduce(|a, b| a.smaller(&b));
        let value = match first {
            Some(_) => Truth::Yes,
            None if events.is_empty() && self.complete() => Truth::No,
            None => Truth::Undetermined,
        };
        let mut needs: Vec<Need> = events.iter().flat_map(|e| e.needs.clone()).collect();
        if !self.complete() {
            needs.push(self.record_need(act));
        }
        let step = self.happened_step(act, first);
        let mut shape = self.done_by_now(act);
        if value == Truth::Undetermined && !events.is_empty() {
            let mut ways: Vec<Rc<Way>> = events.iter().map(|event| self.by_now(event)).collect();
            if !self.complete() {
                let now = Some(Value::Truth(Truth::Undetermined));
                ways.push(Rc::new(Way { now, shape }));
            }
            shape = Shape::any(ways);
        }
        Judged::answer(value, because(value, step, Vec::new()))
            .needing(needs)
            .shaped(shape)
    }

    /// On what it hangs that an event on record has happened by now: its time, and who did it.
    pub(super) fn by_now(&self, event: &Done) -> Rc<Way> {
        let way = |now: Value, shape: Shape| {
            let now = Some(now);
            Rc::new(Way { now, shape })
        };
        let open = |shape: Shape| way(Value::Truth(Truth::Undetermined), shape);
        let at = step(&event.place, FactStep::Field(0));
        let mut legs = Vec::new();
        if self.is_ahead(&event.at) != Truth::No {
            let now = Range::exactly(self.now());
            let at = way(Value::Range(event.at), Shape::Figure(Place::Fact(at)));
            let now = way(Value::Range(now), Shape::Fixed);
            legs.push(open(Shape::Compare(at, CompareOp::AtMost, now)));
        }
        if legs.is_empty() || event.needs.len() > 1 {
            legs.push(open(Shape::OPAQUE));
        }
        open(Shape::all(legs))
    }

    /// The shape of an act that may have happened without being recorded.
    pub(super) fn done_by_now(&self, act: usize) -> Shape {
        Shape::Done(act, self.untold())
    }

    /// The policy that declares an act.
    pub(super) fn act_policy(&self, act: usize) -> usize {
        self.act(act).map_or(0, |act| act.head.policy)
    }

    /// The reason that an act happened at a time.
    pub(super) fn happened_step(&self, act: usize, at: Option<Range>) -> Reason {
        Reason::Happened {
            act: self.act_name(act),
            title: words(&self.act_title(act)),
            at: at.and_then(|at| self.printed(&at, self.act_policy(act))),
        }
    }

    /// An instant, if only one is left.
    pub(super) fn printed(&self, at: &Range, policy: usize) -> Option<Moment> {
        let at = at.exact().and_then(Instant::from_seconds)?;
        Some(self.zone(policy).moment(at))
    }

    /// An event as a variable.
    pub(super) fn event_variable(&self, place: &FactPath) -> Judged {
        self.read(place)
    }

    /// An instant as something that was evaluated.
    pub(super) fn event_time(&self, event: &Done) -> Judged {
        let at = step(&event.place, FactStep::Field(0));
        let mut judged = self.read(&at);
        if !matches!(judged.item, Item::Value(Value::Range(_))) {
            judged = self.nothing(&Kind::Time);
        }
        judged
    }
}
