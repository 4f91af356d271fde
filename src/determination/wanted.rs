//! Of all that is missing, what is worth finding out first.

use std::collections::{BTreeMap, BTreeSet};

use super::{About, Aspect, Determination, DutyRow, Need, Row, Stage, Standing, Step, Urgency};
use crate::value::State;

/// A limit that may lie further back or ahead than this many microseconds is not near: 90 days.
const FAR: u64 = 90 * 86_400 * 1_000_000;

/// Something missing, and how much hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What is missing.
    pub need: Need,
    /// How urgent the most urgent duty is that hangs on it; none where no duty does.
    pub urgency: Option<Urgency>,
    /// So many open rows it can settle by itself.
    pub settles: usize,
    /// So many open rows it matters for.
    pub rows: usize,
    /// The smallest set of facts with it that settles a row; none where none was found.
    pub least: Option<usize>,
}

impl Determination {
    /// The rows of which something is open.
    pub fn open(&self) -> impl Iterator<Item = &About> {
        let open = self.asked_about();
        let open = open.filter(|row| row.is_open() || !row.about.open.is_empty());
        open.map(|row| row.about)
    }

    /// The rows that are settled, and that something missing could show otherwise than is presumed.
    pub fn presumed(&self) -> impl Iterator<Item = &About> {
        let settled = self.asked_about();
        let settled = settled.filter(|row| !row.is_open() && row.about.open.is_empty());
        let presumed = settled.filter(|row| row.standing == Some(Standing::Presumed));
        presumed
            .map(|row| row.about)
            .filter(|about| !about.needs.is_empty())
    }

    /// What is missing for no open row, and could show otherwise than is presumed.
    #[must_use]
    pub fn rebutting(&self) -> Vec<Need> {
        let open = self.open().flat_map(|about| &about.needs);
        let mut known: BTreeSet<&str> = open.map(|need| need.path.as_str()).collect();
        let needs = self.presumed().flat_map(|about| &about.needs);
        needs
            .filter(|need| known.insert(&need.path))
            .cloned()
            .collect()
    }

    /// How many rows there are to settle.
    #[must_use]
    pub fn goals(&self) -> usize {
        self.asked_about().count()
    }

    /// What somebody asked about. Conclusions are left to the rows that build on them, unless there
    /// are no others.
    fn asked_about(&self) -> impl Iterator<Item = Row<'_>> {
        let alone = self.rows().all(|row| row.intermediate);
        self.rows().filter(move |row| alone || !row.intermediate)
    }

    /// All that is missing for the open rows: what decides the nearest limit first, then what settles
    /// most rows by itself, then what is in the smallest sets, then what matters for most.
    #[must_use]
    pub fn wanted(&self) -> Vec<Wanted> {
        let mut order: Vec<Wanted> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let urgency = self.urgency_of_needs();
        for about in self.open() {
            for need in &about.needs {
                let at = *places.entry(&need.path).or_insert_with(|| {
                    order.push(Wanted {
                        need: need.clone(),
                        urgency: urgency.get(need.path.as_str()).copied(),
                        settles: 0,
                        rows: 0,
                        least: None,
                    });
                    order.len() - 1
                });
                let routes = || about.routes.yes.iter().chain(&about.routes.no);
                let with = |steps: &&Vec<Step>| steps.iter().any(|step| step.path == need.path);
                let least = routes().filter(with).map(Vec::len).min();
                if let Some(wanted) = order.get_mut(at) {
                    wanted.rows += 1;
                    wanted.settles += usize::from(least == Some(1));
                    wanted.least = wanted.least.into_iter().chain(least).min();
                }
            }
        }
        order.sort_by_key(|wanted| {
            let least = wanted.least.unwrap_or(usize::MAX);
            (
                wanted.urgency.is_none(),
                wanted.urgency,
                usize::MAX - wanted.settles,
                least,
                usize::MAX - wanted.rows,
            )
        });
        order
    }

    /// Of all that is missing, what to find out or to decide at once: what fixes a limit that is near
    /// first, then as [`Determination::wanted`] has it. It bears on whether something is owed of the
    /// incident, by when, or what. What only tells whether something was done, what an authority may
    /// do, and what comes back with each period can wait; what the record says is still to come, and
    /// acts of which it is silent nobody can find out, nor what was asked and is not known, unless
    /// nothing else is missing. What hangs on facts that come first makes room for what does not.
    #[must_use]
    pub fn pressing(&self) -> Vec<Wanted> {
        let near = self.limits_of_needs();
        let bearing = self.pressing_needs();
        let ahead = self.facts.iter().filter(|fact| fact.ahead);
        let ahead: BTreeSet<&str> = ahead.map(|fact| fact.path.as_str()).collect();
        let mut wanted = self.wanted();
        wanted.retain(|wanted| {
            let need = &wanted.need;
            let path = need.path.as_str();
            bearing.contains(path) && !(need.is_act() || ahead.contains(path))
        });
        if wanted.iter().any(|wanted| !wanted.need.declared_unknown) {
            wanted.retain(|wanted| !wanted.need.declared_unknown);
        }
        wanted.sort_by_key(|wanted| {
            let near = near.get(wanted.need.path.as_str());
            (near.is_none(), near.copied())
        });
        self.spread(wanted)
    }

    /// The same facts; of those that hang on a near limit, those first that matter for a duty for which
    /// none before them does: that can settle it, by itself or with few others.
    fn spread(&self, wanted: Vec<Wanted>) -> Vec<Wanted> {
        let near = |duty: &&DutyRow| {
            let now = self.as_of.instant().micros();
            match self.urgency_on_any_reading(duty) {
                Urgency::Soon(_) => true,
                Urgency::Overdue(at) | Urgency::Passed(at) => at.micros().abs_diff(now) <= FAR,
                _ => false,
            }
        };
        let duties: Vec<&DutyRow> = self.pressing_duties().filter(near).collect();
        let mut hanging: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, duty) in duties.iter().enumerate() {
            let routes = duty.about.routes.yes.iter().chain(&duty.about.routes.no);
            let least = routes.clone().map(Vec::len).min();
            let shortest = routes.filter(|route| Some(route.len()) == least);
            let steps = shortest.flatten().map(|step| step.path.as_str());
            let beside = duty.about.open_beside().flat_map(|open| &open.needs);
            let needs = duty.about.decisive().filter(|_| least.is_none());
            let needs = needs.chain(beside).map(|need| need.path.as_str());
            for path in steps.chain(needs) {
                hanging.entry(path).or_default().push(at);
            }
        }
        let mut covered = vec![false; duties.len()];
        let (mut first, mut rest) = (Vec::new(), Vec::new());
        for wanted in wanted {
            let mut new = duties.is_empty();
            for at in hanging.get(wanted.need.path.as_str()).into_iter().flatten() {
                if let Some(known) = covered.get_mut(*at) {
                    new |= !std::mem::replace(known, true);
                }
            }
            match new {
                true => first.push(wanted),
                false => rest.push(wanted),
            }
        }
        first.extend(rest);
        first
    }

    /// The duties of the incident that are owed and not done, or may be.
    fn pressing_duties(&self) -> impl Iterator<Item = &DutyRow> {
        let duties = self.duties.iter();
        duties.filter(|duty| {
            let pressing = matches!(
                self.stage(duty),
                Stage::Overdue | Stage::ToDo | Stage::Perhaps
            );
            pressing && !duty.about.is_periodic() && !self.is_of_authority(duty)
        })
    }

    /// What decides whether something is owed of the incident, by when, what and how much. Whether what
    /// was due was done is asked beside it.
    fn pressing_needs(&self) -> BTreeSet<&str> {
        let needs = self.pressing_duties().flat_map(|duty| {
            let beside = duty.about.open_beside().flat_map(|open| &open.needs);
            let asked = self.stage(duty) == Stage::Overdue && duty.is_open_whether_kept();
            let decisive = duty.about.decisive().filter(move |_| !asked);
            decisive.chain(beside)
        });
        needs.map(|need| need.path.as_str()).collect()
    }

    /// How far off the nearest limit can fall that hangs on a need; none of what lies far back.
    fn limits_of_needs(&self) -> BTreeMap<&str, u64> {
        let now = self.as_of.instant().micros();
        let mut found: BTreeMap<&str, u64> = BTreeMap::new();
        for duty in self.pressing_duties() {
            let off = match self.last(duty, duty.due_earliest) {
                Some(at) => at.micros().abs_diff(now),
                None => FAR,
            };
            let open = duty.about.open.iter();
            let limits = open.filter(|open| open.what == Aspect::Limit);
            for need in limits.flat_map(|open| &open.needs).filter(|_| off <= FAR) {
                let known = found.entry(&need.path).or_insert(off);
                *known = off.min(*known);
            }
        }
        found
    }

    /// How urgent the most urgent duty is that hangs on a need. A duty of a period of the calendar
    /// hurries nobody: it has nothing to do with what happened.
    fn urgency_of_needs(&self) -> BTreeMap<&str, Urgency> {
        let mut found: BTreeMap<&str, Urgency> = BTreeMap::new();
        for duty in &self.duties {
            let open = matches!(duty.state, State::Pending | State::Undetermined);
            if duty.about.is_periodic() || !(open || duty.state.is_breach()) {
                continue;
            }
            let urgency = self.urgency_on_any_reading(duty);
            // What only turns the state of what is owed comes after what decides whether it is.
            let beside = duty.about.open_beside().flat_map(|open| &open.needs);
            for need in duty.about.decisive().chain(beside) {
                let known = found.entry(&need.path).or_insert(urgency);
                *known = urgency.min(*known);
            }
        }
        found
    }
}
