//! The ways in which missing facts would settle a question, as two short lists: what it takes for
//! the one answer, and what for the other.

use std::collections::BTreeSet;

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{joined, said, strung, together};
use super::{figure, missing, words};
use crate::determination::{About, Figure, Need, Search, Shown, Step, Whether, Words};
use crate::diagnostic::Phrase;

/// At most so many alternatives of one list are told.
const ALTERNATIVES: usize = 6;
/// Conditions that fit into a line, up to so many.
const IN_A_LINE: usize = 2;
/// And if they are no longer than so many letters.
const LENGTH: usize = 160;
/// So many alternatives, each of one fact, are told as one condition.
const EITHER: usize = 2;
/// So many facts that are all to be yes, or all no, are told together.
const MANY: usize = 3;

/// What would settle a row.
pub(super) struct Ways {
    lists: Vec<List>,
    /// What follows the lists.
    beside: Phrase,
    /// Nothing of what would settle it is left out.
    pub(super) whole: bool,
    /// The facts that the lists name, by their paths.
    named: BTreeSet<String>,
}

/// The lists that were told, each with the title of the row of which it was.
#[derive(Default)]
pub(super) struct Told(Vec<(Vec<Phrase>, Vec<Phrase>, Phrase)>);

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
        let (to_yes, to_no) = telling(about);
        let (yes, no) = (through(&to_yes), through(&to_no));
        if yes.is_empty() && no.is_empty() {
            return None;
        }
        let whether = about.routes.whether.unwrap_or(Whether::Holds);
        let scope = Scope { about, lookup };
        // What is not the one is the other.
        let else_other = !yes.is_empty()
            && !no.is_empty()
            && (are_opposite(&to_yes, &to_no) || are_opposite(&to_no, &to_yes));
        let mut left_out = 0;
        let mut named = BTreeSet::new();
        let mut lists = Vec::new();
        let mut cut = (&mut left_out, &mut named);
        if !yes.is_empty() {
            lists.push(scope.list(&yes, (whether, true, else_other), &mut cut));
        }
        if !no.is_empty() && !else_other {
            lists.push(scope.list(&no, (whether, false, false), &mut cut));
        }
        let truncated = about.routes.search == Some(Search::Truncated);
        let more = match left_out {
            0 => Phrase::default(),
            more => words::ended(&words::further_ways(&Phrase::same(more.to_string()))),
        };
        let others = match truncated {
            true => words::other_ways(),
            false => Phrase::default(),
        };
        Some(Ways {
            lists,
            beside: joined([more, others], &Phrase::same(" ")),
            whole: left_out == 0 && !truncated,
            named,
        })
    }

    /// All of them.
    pub(super) fn of(about: &About, lookup: &Lookup) -> Option<Ways> {
        Ways::through(about, lookup, &|_| true)
    }

    /// Whether all of these are named in the lists.
    pub(super) fn name_all(&self, needs: &[Need]) -> bool {
        self.whole || !needs.is_empty() && needs.iter().all(|need| self.named.contains(&need.path))
    }

    /// The lists, what has room in a line as one; a long one that was told of another row, by the
    /// title of that.
    pub(super) fn write(&self, page: &mut Page, own: &Phrase, told: &mut Told) {
        for list in &self.lists {
            let heading = list.heading.clone();
            let all = strung(list.conditions.iter().cloned());
            let short = all.en.chars().count() <= LENGTH;
            if list.conditions.len() <= IN_A_LINE && list.one_of.is_empty() && short {
                page.detail(&words::ended(&joined([heading, all], &Phrase::same(" "))));
                continue;
            }
            let mut before = told.0.iter();
            let same = before.find(|(conditions, one_of, row)| {
                *conditions == list.conditions && *one_of == list.one_of && row != own
            });
            if let Some((_, _, row)) = same {
                page.detail(&words::as_for(&heading, row));
                continue;
            }
            let (conditions, one_of) = (list.conditions.clone(), list.one_of.clone());
            told.0.push((conditions, one_of, own.clone()));
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
    fn list<'r>(
        &self,
        routes: &'r [Vec<Step>],
        (whether, yes, else_other): (Whether, bool, bool),
        (left_out, named): &mut (&mut usize, &mut BTreeSet<String>),
    ) -> List {
        let first = routes.first().map(Vec::as_slice).unwrap_or_default();
        let in_all = |step: &&Step| routes.iter().all(|route| route.contains(step));
        let common: Vec<&Step> = first.iter().filter(in_all).collect();
        let rest = |route: &'r Vec<Step>| -> Vec<&'r Step> {
            let own = route.iter().filter(|step| !common.contains(step));
            own.collect()
        };
        let mut others: Vec<Vec<&Step>> = routes.iter().map(rest).collect();
        others.retain(|other| !other.is_empty());
        others.sort_by_key(Vec::len);
        others.dedup();
        // Of many of which a single yes, or a single no, is enough that is said once.
        let mut gathered: Vec<Phrase> = Vec::new();
        for yes in [true, false] {
            let alone = |other: &[&Step]| match other {
                [only] => self.answer(only) == Some(yes),
                _ => false,
            };
            let singles: Vec<&Step> = (others.iter())
                .filter(|other| alone(other))
                .filter_map(|other| other.first().copied())
                .collect();
            if singles.len() >= MANY {
                others.retain(|other| !alone(other));
                named.extend(singles.iter().map(|step| step.path.clone()));
                let titles = strung(singles.iter().map(|step| title(step, self.lookup)));
                gathered.push(words::one_answer_of(yes, &titles));
            }
        }
        **left_out += others.len().saturating_sub(ALTERNATIVES);
        others.truncate(ALTERNATIVES);
        let paths = common.iter().chain(others.iter().flatten());
        named.extend(paths.map(|step| step.path.clone()));
        let mut conditions: Vec<Phrase> = common.iter().map(|step| self.condition(step)).collect();
        let combined = others.len() > 1 && others.iter().any(|other| other.len() > 1);
        let others = others.iter().map(|all| self.both(all));
        let others: Vec<Phrase> = gathered.into_iter().chain(others).collect();
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
        // One question that settles it either way is one sentence.
        if let ([[only]], true) = (&slices(routes)[..], else_other)
            && let Shown::Is(Figure::YesNo(answer)) = only.known
            && !only.path.starts_with("events.")
        {
            let question = match self.holder(only) {
                Some(holder) => words::judged_by(&title(only, self.lookup), &said(holder)),
                None => title(only, self.lookup),
            };
            return List {
                heading: words::settled_either_way(whether, yes == answer, &question),
                conditions: Vec::new(),
                one_of: Vec::new(),
            };
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

    /// Several facts, all of which are needed; of many that are all yes, or all no, that is said once.
    fn both(&self, all: &[&Step]) -> Phrase {
        let of = |yes: bool| -> Vec<&Step> {
            let all = all.iter().copied();
            all.filter(|step| self.answer(step) == Some(yes)).collect()
        };
        let (yes, no) = (of(true), of(false));
        let many = |steps: &[&Step]| steps.len() >= MANY;
        let told_once =
            |step: &&&Step| many(&yes) && yes.contains(step) || many(&no) && no.contains(step);
        let each = all.iter().filter(|step| !told_once(step));
        let each = each.map(|step| self.condition(step));
        let titles = |steps: &[&Step]| {
            let titles = steps.iter().filter(|_| many(steps));
            strung(titles.map(|step| title(step, self.lookup)))
        };
        let once = [
            (titles(&yes), words::yes_to_each as fn(&Phrase) -> Phrase),
            (titles(&no), words::no_to_each),
        ];
        let once = once.into_iter().filter(|(titles, _)| !titles.is_empty());
        let once = once.map(|(titles, tell)| tell(&titles));
        joined(each.chain(once), &words::and_besides())
    }

    /// Yes or no, of a fact that nobody judges and that is no act.
    fn answer(&self, step: &Step) -> Option<bool> {
        let is_act = step.path.starts_with("events.");
        match step.known {
            Shown::Is(Figure::YesNo(yes)) if !is_act && self.holder(step).is_none() => Some(yes),
            _ => None,
        }
    }

    /// Who judges it, if someone does.
    fn holder(&self, step: &Step) -> Option<&Words> {
        let asked = |need: &&Need| need.path == step.path;
        self.about.needs.iter().find(asked)?.holder.as_ref()
    }

    /// What one fact would have to be, and who judges it, if someone does.
    fn condition(&self, step: &Step) -> Phrase {
        let is = is(step, self.lookup);
        match self.holder(step) {
            Some(holder) => words::judged_by(&is, &said(holder)),
            None => is,
        }
    }
}

fn slices(routes: &[Vec<Step>]) -> Vec<&[Step]> {
    routes.iter().map(Vec::as_slice).collect()
}

/// Whether a way takes nothing but that acts are not on record, which says no more than that the
/// record is silent.
fn is_silence(route: &[Step]) -> bool {
    let not_done = |step: &Step| {
        step.path.starts_with("events.") && step.known == Shown::Is(Figure::YesNo(false))
    };
    !route.is_empty() && route.iter().all(not_done)
}

/// The ways of a row that say something: that a duty is kept as long as nothing happens is no way to
/// keep it.
pub(super) fn telling(about: &About) -> (Vec<Vec<Step>>, Vec<Vec<Step>>) {
    let routes = &about.routes;
    let (mut yes, no) = (routes.yes.clone(), routes.no.clone());
    if routes.whether == Some(Whether::Kept) {
        yes.retain(|route| !is_silence(route));
    }
    (yes, no)
}

/// Whether the other ways are what it takes to close each of the one: of each a step turned, in every
/// combination. Ways that share a fact are not looked into.
fn are_opposite(one: &[Vec<Step>], other: &[Vec<Step>]) -> bool {
    let turned = |step: &Step, other: &Step| match (&step.known, &other.known) {
        _ if step.path != other.path => false,
        (Shown::Is(Figure::YesNo(yes)), Shown::Is(Figure::YesNo(no))) => yes != no,
        (Shown::AtLeast(from), Shown::LessThan(until))
        | (Shown::LessThan(until), Shown::AtLeast(from)) => from == until,
        (Shown::MoreThan(from), Shown::AtMost(until))
        | (Shown::AtMost(until), Shown::MoreThan(from)) => from == until,
        _ => false,
    };
    let mut paths = BTreeSet::new();
    let apart = one.iter().flatten().all(|step| paths.insert(&step.path));
    let mut combinations = one.iter().map(Vec::len);
    let combinations = combinations.try_fold(1_usize, usize::checked_mul);
    // Which step of each way another turns; none twice.
    let mut seen: BTreeSet<Vec<usize>> = BTreeSet::new();
    let mut closes = |way: &[Step]| {
        let turns = one.iter().map(|steps| {
            let mut turns = (0..).zip(steps).filter(|(_, step)| {
                let mut others = way.iter();
                others.any(|other| turned(step, other))
            });
            turns.next().map(|(at, _): (usize, _)| at)
        });
        let turns: Option<Vec<usize>> = turns.collect();
        way.len() == one.len() && turns.is_some_and(|turns| seen.insert(turns))
    };
    !one.is_empty()
        && apart
        && combinations == Some(other.len())
        && other.iter().all(|way| closes(way))
}

/// What one fact is, or would be.
pub(super) fn is(step: &Step, lookup: &Lookup) -> Phrase {
    words::is(&title(step, lookup), &value(step, lookup))
}

/// What it is called.
fn title(step: &Step, lookup: &Lookup) -> Phrase {
    let (place, over) = missing::placed(&step.path);
    let over = over.map(str::to_owned);
    together([
        said(&step.title),
        figure::over(over.as_ref()),
        lookup.member(place),
    ])
}

/// What it is, or would be, alone.
pub(super) fn value(step: &Step, lookup: &Lookup) -> Phrase {
    match &step.known {
        _ if step.members => figure::members(&step.known),
        Shown::Is(Figure::YesNo(yes)) if step.path.starts_with("events.") => {
            words::took_place(*yes)
        }
        _ if step.path.starts_with("events.") => words::took_place(true),
        // What is recorded as not having come comes after the moment asked about.
        Shown::Within(from, until) if lookup.is_now(from) && lookup.is_ahead(&step.path) => {
            figure::bounded(&lookup.local(until))
        }
        known => figure::bounded(&lookup.local(known)),
    }
}
