//! The shortest ways in which missing facts would settle a question.

use super::lookup::Lookup;
use super::phrasing::{joined, raised, said};
use super::{figure, missing, words};
use crate::determination::{About, Figure, Shown, Step, Whether};
use crate::diagnostic::Phrase;

/// What would settle a row; nothing where no way is known. Its title is told where it is not alone.
pub(super) fn shortest(about: &About, alone: bool) -> Option<Phrase> {
    told(about, alone, &|_| true)
}

/// The same of the ways on which a fact of such a path lies.
pub(super) fn through(about: &About, is_it: &dyn Fn(&str) -> bool) -> Option<Phrase> {
    told(about, true, is_it)
}

fn told(about: &About, alone: bool, is_it: &dyn Fn(&str) -> bool) -> Option<Phrase> {
    let through = |routes: &[Vec<Step>]| -> Vec<Vec<Step>> {
        let with = |steps: &&Vec<Step>| steps.iter().any(|step| is_it(&step.path));
        routes.iter().filter(with).cloned().collect()
    };
    let (yes, no) = (
        few(&through(&about.routes.yes)),
        few(&through(&about.routes.no)),
    );
    let whether = about.routes.whether.unwrap_or(Whether::Holds);
    let (to_yes, to_no) = (&about.routes.yes, &about.routes.no);
    let way = match (yes, no) {
        // What is not the one is the other.
        (Some(yes), Some(_)) if are_opposite(to_yes, to_no) || are_opposite(to_no, to_yes) => {
            words::settled_or_else(whether, &yes)
        }
        (yes, no) => words::settled(whether, yes.as_ref(), no.as_ref())?,
    };
    Some(match alone {
        true => Phrase::new(raised(&way.en), way.ko),
        false => words::titled(&words::in_quotes(&said(&about.title)), &way),
    })
}

/// Whether there is one way to the one side, and each of its steps turned is a way to the other.
fn are_opposite(one: &[Vec<Step>], other: &[Vec<Step>]) -> bool {
    let [together] = one else {
        return false;
    };
    let turned = |step: &Step, other: &Step| match (&step.known, &other.known) {
        _ if step.path != other.path => false,
        (Shown::Is(Figure::YesNo(yes)), Shown::Is(Figure::YesNo(no))) => yes != no,
        (Shown::AtLeast(from), Shown::LessThan(until))
        | (Shown::LessThan(until), Shown::AtLeast(from)) => from == until,
        (Shown::MoreThan(from), Shown::AtMost(until))
        | (Shown::AtMost(until), Shown::MoreThan(from)) => from == until,
        _ => false,
    };
    let each = |step: &Step| {
        let mut others = other.iter();
        others.any(|way| matches!(way.as_slice(), [only] if turned(step, only)))
    };
    together.len() == other.len() && together.iter().all(each)
}

/// The shortest ways, and how many more there are.
fn few(routes: &[Vec<Step>]) -> Option<Phrase> {
    let shortest = routes.iter().map(Vec::len).min()?;
    let mut ways: Vec<&Vec<Step>> = routes.iter().collect();
    ways.retain(|steps| steps.len() <= shortest.max(FACTS));
    ways.sort_by_key(|steps| steps.len());
    let all = ways.len();
    let mut facts = 0;
    let told = ways.iter().take_while(|steps| {
        facts += steps.len().min(FACTS);
        facts <= FACTS
    });
    let told = told.count().max(1);
    ways.truncate(told);
    let more = all.saturating_sub(told);
    let told = joined(
        ways.into_iter().map(|steps| together(steps)),
        &words::or_if(),
    );
    let told = words::conditional(&told);
    Some(match more {
        0 => told,
        more => words::and_others(&told, &Phrase::same(more.to_string())),
    })
}

/// At most so many facts are told of all ways together. A way of more is told only if there is no
/// shorter one, and then not in full.
const FACTS: usize = 4;

/// Facts that must come together.
fn together(steps: &[Step]) -> Phrase {
    let told = steps.iter().take(FACTS).map(step);
    let told = joined(told, &words::both());
    match steps.len().saturating_sub(FACTS) {
        0 => told,
        further => words::with_further(&told, &Phrase::same(further.to_string())),
    }
}

/// What one fact is, or would be.
pub(super) fn is(step: &Step, lookup: &Lookup) -> Phrase {
    let (place, _) = missing::placed(&step.path);
    let title = super::phrasing::together([said(&step.title), lookup.member(place)]);
    words::is(&title, &value(step))
}

fn value(step: &Step) -> Phrase {
    match &step.known {
        _ if step.members => words::members(&figure::shown(&step.known)),
        Shown::Is(Figure::YesNo(yes)) if step.path.starts_with("events.") => {
            words::took_place(*yes)
        }
        _ if step.path.starts_with("events.") => words::took_place(true),
        known => figure::bounded(known),
    }
}

/// What one fact would have to be.
fn step(step: &Step) -> Phrase {
    let title = said(&step.title);
    match &step.known {
        Shown::Is(Figure::YesNo(yes)) if step.path.starts_with("events.") => {
            if *yes {
                words::must_happen(&title)
            } else {
                words::must_not_happen(&title)
            }
        }
        _ if step.path.starts_with("events.") => words::must_happen(&title),
        Shown::Is(Figure::YesNo(true)) => words::must_hold(&title),
        Shown::Is(Figure::YesNo(false)) => words::must_not_hold(&title),
        _ if step.members => words::must_have(&title, &figure::shown(&step.known)),
        known @ (Shown::Is(_) | Shown::OneOf(_)) => words::must_be(&title, &figure::shown(known)),
        known => words::must_lie(&title, &figure::bounded(known)),
    }
}
