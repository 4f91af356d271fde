//! The shortest ways in which missing facts would settle a question.

use super::phrasing::{joined, said};
use super::words;
use crate::determination::{About, Need, Step};
use crate::diagnostic::Phrase;
use crate::value::Truth;

/// One sentence, or none where no way is known.
pub(super) fn shortest(about: &About) -> Option<Phrase> {
    let yes = few(&about.routes.yes, &about.needs);
    let no = few(&about.routes.no, &about.needs);
    match (yes, no) {
        (Some(yes), Some(no)) => Some(words::ways(&yes, &no)),
        (Some(yes), None) => Some(words::way_to_yes(&yes)),
        (None, Some(no)) => Some(words::way_to_no(&no)),
        (None, None) => None,
    }
}

fn few(routes: &[Vec<Step>], needs: &[Need]) -> Option<Phrase> {
    let mut lengths: Vec<usize> = routes.iter().map(Vec::len).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let ways = lengths.into_iter().take(LENGTHS).filter_map(|length| {
        let mut alike = routes.iter().filter(|steps| steps.len() == length);
        let steps = alike.next()?.iter().map(|step| must_be(step, needs));
        let way = joined(steps, &words::both());
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

fn must_be(step: &Step, needs: &[Need]) -> Phrase {
    let need = needs.iter().find(|need| need.path == step.path);
    let title = need.map_or_else(|| Phrase::same(&step.path), |need| said(&need.title));
    let value = match step.is.as_str() {
        Some("yes") => words::outcome(Truth::Yes),
        Some("no") => words::outcome(Truth::No),
        _ => match &step.choice {
            Some(choice) => said(choice),
            None => Phrase::same(step.is.to_string()),
        },
    };
    words::must_be(&title, &value)
}
