//! What is presumed: which missing fact would show otherwise is named wherever the presumption
//! counts, and asked last; what is on record is not presumed not to have happened.

use onus::ask::Interview;
use onus::diagnostic::Language;
use onus::plan::{Options, Prepared};
use onus::source::Sources;
use serde_json::{Value, json};

use super::{HEAD, answer, program, question, record, row, said};
use crate::equal::both;

fn policy(rest: &str) -> String {
    format!(
        "policy t\nzone UTC\nperiods us.calendar\n{HEAD}
act request \"Request\" ko \"요구\" from office to firm
act mend \"Mending\" ko \"보완\" from firm to office
act order \"Order\" ko \"명령\" from office to firm
fact aware : time \"Aware\" ko \"인지\"
fact a : yes/no \"A\" ko \"가\"
fact excuse : yes/no \"Excuse\" ko \"사유\"\n{rest}\n"
    )
}

const AT: &str = "2026-11-01T00:00";

#[test]
fn what_is_on_record_without_a_time_is_not_presumed_not_to_have_happened() {
    let policy = policy(
        "define expected cites Act 2 means a
exception already \"Already\" ko \"이미\" cites Act 3 to expected when request has happened presumed no, burden on firm
define waived cites Act 2 means a
exception both \"Both\" ko \"둘\" cites Act 3 to waived when (request has happened and excuse) presumed no, burden on firm",
    );
    let ask = |events: &str| {
        let record = format!(
            r#"{{"a": true, "events": [{events}], "record_complete_until": "2026-11-01T00:00"}}"#
        );
        answer(&policy, &record, AT)
    };
    let undated = ask(r#"{"act": "request"}"#);
    assert_eq!(said(&undated, "expected"), "undetermined");
    assert_eq!(row(&undated, "expected")["needs"], json!(["events[0].at"]));
    // Whether or not it has happened, what was not shown is presumed.
    assert_eq!(said(&undated, "waived"), "yes");
    let dated = ask(r#"{"act": "request", "at": "2026-10-01T00:00"}"#);
    assert_eq!(said(&dated, "expected"), "no");
    assert_eq!(said(&dated, "waived"), "yes");
    assert_eq!(said(&ask(""), "expected"), "yes");
}

const HANGING: &str = "duty tell \"Tell\" ko \"보고 의무\" cites Act 1 bearer firm to office must report by aware + 24 hours on breach fine
exception excused \"Excused\" ko \"면제\" cites Act 2 to tell when excuse presumed no, burden on firm
duty after \"After\" ko \"사후 의무\" cites Act 3 bearer firm to office when tell is exempt and excuse must mend without delay
power demand \"Demand\" ko \"명령권\" cites Act 4 holder office over firm when tell is breached through order
define broken \"Broken\" ko \"위반 있음\" cites Act 5 means tell is breached
sanction fine \"Fine\" ko \"과태료\" cites Act 6 bearer firm holder office up to 100 EUR";

const BREACHED: &str =
    r#"{"aware": "2026-10-01T00:00", "events": [], "record_complete_until": "2026-11-01T00:00"}"#;

#[test]
fn what_would_show_otherwise_is_named_through_other_provisions_too() {
    let all = answer(&policy(HANGING), BREACHED, AT);
    for (name, value) in [
        ("tell", "breached"),
        ("after", "not_arisen"),
        ("demand", "available"),
        ("broken", "yes"),
        ("fine", "open"),
    ] {
        let row = row(&all, name);
        assert_eq!(said(&all, name), value, "{name}");
        assert_eq!(row["standing"], "presumed", "{name}");
        assert_eq!(row["needs"], json!(["excuse"]), "{name}");
    }
}

fn interview<'p>(program: &'p onus::program::Program, record: &str) -> Interview<'p> {
    let mut sources = Sources::default();
    let file = sources.add("t.json", record);
    let record = onus::facts::document(file, &sources).expect("it is JSON");
    let Ok(interview) = Interview::new(program, question(AT), record) else {
        panic!("the record is not sound");
    };
    interview
}

#[test]
fn what_would_show_otherwise_is_asked_last_and_nothing_is_settled_before() {
    let policy = policy(&format!(
        "{HANGING}\nduty other \"Other\" ko \"다른 의무\" cites Act 7 bearer firm to office when a must mend without delay"
    ));
    let program = program(&policy);
    let mut interview = interview(&program, BREACHED);
    let progress = interview.progress();
    assert_eq!(
        (progress.goals, progress.settled, progress.presumed),
        (6, 0, 5)
    );
    let first = interview.next().expect("something is asked");
    assert_eq!(first.need.path, "a");
    let shown = interview.shown(&first, Language::English);
    assert!(
        !shown.contains("the contrary has not been shown"),
        "{shown}"
    );
    assert!(interview.answer(&first, "no").is_ok());
    let last = interview.next().expect("something is asked");
    assert_eq!(last.need.path, "excuse");
    let shown = interview.shown(&last, Language::English);
    assert!(
        shown.contains("1 of 6 settled, 5 unless an excuse is shown"),
        "{shown}"
    );
    assert!(
        shown.contains("if it is, this may change: “Broken”, “Tell”, “After” and 2 more"),
        "{shown}"
    );
    let shown = interview.shown(&last, Language::Korean);
    assert!(
        shown.contains("‘위반 있음’, ‘보고 의무’, ‘사후 의무’ 외 2건"),
        "{shown}"
    );
    let why = interview.why(&last, Language::English, 100);
    assert!(why.contains("Tell"), "{why}");
    // Passed over, all is settled as long as nothing is shown; answered, it simply is.
    interview.pass(&last);
    assert!(interview.next().is_none());
    let ended = onus::ask::ended(&interview, Language::English);
    assert_eq!(
        ended,
        "Nothing is left to ask: 1 of 6 settled, 5 unless an excuse is shown.\n"
    );
    assert!(interview.back());
    assert!(interview.answer(&last, "no").is_ok());
    assert!(interview.next().is_none());
    let progress = interview.progress();
    assert_eq!((progress.settled, progress.presumed), (6, 0));
    assert_eq!(
        onus::ask::ended(&interview, Language::Korean),
        "6건 모두 확정.\n"
    );
}

#[test]
fn a_limit_that_counts_from_what_is_presumed_names_what_would_move_it() {
    let policy = policy(
        "define long \"Long\" ko \"장기\" cites Act 1 means a
  unless excuse presumed no, burden on firm
duty tell \"Tell\" ko \"보고 의무\" cites Act 1 bearer firm to office
  must report by aware + (if long then 90 hours else 60 hours)",
    );
    let record = r#"{"a": true, "aware": "2026-10-30T00:00", "events": [], "record_complete_until": "2026-11-01T00:00"}"#;
    let all = answer(&policy, record, AT);
    let tell = row(&all, "tell");
    assert_eq!(tell["state"], "pending");
    assert_eq!(tell["due_at"], "2026-11-02T18:00:00+00:00");
    let open: Vec<&Value> = tell["open"].as_array().into_iter().flatten().collect();
    assert!(
        open.iter()
            .any(|open| open["what"] == "limit" && open["needs"] == json!(["excuse"])),
        "{tell:#}"
    );
}

#[test]
fn what_counts_as_done_through_a_presumption_rests_on_it() {
    let policy = policy(
        "duty tell \"Tell\" ko \"보고 의무\" cites Act 1 bearer firm to office must report by aware + 24 hours
exception excused \"Excused\" ko \"면제\" cites Act 2 to tell when excuse presumed yes, burden on office
duty after \"After\" ko \"사후 의무\" cites Act 3 bearer firm to office must mend by aware + 24 hours
  counts as done when tell is exempt",
    );
    let all = answer(&policy, BREACHED, AT);
    let after = row(&all, "after");
    assert_eq!(said(&all, "after"), "fulfilled");
    assert_eq!(after["standing"], "presumed");
    assert_eq!(after["needs"], json!(["excuse"]));
    let shown = BREACHED.replacen('{', "{\"excuse\": false, ", 1);
    assert_eq!(said(&answer(&policy, &shown, AT), "after"), "breached");
}

#[test]
fn what_matters_once_it_is_shown_otherwise_is_not_told_to_make_no_difference() {
    let policy = policy(
        "fact c : yes/no \"C\" ko \"다\"
duty tell \"Tell\" ko \"보고 의무\" cites Act 1 bearer firm to office must report
exception sooner \"Sooner\" ko \"단축\" cites Act 2 to tell when excuse presumed no, burden on firm
  instead by aware + 24 hours
define waits \"Waits\" ko \"대기\" cites Act 3 means tell is pending or not c
define never \"Never\" ko \"없음\" cites Act 3 means a and (tell is breached or c)
duty next \"Next\" ko \"다음\" cites Act 4 bearer firm to office must mend by breach of tell + 24 hours",
    );
    let record = r#"{"aware": "2026-10-01T00:00", "a": false, "events": [],
        "record_complete_until": "2026-11-01T00:00"}"#;
    let all = answer(&policy, record, AT);
    let regardless = |name: &str| row(&all, name)["regardless"].clone();
    // While nothing is shown it is pending whatever c is; once it is, c decides.
    assert_eq!(said(&all, "waits"), "yes");
    assert_eq!(row(&all, "waits")["needs"], json!(["excuse"]));
    assert_eq!(regardless("waits"), json!([]));
    assert_eq!(said(&all, "never"), "no");
    assert_eq!(row(&all, "never")["needs"], json!([]));
    // That there was no breach rests on the presumption too, and what waits for one with it.
    assert_eq!(said(&all, "next"), "pending");
    assert_eq!(row(&all, "next")["standing"], "presumed");
    assert_eq!(row(&all, "next")["needs"], json!(["excuse"]));
}

#[test]
fn what_is_so_in_every_case_is_not_presumed_to_be_otherwise() {
    let policy = policy(
        "fact b : yes/no \"B\" ko \"나\"
define plain cites Act 2 means b
duty tell \"Tell\" ko \"보고 의무\" cites Act 1 bearer firm to office must report by aware + 24 hours
exception spared \"Spared\" ko \"면제\" cites Act 2 to tell
  when not (plain and excuse) or not (plain and not b) presumed no, burden on firm
duty note \"Note\" ko \"통지 의무\" cites Act 1 bearer firm to office must mend by aware + 24 hours
  unless not (plain and excuse) or not (plain and not b) presumed no, burden on firm
duty once \"Once\" ko \"신고 의무\" cites Act 1 bearer firm to office must mend by aware + 24 hours
  unless plain and excuse presumed no, burden on firm",
    );
    let facts = r#"{"aware": "2026-10-01T00:00", "events": [], "record_complete_until": "2026-11-01T00:00"}"#;
    let all = answer(&policy, facts, AT);
    let states = ["tell", "note", "once"].map(|name| said(&all, name));
    assert_eq!(states, ["exempt", "exempt", "breached"]);
    // The compiled evaluator looks at no cases: it leaves open what they may settle, and nothing else.
    let program = program(&policy);
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    let facts = record(&program, facts);
    let (differences, open, _) = both(&program, &plan, &facts, &question(AT));
    assert!(differences.is_empty(), "{differences:?}");
    assert!(open > 0);
}
