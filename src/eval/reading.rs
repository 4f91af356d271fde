//! Alternative readings of a provision: which is used, and that it was.

use crate::determination::ReadingRow;
use crate::diagnostic::Phrase;
use crate::program::Reading;
use crate::value::Value;

use super::Eval;
use super::judged::{Item, Judged, Label};
use super::shown::words;

impl Eval<'_> {
    /// The alternative that is used; that it was asked for is noted.
    pub(super) fn reading(&self, number: usize) -> Judged {
        self.note_reading(number);
        self.readings.borrow_mut().insert(number);
        let Some(reading) = self.program.readings.get(number) else {
            return Judged::new(Item::Value(Value::Choice(0)), Label::none());
        };
        let used = self.alternative(reading);
        let bit = u32::try_from(used).ok().and_then(|at| 1u64.checked_shl(at));
        let item = Item::Value(Value::Choice(bit.unwrap_or(0)));
        Judged::new(item, Label::titled(reading.head.title.clone()))
    }

    fn alternative(&self, reading: &Reading) -> usize {
        let full = self.program.full_name(&reading.head);
        let asked = self.question.readings.iter();
        let mut asked =
            asked.filter(|(name, _)| *name == full || name == reading.head.name.as_str());
        let choice = self.program.choices.get(reading.choice);
        asked
            .next_back()
            .and_then(|(_, wanted)| {
                let mut alternatives = choice?.alternatives.iter();
                alternatives.position(|(name, _)| name.as_str() == wanted)
            })
            .unwrap_or(reading.default)
    }

    /// The readings that something rests on, in the order of the program.
    pub(super) fn reading_rows(&self) -> Vec<ReadingRow> {
        let noted = self.readings.borrow();
        let found = noted
            .iter()
            .filter_map(|number| self.program.readings.get(*number));
        found
            .filter_map(|reading| self.reading_row(reading))
            .collect()
    }

    fn reading_row(&self, reading: &Reading) -> Option<ReadingRow> {
        let choice = self.program.choices.get(reading.choice)?;
        let used = self.alternative(reading);
        let (name, title) = choice.alternatives.get(used)?;
        let names = choice.alternatives.iter().map(|(name, _)| name.to_string());
        let told = Phrase::new(
            format!("{}: {}", reading.head.title.en, title.en),
            format!("{}: {}", reading.head.title.ko, title.ko),
        );
        Some(ReadingRow {
            name: self.program.full_name(&reading.head),
            title: words(&reading.head.title),
            used: name.to_string(),
            used_title: words(title),
            default: used == reading.default,
            alternatives: names.collect(),
            cites: self.cites(&reading.cites),
            text: words(&told),
        })
    }
}
