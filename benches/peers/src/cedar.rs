//! Cedar: one policy for each rule, all asked at once; those that permit are the rules that hold. It
//! returns no figures, so that the length is reckoned outside, and has no names for what was found before.

use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Entities, EntityUid, Policy, PolicyId, PolicySet, Request,
};
use serde_json::{Value, json};

use crate::hand::Found;
use crate::{MEASURES, found};

/// The rules in Cedar.
pub struct Rules {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
}

fn rules() -> Vec<(String, String)> {
    let covered = r#"context.op.kind == "value_added" && context.op.daily_avg_users >= 1000000
        && context.op.traffic_share.greaterThanOrEqual(decimal("0.01"))"#;
    let control = r#"!(["external_network", "third_party_service"].contains(context.inc.cause))"#;
    let request = format!(
        r#"{covered} && context.inc.scope == "whole_service" && {control}
        && !context.service.rapid_launch_priority"#
    );
    let failed: Vec<String> = MEASURES
        .iter()
        .map(|name| format!("!context.measures.{name}"))
        .collect();
    let breach = format!("{request} && ({})", failed.join(" || "));
    let mut all = vec![
        ("covered".to_owned(), covered.to_owned()),
        ("in_control".to_owned(), control.to_owned()),
        ("data_request".to_owned(), request.clone()),
    ];
    for (name, failed) in MEASURES.iter().zip(&failed) {
        all.push(((*name).to_owned(), format!("{request} && {failed}")));
    }
    all.push(("corrective_order".to_owned(), breach.clone()));
    all.push((
        "fine".to_owned(),
        format!("{breach} && context.order_disobeyed"),
    ));
    all.push((
        "compensation".to_owned(),
        format!(
            "{covered} && context.inc.end - context.inc.start >= 14400 && context.service.paid
            && !(context.inc.planned_maintenance && context.inc.notice_given)"
        ),
    ));
    all
}

fn entity(text: &str) -> EntityUid {
    EntityUid::from_str(text).expect("it is a name")
}

impl crate::Engine for Rules {
    const NAME: &'static str = "cedar-policy 4.14.1";
    type Facts = (Request, i64);

    fn compiled() -> Rules {
        let mut policies = PolicySet::new();
        for (name, condition) in rules() {
            let text = format!("permit(principal, action, resource) when {{ {condition} }};");
            let policy = Policy::parse(Some(PolicyId::new(name)), text).expect("it is Cedar");
            policies.add(policy).expect("each has a name of its own");
        }
        Rules {
            authorizer: Authorizer::new(),
            policies,
            entities: Entities::empty(),
        }
    }

    fn facts(&self, record: &Value) -> (Request, i64) {
        let mut record = record.clone();
        let share = record["op"]["traffic_share"]
            .as_f64()
            .expect("it is a number");
        record["op"]["traffic_share"] =
            json!({"__extn": {"fn": "decimal", "arg": format!("{share:.4}")}});
        let at = |name: &str| record["inc"][name].as_i64().expect("it is a number");
        let seconds = at("end") - at("start");
        let context = Context::from_json_value(record, None).expect("it is a context");
        let request = Request::new(
            entity(r#"Operator::"op""#),
            entity(r#"Action::"judge""#),
            entity(r#"Service::"service""#),
            context,
            None,
        );
        (request.expect("it is a request"), seconds)
    }

    fn judge(&mut self, (request, seconds): &(Request, i64)) -> Found {
        let response = self
            .authorizer
            .is_authorized(request, &self.policies, &self.entities);
        let held: Vec<&str> = response.diagnostics().reason().map(AsRef::as_ref).collect();
        found(*seconds, |name| held.contains(&name))
    }
}
