//! How long one record takes: the eight rules of `netflix_mini.onus` by hand, by the plain evaluator
//! and by the compiled one, in one run. `cargo bench --bench kernel`; the ratios are what matters.

#![expect(
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a benchmark ends where its input is not as it made it, and prints ratios"
)]

use std::hint::black_box;
use std::time::Instant as Clock;

use onus::eval::{Question, evaluate};
use onus::facts::{Facts, Format, read_as};
use onus::kernel::{Asked, Scratch, Slots};
use onus::plan::{Item, Options, Prepared};
use onus::program::Program;
use onus::source::Sources;
use onus::value::{Instant, State};

/// 2027-06-01T00:00+09:00, after all incidents.
const AS_OF: i64 = 1_811_775_600_000_000;
const RECORDS: usize = 2_000;

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
}

/// One incident, as the hand-written rules take it.
struct Incident {
    value_added: bool,
    users: i64,
    share: i64,
    cause: &'static str,
    whole: bool,
    start: i64,
    minutes: i64,
    planned: bool,
    notice: bool,
    paid: bool,
    rapid: bool,
    measures: [bool; 5],
    disobeyed: bool,
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

impl Incident {
    fn made(dice: &mut Dice) -> Incident {
        Incident {
            value_added: dice.chance(85),
            users: 900_000 + dice.below(12_000_000) as i64,
            share: 80 + dice.below(2_900) as i64,
            cause: CAUSES[dice.below(7) as usize],
            whole: dice.chance(80),
            start: 1_767_225_600 + dice.below(365 * 24 * 3600) as i64,
            minutes: dice.below(1_200) as i64,
            planned: dice.chance(15),
            notice: dice.chance(50),
            paid: dice.chance(70),
            rapid: dice.chance(15),
            measures: std::array::from_fn(|_| dice.chance(85)),
            disobeyed: dice.chance(25),
        }
    }

    fn json(&self) -> String {
        let at = |seconds: i64| {
            let at = chrono::DateTime::from_timestamp(seconds, 0).expect("it is a time");
            at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
        };
        let [capacity, routes, carrier, redundancy, support] = self.measures;
        format!(
            r#"{{"id":"x","op":{{"kind":"{}","daily_avg_users":{},"traffic_share":{}.{:04}}},"service":{{"paid":{},"rapid_launch_priority":{}}},"inc":{{"cause":"{}","scope":"{}","start":"{}","end":"{}","planned_maintenance":{},"notice_given":{}}},"measures":{{"server_capacity":{capacity},"route_optimisation":{routes},"carrier_consultation":{carrier},"redundancy":{redundancy},"user_support":{support}}},"order_disobeyed":{}}}"#,
            if self.value_added {
                "value_added"
            } else {
                "facility_based"
            },
            self.users,
            self.share / 10_000,
            self.share % 10_000,
            self.paid,
            self.rapid,
            self.cause,
            if self.whole {
                "whole_service"
            } else {
                "some_users"
            },
            at(self.start),
            at(self.start + self.minutes * 60),
            self.planned,
            self.notice,
            self.disobeyed,
        )
    }
}

/// Which of the rules hold, one bit for each.
#[inline(never)]
fn by_hand(i: &Incident) -> u16 {
    let covered = i.value_added && i.users >= 1_000_000 && i.share >= 100;
    let control = i.cause != "external_network" && i.cause != "third_party_service";
    let request = covered && i.whole && control && !i.rapid;
    let mut failed = 0u16;
    for (number, kept) in i.measures.iter().enumerate() {
        failed |= u16::from(!kept) << number;
    }
    let breach = request && failed != 0;
    let fine = breach && i.disobeyed;
    let told = covered && i.minutes >= 240 && i.paid && !(i.planned && i.notice);
    u16::from(covered)
        | u16::from(control) << 1
        | u16::from(request) << 2
        | u16::from(breach) << 3
        | u16::from(fine) << 4
        | u16::from(told) << 5
}

/// The same from the rows of the compiled evaluator.
fn by_rows(rows: &onus::kernel::Rows<'_>) -> u16 {
    use onus::value::Truth;
    let mut bits = 0u16;
    for row in rows.conclusions() {
        let yes = u16::from(row.answer.truth() == Truth::Yes);
        match row.define.index() {
            0 => bits |= yes,
            2 => bits |= yes << 1,
            _ => {}
        }
    }
    for row in rows.instances() {
        match (row.item, row.state) {
            (Item::Power(power), State::Available) if power.index() == 0 => bits |= 1 << 2,
            (Item::Power(_), State::Available) => bits |= 1 << 3,
            (Item::Sanction(_), State::Open) => bits |= 1 << 4,
            (Item::Duty(duty), state) if duty.index() == 5 => {
                let told = !matches!(state, State::NotArisen | State::Exempt);
                bits |= u16::from(told) << 5;
            }
            _ => {}
        }
    }
    bits
}

fn program() -> Program {
    let mut sources = Sources::default();
    sources.add("netflix_mini.onus", include_str!("netflix_mini.onus"));
    let (program, findings) = onus::load(&sources);
    program.unwrap_or_else(|| panic!("{findings:?}"))
}

/// The best of several times, for one record, in nanoseconds.
fn best(times: usize, records: usize, mut run: impl FnMut()) -> f64 {
    let once = |run: &mut dyn FnMut()| {
        let begun = Clock::now();
        run();
        begun.elapsed().as_nanos() as f64 / records as f64
    };
    (0..times).map(|_| once(&mut run)).fold(f64::MAX, f64::min)
}

fn main() {
    let program = program();
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    let mut dice = Dice(7);
    let incidents: Vec<Incident> = (0..RECORDS).map(|_| Incident::made(&mut dice)).collect();
    let read = |incident: &Incident| {
        let mut sources = Sources::default();
        let file = sources.add("incident.json", incident.json());
        let (facts, findings) = read_as(Format::Json, file, &sources, &program);
        assert!(findings.is_empty(), "{findings:?}");
        facts
    };
    let facts: Vec<Facts> = incidents.iter().map(read).collect();
    let slots: Vec<Slots> = facts
        .iter()
        .map(|facts| {
            let mut slots = Slots::default();
            slots.fill(&plan, &program, facts, None);
            slots
        })
        .collect();
    let asked = Asked::as_of(Instant::from_micros(AS_OF));
    let mut scratch = Scratch::default();
    for (incident, slots) in incidents.iter().zip(&slots) {
        let rows = plan.judge(slots, &asked, &mut scratch);
        assert_eq!(by_rows(&rows), by_hand(incident), "{}", incident.json());
    }
    let hand = best(40, RECORDS, || {
        for incident in &incidents {
            black_box(by_hand(black_box(incident)));
        }
    });
    let compiled = best(40, RECORDS, || {
        for slots in &slots {
            let rows = plan.judge(black_box(slots), &asked, &mut scratch);
            black_box(rows.instances());
        }
    });
    let mut refilled = Slots::default();
    let filled = best(10, RECORDS, || {
        for facts in &facts {
            refilled.fill(&plan, &program, black_box(facts), None);
        }
    });
    let mut question = Question::as_of(Instant::from_micros(AS_OF));
    question.routes = false;
    let plain = best(3, 50, || {
        for facts in facts.iter().take(50) {
            black_box(evaluate(&program, black_box(facts), &question));
        }
    });
    println!("{} ops; for one record:", plan.len());
    println!("by hand   {hand:>9.0} ns");
    println!(
        "compiled  {compiled:>9.0} ns, {:.0} × by hand",
        compiled / hand
    );
    println!("filling   {filled:>9.0} ns");
    println!(
        "plain     {plain:>9.0} ns, {:.0} × compiled",
        plain / compiled
    );
}
