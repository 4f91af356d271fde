//! One expectation against the answer.

use serde_json::Value as Json;

use super::findings;
use crate::determination::{ComingRow, Determination, Row};
use crate::diagnostic::Diagnostic;
use crate::eval;
use crate::program::Program;
use crate::program::case::{Change, Due, Expect, Outcome};
use crate::value::Instant;

/// A finding for each part of the expectation that is not met.
pub(super) fn unmet(program: &Program, answer: &Determination, expect: &Expect) -> Vec<Diagnostic> {
    if let Some(change) = expect.change() {
        return coming(program, answer, expect, change);
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

/// An instant as the policy of what is expected prints it.
fn printed(program: &Program, expect: &Expect, at: Instant) -> String {
    let policy = program.policies.iter().find(|policy| {
        expect
            .name
            .strip_prefix(policy.name.as_str())
            .is_some_and(|rest| rest.starts_with('.'))
    });
    policy.map_or_else(String::new, |policy| policy.zone.rfc3339(at))
}

/// Whether a change lies ahead as expected. That none does is only so as far as was looked.
fn coming(
    program: &Program,
    answer: &Determination,
    expect: &Expect,
    change: &Change,
) -> Vec<Diagnostic> {
    let at = change.at.map(|at| printed(program, expect, at));
    let rows: Vec<&ComingRow> = answer
        .coming
        .rows
        .iter()
        .filter(|row| row.name == expect.name)
        .filter(|row| expect.instance.is_none() || expect.instance == row.instance)
        .collect();
    let meant = |row: &&ComingRow| {
        change.state.is_none_or(|state| row.to == state)
            && at.as_ref().is_none_or(|at| row.at == *at)
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
        Outcome::YesNo(yes) => Json::from(if *yes { "yes" } else { "no" }),
        Outcome::State(state) => Json::from(state.name()),
        Outcome::Value(value) | Outcome::NotValue(value) => eval::constant_json(program, value),
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
            Due::Day(day) => day.to_string(),
            Due::At(at) => printed(program, expect, at),
        };
        if row.due != Some(expected.as_str()) {
            found.push(findings::other_due(expect, &expected, row.due));
        }
    }
    for cite in &expect.citing {
        let held = row.exceptions.iter().filter(|row| excepted(&row.name));
        let cited = row
            .about
            .cites
            .iter()
            .chain(held.flat_map(|row| &row.cites));
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
