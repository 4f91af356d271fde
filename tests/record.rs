//! What a record says of itself: from when and until when it tells, and which holidays there are
//! beside those that are known.

use serde_json::Value as Json;

use crate::testing::{folder, onus};

/// The head of a policy with a party to owe something and one to whom.
const HEAD: &str = r#"policy test.acts
  zone UTC
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
act report "Report" ko "보고" from firm to office
"#;

const PERIODIC: &str = r#"policy test.reports
  zone Asia/Seoul
  periods kr.civil
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
act report "Report" ko "보고" from firm to office
act notice "Notice" ko "통지" from firm to office
fact aware : time "Aware" ko "인지"
duty yearly "Yearly report" ko "연차 보고"
  cites Act 1
  every year y
  bearer firm to office must report
  by 31 January of y
  in force from 2010-01-01
duty tell "Notice" ko "통지 의무"
  cites Act 2
  governed by aware
  bearer firm to office must notice
  by aware + 24 hours
define told "Told" ko "통지함" cites Act 3 means notice has happened
"#;

fn answer(name: &str, policy: &str, record: &str, as_of: &str) -> Json {
    let folder = folder(name, &[("p.onus", policy), ("f.json", record)]);
    let args = [
        "eval", "p.onus", "--facts", "f.json", "--as-of", as_of, "--format", "json",
    ];
    let (code, out, complaints) = onus(&folder, &args);
    assert_eq!((code, complaints.as_str()), (Some(0), ""));
    serde_json::from_str(&out).expect("it is JSON")
}

fn text(name: &str, policy: &str, record: &str, as_of: &str, lang: &str) -> String {
    let folder = folder(name, &[("p.onus", policy), ("f.json", record)]);
    let args = [
        "eval", "p.onus", "--full", "--facts", "f.json", "--as-of", as_of, "--lang", lang,
    ];
    let (code, out, complaints) = onus(&folder, &args);
    assert_eq!((code, complaints.as_str()), (Some(0), ""));
    out
}

/// The states of a duty, by instance.
fn states(answer: &Json, name: &str) -> Vec<(String, String)> {
    let rows = answer["duties"].as_array().expect("there are rows");
    let of = rows.iter().filter(|row| row["name"] == name);
    let said = |json: &Json| json.as_str().unwrap_or_default().to_owned();
    of.map(|row| (said(&row["instance"]), said(&row["state"])))
        .collect()
}

#[test]
fn what_was_due_before_the_record_begins_is_no_breach() {
    let record = |from: &str| {
        format!(
            r#"{{"aware": "2026-05-01T09:00", "events": [], {from} "record_complete_until": "2026-06-01T00:00"}}"#
        )
    };
    let whole = answer("record-whole", PERIODIC, &record(""), "2026-06-01");
    assert_eq!(states(&whole, "test.reports.yearly").len(), 17);
    let from = record(r#""record_complete_from": "2025-01-01T00:00","#);
    let told = answer("record-from", PERIODIC, &from, "2026-06-01");
    let breached = |year: &str| (year.to_owned(), "breached".to_owned());
    assert_eq!(
        states(&told, "test.reports.yearly"),
        [breached("2025"), breached("2026")]
    );
    // What became due while the record was kept is judged as ever; what may have happened before
    // it began is not known.
    assert_eq!(states(&told, "test.reports.tell")[0].1, "breached");
    assert_eq!(whole["conclusions"][0]["value"], "no");
    assert_eq!(told["conclusions"][0]["value"], "undetermined");
    // The period in which it begins may have been reported before.
    let within = record(r#""record_complete_from": "2026-01-15T00:00","#);
    let told = answer("record-within", PERIODIC, &within, "2026-06-01");
    assert_eq!(
        states(&told, "test.reports.yearly"),
        [("2026".to_owned(), "undetermined".to_owned())]
    );
    for (lang, words) in [
        ("en", "completely from 1 Jan 2025 00:00 to"),
        ("ko", "2025. 1. 1. 00:00부터"),
    ] {
        let told = text("record-from-text", PERIODIC, &from, "2026-06-01", lang);
        assert!(told.contains(words), "{told}");
    }
    // Many breaches of the past are one line.
    for (lang, words) in [
        ("en", "The same for the earlier periods, 2010 to 2025."),
        ("ko", "그 이전인 2010년분부터 2025년분까지도 같음."),
    ] {
        let told = text("record-past", PERIODIC, &record(""), "2026-06-01", lang);
        assert!(told.contains(words), "{told}");
    }
}

const DAYS: &str = r#"policy test.days
  zone Asia/Seoul
  periods kr.civil
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
act notice "Notice" ko "통지" from firm to office
fact aware : time "Aware" ko "인지"
duty tell "Notice" ko "통지 의무"
  cites Act 2
  bearer firm to office must notice
  by 5 business days after aware
"#;

#[test]
fn holidays_are_stated_with_their_source() {
    let record = |calendars: &str, recorded: &str| {
        format!(
            r#"{{"aware": "2026-04-06T09:00", "events": [], "record_complete_until": "2026-04-07T00:00",
            "calendars": {{"kr": {{"2026": {{"holidays": [{calendars}], "source": "Gazette"{recorded}}}}}}}}}"#
        )
    };
    let due = |name: &str, record: &str| {
        answer(name, DAYS, record, "2026-04-07")["duties"][0]["due_day"].clone()
    };
    assert_eq!(due("days-plain", &record("", "")), "2026-04-13");
    let stated = r#"{"on": "2026-04-08", "name": {"en": "Election day", "ko": "선거일"}}"#;
    assert_eq!(due("days-stated", &record(stated, "")), "2026-04-14");
    let rolled = DAYS.replace("by 5 business days", "by 2 days");
    for (lang, words) in [("en", "Election day (Gazette)"), ("ko", "선거일(Gazette)")] {
        let told = text(
            "days-text",
            &rolled,
            &record(stated, ""),
            "2026-04-07",
            lang,
        );
        assert!(told.contains(words), "{told}");
    }
    // What was recorded later is not known before.
    let later = record(stated, r#", "recorded": "2026-05-01T00:00""#);
    let folder = folder("days-later", &[("p.onus", DAYS), ("f.json", &later)]);
    let args = [
        "eval",
        "p.onus",
        "--facts",
        "f.json",
        "--as-of",
        "2026-04-07",
        "--known-by",
        "2026-04-20",
        "--format",
        "json",
    ];
    let (_, out, _) = onus(&folder, &args);
    let told: Json = serde_json::from_str(&out).expect("it is JSON");
    assert_eq!(told["duties"][0]["due_day"], "2026-04-13");
}

#[test]
fn a_year_beyond_the_data_is_asked_for_and_answered() {
    let record = r#"{"aware": "2040-04-02T09:00", "events": [], "record_complete_until": "2040-04-03T00:00"}"#;
    let open = answer("days-beyond", DAYS, record, "2040-04-03");
    assert_eq!(open["duties"][0]["due_day"], Json::Null);
    assert!(
        open["duties"][0]["needs"]
            .as_array()
            .expect("a list")
            .contains(&"calendars.kr.2040".into()),
        "{open:#}"
    );
    let folder = folder(
        "days-ask",
        &[("p.onus", DAYS), ("f.json", record), ("answers", "")],
    );
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_onus"))
        .args([
            "ask",
            "p.onus",
            "--facts",
            "f.json",
            "--as-of",
            "2040-04-03T00:00",
        ])
        .current_dir(&folder)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .and_then(|mut child| {
            use std::io::Write;
            child
                .stdin
                .take()
                .expect("piped")
                .write_all(b"2040-04-05, 2040-05-05\n")?;
            child.wait_with_output()
        })
        .expect("it ends");
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(told.contains("holidays of 2040 in calendar kr"), "{told}");
    let answered = std::fs::read_to_string(folder.join("f.json")).expect("it is written");
    let told = answer("days-answered", DAYS, &answered, "2040-04-03");
    assert_eq!(told["duties"][0]["due_day"], "2040-04-10", "{answered}");
}

#[test]
fn what_is_wrong_with_stated_holidays_is_told_at_its_place() {
    for (calendars, code) in [
        (r#"{"xx": {"2028": {"holidays": []}}}"#, "unknown-calendar"),
        (r#"{"kr": {"28": {"holidays": []}}}"#, "wrong-kind"),
        (
            r#"{"kr": {"2028": {"holidays": ["2027-01-01"]}}}"#,
            "impossible-fact",
        ),
        (
            r#"{"kr": {"2028": {"holidays": ["2028-02-30"]}}}"#,
            "no-such-date",
        ),
        (r#"{"kr": {"2028": {"holidays": [3]}}}"#, "wrong-kind"),
        (r#"{"kr": {"2028": {"holiday": []}}}"#, "unknown-fact"),
        (r#"["kr"]"#, "wrong-kind"),
    ] {
        let record = format!(r#"{{"calendars": {calendars}}}"#);
        let folder = folder("days-wrong", &[("p.onus", DAYS), ("f.json", &record)]);
        let args = [
            "eval",
            "p.onus",
            "--facts",
            "f.json",
            "--as-of",
            "2026-04-07",
        ];
        let (exit, _, complaints) = onus(&folder, &args);
        assert_eq!(exit, Some(1), "{calendars}");
        assert!(
            complaints.contains(&format!("error[{code}]")),
            "{calendars}: {complaints}"
        );
    }
    let record = r#"{"record_complete_from": "2026-02-01T00:00", "record_complete_until": "2026-01-01T00:00"}"#;
    let folder = folder("days-backwards", &[("p.onus", DAYS), ("f.json", record)]);
    let (exit, _, complaints) = onus(
        &folder,
        &[
            "eval",
            "p.onus",
            "--facts",
            "f.json",
            "--as-of",
            "2026-04-07",
        ],
    );
    assert_eq!(exit, Some(1), "{complaints}");
}

#[test]
fn each_exercise_and_each_fine_has_its_own_act() {
    let policy = format!(
        r#"{HEAD}act delay "Delay" ko "연기" from office to firm
act fine "Fine" ko "과태료" from office to firm field amount : EUR "Amount" ko "금액"
record Unit "Unit" ko "부서" field name : text "Name" ko "명칭" field sales : EUR "Sales" ko "매출"
fact units : list of Unit "Units" ko "부서들"
fact aware : time "Aware" ko "인지"
power put_off "Delay" ko "연기권" cites Act 1 holder office over firm through delay
duty tell "Tell" ko "통지" for each u in units cites Act 2 bearer firm to office
  must report by aware + 24 hours on breach penalty
sanction penalty "Penalty" ko "제재" for each u in units cites Act 3 bearer firm holder office
  through fine up to 10% of u.sales
"#
    );
    let record = r#"{"aware": "2026-03-02T10:00",
      "units": [{"name": "One", "sales": "400 EUR"}, {"name": "Two", "sales": "100 EUR"}],
      "record_complete_until": "2026-03-20T09:00",
      "events": [{"act": "delay", "at": "2026-03-02T11:00"},
                 {"act": "report", "re": "One", "at": "2026-03-05T11:00"},
                 {"act": "delay", "at": "2026-03-04T11:00"},
                 {"act": "fine", "re": "One", "at": "2026-03-08T11:00", "amount": "40 EUR"},
                 {"act": "fine", "re": "Two", "at": "2026-03-09T11:00", "amount": "10 EUR"}]}"#;
    let said = |at: &str| {
        let folder = folder(
            "record-own-acts",
            &[("p.onus", &policy), ("f.json", record)],
        );
        let args = [
            "eval", "p.onus", "--facts", "f.json", "--as-of", at, "--format", "json",
        ];
        let (code, out, complaints) = onus(&folder, &args);
        assert_eq!(code, Some(0), "{complaints}");
        onus::determination::Determination::from_json(&out).expect("it is an answer")
    };
    let all = said("2026-03-20T09:00");
    let acts: Vec<_> = all.powers.iter().map(|row| row.acts.join(" ")).collect();
    assert_eq!(acts, ["events[0]", "events[2]"]);
    let done: Vec<_> = all.duties.iter().map(|row| row.acts.join(" ")).collect();
    assert_eq!(done, ["events[1]", ""]);
    for (duty, sanction) in all.duties.iter().zip(&all.sanctions) {
        let of = sanction.breach_of.as_ref().expect("a breach opens it");
        assert_eq!((of.name.as_str(), of.instance.as_deref()), duty.about.key());
        let (own, known) = all.sanction_of(duty, "penalty").expect("it is there");
        assert_eq!((own.about.key(), known), (sanction.about.key(), true));
    }
    let imposed: Vec<_> = all.sanctions.iter().map(|row| row.acts.join(" ")).collect();
    assert_eq!(imposed, ["events[3]", "events[4]"]);
    // Before a breach each member has what its own could come to.
    let before = said("2026-03-02T12:00");
    let most: Vec<_> = before
        .duties
        .iter()
        .map(|duty| {
            let (row, known) = before.sanction_of(duty, "penalty").expect("it is there");
            (
                serde_json::to_string(&row.up_to).expect("it is JSON"),
                known,
            )
        })
        .collect();
    assert!(most[0].0.contains("40") && most[0].1, "{most:?}");
    assert!(most[1].0.contains("10") && most[1].1, "{most:?}");
}

#[test]
fn what_is_on_record_of_what_is_perhaps_owed_is_told() {
    let policy = format!(
        r#"{HEAD}fact aware : time "Aware" ko "인지"
fact bound : yes/no "Bound" ko "적용 대상"
duty tell "Tell" ko "통지" cites Act 2 bearer firm to office when bound
  must report by aware + 24 hours
"#
    );
    for (at, state, en, ko) in [
        (
            "2026-03-02T12:00",
            "fulfilled",
            "in time if it is owed",
            "기한 내 이행에 해당함",
        ),
        (
            "2026-03-05T12:00",
            "performed_late",
            "late if it is owed",
            "지체 이행에 해당함",
        ),
    ] {
        let record = format!(
            r#"{{"aware": "2026-03-02T10:00", "record_complete_until": "2026-03-20T09:00",
              "events": [{{"act": "report", "at": "{at}"}}]}}"#
        );
        let folder = folder(
            "record-if-owed",
            &[("p.onus", &policy), ("f.json", &record)],
        );
        let said = |more: &[&str]| {
            let fixed = [
                "eval",
                "p.onus",
                "--facts",
                "f.json",
                "--as-of",
                "2026-03-20T09:00",
            ];
            let (code, out, complaints) = onus(&folder, &[&fixed[..], more].concat());
            assert_eq!(code, Some(0), "{complaints}");
            out.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let json: Json = serde_json::from_str(&said(&["--format", "json"])).expect("it is JSON");
        assert_eq!(json["duties"][0]["if_owed"]["state"], state);
        assert_eq!(json["duties"][0]["acts"], serde_json::json!(["events[0]"]));
        for more in [&[][..], &["--full"]] {
            assert!(said(more).contains(en), "{}", said(more));
            let korean = said(&[more, &["--lang", "ko"]].concat());
            assert!(korean.contains(ko), "{korean}");
        }
    }
}

#[test]
fn that_something_is_breached_for_certain_is_said_though_its_state_is_open() {
    let policy = format!(
        r#"{HEAD}act filing "Filing" ko "제출" from firm to office field whole : yes/no "Whole" ko "전부"
fact aware : time "Aware" ko "인지"
duty tell "Tell" ko "통지" cites Act 2 bearer firm to office
  must filing where filing.whole by aware + 24 hours
"#
    );
    for (at, breached) in [
        ("2026-03-02T12:00", Json::Null),
        ("2026-03-05T12:00", "yes".into()),
    ] {
        let record = format!(
            r#"{{"aware": "2026-03-02T10:00", "record_complete_until": "2026-03-20T09:00",
              "events": [{{"act": "filing", "at": "{at}"}}]}}"#
        );
        let folder = folder(
            "record-breached",
            &[("p.onus", &policy), ("f.json", &record)],
        );
        let args = [
            "eval",
            "p.onus",
            "--facts",
            "f.json",
            "--as-of",
            "2026-03-20T09:00",
        ];
        let (code, out, complaints) = onus(&folder, &[&args[..], &["--format", "json"]].concat());
        assert_eq!(code, Some(0), "{complaints}");
        let all: Json = serde_json::from_str(&out).expect("it is JSON");
        assert_eq!(all["duties"][0]["state"], "undetermined");
        assert_eq!(all["duties"][0]["breached"], breached, "{at}");
    }
}
