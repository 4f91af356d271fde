//! One certain value of each kind, in the base unit of its kind.

use std::sync::Arc;

use super::findings;
use super::node::{Data, Node};
use super::reader::Reader;
use super::slot::Slot;
use super::time;
use crate::name::Name;
use crate::program::written as figure;
use crate::source::Span;
use crate::value::written;
use crate::value::{Kind, Number, Range, Truth, Value, currency};

impl<'a> Reader<'a> {
    /// One certain value of the kind, or a finding.
    pub(super) fn value(&mut self, node: &Node, slot: &Slot<'a>) -> Option<Value> {
        if slot.kind.is_ordered() {
            let number = self.number(node, slot)?;
            return Some(Value::Range(Range::exactly(number)));
        }
        let value = match (&node.data, slot.kind) {
            (Data::Bool(value), Kind::YesNo) => Value::Truth(Truth::from(*value)),
            (Data::Text(text), Kind::YesNo) => match text.as_str() {
                "yes" | "예" => Value::Truth(Truth::Yes),
                "no" | "아니오" | "아니요" => Value::Truth(Truth::No),
                _ => return self.wrong_kind(node, slot),
            },
            (Data::Text(text), Kind::Text | Kind::Party) => {
                Value::Text(Some(Arc::from(text.as_str())))
            }
            (Data::Text(text), Kind::Choice(list)) => {
                return self.choice(text, *list, node.span, slot);
            }
            (Data::Text(text), Kind::Period) => match written::period(text) {
                Ok(period) => Value::Period(Some(period)),
                Err(slip) => return self.wrong_amount(node, slot, slip),
            },
            _ => return self.wrong_kind(node, slot),
        };
        Some(value)
    }

    fn wrong_kind<T>(&mut self, node: &Node, slot: &Slot<'a>) -> Option<T> {
        let finding = match &node.data {
            Data::Null => findings::null(slot.name.as_str(), node.span),
            Data::List(nodes) if nodes.iter().any(is_over) => {
                findings::takes_no_period(slot, node.span)
            }
            data => findings::wrong_kind(self.program, slot, data, node.span),
        };
        self.report(finding);
        None
    }

    fn wrong_amount<T>(&mut self, node: &Node, slot: &Slot<'a>, slip: written::Slip) -> Option<T> {
        let finding = findings::amount(self.program, slot, slip, &node.data, node.span);
        self.report(finding);
        None
    }

    fn choice(&mut self, text: &str, list: usize, span: Span, slot: &Slot<'a>) -> Option<Value> {
        let alternatives = &self.program.choices.get(list)?.alternatives;
        let written = Name::new(text);
        let number = alternatives.iter().position(|(name, _)| *name == written);
        let bit = number
            .and_then(|number| u32::try_from(number).ok())
            .and_then(|number| 1u64.checked_shl(number));
        if bit.is_none() {
            let near = self.nearest(text, alternatives.iter().map(|(name, _)| name.as_str()));
            self.report(findings::unknown_choice(text, slot, span, near.as_deref()));
        }
        bit.map(Value::Choice)
    }

    /// A number in the base unit of an ordered kind, or a finding where it lies outside what is
    /// declared.
    pub(super) fn number(&mut self, node: &Node, slot: &Slot<'a>) -> Option<Number> {
        let number = self.any_number(node, slot)?;
        let within = slot.within;
        if within.low.is_some_and(|low| number < low.at) {
            let least = within.low.filter(|low| !low.at.is_zero());
            let least = least.map(|low| figure(self.program, slot.kind, low.at, self.zone));
            self.report(findings::below(slot, node.span, least.as_deref()));
            return None;
        }
        if let Some(most) = within.high.filter(|high| number > high.at) {
            let most = figure(self.program, slot.kind, most.at, self.zone);
            self.report(findings::above(slot, node.span, &most));
            return None;
        }
        Some(number)
    }

    fn any_number(&mut self, node: &Node, slot: &Slot<'a>) -> Option<Number> {
        let (text, digits) = match &node.data {
            Data::Number(text) => (text, true),
            Data::Text(text) => (text, false),
            _ => return self.wrong_kind(node, slot),
        };
        let read = match slot.kind {
            Kind::Number => written::number(text),
            Kind::Quantity(unit) => return self.quantity(text, *unit, node, slot),
            // The rest have a unit or a form that bare digits cannot say.
            _ if digits => return self.wrong_kind(node, slot),
            Kind::Share => written::share(text),
            Kind::Duration => written::duration(text),
            Kind::Money(currency) => return self.money(text, currency, node, slot),
            Kind::Date | Kind::Time => return self.moment(text, node, slot),
            _ => return self.wrong_kind(node, slot),
        };
        match read {
            Ok(number) => Some(number),
            Err(slip) => self.wrong_amount(node, slot, slip),
        }
    }

    fn moment(&mut self, text: &str, node: &Node, slot: &Slot<'a>) -> Option<Number> {
        let read = if *slot.kind == Kind::Date {
            time::date(text).map(|day| Number::whole(day.number()))
        } else {
            self.instant(text, node.span).map(|at| at.seconds())
        };
        let slip = match read {
            Ok(number) => return Some(number),
            Err(slip) => slip,
        };
        match findings::time(text, slip, self.zone, node.span) {
            Some(finding) => self.report(finding),
            None => return self.wrong_kind(node, slot),
        }
        None
    }

    fn money(
        &mut self,
        text: &str,
        currency: &Name,
        node: &Node,
        slot: &Slot<'a>,
    ) -> Option<Number> {
        let (number, unit) = match written::leading(text) {
            Ok(read) => read,
            Err(slip) => return self.wrong_amount(node, slot, slip),
        };
        if unit.is_empty() {
            return self.wrong_kind(node, slot);
        }
        if currency::code(unit) == Some(currency.as_str()) {
            let written = text.strip_suffix(unit).unwrap_or(text).trim();
            if written::may_be_thousands(written) {
                let finding = findings::point_in_money(slot, written, node.span);
                self.report(finding);
                return None;
            }
            return Some(number);
        }
        let finding = findings::wrong_unit(self.program, slot, unit, node.span);
        self.report(finding);
        None
    }

    fn quantity(
        &mut self,
        text: &str,
        unit: usize,
        node: &Node,
        slot: &Slot<'a>,
    ) -> Option<Number> {
        let (number, written) = match written::leading(text) {
            Ok(read) => read,
            Err(slip) => return self.wrong_amount(node, slot, slip),
        };
        let name = Name::new(written);
        let declared = self.program.units.get(unit)?;
        let known = written.is_empty()
            || declared.head.name == name
            || Name::new(&declared.head.title.ko) == name
            || Name::new(&declared.head.title.en) == name;
        if !known {
            let finding = findings::wrong_unit(self.program, slot, written, node.span);
            self.report(finding);
            return None;
        }
        Some(number)
    }
}

fn is_over(node: &Node) -> bool {
    matches!(&node.data, Data::Map(map) if map.iter().any(|entry| entry.key == "over"))
}
