//! What a provision might have been by mistake, apart from its conditions: its
//! days, its exceptions, and what hangs on a breach.

use std::collections::BTreeSet;

use super::words::Change;
use crate::program::provision::{DutyBody, Presumption, Unless};
use crate::program::{Head, Program, Target, Version};
use crate::source::Span;
use crate::value::{Instant, Interval};

/// One change of a provision.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// Whatever begins or ends at an instant does so at another.
    Edge(Target, Instant, Instant),
    /// An exception no longer excepts this.
    Target(usize, Target),
    /// The `unless` with its condition there is left out.
    Unless(Span),
    /// What is presumed of the condition there is presumed the other way.
    Presumption(Span),
    /// The breach of a duty no longer opens a sanction.
    Breach(usize, usize),
    EvenBefore(usize),
    Relief(usize),
    Deemed(usize),
}

type Found = (Head, Span, Change, Shape);

/// Every change of every provision.
pub(super) fn shapes(program: &Program) -> Vec<Found> {
    let mut program = program.clone();
    let mut found = Vec::new();
    for target in targets(&program) {
        edges(&mut program, target, &mut found);
    }
    for (number, exception) in program.exceptions.iter().enumerate() {
        let head = &exception.head;
        let bodies = exception.versions.iter().map(|version| &version.body);
        let targets = bodies.clone().flat_map(|body| body.targets.iter().copied());
        for target in targets.collect::<BTreeSet<Target>>() {
            let shape = Shape::Target(number, target);
            found.push((head.clone(), head.span, Change::ExceptionDropped, shape));
        }
        if bodies.clone().any(|body| body.presumed.is_some()) {
            let shape = Shape::Presumption(head.span);
            found.push((head.clone(), head.span, Change::OtherPresumption, shape));
        }
    }
    each_unless(&mut program, &mut |head, unless| {
        for clause in unless.iter() {
            let span = clause.condition.span;
            let shape = Shape::Unless(span);
            found.push((head.clone(), span, Change::UnlessDropped, shape));
            if clause.presumed.is_some() {
                let shape = Shape::Presumption(span);
                found.push((head.clone(), span, Change::OtherPresumption, shape));
            }
        }
    });
    found.sort_by_key(|(_, span, ..)| *span);
    found.dedup_by(|(_, a, first, shape), (_, b, second, _)| {
        let shared = matches!(shape, Shape::Unless(_) | Shape::Presumption(_));
        shared && a == b && first == second
    });
    for (number, sanction) in program.sanctions.iter().enumerate() {
        for duty in &sanction.opened_by {
            let head = program.duties.get(*duty).map(|duty| &duty.head);
            let head = head.unwrap_or(&sanction.head).clone();
            let span = head.span;
            let shape = Shape::Breach(*duty, number);
            found.push((head, span, Change::BreachDropped, shape));
        }
    }
    for (number, duty) in program.duties.iter().enumerate() {
        let any =
            |has: fn(&DutyBody) -> bool| duty.versions.iter().any(|version| has(&version.body));
        let mut add = |change, shape| {
            found.push((duty.head.clone(), duty.head.span, change, shape));
        };
        if any(|body| body.even_before) {
            add(Change::EvenBefore, Shape::EvenBefore(number));
        }
        if any(|body| body.relief.is_some()) {
            add(Change::ReliefDropped, Shape::Relief(number));
        }
        if any(|body| body.counts_as_done.is_some()) {
            add(Change::DeemedDropped, Shape::Deemed(number));
        }
    }
    found
}

fn targets(program: &Program) -> Vec<Target> {
    let defines = (0..program.defines.len()).map(Target::Define);
    let duties = (0..program.duties.len()).map(Target::Duty);
    let exceptions = (0..program.exceptions.len()).map(Target::Exception);
    let powers = (0..program.powers.len()).map(Target::Power);
    let sanctions = (0..program.sanctions.len()).map(Target::Sanction);
    let all = defines.chain(duties).chain(exceptions);
    all.chain(powers).chain(sanctions).collect()
}

/// Every day on which a version begins or ends, moved by a day. Where one ends and the next
/// begins, both move together: otherwise they would overlap, which is found without any case.
fn edges(program: &mut Program, target: Target, found: &mut Vec<Found>) {
    let Some((head, intervals)) = intervals(program, target) else {
        return;
    };
    let edges = intervals.iter().flat_map(|(interval, span)| {
        let edges = [interval.from, interval.end].into_iter().flatten();
        edges.map(|at| (at, *span))
    });
    let mut edges: Vec<(Instant, Span)> = edges.collect();
    edges.sort_by_key(|(at, span)| (*at, std::cmp::Reverse(*span)));
    let each = edges.clone();
    edges.dedup_by_key(|(at, _)| *at);
    let Some(policy) = program.policies.get(head.policy) else {
        return;
    };
    for (at, span) in edges {
        let and_end = each.iter().filter(|(other, _)| *other == at).count() > 1;
        let moved = [
            (-1, Change::DayEarlier { and_end }),
            (1, Change::DayLater { and_end }),
        ];
        for (days, change) in moved {
            let day = policy.zone.date(at).and_then(|day| day.plus_days(days));
            if let Some(to) = day.and_then(|day| policy.zone.midnight(day)) {
                found.push((head.clone(), span, change, Shape::Edge(target, at, to)));
            }
        }
    }
}

/// When each version of a provision is in force, and where it says so.
fn intervals(program: &mut Program, target: Target) -> Option<(Head, Vec<(&mut Interval, Span)>)> {
    fn of<T>(versions: &mut [Version<T>]) -> Vec<(&mut Interval, Span)> {
        versions
            .iter_mut()
            .map(|version| (&mut version.interval, version.span))
            .collect()
    }
    match target {
        Target::Define(number) => {
            let item = program.defines.get_mut(number)?;
            Some((item.head.clone(), of(&mut item.versions)))
        }
        Target::Duty(number) => {
            let item = program.duties.get_mut(number)?;
            Some((item.head.clone(), of(&mut item.versions)))
        }
        Target::Exception(number) => {
            let item = program.exceptions.get_mut(number)?;
            Some((item.head.clone(), of(&mut item.versions)))
        }
        Target::Power(number) => {
            let item = program.powers.get_mut(number)?;
            Some((item.head.clone(), of(&mut item.versions)))
        }
        Target::Sanction(number) => {
            let item = program.sanctions.get_mut(number)?;
            Some((item.head.clone(), of(&mut item.versions)))
        }
    }
}

fn each_unless(program: &mut Program, visit: &mut dyn FnMut(&Head, &mut Vec<Unless>)) {
    for item in &mut program.defines {
        for version in &mut item.versions {
            visit(&item.head, &mut version.body.unless);
        }
    }
    for item in &mut program.duties {
        for version in &mut item.versions {
            visit(&item.head, &mut version.body.unless);
        }
    }
    for item in &mut program.powers {
        for version in &mut item.versions {
            visit(&item.head, &mut version.body.unless);
        }
    }
    for item in &mut program.sanctions {
        for version in &mut item.versions {
            visit(&item.head, &mut version.body.unless);
        }
    }
}

fn flip(presumed: &mut Option<Presumption>) {
    if let Some(presumption) = presumed {
        presumption.value = !presumption.value;
    }
}

impl Shape {
    /// Changes a program so.
    pub(super) fn change(self, program: &mut Program) {
        match self {
            Shape::Edge(target, from, to) => {
                for (interval, _) in intervals(program, target)
                    .into_iter()
                    .flat_map(|(_, of)| of)
                {
                    for edge in [&mut interval.from, &mut interval.end] {
                        if *edge == Some(from) {
                            *edge = Some(to);
                        }
                    }
                }
            }
            Shape::Target(exception, target) => {
                let exception = program.exceptions.get_mut(exception);
                for version in exception.into_iter().flat_map(|item| &mut item.versions) {
                    version.body.targets.retain(|other| *other != target);
                }
            }
            Shape::Unless(span) => each_unless(program, &mut |_, unless| {
                unless.retain(|clause| clause.condition.span != span);
            }),
            Shape::Presumption(span) => {
                each_unless(program, &mut |_, unless| {
                    for clause in unless.iter_mut().filter(|one| one.condition.span == span) {
                        flip(&mut clause.presumed);
                    }
                });
                let exceptions = program.exceptions.iter_mut();
                for exception in exceptions.filter(|one| one.head.span == span) {
                    for version in &mut exception.versions {
                        flip(&mut version.body.presumed);
                    }
                }
            }
            Shape::Breach(duty, sanction) => {
                if let Some(sanction) = program.sanctions.get_mut(sanction) {
                    sanction.opened_by.retain(|other| *other != duty);
                }
                each_body(program, duty, |body| {
                    body.on_breach.retain(|other| *other != sanction);
                });
            }
            Shape::EvenBefore(duty) => {
                each_body(program, duty, |body| body.even_before = !body.even_before);
            }
            Shape::Relief(duty) => each_body(program, duty, |body| body.relief = None),
            Shape::Deemed(duty) => each_body(program, duty, |body| body.counts_as_done = None),
        }
    }
}

fn each_body(program: &mut Program, duty: usize, change: impl Fn(&mut DutyBody)) {
    let duty = program.duties.get_mut(duty);
    for version in duty.into_iter().flat_map(|duty| &mut duty.versions) {
        change(&mut version.body);
    }
}
