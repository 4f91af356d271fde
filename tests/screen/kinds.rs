//! What the screen never does, over the incidents, and what it says of each kind.

use onus::determination::{Determination, DutyRow, Figure, Shown, Stage};
use onus::diagnostic::Language;
use onus::eval::{Question, evaluate};
use onus::render::answer::{countdown, screen};
use onus::value::{Instant, Moment, State};

use super::{INCIDENTS, WIDTH, is_own, is_periodic, items, squeezed, title, worst};
use crate::known;

const BOTH: [Language; 2] = [Language::English, Language::Korean];

fn named<'a>(all: &'a known::All, name: &str) -> &'a known::Record {
    let record = all.records.iter().find(|record| record.name == name);
    record.unwrap_or_else(|| panic!("there is no {name}"))
}

/// The answer of a case at another moment.
fn at(all: &known::All, name: &str, moment: &str) -> Determination {
    let record = named(all, name);
    let as_of = Moment::parse(moment).expect("it is a moment").instant();
    asked(all, record, as_of)
}

fn asked(all: &known::All, record: &known::Record, as_of: Instant) -> Determination {
    let question = Question {
        as_of,
        coming: true,
        ..record.question.clone()
    };
    evaluate(all.program(record), &record.facts, &question).0
}

/// A screen without breaks of lines.
fn told(answer: &Determination, language: Language) -> String {
    let text = screen(answer, language, WIDTH);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every screen of the incidents, at the worst moment and as its case asks.
fn each(check: impl Fn(&str, &Determination, Language, &str)) {
    let all = known::all();
    for name in INCIDENTS {
        let record = named(&all, name);
        for answer in [
            worst(&all, record),
            asked(&all, record, record.question.as_of),
        ] {
            for language in BOTH {
                let text = screen(&answer, language, WIDTH);
                check(name, &answer, language, &text);
            }
        }
    }
}

#[test]
fn no_limit_is_called_safe_and_no_row_repeats_that_the_record_ends() {
    each(|name, _, _, text| {
        let text = squeezed(text);
        for never in [
            "tobesafe",
            "이행하면안전",
            "ifnothingwasdone",
            "변동이없는경우)까지",
        ] {
            assert!(!text.contains(never), "{name}: {never}\n{text}");
        }
    });
}

#[test]
fn which_laws_were_read_and_whether_the_record_is_complete_is_always_said() {
    each(|name, answer, language, text| {
        let (laws, complete) = match language {
            Language::English => ("fields of law were read", "is not said to be complete"),
            Language::Korean => ("검토한 법령은", "기록에서 빠진 것이 있을 수 있음"),
        };
        let articles = [
            "Only the rules around these articles",
            "검토한 것은 다음 조문과",
        ];
        let articles = articles.iter().any(|told| text.contains(told));
        let named = text.contains(laws) || text.contains("Only these laws") || articles;
        assert!(named, "{name}\n{text}");
        let owed = answer.duties.iter().any(|duty| !duty.state.is_absent());
        let open = answer.record_complete_until.is_none() && owed;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(open, text.contains(complete), "{name}\n{text}");
    });
}

/// Whatever may be owed is named, unless only an act of which nothing is on record makes it so, or its limit
/// passed long ago: of those a full screen says how many there are.
#[test]
fn every_duty_that_may_be_owed_is_named() {
    each(|name, answer, language, text| {
        let counted = squeezed(text);
        let counted = [
            "onlyifsomethingwasdonethatisnotonrecord(--full)",
            "onlyafteranorderorotheractnotonrecord(--full)",
            "일정한행위나처분이있어야비로소발생하는의무",
            "행정처분등이있어야비로소발생하는의무",
        ]
        .iter()
        .any(|told| counted.contains(told));
        let perhaps = answer.duties.iter().filter(|duty| {
            let own = is_own(answer, duty) && !is_periodic(duty);
            own && answer.stage(duty) == Stage::Perhaps
        });
        for duty in perhaps {
            let known = title(&duty.about.title, language);
            let needs = duty.about.deciding();
            let absent = duty.as_recorded.is_some_and(|row| row.state.is_absent());
            let act = needs.iter().any(|need| need.is_act());
            let hangs = counted && act && (absent || needs.iter().all(|need| need.is_act()));
            let told = squeezed(text).contains(&squeezed(known));
            let many = answer
                .duties
                .iter()
                .filter(|duty| is_long_past(answer, duty));
            let many = many.count();
            let past = is_long_past(answer, duty)
                && [
                    format!("PERHAPSLONGOVERDUE:{many}(--full)"),
                    format!("오래전에기한이지났을수있는의무:{many}건(--full)"),
                ]
                .iter()
                .any(|told| squeezed(text).contains(told));
            assert!(told || hangs || past, "{name}: {known}\n{text}");
        }
    });
}

/// Whether what may have been owed had to be done more than 90 days before the moment asked.
fn is_long_past(answer: &Determination, duty: &DutyRow) -> bool {
    let now = answer.as_of.instant().micros();
    let own = is_own(answer, duty) && !is_periodic(duty);
    let limit = duty.due().or(duty.due_latest).or(duty.due_earliest);
    let last = limit.and_then(|due| due.last(answer.zone_of(duty)));
    let past = last.is_some_and(|last| now - last.micros() > 90 * 86_400_000_000);
    own && answer.stage(duty) == Stage::Perhaps && past
}

/// What was done has no time left and is not overdue, whatever is open of it.
/// When the incident began is told wherever lines are left, but what is not certain to have come.
#[test]
fn when_the_incident_began_is_told_where_there_is_room() {
    let told = std::cell::Cell::new(0);
    each(|name, answer, language, text| {
        let heading = match language {
            Language::English => "RECORDED: ",
            Language::Korean => "기록된 시각: ",
        };
        let now = answer.as_of.instant();
        let near = |at: Instant| {
            let ago = now.micros() - at.micros();
            (0..90 * 86_400_000_000).contains(&ago)
        };
        let of_incident = answer.facts.iter().filter(|row| {
            let own = !row.path.starts_with("events[") && !row.ahead && !row.judgement;
            own && matches!(&row.value, Shown::Is(Figure::Time(at)) if near(at.moment().instant()))
        });
        let titles: Vec<&str> = of_incident.map(|row| title(&row.title, language)).collect();
        let line = text.lines().any(|line| line.starts_with(heading));
        if titles.is_empty() || text.lines().count() + 4 > 24 {
            return;
        }
        assert!(line, "{name}\n{text}");
        let squeezed = squeezed(text);
        let named = titles
            .iter()
            .any(|title| squeezed.contains(&self::squeezed(title)));
        assert!(named, "{name}: {titles:?}\n{text}");
        told.set(told.get() + 1);
    });
    assert!(told.get() >= 4, "{}", told.get());
}

/// What can be imposed is named: in a list, or beside the row whose breach opened it.
#[test]
fn what_can_be_imposed_is_named() {
    let named = std::cell::Cell::new(0);
    each(|name, answer, language, text| {
        let text = squeezed(text);
        for row in &answer.sanctions {
            if row.state == State::Open {
                let title = squeezed(title(&row.about.title, language));
                assert!(text.contains(&title), "{name}: {title}\n{text}");
                named.set(named.get() + 1);
            }
        }
    });
    assert!(named.get() >= 6, "{}", named.get());
}

#[test]
fn nothing_that_was_done_is_counted_down() {
    each(|name, answer, language, text| {
        let done = answer.duties.iter();
        let done = done.filter(|duty| answer.stage(duty) == Stage::Questioned);
        let items = items(text);
        for duty in done.filter(|duty: &&DutyRow| !is_periodic(duty)) {
            let known = squeezed(title(&duty.about.title, language));
            let of_it = items.iter().filter(|item| item.starts_with(&known));
            for item in of_it {
                let counts = ["left)", "ago)", "남음)", "경과)"];
                assert!(
                    !counts.iter().any(|one| item.contains(one)),
                    "{name}: {item}"
                );
            }
        }
    });
}

#[test]
fn an_account_bounds_the_safe_limit_and_says_whose_it_is() {
    let all = known::all();
    let before = at(&all, "kr.intrusion.coupang", "2025-11-18T15:40:00+09:00");
    let [en, ko] = BOTH.map(|language| told(&before, language));
    let wanted = "today 16:00 (20 min left), by the account of the Minister";
    assert!(en.contains(wanted), "{en}");
    assert!(
        ko.contains("오늘 16:00까지(20분 남음), 과학기술정보통신부장관의 주장에 따름"),
        "{ko}"
    );
    assert!(en.contains("17 Nov 2025 16:00 (the Minister"), "{en}");
    let left = countdown(&before, before.as_of.instant(), Language::English, 160);
    assert!(left.contains("due in 00:20:00"), "{left}");
    let after = at(&all, "kr.intrusion.coupang", "2025-11-18T16:01:00+09:00");
    let [en, ko] = BOTH.map(|language| told(&after, language));
    assert!(
        en.contains("today 16:00 (1 min ago), by the account of the Minister"),
        "{en}"
    );
    assert!(ko.contains("과학기술정보통신부장관의 주장에 따름"), "{ko}");
}

#[test]
fn what_was_done_too_late_at_any_hour_is_told_as_late() {
    let all = known::all();
    let name = "kr.incidents.instagram_2024";
    let answer = asked(&all, named(&all, name), named(&all, name).question.as_of);
    let [en, ko] = BOTH.map(|language| told(&answer, language));
    let late = en
        .split_once("BREACHED, OR DONE LATE")
        .expect("it is there")
        .1;
    let late = late.split("OWED, NOT KNOWN").next().unwrap_or_default();
    assert!(
        late.contains(
            "Written details of the fault (state, cause, emergency measures, recovery plan) — done at least 62 h 11 min late; done some time on 26 Mar 2024"
        ),
        "{en}"
    );
    let korean = "서면 보고 의무 — 62시간 11분 이상 지체; 2024. 3. 26.(시각 미상) 이행";
    assert!(ko.contains(korean), "{ko}");
}

#[test]
fn today_in_another_zone_is_told_with_that_zone() {
    let all = known::all();
    let answer = at(&all, "world.group.autumn", "2026-10-29T21:40:00+00:00");
    let [en, ko] = BOTH.map(|language| told(&answer, language));
    assert!(en.contains("due today 17:30 EDT"), "{en}");
    assert!(ko.contains("오늘 17:30 EDT"), "{ko}");
    assert!(
        en.contains("LIMIT PASSED, NOTHING ON RECORD: FIND OUT"),
        "{en}"
    );
}

#[test]
fn what_a_fact_still_to_come_starts_is_no_duty_yet() {
    let all = known::all();
    let answer = at(&all, "world.group.autumn", "2026-10-23T09:00:00+00:00");
    let en = told(&answer, Language::English);
    let (to_do, _) = en.split_once("PERHAPS OWED").expect("it is there");
    assert!(to_do.contains("Cloud GmbH: Early warning"), "{en}");
    assert!(!to_do.contains("Pay Ltd:"), "{en}");
}

#[test]
fn what_a_no_rests_on_is_said() {
    let all = known::all();
    let now = |name: &str| {
        let record = named(&all, name);
        let answer = asked(&all, record, record.question.as_of);
        BOTH.map(|language| told(&answer, language))
    };
    let [en_google, ko_google] = now("kr.incidents.google_2020");
    // What is not owed on an assumption is said beside what is assumed, by name where there is room.
    let told = [
        "Resumption after an emergency interruption — assumed: Operation of a data centre: no",
        "Notice on compensation to users — assumed: Fee for the service: No fee",
    ];
    for told in told {
        assert!(en_google.contains(told), "{told}: {en_google}");
    }
    for told in [
        "3건(집적정보통신시설의 운영·관리: 아니오)",
        "2건(이용요금: 무료)",
    ] {
        assert!(ko_google.contains(told), "{told}: {ko_google}");
    }
    let [en, _] = now("kr.incidents.kakao_fire_2022");
    assert!(en.contains("nothing on record"), "{en}");
    // What an authority may do is told where there is room.
    assert!(!en.contains("if it finds cause"), "{en}");
    let [en, _] = now("eu.nis2.nis_1");
    assert!(
        en.contains("if it finds cause: Informing the public"),
        "{en}"
    );
    let [en, _] = now("eu.gdpr.gdpr_5");
    assert!(
        en.contains("NOT OWED ON THE ENTITY'S OWN JUDGEMENT"),
        "{en}"
    );
    assert!(
        en.contains("Communication of the breach to data subjects"),
        "{en}"
    );
    let [en, ko] = now("kr.incidents.coov_2021");
    assert!(
        en.contains(
            "NOT BREACHED SO FAR: Measures for a stable service (if the Minister of Science and ICT judged it so, which is only inferred)"
        ),
        "{en}"
    );
    assert!(ko.contains("위반이 아닌 것(현재까지)"), "{ko}");
    let [en, _] = now("kr.incidents.wavve_2021");
    assert!(
        // Whenever within its bounds the outage ended, the thirty days end on one day.
        en.contains("Notice on compensation to users — by the end of tomorrow (Tue)"),
        "{en}"
    );
    assert!(en.contains("FIND OUT FIRST: End of the outage"), "{en}");
    let [en, _] = now("kr.incidents.vaccine_2021");
    assert!(en.contains("Thu 3 Jun 2021, 7 days ago"), "{en}");
    // Nothing binds to answer such a request; what to do about it all the same is a note, and no duty.
    assert!(en.contains("no duty to answer was found"), "{en}");
    assert!(!en.contains("- Submission of"), "{en}");
}

#[test]
fn what_prison_or_a_fine_follows_within_hours_says_so_on_its_line() {
    let all = known::all();
    let record = named(&all, "in.cert_in.denial_of_service");
    let answer = worst(&all, record);
    let [en, ko] = BOTH.map(|language| told(&answer, language));
    assert!(en.contains("if not: Imprisonment"), "{en}");
    assert!(ko.contains("불이행 시: "), "{ko}");
}
