//! Holidays that the record states beside the data: a temporary holiday, an election day, a year
//! that the data does not reach.

use std::collections::HashMap;

use super::findings;
use super::node::{Data, Entry, Node};
use super::reader::{PROVENANCE, Reader};
use super::{Provenance, Stated, time};
use crate::name::Name;
use crate::period::Calendar;
use crate::period::regime::Title;
use crate::program::Program;
use crate::value::{Date, Instant};

/// The names of what is stated of a year, beside where it is from.
const NAMES: &[&str] = &["holidays", "complete"];

/// What is stated of one year of a calendar.
struct Year<'a> {
    calendar: &'a Calendar,
    year: i32,
    holidays: Vec<(Date, Title)>,
    whole: bool,
    recorded: Option<Instant>,
}

/// A calendar with what was stated of it before.
fn so_far<'s>(stated: &'s [Stated], calendar: &'s Calendar) -> &'s Calendar {
    let mut before = stated.iter().rev().map(|known| &known.calendar);
    before
        .find(|known| known.name == calendar.name)
        .unwrap_or(calendar)
}

/// The calendars that policies declare, under the names of those that they extend.
fn extended(program: &Program) -> HashMap<&str, Vec<&Calendar>> {
    let mut found: HashMap<&str, Vec<&Calendar>> = HashMap::new();
    for calendar in program.calendars.values() {
        for base in calendar.bases() {
            found.entry(&base.name).or_default().push(calendar);
        }
    }
    found
}

impl<'a> Reader<'a> {
    /// The calendars with all that is stated of them, in the order in which it was recorded.
    pub(super) fn calendars(&mut self, entry: &Entry) -> Vec<Stated> {
        let mut years = Vec::new();
        for entry in self.named_parts(entry) {
            let name = Name::new(&entry.key);
            let known = self.program.calendar(name.as_str());
            if known.is_none() {
                let shipped = Calendar::shipped().map(|all| all.name.as_str());
                let declared = self.program.calendars.keys().map(Name::as_str);
                let names: Vec<&str> = shipped.chain(declared).collect();
                let near = self.nearest(&entry.key, names);
                let finding = findings::unknown_calendar(&entry.key, entry.at, near.as_deref());
                self.report(finding);
            }
            for year in self.named_parts(entry) {
                years.extend(known.and_then(|calendar| self.year(calendar, year)));
            }
        }
        // What is known of a later moment holds all that was known before.
        years.sort_by_key(|year| year.recorded);
        let extended = match years.is_empty() {
            true => HashMap::new(),
            false => extended(self.program),
        };
        let mut stated: Vec<Stated> = Vec::new();
        for year in years {
            let holidays = || year.holidays.iter().cloned();
            let recorded = year.recorded;
            let calendar = so_far(&stated, year.calendar);
            let calendar = calendar.with(year.year, holidays(), year.whole);
            stated.push(Stated { calendar, recorded });
            let above = extended.get(year.calendar.name.as_str());
            for calendar in above.into_iter().flatten() {
                let calendar = so_far(&stated, calendar);
                let calendar = calendar.with_of_base(year.year, holidays(), year.whole);
                stated.push(Stated { calendar, recorded });
            }
        }
        stated
    }

    /// The entries of a group.
    fn named_parts<'n>(&mut self, entry: &'n Entry) -> Vec<&'n Entry> {
        match &entry.value.data {
            Data::Map(map) => self.entries(map),
            _ => {
                self.report(findings::not_a_calendar(entry.value.span));
                Vec::new()
            }
        }
    }

    fn year(&mut self, calendar: &'a Calendar, entry: &Entry) -> Option<Year<'a>> {
        let digits = entry.key.len() == 4 && entry.key.bytes().all(|byte| byte.is_ascii_digit());
        let number = entry.key.parse::<i32>().ok().filter(|_| digits);
        let Some(year) = number else {
            self.report(findings::not_a_year(&entry.key, entry.at));
            return None;
        };
        let mut from = Provenance::default();
        let mut holidays = Vec::new();
        let mut whole = false;
        for part in self.named_parts(entry) {
            match part.key.as_str() {
                "holidays" => match &part.value.data {
                    Data::List(nodes) => {
                        holidays.extend(nodes.iter().filter_map(|node| self.holiday(node, year)));
                    }
                    _ => self.report(findings::not_a_list(&part.key, part.value.span)),
                },
                "complete" if part.value.data == Data::Bool(true) => whole = true,
                "complete" => self.report(findings::only_true(&part.key, part.value.span)),
                key if PROVENANCE.contains(&key) => self.provenance(part, &mut from),
                _ => self.unknown(part, NAMES.iter().chain(PROVENANCE).copied()),
            }
        }
        // The answer names the source with the day.
        if let Some(source) = &from.source {
            for (_, title) in &mut holidays {
                title.en = format!("{} ({source})", title.en);
                title.ko = format!("{}({source})", title.ko);
            }
        }
        Some(Year {
            calendar,
            year,
            holidays,
            whole,
            recorded: from.recorded,
        })
    }

    /// A day by itself, or with what it is called.
    fn holiday(&mut self, node: &Node, year: i32) -> Option<(Date, Title)> {
        let mut title = Title {
            en: "holiday stated in the record".to_owned(),
            ko: "기록에 적힌 휴일".to_owned(),
        };
        let (text, span) = match &node.data {
            Data::Text(text) => (text.clone(), node.span),
            Data::Map(map) => {
                let entries = self.entries(map);
                let mut on = None;
                for entry in entries {
                    match entry.key.as_str() {
                        "on" => on = self.text(entry).map(|text| (text, entry.value.span)),
                        "name" => {
                            if let Some(name) = self.title(entry) {
                                title = Title {
                                    en: name.en,
                                    ko: name.ko,
                                };
                            }
                        }
                        _ => self.unknown(entry, ["on", "name"]),
                    }
                }
                on.or_else(|| {
                    self.report(findings::not_a_holiday(node.span));
                    None
                })?
            }
            _ => {
                self.report(findings::not_a_holiday(node.span));
                return None;
            }
        };
        match time::date(&text) {
            Ok(day) if day.year() == year => Some((day, title)),
            Ok(_) => {
                self.report(findings::holiday_of_another_year(&text, year, span));
                None
            }
            Err(slip) => {
                let found = findings::time(&text, slip, self.zone, span);
                self.report(found.unwrap_or_else(|| findings::not_a_holiday(span)));
                None
            }
        }
    }
}
