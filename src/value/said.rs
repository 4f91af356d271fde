//! Days and times as people say and print them, in the one form in which they are written here:
//! `2026. 3. 3.(화) 09:00`, `2026년 3월 3일 오후 2시 30분`, `Tue 3 Mar 2026 9:00 KST` and `2026-03-03T9:00`. Only
//! what can be read in one way is among them: `03/04/2026` is not, nor a day with another day of the week.

mod cursor;

use cursor::Cursor;

use super::calendar::{Date, Zone};

/// A day or a time with which a text begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// As it is written: `2026-03-03`, `2026-03-03T09:00`.
    pub written: String,
    /// How many bytes of the text say it.
    pub length: usize,
    /// The time of day is said too.
    pub timed: bool,
}

/// The day or time with which a text begins. Letters of a zone that several places share mean those of
/// `zone`.
#[must_use]
pub fn leading(text: &str, zone: Option<Zone>) -> Option<Said> {
    let mut at = Cursor { text, at: 0 };
    let day = at.day()?;
    let after_day = at.at;
    let time = at.time(day, zone)?;
    if time.is_none() {
        at.at = after_day;
        // `T` begins a time that is none, and digits go on with something else.
        let next = at.rest().chars().next();
        if next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | ':' | '_')) {
            return None;
        }
    }
    let timed = time.is_some();
    let written = match time {
        Some(time) => format!("{day}T{time}"),
        None => day.to_string(),
    };
    Some(Said {
        written,
        length: at.at,
        timed,
    })
}

/// Why a text says no day although it begins like one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Its month has no such day, or the year no such month.
    NoSuchDay {
        /// The year that is said.
        year: i32,
        /// The month.
        month: u32,
    },
    /// It is another day of the week than is said with it.
    OtherWeekday(Date),
    /// The day is left out.
    NoDay {
        /// The year that is said.
        year: i32,
        /// The month.
        month: u32,
    },
}

/// Why the day with which a text begins is none, and how many bytes say it, with the time after it.
#[must_use]
pub fn wrong(text: &str) -> Option<(Wrong, usize)> {
    let mut at = Cursor { text, at: 0 };
    let before = at.weekday();
    if before.is_some() {
        at.take(".");
        at.take(",");
        at.blanks().then_some(())?;
    }
    let start = at.at;
    let Some((year, month, day)) = at.figures() else {
        at.at = start;
        let (year, month) = at.month_alone()?;
        return Some((Wrong::NoDay { year, month }, at.at));
    };
    let year = i32::try_from(year).ok()?;
    let wrong = match Date::new(year, month, day) {
        None => Wrong::NoSuchDay { year, month },
        Some(day) => Wrong::OtherWeekday(day),
    };
    let after = at.weekday_after();
    if let Wrong::OtherWeekday(day) = wrong {
        let mut said = before.into_iter().chain(after);
        said.any(|number| number != day.weekday()).then_some(())?;
    }
    let end = at.at;
    if at.clock().is_none() {
        at.at = end;
    }
    Some((wrong, at.at))
}

/// The day or time that a text says from end to end.
#[must_use]
pub fn whole(text: &str, zone: Option<Zone>) -> Option<Said> {
    let text = text.trim();
    leading(text, zone).filter(|said| said.length == text.len())
}

/// The English names of the months.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::calendar::SECOND;
    use crate::value::{Instant, Moment};

    fn whole(text: &str) -> Option<Said> {
        super::whole(text, None)
    }

    #[test]
    fn a_day_or_a_time_has_one_form_however_it_is_said() {
        for (said, written) in [
            ("2026-03-03", "2026-03-03"),
            ("2026.3.3", "2026-03-03"),
            ("2026. 3. 3.", "2026-03-03"),
            ("2026/3/3", "2026-03-03"),
            ("2026년 3월 3일", "2026-03-03"),
            ("2026년3월3일", "2026-03-03"),
            ("3 March 2026", "2026-03-03"),
            ("3 Mar 2026", "2026-03-03"),
            ("March 3, 2026", "2026-03-03"),
            ("2026-03-03T9:00", "2026-03-03T09:00"),
            ("2026-03-03 9:00", "2026-03-03T09:00"),
            ("2026.3.3 9:00", "2026-03-03T09:00"),
            ("2026. 3. 3. 09:00", "2026-03-03T09:00"),
            ("2026년 3월 3일 9시", "2026-03-03T09:00"),
            ("2026년 3월 3일 오후 2시 30분", "2026-03-03T14:30"),
            ("2026년 3월 3일 오전 12시", "2026-03-03T00:00"),
            ("3 Mar 2026 12:00", "2026-03-03T12:00"),
            ("3 Mar 2026, 12:00 am", "2026-03-03T00:00"),
            ("3 March 2026 9pm", "2026-03-03T21:00"),
            ("2026-03-03 09:00:05+09:00", "2026-03-03T09:00:05+09:00"),
            ("Tue 3 Mar 2026 18:00 KST", "2026-03-03T18:00+09:00"),
            ("Tuesday, 3 March 2026", "2026-03-03"),
            ("2026. 3. 3.(화) 18:00 KST", "2026-03-03T18:00+09:00"),
            ("2026년 3월 3일 화요일 오후 6시", "2026-03-03T18:00"),
            ("2026-03-03 (Tue) 18:00", "2026-03-03T18:00"),
            ("2026-03-04 12:00 KST", "2026-03-04T12:00+09:00"),
            ("2026-03-04T12:00 UTC", "2026-03-04T12:00+00:00"),
            ("8 Mar 2026 09:00 EDT", "2026-03-08T09:00-04:00"),
            ("2026-07-01 09:00 +02:00", "2026-07-01T09:00+02:00"),
        ] {
            let found = whole(said).map(|said| said.written);
            assert_eq!(found.as_deref(), Some(written), "{said}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_or_is_no_day_is_not_said() {
        for text in [
            "03/04/2026",
            "2026-13-01",
            "2026-02-30",
            "2026-03-03T25:00",
            "2026-03-03T9",
            "2026-03-03T9:5",
            "2026년 3월",
            "3 March of y",
            "26. 3. 3.",
            "2026-03",
            "2026.3.3.5",
            "Mon 3 Mar 2026",
            "2026. 3. 3.(수) 18:00",
            // Of India, of Israel or of Ireland.
            "2026-07-01 18:00 IST",
            "2026-03-03 18:00 CST",
            "",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn letters_that_places_share_are_those_of_the_zone() {
        for (name, letters, offset) in [
            ("Asia/Kolkata", "IST", "+05:30"),
            ("Europe/Dublin", "IST", "+01:00"),
            ("America/Chicago", "CDT", "-05:00"),
            ("Asia/Shanghai", "CST", "+08:00"),
        ] {
            let said = super::whole(&format!("1 Jul 2026 18:00 {letters}"), Zone::named(name));
            let meant = format!("2026-07-01T18:00{offset}");
            assert_eq!(said.map(|said| said.written), Some(meant), "{name}");
        }
    }

    #[test]
    fn a_time_is_read_as_each_zone_prints_it() {
        let at = |day: i64, hour: i64| Instant::from_micros((day * 24 + hour) * 3_600 * SECOND);
        let mut printed = 0;
        for zone in Zone::names().filter_map(Zone::named) {
            // In winter and in summer, and where clocks show an hour twice.
            for moment in [at(20_515, 3), at(20_635, 12), at(20_751, 1), at(20_758, 6)] {
                let text = zone.readable(moment);
                let said = super::whole(&text, Some(zone)).map(|said| said.written);
                let said = said.unwrap_or_default();
                let (clock, offset) = said.split_at_checked(16).unwrap_or_default();
                let read = Moment::parse(&format!("{clock}:00{offset}"));
                assert_eq!(
                    read.map(Moment::instant),
                    Some(moment),
                    "{} {text}",
                    zone.name()
                );
                printed += 1;
            }
        }
        assert!(printed > 1_000);
    }

    #[test]
    fn why_a_day_is_none() {
        let none = |text| wrong(text).map(|(wrong, _)| wrong);
        let (year, month) = (2026, 2);
        assert_eq!(
            none("2026. 2. 30.부터"),
            Some(Wrong::NoSuchDay { year, month })
        );
        assert_eq!(
            none("30 February 2026"),
            Some(Wrong::NoSuchDay { year, month })
        );
        assert_eq!(none("2026년 2월부터"), Some(Wrong::NoDay { year, month }));
        assert_eq!(none("February 2026"), Some(Wrong::NoDay { year, month }));
        let day = Date::new(2026, 3, 3);
        assert_eq!(none("Mon 3 Mar 2026 18:00"), day.map(Wrong::OtherWeekday));
        assert_eq!(none("Tue 3 Mar 2026"), None);
        assert_eq!(none("2026-03-03"), None);
    }

    #[test]
    fn words_after_a_time_go_on() {
        let said = leading("2026-03-03 9:00 AND x", None).map(|said| (said.written, said.length));
        assert_eq!(said, Some(("2026-03-03T09:00".to_owned(), 15)));
    }

    #[test]
    fn a_particle_after_a_day_is_not_part_of_it() {
        let said = leading("2026. 1. 1.부터", None).map(|said| (said.written, said.length));
        assert_eq!(said, Some(("2026-01-01".to_owned(), 11)));
    }
}
