//! Days, instants and zones: the only file that knows chrono. No clock is read.

use std::fmt;
use std::str::FromStr;

use super::{Bound, Number, Range};
use chrono::{
    DateTime, Datelike, FixedOffset, MappedLocalTime, NaiveDate, NaiveTime, Offset, TimeZone,
    Timelike,
};
use chrono_tz::Tz;

/// Microseconds in a second.
pub const SECOND: i64 = 1_000_000;
/// Microseconds in a day without a clock change.
pub const DAY: i64 = 86_400 * SECOND;

/// A day of the Gregorian calendar, in the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// A day that exists, or none.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        let in_range = (1..=9999).contains(&year);
        NaiveDate::from_ymd_opt(year, month, day)
            .filter(|_| in_range)
            .map(Date)
    }

    /// From `YYYY-MM-DD`, or none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let shaped = year.len() == 4 && month.len() == 2 && day.len() == 2;
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if parts.next().is_some() || !shaped || ![year, month, day].into_iter().all(digits) {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// How many days its month has.
    #[must_use]
    pub fn days_in_month(year: i32, month: u32) -> Option<u32> {
        (28..=31)
            .rev()
            .find(|day| Date::new(year, month, *day).is_some())
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// 1 for Monday to 7 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u32 {
        self.0.weekday().number_from_monday()
    }

    /// So many days later, or earlier.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Option<Date> {
        let span = chrono::Duration::try_days(days)?;
        let date = self.0.checked_add_signed(span)?;
        Date::new(date.year(), date.month(), date.day())
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn number(self) -> i64 {
        i64::from(self.0.num_days_from_ce()) - EPOCH_FROM_CE
    }

    /// The day so many days after 1970-01-01.
    #[must_use]
    pub fn from_number(days: i64) -> Option<Date> {
        let day = i32::try_from(days.checked_add(EPOCH_FROM_CE)?).ok()?;
        let date = NaiveDate::from_num_days_from_ce_opt(day)?;
        Date::new(date.year(), date.month(), date.day())
    }
}

/// Days from 0000-12-31 to 1970-01-01.
const EPOCH_FROM_CE: i64 = 719_163;

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

/// A point in time, in microseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The beginning of the year 1, before any law: the first moment at which something can have
    /// been of which no first moment is known.
    #[cfg_attr(not(feature = "rooms"), doc(hidden))]
    pub const FIRST: Instant = Instant(-62_135_596_800 * SECOND);

    /// From microseconds since 1970-01-01T00:00Z.
    #[must_use]
    pub fn from_micros(micros: i64) -> Instant {
        Instant(micros)
    }

    /// Microseconds since 1970-01-01T00:00Z.
    #[must_use]
    pub fn micros(self) -> i64 {
        self.0
    }

    /// So many microseconds later, or earlier.
    #[must_use]
    pub fn plus_micros(self, micros: i64) -> Option<Instant> {
        self.0.checked_add(micros).map(Instant)
    }

    /// Seconds since 1970-01-01T00:00Z, exactly.
    #[cfg_attr(not(feature = "rooms"), doc(hidden))]
    #[must_use]
    pub fn seconds(self) -> Number {
        Number::fraction(self.0, SECOND).unwrap_or(Number::ZERO)
    }

    /// The instant so many seconds after 1970-01-01T00:00Z, cut to microseconds.
    #[cfg_attr(not(feature = "rooms"), doc(hidden))]
    #[must_use]
    pub fn from_seconds(seconds: Number) -> Option<Instant> {
        seconds.times(Number::whole(SECOND))?.floor().map(Instant)
    }
}

/// What a clock time on the wall means in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Local {
    /// One instant.
    Once(Instant),
    /// None: the clocks skip it.
    Skipped,
    /// Two: the clocks repeat it.
    Twice(Instant, Instant),
}

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Tz);

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Zone = Zone(Tz::UTC);

    /// By its name in the database: `Asia/Seoul`. A short name such as `EST` is none: it says no place,
    /// and often another offset than a reader thinks of.
    #[must_use]
    pub fn named(name: &str) -> Option<Zone> {
        let placed = name.contains('/') || name == "UTC";
        Tz::from_str(name).ok().filter(|_| placed).map(Zone)
    }

    /// Its name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Every name in the database.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// The zone of a city that is named without its continent, or by the letters of its time.
    #[must_use]
    pub fn of_city(zone: &str) -> Option<&'static str> {
        let city = match zone {
            "KST" | "Korea" | "서울" | "한국" | "대한민국" => "Seoul",
            "JST" | "Japan" => "Tokyo",
            _ => zone,
        };
        Zone::names().find(|name| {
            name.rsplit_once('/')
                .is_some_and(|(_, last)| last.eq_ignore_ascii_case(city))
        })
    }

    /// What `clock` microseconds after midnight on the wall mean on this day.
    #[must_use]
    pub fn local(self, date: Date, clock: i64) -> Option<Local> {
        let seconds = u32::try_from(clock.div_euclid(SECOND)).ok()?;
        let nanos = u32::try_from(clock.rem_euclid(SECOND))
            .ok()?
            .checked_mul(1000)?;
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos)?;
        let instant = |t: DateTime<Tz>| Instant(t.timestamp_micros());
        Some(match self.0.from_local_datetime(&date.0.and_time(time)) {
            MappedLocalTime::Single(t) => Local::Once(instant(t)),
            MappedLocalTime::Ambiguous(a, b) => Local::Twice(instant(a), instant(b)),
            MappedLocalTime::None => Local::Skipped,
        })
    }

    /// The first instant of the day: midnight, or where the clocks skip it the first instant after.
    #[must_use]
    pub fn midnight(self, date: Date) -> Option<Instant> {
        // Clock changes are at most a few hours and on full minutes.
        (0..24 * 60).find_map(|minute| match self.local(date, minute * 60 * SECOND)? {
            Local::Once(at) | Local::Twice(at, _) => Some(at),
            Local::Skipped => None,
        })
    }

    /// Whether a time of which this is known is known by its day, its month or another stretch of
    /// whole days: from midnight on and before another midnight.
    #[must_use]
    pub fn is_whole_days(self, range: &Range) -> bool {
        let midnight = |bound: Bound| {
            let at = Instant::from_seconds(bound.at)?;
            (self.midnight(self.date(at)?)? == at).then_some(())
        };
        let (Some(low), Some(high)) = (range.low, range.high) else {
            return false;
        };
        !low.open && high.open && midnight(low).is_some() && midnight(high).is_some()
    }

    fn at(self, instant: Instant) -> Option<DateTime<Tz>> {
        Some(DateTime::from_timestamp_micros(instant.0)?.with_timezone(&self.0))
    }

    /// The day on the wall.
    #[must_use]
    pub fn date(self, instant: Instant) -> Option<Date> {
        let local = self.at(instant)?.date_naive();
        Date::new(local.year(), local.month(), local.day())
    }

    /// RFC 3339 with this zone's offset; fractions of a second only where there are any.
    #[must_use]
    pub fn rfc3339(self, instant: Instant) -> String {
        self.moment(instant).to_string()
    }

    /// For people: `2022-02-03 11:20 KST`; seconds only where there are any.
    #[must_use]
    pub fn readable(self, instant: Instant) -> String {
        let moment = self.moment(instant);
        moment.readable(&self.abbreviation(instant))
    }
}

impl Zone {
    /// An instant with this zone's offset, as answers print it.
    #[must_use]
    pub fn moment(self, at: Instant) -> Moment {
        let local = self.at(at);
        Moment {
            at,
            offset: local.map_or(0, |local| local.offset().fix().local_minus_utc()),
        }
    }

    /// The day and the time on the wall, `11:20`; seconds only where there are any. None for an
    /// instant that no calendar reaches.
    #[must_use]
    pub fn wall(self, at: Instant) -> Option<(Date, String)> {
        Some((self.date(at)?, on_the_wall(&self.at(at)?)))
    }

    /// What this zone is called at an instant: `KST`.
    #[must_use]
    pub fn abbreviation(self, at: Instant) -> String {
        let local = self.at(at);
        local.map_or_else(String::new, |local| local.format("%Z").to_string())
    }
}

/// The offsets with which a time on the wall is meant that is said with the letters of a zone, `KST`: those
/// of all zones that are called so then, or of `own` alone if it is. None for a time that no calendar reaches.
pub(super) fn offset_by_letters(
    letters: &str,
    date: Date,
    clock: i64,
    own: Option<Zone>,
) -> Option<Vec<String>> {
    let seconds = u32::try_from(clock.div_euclid(SECOND)).ok()?;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?;
    let local = date.0.and_time(time);
    let of = |zone: Tz| {
        let (one, other) = match zone.from_local_datetime(&local) {
            MappedLocalTime::Single(at) => (Some(at), None),
            MappedLocalTime::Ambiguous(at, other) => (Some(at), Some(other)),
            MappedLocalTime::None => (None, None),
        };
        let called = one.into_iter().chain(other);
        let called = called.filter(|at| at.format("%Z").to_string() == letters);
        called.map(|at| at.offset().fix().local_minus_utc())
    };
    let mut offsets: Vec<i32> = own.into_iter().flat_map(|own| of(own.0)).collect();
    if offsets.is_empty() {
        offsets = chrono_tz::TZ_VARIANTS.into_iter().flat_map(of).collect();
    }
    offsets.sort_unstable();
    offsets.dedup();
    Some(offsets.into_iter().map(offset).collect())
}

/// `11:20`; seconds only where there are any.
fn on_the_wall<Z: TimeZone>(local: &DateTime<Z>) -> String
where
    Z::Offset: fmt::Display,
{
    let form = match local.second() {
        0 => "%H:%M",
        _ => "%H:%M:%S",
    };
    local.format(form).to_string()
}

/// An instant, and the offset from UTC with which it is printed. Two moments are equal if they are
/// printed the same, and ordered by the instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    at: Instant,
    /// Seconds east of Greenwich.
    offset: i32,
}

impl Moment {
    /// The instant.
    #[must_use]
    pub fn instant(self) -> Instant {
        self.at
    }

    /// From RFC 3339 with an offset; none if it is not that.
    #[must_use]
    pub fn parse(text: &str) -> Option<Moment> {
        let read = DateTime::parse_from_rfc3339(text)
            .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%:z"))
            .ok()?;
        Some(Moment {
            at: Instant(read.timestamp_micros()),
            offset: read.offset().local_minus_utc(),
        })
    }

    /// The day on the wall where it is printed.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        let local = self.local()?.date_naive();
        Date::new(local.year(), local.month(), local.day())
    }

    /// The day and the time on the wall where it is printed; seconds only where there are any.
    #[must_use]
    pub fn wall(self) -> Option<(Date, String)> {
        Some((self.date()?, on_the_wall(&self.local()?)))
    }

    fn local(self) -> Option<DateTime<FixedOffset>> {
        let zone = FixedOffset::east_opt(self.offset)?;
        Some(DateTime::from_timestamp_micros(self.at.0)?.with_timezone(&zone))
    }

    /// For people, with what the zone is called: `2022-02-03 11:20 KST`.
    #[cfg_attr(not(feature = "rooms"), doc(hidden))]
    #[must_use]
    pub fn readable(self, zone: &str) -> String {
        let Some(local) = self.local() else {
            return String::new();
        };
        let clock = if local.second() == 0 && self.at.0.rem_euclid(SECOND) == 0 {
            local.format("%Y-%m-%d %H:%M")
        } else {
            local.format("%Y-%m-%d %H:%M:%S")
        };
        format!("{clock} {zone}")
    }
}

/// RFC 3339; fractions of a second only where there are any.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(local) = self.local() else {
            return Ok(());
        };
        let micros = self.at.0.rem_euclid(SECOND);
        write!(f, "{}", local.format("%Y-%m-%dT%H:%M:%S"))?;
        if micros != 0 {
            f.write_str(format!(".{micros:06}").trim_end_matches('0'))?;
        }
        f.write_str(&offset(self.offset))
    }
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::{Date, Instant, Local, Moment, SECOND, Zone};

    #[test]
    fn moments_are_read_as_they_are_printed() {
        for text in [
            "2022-02-10T09:00:00+09:00",
            "2022-02-10T09:00:00.25-03:30",
            "0001-01-01T00:00:00+00:00",
            "+10000-01-01T00:00:00+00:00",
        ] {
            let read = Moment::parse(text).map(|moment| moment.to_string());
            assert_eq!(read.as_deref(), Some(text));
        }
        for bad in [
            "2022-02-10",
            "soon",
            "2022-02-10T09:00:00",
            "2022-02-10T09:00:00Zulu",
        ] {
            assert_eq!(Moment::parse(bad), None, "{bad}");
        }
        let zulu = Moment::parse("2022-02-10T09:00:00Z");
        assert_eq!(
            zulu.map(|at| at.instant().micros()),
            Some(1_644_483_600 * SECOND)
        );
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for bad in [
            "2022-02-30",
            "2022-2-3",
            "0000-01-01",
            "2023-02-29",
            "2022-13-01",
            "+022-01-01",
        ] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
        assert_eq!(
            Date::parse("2024-02-29").map(|d| d.to_string()).as_deref(),
            Some("2024-02-29")
        );
        assert_eq!(Date::new(1970, 1, 1).map(Date::number), Some(0));
        assert_eq!(
            Date::from_number(19_026).map(|d| d.to_string()).as_deref(),
            Some("2022-02-03")
        );
    }

    #[test]
    fn clock_changes_are_seen() {
        let seoul = Zone::named("Asia/Seoul");
        let local = |y, m, d, minutes: i64| {
            seoul
                .zip(Date::new(y, m, d))
                .and_then(|(zone, date)| zone.local(date, minutes * 60 * SECOND))
        };
        assert_eq!(local(1987, 5, 10, 150), Some(Local::Skipped));
        assert!(matches!(local(1987, 10, 11, 150), Some(Local::Twice(..))));
        let Some(Local::Once(at)) = local(2022, 2, 3, 680) else {
            unreachable!("an ordinary time");
        };
        assert_eq!(
            seoul.map(|z| z.rfc3339(at)).as_deref(),
            Some("2022-02-03T11:20:00+09:00")
        );
        assert_eq!(
            seoul.map(|z| z.readable(at)).as_deref(),
            Some("2022-02-03 11:20 KST")
        );
        assert_eq!(Instant::from_seconds(at.seconds()), Some(at));
    }
}
