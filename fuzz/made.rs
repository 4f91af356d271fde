//! A record made of bytes for a program, or a record of a case changed by them: whatever the
//! vocabulary lets one write, and now and then what it does not.

use onus::program::{Field, Program};
use onus::value::{Instant, Kind, State};
use serde_json::{Map, Value, json};

use super::bytes::Bytes;
use super::shipped::Unit;

/// Makes a record for a program.
pub(crate) struct Maker<'p, 'b, 'a> {
    pub(crate) program: &'p Program,
    pub(crate) bytes: &'b mut Bytes<'a>,
}

impl Maker<'_, '_, '_> {
    /// A record, and the moment of its case if it began as one.
    pub(crate) fn record(&mut self, unit: &Unit) -> (Value, Option<Instant>) {
        let known = self.bytes.below(unit.records.len() + 1).checked_sub(1);
        let known = known.and_then(|number| unit.records.get(number));
        let (mut record, as_of) = match known.map(|known| (&known.of, known.as_of)) {
            Some((Value::Object(record), as_of)) => (record.clone(), as_of),
            _ => (self.anew(), None),
        };
        for _ in 0..self.bytes.below(6) {
            if let Some(fact) = self.bytes.one_of(&self.program.facts) {
                self.change_field(fact, 0, &mut record);
            }
        }
        if self.bytes.one_in(3) {
            let events = record.entry("events").or_insert_with(|| json!([]));
            let number = events.as_array().map_or(0, Vec::len);
            let event = self.event(number);
            events
                .as_array_mut()
                .into_iter()
                .for_each(|events| events.push(event.clone()));
        }
        if self.bytes.one_in(3) {
            let found: Vec<Value> = (0..=self.bytes.below(3)).map(|_| self.found()).collect();
            record.insert("findings".to_owned(), json!(found));
        }
        (Value::Object(record), as_of)
    }

    fn anew(&mut self) -> Map<String, Value> {
        let mut record = Map::new();
        for fact in &self.program.facts {
            self.field(fact, 0, &mut record);
        }
        for judgement in self
            .program
            .judgements
            .iter()
            .filter(|one| one.about.is_none())
        {
            self.judged(judgement.head.name.as_str(), &mut record);
        }
        let events: Vec<Value> = (0..self.bytes.below(5))
            .map(|number| self.event(number))
            .collect();
        record.insert("events".to_owned(), json!(events));
        if self.bytes.one_in(2) {
            record.insert("record_complete_until".to_owned(), json!(self.bytes.time()));
        }
        if self.bytes.one_in(4) {
            let zones = ["Asia/Seoul", "America/New_York", "Europe/London", "Nowhere"];
            record.insert("zone".to_owned(), json!(self.bytes.one_of(&zones)));
        }
        record
    }

    /// Something in a field is made anew, or all of it.
    fn change_field(&mut self, field: &Field, depth: u8, out: &mut Map<String, Value>) {
        match out.get_mut(field.head.name.as_str()) {
            Some(value) if !self.bytes.one_in(4) => self.change(&field.kind, depth, value),
            _ => self.field(field, depth, out),
        }
    }

    fn change(&mut self, kind: &Kind, depth: u8, value: &mut Value) {
        match (kind, value) {
            (Kind::Record(number), Value::Object(record)) => {
                let declared = self.program.records.get(*number);
                if let Some(field) = declared.and_then(|one| self.bytes.one_of(&one.fields)) {
                    self.change_field(field, depth + 1, record);
                }
            }
            (Kind::List(of), Value::Array(members)) if !members.is_empty() => {
                let at = self.bytes.below(members.len());
                members
                    .get_mut(at)
                    .into_iter()
                    .for_each(|one| self.change(of, depth + 1, one));
            }
            (kind, value) => *value = self.value(kind, depth),
        }
    }

    fn event(&mut self, number: usize) -> Value {
        let mut event = Map::new();
        if let Some(act) = self.bytes.one_of(&self.program.acts) {
            event.insert("act".to_owned(), json!(act.head.name.as_str()));
            for field in self
                .program
                .records
                .get(act.record)
                .iter()
                .flat_map(|one| &one.fields)
            {
                self.field(field, 1, &mut event);
            }
        }
        if self.bytes.one_in(3) {
            event.insert("id".to_owned(), json!(format!("e{number}")));
        }
        if self.bytes.one_in(3) {
            event.insert("re".to_owned(), self.re());
        }
        Value::Object(event)
    }

    /// What an event or a finding is about, as answers print it.
    fn re(&mut self) -> Value {
        let number = self.bytes.below(3);
        let head = match self.bytes.below(6) {
            0 => return json!(format!("events[{number}]")),
            1 => return json!(format!("e{number}")),
            2 => return json!(format!("202{number}")),
            3 => return json!([format!("202{number}-Q1"), format!("e{number}")]),
            4 => self
                .bytes
                .one_of(&self.program.duties)
                .map(|duty| &duty.head),
            _ => self
                .bytes
                .one_of(&self.program.facts)
                .map(|fact| &fact.head),
        };
        let name = head.map_or("", |head| head.name.as_str());
        json!([name.to_owned(), format!("{name}[{number}]")].get(self.bytes.below(2)))
    }

    /// What someone found of a duty.
    fn found(&mut self) -> Value {
        let mut found = Map::new();
        let held: Vec<_> = self
            .program
            .duties
            .iter()
            .filter(|duty| duty.holder.is_some())
            .collect();
        if let Some(duty) = self.bytes.one_of(&held) {
            let states: Vec<&str> = duty.findable().map(State::name).collect();
            found.insert("of".to_owned(), json!(duty.head.name.as_str()));
            found.insert("is".to_owned(), json!(self.bytes.one_of(&states)));
        }
        if self.bytes.one_in(3) {
            found.insert("re".to_owned(), self.re());
        }
        self.from(&mut found);
        Value::Object(found)
    }

    /// Perhaps from whom something is, and since when.
    fn from(&mut self, group: &mut Map<String, Value>) {
        if self.bytes.one_in(2) {
            group.insert("by".to_owned(), self.party());
        }
        for name in ["at", "recorded"] {
            if self.bytes.one_in(4) {
                group.insert(name.to_owned(), json!(self.bytes.time()));
            }
        }
    }

    fn party(&mut self) -> Value {
        let party = self.bytes.one_of(&self.program.parties);
        json!(party.map_or("someone", |party| party.head.name.as_str()))
    }

    fn judged(&mut self, name: &str, out: &mut Map<String, Value>) {
        let mut group = Map::new();
        match self.bytes.below(6) {
            0 => return,
            1 => drop(group.insert("unknown".to_owned(), json!(true))),
            2 => drop(group.insert("disputed".to_owned(), self.accounts(&Kind::YesNo, 1))),
            form => drop(group.insert("is".to_owned(), json!(form % 2 == 0))),
        }
        self.from(&mut group);
        out.insert(name.to_owned(), Value::Object(group));
    }

    fn field(&mut self, field: &Field, depth: u8, out: &mut Map<String, Value>) {
        let value = match self.bytes.below(12) {
            0 => return,
            1 => json!({ "unknown": true }),
            2 if field.optional => json!({ "not_applicable": true }),
            _ if field.over_period => self.series(&field.kind, depth),
            3 if depth < 4 => json!({ "disputed": self.accounts(&field.kind, depth) }),
            _ => self.value(&field.kind, depth),
        };
        out.insert(field.head.name.as_str().to_owned(), value);
    }

    /// Accounts of one thing that differ, each somebody's.
    fn accounts(&mut self, kind: &Kind, depth: u8) -> Value {
        let account = |of: &mut Self| {
            let mut account = match of.value(kind, depth + 1) {
                Value::Object(account) => account,
                other => Map::from_iter([("is".to_owned(), other)]),
            };
            account.insert("by".to_owned(), of.party());
            Value::Object(account)
        };
        let count = 2 + self.bytes.below(2);
        Value::Array((0..count).map(|_| account(self)).collect())
    }

    fn series(&mut self, kind: &Kind, depth: u8) -> Value {
        let one = |of: &mut Self| {
            let year = 2018 + of.bytes.below(8);
            let (first, last) = (1 + of.bytes.below(12), 1 + of.bytes.below(12));
            let mut one = match of.bytes.one_in(6) {
                true => Map::from_iter([("disputed".to_owned(), of.accounts(kind, depth))]),
                false => of.group(kind, depth),
            };
            let over = match of.bytes.one_in(4) {
                true => format!("{year}"),
                false => format!("{year}-{first:02}/{year}-{last:02}"),
            };
            one.insert("over".to_owned(), json!(over));
            Value::Object(one)
        };
        let count = 1 + self.bytes.below(3);
        Value::Array((0..count).map(|_| one(self)).collect())
    }

    fn value(&mut self, kind: &Kind, depth: u8) -> Value {
        match kind {
            Kind::Record(number) if depth < 6 => {
                let mut record = Map::new();
                for field in self
                    .program
                    .records
                    .get(*number)
                    .iter()
                    .flat_map(|one| &one.fields)
                {
                    self.field(field, depth + 1, &mut record);
                }
                let judgements = self.program.judgements.iter();
                for judgement in judgements.filter(|one| one.about == Some(*number)) {
                    self.judged(judgement.head.name.as_str(), &mut record);
                }
                Value::Object(record)
            }
            Kind::List(of) if depth < 6 => {
                let count = self.bytes.below(4);
                let members: Vec<Value> = (0..count).map(|_| self.value(of, depth + 1)).collect();
                match self.bytes.one_in(4) {
                    true => json!({ "at_least": members }),
                    false => json!(members),
                }
            }
            Kind::Time if self.bytes.one_in(8) => json!("not yet"),
            _ => Value::Object(self.group(kind, depth)),
        }
    }

    /// One value, or a bound of one, and perhaps from whom and when it was recorded.
    fn group(&mut self, kind: &Kind, depth: u8) -> Map<String, Value> {
        let mut group = Map::new();
        let form = match self.bytes.below(10) {
            1 => "at_least",
            2 => "at_most",
            3 => "more_than",
            4 => "less_than",
            5 => "between",
            6 => "one_of",
            7 if *kind == Kind::Time => "on",
            8 if *kind == Kind::Time => "in",
            _ => "is",
        };
        let value = match form {
            "between" | "one_of" => json!([self.plain(kind), self.plain(kind)]),
            "on" => json!(self.bytes.time().get(..10)),
            "in" => json!(self.bytes.time().get(..7)),
            _ => self.plain(kind),
        };
        group.insert(form.to_owned(), value);
        if depth > 0 {
            self.from(&mut group);
        }
        group
    }

    pub(crate) fn plain(&mut self, kind: &Kind) -> Value {
        match kind {
            Kind::YesNo => json!(self.bytes.one_in(2)),
            Kind::Number | Kind::Quantity(_) => json!(self.bytes.count()),
            Kind::Share => json!(format!(
                "{}/{}",
                self.bytes.next(),
                1 + u16::from(self.bytes.next())
            )),
            Kind::Money(currency) => json!(format!("{} {}", self.bytes.count(), currency.as_str())),
            Kind::Duration => json!(format!("{} minutes", self.bytes.count())),
            Kind::Period => json!(format!("{} days", self.bytes.next())),
            Kind::Date => json!(self.bytes.time().get(..10)),
            Kind::Time => json!(self.bytes.time()),
            Kind::Choice(list) => {
                let list = self.program.choices.get(*list);
                let chosen = list.and_then(|list| self.bytes.one_of(&list.alternatives));
                json!(chosen.map(|(name, _)| name.as_str()))
            }
            Kind::Party => self.party(),
            _ => json!("someone"),
        }
    }
}
