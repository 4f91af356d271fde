//! Ways of counting periods that policies declare, rule by rule.

use std::collections::{HashMap, HashSet};
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use super::calendars::{cited, keys, title, weekdays};
use super::checking::Checking;
use super::clauses::Sort;
use super::declare::Entry;
use super::findings;
use super::names::{Entity, Found, Space};
use crate::diagnostic::near::nearest;
use crate::name::Name;
use crate::period::Regime;
use crate::period::regime::{
    ClearDays, FirstDay, Hours, LeastWorkingDays, Months, Office, Other, Roll, Skip,
};
use crate::source::Span;
use crate::syntax::tree::{Cite, ClauseBody, CountingRule, Days, Ident, Stretch, Way};

/// A rule speaks of so many days at most.
const MOST_DAYS: u32 = 366;

/// Makes the ways of counting of all policies; those that fall back on another come last.
pub(super) fn build(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    let declared: Vec<&Entry<'_>> = entries
        .iter()
        .filter(|entry| matches!(entry.entity, Entity::Regime(_)))
        .collect();
    c.regime_keys = keys(c, &declared, |name| Regime::named(name).is_some());
    let all = || declared.iter().copied().zip(0..);
    let (last, first): (Vec<_>, Vec<_>) = all().partition(|(entry, _)| other(entry).is_some());
    let falling = last.iter().filter_map(|(_, at)| c.regime_keys.get(*at));
    let falling: HashSet<Name> = falling.cloned().collect();
    for (entry, at) in first.into_iter().chain(last) {
        let Some(key) = c.regime_keys.get(at).cloned() else {
            continue;
        };
        c.item(entry.heading.clone(), |c| {
            match regime(c, entry, &key, &falling) {
                Some(regime) => {
                    c.program.regimes.insert(key, Arc::new(regime));
                }
                None => c.incomplete = true,
            }
        });
    }
}

fn rules<'a>(entry: &Entry<'a>) -> impl Iterator<Item = &'a CountingRule> {
    entry
        .item
        .clauses
        .iter()
        .filter_map(|clause| match &clause.body {
            ClauseBody::Rule(rule) => Some(&**rule),
            _ => None,
        })
}

/// The way of counting on which it falls back.
fn other<'a>(entry: &Entry<'a>) -> Option<&'a Ident> {
    rules(entry).find_map(|rule| match &rule.way {
        Way::NotLaterThan(other) => Some(other),
        _ => None,
    })
}

fn regime(
    c: &mut Checking<'_>,
    entry: &Entry<'_>,
    key: &Name,
    falling: &HashSet<Name>,
) -> Option<Regime> {
    let item = entry.item;
    let cites_all = item
        .clauses
        .iter()
        .any(|clause| matches!(clause.body, ClauseBody::Cites(_)));
    if !cites_all
        && (rules(entry).any(|rule| rule.cites.is_empty()) || rules(entry).next().is_none())
    {
        c.find(findings::missing_citation(
            &item.name.name,
            item.name.span,
            item.kind,
        ));
    }
    let own: Vec<&Cite> = rules(entry).flat_map(|rule| &rule.cites).collect();
    let cites = cited(c, entry, &own);
    let calendar = match entry
        .layout
        .common(Sort::Calendar)
        .map(|clause| &clause.body)
    {
        Some(ClauseBody::Calendar(name)) => Some(c.calendar(entry.policy, name)?),
        Some(ClauseBody::CalendarOf(of)) => {
            c.find(findings::no_place(of.span));
            return None;
        }
        _ => None,
    };
    let mut said: HashMap<Discriminant<Way>, Span> = HashMap::new();
    let mut made = Made::default();
    let mut sound = true;
    for rule in rules(entry) {
        if let Some(first) = said.insert(discriminant(&rule.way), rule.span) {
            c.find(findings::rule_twice(rule.span, first));
            sound = false;
        }
        sound &= made.rule(c, entry.policy, rule, falling).is_some();
    }
    let missing: Vec<&str> = [
        (made.first_day.is_none(), "rule first day excluded"),
        (
            made.months.is_none(),
            "rule months end on corresponding day",
        ),
        (made.hours.is_none(), "rule hours run from event"),
    ]
    .into_iter()
    .filter_map(|(missing, rule)| missing.then_some(rule))
    .collect();
    if !missing.is_empty() {
        c.find(findings::missing_rules(&missing, item.name.span));
    }
    let title = title(item.titles.phrase()?);
    let (first_day, months, hours) = (made.first_day?, made.months?, made.hours?);
    sound.then(|| Regime {
        name: key.to_string(),
        title,
        source: cites.join(", "),
        cites,
        first_day,
        months,
        hours,
        roll: made.roll,
        least_working_days: made.least_working_days,
        clear_days: made.clear_days,
        skip_non_business: made.skip_non_business,
        never_last: made.never_last,
        office: made.office,
        then_days: made.then_days,
        backward_ends_before_last_day: made.ends_before,
        day_after: made.day_after,
        milder_than: made.milder_than,
        calendar: calendar.map(|calendar| calendar.to_string()),
        note: None,
    })
}

/// What the rules have said so far.
#[derive(Default)]
struct Made {
    first_day: Option<FirstDay>,
    months: Option<Months>,
    hours: Option<Hours>,
    roll: Option<Roll>,
    least_working_days: Option<LeastWorkingDays>,
    clear_days: ClearDays,
    skip_non_business: Option<Skip>,
    never_last: Vec<crate::value::Weekday>,
    office: Option<Office>,
    then_days: Option<u32>,
    ends_before: bool,
    day_after: bool,
    milder_than: Option<Other>,
}

impl Made {
    /// Takes over a rule; none where it cannot be, which is told.
    fn rule(
        &mut self,
        c: &mut Checking<'_>,
        policy: usize,
        rule: &CountingRule,
        falling: &HashSet<Name>,
    ) -> Option<()> {
        match &rule.way {
            Way::FirstDay {
                included,
                unless_midnight,
            } => {
                self.first_day = Some(match (included, unless_midnight) {
                    (true, _) => FirstDay::Included,
                    (false, true) => FirstDay::ExcludedUnlessMidnight,
                    (false, false) => FirstDay::Excluded,
                });
            }
            Way::Months { day_before: true } => self.months = Some(Months::DayBeforeCorresponding),
            Way::Months { day_before: false } => self.months = Some(Months::Corresponding),
            Way::Hours { next_hour: true } => self.hours = Some(Hours::FromNextHour),
            Way::Hours { next_hour: false } => self.hours = Some(Hours::FromInstant),
            Way::Moves { hours, backward } => {
                self.roll = Some(Roll {
                    hours: *hours,
                    backward: *backward,
                });
            }
            Way::LeastWorkingDays { days, from } => {
                self.least_working_days = Some(LeastWorkingDays {
                    days: counted(c, *days)?,
                    from_days: counted(c, *from)?,
                });
            }
            Way::ClearDays { backward_only } => {
                self.clear_days = match backward_only {
                    true => ClearDays::Backward,
                    false => ClearDays::Both,
                };
            }
            Way::BusinessDays { up_to } => {
                self.skip_non_business = Some(match up_to {
                    Some(days) => Skip::UpTo(counted(c, *days)?),
                    None => Skip::Every,
                });
            }
            Way::NeverLast(days) => self.never_last = weekdays(c, days)?,
            Way::Office { stretches, up_to } => {
                self.office = Some(Office {
                    hours: office(c, stretches)?,
                    days_up_to: match up_to {
                        Some(days) => counted(c, *days)?,
                        None => 0,
                    },
                });
            }
            Way::Added(days) => self.then_days = Some(counted(c, *days)?),
            Way::EndsBefore => self.ends_before = true,
            Way::DayAfter => self.day_after = true,
            Way::NotLaterThan(other) => {
                self.milder_than = Some(fallback(c, policy, other, falling)?);
            }
        }
        Some(())
    }
}

/// The way of counting on which another falls back; it falls back on none itself.
fn fallback(
    c: &mut Checking<'_>,
    policy: usize,
    written: &Ident,
    falling: &HashSet<Name>,
) -> Option<Other> {
    let name = c.regime(policy, written)?;
    let again = |c: &mut Checking<'_>| {
        c.find(findings::falls_back_again(&name, written.span));
        None
    };
    if let Some(regime) = Regime::named(name.as_str()) {
        return match regime.milder_than {
            Some(_) => again(c),
            None => Some(Other::Shipped(name.to_string())),
        };
    }
    match c.program.regimes.get(&name).cloned() {
        Some(regime) if regime.milder_than.is_none() => Some(Other::Declared(regime)),
        Some(_) => again(c),
        // One that could not be made has been told; all others come before those that fall back.
        None if falling.contains(&name) => again(c),
        None => None,
    }
}

/// A number of days that a rule can speak of.
fn counted(c: &mut Checking<'_>, days: Days) -> Option<u32> {
    let count = days.count.filter(|count| (1..=MOST_DAYS).contains(count));
    if count.is_none() {
        c.find(findings::no_such_count(days.span, MOST_DAYS));
    }
    count
}

/// The hours of an office, one stretch after the other.
fn office(c: &mut Checking<'_>, written: &[Stretch]) -> Option<Vec<(u32, u32)>> {
    let mut hours: Vec<(u32, u32)> = Vec::new();
    for stretch in written {
        let known = stretch.from.zip(stretch.to);
        let before = hours.last().map_or(0, |(_, to)| *to);
        let Some((from, to)) = known.filter(|(from, to)| from < to && before <= *from) else {
            c.find(findings::no_office_hours(stretch.span));
            return None;
        };
        hours.push((from, to));
    }
    Some(hours)
}

impl Checking<'_> {
    /// The name of a way of counting that there is, under which the program knows it.
    pub(super) fn regime(&mut self, policy: usize, written: &Ident) -> Option<Name> {
        let name = written.name.as_str();
        match self.names.find(policy, Space::Regime, written) {
            Found::One(declared) => match declared.entity {
                Entity::Regime(id) => self.regime_keys.get(id).cloned(),
                _ => None,
            },
            found @ Found::Several(..) => {
                self.settle(policy, Space::Regime, &written.name, written.span, found);
                None
            }
            Found::Nothing if Regime::named(name).is_some() => Some(written.name.clone()),
            Found::Nothing => {
                let shipped = Regime::shipped().map(|known| known.name.as_str());
                let known = self.and_declared(policy, Space::Regime, shipped);
                if self.may_tell(Space::Regime, &written.name) {
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    let near = nearest(name, known.iter().copied());
                    let near = near.or_else(|| Regime::titled(name));
                    self.find(findings::unknown_regime(name, written.span, near, &known));
                }
                None
            }
        }
    }
}
