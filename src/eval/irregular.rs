//! What is on the record and yet does not count, or was done without the
//! power to do it.

use crate::determination::{Irregular, IrregularRow, Words};
use crate::facts::{Known, Part, Provenance};
use crate::program::{FactPath, FactRoot, FactStep, PartyRef};
use crate::value::{Range, Truth, Value};

use super::Eval;
use super::answering::Claim;
use super::place::step;
use super::shown::words;

impl Eval<'_> {
    /// The rows: events in the order of the record, then judgements in that of their paths.
    pub(super) fn irregular(&self) -> Vec<IrregularRow> {
        let events = (0..self.facts.events.len()).map(|number| FactPath {
            root: FactRoot::Event(number),
            steps: Vec::new(),
        });
        let mut rows: Vec<IrregularRow> = events
            .filter_map(|event| {
                self.done_later(&event)
                    .or_else(|| self.done_by_another(&event))
                    .or_else(|| self.without_power(&event))
            })
            .collect();
        rows.extend(self.answered_by_others());
        rows
    }

    /// An act that is certainly after the moment asked for: it is no part of what is known then.
    fn done_later(&self, event: &FactPath) -> Option<IrregularRow> {
        let act = self.walk(event)?.act?;
        self.datum(event)?;
        // As it is recorded: what is read of it ends at the moment asked for.
        let Known::Value(Value::Range(at)) = &self.datum(&step(event, FactStep::Field(0)))?.known
        else {
            return None;
        };
        let later = Range::exactly(self.now()).is_less_than(at) == Truth::Yes;
        later.then(|| IrregularRow {
            why: Irregular::Later,
            path: self.path_text(event),
            title: words(&self.act_title(act)),
            at: self.printed(at, self.act_policy(act)),
            by: None,
            by_title: None,
            expected: None,
            powers: Vec::new(),
        })
    }

    fn done_by_another(&self, event: &FactPath) -> Option<IrregularRow> {
        let act = self.walk(event)?.act?;
        let from = self.program.acts.get(act)?.from?;
        self.datum(event)?;
        let at = self.read(&step(event, FactStep::Field(0))).range();
        let later = Range::exactly(self.now()).is_less_than(&at);
        if later == Truth::Yes || self.by_its_doer(event, act) != Truth::No {
            return None;
        }
        let by = match &self.datum(&step(event, FactStep::Field(1)))?.known {
            Known::Value(Value::Text(by)) => by.as_ref().map(ToString::to_string),
            _ => None,
        };
        Some(IrregularRow {
            why: Irregular::DoneByAnother,
            path: self.path_text(event),
            title: words(&self.act_title(act)),
            at: self.printed(&at, self.act_policy(act)),
            by_title: by.as_ref().and_then(|by| self.title_of_party(by)),
            by,
            expected: self.party(from).map(|party| party.1),
            powers: Vec::new(),
        })
    }

    /// An act that exercises powers or imposes sanctions, of which none was there.
    fn without_power(&self, place: &FactPath) -> Option<IrregularRow> {
        let number = self.walk(place)?.act?;
        let through = |by: Option<usize>| by == Some(number);
        let powers = self.program.powers.iter();
        let mut powers = powers.flat_map(|item| &item.versions);
        let sanctions = self.program.sanctions.iter();
        let mut sanctions = sanctions.flat_map(|item| &item.versions);
        if !powers.any(|version| through(version.body.through))
            && !sanctions.any(|version| through(version.body.through))
        {
            return None;
        }
        let events = self.events(number);
        let mut certain = events.iter().filter(|event| event.certain == Truth::Yes);
        let event = certain.find(|event| event.place == *place)?;
        let mut names = Vec::new();
        let mut fits = false;
        for (power, item) in self.program.powers.iter().enumerate() {
            if item.versions.iter().any(|v| v.body.through == Some(number)) {
                names.push(self.program.full_name(&item.head));
                let part = Part::Place(place.clone());
                fits |= self.power(power).iter().any(|i| i.parts.contains(&part));
            }
        }
        for (sanction, item) in self.program.sanctions.iter().enumerate() {
            if item.versions.iter().any(|v| v.body.through == Some(number)) {
                names.push(self.program.full_name(&item.head));
                let claim = Claim::of(event, Truth::Yes, &event.needs)?;
                fits |= self.sanction(sanction).iter().any(|instance| {
                    let mut claims = instance.outcome.claims.iter();
                    claims.any(|known| known.event == claim.event)
                });
            }
        }
        (!names.is_empty() && !fits).then(|| IrregularRow {
            why: Irregular::WithoutPower,
            path: self.path_text(place),
            title: words(&self.act_title(number)),
            at: self.printed(&event.at, self.act_policy(number)),
            by: None,
            by_title: None,
            expected: None,
            powers: names,
        })
    }

    /// Answers to questions that were met, by someone who does not settle them.
    fn answered_by_others(&self) -> Vec<IrregularRow> {
        let noted = self.judgements.borrow();
        let others = noted.iter().filter_map(|(path, noted)| {
            let by = noted.unheard.clone()?;
            let judgement = self.program.judgements.get(noted.judgement)?;
            let holder: PartyRef = judgement.holder?;
            Some(IrregularRow {
                why: Irregular::AnsweredByAnother,
                path: path.clone(),
                title: words(&judgement.head.title),
                at: None,
                by_title: self.title_of_party(&by),
                by: Some(by),
                expected: self.party(holder).map(|party| party.1),
                powers: Vec::new(),
            })
        });
        others.chain(self.found_by_others()).collect()
    }

    /// Findings of duties by someone who does not make them.
    fn found_by_others(&self) -> impl Iterator<Item = IrregularRow> {
        let all = self.facts.found.iter().enumerate();
        all.filter_map(|(number, found)| {
            let duty = self.program.duties.get(found.duty)?;
            let by = self.made_by_another(duty.holder, &found.provenance)?;
            Some(IrregularRow {
                why: Irregular::AnsweredByAnother,
                path: format!("findings[{number}]"),
                title: words(&duty.head.title),
                at: None,
                by_title: self.title_of_party(&by),
                by: Some(by),
                expected: duty.holder.and_then(|h| self.party(h)).map(|party| party.1),
                powers: Vec::new(),
            })
        })
    }

    /// Who answered a question that someone else settles.
    pub(super) fn unheard(&self, judgement: usize, path: &FactPath) -> Option<String> {
        let datum = crate::facts::get(self.facts, path)?;
        let holder = self.program.judgements.get(judgement)?.holder;
        self.made_by_another(holder, &datum.provenance)
    }

    /// By whom something was settled, by then, that someone else settles.
    fn made_by_another(&self, holder: Option<PartyRef>, from: &Provenance) -> Option<String> {
        let heard = self.by_the_holder(holder, from) == Truth::Yes;
        let by = from.by.clone();
        by.filter(|_| !heard && self.made_in_time(from) == Truth::Yes)
    }

    pub(super) fn title_of_party(&self, written: &str) -> Option<Words> {
        let party = self.party_called(written)?;
        self.party(party).map(|party| party.1)
    }
}
