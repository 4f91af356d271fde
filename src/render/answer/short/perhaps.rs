//! What may be owed, or may have been owed by a limit that has passed.

use super::room::{Detail, Named, Tight};
use super::{Screen, is_limited, whole};
use crate::determination::{DutyRow, Need, Urgency};
use crate::diagnostic::Phrase;
use crate::render::answer::page::Page;
use crate::render::answer::phrasing::{listed, said, strung, together};
use crate::render::answer::{when, words};
use crate::value::Instant;
use crate::value::calendar::DAY;

/// A limit that passed so many microseconds ago or less is told by itself: 90 days.
const LATELY: u64 = 90 * DAY.unsigned_abs();

impl Screen<'_> {
    /// What may have been owed by a limit that has passed, the earliest first; what passed long ago, in a
    /// line.
    pub(super) fn perhaps_overdue(&self, page: &mut Page) {
        let (lately, long_ago): (Vec<&DutyRow>, Vec<&DutyRow>) =
            (self.passed.iter().copied()).partition(|duty| self.has_passed_lately(duty));
        if !lately.is_empty() {
            self.heading(page, &words::perhaps_overdue());
        }
        let long_ago = self.grouped(&long_ago).into_iter().map(|(abouts, duty)| {
            let label = self.entry(&abouts, duty, Detail::Titles).label;
            let limit = duty.earliest().or(duty.latest());
            let zone = self.lookup.zone_of(duty);
            let day = limit.map(|due| when::brief(due, zone, self.lookup));
            together([label, words::bracketed(&day.unwrap_or_default())])
        });
        let long_ago: Vec<Phrase> = long_ago.collect();
        for (abouts, duty) in self.grouped(&lately) {
            let line = match self.room.tight < Tight::Full {
                true => self.entry(&abouts, duty, Detail::Inline).line,
                false => self.fitting(page, &abouts, duty, Detail::Titles, false),
            };
            page.item(&line);
        }
        let long_ago = match (long_ago.len(), self.room.long_ago) {
            (0, _) | (_, true) => long_ago,
            (count, false) => vec![words::so_many_long_ago(&Phrase::same(count.to_string()))],
        };
        self.short_list(page, &words::perhaps_overdue_long(), long_ago);
    }

    /// Whether what may have been owed by a limit that has passed is told by itself.
    pub(super) fn has_passed_lately(&self, duty: &DutyRow) -> bool {
        let now = self.lookup.all.as_of.instant().micros();
        match self.lookup.all.urgency(duty) {
            Urgency::Passed(at) => at.micros().abs_diff(now) <= LATELY,
            _ => true,
        }
    }

    /// What may be owed and can fall due within a day, where something is to be done for certain: it is told
    /// among that.
    fn hastened(&self) -> Vec<&DutyRow> {
        let soon = |duty: &&DutyRow| {
            let soon = self.lookup.all.is_soon(duty) && !self.hangs_on_others(duty);
            soon && !self.owed.is_empty()
        };
        self.perhaps.iter().copied().filter(soon).collect()
    }

    /// Its lines, the nearest limit first, each with when that is, among what is to be done.
    pub(super) fn among(&self) -> Vec<(Option<Instant>, Phrase)> {
        let hastened = self.hastened();
        let rows = self.grouped(&hastened).into_iter();
        let mut rows: Vec<(Option<Instant>, Phrase)> = rows
            .map(|(abouts, duty)| {
                let detail = match self.room.tight < Tight::Full {
                    true => Detail::Inline,
                    false => Detail::Compact,
                };
                let line = self.entry(&abouts, duty, detail).line;
                let decide = self.own_questions(duty);
                let line = match decide.is_empty() {
                    true => words::perhaps_to_do(&line),
                    false => words::decide_if(&decide, &line),
                };
                (self.nearest_end(duty), line)
            })
            .collect();
        rows.sort_by_key(|(end, _)| (end.is_none(), *end));
        rows
    }

    /// What those who may owe it judge themselves, where nothing else decides it.
    fn own_questions(&self, duty: &DutyRow) -> Phrase {
        let needs = duty.about.deciding();
        let own = |need: &Need| self.is_own_question(need);
        match !needs.is_empty() && needs.iter().all(own) {
            true => listed(needs.iter().map(|need| said(&need.title))),
            false => Phrase::default(),
        }
    }

    /// Whether somebody who owes something judges it.
    pub(super) fn is_own_question(&self, need: &Need) -> bool {
        let holder = need.holder.as_ref();
        holder.is_some_and(|holder| self.lookup.is_bearer(holder))
    }

    /// Whether it is told beside what is to be done that this has to be decided.
    pub(super) fn is_decided_beside(&self, need: &Need) -> bool {
        let hastened = self.hastened();
        let mut beside = hastened
            .iter()
            .filter(|duty| !self.own_questions(duty).is_empty());
        beside.any(|duty| {
            duty.about
                .deciding()
                .iter()
                .any(|own| own.path == need.path)
        })
    }

    /// The nearest limit of a duty that is still ahead within a day, on any reading.
    pub(super) fn nearest_end(&self, duty: &DutyRow) -> Option<Instant> {
        match self.lookup.all.urgency_on_any_reading(duty) {
            Urgency::Soon(at) => Some(at),
            _ => None,
        }
    }

    /// What may be owed by the nearest limit, by its title and when that is; none where that is further off
    /// than four days.
    pub(super) fn soonest_perhaps(&self) -> Option<Phrase> {
        let dated = |duty: &&DutyRow| {
            let due = matches!(
                self.lookup.all.urgency(duty),
                Urgency::Soon(_) | Urgency::Due(_)
            );
            due && self.is_near(duty)
        };
        let near: Vec<&DutyRow> = self.perhaps.iter().copied().filter(dated).collect();
        let (abouts, duty) = self.grouped(&near).into_iter().next()?;
        let label = self.entry(&abouts, duty, Detail::Titles).label;
        let end = when::brief(duty.earliest()?, self.lookup.zone_of(duty), self.lookup);
        Some(together([label, words::bracketed(&end)]))
    }

    /// What may be owed, the most urgent first: with its limit on a line of its own, or by its title.
    pub(super) fn may_be_owed(&self, page: &mut Page) {
        if self.perhaps.is_empty() {
            return;
        }
        let hastened: Vec<_> = self
            .hastened()
            .iter()
            .map(|duty| duty.about.key())
            .collect();
        let others = self.perhaps.iter().copied();
        let others = others.filter(|duty| !hastened.contains(&duty.about.key()));
        let (perhaps, hanging): (Vec<&DutyRow>, Vec<&DutyRow>) =
            others.partition(|duty| !self.hangs_on_others(duty));
        if perhaps.is_empty() && hanging.is_empty() {
            return;
        }
        let others = match self.grouped(&hanging).len() {
            0 => None,
            _ if self.room.paper => {
                let titles = listed(self.named(&hanging, Detail::Titles));
                Some(words::only_if_unrecorded(&titles))
            }
            count => Some(match self.room.tight == Tight::Least {
                true => words::if_undone(&Phrase::same(count.to_string())),
                false => words::if_unrecorded(&Phrase::same(count.to_string())),
            }),
        };
        // What has a limit, or must not be delayed, comes before what has neither.
        let (limited, undated): (Vec<&DutyRow>, Vec<&DutyRow>) =
            perhaps.into_iter().partition(|duty| is_limited(duty));
        let (soon, later): (Vec<&DutyRow>, Vec<&DutyRow>) = limited
            .into_iter()
            .partition(|duty| self.lookup.all.is_soon(duty));
        let (prompt, later): (Vec<&DutyRow>, Vec<&DutyRow>) =
            later.into_iter().partition(|duty| !self.is_far(duty));
        let perhaps = [soon, prompt, later, undated].concat();
        let rows = self.grouped(&perhaps);
        let near = rows.iter().filter(|(_, duty)| is_limited(duty)).count();
        // What can fall due within a day has a line of its own wherever there is one.
        let soon = rows
            .iter()
            .take_while(|(_, duty)| self.lookup.all.is_soon(duty))
            .count();
        let most = match self.room.perhaps {
            0 => soon,
            most => whole(rows.len(), most).min(near).max(soon),
        };
        let rest: Vec<&DutyRow> = match rows.get(most) {
            Some(_) if most > 0 => {
                let told = rows.iter().take(most).map(|(_, duty)| duty.about.key());
                let told: Vec<_> = told.collect();
                let rows = rows.iter().skip(most).map(|(abouts, _)| abouts.as_slice());
                let rest: Vec<_> = rows.flatten().map(|about| about.key()).collect();
                let perhaps = perhaps.iter().copied();
                let perhaps = perhaps.filter(|duty| {
                    let key = duty.about.key();
                    rest.contains(&key) && !told.contains(&key)
                });
                perhaps.collect()
            }
            None => Vec::new(),
            _ => perhaps.clone(),
        };
        let left = self.grouped(&rest).len() + self.grouped(&hanging).len();
        let titles = match self.room.others {
            Named::Nothing if left == 0 => Phrase::default(),
            Named::Nothing => words::only_counted(&Phrase::same(left.to_string())),
            Named::Limited => {
                let (limited, undated): (Vec<&DutyRow>, Vec<&DutyRow>) =
                    rest.iter().copied().partition(|duty| is_limited(duty));
                let count = self.grouped(&undated).len();
                let count =
                    (count > 0).then(|| words::undated_too(&Phrase::same(count.to_string())));
                strung(
                    self.named_by_limit(&limited)
                        .into_iter()
                        .chain(count)
                        .chain(others),
                )
            }
            Named::All => strung(self.named_by_limit(&rest).into_iter().chain(others)),
        };
        if most == 0 {
            self.part(page);
            let line = words::titled(&words::may_be_owed(), &titles);
            page.line(&together([line, Phrase::same(".")]));
            return;
        }
        self.heading(page, &words::may_be_owed());
        for (abouts, duty) in rows.iter().take(most) {
            // Whom to turn to is wanted with what can fall due within a day.
            let whole = self.lookup.all.is_soon(duty) && self.room.tight < Tight::Full;
            page.item(&match whole {
                true => self.entry(abouts, duty, Detail::Inline).line,
                false => self.fitting(
                    page,
                    abouts,
                    duty,
                    Detail::Titles,
                    self.lookup.all.is_soon(duty),
                ),
            });
        }
        if !titles.is_empty() {
            page.item(&words::may_be_owed_too(&titles));
        }
    }

    /// Whether it may wait for more than four days.
    pub(super) fn is_far(&self, duty: &DutyRow) -> bool {
        !duty.must_not_wait() && !self.is_near(duty)
    }

    /// Whether it is owed only if somebody else did what is not on record: ordered it, or asked for it.
    fn hangs_on_others(&self, duty: &DutyRow) -> bool {
        let all = self.lookup.all;
        let needs = duty.about.deciding();
        let own = |need: &Need| {
            let mut duties = all.duties.iter();
            duties.any(|other| other.must == need.title && !self.lookup.is_of_authority(other))
        };
        let absent = duty
            .as_recorded
            .is_some_and(|recorded| recorded.state.is_absent());
        let acts = needs.iter().filter(|need| need.is_act());
        let all_acts = !needs.is_empty() && needs.iter().all(Need::is_act);
        let others = !acts.clone().any(own) && acts.count() > 0;
        (absent || all_acts) && (others || self.room.tight == Tight::Least)
    }
}
