//! What an answer tells of the record, and of how a limit was counted.

use onus::determination::{Basis, Determination};
use onus::diagnostic::Language;
use onus::eval::{Question, evaluate};
use onus::render::answer::{answer, why};
use onus::source::Sources;
use onus::value::Instant;
use serde_json::{Value, json};

use crate::known;

const POLICY: &str = r#"
policy told
  title   "Told" ko "기록"
  zone    Asia/Seoul
  periods kr.civil

source Act "An Act" ko "법"

record Operator "Operator" ko "사업자"
  field name : text "Name" ko "명칭"

record Outage "Outage" ko "장애"
  field started : time "Start" ko "발생"
  field ended   : time "End" ko "종료"

fact operator : Operator "Operator" ko "사업자"
fact outage   : Outage "Outage" ko "장애"
fact grace    : duration "Grace" ko "유예"
party users "users" ko "이용자"

act notice "Notice" ko "고지"
  from operator

duty tell "Telling" ko "고지"
  cites  Act 1
  bearer operator
  to     users
  when   outage.started is known
  must   notice
  within 30 days after outage.ended

duty report "Reporting" ko "보고"
  cites  Act 2
  bearer operator
  to     users
  when   outage.started is known
  must   notice
  by     outage.started + 30 minutes + grace
"#;

fn answered(facts: &Value, question: &Question) -> Determination {
    let mut sources = Sources::default();
    sources.add("told.onus", POLICY);
    let (program, findings) = onus::load(&sources);
    let program = program.unwrap_or_else(|| panic!("{findings:?}"));
    let file = sources.add("facts.json", facts.to_string());
    let (facts, findings) = onus::facts::read(file, &sources, &program);
    assert!(findings.is_empty(), "{findings:?}");
    evaluate(&program, &facts, question).0
}

fn record() -> Value {
    json!({
        "operator": { "name": "Kakao" },
        "outage": {
            "started": { "is": "2025-10-16T08:17", "by": "operator", "source": "N1", "note": "heard" },
            "ended": { "is": "2025-10-16T09:10", "recorded": "2025-10-20T09:00" }
        },
        "grace": "10 minutes",
        "record_complete_until": "2025-12-01T00:00",
        "events": [
            { "act": "notice", "at": "2025-10-16T10:00", "by": "operator" },
            { "act": "notice", "at": "2026-01-01T10:00" }
        ]
    })
}

/// 1 December 2025, 00:00 in Seoul.
fn later() -> Question {
    Question::as_of(Instant::from_micros(1_764_514_800 * 1_000_000))
}

#[test]
fn the_record_is_told_by_place_with_who_says_so() {
    let all = serde_json::to_value(answered(&record(), &later())).expect("it is its own JSON");
    let told = |path: &str| {
        let rows = all["facts"].as_array().expect("rows").iter();
        rows.filter(|row| row["path"] == path)
            .cloned()
            .collect::<Vec<_>>()
    };
    let [started] = told("outage.started").try_into().expect("it is told once");
    assert_eq!(started["by"], "operator");
    assert_eq!(started["source"], "N1");
    assert_eq!(started["note"], "heard");
    assert_eq!(
        started["value"]["is"]["time"][0],
        "2025-10-16T08:17:00+09:00"
    );
    assert_eq!(told("events[0]").len(), 1);
    assert_eq!(told("events[1]"), Vec::<Value>::new(), "it lies ahead");
    assert_eq!(all["parties"][0]["name"], "operator");
    assert_eq!(all["parties"][0]["called"], "Kakao");
    assert_eq!(all["record_complete_until"], "2025-12-01T00:00:00+09:00");
}

#[test]
fn what_is_still_to_come_is_told_without_what_was_known_once_it_had() {
    let mut facts = record();
    let note = "An hour in all";
    facts["outage"]["ended"] = json!({ "is": "2025-10-16T09:10", "source": "N2", "note": note });
    let at = |minutes: i64| {
        Question::as_of(Instant::from_micros(
            (1_760_572_800 + minutes * 60) * 1_000_000,
        ))
    };
    let told = |facts: &Value, question: &Question| {
        let all = answered(facts, question);
        let row = all.facts.iter().find(|row| row.path == "outage.ended");
        let row = row.expect("it is told").clone();
        (row.ahead, row.note, row.source)
    };
    // 09:05 and 09:15 in Seoul.
    assert_eq!(told(&facts, &at(5)), (true, None, None));
    let known = (false, Some(note.into()), Some("N2".into()));
    assert_eq!(told(&facts, &at(15)), known);
    // That it has not come yet may be noted while it has not.
    facts["outage"]["ended"] = json!({ "is": "not yet", "note": "Repair goes on" });
    assert_eq!(
        told(&facts, &at(5)),
        (true, Some("Repair goes on".into()), None)
    );
}

#[test]
fn what_is_noted_of_the_time_of_an_act_is_noted_of_the_act() {
    let mut facts = record();
    facts["events"][0]["at"] =
        json!({ "is": "2025-10-16T10:00", "source": "N3", "note": "Assumed: nobody asked" });
    let all = answered(&facts, &later());
    let act = all.facts.iter().find(|row| row.path == "events[0]");
    let act = act.expect("it is told");
    assert_eq!(act.basis(), Some(Basis::Assumed));
    assert_eq!(act.source.as_deref(), Some("N3"));
}

const STATUS: &str = r#"
policy status
  title "Status" ko "신분"
  zone  Asia/Seoul

source Act "An Act" ko "법"

choice kind "Kind" ko "종류"
  | carrier "Carrier" ko "기간통신사업자"
  | other "Other" ko "그 밖의 사업자"

record Operator "Operator" ko "사업자"
  field name : text "Name" ko "명칭"
  field kind : kind "Kind of operator" ko "사업자의 종류"

fact operator : Operator "Operator" ko "사업자"
fact large : yes/no "Large outage" ko "대규모 장애"
act notice "Notice" ko "고지"
  from operator

duty tell "Telling" ko "고지 의무"
  cites  Act 2
  bearer operator
  when   operator.kind is carrier and large
  must   notice without delay
"#;

#[test]
fn what_somebody_is_is_not_told_as_what_could_be_otherwise() {
    let mut sources = Sources::default();
    sources.add("status.onus", STATUS);
    let (program, findings) = onus::load(&sources);
    let program = program.unwrap_or_else(|| panic!("{findings:?}"));
    let record = json!({ "operator": { "name": "A", "kind": "carrier" }, "large": true });
    let file = sources.add("facts.json", record.to_string());
    let (facts, findings) = onus::facts::read(file, &sources, &program);
    assert!(findings.is_empty(), "{findings:?}");
    let question = Question {
        changes: true,
        ..later()
    };
    let all = evaluate(&program, &facts, &question).0;
    let page = why(&all, Language::English, 80);
    assert!(page.contains("Large outage: no (now yes)"), "{page}");
    assert!(!page.contains("now Carrier"), "{page}");
}

#[test]
fn what_was_recorded_later_was_not_heard() {
    let question = Question {
        known_by: Some(Instant::from_micros(1_760_659_200 * 1_000_000)),
        ..later()
    };
    let all = answered(&record(), &question);
    let told: Vec<&str> = all.facts.iter().map(|row| row.path.as_str()).collect();
    assert!(told.contains(&"outage.started"), "{told:?}");
    assert!(!told.contains(&"outage.ended"), "{told:?}");
}

#[test]
fn a_limit_says_from_what_and_by_whose_rules_it_was_counted() {
    let all = serde_json::to_value(answered(&record(), &later())).expect("it is its own JSON");
    let duty = |name: &str| {
        let mut rows = all["duties"].as_array().expect("rows").iter();
        rows.find(|row| row["name"] == name)
            .expect("the duty")
            .clone()
    };
    // 30 days from the 17th end on Saturday, 15 November; the next working day is Monday.
    let tell = duty("told.tell");
    assert_eq!(tell["due_day"], "2025-11-17");
    let counted = &tell["counted"];
    assert_eq!(counted["from"]["titled"]["en"], "End");
    assert_eq!(
        counted["start"]["is"]["time"][0],
        "2025-10-16T09:10:00+09:00"
    );
    assert_eq!(
        counted["lengths"],
        json!([{ "is": { "is": { "period": [30, "days"] } }, "less": false }])
    );
    assert_eq!(counted["regime"]["name"], "kr.civil");
    let steps = counted["steps"].as_array().expect("steps");
    assert_eq!(
        steps[0],
        json!({ "from": "2025-10-16", "to": "2025-10-16", "what": "event_excluded" })
    );
    let rolled = steps
        .iter()
        .filter(|step| step["what"]["rolled"] == "weekend");
    assert_eq!(rolled.count(), 2);
    // Hours and minutes run as they pass.
    let counted = &duty("told.report")["counted"];
    assert_eq!(counted["from"]["titled"]["en"], "Start");
    assert_eq!(counted["regime"], Value::Null);
    assert_eq!(counted["lengths"][1]["title"]["en"], "Grace");
    assert_eq!(duty("told.report")["due_at"], "2025-10-16T08:57:00+09:00");
}

const NOTICE: &str = r#"
policy notice
  title "Notice" ko "고지"
  zone  Asia/Seoul

source Act "An Act" ko "법"

record Outage "Outage" ko "장애"
  field started : time "Start" ko "발생"
  field large   : yes/no "Large outage" ko "대규모 장애"
  field planned : yes/no "Planned work" ko "계획된 작업"

fact outage : Outage "Outage" ko "장애"
fact grace  : duration "Grace" ko "유예"
party operator "operator" ko "사업자"
party users "users" ko "이용자"

act notice "Notice to all" ko "전원에 대한 고지"
  from operator
  field of_cause : yes/no "Cause told" ko "원인의 고지"
  field of_help  : yes/no "Help told" ko "구제의 고지"

define bound "Outage to be told" ko "고지 대상 장애"
  cites Act 1
  means outage.large

duty tell "Telling" ko "고지 의무"
  cites  Act 2
  bearer operator
  to     users
  when   bound
  must   notice where notice.of_cause
  by     outage.started + grace

exception planned "Planned work" ko "계획된 작업"
  to    tell
  cites Act 3
  when  outage.planned
"#;

/// The full answer and what `onus why` tells, each in both languages and without breaks of lines.
fn pages(facts: &Value) -> [String; 4] {
    let mut sources = Sources::default();
    sources.add("notice.onus", NOTICE);
    let (program, findings) = onus::load(&sources);
    let program = program.unwrap_or_else(|| panic!("{findings:?}"));
    let file = sources.add("facts.json", facts.to_string());
    let (facts, findings) = onus::facts::read(file, &sources, &program);
    assert!(findings.is_empty(), "{findings:?}");
    let all = evaluate(&program, &facts, &later()).0;
    let plain = |page: String| page.split_whitespace().collect::<Vec<_>>().join(" ");
    [Language::English, Language::Korean]
        .map(|language| [answer(&all, language, 80), why(&all, language, 80)].map(plain))
        .concat()
        .try_into()
        .expect("there are four")
}

/// An outage of 16 October 2025 08:17 of which people had to be told within an hour.
fn outage(notice: &Value) -> Value {
    json!({
        "outage": { "started": "2025-10-16T08:17", "large": true, "planned": false },
        "grace": "1 hour",
        "record_complete_until": "2025-12-01T00:00",
        "events": [notice]
    })
}

#[test]
fn a_breach_says_why_what_is_on_record_is_not_what_was_owed() {
    let notice =
        json!({ "act": "notice", "at": "2025-10-16T09:00", "of_cause": false, "of_help": true });
    let [full, why_en, full_ko, why_ko] = pages(&outage(&notice));
    for page in [&full, &why_en] {
        assert!(page.contains("on record, but not what is owed"), "{page}");
        assert!(
            page.contains("of 16 Oct 2025 09:00 (recorded as not so: Cause told)"),
            "{page}"
        );
        assert!(!page.contains("is on record by then"), "{page}");
    }
    for page in [&full_ko, &why_ko] {
        let told = "다음 기록은 이행으로 보지 아니함: 2025. 10. 16. 09:00 ‘전원에 대한 고지’(기록상 해당 없음: 원인의 고지)";
        assert!(page.contains(told), "{page}");
    }
    // With nothing on record that is what is said.
    let mut silent = outage(&notice);
    silent["events"] = json!([]);
    let [full, why_en, ..] = pages(&silent);
    for page in [&full, &why_en] {
        assert!(
            page.contains("no “Notice to all” is on record by then"),
            "{page}"
        );
        assert!(page.contains("from 16 Oct 2025 08:17"), "{page}");
    }
}

#[test]
fn what_was_done_after_the_limit_whenever_exactly_is_late() {
    // Whether the cause was told is open; the day alone is known, and it is the day after.
    let late = json!({ "act": "notice", "at": { "on": "2025-10-17" } });
    let early =
        json!({ "act": "notice", "at": { "between": ["2025-10-16T08:30", "2025-10-16T08:50"] } });
    let [full, why_en, full_ko, _] = pages(&outage(&late));
    for page in [&full, &why_en] {
        assert!(
            page.contains("done late, whenever exactly it was"),
            "{page}"
        );
        assert!(page.contains("some time on 17 Oct 2025"), "{page}");
    }
    assert!(
        full_ko.contains("지체(2025. 10. 17.(시각 미상) 이행, 기한 2025. 10. 16.(목) 09:17)"),
        "{full_ko}"
    );
    let [full, ..] = pages(&outage(&early));
    assert!(
        full.contains("done in time, whenever exactly it was"),
        "{full}"
    );
    // Of a time that may lie on either side nothing is said.
    let either = json!({ "act": "notice", "at": { "on": "2025-10-16" } });
    let [full, ..] = pages(&outage(&either));
    assert!(!full.contains("whenever exactly it was"), "{full}");
}

#[test]
fn what_is_assumed_or_reported_is_told_where_something_rests_on_it() {
    let notice =
        json!({ "act": "notice", "at": "2025-10-16T09:00", "of_cause": true, "of_help": true });
    let mut record = outage(&notice);
    let [full, ..] = pages(&record);
    assert!(!full.contains("assumed"), "{full}");
    record["outage"]["large"] = json!({ "is": true, "note": "Assumed: nobody counted" });
    record["grace"] = json!({ "is": "1 hour", "note": "As reported; the plan was not seen" });
    let [full, why_en, full_ko, _] = pages(&record);
    for page in [&full, &why_en] {
        let told = "Rests on what is not established: Large outage (assumed); Grace (as reported)";
        let behind =
            page.contains(told) || page.contains("Grace (as reported); Large outage (assumed)");
        assert!(behind, "{page}");
    }
    assert!(full.contains("Large outage (assumed): yes"), "{full}");
    assert!(full_ko.contains("대규모 장애(가정)"), "{full_ko}");
    assert!(full_ko.contains("유예(보도에 따름)"), "{full_ko}");
    // So is an exemption that holds by assumption.
    record["outage"]["planned"] = json!({ "is": true, "note": "assumed" });
    let [full, ..] = pages(&record);
    let (_, spared) = full.split_once("NOT OWED").expect("it is exempt");
    assert!(spared.contains("Planned work (assumed)"), "{spared}");
}

/// The full answers of one case in eight, in English and each on one line, with the answer itself.
fn full_answers(check: impl Fn(&str, &Determination) -> Vec<String> + Sync) {
    let all = known::all();
    let faults = all.each(|record| {
        if !record.is_one_in(8) {
            return Vec::new();
        }
        let told = evaluate(all.program(record), &record.facts, &record.question).0;
        let page = answer(&told, Language::English, 80);
        let named = |fault: String| format!("{}: {fault}", record.name);
        check(&page, &told).into_iter().map(named).collect()
    });
    assert!(faults.is_empty(), "{} faults: {faults:#?}", faults.len());
}

#[test]
fn no_short_name_is_explained_that_the_page_does_not_use() {
    full_answers(|page, _| {
        let (body, foot) = page.rsplit_once("\n\n").unwrap_or(("", page));
        let foot = foot.split_whitespace().collect::<Vec<_>>().join(" ");
        let names = foot.split("; ").filter_map(|entry| entry.split_once(" = "));
        // A sentence may stand before the first of them.
        let names = names.filter_map(|(name, _)| name.rsplit(' ').next());
        names
            .filter(|name| !body.contains(name))
            .map(|name| format!("{name} is explained and not used"))
            .collect()
    });
}

#[test]
fn what_is_owed_for_each_period_comes_after_what_the_incident_asks() {
    full_answers(|page, told| {
        let (before, _) = page.split_once("\nFOR EACH PERIOD").unwrap_or((page, ""));
        let breached = told.duties.iter().filter(|duty| {
            duty.about.is_periodic() && duty.state.is_breach() && duty.due().is_some()
        });
        let before = before.split_whitespace().collect::<Vec<_>>().join(" ");
        breached
            .filter(|duty| {
                let year = duty.about.instance.as_deref().unwrap_or_default();
                before.contains(&format!("- {} [{year}] — BREACHED", duty.about.title.en))
            })
            .map(|duty| format!("{} comes too early", duty.about.name))
            .collect()
    });
}

#[test]
fn articles_of_another_version_than_that_of_the_head_say_from_when() {
    full_answers(|page, told| {
        let day = |name: &str| {
            let policy = name.rsplit_once('.').map_or(name, |(policy, _)| policy);
            let mut policies = told.policies.iter();
            let at = told
                .law_of
                .or(policies.find(|used| used.name == policy)?.governed_at)?;
            told.zone(name).date(at.instant())
        };
        let later = told.duties.iter().filter(|duty| {
            let from = duty
                .about
                .in_force
                .as_ref()
                .and_then(|version| version.from);
            let owed = duty.state == onus::value::State::Pending || duty.state.is_breach();
            owed && from
                .zip(day(&duty.about.name))
                .is_some_and(|(from, day)| from > day)
        });
        let silent = later.filter(|_| !page.contains("as in force"));
        silent
            .map(|duty| format!("{} does not say of which version", duty.about.name))
            .collect()
    });
}

#[test]
fn an_upper_limit_that_is_not_known_says_on_what_it_depends() {
    full_answers(|page, told| {
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        let unknown = "up to not known";
        let open = told.sanctions.iter().filter(|row| {
            let amount = |open: &&onus::determination::Open| {
                open.what == onus::determination::Aspect::Amount && !open.needs.is_empty()
            };
            row.state == onus::value::State::Open && row.about.open.iter().any(|open| amount(&open))
        });
        let silent = open.filter(|_| !page.contains("The upper limit depends on:"));
        let silent = silent.map(|row| format!("{} says no more", row.about.name));
        let words = page.contains(unknown).then(|| unknown.to_owned());
        silent.chain(words).collect()
    });
}

#[test]
fn what_is_overdue_says_for_how_long() {
    full_answers(|page, _| {
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        let told = page.split("was due ").skip(1);
        let told = told.filter_map(|rest| rest.split(" on record: BREACHED").next());
        let limits = told.filter_map(|rest| rest.split_once("; no “"));
        limits
            .filter(|(limit, _)| !limit.contains(" ago)"))
            .map(|(limit, _)| limit.to_owned())
            .collect()
    });
}

/// What is on record is never said to be missing, whatever else is open of it.
#[test]
fn nothing_on_record_is_said_not_to_be() {
    full_answers(|page, told| {
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        let overdue = page.split("; no “").skip(1);
        let overdue = overdue.filter_map(|rest| rest.split_once("” on record: BREACHED"));
        let recorded = |act: &str| {
            let mut facts = told.facts.iter();
            facts.any(|fact| fact.is_event() && !fact.ahead && fact.title.en == act)
        };
        overdue
            .filter(|(act, _)| recorded(act))
            .map(|(act, _)| act.to_owned())
            .collect()
    });
}

/// What is recorded for after the moment asked for is named, at the head too where it is still to be done;
/// and what is forbidden is never told as something to do.
#[test]
fn what_is_recorded_for_later_is_named_and_what_is_forbidden_is_not_to_be_done() {
    let asked = |policy: &str, events: Value, at: &str| {
        let mut sources = Sources::default();
        sources.add("told.onus", policy);
        let program = onus::load(&sources).0.expect("it is sound");
        let record = json!({
            "outage": { "started": "2025-10-16T08:17", "ended": "2025-10-16T09:10" },
            "grace": "10 minutes",
            "events": events,
        });
        let file = sources.add("facts.json", record.to_string());
        let (facts, _) = onus::facts::read(file, &sources, &program);
        let at = onus::value::Moment::parse(at).expect("a moment").instant();
        let question = Question {
            coming: true,
            ..Question::as_of(at)
        };
        evaluate(&program, &facts, &question).0
    };
    let shown = |answer_: &Determination, language| {
        let short = onus::render::answer::screen(answer_, language, 200);
        (short, answer(answer_, language, 200))
    };
    let later = json!([{ "act": "notice", "at": "2025-10-16T19:00" }]);
    let told = asked(POLICY, later.clone(), "2025-10-16T10:00:00+09:00");
    let (short, full) = shown(&told, Language::English);
    let named = "so not counted: Notice (16 Oct 2025 19:00).";
    assert!(
        short.contains("Recorded at a later time than this: Notice (16 Oct 2025 19:00)."),
        "{short}"
    );
    assert!(
        full.contains(&format!("After this moment, {named}")),
        "{full}"
    );
    let (short, _) = shown(&told, Language::Korean);
    let named =
        "기준 시점 후에 이행한 것으로 기록된 것(아직 이행 전으로 봄): 고지(2025. 10. 16. 19:00).";
    assert!(short.contains(named), "{short}");
    let (short, full) = shown(
        &asked(POLICY, later.clone(), "2025-10-17T10:00:00+09:00"),
        Language::English,
    );
    assert!(
        !short.contains("not counted") && !full.contains("not counted"),
        "{full}"
    );

    // One that forbids the act in place of those that demand it.
    let (begun, _) = POLICY.split_once("duty tell").expect("it has one");
    let forbids = format!(
        "{begun}duty silence \"Silence\" ko \"침묵\"\n  cites Act 3\n  bearer operator\n  \
         to users\n  when outage.started is known\n  must not notice\n  \
         by outage.ended + 24 hours + grace\n"
    );
    let told = asked(&forbids, json!([]), "2025-10-16T10:00:00+09:00");
    assert!(told.duties[0].forbids);
    assert_eq!(told.duties[0].must.en, "Notice");
    for (language, heading, deed) in [
        (Language::English, "MUST NOT BE DONE", "TO DO\n"),
        (Language::Korean, "하여서는 아니 되는 것", "이행할 의무\n"),
    ] {
        let (short, full) = shown(&told, language);
        for told in [short, full] {
            assert!(told.contains(heading), "{told}");
            assert!(!told.contains(deed), "{told}");
        }
    }
    // Nor once it has ended, whatever was done meanwhile.
    let (short, _) = shown(
        &asked(&forbids, json!([]), "2025-10-18T10:00:00+09:00"),
        Language::English,
    );
    assert!(!short.contains("FIND OUT WHETHER IT WAS DONE"), "{short}");
    let done = asked(&forbids, later, "2025-10-18T10:00:00+09:00");
    let (_, full) = shown(&done, Language::English);
    assert!(full.contains("what: not: Notice"), "{full}");
}

/// What had to be ensured by a limit, and was not, is told as that, and not as an act that is not on record;
/// and of what is forbidden without a condition no reason is told.
#[test]
fn what_was_not_ensured_is_why_it_is_breached() {
    let policy = POLICY.to_owned()
        + r#"
fact spare : yes/no "Spare line" ko "예비 회선"

duty keep "Redundancy" ko "이중화"
  cites  Act 3
  bearer operator
  to     users
  must   ensure spare
  by     outage.ended

duty quiet "Silence" ko "침묵"
  cites  Act 4
  bearer operator
  must not notice
  by     2025-12-01T00:00
"#;
    let mut sources = Sources::default();
    sources.add("told.onus", policy);
    let program = onus::load(&sources).0.expect("it is sound");
    let record = json!({
        "outage": { "started": "2025-10-16T08:17", "ended": "2025-10-16T09:10" },
        "grace": "10 minutes",
        "spare": false,
        "record_complete_until": "2025-11-01T00:00",
        "events": [],
    });
    let file = sources.add("facts.json", record.to_string());
    let (facts, findings) = onus::facts::read(file, &sources, &program);
    assert!(findings.is_empty(), "{findings:?}");
    let at = onus::value::Moment::parse("2025-11-01T00:00:00+09:00").expect("a moment");
    let told = evaluate(&program, &facts, &Question::as_of(at.instant())).0;
    for (language, breached, absent, empty) in [
        (
            Language::English,
            "Breached — Spare line: no.",
            "no “Redundancy” is on record",
            "Why — .",
        ),
        (
            Language::Korean,
            "위반 근거 — 예비 회선: 아니오.",
            "‘이중화’ 기록이 없음",
            "의무 발생 근거 — .",
        ),
    ] {
        let text = answer(&told, language, 200);
        assert!(text.contains(breached), "{text}");
        assert!(!text.contains(absent), "{text}");
        assert!(!text.contains(empty), "{text}");
    }
}
