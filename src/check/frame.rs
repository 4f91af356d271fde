//! The variables that an item's expressions see: parameters, the member of a
//! `for each`, the event that a duty arises on.

use super::checking::{Checking, Slot};
use super::clauses::Sort;
use super::declare::Entry;
use super::expressions::Typing;
use super::findings;
use super::names::Entity;
use super::order::Place;
use crate::name::Name;
use crate::program::Target;
use crate::program::expression::Stretch;
use crate::program::provision::{Every, ForEach};
use crate::source::Span;
use crate::syntax::tree::{ClauseBody, Ident};
use crate::value::Kind;

/// One variable.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub(super) name: Name,
    pub(super) slot: usize,
    /// None where its kind could not be told.
    pub(super) kind: Option<Kind>,
    /// The act of whose events it is one.
    pub(super) event_of: Option<usize>,
    pub(super) span: Span,
}

/// What is in sight.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    pub(super) variables: Vec<Variable>,
    /// Names that are a variable of some, but not the same of all that an exception excepts.
    pub(super) partial: Vec<Variable>,
    /// The next free slot.
    pub(super) next: usize,
}

impl Frame {
    /// With the record itself as variable 0, which has no name.
    pub(super) fn of_record() -> Frame {
        Frame {
            next: 1,
            ..Frame::default()
        }
    }

    /// Takes the next slot for a variable.
    pub(super) fn push(&mut self, name: Name, kind: Option<Kind>, span: Span) -> usize {
        let slot = self.next;
        self.next += 1;
        self.variables.push(Variable {
            name,
            slot,
            kind,
            event_of: None,
            span,
        });
        slot
    }

    /// Takes the next slot for an event of an act, which goes by the act's name.
    pub(super) fn push_event(&mut self, name: Name, act: usize, kind: Kind, span: Span) -> usize {
        let slot = self.push(name, Some(kind), span);
        if let Some(event) = self.variables.last_mut() {
            event.event_of = Some(act);
        }
        slot
    }

    /// A variable by its name; the innermost of a name. Events are found by their act.
    pub(super) fn find(&self, name: &Name) -> Option<&Variable> {
        let mut named = self.variables.iter().rev();
        named.find(|variable| variable.event_of.is_none() && variable.name == *name)
    }

    /// The event of an act that is in sight.
    pub(super) fn event(&self, act: usize) -> Option<&Variable> {
        let mut events = self.variables.iter().rev();
        events.find(|variable| variable.event_of == Some(act))
    }

    /// What is in sight of both, in the same slot and of the same kind.
    pub(super) fn meet(&self, other: &Frame) -> Frame {
        let same = |a: &Variable, b: &Variable| {
            a.name == b.name && a.slot == b.slot && a.kind == b.kind && a.event_of == b.event_of
        };
        let (mut variables, mut partial) = (Vec::new(), self.partial.clone());
        for variable in &self.variables {
            match other.variables.iter().any(|theirs| same(variable, theirs)) {
                true => variables.push(variable.clone()),
                false => partial.push(variable.clone()),
            }
        }
        let theirs = other.variables.iter();
        let only_theirs = theirs.filter(|v| !variables.iter().any(|ours| same(ours, v)));
        partial.extend(only_theirs.cloned());
        partial.extend(other.partial.iter().cloned());
        Frame {
            variables,
            partial,
            next: self.next.max(other.next),
        }
    }
}

/// Parameters and kinds of definitions and judgements, then the members of every `for each`.
pub(super) fn signatures(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    for entry in entries {
        c.item(entry.heading.clone(), |c| match entry.entity {
            Entity::Define(id) => define(c, entry, id),
            Entity::Judgement(id) => judgement(c, entry, id),
            _ => {}
        });
    }
    for entry in entries {
        c.item(entry.heading.clone(), |c| match entry.entity {
            Entity::Duty(id) => duty(c, entry, id),
            Entity::Power(id) => {
                let (each, frame) = for_each(c, entry, Place::Target(Target::Power(id)));
                c.frames.insert(Target::Power(id), frame);
                if let Some(power) = c.program.powers.get_mut(id) {
                    power.for_each = each;
                }
            }
            Entity::Sanction(id) => {
                let (each, frame) = for_each(c, entry, Place::Target(Target::Sanction(id)));
                c.frames.insert(Target::Sanction(id), frame);
                if let Some(sanction) = c.program.sanctions.get_mut(id) {
                    sanction.for_each = each;
                }
            }
            _ => {}
        });
    }
}

fn define(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) {
    let Some(head) = c.program.defines.get(id).map(|define| define.head.clone()) else {
        return;
    };
    let mut frame = Frame::default();
    for param in &entry.item.params {
        if let Some(first) = frame.find(&param.name.name) {
            let first = first.span;
            c.find(findings::duplicate_name(
                &param.name.name,
                param.name.span,
                first,
            ));
        }
        let kind = c.kind(entry.policy, &param.kind, &head);
        c.incomplete |= kind.is_none();
        frame.push(param.name.name.clone(), kind, param.name.span);
    }
    let kind = match &entry.item.kind_written {
        Some(written) => c.kind(entry.policy, written, &head),
        None => Some(Kind::YesNo),
    };
    if kind.is_none() {
        c.unknown.insert(Slot::Define(id));
        c.incomplete = true;
    }
    if let Some(define) = c.program.defines.get_mut(id) {
        let params = frame.variables.iter();
        define.params = params
            .map(|v| (v.name.clone(), v.kind.clone().unwrap_or(Kind::YesNo)))
            .collect();
        define.kind = kind.unwrap_or(Kind::YesNo);
    }
    c.frames.insert(Target::Define(id), frame);
}

fn judgement(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) {
    let Some(head) = c.program.judgements.get(id).map(|j| j.head.clone()) else {
        return;
    };
    let Some(param) = entry.item.params.first() else {
        return;
    };
    if let Some(second) = entry.item.params.get(1) {
        c.find(findings::judgement_of_two(second.name.span));
    }
    let about = match c.kind(entry.policy, &param.kind, &head) {
        Some(Kind::Record(record)) => Some(record),
        Some(_) => {
            c.find(findings::judgement_of_no_record(param.kind.span()));
            None
        }
        None => None,
    };
    c.incomplete |= about.is_none();
    if let Some(judgement) = c.program.judgements.get_mut(id) {
        judgement.about = about;
    }
    // A judgement whose record is not known still has one.
    if about.is_none() {
        c.unsettled_judgements.insert(id);
    }
}

fn for_each(c: &mut Checking<'_>, entry: &Entry<'_>, place: Place) -> (Option<ForEach>, Frame) {
    let mut frame = Frame::default();
    let Some(written) = entry.for_each() else {
        return (None, frame);
    };
    let variable = &written.variable;
    let list = Typing::new(c, entry.policy, Some(place), Frame::default()).list(&written.list);
    let kind = list.as_ref().and_then(|list| match &list.kind {
        Kind::List(of) => Some((**of).clone()),
        _ => None,
    });
    frame.push(variable.name.clone(), kind.clone(), variable.span);
    let condition = written.condition.as_ref().map(|condition| {
        Typing::new(c, entry.policy, Some(place), frame.clone()).condition(condition)
    });
    let (Some(list), Some(kind), Some(condition)) = (list, kind, transpose(condition)) else {
        c.incomplete = true;
        return (None, frame);
    };
    let each = ForEach {
        variable: variable.name.clone(),
        kind,
        list,
        condition,
    };
    (Some(each), frame)
}

/// What was not written is none; what was written and not understood is a failure.
pub(super) fn transpose<T>(written: Option<Option<T>>) -> Option<Option<T>> {
    match written {
        None => Some(None),
        Some(understood) => understood.map(Some),
    }
}

/// The period of a duty that comes back; its variable is the first day.
fn every(entry: &Entry<'_>, frame: &mut Frame) -> Option<Every> {
    let clause = entry.layout.common(Sort::Every)?;
    let ClauseBody::Every { period, variable } = &clause.body else {
        return None;
    };
    let variable = variable.as_ref();
    let push =
        |variable: &Ident| frame.push(variable.name.clone(), Some(Kind::Date), variable.span);
    Some(Every {
        stretch: Stretch::named(period.name.as_str()),
        variable: variable.map(push),
    })
}

fn duty(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) {
    let (each, mut frame) = for_each(c, entry, Place::Target(Target::Duty(id)));
    let every = every(entry, &mut frame);
    if let Some(duty) = c.program.duties.get_mut(id) {
        duty.for_each = each;
        duty.every = every;
    }
    c.own_frames.insert(id, frame.clone());
    let mut whole: Option<Frame> = None;
    for version in &entry.layout.versions {
        let mut frame = frame.clone();
        if let Some(clause) = version.one(Sort::ArisesOn)
            && let ClauseBody::ArisesOn { act, .. } = &clause.body
            && let Some(act_id) = c.act(entry.policy, act)
        {
            c.push_event(&mut frame, act_id, act.span);
        }
        whole = Some(match whole {
            Some(seen) => seen.meet(&frame),
            None => frame,
        });
    }
    c.frames.insert(Target::Duty(id), whole.unwrap_or(frame));
}

impl Checking<'_> {
    /// Takes the next slot of a frame for an event of an act.
    pub(super) fn push_event(&mut self, frame: &mut Frame, act: usize, span: Span) -> usize {
        match self.program.acts.get(act) {
            Some(found) => {
                let (name, kind) = (found.head.name.clone(), Kind::Record(found.record));
                frame.push_event(name, act, kind, span)
            }
            None => frame.next,
        }
    }
}
