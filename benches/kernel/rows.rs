//! The same from the rows of the compiled evaluator.

use onus::kernel::Rows;
use onus::plan::Item;
use onus::value::{State, Truth};

use super::hand::Found;

/// What the rows of a record come to.
pub(super) fn found(rows: &Rows<'_>) -> Found {
    let mut found = Found {
        seconds: 0,
        fine: 0,
        rules: 0,
    };
    let mut is = |rule: usize, so: bool| found.rules |= u16::from(so) << rule;
    for row in rows.conclusions() {
        match row.define.index() {
            0 => is(0, row.answer.truth() == Truth::Yes),
            1 => found.seconds = seconds(rows, &row.answer),
            _ => is(1, row.answer.truth() == Truth::Yes),
        }
    }
    for row in rows.instances() {
        let rule = match row.item {
            Item::Power(power) if power.index() == 0 => 2,
            Item::Power(_) => 8,
            Item::Sanction(_) => 9,
            Item::Duty(duty) if duty.index() == 5 => 10,
            Item::Duty(duty) => 3 + duty.index(),
        };
        let so = matches!(
            row.state,
            State::Available | State::Open | State::Breached | State::Pending
        );
        found.rules |= u16::from(so) << rule;
        if rule == 9 && so {
            let most = rows.up_to(row).first();
            found.fine = most.map_or(0, |most| rows.millionths(most).unwrap_or(0) / 1_000_000);
        }
    }
    found
}

fn seconds(rows: &Rows<'_>, answer: &onus::plan::Answer) -> i64 {
    rows.millionths(answer).unwrap_or(0).div_euclid(1_000_000)
}
