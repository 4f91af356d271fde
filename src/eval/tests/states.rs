//! The table of a duty's states, row by row.

use super::make::*;
use crate::determination::{DutyRow, Figure, Shown, TimeLimit, Words};
use crate::facts::{Event, Facts, Known};
use crate::program::provision::{Deed, DutyBody, Force, Must, Sanction, SanctionBody, Trigger};
use crate::program::{Expr, FactStep, Node, Program, Target};
use crate::value::{Kind, Period, PeriodUnit, Range, State};
use std::sync::Arc;

fn trigger() -> Option<Trigger> {
    Some(Trigger {
        act: REQUEST,
        variable: 1,
        condition: None,
    })
}

/// To answer a request by the time that it sets.
fn asked() -> DutyBody {
    let request = expr(Node::Variable(1), Kind::Record(2));
    DutyBody {
        arises_on: trigger(),
        when: Some(fact(A)),
        by: Some(of(request, 2, Kind::Time)),
        ..answer()
    }
}

fn world(body: DutyBody) -> Program {
    let mut program = program();
    program.policies[0].governed_by = None;
    program.duties.push(duty("reply", body));
    let exempt = exception("excused", Target::Duty(0), fact(B));
    program.exceptions.push(exempt);
    program
}

fn log(program: &Program, events: Vec<Event>, until: Option<&str>) -> Facts {
    let given = vec![(path(A, &[]), truth(true)), (path(B, &[]), truth(false))];
    let mut facts = facts(program, given);
    facts.events = events;
    facts.record_complete_until = until.map(at);
    facts
}

fn row(program: &Program, facts: &Facts, as_of: &str) -> DutyRow {
    let all = answered(program, facts, as_of);
    duty_row(&all, "reply").clone()
}

const DUE: &str = "2022-03-10 18:00";

fn request() -> Event {
    event(REQUEST, "2022-03-01 09:00", time(DUE))
}

fn reply(when: &str) -> Event {
    event(ANSWER, when, Known::Absent)
}

#[test]
fn a_duty_that_a_request_gives_rise_to() {
    let program = world(asked());
    let complete = Some("2022-04-01 00:00");
    for (events, until, as_of, state) in [
        (vec![], complete, "2022-03-05 00:00", State::NotArisen),
        (vec![], None, "2022-03-05 00:00", State::Undetermined),
        (
            vec![request()],
            None,
            "2022-02-01 00:00",
            State::Undetermined,
        ),
        (vec![request()], None, "2022-03-05 00:00", State::Pending),
        (vec![request()], None, DUE, State::Pending),
        (
            vec![request()],
            complete,
            "2022-03-10 18:01",
            State::Breached,
        ),
        (
            vec![request()],
            Some(DUE),
            "2022-03-12 00:00",
            State::Breached,
        ),
        (
            vec![request()],
            Some("2022-03-10 17:59"),
            "2022-03-12 00:00",
            State::Undetermined,
        ),
        (
            vec![request(), reply(DUE)],
            None,
            "2022-03-12 00:00",
            State::Fulfilled,
        ),
        // A record that does not say that it is complete may lack one that was in time.
        (
            vec![request(), reply("2022-03-11 09:00")],
            None,
            "2022-03-12 00:00",
            State::Undetermined,
        ),
        // What was done before the request is no answer to it.
        (
            vec![request(), reply("2022-02-20 09:00")],
            complete,
            "2022-03-12 00:00",
            State::Breached,
        ),
    ] {
        let facts = log(&program, events.clone(), until);
        let found = row(&program, &facts, as_of);
        assert_eq!(
            found.state,
            state,
            "{} events, {until:?}, {as_of}",
            events.len()
        );
    }
    let facts = log(&program, vec![request()], None);
    let found = row(&program, &facts, "2022-03-05 00:00");
    assert_eq!(found.due_at, Some("2022-03-10T18:00:00+09:00".into()));
    assert_eq!(found.about.instance.as_deref(), Some("events[0]"));
    let found = row(&program, &log(&program, vec![], None), "2022-03-05 00:00");
    assert_eq!(needs(&found.about), ["events.request"]);
    let mut vague = reply(DUE);
    let range = Range::between(
        at("2022-03-10 17:00").seconds(),
        at("2022-03-10 19:00").seconds(),
    );
    if let Known::Record(record) = &mut vague.datum.known {
        record.fields[0].known = amount(range);
    }
    let vague = log(&program, vec![request(), vague], complete);
    let found = row(&program, &vague, "2022-03-12 00:00");
    assert_eq!(found.state, State::Undetermined);
    assert_eq!(needs(&found.about), ["events[1].at"]);
    let both = log(&program, vec![request(), request()], None);
    assert_eq!(answered(&program, &both, DUE).duties.len(), 2);
}

#[test]
fn triggers_and_exceptions_that_are_open() {
    let program = world(asked());
    let state = |a: Known, b: Known| {
        let mut facts = log(&program, vec![request()], None);
        Arc::make_mut(&mut facts.facts)[A].known = a;
        Arc::make_mut(&mut facts.facts)[B].known = b;
        row(&program, &facts, "2022-03-05 00:00")
    };
    assert_eq!(state(truth(false), Known::Absent).state, State::NotArisen);
    let exempt = state(Known::Absent, truth(true));
    assert_eq!(
        (exempt.state, exempt.exempt_by),
        (State::Exempt, vec!["excused".to_owned()])
    );
    assert!(exempt.about.needs.is_empty());
    let open = state(truth(true), Known::Absent);
    assert_eq!(
        (open.state, needs(&open.about)),
        (State::Undetermined, vec!["b"])
    );
    assert_eq!(
        needs(&state(Known::Absent, Known::Absent).about),
        ["a", "b"]
    );
}

fn after(from: Expr, count: u32, unit: PeriodUnit, kind: Kind) -> Option<Expr> {
    let shift = Node::Shift {
        period: Period { count, unit },
        counting_that_day: false,
        periods: None,
        calendar: None,
        rolls: true,
        before: false,
        from: Box::new(from),
    };
    Some(expr(shift, kind))
}

#[test]
fn limits_in_hours_are_instants_and_in_days_are_days() {
    let body = |by| DutyBody { by, ..answer() };
    let given = |program: &Program| {
        let mut facts = facts(
            program,
            outage_from("2022-02-03 11:20", time("2022-02-03 12:35")),
        );
        facts.record_complete_until = Some(at("2022-06-01 00:00"));
        facts
    };
    let mut hours = program();
    let by = after(started(), 24, PeriodUnit::Hours, Kind::Time);
    hours.duties.push(duty("reply", body(by)));
    let facts = given(&hours);
    assert_eq!(
        row(&hours, &facts, "2022-02-04 11:20").state,
        State::Pending
    );
    assert_eq!(
        row(&hours, &facts, "2022-02-04 11:21").state,
        State::Breached
    );
    let mut days = program();
    let ended = of(outage(), 1, Kind::Time);
    let by = after(ended, 30, PeriodUnit::Days, Kind::Date);
    days.duties.push(duty("reply", body(by)));
    // The thirtieth day is a Saturday, so the period ends on Monday.
    let found = row(&days, &facts, "2022-03-07 23:59");
    assert_eq!(found.due_day, Some("2022-03-07".into()));
    assert_eq!(found.state, State::Pending);
    assert_eq!(
        row(&days, &facts, "2022-03-08 00:00").state,
        State::Breached
    );
    let mut open = given(&days);
    crate::facts::put(
        &mut open,
        &days,
        &path(OUTAGE, &[FactStep::Field(1)]),
        Known::NotYet,
    );
    let waits = row(&days, &open, "2022-02-10 00:00");
    assert_eq!((waits.state, waits.due_day), (State::Pending, None));
    let Some(TimeLimit::Counted(counting)) = waits.limit else {
        panic!("{:?}", waits.limit);
    };
    let from = TimeLimit::Titled(Words::same("ended"));
    assert_eq!(counting.from, from);
    let length = Shown::Is(Figure::Period(30, PeriodUnit::Days));
    assert_eq!(
        counting.lengths.first().map(|length| &length.is),
        Some(&length)
    );
    assert_eq!(counting.regime.map(|by| by.name), Some("kr.civil".into()));
    let earliest = waits.due_earliest.map(|due| due.to_string());
    assert_eq!(earliest.as_deref(), Some("2022-03-14"));
    let mut slow = program();
    slow.duties.push(duty(
        "reply",
        DutyBody {
            without_delay: true,
            ..answer()
        },
    ));
    let slowly = row(&slow, &facts, "2023-01-01 00:00");
    let undated = Some(TimeLimit::WithoutDelay(None));
    assert_eq!((slowly.limit, slowly.without_delay), (undated, true));
    assert_eq!(row(&slow, &facts, "2023-01-01 00:00").state, State::Pending);
}

#[test]
fn conditions_to_be_upheld_and_acts_forbidden() {
    for (force, value, state) in [
        (Force::Demand, true, State::Upheld),
        (Force::Demand, false, State::Breached),
        (Force::Forbid, true, State::Violated),
        (Force::Forbid, false, State::Observed),
    ] {
        let deed = Deed::Ensure(fact(C));
        let program = world(DutyBody {
            must: Must { force, deed },
            ..answer()
        });
        let mut facts = log(&program, vec![], None);
        Arc::make_mut(&mut facts.facts)[C].known = truth(value);
        assert_eq!(row(&program, &facts, "2022-03-05 00:00").state, state);
    }
    let body = answer();
    let must = Must {
        force: Force::Forbid,
        ..body.must.clone()
    };
    let program = world(DutyBody { must, ..body });
    let complete = Some("2022-04-01 00:00");
    for (events, until, state) in [
        (vec![], complete, State::Observed),
        (vec![], None, State::Undetermined),
        (vec![reply("2022-03-02 00:00")], None, State::Violated),
    ] {
        let facts = log(&program, events, until);
        assert_eq!(row(&program, &facts, "2022-03-05 00:00").state, state);
    }
}

#[test]
fn one_instance_for_each_member_and_sanctions_that_a_breach_opens() {
    let mut program = world(DutyBody {
        when: Some(of(service(), 1, Kind::YesNo)),
        must: Must {
            force: Force::Demand,
            deed: Deed::Ensure(fact(C)),
        },
        on_breach: vec![0],
        ..answer()
    });
    program.duties[0].for_each = each_service();
    program.sanctions.push(Sanction {
        head: head("fine"),
        for_each: None,
        governed_by: None,
        opened_by: vec![0],
        versions: vec![always(SanctionBody {
            bearer: None,
            holder: None,
            when: None,
            unless: Vec::new(),
            through: None,
            up_to: vec![number(10, Kind::Number)],
            in_lieu_of: None,
        })],
    });
    let mut facts = log(&program, vec![], None);
    let missing = answered(&program, &facts, "2022-03-05 00:00");
    let none = duty_row(&missing, "reply");
    assert_eq!(
        (none.state, none.about.instance.as_ref()),
        (State::Undetermined, None)
    );
    assert_eq!(needs(&none.about), ["services"]);
    for (index, free) in [(0, true), (1, false)] {
        let place = path(SERVICES, &[FactStep::Index(index), FactStep::Field(1)]);
        crate::facts::put(&mut facts, &program, &place, truth(free));
    }
    for (given, first, fine) in [
        (truth(false), State::Breached, State::Open),
        (truth(true), State::Upheld, State::NotOpen),
        (Known::Absent, State::Undetermined, State::Undetermined),
    ] {
        Arc::make_mut(&mut facts.facts)[C].known = given;
        let all = answered(&program, &facts, "2022-03-05 00:00");
        let states: Vec<_> = all.duties.iter().map(|row| row.state).collect();
        assert_eq!(states, [first, State::NotArisen]);
        assert_eq!(all.duties[1].about.instance.as_deref(), Some("services[1]"));
        assert_eq!(all.sanctions[0].state, fine);
    }
}
