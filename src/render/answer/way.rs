//! The ways in which missing facts would settle a question, as two short lists: what it takes for
//! the one answer, and what for the other.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{joined, said, strung, together};
use super::{figure, missing, words};
use crate::determination::{About, Figure, Need, Search, Shown, Step, Whether};
use crate::diagnostic::Phrase;

/// At most so many alternatives of one list are told.
const ALTERNATIVES: usize = 6;
/// Conditions that fit into a line, up to so many.
const IN_A_LINE: usize = 2;
/// And if they are no longer than so many letters.
const LENGTH: usize = 160;
/// So many alternatives, each of one fact, are told as one condition.
const EITHER: usize = 2;

/// What would settle a row.
pub(super) struct Ways {
    lists: Vec<List>,
    /// What follows the lists.
    beside: Phrase,
    /// Nothing of what would settle it is left out.
    pub(super) whole: bool,
}

/// What leads to one answer.
struct List {
    heading: Phrase,
    conditions: Vec<Phrase>,
    /// Of which one is needed beside.
    one_of: Vec<Phrase>,
}

impl Ways {
    /// The ways on which a fact of such a path lies; none where no way is known.
    pub(super) fn through(
        about: &About,
        lookup: &Lookup,
        is_it: &dyn Fn(&str) -> bool,
    ) -> Option<Ways> {
        let through = |routes: &[Vec<Step>]| -> Vec<Vec<Step>> {
            let with = |steps: &&Vec<Step>| steps.iter().any(|step| is_it(&step.path));
            routes.iter().filter(with).cloned().collect()
        };
        let (yes, no) = (through(&about.routes.yes), through(&about.routes.no));
        if yes.is_empty() && no.is_empty() {
            return None;
        }
        let whether = about.routes.whether.unwrap_or(Whether::Holds);
        let scope = Scope { about, lookup };
        let (to_yes, to_no) = (&about.routes.yes, &about.routes.no);
        // What is not the one is the other.
        let else_other = !yes.is_empty()
            && !no.is_empty()
            && (are_opposite(to_yes, to_no) || are_opposite(to_no, to_yes));
        let mut left_out = 0;
        let mut lists = Vec::new();
        if !yes.is_empty() {
            lists.push(scope.list(&yes, (whether, true, else_other), &mut left_out));
        }
        if !no.is_empty() && !else_other {
            lists.push(scope.list(&no, (whether, false, false), &mut left_out));
        }
        let truncated = about.routes.search == Some(Search::Truncated);
        let more = match left_out {
            0 => Phrase::default(),
            more => {
                lookup.told_by_why(about, &words::further_ways(&Phrase::same(more.to_string())))
            }
        };
        let others = match truncated {
            true => words::other_ways(),
            false => Phrase::default(),
        };
        Some(Ways {
            lists,
            beside: joined([more, others], &Phrase::same(" ")),
            whole: left_out == 0 && !truncated,
        })
    }

    /// All of them.
    pub(super) fn of(about: &About, lookup: &Lookup) -> Option<Ways> {
        Ways::through(about, lookup, &|_| true)
    }

    /// The lists, what has room in a line as one.
    pub(super) fn write(&self, page: &mut Page, title: Option<&Phrase>) {
        for list in &self.lists {
            let heading = match title {
                Some(title) => words::titled(title, &list.heading),
                None => list.heading.clone(),
            };
            let all = strung(list.conditions.iter().cloned());
            let short = all.en.chars().count() <= LENGTH;
            if list.conditions.len() <= IN_A_LINE && list.one_of.is_empty() && short {
                page.detail(&words::ended(&joined([heading, all], &Phrase::same(" "))));
                continue;
            }
            page.detail(&heading);
            for condition in &list.conditions {
                page.nested(1, condition);
            }
            if !list.one_of.is_empty() {
                page.nested(1, &words::and_one_of());
            }
            for condition in &list.one_of {
                page.nested(2, condition);
            }
        }
        page.detail(&self.beside);
    }
}

/// Of which row the facts are told.
struct Scope<'a, 'd> {
    about: &'a About,
    lookup: &'a Lookup<'d>,
}

impl Scope<'_, '_> {
    /// What is common to all ways, and what else of each it takes.
    fn list(
        &self,
        routes: &[Vec<Step>],
        (whether, yes, else_other): (Whether, bool, bool),
        left_out: &mut usize,
    ) -> List {
        let first = routes.first().map(Vec::as_slice).unwrap_or_default();
        let in_all = |step: &&Step| routes.iter().all(|route| route.contains(step));
        let common: Vec<&Step> = first.iter().filter(in_all).collect();
        let rest = |route: &Vec<Step>| -> Vec<Phrase> {
            let own = route.iter().filter(|step| !common.contains(step));
            own.map(|step| self.condition(step)).collect()
        };
        let mut others: Vec<Vec<Phrase>> = routes.iter().map(rest).collect();
        others.retain(|other| !other.is_empty());
        others.sort_by_key(Vec::len);
        others.dedup();
        *left_out += others.len().saturating_sub(ALTERNATIVES);
        others.truncate(ALTERNATIVES);
        let mut conditions: Vec<Phrase> = common.iter().map(|step| self.condition(step)).collect();
        let combined = others.len() > 1 && others.iter().any(|other| other.len() > 1);
        let both = |all: Vec<Phrase>| joined(all, &words::and_besides());
        let others = others.into_iter().map(both);
        let others: Vec<Phrase> = others.collect();
        let mut one_of = Vec::new();
        let any = conditions.is_empty() && others.len() > 1;
        match any {
            true => conditions.extend(others),
            false if combined || others.len() > EITHER => one_of = others,
            false => {
                let either = joined(others, &words::or_else());
                conditions.extend(Some(either).filter(|either| !either.is_empty()));
            }
        }
        let heading = words::settled_by(
            whether,
            yes,
            (any, conditions.len() + one_of.len() > 1),
            else_other,
        );
        List {
            heading,
            conditions,
            one_of,
        }
    }

    /// What one fact would have to be, and who judges it, if someone does.
    fn condition(&self, step: &Step) -> Phrase {
        let is = is(step, self.lookup);
        let asked = |need: &&Need| need.path == step.path;
        let need = self.about.needs.iter().find(asked);
        match need.and_then(|need| need.holder.as_ref()) {
            Some(holder) => words::judged_by(&is, &said(holder)),
            None => is,
        }
    }
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

/// What one fact is, or would be.
pub(super) fn is(step: &Step, lookup: &Lookup) -> Phrase {
    let (place, over) = missing::placed(&step.path);
    let over = over.map(str::to_owned);
    let title = together([
        said(&step.title),
        figure::over(over.as_ref()),
        lookup.member(place),
    ]);
    words::is(&title, &value(step, lookup))
}

fn value(step: &Step, lookup: &Lookup) -> Phrase {
    match &step.known {
        _ if step.members => words::members(&figure::shown(&step.known)),
        Shown::Is(Figure::YesNo(yes)) if step.path.starts_with("events.") => {
            words::took_place(*yes)
        }
        _ if step.path.starts_with("events.") => words::took_place(true),
        // What has not come yet comes after the moment asked about.
        Shown::Within(from, until) if lookup.is_now(from) => figure::bounded(&lookup.local(until)),
        known => figure::bounded(&lookup.local(known)),
    }
}
