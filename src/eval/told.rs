//! Record entries that were used: facts, judgements and events by their places.

use crate::determination::{FactRow, PartyRow, Words};
use crate::facts::{Datum, Known};
use crate::program::{FactPath, FactRoot, FactStep, Field, PartyRef};
use crate::value::{Instant, Kind, Value};

use super::Eval;
use super::answering::number as number_of;
use super::judged::Item;
use super::period::months_text;
use super::place::{Walked, step};
use super::shown::words;

impl<'a> Eval<'a> {
    /// Every fact of the record that was heard, in the order of the vocabulary; then what was done.
    pub(super) fn facts_told(&self) -> Vec<FactRow> {
        let program = self.program;
        let facts = (0..program.facts.len()).map(FactRoot::Fact);
        let judgements = (0..program.judgements.len()).map(FactRoot::Judgement);
        let events = (0..self.facts.events.len()).map(FactRoot::Event);
        let mut rows = Vec::new();
        for root in facts.chain(judgements).chain(events) {
            let steps = Vec::new();
            let top = FactPath { root, steps };
            let first = rows.len();
            self.tell(&top, &mut rows);
            let title = self.walk(&top).map(|walked| words(&walked.title));
            for row in rows.iter_mut().skip(first) {
                row.of.clone_from(&title);
            }
        }
        rows
    }

    /// The parties that the record calls by a name.
    pub(super) fn parties_told(&self) -> Vec<PartyRow> {
        let facts = self.program.facts.iter().enumerate();
        let named = facts.filter_map(|(number, fact)| {
            Some(PartyRow {
                name: fact.head.name.to_string(),
                title: words(&fact.head.title),
                called: self.party_name(PartyRef::Fact(number))?,
            })
        });
        named.collect()
    }

    fn tell(&self, path: &FactPath, rows: &mut Vec<FactRow>) {
        let (Some(walked), Some(datum)) = (self.walk(path), self.datum(path)) else {
            return;
        };
        match &datum.known {
            Known::Record(record) => {
                let mut first = 0;
                if walked.act.is_some() {
                    let Some(event) = self.event_told(path, &walked, datum) else {
                        return;
                    };
                    rows.push(event);
                    // When and by whom stands in the row of the event.
                    first = 2;
                }
                let fields = (first..record.fields.len()).map(FactStep::Field);
                let judged = record.judgements.iter();
                let judged = judged.map(|(judgement, _)| FactStep::Judgement(*judgement));
                for further in fields.chain(judged) {
                    self.tell(&step(path, further), rows);
                }
            }
            Known::List { members, .. } => {
                for (index, _) in (0u32..).zip(members) {
                    self.tell(&step(path, FactStep::Index(index)), rows);
                }
            }
            Known::Series(series) => {
                for (months, datum) in series {
                    if self.recorded_in_time(&datum.provenance) {
                        let row = self.fact_told(&walked, datum);
                        let over = Some(months_text(*months));
                        rows.push(FactRow { over, ..row });
                    }
                }
            }
            // The accounts are told where it is told that they differ.
            Known::Absent | Known::Disputed(_) => {}
            _ => rows.push(self.fact_told(&walked, datum)),
        }
    }

    /// An event that has happened, or may have.
    fn event_told(&self, path: &FactPath, walked: &Walked<'a>, datum: &Datum) -> Option<FactRow> {
        let number = walked.act?;
        let events = self.events(number);
        // They stand in the order of the record.
        let place = number_of(path);
        let at = events.binary_search_by_key(&place, |event| number_of(&event.place));
        let event = events.get(at.ok()?)?;
        let at = Item::Value(Value::Range(event.at));
        let mut row = self.fact_told(walked, datum);
        let shown = self.shown(&at, &Kind::Time, self.base_policy());
        row.value = shown.in_zone(self.record_zone());
        // What is noted of its time is noted of the act: whether it took place, and from where that is
        // known.
        if let Some(at) = self.datum(&step(path, FactStep::Field(0))) {
            let from = &at.provenance;
            row.note = row.note.or_else(|| from.note.clone());
            row.source = row.source.or_else(|| from.source.clone());
        }
        let by = self.datum(&step(path, FactStep::Field(1)));
        if let Some(Known::Value(Value::Text(Some(by)))) = by.map(|by| &by.known) {
            row.by = Some(by.to_string());
            row.by_title = self.called(by);
        }
        Some(row)
    }

    /// What a party that a text names is called: by its own name, or by its title.
    fn called(&self, written: &str) -> Option<Words> {
        let party = self.party_called(written)?;
        let own = self.party_name(party).map(|name| Words {
            en: name.clone(),
            ko: name,
        });
        own.or_else(|| self.party(party).map(|(_, title)| title))
    }

    fn fact_told(&self, walked: &Walked<'a>, datum: &Datum) -> FactRow {
        let from = &datum.provenance;
        let unknown = self.unknown(&walked.kind);
        let item = unknown.map_or(Item::NotApplicable, |unknown| {
            self.item(walked, Some(&datum.known), unknown)
        });
        let ahead = self.lies_ahead(walked, &item);
        // What is written of a time that is still to come was written once it had come.
        let later = ahead && !matches!(datum.known, Known::NotYet);
        let told = |text: &Option<String>| text.clone().filter(|_| !later);
        let made = from.at().filter(|_| walked.judgement.is_some());
        let exact = made.and_then(|at| at.exact().and_then(Instant::from_seconds));
        FactRow {
            path: walked.text.clone(),
            title: words(&walked.title),
            value: self
                .shown(&item, &walked.kind, self.base_policy())
                .in_zone(self.record_zone()),
            over: None,
            by: told(&from.by),
            by_title: told(&from.by).and_then(|by| self.called(&by)),
            source: told(&from.source),
            note: told(&from.note),
            at: exact.map(|at| self.record_zone().moment(at)),
            within: made.filter(|_| exact.is_none()).map(|at| {
                let at = Item::Value(Value::Range(at));
                self.shown(&at, &Kind::Time, self.base_policy())
                    .in_zone(self.record_zone())
            }),
            ahead,
            judgement: walked.judgement.is_some(),
            holder: walked
                .judgement
                .and_then(|j| self.holder(j))
                .map(|party| party.1),
            of: None,
            names: walked.field.is_some_and(Field::is_own_name),
        }
    }
}
