//! Calendars of holidays, as data with the years that they cover and where they come from.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::regime::Title;
pub use crate::value::Weekday;

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
    /// The first day it covers.
    #[serde(rename = "first_year", deserialize_with = "first_of_year")]
    pub relied_on_from: Date,
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
    /// Holidays of every year, by month and day.
    #[serde(skip)]
    every_year: BTreeMap<(u8, u8), Vec<EveryYear>>,
    /// Days on which people work though they are holidays or of the weekend.
    #[serde(skip)]
    worked: BTreeSet<Date>,
    /// The calendar that it extends.
    #[serde(skip)]
    base: Option<Base>,
    /// It covers the days that the calendar covers that it extends.
    #[serde(skip)]
    follows: bool,
    /// It was declared by a policy, and does not come with the program.
    #[serde(skip)]
    pub declared: bool,
    /// Years of which the holidays were stated beside the data, whole.
    #[serde(skip)]
    stated: BTreeSet<i32>,
}

/// A holiday of every year, perhaps only from one year to another, both included.
#[derive(Clone, Debug)]
pub struct EveryYear {
    /// In the years from this one on, if not always.
    pub from: Option<i32>,
    /// In the years until this one, if not for good.
    pub until: Option<i32>,
    /// What it is called.
    pub title: Title,
}

impl EveryYear {
    /// Whether it is a holiday in that year.
    #[must_use]
    pub fn holds_in(&self, year: i32) -> bool {
        self.from.is_none_or(|from| from <= year) && self.until.is_none_or(|until| year <= until)
    }
}

/// A calendar that another extends.
#[derive(Clone, Debug)]
pub enum Base {
    /// It comes with the program.
    Shipped(&'static Calendar),
    /// A policy declares it.
    Declared(Arc<Calendar>),
}

impl Deref for Base {
    type Target = Calendar;

    fn deref(&self) -> &Calendar {
        match self {
            Base::Shipped(calendar) => calendar,
            Base::Declared(calendar) => calendar,
        }
    }
}

/// In which direction a period runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// After an event.
    Forward,
    /// Before an event.
    Backward,
}

fn first_of_year<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let year = i32::deserialize(from)?;
    Date::new(year, 1, 1).ok_or_else(|| D::Error::custom(year))
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
        let known = self.relied_on_from.year()..=self.relied_on_until.year();
        let left_out = !known.contains(&year);
        self.adding(year, holidays, whole || left_out)
    }

    /// The same where these holidays are stated of a calendar that it extends: it covers the year
    /// with them only if it says nothing itself of the days that it covers.
    #[must_use]
    pub fn with_of_base(
        &self,
        year: i32,
        holidays: impl IntoIterator<Item = (Date, Title)>,
        whole: bool,
    ) -> Calendar {
        match self.follows {
            true => self.with(year, holidays, whole),
            false => self.adding(year, holidays, false),
        }
    }

    fn adding(
        &self,
        year: i32,
        holidays: impl IntoIterator<Item = (Date, Title)>,
        covers: bool,
    ) -> Calendar {
        let mut all = self.clone();
        if covers {
            all.stated.insert(year);
        }
        let holidays: Vec<(Date, Title)> = holidays.into_iter().collect();
        for (day, _) in &holidays {
            all.worked.remove(day);
        }
        let holidays = holidays.into_iter();
        all.holidays
            .extend(holidays.map(|(day, title)| (day, Called::Both(title))));
        all
    }

    fn covers(&self, date: Date) -> bool {
        self.stated.contains(&date.year())
            || (self.relied_on_from..=self.relied_on_until).contains(&date)
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
        let weekend = self.weekend.iter().any(|day| day.is(date));
        let otherwise = if weekend { Day::Weekend } else { Day::Working };
        Some(self.special(date, direction).unwrap_or(otherwise))
    }

    /// What the day is apart from its place in the week: here, or else in the calendar that this
    /// one extends.
    fn special(&self, date: Date, direction: Direction) -> Option<Day> {
        if self.worked.contains(&date) {
            return Some(Day::Working);
        }
        let forward = || match direction {
            Direction::Forward => self.forward_only.get(&date),
            Direction::Backward => None,
        };
        if let Some(called) = self.holidays.get(&date).or_else(forward) {
            return Some(Day::Holiday(called.title()));
        }
        let every_year = self.every_year.get(&month_and_day(date));
        let mut every_year = every_year.into_iter().flatten();
        let found = every_year.find(|one| one.holds_in(date.year()));
        match (found, &self.base) {
            (Some(one), _) => Some(Day::Holiday(one.title.clone())),
            (None, Some(base)) => base.special(date, direction),
            (None, None) => None,
        }
    }

    /// The calendars that it extends, the nearest first.
    pub fn bases(&self) -> impl Iterator<Item = &Calendar> {
        std::iter::successors(self.base.as_deref(), |base| base.base.as_deref())
    }

    /// The days that it says itself, with what each is called.
    pub fn holidays(&self) -> impl Iterator<Item = (Date, Title)> {
        let holidays = self.holidays.iter();
        holidays.map(|(date, called)| (*date, called.title()))
    }
}

fn month_and_day(date: Date) -> (u8, u8) {
    let part = |number: u32| u8::try_from(number).unwrap_or(0);
    (part(date.month()), part(date.day()))
}

/// A calendar as a policy declares it.
#[derive(Clone, Debug)]
pub struct Declared {
    /// Its name.
    pub name: String,
    /// What it is the calendar of.
    pub title: Title,
    /// Where its days come from.
    pub source: String,
    /// The first and the last day that it covers.
    pub relied_on: (Date, Date),
    /// These are the days that the calendar covers that it extends.
    pub follows: bool,
    /// Days of the week that are no working days.
    pub weekend: Vec<Weekday>,
    /// Its holidays.
    pub holidays: BTreeMap<Date, Title>,
    /// Its holidays of every year, by month and day.
    pub every_year: BTreeMap<(u8, u8), Vec<EveryYear>>,
    /// Days on which people work nevertheless.
    pub worked: BTreeSet<Date>,
    /// The calendar that it extends.
    pub base: Option<Base>,
}

impl From<Declared> for Calendar {
    fn from(declared: Declared) -> Calendar {
        let holidays = declared.holidays.into_iter();
        Calendar {
            name: declared.name,
            title: declared.title,
            source: declared.source,
            relied_on_from: declared.relied_on.0,
            relied_on_until: declared.relied_on.1,
            weekend: declared.weekend,
            holidays: holidays
                .map(|(date, title)| (date, Called::Both(title)))
                .collect(),
            forward_only: BTreeMap::new(),
            every_year: declared.every_year,
            worked: declared.worked,
            base: declared.base,
            follows: declared.follows,
            declared: true,
            stated: BTreeSet::new(),
        }
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
