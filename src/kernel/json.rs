//! A record of facts from JSON straight into slots. It takes what most records hold: bare values
//! under the names of the vocabulary. Whatever else there is, a fault among it, is left to the reader
//! of `facts`, which has the findings; so both come to the same wherever this one comes to anything.

mod naming;
mod number;
mod text;
mod time;

use crate::plan::{Prepared, SlotId, Told};
use crate::program::Program;
use crate::source::MAX_FILE_BYTES;
use crate::value::figure::SCALE;
use crate::value::{Instant, Zone};

use super::slots::Slots;
use naming::{Entry, Itself, Naming, Takes};
use text::Text;

/// Reads records in JSON for one plan.
#[derive(Clone, Debug)]
pub struct JsonReader {
    naming: Naming,
}

/// One pass over a text.
struct Pass<'p, 't> {
    plan: &'p Prepared,
    naming: &'p Naming,
    text: Text<'t>,
    slots: &'p mut Slots,
    /// By whose clocks times are written, once that is said.
    zone: Option<Zone>,
    /// Which names that say something of the record itself were met.
    met: u8,
}

impl JsonReader {
    /// What reads records for a plan of this program.
    #[must_use]
    pub fn new(program: &Program, plan: &Prepared) -> JsonReader {
        JsonReader {
            naming: Naming::of(program, &plan.layout),
        }
    }

    /// Fills slots with a record that is written in JSON, if it holds nothing but bare values under
    /// the names of the vocabulary, without escapes. Where it does not they hold nothing that counts,
    /// and the record is to be read with its findings.
    pub fn fill(&self, plan: &Prepared, text: &str, slots: &mut Slots) -> bool {
        slots.clear(plan);
        if text.len() > MAX_FILE_BYTES {
            return false;
        }
        let mut pass = Pass {
            plan,
            naming: &self.naming,
            text: Text::of(text),
            slots,
            zone: None,
            met: 0,
        };
        pass.record(0).is_some() && pass.text.is_over()
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

impl Pass<'_, '_> {
    /// The names of one map and what is written under them; none where it is to be read with its
    /// findings.
    fn record(&mut self, map: usize) -> Option<()> {
        let naming = self.naming;
        let map = naming.maps.get(map)?;
        self.text.sign(b'{')?;
        // Records mostly come in one order: the name after the last is tried first.
        let mut next = 0;
        if !self.text.is_next(b'}') {
            loop {
                let perhaps = map.entries.get(next);
                let at = match perhaps.is_some_and(|entry| self.text.is_text(&entry.name)) {
                    true => next,
                    false => map.find(self.text.text()?)?,
                };
                next = at + 1;
                self.text.sign(b':')?;
                self.value(map.entries.get(at)?)?;
                if !self.text.is_next(b',') {
                    break;
                }
                self.text.space();
            }
            self.text.sign(b'}')?;
        }
        for (first, last) in &map.stretches {
            let (first, last) = (self.slots.cell(*first), self.slots.cell(*last));
            let given = first.told == Told::Figure && last.told == Told::Figure;
            if given && last.high < first.low {
                return None;
            }
        }
        Some(())
    }

    fn value(&mut self, entry: &Entry) -> Option<()> {
        self.text.space();
        if let Takes::OfItself(what) = &entry.takes {
            return self.of_itself(*what);
        }
        let at = entry.slot as usize;
        if self.slots.cells.get(at)?.told != Told::Absent {
            // It is given twice.
            return None;
        }
        let (told, low, high) = match &entry.takes {
            Takes::OfItself(_) => return None,
            Takes::Record(map) => {
                self.slots.tell(at, Told::Record, 0, 0);
                return self.record(*map);
            }
            Takes::Answer => (self.answer()?, 0, 0),
            Takes::Judgement => {
                let told = self.answer()?;
                self.slots.tell(at + 1, Told::Figure, i64::MIN, i64::MIN);
                (told, 0, 0)
            }
            Takes::Choice(names) => {
                let text = self.text.text()?;
                let chosen = names.iter().position(|name| name == text)?;
                let bit = 1u64.checked_shl(u32::try_from(chosen).ok()?)?;
                (Told::Choice, bit.cast_signed(), 0)
            }
            Takes::Number(least, most) => {
                let number = number::millionths(self.text.number())?;
                if number < *least || number > *most {
                    return None;
                }
                (Told::Figure, number, number)
            }
            Takes::Time => {
                let at = time::instant(self.text.text()?.as_bytes(), self.zone)?;
                (Told::Figure, at, at)
            }
            Takes::Day => {
                let day = time::day(self.text.text()?.as_bytes())?;
                let day = day.checked_mul(SCALE)?;
                (Told::Figure, day, day)
            }
            Takes::Text => {
                let text = self.text.text()?;
                let number = self.slots.keep_text(self.plan, text);
                (Told::Text, number, 0)
            }
        };
        self.slots.tell(at, told, low, high);
        Some(())
    }

    /// What a record says of itself.
    fn of_itself(&mut self, what: Itself) -> Option<()> {
        let bit = 1 << what as u8;
        if self.met & bit != 0 {
            return None;
        }
        self.met |= bit;
        let text = self.text.text()?;
        match what {
            Itself::Schema | Itself::Title | Itself::Note | Itself::Source => {}
            // Times that were read before it were not read by it, and so have an offset.
            Itself::Zone => self.zone = Some(Zone::named(text)?),
            Itself::CompleteUntil => {
                let until = time::instant(text.as_bytes(), self.zone)?;
                self.slots.complete_until = Some(Instant::from_micros(until));
            }
        }
        Some(())
    }

    fn answer(&mut self) -> Option<Told> {
        match self.text.word() {
            "true" => Some(Told::Yes),
            "false" => Some(Told::No),
            _ => None,
        }
    }
}
