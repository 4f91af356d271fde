//! Days and times as people say and print them, in the one form in which they are written here:
//! `2026. 3. 3.(화) 09:00`, `2026년 3월 3일 오후 2시 30분`, `Tue 3 Mar 2026 9:00 KST` and `2026-03-03T9:00`. Only
//! what can be read in one way is among them: `03/04/2026` is not, nor a day with another day of the week.

use super::calendar::{Date, SECOND, Zone, offset_by_letters};
use super::weekday::Weekday;

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

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn blanks(&mut self) -> bool {
        let blanks = self.rest().len() - self.rest().trim_start_matches(' ').len();
        self.at += blanks;
        blanks > 0
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// A number of at most so many digits, and how many it has.
    fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let number = self.rest().get(..digits)?.parse().ok();
        let number = number.filter(|_| digits <= most)?;
        self.at += digits;
        Some((number, digits))
    }

    fn month(&mut self) -> Option<u32> {
        let letters = self
            .rest()
            .bytes()
            .take_while(u8::is_ascii_alphabetic)
            .count();
        let word = self.rest().get(..letters)?.to_ascii_lowercase();
        let mut named = MONTHS.iter().zip(1..);
        let short = |name: &str| {
            word.len() == 3 && name.starts_with(&word) || word == "sept" && name == "september"
        };
        let (_, month) = named.find(|(name, _)| **name == word || short(name))?;
        self.at += letters;
        self.take(".");
        Some(month)
    }

    /// The English name of a day of the week, 1 for Monday: `Tue`, `Tuesday,`.
    fn weekday(&mut self) -> Option<u32> {
        let letters = self.rest().bytes().take_while(u8::is_ascii_alphabetic);
        let letters = letters.count();
        let word = self.rest().get(..letters)?.to_ascii_lowercase();
        let mut days = Weekday::NAMED.iter().zip(1..);
        // `Tue`, `Tues`, `Thurs`.
        let (_, number) = days.find(|((_, name, _), _)| {
            letters >= 3 && name.starts_with(&word) && (letters < 6 || letters == name.len())
        })?;
        self.at += letters;
        Some(number)
    }

    /// A day of the week after a day: `(화)`, ` (Tue)`, ` 화요일`. None where there is none.
    fn weekday_after(&mut self) -> Option<u32> {
        let start = self.at;
        self.blanks();
        let bracketed = self.take("(");
        let mut days = Weekday::NAMED.iter().zip(1..);
        let korean = days.find_map(|((_, _, name), number)| {
            let short = name.strip_suffix("요일").filter(|_| bracketed);
            let found = self.take(name) || short.is_some_and(|short| self.take(short));
            found.then_some(number)
        });
        let found = match korean {
            Some(number) => Some(number),
            None if bracketed => self.weekday(),
            None => None,
        };
        let found = found.filter(|_| !bracketed || self.take(")"));
        if found.is_none() {
            self.at = start;
        }
        found
    }

    /// A day, whose day of the week is the one that is said with it.
    fn day(&mut self) -> Option<Date> {
        let before = self.weekday();
        if before.is_some() {
            self.take(".");
            self.take(",");
            self.blanks().then_some(())?;
        }
        let day = self.date()?;
        let after = self.weekday_after();
        let mut said = before.into_iter().chain(after);
        said.all(|number| number == day.weekday()).then_some(day)
    }

    fn date(&mut self) -> Option<Date> {
        let (year, month, day) = self.figures()?;
        Date::new(i32::try_from(year).ok()?, month, day)
    }

    /// Year, month and day, whether there is such a day or not.
    fn figures(&mut self) -> Option<(u32, u32, u32)> {
        let start = self.at;
        self.year_first().or_else(|| {
            self.at = start;
            self.named()
        })
    }

    /// `2026년 1월`, `January 2026`.
    fn month_alone(&mut self) -> Option<(i32, u32)> {
        let start = self.at;
        let mut korean = || {
            let (year, _) = self.number(4).filter(|(_, digits)| *digits == 4)?;
            self.blanks();
            self.take("년").then_some(())?;
            self.blanks();
            let (month, _) = self.number(2)?;
            self.take("월").then_some((year, month))
        };
        let (year, month) = korean().or_else(|| {
            self.at = start;
            let month = self.month()?;
            self.blanks().then_some(())?;
            let (year, digits) = self.number(4)?;
            (digits == 4).then_some((year, month))
        })?;
        let year = i32::try_from(year).ok()?;
        Date::new(year, month, 1).map(|_| (year, month))
    }

    /// `2026-03-03`, `2026.3.3`, `2026. 3. 3.`, `2026/3/3`, `2026년 3월 3일`.
    fn year_first(&mut self) -> Option<(u32, u32, u32)> {
        let (year, digits) = self.number(4)?;
        if digits != 4 {
            return None;
        }
        self.blanks();
        if self.take("년") {
            self.blanks();
            let (month, _) = self.number(2)?;
            self.blanks();
            self.take("월").then_some(())?;
            self.blanks();
            let (day, _) = self.number(2)?;
            self.blanks();
            self.take("일").then_some(())?;
            return Some((year, month, day));
        }
        let sign = ["-", "/", "."].into_iter().find(|sign| self.take(sign))?;
        let blanks = |at: &mut Self| sign == "." && at.blanks();
        blanks(self);
        let (month, _) = self.number(2)?;
        self.take(sign).then_some(())?;
        blanks(self);
        let (day, _) = self.number(2)?;
        if sign == "." {
            self.take(".");
        }
        Some((year, month, day))
    }

    /// `3 March 2026`, `March 3, 2026`.
    fn named(&mut self) -> Option<(u32, u32, u32)> {
        let first = self.number(2);
        if first.is_some() {
            self.blanks().then_some(())?;
        }
        let month = self.month()?;
        self.blanks().then_some(())?;
        let day = match first {
            Some((day, _)) => day,
            None => {
                let (day, _) = self.number(2)?;
                self.take(",");
                self.blanks().then_some(())?;
                day
            }
        };
        let (year, digits) = self.number(4)?;
        (digits == 4).then_some((year, month, day))
    }

    /// The time of day if there is one, and none where its zone can be any of several.
    fn time(&mut self, day: Date, zone: Option<Zone>) -> Option<Option<String>> {
        let Some((clock, micros)) = self.clock() else {
            return Some(None);
        };
        let mut offset = self.offset();
        if offset.is_empty() {
            offset = match self.letters(day, micros, zone) {
                Letters::None => String::new(),
                Letters::Of(offset) => offset,
                Letters::OfSeveral => return None,
            };
        }
        let next = self.rest().chars().next();
        let ends = !next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '_'));
        Some(ends.then(|| format!("{clock}{offset}")))
    }

    /// The letters of a zone after a time: `KST`.
    fn letters(&mut self, day: Date, micros: i64, zone: Option<Zone>) -> Letters {
        let start = self.at;
        self.blanks();
        // `ChST` has a small letter too; other words are no zone's.
        let length = self.rest().bytes().take_while(u8::is_ascii_alphabetic);
        let length = length.count();
        let word = self.rest().get(..length).unwrap_or("");
        let next = self
            .rest()
            .get(length..)
            .and_then(|rest| rest.chars().next());
        let ends = !next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        if !(2..=5).contains(&length) || !ends {
            self.at = start;
            return Letters::None;
        }
        match offset_by_letters(word, day, micros, zone).as_deref() {
            Some([]) | None => {
                self.at = start;
                Letters::None
            }
            Some([offset]) => {
                self.at += length;
                Letters::Of(offset.clone())
            }
            Some(_) => Letters::OfSeveral,
        }
    }

    /// The time on the clock, with what parts it from the day: `T9:00`, ` 오후 2시 30분`, ` 9:00 pm`; and in
    /// microseconds after midnight.
    fn clock(&mut self) -> Option<(String, i64)> {
        let parted = self.take("T") || {
            self.take(",");
            self.blanks()
        };
        let half = [("오전", false), ("오후", true)]
            .into_iter()
            .find_map(|(word, later)| self.take(word).then_some(later));
        self.blanks();
        if !parted && half.is_none() {
            return None;
        }
        let (hour, _) = self.number(2)?;
        let mut minute = 0;
        let mut seconds = String::new();
        let mut half = half;
        if self.take("시") {
            let hours_end = self.at;
            self.blanks();
            match self.number(2) {
                Some((number, _)) if self.take("분") => minute = number,
                _ => self.at = hours_end,
            }
        } else {
            let clock = self.take(":");
            if clock {
                let (number, digits) = self.number(2)?;
                (digits == 2).then_some(())?;
                minute = number;
                if self.take(":") {
                    let (second, digits) = self.number(2)?;
                    (digits == 2 && second < 60).then_some(())?;
                    seconds = format!(":{second:02}");
                }
            }
            let end = self.at;
            self.blanks();
            let said = [("am", false), ("pm", true), ("AM", false), ("PM", true)]
                .into_iter()
                .find_map(|(word, later)| self.take(word).then_some(later));
            if said.is_none() {
                self.at = end;
            }
            if !clock && said.is_none() {
                return None;
            }
            half = half.or(said);
        }
        let hour = match half {
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some(later) => hour % 12 + if later { 12 } else { 0 },
            None => hour,
        };
        if hour > 23 || minute > 59 {
            return None;
        }
        let minutes = i64::from(hour) * 60 + i64::from(minute);
        let clock = format!("{hour:02}:{minute:02}{seconds}");
        Some((clock, minutes * 60 * SECOND))
    }

    /// `Z` or `+09:00`, with a blank before it or without.
    fn offset(&mut self) -> String {
        let start = self.at;
        if self.take("Z") {
            return "Z".to_owned();
        }
        let apart = self.blanks();
        let sign = ["+", "-"].into_iter().find(|sign| self.take(sign));
        let offset = sign.and_then(|sign| {
            let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
            // `+0530` and `+08`, as zones without letters are called, and nothing after them.
            let (hours, minutes) = if digits == 4 && apart {
                let (both, _) = self.number(4)?;
                (both / 100, both % 100)
            } else {
                let (hours, _) = self.number(2).filter(|_| digits == 2)?;
                let minutes = match self.take(":") {
                    true => self.number(2).filter(|(_, digits)| *digits == 2)?.0,
                    false if apart && self.rest().is_empty() => 0,
                    false => return None,
                };
                (hours, minutes)
            };
            (hours < 24 && minutes < 60).then(|| format!("{sign}{hours:02}:{minutes:02}"))
        });
        if offset.is_none() {
            self.at = start;
        }
        offset.unwrap_or_default()
    }
}

/// What letters after a time say of its zone.
enum Letters {
    /// They are none of a zone.
    None,
    Of(String),
    /// Places with different times share them.
    OfSeveral,
}

#[cfg(test)]
mod tests {
    use super::*;
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
