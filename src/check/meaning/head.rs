//! What the head of a policy leaves out although its provisions need it: where its times are local, and by
//! which law its periods are counted.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::checking::Checking;
use crate::check::declare::Entry;
use crate::check::findings;
use crate::check::literals::unit_seconds;
use crate::check::names::Entity;
use crate::program::Node;
use crate::source::Span;

/// Tells each once of a policy: the zone at its name, the law at the first period that it would count.
pub(super) fn check(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    let limited = |entry: &&Entry<'_>| match entry.entity {
        Entity::Duty(id) => c.program.duties.get(id).is_some_and(|duty| {
            let mut bodies = duty.versions.iter().map(|version| &version.body);
            bodies.any(|body| body.by.is_some())
        }),
        _ => false,
    };
    let limited: BTreeSet<usize> = entries
        .iter()
        .filter(limited)
        .map(|entry| entry.policy)
        .collect();
    for policy in limited {
        let name = c.program.policies.get(policy).map(|policy| &policy.name);
        if let (Some(span), Some(name)) = (c.unzoned.get(&policy).copied(), name.cloned()) {
            c.find(findings::missing_zone(&name, span));
        }
    }
    let mut uncounted: BTreeMap<usize, Span> = BTreeMap::new();
    c.program.each_expression(&mut |head, _, expr| {
        if let Node::Shift {
            period,
            periods: None,
            ..
        } = &expr.node
            && unit_seconds(period.unit).is_none()
        {
            let first = uncounted.entry(head.policy).or_insert(expr.span);
            *first = (*first).min(expr.span);
        }
        true
    });
    for (policy, span) in uncounted {
        let head = c.program.policies.get(policy);
        if head.is_some_and(|head| head.periods.is_none()) {
            c.find(findings::missing_periods(span));
        }
    }
}
