//! Days, clocks and offsets as they are read from the front of a text.

use super::super::calendar::{Date, SECOND, Zone, offset_by_letters};
use super::super::weekday::Weekday;
use super::MONTHS;

pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

/// What letters after a time say of its zone.
pub(super) enum Letters {
    /// They are none of a zone.
    None,
    Of(String),
    /// Places with different times share them.
    OfSeveral,
}

impl Cursor<'_> {
    pub(super) fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub(super) fn blanks(&mut self) -> bool {
        let blanks = self.rest().len() - self.rest().trim_start_matches(' ').len();
        self.at += blanks;
        blanks > 0
    }

    pub(super) fn take(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// A number of at most so many digits, and how many it has.
    pub(super) fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let number = self.rest().get(..digits)?.parse().ok();
        let number = number.filter(|_| digits <= most)?;
        self.at += digits;
        Some((number, digits))
    }

    pub(super) fn month(&mut self) -> Option<u32> {
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
    pub(super) fn weekday(&mut self) -> Option<u32> {
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
    pub(super) fn weekday_after(&mut self) -> Option<u32> {
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
    pub(super) fn day(&mut self) -> Option<Date> {
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

    pub(super) fn date(&mut self) -> Option<Date> {
        let (year, month, day) = self.figures()?;
        Date::new(i32::try_from(year).ok()?, month, day)
    }

    /// Year, month and day, whether there is such a day or not.
    pub(super) fn figures(&mut self) -> Option<(u32, u32, u32)> {
        let start = self.at;
        self.year_first().or_else(|| {
            self.at = start;
            self.named()
        })
    }

    /// `2026년 1월`, `January 2026`.
    pub(super) fn month_alone(&mut self) -> Option<(i32, u32)> {
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
    pub(super) fn year_first(&mut self) -> Option<(u32, u32, u32)> {
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
    pub(super) fn named(&mut self) -> Option<(u32, u32, u32)> {
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
    pub(super) fn time(&mut self, day: Date, zone: Option<Zone>) -> Option<Option<String>> {
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
    pub(super) fn letters(&mut self, day: Date, micros: i64, zone: Option<Zone>) -> Letters {
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
    pub(super) fn clock(&mut self) -> Option<(String, i64)> {
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
    pub(super) fn offset(&mut self) -> String {
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
