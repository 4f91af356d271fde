//! What waits for what: definitions form no circle.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use super::checking::Checking;
use super::findings;
use crate::program::Target;
use crate::program::expression::FactPath;
use crate::program::expression::{FactRoot, FactStep};
use crate::program::provision::{Duty, DutyBody, Force};
use crate::source::Span;
use crate::value::Kind;

/// Something that is worked out, and that others may wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Place {
    /// The instant that governs a policy.
    Policy(usize),
    /// A field of a record, which may be computed.
    Field(usize, usize),
    /// A provision.
    Target(Target),
}

/// A circle: all that are caught in it, and one way round.
pub(super) struct Circle {
    pub(super) members: Vec<usize>,
    /// The one that the way begins and ends at.
    pub(super) first: usize,
    /// Where each step leads, and where it is written; the last closes the ring.
    pub(super) steps: Vec<(usize, Span)>,
}

/// Tells of every circle, and notes which definitions others build on.
pub(super) fn check(c: &mut Checking<'_>) {
    openings(c);
    permissions(c);
    let referred = c
        .references
        .values()
        .flatten()
        .filter_map(|(to, _)| match to {
            Place::Target(Target::Define(id)) => Some(*id),
            _ => None,
        });
    for id in referred {
        if let Some(define) = c.program.defines.get_mut(id) {
            define.intermediate = true;
        }
    }
    let mut places: Vec<Place> = c.references.keys().copied().collect();
    places.sort_unstable();
    let number: HashMap<Place, usize> = places.iter().copied().zip(0..).collect();
    let edges = |at: usize| -> Vec<(usize, Span)> {
        let place = places.get(at);
        let to = place.and_then(|place| c.references.get(place));
        let to = to.into_iter().flatten();
        to.filter_map(|(to, span)| Some((*number.get(to)?, *span)))
            .collect()
    };
    let sorted = sorted(places.len(), edges).into_iter();
    let sorted = sorted.filter_map(|at| match places.get(at)? {
        Place::Target(target @ (Target::Define(_) | Target::Duty(_))) => Some(*target),
        _ => None,
    });
    c.program.order = sorted.collect();
    for circle in circles(places.len(), edges) {
        let steps: Vec<(String, Span)> = circle
            .steps
            .iter()
            .map(|(to, span)| {
                let name = places.get(*to).map_or(String::new(), |to| name(c, *to));
                (name, *span)
            })
            .collect();
        let Some((first, written)) = places.get(circle.first).zip(steps.first()) else {
            continue;
        };
        let name = name(c, *first);
        let span = match first {
            Place::Target(target) => c.name_spans.get(target).copied(),
            Place::Field(record, field) => {
                let record = c.program.records.get(*record);
                record
                    .and_then(|r| r.fields.get(*field))
                    .map(|f| f.head.span)
            }
            Place::Policy(_) => None,
        };
        let first = (name.as_str(), span.unwrap_or(written.1));
        c.find(findings::circular_definition(first, &steps));
    }
}

/// A sanction waits for the duties whose breach opens it.
fn openings(c: &mut Checking<'_>) {
    for id in 0..c.program.sanctions.len() {
        let Some(sanction) = c.program.sanctions.get(id) else {
            continue;
        };
        let opened: Vec<(usize, Span)> = sanction
            .opened_by
            .iter()
            .filter_map(|duty| Some((*duty, c.program.duties.get(*duty)?.head.span)))
            .collect();
        let place = Place::Target(Target::Sanction(id));
        for (duty, span) in opened {
            c.refer(Some(place), Place::Target(Target::Duty(duty)), span);
        }
    }
}

/// What forbids an act waits for what permits it.
fn permissions(c: &mut Checking<'_>) {
    let acts = |duty: &Duty, force: Force| -> BTreeSet<usize> {
        let versions = duty.versions.iter().map(|version| &version.body);
        let bodies = versions.filter(|body| body.must.force == force);
        bodies.filter_map(DutyBody::act).collect()
    };
    let mut waits = Vec::new();
    for (permits, permission) in c.program.duties.iter().enumerate() {
        let permitted = acts(permission, Force::Permit);
        if permitted.is_empty() {
            continue;
        }
        for (forbids, duty) in c.program.duties.iter().enumerate() {
            if !acts(duty, Force::Forbid).is_disjoint(&permitted) {
                waits.push((forbids, permits, permission.head.span));
            }
        }
    }
    for (forbids, permits, span) in waits {
        let forbids = Place::Target(Target::Duty(forbids));
        c.refer(Some(forbids), Place::Target(Target::Duty(permits)), span);
    }
}

fn name(c: &Checking<'_>, place: Place) -> String {
    let p = &c.program;
    let head = match place {
        Place::Policy(id) => {
            return p
                .policies
                .get(id)
                .map_or(String::new(), |p| p.name.to_string());
        }
        Place::Field(record, field) => {
            let record = p.records.get(record);
            record.and_then(|r| r.fields.get(field)).map(|f| &f.head)
        }
        Place::Target(Target::Define(id)) => p.defines.get(id).map(|d| &d.head),
        Place::Target(Target::Duty(id)) => p.duties.get(id).map(|d| &d.head),
        Place::Target(Target::Power(id)) => p.powers.get(id).map(|d| &d.head),
        Place::Target(Target::Sanction(id)) => p.sanctions.get(id).map(|d| &d.head),
        Place::Target(Target::Exception(id)) => p.exceptions.get(id).map(|d| &d.head),
    };
    head.map_or(String::new(), |head| head.name.to_string())
}

/// Every circle among so many things, one for each group that is caught together.
pub(super) fn circles(count: usize, edges: impl Fn(usize) -> Vec<(usize, Span)>) -> Vec<Circle> {
    let edges: Vec<Vec<(usize, Span)>> = (0..count).map(edges).collect();
    let mut found = Vec::new();
    for mut members in groups(&edges) {
        members.sort_unstable();
        let Some(first) = members.first().copied() else {
            continue;
        };
        let inside: HashSet<usize> = members.iter().copied().collect();
        if let Some(steps) = ring(first, &inside, &edges) {
            found.push(Circle {
                members,
                first,
                steps,
            });
        }
    }
    found
}

/// All things, each after those that it waits for, as far as there is no circle.
pub(super) fn sorted(count: usize, edges: impl Fn(usize) -> Vec<(usize, Span)>) -> Vec<usize> {
    let edges: Vec<Vec<(usize, Span)>> = (0..count).map(edges).collect();
    groups(&edges).into_iter().flatten().collect()
}

/// The shortest way from a thing back to itself.
fn ring(
    first: usize,
    inside: &HashSet<usize>,
    edges: &[Vec<(usize, Span)>],
) -> Option<Vec<(usize, Span)>> {
    let mut came: HashMap<usize, (usize, Span)> = HashMap::new();
    let mut next = VecDeque::from([first]);
    'search: while let Some(at) = next.pop_front() {
        for (to, span) in edges.get(at).into_iter().flatten() {
            if !inside.contains(to) || came.contains_key(to) {
                continue;
            }
            came.insert(*to, (at, *span));
            if *to == first {
                break 'search;
            }
            next.push_back(*to);
        }
    }
    let mut steps = Vec::new();
    let mut at = first;
    loop {
        let (from, span) = *came.get(&at)?;
        steps.push((at, span));
        at = from;
        if at == first {
            break;
        }
    }
    steps.reverse();
    Some(steps)
}

/// Groups of things each of which waits for every other (Tarjan's, without recursion).
fn groups(edges: &[Vec<(usize, Span)>]) -> Vec<Vec<usize>> {
    #[derive(Clone, Copy, Default)]
    struct Mark {
        index: Option<usize>,
        low: usize,
        open: bool,
    }
    let mut marks = vec![Mark::default(); edges.len()];
    let mut stack: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    let mut count = 0;
    for start in 0..edges.len() {
        if marks.get(start).is_some_and(|mark| mark.index.is_some()) {
            continue;
        }
        // What is being looked at, and how many of its edges have been.
        let mut work: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((at, seen)) = work.pop() {
            if seen == 0 {
                if let Some(mark) = marks.get_mut(at) {
                    *mark = Mark {
                        index: Some(count),
                        low: count,
                        open: true,
                    };
                }
                count += 1;
                stack.push(at);
            }
            if let Some((to, _)) = edges.get(at).and_then(|edges| edges.get(seen)) {
                work.push((at, seen + 1));
                match marks.get(*to) {
                    Some(mark) if mark.index.is_none() => work.push((*to, 0)),
                    Some(mark) if mark.open => {
                        let low = mark.low;
                        if let Some(mark) = marks.get_mut(at) {
                            mark.low = mark.low.min(low);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            let low = marks.get(at).map_or(usize::MAX, |mark| mark.low);
            if let Some((parent, _)) = work.last()
                && let Some(mark) = marks.get_mut(*parent)
            {
                mark.low = mark.low.min(low);
            }
            if marks.get(at).and_then(|mark| mark.index) == Some(low) {
                let mut group = Vec::new();
                while let Some(top) = stack.pop() {
                    if let Some(mark) = marks.get_mut(top) {
                        mark.open = false;
                    }
                    group.push(top);
                    if top == at {
                        break;
                    }
                }
                found.push(group);
            }
        }
    }
    found
}

impl Checking<'_> {
    /// Remembers that something waits for every field on a path.
    pub(super) fn refer_path(&mut self, from: Option<Place>, path: &FactPath, span: Span) {
        let FactRoot::Fact(fact) = path.root else {
            return;
        };
        let mut kind = self.fact_kind(fact);
        for step in &path.steps {
            kind = match (step, kind) {
                (FactStep::Field(field), Some(Kind::Record(record))) => {
                    self.refer(from, Place::Field(record, *field), span);
                    self.field_kind(record, *field)
                }
                (FactStep::Index(_), Some(Kind::List(of))) => Some(*of),
                _ => None,
            };
        }
    }
}
