//! The shortest ways in which missing facts would settle a question.

use super::phrasing::{joined, said};
use super::words;
use crate::determination::{About, Need, Step};
use crate::diagnostic::Phrase;

/// One sentence on what would settle a row, or none where no way is known.
pub(super) fn shortest(about: &About) -> Option<Phrase> {
    let yes = few(&about.routes.yes, &about.needs);
    let no = few(&about.routes.no, &about.needs);
    let title = said(&about.title);
    match (yes, no) {
        (Some(yes), Some(no)) => Some(words::ways(&title, &yes, &no)),
        (Some(yes), None) => Some(words::way_to_yes(&title, &yes)),
        (None, Some(no)) => Some(words::way_to_no(&title, &no)),
        (None, None) => None,
    }
}

fn few(routes: &[Vec<Step>], needs: &[Need]) -> Option<Phrase> {
    let mut lengths: Vec<usize> = routes.iter().map(Vec::len).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let ways = lengths.into_iter().take(LENGTHS).filter_map(|length| {
        let mut alike = routes.iter().filter(|steps| steps.len() == length);
        let way = together(alike.next()?, needs);
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

/// Facts that must come together, as one condition.
fn together(steps: &[Step], needs: &[Need]) -> Phrase {
    let parts = steps.iter().map(|step| {
        let need = needs.iter().find(|need| need.path == step.path);
        let title = need.map_or_else(|| Phrase::same(&step.path), |need| said(&need.title));
        match step.is.as_str() {
            Some("yes") => words::must_hold(&title),
            Some("no") => words::must_not_hold(&title),
            _ => {
                let other = Phrase::same(step.is.to_string());
                words::must_be(&title, &step.choice.as_ref().map_or(other, said))
            }
        }
    });
    words::conditional(&joined(parts, &words::both()))
}
