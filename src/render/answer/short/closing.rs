//! The lower part of the screen: accounts, authorities, sanctions, what to find out, what was done,
//! what a "no" rests on, how much more there is, and which laws were read.

use super::Screen;
use super::room::Tight;
use crate::determination::turn::{self, Turn, Ways};
use crate::determination::{
    About, Basis, Because, DutyRow, Figure, Need, Reason, SanctionRow, Shown, Stage, Urgency,
    Wanted,
};
use crate::diagnostic::Phrase;
use crate::render::answer::page::Page;
use crate::render::answer::phrasing::{each_once, joined, listed, said, strung, together};
use crate::render::answer::{
    basis, disputes, figure, headline, missing, readings, remarks, sanctions, way, when, words,
};
use crate::value::calendar::DAY;
use crate::value::{State, Truth};

/// So many that were done are named where room is short.
const DONE: usize = 6;
/// So many facts are named on which it rests that something was done, and which are not established.
const BEHIND: usize = 2;

/// So many facts are asked at most of which each alone makes something owed that can fall due within a day.
const ALONE: usize = 6;

/// So many fields of law are named wherever they were read.
const FIELDS: usize = 4;

impl Screen<'_> {
    /// All that follows the duties.
    pub(super) fn closing(&self, page: &mut Page) {
        self.part(page);
        self.short_list(page, &words::disputes(), self.disputed());
        self.short_list(page, &words::exercised_heading(), self.exercised());
        // Who is near a limit has no use for what an authority may do later.
        if self.room.powers {
            self.short_list(page, &words::may_be_used(), self.may_be_used());
        }
        self.short_list(
            page,
            &words::imposed_heading(),
            self.sanctions(State::Imposed, &|row| {
                !self.lookup.all.was_imposed_lately(row)
            }),
        );
        self.short_list(
            page,
            &words::can_be_imposed_heading(),
            self.sanctions(State::Open, &|row| !self.is_told_beside(row)),
        );
        let decisions = self.own_decisions();
        self.short_list(page, &words::decide(), self.decide(&decisions));
        // What those must know who decide them.
        let advice = decisions.iter();
        let advice = advice.filter_map(|wanted| self.lookup.advice_on_question(&wanted.need));
        for told in each_once(advice) {
            page.line(&told);
        }
        self.short_list(page, &words::find_out(), self.find_out());
        if self.room.otherwise {
            self.short_list(page, &words::otherwise(), self.otherwise());
        }
        let periodic = self.periodic(page);
        self.done_so_far(page);
        // How much is not owed for weak reasons the counts tell where room is short.
        if self.room.tight < Tight::Full {
            if !self.is_quiet() {
                self.short_list(page, &words::exempt_duties(), self.exempt());
                self.short_list(page, &words::turned_away(), self.turned_away());
            }
            self.short_list(page, &words::assumed_away(), self.assumed_away());
            self.short_list(page, &words::reported_away(), self.reported_away());
            self.short_list(page, &words::judged_away(), self.judged_away());
        }
        self.done_later(page);
        self.counts(page, periodic);
        self.foot(page);
    }

    /// The facts of which accounts differ, with who says what.
    fn disputed(&self) -> Vec<Phrase> {
        let rows = self.lookup.all.disputes.iter();
        let told = rows.map(|row| match self.room.tight {
            Tight::Full | Tight::Least => said(&row.title),
            _ => disputes::accounts(row, self.lookup),
        });
        told.collect()
    }

    /// What was imposed within the last weeks: what can still be done about it depends on the day.
    pub(super) fn imposed_lately(&self, page: &mut Page) {
        let all = self.lookup.all;
        let lately = self.sanctions(State::Imposed, &|row| all.was_imposed_lately(row));
        self.short_list(page, &words::imposed_heading(), lately);
        let imposed =
            |row: &&SanctionRow| row.state == State::Imposed && all.was_imposed_lately(row);
        let advice = all.sanctions.iter().filter(imposed);
        let advice = advice.filter_map(|row| self.lookup.advice(&row.about));
        for told in each_once(advice) {
            page.line(&told);
        }
    }

    /// Sanctions in a state, of those that are wanted, those of one provision together, each with how much it
    /// can be, and when it was imposed.
    fn sanctions(&self, state: State, wanted: &dyn Fn(&SanctionRow) -> bool) -> Vec<Phrase> {
        let mut groups: Vec<Vec<&SanctionRow>> = Vec::new();
        let rows = self.lookup.all.sanctions.iter();
        for row in rows.filter(|row| row.state == state && wanted(row)) {
            let same = |group: &&mut Vec<&SanctionRow>| {
                let mut all = group.iter();
                all.all(|one| one.about.name == row.about.name && one.up_to == row.up_to)
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.push(row),
                None => groups.push(vec![row]),
            }
        }
        let told = groups.iter().filter_map(|group| {
            let first = group.first()?;
            let abouts: Vec<&About> = group.iter().map(|row| &row.about).collect();
            let cites = match self.room.tight {
                Tight::Open | Tight::Sentences => {
                    words::bracketed(&self.lookup.cites(&first.about))
                }
                _ => Phrase::default(),
            };
            let title = self.lookup.label_together(&abouts);
            let footing = super::super::lookup::standing(first.standing);
            let most = match state {
                State::Imposed => sanctions::imposed(first, self.lookup),
                _ => sanctions::most(first),
            };
            let other = match state {
                State::Imposed => readings::contestable(&first.about, first.state),
                _ => readings::spared(&first.about, first.state),
            };
            let other = other.unwrap_or_default();
            let act = first.acts.last().and_then(|act| self.lookup.all.event(act));
            let at = act.filter(|_| state == State::Imposed).map(|act| {
                let zone = self.lookup.zone(&first.about.name);
                let at = figure::bounded(&self.lookup.told_in(zone).local(&act.value));
                words::bracketed(&words::imposed_on(&at))
            });
            let at = at.unwrap_or_default();
            Some(together([title, most, at, cites, footing, other]))
        });
        told.collect()
    }

    /// What those who owe something judge themselves, what decides the nearest limit first, and where there is
    /// room what has to be weighed.
    fn decide(&self, decisions: &[&Wanted]) -> Vec<Phrase> {
        // Questions for one duty name it once.
        let mut groups: Vec<(Option<Phrase>, Vec<Phrase>)> = Vec::new();
        for wanted in decisions {
            let weighed = self.lookup.weighed(&wanted.need);
            let weighed = weighed.filter(|_| self.room.weighed);
            let question = together([
                missing::called(&wanted.need, self.lookup),
                weighed.map_or_else(Phrase::default, |what| words::to_be_weighed(&what)),
            ]);
            let title = self.hanging_on(&wanted.need);
            let title = title.filter(|_| self.room.tight < Tight::Full || self.room.whys);
            match groups.iter_mut().find(|(known, _)| *known == title) {
                Some((_, questions)) => questions.push(question),
                None => groups.push((title, vec![question])),
            }
        }
        let told = groups
            .into_iter()
            .flat_map(|(title, questions)| match title {
                Some(title) => vec![words::hangs_for(&listed(questions), &title)],
                None => questions,
            });
        told.collect()
    }

    /// The questions that those who owe something judge themselves, as many as have room.
    fn own_decisions(&self) -> Vec<&Wanted> {
        let wanted = self.lookup.wanted().iter();
        let wanted = wanted.filter(|wanted| {
            self.is_own_question(&wanted.need) && !self.lookup.is_ahead(&wanted.need.path)
        });
        // What matters to no duty, or settles nothing by itself, can wait.
        let wanted = wanted.filter(|wanted| {
            let told = self.is_decided_beside(&wanted.need);
            wanted.urgency.is_some() && !told && (wanted.least == Some(1) || self.hangs(wanted))
        });
        wanted.take(self.room.decide).collect()
    }

    /// The duties of which it is open whether they are owed: what falls due within a day, what must not be
    /// delayed, then the others, the most urgent first.
    fn open_duties(&self) -> Vec<&DutyRow> {
        let mut duties: Vec<&DutyRow> = self.perhaps.iter().chain(&self.passed).copied().collect();
        let all = self.lookup.all;
        let now = all.as_of.instant().micros();
        let just_passed = |duty: &DutyRow| match all.urgency(duty) {
            Urgency::Passed(at) => now.saturating_sub(at.micros()) <= DAY,
            _ => false,
        };
        duties.sort_by_cached_key(|duty| {
            let near = all.is_soon(duty) || just_passed(duty);
            (!near, self.is_far(duty))
        });
        duties
    }

    /// Whether it is open whether a duty of the incident is owed, and a fact decides it.
    fn hangs(&self, wanted: &Wanted) -> bool {
        !turn::decided_by(&self.open_duties(), &wanted.need).is_empty()
    }

    /// The most urgent duty of which it is open whether it is owed, and which a need decides.
    fn hanging_on(&self, need: &Need) -> Option<Phrase> {
        let decided = turn::decided_by(&self.open_duties(), need);
        let duty = *decided.first()?;
        let title = said(&duty.about.title);
        let title = match decided.len() {
            1 => title,
            _ => words::and_others(&title),
        };
        Some(match self.several {
            true => words::titled(&self.bearer(duty), &title),
            false => title,
        })
    }

    /// The few facts to find out first. What an authority judges nobody can hasten.
    fn find_out(&self) -> Vec<Phrase> {
        let wanted = self.lookup.pressing().iter();
        let facts = wanted.filter(|wanted| wanted.need.holder.is_none());
        // Each fact that alone makes owed what can fall due within a day has to be looked at by then.
        let mut perhaps = self.perhaps.iter();
        let soon =
            perhaps.find(|duty| self.lookup.all.is_soon(duty) && self.room.tight < Tight::Full);
        let first = facts.enumerate().filter(|(at, wanted)| {
            *at < self.room.facts || soon.is_some() && self.is_alone(&wanted.need)
        });
        let first: Vec<&Wanted> = first.map(|(_, wanted)| wanted).take(ALONE).collect();
        // That all of these are otherwise does not settle it.
        let shown = |need: &Need| first.iter().any(|wanted| wanted.need.path == need.path);
        let more = soon.is_some_and(|duty| {
            let needs = duty.about.deciding().into_iter();
            !first.is_empty()
                && needs
                    .filter(|need| !need.is_act())
                    .any(|need| !shown(&need))
        });
        // Facts of which the same hangs on the same are told together.
        let mut groups: Vec<(Phrase, Vec<Phrase>)> = Vec::new();
        for wanted in &first {
            let question = missing::called(&wanted.need, self.lookup);
            let turning = self.room.tight < Tight::Least || self.room.whys;
            let turning = turning.then(|| self.turning(&wanted.need)).flatten();
            let turning = turning.unwrap_or_default();
            match groups.iter_mut().find(|(known, _)| *known == turning) {
                Some((_, questions)) => questions.push(question),
                None => groups.push((turning, vec![question])),
            }
        }
        let told = groups
            .into_iter()
            .flat_map(|(turning, questions)| match turning.is_empty() {
                true => questions,
                false => vec![words::with_reason(
                    &joined(questions, &Phrase::same(", ")),
                    &turning,
                )],
            });
        told.chain((more && !self.room.paper).then(words::other_facts_too))
            .collect()
    }

    /// Whether a fact alone makes something owed.
    fn is_alone(&self, need: &Need) -> bool {
        !turn::made_by_alone(&self.open_duties(), need).is_empty()
    }

    /// What a fact has to be for the most urgent duty that it decides to be owed, and which that is.
    fn turning(&self, need: &Need) -> Option<Phrase> {
        let duties = self.open_duties();
        let decided = turn::decided_by(&duties, need);
        let duty = *decided.first()?;
        let named = |others: bool| {
            let title = said(&duty.about.title);
            match others {
                true => words::and_others(&title),
                false => title,
            }
        };
        let Some(Turn { step, on }) = turn::turn(duty, need) else {
            return Some(words::for_duty(&named(decided.len() > 1)));
        };
        let value = || way::value(step, self.lookup);
        let alone = turn::made_by_alone(&duties, need).len() > 1;
        let title = named(alone && on == Ways::Alone);
        Some(match on {
            Ways::Alone => match &step.known {
                Shown::Is(Figure::YesNo(false)) => words::owed_if_not(&title),
                Shown::Is(Figure::YesNo(true)) => words::owed_if_so(&title),
                _ => words::owed_if(&value(), &title),
            },
            Ways::Every if self.lookup.all.is_whether_done(step) => words::owed_once_come(&title),
            Ways::Every => words::owed_only_if(&value(), &title),
            Ways::Some => {
                let beyond = self.lookup.all.beyond_record(step);
                let beyond = beyond.map(|shown| figure::bounded(&self.lookup.local(shown)));
                words::turns_on(&beyond.unwrap_or_else(value), &title)
            }
        })
    }

    /// What was done, by name and time; and apart from it what is in order without an act.
    fn done_so_far(&self, page: &mut Page) {
        let kept = self.lookup.all.duties.iter();
        let told = |duty: &DutyRow| {
            let mut forbidden = self.forbidden.iter();
            forbidden.any(|other| other.about.key() == duty.about.key())
        };
        let kept =
            kept.filter(|duty| duty.state.is_kept() && !duty.about.is_periodic() && !told(duty));
        let (done, kept): (Vec<&DutyRow>, Vec<&DutyRow>) =
            kept.partition(|duty| duty.state == State::Fulfilled);
        let done: Vec<Phrase> = done.into_iter().map(|duty| self.kept(duty)).collect();
        let kept: Vec<Phrase> = kept.into_iter().map(|duty| self.kept(duty)).collect();
        self.short_list(page, &words::done_so_far(), self.some(done));
        self.short_list(page, &words::in_order_so_far(), self.some(kept));
    }

    fn some(&self, told: Vec<Phrase>) -> Vec<Phrase> {
        match self.room.tight >= Tight::Full {
            true => words::first_of(told, DONE),
            false => told,
        }
    }

    /// What is kept: when it was done, or by whose judgement it is so.
    fn kept(&self, duty: &DutyRow) -> Phrase {
        let label = self.lookup.label(&duty.about);
        let label = match self.several {
            true => {
                let beside = self
                    .lookup
                    .label_beside(&[&duty.about], duty.bearer_member.as_deref());
                words::titled(&self.bearer(duty), &beside)
            }
            false => label,
        };
        let how = match duty.state {
            State::Fulfilled => self.done_when(duty),
            _ => self.judged_by(duty),
        };
        let how = how.map(|how| words::bracketed(&how)).unwrap_or_default();
        together([label, how])
    }

    /// When it was done, and what that it was done as it is owed rests on that is not established.
    fn done_when(&self, duty: &DutyRow) -> Option<Phrase> {
        let at = self.lookup.time_of(duty)?;
        let due = duty.due().filter(|_| self.room.tight < Tight::Full);
        let due = due
            .map(|due| words::was_due(&when::brief(due, self.lookup.zone_of(duty), self.lookup)));
        let at = joined([at, due.unwrap_or_default()], &Phrase::same("; "));
        let other = readings::beside(duty, self.lookup);
        let at = together([at, other.unwrap_or_default()]);
        let facts = basis::facts(duty, &Phrase::default(), self.lookup);
        Some(match facts.is_empty() || self.room.tight >= Tight::Full {
            true => at,
            false => words::done_on(&at, &basis::few(facts, BEHIND)),
        })
    }

    /// By whose judgement, not its bearer's, a duty is kept.
    fn judged_by(&self, duty: &DutyRow) -> Option<Phrase> {
        let mut findings = self.lookup.all.findings.iter();
        let of_duty = findings.find(|row| row.name == duty.about.name);
        if let Some(title) = of_duty.and_then(|row| row.by_title.as_ref()) {
            return Some(words::as_judged_by(&words::named_party(&said(title))));
        }
        let exceptions = duty
            .exceptions
            .iter()
            .filter_map(|row| row.because.as_ref());
        let mut open: Vec<&Because> = duty.about.because.iter().chain(exceptions).collect();
        while let Some(because) = open.pop() {
            if let Reason::Judgement { holder, path, .. } = &because.step {
                let holder = holder.as_ref();
                let other = holder.filter(|holder| !self.lookup.is_bearer(holder));
                if let Some(holder) = other {
                    let who = words::named_party(&said(holder));
                    // That it was judged so may be no more than inferred.
                    return Some(match self.lookup.basis(path, None) {
                        Some(basis @ (Basis::Assumed | Basis::PartlyAssumed | Basis::Inferred)) => {
                            words::taken_as_judged_by(&who, &words::basis(basis))
                        }
                        Some(basis) => {
                            let basis = words::bracketed(&words::basis(basis));
                            words::as_judged_by(&together([who, basis]))
                        }
                        None => words::as_judged_by(&who),
                    });
                }
            }
            open.extend(&because.of);
        }
        None
    }

    /// Of what is still to be done, that it is recorded as done later.
    fn done_later(&self, page: &mut Page) {
        let open = |duty: &&DutyRow| self.lookup.all.stage(duty) != Stage::Settled;
        let later = remarks::later(self.lookup, |act| {
            let mut duties = self.lookup.all.duties.iter().filter(open);
            duties.any(|duty| duty.must == *act)
        });
        if !later.is_empty() {
            page.line(&words::recorded_for_later(&later));
        }
    }

    /// How much more the full answer has, with what of the periodic duties is not named.
    fn counts(&self, page: &mut Page, periodic: Option<Phrase>) {
        let all = self.lookup.all;
        let count = |wanted: &dyn Fn(&DutyRow) -> bool| {
            all.duties.iter().filter(|duty| wanted(duty)).count()
        };
        let out = |duty: &DutyRow| duty.state == State::NotInForce;
        let weak = self.room.tight >= Tight::Full
            && !(self.assumed_away().is_empty() && self.judged_away().is_empty());
        // What is owed, and perhaps done, is told by name.
        let open = count(&|duty| duty.state == State::Undetermined && duty.arises != Truth::Yes);
        let parts = [
            (
                open,
                match open {
                    1 => words::count_one_open as fn(&Phrase) -> Phrase,
                    _ => words::count_open,
                },
            ),
            (
                count(&|duty| duty.state.is_absent() && !out(duty)),
                match weak {
                    true => words::count_not_owed_some_weakly,
                    false => words::count_not_owed,
                },
            ),
            (count(&out), words::count_not_in_force),
        ];
        let parts = parts.into_iter().filter(|(number, _)| *number > 0);
        let parts = parts.map(|(number, told)| told(&Phrase::same(number.to_string())));
        let parts = strung(parts.chain(periodic));
        // The rest of a page on paper follows it.
        if !self.room.paper {
            page.line(&match parts.is_empty() {
                true => words::all_else(),
                false => words::rest(&parts),
            });
        }
    }

    /// Which laws were read, and what the short names stand for.
    fn foot(&self, page: &mut Page) {
        let written = page.written();
        let speaking = headline::laws(self.lookup);
        let most = if self.room.laws { usize::MAX } else { FIELDS };
        let told = match speaking.len() {
            many if many > most => words::laws_read(&listed(headline::laws_by_texts(self.lookup))),
            _ => words::laws_read(&strung(speaking)),
        };
        page.line(&told);
        if self.room.tight < Tight::Least {
            for told in self.lookup.advice_on_laws() {
                page.line(&told);
            }
        }
        if self.room.legend {
            let mentioned = |name: &str| mentions(&written, name);
            page.line(&self.lookup.legend(&mentioned));
        }
    }
}

/// Whether a text cites by a short name, which an article follows; a longer name that ends with it does not.
fn mentions(written: &str, name: &str) -> bool {
    let written = &written.replace('\u{a0}', " ");
    written.match_indices(name).any(|(at, _)| {
        let before = written.get(..at).and_then(|text| text.chars().next_back());
        let after = written
            .get(at + name.len()..)
            .and_then(|text| text.chars().next());
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let words = written.get(..at).and_then(|text| text.strip_suffix(' '));
        let word = words.and_then(|text| text.rsplit([' ', '\n', '(']).next());
        let named = word.is_some_and(|word| {
            word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic)
        });
        !letter(before) && !letter(after) && !named
    })
}
