//! Why: one answer in full. Every reason with its articles and margins, every
//! exception that was looked at, and what would turn or settle it.

use super::lookup::{Lookup, guidance, standing};
use super::page::Page;
use super::phrasing::{joined, listed, said, together};
use super::{cause, deadline, figure, headline, missing, remarks, to_do, way, words};
use crate::determination::{
    About, Because, Determination, ExceptionRow, Reason, Search, Shown, Standing, Step, Whether,
};
use crate::diagnostic::{Language, Phrase};
use crate::value::{State, Truth};

/// Reasons are told so many steps deep.
const DEPTH: usize = 12;

/// Every row of the determination in full, as a page of plain text.
#[must_use]
pub fn why(determination: &Determination, language: Language, width: usize) -> String {
    let lookup = Lookup::with_all_notes(determination);
    let mut page = Page::new(language, width);
    headline::write(&mut page, &lookup);
    let all = determination;
    for row in &all.conclusions {
        let outcome = match (row.shown(), row.value.truth()) {
            (_, Some(truth)) => words::outcome(truth),
            (Some(shown), None) => figure::shown(shown),
            (None, None) => cause::stated(&row.value),
        };
        write(
            &mut page,
            &lookup,
            &row.about,
            &outcome,
            (row.standing, &row.exceptions),
        );
    }
    for row in &all.duties {
        let state = words::state(row.state);
        let open = matches!(row.state, State::Pending | State::Undetermined);
        let outcome = match open && (deadline::is_dated(row) || row.limit.is_some()) {
            true => words::state_by(&state, &deadline::by_when(row, &lookup)),
            false => state,
        };
        let told = (row.standing, row.exceptions.as_slice());
        write(&mut page, &lookup, &row.about, &outcome, told);
    }
    let powers = all.powers.iter();
    let powers = powers.map(|row| (&row.about, row.state, row.standing, &row.exceptions));
    let sanctions = all.sanctions.iter();
    let sanctions = sanctions.map(|row| (&row.about, row.state, row.standing, &row.exceptions));
    for (about, state, rests_on, exceptions) in powers.chain(sanctions) {
        let outcome = words::state(state);
        write(&mut page, &lookup, about, &outcome, (rests_on, exceptions));
    }
    remarks::write(&mut page, &lookup);
    page.finish()
}

fn write(
    page: &mut Page,
    lookup: &Lookup,
    about: &About,
    outcome: &Phrase,
    (rests_on, exceptions): (Option<Standing>, &[ExceptionRow]),
) {
    let zone = lookup
        .duty(about)
        .map_or_else(|| lookup.zone(&about.name), |duty| lookup.zone_of(duty));
    let lookup = &lookup.told_in(zone);
    let answer = together([words::is(&lookup.cited(about), outcome), standing(rests_on)]);
    page.heading(&answer);
    // Of what always holds there is nothing to tell.
    if let Some(because) = about
        .because
        .as_ref()
        .filter(|because| tells(because, lookup))
    {
        page.line(&words::reasons());
        outline(page, lookup, because, 1);
    }
    if !exceptions.is_empty() {
        page.line(&words::exceptions_looked_at());
    }
    for row in exceptions {
        let cites = listed([lookup.articles(&about.name, &row.cites), guidance(row.soft)]);
        let title = together([said(&row.title), words::bracketed(&cites)]);
        page.nested(1, &words::is(&title, &words::outcome(row.value)));
        if let Some(because) = &row.because {
            outline(page, lookup, because, 2);
        }
    }
    let rebutting = about.rebutting();
    if rests_on == Some(Standing::Presumed) && !rebutting.is_empty() {
        page.line(&words::until_shown(&missing::all(&rebutting, lookup)));
    }
    // Of what is settled the limit may be open, or what is owed.
    let beside = lookup.duty(about).map(|duty| to_do::open(duty, lookup));
    for line in beside.unwrap_or_default() {
        page.line(&line);
    }
    let regardless = missing::all(&about.regardless, lookup);
    if !regardless.is_empty() {
        page.line(&words::whatever(&regardless));
    }
    changes(page, about, lookup);
    routes(page, lookup, about);
}

/// What would turn a settled answer.
fn changes(page: &mut Page, about: &About, lookup: &Lookup) {
    let Some(changes) = &about.changes else {
        return;
    };
    let heading = match (changes.sets.is_empty(), changes.search) {
        (true, Search::Complete) => words::nothing_turns(),
        (true, Search::Truncated) => words::nothing_found_turns(),
        (false, Search::Complete) => words::turned_by(),
        (false, Search::Truncated) => words::turned_by_among_others(),
    };
    page.line(&heading);
    for set in &changes.sets {
        let all = set.iter().map(|step| changed(step, lookup));
        page.nested(1, &joined(all, &words::and_besides_all()));
    }
}

/// What would settle an open one, either way.
fn routes(page: &mut Page, lookup: &Lookup, about: &About) {
    let routes = &about.routes;
    let Some(search) = routes.search else {
        return;
    };
    let whether = routes.whether.unwrap_or(Whether::Holds);
    let heading = |yes| words::settled_by_any_line(whether, yes);
    let sets = [(heading(true), &routes.yes), (heading(false), &routes.no)];
    for (heading, sets) in sets {
        if !sets.is_empty() {
            page.line(&heading);
        }
        for set in sets {
            let all = set.iter().map(|step| way::is(step, lookup));
            page.nested(1, &joined(all, &words::and_besides_all()));
        }
    }
    if routes.yes.is_empty() && routes.no.is_empty() {
        let open = missing::all(&about.needs, lookup);
        if !open.is_empty() {
            page.line(&words::hangs_on(&open));
        }
        page.line(&words::no_way_found());
        return;
    }
    page.line(&match search {
        Search::Complete => words::search_complete(),
        Search::Truncated => words::search_truncated(),
    });
}

/// What a fact would have to be, and what it is now.
fn changed(step: &Step, lookup: &Lookup) -> Phrase {
    match &step.now {
        Shown::Unknown => way::is(step, lookup),
        now => words::instead_of(&way::is(step, lookup), &figure::briefly(&lookup.local(now))),
    }
}

/// Whether a reason, or one beneath it, says anything.
fn tells(because: &Because, lookup: &Lookup) -> bool {
    let grouped = matches!(because.step, Reason::Not | Reason::AtLeast { .. });
    let of = &because.of;
    grouped || cause::sentence(because, lookup).is_some() || of.iter().any(|of| tells(of, lookup))
}

/// A reason and those beneath it, each deeper by a step.
fn outline(page: &mut Page, lookup: &Lookup, because: &Because, depth: usize) {
    if depth > DEPTH {
        return;
    }
    let group = match &because.step {
        // Only what decided stands beneath: of several reasons each is one of all.
        Reason::All if because.of.len() > 1 => Some(words::all_of()),
        Reason::Any if because.of.len() > 1 => Some(words::one_of()),
        Reason::Not => Some(words::must_not_be()),
        Reason::AtLeast { count } => Some(words::so_many_of(&Phrase::same(count.to_string()))),
        _ => None,
    };
    let told = match group {
        Some(group) => {
            let cites = words::bracketed(&lookup.articles("", &because.cites));
            Some(together([words::is(&group, &decided(because)), cites]))
        }
        None => cause::sentence(because, lookup),
    };
    let beneath = match &told {
        Some(told) => {
            page.nested(depth, told);
            depth + 1
        }
        None => depth,
    };
    for of in &because.of {
        outline(page, lookup, of, beneath);
    }
}

fn decided(because: &Because) -> Phrase {
    words::holds(because.value.truth().unwrap_or(Truth::Undetermined))
}
