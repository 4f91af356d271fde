//! A record of facts to slots. What was recorded after the moment of knowledge is left out here.

use crate::facts::{self, Datum, Facts, Known, Provenance};
use crate::plan::{ActId, Cell, DutyId, Prepared, Told};
use crate::program::{FactPath, FactRoot, FactStep, PartyRef, Program};
use crate::value::figure::Figure;
use crate::value::{Date, Instant, Kind, Range, Truth, Value};

use super::slots::{Event, Found, Members, Part, PeriodForm, PeriodKey, Slots};

/// A judgement that waits until it is known what parties are called.
struct Waiting<'f> {
    cell: u32,
    judgement: usize,
    datum: &'f Datum,
}

/// Fills slots with a record.
struct Loader<'f> {
    plan: &'f Prepared,
    program: &'f Program,
    known_by: Option<Instant>,
    slots: &'f mut Slots,
    waiting: Vec<Waiting<'f>>,
}

impl Slots {
    /// Whether they can hold all that a record says: no accounts that differ, and nothing that it says
    /// of itself. What they cannot hold is judged by the plain evaluator.
    #[must_use]
    pub fn can_hold(facts: &Facts) -> bool {
        facts::disputes(facts).is_empty() && facts.calendars.is_empty()
    }

    /// Fills them with a record, as far as it was recorded by then. How far it was complete by then
    /// [`facts::as_known`] says beforehand.
    pub fn fill(
        &mut self,
        plan: &Prepared,
        program: &Program,
        facts: &Facts,
        known_by: Option<Instant>,
    ) {
        self.clear(plan);
        let mut loader = Loader {
            plan,
            program,
            known_by,
            slots: self,
            waiting: Vec::new(),
        };
        loader.record(facts);
    }

    pub(super) fn clear(&mut self, plan: &Prepared) {
        self.cells.clear();
        self.cells.extend_from_slice(&plan.layout.blank);
        self.accounts.clear();
        self.series.clear();
        self.exact.clear();
        self.periods.clear();
        self.texts.clear();
        self.lists.clear();
        self.events.clear();
        self.of_act.iter_mut().for_each(Vec::clear);
        self.of_act.resize_with(plan.layout.acts.len(), Vec::new);
        self.found.clear();
        self.named.clear();
        self.parts.clear();
        self.complete_until = None;
        self.complete_from = None;
    }
}

impl<'f> Loader<'f> {
    fn record(&mut self, facts: &'f Facts) {
        // Holidays that it states are not looked at yet.
        self.slots.complete_until = facts.record_complete_until;
        self.slots.complete_from = facts.record_complete_from;
        let slots = self.plan.layout.facts.iter();
        for ((datum, field), slot) in facts.facts.iter().zip(&self.program.facts).zip(slots) {
            self.datum(datum, &field.kind, *slot);
        }
        let slots = self.plan.layout.judgements.iter();
        for (judgement, (datum, slot)) in facts.judgements.iter().zip(slots).enumerate() {
            self.waiting.push(Waiting {
                cell: *slot,
                judgement,
                datum,
            });
        }
        for event in &facts.events {
            let act = ActId::at(event.act);
            let record = self
                .plan
                .layout
                .acts
                .get(event.act)
                .copied()
                .unwrap_or_default();
            let cell = self.further(&Kind::Record(record), 1);
            self.datum(&event.datum, &Kind::Record(record), cell);
            self.slots.events.push(Event {
                act,
                cell,
                by: Truth::Yes,
                re: (0, 0),
            });
        }
        for waiting in std::mem::take(&mut self.waiting) {
            self.judgement(&waiting);
        }
        for (number, event) in facts.events.iter().enumerate() {
            self.event(number, event);
        }
        for found in &facts.found {
            self.found(found);
        }
    }

    fn recorded_in_time(&self, from: &Provenance) -> bool {
        let known = self.known_by.zip(from.recorded);
        known.is_none_or(|(known_by, recorded)| recorded <= known_by)
    }

    /// Room for so many of a kind, of which nothing is told; the first of them.
    fn further(&mut self, kind: &Kind, count: usize) -> u32 {
        let first = u32::try_from(self.slots.cells.len()).unwrap_or(u32::MAX);
        let blank = match kind {
            Kind::Record(record) => self.plan.layout.records.get(*record),
            _ => None,
        };
        for _ in 0..count {
            match blank {
                Some(record) => self.slots.cells.extend_from_slice(&record.blank),
                None => self.slots.cells.push(Cell::ABSENT),
            }
        }
        first
    }

    fn set(&mut self, at: u32, told: Told, low: i64, high: i64) {
        self.slots.tell(at as usize, told, low, high);
    }

    fn datum(&mut self, datum: &'f Datum, kind: &Kind, at: u32) {
        if !self.recorded_in_time(&datum.provenance) {
            return;
        }
        match (&datum.known, kind) {
            (Known::Record(fields), Kind::Record(record)) => {
                self.set(at, Told::Record, 0, 0);
                let layout = self.plan.layout.records.get(*record);
                let of = self.program.records.get(*record);
                let Some((layout, of)) = layout.zip(of) else {
                    return;
                };
                let each = fields.fields.iter().zip(&of.fields).zip(&layout.fields);
                for ((datum, field), offset) in each {
                    self.datum(datum, &field.kind, at + offset);
                }
                for (judgement, datum) in &fields.judgements {
                    if let Some(offset) = layout.judgement(*judgement) {
                        self.waiting.push(Waiting {
                            cell: at + offset,
                            judgement: *judgement,
                            datum,
                        });
                    }
                }
            }
            (Known::List { members, open }, Kind::List(kind)) => {
                let first = self.further(kind, members.len());
                let stride = self.plan.layout.size(kind);
                let count = u32::try_from(members.len()).unwrap_or(u32::MAX);
                let told = if *open { Told::OpenList } else { Told::List };
                self.set(at, told, i64::from(first), i64::from(count));
                self.slots.lists.push(Members {
                    list: at,
                    first,
                    count,
                    stride,
                });
                for (number, member) in (0u32..).zip(members) {
                    self.datum(member, kind, first + number * stride);
                }
            }
            (Known::NotApplicable, Kind::Record(record)) => {
                self.set(at, Told::NotApplicable, 0, 0);
                self.parts(*record, at, Told::Above);
            }
            (Known::Unknown, Kind::Record(record)) => {
                self.set(at, Told::Unknown, 0, 0);
                self.parts(*record, at, Told::Unknown);
            }
            (Known::Disputed(accounts), _) => {
                let first = self.slots.accounts.len();
                for account in accounts {
                    if self.recorded_in_time(&account.provenance) {
                        let cell = self.value(&account.known);
                        self.slots.accounts.push(cell);
                    }
                }
                let count = self.slots.accounts.len() - first;
                self.set(at, Told::Disputed, wide(first), wide(count));
            }
            (Known::Series(entries), _) => {
                let first = self.slots.series.len();
                for (months, datum) in entries {
                    let told = self.recorded_in_time(&datum.provenance);
                    let cell = match (&datum.known, told) {
                        (_, false) => Cell::ABSENT,
                        (Known::Disputed(accounts), true) => self.accounts(accounts),
                        (known, true) => self.value(known),
                    };
                    self.slots.series.push((*months, cell));
                }
                self.set(at, Told::Series, wide(first), wide(entries.len()));
            }
            (known, _) => {
                let value = self.value(known);
                if let Some(cell) = self.slots.cells.get_mut(at as usize) {
                    let instead = cell.instead;
                    *cell = Cell { instead, ..value };
                }
            }
        }
    }

    fn accounts(&mut self, accounts: &'f [Datum]) -> Cell {
        let first = self.slots.accounts.len();
        for account in accounts {
            if self.recorded_in_time(&account.provenance) {
                let cell = self.value(&account.known);
                self.slots.accounts.push(cell);
            }
        }
        let mut cell = Cell::ABSENT;
        let count = self.slots.accounts.len() - first;
        cell.set(Told::Disputed, wide(first), wide(count));
        cell
    }

    /// All parts of a record that does not apply, or is declared unknown.
    fn parts(&mut self, record: usize, at: u32, told: Told) {
        let layout = self.plan.layout.records.get(record);
        let of = self.program.records.get(record);
        let Some((layout, of)) = layout.zip(of) else {
            return;
        };
        for (field, offset) in of.fields.iter().zip(&layout.fields) {
            self.set(at + offset, told, 0, 0);
            if let Kind::Record(inner) = field.kind {
                self.parts(inner, at + offset, told);
            }
        }
        if told == Told::Unknown {
            for (_, offset) in &layout.judgements {
                self.set(at + offset, told, 0, 0);
                self.set(at + offset + 1, Told::Figure, i64::MIN, i64::MIN);
            }
        }
    }

    /// One value, as far as it is known.
    fn value(&mut self, known: &Known) -> Cell {
        let mut cell = Cell::ABSENT;
        match known {
            Known::Absent | Known::Disputed(_) => {}
            Known::Unknown => cell.told = Told::Unknown,
            Known::NotApplicable => cell.told = Told::NotApplicable,
            Known::NotYet => cell.told = Told::NotYet,
            Known::Record(_) => cell.told = Told::Record,
            Known::List { .. } => cell.told = Told::List,
            Known::Series(_) => cell.told = Told::Series,
            Known::Value(Value::Truth(truth)) => {
                cell.told = match truth {
                    Truth::Yes => Told::Yes,
                    Truth::No => Told::No,
                    Truth::Undetermined => Told::Open,
                };
            }
            Known::Value(Value::Range(range)) => {
                let figure = self.known_figure(range);
                cell.set_figure(figure);
            }
            Known::Value(Value::Choice(set)) => cell.set(Told::Choice, set.cast_signed(), 0),
            Known::Value(Value::Text(None)) => cell.told = Told::AnyText,
            Known::Value(Value::Text(Some(text))) => {
                let number = self.slots.keep_text(self.plan, text);
                cell.set(Told::Text, number, 0);
            }
            Known::Value(Value::Period(None)) => cell.told = Told::AnyPeriod,
            Known::Value(Value::Period(Some(period))) => {
                let number = self.plan.periods.len() + self.slots.periods.len();
                self.slots.periods.push(*period);
                cell.set(Told::Period, wide(number), 0);
            }
        }
        cell
    }

    /// A range, beside which it is kept if it does not fit.
    fn known_figure(&mut self, range: &Range) -> Figure {
        let mut figure = Figure::of(range, &mut self.slots.exact);
        if figure.is_exact_range() {
            figure.low += wide(self.plan.exact.len());
        }
        figure
    }

    /// One that was not made by its holder settles nothing.
    fn judgement(&mut self, waiting: &Waiting<'f>) {
        if matches!(waiting.datum.known, Known::Absent) {
            return;
        }
        let holder = self.plan.holders.get(waiting.judgement).copied().flatten();
        if !self.by_the_holder(holder, &waiting.datum.provenance) {
            return;
        }
        self.datum(waiting.datum, &Kind::YesNo, waiting.cell);
        let made = match waiting.datum.provenance.at() {
            Some(at) => self.known_figure(&at),
            None => Figure::exactly(i64::MIN),
        };
        if let Some(cell) = self.slots.cells.get_mut(waiting.cell as usize + 1) {
            cell.set_figure(made);
        }
    }

    fn by_the_holder(&self, holder: Option<PartyRef>, from: &Provenance) -> bool {
        match (holder, &from.by) {
            (Some(holder), Some(by)) => self.slots.is_party(self.plan, by, holder) == Truth::Yes,
            _ => true,
        }
    }

    fn event(&mut self, number: usize, event: &facts::Event) {
        let told = self.recorded_in_time(&event.datum.provenance);
        let told = told && !matches!(event.datum.known, Known::Absent);
        let layout = self.plan.layout.event(ActId::at(event.act));
        let by = layout.and_then(|layout| layout.fields.get(1).copied());
        let cell = self.slots.events.get(number).map_or(0, |event| event.cell);
        let by = by.map_or(Cell::ABSENT, |offset| self.slots.cell(cell + offset));
        let from = self.plan.doers.get(event.act).copied().flatten();
        let by = match (from, by.told) {
            (None, _) | (_, Told::Absent) => Truth::Yes,
            (Some(from), Told::Text) => match self.slots.text(self.plan, by.low) {
                Some(by) => self.slots.is_party(self.plan, by, from),
                None => Truth::Undetermined,
            },
            _ => Truth::Undetermined,
        };
        let re = self.named(&event.re);
        if let Some(known) = self.slots.events.get_mut(number) {
            (known.by, known.re) = (by, re);
        }
        let of_act = self.slots.of_act.get_mut(event.act);
        if let Some(of_act) = of_act.filter(|_| told) {
            of_act.push(u32::try_from(number).unwrap_or(u32::MAX));
        }
    }

    fn found(&mut self, found: &facts::Found) {
        let holder = self
            .program
            .duties
            .get(found.duty)
            .and_then(|duty| duty.holder);
        let heard = self.recorded_in_time(&found.provenance);
        let re = self.named(&found.re);
        self.slots.found.push(Found {
            duty: DutyId::at(found.duty),
            state: found.state,
            at: found.provenance.at(),
            heard: heard && self.by_the_holder(holder, &found.provenance),
            re,
        });
    }

    /// Instances that are named, each by its parts.
    fn named(&mut self, re: &[Vec<facts::Part>]) -> (u32, u32) {
        let first = self.slots.named.len();
        for named in re {
            let from = self.slots.parts.len();
            for part in named {
                let part = self.part(part);
                self.slots.parts.push(part);
            }
            let to = self.slots.parts.len();
            self.slots.named.push((narrow(from), narrow(to)));
        }
        (narrow(first), narrow(self.slots.named.len()))
    }

    fn part(&self, part: &facts::Part) -> Part {
        match part {
            facts::Part::Place(path) => self.place(path).map_or(Part::Nowhere, Part::Place),
            facts::Part::Period(text) => period(text).map_or(Part::Nowhere, Part::Period),
            facts::Part::Duty(duty) => Part::Duty(DutyId::at(*duty)),
        }
    }

    /// The slot at a place.
    fn place(&self, path: &FactPath) -> Option<u32> {
        let (mut at, mut kind) = match path.root {
            FactRoot::Fact(fact) => {
                let kind = self.program.facts.get(fact)?.kind.clone();
                (*self.plan.layout.facts.get(fact)?, kind)
            }
            FactRoot::Event(event) => {
                let event = self.slots.events.get(event)?;
                let record = self.plan.layout.acts.get(event.act.index())?;
                (event.cell, Kind::Record(*record))
            }
            FactRoot::Judgement(_) => return None,
        };
        for step in &path.steps {
            (at, kind) = match (step, kind) {
                (FactStep::Field(field), Kind::Record(record)) => {
                    let offset = self.plan.layout.records.get(record)?.fields.get(*field)?;
                    let kind = self
                        .program
                        .records
                        .get(record)?
                        .fields
                        .get(*field)?
                        .kind
                        .clone();
                    (at + offset, kind)
                }
                (FactStep::Index(index), Kind::List(kind)) => {
                    let cell = self.slots.cell(at);
                    let listed = matches!(cell.told, Told::List | Told::OpenList);
                    if !listed || i64::from(*index) >= cell.high {
                        return None;
                    }
                    let first = u32::try_from(cell.low).ok()?;
                    (first + index * self.plan.layout.size(&kind), *kind)
                }
                _ => return None,
            };
        }
        Some(at)
    }
}

/// A period of the calendar by how it is printed.
fn period(text: &str) -> Option<PeriodKey> {
    let (form, year, month, day) = match text.len() {
        4 => (PeriodForm::Year, text, 1, 1),
        7 => {
            let (year, rest) = text.split_at_checked(4)?;
            match rest.strip_prefix("-Q") {
                Some(quarter) => {
                    let quarter: u32 = quarter.parse().ok()?;
                    (
                        PeriodForm::Quarter,
                        year,
                        quarter.checked_mul(3)?.checked_sub(2)?,
                        1,
                    )
                }
                None => (
                    PeriodForm::Month,
                    year,
                    rest.strip_prefix('-')?.parse().ok()?,
                    1,
                ),
            }
        }
        _ => {
            let day = Date::parse(text)?;
            return Some(PeriodKey {
                first: day.number(),
                form: PeriodForm::Day,
            });
        }
    };
    Some(PeriodKey {
        first: Date::new(year.parse().ok()?, month, day)?.number(),
        form,
    })
}

fn wide(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
