//! What is allocated: nothing for a second record, and in proportion for a larger one.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod growth;

use std::alloc::System;
use std::sync::{Mutex, MutexGuard, PoisonError};

use onus::facts::{Format, read_as};
use onus::kernel::{Asked, JsonReader, Reasons, Scratch, Slots};
use onus::plan::{Options, Prepared};
use onus::source::Sources;
use onus::value::Instant;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const RECORD: &str = r#"{
    "op": { "kind": "value_added", "daily_avg_users": 1000001, "traffic_share": 0.02 },
    "service": { "paid": true, "rapid_launch_priority": false },
    "inc": { "cause": "power", "scope": "whole_service", "start": "2026-02-03T11:20:00+09:00",
             "end": "2026-02-03T19:20:00+09:00", "planned_maintenance": true, "notice_given": true },
    "measures": { "server_capacity": false },
    "order_disobeyed": true
}"#;

/// All threads are counted together, so that one test runs at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn a_second_record_needs_no_memory() {
    let _alone = alone();
    let mut sources = Sources::default();
    sources.add(
        "netflix_mini.onus",
        include_str!("../benches/netflix_mini.onus"),
    );
    let (program, findings) = onus::load(&sources);
    let program = program.unwrap_or_else(|| panic!("{findings:?}"));
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    let file = sources.add("record.json", RECORD);
    let (facts, findings) = read_as(Format::Json, file, &sources, &program);
    assert!(findings.is_empty(), "{findings:?}");
    let (mut slots, mut scratch) = (Slots::default(), Scratch::default());
    slots.fill(&plan, &program, &facts, None);
    let asked = Asked::as_of(Instant::from_micros(1_811_775_600_000_000));
    let first = plan.judge(&slots, &asked, &mut scratch);
    let rows = first.instances().len();
    let region = Region::new(COUNTED);
    for _ in 0..100 {
        let again = plan.judge(&slots, &asked, &mut scratch);
        assert_eq!(again.instances().len(), rows);
    }
    let change = region.change();
    assert_eq!(
        (change.allocations, change.reallocations),
        (0, 0),
        "{change:?}"
    );
    // The same from its text, with the reasons of every row.
    let reader = JsonReader::new(&program, &plan);
    let mut reasons = Reasons::default();
    let mut judged = || {
        assert!(reader.fill(&plan, RECORD, &mut slots));
        let rows = plan.judge(&slots, &asked, &mut scratch);
        assert!(rows.why(&mut reasons));
        reasons.rows()
    };
    let rows = judged();
    let region = Region::new(COUNTED);
    for _ in 0..100 {
        assert_eq!(judged(), rows);
    }
    let change = region.change();
    assert_eq!(
        (change.allocations, change.reallocations),
        (0, 0),
        "{change:?}"
    );
}
