//! Calendars of holidays, as data with the years that they cover and where they come from.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::regime::Title;
use crate::value::Date;

/// The calendars that come with the program, by name.
const SHIPPED: &[&str] = &[
    include_str!("../../data/calendars/at.json"),
    include_str!("../../data/calendars/be.json"),
    include_str!("../../data/calendars/bg.json"),
    include_str!("../../data/calendars/cy.json"),
    include_str!("../../data/calendars/cz.json"),
    include_str!("../../data/calendars/de.json"),
    include_str!("../../data/calendars/dk.json"),
    include_str!("../../data/calendars/ee.json"),
    include_str!("../../data/calendars/es.json"),
    include_str!("../../data/calendars/fi.json"),
    include_str!("../../data/calendars/fr.json"),
    include_str!("../../data/calendars/gb.england.json"),
    include_str!("../../data/calendars/gr.json"),
    include_str!("../../data/calendars/hr.json"),
    include_str!("../../data/calendars/hu.json"),
    include_str!("../../data/calendars/ie.json"),
    include_str!("../../data/calendars/it.json"),
    include_str!("../../data/calendars/jp.json"),
    include_str!("../../data/calendars/kr.json"),
    include_str!("../../data/calendars/lt.json"),
    include_str!("../../data/calendars/lu.json"),
    include_str!("../../data/calendars/lv.json"),
    include_str!("../../data/calendars/mt.json"),
    include_str!("../../data/calendars/nl.json"),
    include_str!("../../data/calendars/pl.json"),
    include_str!("../../data/calendars/pt.json"),
    include_str!("../../data/calendars/ro.json"),
    include_str!("../../data/calendars/se.json"),
    include_str!("../../data/calendars/si.json"),
    include_str!("../../data/calendars/sk.json"),
    include_str!("../../data/calendars/us.federal.json"),
];

/// A calendar of holidays.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// `kr`
    pub name: String,
    /// What it is the calendar of.
    pub title: Title,
    /// Where its days come from.
    pub source: String,
    /// The first year it covers.
    pub first_year: i32,
    /// The last year it covers.
    pub last_year: i32,
    /// Days of the week that are no working days.
    pub weekend: Vec<Weekday>,
    /// Holidays, and what they are called.
    holidays: BTreeMap<String, Called>,
}

/// What a holiday is called: in both languages, or by one name where only that is known.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Called {
    Same(String),
    Both(Title),
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is its own word")]
pub enum Weekday {
    Monday = 1,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// What a day is in a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Day {
    /// People work.
    Working,
    /// Saturday or Sunday, or what stands for them.
    Weekend,
    /// A holiday, and what it is called.
    Holiday(Title),
}

impl Calendar {
    /// All that come with the program, in the order of their names.
    pub fn shipped() -> impl Iterator<Item = &'static Calendar> {
        static READ: LazyLock<Vec<Calendar>> = LazyLock::new(|| {
            let read = |text: &&str| serde_json::from_str(text).ok();
            SHIPPED.iter().filter_map(read).collect()
        });
        READ.iter()
    }

    /// The shipped calendar of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Calendar> {
        Calendar::shipped().find(|calendar| calendar.name == name)
    }

    /// What the day is; none outside the years that are covered.
    #[must_use]
    pub fn day(&self, date: Date) -> Option<Day> {
        if !(self.first_year..=self.last_year).contains(&date.year()) {
            return None;
        }
        if let Some(called) = self.holidays.get(&date.to_string()) {
            return Some(Day::Holiday(match called {
                Called::Both(title) => title.clone(),
                Called::Same(name) => Title {
                    en: name.clone(),
                    ko: name.clone(),
                },
            }));
        }
        let weekend = self.weekend.iter().any(|day| *day as u32 == date.weekday());
        Some(if weekend { Day::Weekend } else { Day::Working })
    }
}

#[cfg(test)]
mod tests {
    use super::{Calendar, Day, SHIPPED, Title};
    use crate::value::Date;

    #[test]
    fn all_shipped_calendars_read() {
        for text in SHIPPED {
            assert!(serde_json::from_str::<Calendar>(text).is_ok());
        }
    }

    #[test]
    fn a_day_outside_the_years_is_not_known() {
        let korea = Calendar::named("kr");
        let day = |y, m, d| {
            korea
                .zip(Date::new(y, m, d))
                .and_then(|(c, day)| c.day(day))
        };
        assert_eq!(day(2014, 6, 2), None);
        assert_eq!(day(2026, 5, 4), Some(Day::Working));
        assert_eq!(
            day(2026, 8, 15),
            Some(Day::Holiday(Title {
                en: "Liberation Day".into(),
                ko: "광복절".into()
            }))
        );
        assert_eq!(day(2026, 8, 16), Some(Day::Weekend));
    }
}
