//! A judgement, a determination and a finding whose time is known within bounds: what hangs on it is
//! open until it was certainly made by then, names its time, and is settled where it is the same.

use serde_json::json;

use super::{HEAD, answer, row, said};

const POLICY: &str = r#"policy t
zone UTC
periods eu.1182_71
calendar be
governed by aware
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
act report "Report" ko "보고" from firm to office
act penalty "Penalty" ko "과태료 부과" from office to firm
fact aware : time "Aware" ko "인지"
record Service "Service" ko "서비스"
fact services : list of Service "Services" ko "서비스"
judgement grave "Grave" ko "중대" holder office cites Act 1
judgement down(s : Service) "Down" ko "중단" holder office cites Act 1
define small "Small" ko "소규모" holder office cites Act 2 means aware < 2026-01-01T00:00
duty tell "Tell" ko "알림" cites Act 3 bearer firm to office when grave must report by aware + 72 hours
duty each "Each" ko "각각" for each s in services cites Act 3 bearer firm to office when down(s)
  must report by aware + 72 hours
duty more "More" ko "더" cites Act 4 bearer firm to office holder office must report by aware + 72 hours
  on breach fine
exception longer "Longer" ko "연장" cites Act 5 to more when grave instead by 5 days after aware
duty last "Last" ko "마지막" cites Act 6 bearer firm to office
  in force from 2020-01-01 for grave must report by aware + 10 hours
  in force from 2020-01-01 for not grave must report by aware + 20 hours
sanction fine "Fine" ko "과태료" cites Act 7 bearer firm holder office through penalty up to 100 EUR
"#;

const AT: &str = "2026-05-04T12:00";

fn paths(row: &serde_json::Value) -> Vec<&str> {
    let needs = row["needs"].as_array().expect("needs");
    needs.iter().filter_map(serde_json::Value::as_str).collect()
}

fn record(rest: &str) -> String {
    format!(
        r#"{{"aware": "2026-05-04T08:00", "record_complete_until": "2026-05-04T12:00", {rest}}}"#
    )
}

#[test]
fn what_hangs_on_a_judgement_is_open_until_it_was_certainly_made() {
    let on = |at: &str| {
        let grave =
            format!(r#""grave": {{"is": true, "by": "office", "at": {at}}}, "services": []"#);
        answer(POLICY, &record(&grave), AT)
    };
    // Its state, its limit and its version.
    for at in [
        r#"{"on": "2026-05-04"}"#,
        r#"{"between": ["2026-05-04T11:00", "2026-05-04T13:00"]}"#,
        r#"{"unknown": true}"#,
        r#"{"in": "2026-05"}"#,
    ] {
        let all = on(at);
        assert_eq!(said(&all, "tell"), "undetermined", "{at}");
        assert_eq!(said(&all, "more"), "pending", "{at}");
        for (name, what) in [("tell", "arises"), ("more", "limit"), ("last", "limit")] {
            let row = row(&all, name);
            assert!(paths(row).contains(&"grave.at"), "{name} on {at}: {row:#}");
            assert!(row["due_at"].is_null() || name == "tell", "{name} on {at}");
            let open = row["open"].as_array().expect("open");
            assert!(
                open.iter().any(|open| open["what"] == what),
                "{name}: {row:#}"
            );
        }
    }
    for at in [
        r#""2026-05-04T12:00""#,
        r#"{"on": "2026-05-03"}"#,
        r#"{"between": ["2026-05-04T11:00", "2026-05-04T12:00"]}"#,
        r#"{"at_most": "2026-05-04T12:00"}"#,
    ] {
        let all = on(at);
        assert_eq!(said(&all, "tell"), "pending", "{at}");
        assert_eq!(row(&all, "more")["due_day"], "2026-05-11", "{at}");
    }
    let all = on(r#"{"more_than": "2026-05-04T12:00"}"#);
    assert_eq!(paths(row(&all, "tell")), ["grave"]);
}

#[test]
fn the_way_to_an_answer_is_when_it_was_judged() {
    let all = answer(
        POLICY,
        &record(r#""services": [{"down": {"is": true, "at": {"on": "2026-05-04"}}}]"#),
        AT,
    );
    let each = row(&all, "each");
    assert_eq!(each["state"], "undetermined");
    assert_eq!(paths(each), ["services[0].down.at"]);
    let way = &each["routes"]["yes"][0][0];
    assert_eq!(way["path"], "services[0].down.at", "{each:#}");
    assert_eq!(each["routes"]["no"], json!([]));
}

#[test]
fn a_determination_of_an_open_time_settles_what_the_rules_come_to_as_well() {
    let on = |is: bool| {
        let small =
            format!(r#""small": {{"is": {is}, "by": "office", "at": {{"on": "2026-05-04"}}}}"#);
        answer(POLICY, &record(&small), AT)
    };
    assert_eq!(said(&on(false), "small"), "no");
    let open = on(true);
    assert_eq!(said(&open, "small"), "undetermined");
    assert_eq!(paths(row(&open, "small")), ["small.at"]);
}

#[test]
fn which_of_two_findings_was_the_last_is_open_while_their_times_are() {
    let on = |findings: &str| {
        let found = format!(r#""services": [], "grave": false, "findings": [{findings}]"#);
        answer(POLICY, &record(&found), AT)
    };
    let found = |is: &str, at: &str| {
        format!(r#"{{"of": "more", "is": "{is}", "by": "office", "at": {at}}}"#)
    };
    let morning = r#"{"between": ["2026-05-04T09:00", "2026-05-04T11:00"]}"#;
    let later = r#"{"between": ["2026-05-04T10:00", "2026-05-04T13:00"]}"#;
    let day = r#"{"on": "2026-05-03"}"#;
    // Of two certain ones the later counts, whatever their place in the record.
    let all = on(&[found("breached", morning), found("fulfilled", day)].join(","));
    assert_eq!(said(&all, "more"), "breached");
    assert_eq!(said(&all, "fine"), "open");
    // One that may not have been made leaves open what it says otherwise, and no more.
    let all = on(&[found("breached", morning), found("fulfilled", later)].join(","));
    assert_eq!(said(&all, "more"), "undetermined");
    // It may have been made before the other too.
    assert_eq!(
        paths(row(&all, "more")),
        ["findings[1].at", "findings[0].at"]
    );
    assert_eq!(said(&all, "fine"), "undetermined");
    let all = on(&[found("breached", morning), found("breached", later)].join(","));
    assert_eq!(said(&all, "more"), "breached");
    // Of two of one morning either may be the last.
    let all = on(&[found("breached", morning), found("fulfilled", morning)].join(","));
    assert_eq!(said(&all, "more"), "undetermined");
    assert_eq!(
        paths(row(&all, "more")),
        ["findings[0].at", "findings[1].at"]
    );
    // What was found last leaves no doubt of what was found before.
    let last = found("fulfilled", r#""2026-05-04T11:30""#);
    let all = on(&[found("breached", morning), found("breached", day), last].join(","));
    assert_eq!(said(&all, "more"), "fulfilled");
    assert_eq!(said(&all, "fine"), "not_open");
}

#[test]
fn a_time_of_judgement_is_asked_and_recorded_like_any_other() {
    let program = super::program(POLICY);
    let facts = super::record(
        &program,
        &record(r#""grave": {"is": true, "at": {"on": "2026-05-04"}}"#),
    );
    let place = onus::facts::place(&program, &facts, "grave.at");
    assert!(matches!(place, Some(onus::facts::Place::Fact(..))));
    let findings = |text: &str| {
        let mut sources = onus::source::Sources::default();
        let file = sources.add("t.json", text);
        let (_, findings) = onus::facts::read(file, &sources, &program);
        findings
            .iter()
            .map(|one| one.code.name())
            .collect::<Vec<_>>()
    };
    for wrong in [
        r#"{"grave": {"is": true, "at": "not yet"}}"#,
        r#"{"grave": {"is": true, "at": {"on": "2026-02-30"}}}"#,
        r#"{"grave": {"is": true, "at": {"between": ["2026-05-04T12:00", "2026-05-04T11:00"]}}}"#,
        r#"{"grave": {"is": true, "at": {"disputed": []}}}"#,
        r#"{"grave": {"is": true, "at": null}}"#,
        r#"{"grave": {"is": true, "at": {}}}"#,
    ] {
        assert_eq!(findings(wrong).len(), 1, "{wrong}: {:?}", findings(wrong));
    }
}

/// Reports of each item, and of one case, with what is open of the rules beside a finding.
const FOUND: &str = r#"policy t
zone UTC
periods eu.1182_71
calendar be
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
party public "Public" ko "공중"
act report "Report" ko "보고" from firm to office
act note "Note" ko "공고" from firm to public
act pay "Payment" ko "납부" from firm to office field amount : EUR "Amount" ko "금액"
act penalty "Penalty" ko "과태료 부과" from office to firm
record Item "Item" ko "항목" field bad : yes/no "Bad" ko "불량"
fact aware : time "Aware" ko "인지"
fact big : yes/no "Big" ko "대규모"
fact known : yes/no "Known" ko "공지"
fact items : list of Item "Items" ko "항목들"
judgement late "Late" ko "지체" holder office cites Act 9
duty each "Each" ko "각각" cites Act 1 bearer firm to office holder office for each i in items where i.bad
  must report
duty paid "Paid" ko "납부" cites Act 1 bearer firm to office for each i in items where i.bad
  must payment of 60 EUR through pay by aware + 72 hours
duty once "Once" ko "한 번" cites Act 2 bearer firm to office holder office when big
  must payment of (if known then 100 EUR else 60 EUR) through pay by aware + 72 hours
exception instead "Instead" ko "대신" cites Act 3 to once when known instead to public
duty soon "Soon" ko "지체 없이" cites Act 4 bearer firm to office holder office must report
  without delay judged by late on breach fine
duty spared "Spared" ko "면제" cites Act 5 bearer firm to office holder office when big
  must report by aware + 72 hours
exception none "None" ko "예외" cites Act 6 to spared when known
sanction fine "Fine" ko "과태료" cites Act 7 bearer firm holder office through penalty up to 100 EUR
"#;

#[test]
fn what_a_finding_is_about_is_open_with_what_else_there_is() {
    let on = |items: &str, events: &str| {
        let found = r#""findings": [{"of": "each", "is": "breached", "at": "2026-05-02T09:00"}]"#;
        let rest = format!(r#"{found}, "items": {items}, "events": [{events}]"#);
        answer(FOUND, &record(&rest), AT)
    };
    let only = on(r#"[{"bad": true}, {"bad": false}]"#, "");
    assert_eq!(said(&only, "each"), "breached");
    assert_eq!(paths(row(&only, "each")), Vec::<&str>::new());
    // Whether there is another decides as much as what the finding says that it is about.
    for (items, missing) in [
        (r#"{"at_least": [{"bad": true}]}"#, "items"),
        (r#"[{"bad": true}, {}]"#, "items[1].bad"),
    ] {
        let all = on(items, "");
        let paths = paths(row(&all, "each"));
        assert_eq!(said(&all, "each"), "undetermined", "{items}");
        assert!(paths.contains(&"findings[0].re"), "{items}: {paths:?}");
        assert!(paths.contains(&missing), "{items}: {paths:?}");
    }
    // So it is with what was paid.
    let pay = r#"{"act": "pay", "amount": "60 EUR", "at": "2026-05-04T09:00"}"#;
    let all = on(r#"{"at_least": [{"bad": true}]}"#, pay);
    let paths = paths(row(&all, "paid"));
    assert_eq!(said(&all, "paid"), "undetermined");
    assert!(paths.contains(&"items"), "{paths:?}");
}

#[test]
fn beside_a_finding_what_the_rules_leave_open_stays_open() {
    let on = |facts: &str, of: &str, is: &str, at: &str| {
        let found = format!(r#""findings": [{{"of": "{of}", "is": "{is}", "at": {at}}}]"#);
        let rest = format!(r#"{facts}{found}, "items": [], "events": []"#);
        answer(FOUND, &record(&rest), AT)
    };
    let exactly = r#""2026-05-04T11:00""#;
    // What is owed by the rules, and by when, is open with whether anything is.
    let all = on("", "once", "breached", exactly);
    let once = row(&all, "once");
    assert_eq!(said(&all, "once"), "breached");
    let open = once["open"].as_array().expect("open");
    for what in ["limit", "counterparty", "amount"] {
        let open = open.iter().find(|open| open["what"] == what);
        let needs = open.and_then(|open| open["needs"].as_array());
        let needs = needs.unwrap_or_else(|| panic!("{what}: {once:#}"));
        assert!(needs.contains(&json!("big")), "{what}: {once:#}");
    }
    let all = on(
        r#""big": true, "known": true, "#,
        "once",
        "breached",
        exactly,
    );
    assert_eq!(paths(row(&all, "once")), Vec::<&str>::new());
    // A judgement that is still to be made is missing beside a finding that perhaps was.
    let unknown = r#"{"unknown": true}"#;
    let all = on("", "soon", "fulfilled", unknown);
    for name in ["soon", "fine"] {
        let paths = paths(row(&all, name));
        assert_eq!(said(&all, name), "undetermined", "{name}");
        assert!(paths.contains(&"late"), "{name}: {paths:?}");
        assert!(paths.contains(&"findings[0].at"), "{name}: {paths:?}");
    }
    // Exempt or not arisen is not yet what was perhaps found.
    let known = r#""known": true, "#;
    let all = on(known, "spared", "exempt", unknown);
    assert_eq!(said(&all, "spared"), "undetermined");
    assert!(paths(row(&all, "spared")).contains(&"big"));
    let all = on(
        r#""known": true, "big": true, "#,
        "spared",
        "exempt",
        unknown,
    );
    assert_eq!(said(&all, "spared"), "exempt");
}

#[test]
fn which_of_two_findings_was_the_last_hangs_on_both_times() {
    let found = r#""items": [], "events": [], "findings": [
        {"of": "once", "is": "fulfilled", "at": {"on": "2026-05-02"}},
        {"of": "once", "is": "breached", "at": {"unknown": true}}]"#;
    let all = answer(FOUND, &record(&format!(r#""big": false, {found}"#)), AT);
    let paths = paths(row(&all, "once"));
    assert_eq!(said(&all, "once"), "undetermined");
    assert!(paths.contains(&"findings[0].at"), "{paths:?}");
    assert!(paths.contains(&"findings[1].at"), "{paths:?}");
    // One that says what the rules come to may take the place of one that says otherwise.
    let found = r#""items": [], "events": [], "findings": [
        {"of": "once", "is": "not_arisen", "at": {"on": "2026-05-04"}},
        {"of": "once", "is": "breached", "at": {"unknown": true}}]"#;
    let all = answer(FOUND, &record(&format!(r#""big": false, {found}"#)), AT);
    let paths = self::paths(row(&all, "once"));
    assert_eq!(said(&all, "once"), "undetermined");
    assert!(paths.contains(&"findings[0].at"), "{paths:?}");
}

#[test]
fn what_is_found_of_what_is_exempt_was_due_with_what_other_exceptions_put_in_place() {
    let policy = format!(
        r#"policy t zone UTC
{HEAD}act note "Notice" ko "공지" from firm to office
fact aware : time "Aware" ko "인지"
fact spared : yes/no "Spared" ko "면제"
fact big : yes/no "Big" ko "대규모"
duty tell "Report" ko "보고" cites Act 1 bearer firm to office holder office
  unless spared
  must report by aware + 24 hours
exception later "Later" ko "연장" cites Act 2 to tell when big
  instead must note
  instead by aware + 72 hours
"#
    );
    let facts = |big: &str| {
        format!(
            r#"{{"aware": "2026-05-04T09:00", "spared": true{big}, "events": [],
            "findings": [{{"of": "tell", "is": "performed_late", "at": "2026-05-20T09:00"}}],
            "record_complete_until": "2026-06-01T00:00"}}"#
        )
    };
    let found = answer(&policy, &facts(r#", "big": true"#), "2026-06-01T00:00");
    let row_of = row(&found, "tell");
    assert_eq!(row_of["state"], "performed_late");
    assert_eq!(row_of["due_at"], "2026-05-07T09:00:00+00:00");
    assert_eq!(row_of["must"]["en"], "Notice");
    // Where it is open what is put in place, the fact that decides it is named for both.
    let open = answer(&policy, &facts(""), "2026-06-01T00:00");
    let needs = row(&open, "tell")["open"].as_array().cloned();
    for what in ["limit", "act"] {
        let of = |one: &&serde_json::Value| one["what"] == what;
        let of = needs.iter().flatten().find(of);
        let of = of.unwrap_or_else(|| panic!("{what} is open"));
        assert_eq!(of["needs"], serde_json::json!(["big"]), "{what}");
    }
}

#[test]
fn the_times_of_what_was_found_rest_on_what_the_rules_rest_on() {
    let policy = format!(
        r#"policy t zone UTC
{HEAD}act note "Notice" ko "공지" from firm to office
fact excuse : yes/no "Excuse" ko "사유"
duty hush "Silence" ko "비밀 유지" cites Act 1 bearer firm to office holder office must not note
exception excused "Excused" ko "허용" cites Act 2 to hush when excuse presumed no, burden on firm
  instead must note
duty next "Next" ko "후속 보고" cites Act 3 bearer firm to office must report
  by breach of hush + 24 hours
"#
    );
    let facts = r#"{"events": [{"act": "note", "at": "2026-05-04T09:00"},
            {"act": "report", "at": "2026-05-04T19:00"}],
        "findings": [{"of": "hush", "is": "violated", "at": "2026-05-20T09:00"}],
        "record_complete_until": "2026-06-01T00:00"}"#;
    let found = answer(&policy, facts, "2026-06-01T00:00");
    let next = row(&found, "next");
    assert_eq!(next["state"], "fulfilled");
    assert_eq!(next["standing"], "presumed");
}

/// What is found of duties that the rules except from, do not give rise to, or have under one of several
/// versions.
const ANYWAY: &str = r#"policy t zone UTC periods eu.1182_71 calendar be
source Act "Act" ko "법"
party firm "Firm" ko "회사" party office "Office" ko "관청"
act report "Report" ko "보고" from firm to office
act note "Note" ko "공고" from firm to office
act pay "Pay" ko "지급" from firm to office field sum : EUR "Sum" ko "금액"
fact a : yes/no "A" ko "가" fact b : yes/no "B" ko "나" fact n : number "N" ko "수"
fact aware : time "Aware" ko "인지" fact found : time "Found" ko "발견"
duty tell "Tell" ko "알림" cites Act 1 bearer firm to office holder office unless a must report by found + 4 hours
exception later "Later" ko "연기" cites Act 2 to tell when b presumed no, burden on firm instead by 5 days after aware
duty old "Old" ko "구법" cites Act 3 bearer firm to office holder office when b governed by aware
  allow missing-deadline because "none"
  in force from 2020-01-01 until 2026-04-30 must report
  in force from 2026-05-01 must report by aware + 4 hours
exception other "Other" ko "공고" cites Act 4 to old when a instead must note
duty owe "Owe" ko "지급" cites Act 5 bearer firm to office holder office unless a
  must payment of (if b then 100 EUR else 60 EUR) through pay by found
duty kept "Kept" ko "준수" cites Act 6 bearer firm to office holder office when n >= 8 unless a governed by aware
  allow missing-deadline because "none"
  in force from 2020-01-01 until 2026-04-30 must not note by found
  in force from 2026-05-01 must report
"#;

fn open_for<'r>(row: &'r serde_json::Value, what: &str) -> Vec<&'r str> {
    let open = row["open"].as_array().into_iter().flatten();
    let open = open.filter(|open| open["what"] == what);
    let needs = open.flat_map(|open| open["needs"].as_array().into_iter().flatten());
    needs.filter_map(serde_json::Value::as_str).collect()
}

#[test]
fn what_was_found_names_what_the_rules_would_make_of_it() {
    let found = |of: &str, is: &str, at: &str| {
        let facts = format!(
            r#"{{"a": true, "found": "2026-05-01T09:00", "record_complete_until": "2026-05-04T12:00",
                "events": [], "findings": [{{"of": "{of}", "is": "{is}", "by": "office", "at": {at}}}]}}"#
        );
        let all = answer(ANYWAY, &facts, AT);
        row(&all, of).clone()
    };
    let exactly = r#""2026-05-02T09:00""#;
    // The limit that would be put in place, shown otherwise than is presumed.
    let tell = found("tell", "performed_late", exactly);
    assert_eq!(open_for(&tell, "limit"), ["b", "aware"], "{tell:#}");
    // What is put in place under one of several versions is what is owed under it.
    let old = found("old", "breached", exactly);
    assert_eq!(old["must"]["en"], "Note", "{old:#}");
    assert_eq!(open_for(&old, "act"), ["aware", "b"], "{old:#}");
    // How much is owed of what was exempt by the rules, and of what is exempt nothing.
    let owe = found("owe", "breached", exactly);
    assert!(!owe["payment"].is_null(), "{owe:#}");
    assert_eq!(open_for(&owe, "amount"), ["b"], "{owe:#}");
    let spared = found("owe", "exempt", exactly);
    assert!(spared["payment"].is_null(), "{spared:#}");
    // Whether it has arisen, of what is not owed under any version.
    let kept = found("kept", "observed", r#"{"unknown": true}"#);
    assert!(open_for(&kept, "arises").contains(&"n"), "{kept:#}");
}
