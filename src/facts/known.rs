//! One value: bare, or in a group that says how much of it is known and from whom.

use super::findings;
use super::node::{Data, Entry, Node};
use super::reader::{PROVENANCE, Reader};
use super::slot::Slot;
use super::{Datum, Known, Provenance, time, whole_days};
use crate::source::Span;
use crate::value::range::Bound;
use crate::value::{Date, Instant, Kind, Number, Range, Value};

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
    "in",
    "one_of",
    "disputed",
];

/// The names under which bounds stand.
pub(crate) const BOUNDS: &[&str] = &["at_least", "at_most", "more_than", "less_than"];

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
            "on" | "in" => self.within(entry, slot),
            "one_of" => self.one_of(entry, slot),
            "disputed" => self.disputed(entry, *slot),
            _ => self.mark(entry, slot).unwrap_or_default(),
        }
    }

    /// Accounts that differ: each says what is so, and who says it.
    pub(super) fn disputed(&mut self, entry: &Entry, slot: Slot<'a>) -> Known {
        let Data::List(nodes) = &entry.value.data else {
            self.report(findings::not_a_list(&entry.key, entry.value.span));
            return Known::Absent;
        };
        if nodes.len() < 2 {
            self.report(findings::one_account(&slot, entry.value.span));
        }
        let mut accounts = Vec::with_capacity(nodes.len());
        for node in nodes {
            let account = self.datum(node, slot);
            match account.known {
                Known::Absent => continue,
                Known::Disputed(_) => self.report(findings::dispute_in_account(node.span)),
                _ if account.provenance.by.is_none() => {
                    self.report(findings::account_of_nobody(&slot, node.span));
                }
                _ => {}
            }
            accounts.push(account);
        }
        Known::Disputed(accounts)
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

    /// A time of which only the day is known, or a time or day of which only the month or the year.
    fn within(&mut self, entry: &Entry, slot: &Slot<'a>) -> Known {
        let day = entry.key == "on";
        let dated = *slot.kind == Kind::Time || (*slot.kind == Kind::Date && !day);
        if !dated {
            let finding = findings::no_bounds(self.program, slot, &entry.key, entry.at);
            self.report(finding);
            return Known::Absent;
        }
        let Some(text) = self.text(entry) else {
            return Known::Absent;
        };
        let days = match day {
            true => time::date(&text).map(|day| (day, day)),
            false => time::days_of(&text),
        };
        if days.is_ok() && *slot.kind == Kind::Time {
            self.note_local(entry.value.span);
        }
        let slip = match days.map(|days| (self.between_days(days, slot.kind), days)) {
            Ok((Some(range), _)) => return Known::Value(Value::Range(range)),
            Ok((None, _)) => time::Slip::NotOne,
            Err(slip) => slip,
        };
        let span = entry.value.span;
        let finding = findings::time(&text, slip, self.zone, span);
        self.report(finding.unwrap_or_else(|| findings::not_a_time(&entry.key, span)));
        Known::Absent
    }

    /// From the beginning of a day to the end of another, as times or as days.
    fn between_days(&self, (first, last): (Date, Date), kind: &Kind) -> Option<Range> {
        if *kind == Kind::Date {
            let day = |day: Date| Number::whole(day.number());
            return Some(Range::between(day(first), day(last)));
        }
        let (low, high) = whole_days(self.zone, first, last)?;
        let bound = |at: Instant, open| Bound {
            at: at.seconds(),
            open,
        };
        Some(Range {
            low: Some(bound(low, false)),
            high: Some(bound(high, true)),
        })
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
}
