//! What authorities did, with the limits that they set, and what they may do.

use super::Screen;
use super::room::Tight;
use crate::determination::{About, FactRow, Figure, Need, PowerRow, Shown};
use crate::diagnostic::Phrase;
use crate::render::answer::phrasing::{joined, listed, said, strung, together};
use crate::render::answer::{figure, moment, words};
use crate::render::date;
use crate::value::{Date, Instant, State, Zone};

/// So many powers of one holder are named that hang on its judgement, or on what is not known.
const NAMED: usize = 2;

impl Screen<'_> {
    /// What authorities did; also where it is open whether they could. A limit that was set in it says
    /// how far off it is.
    pub(super) fn exercised(&self) -> Vec<Phrase> {
        let mut all: Vec<Phrase> = Vec::new();
        for power in &self.lookup.all.powers {
            let act = power.acts.last();
            let act = act.and_then(|act| self.lookup.all.event(act));
            let open = power.state == State::Undetermined && act.is_some();
            if !open && power.state != State::Exercised {
                continue;
            }
            let told = match act {
                Some(act) => self.request(act, self.lookup.zone(&power.about.name)),
                None => Phrase::default(),
            };
            // Which exercise it is, the time of its act tells.
            let only = power.acts.first() == power.about.instance.as_ref();
            let label = match only && act.is_some() {
                true => said(&power.about.title),
                false => self.lookup.label(&power.about),
            };
            let ahead = act.is_some_and(|act| self.may_be_ahead(act));
            let told = match ahead {
                true => words::perhaps_done(&together([label, told])),
                false => together([label, told]),
            };
            if !all.contains(&told) {
                all.push(told);
            }
        }
        all
    }

    /// Whether an act on record may lie after the moment asked for.
    fn may_be_ahead(&self, act: &FactRow) -> bool {
        let end = act.value.end(self.lookup.zone(""));
        end.zip(self.lookup.now).is_some_and(|(end, now)| now < end)
    }

    /// When it was done, how well that is known, and by when it was to be complied with.
    fn request(&self, act: &FactRow, zone: Zone) -> Phrase {
        let lookup = self.lookup.told_in(zone);
        let time = |fact: &FactRow| figure::bounded(&lookup.local(&fact.value));
        let own = self.lookup.all.about_event(act);
        let told = own.filter_map(|fact| {
            let end = fact.value.end(zone)?;
            let day = limit_day(&fact.value);
            let at = day.map_or_else(|| time(fact), date::weekday);
            let set = words::titled(&said(&fact.title), &at);
            let now = self.lookup.now;
            let off = now.and_then(|now| match (day, begun(&fact.value)) {
                (Some(day), _) => moment::days_until(now, day, zone),
                // Of a limit that is known within bounds only the earlier bound is safe.
                (None, Some(first)) if first < now && now <= end => Some(words::may_be_past()),
                (None, Some(first)) if now < first => Some(moment::from_now(now, first)),
                _ => Some(moment::from_now(now, end)),
            });
            let basis = fact.basis().map(words::basis);
            Some(listed(std::iter::once(set).chain(basis).chain(off)))
        });
        let basis = act.basis().map(words::basis);
        let made = listed(std::iter::once(time(act)).chain(basis));
        words::bracketed(&strung(std::iter::once(made).chain(told)))
    }

    /// What authorities may do, each with its powers; which are open.
    pub(super) fn may_be_used(&self) -> Vec<Phrase> {
        let mut holders: Vec<(Phrase, Vec<&PowerRow>)> = Vec::new();
        for power in &self.lookup.all.powers {
            let usable = match power.state {
                State::Available => true,
                State::Undetermined => power.acts.is_empty(),
                _ => false,
            };
            if !usable {
                continue;
            }
            let holder = self.lookup.party(&power.holder, &power.holder_title);
            match holders.iter_mut().find(|(known, _)| *known == holder) {
                Some((_, powers)) => powers.push(power),
                None => holders.push((holder, vec![power])),
            }
        }
        let told = holders.into_iter().filter_map(|(holder, powers)| {
            let (sure, open): (Vec<&PowerRow>, Vec<&PowerRow>) = powers
                .into_iter()
                .partition(|power| power.state == State::Available);
            let (judged, open): (Vec<&PowerRow>, Vec<&PowerRow>) =
                open.into_iter().partition(|power| is_for_its_holder(power));
            let sure = match self.room.tight {
                Tight::Open | Tight::Sentences => self.lookup.gathered(&abouts(&sure)),
                _ => self.lookup.gathered_titles(&abouts(&sure)),
            };
            // What hangs on a judgement of its holder, or on what is not known, is named while there is room.
            let room = match self.room.tight {
                Tight::Open | Tight::Sentences => NAMED,
                Tight::Plain => 1,
                Tight::Full | Tight::Least => 0,
            };
            let judged = self.lookup.gathered_titles(&abouts(&judged));
            let open = self.lookup.gathered_titles(&abouts(&open));
            let told = |titles: &[Phrase], most: usize| listed(titles.iter().take(most).cloned());
            let (first, second) = (judged.len().min(room), room.saturating_sub(judged.len()));
            let second = open.len().min(second);
            let parts = [
                (!sure.is_empty()).then(|| listed(sure)),
                (first > 0).then(|| words::to_be_judged(&told(&judged, first))),
                (second > 0).then(|| words::still_open(&told(&open, second))),
            ];
            let named = joined(parts.into_iter().flatten(), &Phrase::same("; "));
            let more = judged.len() + open.len() - first - second;
            let more = (more > 0).then(|| words::so_many_powers(&Phrase::same(more.to_string())));
            let shown = !named.is_empty();
            let all = joined([named].into_iter().chain(more), &Phrase::same("; "));
            shown.then(|| words::titled(&holder, &all))
        });
        told.collect()
    }
}

fn abouts<'p>(powers: &[&'p PowerRow]) -> Vec<&'p About> {
    powers.iter().map(|power| &power.about).collect()
}

/// Whether nothing but the judgement of those who have it decides whether it can be used.
fn is_for_its_holder(power: &PowerRow) -> bool {
    let needs = power.about.deciding();
    let own = |need: &Need| need.holder.as_ref() == Some(&power.holder_title);
    !needs.is_empty() && needs.iter().all(own)
}

/// When something began at the earliest.
fn begun(value: &Shown) -> Option<Instant> {
    match value {
        Shown::Is(Figure::Time(at)) | Shown::Between(Figure::Time(at), _) => {
            Some(at.moment().instant())
        }
        _ => None,
    }
}

/// The day of a limit that was set for a day.
fn limit_day(value: &Shown) -> Option<Date> {
    match value {
        Shown::Is(Figure::Date(day)) => Some(*day),
        Shown::Between(from, until) => {
            let (first, last) = moment::whole_days(from, until)?;
            (first == last).then_some(last)
        }
        _ => None,
    }
}
