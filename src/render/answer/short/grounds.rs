//! What a "no" rests on: what is not owed only since something is assumed, or by the judgement of
//! the party that would owe it; and which facts would turn it.

use super::Screen;
use super::room::Tight;
use crate::determination::{About, Basis, Because, DutyRow, Reason, RowKind, Side};
use crate::diagnostic::Phrase;
use crate::render::answer::lookup::by_provision;
use crate::render::answer::page::Page;
use crate::render::answer::phrasing::{each_once, listed, said, strung, together};
use crate::render::answer::{cause, deadline, figure, words};
use crate::value::{State, Truth};

/// Of so many things that are not owed by the judgement of who would owe them it is told how that is.
const JUDGED: usize = 2;

/// So many duties that are not owed for one reason are named where room is short.
const NAMED: usize = 2;
/// So many facts that would turn it are named, and so many reasons for which something is not owed.
const TURNING: usize = 3;

/// Why a step of reasoning is weak.
#[derive(Clone, Copy)]
enum Weak {
    /// It is only assumed.
    Assumed,
    /// It is concluded or reported, and not established, or only assumed.
    Reported,
    /// A party that would owe something judges it.
    Judged,
}

impl Screen<'_> {
    /// What is not owed on an assumption alone, with what is assumed.
    pub(super) fn assumed_away(&self) -> Vec<Phrase> {
        self.absent_by(Weak::Assumed, words::if_assumed)
    }

    /// What is not owed by what is not established alone, with what that is; not what is so on an
    /// assumption alone.
    pub(super) fn reported_away(&self) -> Vec<Phrase> {
        self.absent_by(Weak::Reported, words::with_reason)
    }

    /// What one ground alone keeps from being owed for certain, with that: what anybody would ask about
    /// first. A figure that falls short comes before what is concluded not to be.
    pub(super) fn turned_away(&self) -> Vec<Phrase> {
        let weak = [self.weakly(Weak::Reported), self.weakly(Weak::Judged)].concat();
        let all = self.lookup.all;
        let mut groups: Vec<(bool, Phrase, Vec<&About>)> = Vec::new();
        for duty in self.absent().filter(|duty| duty.state == State::NotArisen) {
            if duty.forbids || weak.contains(&duty.about.key()) || all.follows(duty).is_some() {
                continue;
            }
            let Some((measured, ground)) = self.ground(duty) else {
                continue;
            };
            match groups.iter_mut().find(|(_, known, _)| *known == ground) {
                Some((.., abouts)) => abouts.push(&duty.about),
                None => groups.push((measured, ground, vec![&duty.about])),
            }
        }
        groups.sort_by_key(|(measured, ..)| !measured);
        groups.truncate(TURNING);
        let groups = groups
            .into_iter()
            .map(|(_, ground, abouts)| (ground, abouts));
        let told = groups.map(|(ground, abouts)| {
            words::with_reason(&listed(self.few(self.whole_titles(&abouts))), &ground)
        });
        told.collect()
    }

    /// The one ground on which a duty is not owed, and whether it is a figure; a conclusion only where there is
    /// room.
    fn ground(&self, duty: &DutyRow) -> Option<(bool, Phrase)> {
        let because = duty.about.because.as_ref()?;
        let steps = self.lookup.all.turning(because);
        if let [step] = steps.as_slice()
            && cause::is_measured(Some(step))
        {
            return Some((true, cause::sentence(step, self.lookup)?));
        }
        // What is concluded of the incident is asked about; what nobody did, or one is not, seldom.
        let mut step = because;
        while let (Reason::All | Reason::Any, [only]) = (&step.step, step.of.as_slice()) {
            step = only;
        }
        let concluded = matches!(step.step, Reason::Conclusion { .. });
        let wanted = concluded && self.room.tight < Tight::Plain;
        let mut told =
            cause::sentences(Some(because).filter(|_| wanted), self.lookup, 2).into_iter();
        let first = told.next()?;
        told.next().is_none().then_some((false, first))
    }

    /// What is not owed by the judgement of the party that would owe it, with what is judged.
    pub(super) fn judged_away(&self) -> Vec<Phrase> {
        // Who judged it knows how; of many only what follows from it is wanted.
        match self.weak_groups(Weak::Judged).len() <= JUDGED {
            true => self.absent_by(Weak::Judged, words::if_judged),
            false => self.absent_by(Weak::Judged, |duties, _| duties.clone()),
        }
    }

    /// What a step is called where it is weak, with what it comes to.
    fn weak(&self, why: Weak, because: &Because) -> Option<Phrase> {
        match why {
            Weak::Assumed => self.assumed(because),
            Weak::Reported => self.reported(because),
            Weak::Judged => self.own_judgement(because),
        }
    }

    /// What a step assumes, and what it is assumed to be.
    fn assumed(&self, because: &Because) -> Option<Phrase> {
        let assumed = |side: &&Side| self.basis(side).is_some_and(Basis::is_assumed);
        let side = because.sides().into_iter().find(assumed)?;
        Some(self.valued(side))
    }

    /// What a step compares, where a part of it is not established.
    fn reported(&self, because: &Because) -> Option<Phrase> {
        let sides = because.sides();
        let mut bases = sides.iter().map(|side| self.basis(side));
        bases.any(|basis| basis.is_some()).then(|| {
            let named = sides.into_iter().filter(|side| side.path.is_some());
            listed(named.map(|side| {
                let basis = self.basis(side).map(words::basis).unwrap_or_default();
                together([self.valued(side), words::bracketed(&basis)])
            }))
        })
    }

    fn basis(&self, side: &Side) -> Option<Basis> {
        let path = side.path.as_deref()?;
        self.lookup.basis(path, side.over.as_deref())
    }

    /// A fact by its title, with its value.
    fn valued(&self, side: &Side) -> Phrase {
        let value = figure::bounded(&self.lookup.local(&side.value));
        words::titled(&said(&side.title), &value)
    }

    /// What a step has judged by a party that owes something, and how it was judged.
    fn own_judgement(&self, because: &Because) -> Option<Phrase> {
        let Reason::Judgement { title, holder, .. } = &because.step else {
            return None;
        };
        let judged = match because.value.truth()? {
            Truth::Yes => words::yes(),
            Truth::No => words::no(),
            Truth::Undetermined => return None,
        };
        let own = self.lookup.is_bearer(holder.as_ref()?);
        own.then(|| words::titled(&said(title), &judged))
    }

    /// Duties of the incident that are not owed for weak reasons alone, those for the same reasons
    /// together; not those of which it is told by when they are due if an assumption is wrong.
    fn absent_by(&self, why: Weak, told: fn(&Phrase, &Phrase) -> Phrase) -> Vec<Phrase> {
        let groups = self.weak_groups(why).into_iter();
        let lines = groups.filter_map(|(on, duties)| {
            let otherwise = matches!(why, Weak::Assumed) && is_due_otherwise(&duties);
            let duties = duties.into_iter();
            let duties = duties.filter(|duty| !otherwise || self.due_otherwise(duty).is_none());
            let abouts: Vec<&About> = duties.map(|duty| &duty.about).collect();
            let titles = self.whole_titles(&abouts);
            if titles.is_empty() {
                return None;
            }
            // What is assumed is told with its duties where there is room; what somebody judged names them.
            let counted = match why {
                Weak::Assumed => Tight::Plain,
                Weak::Reported | Weak::Judged => Tight::Full,
            };
            Some(match self.room.tight >= counted {
                true => words::so_many_if(&Phrase::same(titles.len().to_string()), &listed(on)),
                false => told(&listed(self.few(titles)), &listed(on)),
            })
        });
        lines.collect()
    }

    /// Duties of the incident that are not owed for weak reasons alone, by these reasons.
    fn weak_groups(&self, why: Weak) -> Vec<(Vec<Phrase>, Vec<&DutyRow>)> {
        let mut groups: Vec<(Vec<Phrase>, Vec<&DutyRow>)> = Vec::new();
        for duty in self.absent() {
            let weak = |because: &Because| self.weak(why, because).is_some();
            let assumed = |because: &Because| self.assumed(because).is_some();
            let firmer = matches!(why, Weak::Reported);
            if firmer && self.lookup.all.rests_on(duty, &assumed).is_some() {
                continue;
            }
            let Some(steps) = self.lookup.all.rests_on(duty, &weak) else {
                continue;
            };
            let on = each_once(steps.into_iter().filter_map(|step| self.weak(why, step)));
            match groups.iter_mut().find(|(known, _)| *known == on) {
                Some((_, duties)) => duties.push(duty),
                None => groups.push((on, vec![duty])),
            }
        }
        groups
    }

    /// What is assumed, and what is owed of what is not, and by when, where that is wrong and something
    /// has a limit then.
    pub(super) fn otherwise(&self) -> Vec<Phrase> {
        let groups = self.weak_groups(Weak::Assumed).into_iter();
        let groups = groups.filter(|(_, duties)| is_due_otherwise(duties));
        let told = groups.map(|(on, duties)| {
            let due = duties.iter().copied();
            let due = due.filter(|duty| self.due_otherwise(duty).is_some());
            let due: Vec<&DutyRow> = due.collect();
            // What may exempt from all of them is told once.
            let exempt = |duty: &DutyRow| deadline::exempt_if_not_assumed(duty);
            let mut shared = due.first().map(|duty| exempt(duty)).unwrap_or_default();
            shared.retain(|by| due.len() > 1 && due.iter().all(|duty| exempt(duty).contains(by)));
            let told = due.into_iter().filter_map(|duty| {
                let own = exempt(duty).into_iter().filter(|by| !shared.contains(by));
                let own = deadline::perhaps_exempt(own);
                Some(together([self.due_otherwise(duty)?, own]))
            });
            let told = each_once(told);
            let shared = match shared.is_empty() {
                true => None,
                false => Some(words::exempt_perhaps(&listed(shared))),
            };
            let told = strung(told.into_iter().chain(shared));
            let mut others = duties
                .iter()
                .filter_map(|duty| duty.if_not_assumed.as_ref());
            match others.any(|other| other.perhaps) {
                true => words::perhaps_if_wrong(&listed(on), &told),
                false => words::owed_if_wrong(&listed(on), &told),
            }
        });
        told.collect()
    }

    /// A duty that is not owed on an assumption, and by when it is due where that is wrong.
    fn due_otherwise(&self, duty: &DutyRow) -> Option<Phrase> {
        let due = deadline::if_not_assumed(duty, self.lookup)?;
        Some(words::with_reason(&said(&duty.about.title), &due))
    }

    /// The first titles, and how many more there are, where not all have room.
    pub(super) fn few(&self, titles: Vec<Phrase>) -> Vec<Phrase> {
        match self.room.tight >= Tight::Sentences {
            true => words::first_of(titles, NAMED),
            false => titles,
        }
    }

    /// What provisions are called: with their instances, unless none of them is owed, for this reason
    /// or another.
    fn whole_titles(&self, abouts: &[&About]) -> Vec<Phrase> {
        let groups = by_provision(abouts).into_iter();
        let whole = |name: &str| {
            let duties = self.lookup.all.duties.iter();
            let mut own = duties.filter(|duty| duty.about.name == name);
            own.all(|duty| matches!(duty.state, State::Exempt | State::NotArisen))
        };
        let told = groups.filter_map(|group| {
            let first = *group.first()?;
            Some(match whole(&first.name) && !self.several {
                true => said(&first.title),
                false => self.lookup.label_together(&group),
            })
        });
        told.collect()
    }

    /// What is exempt for certain, with what exempts it: what anybody would ask about first.
    pub(super) fn exempt(&self) -> Vec<Phrase> {
        let weak = [self.weakly(Weak::Reported), self.weakly(Weak::Judged)].concat();
        let exempt = self.absent().filter(|duty| {
            let told = weak.iter().any(|(name, _)| *name == duty.about.name);
            // What is only put off is told with what comes next.
            let mut coming = self.lookup.all.coming.rows.iter();
            let put_off = coming.any(|row| {
                let key = (row.name.as_str(), row.instance.as_deref());
                row.kind == RowKind::Duty && key == duty.about.key() && row.to == State::Pending
            });
            duty.state == State::Exempt && !told && !put_off
        });
        let mut groups: Vec<(Vec<Phrase>, Vec<&About>)> = Vec::new();
        for duty in exempt {
            let by = duty.exceptions.iter();
            let by = by.filter(|row| row.value == Truth::Yes && !row.replaces);
            let by: Vec<Phrase> = by.map(|row| said(&row.title)).collect();
            match groups.iter_mut().find(|(known, _)| *known == by) {
                Some((_, abouts)) => abouts.push(&duty.about),
                None => groups.push((by, vec![&duty.about])),
            }
        }
        let told = groups.into_iter().map(|(by, abouts)| {
            let titles = listed(self.few(self.whole_titles(&abouts)));
            together([titles, words::bracketed(&listed(by))])
        });
        told.collect()
    }

    /// What is not owed for weak reasons alone.
    fn weakly(&self, why: Weak) -> Vec<(&str, Option<&str>)> {
        let weak = |because: &Because| self.weak(why, because).is_some();
        let weakly = self.absent();
        let weakly = weakly.filter(|duty| self.lookup.all.rests_on(duty, &weak).is_some());
        weakly.map(|duty| duty.about.key()).collect()
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
        // What is not owed for a weak reason is told with the reason.
        let weak = [self.weakly(Weak::Reported), self.weakly(Weak::Judged)].concat();
        let absent = self.absent().map(|duty| &duty.about);
        let absent: Vec<&About> = absent
            .filter(|about| !weak.contains(&about.key()))
            .collect();
        let absent = self.lookup.gathered_titles(&absent);
        if !absent.is_empty() && self.room.tight < Tight::Full {
            let line = words::titled(&words::not_owed_so_far(), &strung(absent));
            page.line(&together([line, Phrase::same(".")]));
        }
    }
}

/// Whether something of what is not owed on an assumption has a limit where that is wrong.
fn is_due_otherwise(duties: &[&DutyRow]) -> bool {
    let mut others = duties
        .iter()
        .filter_map(|duty| duty.if_not_assumed.as_ref());
    others.any(|other| other.safe().is_some())
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
