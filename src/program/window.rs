//! Where the members of a window's list lie, and in which stretches of time. A member belongs to a
//! stretch if some part of it lies in it.

use std::collections::BTreeSet;

use super::expression::Stretch;
use crate::value::days::{Days, just_before};
use crate::value::{Date, Number, Range, Truth, Zone};

/// A member reaches into at most so many stretches of the calendar that are looked at.
const MAX_STRETCHES: usize = 400;
/// A day counted back from an end lies at most so many days from where its length puts it.
const NEAR: i64 = 12;

/// When a member of the list is.
#[derive(Clone, Copy, Debug)]
pub struct Lies {
    /// Whether it is a member.
    pub certain: Truth,
    /// When it is, or begins: an instant, or the beginning of a day.
    pub from: Range,
    /// When it ends; none where it has no length.
    pub to: Option<Range>,
}

/// A stretch of time.
#[derive(Clone, Copy, Debug)]
pub struct TimeSpan {
    /// The member by which it is placed; none for one of the calendar.
    pub first: Option<usize>,
    /// That member certainly lies in it.
    pub holds_first: bool,
    /// When it begins.
    pub begin: Range,
    /// When it ends.
    pub end: Range,
    /// The end itself lies in it.
    pub included: bool,
}

/// The members that lie, or may lie, in a stretch, by their numbers.
pub type Within = Vec<(usize, Truth)>;

impl Lies {
    /// When it ends, as far as that is known; of what has no length, when it is.
    #[must_use]
    pub fn end(&self) -> Range {
        self.to.unwrap_or(self.from)
    }

    /// Whether some part of it lies in a stretch.
    fn meets(&self, span: &TimeSpan) -> Truth {
        let begun = match span.included {
            true => span.end.is_at_least(&self.from),
            false => self.from.is_less_than(&span.end),
        };
        let goes_on = match &self.to {
            Some(to) => span.begin.is_less_than(to),
            None => Truth::No,
        };
        begun.and(goes_on.or(self.from.is_at_least(&span.begin)))
    }

    /// Whether all of it certainly lies in a stretch.
    #[must_use]
    pub fn is_inside(&self, span: &TimeSpan) -> bool {
        let inside = self.from.is_at_least(&span.begin);
        inside.and(span.end.is_at_least(&self.end())) == Truth::Yes
    }

    /// The days on which it can begin, and those on which the last of it can be.
    fn days(&self, zone: Zone) -> (Days, Days) {
        let to = just_before(&self.end());
        (
            Days::of(&self.from, false, zone),
            Days::of(&to, false, zone),
        )
    }
}

/// The latest end of each member and of all before it; none where there is none.
pub fn ends_so_far<M: AsRef<Lies>>(members: &[M]) -> Vec<Option<Number>> {
    let mut joined: Option<Range> = None;
    let ends = members.iter().map(|member| {
        let end = member.as_ref().end();
        let all = joined.map_or(end, |known| known.join(&end));
        joined = Some(all);
        all.high.map(|high| high.at)
    });
    ends.collect()
}

/// The members that lie, or may lie, in a stretch. Those that begin after its end are passed over,
/// and so are all before one by which every one had ended. `shared` says whether a member has what
/// the first of the stretch has, where they are to share something.
pub fn within<M: AsRef<Lies>>(
    members: &[M],
    ends: &[Option<Number>],
    span: &TimeSpan,
    shared: impl Fn(&M, &M) -> Truth,
) -> Within {
    let first = span.first.and_then(|number| members.get(number));
    let (begin, end) = (span.begin.low, span.end.high);
    let begins_by = |member: &M| match (member.as_ref().from.low, end) {
        (Some(low), Some(end)) => low.at <= end.at,
        _ => true,
    };
    let count = members.partition_point(begins_by);
    let mut found = Vec::new();
    for number in (0..count).rev() {
        let over = match (ends.get(number).copied().flatten(), begin) {
            (Some(last), Some(begin)) => last < begin.at,
            _ => false,
        };
        if over && span.first.is_none_or(|first| first > number) {
            break;
        }
        let Some(member) = members.get(number) else {
            continue;
        };
        let mut truth = member.as_ref().certain;
        let is_first = span.first == Some(number);
        if !(is_first && span.holds_first) {
            truth = truth.and(member.as_ref().meets(span));
        }
        if let Some(first) = first.filter(|_| !is_first) {
            truth = truth.and(shared(first, member));
        }
        if truth != Truth::No {
            found.push((number, truth));
        }
    }
    found.reverse();
    found
}

/// The beginning and the end of each stretch of the calendar in which some part of a member lies, or
/// may lie, and whether these are all. At most `most` of them.
pub fn of_calendar<M: AsRef<Lies>>(
    members: &[M],
    stretch: Stretch,
    most: usize,
    zone: Zone,
) -> (Vec<(Range, Range)>, bool) {
    let mut firsts = BTreeSet::new();
    let mut all = true;
    for member in members {
        let (days, last) = member.as_ref().days(zone);
        let ends = member.as_ref().to.map_or(days, |_| last);
        let Some(mut day) = days.first.and_then(|day| stretch.edge(day, false)) else {
            all = false;
            continue;
        };
        // Of what has no latest end as far as it certainly reaches.
        let reach = ends.last.or(ends.first).max(days.last);
        let mut end = stretch.edge(day, true);
        for _ in 0..MAX_STRETCHES {
            firsts.insert(day);
            let next = end.and_then(|end| end.plus_days(1));
            let Some(following) = next.filter(|day| Some(*day) <= reach) else {
                break;
            };
            day = following;
            end = stretch.edge(day, true);
        }
        let reached = match (end, days.last, ends.last) {
            (Some(end), Some(begun), Some(last)) => end >= begun && end >= last,
            _ => false,
        };
        all &= reached;
    }
    all &= firsts.len() <= most;
    let found = firsts.into_iter().take(most).map(|first| {
        let end = Days::one(stretch.edge(first, true));
        (Days::one(Some(first)).begins(zone), end.ends(zone))
    });
    (found.collect(), all)
}

/// The stretches of whole days that begin on the first or the last day of a member, or the day after
/// it, or end on them. `counted` is the last day of a stretch that begins on a day; `each_bound` asks
/// also for those that begin or end on the first or on the last day on which the member can begin.
pub fn of_whole_days(
    member: &Lies,
    zone: Zone,
    counted: impl Fn(Date) -> Option<Date>,
    each_bound: bool,
) -> Vec<(Range, Range)> {
    let back = |day: Date| {
        let length = counted(day)?.number().checked_sub(day.number())?;
        (-NEAR..=NEAR).find_map(|off| {
            let first = day.plus_days(off - length)?;
            (counted(first)? >= day).then_some(first)
        })
    };
    let (from, to) = member.days(zone);
    let bounds = [from.first, from.last].map(Days::one);
    let bounds = bounds
        .into_iter()
        .filter(|_| each_bound && from.first != from.last);
    let bounds = bounds.filter(|day| day.first.is_some());
    let bounds = bounds.flat_map(|day| [day, day.map(back)]);
    [from, to, to.next(), from.map(back), to.map(back)]
        .into_iter()
        .chain(bounds)
        .map(|days| (days.begins(zone), days.map(&counted).ends(zone)))
        .collect()
}
