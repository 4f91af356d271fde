//! Exceptions, exceptions to exceptions, and what is presumed.

use super::make::*;
use crate::determination::Standing;
use crate::facts::Known;
use crate::program::provision::{Presumption, Unless};
use crate::program::{Node, Program, Target};

/// `rule` is yes; `narrow` excepts it when b; `proviso` excepts that when c.
fn world() -> Program {
    let mut program = program();
    program.defines.push(rule("rule", fact(A)));
    program
        .exceptions
        .push(exception("narrow", Target::Define(0), fact(B)));
    program
        .exceptions
        .push(exception("proviso", Target::Exception(0), fact(C)));
    program
}

fn with(b: Option<bool>, c: Option<bool>) -> crate::determination::Conclusion {
    let program = world();
    let known = |value: Option<bool>| value.map_or(Known::Absent, truth);
    let given = vec![
        (path(A, &[]), truth(true)),
        (path(B, &[]), known(b)),
        (path(C, &[]), known(c)),
    ];
    let all = answered(&program, &facts(&program, given), "2022-07-01 00:00");
    conclusion(&all, "rule").clone()
}

#[test]
fn an_exception_can_be_excepted() {
    for (b, c, value) in [
        (Some(true), Some(false), "no"),
        (Some(true), Some(true), "yes"),
        (Some(true), None, "undetermined"),
        (Some(false), None, "yes"),
        (None, Some(true), "yes"),
        (None, Some(false), "undetermined"),
        (None, None, "undetermined"),
    ] {
        assert_eq!(with(b, c).value, value, "{b:?} {c:?}");
    }
    assert_eq!(with(Some(true), Some(false)).exempt_by, ["narrow"]);
    assert_eq!(needs(&with(Some(true), None).about), ["c"]);
    assert_eq!(needs(&with(None, None).about), ["b", "c"]);
}

#[test]
fn all_exceptions_are_listed_and_one_that_holds_needs_no_more() {
    let mut program = world();
    program
        .exceptions
        .push(exception("other", Target::Define(0), fact(C)));
    let given = vec![(path(A, &[]), truth(true)), (path(B, &[]), truth(true))];
    let facts = facts(&program, given);
    program.exceptions.remove(1);
    let all = answered(&program, &facts, "2022-07-01 00:00");
    let row = conclusion(&all, "rule");
    assert_eq!(row.value, "no");
    assert_eq!(row.exceptions.len(), 2);
    assert_eq!(row.exceptions[1].needs.len(), 1);
    assert!(row.about.needs.is_empty());
}

#[test]
fn as_deep_as_exceptions_are_looked_into_they_settle_and_deeper_they_leave_open() {
    for (deep, value) in [(1, "no"), (63, "no"), (64, "yes"), (65, "undetermined")] {
        let mut program = program();
        program.defines.push(rule("rule", fact(A)));
        for number in 0..deep {
            let to = match number {
                0 => Target::Define(0),
                _ => Target::Exception(number - 1),
            };
            let name = format!("exception_{number}");
            program.exceptions.push(exception(&name, to, fact(A)));
        }
        let facts = facts(&program, vec![(path(A, &[]), truth(true))]);
        let all = answered(&program, &facts, "2022-07-01 00:00");
        assert_eq!(conclusion(&all, "rule").value, value, "{deep}");
    }
}

#[test]
fn what_is_presumed_stands_until_shown_otherwise() {
    let mut program = program();
    let mut define = rule("rule", fact(A));
    define.versions[0].body.unless.push(Unless {
        condition: yes_no(Node::Judgement(0, None)),
        presumed: Some(Presumption {
            value: false,
            burden: None,
        }),
    });
    program.defines.push(define);
    let facts = facts(&program, vec![(path(A, &[]), truth(true))]);
    let all = answered(&program, &facts, "2022-07-01 00:00");
    let row = conclusion(&all, "rule");
    assert_eq!(row.value, "yes");
    assert_eq!(row.standing, Some(Standing::Presumed));
    assert_eq!(all.judgements.len(), 1);
    // What could show otherwise still matters; it is not settled whatever that is.
    assert_eq!(row.about.needs.len(), 1);
    assert!(row.about.regardless.is_empty());
}
