//! What a "no" rests on: what is not owed only since something is assumed, or by the judgement of
//! the party that would owe it; and which facts would turn it.

use super::Screen;
use super::room::Tight;
use crate::determination::{About, Basis, Because, DutyRow, Reason, Side};
use crate::diagnostic::Phrase;
use crate::render::answer::page::Page;
use crate::render::answer::phrasing::{listed, said, strung, together};
use crate::render::answer::{figure, words};
use crate::value::{State, Truth};

/// So many duties that are not owed for one reason are named where room is short.
const NAMED: usize = 2;
/// So many facts that would turn it are named.
const TURNING: usize = 3;

/// What a weak step is called where it is one.
type Named<'w> = dyn Fn(&Because) -> Option<Phrase> + 'w;

impl Screen<'_> {
    /// What is not owed on an assumption alone, with what is assumed.
    pub(super) fn assumed_away(&self) -> Vec<Phrase> {
        let assumed = |side: &&Side| {
            let path = side.path.as_deref();
            let basis = path.and_then(|path| self.lookup.basis(path, side.over.as_deref()));
            matches!(basis, Some(Basis::Assumed | Basis::PartlyAssumed))
        };
        let named = |because: &Because| {
            let side = because.sides().into_iter().find(assumed)?;
            let value = figure::bounded(&self.lookup.local(&side.value));
            Some(words::titled(&said(&side.title), &value))
        };
        self.absent_by(&named, words::if_assumed)
    }

    /// What is not owed by the judgement of the party that would owe it, with what is judged.
    pub(super) fn judged_away(&self) -> Vec<Phrase> {
        let own = |because: &Because| match &because.step {
            Reason::Judgement { title, holder, .. } => {
                let holder = holder.as_ref()?;
                let judged = match because.value.truth()? {
                    Truth::Yes => words::yes(),
                    Truth::No => words::no(),
                    Truth::Undetermined => return None,
                };
                let own = self.lookup.is_bearer(holder);
                own.then(|| words::titled(&said(title), &judged))
            }
            _ => None,
        };
        self.absent_by(&own, words::if_judged)
    }

    /// Duties of the incident that are not owed for weak reasons alone, those for the same reasons
    /// together.
    fn absent_by(&self, named: &Named, told: fn(&Phrase, &Phrase) -> Phrase) -> Vec<Phrase> {
        let mut groups: Vec<(Vec<Phrase>, Vec<&About>)> = Vec::new();
        for duty in self.absent() {
            let weak = |because: &Because| named(because).is_some();
            let Some(steps) = self.lookup.all.rests_on(duty, &weak) else {
                continue;
            };
            let mut on: Vec<Phrase> = Vec::new();
            for title in steps.into_iter().filter_map(named) {
                if !on.contains(&title) {
                    on.push(title);
                }
            }
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

    /// Where nothing is owed: which duties are not, and the facts of which any one would change that.
    pub(super) fn at_once(&self, page: &mut Page) {
        if !self.is_quiet() {
            return;
        }
        let mut turning: Vec<(Phrase, usize)> = Vec::new();
        for duty in self.absent().filter(|duty| duty.state == State::NotArisen) {
            let because = duty.about.because.as_ref();
            let steps = because.map(|because| self.lookup.all.turning(because));
            for title in steps.into_iter().flatten().filter_map(called) {
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
}

/// What a step is called by which a reason turns.
fn called(because: &Because) -> Option<Phrase> {
    match &because.step {
        Reason::Judgement { title, .. } => Some(said(title)),
        Reason::Members { title, .. } => title.as_ref().map(said),
        _ => {
            let mut named = because.sides().into_iter();
            let named = named.find(|side| side.path.is_some());
            named.map(|side| said(&side.title))
        }
    }
}
