//! What a regime fixes. One schema for all of them; a policy names one.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// The regimes that come with the program, by name.
const SHIPPED: &[&str] = &[
    include_str!("../../data/regimes/epc.r131.json"),
    include_str!("../../data/regimes/eu.1182_71.json"),
    include_str!("../../data/regimes/jp.civil.json"),
    include_str!("../../data/regimes/kr.burden.json"),
    include_str!("../../data/regimes/kr.civil.json"),
    include_str!("../../data/regimes/kr.commencement.json"),
    include_str!("../../data/regimes/uk.cpr2_8.json"),
    include_str!("../../data/regimes/us.calendar.json"),
    include_str!("../../data/regimes/us.sec_business_days.json"),
];

/// A title in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// English.
    pub en: String,
    /// Korean.
    pub ko: String,
}

/// How a body of law counts periods.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// `kr.civil`
    pub name: String,
    /// What it is.
    pub title: Title,
    /// The articles it rests on.
    pub cites: Vec<String>,
    /// What was read of it: text, case law, secondary sources.
    pub source: String,
    /// Whether the day of the event is counted.
    pub first_day: FirstDay,
    /// How periods in months and years end.
    pub months: Months,
    /// When periods in hours begin.
    pub hours: Hours,
    /// What happens when the last day is no working day; nothing, if missing.
    #[serde(default)]
    pub roll: Option<Roll>,
    /// A least number of working days in a period.
    #[serde(default)]
    pub least_working_days: Option<LeastWorkingDays>,
    /// Neither the day of the event nor the last day counts.
    #[serde(default)]
    pub clear_days: bool,
    /// Periods of so many days or fewer skip days that are no business days.
    #[serde(default)]
    pub skip_non_business_up_to: u32,
    /// A period that runs backward is over when its last day begins, so that only the day before it is left.
    #[serde(default)]
    pub backward_ends_before_last_day: bool,
    /// The answer is the day after the last day.
    #[serde(default)]
    pub day_after: bool,
    /// If this other regime ends earlier, its end counts.
    #[serde(default)]
    pub milder_than: Option<String>,
    /// The calendar of its holidays, unless a provision names another.
    #[serde(default)]
    pub calendar: Option<String>,
    /// What else should be known about it.
    #[serde(default)]
    pub note: Option<Title>,
}

/// Whether the day of the event is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstDay {
    /// Counting starts on the day after.
    Excluded,
    /// Counting starts on the day itself.
    Included,
    /// On the day itself if the event is at its first instant, else on the day after.
    ExcludedUnlessMidnight,
}

/// How periods in months and years end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Months {
    /// On the day before the one that corresponds to the first counted day.
    DayBeforeCorresponding,
    /// On the day of the same number as the event's, else on the month's last.
    Corresponding,
}

/// When periods in hours begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hours {
    /// At the instant of the event.
    FromInstant,
    /// With the hour after that of the event.
    FromNextHour,
}

/// What happens when the last day is no working day: it moves to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roll {
    /// Whether that touches periods in hours.
    pub hours: bool,
    /// Whether that touches periods that run backward.
    #[serde(default)]
    pub backward: bool,
}

/// Periods of so many days contain at least so many working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeastWorkingDays {
    /// From periods of how many days.
    pub from_days: u32,
    /// How many.
    pub days: u32,
}

impl Regime {
    /// The shipped regime of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Regime> {
        Regime::shipped().find(|regime| regime.name == name)
    }

    /// All that come with the program, in the order of their names.
    pub fn shipped() -> impl Iterator<Item = &'static Regime> {
        static READ: LazyLock<Vec<Regime>> = LazyLock::new(|| {
            let read = |text: &&str| serde_json::from_str(text).ok();
            SHIPPED.iter().filter_map(read).collect()
        });
        READ.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{Regime, SHIPPED};
    use crate::period::Calendar;

    #[test]
    fn all_shipped_regimes_read_and_name_what_exists() {
        assert_eq!(Regime::shipped().count(), SHIPPED.len());
        for regime in Regime::shipped() {
            if let Some(calendar) = &regime.calendar {
                assert!(Calendar::named(calendar).is_some(), "{calendar}");
            }
            if let Some(other) = &regime.milder_than {
                assert!(Regime::named(other).is_some(), "{other}");
            }
        }
    }
}
