//! Files put together to policies: what stands at the head of each, and which others it uses.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::checking::Checking;
use super::clauses::{Sort, word};
use super::expressions::Typing;
use super::findings;
use super::frame::Frame;
use super::order::Place;
use crate::diagnostic::near::nearest;
use crate::name::Name;
use crate::program::Policy;
use crate::source::{FileId, Span};
use crate::syntax::tree::{Clause, ClauseBody, File, Ident, Item, ItemKind, Titles};
use crate::value::{Kind, Zone};

/// One policy as written.
pub(super) struct Group<'a> {
    /// The items of all its files, in the order of the files' names, without heads and `use`.
    pub(super) items: Vec<&'a Item>,
    /// The files that belong to it.
    pub(super) files: Vec<FileId>,
    /// What its head allows.
    pub(super) allows: Vec<&'a Clause>,
    governed_by: Option<&'a Clause>,
    periods: Option<&'a Ident>,
    calendar: Option<&'a Ident>,
}

#[derive(Default)]
struct Parts<'a> {
    files: Vec<FileId>,
    heads: Vec<&'a Item>,
    uses: Vec<&'a Item>,
    items: Vec<&'a Item>,
}

/// Puts the files together. Numbers of policies follow the order of their names.
pub(super) fn group<'a>(c: &mut Checking<'_>, files: &[&'a File]) -> Vec<Group<'a>> {
    let mut sorted: Vec<&File> = files.to_vec();
    let sources = c.sources;
    sorted.sort_by_key(|file| (sources.get(file.id).map(|source| source.name()), file.id));
    let mut parts: BTreeMap<Name, Parts<'a>> = BTreeMap::new();
    let mut headless = false;
    for file in sorted {
        headless |= !take(c, file, &mut parts);
    }
    misnamed(c, &mut parts, headless);
    c.names.reserve(parts.len());
    for (number, name) in parts.keys().enumerate() {
        c.names.policies.insert(name.clone(), number);
    }
    let mut groups = Vec::with_capacity(parts.len());
    for (number, (name, parts)) in parts.iter().enumerate() {
        groups.push(head(c, name, parts));
        let clauses = || parts.heads.iter().flat_map(|head| &head.clauses);
        if !clauses().any(|clause| matches!(clause.body, ClauseBody::Zone(_))) {
            let first = parts.heads.first().map(|head| head.name.span);
            c.unzoned.extend(first.map(|span| (number, span)));
        }
        used(c, number, parts);
    }
    groups
}

/// A policy of cases alone whose name no other policy has: nothing could be judged by them. The name is
/// misspelt, or the policy is not among the files; what its cases name is then not looked for.
fn misnamed(c: &mut Checking<'_>, parts: &mut BTreeMap<Name, Parts<'_>>, headless: bool) {
    let only_cases = |parts: &Parts<'_>| {
        let bare = parts.heads.iter().all(|head| head.clauses.is_empty());
        let cases = parts.items.iter().all(|item| item.kind == ItemKind::Case);
        bare && cases && parts.uses.is_empty() && !parts.items.is_empty()
    };
    let (alone, others): (Vec<Name>, Vec<Name>) = parts
        .keys()
        .cloned()
        .partition(|name| parts.get(name).is_some_and(only_cases));
    for name in alone {
        let Some(part) = parts.get_mut(&name) else {
            continue;
        };
        let elsewhere = |item: &&Item| names_fully(item, &others);
        if part.items.iter().any(elsewhere) {
            continue;
        }
        c.incomplete = true;
        part.items.clear();
        // Where the head of a file could not be read, and that was told, it may be the one that is meant.
        if headless {
            continue;
        }
        let known = || others.iter().map(Name::as_str);
        let begins = |one: &&str| name.as_str().starts_with(*one) || one.starts_with(name.as_str());
        let near = nearest(name.as_str(), known()).or_else(|| known().find(begins));
        let only = match others.as_slice() {
            [only] => Some(only.as_str()),
            _ => None,
        };
        for head in &part.heads {
            c.find(findings::policy_of_cases(&name, head.name.span, near, only));
        }
    }
}

/// Whether a case expects something of a policy that it names in full.
fn names_fully(case: &Item, policies: &[Name]) -> bool {
    case.clauses.iter().any(|clause| match &clause.body {
        ClauseBody::Expect(expect) => policies.iter().any(|policy| {
            let rest = expect.name.name.as_str().strip_prefix(policy.as_str());
            rest.is_some_and(|rest| rest.starts_with('.'))
        }),
        _ => false,
    })
}

/// Puts a file to its policy; false where it says not to which, though something is in it.
fn take<'a>(c: &mut Checking<'_>, file: &'a File, parts: &mut BTreeMap<Name, Parts<'a>>) -> bool {
    let Some(own) = file.items.iter().find(|item| item.kind == ItemKind::Policy) else {
        let start = Span::new(file.id, 0, 0);
        let text = c.sources.get(file.id).map_or("", |source| source.text());
        let said = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        if !text.trim_start_matches('\u{feff}').lines().any(said) {
            c.find(findings::empty_file(start));
            return true;
        }
        c.incomplete = true;
        // A head that could not be read has been told already.
        if file.lost.is_empty() {
            let place = file.items.first().map_or(start, |item| item.keyword);
            c.find(findings::missing_policy(place));
        }
        return false;
    };
    if let Some(first) = file.items.first()
        && first.kind != ItemKind::Policy
    {
        c.find(findings::policy_not_first(own.keyword, first.keyword));
    }
    let part = parts.entry(own.name.name.clone()).or_default();
    // Cases say nothing of the law, so they do not change the policy's hash.
    let lays_down =
        |item: &Item| !matches!(item.kind, ItemKind::Policy | ItemKind::Use | ItemKind::Case);
    if file.items.iter().any(lays_down) || !own.clauses.is_empty() {
        part.files.push(file.id);
    }
    for item in &file.items {
        match item.kind {
            ItemKind::Policy if !std::ptr::eq(item, own) => {
                c.find(findings::second_policy(item.name.span, own.name.span));
            }
            ItemKind::Policy => part.heads.push(item),
            ItemKind::Use => part.uses.push(item),
            _ => part.items.push(item),
        }
    }
    true
}

fn head<'a>(c: &mut Checking<'_>, name: &Name, parts: &Parts<'a>) -> Group<'a> {
    let mut policy = Policy {
        name: name.clone(),
        title: None,
        zone: Zone::UTC,
        periods: None,
        calendar: None,
        governed_by: None,
        advice: Vec::new(),
        sha256: hash(c, &parts.files),
    };
    let mut group = Group {
        items: parts.items.clone(),
        files: parts.heads.iter().map(|head| head.span.file).collect(),
        allows: Vec::new(),
        governed_by: None,
        periods: None,
        calendar: None,
    };
    let mut seen: Vec<(Sort, Span)> = Vec::new();
    for item in &parts.heads {
        if !item.titles.is_empty() && once(c, &mut seen, Sort::Title, item.name.span) {
            policy.title = c.phrase(&item.titles);
        }
        for clause in &item.clauses {
            let sort = Sort::of(&clause.body);
            if c.sources.text(clause.keyword) == "기간" {
                c.find(findings::over_in_head(clause.keyword));
                continue;
            }
            if !sort.stands_in(ItemKind::Policy) {
                c.find(findings::misplaced_clause(
                    sort,
                    word(&clause.body),
                    clause.keyword,
                    ItemKind::Policy,
                ));
                continue;
            }
            if sort == Sort::Allow {
                group.allows.push(clause);
                continue;
            }
            if let ClauseBody::Advice(titles) = &clause.body {
                policy.advice.extend(c.phrase(titles));
                continue;
            }
            if !once(c, &mut seen, sort, clause.keyword) {
                continue;
            }
            match &clause.body {
                ClauseBody::Title(titles) => policy.title = c.phrase(titles),
                ClauseBody::Zone(zone) => {
                    let place = c.after_keyword(clause);
                    policy.zone = c.zone_named(zone, place).unwrap_or(Zone::UTC);
                }
                ClauseBody::Periods(regime) => group.periods = Some(regime),
                ClauseBody::Calendar(name) => group.calendar = Some(name),
                // A policy speaks of nobody in particular.
                ClauseBody::ZoneOf(of) | ClauseBody::CalendarOf(of) => {
                    c.find(findings::no_place(of.span));
                }
                ClauseBody::GovernedBy(_) => group.governed_by = Some(clause),
                _ => {}
            }
        }
    }
    c.program.policies.push(policy);
    group
}

fn once(c: &mut Checking<'_>, seen: &mut Vec<(Sort, Span)>, sort: Sort, span: Span) -> bool {
    if let Some((_, first)) = seen.iter().find(|(of, _)| *of == sort) {
        c.find(findings::duplicate_clause(sort.word(), span, *first));
        return false;
    }
    seen.push((sort, span));
    true
}

fn hash(c: &Checking<'_>, files: &[FileId]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        if let Some(source) = c.sources.get(*file) {
            hash.update(source.text().as_bytes());
        }
    }
    let digits = hash.finalize();
    digits.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn used(c: &mut Checking<'_>, policy: usize, parts: &Parts<'_>) {
    for item in &parts.uses {
        for clause in &item.clauses {
            let sort = Sort::of(&clause.body);
            c.find(findings::misplaced_clause(
                sort,
                word(&clause.body),
                clause.keyword,
                ItemKind::Use,
            ));
        }
        if item.titles != Titles::default() {
            c.find(findings::misplaced_clause(
                Sort::Title,
                Sort::Title.word(),
                item.name.span,
                ItemKind::Use,
            ));
        }
        let name = &item.name.name;
        let Some(used) = c.names.policies.get(name).copied() else {
            let known = c.names.policies.keys();
            let mut known: Vec<&str> = known.map(Name::as_str).collect();
            known.sort_unstable();
            let near = nearest(name.as_str(), known).map(str::to_owned);
            c.find(findings::unknown_policy(
                name,
                item.name.span,
                near.as_deref(),
            ));
            continue;
        };
        if let Some(uses) = c.names.uses.get_mut(policy)
            && used != policy
            && !uses.contains(&used)
        {
            uses.push(used);
        }
    }
}

/// Gives every policy its way of counting and its calendar.
pub(super) fn counted(c: &mut Checking<'_>, groups: &[Group<'_>]) {
    for (number, group) in groups.iter().enumerate() {
        let periods = group.periods.and_then(|name| c.regime(number, name));
        let calendar = group.calendar.and_then(|name| c.calendar(number, name));
        if let Some(policy) = c.program.policies.get_mut(number) {
            (policy.periods, policy.calendar) = (periods, calendar);
        }
    }
}

/// Gives every policy the instant that governs it.
pub(super) fn governed(c: &mut Checking<'_>, groups: &[Group<'_>]) {
    for (number, group) in groups.iter().enumerate() {
        let Some(ClauseBody::GovernedBy(expr)) = group.governed_by.map(|clause| &clause.body)
        else {
            continue;
        };
        let mut typing = Typing::new(c, number, Some(Place::Policy(number)), Frame::default());
        let governed = typing.of_kind(expr, &Kind::Time);
        match c.program.policies.get_mut(number) {
            Some(policy) if governed.is_some() => policy.governed_by = governed,
            _ => c.incomplete = true,
        }
    }
}
