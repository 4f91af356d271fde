//! The shortest ways in which missing facts would settle a question.

use super::lookup::Lookup;
use super::phrasing::{joined, said};
use super::words;
use crate::determination::{About, Need, Step};
use crate::diagnostic::Phrase;
use crate::value::Truth;

/// One sentence, or none where no way is known.
pub(super) fn shortest(about: &About, lookup: &Lookup) -> Option<Phrase> {
    let yes = one(&about.routes.yes, &about.needs, lookup);
    let no = one(&about.routes.no, &about.needs, lookup);
    match (yes, no) {
        (Some(yes), Some(no)) => Some(words::ways(&yes, &no)),
        (Some(yes), None) => Some(words::way_to_yes(&yes)),
        (None, Some(no)) => Some(words::way_to_no(&no)),
        (None, None) => None,
    }
}

fn one(routes: &[Vec<Step>], needs: &[Need], lookup: &Lookup) -> Option<Phrase> {
    let shortest = routes.iter().min_by_key(|steps| steps.len())?;
    let alike = routes.iter().filter(|steps| steps.len() == shortest.len());
    let others = alike.count() - 1;
    let steps = shortest.iter().map(|step| must_be(step, needs, lookup));
    let way = joined(steps, &words::both(&Phrase::default(), &Phrase::default()));
    Some(if others == 0 {
        way
    } else {
        words::and_others(&way, &Phrase::same(others.to_string()))
    })
}

fn must_be(step: &Step, needs: &[Need], lookup: &Lookup) -> Phrase {
    let need = needs.iter().find(|need| need.path == step.path);
    let title = need.map_or_else(|| Phrase::same(&step.path), |need| said(&need.title));
    let value = match step.is.as_str() {
        Some("yes") => words::outcome(Truth::Yes),
        Some("no") => words::outcome(Truth::No),
        _ => lookup.choice(&step.is),
    };
    words::must_be(
        &Phrase::new(format!("“{}”", title.en), format!("‘{}’", title.ko)),
        &value,
    )
}
