//! What is open, and only that: an answer on bounds is the smallest that holds all that could be,
//! and settles where all that could be comes to the same. Each kind of openness, and where it is
//! tried:
//!
//! | what is right | tests |
//! |---|---|
//! | no count, length or amount that is declared so lies below zero in a bound | [`kinds`] `what_is_missing_of_a_count…`, [`bounds`] `what_cannot_be_below_zero…`, `nothing_that_is_counted…` |
//! | a relief that is given wherever a bounded limit falls is one limit | [`kinds`] `a_limit_that_is_relieved…`, [`time`] `a_relief_of_a_limit…`, `what_a_bounded_time_settles…` |
//! | a relief whose condition is open leaves two limits, told in every form | [`kinds`] `a_relief_whose_condition…`, `depends`, [`time`] `a_limit_that_may_be_relieved…` |
//! | two possible starts are two limits, the earlier the safe one | [`kinds`] `a_limit_with_two_starts…`, `depends` |
//! | what an open exception puts in place is one of two | [`kinds`] `what_may_be_owed_instead…`, `depends`, `graph` |
//! | a window takes the part of a member that lies in it, wherever either begins | [`windows`] |
//! | whichever choice, whoever the addressee: what comes to the same is settled | [`kinds`] `whatever_the_choice…`, [`said`] `whichever_choice…`, `addressees…`, [`bounds`] `flags_and_choices…` |
//! | conditions that choose, versions for some, figures, limits, windows and places are split into cases too | [`whichever`], [`dependence`] `what_all_completions_agree_on…` |
//! | what is told to make no difference makes none | [`whichever`], [`dependence`] `what_makes_no_difference…` |
//! | an open conclusion that is asked for is told, with where it turns | `depends` `an_open_conclusion…` |
//! | what moves a limit, an act, a counterparty or an amount alone is named for it and asked | [`kinds`] `each_fact_that_moves_a_limit…`, `depends`, [`dependence`], `known::less` |
//! | the article of a leg is told and cited | `depends` `the_article_of_a_compound_leg…` |
//! | one name in two policies is one fact or a finding, never a choice by the alphabet | `names`, its `neither_order_nor_alphabet…` and `names_that_are_alike…` |
//! | a prohibition holds until its limit | [`said`] `a_prohibition…` |
//! | a time that lies on working days alone is on a working day | [`kinds`] `a_time_of_one_working_day…`, [`time`] `a_span_that_holds…` |
//! | an end is never before its start | [`bounds`] `an_end_is_not_before…` |
//! | an entry of the calendar file has no end before its start, and the names of the record | `calendar` |
//! | many instances cost in proportion | [`cost`] `services_without_a_name…` |
//! | what keeps something open where no fact is missing is named | [`said`] `what_keeps_something_open…`, `depends` |
//! | signs that look alike or turn the direction are found | `depends` `what_changes_how_text…` |
//! | a time known by its day or month does not reach the next | [`time`] `a_time_known_by_its_day…`, `edges_of_the_calendar…` |
//! | looking ahead walks each step once | [`cost`] `looking_ahead…` |
//! | what is on record is not said not to have happened | [`kinds`] `what_has_happened…`, [`said`] `an_act_on_record…` |
//! | only those are bound whom the Act binds | `policies/kr/netflix_law/edges`: `hospital` |
//! | a request is under the law of its day, its sanction under that of the breach | `policies/kr/netflix_law/edges`: `requested_2023_07_03`, `requested_after_the_change`; [`meaning`] `acts_powers_and_sanctions…` |
//!
//! | and | tests |
//! |---|---|
//! | silence without delay says how long | `depends` `silence_without_delay…` |
//! | nothing is said of what was due before the record begins | `record` `what_was_due_before…` |
//! | an unknown instant that governs changes nothing where no version does, and leaves open whether something was done after it | [`said`] `an_instant_of_which…`, [`by_now`] `what_gives_rise_to_nothing…` |
//! | no law of a later day governs what has come about | [`by_now`] `no_law_of_a_later_day…` |
//! | what an act since the end of the record could change is told as it is on record | [`by_now`] `a_row_that_is_open…` |
//! | what is not on a complete record is done after it, if ever; what another duty starts is settled on every record | [`chains`] |
//! | what is so whichever way the record is filled in is what is told of part of it | [`whichever`] |
//! | a way that is offered settles what it says; a complete search has found one to either side | [`ways`] |
//! | what is asked twice of one thing is put together: days that are worked, two open figures, a version's days, what counts only where it is owed | [`together`] |
//! | what an assumption changes is what is told | [`assumed`] |
//! | exceptions, reductions and versions that are open together come to what they do together; what is said of an act on record is so | [`several`] |
//! | an answer on bounds holds on fifty ways to fill in what is open | [`completions`] |
//! | the compiled evaluator settles nothing otherwise | [`compiled`], `equal` |
//! | what a missing fact leaves open beside is open too: which sanction a breach opens, which instance an act answers, from when something may have been done | [`missing`] |
//! | what hangs on when something was done or breached names all that decides it | [`when_done`] |
//! | searches are bounded by what they look at, and say so | [`cost`] `what_ways_are_searched_for…`, `that_it_was_not_searched…` |
//! | what hangs on a judgement or a finding of an open time is open, and names that time | [`judged`], [`dependence`], [`completions`] |
//! | what was found names what the rules would make of it: limit, act and amount | [`judged`] `what_was_found_names…` |
//! | what may have nothing to compare is settled in no case | [`said`] `what_may_have_nothing…` |
//! | what came later was not there before | [`by_now`] `a_power_is_not_there…` |
//! | what is settled is settled on every value | [`dependence`] `what_a_row_depends_on…` |
//! | a check and an evaluation have one meaning | [`meaning`] `what_always_holds…`, `a_check_and_an_evaluation…` |
//! | exceptions that say the same are no clash; a clash tells its limits in order | [`meaning`] `exceptions_that_say…`, `the_limits_of_a_clash…` |
//! | two instants on one page are told as two | `policies/kr/domestic_agent`: `no_line_2024` and its golden answer |
//! | announced work that overruns is a reading | `policies/kr/netflix_law/edges`: `announced_overrun`, `announced_overrun_2024` |
//! | a false or missing report has its consequence | `policies/kr/disaster/edges`: `report_details` |
//! | a yearly report due on a Saturday is a doubt | `policies/kr/netflix_law`: `report_yearly` in the golden answers |
//! | three working days are counted | `policies/kr/netflix_law/edges`: `request_due`, `request_due_thursday` |
//! | clear days drop the last day only where an event ends the period | `src/period/count/vectors.csv`: K1 to K12 |
//! | a proposal that changes nothing says so | `depends` `a_proposal…` |
//! | a period is told in the zone in which it was asked, and its hours have a named reading | [`meaning`] `a_period_is_told…` |
//! | a holiday can be stated, and a year beyond the data is asked for | `record` `holidays_are_stated…`, `a_year_beyond…` |
//! | what would show otherwise than is presumed is named, and asked last | [`presumed`] |
//! | little is asked by which nothing can change | [`needless`] |
//! | what is not owed on an assumption says by when it is due if that is wrong | [`unassumed`] |
//! | a limit that is one day in several places lies between when it is over first and last, and the place is named | [`places`] |
//! | conditions that read the same are one question, to a check and to an evaluation | [`alike`] |
//! | silence says nothing of what a record cannot know: before it begins, after it ends, recorded later | [`silence`] |

mod alike;
mod assumed;
mod bounds;
mod by_now;
mod cases;
mod chains;
mod compiled;
mod completions;
mod cost;
mod dependence;
mod judged;
mod kinds;
mod meaning;
mod missing;
mod needless;
mod places;
mod presumed;
mod said;
mod several;
mod silence;
mod time;
mod together;
mod unassumed;
mod ways;
mod when_done;
mod whichever;
mod windows;

pub(crate) use dependence::{Author, Beside};

use onus::eval::{Question, evaluate};
use onus::facts::{self, Facts};
use onus::program::Program;
use onus::source::Sources;
use onus::value::Zone;
use serde_json::Value;

/// The head of a policy with a party to owe something, one to whom, and an act.
const HEAD: &str = r#"source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
act report "Report" ko "보고" from firm to office
"#;

/// A policy that is sound.
fn program(text: &str) -> Program {
    let mut sources = Sources::default();
    sources.add("t.onus", text);
    let (program, findings) = onus::load(&sources);
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    program.unwrap_or_else(|| panic!("{codes:?} in\n{text}"))
}

/// A record without a fault.
fn record(program: &Program, text: &str) -> Facts {
    let mut sources = Sources::default();
    let file = sources.add("t.json", text);
    let (facts, findings) = facts::read(file, &sources, program);
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    assert!(codes.is_empty(), "{codes:?} in\n{text}");
    facts
}

/// What is asked at a time of UTC: `2026-05-10T00:00`.
fn question(at: &str) -> Question {
    let (day, clock) = at.split_once('T').expect("a day and a time");
    let (hour, minute) = clock.split_once(':').expect("hours and minutes");
    let number = |text: &str| text.parse::<i64>().expect("digits");
    let micros = (number(hour) * 60 + number(minute)) * 60_000_000;
    let day = onus::value::Date::parse(day).expect("a day");
    let midnight = Zone::UTC.midnight(day).expect("it has a midnight");
    Question::as_of(midnight.plus_micros(micros).expect("it is near"))
}

/// The answer of a policy on a record.
fn answer(policy: &str, facts: &str, at: &str) -> Value {
    let program = program(policy);
    let facts = record(&program, facts);
    told(&program, &facts, &question(at))
}

fn told(program: &Program, facts: &Facts, question: &Question) -> Value {
    let (answer, _) = evaluate(program, facts, question);
    serde_json::from_str(&onus::render::json::json(&answer)).expect("it is JSON")
}

/// The row of an item.
fn row<'v>(answer: &'v Value, name: &str) -> &'v Value {
    let rows = ["conclusions", "duties", "powers", "sanctions"].map(|rows| &answer[rows]);
    let mut rows = rows.into_iter().filter_map(Value::as_array).flatten();
    let named = |row: &&Value| {
        let full = row["name"].as_str().unwrap_or_default();
        full.rsplit('.').next() == Some(name)
    };
    rows.find(named)
        .unwrap_or_else(|| panic!("{name} in {answer:#}"))
}

/// What is said of an item: its value or its state.
fn said(answer: &Value, name: &str) -> Value {
    let row = row(answer, name);
    match &row["state"] {
        Value::Null => row["value"].clone(),
        state => state.clone(),
    }
}
