//! A condition under a name that nothing names, beside a duty of the same article that is owed whatever the
//! facts are: its `when` was forgotten. A definition that nothing names is none in itself: it may be what a
//! policy has to say.

use crate::check::checking::Checking;
use crate::check::declare::Entry;
use crate::check::findings;
use crate::check::names::Entity;
use crate::check::order::Place;
use crate::program::{Citation, Define, Duty, Program, Target};
use crate::value::Kind;

/// Tells of each.
pub(super) fn check(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    for entry in entries {
        let Entity::Define(id) = entry.entity else {
            continue;
        };
        if c.names.used(entry.entity, entry.policy) != (false, false) {
            continue;
        }
        let program = &c.program;
        let define = program.defines.get(id);
        let define = define.filter(|define| define.kind == Kind::YesNo);
        let place = Place::Target(Target::Define(id));
        let of_duty = |to: &Place| matches!(to, Place::Target(Target::Duty(_)));
        let mut asked = c.references.get(&place).into_iter().flatten();
        if asked.any(|(to, _)| of_duty(to)) {
            // What asks about duties is asked of the answer, and of none of them.
            continue;
        }
        let duty = define.and_then(|define| always_owed(program, define));
        if let Some(duty) = duty.map(|duty| duty.head.name.clone()) {
            let name = &entry.item.name;
            let finding = findings::forgotten_condition(&name.name, name.span, &duty);
            c.item(entry.heading.clone(), |c| c.find(finding));
        }
    }
}

/// The duty of the same article as a definition that no condition limits.
fn always_owed<'p>(program: &'p Program, define: &Define) -> Option<&'p Duty> {
    let cited = |cite: &Citation| {
        let mut cites = define.versions.iter().flat_map(|version| &version.cites);
        cites.any(|own| own.source == cite.source && article(&own.pin) == article(&cite.pin))
    };
    let mut duties = program.duties.iter().filter(|duty| {
        duty.head.policy == define.head.policy && duty.for_each.is_none() && duty.every.is_none()
    });
    duties.find(|duty| {
        let mut versions = duty.versions.iter();
        versions.any(|version| {
            let body = &version.body;
            let whatever = body.when.is_none() && body.arises_on.is_none();
            whatever && body.unless.is_empty() && version.cites.iter().any(cited)
        })
    })
}

/// An article without its paragraphs: `37` of `37(1)`, `제37` of `제37조제1항`.
fn article(pin: &str) -> &str {
    pin.split(['(', '조']).next().unwrap_or(pin)
}
