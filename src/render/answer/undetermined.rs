//! What is undetermined, and what it hangs on. Rows that hang on the same
//! questions are told together.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::strung;
use super::{cause, missing, powers, words};
use crate::determination::{About, Determination, Need};
use crate::diagnostic::Phrase;

/// At most so many facts are named before the section of questions.
const FACTS: usize = 3;

/// The sets of questions that were told, by their paths.
pub(super) type Told = Vec<Vec<String>>;

/// The section; says which sets of questions it told.
pub(super) fn write(page: &mut Page, lookup: &Lookup) -> Told {
    let mut groups: Vec<(Vec<&str>, Vec<&About>)> = Vec::new();
    for about in undetermined(lookup.all) {
        let paths = missing::paths(&about.needs);
        match groups.iter_mut().find(|(same, _)| *same == paths) {
            Some((_, together)) if !paths.is_empty() => together.push(about),
            _ => groups.push((paths, vec![about])),
        }
    }
    if !groups.is_empty() {
        page.heading(&words::undetermined_heading());
    }
    for (_, together) in &groups {
        page.item(&strung(together.iter().map(|about| lookup.cited(about))));
        let because = match together.as_slice() {
            [only] => only.because.as_ref(),
            _ => None,
        };
        let needs = together.first().map_or(&[][..], |first| &first.needs);
        page.detail(&hangs_on(because, needs, lookup));
    }
    let told = groups.into_iter().map(|(paths, _)| paths);
    told.map(|paths| paths.into_iter().map(str::to_owned).collect())
        .collect()
}

fn hangs_on(
    because: Option<&crate::determination::Because>,
    needs: &[Need],
    lookup: &Lookup,
) -> Phrase {
    let what = if needs.is_empty() {
        cause::reason(because, lookup, FACTS)
    } else {
        missing::brief(needs, FACTS)
    };
    if what.is_empty() {
        words::nothing_settles()
    } else {
        words::hangs_on(&what)
    }
}

/// Duties, powers and sanctions that are undetermined; a power that waits for
/// its own holder only is told among the powers.
fn undetermined(all: &Determination) -> impl Iterator<Item = &About> {
    let duties = all.duties.iter().filter(|d| d.state == "undetermined");
    let powers = all
        .powers
        .iter()
        .filter(|p| p.state == "undetermined" && !powers::waits_for_holder(p));
    let sanctions = all.sanctions.iter().filter(|s| s.state == "undetermined");
    duties
        .map(|duty| &duty.about)
        .chain(powers.map(|power| &power.about))
        .chain(sanctions.map(|sanction| &sanction.about))
}
