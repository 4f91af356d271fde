//! What is undetermined, and what it hangs on. Rows that hang on the same
//! questions are told together.

use super::lookup::{Lookup, guidance};
use super::page::Page;
use super::phrasing::{listed, said, strung, together};
use super::{cause, missing, powers, to_do, way, words};
use crate::determination::{About, DutyRow, Need, Search};
use crate::diagnostic::Phrase;
use crate::value::Truth;

/// At most so many facts are named before the section of questions.
const FACTS: usize = 3;

/// The sets of questions that were told, by their paths.
pub(super) type Told = Vec<Vec<String>>;

/// The section; says which sets of questions it told.
pub(super) fn write(page: &mut Page, lookup: &Lookup) -> Told {
    let mut groups: Vec<(Vec<&str>, Vec<&About>, Vec<Phrase>)> = Vec::new();
    let mut silent: Vec<(&Need, Vec<Phrase>)> = Vec::new();
    for (about, label) in undetermined(lookup) {
        // What hangs on an act that nobody recorded is told in one line for all of them.
        if let Some(act) = about.needs.iter().find(|need| missing::is_act(need)) {
            match silent.iter_mut().find(|(same, _)| same.path == act.path) {
                Some((_, labels)) => labels.push(label),
                None => silent.push((act, vec![label])),
            }
            continue;
        }
        let paths = missing::paths(&about.needs);
        match groups.iter_mut().find(|(same, ..)| *same == paths) {
            Some((_, abouts, labels)) if !paths.is_empty() => {
                abouts.push(about);
                labels.push(label);
            }
            _ => groups.push((paths, vec![about], vec![label])),
        }
    }
    if !groups.is_empty() || !silent.is_empty() {
        page.heading(&words::undetermined_heading());
    }
    let mut grounds: Vec<Phrase> = Vec::new();
    for (_, abouts, labels) in &groups {
        page.item(&strung(labels.iter().cloned()));
        let because = match abouts.as_slice() {
            [only] => only.because.as_ref(),
            _ => None,
        };
        let needs = abouts.first().map_or(&[][..], |first| &first.needs);
        page.detail(&hangs_on(because, needs, lookup));
        let mut again = Vec::new();
        for (title, exception) in abouts.iter().flat_map(|about| exceptions(about, lookup)) {
            // The same grounds spare several duties: they are told in full once.
            if grounds.contains(&exception) {
                again.push(title);
            } else {
                page.detail(&exception);
                grounds.push(exception);
            }
        }
        if !again.is_empty() {
            page.detail(&words::exempt_if_as_above(&strung(again)));
        }
        let mut ways = abouts.iter().filter_map(|about| {
            let way = way::shortest(about)?;
            let all = about.routes.search != Some(Search::Truncated);
            Some(if all { way } else { words::other_ways(&way) })
        });
        if let Some(way) = ways.next() {
            page.detail(&way);
        }
    }
    for (act, labels) in silent {
        page.item(&words::unrecorded(&said(&act.title), &strung(labels)));
    }
    let told = groups.into_iter().map(|(paths, ..)| paths);
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

/// Exceptions to an undetermined duty that may hold, with what is settled of each.
fn exceptions(about: &About, lookup: &Lookup) -> Vec<(Phrase, Phrase)> {
    let mut duties = lookup.all.duties.iter();
    let Some(duty) =
        duties.find(|duty| duty.about.name == about.name && duty.about.instance == about.instance)
    else {
        return Vec::new();
    };
    let open = duty
        .exceptions
        .iter()
        .filter(|row| row.value == Truth::Undetermined);
    open.map(|row| {
        let cites = lookup.articles(&about.name, &row.cites);
        let cites = listed([cites, guidance(row.soft)]);
        let title = together([said(&row.title), words::bracketed(&cites)]);
        let legs = to_do::legs(row.because.as_ref(), &row.needs, lookup);
        let told = if legs.is_empty() {
            words::exempt_if_only(&title)
        } else {
            words::exempt_if(&title, &legs)
        };
        (said(&row.title), told)
    })
    .collect()
}

/// Duties, powers and sanctions that are undetermined; a power that waits for
/// its own holder only is told among the powers.
fn undetermined<'a>(lookup: &'a Lookup) -> Vec<(&'a About, Phrase)> {
    let all = lookup.all;
    let powers = all
        .powers
        .iter()
        .filter(|p| p.state == "undetermined" && !powers::waits_for_holder(p))
        .map(|power| &power.about);
    let sanctions = all.sanctions.iter();
    let sanctions = sanctions
        .filter(|s| s.state == "undetermined")
        .map(|sanction| &sanction.about);
    let duties = all.duties.iter();
    let duties = duties.filter(|d| d.state == "undetermined" && !to_do::is_to_do(d));
    duties
        .map(|duty| (&duty.about, when_owed(duty, lookup)))
        .chain(
            powers
                .chain(sanctions)
                .map(|about| (about, lookup.cited(about))),
        )
        .collect()
}

/// The duty, and by when it would have to be done.
fn when_owed(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let label = lookup.cited(&duty.about);
    if duty.arises == Truth::Yes {
        return words::owed_whether_kept(&label);
    }
    if duty.due_at.is_none() && duty.due_day.is_none() && duty.limit.is_none() {
        return label;
    }
    words::if_owed(&label, &to_do::deadline(duty, lookup))
}
