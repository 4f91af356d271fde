//! What the full page says of an incident, against the answer itself and against the screen.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use onus::determination::{Basis, Determination, DutyRow, FactRow, Stage, Wanted};
use onus::diagnostic::Language;
use onus::eval::{Question, evaluate};
use onus::render::answer::{answer, memo, screen};
use onus::value::{Instant, Moment, State};

use crate::known;

/// Incidents with much that is open, late, assumed, or of several entities and zones.
const INCIDENTS: [&str; 8] = [
    "kr.incidents.coov_2021",
    "kr.incidents.kakao_fire_2022",
    "kr.incidents.instagram_2024",
    "kr.incidents.kakaotalk_13_may",
    "kr.incidents.youtube_2025",
    "world.group.autumn",
    "eu.dora.dora_1",
    "eu.gdpr.gdpr_5",
];

/// The cases, loaded once.
static CASES: LazyLock<known::All> = LazyLock::new(known::all);

fn asked(name: &str, as_of: Option<Instant>) -> Determination {
    searched(name, as_of, false)
}

/// The same, with what would settle what is open where that is asked for.
fn searched(name: &str, as_of: Option<Instant>, routes: bool) -> Determination {
    let all = &*CASES;
    let record = all.records.iter().find(|record| record.name == name);
    let record = record.unwrap_or_else(|| panic!("there is no {name}"));
    let question = Question {
        as_of: as_of.unwrap_or(record.question.as_of),
        coming: true,
        routes,
        ..record.question.clone()
    };
    evaluate(all.program(record), &record.facts, &question).0
}

fn instant(text: &str) -> Option<Instant> {
    Some(Moment::parse(text).expect("it is a moment").instant())
}

/// A page without breaks of lines.
fn flat(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn full(answer_: &Determination) -> String {
    answer(answer_, Language::English, 80)
}

/// What stands under a heading, on one line.
fn under(page: &str, heading: &str) -> String {
    let lines = page.lines().skip_while(|line| *line != heading).skip(1);
    let lines = lines.take_while(|line| line.is_empty() || !is_heading(line));
    flat(&lines.collect::<Vec<_>>().join("\n"))
}

fn is_heading(line: &str) -> bool {
    let letters = || line.chars().filter(|c| c.is_alphabetic());
    !line.starts_with([' ', '-']) && letters().count() > 3 && letters().all(char::is_uppercase)
}

#[test]
fn the_page_and_the_screen_come_to_the_same() {
    let mut late = 0;
    for name in INCIDENTS {
        let answer = asked(name, None);
        let (page, short) = (full(&answer), screen(&answer, Language::English, 80));
        let breached = under(&page, "BREACHED, OR DONE LATE");
        for duty in &answer.duties {
            if answer.done_whenever(duty).is_some_and(|(_, late)| late) {
                late += 1;
                let title = &duty.about.title.en;
                assert!(
                    breached.contains(&format!("{title} — done late")),
                    "{name}\n{page}"
                );
                assert!(
                    !under(&page, "UNDETERMINED").contains(&format!("- {title} (")),
                    "{page}"
                );
            }
        }
        let check = "TO DO: nothing new for certain; find out whether";
        // The screen may put before it what may be owed within days.
        let told = short.contains(check) || short.contains("OWED, NOT KNOWN WHETHER DONE");
        assert!(
            !short.contains(check) || page.contains(check),
            "{name}\n{page}\n{short}"
        );
        assert!(!page.contains(check) || told, "{name}\n{page}\n{short}");
        // Where a condition is met by somebody's judgement nobody has kept anything.
        assert!(!page.contains(": kept"), "{name}\n{page}");
    }
    assert!(late > 0);
}

fn pressing(answer: &Determination) -> impl Iterator<Item = &DutyRow> {
    answer.duties.iter().filter(|duty| {
        let instance = duty.about.instance.as_deref().unwrap_or_default();
        let periodic = instance.starts_with(|first: char| first.is_ascii_digit());
        let stage = answer.stage(duty);
        !periodic && matches!(stage, Stage::Overdue | Stage::ToDo | Stage::Perhaps)
    })
}

/// What is to be found out first bears on what is owed of the incident and can be found out; the page
/// names it in the one order there is.
#[test]
fn what_is_to_be_found_out_first_bears_on_what_may_be_owed() {
    let mut named = 0;
    for name in INCIDENTS {
        let answer = asked(name, None);
        let ahead = answer.facts.iter().filter(|fact| fact.ahead);
        let ahead: BTreeSet<&str> = ahead.map(|fact| fact.path.as_str()).collect();
        let bears = pressing(&answer).flat_map(|duty| &duty.about.needs);
        let bears: BTreeSet<&str> = bears.map(|need| need.path.as_str()).collect();
        let pressing = answer.pressing();
        for Wanted { need, .. } in &pressing {
            let path = need.path.as_str();
            assert!(!need.declared_unknown && !need.is_act(), "{name}: {path}");
            assert!(
                bears.contains(path) && !ahead.contains(path),
                "{name}: {path}"
            );
        }
        let page = flat(&full(&answer));
        let Some((_, told)) = page.split_once("- FIND OUT FIRST (") else {
            continue;
        };
        let told = told.split(" - ").next().unwrap_or_default();
        let facts = pressing
            .iter()
            .filter(|wanted| wanted.need.holder.is_none());
        let mut rest = told;
        for wanted in facts.take(2) {
            named += 1;
            let after = rest.split_once(wanted.need.title.en.as_str());
            rest = after
                .unwrap_or_else(|| panic!("{name}: {wanted:?}\n{told}"))
                .1;
        }
        assert!(!told.contains("asked, not known"), "{name}: {told}");
        assert!(
            !told.contains("Sales on which a surcharge"),
            "{name}: {told}"
        );
    }
    assert!(named >= 6, "{named}");
}

/// What is not in force for one entity is not told as if it were in force for none.
#[test]
fn what_is_in_force_for_another_is_not_told_as_not_in_force() {
    let answer = asked("world.group.autumn", instant("2026-10-24T00:00:00Z"));
    let page = flat(&full(&answer));
    let (_, absent) = page
        .split_once("NOT IN FORCE THEN: ")
        .expect("there is some");
    let absent = absent.split_once(". ").map_or(absent, |(first, _)| first);
    let fine =
        "; NIS2 fine (by recorded class and turnover; national law may allow more) [Pay Ltd]";
    assert!(absent.contains(fine), "{absent}");
    // A fact of a German entity is told as its duties are, and not as an Irish one's.
    let (_, facts) = page
        .split_once("THE FACTS AS RECORDED")
        .expect("they are told");
    let own = "Awareness of the personal data breach: 23 Oct 2026 08:00 CEST";
    assert!(facts.contains(own), "{facts}");
    let other = "Awareness of the incident (DORA): 23 Oct 2026 17:00 Irish time";
    assert!(facts.contains(other), "{facts}");
}

/// What is owed for a year rests on the figures that it looks at, and that something was done in it may
/// be no more than assumed.
#[test]
fn a_duty_of_a_period_rests_on_figures_of_that_period() {
    let answer = asked("kr.incidents.instagram_2024", None);
    let page = full(&answer);
    let done = under(&page, "DONE, OR NOT BREACHED");
    let of = |year: &str| {
        let start = format!("Filing of the disaster plan for the next year [{year}]");
        let (_, told) = done.split_once(&start).expect("it was done");
        told.split(" - ").next().unwrap_or_default().to_owned()
    };
    assert!(
        of("2023").contains("(Oct–Dec 2022) (as reported)"),
        "{done}"
    );
    assert!(!of("2023").contains("Oct–Dec 2023"), "{done}");
    assert!(of("2024").contains("(Oct–Dec 2023) (assumed)"), "{done}");
    for year in ["2023", "2024"] {
        assert!(of(year).contains(": done (assumed)"), "{done}");
    }
    let assumed = |fact: &&FactRow| fact.is_event() && fact.basis() == Some(Basis::Assumed);
    assert_eq!(answer.facts.iter().filter(assumed).count(), 4);
    let kept = answer.duties.iter();
    assert!(kept.filter(|duty| duty.state == State::Fulfilled).count() >= 4);
}

/// What settles a question the one way is told once, where all else settles it the other way.
#[test]
fn what_is_not_the_one_is_the_other_and_is_told_once() {
    let answer = searched("kr.incidents.kakao_fire_2022", None, true);
    let page = flat(&full(&answer));
    let (_, open) = page.split_once("UNDETERMINED").expect("something is open");
    let (open, _) = open.split_once("QUESTIONS").expect("it is asked");
    let measures = open.split("- Measures for a stable service (").nth(1);
    let measures = measures
        .expect("it is open")
        .split(" - Corrective order")
        .next();
    let once = measures.unwrap_or_default();
    assert_eq!(
        once.matches("Prevention of technical errors").count(),
        1,
        "{once}"
    );
    assert!(!once.contains("Breached if"), "{once}");
    // What its holder may do is told, and so is what is in doubt of it.
    let (_, notes) = page
        .split_once("NOTES ON THE LAW")
        .expect("there are doubts");
    let doubt = "Order of the Commission for harm to users:";
    assert!(notes.contains(doubt), "{notes}");
}

/// On paper it is left to fill in to whom it goes; what is not owed comes last, and a note that the
/// record has in another language is told as such, without its mark twice.
#[test]
fn a_memo_has_a_head_an_annex_and_notes_of_the_record() {
    let at = instant("2022-10-15T16:00:00+09:00");
    let early = memo(&asked("kr.incidents.kakao_fire_2022", at), Language::Korean);
    assert!(!early.contains("127 hours"), "what came later is told");
    let answer = asked("kr.incidents.kakao_fire_2022", None);
    let page = memo(&answer, Language::Korean);
    for told in [
        "<th scope=\"row\">수신</th>",
        "<td>가정; 서비스에 관한 기록이며 집적정보통신시설에 관한 사실은 확인하지 아니함</td>",
        "출처 N8, N30, N31",
        "과학기술정보통신부장관; 출처",
        "현재 공표된 조문으로 연결됨",
    ] {
        assert!(page.contains(told), "{told}\n{page}");
    }
    assert!(!page.contains("Assumed"), "{page}");
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}\n{page}"));
    assert!(place("법령 적용에 관한 참고사항") < place("<h2>별지"));
    assert!(place("<h2>별지") < place("<h3>의무 없음</h3>"));
    assert_eq!(page.matches("<h1>").count(), 1);
    // Its only duties have no date, and are named and not drawn.
    assert!(!page.contains("data-mark=\"since\""), "{page}");
}

/// What is owed as soon as something that is to be done is done, is owed next, and not said not to be.
#[test]
fn what_only_waits_for_what_is_to_be_done_is_owed_next() {
    let answer = asked("au.soci.data_copied", None);
    let page = full(&answer);
    let next = under(&page, "THEN");
    assert!(
        next.contains(
            "Once “Report of an incident that is not critical” is done: Written record of the oral report"
        ),
        "{page}"
    );
    assert!(
        !under(&page, "NOT OWED").contains("Written record of the oral report (not critical)"),
        "{page}"
    );
}
