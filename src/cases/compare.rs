//! One expectation against the answer.

use super::findings;
use crate::determination::{self, Because, ComingRow, Determination, Reason, Row};
use crate::diagnostic::Diagnostic;
use crate::eval;
use crate::program::Program;
use crate::program::case::{Change, Due, Expect, Outcome};
use crate::value::{Truth, Zone};

/// A finding for each part of the expectation that is not met.
pub(super) fn unmet(program: &Program, answer: &Determination, expect: &Expect) -> Vec<Diagnostic> {
    if let Some(change) = expect.change() {
        return coming(answer, expect, change);
    }
    let named = answer.rows().filter(|row| row.about.name == expect.name);
    let named: Vec<Row<'_>> = named.collect();
    let rows: Vec<&Row<'_>> = named
        .iter()
        .filter(|row| expect.instance.is_none() || expect.instance == row.about.instance)
        .collect();
    if rows.is_empty() {
        let instances = named.iter().filter_map(|row| row.about.instance.clone());
        return vec![findings::no_row(expect, &instances.collect::<Vec<_>>())];
    }
    rows.iter()
        .flat_map(|row| compare(program, row, expect))
        .collect()
}

/// The policy of what is expected.
pub(super) fn policy(program: &Program, expect: &Expect) -> usize {
    let of = |name: &str| {
        let rest = expect.name.strip_prefix(name);
        rest.is_some_and(|rest| {
            rest.strip_prefix('.')
                .is_some_and(|rest| !rest.contains('.'))
        })
    };
    let mut policies = program.policies.iter();
    let found = policies.position(|policy| of(policy.name.as_str()));
    found.unwrap_or_default()
}

/// Its zone.
fn zone(program: &Program, expect: &Expect) -> Zone {
    let policy = program.policies.get(policy(program, expect));
    policy.map_or(Zone::UTC, |policy| policy.zone)
}

/// Whether a change lies ahead as expected. That none does is only so as far as was looked.
fn coming(answer: &Determination, expect: &Expect, change: &Change) -> Vec<Diagnostic> {
    let rows: Vec<&ComingRow> = answer
        .coming
        .rows
        .iter()
        .filter(|row| row.name == expect.name)
        .filter(|row| expect.instance.is_none() || expect.instance == row.instance)
        .collect();
    let meant = |row: &&ComingRow| {
        change.state.is_none_or(|state| row.to == state)
            && change.at.is_none_or(|at| row.at.instant() == at)
    };
    let found = rows.iter().copied().any(|row| meant(&row));
    let known = found || answer.coming.complete;
    if found != change.denied && known {
        return Vec::new();
    }
    vec![findings::other_change(expect, change.denied, &rows, known)]
}

fn compare(program: &Program, row: &Row<'_>, expect: &Expect) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let expected = match &expect.outcome {
        Outcome::YesNo(yes) => Truth::from(*yes).into(),
        Outcome::State(state) => (*state).into(),
        Outcome::Value(value) | Outcome::NotValue(value) => {
            eval::constant_answer(program, value, policy(program, expect))
        }
        Outcome::Coming(_) => return found,
    };
    let denied = matches!(expect.outcome, Outcome::NotValue(_));
    if (row.is != expected) != denied {
        found.push(findings::other_outcome(
            expect, row.about, &expected, &row.is,
        ));
    }
    // What replaces a duty's demand is told instead of what exempts from it.
    let excepted_by = match row.replaced_by {
        [] => row.exempt_by,
        replaced_by => replaced_by,
    };
    let excepted = |name: &str| excepted_by.iter().any(|held| held == name);
    for name in &expect.by {
        if !excepted(name.as_str()) {
            found.push(findings::not_by(expect, name.as_str(), excepted_by));
        }
    }
    if let Some(due) = expect.due {
        let expected = match due {
            Due::Day(day) => determination::Due::Day(day),
            Due::At(at) => determination::Due::At(zone(program, expect).moment(at)),
        };
        // One instant is the same in whatever zone it is told.
        let same = match (row.due, expected) {
            (Some(determination::Due::At(at)), determination::Due::At(other)) => {
                at.instant() == other.instant()
            }
            (due, expected) => due == Some(expected),
        };
        if !same {
            found.push(findings::other_due(expect, expected, row.due));
        }
    }
    for cite in &expect.citing {
        let held = row.exceptions.iter().filter(|row| excepted(&row.name));
        let mut legs = Vec::new();
        cited_legs(row.about.because.as_ref(), &mut legs);
        let cited = row
            .about
            .cites
            .iter()
            .chain(held.flat_map(|row| &row.cites))
            .chain(legs);
        if !cited.clone().any(|other| other == cite) {
            let others: Vec<&str> = cited.map(String::as_str).collect();
            found.push(findings::not_citing(expect, cite, &others));
        }
    }
    for need in &expect.needs {
        if !row.about.needs.iter().any(|other| &other.path == need) {
            let others: Vec<&str> = row
                .about
                .needs
                .iter()
                .map(|need| need.path.as_str())
                .collect();
            found.push(findings::not_needed(expect, need, &others));
        }
    }
    found
}

/// The articles given to the legs of a condition that decided; other provisions speak for themselves.
fn cited_legs<'a>(because: Option<&'a Because>, out: &mut Vec<&'a String>) {
    let Some(because) = because else {
        return;
    };
    out.extend(&because.cites);
    if !matches!(because.step, Reason::Conclusion { .. }) {
        for leg in &because.of {
            cited_legs(Some(leg), out);
        }
    }
}
