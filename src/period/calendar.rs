//! Calendars of holidays, as data with the years that they cover and where they come from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::regime::Title;
use crate::value::Date;

/// Each of the names with the text of its file.
macro_rules! shipped {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../data/calendars/", $name, ".json")))),*]
    };
}

/// The calendars that come with the program, in the order of their names.
const SHIPPED: &[(&str, &str)] = shipped! {
    "at" "au.act" "au.nsw" "au.nt" "au.qld" "au.sa" "au.tas" "au.vic" "au.wa"
    "be" "bg" "cy" "cz" "de" "de.werktag" "dk" "ee" "es"
    "fi" "fr" "gb.england" "gr" "hr" "hu" "ie" "in" "it"
    "jp" "kr" "lt" "lu" "lv" "mt" "nl" "pl" "pt"
    "ro" "se" "sg" "si" "sk" "us.federal" "us.ma"
};

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
    /// The last day whose holidays were fixed when it was written.
    #[serde(deserialize_with = "one_day")]
    pub relied_on_until: Date,
    /// Days of the week that are no working days.
    pub weekend: Vec<Weekday>,
    /// Holidays, and what they are called.
    #[serde(deserialize_with = "days")]
    holidays: BTreeMap<Date, Called>,
    /// Holidays that count in periods that run forward only.
    #[serde(default, deserialize_with = "days")]
    forward_only: BTreeMap<Date, Called>,
    /// Years of which the holidays were stated beside the data, whole.
    #[serde(skip)]
    stated: BTreeSet<i32>,
}

/// In which direction a period runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// After an event.
    Forward,
    /// Before an event.
    Backward,
}

fn one_day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let text = String::deserialize(from)?;
    Date::parse(&text).ok_or_else(|| D::Error::custom(text))
}

fn days<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<Date, Called>, D::Error> {
    BTreeMap::<String, Called>::deserialize(from)?
        .into_iter()
        .map(|(day, called)| match Date::parse(&day) {
            Some(date) => Ok((date, called)),
            None => Err(D::Error::custom(day)),
        })
        .collect()
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Day {
    /// People work.
    Working,
    /// Saturday or Sunday, or what stands for them.
    Weekend,
    /// A holiday, and what it is called.
    Holiday(Title),
}

impl Called {
    fn title(&self) -> Title {
        match self {
            Called::Both(title) => title.clone(),
            Called::Same(name) => Title {
                en: name.clone(),
                ko: name.clone(),
            },
        }
    }
}

impl Calendar {
    /// All that come with the program, in the order of their names.
    pub fn shipped() -> impl Iterator<Item = &'static Calendar> {
        (0..SHIPPED.len()).filter_map(Calendar::shipped_at)
    }

    /// A calendar is read when it is first asked for.
    fn shipped_at(at: usize) -> Option<&'static Calendar> {
        static READ: [OnceLock<Option<Calendar>>; SHIPPED.len()] =
            [const { OnceLock::new() }; SHIPPED.len()];
        let (_, text) = SHIPPED.get(at)?;
        let read = || serde_json::from_str(text).ok();
        READ.get(at)?.get_or_init(read).as_ref()
    }

    /// The shipped calendar of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Calendar> {
        let at = SHIPPED.iter().position(|(shipped, _)| *shipped == name)?;
        Calendar::shipped_at(at)
    }

    /// The same with these holidays of a year, as somebody states them. Of a year that the data
    /// leaves out they are all there are, and of any other if that is said.
    #[must_use]
    pub fn with(
        &self,
        year: i32,
        holidays: impl IntoIterator<Item = (Date, Title)>,
        whole: bool,
    ) -> Calendar {
        let mut all = self.clone();
        let left_out = !(self.first_year..=self.relied_on_until.year()).contains(&year);
        if whole || left_out {
            all.stated.insert(year);
        }
        let holidays = holidays.into_iter();
        all.holidays
            .extend(holidays.map(|(day, title)| (day, Called::Both(title))));
        all
    }

    fn covers(&self, date: Date) -> bool {
        self.stated.contains(&date.year())
            || (date.year() >= self.first_year && date <= self.relied_on_until)
    }

    /// What the day is; none outside the days that are covered.
    #[must_use]
    pub fn day(&self, date: Date) -> Option<Day> {
        self.day_in(date, Direction::Forward)
    }

    /// What the day is in a period that runs in that direction.
    #[must_use]
    pub fn day_in(&self, date: Date, direction: Direction) -> Option<Day> {
        if !self.covers(date) {
            return None;
        }
        let forward = || match direction {
            Direction::Forward => self.forward_only.get(&date),
            Direction::Backward => None,
        };
        if let Some(called) = self.holidays.get(&date).or_else(forward) {
            return Some(Day::Holiday(called.title()));
        }
        let weekend = self.weekend.iter().any(|day| day.is(date));
        Some(if weekend { Day::Weekend } else { Day::Working })
    }
}

impl Weekday {
    /// Whether the date falls on it.
    #[must_use]
    pub fn is(self, date: Date) -> bool {
        self as u32 == date.weekday()
    }
}

#[cfg(test)]
mod tests {
    use super::{Calendar, Day, SHIPPED, Title};
    use crate::value::Date;

    #[test]
    fn all_shipped_calendars_read() {
        assert_eq!(Calendar::shipped().count(), SHIPPED.len());
        assert!(SHIPPED.is_sorted());
        for (name, text) in SHIPPED {
            let read = serde_json::from_str::<Calendar>(text);
            assert_eq!(
                read.map(|calendar| calendar.name).ok().as_deref(),
                Some(*name)
            );
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
