//! Incidents by seeded chance, as lines of JSON, and as the hand-written rules take them.

use std::fmt::Write;

use serde::Deserialize;

/// One incident, in the form in which it is written.
#[derive(Debug, Deserialize)]
pub(super) struct Incident<'t> {
    #[expect(dead_code, reason = "it is read, as all of a record is")]
    #[serde(borrow)]
    id: &'t str,
    pub(super) op: Operator<'t>,
    pub(super) service: Service,
    pub(super) inc: Outage<'t>,
    pub(super) measures: Measures,
    pub(super) order_disobeyed: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Operator<'t> {
    pub(super) kind: &'t str,
    pub(super) daily_avg_users: i64,
    pub(super) traffic_share: f64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Service {
    pub(super) paid: bool,
    pub(super) rapid_launch_priority: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Outage<'t> {
    pub(super) cause: &'t str,
    pub(super) scope: &'t str,
    pub(super) start: &'t str,
    pub(super) end: &'t str,
    pub(super) planned_maintenance: bool,
    pub(super) notice_given: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Measures {
    pub(super) server_capacity: bool,
    pub(super) route_optimisation: bool,
    pub(super) carrier_consultation: bool,
    pub(super) redundancy: bool,
    pub(super) user_support: bool,
}

/// SplitMix64: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A number that is now and then exactly the threshold, or one below it.
    fn about(&mut self, threshold: u64, above: u64) -> u64 {
        match self.below(20) {
            0 => threshold,
            1 => threshold - 1,
            2..=5 => self.below(threshold),
            _ => threshold + self.below(above),
        }
    }
}

const CAUSES: [&str; 7] = [
    "software_defect",
    "config_change",
    "hardware_fault",
    "capacity",
    "power",
    "external_network",
    "third_party_service",
];

/// So many incidents, each as one line.
pub(super) fn lines(count: usize, seed: u64) -> Vec<String> {
    let mut dice = Dice(seed);
    (0..count).map(|number| line(number, &mut dice)).collect()
}

fn line(number: usize, dice: &mut Dice) -> String {
    let kind = if dice.chance(85) {
        "value_added"
    } else {
        "facility_based"
    };
    let users = dice.about(1_000_000, 12_000_000);
    let share = dice.about(100, 2_900);
    let cause = CAUSES[dice.below(7) as usize];
    let scope = if dice.chance(80) {
        "whole_service"
    } else {
        "some_users"
    };
    let start = 1_767_225_600 + dice.below(365 * 24 * 3600) as i64;
    let minutes = dice.about(240, 1_200) as i64;
    let seconds = if dice.chance(50) {
        dice.below(60) as i64
    } else {
        0
    };
    let mut line = format!(
        r#"{{"id":"inc-{number:07}","op":{{"kind":"{kind}","daily_avg_users":{users},"traffic_share":{}.{:04}}},"#,
        share / 10_000,
        share % 10_000,
    );
    let _ = write!(
        line,
        r#""service":{{"paid":{},"rapid_launch_priority":{}}},"#,
        dice.chance(70),
        dice.chance(15),
    );
    let _ = write!(
        line,
        r#""inc":{{"cause":"{cause}","scope":"{scope}","start":"{}","end":"{}","planned_maintenance":{},"notice_given":{}}},"#,
        stamp(start),
        stamp(start + minutes * 60 + seconds),
        dice.chance(15),
        dice.chance(50),
    );
    let _ = write!(
        line,
        r#""measures":{{"server_capacity":{},"route_optimisation":{},"carrier_consultation":{},"redundancy":{},"user_support":{}}},"order_disobeyed":{}}}"#,
        dice.chance(85),
        dice.chance(85),
        dice.chance(85),
        dice.chance(80),
        dice.chance(85),
        dice.chance(25),
    );
    line
}

fn stamp(seconds: i64) -> String {
    let korea = chrono::FixedOffset::east_opt(9 * 3600).expect("it is an offset");
    let at = chrono::DateTime::from_timestamp(seconds, 0).expect("it is a time");
    at.with_timezone(&korea).to_rfc3339()
}
