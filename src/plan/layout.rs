//! Where the slots are. A record is its own slot, then those of its fields, with records in it laid
//! out in place, then two for each judgement about it: the answer, and since when there is one.
//! The members of a list stand one after another behind the record, so far apart as one is long.

use crate::program::{FactPath, FactRoot, FactStep, Program};
use crate::value::Kind;

use super::cell::{Cell, NONE};
use super::id::{ActId, JudgementId, SlotId};
use super::unsupported::Unsupported;

/// So many slots at most are laid out.
const MAX_SLOTS: u32 = 1 << 20;

/// Where the slots of a program's records are.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    pub(crate) records: Vec<RecordLayout>,
    /// The slot of each fact at the top.
    pub(crate) facts: Vec<u32>,
    /// The slot of each judgement about nothing.
    pub(crate) judgements: Vec<u32>,
    /// All slots of a record of which nothing is told.
    pub(crate) blank: Vec<Cell>,
    /// The record of the events of each act.
    pub(crate) acts: Vec<usize>,
}

/// Where the slots of one kind of record are, from its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct RecordLayout {
    pub(crate) fields: Vec<u32>,
    pub(crate) judgements: Vec<(usize, u32)>,
    pub(crate) size: u32,
    /// One of which nothing is told.
    pub(crate) blank: Vec<Cell>,
}

impl Layout {
    pub(crate) fn of(program: &Program) -> Result<Layout, Unsupported> {
        let mut layout = Layout {
            records: vec![RecordLayout::default(); program.records.len()],
            acts: program.acts.iter().map(|act| act.record).collect(),
            ..Layout::default()
        };
        let mut entered = vec![false; program.records.len()];
        for record in 0..program.records.len() {
            layout.measure(program, record, &mut entered)?;
        }
        let mut at = 0;
        for fact in &program.facts {
            layout.facts.push(at);
            at = layout.further(at, &fact.kind)?;
        }
        for _ in &program.judgements {
            layout.judgements.push(at);
            at += 2;
        }
        for record in 0..program.records.len() {
            let size = layout.records.get(record).map_or(0, |of| of.size);
            let mut blank = vec![Cell::ABSENT; size as usize];
            layout.fill(program, &Kind::Record(record), 0, NONE, &mut blank)?;
            if let Some(of) = layout.records.get_mut(record) {
                of.blank = blank;
            }
        }
        let mut blank = vec![Cell::ABSENT; at as usize];
        for (fact, slot) in program.facts.iter().zip(layout.facts.clone()) {
            let instead = layout.instead(program, fact.default.as_ref(), NONE)?;
            layout.fill(program, &fact.kind, slot, instead, &mut blank)?;
        }
        layout.blank = blank;
        Ok(layout)
    }

    /// How long a record of this kind is; all that it is made of is measured first.
    fn measure(
        &mut self,
        program: &Program,
        record: usize,
        entered: &mut [bool],
    ) -> Result<(), Unsupported> {
        if self.records.get(record).is_some_and(|known| known.size > 0) {
            return Ok(());
        }
        let Some(of) = program.records.get(record) else {
            return Ok(());
        };
        match entered.get_mut(record) {
            Some(entered) if !*entered => *entered = true,
            _ => return Err(Unsupported::RecursiveRecord(of.head.span)),
        }
        let mut layout = RecordLayout {
            size: 1,
            ..RecordLayout::default()
        };
        for field in &of.fields {
            if let Kind::Record(inner) = field.kind {
                self.measure(program, inner, entered)?;
            }
            layout.fields.push(layout.size);
            layout.size = self.further(layout.size, &field.kind)?;
        }
        for (number, judgement) in program.judgements.iter().enumerate() {
            if judgement.about == Some(record) {
                layout.judgements.push((number, layout.size));
                layout.size += 2;
            }
        }
        if let Some(known) = self.records.get_mut(record) {
            *known = layout;
        }
        Ok(())
    }

    fn further(&self, at: u32, kind: &Kind) -> Result<u32, Unsupported> {
        let end = at.saturating_add(self.size(kind));
        (end <= MAX_SLOTS)
            .then_some(end)
            .ok_or(Unsupported::TooManySlots)
    }

    /// How many slots a value of this kind takes.
    pub(crate) fn size(&self, kind: &Kind) -> u32 {
        match kind {
            Kind::Record(record) => self.records.get(*record).map_or(1, |of| of.size),
            _ => 1,
        }
    }

    /// Writes down of each slot which other is read where it is silent.
    fn fill(
        &self,
        program: &Program,
        kind: &Kind,
        at: u32,
        instead: u32,
        cells: &mut [Cell],
    ) -> Result<(), Unsupported> {
        if let Some(cell) = cells.get_mut(at as usize) {
            cell.instead = instead;
        }
        let Kind::Record(record) = kind else {
            return Ok(());
        };
        let (Some(of), Some(layout)) = (program.records.get(*record), self.records.get(*record))
        else {
            return Ok(());
        };
        let beside = |offset: u32| match instead {
            NONE => NONE,
            _ => instead + offset,
        };
        for (field, offset) in of.fields.iter().zip(&layout.fields) {
            let own = self.instead(program, field.default.as_ref(), beside(*offset))?;
            self.fill(program, &field.kind, at + offset, own, cells)?;
        }
        for (_, offset) in &layout.judgements {
            if let Some(cell) = cells.get_mut((at + offset) as usize) {
                cell.instead = beside(*offset);
            }
        }
        Ok(())
    }

    fn instead(
        &self,
        program: &Program,
        default: Option<&FactPath>,
        otherwise: u32,
    ) -> Result<u32, Unsupported> {
        match default {
            None => Ok(otherwise),
            Some(path) => self
                .slot(program, path)
                .map(|slot| slot.0)
                .ok_or(Unsupported::DefaultInList),
        }
    }

    /// The slot at a place that lies in no list.
    #[must_use]
    pub fn slot(&self, program: &Program, path: &FactPath) -> Option<SlotId> {
        let (mut at, mut kind) = match path.root {
            FactRoot::Fact(fact) => (
                *self.facts.get(fact)?,
                program.facts.get(fact)?.kind.clone(),
            ),
            FactRoot::Judgement(judgement) => (*self.judgements.get(judgement)?, Kind::YesNo),
            FactRoot::Event(_) => return None,
        };
        for step in &path.steps {
            let Kind::Record(record) = kind else {
                return None;
            };
            let layout = self.records.get(record)?;
            match step {
                FactStep::Field(field) => {
                    at += layout.fields.get(*field)?;
                    kind = program
                        .records
                        .get(record)?
                        .fields
                        .get(*field)?
                        .kind
                        .clone();
                }
                FactStep::Judgement(judgement) => {
                    at += layout.judgement(*judgement)?;
                    kind = Kind::YesNo;
                }
                FactStep::Index(_) | FactStep::Made => return None,
            }
        }
        Some(SlotId(at))
    }

    /// The record of the events of an act.
    pub(crate) fn event(&self, act: ActId) -> Option<&RecordLayout> {
        self.records.get(*self.acts.get(act.index())?)
    }

    /// How far into a record the answer to a judgement about it is.
    pub(crate) fn judgement(&self, record: usize, judgement: JudgementId) -> Option<u32> {
        self.records.get(record)?.judgement(judgement.index())
    }
}

impl RecordLayout {
    pub(crate) fn judgement(&self, judgement: usize) -> Option<u32> {
        let mut all = self.judgements.iter();
        all.find(|(number, _)| *number == judgement)
            .map(|(_, offset)| *offset)
    }
}
