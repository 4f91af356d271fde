//! Why: one answer in full. Every reason with its articles and margins, every
//! exception that was looked at, and what would turn or settle it.

use super::lookup::{Lookup, guidance, standing};
use super::page::Page;
use super::phrasing::{joined, listed, said, strung, together};
use super::{basis, breach, cause, counted, deadline, figure, headline, missing, remarks};
use super::{to_do, way, words};
use crate::determination::{
    About, Because, Determination, DutyRow, ExceptionRow, Figure, Reason, Search, Shown, Stage,
    Standing, Step, Whether,
};
use crate::diagnostic::{Language, Phrase};
use crate::value::{State, Truth};

/// Reasons are told so many steps deep.
const DEPTH: usize = 12;
/// At most so many facts are named that make no difference.
const REGARDLESS: usize = 5;

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
    // What is owed comes before what is not.
    let mut duties: Vec<&DutyRow> = all.duties.iter().collect();
    duties.sort_by_key(|row| row.state.is_absent());
    for row in duties {
        let outcome = outcome(row, &lookup.told_of(row));
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

/// The state of a duty, and by when it was or is to be done.
fn outcome(row: &DutyRow, lookup: &Lookup) -> Phrase {
    if let Some(told) = to_do::whenever(row, lookup) {
        return told;
    }
    let state = words::state(row.state);
    match row.state {
        State::Undetermined if lookup.all.stage(row) == Stage::Overdue => {
            to_do::headline(row, lookup)
        }
        State::Pending | State::Undetermined if deadline::is_dated(row) || row.limit.is_some() => {
            words::state_by(&state, &deadline::by_when(row, lookup))
        }
        State::Breached | State::PerformedLate if deadline::is_dated(row) => {
            to_do::headline(row, lookup)
        }
        _ => state,
    }
}

fn write(
    page: &mut Page,
    lookup: &Lookup,
    about: &About,
    outcome: &Phrase,
    (rests_on, exceptions): (Option<Standing>, &[ExceptionRow]),
) {
    let duty = lookup.duty(about);
    let zone = duty.map_or_else(|| lookup.zone(&about.name), |duty| lookup.zone_of(duty));
    let lookup = &lookup.told_in(zone);
    let answer = together([words::is(&lookup.cited(about), outcome), standing(rests_on)]);
    page.heading(&answer);
    // Of what always holds there is nothing to tell.
    if let Some(because) = about
        .because
        .as_ref()
        .filter(|because| tells(because, lookup))
    {
        page.line(&match duty {
            Some(duty) if duty.arises == Truth::Yes && !to_do::is_not_met(duty) => {
                words::reasons_owed()
            }
            _ => words::reasons(),
        });
        outline(page, lookup, because, 1);
    }
    // Of a limit that matters: how it was counted, and what is on record of what was owed.
    if let Some(duty) = duty.filter(|duty| duty.arises == Truth::Yes) {
        page.line(&counted::how(duty, lookup).unwrap_or_default());
        for line in breach::grounds(duty, lookup) {
            page.line(&line);
        }
        page.line(&basis::behind(duty, &Phrase::default(), lookup).unwrap_or_default());
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
    let beside = duty.map(|duty| to_do::open(duty, lookup));
    for line in beside.unwrap_or_default() {
        page.line(&line);
    }
    let most = about.regardless.len().min(REGARDLESS);
    let told = about.regardless.get(..most).unwrap_or_default();
    let more = about.regardless.len() - most;
    let more = (more > 0).then(|| words::and_more(&Phrase::same(more.to_string())));
    let regardless = strung([missing::all(told, lookup)].into_iter().chain(more));
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
    // What somebody is, is no fact that could turn out otherwise.
    let sets = changes.sets.iter();
    let sets = sets.filter(|set| !set.iter().any(|step| is_status(step, lookup)));
    let sets: Vec<&Vec<Step>> = sets.collect();
    if sets.is_empty() && !changes.sets.is_empty() {
        return;
    }
    page.line(&match (sets.is_empty(), changes.search) {
        (true, Search::Complete) => words::nothing_turns(),
        (true, Search::Truncated) => words::nothing_found_turns(),
        (false, Search::Complete) => words::turned_by(),
        (false, Search::Truncated) => words::turned_by_among_others(),
    });
    for set in sets {
        let all = set.iter().map(|step| changed(step, lookup));
        page.nested(1, &joined(all, &words::and_besides_all()));
    }
}

/// Whether a step would make somebody who owes something another than is recorded for certain: one of
/// several kinds.
fn is_status(step: &Step, lookup: &Lookup) -> bool {
    let owner = step.path.split('.').next().unwrap_or_default();
    let mut duties = lookup.all.duties.iter();
    let mut parties = lookup.all.parties.iter();
    let of_bearer = duties.any(|duty| duty.bearer_member.as_deref() == Some(owner))
        || parties.any(|party| party.name == owner);
    let recorded = matches!(step.now, Shown::Is(Figure::Choice(..)));
    of_bearer && recorded && lookup.basis(&step.path, None).is_none()
}

/// What would settle an open one, either way.
fn routes(page: &mut Page, lookup: &Lookup, about: &About) {
    let routes = &about.routes;
    let Some(search) = routes.search else {
        return;
    };
    let whether = routes.whether.unwrap_or(Whether::Holds);
    let heading = |yes| words::settled_by_any_line(whether, yes);
    let (yes, no) = way::telling(about);
    let nothing = yes.is_empty() && no.is_empty();
    let sets = [(heading(true), yes), (heading(false), no)];
    for (heading, sets) in sets {
        if !sets.is_empty() {
            page.line(&heading);
        }
        for set in &sets {
            let all = set.iter().map(|step| way::is(step, lookup));
            page.nested(1, &joined(all, &words::and_besides_all()));
        }
    }
    if nothing {
        let needs = breach::still_asked(about, about.needs.clone(), lookup);
        let open = missing::all(&needs, lookup);
        if !open.is_empty() {
            page.line(&words::hangs_on(&open));
        }
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
        Reason::All if flattened(because).len() > 1 => Some(words::all_of()),
        Reason::Any if flattened(because).len() > 1 => Some(words::one_of()),
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
    for of in flattened(because) {
        outline(page, lookup, of, beneath);
    }
}

/// The reasons beneath, those of a group of the same kind among them as its own.
fn flattened(because: &Because) -> Vec<&Because> {
    let same = |of: &Because| {
        let both = (&because.step, &of.step);
        let same = matches!(
            both,
            (Reason::All, Reason::All) | (Reason::Any, Reason::Any)
        );
        same && because.value == of.value && of.cites.is_empty()
    };
    let of = because.of.iter();
    of.flat_map(|of| match same(of) {
        true => flattened(of),
        false => vec![of],
    })
    .collect()
}

fn decided(because: &Because) -> Phrase {
    words::holds(because.value.truth().unwrap_or(Truth::Undetermined))
}
