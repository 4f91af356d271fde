//! JSONLogic, by datalogic-rs: one rule that gives a list with what each rule comes to. It has no names
//! for what was found before, so that conditions which rules share are written in each.

use bumpalo::Bump;
use datalogic_rs::datavalue::OwnedDataValue;
use datalogic_rs::{Engine, Logic};
use serde_json::{Value, json};

use crate::hand::{Found, RULES};
use crate::{MEASURES, found};

/// The rules in JSONLogic.
pub struct Rules {
    engine: Engine,
    logic: Logic,
    arena: Bump,
}

fn var(path: &str) -> Value {
    json!({ "var": path })
}

fn rules() -> Value {
    let covered = json!({"and": [
        {"===": [var("op.kind"), "value_added"]},
        {">=": [var("op.daily_avg_users"), 1_000_000]},
        {">=": [var("op.traffic_share"), 0.01]},
    ]});
    let seconds = json!({"-": [var("inc.end"), var("inc.start")]});
    let control = json!({"!": [{"in": [
        var("inc.cause"),
        ["external_network", "third_party_service"],
    ]}]});
    let request = json!({"and": [
        covered,
        {"===": [var("inc.scope"), "whole_service"]},
        control,
        {"!": [var("service.rapid_launch_priority")]},
    ]});
    let failed = |name: &str| json!({"!": [var(&format!("measures.{name}"))]});
    let breach = json!({"and": [request, {"or": MEASURES.map(failed)}]});
    let mut all = vec![covered.clone(), control, request.clone()];
    all.extend(MEASURES.map(|name| json!({"and": [request, failed(name)]})));
    all.push(breach.clone());
    all.push(json!({"and": [breach, var("order_disobeyed")]}));
    all.push(json!({"and": [
        covered,
        {">=": [seconds, 14_400]},
        var("service.paid"),
        {"!": [{"and": [var("inc.planned_maintenance"), var("inc.notice_given")]}]},
    ]}));
    all.push(seconds);
    Value::Array(all)
}

impl crate::Engine for Rules {
    const NAME: &'static str = "datalogic-rs 5.4.0";
    type Facts = OwnedDataValue;

    fn compiled() -> Rules {
        let engine = Engine::new();
        let logic = engine
            .compile(rules().to_string().as_str())
            .expect("it is JSONLogic");
        Rules {
            engine,
            logic,
            arena: Bump::new(),
        }
    }

    fn facts(&self, record: &Value) -> OwnedDataValue {
        OwnedDataValue::from_json(&record.to_string()).expect("it is a value")
    }

    fn judge(&mut self, facts: &OwnedDataValue) -> Found {
        self.arena.reset();
        let result = self.engine.evaluate(&self.logic, facts, &self.arena);
        let all = result
            .expect("it is judged")
            .as_array()
            .expect("it is a list");
        let seconds = all[RULES.len()].as_i64().expect("it is a number");
        found(seconds, |name| {
            let at = RULES
                .iter()
                .position(|rule| *rule == name)
                .expect("it is a rule");
            all[at].as_bool() == Some(true)
        })
    }
}
