//! Interviews: what a typed answer means, what is asked and in which order, and that what is
//! written is a record like any other.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use onus::ask::Interview;
use onus::diagnostic::Language;
use onus::eval::Question;
use onus::facts::{Document, Place, answer, assumption, blank, place};
use onus::program::Program;
use onus::source::Sources;

use crate::files::files;
use crate::golden::Golden;
use crate::shipped::netflix_law;

/// What a line makes of a fact; the codes of the findings where it makes nothing.
fn made(program: &Program, printed: &str, line: &str) -> Result<String, String> {
    let facts = blank(program);
    let Some(Place::Fact(path, _)) = place(program, &facts, printed) else {
        panic!("{printed} is no place");
    };
    let mut sources = Sources::default();
    let file = sources.add("answer", line);
    match answer(file, &sources, program, &facts, &path) {
        Ok(document) => Ok(serde_json::to_string(&document).expect("it is JSON")),
        Err(findings) => {
            let codes: Vec<&str> = findings.iter().map(|found| found.code.name()).collect();
            assert!(
                !codes.is_empty(),
                "{printed} {line}: refused without a word"
            );
            Err(codes.join(" "))
        }
    }
}

#[test]
fn answers_are_read_in_both_languages() {
    let program = netflix_law();
    for (printed, line, expected) in [
        (
            "outage.started",
            "2022-02-03T11:20",
            r#""2022-02-03T11:20""#,
        ),
        ("outage.started", "2022-02-03", r#"{"on":"2022-02-03"}"#),
        ("outage.started", "on 2022-02-03", r#"{"on":"2022-02-03"}"#),
        ("outage.ended", "not yet", r#""not yet""#),
        ("outage.ended", "아직", r#""not yet""#),
        ("outage.ended", "unknown", r#"{"unknown":true}"#),
        ("outage.ended", "모름", r#"{"unknown":true}"#),
        (
            "outage.ended",
            "between 2022-02-03T12:00 and 2022-02-03T13:00",
            r#"{"between":["2022-02-03T12:00","2022-02-03T13:00"]}"#,
        ),
        (
            "outage.duration",
            "at least 75 minutes",
            r#"{"at_least":"75 minutes"}"#,
        ),
        ("outage.duration", "75분 이상", r#"{"at_least":"75분"}"#),
        ("outage.duration", "4시간 미만", r#"{"less_than":"4시간"}"#),
        (
            "outage.duration",
            "between 40 and 50 minutes",
            r#"{"between":["40 minutes","50 minutes"]}"#,
        ),
        (
            "outage.duration",
            "40분부터 50분까지",
            r#"{"between":["40분","50분"]}"#,
        ),
        ("outage.announced", "y", "true"),
        ("outage.announced", "아니요", "false"),
        ("outage.effect", "Interruption", r#""stop""#),
        ("outage.effect", "중단", r#""stop""#),
        ("outage.effect", "2", r#""slow_down""#),
        (
            "outage.effect",
            "중단 또는 지연",
            r#"{"one_of":["stop","slow_down"]}"#,
        ),
        (
            "operator.sales",
            "not applicable",
            r#"{"not_applicable":true}"#,
        ),
        (
            "operator.sales",
            "3억 KRW 초과",
            r#"{"more_than":"3억 KRW"}"#,
        ),
        (
            "operator.daily_users over 2021-10/2021-12",
            "at least 1_000_000",
            r#"{"at_least":"1_000_000"}"#,
        ),
        (
            "services",
            "Mail, Chat",
            r#"[{"name":"Mail"},{"name":"Chat"}]"#,
        ),
        ("services", "2", "[{},{}]"),
        ("services", "없음", "[]"),
        (
            "services",
            "at least Mail",
            r#"{"at_least":[{"name":"Mail"}]}"#,
        ),
        ("services[0].name", "unknown", r#"{"unknown":true}"#),
        ("services[0].name", "at least one", r#""at least one""#),
        ("impaired", "네", "true"),
    ] {
        assert_eq!(
            made(&program, printed, line).as_deref(),
            Ok(expected),
            "{printed} {line}"
        );
    }
}

#[test]
fn answers_that_make_no_fact_are_told_as_in_a_record() {
    let program = netflix_law();
    for (printed, line, expected) in [
        ("outage.started", "2022-02-30T11:20", "no-such-date"),
        ("outage.started", "yesterday", "wrong-kind"),
        ("outage.started", "not applicable", "wrong-kind"),
        (
            "outage.duration",
            "between 50 and 40 minutes",
            "impossible-fact",
        ),
        ("outage.duration", "2 days", "wrong-unit"),
        ("outage.duration", "1,000 minutes", "misspelt-number"),
        ("outage.effect", "4", "unknown-choice"),
        ("outage.effect", "stopp or stop", "unknown-choice"),
        ("outage.effect", "at least stop", "wrong-kind"),
        ("outage.announced", "perhaps", "wrong-kind"),
        ("outage.announced", "", "wrong-kind"),
        ("services", "99999", "wrong-kind"),
    ] {
        let found = made(&program, printed, line);
        let expected = Err(expected.to_owned());
        assert_eq!(found, expected, "{printed} {line}");
    }
}

#[test]
fn what_is_assumed_is_written_like_an_answer() {
    let program = netflix_law();
    let facts = blank(&program);
    for (line, expected) in [
        ("services[0].fee is monthly", Ok(())),
        ("outage.duration is at least 5 hours", Ok(())),
        ("outage.ended is unknown", Ok(())),
        ("impaired is yes", Ok(())),
        ("services[0].feee is monthly", Err("unknown-fact")),
        ("services[0].fee is montly", Err("unknown-choice")),
        ("operator.daily_users over 2021 is 3", Err("unknown-fact")),
        ("the fee", Err("unknown-fact")),
        ("", Err("unknown-fact")),
    ] {
        let mut sources = Sources::default();
        let file = sources.add("--assume", line);
        let found = assumption(file, &sources, &program, &facts);
        let found = found
            .map(|_| ())
            .map_err(|findings| findings[0].code.name());
        assert_eq!(found, expected, "{line}");
    }
}

#[test]
fn it_asks_for_what_settles_most_and_stops_when_all_is_settled() {
    let program = netflix_law();
    let at = onus::value::Instant::from_micros(1_644_451_200_000_000);
    let question = Question {
        only: vec!["notify_stop".to_owned()],
        ..Question::as_of(at)
    };
    let mut interview = Interview::new(&program, question, Document::Map(Vec::new()))
        .unwrap_or_else(|_| panic!("an empty record is one"));
    let mut asked = Vec::new();
    let lines = [
        "2022-02-03T11:20",
        "Mail",
        "value_added",
        "stop",
        "disaster",
    ];
    for line in lines {
        let question = interview.next().expect("something is open");
        asked.push(question.need.path.clone());
        assert!(interview.answer(&question, line).is_ok(), "{line}");
    }
    // The day of the law, whom it is about, then what settles the question by itself.
    assert_eq!(
        asked,
        [
            "outage.started",
            "services",
            "operator.kind",
            "services[0].outage.effect",
            "services[0].outage.cause"
        ]
    );
    let before = interview.progress();
    assert_eq!((before.goals, before.settled), (1, 0));
    assert!(interview.back());
    let cause = interview.next().expect("the cause is open again");
    assert_eq!(cause.need.path, "services[0].outage.cause");
    let why = interview.why(&cause, Language::English, 100);
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        why.contains("Notice of the interruption to users (Telecom Act 33(2)"),
        "{why}"
    );
    assert!(
        why.contains("Not owed if")
            && why.contains("Cause of the outage: Fault of a carrier's line equipment"),
        "{why}"
    );
    assert!(interview.answer(&cause, "carrier_line").is_ok());
    assert_eq!(interview.progress().settled, 1);
    assert_eq!(interview.next(), None);
}

#[test]
fn an_end_before_its_start_is_asked_again() {
    let program = netflix_law();
    let at = onus::value::Instant::from_micros(1_644_451_200_000_000);
    let question = Question {
        only: vec!["notify_stop".to_owned()],
        ..Question::as_of(at)
    };
    let started = Document::map([("started", "2022-02-03T11:20".into())]);
    let service = Document::map([("outage", started.clone())]);
    let services = Document::List(vec![service]);
    let record = Document::map([("outage", started), ("services", services)]);
    let mut interview =
        Interview::new(&program, question, record).unwrap_or_else(|_| panic!("it is a record"));
    let (mut asked, mut refused) = (0, false);
    while let Some(question) = interview.next() {
        asked += 1;
        assert!(asked < 100, "it comes to an end");
        if question.need.path.ends_with("outage.ended") {
            refused = true;
            let held = interview.record().clone();
            let told = interview.answer(&question, "2022-02-03T10:20");
            let (_, told) = told.expect_err("it lies before its start");
            // The answer before may be the wrong one.
            let help = told.first().and_then(|one| one.help.clone());
            assert!(help.is_some_and(|help| help.en.contains("`back`") || asked == 1));
            assert_eq!(*interview.record(), held);
        }
        // Only a stop has an end that matters.
        let line = if question.need.path.ends_with(".effect") {
            "stop"
        } else {
            "unknown"
        };
        if interview.answer(&question, line).is_err() {
            interview.pass(&question);
        }
    }
    assert!(refused && asked > 5, "{asked} questions");
    assert_eq!(interview.progress().left, 0);
}

#[test]
fn an_answer_in_no_form_that_fits_is_told_the_forms_in_a_line() {
    let program = netflix_law();
    let at = onus::value::Instant::from_micros(1_644_451_200_000_000);
    let question = Question {
        only: vec!["notify_stop".to_owned()],
        ..Question::as_of(at)
    };
    let mut interview = Interview::new(&program, question, Document::Map(Vec::new()))
        .unwrap_or_else(|_| panic!("an empty record is one"));
    let asked = interview.next().expect("something is open");
    assert_eq!(asked.need.path, "outage.started");
    let Err(refused) = interview.answer(&asked, "75 minutes") else {
        panic!("a length is no time");
    };
    let told = interview.refusal(&asked, "75 minutes", &refused);
    let told = told.expect("it needs no more than a line");
    assert!(told.en.starts_with("Please answer") && told.en.contains("2022-02-03 11:20"));
    assert!(
        told.ko.contains("형식으로 답하십시오: 2022-02-03 11:20"),
        "{}",
        told.ko
    );
    assert!(!told.en.contains("error") && !told.en.contains('\n'));
    assert!(interview.answer(&asked, "2022-02-03 11:20").is_ok());
}

/// Holds the interview of a file, whose first line are the options; what was said, and the record.
fn held(answers: &Path, out: &Path) -> (String, String) {
    let text = fs::read_to_string(answers).expect("it is text");
    let (options, lines) = text.split_once('\n').expect("options, then answers");
    let mut command = Command::new(env!("CARGO_BIN_EXE_onus"));
    command
        .args(["ask", "policies/kr/netflix_law", "--out"])
        .arg(out);
    command.args(options.split(' '));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("it reads");
    // One that has ended reads no further.
    let _ = stdin.write_all(lines.as_bytes());
    drop(stdin);
    let ended = child.wait_with_output().expect("it ends");
    assert!(ended.status.success());
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    let complaints = String::from_utf8_lossy(&ended.stderr).into_owned();
    let record = fs::read_to_string(out).unwrap_or_default();
    (
        format!("{said}\n---- standard error\n{complaints}\n---- record\n{record}"),
        record,
    )
}

#[test]
fn interviews_go_as_written_down() {
    let mut golden = Golden::default();
    let inputs: Vec<PathBuf> = files("tests/ask", "answers");
    assert!(inputs.len() >= 2);
    for path in inputs {
        let name = path
            .file_stem()
            .expect("it has a name")
            .to_string_lossy()
            .into_owned();
        let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.json"));
        let _ = fs::remove_file(&out);
        let (told, record) = held(&path, &out);
        // Where the record is, is another place on every machine.
        let told = told.replace(&out.display().to_string(), &format!("{name}.json"));
        golden.compare(&path.with_extension("txt"), &told);
        // What was written is a record, and no half of one was left beside it.
        let judged = Command::new(env!("CARGO_BIN_EXE_onus"))
            .args([
                "eval",
                "policies/kr/netflix_law",
                "--as-of",
                "2022-02-10T09:00",
                "--facts",
            ])
            .arg(&out)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("the command starts");
        assert!(
            judged.status.success(),
            "{}",
            String::from_utf8_lossy(&judged.stderr)
        );
        assert!(!out.with_extension("json.part").exists());
        // Resumed and stopped at once, it is as it was.
        let (_, resumed) = held_again(&out);
        assert_eq!(resumed, record);
    }
    golden.finish();
}

fn held_again(out: &Path) -> (String, String) {
    let stop = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stop.answers");
    fs::write(&stop, "--as-of 2022-02-10T09:00\nstop\n").expect("it can be written");
    held(&stop, out)
}

const SEVERAL: &str = r#"policy t
zone UTC
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
act report "Report" ko "보고" from firm to office
act request "Request" ko "요청" from office to firm
record Service "Service" ko "서비스"
  field down : time "Down since" ko "중단 시각"
fact services : list of Service "Services" ko "서비스"
duty tell "Tell" ko "보고 의무" for each s in services cites Act 1 bearer firm to office holder office
  must report by s.down + 24 hours
define many cites Act 2 means count of (services) >= 4
"#;

/// An interview about that, of a record.
fn about_several<'p>(program: &'p Program, record: &str) -> Interview<'p> {
    let mut sources = Sources::default();
    let file = sources.add("t.json", record);
    let record = onus::facts::document(file, &sources).expect("it is JSON");
    let at = onus::value::Moment::parse("2026-03-20T09:00:00Z").expect("a moment");
    let question = Question::as_of(at.instant());
    Interview::new(program, question, record).unwrap_or_else(|_| panic!("it is a record"))
}

/// Answers what is asked of these paths, and leaves out the rest; what was asked, each once.
fn answered(interview: &mut Interview<'_>, answers: &[(&str, &str)]) -> Vec<String> {
    let mut asked: Vec<String> = Vec::new();
    while let Some(question) = interview.next() {
        let path = question.need.path.clone();
        assert!(!asked.contains(&path), "{path} is asked again");
        assert!(!interview.shown(&question, Language::Korean).is_empty());
        assert!(!interview.why(&question, Language::English, 80).is_empty());
        match answers.iter().find(|(of, _)| *of == path) {
            Some((_, line)) => {
                let told = interview.answer(&question, line);
                assert!(told.is_ok(), "{path}: {line}");
            }
            None => interview.pass(&question),
        }
        asked.push(path);
    }
    asked
}

fn several() -> Program {
    let mut sources = Sources::default();
    sources.add("t.onus", SEVERAL);
    onus::load(&sources).0.expect("it is sound")
}

#[test]
fn which_instance_something_answers_is_asked_and_written_into_the_record() {
    let program = several();
    let record = r#"{"zone": "UTC", "services": [{"down": "2026-03-01T09:00"}, {"down": "2026-03-01T09:00"}],
        "events": [{"act": "report", "at": "2026-03-01T12:00"}], "record_complete_until": "2026-03-20T09:00"}"#;
    let mut interview = about_several(&program, record);
    let question = interview.next().expect("it is open which");
    assert_eq!(question.need.path, "events[0].re");
    // What names no instance is refused, and the record stays as it was.
    let before = interview.record().clone();
    assert!(interview.answer(&question, "services[7]").is_err());
    assert_eq!(*interview.record(), before);
    assert_eq!(
        answered(&mut interview, &[("events[0].re", "services[1]")]),
        ["events[0].re"]
    );
    let states = interview
        .determination()
        .duties
        .iter()
        .map(|row| row.state.name());
    assert_eq!(states.collect::<Vec<_>>(), ["breached", "fulfilled"]);
    assert!(interview.back());
    assert_eq!(*interview.record(), before);
    // And so it is of what was found.
    let record = r#"{"zone": "UTC", "services": [{"down": "2026-03-01T09:00"}, {"down": "2026-03-01T09:00"}],
        "findings": [{"of": "tell", "is": "breached", "by": "office", "at": "2026-03-10T09:00"}],
        "events": [], "record_complete_until": "2026-03-01T12:00"}"#;
    let mut interview = about_several(&program, record);
    let asked = answered(&mut interview, &[("findings[0].re", "services[0]")]);
    assert!(asked.contains(&"findings[0].re".to_owned()), "{asked:?}");
    let of = interview.record().get("findings");
    let of = of.map(Document::text).unwrap_or_default();
    assert!(of.contains("services[0]"), "{of}");
}

#[test]
fn further_members_of_a_list_are_asked_for_and_put_beside_those_on_record() {
    let program = several();
    let record = r#"{"zone": "UTC", "services": {"at_least": [{"down": "2026-03-01T09:00"}], "by": "firm"},
        "events": [], "record_complete_until": "2026-03-20T09:00"}"#;
    for (line, members, open) in [("none", 1, false), ("2", 3, false), ("at least 1", 2, true)] {
        let mut interview = about_several(&program, record);
        let question = interview.next().expect("there may be more");
        assert_eq!(question.need.path, "services", "{line}");
        let shown = interview.shown(&question, Language::English);
        assert!(
            shown.contains("are there more than those on record?"),
            "{shown}"
        );
        let asked = answered(&mut interview, &[("services", line)]);
        assert_eq!(
            asked.iter().filter(|path| *path == "services").count(),
            1,
            "{line}"
        );
        let list = interview.record().get("services").expect("it is there");
        let (known, key) = match list.get("at_least") {
            Some(list) => (list, true),
            None => (list.get("is").expect("it is whole"), false),
        };
        let Document::List(known) = known else {
            panic!("{list:?}");
        };
        assert_eq!((known.len(), key), (members, open), "{line}");
        assert!(list.get("by").is_some(), "who says so stays");
        let down = known.first().and_then(|one| one.get("down"));
        assert!(down.is_some(), "what is known of those on record stays");
    }
}
