//! What must not wait: `without delay`, `promptly` and `at once` are told each in its own words, and
//! nothing else is otherwise.

use onus::determination::Determination;
use onus::diagnostic::Language;
use onus::program::Program;
use onus::render::answer;
use onus::value::{Promptness, Standards};
use serde_json::{Value, json};

use super::{EACH, answered, duty, given, ungoverned};

/// How each standard is written, and told in both languages.
const STANDARDS: [(Promptness, &[&str], &str, &str); 3] = [
    (
        Promptness::WithoutDelay,
        &["without delay", "지체없이", "지체 없이"],
        "without delay",
        "지체 없이",
    ),
    (
        Promptness::Promptly,
        &["promptly", "신속히"],
        "promptly",
        "신속히",
    ),
    (Promptness::AtOnce, &["at once", "즉시"], "at once", "즉시"),
];

/// Duties that must not wait: alone, by what somebody judges, with a limit beside, and by an exception.
fn policy(standard: &str) -> Program {
    ungoverned(&format!(
        r#"
duty alone "Alone" ko "단독" cites Act 2 bearer minister when a must answer {standard}
duty judged "Judged" ko "판단부" cites Act 3 bearer minister when a
  must answer {standard} judged by impaired
duty dated "Dated" ko "기한부" cites Act 4 bearer minister when a
  must answer {standard} by 2022-08-01T12:00
duty moved "Moved" ko "변경" cites Act 5 bearer minister when a must answer by 2022-08-01T12:00
exception sooner "Sooner" ko "단축" cites Act 6 to moved when b instead {standard}
"#
    ))
}

fn json_of(all: &Determination) -> Value {
    serde_json::to_value(all).expect("it is JSON")
}

/// The keys that name a standard, wherever they stand.
fn standards(json: &Value) -> Vec<&Value> {
    match json {
        Value::Object(map) => {
            let own = map.get("standard").into_iter();
            own.chain(map.values().flat_map(standards)).collect()
        }
        Value::Array(of) => of.iter().flat_map(standards).collect(),
        _ => Vec::new(),
    }
}

/// The same without them, and without what tells one text of a policy from another.
fn bare(mut json: Value) -> Value {
    fn strip(json: &mut Value) {
        match json {
            Value::Object(map) => {
                map.remove("standard");
                map.remove("sha256");
                map.values_mut().for_each(strip);
            }
            Value::Array(of) => of.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut json);
    json
}

/// Records in which each fact that the duties ask for is yes, no and open, and the act is done, or not,
/// or nobody knows.
fn records() -> Vec<Value> {
    let done = json!([{ "act": "answer", "at": "2022-07-02T09:00" }]);
    let logs = [
        json!({}),
        json!({ "record_complete_until": "2022-09-01T00:00" }),
        json!({ "events": done }),
        json!({ "events": done, "record_complete_until": "2022-09-01T00:00" }),
    ];
    let mut all = Vec::new();
    for a in EACH {
        for b in EACH {
            for impaired in EACH {
                for log in &logs {
                    let mut record = log.clone();
                    record["a"] = given(a);
                    record["b"] = given(b);
                    if let Some(answer) = impaired {
                        record["impaired"] = json!(answer);
                    }
                    all.push(record);
                }
            }
        }
    }
    all
}

/// An answer as text tells it, where there is room for all words.
fn pages(all: &Determination, language: Language) -> Vec<String> {
    let wide = 2000;
    let pages = [
        answer::screen(all, language, wide),
        answer::answer(all, language, wide),
        answer::brief(all, language, wide),
    ];
    let entries = all.duties.iter();
    let entries = entries.map(|row| answer::duty_told(all, row, language));
    pages.into_iter().chain(entries).collect()
}

/// A page with one phrase for every standard, and without the sentence about who judges it, which names
/// none where it is without delay.
fn alike(page: &str) -> String {
    let judged = ["a court, to judge", "법원이 판단함"];
    let kept = page.lines();
    let kept = kept.filter(|line| !judged.iter().any(|words| line.contains(words)));
    let mut page = kept.collect::<Vec<_>>().join("\n");
    for (_, _, en, ko) in STANDARDS {
        page = page.replace(en, "(…)").replace(ko, "(…)");
    }
    page
}

#[test]
fn the_three_standards_differ_in_nothing_but_their_words() {
    let programs = STANDARDS.map(|(_, written, ..)| policy(written[0]));
    for facts in records() {
        for as_of in ["2022-07-01T00:00", "2022-08-02T00:00"] {
            let answers = programs.each_ref().map(|of| answered(of, &facts, as_of));
            let [plain, others @ ..] = &answers;
            let expected = json_of(plain);
            assert_eq!(standards(&expected), [] as [&Value; 0]);
            let expected = bare(expected);
            for other in others {
                assert_eq!(bare(json_of(other)), expected, "{facts} {as_of}");
                for language in [Language::English, Language::Korean] {
                    let both = pages(plain, language).into_iter();
                    for (page, other) in both.zip(pages(other, language)) {
                        assert_eq!(alike(&other), alike(&page), "{facts} {as_of}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_spelling_is_read_and_every_rendering_says_the_standard() {
    let facts = json!({ "a": true, "b": true });
    for (standard, written, en, ko) in STANDARDS {
        for spelling in written {
            let all = answered(&policy(spelling), &facts, "2022-07-01T00:00");
            for name in ["alone", "judged", "dated", "moved"] {
                let row = duty(&all, name);
                assert_eq!(
                    row.promptness,
                    Standards::from(standard),
                    "{spelling} {name}"
                );
            }
            for (language, word) in [(Language::English, en), (Language::Korean, ko)] {
                let others = STANDARDS.iter().flat_map(|(_, _, en, ko)| [*en, *ko]);
                let others: Vec<&str> = others.filter(|other| *other != word).collect();
                let memo = answer::memo(&all, language);
                for page in pages(&all, language).into_iter().chain([memo]) {
                    assert!(page.contains(word), "{spelling}: {page}");
                    for other in &others {
                        assert!(!page.contains(other), "{spelling}, {other}: {page}");
                    }
                }
            }
        }
    }
    let sentence = |standard: &str| {
        let all = answered(&policy(standard), &facts, "2022-07-01T00:00");
        let page = answer::answer(&all, Language::Korean, 200);
        let line = page.lines().find(|line| line.contains("법원이 판단함"));
        line.map(str::to_owned).unwrap_or_default()
    };
    assert_eq!(
        sentence("신속히"),
        "신속히 이행하였는지는 행정청이나 법원이 판단함."
    );
    assert_eq!(
        sentence("지체없이"),
        "지체하였는지는 행정청이나 법원이 판단함."
    );
}

/// The row of a duty in JSON, and as it is read again.
fn row(items: &str, facts: &Value) -> (Value, String) {
    let all = answered(&ungoverned(items), facts, "2022-07-01T00:00");
    let row = duty(&all, "reply");
    let again: Determination =
        serde_json::from_str(&onus::render::json::json(&all)).expect("it is read again");
    assert_eq!(json_of(&again), json_of(&all));
    let told = answer::duty_told(&all, row, Language::English);
    let line = told.lines().nth(1).unwrap_or_default().to_owned();
    (serde_json::to_value(row).expect("it is JSON"), line)
}

#[test]
fn json_names_the_standard_beside_the_key_that_all_three_have() {
    let head = "duty reply \"Reply\" ko \"답변\" cites Act 1 bearer minister must answer";
    for (standard, written, en, _) in STANDARDS {
        let (row, told) = row(&format!("{head} {}\n", written[0]), &json!({}));
        assert_eq!(row["without_delay"], json!(true));
        assert_eq!(told, en);
        let expected = match standard {
            Promptness::WithoutDelay => Value::Null,
            other => serde_json::to_value(other).expect("it is JSON"),
        };
        assert_eq!(row["standard"], expected);
        let mut limit = json!({ "without_delay": null });
        if !expected.is_null() {
            limit["standard"] = expected;
        }
        assert_eq!(row["limit"], limit);
    }
    // While it is open whether an exception puts another in place, it is one of two.
    let open = format!(
        "{head} at once\nexception slower \"Slower\" ko \"완화\" cites Act 2 to reply when b instead promptly\n"
    );
    let (either, told) = row(&open, &json!({}));
    assert_eq!(either["without_delay"], json!(true));
    assert_eq!(either["standard"], json!(["promptly", "at_once"]));
    assert_eq!(told, "promptly or at once");
    let hangs_on = |row: &Value| row["open"][0]["needs"][0].clone();
    assert_eq!(hangs_on(&either), json!("b"));
    let same_day = open
        .replace("at once", "at once by 2022-08-01T12:00")
        .replace(
            "instead promptly",
            "instead promptly instead by 2022-08-01T12:00",
        );
    let (dated_alike, told) = row(&same_day, &json!({}));
    assert_eq!(dated_alike["due_at"], json!("2022-08-01T12:00:00+09:00"));
    assert_eq!(dated_alike["standard"], json!(["promptly", "at_once"]));
    assert_eq!(hangs_on(&dated_alike), json!("b"));
    assert!(
        told.starts_with("promptly or at once, at the latest"),
        "{told}"
    );
    let (slower, _) = row(&open, &json!({ "b": true }));
    assert_eq!(slower["standard"], json!("promptly"));
    // One that may have a limit instead says so of that alone.
    let dated = open.replace("at once", "by 2022-08-01T12:00");
    let (either, told) = row(&dated, &json!({}));
    assert_eq!(either.get("without_delay"), None);
    assert_eq!(either.get("standard"), None);
    let parts = json!([
        { "at": "2022-08-01T12:00:00+09:00" },
        { "without_delay": null, "standard": "promptly" },
    ]);
    assert_eq!(either["limit"]["one_of"], parts);
    assert!(told.contains("or promptly"), "{told}");
}

#[test]
fn an_answer_of_an_earlier_version_is_read() {
    let all = answered(
        &policy("without delay"),
        &json!({ "a": true, "b": true }),
        "2022-07-01T00:00",
    );
    let text = onus::render::json::json(&all);
    assert!(text.contains("\"without_delay\": true") && !text.contains("\"standard\""));
    let again: Determination = serde_json::from_str(&text).expect("it is read");
    let row = duty(&again, "alone");
    assert_eq!(row.promptness, Standards::from(Promptness::WithoutDelay));
}
