//! A record of facts from JSON straight into slots. It takes what most records hold: bare values
//! under the names of the vocabulary. Whatever else there is, a fault among it, is left to the reader
//! of `facts`, which has the findings; so both come to the same wherever this one comes to anything.

mod naming;
mod number;
mod time;

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::plan::{Prepared, SlotId, Told};
use crate::program::Program;
use crate::value::Instant;
use crate::value::figure::SCALE;

use super::slots::Slots;
use naming::{Entry, Naming, Takes};

/// Reads records in JSON for one plan.
#[derive(Clone, Debug)]
pub struct JsonReader {
    naming: Naming,
}

/// One map of names, and the slots that it fills.
struct Filling<'f> {
    plan: &'f Prepared,
    naming: &'f Naming,
    map: usize,
    slots: &'f mut Slots,
}

/// One slot, and what may stand there.
struct Value<'f, 'n> {
    plan: &'f Prepared,
    naming: &'f Naming,
    entry: &'n Entry,
    slots: &'f mut Slots,
}

/// A name or a text, without a copy where it is written without escapes.
struct Text;

impl JsonReader {
    /// What reads records for a plan of this program.
    #[must_use]
    pub fn new(program: &Program, plan: &Prepared) -> JsonReader {
        JsonReader {
            naming: Naming::of(program, &plan.layout),
        }
    }

    /// Fills slots with a record that is written in JSON, if it holds nothing but bare values under
    /// the names of the vocabulary. Where it does not they hold nothing that counts, and the record
    /// is to be read with its findings.
    pub fn fill(&self, plan: &Prepared, text: &str, slots: &mut Slots) -> bool {
        slots.clear(plan);
        let mut json = serde_json::Deserializer::from_str(text);
        let top = Filling {
            plan,
            naming: &self.naming,
            map: 0,
            slots,
        };
        top.deserialize(&mut json).is_ok() && json.end().is_ok()
    }
}

impl Slots {
    /// The one time that a slot holds.
    #[must_use]
    pub fn time(&self, slot: SlotId) -> Option<Instant> {
        let cell = self.cell(slot.0);
        let only = (cell.told == Told::Figure).then(|| cell.figure().only())?;
        only.map(Instant::from_micros)
    }
}

/// It is to be read with its findings.
fn otherwise<E: Error>() -> E {
    E::custom("")
}

impl<'de> DeserializeSeed<'de> for Filling<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Filling<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut json: A) -> Result<(), A::Error> {
        let plan = self.plan;
        let map = self.naming.maps.get(self.map).ok_or_else(otherwise)?;
        // Records mostly come in one order: the name after the last is tried first.
        let mut next = 0;
        while let Some(name) = json.next_key_seed(Text)? {
            let guessed = map.entries.get(next).filter(|entry| entry.name == *name);
            let entry = match guessed {
                Some(entry) => entry,
                None => {
                    let mut entries = map.entries.iter();
                    next = entries
                        .position(|entry| entry.name == *name)
                        .ok_or_else(otherwise)?;
                    map.entries.get(next).ok_or_else(otherwise)?
                }
            };
            next += 1;
            json.next_value_seed(Value {
                plan,
                naming: self.naming,
                entry,
                slots: &mut *self.slots,
            })?;
        }
        for (first, last) in &map.stretches {
            let (first, last) = (self.slots.cell(*first), self.slots.cell(*last));
            let given = first.told == Told::Figure && last.told == Told::Figure;
            if given && last.high < first.low {
                return Err(otherwise());
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        let Value {
            plan,
            naming,
            entry,
            slots,
        } = self;
        let at = entry.slot as usize;
        if slots
            .cells
            .get(at)
            .is_none_or(|cell| cell.told != Told::Absent)
        {
            // It is given twice.
            return Err(otherwise());
        }
        let (told, low, high) = match &entry.takes {
            Takes::Record(map) => {
                slots.tell(at, Told::Record, 0, 0);
                let inner = Filling {
                    plan,
                    naming,
                    map: *map,
                    slots,
                };
                return inner.deserialize(json);
            }
            Takes::Answer | Takes::Judgement => {
                let yes = bool::deserialize(json)?;
                if matches!(entry.takes, Takes::Judgement) {
                    slots.tell(at + 1, Told::Figure, i64::MIN, i64::MIN);
                }
                (if yes { Told::Yes } else { Told::No }, 0, 0)
            }
            Takes::Choice(names) => {
                let text = Text.deserialize(json)?;
                let chosen = names.iter().position(|name| *name == *text);
                let bit = chosen.and_then(|at| 1u64.checked_shl(u32::try_from(at).ok()?));
                (Told::Choice, bit.ok_or_else(otherwise)?.cast_signed(), 0)
            }
            Takes::Number(least, most) => {
                let written: &RawValue = serde::Deserialize::deserialize(json)?;
                let number = number::millionths(written.get()).ok_or_else(otherwise)?;
                if number < *least || number > *most {
                    return Err(otherwise());
                }
                (Told::Figure, number, number)
            }
            Takes::Time => {
                let text = Text.deserialize(json)?;
                let at = time::instant(&text).ok_or_else(otherwise)?;
                (Told::Figure, at, at)
            }
            Takes::Day => {
                let text = Text.deserialize(json)?;
                let day = time::day(text.as_bytes()).ok_or_else(otherwise)?;
                let day = day.checked_mul(SCALE).ok_or_else(otherwise)?;
                (Told::Figure, day, day)
            }
            Takes::Text => {
                let text = Text.deserialize(json)?;
                let number = slots.keep_text(plan, &text);
                (Told::Text, number, 0)
            }
        };
        slots.tell(at, told, low, high);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Cow<'de, str>, D::Error> {
        json.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}
