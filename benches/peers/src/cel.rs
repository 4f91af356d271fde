//! The Common Expression Language: one expression for each rule, of which the later ones are given what
//! the earlier ones came to.

use std::collections::HashMap;
use std::sync::Arc;

use cel::{Context, Env, Program, Value};

use crate::found;
use crate::hand::Found;

const RULES: [(&str, &str); 12] = [
    (
        "covered",
        r#"op.kind == "value_added" && op.daily_avg_users >= 1000000 && op.traffic_share >= 0.01"#,
    ),
    ("seconds", "inc.end - inc.start"),
    (
        "in_control",
        r#"!(inc.cause in ["external_network", "third_party_service"])"#,
    ),
    (
        "data_request",
        r#"covered && inc.scope == "whole_service" && in_control && !service.rapid_launch_priority"#,
    ),
    (
        "server_capacity",
        "data_request && !measures.server_capacity",
    ),
    (
        "route_optimisation",
        "data_request && !measures.route_optimisation",
    ),
    (
        "carrier_consultation",
        "data_request && !measures.carrier_consultation",
    ),
    ("redundancy", "data_request && !measures.redundancy"),
    ("user_support", "data_request && !measures.user_support"),
    (
        "corrective_order",
        "server_capacity || route_optimisation || carrier_consultation || redundancy || user_support",
    ),
    ("fine", "corrective_order && order_disobeyed"),
    (
        "compensation",
        "covered && seconds >= 14400 && service.paid && !(inc.planned_maintenance && inc.notice_given)",
    ),
];

/// The rules in CEL.
pub struct Rules {
    env: Arc<Env>,
    programs: Vec<(&'static str, Program)>,
}

impl crate::Engine for Rules {
    const NAME: &'static str = "cel 0.15.0";
    type Facts = Vec<(String, Value)>;

    fn compiled() -> Rules {
        let env = Arc::new(Env::stdlib());
        let compiled = |(name, text): (&'static str, &str)| {
            let program = env.compile(text).expect("it is CEL");
            (name, program)
        };
        let programs = RULES.into_iter().map(compiled).collect();
        Rules { env, programs }
    }

    fn facts(&self, record: &serde_json::Value) -> Vec<(String, Value)> {
        let fields = record.as_object().expect("it is an object");
        let fields = fields.iter();
        fields
            .map(|(name, value)| (name.clone(), taken(value)))
            .collect()
    }

    fn judge(&mut self, facts: &Vec<(String, Value)>) -> Found {
        let mut context = Context::with_env(Arc::clone(&self.env));
        for (name, value) in facts {
            context.add_variable_from_value(name.as_str(), value.clone());
        }
        let (mut holding, mut seconds) = (Vec::with_capacity(RULES.len()), 0);
        for (name, program) in &self.programs {
            let value = program.execute(&context).expect("it is judged");
            match value {
                Value::Bool(true) => holding.push(*name),
                Value::Int(length) => seconds = length,
                _ => {}
            }
            context.add_variable_from_value(*name, value);
        }
        found(seconds, |name| holding.contains(&name))
    }
}

fn taken(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Bool(value) => Value::Bool(*value),
        serde_json::Value::String(text) => Value::String(Arc::new(text.clone())),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Value::Int(whole),
            None => Value::Float(number.as_f64().expect("it is a number")),
        },
        serde_json::Value::Object(fields) => {
            let fields = fields.iter();
            let fields: HashMap<String, Value> = fields
                .map(|(name, value)| (name.clone(), taken(value)))
                .collect();
            fields.into()
        }
        _ => Value::Null,
    }
}
