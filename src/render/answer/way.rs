//! The shortest ways in which missing facts would settle a question.

use super::phrasing::{joined, said};
use super::{figure, missing, words};
use crate::determination::{About, Figure, Shown, Step, Whether};
use crate::diagnostic::Phrase;

/// One sentence on what would settle a row, or none where no way is known.
pub(super) fn shortest(about: &About) -> Option<Phrase> {
    through(about, &|_| true)
}

/// The same of the ways on which a fact of such a path lies.
pub(super) fn through(about: &About, is_it: &dyn Fn(&str) -> bool) -> Option<Phrase> {
    let through = |routes: &[Vec<Step>]| -> Vec<Vec<Step>> {
        let with = |steps: &&Vec<Step>| steps.iter().any(|step| is_it(&step.path));
        routes.iter().filter(with).cloned().collect()
    };
    let (yes, no) = (
        few(&through(&about.routes.yes)),
        few(&through(&about.routes.no)),
    );
    let title = said(&about.title);
    let kept = about.routes.whether == Some(Whether::Kept);
    match (yes, no) {
        (Some(yes), Some(no)) if kept => Some(words::kept_or_not(&title, &yes, &no)),
        (Some(yes), None) if kept => Some(words::kept_if(&title, &yes)),
        (None, Some(no)) if kept => Some(words::not_kept_if(&title, &no)),
        (Some(yes), Some(no)) => Some(words::ways(&title, &yes, &no)),
        (Some(yes), None) => Some(words::way_to_yes(&title, &yes)),
        (None, Some(no)) => Some(words::way_to_no(&title, &no)),
        (None, None) => None,
    }
}

/// The shortest ways, of those that differ in length one each.
fn few(routes: &[Vec<Step>]) -> Option<Phrase> {
    let shortest = routes.iter().map(Vec::len).min()?;
    let mut lengths: Vec<usize> = routes.iter().map(Vec::len).collect();
    lengths.retain(|length| *length <= shortest.max(FACTS));
    lengths.sort_unstable();
    lengths.dedup();
    let ways = lengths.into_iter().take(LENGTHS).filter_map(|length| {
        let mut alike = routes.iter().filter(|steps| steps.len() == length);
        let way = together(alike.next()?);
        Some(match alike.count() {
            0 => way,
            others => words::and_others(&way, &Phrase::same(others.to_string())),
        })
    });
    let ways = joined(ways, &words::or_else());
    (!ways.is_empty()).then_some(ways)
}

/// So many ways of different lengths are told.
const LENGTHS: usize = 2;

/// A way of more facts is told only if there is no shorter one, and then not in full.
const FACTS: usize = 4;

/// Facts that must come together, as one condition.
fn together(steps: &[Step]) -> Phrase {
    let told = steps.iter().take(FACTS).map(step);
    let told = joined(told, &words::both());
    match steps.len().saturating_sub(FACTS) {
        0 => words::conditional(&told),
        further => words::conditional_with_further(&told, &Phrase::same(further.to_string())),
    }
}

/// What one fact is, or would be.
pub(super) fn is(step: &Step) -> Phrase {
    words::is(&said(&step.title), &value(step))
}

/// What is assumed, and where.
pub(super) fn assumed(step: &Step) -> Phrase {
    let path = missing::quoted(&step.path);
    words::assumed_fact(&said(&step.title), &path, &value(step))
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
