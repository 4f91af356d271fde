//! Values over reference periods, each recorded with its months.

use std::collections::HashMap;

use super::findings;
use super::node::{Data, Node};
use super::reader::{PROVENANCE, Reader};
use super::record::MARKS;
use super::slot::Slot;
use super::time;
use super::{Datum, Known, Months, Provenance};
use crate::source::Span;

impl<'a> Reader<'a> {
    /// Values over reference periods.
    pub(super) fn series(&mut self, node: &Node, slot: Slot<'a>) -> Datum {
        let slot_of_one = slot.member(slot.kind);
        match &node.data {
            Data::List(nodes) => {
                let mut series: Vec<(Months, Datum)> = Vec::new();
                let mut given: HashMap<_, Span> = HashMap::new();
                for node in nodes {
                    let Some((months, over, datum)) = self.over(node, slot_of_one) else {
                        continue;
                    };
                    if let Some(first) = given.get(&(months.first, months.last)) {
                        self.report(findings::duplicate(slot.name.as_str(), *first, over));
                        continue;
                    }
                    given.insert((months.first, months.last), over);
                    series.push((months, datum));
                }
                Datum {
                    known: Known::Series(series),
                    provenance: Provenance::default(),
                }
            }
            // All of it may be unknown or not applicable.
            Data::Map(map)
                if !map.is_empty()
                    && map.iter().all(|entry| {
                        let key = entry.key.as_str();
                        MARKS.contains(&key) || PROVENANCE.contains(&key)
                    }) =>
            {
                let one = Slot {
                    optional: slot.optional,
                    ..slot_of_one
                };
                self.known(node, one)
            }
            _ => {
                self.report(findings::needs_period(&slot, node.span));
                Datum::default()
            }
        }
    }

    /// One value with its reference period.
    fn over(&mut self, node: &Node, slot: Slot<'a>) -> Option<(Months, Span, Datum)> {
        let over = match &node.data {
            Data::Map(map) => map.iter().find(|entry| entry.key == "over"),
            _ => None,
        };
        let (Some(over), Data::Map(map)) = (over, &node.data) else {
            self.report(findings::needs_period(&slot, node.span));
            return None;
        };
        let months = self.text(over).and_then(|text| {
            let span = over.value.span;
            match time::months(&text) {
                Ok(months) => Some(months),
                Err(slip) => {
                    self.findings
                        .extend(findings::time(&text, slip, self.zone, span));
                    None
                }
            }
        });
        // A fault in the period hides no fault in the value.
        let mut entries = self.entries(map);
        entries.retain(|entry| entry.key != "over");
        let datum = self.forms(&entries, slot, node.span);
        Some((months?, over.value.span, datum))
    }
}
