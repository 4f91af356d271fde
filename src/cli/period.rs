//! `onus period`: when a period ends, and the counting that led there; or one
//! for each row of a table.

use super::args::Period as Options;
use super::{COULD_NOT_RUN, FINE, FOUND, check, files, output};
use crate::diagnostic::near::nearest;
use crate::diagnostic::{Language, Phrase};
use crate::name::Name;
use crate::period::count::{End, From, Need, count};
use crate::period::regime::Title;
use crate::period::{Calendar, Counted, Regime};
use crate::program::Program;
use crate::render;
use crate::value::{Zone, written};

pub(super) fn run(options: &Options) -> u8 {
    let language = options.lang.into();
    let program = match options.policy.is_empty() {
        true => Ok(Program::default()),
        false => check::sound(&options.policy, language).map(|(_, program)| program),
    };
    let program = match program {
        Ok(program) => program,
        Err(code) => return code,
    };
    let done = match &options.batch {
        Some(file) => batch(options, &program, file, language),
        None => single(options, &program, language),
    };
    done.unwrap_or_else(|trouble| {
        output::could_not(language, &trouble.en, &trouble.ko);
        COULD_NOT_RUN
    })
}

/// Why a row could not be counted: it makes no sense, or something is missing.
enum Trouble {
    Senseless(Phrase),
    Missing(Need),
}

fn due<'p>(
    options: &Options,
    program: &'p Program,
    regime: &str,
    period: &str,
    from: &str,
) -> Result<(&'p Regime, Counted, Zone), Trouble> {
    let senseless = |en: String, ko: String| Trouble::Senseless(Phrase::new(en, ko));
    let rules = program.regime(regime).ok_or_else(|| {
        let shipped = Regime::shipped().map(|regime| regime.name.as_str());
        let known = listed(program.regimes.keys(), shipped);
        senseless(
            format!(
                "no regime is called `{regime}`; {}",
                meant(regime, &known).en
            ),
            format!(
                "`{regime}`이라는 기산 방식은 없습니다. {}",
                meant(regime, &known).ko
            ),
        )
    })?;
    let length = written::period(period.trim()).map_err(|_| {
        senseless(
            format!("`{period}` is no period; write `30 days`, `3 business days` or `72 hours`"),
            format!("`{period}`은 기간이 아닙니다. `30일`, `3영업일`, `72시간`과 같이 쓰십시오"),
        )
    })?;
    let zone = Zone::named(&options.zone).ok_or_else(|| {
        senseless(
            format!("no time zone is called `{}`", options.zone),
            format!("`{}`이라는 시간대는 없습니다", options.zone),
        )
    })?;
    let from = start(from.trim(), zone).ok_or_else(|| {
        senseless(
            format!("`{from}` is no day or time; write 2026-01-31 or 2026-01-31T09:00"),
            format!("`{from}`은 날짜나 일시가 아닙니다. 2026-01-31 또는 2026-01-31T09:00과 같이 쓰십시오"),
        )
    })?;
    let calendar = options.calendar.as_deref().or(rules.calendar.as_deref());
    let calendar = match calendar {
        None => None,
        Some(name) => Some(program.calendar(name).ok_or_else(|| {
            let shipped = Calendar::shipped().map(|calendar| calendar.name.as_str());
            let known = listed(program.calendars.keys(), shipped);
            senseless(
                format!("no calendar is called `{name}`; {}", meant(name, &known).en),
                format!(
                    "`{name}`이라는 휴일 달력은 없습니다. {}",
                    meant(name, &known).ko
                ),
            )
        })?),
    };
    count(rules, calendar, length, options.before, from)
        .map(|counted| (rules, counted, zone))
        .map_err(Trouble::Missing)
}

/// Which of the known names may be meant, else all of them.
fn meant(written: &str, known: &str) -> Phrase {
    match nearest(written, known.split(", ")) {
        Some(near) => Phrase::new(
            format!("the nearest is {near}"),
            format!("가장 가까운 이름: {near}"),
        ),
        None => Phrase::new(
            format!("there are {known}"),
            format!("사용할 수 있는 이름: {known}"),
        ),
    }
}

/// The names that policies declare, and those that come with the program.
fn listed<'n>(
    declared: impl Iterator<Item = &'n Name>,
    shipped: impl Iterator<Item = &'n str>,
) -> String {
    let known: Vec<&str> = declared.map(Name::as_str).chain(shipped).collect();
    known.join(", ")
}

/// A day is a day of which no more is known; a time is an instant.
fn start(text: &str, zone: Zone) -> Option<From> {
    match crate::syntax::moment(text)? {
        crate::syntax::tree::Moment::Date(date) => Some(From::Day(date)),
        crate::syntax::tree::Moment::Time(_) => {
            super::inquiry::moment(text, zone).map(|at| From::Instant(at, zone))
        }
    }
}

fn single(options: &Options, program: &Program, language: Language) -> Result<u8, Phrase> {
    if options.regime.is_none() {
        output::print(&shipped(language));
        return Ok(FINE);
    }
    let (Some(regime), Some(period), Some(from)) =
        (&options.regime, &options.period, &options.from)
    else {
        return Err(Phrase::new(
            "a regime, a period and a start are needed, or --batch FILE",
            "기산 방식, 기간, 기산점을 쓰거나 --batch FILE을 지정하십시오",
        ));
    };
    match due(options, program, regime, period, from) {
        Ok((regime, counted, zone)) => {
            output::print(&render::period::counted(regime, &counted, zone, language));
            Ok(FINE)
        }
        Err(Trouble::Senseless(phrase)) => Err(phrase),
        Err(Trouble::Missing(need)) => {
            let need = render::period::need(&need);
            output::print(&match language {
                Language::English => format!("undetermined: {}\n", need.en),
                Language::Korean => format!("판단할 수 없음: {}\n", need.ko),
            });
            Ok(FOUND)
        }
    }
}

/// The ways of counting and the calendars that there are, each with its title.
fn shipped(language: Language) -> String {
    let titled = |title: &'static Title| match language {
        Language::English => title.en.as_str(),
        Language::Korean => title.ko.as_str(),
    };
    let regimes = Regime::shipped().map(|regime| (&regime.name, titled(&regime.title)));
    let calendars = Calendar::shipped().map(|one| (&one.name, titled(&one.title)));
    let (counting, holidays) = match language {
        Language::English => ("Ways of counting a period:", "Calendars of holidays:"),
        Language::Korean => ("기간의 계산 방식:", "휴일 달력:"),
    };
    let mut told = String::new();
    let mut list = |heading: &str, rows: &mut dyn Iterator<Item = (&String, &str)>| {
        told.push_str(&format!("{heading}\n"));
        for (name, title) in rows {
            told.push_str(&format!("  {name:<24} {title}\n"));
        }
    };
    list(counting, &mut regimes.into_iter());
    list(holidays, &mut calendars.into_iter());
    told
}

/// Adds a column `due`; a row that cannot be counted keeps it empty and is told.
fn batch(
    options: &Options,
    program: &Program,
    file: &std::path::Path,
    language: Language,
) -> Result<u8, Phrase> {
    let text = files::read(file).map_err(|trouble| Phrase::new(trouble.en, trouble.ko))?;
    let broken = |error: csv::Error| {
        Phrase::new(
            format!("{} is no table: {error}", file.display()),
            format!("{} 파일을 표로 읽을 수 없습니다: {error}", file.display()),
        )
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut headers = reader.headers().map_err(broken)?.clone();
    let column = |name: &str| {
        headers
            .iter()
            .position(|header| header.trim() == name)
            .ok_or_else(|| {
                Phrase::new(
                    format!("{} has no column `{name}`", file.display()),
                    format!("{} 파일에 `{name}` 열이 없습니다", file.display()),
                )
            })
    };
    let columns = [column("regime")?, column("period")?, column("from")?];
    headers.push_field("due");
    let mut writer = csv::Writer::from_writer(Vec::new());
    let gone = |_| Phrase::new("the output cannot be written", "출력에 쓸 수 없습니다");
    writer.write_record(&headers).map_err(gone)?;
    let mut code = FINE;
    for (row, record) in reader.records().enumerate() {
        let mut record = record.map_err(broken)?;
        let [regime, period, from] = columns.map(|at| record.get(at).unwrap_or("").to_owned());
        let due = match due(options, program, &regime, &period, &from) {
            Ok((_, counted, zone)) => match counted.end {
                End::Day(day) => day.to_string(),
                End::At(at) => zone.rfc3339(at),
            },
            Err(trouble) => {
                code = FOUND;
                let phrase = match trouble {
                    Trouble::Senseless(phrase) => phrase,
                    Trouble::Missing(need) => render::period::need(&need),
                };
                output::complain(&format!("row {}: {}\n", row + 2, phrase.get(language)));
                String::new()
            }
        };
        record.push_field(&due);
        writer.write_record(&record).map_err(gone)?;
    }
    let table = writer
        .into_inner()
        .map_err(|error| gone(error.into_error().into()))?;
    output::print(&String::from_utf8_lossy(&table));
    Ok(code)
}
