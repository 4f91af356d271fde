//! What an answer costs grows with what it is asked of: work is counted, in evaluations of the
//! record and in expressions looked at, not timed.

use onus::eval::{Question, Work, evaluate, work};

use super::{HEAD, program, question, record};

/// The work of one answer.
fn cost(policy: &str, facts: &str, ask: impl Fn(Question) -> Question) -> Work {
    let program = program(policy);
    let facts = record(&program, facts);
    let question = ask(question("2026-06-01T00:00"));
    let before = work();
    let (answer, _) = evaluate(&program, &facts, &question);
    assert!(!answer.policies.is_empty());
    let after = work();
    Work {
        evaluations: after.evaluations - before.evaluations,
        expressions: after.expressions - before.expressions,
        events: after.events - before.events,
    }
}

fn plain(question: Question) -> Question {
    Question {
        routes: false,
        ..question
    }
}

fn ahead(question: Question) -> Question {
    Question {
        coming: true,
        routes: false,
        ..question
    }
}

fn policy(rest: &str) -> String {
    format!("policy t\nzone UTC\nperiods us.calendar\n{HEAD}{rest}\n")
}

/// `N` conditions, each of which asks the one before it twice, down to an end that has not come.
fn ladder(steps: usize) -> String {
    let mut text = String::from(
        "fact started : time\nfact ended : time\ndefine d0 cites Act 1 means ended - started > 9 hours\n",
    );
    for step in 1..=steps {
        let before = step - 1;
        text.push_str(&format!(
            "fact f{step} : yes/no\ndefine d{step} cites Act 1 means (d{before} and f{step}) or (d{before} and not f{step})\n"
        ));
    }
    text.push_str(&format!(
        "duty tell cites Act 2 bearer firm to office when d{steps} must report without delay\n"
    ));
    policy(&text)
}

#[test]
fn looking_ahead_walks_each_step_once() {
    let facts = r#"{"zone": "UTC", "started": "2026-05-31T20:00", "ended": "not yet"}"#;
    let of = |steps| cost(&ladder(steps), facts, ahead);
    let (few, many) = (of(10), of(40));
    assert!(many.expressions < few.expressions * 6, "{few:?} {many:?}");
}

#[test]
fn a_change_is_found_by_days_and_not_by_microseconds() {
    let text = policy(
        "fact on : date
duty daily cites Act 1 every day d bearer firm must report by end of day of d in force from 2026-05-20",
    );
    let facts = r#"{"zone": "UTC", "record_complete_until": "2026-06-01T00:00"}"#;
    let work = cost(&text, facts, ahead);
    assert!(work.evaluations < 700, "{work:?}");
}

#[test]
fn only_what_is_asked_for_is_looked_at() {
    let mut text = String::from("fact users : number\ndefine one cites Act 1 means users > 5\n");
    for other in 0..200 {
        text.push_str(&format!(
            "define other{other} cites Act 1 means users > {other}\n"
        ));
    }
    let ask = |only: &'static [&'static str]| {
        let ask = move |question: Question| Question {
            only: only.iter().map(|name| (*name).to_owned()).collect(),
            ..plain(question)
        };
        cost(&policy(&text), r#"{"users": 7}"#, ask)
    };
    let (all, one) = (ask(&[]), ask(&["one"]));
    assert!(one.expressions * 20 < all.expressions, "{one:?} of {all:?}");
}

#[test]
fn questions_within_questions_end_and_say_so() {
    let facts = format!(r#"{{"items": [{}]}}"#, vec![r#"{"n": 1}"#; 40].join(", "));
    let mut condition = "a0.n > 5".to_owned();
    for depth in 0..6 {
        let next = if depth == 0 {
            condition.clone()
        } else {
            format!("({condition})")
        };
        condition = format!("any of (a{depth}.n > 0 and {next} for a{depth} in items)");
    }
    // Each question asks the same list again, six deep: 40 to the sixth members.
    let text = policy(&format!(
        "record Item field n : number\nfact items : list of Item\ndefine deep cites Act 1 means {condition}"
    ));
    let work = cost(&text, &facts, plain);
    assert!(work.expressions < 5_000_000, "{work:?}");
    let program = program(&text);
    let facts = record(&program, &facts);
    let answer = super::told(&program, &facts, &question("2026-06-01T00:00"));
    assert_eq!(super::said(&answer, "deep"), "undetermined");
    assert!(
        super::row(&answer, "deep")["because"]
            .to_string()
            .contains("too_many")
    );
}

#[test]
fn a_long_chain_with_not_in_between_ends() {
    let mut text = String::from("fact f : yes/no\ndefine d0 cites Act 1 means f\n");
    for step in 1..=2_500 {
        text.push_str(&format!(
            "define d{step} cites Act 1 means not d{}\n",
            step - 1
        ));
    }
    let work = cost(&policy(&text), "{}", plain);
    assert!(work.expressions < 50_000, "{work:?}");
}

#[test]
fn services_without_a_name_for_each_notice_cost_in_proportion() {
    let text = policy(
        "record Service field down : yes/no field at_time : time
fact services : list of Service
duty tell for each s in services cites Act 1 bearer firm to office when s.down must report within 10 days after s.at_time",
    );
    let of = |count: usize| {
        let service = r#"{"down": true, "at_time": "2026-05-20T09:00"}"#;
        let facts = format!(
            r#"{{"zone": "UTC", "services": [{}], "record_complete_until": "2026-06-01T00:00"}}"#,
            vec![service; count].join(", ")
        );
        cost(&text, &facts, plain)
    };
    let (few, many) = (of(50), of(500));
    assert!(many.expressions <= few.expressions * 11, "{few:?} {many:?}");
    assert_eq!(few.evaluations, many.evaluations);
}

/// Members of which little is known, and acts that may be about any of them.
fn members(members: usize, acts: usize) -> (String, String) {
    let text = policy(
        "record It field s : time field bad : yes/no field q : number at least 0
fact its : list of It
fact b : yes/no
duty x for each i in its cites Act 1 bearer firm to office when i.bad or i.q > 3
  must report by i.s + (if i.q > 5 then 24 hours else 72 hours) unless b",
    );
    let its: Vec<String> = (0..members)
        .map(|at| format!(r#"{{"s": "2026-05-{:02}T{:02}:00"}}"#, 1 + at % 10, at % 24))
        .collect();
    let events: Vec<String> = (0..acts)
        .map(|at| {
            let day = 3 + at % 10;
            format!(
                r#"{{"act": "report", "at": "2026-05-{day:02}T{:02}:30"}}"#,
                at % 24
            )
        })
        .collect();
    let record = format!(
        r#"{{"its": [{}], "events": [{}], "record_complete_until": "2026-06-01T00:00"}}"#,
        its.join(", "),
        events.join(", ")
    );
    (text, record)
}

#[test]
fn what_ways_are_searched_for_is_bounded_however_many_acts_may_be_about_each() {
    // So many sets are tried for one answer, of which each counts for what it looks at.
    let most = 16_384 * 128;
    for (count, acts) in [(10, 7), (30, 20), (60, 40)] {
        let (text, record) = members(count, acts);
        let whole = cost(&text, &record, |question| question);
        let alone = cost(&text, &record, plain);
        let looked = |of: &Work| of.expressions + of.events;
        let searched = looked(&whole) - looked(&alone);
        // The last that is tried may go beyond.
        assert!(searched < most + looked(&alone), "{count}: {searched}");
    }
}

#[test]
fn that_it_was_not_searched_since_when_all_is_owed_is_said() {
    let text = policy(
        "record It field s : time
fact its : list of It
fact from : time
duty x for each i in its cites Act 1 bearer firm to office governed by from
  when i.s + 36 hours < latest of (n.at for n in report) must ensure (from is known)",
    );
    let record = |members: usize| {
        let its: Vec<String> = (0..members)
            .map(|at| format!(r#"{{"s": "2026-05-{:02}T{:02}:00"}}"#, 1 + at % 10, at % 24))
            .collect();
        let events: Vec<String> = (12..30)
            .map(|day| format!(r#"{{"act": "report", "at": "2026-05-{day:02}T10:00"}}"#))
            .collect();
        format!(
            r#"{{"from": "2026-05-01T00:00", "its": [{}], "events": [{}],
              "record_complete_until": "2026-06-01T00:00"}}"#,
            its.join(", "),
            events.join(", ")
        )
    };
    for (members, told) in [(4, true), (400, false)] {
        let program = program(&text);
        let facts = super::record(&program, &record(members));
        let (answer, _) = evaluate(&program, &facts, &plain(question("2026-06-01T00:00")));
        let all = answer.duties.iter().all(|duty| duty.owed_since.is_some());
        assert_eq!((all, answer.owed_since_complete.is_none()), (told, told));
        let text = onus::render::json::json(&answer);
        assert_eq!(text.contains(r#""owed_since_complete": false"#), !told);
    }
}

#[test]
fn looking_ahead_is_as_cheap_where_accounts_differ() {
    let text = policy(
        "fact a : yes/no
fact on : date
duty tell cites Act 1 bearer firm to office when a must report by 2026-08-01T00:00
duty daily cites Act 1 every day d bearer firm must report by end of day of d in force from 2026-05-20",
    );
    let of = |a: &str| {
        let facts = format!(r#"{{"a": {a}, "record_complete_until": "2026-06-01T00:00"}}"#);
        let whole = cost(&text, &facts, ahead);
        let now = cost(&text, &facts, plain);
        whole.evaluations - now.evaluations
    };
    let known = of("true");
    let disputed =
        of(r#"{"disputed": [{"is": true, "by": "firm"}, {"is": false, "by": "office"}]}"#);
    // What changes is seen at a glance, whichever account is true.
    assert!(disputed <= known + 4, "{disputed} and {known}");
}
