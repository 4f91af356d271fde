//! What a limit is told as, from what it runs and how it was counted, in both languages.

use onus::diagnostic::Language;
use onus::render::answer::answer;
use serde_json::{Value, json};

use super::{answered, read};

const HEAD: &str = r#"
policy kr.test zone Asia/Seoul periods kr.civil
source Act "An Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
act report "Report" ko "보고" from firm to office
act notice "Notice" ko "통지" from firm to office
fact start : time "Start" ko "시작"
fact day : date "Day" ko "기준일"
duty base "Base" ko "기본의무" cites Act 1 bearer firm to office must notice by start + 24 hours
"#;

/// The full page on a duty with this limit, in both languages, each in one line.
fn pages(limit: &str, facts: &Value) -> [String; 2] {
    let duty = "duty told \"Told\" ko \"보고의무\" cites Act 2 bearer firm to office must report";
    let program = read(&format!("{HEAD}{duty} {limit}\n"));
    let all = answered(&program, facts, "2026-03-08T19:00");
    [Language::English, Language::Korean].map(|language| {
        let page = answer(&all, language, 80).replace('\u{a0}', " ");
        page.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

fn told(facts: &Value, expected: &[(&str, &str, &str)]) {
    for (limit, en, ko) in expected {
        let [english, korean] = pages(limit, facts);
        assert!(english.contains(en), "{limit}: {en}\n{english}");
        assert!(korean.contains(ko), "{limit}: {ko}\n{korean}");
    }
}

#[test]
fn a_day_that_another_fixes_is_told_as_that_day() {
    told(
        &json!({}),
        &[
            (
                "within 60 days after end of year of day",
                "within 60 days after the end of the year of the day",
                "‘기준일’이 속하는 연도의 말일부터 60일 이내",
            ),
            (
                "within 14 days after beginning of quarter of day",
                "within 14 days after the beginning of the quarter of the day",
                "‘기준일’이 속하는 분기의 첫날부터 14일 이내",
            ),
            (
                "by end of month of start",
                "Told — the end of the month of the start",
                "‘시작’이 속하는 달의 말일",
            ),
            (
                "by 31 January of day",
                "Told — 31 Jan of the year of the day",
                "‘기준일’이 속하는 연도의 1월 31일",
            ),
            (
                "by the earliest of (30 days after day, 31 January of day)",
                "within 30 days after the day; 31 Jan of the year of the day",
                "‘기준일’이 속하는 연도의 1월 31일",
            ),
            (
                "within 5 days after (3 days after day)",
                "within 5 days after 3 days after the day",
                "‘기준일’부터 3일 후부터 5일 이내",
            ),
        ],
    );
    told(
        &json!({ "day": "2026-03-05" }),
        &[(
            "within 30 days after end of year of day",
            "Counted: 30 days from 31 Dec 2026 (the end of the year of the day)",
            "2026. 12. 31.(‘기준일’이 속하는 연도의 말일)부터 30일",
        )],
    );
}

#[test]
fn a_length_that_is_taken_off_leads_back() {
    told(
        &json!({}),
        &[
            (
                "by start - 48 hours",
                "48 h before the start",
                "‘시작’의 48시간 전까지",
            ),
            (
                "by start - 1 hour - 2 hours",
                "60 min, and then 2 h before the start",
                "‘시작’의 60분, 다시 2시간 전까지",
            ),
            (
                "by start + 2 hours - 24 hours",
                "24 h less 2 h before the start",
                "‘시작’의 24시간(2시간 공제) 전까지",
            ),
            (
                "by start + 24 hours - 2 hours",
                "within 24 h less 2 h after the start",
                "‘시작’부터 24시간(2시간 공제) 이내",
            ),
            (
                "by due of base - 24 hours",
                "24 h before the limit of “Base”",
                "‘기본의무’의 기한의 24시간 전까지",
            ),
        ],
    );
    told(
        &json!({ "start": "2026-03-08T10:00" }),
        &[(
            "by start + 24 hours - 2 hours",
            "Counted: 24 h less 2 h from 8 Mar 2026 10:00",
            "부터 24시간(2시간 공제)",
        )],
    );
}

#[test]
fn what_is_due_before_something_to_come_is_owed_before_it() {
    for limit in ["by start - 48 hours", "within 7 days before start"] {
        let duty =
            "duty told \"Told\" ko \"보고의무\" cites Act 2 bearer firm to office must report";
        let program = read(&format!("{HEAD}{duty} {limit}\n"));
        let facts = json!({ "start": "2026-03-12T10:00" });
        let all = answered(&program, &facts, "2026-03-08T19:00");
        let page = onus::render::answer::screen(&all, Language::English, 80);
        let (to_do, next) = page.split_once("NEXT").unwrap_or((&page, ""));
        assert!(to_do.contains("Told — may have passed"), "{limit}\n{page}");
        assert!(!next.contains("Told"), "{limit}\n{page}");
    }
}
