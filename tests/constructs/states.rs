//! The table of a duty's states, row by row.

use onus::determination::{DutyRow, Figure, Prompt, Shown, TimeLimit, Words};
use onus::program::Program;
use onus::value::{Date, Moment, PeriodUnit, Promptness, State};
use serde_json::{Value, json};

use super::{answered, duty, given, needs, ungoverned, world};

/// To answer a request by the time that it sets.
const REPLY: &str = r#"
duty reply "Reply" ko "답변" cites Act 1
  bearer minister
  arises on request
  when a
  must answer
  by request.due
exception excused "Excused" ko "면책" cites Act 1 to reply when b
"#;
const DUE: &str = "2022-03-10T18:00";

fn request() -> Value {
    json!({ "act": "request", "at": "2022-03-01T09:00", "due": DUE })
}

fn reply(when: &str) -> Value {
    json!({ "act": "answer", "at": when })
}

fn log(events: &[Value], until: Option<&str>) -> Value {
    let mut facts = json!({ "a": true, "b": false, "events": events });
    if let Some(until) = until {
        facts["record_complete_until"] = json!(until);
    }
    facts
}

fn row(program: &Program, facts: &Value, as_of: &str) -> DutyRow {
    duty(&answered(program, facts, as_of), "reply").clone()
}

#[test]
fn a_duty_that_a_request_gives_rise_to() {
    let program = ungoverned(REPLY);
    let complete = Some("2022-04-01T00:00");
    let late = [request(), reply("2022-03-11T09:00")];
    // What was done before the request is no answer to it.
    let early = [request(), reply("2022-02-20T09:00")];
    for (events, until, as_of, state) in [
        (&[][..], complete, "2022-03-05T00:00", State::NotArisen),
        (&[], None, "2022-03-05T00:00", State::Undetermined),
        (&[request()], None, "2022-02-01T00:00", State::Undetermined),
        (&[request()], None, "2022-03-05T00:00", State::Pending),
        (&[request()], None, DUE, State::Pending),
        (&[request()], complete, "2022-03-10T18:01", State::Breached),
        (&[request()], Some(DUE), "2022-03-12T00:00", State::Breached),
        (
            &[request()],
            Some("2022-03-10T17:59"),
            "2022-03-12T00:00",
            State::Undetermined,
        ),
        (
            &[request(), reply(DUE)],
            None,
            "2022-03-12T00:00",
            State::Fulfilled,
        ),
        // A record that does not say that it is complete may lack one that was in time.
        (&late, None, "2022-03-12T00:00", State::Undetermined),
        (&early, complete, "2022-03-12T00:00", State::Breached),
    ] {
        let found = row(&program, &log(events, until), as_of);
        assert_eq!(
            found.state,
            state,
            "{} events, {until:?}, {as_of}",
            events.len()
        );
    }
    let found = row(&program, &log(&[request()], None), "2022-03-05T00:00");
    assert_eq!(found.due_at, Moment::parse("2022-03-10T18:00:00+09:00"));
    assert_eq!(found.about.instance.as_deref(), Some("events[0]"));
    let found = row(&program, &log(&[], None), "2022-03-05T00:00");
    assert_eq!(needs(&found.about), ["events.request"]);
    let vague =
        json!({ "act": "answer", "at": { "between": ["2022-03-10T17:00", "2022-03-10T19:00"] } });
    let found = row(
        &program,
        &log(&[request(), vague], complete),
        "2022-03-12T00:00",
    );
    assert_eq!(found.state, State::Undetermined);
    assert_eq!(needs(&found.about), ["events[1].at"]);
    let both = log(&[request(), request()], None);
    assert_eq!(answered(&program, &both, DUE).duties.len(), 2);
}

#[test]
fn triggers_and_exceptions_that_are_open() {
    let program = ungoverned(REPLY);
    let state = |a, b| {
        let facts = json!({ "a": given(a), "b": given(b), "events": [request()] });
        row(&program, &facts, "2022-03-05T00:00")
    };
    assert_eq!(state(Some(false), None).state, State::NotArisen);
    let exempt = state(None, Some(true));
    assert_eq!(
        (exempt.state, exempt.exempt_by),
        (State::Exempt, vec!["excused".to_owned()])
    );
    assert!(exempt.about.needs.is_empty());
    let open = state(Some(true), None);
    assert_eq!(
        (open.state, needs(&open.about)),
        (State::Undetermined, vec!["b"])
    );
    assert_eq!(needs(&state(None, None).about), ["a", "b"]);
}

#[test]
fn limits_in_hours_are_instants_and_in_days_are_days() {
    let limited = |by: &str| {
        let head = "duty reply \"Reply\" ko \"답변\" cites Act 1 bearer minister must answer";
        world(&format!("{head} {by}\n"))
    };
    let facts = json!({
        "outage": { "started": "2022-02-03T11:20", "ended": "2022-02-03T12:35" },
        "record_complete_until": "2022-06-01T00:00"
    });
    let hours = limited("within 24 hours after outage.started");
    assert_eq!(
        row(&hours, &facts, "2022-02-04T11:20").state,
        State::Pending
    );
    assert_eq!(
        row(&hours, &facts, "2022-02-04T11:21").state,
        State::Breached
    );
    let days = limited("within 30 days after outage.ended");
    // The thirtieth day is a Saturday, so the period ends on Monday.
    let found = row(&days, &facts, "2022-03-07T23:59");
    assert_eq!(
        (found.due_day, found.state),
        (Date::parse("2022-03-07"), State::Pending)
    );
    assert_eq!(
        row(&days, &facts, "2022-03-08T00:00").state,
        State::Breached
    );
    let mut open = facts.clone();
    open["outage"]["ended"] = json!("not yet");
    let waits = row(&days, &open, "2022-02-10T00:00");
    assert_eq!((waits.state, waits.due_day), (State::Pending, None));
    let Some(TimeLimit::Counted(counting)) = waits.limit else {
        panic!("{:?}", waits.limit);
    };
    let end = Words {
        en: "End".into(),
        ko: "종료".into(),
    };
    assert_eq!(counting.from, TimeLimit::Titled(end));
    let lengths: Vec<_> = counting.lengths.iter().map(|length| &length.is).collect();
    assert_eq!(lengths, [&Shown::Is(Figure::Period(30, PeriodUnit::Days))]);
    assert_eq!(counting.regime.map(|by| by.name), Some("kr.civil".into()));
    let earliest = waits.due_earliest.map(|due| due.to_string());
    assert_eq!(earliest.as_deref(), Some("2022-03-14"));
    let slow = row(&limited("without delay"), &facts, "2023-01-01T00:00");
    let standard = Promptness::WithoutDelay.into();
    let undated = Some(TimeLimit::Prompt(Prompt { by: None, standard }));
    assert_eq!((slow.limit, slow.promptness), (undated, standard));
    assert_eq!(slow.state, State::Pending);
}

#[test]
fn conditions_to_be_upheld_and_acts_forbidden() {
    let head = "duty reply \"Reply\" ko \"답변\" cites Act 1 bearer minister";
    let state = |must: &str, facts: &Value| {
        row(
            &ungoverned(&format!("{head} {must}\n")),
            facts,
            "2022-03-05T00:00",
        )
        .state
    };
    for (must, c, expected) in [
        ("must ensure c", true, State::Upheld),
        ("must ensure c", false, State::Breached),
        ("must not ensure c", true, State::Violated),
        ("must not ensure c", false, State::Observed),
    ] {
        assert_eq!(state(must, &json!({ "c": c })), expected, "{must} {c}");
    }
    for (events, until, expected) in [
        (&[][..], Some("2022-04-01T00:00"), State::Observed),
        (&[], None, State::Undetermined),
        (&[reply("2022-03-02T00:00")], None, State::Violated),
    ] {
        assert_eq!(state("must not answer", &log(events, until)), expected);
    }
}

#[test]
fn one_instance_for_each_member_and_sanctions_that_a_breach_opens() {
    let program = ungoverned(
        "duty reply \"Reply\" ko \"답변\" cites Act 1 bearer minister for each s in services \
         when s.free must ensure c on breach fine\n\
         sanction fine \"Fine\" ko \"벌금\" cites Act 1 up to 10\n",
    );
    let missing = row(&program, &json!({}), "2022-03-05T00:00");
    assert_eq!(
        (missing.state, missing.about.instance.as_ref()),
        (State::Undetermined, None)
    );
    assert_eq!(needs(&missing.about), ["services"]);
    for (c, first, fine) in [
        (Some(false), State::Breached, State::Open),
        (Some(true), State::Upheld, State::NotOpen),
        (None, State::Undetermined, State::Undetermined),
    ] {
        let facts = json!({ "c": given(c), "services": [{ "free": true }, { "free": false }] });
        let all = answered(&program, &facts, "2022-03-05T00:00");
        let states: Vec<_> = all.duties.iter().map(|row| row.state).collect();
        assert_eq!(states, [first, State::NotArisen]);
        assert_eq!(all.duties[1].about.instance.as_deref(), Some("services[1]"));
        assert_eq!(all.sanctions[0].state, fine);
    }
}
