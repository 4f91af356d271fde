//! Slots back to places in the record, for those who show an answer.

use crate::plan::Prepared;
use crate::program::{FactPath, FactRoot, FactStep, Program};
use crate::value::{Date, Kind};

use super::slots::{Part, PeriodForm, Slots};

impl Slots {
    /// The place of a slot.
    #[must_use]
    pub fn place(&self, plan: &Prepared, program: &Program, at: u32) -> Option<FactPath> {
        self.walk(plan, program, at).map(|(path, _)| path)
    }

    fn walk(&self, plan: &Prepared, program: &Program, at: u32) -> Option<(FactPath, Kind)> {
        let layout = &plan.layout;
        let (mut path, mut kind, mut offset) = if (at as usize) < layout.blank.len() {
            let after = layout.facts.partition_point(|slot| *slot <= at);
            let fact = after.checked_sub(1)?;
            let path = FactPath {
                root: FactRoot::Fact(fact),
                steps: Vec::new(),
            };
            let kind = program.facts.get(fact)?.kind.clone();
            (path, kind, at - layout.facts.get(fact)?)
        } else if let Some(list) = self.around(at) {
            let (mut path, kind) = self.walk(plan, program, list.list)?;
            let Kind::List(kind) = kind else {
                return None;
            };
            let within = at - list.first;
            path.steps.push(FactStep::Index(within / list.stride));
            (path, *kind, within % list.stride)
        } else {
            let after = self.events.partition_point(|event| event.cell <= at);
            let event = after.checked_sub(1)?;
            let of = self.events.get(event)?;
            let path = FactPath {
                root: FactRoot::Event(event),
                steps: Vec::new(),
            };
            let record = *layout.acts.get(of.act.index())?;
            (path, Kind::Record(record), at - of.cell)
        };
        while offset > 0 {
            let Kind::Record(record) = kind else {
                return None;
            };
            let of = layout.records.get(record)?;
            let after = of.fields.partition_point(|field| *field <= offset);
            let field = after.checked_sub(1)?;
            path.steps.push(FactStep::Field(field));
            kind = program.records.get(record)?.fields.get(field)?.kind.clone();
            offset -= of.fields.get(field)?;
        }
        Some((path, kind))
    }

    fn around(&self, at: u32) -> Option<&super::slots::Members> {
        let after = self.lists.partition_point(|list| list.first <= at);
        let list = self.lists.get(after.checked_sub(1)?)?;
        (at - list.first < list.count * list.stride).then_some(list)
    }

    /// A place as the record writes it: `services[0].outage`.
    #[must_use]
    pub fn written(&self, plan: &Prepared, program: &Program, at: u32) -> String {
        let Some(path) = self.place(plan, program, at) else {
            return String::new();
        };
        let (mut text, mut kind) = match path.root {
            FactRoot::Fact(fact) => match program.facts.get(fact) {
                Some(field) => (field.head.name.to_string(), field.kind.clone()),
                None => return String::new(),
            },
            FactRoot::Event(event) => {
                let act = self.events.get(event).map(|event| event.act.index());
                let record = act.and_then(|act| plan.layout.acts.get(act).copied());
                (
                    format!("events[{event}]"),
                    Kind::Record(record.unwrap_or_default()),
                )
            }
            FactRoot::Judgement(_) => return String::new(),
        };
        for step in &path.steps {
            match (step, &kind) {
                (FactStep::Index(index), Kind::List(inner)) => {
                    text.push_str(&format!("[{index}]"));
                    kind = (**inner).clone();
                }
                (FactStep::Field(field), Kind::Record(record)) => {
                    let record = program.records.get(*record);
                    let Some(field) = record.and_then(|record| record.fields.get(*field)) else {
                        return text;
                    };
                    text.push('.');
                    text.push_str(field.head.name.as_str());
                    kind = field.kind.clone();
                }
                _ => return text,
            }
        }
        text
    }

    /// What tells an instance from others, as an answer writes it; which duty was breached only
    /// where it can be several.
    pub(super) fn instance_text(
        &self,
        plan: &Prepared,
        program: &Program,
        parts: &[Part],
        several: bool,
    ) -> Option<String> {
        let texts = parts.iter().filter_map(|part| match part {
            Part::Place(at) => Some(self.written(plan, program, *at)),
            Part::Period(period) => {
                let first = Date::from_number(period.first)?;
                let (year, month) = (first.year(), first.month());
                Some(match period.form {
                    PeriodForm::Year => format!("{year:04}"),
                    PeriodForm::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
                    PeriodForm::Month => format!("{year:04}-{month:02}"),
                    PeriodForm::Day => first.to_string(),
                })
            }
            Part::Duty(duty) => {
                let duty = program.duties.get(duty.index()).filter(|_| several)?;
                Some(duty.head.name.to_string())
            }
            Part::Nowhere => None,
        });
        let texts: Vec<String> = texts.collect();
        (!texts.is_empty()).then(|| texts.join(", "))
    }
}
