//! And, or, not and counts over three values, with support, needs and reasons.

use super::make::*;
use crate::determination::Standing;
use crate::facts::Known;
use crate::program::{Expr, Node};
use crate::value::Truth::{self, No, Undetermined, Yes};
use crate::value::{CompareOp, Kind, Number, Range};
use proptest::prelude::*;

fn known(value: Truth) -> Known {
    match value {
        Undetermined => Known::Absent,
        settled => truth(settled == Yes),
    }
}

fn word(value: Truth) -> &'static str {
    match value {
        Yes => "yes",
        No => "no",
        Undetermined => "undetermined",
    }
}

#[test]
fn tables_are_kleenes() {
    type Make = fn(Vec<Expr>) -> Node;
    for a in [Yes, No, Undetermined] {
        for b in [Yes, No, Undetermined] {
            let given = || vec![(path(A, &[]), known(a)), (path(B, &[]), known(b))];
            let both = || vec![fact(A), fact(B)];
            let cases: [(Make, Truth); 4] = [
                (Node::All, a.and(b)),
                (Node::Any, a.or(b)),
                (|of| Node::AtLeastOf(2, of), a.and(b)),
                (|of| Node::AtLeastOf(1, of), a.or(b)),
            ];
            for (make, expected) in cases {
                let row = value(yes_no(make(both())), given());
                assert_eq!(row.value, word(expected), "{a:?} {b:?}");
                assert_eq!(row.about.needs.is_empty(), expected != Undetermined);
                let row = value(not(yes_no(make(both()))), given());
                assert_eq!(row.value, word(expected.negate()), "not {a:?} {b:?}");
            }
        }
    }
}

#[test]
fn only_open_legs_are_missed_and_only_what_decided_is_told() {
    let all = || yes_no(Node::All(vec![fact(A), fact(B), fact(C)]));
    let row = value(all(), vec![(path(A, &[]), truth(true))]);
    assert_eq!(needs(&row.about), ["b", "c"]);
    assert_eq!(row.standing, None);
    let row = value(
        all(),
        vec![(path(B, &[]), truth(false)), (path(C, &[]), truth(false))],
    );
    assert_eq!(row.value, "no");
    assert_eq!(row.about.because.unwrap().of.len(), 1);
    let given = [A, B, C].map(|fact| (path(fact, &[]), truth(true)));
    let row = value(all(), given.to_vec());
    assert_eq!(row.about.because.unwrap().of.len(), 3);
}

#[test]
fn a_bound_may_settle_a_comparison() {
    let amount_is = |op, limit| {
        yes_no(Node::Compare(
            op,
            Box::new(expr(Node::Fact(AMOUNT), Kind::Number)),
            Box::new(number(limit, Kind::Number)),
        ))
    };
    let given = || {
        let range = Range::at_least(Number::whole(12));
        vec![(path(AMOUNT, &[]), amount(range))]
    };
    assert_eq!(
        value(amount_is(CompareOp::MoreThan, 10), given()).value,
        "yes"
    );
    assert_eq!(
        value(amount_is(CompareOp::LessThan, 12), given()).value,
        "no"
    );
    let row = value(amount_is(CompareOp::AtLeast, 15), given());
    assert_eq!(row.value, "undetermined");
    assert_eq!(needs(&row.about), ["amount"]);
}

#[test]
fn support_is_the_weakest_on_the_best_way() {
    let impaired = || yes_no(Node::Judgement(0, None));
    let judged = || {
        (
            crate::program::FactPath {
                root: crate::program::FactRoot::Judgement(0),
                steps: Vec::new(),
            },
            truth(true),
        )
    };
    let a = || (path(A, &[]), truth(true));
    let row = value(
        yes_no(Node::All(vec![fact(A), impaired()])),
        vec![a(), judged()],
    );
    assert_eq!(
        (row.value, row.standing),
        ("yes".into(), Some(Standing::Judged))
    );
    let row = value(
        yes_no(Node::Any(vec![fact(A), impaired()])),
        vec![a(), judged()],
    );
    assert_eq!(row.standing, Some(Standing::Established));
    let row = value(yes_no(Node::All(vec![fact(A), impaired()])), vec![a()]);
    assert_eq!(needs(&row.about), ["impaired"]);
    assert!(row.about.needs[0].holder.is_some());
}

#[test]
fn an_open_condition_leaves_what_both_branches_share() {
    let choose = |then: Expr, otherwise: Expr| {
        yes_no(Node::If(
            Box::new(fact(A)),
            Box::new(then),
            Box::new(otherwise),
        ))
    };
    let given = || vec![(path(B, &[]), truth(true)), (path(C, &[]), truth(true))];
    assert_eq!(value(choose(fact(B), fact(C)), given()).value, "yes");
    let row = value(choose(fact(B), not(fact(C))), given());
    assert_eq!(row.value, "undetermined");
    assert_eq!(needs(&row.about), ["a"]);
}

#[test]
fn only_what_someone_declared_unknown_falls_through() {
    let first = || {
        yes_no(Node::Compare(
            CompareOp::AtLeast,
            Box::new(expr(
                Node::FirstKnown(vec![
                    expr(Node::Fact(AMOUNT), Kind::Number),
                    number(7, Kind::Number),
                ]),
                Kind::Number,
            )),
            Box::new(number(5, Kind::Number)),
        ))
    };
    let row = value(first(), vec![(path(AMOUNT, &[]), Known::Unknown)]);
    assert_eq!(row.value, "yes");
    let row = value(first(), Vec::new());
    assert_eq!(row.value, "undetermined");
    assert_eq!(needs(&row.about), ["amount"]);
}

/// Some condition over three facts.
fn condition() -> impl Strategy<Value = Expr> {
    let leaf = (0usize..3).prop_map(|at| fact([A, B, C][at]));
    leaf.prop_recursive(3, 16, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|of| yes_no(Node::All(of))),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|of| yes_no(Node::Any(of))),
            prop::collection::vec(inner.clone(), 2..4)
                .prop_map(|of| yes_no(Node::AtLeastOf(2, of))),
            inner.clone().prop_map(not),
            (inner.clone(), inner.clone(), inner)
                .prop_map(|(a, b, c)| { yes_no(Node::If(Box::new(a), Box::new(b), Box::new(c))) }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_settled_stays_settled_whatever_else_is_learnt(
        rule_is in condition(), known in prop::collection::vec(prop::option::of(any::<bool>()), 3)
    ) {
        let given = |known: &[Option<bool>]| {
            let known = [A, B, C].into_iter().zip(known);
            let known = known.filter_map(|(at, is)| Some((path(at, &[]), truth((*is)?))));
            known.collect::<Vec<_>>()
        };
        let row = value(rule_is.clone(), given(&known));
        for bits in 0..8u8 {
            let whole: Vec<Option<bool>> = known
                .iter()
                .enumerate()
                .map(|(at, is)| is.or(Some(bits & (1 << at) != 0)))
                .collect();
            let full = value(rule_is.clone(), given(&whole));
            prop_assert!(!full.value.is_undetermined());
            prop_assert!(row.value.is_undetermined() || row.value == full.value);
        }
        // What could settle it is among what it waits for.
        for step in row.about.routes.yes.iter().chain(&row.about.routes.no).flatten() {
            prop_assert!(needs(&row.about).contains(&step.path.as_str()));
        }
    }
}
