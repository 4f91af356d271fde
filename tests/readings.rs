//! A provision that can be read so or so: what the other readings lead to is told beside the one
//! that is used.

use onus::{Answer, Language, Policy};
use serde_json::{Value, json};

const POLICY: &str = r#"
policy plan  zone Asia/Seoul
source Plan "Basic plan" ko "기본계획"
party operator "Operator" ko "사업자"
party minister "Minister" ko "장관"
fact fault : time "Start of the fault" ko "장애 발생 시각"
fact reported : time "First report" ko "최초 보고 시각"
act details "Details in writing" ko "서면 상세 보고" from operator to minister
act note "Note" ko "통보" from operator to minister
reading clock "Start of the two hours" ko "2시간의 기산점"
  | report "From the first report" ko "최초 보고 시부터"
  | itself "From the fault itself" ko "장애 발생 시부터"
  default report
  cites Plan 3
duty send "Details of the fault" ko "상세 보고"
  cites Plan 3
  bearer operator to minister
  must details by (if clock is report then reported else fault) + 2 hours
duty tell "Note of the fault" ko "통보"
  cites Plan 2
  bearer operator to minister
  must note by fault + 24 hours
"#;

fn answer(as_of: &str) -> Answer {
    let policy = Policy::load([("plan.onus", POLICY)]).expect("it is sound");
    let record = policy
        .build()
        .set("fault", "2025-10-16T08:17")
        .set("reported", "2025-10-16T09:01")
        .set("record_complete_until", "2025-10-16T08:17")
        .finish();
    let record = record.expect("it is sound");
    let ask = policy.ask(&record).as_of(as_of).expect("it is a moment");
    ask.with_routes().answer()
}

fn duty(answer: &Answer, name: &str) -> Value {
    let json: Value = serde_json::from_str(&answer.json()).expect("it is JSON");
    let mut duties = json["duties"].as_array().expect("a list").iter();
    let found = duties.find(|duty| duty["name"] == name);
    found.expect("it is there").clone()
}

#[test]
fn the_limit_on_another_reading_is_told_beside_the_one_used() {
    let answer = answer("2025-10-16T10:41+09:00");
    let send = duty(&answer, "plan.send");
    assert_eq!(send["due_at"], "2025-10-16T11:01:00+09:00");
    let on = &send["on_readings"];
    assert_eq!(on.as_array().map(Vec::len), Some(1), "{on}");
    assert_eq!(on[0]["reading"], "plan.clock");
    assert_eq!(on[0]["alternative"], "itself");
    assert_eq!(on[0]["due"], "2025-10-16T10:17:00+09:00");
    // What does not turn on the reading says nothing of it.
    assert_eq!(duty(&answer, "plan.tell").get("on_readings"), None);

    let screen = answer.screen(Language::En);
    assert!(screen.contains("11:01"), "{screen}");
    let flat = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = "on another reading (From the fault itself) already passed, today 10:17";
    assert!(flat.contains(told), "{screen}");
    let korean = answer.screen(Language::Ko);
    let flat: String = korean.split_whitespace().collect();
    assert!(
        flat.contains("다른해석(‘장애발생시부터’)에따르면오늘10:17에이미경과"),
        "{korean}"
    );
    let full = answer.text(Language::En);
    assert!(
        full.contains("On the other reading, “From the fault itself”"),
        "{full}"
    );
}

#[test]
fn a_later_limit_on_another_reading_is_no_warning() {
    let answer = answer("2025-10-16T10:00+09:00");
    let flat = answer.screen(Language::En);
    let flat = flat.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = "on another reading (From the fault itself) earlier, today 10:17";
    assert!(flat.contains(told), "{flat}");

    let policy = Policy::load([("plan.onus", POLICY)]).expect("it is sound");
    let record = policy
        .build()
        .set("fault", "2025-10-16T08:17")
        .set("reported", "2025-10-16T09:01")
        .finish()
        .expect("it is sound");
    let ask = policy.ask(&record).as_of("2025-10-16T10:00+09:00");
    let other = ask.expect("a moment").with_reading("clock", "itself");
    let other = other.with_routes().answer();
    let send = duty(&other, "plan.send");
    assert_eq!(send["due_at"], "2025-10-16T10:17:00+09:00");
    assert_eq!(
        send["on_readings"][0]["due"],
        json!("2025-10-16T11:01:00+09:00")
    );
    assert!(!other.screen(Language::En).contains("another reading"));
}

#[test]
fn a_record_is_asked_of_its_own_policy_alone() {
    let load = || Policy::load([("plan.onus", POLICY)]).expect("it is sound");
    let policy = load();
    let record = policy.record("record.json", "{}").expect("it is sound");
    let moment = "2025-10-16T10:00+09:00";
    assert!(policy.clone().ask(&record).as_of(moment).is_ok());
    let other = load();
    let asked = other.ask(&record).as_of(moment);
    assert_eq!(asked.err(), Some(onus::AskError::OtherPolicy));
}
