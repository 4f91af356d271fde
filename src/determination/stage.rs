//! What there is to do about a duty at the moment asked for, if nothing was done that is not on record.

use super::{
    Aspect, Determination, Due, DutyRow, FactRow, Figure, Need, Prompt, Shown, TimeLimit, Words,
};
use crate::value::{Instant, State, Truth};

/// What there is to do about a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It was owed by a limit that has passed, and as far as the record goes it was not done.
    Overdue,
    /// It is owed and was not done, and no limit has passed for certain.
    ToDo,
    /// It was done late, or although it is forbidden, or is breached in a way that no act makes good.
    Over,
    /// It was done; it is open whether as it is owed.
    Questioned,
    /// It is owed for certain by no limit; it is open whether it is kept.
    Unconfirmed,
    /// It is open whether it is owed.
    Perhaps,
    /// Nothing.
    Settled,
}

impl Determination {
    /// What there is to do about a duty.
    #[must_use]
    pub fn stage(&self, duty: &DutyRow) -> Stage {
        let limited = duty.must_not_wait() || duty.limit.is_some() || duty.latest().is_some();
        match duty.state {
            State::Pending => Stage::ToDo,
            State::Breached if limited => Stage::Overdue,
            state if state.is_breach() => Stage::Over,
            State::Undetermined => match duty.state_as_recorded() {
                _ if self.is_done(duty) && duty.arises == Truth::Yes => Stage::Questioned,
                // Nobody has to do what is forbidden, whatever its limit.
                _ if duty.forbids && duty.arises == Truth::Yes => match duty.acts.is_empty() {
                    true => Stage::Settled,
                    false => Stage::Questioned,
                },
                State::Breached => Stage::Overdue,
                State::Pending => Stage::ToDo,
                // What one account has it owed by now waits for no other.
                _ if duty.arises != Truth::Yes && is_owed_by_an_account(duty) => Stage::ToDo,
                _ if duty.arises != Truth::Yes => Stage::Perhaps,
                _ if self.has_passed(duty) && self.is_on_record(duty) => Stage::Questioned,
                _ if self.has_passed(duty) => Stage::Overdue,
                _ if limited => Stage::ToDo,
                _ => Stage::Unconfirmed,
            },
            _ => Stage::Settled,
        }
    }

    /// Whether the limit of a duty has passed, wherever it can fall.
    #[must_use]
    pub fn has_passed(&self, duty: &DutyRow) -> bool {
        let last = self.last(duty, duty.latest());
        last.is_some_and(|last| last < self.as_of.instant())
    }

    /// Whether it forbids something now, and as far as the record goes that was not done.
    #[must_use]
    pub fn is_forbidden(&self, duty: &DutyRow) -> bool {
        let open = duty.forbids && duty.state == State::Undetermined;
        let kept = open && duty.arises == Truth::Yes && self.stage(duty) == Stage::Settled;
        (duty.state == State::Observed || kept) && !self.has_passed(duty)
    }

    /// Whether it forbade something up to a limit that has passed, and the record does not tell whether
    /// that was done.
    #[must_use]
    pub fn was_forbidden(&self, duty: &DutyRow) -> bool {
        let open = duty.forbids && duty.state == State::Undetermined;
        let silent = open && duty.arises == Truth::Yes && self.stage(duty) == Stage::Settled;
        silent && self.has_passed(duty)
    }

    /// The last instant in time, by the zone of a duty.
    pub(crate) fn last(&self, duty: &DutyRow, due: Option<Due>) -> Option<Instant> {
        due?.last(self.zone_of(duty))
    }

    /// The events on record of an act of this title, but for those that are still to come.
    pub fn done<'d>(&'d self, act: &'d Words) -> impl DoubleEndedIterator<Item = &'d FactRow> {
        let facts = self.facts.iter();
        facts.filter(move |fact| fact.title == *act && fact.is_event() && !fact.ahead)
    }

    /// The events on record of the act that a duty demands, but for those that are still to come: acts of
    /// another policy can have the same title.
    pub fn done_of<'d>(
        &'d self,
        duty: &'d DutyRow,
    ) -> impl DoubleEndedIterator<Item = &'d FactRow> {
        self.done_as(duty, &duty.must)
    }

    /// The same of an act that it may demand.
    fn done_as<'d>(
        &'d self,
        duty: &'d DutyRow,
        act: &'d Words,
    ) -> impl DoubleEndedIterator<Item = &'d FactRow> {
        let done = self.done(act);
        done.filter(|event| !duty.other_acts.contains(&event.path))
    }

    /// Whether the record tells of an act such as the duty demands, or may demand. Of a duty that is
    /// owed several times it may be about another.
    fn is_on_record(&self, duty: &DutyRow) -> bool {
        let acts =
            || std::iter::once(&duty.must).chain(duty.alternatives.iter().map(|other| &other.must));
        let alone = duty.about.instance.is_none();
        !duty.acts.is_empty() || alone && acts().any(|act| self.done_as(duty, act).next().is_some())
    }

    /// What was done of a duty that is owed, where it is one act whose time is not known exactly or by
    /// which limit it was owed, and whether that was too late: yes or no whenever exactly it was.
    #[must_use]
    pub fn done_whenever<'d>(&'d self, duty: &'d DutyRow) -> Option<(&'d FactRow, bool)> {
        let open = duty.state == State::Undetermined && duty.arises == Truth::Yes;
        if !open || duty.about.needs.iter().any(Need::is_act) {
            return None;
        }
        let low = self.last(duty, duty.due().or(duty.due_earliest))?;
        let high = self.last(duty, duty.due().or(duty.due_latest))?;
        let time = |figure: &Figure| match figure {
            Figure::Time(at) => Some(at.moment().instant()),
            _ => None,
        };
        let bounds = |act: &FactRow| match &act.value {
            Shown::Between(from, until) => Some((time(from)?, time(until)?)),
            Shown::Is(at) => Some((time(at)?, time(at)?)),
            _ => None,
        };
        let asked = |act: &FactRow| {
            let own = act.path.clone() + ".";
            let mut needs = duty.about.needs.iter();
            needs.any(|need| need.path.starts_with(&own))
        };
        // Part payments add up: which of them was the last that was needed is open.
        if duty.payment.is_some() && self.done_of(duty).nth(1).is_some() {
            return None;
        }
        let at = |act: &FactRow| bounds(act).map(|(first, _)| first);
        let mut acts = self.done_of(duty).filter(|act| match duty.done_at {
            Some(done) => at(act) == Some(done.instant()),
            None => asked(act),
        });
        // Of several it is open which one it is.
        let (Some(act), None) = (acts.next(), acts.next()) else {
            return None;
        };
        let (first, last) = bounds(act)?;
        match (first > high, last <= low) {
            (true, _) => Some((act, true)),
            (_, true) => Some((act, false)),
            _ => None,
        }
    }

    /// Whether what was done of a duty was done too late, at whatever hour it was.
    #[must_use]
    pub fn is_late_anyway(&self, duty: &DutyRow) -> bool {
        self.done_whenever(duty).is_some_and(|(_, late)| late)
    }

    /// The facts about an event of the record.
    pub fn about_event<'d>(&'d self, event: &'d FactRow) -> impl Iterator<Item = &'d FactRow> {
        let facts = self.facts.iter();
        facts.filter(|fact| {
            let rest = fact.path.strip_prefix(&event.path);
            rest.is_some_and(|rest| rest.starts_with('.'))
        })
    }

    /// When an act of the record was done at the earliest; none where that is not known.
    #[must_use]
    pub fn begun(&self, act: &FactRow) -> Option<Instant> {
        match &act.value {
            Shown::Is(Figure::Time(at)) | Shown::Between(Figure::Time(at), _) => {
                Some(at.moment().instant())
            }
            _ => None,
        }
    }

    /// The facts still to come, as recorded, of which one has to come before a duty that is as good as
    /// owed can be: what its limit runs from, or what that of others of its policy does that the same
    /// party owes.
    #[must_use]
    pub fn waits_for(&self, duty: &DutyRow) -> Option<&FactRow> {
        let waiting = duty.owed_since.is_none() && duty.due_as_recorded().is_none();
        if !waiting || duty.earliest().is_some() || self.stage(duty) != Stage::ToDo {
            return None;
        }
        if let Some(start) = self.awaited(duty) {
            return Some(start);
        }
        // What nothing counts is owed from the same moment.
        let policy = |duty: &DutyRow| {
            duty.about
                .name
                .rsplit_once('.')
                .map(|(own, _)| own.to_owned())
        };
        let others = self.duties.iter().filter(|other| {
            policy(other) == policy(duty)
                && (&other.bearer, &other.bearer_member) == (&duty.bearer, &duty.bearer_member)
                && other.state == State::Pending
                && other.owed_since.is_none()
        });
        let mut starts = others.filter_map(|other| self.awaited(other));
        starts
            .next()
            .filter(|_| duty.must_not_wait() && !is_counted(duty))
    }

    /// The fact still to come from which a limit runs, where that is all it runs from.
    fn awaited(&self, duty: &DutyRow) -> Option<&FactRow> {
        let titles = starts(duty.limit.as_ref()?)?;
        let all = titles.iter().all(|title| {
            let mut ahead = self.facts.iter().filter(|fact| fact.ahead);
            ahead.any(|fact| fact.title == **title)
        });
        // Of what starts them the last in the limit is what happens first.
        let last = *titles.last().filter(|_| all)?;
        let ahead = || {
            self.facts
                .iter()
                .filter(|fact| fact.ahead && fact.title == *last)
        };
        let member = duty.bearer_member.as_deref().unwrap_or_default();
        let own = ahead().find(|fact| fact.path.starts_with(member));
        own.or_else(|| ahead().next())
    }

    /// Whether something was done on the duty, though it is not known when or whether that is enough.
    fn is_done(&self, duty: &DutyRow) -> bool {
        let open = duty.about.open.iter();
        let open = open.filter(|open| open.what == Aspect::State);
        let mut needs = open.flat_map(|open| &open.needs);
        let is_act = |need: &Need| {
            let event = need.path.split('.').next().unwrap_or_default();
            let mut facts = self.facts.iter();
            event.starts_with("events[")
                && facts.any(|fact| fact.path == event && fact.title == duty.must)
        };
        duty.done_at.is_some() || needs.any(is_act)
    }
}

/// Whether a duty is owed and not done by one of the accounts that differ.
fn is_owed_by_an_account(duty: &DutyRow) -> bool {
    let mut leads = duty.about.accounts.iter();
    leads.any(|lead| lead.to.state() == Some(State::Pending))
}

/// Whether a limit is counted beside what must not be delayed.
fn is_counted(duty: &DutyRow) -> bool {
    !matches!(
        &duty.limit,
        None | Some(TimeLimit::Prompt(Prompt { by: None, .. }))
    )
}

/// The titles of the facts from which a limit runs; none where it runs from anything else too.
fn starts(limit: &TimeLimit) -> Option<Vec<&Words>> {
    match limit {
        // What is due before something is owed before that comes.
        TimeLimit::Counted(counting) if counting.before => None,
        TimeLimit::Counted(counting) => match (counting.from.fixed_by(), &counting.start) {
            (TimeLimit::Titled(title), Shown::MoreThan(_)) => Some(vec![title]),
            _ => None,
        },
        TimeLimit::Prompt(Prompt { by: Some(of), .. })
        | TimeLimit::Moved { from: of, .. }
        | TimeLimit::PerhapsMoved(of) => starts(of),
        TimeLimit::EarliestOf(of) | TimeLimit::LatestOf(of) | TimeLimit::OneOf(of) => {
            let each: Option<Vec<Vec<&Words>>> = of.iter().map(starts).collect();
            each.map(|all| all.concat()).filter(|all| !all.is_empty())
        }
        _ => None,
    }
}
