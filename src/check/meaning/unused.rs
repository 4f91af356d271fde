//! What is declared beside provisions and used by none of them.

use std::collections::HashSet;

use crate::check::checking::Checking;
use crate::check::declare::Entry;
use crate::check::findings;
use crate::check::names::Entity;

/// Tells of each. A policy without provisions is a vocabulary for others and may hold what it likes.
pub(super) fn check(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    let provisions = entries
        .iter()
        .filter(|entry| entry.entity.target().is_some());
    let lawful: HashSet<usize> = provisions.map(|entry| entry.policy).collect();
    let uncited = |policy| {
        let mut of = entries.iter().filter(|entry| entry.policy == policy);
        of.any(|entry| entry.is_provision() && !entry.cites_something())
    };
    let uncited: HashSet<usize> = lawful.iter().copied().filter(|of| uncited(*of)).collect();
    for entry in entries {
        // That a source is not cited follows where a citation is missing.
        if matches!(entry.entity, Entity::Source(_)) && uncited.contains(&entry.policy) {
            continue;
        }
        let declared = matches!(
            entry.entity,
            Entity::Fact(_)
                | Entity::Judgement(_)
                | Entity::Act(_)
                | Entity::Reading(_)
                | Entity::Choice(_)
                | Entity::Record(_)
                | Entity::Unit(_)
                | Entity::Party(_)
                | Entity::Source(_)
        );
        let (own, other) = c.names.used(entry.entity, entry.policy);
        if !declared || own || !lawful.contains(&entry.policy) {
            continue;
        }
        let name = &entry.item.name;
        let finding = findings::unused_name(&name.name, name.span, entry.item.kind);
        if other {
            c.unheard.push(finding);
        } else {
            c.item(entry.heading.clone(), |c| c.find(finding));
        }
    }
}
