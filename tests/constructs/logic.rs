//! Conditions made by chance: what is settled stays settled whatever else is learnt.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{answered, conclusion, needs, world};

const FACTS: [&str; 3] = ["a", "b", "c"];

/// Some condition over three facts.
fn condition() -> impl Strategy<Value = String> {
    let leaf = (0..FACTS.len()).prop_map(|at| FACTS[at].to_owned());
    leaf.prop_recursive(3, 16, 3, |inner| {
        let some = |least| prop::collection::vec(inner.clone(), least..4);
        prop_oneof![
            some(2).prop_map(|of| format!("({})", of.join(" and "))),
            some(2).prop_map(|of| format!("({})", of.join(" or "))),
            some(2).prop_map(|of| format!("at least 2 of ({})", of.join(", "))),
            inner.clone().prop_map(|of| format!("not ({of})")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(a, b, c)| format!("(if {a} then {b} else {c})")),
        ]
    })
}

fn record(known: &[Option<bool>]) -> Value {
    let known = FACTS.iter().zip(known);
    let known = known.filter_map(|(name, is)| Some(((*name).to_owned(), json!((*is)?))));
    Value::Object(known.collect::<Map<_, _>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_settled_stays_settled_whatever_else_is_learnt(
        means in condition(), known in prop::collection::vec(prop::option::of(any::<bool>()), 3)
    ) {
        let program = world(&format!(
            "define rule \"Rule\" ko \"규칙\" cites Act 1 means {means}\n"
        ));
        let come_to = |known: &[Option<bool>]| {
            let all = answered(&program, &record(known), "2022-07-01T00:00");
            conclusion(&all, "rule").clone()
        };
        let row = come_to(&known);
        for bits in 0..8u8 {
            let whole = known.iter().enumerate();
            let whole = whole.map(|(at, is)| is.or(Some(bits & (1 << at) != 0)));
            let full = come_to(&whole.collect::<Vec<_>>());
            prop_assert!(!full.value.is_undetermined(), "{}", means);
            prop_assert!(row.value.is_undetermined() || row.value == full.value, "{}", means);
        }
        // What could settle it is among what it waits for.
        for step in row.about.routes.yes.iter().chain(&row.about.routes.no).flatten() {
            prop_assert!(needs(&row.about).contains(&step.path.as_str()), "{}", means);
        }
    }
}
