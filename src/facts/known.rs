//! One value: bare, or in a group that says how much of it is known and from whom.

use std::sync::Arc;

use super::findings;
use super::node::{Data, Entry, Node};
use super::reader::{PROVENANCE, Reader};
use super::slot::Slot;
use super::{Datum, Known, Provenance, amount, time, whole_day};
use crate::name::Name;
use crate::source::Span;
use crate::value::range::Bound;
use crate::value::{Kind, Number, Range, Truth, Value, currency};

/// The names under which a group says what is known.
const FORMS: &[&str] = &[
    "is",
    "unknown",
    "not_applicable",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "between",
    "on",
    "one_of",
    "disputed",
];

const BOUNDS: &[&str] = &["at_least", "at_most", "more_than", "less_than"];

impl<'a> Reader<'a> {
    /// A value, bare or in a group.
    pub(super) fn known(&mut self, node: &Node, slot: Slot<'a>) -> Datum {
        let Data::Map(map) = &node.data else {
            return Datum {
                known: self.bare(node, &slot),
                provenance: Provenance::default(),
            };
        };
        let understood = |entry: &Entry| {
            let key = entry.key.as_str();
            FORMS.contains(&key) || PROVENANCE.contains(&key)
        };
        if map.iter().any(|entry| entry.key == "over") {
            self.report(findings::takes_no_period(&slot, node.span));
            return Datum::default();
        }
        if !map.iter().any(understood) {
            let finding = findings::wrong_kind(self.program, &slot, &node.data, node.span);
            self.report(finding);
            return Datum::default();
        }
        let entries = self.entries(map);
        self.forms(&entries, slot, node.span)
    }

    /// What the names in a group say together.
    pub(super) fn forms(&mut self, entries: &[&Entry], slot: Slot<'a>, span: Span) -> Datum {
        let mut provenance = Provenance::default();
        let mut known = Known::Absent;
        let mut bounds: Option<Range> = None;
        let mut first: Option<&Entry> = None;
        let mut missing = true;
        for entry in entries {
            let key = entry.key.as_str();
            if PROVENANCE.contains(&key) {
                self.provenance(entry, &mut provenance);
                continue;
            }
            missing = false;
            if !FORMS.contains(&key) {
                self.unknown(entry, FORMS.iter().chain(PROVENANCE).copied());
                continue;
            }
            // Only bounds can stand beside one another.
            let bound = BOUNDS.contains(&key);
            if let Some(first) = first
                && !(bound && BOUNDS.contains(&first.key.as_str()))
            {
                self.report(findings::two_answers(&slot, first.at, entry.at));
                continue;
            }
            first = first.or(Some(entry));
            if bound {
                if let Some(range) = self.bound(entry, &slot) {
                    bounds = Some(bounds.map_or(range, |other| other.meet(&range)));
                }
            } else {
                known = self.form(entry, &slot);
            }
        }
        if missing {
            self.report(findings::no_answer(&slot, span));
        }
        if let Some(range) = bounds {
            known = self.range(range, &slot, span);
        }
        Datum { known, provenance }
    }

    fn form(&mut self, entry: &Entry, slot: &Slot<'a>) -> Known {
        match entry.key.as_str() {
            "is" => self.bare(&entry.value, slot),
            "between" => self.between(entry, slot),
            "on" => self.on(entry, slot),
            "one_of" => self.one_of(entry, slot),
            _ => self.mark(entry, slot).unwrap_or_default(),
        }
    }

    fn range(&mut self, range: Range, slot: &Slot<'a>, span: Span) -> Known {
        if range.is_empty() {
            self.report(findings::empty_bounds(slot, span));
            return Known::Absent;
        }
        Known::Value(Value::Range(range))
    }

    /// Whether bounds mean anything here, else a finding.
    fn ordered(&mut self, entry: &Entry, slot: &Slot<'a>) -> bool {
        let ordered = slot.kind.is_ordered();
        if !ordered {
            let finding = findings::no_bounds(self.program, slot, &entry.key, entry.at);
            self.report(finding);
        }
        ordered
    }

    fn bound(&mut self, entry: &Entry, slot: &Slot<'a>) -> Option<Range> {
        if !self.ordered(entry, slot) {
            return None;
        }
        let at = self.number(&entry.value, slot)?;
        let open = Some(Bound { at, open: true });
        Some(match entry.key.as_str() {
            "at_least" => Range::at_least(at),
            "at_most" => Range::at_most(at),
            "more_than" => Range::more_than(at),
            _ => Range {
                low: None,
                high: open,
            },
        })
    }

    fn between(&mut self, entry: &Entry, slot: &Slot<'a>) -> Known {
        if !self.ordered(entry, slot) {
            return Known::Absent;
        }
        let pair = match &entry.value.data {
            Data::List(nodes) => match nodes.as_slice() {
                [low, high] => Some((low, high)),
                _ => None,
            },
            _ => None,
        };
        let Some((low, high)) = pair else {
            self.report(findings::not_a_pair(&entry.key, entry.value.span));
            return Known::Absent;
        };
        match (self.number(low, slot), self.number(high, slot)) {
            (Some(low), Some(high)) => {
                self.range(Range::between(low, high), slot, entry.value.span)
            }
            _ => Known::Absent,
        }
    }

    /// A time of which only the day is known.
    fn on(&mut self, entry: &Entry, slot: &Slot<'a>) -> Known {
        if *slot.kind != Kind::Time {
            let finding = findings::no_bounds(self.program, slot, &entry.key, entry.at);
            self.report(finding);
            return Known::Absent;
        }
        let Some(text) = self.text(entry) else {
            return Known::Absent;
        };
        let day = time::date(&text);
        let ends = day.ok().and_then(|day| whole_day(self.zone, day));
        match (ends, day) {
            (Some((low, high)), _) => Known::Value(Value::Range(Range {
                low: Some(Bound {
                    at: low.seconds(),
                    open: false,
                }),
                high: Some(Bound {
                    at: high.seconds(),
                    open: true,
                }),
            })),
            (None, day) => {
                let slip = day.err().unwrap_or(time::Slip::NotOne);
                let span = entry.value.span;
                let finding = findings::time(&text, slip, self.zone, span);
                self.report(finding.unwrap_or_else(|| findings::not_a_time(&entry.key, span)));
                Known::Absent
            }
        }
    }

    fn one_of(&mut self, entry: &Entry, slot: &Slot<'a>) -> Known {
        if !matches!(slot.kind, Kind::Choice(_)) {
            let finding = findings::no_bounds(self.program, slot, &entry.key, entry.at);
            self.report(finding);
            return Known::Absent;
        }
        let Data::List(nodes) = &entry.value.data else {
            self.report(findings::not_a_list(&entry.key, entry.value.span));
            return Known::Absent;
        };
        if nodes.is_empty() {
            self.report(findings::no_choice(slot, entry.value.span));
            return Known::Absent;
        }
        // All are looked at, but one fault leaves the set unsaid.
        let read: Vec<Option<Value>> = nodes.iter().map(|node| self.value(node, slot)).collect();
        let joined = read.into_iter().reduce(|a, b| a?.join(&b?)).flatten();
        joined.map_or(Known::Absent, Known::Value)
    }

    fn bare(&mut self, node: &Node, slot: &Slot<'a>) -> Known {
        match &node.data {
            Data::Text(text) if *slot.kind == Kind::Time && text == "not yet" => Known::NotYet,
            _ => self.value(node, slot).map_or(Known::Absent, Known::Value),
        }
    }

    /// One certain value of the kind, or a finding.
    fn value(&mut self, node: &Node, slot: &Slot<'a>) -> Option<Value> {
        if slot.kind.is_ordered() {
            let number = self.number(node, slot)?;
            return Some(Value::Range(Range::exactly(number)));
        }
        let value = match (&node.data, slot.kind) {
            (Data::Bool(value), Kind::YesNo) => Value::Truth(Truth::from(*value)),
            (Data::Text(text), Kind::YesNo) => match text.as_str() {
                "yes" | "예" => Value::Truth(Truth::Yes),
                "no" | "아니오" => Value::Truth(Truth::No),
                _ => return self.wrong_kind(node, slot),
            },
            (Data::Text(text), Kind::Text | Kind::Party) => {
                Value::Text(Some(Arc::from(text.as_str())))
            }
            (Data::Text(text), Kind::Choice(list)) => {
                return self.choice(text, *list, node.span, slot);
            }
            (Data::Text(text), Kind::Period) => match amount::period(text) {
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

    fn wrong_amount<T>(&mut self, node: &Node, slot: &Slot<'a>, slip: amount::Slip) -> Option<T> {
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

    /// A number in the base unit of an ordered kind, or a finding.
    fn number(&mut self, node: &Node, slot: &Slot<'a>) -> Option<Number> {
        let (text, digits) = match &node.data {
            Data::Number(text) => (text, true),
            Data::Text(text) => (text, false),
            _ => return self.wrong_kind(node, slot),
        };
        let read = match slot.kind {
            Kind::Number => amount::number(text),
            Kind::Quantity(unit) => return self.quantity(text, *unit, node, slot),
            // The rest have a unit or a form that bare digits cannot say.
            _ if digits => return self.wrong_kind(node, slot),
            Kind::Share => amount::share(text),
            Kind::Duration => amount::duration(text),
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
            time::instant(text, self.zone).map(|at| at.seconds())
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
        let (number, unit) = match amount::leading(text) {
            Ok(read) => read,
            Err(slip) => return self.wrong_amount(node, slot, slip),
        };
        if unit.is_empty() {
            return self.wrong_kind(node, slot);
        }
        if currency::code(unit) == Some(currency.as_str()) {
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
        let (number, written) = match amount::leading(text) {
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
        // A product with a time in it is counted in seconds.
        let base = match declared.seconds {
            Some(seconds) => number.times(seconds),
            None => Some(number),
        };
        if base.is_none() {
            return self.wrong_amount(node, slot, amount::Slip::TooLarge);
        }
        base
    }
}

fn is_over(node: &Node) -> bool {
    matches!(&node.data, Data::Map(map) if map.iter().any(|entry| entry.key == "over"))
}
