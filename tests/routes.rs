//! Routes: what would settle an open question, on real and on small policies.

use onus::determination::{About, Determination};
use onus::diagnostic::Language;
use onus::eval::{Question, evaluate};
use onus::source::Sources;
use serde_json::Value;

/// The shipped policies of Korea.
const KOREA: &[(&str, &str)] = &[
    (
        "incident.onus",
        include_str!("../policies/common/incident.onus"),
    ),
    (
        "policy.onus",
        include_str!("../policies/kr/netflix_law/policy.onus"),
    ),
    (
        "terms.onus",
        include_str!("../policies/kr/netflix_law/terms.onus"),
    ),
    (
        "stability.onus",
        include_str!("../policies/kr/netflix_law/stability.onus"),
    ),
    (
        "notices.onus",
        include_str!("../policies/kr/netflix_law/notices.onus"),
    ),
    (
        "consequences.onus",
        include_str!("../policies/kr/netflix_law/consequences.onus"),
    ),
    (
        "guide.onus",
        include_str!("../policies/kr/netflix_law/guide.onus"),
    ),
];

const KAKAO: &str = include_str!("../policies/kr/netflix_law/facts/kakao-qr-2022-02-03.json");

/// 10 February 2022, 09:00 in Seoul.
const LATER: i64 = 1_644_451_200;

fn answered(policies: &[(&str, &str)], facts: &Value, as_of: i64) -> Determination {
    let mut sources = Sources::default();
    for (name, text) in policies {
        sources.add(*name, *text);
    }
    let (program, findings) = onus::load(&sources);
    let program = program.unwrap_or_else(|| panic!("{findings:?}"));
    let file = sources.add("facts.json", facts.to_string());
    let (facts, findings) = onus::facts::read(file, &sources, &program);
    assert!(findings.is_empty(), "{findings:?}");
    let at = onus::value::Instant::from_micros(as_of * 1_000_000);
    let question = Question {
        changes: true,
        ..Question::as_of(at)
    };
    evaluate(&program, &facts, &question).0
}

/// One policy of a few lines, on a few facts.
fn small(items: &str, facts: &str) -> Determination {
    let policy = format!("policy a.b zone Asia/Seoul\nsource Act \"Act\" ko \"법\"\n{items}");
    let facts = serde_json::from_str(facts).expect("the facts are JSON");
    answered(&[("small.onus", &policy)], &facts, LATER)
}

fn about<'d>(all: &'d Determination, name: &str) -> &'d About {
    let conclusions = all.conclusions.iter().map(|row| &row.about);
    let duties = all.duties.iter().map(|row| &row.about);
    let powers = all.powers.iter().map(|row| &row.about);
    let sanctions = all.sanctions.iter().map(|row| &row.about);
    let mut all = conclusions.chain(duties).chain(powers).chain(sanctions);
    all.find(|about| about.name.rsplit('.').next() == Some(name))
        .unwrap_or_else(|| panic!("no row {name}"))
}

/// Routes in few words: `fee is "none" + …`.
fn told(routes: &[Vec<onus::determination::Step>]) -> Vec<String> {
    let step = |step: &onus::determination::Step| {
        let json = serde_json::to_value(step).expect("it can be written");
        let json = json.get("members").unwrap_or(&json);
        let mut entries = json.as_object().expect("an object").iter();
        let (how, value) = entries.find(|(key, _)| *key != "path").expect("a value");
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let members = if step.members { " members" } else { "" };
        format!("{}{members} {how} {value}", step.path)
    };
    let set = |set: &Vec<_>| set.iter().map(step).collect::<Vec<_>>().join(" + ");
    routes.iter().map(set).collect()
}

fn paths(needs: &[onus::determination::Need]) -> Vec<&str> {
    needs.iter().map(|need| need.path.as_str()).collect()
}

/// What leads to yes, to no, and how far the search went.
fn routes(about: &About) -> (Vec<String>, Vec<String>, Value) {
    let search = serde_json::to_value(about.routes.search).unwrap_or_default();
    (told(&about.routes.yes), told(&about.routes.no), search)
}

/// The Kakao outage without the fee, and with other facts given on top.
fn kakao_without_fee(given: impl Fn(&mut Value)) -> Determination {
    let mut facts: Value = serde_json::from_str(KAKAO).expect("the record is JSON");
    let service = facts["services"][0].as_object_mut().expect("a service");
    service.remove("fee");
    given(&mut facts);
    answered(KOREA, &facts, LATER)
}

#[test]
fn kakao_without_the_fee_hangs_on_the_fee_and_on_what_else_would_settle_it() {
    let all = kakao_without_fee(|facts| {
        // Only the fee is missing of what the exemptions ask, and whether it was unforeseen.
        facts["operator"]["telecom_revenue"] =
            serde_json::json!([{"over": "2021-01/2021-12", "is": "1조 KRW"}]);
        facts["services"][0]["daily_users"] =
            serde_json::json!([{"over": "2021-10/2021-12", "is": "2천만 users"}]);
        facts["outage"]["cause"] = "data_centre".into();
        facts["services"][0]["equipment_failed"] = true.into();
        facts["critical_facility_failed"] = false.into();
    });
    let duty = all
        .duties
        .iter()
        .find(|duty| duty.about.name.ends_with(".notify_stop"))
        .expect("the duty");
    assert_eq!(duty.state, onus::value::State::Undetermined);
    let (yes, no, search) = routes(&duty.about);
    assert_eq!(
        yes,
        [
            "services[0].fee is monthly + services[0].unforeseen is no",
            "services[0].fee is other + services[0].no_recurring_fee is no + services[0].unforeseen is no",
        ]
    );
    assert_eq!(
        no,
        [
            "services[0].fee is none",
            "services[0].unforeseen is yes",
            "services[0].fee is other + services[0].no_recurring_fee is yes",
        ]
    );
    assert_eq!(search, "complete");
    assert_eq!(
        paths(&duty.about.needs),
        [
            "services[0].fee",
            "services[0].no_recurring_fee",
            "services[0].unforeseen",
            // Once it is owed, whether it was delayed turns its state.
            "services[0].notice_delayed",
        ]
    );
    // The same in JSON and in the text.
    let json = &json_of(&all, "notify_stop");
    assert_eq!(json["state"], "undetermined");
    assert_eq!(json["routes"]["search"], "complete");
    assert_eq!(
        json["routes"]["no"][0],
        serde_json::json!([{"path": "services[0].fee", "is": "none"}])
    );
    let (english, korean) = texts(&all);
    for told in [
        // The fine for the notice of the stop: what was due later is not in breach yet.
        "Depends on: No fee payable monthly or at fixed times (the operator judges); Unforeseen \
         and unavoidable reason (the operator judges); Undue delay of the notice of the interruption \
         (the Minister of Science and ICT judges); Fee for the service.",
        "For the operator to judge first (the authority and the courts may judge otherwise): No fee payable monthly \
         or at fixed times; Unforeseen and unavoidable reason.",
        "; Fee for the service; Sales on which a surcharge is calculated.",
        "Fee for the service: No fee",
    ] {
        assert!(english.contains(told), "{told} is not in\n{english}");
    }
    let told = "예상하지 못한 불가피한 사유(사업자의 판단 필요); 중단 사실 고지의 지체(과학기술정보통신부장관의 판단 필요); 이용요금.";
    assert!(korean.contains(told), "{told} is not in\n{korean}");
}

/// A duty's row as JSON.
fn json_of(all: &Determination, name: &str) -> Value {
    let all = serde_json::to_value(all).expect("it is its own JSON");
    let duties = all["duties"].as_array().expect("rows").iter();
    let full = format!("kr.netflix_law.{name}");
    let mut duties = duties.filter(|row| row["name"] == full.as_str());
    duties.next().expect("the duty").clone()
}

/// The answer in both languages, without its line breaks.
fn texts(all: &Determination) -> (String, String) {
    let flowing = |language| {
        let text = onus::render::answer::answer(all, language, 100);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    (flowing(Language::English), flowing(Language::Korean))
}

#[test]
fn a_short_unforeseen_stop_is_exempt_whatever_the_fee() {
    let all = kakao_without_fee(|facts| {
        facts["services"][0]["unforeseen"] = true.into();
        facts["services"][0]["equipment_failed"] = true.into();
        facts["critical_facility_failed"] = false.into();
        // What else could not change it is known, so that the fee is among those said by name.
        facts["registration"] = serde_json::json!(
            {"carrier": false, "filed": true, "registered": false, "deemed": false}
        );
        facts["services"][0]["outage"] = serde_json::json!({"announced": false});
    });
    let duty = all
        .duties
        .iter()
        .find(|duty| duty.about.name.ends_with(".notify_stop"))
        .expect("the duty");
    assert_eq!(duty.state, onus::value::State::Exempt);
    assert_eq!(duty.exempt_by, ["short_stop"]);
    assert!(paths(&duty.about.regardless).contains(&"services[0].fee"));
    let json = json_of(&all, "notify_stop");
    let regardless = json["regardless"].as_array().expect("paths");
    assert!(regardless.contains(&"services[0].fee".into()), "{json}");
    assert_eq!(json["needs"], serde_json::json!([]));
    let (english, korean) = texts(&all);
    for (text, heading, fee) in [
        (
            english,
            "NO NEED TO FIND OUT (makes no difference here): ",
            "Fee for the service",
        ),
        (
            korean,
            "결론에 영향이 없어 확인할 필요가 없는 사항: ",
            "이용요금",
        ),
    ] {
        let rest = text.split_once(heading).map(|(_, rest)| rest);
        let line = rest.and_then(|rest| rest.split(". ").next());
        let mut named = line.into_iter().flat_map(|line| line.split("; "));
        assert!(named.any(|title| title == fee), "{text}");
    }
}

const NIS2: &str = r#"
unit users "users" ko "명"
fact affected : users "Users affected" ko "영향을 받은 이용자 수"
fact base : users "Users of the service" ko "서비스 이용자 수"
define large cites Act 1 means affected > smaller of (5% of base, 1_000_000 users)
"#;

#[test]
fn above_a_million_the_base_does_not_matter() {
    let all = small(NIS2, r#"{"affected": 1200000}"#);
    assert_eq!(
        all.conclusions[0].value.truth(),
        Some(onus::value::Truth::Yes)
    );
    assert_eq!(paths(&all.conclusions[0].about.regardless), ["base"]);
}

#[test]
fn what_is_otherwise_in_another_answer_is_told_row_by_row() {
    let before = small(NIS2, r#"{"affected": 300000}"#);
    let after = small(NIS2, r#"{"affected": 300000, "base": 1000000}"#);
    let changed = serde_json::to_value(before.changed(&after)).expect("it is JSON");
    let expected = serde_json::json!([{
        "name": "a.b.large",
        "title": {"en": "large", "ko": "large"},
        "instance": null,
        "from": {"is": "undetermined", "exempt_by": [], "cites": ["Act 1"], "needs": ["base"]},
        "to": {"is": "yes", "exempt_by": [], "cites": ["Act 1"], "needs": []},
    }]);
    assert_eq!(changed, expected);
    assert_eq!(before.changed(&before), []);
}

#[test]
fn below_a_million_it_turns_at_a_base_of_twenty_times_as_many() {
    let all = small(NIS2, r#"{"affected": 300000}"#);
    let (yes, no, search) = routes(&all.conclusions[0].about);
    assert_eq!(yes, ["base less_than 6000000"]);
    assert_eq!(no, ["base at_least 6000000"]);
    assert_eq!(search, "complete");
}

#[test]
fn an_end_still_open_turns_where_the_limit_is_reached() {
    let outage = r#"
record Outage "Outage" ko "장애"
  field started : time "Start" ko "발생"
  field ended : time "End" ko "복구"
  field length : duration "Length" ko "지속시간" is ended - started
fact outage : Outage "Outage" ko "장애"
define long cites Act 1 means outage.length > 4 hours
"#;
    let all = small(
        outage,
        r#"{"zone": "Asia/Seoul", "outage": {"started": "2022-02-10T08:00", "ended": "not yet"}}"#,
    );
    let (yes, no, search) = routes(&all.conclusions[0].about);
    assert_eq!(yes, ["outage.ended more_than 2022-02-10T12:00:00+09:00"]);
    // That it has not ended by the moment asked about is known, and is no part of the route.
    assert_eq!(no, ["outage.ended at_most 2022-02-10T12:00:00+09:00"]);
    assert_eq!(search, "complete");
    // Nothing but the length itself would do where neither end is known.
    let all = small(outage, "{}");
    let (yes, no, search) = routes(&all.conclusions[0].about);
    assert_eq!(yes, ["outage.length more_than 4 hours"]);
    assert_eq!(no, ["outage.length at_most 4 hours"]);
    assert_eq!(search, "truncated");
}

#[test]
fn counts_and_series_have_routes() {
    let all = small(
        r#"
unit users "users" ko "명"
record Firm "Firm" ko "회사"
  field users : users over period "Users" ko "이용자 수"
fact firm : Firm "Firm" ko "회사"
fact a : yes/no "A" ko "가"
fact b : yes/no "B" ko "나"
define two cites Act 1 means at least 2 of (a, b, firm.users over october to december of 2021 >= 100만 users)
"#,
        r#"{"a": true}"#,
    );
    let (yes, no, search) = routes(&all.conclusions[0].about);
    assert_eq!(
        yes,
        [
            "b is yes",
            "firm.users over 2021-10/2021-12 at_least 1000000"
        ]
    );
    assert_eq!(
        no,
        ["b is no + firm.users over 2021-10/2021-12 less_than 1000000"]
    );
    assert_eq!(search, "complete");
}

#[test]
fn a_missing_list_is_asked_for_its_members() {
    let all = small(
        r#"
record Service "Service" ko "서비스"
  field paid : yes/no "Paid" ko "유료"
fact services : list of Service "Services" ko "서비스"
define some cites Act 1 means any of (s.paid for s in services)
define many cites Act 1 means count of (services) >= 2
"#,
        "{}",
    );
    let (yes, no, _) = routes(about(&all, "some"));
    assert_eq!(
        yes,
        ["services members at_least 1 + services[0].paid is yes"]
    );
    assert_eq!(no, ["services members is 0"]);
    let (yes, no, _) = routes(about(&all, "many"));
    assert_eq!(yes, ["services members at_least 2"]);
    assert_eq!(no, ["services members is 0"]);
}

#[test]
fn an_event_that_nobody_recorded_is_a_route() {
    let all = small(
        r#"
party firm "Firm" ko "회사"
act order "Order" ko "명령" to firm
define ordered cites Act 1 means order has happened
"#,
        "{}",
    );
    let (yes, no, search) = routes(&all.conclusions[0].about);
    assert_eq!(yes, ["events.order at_most 2022-02-10T09:00:00+09:00"]);
    assert_eq!(no, ["events.order is no"]);
    assert_eq!(search, "complete");
}

/// What would turn a settled answer, and how far the search went.
fn changes(about: &About) -> (Vec<String>, Value) {
    let changes = about.changes.as_ref().expect("it is settled");
    let search = serde_json::to_value(changes.search).unwrap_or_default();
    (told(&changes.sets), search)
}

#[test]
fn what_would_turn_a_conclusion_is_told_with_the_value_at_which_it_turns() {
    let facts: Value = serde_json::from_str(KAKAO).expect("the record is JSON");
    let all = answered(KOREA, &facts, LATER);
    let (sets, search) = changes(about(&all, "covered"));
    assert_eq!(
        sets,
        [
            "operator.kind is other",
            "operator.daily_users over 2021-10/2021-12 less_than 1000000",
            "operator.traffic_share over 2021-10/2021-12 less_than 1%",
            r#"operator.kind one_of ["carrier","data_centre"] + registration.filed is no + registration.registered is no + registration.deemed is no"#,
        ]
    );
    assert_eq!(search, "complete");
}

#[test]
fn a_change_takes_what_is_missing_with_it() {
    let rule = r#"
fact a : yes/no "A" ko "가"
fact b : yes/no "B" ko "나"
fact length : duration "Length" ko "지속시간"
define rule cites Act 1 means a and b and length <= 4 hours
"#;
    let all = small(rule, r#"{"a": false, "length": "75 minutes"}"#);
    let (sets, search) = changes(about(&all, "rule"));
    assert_eq!(sets, ["a is yes + b is yes"]);
    assert_eq!(search, "complete");
    let all = small(rule, r#"{"a": true, "b": true, "length": "75 minutes"}"#);
    let (sets, _) = changes(about(&all, "rule"));
    assert_eq!(sets, ["a is no", "b is no", "length more_than 4 hours"]);
    let length = &about(&all, "rule").changes.as_ref().expect("settled").sets[2][0];
    let now = serde_json::to_value(&length.now).unwrap_or_default();
    assert_eq!(now, serde_json::json!({"is": {"seconds": "4500"}}));
}

#[test]
fn a_time_that_has_not_come_turns_whether_it_is_known_by_having_come() {
    let rule = r#"
fact u : time "U" ko "유"
define known cites Act 1 means u is known
define applies cites Act 2 means u is applicable
define early cites Act 3 means u <= 2022-02-01T00:00
"#;
    let all = small(rule, r#"{"u": "2022-02-11T09:00"}"#);
    for (name, by) in [
        ("known", "u at_most 2022-02-10T09:00:00+09:00"),
        ("applies", "u at_most 2022-02-10T09:00:00+09:00"),
        ("early", "u at_most 2022-02-01T00:00:00+09:00"),
    ] {
        let about = about(&all, name);
        assert_eq!(changes(about).0, [by], "{name}");
        // What turns it is not told as what cannot.
        assert!(about.regardless.is_empty(), "{name}");
    }
    // That nothing was found is not said to be that there is nothing.
    let all = small(rule, r#"{"u": "2022-02-09T09:00"}"#);
    let (sets, search) = changes(about(&all, "known"));
    assert!(!sets.is_empty() || search == "truncated", "{sets:?}");
}

#[test]
fn an_exception_that_was_not_looked_at_is_part_of_what_would_turn_it() {
    let all = small(
        r#"
party firm "Firm" ko "회사"
act tell "Telling" ko "고지" from firm
fact down : yes/no "Down" ko "중단"
fact free : yes/no "Free" ko "무료"
duty told cites Act 1 bearer firm when down must tell without delay
exception gratis to told when free cites Act 2
"#,
        r#"{"down": false, "free": true}"#,
    );
    let (sets, search) = changes(about(&all, "told"));
    assert_eq!(sets, ["down is yes + free is no"]);
    assert_eq!(search, "complete");
}

#[test]
fn a_duty_whose_clock_may_not_have_started_tells_what_would_keep_it() {
    let items = "party a \"A\" ko \"갑\" party b \"B\" ko \"을\"
        act notice \"Notice\" ko \"통지\" from a to b act report \"Report\" ko \"보고\" from a to b
        fact ended : time \"End\" ko \"종료\"
        duty tell \"Tell\" ko \"통지\" cites Act 1 bearer a to b must notice by 12 hours after ended
        fact aware : time \"Aware\" ko \"인지\"
        duty warn \"Warn\" ko \"경보\" cites Act 2 bearer a to b must notice by aware + 24 hours
        duty follow \"Follow\" ko \"보고\" cites Act 3 bearer a to b
          must report within 1 month after performance of warn";
    let all = small(items, r#"{"aware": "2022-02-08T09:00"}"#);
    let paths = |name: &str| -> Vec<String> {
        let routes = &about(&all, name).routes;
        assert_eq!(
            routes.whether,
            Some(onus::determination::Whether::Kept),
            "{name}"
        );
        let steps = routes.yes.iter().flatten();
        steps.map(|step| step.path.clone()).collect()
    };
    assert_eq!(paths("tell"), ["ended"]);
    assert_eq!(paths("follow"), ["events.notice"]);
    let told = onus::render::answer::why(&all, Language::English, 100);
    assert!(told.contains("Notice: did not take place"), "{told}");
    assert!(told.contains("End: at or after"), "{told}");
}
