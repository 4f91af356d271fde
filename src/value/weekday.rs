//! Days of the week, in both languages.

use serde::{Deserialize, Serialize};

use super::Date;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
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

impl Weekday {
    /// Each of them with its English and its Korean name.
    pub const NAMED: [(Weekday, &'static str, &'static str); 7] = [
        (Weekday::Monday, "monday", "월요일"),
        (Weekday::Tuesday, "tuesday", "화요일"),
        (Weekday::Wednesday, "wednesday", "수요일"),
        (Weekday::Thursday, "thursday", "목요일"),
        (Weekday::Friday, "friday", "금요일"),
        (Weekday::Saturday, "saturday", "토요일"),
        (Weekday::Sunday, "sunday", "일요일"),
    ];

    /// The day of that name, whatever the case of its letters.
    #[must_use]
    pub fn named(name: &str) -> Option<Weekday> {
        let name = name.to_ascii_lowercase();
        let mut all = Weekday::NAMED.into_iter();
        all.find(|(_, en, ko)| [en, ko].contains(&&name.as_str()))
            .map(|(day, ..)| day)
    }

    /// Whether the date falls on it.
    #[must_use]
    pub fn is(self, date: Date) -> bool {
        self as u32 == date.weekday()
    }
}
