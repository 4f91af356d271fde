//! What is well formed and yet cannot be meant: conditions that are settled
//! before any fact is known, exceptions that never bite, duties without a
//! limit, duties that cannot both be kept, declarations that nothing uses. Only
//! what can be shown is told.

mod conditions;
mod conflicts;
mod exceptions;
mod forgotten;
mod head;
mod rivals;
pub(super) mod solver;
mod unused;

#[cfg(test)]
mod tests;

use super::checking::Checking;
use super::declare::Entry;
use super::findings;
use super::names::Entity;
use crate::program::Program;
use crate::program::provision::{Deed, DutyBody, Force};

/// Looks at everything that has been understood.
pub(super) fn check(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    if c.is_whole() {
        unused::check(c, entries);
        forgotten::check(c, entries);
        head::check(c, entries);
    }
    let program = std::mem::take(&mut c.program);
    for entry in entries {
        c.item(entry.heading.clone(), |c| {
            let settled = conditions::check(c, &program, entry.entity);
            if !settled {
                exceptions::check(c, &program, entry.entity);
            }
            deadline(c, &program, entry);
            conflicts::check(c, &program, entry.entity);
        });
    }
    rivals::check(c, &program, entries);
    c.program = program;
}

/// A duty to do something that does not say by when.
fn deadline(c: &mut Checking<'_>, program: &Program, entry: &Entry<'_>) {
    let Entity::Duty(id) = entry.entity else {
        return;
    };
    let open = |body: &DutyBody| {
        let demanded = body.must.force == Force::Demand;
        let something = demanded && !matches!(body.must.deed, Deed::Ensure(_));
        something && body.by.is_none() && body.promptness.is_none()
    };
    let versions = program.duties.get(id).map(|duty| duty.versions.as_slice());
    if versions
        .unwrap_or_default()
        .iter()
        .any(|version| open(&version.body))
    {
        let name = &entry.item.name;
        c.find(findings::missing_deadline(&name.name, name.span));
    }
}
