//! The pass over steps comes to what the ops come to, and the reader of JSON fills slots as the
//! reader with findings does, for records made by chance: whole, with gaps, loosened and damaged.

use onus::diagnostic::Diagnostic;
use onus::facts::{Facts, Format, read_as};
use onus::kernel::{Asked, JsonReader, Reasons, Rows, Scratch, Slots};
use onus::plan::{Options, Prepared};
use onus::program::Program;
use onus::source::Sources;
use onus::value::Instant;

use crate::golden::Dice;

#[path = "../../benches/kernel/hand.rs"]
mod hand;
#[path = "../../benches/kernel/incident.rs"]
mod incident;
#[path = "../../benches/kernel/rows.rs"]
mod rows;

const POLICY: &str = r#"policy parcels
  zone Asia/Seoul
  governed by parcel.sent
source Act "Act" ko "법"
unit grams "grams" ko "그램"
party sender "Sender" ko "보내는 자"
party office "Office" ko "관청"
act notice "Notice" ko "통지" from sender to office
act refusal "Refusal" ko "거절" from sender to office
act fining "Fine" ko "과태료" from office to sender
choice sort "Sort" ko "종류"
  | letter "Letter" ko "편지"
  | crate "Crate" ko "상자"
  | other "Other" ko "그 밖"
judgement fragile "Fragile" ko "깨지기 쉬움"
  cites Act 1
record Parcel "Parcel" ko "소포"
  field heavy   : yes/no "Heavy" ko "무거움"
  field sort    : sort   "Sort" ko "종류"
  field weight  : grams  "Weight" ko "무게"
  field share   : number "Share" ko "비율"
  field sent    : time   "Sent" ko "발송"
  field arrived : time   "Arrived" ko "도착"
  field due     : date   "Due" ko "기일"
  field label   : text   "Label" ko "이름"
fact parcel : Parcel "Parcel" ko "소포"
fact insured : yes/no "Insured" ko "보험"
fact waived : yes/no "Waived" ko "포기"
fact id : text "Number" ko "번호"
define bulky "Bulky" ko "부피가 큼"
  cites Act 1
  means (parcel.heavy and parcel.weight >= 1500 grams) or parcel.sort is crate
define journey : duration "Length of the journey" ko "기간"
  cites Act 2
  means parcel.arrived - parcel.sent
define slow "Slow" ko "느림"
  cites Act 3
  means journey > 2 hours
  unless waived
define several "Several" ko "여럿"
  cites Act 3
  means at least 2 of (bulky, slow, insured, fragile)
exception gift "Gift" ko "선물"
  to tell
  cites Act 4
  when parcel.sort is one of (letter, other) and not insured
exception gift_again "No gift" ko "선물 아님"
  to gift
  cites Act 4
  when parcel.share > 0.25
duty tell "Notice" ko "통지"
  cites Act 5
  bearer sender
  to office
  when bulky
  unless waived
  must notice
  allow missing-deadline because "None is set." ko "기한 없음."
duty keep "Keeping" ko "보관"
  cites Act 6
  bearer sender
  when slow
  must ensure insured
duty refrain "No refusal" ko "거절 금지"
  cites Act 7
  bearer sender
  when several
  must not refusal
power look "To look" ko "조사"
  cites Act 8
  holder office
  over sender
  when keep is breached or tell is exempt
  through notice
sanction fine "Fine" ko "과태료"
  cites Act 9
  holder office
  bearer sender
  when look is available and several
  through fining
  up to 100만 KRW
"#;

fn loaded(text: &str) -> Program {
    let mut sources = Sources::default();
    sources.add("policy.onus", text);
    let (program, findings) = onus::load(&sources);
    program.unwrap_or_else(|| panic!("{findings:?}"))
}

fn read(program: &Program, text: &str) -> (Facts, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add("record.json", text);
    read_as(Format::Json, file, &sources, program)
}

/// A value by chance: one that fits, or in a wild record now and then one that does not, or is written
/// in another way.
fn value(dice: &mut Dice, sort: &str, wild: bool) -> String {
    let odd = [
        "null",
        "\"unknown\"",
        "{\"unknown\": true}",
        "1e3",
        "-1",
        "12",
        "true",
        "\"\"",
        "[]",
        "{}",
        "{\"is\": true, \"by\": \"Kim\"}",
        "{\"at_least\": 3}",
        "\"2026-02-30T10:00:00Z\"",
        "\"2026-03-02\"",
        "\"2026-03-02T10:00\"",
        "0.1234567",
        "01",
        "\"yes\"",
    ];
    if wild && dice.below(12) == 0 {
        return odd[dice.below(odd.len())].to_owned();
    }
    // Of each sort, the last are only in wild records.
    let mut one = |of: &[&str], wilder: usize| {
        let count = of.len() - if wild { 0 } else { wilder };
        of[dice.below(count)].to_owned()
    };
    match sort {
        "answer" => one(&["true", "false"], 0),
        "sort" => one(
            &["\"letter\"", "\"crate\"", "\"other\"", "\"c\\u0072ate\""],
            1,
        ),
        "grams" => {
            let all = [
                "0",
                "1499",
                "1500",
                "1500.5",
                "999999999999",
                "\"1500 grams\"",
            ];
            one(&all, 1)
        }
        "number" => one(&["0.25", "0.250001", "0.2", "3"], 0),
        "time" => {
            let offset = one(&["Z", "+09:00", "-03:30", "+25:00"], 1);
            let seconds = one(&["", ":59", ":00", ":60", ":07.5"], 2);
            let (month, day) = (1 + dice.below(4), 1 + dice.below(28));
            let hours = dice.below(if wild { 25 } else { 24 });
            format!("\"2026-0{month}-{day:02}T{hours:02}:30{seconds}{offset}\"")
        }
        "date" => {
            let day = 1 + dice.below(if wild { 31 } else { 28 });
            format!("\"2026-0{}-{day:02}\"", 1 + dice.below(9))
        }
        _ => one(&["\"a\"", "\"한 글\"", "\"b\\nc\"", "\"\\u00e9\""], 2),
    }
}

/// So many of the names, each with a value, in some order.
fn entries(dice: &mut Dice, names: &[(&str, &str)], wild: bool) -> String {
    let mut all = Vec::new();
    for (name, sort) in names {
        if dice.below(6) > 0 {
            let name = if wild && dice.below(60) == 0 {
                "lable"
            } else {
                name
            };
            all.push(format!("\"{name}\": {}", value(dice, sort, wild)));
        }
    }
    if wild && dice.below(40) == 0 && !all.is_empty() {
        all.push(all[0].clone());
    }
    if dice.below(3) == 0 {
        all.reverse();
    }
    all.join(", ")
}

fn record(dice: &mut Dice) -> String {
    let wild = dice.below(2) == 0;
    let parcel = entries(
        dice,
        &[
            ("heavy", "answer"),
            ("sort", "sort"),
            ("weight", "grams"),
            ("share", "number"),
            ("sent", "time"),
            ("arrived", "time"),
            ("due", "date"),
            ("label", "text"),
        ],
        wild,
    );
    let top = entries(
        dice,
        &[
            ("insured", "answer"),
            ("waived", "answer"),
            ("fragile", "answer"),
            ("id", "text"),
        ],
        wild,
    );
    let mut parts = vec![format!("\"parcel\": {{{parcel}}}"), top];
    match dice.below(24) {
        0 => parts.push("\"title\": \"One\"".to_owned()),
        1 => parts.push("\"record_complete_until\": \"2026-04-01T00:00:00Z\"".to_owned()),
        2 => parts.push(
            "\"events\": [{\"act\": \"notice\", \"at\": \"2026-02-03T10:00:00Z\"}]".to_owned(),
        ),
        3 => parts.push("\"zone\": \"Asia/Tokyo\"".to_owned()),
        _ => {}
    }
    parts.retain(|part| !part.is_empty());
    let mut text = format!("{{{}}}", parts.join(", "));
    if dice.below(30) == 0 {
        let mut at = dice.below(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match dice.below(3) {
            0 => text.truncate(at),
            1 => text.insert(at, ','),
            _ => text.push_str(" {}"),
        }
    }
    text
}

/// All that the rows say, whichever way they were found.
fn told(rows: &Rows<'_>, plan: &Prepared, slots: &Slots) -> String {
    let conclusions = rows.conclusions().iter().map(|row| {
        let value = rows.value(plan, slots, &row.answer);
        format!(
            "{:?} {} {value:?} {:?}\n",
            row.define,
            row.in_force,
            rows.exempt(row)
        )
    });
    let instances = rows.instances().iter().map(|row| {
        let most = rows.up_to(row).iter();
        let most: Vec<_> = most.map(|most| rows.value(plan, slots, most)).collect();
        format!(
            "{:?} {:?} {:?} {} {:?} {:?} {:?} {most:?}\n",
            row.item,
            row.state,
            row.arises,
            row.one_of_two,
            row.limit,
            row.done,
            rows.exempt_by(row)
        )
    });
    conclusions.chain(instances).collect()
}

fn holds(policy: &str, count: usize, seed: u64, record: impl Fn(&mut Dice) -> String) {
    let program = loaded(policy);
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    assert!(plan.is_straight());
    let by_ops = plan.clone().by_ops();
    let reader = JsonReader::new(&program, &plan);
    let (mut dice, mut passed, mut quick) = (Dice(seed), 0, 0);
    let mut states = std::collections::BTreeSet::new();
    let (mut slots, mut direct) = (Slots::default(), Slots::default());
    let (mut one, mut other) = (Scratch::default(), Scratch::default());
    for number in 0..count {
        let text = record(&mut dice);
        let (facts, findings) = read(&program, &text);
        slots.fill(&plan, &program, &facts, None);
        let day = 1_767_225_600 + dice.below(200 * 86_400) as i64;
        let asked = Asked::as_of(Instant::from_micros(day * 1_000_000));
        let rows = plan.judge(&slots, &asked, &mut one);
        passed += usize::from(rows.is_straight());
        states.extend(
            rows.instances()
                .iter()
                .map(|row| (row.item, row.state.name())),
        );
        let found = told(&rows, &plan, &slots);
        let rows = by_ops.judge(&slots, &asked, &mut other);
        assert_eq!(found, told(&rows, &by_ops, &slots), "{number}: {text}");
        if reader.fill(&plan, &text, &mut direct) {
            quick += 1;
            assert!(findings.is_empty(), "{number}: {text}: {findings:?}");
            assert_eq!(
                format!("{slots:?}"),
                format!("{direct:?}"),
                "{number}: {text}"
            );
        }
    }
    println!("{passed} in one pass, {quick} read straight, of {count}; {states:?}");
    assert!(
        passed * 4 > count && quick * 10 > count,
        "{passed}, {quick}"
    );
}

#[test]
fn one_pass_comes_to_what_the_ops_come_to() {
    let count = std::env::var("EQUAL_PAIRS").ok();
    let count = count.and_then(|count| count.parse().ok()).unwrap_or(8_000);
    holds(POLICY, count, 1, record);
}

#[test]
fn the_small_law_comes_to_what_the_rules_by_hand_come_to() {
    let program = loaded(include_str!("../../benches/netflix_mini.onus"));
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    assert!(plan.is_straight());
    let reader = JsonReader::new(&program, &plan);
    let (mut slots, mut scratch) = (Slots::default(), Scratch::default());
    let asked = Asked::as_of(Instant::from_micros(1_811_775_600_000_000));
    for line in incident::lines(20_000, 3) {
        assert!(reader.fill(&plan, &line, &mut slots), "{line}");
        let rows = plan.judge(&slots, &asked, &mut scratch);
        assert!(rows.is_straight(), "{line}");
        let (mut expected, mut found) = (Vec::new(), Vec::new());
        hand::line(&line, &mut expected);
        rows::found(&rows).write(&mut found);
        assert_eq!(found, expected, "{line}");
    }
}

/// Why a row of the small law is as it is: what decides, and nothing else.
#[test]
fn reasons_are_what_a_row_hangs_on() {
    let program = loaded(include_str!("../../benches/netflix_mini.onus"));
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    let reader = JsonReader::new(&program, &plan);
    let (mut slots, mut scratch) = (Slots::default(), Scratch::default());
    let record =
        r#"{"op": {"kind": "facility_based", "daily_avg_users": 5, "traffic_share": 0.5}}"#;
    assert!(reader.fill(&plan, record, &mut slots));
    let asked = Asked::as_of(Instant::from_micros(1_811_775_600_000_000));
    let rows = plan.judge(&slots, &asked, &mut scratch);
    let mut reasons = Reasons::default();
    assert!(rows.why(&mut reasons));
    assert_eq!(
        reasons.rows(),
        rows.instances().len() + rows.conclusions().len()
    );
    // The first of the three conditions is not met: the others are not told.
    let covered = reasons.of_row(rows.instances().len());
    let told: Vec<&str> = covered
        .iter()
        .filter_map(|because| Some(plan.name(plan.op_of(because.step)?)))
        .collect();
    assert_eq!(told.len(), 2, "{covered:?} {told:?}");
    assert!(
        covered
            .iter()
            .all(|because| because.answer == onus::value::Truth::No)
    );
}

/// The shipped records, as they are, as bare values alone, and damaged by chance, each read both
/// ways: what is read straight has no findings and comes to the same.
#[test]
fn shipped_records_are_read_alike_both_ways() {
    let all = super::All::get();
    let (mut dice, mut quick, mut of) = (Dice(5), 0, 0);
    let (mut slots, mut direct) = (Slots::default(), Slots::default());
    let (mut one, mut other) = (Scratch::default(), Scratch::default());
    let asked = Asked::as_of(Instant::from_micros(1_760_000_000_000_000));
    for (number, text) in &all.texts {
        let (program, plan) = (&all.programs[*number], &all.plans[*number]);
        let reader = JsonReader::new(program, plan);
        let json = serde_json::from_str(text).expect("it is JSON");
        let plain = zone_first(bare(&json).unwrap_or_default());
        for again in 0..12 {
            let text = match again {
                0 => text.clone(),
                1 => plain.clone(),
                _ => damaged(&plain, &mut dice),
            };
            of += 1;
            if reader.fill(plan, &text, &mut direct) {
                quick += 1;
                let (facts, findings) = read(program, &text);
                assert!(findings.is_empty(), "{text}: {findings:?}");
                slots.fill(plan, program, &facts, None);
                let found = told(&plan.judge(&slots, &asked, &mut one), plan, &slots);
                let rows = plan.judge(&direct, &asked, &mut other);
                assert_eq!(found, told(&rows, plan, &direct), "{text}");
            }
        }
    }
    println!("{quick} read straight, of {of}");
    assert!(of > 500 && quick > 0, "{quick} of {of}");
}

/// What of a record is bare values under names; lists, bounds and who said it are left out.
fn bare(json: &serde_json::Value) -> Option<serde_json::Value> {
    match json {
        serde_json::Value::Array(_) => None,
        serde_json::Value::Object(all) => {
            if let Some(is) = all.get("is") {
                return bare(is);
            }
            let marks = ["unknown", "not_applicable", "disputed", "one_of", "between"];
            let marked = |name: &&str| all.contains_key(*name);
            if marks.iter().any(marked) || all.keys().any(|name| name.starts_with("at_")) {
                return None;
            }
            let each = all
                .iter()
                .filter_map(|(name, of)| Some((name.clone(), bare(of)?)));
            Some(each.collect())
        }
        // A share, or a length of time.
        serde_json::Value::String(text) if text.contains([' ', '%']) => None,
        other => Some(other.clone()),
    }
}

/// A record whose zone is said before the times that are read by it, as people write it.
fn zone_first(mut record: serde_json::Value) -> String {
    let zone = record.as_object_mut().and_then(|all| all.remove("zone"));
    let rest = record.to_string();
    match (zone, rest.strip_prefix('{')) {
        (Some(zone), Some("}")) => format!("{{\"zone\":{zone}}}"),
        (Some(zone), Some(rest)) => format!("{{\"zone\":{zone},{rest}"),
        _ => rest,
    }
}

/// A text with a few bytes changed, or without what makes most records long: the names that say who
/// said something.
fn damaged(text: &str, dice: &mut Dice) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..=dice.below(3) {
        let at = dice.below(text.len());
        let put = ['0', '9', '"', ',', '{', '}', 'e', '.', ' ', '-', 'Z'][dice.below(11)];
        match dice.below(4) {
            0 => drop(text.remove(at)),
            1 => text.insert(at, put),
            2 => text[at] = put,
            _ => {
                let to = (at + dice.below(40)).min(text.len());
                drop(text.drain(at..to));
            }
        }
        if text.is_empty() {
            text.push('{');
        }
    }
    text.into_iter().collect()
}
