//! Questions over lists, closed and open.

use super::make::*;
use crate::facts::{Datum, Known};
use crate::name::Name;
use crate::program::expression::{Aggregate, Gather, RefPeriod, Year};
use crate::program::{Expr, FactStep, Node};
use crate::value::{CompareOp, Kind, Number, Range};

fn gather(gather: Gather, each: Option<Expr>, kind: Kind) -> Expr {
    let aggregate = Aggregate {
        gather,
        list: services(),
        variable: 0,
        name: Name::new("s"),
        condition: None,
        each,
    };
    expr(Node::Aggregate(Box::new(aggregate)), kind)
}

/// Services that are free, not free, or of which it is not known.
fn free(members: &[Option<bool>], open: bool) -> Vec<(crate::program::FactPath, Known)> {
    let mut given: Vec<_> = (0u32..)
        .zip(members)
        .map(|(index, free)| {
            let place = path(SERVICES, &[FactStep::Index(index), FactStep::Field(1)]);
            (place, free.map_or(Known::Absent, truth))
        })
        .collect();
    if open {
        let members = vec![Datum::default(); members.len()];
        given.insert(0, (path(SERVICES, &[]), Known::List { members, open }));
    }
    given
}

#[test]
fn an_open_list_settles_only_what_no_further_member_can_change() {
    let is_free = || Some(of(service(), 1, Kind::YesNo));
    for (members, open, any, every) in [
        (&[Some(true), Some(false)][..], false, "yes", "no"),
        (&[Some(true)][..], false, "yes", "yes"),
        (&[Some(true)][..], true, "yes", "undetermined"),
        (&[Some(false)][..], true, "undetermined", "no"),
        (&[Some(true), None][..], false, "yes", "undetermined"),
        (&[Some(false), None][..], false, "undetermined", "no"),
    ] {
        for (which, expected) in [(Gather::Any, any), (Gather::Every, every)] {
            let row = value(gather(which, is_free(), Kind::YesNo), free(members, open));
            assert_eq!(row.value, expected, "{which:?} {members:?} {open}");
        }
        let row = value(
            gather(Gather::None, is_free(), Kind::YesNo),
            free(members, open),
        );
        let flipped = match any {
            "yes" => "no",
            "no" => "yes",
            open => open,
        };
        assert_eq!(row.value, flipped, "{members:?} {open}");
    }
    let row = value(gather(Gather::Any, is_free(), Kind::YesNo), Vec::new());
    assert_eq!(needs(&row.about), ["services"]);
}

#[test]
fn counts_know_the_least_and_where_closed_the_most() {
    let counted = |op, limit, members: &[Option<bool>], open| {
        let mut count = gather(Gather::Count, None, Kind::Number);
        if let Node::Aggregate(aggregate) = &mut count.node {
            aggregate.condition = Some(of(service(), 1, Kind::YesNo));
        }
        let asks = Node::Compare(op, Box::new(count), Box::new(number(limit, Kind::Number)));
        value(yes_no(asks), free(members, open))
    };
    let some = [Some(true), Some(false), None];
    assert_eq!(counted(CompareOp::AtLeast, 1, &some, false).value, "yes");
    assert_eq!(counted(CompareOp::AtLeast, 3, &some, false).value, "no");
    let row = counted(CompareOp::AtLeast, 2, &some, false);
    assert_eq!(needs(&row.about), ["services[2].free"]);
    assert_eq!(
        counted(CompareOp::AtLeast, 3, &some, true).value,
        "undetermined"
    );
    assert_eq!(counted(CompareOp::AtMost, 0, &some, true).value, "no");
}

#[test]
fn a_reference_period_is_read_by_its_months() {
    let years = |plus| {
        let member = expr(Node::Index(Box::new(services()), 0), Kind::Record(1));
        let period = RefPeriod {
            first: 10,
            last: 12,
            year: Year::Of(started(), plus),
        };
        let users = of(member, 3, Kind::Number);
        let over = expr(Node::Over(Box::new(users), Box::new(period)), Kind::Number);
        yes_no(Node::Compare(
            CompareOp::AtLeast,
            Box::new(over),
            Box::new(number(100, Kind::Number)),
        ))
    };
    let given = || {
        let mut given = outage_from("2022-02-03 11:20", Known::Absent);
        let months = crate::facts::Months {
            first: (2021, 10),
            last: (2021, 12),
        };
        let datum = Datum {
            known: amount(Range::exactly(Number::whole(100))),
            ..Datum::default()
        };
        let place = path(SERVICES, &[FactStep::Index(0), FactStep::Field(3)]);
        given.push((place, Known::Series(vec![(months, datum)])));
        given
    };
    assert_eq!(value(years(-1), given()).value, "yes");
    let row = value(years(0), given());
    assert_eq!(
        needs(&row.about),
        ["services[0].users over 2022-10/2022-12"]
    );
    let mut vague = given();
    vague[0].1 = amount(Range::between(
        at("2021-12-31 12:00").seconds(),
        at("2022-01-01 12:00").seconds(),
    ));
    assert_eq!(needs(&value(years(-1), vague).about), ["outage.started"]);
}

/// Six conditions of which each holds, fails or is open: all 729 combinations against a plain count.
#[test]
fn at_least_two_of_six_is_what_counting_says() {
    let leg = |index| {
        let member = expr(Node::Index(Box::new(services()), index), Kind::Record(1));
        of(member, 1, Kind::YesNo)
    };
    for combination in 0..3usize.pow(6) {
        let states: Vec<Option<bool>> = (0..6)
            .map(|place| [Some(true), Some(false), None][combination / 3usize.pow(place) % 3])
            .collect();
        let holding = states.iter().filter(|state| **state == Some(true)).count();
        let open = states.iter().filter(|state| state.is_none()).count();
        let expected = match (holding, holding + open) {
            (2.., _) => "yes",
            (_, ..2) => "no",
            _ => "undetermined",
        };
        let row = value(
            yes_no(Node::AtLeastOf(2, (0..6).map(leg).collect())),
            free(&states, false),
        );
        assert_eq!(row.value, expected, "{states:?}");
        let count = expr(Node::CountOf((0..6).map(leg).collect()), Kind::Number);
        let two = Box::new(number(2, Kind::Number));
        let counted = value(
            yes_no(Node::Compare(CompareOp::AtLeast, Box::new(count), two)),
            free(&states, false),
        );
        assert_eq!(counted.value, expected, "{states:?}");
        let missed: Vec<String> = (0..6)
            .filter(|place| expected == "undetermined" && states[*place].is_none())
            .map(|place| format!("services[{place}].free"))
            .collect();
        assert_eq!(needs(&row.about), missed, "{states:?}");
        assert_eq!(needs(&counted.about), missed, "{states:?}");
    }
}
