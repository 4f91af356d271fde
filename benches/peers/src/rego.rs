//! Rego, on the virtual machine of regorus.

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::RegoVM;
use regorus::{Engine, Rc, Value};

use crate::hand::Found;
use crate::{MEASURES, found};

const POLICY: &str = r#"package mini
import rego.v1

default covered := false
covered if {
    input.op.kind == "value_added"
    input.op.daily_avg_users >= 1000000
    input.op.traffic_share >= 0.01
}

seconds := input.inc.end - input.inc.start

default in_control := false
in_control if {
    input.inc.cause != "external_network"
    input.inc.cause != "third_party_service"
}

default data_request := false
data_request if {
    covered
    input.inc.scope == "whole_service"
    in_control
    not input.service.rapid_launch_priority
}

breached contains name if {
    data_request
    some name, kept in input.measures
    not kept
}

default corrective_order := false
corrective_order if count(breached) > 0

default fine := 0
fine := 20000000 if {
    corrective_order
    input.order_disobeyed
}

default told_before := false
told_before if {
    input.inc.planned_maintenance
    input.inc.notice_given
}

default compensation := false
compensation if {
    covered
    seconds >= 14400
    input.service.paid
    not told_before
}

result := {
    "seconds": seconds,
    "covered": covered,
    "in_control": in_control,
    "data_request": data_request,
    "breached": breached,
    "corrective_order": corrective_order,
    "fine": fine,
    "compensation": compensation,
}
"#;

/// The rules in Rego.
pub struct Rules(RegoVM);

impl crate::Engine for Rules {
    const NAME: &'static str = "regorus 0.14.1, on its virtual machine";
    type Facts = Value;

    fn compiled() -> Rules {
        let mut engine = Engine::new();
        engine
            .add_policy("mini.rego".to_owned(), POLICY.to_owned())
            .expect("it is Rego");
        let entry: Rc<str> = "data.mini.result".into();
        let policy = engine.compile_with_entrypoint(&entry).expect("it compiles");
        let program = Compiler::compile_from_policy(&policy, &[&entry]).expect("it compiles");
        let mut machine = RegoVM::new();
        machine.load_program(program);
        Rules(machine)
    }

    fn facts(&self, record: &serde_json::Value) -> Value {
        serde_json::from_value(record.clone()).expect("it is a value")
    }

    fn judge(&mut self, facts: &Value) -> Found {
        self.0.set_input(facts.clone());
        let result = self.0.execute().expect("it is judged");
        let breached = &result["breached"];
        let breached = breached.as_set().expect("it is a set");
        let seconds = result["seconds"].as_i64().expect("it is a number");
        found(seconds, |name| match name {
            "fine" => result["fine"].as_i64().is_ok_and(|fine| fine > 0),
            name if MEASURES.contains(&name) => breached.contains(&Value::from(name)),
            name => result[name].as_bool().is_ok_and(|holds| *holds),
        })
    }
}
