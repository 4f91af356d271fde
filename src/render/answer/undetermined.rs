//! What is undetermined, and what it hangs on. Rows that hang on the same
//! questions are told together.

use super::lookup::{Lookup, guidance};
use super::page::Page;
use super::phrasing::{listed, said, strung, together};
use super::{cause, counted, deadline, first, missing, powers, to_do, way, words};
use crate::determination::{About, Conclusion, DutyRow, Need, Search};
use crate::diagnostic::Phrase;
use crate::value::{State, Truth};

/// At most so many facts are named before the section of questions.
const FACTS: usize = 3;

/// The section: what to find out first, the duties, powers and sanctions that are open, then the
/// conclusions.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let mut groups: Vec<(Vec<String>, Vec<&About>, Vec<Phrase>)> = Vec::new();
    let mut silent: Vec<(Need, Vec<&About>)> = Vec::new();
    for (about, label) in undetermined(lookup) {
        // What hangs on an act that nobody recorded is told in one line for all of them.
        let deciding = about.deciding();
        if let Some(act) = deciding.iter().find(|need| need.is_act()) {
            match silent.iter_mut().find(|(same, _)| same.path == act.path) {
                Some((_, abouts)) => abouts.push(about),
                None => silent.push((act.clone(), vec![about])),
            }
            continue;
        }
        let paths = missing::paths(&deciding);
        let paths: Vec<String> = paths.into_iter().map(str::to_owned).collect();
        match groups.iter_mut().find(|(same, ..)| *same == paths) {
            Some((_, abouts, labels)) if !paths.is_empty() => {
                abouts.push(about);
                labels.push(label);
            }
            _ => groups.push((paths, vec![about], vec![label])),
        }
    }
    let known: Vec<&str> = groups
        .iter()
        .flat_map(|(paths, ..)| paths.iter().map(String::as_str))
        .collect();
    // What others build on is told only where it hangs on questions that were told.
    let told = |row: &Conclusion| {
        let paths = missing::paths(&row.about.needs);
        !paths.is_empty() && paths.iter().all(|path| known.contains(path))
    };
    let open = lookup.all.conclusions.iter();
    let open = open.filter(|row| row.value.is_undetermined());
    let concluded: Vec<&Conclusion> = open.filter(|row| !row.intermediate || told(row)).collect();
    if !groups.is_empty() || !silent.is_empty() || !concluded.is_empty() {
        page.heading(&words::undetermined_heading());
    }
    first::write(page, lookup);
    let mut grounds: Vec<Phrase> = Vec::new();
    for (_, abouts, labels) in &groups {
        page.item(&strung(labels.iter().cloned()));
        let because = match abouts.as_slice() {
            [only] => only.because.as_ref(),
            _ => None,
        };
        let needs = abouts.first().map(|first| first.deciding());
        page.detail(&hangs_on(because, &needs.unwrap_or_default(), lookup));
        let mut beside: Vec<Phrase> = abouts
            .iter()
            .filter_map(|about| lookup.duty(about))
            .flat_map(|duty| to_do::open(duty, lookup))
            .collect();
        beside.dedup();
        for line in &beside {
            page.detail(line);
        }
        for about in abouts {
            if let Some(counting) = lookup.duty(about).and_then(|duty| duty.counted.as_ref()) {
                page.detail(&counted::how(counting));
            }
        }
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
            let way = way::shortest(about, abouts.len() == 1)?;
            let all = about.routes.search != Some(Search::Truncated);
            Some(if all { way } else { words::other_ways(&way) })
        });
        if let Some(way) = ways.next() {
            page.detail(&way);
        }
    }
    if !silent.is_empty() {
        page.item(&words::unrecorded());
    }
    for (act, abouts) in silent {
        let titles = strung(lookup.gathered(&abouts));
        page.nested(
            1,
            &words::with_reason(&words::an_act(&said(&act.title)), &titles),
        );
    }
    conclusions(page, &concluded, &known, lookup);
}

/// Conclusions with questions of their own; those that hang on questions already told, in one line.
fn conclusions(page: &mut Page, open: &[&Conclusion], told: &[&str], lookup: &Lookup) {
    let mut repeated: Vec<&About> = Vec::new();
    for row in open {
        let paths = missing::paths(&row.about.needs);
        if !paths.is_empty() && paths.iter().all(|path| told.contains(path)) {
            repeated.push(&row.about);
        } else {
            page.item(&lookup.cited(&row.about));
            let mut what = strung([
                cause::established(row.about.because.as_ref(), lookup),
                missing::brief(&row.about.needs, FACTS, lookup),
            ]);
            if row.about.needs.is_empty() {
                what = cause::open(row.about.because.as_ref(), lookup, FACTS);
            }
            page.detail(&match what.is_empty() {
                true => words::nothing_settles(),
                false => words::hangs_on(&what),
            });
            if let Some(way) = way::shortest(&row.about, true) {
                page.detail(&way);
            }
        }
    }
    if !repeated.is_empty() {
        page.item(&words::same_questions(&strung(lookup.gathered(&repeated))));
    }
}

fn hangs_on(
    because: Option<&crate::determination::Because>,
    needs: &[Need],
    lookup: &Lookup,
) -> Phrase {
    let what = if needs.is_empty() {
        cause::reason(because, lookup, FACTS)
    } else {
        missing::brief(needs, FACTS, lookup)
    };
    if what.is_empty() {
        words::nothing_settles()
    } else {
        words::hangs_on(&what)
    }
}

/// Exceptions to an undetermined duty that may hold, with what is settled of each.
fn exceptions(about: &About, lookup: &Lookup) -> Vec<(Phrase, Phrase)> {
    let Some(duty) = lookup.duty(about) else {
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
        let told = match (row.replaces, legs.is_empty()) {
            (true, true) => words::replaced_if_only(&title),
            (true, false) => words::replaced_if(&title, &legs),
            (false, true) => words::exempt_if_only(&title),
            (false, false) => words::exempt_if(&title, &legs),
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
        .filter(|p| p.state == State::Undetermined && !powers::waits_for_holder(p))
        .map(|power| &power.about);
    let sanctions = all.sanctions.iter();
    let sanctions = sanctions
        .filter(|s| s.state == State::Undetermined)
        .map(|sanction| &sanction.about);
    let duties = all.duties.iter();
    let duties = duties.filter(|d| d.state == State::Undetermined && !to_do::is_to_do(d));
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
    if !deadline::is_dated(duty) && duty.limit.is_none() {
        return label;
    }
    words::if_owed(&label, &deadline::by_when(duty, lookup))
}
