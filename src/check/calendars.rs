//! Calendars that policies declare: their days, and the calendars that they extend.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::checking::Checking;
use super::clauses::Sort;
use super::declare::Entry;
use super::findings;
use super::names::{Entity, Found, Space};
use crate::diagnostic::Phrase;
use crate::diagnostic::near::nearest;
use crate::name::Name;
use crate::period::Calendar;
use crate::period::calendar::{Base, Day, Declared, EveryYear, Weekday};
use crate::period::regime::Title;
use crate::source::Span;
use crate::syntax::tree::{
    Cite, Clause, ClauseBody, Holiday, HolidayOn, Ident, InForce, Moment, WrittenWeekday,
};
use crate::value::Date;

/// So many calendars extend one another at most.
const MOST_EXTENDED: usize = 8;
/// So many years are relied on at most, so that no count goes on for ever.
const MOST_YEARS: i32 = 200;

/// Makes the calendars of all policies, each after the one that it extends.
pub(super) fn build(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    let declared: Vec<&Entry<'_>> = entries
        .iter()
        .filter(|entry| matches!(entry.entity, Entity::Calendar(_)))
        .collect();
    c.calendar_keys = keys(c, &declared, |name| Calendar::named(name).is_some());
    let extended: Vec<Option<(Name, Span)>> = declared.iter().map(|entry| base(c, entry)).collect();
    let numbers: HashMap<&Name, usize> = c.calendar_keys.iter().zip(0..).collect();
    let above = |at: usize| {
        let (name, _) = extended.get(at)?.as_ref()?;
        numbers.get(name).copied()
    };
    let depths: Vec<usize> = (0..declared.len()).map(|at| depth(at, above)).collect();
    let mut order: Vec<usize> = (0..declared.len()).collect();
    order.sort_by_key(|at| depths.get(*at).copied());
    for at in order {
        let (Some(entry), Some(key)) = (declared.get(at), c.calendar_keys.get(at).cloned()) else {
            continue;
        };
        let extends = extended.get(at).cloned().flatten();
        if let (Some((name, span)), Some(depth)) = (&extends, depths.get(at))
            && *depth > MOST_EXTENDED
        {
            c.incomplete = true;
            c.find(findings::extends_too_far(name, *span, MOST_EXTENDED));
            continue;
        }
        c.item(entry.heading.clone(), |c| {
            match calendar(c, entry, &key, extends.as_ref()) {
                Some(calendar) => {
                    c.program.calendars.insert(key, Arc::new(calendar));
                }
                None => c.incomplete = true,
            }
        });
    }
}

/// How many declared calendars it extends, one over the other; one more than may be where they go
/// round in a circle.
fn depth(at: usize, above: impl Fn(usize) -> Option<usize>) -> usize {
    let chain = std::iter::successors(above(at), |at| above(*at));
    chain.take(MOST_EXTENDED + 1).count()
}

/// The names by which declared items are known beyond their policy: their own, or after that of
/// their policy where another declares the same. One that comes with the program is taken.
pub(super) fn keys(
    c: &mut Checking<'_>,
    declared: &[&Entry<'_>],
    shipped: impl Fn(&str) -> bool,
) -> Vec<Name> {
    let mut alike: HashMap<&Name, usize> = HashMap::new();
    for entry in declared {
        *alike.entry(&entry.item.name.name).or_default() += 1;
    }
    let mut taken: HashMap<Name, Span> = HashMap::new();
    let mut keys = Vec::with_capacity(declared.len());
    for entry in declared {
        let written = &entry.item.name;
        let policy = c.program.policies.get(entry.policy);
        let full = policy.map_or_else(
            || written.name.to_string(),
            |policy| format!("{}.{}", policy.name, written.name),
        );
        for name in [written.name.as_str(), full.as_str()] {
            if shipped(name) {
                c.find(findings::is_shipped(name, written.span));
            }
        }
        let alone = alike.get(&written.name) == Some(&1);
        let key = match alone {
            true => written.name.clone(),
            false => Name::new(&full),
        };
        // Within one policy that has been told.
        if let Some(first) = taken.insert(key.clone(), written.span)
            && c.sources.text(first) != c.sources.text(written.span)
        {
            c.find(findings::duplicate_name(&key, written.span, first));
        }
        keys.push(key);
    }
    keys
}

/// The calendar that it extends, and where that is written.
fn base(c: &mut Checking<'_>, entry: &Entry<'_>) -> Option<(Name, Span)> {
    let ClauseBody::Extends(written) = &entry.layout.common(Sort::Extends)?.body else {
        return None;
    };
    let name = c.calendar(entry.policy, written);
    c.incomplete |= name.is_none();
    Some((name?, written.span))
}

/// The articles of an item, as determinations print them; that there are none is told.
pub(super) fn cited(c: &mut Checking<'_>, entry: &Entry<'_>, own: &[&Cite]) -> Vec<String> {
    let clauses = entry.item.clauses.iter();
    let of_all = clauses.filter_map(|clause| match &clause.body {
        ClauseBody::Cites(cites) => Some(cites),
        _ => None,
    });
    let cites: Vec<&Cite> = of_all.flatten().chain(own.iter().copied()).collect();
    let mut printed: Vec<String> = Vec::new();
    for cite in cites {
        let citation = c.citation(entry.policy, cite);
        let text = citation.map(|citation| c.printed(&citation));
        printed.extend(text.filter(|text| !printed.contains(text)));
    }
    printed
}

fn calendar(
    c: &mut Checking<'_>,
    entry: &Entry<'_>,
    key: &Name,
    extends: Option<&(Name, Span)>,
) -> Option<Calendar> {
    let item = entry.item;
    let base = match extends {
        Some((name, _)) => {
            let declared = c.program.calendars.get(name).cloned().map(Base::Declared);
            let base = declared.or_else(|| Calendar::named(name.as_str()).map(Base::Shipped));
            Some(base?)
        }
        // One that was not found has been told.
        None if entry.layout.common(Sort::Extends).is_some() => return None,
        None => None,
    };
    if entry.layout.common(Sort::Cites).is_none() {
        c.find(findings::missing_citation(
            &item.name.name,
            item.name.span,
            item.kind,
        ));
    }
    let source = cited(c, entry, &[]).join(", ");
    let relied_on = relied_on(c, entry, base.as_deref());
    let weekend = weekend(c, entry, base.as_deref());
    let relied_on = relied_on?;
    let mut days = Days::of(relied_on);
    for clause in &entry.layout.common {
        if let ClauseBody::Holiday(holiday) = &clause.body {
            days.holiday(c, holiday);
        }
    }
    let weekend = weekend?;
    let mut made = Declared {
        name: key.to_string(),
        title: title(item.titles.phrase()?),
        source,
        relied_on,
        follows: base.is_some() && entry.layout.common(Sort::ReliedOn).is_none(),
        weekend,
        holidays: days.holidays,
        every_year: days.every_year,
        worked: BTreeSet::new(),
        base,
    };
    let idle = Calendar::from(made.clone());
    for clause in &entry.layout.common {
        if let ClauseBody::Worked(day, span) = &clause.body {
            worked(c, &mut made, &idle, &days.written, (*day, *span));
        }
    }
    Some(made.into())
}

/// What something is called, as a calendar and a way of counting have it.
pub(super) fn title(of: Phrase) -> Title {
    Title {
        en: of.en,
        ko: of.ko,
    }
}

/// A day on which people work though they would not, as without it the calendar has it.
fn worked(
    c: &mut Checking<'_>,
    made: &mut Declared,
    idle: &Calendar,
    holidays: &BTreeMap<Date, Span>,
    (day, span): (Date, Span),
) {
    if let Some(first) = holidays.get(&day) {
        c.find(findings::day_twice(span, *first));
        return;
    }
    match idle.day(day) {
        None => c.find(findings::not_relied_on(span, made.relied_on)),
        Some(Day::Working) => c.find(findings::worked_anyway(span)),
        Some(_) => {
            if !made.worked.insert(day) {
                c.find(findings::worked_twice(span));
            }
        }
    }
}

/// A day; that a time is written is told.
fn day(c: &mut Checking<'_>, end: Option<&(Moment, Span)>) -> Option<Option<(Date, Span)>> {
    match end {
        None => Some(None),
        Some((Moment::Date(date), span)) => Some(Some((*date, *span))),
        Some((Moment::Time(_), span)) => {
            c.find(findings::day_needed(*span));
            None
        }
    }
}

/// The two ends of a stretch of days, as far as they are written.
type Ends = (Option<(Date, Span)>, Option<(Date, Span)>);

fn ends(c: &mut Checking<'_>, written: &InForce) -> Option<Ends> {
    let (from, until) = (
        day(c, written.from.as_ref())?,
        day(c, written.until.as_ref())?,
    );
    if let (Some((first, from)), Some((last, until))) = (from, until)
        && first > last
    {
        c.find(findings::days_reversed(until, from));
        return None;
    }
    Some((from, until))
}

/// Between which days its holidays are relied on.
fn relied_on(
    c: &mut Checking<'_>,
    entry: &Entry<'_>,
    base: Option<&Calendar>,
) -> Option<(Date, Date)> {
    let item = entry.item;
    let known = base.map(|base| (base.relied_on_from, base.relied_on_until));
    let Some(clause) = entry.layout.common(Sort::ReliedOn) else {
        if known.is_none() {
            c.find(findings::missing_clause(
                "relied on",
                item.name.span,
                item.kind,
            ));
        }
        return known;
    };
    let ClauseBody::ReliedOn(written) = &clause.body else {
        return None;
    };
    let (from, until) = ends(c, written)?;
    if let Some(known) = known {
        for (day, span) in from.into_iter().chain(until) {
            if !(known.0..=known.1).contains(&day) {
                c.find(findings::not_relied_on(span, known));
                return None;
            }
        }
    }
    let first = from.map(|(day, _)| day).or(known.map(|known| known.0));
    let last = until.map(|(day, _)| day).or(known.map(|known| known.1));
    let (Some(first), Some(last)) = (first, last) else {
        c.find(findings::missing_clause(
            "relied on",
            clause.keyword,
            item.kind,
        ));
        return None;
    };
    if first > last {
        c.find(findings::days_reversed(clause.span, clause.span));
        return None;
    }
    if last.year() - first.year() > MOST_YEARS {
        c.find(findings::too_many_years(clause.span, MOST_YEARS));
        return None;
    }
    Some((first, last))
}

/// Days of the week, each once and not all.
pub(super) fn weekdays(c: &mut Checking<'_>, written: &[WrittenWeekday]) -> Option<Vec<Weekday>> {
    let mut days: Vec<Weekday> = Vec::new();
    for one in written {
        if days.contains(&one.day) {
            c.find(findings::weekday_twice(one.span));
            return None;
        }
        days.push(one.day);
    }
    if let (7.., Some(last)) = (days.len(), written.last()) {
        c.find(findings::whole_week(last.span));
        return None;
    }
    Some(days)
}

fn weekend(
    c: &mut Checking<'_>,
    entry: &Entry<'_>,
    base: Option<&Calendar>,
) -> Option<Vec<Weekday>> {
    match entry.layout.common(Sort::Weekend) {
        Some(Clause {
            body: ClauseBody::Weekend(written),
            ..
        }) => weekdays(c, written),
        _ => {
            if base.is_none() {
                let item = entry.item;
                c.find(findings::missing_clause(
                    "weekend",
                    item.name.span,
                    item.kind,
                ));
            }
            base.map(|base| base.weekend.clone())
        }
    }
}

/// The holidays of a calendar, and where each is written.
struct Days {
    relied_on: (Date, Date),
    holidays: BTreeMap<Date, Title>,
    every_year: BTreeMap<(u8, u8), Vec<EveryYear>>,
    written: BTreeMap<Date, Span>,
    of_every_year: BTreeMap<(u8, u8), Vec<Span>>,
}

impl Days {
    fn of(relied_on: (Date, Date)) -> Days {
        Days {
            relied_on,
            holidays: BTreeMap::new(),
            every_year: BTreeMap::new(),
            written: BTreeMap::new(),
            of_every_year: BTreeMap::new(),
        }
    }

    fn holiday(&mut self, c: &mut Checking<'_>, holiday: &Holiday) {
        let Some(title) = c.phrase(&holiday.titles).map(title) else {
            return;
        };
        let (first, last) = self.relied_on;
        match &holiday.on {
            HolidayOn::Day(day) => {
                if !(first..=last).contains(day) {
                    c.find(findings::not_relied_on(holiday.span, self.relied_on));
                } else if let Some(before) = self.written.insert(*day, holiday.span) {
                    c.find(findings::day_twice(holiday.span, before));
                } else {
                    self.holidays.insert(*day, title);
                }
            }
            HolidayOn::EveryYear {
                day,
                month,
                between,
            } => {
                let ends = between.as_ref().map(|between| ends(c, between));
                let Some((from, until)) = ends.unwrap_or(Some((None, None))) else {
                    return;
                };
                let on = (u32::from(*month), u32::from(*day));
                // The first and the last year in which the holiday lies between the two days.
                let from =
                    from.map(|(day, _)| day.year() + i32::from((day.month(), day.day()) > on));
                let until =
                    until.map(|(day, _)| day.year() - i32::from((day.month(), day.day()) < on));
                let one = EveryYear { from, until, title };
                self.every_year(c, (*month, *day), one, holiday.span);
            }
        }
    }

    fn every_year(&mut self, c: &mut Checking<'_>, on: (u8, u8), one: EveryYear, span: Span) {
        let (first, last) = self.relied_on;
        let too_late = one.from.is_some_and(|from| from > last.year());
        if too_late || one.until.is_some_and(|until| until < first.year()) {
            c.find(findings::not_relied_on(span, self.relied_on));
            return;
        }
        if one
            .from
            .zip(one.until)
            .is_some_and(|(from, until)| from > until)
        {
            c.find(findings::never_a_holiday(span));
            return;
        }
        let known = self.every_year.entry(on).or_default();
        let spans = self.of_every_year.entry(on).or_default();
        let meets = |other: &EveryYear| {
            let ends_before = |a: &EveryYear, b: &EveryYear| {
                a.until
                    .zip(b.from)
                    .is_some_and(|(until, from)| until < from)
            };
            !ends_before(&one, other) && !ends_before(other, &one)
        };
        if let Some(at) = known.iter().position(meets) {
            let before = spans.get(at).copied().unwrap_or(span);
            c.find(findings::day_twice(span, before));
            return;
        }
        known.push(one);
        spans.push(span);
    }
}

impl Checking<'_> {
    /// The name of a calendar that there is, under which the program knows it.
    pub(super) fn calendar(&mut self, policy: usize, written: &Ident) -> Option<Name> {
        let name = written.name.as_str();
        match self.names.find(policy, Space::Calendar, written) {
            Found::One(declared) => match declared.entity {
                Entity::Calendar(id) => self.calendar_keys.get(id).cloned(),
                _ => None,
            },
            found @ Found::Several(..) => {
                self.settle(policy, Space::Calendar, &written.name, written.span, found);
                None
            }
            Found::Nothing if Calendar::named(name).is_some() => Some(written.name.clone()),
            Found::Nothing => {
                let shipped = Calendar::shipped().map(|known| known.name.as_str());
                let known = self.and_declared(policy, Space::Calendar, shipped);
                if self.may_tell(Space::Calendar, &written.name) {
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    let near = nearest(name, known.iter().copied());
                    self.find(findings::unknown_calendar(name, written.span, near, &known));
                }
                None
            }
        }
    }

    /// The declared names of a space that could be meant in a policy, and those that come with the
    /// program.
    pub(super) fn and_declared<'n>(
        &self,
        policy: usize,
        space: Space,
        shipped: impl Iterator<Item = &'n str>,
    ) -> Vec<String> {
        let declared = self.names.visible(policy, space).into_iter();
        let declared = declared.map(|(name, _)| name.to_string());
        declared.chain(shipped.map(str::to_owned)).collect()
    }
}
