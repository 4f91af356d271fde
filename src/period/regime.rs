//! What a regime fixes. One schema for all of them; a policy names one.

use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Deserializer, Serialize};

use super::calendar::Weekday;
use crate::value::{Period, PeriodUnit};

/// The text of each of the regimes.
macro_rules! shipped {
    ($($name:literal)*) => {
        &[$(include_str!(concat!("../../data/regimes/", $name, ".json"))),*]
    };
}

/// The regimes that come with the program, in the order of their names.
const SHIPPED: &[&str] = shipped! {
    "au.aia36" "de.bgb" "de.bgb.notice" "de.werktag" "epc.r131"
    "eu.1182_71" "eu.1182_71.plain_hours" "fr.cpc640" "fr.cpc641" "in.gca"
    "jp.civil" "kr.burden" "kr.civil" "kr.commencement" "kr.minwon"
    "sg.calendar" "sg.interpretation50" "sg.interpretation50.b" "uk.cpr2_8" "uk.cpr2_8.clear"
    "uk.cpr2_8.office" "uk.months" "us.calendar" "us.frcp6" "us.frcp6.d"
    "us.sec_business_days"
};

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
    /// Where neither the day of the event nor the last day counts, in days and weeks.
    #[serde(default)]
    pub clear_days: ClearDays,
    /// Which periods in days skip days that are no business days.
    #[serde(default)]
    pub skip_non_business: Option<Skip>,
    /// Days of the week on which no business day is the last of a period.
    #[serde(default)]
    pub never_last: Vec<Weekday>,
    /// The hours in which an office works, where periods in hours run in them alone.
    #[serde(default)]
    pub office: Option<Office>,
    /// So many days are added to a period in days or longer after it has run, and it may move once more.
    #[serde(default)]
    pub then_days: Option<u32>,
    /// A period that runs backward is over when its last day begins, so that only the day before it is left.
    #[serde(default)]
    pub backward_ends_before_last_day: bool,
    /// The answer is the day after the last day.
    #[serde(default)]
    pub day_after: bool,
    /// If this other regime ends earlier, its end counts.
    #[serde(default)]
    pub milder_than: Option<Other>,
    /// The calendar of its holidays, unless a provision names another.
    #[serde(default)]
    pub calendar: Option<String>,
    /// What else should be known about it.
    #[serde(default)]
    pub note: Option<Title>,
}

/// Another regime, by which the same period is counted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum Other {
    /// It comes with the program.
    Shipped(String),
    /// A policy declares it.
    Declared(Arc<Regime>),
}

impl From<String> for Other {
    fn from(name: String) -> Other {
        Other::Shipped(name)
    }
}

impl Other {
    /// The regime itself.
    #[must_use]
    pub fn regime(&self) -> Option<&Regime> {
        match self {
            Other::Shipped(name) => Regime::named(name),
            Other::Declared(regime) => Some(regime),
        }
    }
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

/// Where neither the day of the event nor the last day of a period counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClearDays {
    /// Nowhere.
    #[default]
    Never,
    /// In periods before an event, which ends them.
    Backward,
    /// In both directions.
    Both,
}

/// Which periods in days skip days that are no business days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skip {
    /// Those of so many days or fewer.
    UpTo(u32),
    /// All.
    Every,
}

/// The hours in which an office works.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Each stretch of its day, from and to, in minutes on the wall after midnight.
    #[serde(deserialize_with = "full_hours")]
    pub hours: Vec<(u32, u32)>,
    /// Periods of so many days or fewer are counted in its hours, so many to a day.
    pub days_up_to: u32,
}

fn full_hours<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(u32, u32)>, D::Error> {
    let hours = Vec::<(u32, u32)>::deserialize(from)?.into_iter();
    Ok(hours.map(|(from, to)| (from * 60, to * 60)).collect())
}

impl Office {
    /// How many minutes it works a day.
    #[must_use]
    pub fn a_day(&self) -> u32 {
        let stretch = |(from, to): &(u32, u32)| to.saturating_sub(*from);
        self.hours.iter().map(stretch).sum()
    }
}

/// What happens when the last day is no working day: it moves to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roll {
    /// Whether that touches periods in hours: they end at the same time of a working day.
    pub hours: bool,
    /// Whether that touches periods that run backward: they move to the working day before.
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

    /// How many minutes of the working hours of an office a period of so few days is, which then
    /// ends at an instant; none where it is counted in days.
    #[must_use]
    pub fn office_hours(&self, period: Period, before: bool) -> Option<u32> {
        let office = self.office.as_ref()?;
        let short = period.unit == PeriodUnit::Days && period.count <= office.days_up_to;
        (short && !before).then(|| period.count.saturating_mul(office.a_day()))
    }

    /// The shipped one whose title has these words; of several the one with the shortest title, which
    /// names no country but one's own.
    pub(crate) fn titled(words: &str) -> Option<&'static str> {
        let titled = Regime::shipped().filter_map(|regime| {
            let titles = [&regime.title.en, &regime.title.ko];
            let title = titles.into_iter().find(|title| title.contains(words))?;
            Some((title.len(), regime.name.as_str()))
        });
        titled.min().map(|(_, name)| name)
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
        assert!(Regime::shipped().map(|regime| &regime.name).is_sorted());
        for regime in Regime::shipped() {
            if let Some(calendar) = &regime.calendar {
                assert!(Calendar::named(calendar).is_some(), "{calendar}");
            }
            if let Some(other) = &regime.milder_than {
                assert!(other.regime().is_some(), "{other:?}");
            }
        }
    }
}
