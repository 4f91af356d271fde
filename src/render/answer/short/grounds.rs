//! What a "no" rests on: what is not owed only since something is assumed, or as whoever would owe it
//! judges; and which facts would turn it.

use super::Screen;
use super::room::Tight;
use crate::determination::{About, Because, Conclusion, DutyRow, Reason, Side};
use crate::diagnostic::Phrase;
use crate::render::answer::page::Page;
use crate::render::answer::phrasing::{listed, said, strung, together};
use crate::render::answer::words;
use crate::value::{State, Truth};

/// Reasons are looked into so deep.
const DEEP: usize = 24;
/// So many duties that are not owed for one reason are named where room is short.
const NAMED: usize = 2;
/// So many facts that would turn it are named.
const TURNING: usize = 3;

/// Whether a reason of its own is weak, and what it is called.
type Weak<'w> = dyn Fn(&Because) -> Option<Phrase> + 'w;

impl Screen<'_> {
    /// What is not owed on an assumption alone, with what is assumed.
    pub(super) fn assumed_away(&self) -> Vec<Phrase> {
        let side = |side: &Side| {
            let path = side.path.as_deref()?;
            self.lookup
                .basis(path, side.over.as_deref())
                .filter(|basis| {
                    use crate::determination::Basis;
                    matches!(basis, Basis::Assumed | Basis::PartlyAssumed)
                })?;
            Some(said(&side.title))
        };
        self.absent_by(
            &|because| sides(because).into_iter().find_map(side),
            words::if_assumed,
        )
    }

    /// What is not owed as whoever would owe it judges, with what is judged.
    pub(super) fn judged_away(&self) -> Vec<Phrase> {
        let own = |because: &Because| match &because.step {
            Reason::Judgement { title, holder, .. } => {
                let holder = holder.as_ref()?;
                self.lookup.is_bearer(holder).then(|| said(title))
            }
            _ => None,
        };
        self.absent_by(&own, words::if_judged)
    }

    /// Duties of the incident that are not owed for weak reasons alone, those for the same reasons
    /// together.
    fn absent_by(&self, weak: &Weak, told: fn(&Phrase, &Phrase) -> Phrase) -> Vec<Phrase> {
        let mut groups: Vec<(Vec<Phrase>, Vec<&About>)> = Vec::new();
        for duty in self.absent() {
            let Some(mut on) = self.behind(duty, weak).filter(|on| !on.is_empty()) else {
                continue;
            };
            on.dedup();
            match groups.iter_mut().find(|(known, _)| *known == on) {
                Some((_, abouts)) => abouts.push(&duty.about),
                None => groups.push((on, vec![&duty.about])),
            }
        }
        let lines = groups.into_iter().map(|(on, abouts)| {
            let mut titles = self.lookup.gathered_titles(&abouts);
            let more = titles.len().saturating_sub(NAMED);
            if more > 1 && self.room.tight >= Tight::Full {
                titles.truncate(NAMED);
                titles.push(words::and_more(&Phrase::same(more.to_string())));
            }
            match self.room.tight {
                Tight::Full | Tight::Least => listed(titles),
                _ => told(&listed(titles), &listed(on)),
            }
        });
        lines.collect()
    }

    /// What is not owed of the incident by those whom the screen is about.
    fn absent(&self) -> impl Iterator<Item = &DutyRow> {
        let duties = self.lookup.all.duties.iter();
        duties.filter(|duty| {
            matches!(duty.state, State::Exempt | State::NotArisen)
                && !duty.about.is_periodic()
                && !self.lookup.is_of_authority(duty)
        })
    }

    /// The weak reasons on which alone it rests that something is not owed.
    fn behind(&self, duty: &DutyRow, weak: &Weak) -> Option<Vec<Phrase>> {
        let holding = duty.exceptions.iter();
        let holding = holding.filter(|row| row.value == Truth::Yes && !row.replaces);
        let mut reasons: Vec<&Because> = holding.filter_map(|row| row.because.as_ref()).collect();
        if reasons.is_empty() {
            reasons.extend(&duty.about.because);
        }
        every(
            reasons
                .into_iter()
                .map(|because| self.only(because, weak, DEEP)),
        )
    }

    /// The weak reasons on which alone this rests.
    fn only(&self, because: &Because, weak: &Weak, deep: usize) -> Option<Vec<Phrase>> {
        let deep = deep.checked_sub(1)?;
        let own = |of: &Because| self.only(of, weak, deep);
        let yes = because.value.truth() == Some(Truth::Yes);
        match &because.step {
            // Each of these alone suffices: all of them must be weak.
            Reason::All | Reason::Any if yes == matches!(because.step, Reason::Any) => {
                every(deciding(because).map(own))
            }
            Reason::All | Reason::Any | Reason::Not => because.of.iter().find_map(own),
            Reason::Conclusion { name, instance, .. } => {
                let row = self.conclusion(name, instance.as_deref())?;
                let holding = row.exceptions.iter().filter(|row| row.value == Truth::Yes);
                let holding: Vec<&Because> =
                    holding.filter_map(|row| row.because.as_ref()).collect();
                match holding.is_empty() || yes {
                    true => own(row.about.because.as_ref()?),
                    false => every(holding.into_iter().map(own)),
                }
            }
            _ => weak(because).map(|one| vec![one]),
        }
    }

    fn conclusion(&self, name: &str, instance: Option<&str>) -> Option<&Conclusion> {
        let mut rows = self.lookup.all.conclusions.iter();
        rows.find(|row| row.about.key() == (name, instance))
    }

    /// Where nothing is owed: which duties are not, and the facts of which any one would change that.
    pub(super) fn at_once(&self, page: &mut Page) {
        if !self.is_quiet() {
            return;
        }
        let mut turning: Vec<(Phrase, usize)> = Vec::new();
        for duty in self.absent().filter(|duty| duty.state == State::NotArisen) {
            let because = duty.about.because.as_ref();
            for title in because.map(|one| self.turns(one, DEEP)).unwrap_or_default() {
                match turning.iter_mut().find(|(known, _)| *known == title) {
                    Some((_, count)) => *count += 1,
                    None => turning.push((title, 1)),
                }
            }
        }
        turning.sort_by_key(|(_, count)| usize::MAX - count);
        let more = turning.len() > TURNING;
        let turning = turning.into_iter().take(TURNING).map(|(title, _)| title);
        let turning = strung(turning);
        if !turning.is_empty() {
            page.line(&match more {
                true => words::changes_at_once_if_such(&turning),
                false => words::changes_at_once_if(&turning),
            });
        }
        let absent: Vec<&About> = self.absent().map(|duty| &duty.about).collect();
        let absent = self.lookup.gathered_titles(&absent);
        if !absent.is_empty() && self.room.tight < Tight::Full {
            let line = words::titled(&words::not_owed_so_far(), &strung(absent));
            page.line(&together([line, Phrase::same(".")]));
        }
    }

    /// The facts of which each by itself turns this.
    fn turns(&self, because: &Because, deep: usize) -> Vec<Phrase> {
        let Some(deep) = deep.checked_sub(1) else {
            return Vec::new();
        };
        let yes = because.value.truth() == Some(Truth::Yes);
        let own = |of: &Because| self.turns(of, deep);
        match &because.step {
            Reason::All if yes => because.of.iter().flat_map(own).collect(),
            Reason::Any if !yes => because.of.iter().flat_map(own).collect(),
            Reason::All | Reason::Any => {
                let mut of = deciding(because);
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
            Reason::Judgement { title, .. } => vec![said(title)],
            Reason::Members { title, .. } => title.iter().map(said).collect(),
            _ => {
                let named = sides(because).into_iter();
                let named = named.filter(|side| side.path.is_some());
                named.map(|side| said(&side.title)).take(1).collect()
            }
        }
    }
}

/// All that each of these rests on, where each does.
fn every(parts: impl Iterator<Item = Option<Vec<Phrase>>>) -> Option<Vec<Phrase>> {
    let parts: Option<Vec<Vec<Phrase>>> = parts.collect();
    let mut all: Vec<Phrase> = Vec::new();
    for one in parts?.concat() {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    Some(all).filter(|all| !all.is_empty())
}

/// The facts and figures that a step looks at.
fn sides(because: &Because) -> Vec<&Side> {
    match &because.step {
        Reason::Compare { left, right, .. } => vec![left, right],
        Reason::OneOf { left, .. } => vec![left],
        Reason::Fact { fact, .. } => vec![fact],
        _ => Vec::new(),
    }
}

/// The reasons that are as this is: of several that must all hold those that do not.
fn deciding(because: &Because) -> impl Iterator<Item = &Because> {
    let as_this = because.value.truth();
    because
        .of
        .iter()
        .filter(move |of| of.value.truth() == as_this)
}
