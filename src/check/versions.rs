//! An item's clauses told apart into what is common and what each version says,
//! and versions laid out over time: on each day at most one speaks.

use super::checking::Checking;
use super::clauses::Sort;
use super::findings;
use super::provisions::Room;
use crate::name::Name;
use crate::program::provision::{Remark, RemarkKind};
use crate::program::{Expr, Version};
use crate::source::Span;
use crate::syntax::tree::{Clause, ClauseBody, InForce, Item, ItemKind, Moment};
use crate::value::{Date, Interval, Zone};

/// An item's clauses, told apart.
pub(super) struct Layout<'a> {
    /// What is written before the first version.
    pub(super) common: Vec<&'a Clause>,
    /// At least one: an item without `in force` has one that holds always.
    pub(super) versions: Vec<Draft<'a>>,
}

/// One version.
pub(super) struct Draft<'a> {
    /// Where it is opened; none if it holds always.
    pub(super) opening: Option<Span>,
    /// What only it says.
    pub(super) own: Vec<&'a Clause>,
    /// All that it says, with what it takes from the common clauses.
    whole: Vec<&'a Clause>,
    in_force: Option<&'a InForce>,
    proposed: Option<&'a str>,
    /// Nothing stands between it and its opening yet.
    fresh: bool,
}

/// When a version is in force, and where its ends are written.
#[derive(Clone, Copy)]
struct Placed {
    interval: Interval,
    from: Span,
    until: Span,
}

impl<'a> Draft<'a> {
    fn opened(opening: Option<Span>) -> Draft<'a> {
        Draft {
            opening,
            own: Vec::new(),
            whole: Vec::new(),
            in_force: None,
            proposed: None,
            fresh: true,
        }
    }

    /// The first clause of a sort.
    pub(super) fn one(&self, sort: Sort) -> Option<&'a Clause> {
        self.many(sort).next()
    }

    /// Every clause of a sort.
    pub(super) fn many(&self, sort: Sort) -> impl Iterator<Item = &'a Clause> {
        let clauses = self.whole.iter().copied();
        clauses.filter(move |clause| Sort::of(&clause.body) == sort)
    }

    /// When it is in force, and where its ends are written.
    fn placed(&self, interval: Interval, name: Span) -> Placed {
        let opening = self.opening.unwrap_or(name);
        let end = |of: Option<&(Moment, Span)>| of.map_or(opening, |(_, span)| *span);
        Placed {
            interval,
            from: end(self.in_force.and_then(|written| written.from.as_ref())),
            until: end(self.in_force.and_then(|written| written.until.as_ref())),
        }
    }

    /// Whether it says anything of this sort.
    pub(super) fn has(&self, sort: Sort) -> bool {
        self.one(sort).is_some()
    }
}

impl<'a> Layout<'a> {
    /// Of an item.
    pub(super) fn of(item: &'a Item) -> Layout<'a> {
        let mut common = Vec::new();
        let mut versions: Vec<Draft<'a>> = Vec::new();
        let mut clauses = item.clauses.iter().peekable();
        while let Some(clause) = clauses.next() {
            match &clause.body {
                ClauseBody::InForce(interval) => {
                    match versions.last_mut() {
                        // `proposed "…" in force from …` is one opening.
                        Some(last) if last.fresh && last.in_force.is_none() => {
                            last.in_force = Some(interval);
                            last.opening = last.opening.map(|start| start.to(clause.span));
                        }
                        _ => {
                            let mut version = Draft::opened(Some(clause.span));
                            version.in_force = Some(interval);
                            versions.push(version);
                        }
                    }
                }
                // A case asks for a proposal; it has no versions.
                ClauseBody::Proposed(name) if item.kind != ItemKind::Case => {
                    // Before days of its own it opens a version, whatever stands before it.
                    let next = clauses.peek().map(|next| &next.body);
                    let opens = matches!(next, Some(ClauseBody::InForce(_)));
                    match versions.last_mut() {
                        Some(last) if last.fresh && last.proposed.is_none() && !opens => {
                            last.proposed = Some(name);
                        }
                        _ => {
                            let mut version = Draft::opened(Some(clause.span));
                            version.proposed = Some(name);
                            versions.push(version);
                        }
                    }
                }
                _ => match versions.last_mut() {
                    Some(version) => {
                        version.fresh = false;
                        version.own.push(clause);
                    }
                    None => common.push(clause),
                },
            }
        }
        if versions.is_empty() {
            versions.push(Draft::opened(None));
        }
        for version in &mut versions {
            let own: Vec<Sort> = version.own.iter().map(|c| Sort::of(&c.body)).collect();
            let taken = common.iter().filter(|c| !own.contains(&Sort::of(&c.body)));
            version.whole = taken.copied().chain(version.own.iter().copied()).collect();
        }
        Layout { common, versions }
    }

    /// The proposals of which some version is one.
    pub(super) fn proposals(&self) -> impl Iterator<Item = &'a str> {
        self.versions.iter().filter_map(|version| version.proposed)
    }

    /// A clause of the item as a whole.
    pub(super) fn common(&self, sort: Sort) -> Option<&'a Clause> {
        let mut clauses = self.common.iter().copied();
        clauses.find(|clause| Sort::of(&clause.body) == sort)
    }
}

/// Lays the versions of an item out over time and fills each. A version whose
/// body could not be understood is left out; a finding has then said why.
pub(super) fn build<'a, T>(
    c: &mut Checking<'_>,
    policy: usize,
    item: &Item,
    layout: &Layout<'a>,
    room: Option<&Room<'_>>,
    mut body: impl FnMut(&mut Checking<'_>, &Draft<'a>) -> Option<T>,
) -> Vec<Version<T>> {
    let mut versions = Vec::with_capacity(layout.versions.len());
    let mut placed = Vec::new();
    for draft in &layout.versions {
        let interval = interval(c, policy, draft);
        let cites = draft
            .many(Sort::Cites)
            .flat_map(|clause| match &clause.body {
                ClauseBody::Cites(cites) => cites.as_slice(),
                _ => &[],
            });
        let cites = c.citations(policy, cites);
        let mut remarks = Vec::new();
        for clause in draft.many(Sort::Doubt).chain(draft.many(Sort::Advice)) {
            let (kind, titles) = match &clause.body {
                ClauseBody::Doubt(titles) => (RemarkKind::Doubt, titles),
                ClauseBody::Advice(titles) => (RemarkKind::Advice, titles),
                _ => continue,
            };
            remarks.extend(c.phrase(titles).map(|text| Remark { kind, text }));
        }
        let addressees = addressees(c, room, draft);
        let filled = body(c, draft);
        // A version for certain addressees goes before the others and may stand beside them.
        if let (Some(interval), None) = (interval, draft.proposed)
            && !draft.has(Sort::For)
        {
            placed.push(draft.placed(interval, item.name.span));
        }
        let (Some(interval), Some(addressees), Some(body)) = (interval, addressees, filled) else {
            c.incomplete = true;
            continue;
        };
        versions.push(Version {
            interval,
            proposed: draft.proposed.map(str::to_owned),
            addressees,
            place: None,
            cites,
            remarks,
            body,
            span: draft.opening.unwrap_or(item.keyword.to(item.name.span)),
            written: match (draft.opening, draft.own.last()) {
                (Some(opening), Some(last)) => opening.to(last.span),
                (Some(opening), None) => opening,
                (None, _) => item.span,
            },
        });
    }
    order(c, policy, &item.name.name, &placed);
    versions
}

/// For whom alone a version is in force, if it says so; a failure if that cannot be understood.
fn addressees(
    c: &mut Checking<'_>,
    room: Option<&Room<'_>>,
    draft: &Draft<'_>,
) -> Option<Option<Expr>> {
    let Some(clause) = draft.one(Sort::For) else {
        return Some(None);
    };
    match (&clause.body, room) {
        (ClauseBody::For(addressees), Some(room)) => room.typing(c).condition(addressees).map(Some),
        _ => {
            if draft.has(Sort::To) {
                c.find(findings::not_yet_supported("for", clause.keyword));
            }
            None
        }
    }
}

fn interval(c: &mut Checking<'_>, policy: usize, draft: &Draft<'_>) -> Option<Interval> {
    let Some(written) = draft.in_force else {
        return Some(Interval::ALWAYS);
    };
    let mut interval = Interval::ALWAYS;
    if let Some((moment, span)) = &written.from {
        interval.from = Some(c.start_of(policy, moment, *span)?);
    }
    if let Some((moment, span)) = &written.until {
        interval.end = Some(c.end_of(policy, moment, *span)?);
    }
    if interval.is_empty() {
        let from = written.from.as_ref().map(|(_, span)| *span);
        let until = written.until.as_ref().map(|(_, span)| *span);
        c.find(findings::empty_interval(until?, from?));
        return None;
    }
    Some(interval)
}

/// Finds versions that overlap, and days between two on which none is in force.
fn order(c: &mut Checking<'_>, policy: usize, name: &Name, versions: &[Placed]) {
    let zone = c.zone(policy);
    let mut sorted: Vec<Placed> = versions.to_vec();
    sorted.sort_by_key(|version| (version.interval.from, version.from));
    let mut sorted = sorted.into_iter();
    let Some(mut latest) = sorted.next() else {
        return;
    };
    for next in sorted {
        let (ends, begins) = (latest.until, next.from);
        if let Some(both) = latest.interval.overlap(&next.interval) {
            let days = days(zone, both);
            let later = latest.interval.from < next.interval.from;
            c.find(findings::overlapping_versions(
                name, days, ends, begins, later,
            ));
        } else if let Some(between) = latest.interval.gap_before(&next.interval) {
            let days = days(zone, between);
            c.find(findings::version_gap(name, days, ends, begins));
        }
        let ends_later = match (latest.interval.end, next.interval.end) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(a), Some(b)) => b > a,
        };
        if ends_later {
            latest = next;
        }
    }
}

/// First and last day of a stretch of time.
fn days(zone: Zone, interval: Interval) -> (Option<Date>, Option<Date>) {
    let last = interval.end.and_then(|end| end.plus_micros(-1));
    (
        interval.from.and_then(|from| zone.date(from)),
        last.and_then(|last| zone.date(last)),
    )
}
