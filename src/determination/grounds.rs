//! What a "no" rests on: the weak steps of reasoning on which alone it rests that a duty is not owed,
//! and the steps of which any one would turn it.

use super::{Because, Conclusion, Determination, DutyRow, Need, Reason, Side, Stage, Words};
use crate::value::{State, Truth};

/// Reasons are looked into so deep; what is deeper counts as firm.
const DEEP: usize = 24;

/// Whether a step that has no steps below it is weak, as what is only assumed is.
type Weak<'w> = dyn Fn(&Because) -> bool + 'w;

impl Determination {
    /// The weak steps on which alone it rests that a duty is not owed, each once; none where it would
    /// not be owed without them.
    #[must_use]
    pub fn rests_on<'d>(&'d self, duty: &'d DutyRow, weak: &Weak) -> Option<Vec<&'d Because>> {
        let holding = duty.exceptions.iter();
        let holding = holding.filter(|row| row.value == Truth::Yes && !row.replaces);
        let mut reasons: Vec<&Because> = holding.filter_map(|row| row.because.as_ref()).collect();
        if reasons.is_empty() {
            reasons.extend(&duty.about.because);
        }
        all_of(reasons.into_iter().map(|one| self.only(one, weak, DEEP)))
    }

    /// The steps of a reason of which each by itself would turn it.
    #[must_use]
    pub fn turning<'d>(&'d self, because: &'d Because) -> Vec<&'d Because> {
        self.turns(because, DEEP)
    }

    /// The duty that is still to be done, of whose doing alone it waits that another is owed: what is
    /// owed next, once that is done. Of a record that does not say that it is complete, what is done by
    /// it counts.
    #[must_use]
    pub fn follows<'d>(&'d self, duty: &'d DutyRow) -> Option<&'d DutyRow> {
        if duty.about.is_periodic() {
            return None;
        }
        let awaited = self.awaited_acts(duty);
        let mut duties = self.duties.iter();
        duties.find(|other| {
            let own = (&other.bearer, &other.bearer_member) == (&duty.bearer, &duty.bearer_member);
            // The stage takes longest to find out.
            own && awaited.contains(&&other.must)
                && !other.about.is_periodic()
                && matches!(self.stage(other), Stage::ToDo | Stage::Overdue)
        })
    }

    /// The acts of which none is on record, and each of which would make a duty owed; of what is open,
    /// only where nothing else than such acts is missing.
    fn awaited_acts<'d>(&'d self, duty: &'d DutyRow) -> Vec<&'d Words> {
        if duty.state == State::NotArisen {
            let steps = duty.about.because.iter();
            let steps = steps.flat_map(|because| self.turning(because));
            let acts = steps.filter_map(|step| match &step.step {
                Reason::Happened { title, .. } if step.value.truth() == Some(Truth::No) => {
                    Some(title)
                }
                _ => None,
            });
            return acts.collect();
        }
        let absent = duty
            .as_recorded
            .is_some_and(|recorded| recorded.state == State::NotArisen);
        let needs = || duty.about.decisive();
        // What is on record of it may be enough.
        let silent = self.done_of(duty).next().is_none();
        let open = duty.state == State::Undetermined && absent && silent;
        let open = open && needs().all(Need::is_act);
        let needs = needs().filter(|_| open);
        needs.map(|need| &need.title).collect()
    }

    fn only<'d>(
        &'d self,
        because: &'d Because,
        weak: &Weak,
        deep: usize,
    ) -> Option<Vec<&'d Because>> {
        let deep = deep.checked_sub(1)?;
        let own = |of: &'d Because| self.only(of, weak, deep);
        let yes = because.value.truth() == Some(Truth::Yes);
        match &because.step {
            // Each of these alone suffices: all of them must be weak.
            Reason::All | Reason::Any if yes == matches!(because.step, Reason::Any) => {
                all_of(because.deciding().map(own))
            }
            Reason::All | Reason::Any | Reason::Not => because.of.iter().find_map(own),
            Reason::Conclusion { name, instance, .. } => {
                let row = self.conclusion(name, instance.as_deref())?;
                let holding = row.exceptions.iter().filter(|row| row.value == Truth::Yes);
                let holding: Vec<&Because> =
                    holding.filter_map(|row| row.because.as_ref()).collect();
                match holding.is_empty() || yes {
                    true => own(row.about.because.as_ref()?),
                    false => all_of(holding.into_iter().map(own)),
                }
            }
            _ => weak(because).then(|| vec![because]),
        }
    }

    fn turns<'d>(&'d self, because: &'d Because, deep: usize) -> Vec<&'d Because> {
        let Some(deep) = deep.checked_sub(1) else {
            return Vec::new();
        };
        let yes = because.value.truth() == Some(Truth::Yes);
        let own = |of: &'d Because| self.turns(of, deep);
        match &because.step {
            Reason::All if yes => because.of.iter().flat_map(own).collect(),
            Reason::Any if !yes => because.of.iter().flat_map(own).collect(),
            Reason::All | Reason::Any => {
                let mut of = because.deciding();
                match (of.next(), of.next()) {
                    (Some(only), None) => own(only),
                    _ => Vec::new(),
                }
            }
            Reason::Not => because.of.first().map(own).unwrap_or_default(),
            Reason::Conclusion { name, instance, .. } => {
                let row = self.conclusion(name, instance.as_deref());
                let because = row.and_then(|row| row.about.because.as_ref());
                because.map(own).unwrap_or_default()
            }
            _ => vec![because],
        }
    }

    fn conclusion(&self, name: &str, instance: Option<&str>) -> Option<&Conclusion> {
        let mut rows = self.conclusions.iter();
        rows.find(|row| row.about.key() == (name, instance))
    }
}

impl Because {
    /// The facts and figures that the step itself looks at.
    #[must_use]
    pub fn sides(&self) -> Vec<&Side> {
        match &self.step {
            Reason::Compare { left, right, .. } => vec![left, right],
            Reason::OneOf { left, .. } => vec![left],
            Reason::Fact { fact, .. } => vec![fact],
            _ => Vec::new(),
        }
    }

    /// The steps below that are as this is: of several that must all hold those that do not.
    fn deciding(&self) -> impl Iterator<Item = &Because> {
        let as_this = self.value.truth();
        self.of.iter().filter(move |of| of.value.truth() == as_this)
    }
}

/// All that each of these rests on, where each does.
fn all_of<'d>(parts: impl Iterator<Item = Option<Vec<&'d Because>>>) -> Option<Vec<&'d Because>> {
    let parts: Option<Vec<Vec<&Because>>> = parts.collect();
    Some(parts?.concat()).filter(|all| !all.is_empty())
}
