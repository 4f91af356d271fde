//! `onus batch`: many records, one a line; those with errors are put aside.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

const POLICY: &str = r#"policy parcels
  zone Asia/Seoul
source Act "Act" ko "법"
party sender "Sender" ko "보내는 자"
party office "Office" ko "관청"
act notice "Notice" ko "통지" from sender to office
record Parcel "Parcel" ko "소포"
  field heavy : yes/no "Heavy" ko "무거움"
  field sent  : time "Sent" ko "발송 시각"
fact parcel : Parcel "Parcel" ko "소포"
define bulky "Bulky" ko "부피가 큼"
  cites Act 1
  means parcel.heavy
duty tell "Notice of a heavy parcel" ko "통지 의무"
  cites Act 2
  bearer sender
  to office
  when bulky
  must notice
  by parcel.sent + 2 hours
"#;

/// The lines that the command writes, its exit code, and what it says of the whole.
fn batch(records: &str, more: &[&str]) -> (Vec<Value>, Option<i32>, String) {
    let test = std::thread::current();
    let test = test.name().unwrap_or_default().replace(':', "-");
    let folder = std::env::temp_dir().join(format!("onus-{test}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder can be made");
    let policy = folder.join("parcels.onus");
    fs::write(&policy, POLICY).expect("it can be written");
    let mut child = Command::new(env!("CARGO_BIN_EXE_onus"))
        .args(["batch", "--facts", "-"])
        .arg(&policy)
        .args(more)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut input = child.stdin.take().expect("it has an input");
    input.write_all(records.as_bytes()).expect("it reads");
    drop(input);
    let ended = child.wait_with_output().expect("it ends");
    let out = String::from_utf8(ended.stdout).expect("it is text");
    let lines = out
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"));
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    (lines.collect(), ended.status.code(), said)
}

#[test]
fn a_bad_line_is_put_aside_and_stops_nothing() {
    let records = concat!(
        r#"{"parcel":{"heavy":true,"sent":"2026-03-02T10:00"}}"#,
        "\n",
        r#"{"parcel":{"heavvy":true}}"#,
        "\n\n",
        r#"{"parcel":{"heavy":false}}"#,
        "\n",
    );
    let rejected = std::env::temp_dir().join(format!("onus-aside-{}.jsonl", std::process::id()));
    let file = rejected.to_str().expect("it is text");
    let columns = "bulky,tell.state,tell.due_at";
    let as_of = "2026-03-02T11:00+09:00";
    let more = ["--as-of", as_of, "--columns", columns, "--rejected", file];
    let (lines, code, said) = batch(records, &more);
    assert_eq!(code, Some(1), "{said}");
    assert_eq!(
        lines,
        [
            json!({"line": 1, "bulky": "yes", "tell.state": "pending",
                   "tell.due_at": "2026-03-02T12:00:00+09:00"}),
            json!({"line": 4, "bulky": "no", "tell.state": "not_arisen", "tell.due_at": null}),
        ]
    );
    let aside = fs::read_to_string(&rejected).expect("it was written");
    let aside: Value = serde_json::from_str(aside.trim()).expect("it is JSON");
    assert_eq!(
        (&aside["line"], &aside["code"]),
        (&json!(2), &json!("unknown-fact"))
    );
    assert_eq!(aside["column"], 12);
    assert!(said.contains("2 records judged, 1 rejected"), "{said}");
}

#[test]
fn a_column_says_what_is_missing() {
    let records = concat!(
        r#"{"parcel":{"sent":"2026-03-02T10:00"}}"#,
        "\n",
        r#"{"parcel":{"heavy":true}}"#,
        "\n",
        r#"{"parcel":{"heavy":false}}"#,
        "\n",
    );
    let columns = "bulky.needs,tell,tell.needs";
    let (lines, code, said) = batch(
        records,
        &["--as-of", "2026-03-02T11:00+09:00", "--columns", columns],
    );
    assert_eq!(code, Some(0), "{said}");
    let of = |line: &Value| {
        let of = |name: &str| line[name].clone();
        (of("bulky.needs"), of("tell"), of("tell.needs"))
    };
    let found: Vec<_> = lines.iter().map(of).collect();
    let expected = [
        (
            json!(["parcel.heavy"]),
            json!("undetermined"),
            json!(["parcel.heavy"]),
        ),
        // The record does not say that it is complete: it may have been done.
        (
            json!([]),
            json!("undetermined"),
            json!(["parcel.sent", "events.notice"]),
        ),
        (json!([]), json!("not_arisen"), json!([])),
    ];
    assert_eq!(found, expected);
}

#[test]
fn each_record_can_say_as_of_when_it_is_judged() {
    let record = |sent: &str| format!("{{\"parcel\":{{\"heavy\":true,\"sent\":{sent}}}}}\n");
    let records: String = (0..20)
        .map(|_| record("\"2026-03-02T10:00\""))
        .chain([record("{\"unknown\":true}")])
        .collect();
    let more = ["--as-of-field", "parcel.sent", "--columns", "tell"];
    let (lines, code, said) = batch(&records, &more);
    assert_eq!(code, Some(1), "{said}");
    let states: Vec<&Value> = lines.iter().map(|line| &line["tell"]).collect();
    assert_eq!(states, vec![&json!("pending"); 20]);
    let numbers: Vec<u64> = lines
        .iter()
        .filter_map(|line| line["line"].as_u64())
        .collect();
    assert_eq!(numbers, (1..=20).collect::<Vec<u64>>());
    assert!(said.contains("no-as-of"), "{said}");
    let (_, code, said) = batch("", &["--columns", "nobody"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("nothing is called nobody"), "{said}");
}

/// A name with an escape in it is read the long way, and one without straight into slots.
#[test]
fn a_line_is_answered_alike_however_it_is_read() {
    let mut records = String::new();
    for heavy in ["true", "false", "{\"unknown\":true}"] {
        for sent in [
            "\"2026-03-02T10:00:00Z\"",
            "\"2026-03-02T10:00:07+09:00\"",
            "\"not yet\"",
        ] {
            for name in ["parcel", "\\u0070arcel"] {
                let own = format!(r#"{{"zone":"Asia/Seoul","title":"One","{name}""#);
                records.push_str(&format!("{own}:{{\"heavy\":{heavy},\"sent\":{sent}}}}}\n"));
            }
        }
    }
    let as_of = ["--as-of", "2026-03-02T11:00+09:00"];
    let columns = ["--columns", "tell.due_at,tell,bulky,tell.done_at"];
    for more in [&as_of[..], &[as_of, columns].concat()] {
        let (mut lines, code, said) = batch(&records, more);
        assert_eq!((code, lines.len()), (Some(0), 18), "{said}");
        for line in &mut lines {
            line.as_object_mut().expect("it is a line").remove("line");
        }
        for pair in lines.chunks(2) {
            assert_eq!(pair[0], pair[1]);
        }
    }
}

/// A policy, what judges by it and what it is compiled to are read on any thread.
#[test]
fn a_policy_is_judged_by_on_any_thread() {
    fn any_thread<T: Send + Sync>() {}
    any_thread::<onus::Policy>();
    any_thread::<onus::Judge>();
    any_thread::<onus::plan::Prepared>();
    any_thread::<onus::kernel::JsonReader>();
    any_thread::<onus::cases::Compiled<'_>>();
}
