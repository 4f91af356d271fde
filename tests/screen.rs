//! The one screen that an answer begins with, against the answer itself.

use onus::determination::{Determination, DutyRow, Stage, Urgency, Words};
use onus::diagnostic::Language;
use onus::eval::{Question, evaluate};
use onus::render::answer::{countdown, screen};
use onus::value::{Date, Instant, Moment, State, Zone};
use serde_json::Value as Json;
use unicode_width::UnicodeWidthStr;

use crate::known;

mod kinds;

const WIDTH: usize = 80;
const LINES: usize = 24;
const MOST_LINES: usize = 40;

fn is_periodic(duty: &DutyRow) -> bool {
    let instance = duty.about.instance.as_deref().unwrap_or("");
    let mut parts = instance.split(", ");
    parts.any(|part| part.starts_with(|first: char| first.is_ascii_digit()))
}

/// The duties that somebody has to act on: owed and not done in time or yet, or done wrongly.
fn active(answer: &Determination) -> impl Iterator<Item = &DutyRow> {
    let duties = answer.duties.iter().filter(|duty| !is_periodic(duty));
    let duties = duties.filter(|duty| is_own(answer, duty));
    // What waits for a fact that is still to come is not to be done yet.
    let duties = duties.filter(|duty| answer.waits_for(duty).is_none());
    duties.filter(|duty| {
        matches!(
            answer.stage(duty),
            Stage::Overdue | Stage::ToDo | Stage::Over
        )
    })
}

/// The duties that are owed for certain, of which it is open whether they were done.
fn perhaps_done(answer: &Determination) -> impl Iterator<Item = &DutyRow> {
    let duties = answer.duties.iter().filter(|duty| !is_periodic(duty));
    let duties = duties.filter(|duty| is_own(answer, duty));
    duties.filter(|duty| matches!(answer.stage(duty), Stage::Unconfirmed | Stage::Questioned))
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A screen is at most so long; no obligation is left out, and of what is pending the nearest limit
/// is told first.
/// `EVERY_CASE=1` takes all answers; else it is one in twelve.
#[test]
fn every_answer_fits_on_a_screen_with_all_obligations_in_order_of_time() {
    let all = known::all();
    let (mut screens, mut on_one, mut ordered) = (0, 0, 0);
    let one_in = match std::env::var_os("EVERY_CASE") {
        Some(_) => 1,
        None => 12,
    };
    let records = all.records.iter().enumerate();
    for (number, record) in records.filter(|(_, record)| record.is_one_in(one_in)) {
        let name = &record.name;
        // To look ahead takes long; a part of the answers shows that there is room for it.
        let question = Question {
            coming: number % 9 == 0,
            ..record.question.clone()
        };
        let program = &all.programs[record.program];
        let (answer, _) = evaluate(program, &record.facts, &question);
        for language in [Language::English, Language::Korean] {
            let (text, lines) = fitting(name, &answer, language);
            screens += 1;
            on_one += usize::from(lines <= LINES);
            all_told(name, &answer, language, &text);
        }
        ordered += in_order(name, &answer);
    }
    assert!(
        screens > 250 && on_one * 3 > screens * 2,
        "{on_one} of {screens}"
    );
    assert!(ordered > 10, "only {ordered} pairs of limits");
}

/// The screen and how many lines it has; it is no higher and no wider than one may be.
fn fitting(name: &str, answer: &Determination, language: Language) -> (String, usize) {
    let text = screen(answer, language, WIDTH);
    let lines = text.lines().count();
    assert!(lines <= MOST_LINES, "{name}: {lines} lines\n{text}");
    let narrow = text.lines().all(|line| line.width() <= WIDTH);
    assert!(narrow, "{name}\n{text}");
    (text, lines)
}

/// In a narrow window and in a wide one nothing is wider, nothing is left out, and the screen holds.
fn in_any_window(name: &str, answer: &Determination, language: Language) {
    for width in [60, 160] {
        let text = screen(answer, language, width);
        let wide = text.lines().find(|line| line.width() > width);
        assert_eq!(wide, None, "{name} {width}");
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{name} {width}: {lines} lines\n{text}");
        all_told(name, answer, language, &text);
    }
}

/// Each obligation is told by its title. Where more is owed than a screen holds, it is full, and as
/// many as are left out are counted.
fn all_told(name: &str, answer: &Determination, language: Language, text: &str) {
    let told = squeezed(text);
    let mut untold: Vec<&str> = Vec::new();
    let pressing = |duty: &DutyRow| {
        let undated = [Urgency::Undated, Urgency::Waiting, Urgency::Over];
        active(answer).any(|other| std::ptr::eq(other, duty))
            && !undated.contains(&answer.urgency(duty))
    };
    // So many rows and no more have room whatever else there is.
    let few = active(answer).filter(|duty| pressing(duty)).count() <= 12;
    // In a narrow window a row takes more lines than it does on a screen.
    let few = few && text.lines().any(|line| line.width() > 60);
    for duty in active(answer).chain(perhaps_done(answer)) {
        let title = title(&duty.about.title, language);
        let folded = few && pressing(duty) && !told.contains(&squeezed(title));
        assert!(!folded, "{name}: {title} is folded\n{text}");
        if !told.contains(&squeezed(title)) && !untold.contains(&title) {
            untold.push(title);
        }
    }
    if untold.is_empty() {
        return;
    }
    let counted: usize = items(text).iter().filter_map(|item| more(item)).sum();
    assert!(
        // Not even what comes next, with what to find out, would fit beside those rows.
        untold.len() <= counted && text.lines().count() + 6 > MOST_LINES,
        "{name}: {untold:?}\n{text}"
    );
}

fn title(words: &Words, language: Language) -> &str {
    match language {
        Language::English => &words.en,
        Language::Korean => &words.ko,
    }
}

/// What is listed, each item without its line breaks and spaces.
fn items(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    // What goes on after a line that is no item is no part of one.
    let mut within = false;
    for line in text.lines() {
        match line.strip_prefix("- ") {
            Some(item) => items.push(squeezed(item)),
            None if line.starts_with("  ") => {
                if let Some(last) = items.last_mut().filter(|_| within) {
                    last.push_str(&squeezed(line));
                }
                continue;
            }
            None => {}
        }
        within = line.starts_with("- ");
    }
    items
}

/// How many more an item says there are.
fn more(item: &str) -> Option<usize> {
    let waiting = "more,withoutadateoronlyafteranotherstep:--full";
    let frames = [
        ("and", "more:--full"),
        ("그밖에", "건:--full"),
        ("", waiting),
        (
            "기한이없거나,다른것을이행하면기한이시작되는의무",
            "건:--full",
        ),
    ];
    let count = |(before, after)| {
        let rest: &str = item.strip_prefix(before)?;
        rest.strip_suffix(after)?.parse().ok()
    };
    frames.into_iter().find_map(count)
}

#[test]
fn what_is_left_out_is_counted_in_both_languages() {
    assert_eq!(more("and12more:--full"), Some(12));
    assert_eq!(more("그밖에3건:--full"), Some(3));
    let waiting = "4more,withoutadateoronlyafteranotherstep:--full";
    assert_eq!(more(waiting), Some(4));
    assert_eq!(more("Report—byThu"), None);
}

/// Microseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// How urgent a duty is by its JSON: overdue, then what falls due within a day, then what must not be
/// delayed, then by the earliest limit that can fall, then what has no date or waits for its clock.
fn urgency(answer: &Json, duty: &Json) -> Option<(u8, i64)> {
    let now = Moment::parse(answer["as_of"].as_str()?)?.instant().micros();
    let name = duty["name"].as_str()?;
    let of = |used: &&Json| {
        used["name"]
            .as_str()
            .is_some_and(|policy| is_of(name, policy))
    };
    let used = answer["policies"].as_array()?.iter().find(of)?;
    let zone = duty["zone"].as_str().or(used["zone"].as_str())?;
    let zone = Zone::named(zone)?;
    let last = |due: &Json| {
        let text = due.as_str()?;
        let day = Date::parse(text).and_then(|day| zone.midnight(day.plus_days(1)?));
        let at = Moment::parse(text).map(Moment::instant);
        day.map(|at| at.micros() - 1).or(at.map(Instant::micros))
    };
    let recorded = &duty["as_recorded"];
    let known = last(&duty["due_at"]).or(last(&duty["due_day"]));
    let known = known.or(last(&recorded["due"]));
    // The earliest alone says only that a clock was not seen to start, unless it runs from a known time.
    let latest = known.or(last(&duty["due_latest"]));
    let runs = runs_from_record(&duty["limit"]);
    let safe = last(&duty["due_earliest"]).filter(|_| latest.is_some() || runs);
    let limit = known.or(safe);
    let falls = |at: i64| if at - now <= DAY { (2, at) } else { (4, at) };
    let state = match (duty["state"].as_str()?, recorded["state"].as_str()) {
        ("undetermined", Some(state @ ("pending" | "breached"))) => state,
        (state, _) => state,
    };
    let owed = duty["arises"] == "yes" || state != "undetermined";
    let limited = latest.is_some() || !duty["limit"].is_null() || duty["without_delay"] == true;
    let passed = latest.is_some_and(|at| at < now);
    Some(match (state, limit) {
        ("performed_late" | "violated", _) => (9, 0),
        ("breached", _) if duty["state"] == "breached" && !limited => (9, 0),
        ("breached", _) => latest.or(limit).map_or((1, 0), |at| (0, at)),
        ("undetermined", _) if owed && passed => (0, latest?),
        (_, Some(at)) if at >= now => falls(at),
        (_, Some(at)) => match latest {
            Some(latest) if latest >= now => falls(if owed { now } else { latest }),
            None if owed => falls(now),
            _ => (6, -latest.unwrap_or(at)),
        },
        (_, None) => match latest {
            Some(latest) if latest >= now => falls(if owed { now } else { latest }),
            Some(latest) => (6, -latest),
            None if duty["without_delay"] == true => {
                let since = Moment::parse(duty["owed_since"].as_str().unwrap_or_default());
                (3, since.map_or(now, |at| at.instant().micros()))
            }
            None if duty["limit"].is_null() => (5, 0),
            None => (7, 0),
        },
    })
}

/// Whether the record says from when at the earliest a limit runs.
fn runs_from_record(limit: &Json) -> bool {
    let Some((kind, of)) = limit.as_object().and_then(|one| one.iter().next()) else {
        return false;
    };
    match kind.as_str() {
        "at" => true,
        "counted" => {
            let from = of["from"].as_object().and_then(|one| one.keys().next());
            let plain = ["titled", "en", "of_duty"];
            let own = from.is_some_and(|kind| plain.contains(&kind.as_str()))
                || runs_from_record(&of["from"]);
            own && is_bounded(&of["start"])
        }
        "without_delay" | "perhaps_moved" => runs_from_record(of),
        "moved" => runs_from_record(&of["from"]),
        "earliest_of" | "latest_of" | "one_of" => {
            let all = of.as_array().map_or(&[][..], Vec::as_slice);
            !all.is_empty() && all.iter().all(runs_from_record)
        }
        _ => false,
    }
}

fn is_bounded(start: &Json) -> bool {
    let known = ["is", "at_least", "between"];
    known.iter().any(|key| !start[*key].is_null()) || is_bounded_within(&start["within"][0])
}

fn is_bounded_within(low: &Json) -> bool {
    ["is", "at_least", "between"]
        .iter()
        .any(|key| !low[*key].is_null())
}

fn is_of(name: &str, policy: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(own, _)| own == policy)
}

/// Whether an item tells of a duty of this title, after who owes it where several do.
fn tells(item: &str, title: &str) -> bool {
    told_at(item, title).is_some()
}

/// Where in an item a duty of this title is told.
fn told_at(item: &str, title: &str) -> Option<usize> {
    let title = squeezed(title);
    let mut found = item.match_indices(&title).map(|(at, _)| at);
    found.find(|at| {
        let at = *at;
        let (before, rest) = item.split_at(at);
        let rest = &rest[title.len()..];
        // What one owes by one limit is one line.
        (before.is_empty() || before.ends_with([':', ',', ';']))
            && (rest.is_empty() || rest.starts_with(['[', '(', '—', ':', ',', ';']))
    })
}

/// Whether a duty is one of those of whom the record tells, and not of an authority, which has powers
/// or imposes sanctions; where all are of authorities, they are the matter.
fn is_own(answer: &Determination, duty: &DutyRow) -> bool {
    let of_authority = |duty: &DutyRow| {
        let title = &duty.bearer_title;
        let sanctions = answer.sanctions.iter();
        let mut sanctions = sanctions.filter_map(|row| row.holder_title.as_ref());
        let mut powers = answer.powers.iter().map(|row| &row.holder_title);
        let holds = powers.any(|holder| holder == title) || sanctions.any(|holder| holder == title);
        duty.bearer_member.is_none() && holds
    };
    !of_authority(duty) || answer.duties.iter().all(of_authority)
}

/// Whether what is to be done falls due sooner than the time that has gone by since the limit of what may
/// have been done: then it comes before that.
fn falls_due_sooner(answer: &Determination, ranks: &[(u8, i64)]) -> bool {
    let now = answer.as_of.instant().micros();
    let off = |wanted: u8| {
        let ranks = ranks.iter().filter(move |(class, _)| *class == wanted);
        ranks.map(|(_, at)| (at - now).abs()).min()
    };
    off(2).zip(off(0)).is_some_and(|(left, gone)| left < gone)
}

/// How many pairs of what is to be done are told, the more urgent one first.
fn in_order(name: &str, answer: &Determination) -> usize {
    let json = serde_json::to_value(answer).expect("it is JSON");
    let text = screen(answer, Language::English, WIDTH);
    let items = items(&text);
    let rows: Vec<(&DutyRow, &Json)> = answer
        .duties
        .iter()
        .zip(json["duties"].as_array().expect("a list"))
        .filter(|(duty, _)| active(answer).any(|other| std::ptr::eq(other, *duty)))
        .collect();
    let mut placed: Vec<((u8, i64), (usize, usize))> = Vec::new();
    for (duty, json_row) in &rows {
        // Two duties of one title are not told apart here.
        let same = |(other, _): &&(&DutyRow, &Json)| other.about.title == duty.about.title;
        if rows.iter().filter(same).count() > 1 {
            continue;
        }
        let title = &duty.about.title.en;
        let mut items = items.iter().enumerate();
        let place = items.find_map(|(at, item)| Some((at, told_at(item, title)?)));
        let Some(place) = place else {
            continue;
        };
        let urgency = urgency(&json, json_row);
        placed.push((urgency.unwrap_or_else(|| panic!("{name}: {title}")), place));
    }
    placed.sort();
    // What was breached for certain leads in any case.
    let breached = |duty: &&DutyRow| answer.stage(duty) == Stage::Overdue && duty.state.is_breach();
    let ranks: Vec<(u8, i64)> = placed.iter().map(|(rank, _)| *rank).collect();
    if !active(answer).any(|duty| breached(&duty)) && falls_due_sooner(answer, &ranks) {
        placed.retain(|((class, _), _)| *class != 0);
    }
    let mut pairs = 0;
    for pair in placed.windows(2) {
        let [(first, one), (second, other)] = pair else {
            continue;
        };
        if first < second {
            pairs += 1;
            assert!(one < other, "{name}: {first:?} {second:?}\n{text}");
        }
    }
    pairs
}

/// The twenty Korean incidents, with the three days of the eighteenth, and six others.
const INCIDENTS: [&str; 28] = [
    "kr.incidents.google_2020",
    "kr.incidents.wavve_2021",
    "kr.incidents.daum_2021",
    "kr.incidents.naver_news_2021",
    "kr.incidents.kakaotalk_2021",
    "kr.incidents.vaccine_2021",
    "kr.incidents.images_2021",
    "kr.incidents.facebook_2021",
    "kr.incidents.coov_2021",
    "kr.incidents.naver_qr_2021",
    "kr.incidents.naver_phone_2022",
    "kr.incidents.kakao_qr_2022",
    "kr.incidents.kakao_fire_2022",
    "kr.incidents.naver_fire_2022",
    "kr.incidents.instagram_2022",
    "kr.incidents.kakaotalk_2023",
    "kr.incidents.instagram_2024",
    "kr.incidents.kakaotalk_13_may",
    "kr.incidents.kakaotalk_20_may",
    "kr.incidents.kakaotalk_21_may",
    "kr.incidents.youtube_2025",
    "kr.incidents.youtube_2026",
    "world.group.autumn",
    "eu.dora.dora_1",
    "eu.gdpr.gdpr_5",
    "eu.nis2.nis_1",
    "in.cert_in.denial_of_service",
    "jp.appi.ransomware",
];

/// So long before a limit an incident is looked at.
const BEFORE: i64 = 20 * 60_000_000;
/// At most so many limits of an incident are tried.
const LIMITS: usize = 6;

/// At the worst moment of an incident, shortly before the limit at which most is owed, the first row
/// is the duty with the nearest limit, all that is owed is told, and it fits on a screen.
#[test]
fn the_worst_moment_of_an_incident_begins_with_the_nearest_limit() {
    let all = known::all();
    let (mut certain, mut short, mut whole) = (0, 0, 0);
    let mut held = Vec::new();
    for name in INCIDENTS {
        let record = all.records.iter().find(|record| record.name == name);
        let record = record.unwrap_or_else(|| panic!("there is no {name}"));
        let answer = worst(&all, record);
        let json = serde_json::to_value(&answer).expect("it is JSON");
        certain += usize::from(active(&answer).any(|duty| duty.state == State::Pending));
        for language in [Language::English, Language::Korean] {
            let (text, lines) = fitting(name, &answer, language);
            short += usize::from(lines <= LINES);
            all_told(name, &answer, language, &text);
            in_any_window(name, &answer, language);
            held.push(begins_with_the_nearest(
                name, &answer, &json, language, &text,
            ));
            whole += rows_are_whole(name, &answer, language, &text);
        }
        in_order(name, &answer);
    }
    assert!(certain >= 15, "in {certain} something is owed");
    // The rest say more beside their rows than 24 lines hold.
    println!("{short} are short");
    assert!(short >= 24, "{short} are short");
    assert!(whole >= 50, "{whole} rows are told whole");
    // Every incident in both languages was held to its JSON, most of them by a duty.
    let so_many = |wanted| held.iter().filter(|one| **one == wanted).count();
    assert_eq!(held.len(), 2 * INCIDENTS.len());
    let (sure, perhaps) = (so_many(Held::Certain), so_many(Held::Perhaps));
    assert!(sure >= 30 && sure + perhaps >= 36, "{sure} {perhaps}");
}

/// How many rows say who owes what to whom, by when and under which article. What is owed by a moment
/// says so in any case; the rest is missing only where the screen is full.
fn rows_are_whole(name: &str, answer: &Determination, language: Language, text: &str) -> usize {
    let items = items(text);
    let full = text.lines().count() + 6 > MOST_LINES;
    let mut whole = 0;
    for duty in active(answer) {
        let title = title(&duty.about.title, language);
        // What has no date of its own may be told together.
        let together = [
            "nodatesetbylaw:",
            "onlyaftersomethingelseisdone:",
            "기한이정하여지지아니한의무:",
            "다른것을이행하면기한이시작되는의무:",
        ];
        let own = |item: &&String| !together.iter().any(|heading| item.starts_with(heading));
        let told = items.iter().filter(own).filter(|item| tells(item, title));
        let told: Vec<&String> = told.collect();
        let of_row = |wanted: &str| {
            let wanted = squeezed(wanted).to_lowercase();
            told.iter()
                .any(|item| item.to_lowercase().contains(&wanted))
        };
        if let Some(due) = duty.due() {
            let last = due.last(answer.zone_of(duty)).expect("it has an end");
            let (day, clock) = answer.zone_of(duty).wall(last).expect("it has a day");
            let today = answer.zone_of(duty).date(answer.as_of.instant());
            // What is today in another zone is told by its date where the head has another day.
            let here = answer.zone("").date(answer.as_of.instant()) == today;
            let near = today.is_some_and(|today| (0..2).contains(&(day.number() - today.number())));
            let near = near && here;
            let number = match language {
                Language::English => format!("{} ", day.day()),
                Language::Korean => format!("{}.({}", day.day(), ""),
            };
            assert!(
                near || of_row(number.trim()),
                "{name}: {title}: {day}\n{text}"
            );
            let timed = duty.due_at.is_none() || of_row(&clock);
            assert!(timed, "{name}: {title}: {clock}\n{text}");
        }
        // What has no date is told last, by its title alone where room is short.
        if duty.due().is_none() && told.is_empty() {
            continue;
        }
        let party = |party: &str, words: &Words| {
            let mut named = answer.parties.iter().filter(|row| row.name == party);
            // Several are told with "and" before the last.
            let mut each = self::title(words, language).split(", ");
            named.any(|row| of_row(own_letters(&row.called, language))) || each.all(of_row)
        };
        // A member of a list is called by its own name.
        let own = duty.about.instance_title.as_deref();
        let own = own.map(|name| own_letters(name, language));
        let who = party(&duty.bearer, &duty.bearer_title) || own.is_some_and(of_row);
        let whom = duty.to.as_ref().zip(duty.to_title.as_ref());
        let whom = whom.is_none_or(|(to, words)| party(to, words));
        let article = duty.about.cites.first().is_none_or(|cite| {
            let pin = cite.split_once(' ').map_or(cite.as_str(), |(_, pin)| pin);
            let article: String = pin.chars().take_while(char::is_ascii_digit).collect();
            of_row(pin) || of_row(&format!("제{article}조"))
        });
        if who && whom && article {
            whole += 1;
        } else {
            assert!(full, "{name}: {title}: {who} {whom} {article}\n{text}");
        }
    }
    whole
}

/// Of a name in both languages, `카카오 (Kakao)`, that of the reader.
fn own_letters(name: &str, language: Language) -> &str {
    let is_korean = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
    let halves = name
        .strip_suffix(')')
        .and_then(|text| text.split_once(" ("));
    match halves.filter(|(one, other)| is_korean(one) != is_korean(other)) {
        Some((one, _)) if is_korean(one) == (language == Language::Korean) => one,
        Some((_, other)) => other,
        None => name,
    }
}

/// The answer shortly before the limit at which most is owed.
fn worst(all: &known::All, record: &known::Record) -> Determination {
    let program = all.program(record);
    let at = |as_of| {
        let question = Question {
            as_of,
            coming: false,
            ..record.question.clone()
        };
        evaluate(program, &record.facts, &question).0
    };
    let first = at(record.question.as_of);
    let mut limits: Vec<i64> = Vec::new();
    for duty in first.duties.iter().filter(|duty| !is_periodic(duty)) {
        let zone = first.zone_of(duty);
        let dues = [duty.due(), duty.due_earliest];
        let ends = dues.into_iter().flatten();
        limits.extend(ends.filter_map(|due| Some(due.last(zone)?.micros())));
    }
    limits.sort_unstable();
    limits.dedup();
    let owed = |answer: &Determination| {
        let pending = || active(answer).filter(|duty| duty.state == State::Pending);
        (
            pending().any(|duty| duty.due().is_some()),
            pending().count(),
        )
    };
    // Limits of the incident itself lie close together; those of a year before are others'.
    let near =
        |limit: &&i64| (first.as_of.instant().micros() - **limit).abs() < 90 * 86_400_000_000;
    let tried = limits.iter().filter(near).take(LIMITS);
    let answers = tried.map(|limit| at(Instant::from_micros(limit - BEFORE)));
    answers
        .chain([first.clone()])
        .max_by_key(owed)
        .unwrap_or(first)
}

/// How the first row was held to the JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    /// What is certain leads, the nearest limit first.
    Certain,
    /// Nothing is; of what may be owed the nearest limit leads.
    Perhaps,
    /// Nothing is owed nor may be by any limit.
    Nothing,
}

/// The items under a heading.
fn under(text: &str, heading: &str) -> Vec<String> {
    let below = text.split('\n').skip_while(|line| *line != heading).skip(1);
    let below: Vec<&str> = below.take_while(|line| !line.is_empty()).collect();
    items(&below.join("\n"))
}

/// Whether the screen begins with the duty that is the most urgent by its JSON.
fn begins_with_the_nearest(
    name: &str,
    answer: &Determination,
    json: &Json,
    language: Language,
    text: &str,
) -> Held {
    let rows = answer
        .duties
        .iter()
        .zip(json["duties"].as_array().expect("a list"));
    let rows = rows.filter(|(duty, _)| !is_periodic(duty));
    let open = |duty: &DutyRow| matches!(answer.stage(duty), Stage::ToDo | Stage::Overdue);
    let certain = active(answer).any(open);
    // What is certainly overdue leads, and what is past its limit with nothing on record follows.
    let breached = |duty: &DutyRow| answer.stage(duty) == Stage::Overdue && duty.state.is_breach();
    let overdue = active(answer).any(breached);
    let wanted = rows.filter(|(duty, row)| match certain {
        true => {
            let is_active = active(answer).any(|other| std::ptr::eq(other, *duty));
            is_active && (!overdue || breached(duty))
        }
        false => {
            let limited = row["without_delay"] == true
                || ["due_at", "due_day", "due_latest"]
                    .iter()
                    .any(|key| row[*key].is_string());
            answer.stage(duty) == Stage::Perhaps && limited && is_own(answer, duty)
        }
    });
    let ranked: Vec<((u8, i64), &DutyRow)> = wanted
        .map(|(duty, row)| {
            let rank = urgency(json, row);
            (
                rank.unwrap_or_else(|| panic!("{name}: {}", duty.about.name)),
                duty,
            )
        })
        .collect();
    let nothing = match language {
        Language::English => "TO DO: ",
        Language::Korean => "이행할 의무: ",
    };
    let unsure = "새로 이행할 것으로 확정된 의무는 없음";
    let says_nothing = |line: &str| line.starts_with(nothing) || line.starts_with(unsure);
    let says_nothing = text.lines().any(says_nothing);
    assert!(!certain || !says_nothing, "{name}\n{text}");
    let ranks: Vec<(u8, i64)> = ranked.iter().map(|(rank, _)| *rank).collect();
    let sooner = !overdue && falls_due_sooner(answer, &ranks);
    let ranked: Vec<_> = ranked
        .into_iter()
        .filter(|((class, _), _)| !(sooner && *class == 0))
        .collect();
    // What may be overdue has a list of its own.
    let nearest = ranked.iter().map(|(rank, _)| *rank);
    let Some(nearest) = nearest.min_by_key(|rank| (certain || rank.0 != 6, *rank)) else {
        assert!(says_nothing, "{name}\n{text}");
        return Held::Nothing;
    };
    let first = match (certain, language) {
        (true, _) => items(text),
        (false, Language::English) if nearest.0 == 6 => {
            under(text, "PERHAPS OVERDUE: SETTLE IT NOW")
        }
        (false, Language::Korean) if nearest.0 == 6 => {
            under(text, "기한이 지났을 수 있는 의무(지금 확인할 것)")
        }
        (false, Language::English) => under(text, "PERHAPS OWED"),
        (false, Language::Korean) => under(text, "의무가 있을 수 있는 것"),
    };
    // On a full screen what may be owed is named in one sentence.
    let sentence = match (language, nearest.0) {
        (Language::English, 6) => "PERHAPSLONGOVERDUE:",
        (Language::Korean, 6) => "오래전에기한이지났을수있는의무:",
        (Language::English, _) => "PERHAPSOWED:",
        (Language::Korean, _) => "의무가있을수있는것:",
    };
    let told = squeezed(text);
    let named = told.split_once(sentence).map_or("", |(_, rest)| rest);
    let first = first.first().map_or("", String::as_str);
    let nearest = ranked.iter().filter(|(rank, _)| *rank == nearest);
    let titles: Vec<&str> = nearest
        .map(|(_, duty)| title(&duty.about.title, language))
        .collect();
    let leads = |title: &&str| {
        let listed = tells(first, title);
        listed || !certain && first.is_empty() && named.contains(&squeezed(title))
    };
    assert!(titles.iter().any(leads), "{name}: {titles:?}\n{text}");
    if certain {
        Held::Certain
    } else {
        Held::Perhaps
    }
}

/// How long after the end of a record its incident is looked at again.
const AFTER: [i64; 4] = [60, 40 * 60, 6 * 3600, 3 * 24 * 3600];

/// Once a record has ended, what was done since is not known. A duty that would be to be done, or
/// overdue, if nothing was, keeps its place, its limit and its line: on the screen, among the limits
/// that are watched, and beside the time that is left.
#[test]
fn no_limit_is_lost_once_the_record_has_ended() {
    let all = known::all();
    let (mut kept, mut open) = (0, 0);
    let wanted =
        |record: &&known::Record| INCIDENTS.contains(&record.name.as_str()) || record.is_one_in(96);
    for record in all.records.iter().filter(wanted) {
        let program = all.program(record);
        let end = record.question.as_of;
        for after in AFTER {
            let as_of = end.plus_micros(after * 1_000_000).expect("it is in time");
            let at = |complete_until| {
                let question = Question {
                    as_of,
                    coming: true,
                    ..record.question.clone()
                };
                let mut facts = record.facts.clone();
                facts.record_complete_until = Some(complete_until);
                evaluate(program, &facts, &question).0
            };
            let name = format!("{} after {after} s", record.name);
            let (whole, ended) = (at(as_of), at(end));
            for duty in whole.duties.iter().filter(|duty| !is_periodic(duty)) {
                let wanted = whole.stage(duty);
                if !matches!(wanted, Stage::ToDo | Stage::Overdue) {
                    continue;
                }
                let same = |other: &&DutyRow| other.about.key() == duty.about.key();
                let other = ended.duties.iter().find(same);
                let other = other.unwrap_or_else(|| panic!("{name}: {}", duty.about.name));
                kept += 1;
                open += usize::from(other.state != duty.state);
                assert_eq!(ended.stage(other), wanted, "{name}: {}", duty.about.name);
                let placed = (whole.urgency(duty), ended.urgency(other));
                // A clock that may have started since can only have more of a limit.
                if duty.latest().is_some() {
                    assert_eq!(placed.0, placed.1, "{name}: {}", duty.about.name);
                    assert_eq!(duty.latest(), other.latest(), "{name}: {}", duty.about.name);
                }
            }
            watched(&name, &whole, &ended);
            for language in [Language::English, Language::Korean] {
                let (text, _) = fitting(&name, &ended, language);
                all_told(&name, &ended, language, &text);
                dates_told(&name, &ended, language, &text);
            }
        }
    }
    assert!(kept > 300 && open > 20, "{kept} {open}");
}

/// The limits that are watched, and the time that is left until each, are the same.
fn watched(name: &str, whole: &Determination, ended: &Determination) {
    let now = ended.as_of.instant();
    let left = countdown(ended, now, Language::English, 160);
    let left = squeezed(&left);
    for limit in whole.limits() {
        let mut others = ended.limits().into_iter();
        let key = limit.duty.about.key();
        let same = others.any(|other| other.duty.about.key() == key && other.at == limit.at);
        assert!(same || limit.duty.due().is_none(), "{name}: {key:?}");
        let told = left.contains(&squeezed(&limit.duty.about.title.en));
        assert!(told || limit.at <= now, "{name}: {key:?}\n{left}");
    }
}

/// Each row of what is to be done by a known limit says so.
fn dates_told(name: &str, answer: &Determination, language: Language, text: &str) {
    let items = items(text);
    for duty in active(answer) {
        let Some(due) = duty.due_as_recorded() else {
            continue;
        };
        let title = title(&duty.about.title, language);
        let mut told = items.iter().filter(|item| tells(item, title)).peekable();
        let zone = answer.zone_of(duty);
        let last = due.last(zone).expect("it has an end");
        let (day, _) = zone.wall(last).expect("it has a day");
        let today = zone.date(answer.as_of.instant());
        let near = today.is_some_and(|today| (0..2).contains(&(day.number() - today.number())));
        let number = match language {
            Language::English => format!("{}", day.day()),
            Language::Korean => format!("{}.(", day.day()),
        };
        assert!(
            told.peek().is_none() || near || told.any(|item| item.contains(&number)),
            "{name}: {title}: {day}\n{text}"
        );
    }
}
