//! `onus edge`: cases just below, at and just above each threshold and each
//! day of a provision, ready to be given what the law expects of them.

use std::collections::BTreeMap;

use super::args::Edge as Options;
use super::coverage::excerpt;
use super::{COULD_NOT_RUN, FINE, check, names, output};
use crate::cases::edge::{Point, edges};
use crate::diagnostic::Language;
use crate::program::{Case, Head, Program, Target};
use crate::source::Sources;
use crate::syntax;

pub(super) fn run(options: &Options) -> u8 {
    let language: Language = options.common.lang.into();
    let (sources, program) = match check::sound(&options.common.paths, language) {
        Ok(sound) => sound,
        Err(code) => return code,
    };
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for name in &options.names {
        let Some(edges) = edges(&program, name) else {
            let (en, ko) = names::hint(&program, name);
            output::could_not(
                language,
                &format!("no provision is called {name}{en}"),
                &format!("{name} 이름의 조항이 없습니다{ko}"),
            );
            return COULD_NOT_RUN;
        };
        if edges.is_empty() {
            output::could_not(
                language,
                &format!("{name} has neither a threshold nor a day on which it changes"),
                &format!("{name} 항목에는 기준값도 시행일도 없습니다"),
            );
        }
        for edge in edges {
            let base = base(&program, &edge.provision);
            let short = edge.provision.rsplit('.').next().unwrap_or_default();
            let number = numbers.entry(edge.provision.clone()).or_default();
            *number += 1;
            let place = sources.place(edge.span);
            let text = excerpt(&sources, edge.span);
            output::print(&format!("# {}:{}: {text}\n", place.file, place.line));
            for (side, point) in ["below", "at", "above"].into_iter().zip(&edge.points) {
                let name = format!("{short}_{number}_{side}");
                let clauses = clauses(&sources, point);
                let text = skeleton(&program, &sources, base, &name, &clauses, short, language);
                output::print(&format!("{text}\n"));
            }
        }
    }
    FINE
}

/// A case that expects something of the provision, whose facts can be begun with.
pub(super) fn base<'a>(program: &'a Program, provision: &str) -> Option<&'a Case> {
    let mut cases = program.cases.iter();
    cases.find(|case| case.expects.iter().any(|expect| expect.name == provision))
}

/// The clauses that bring a case to a point.
pub(super) fn clauses(sources: &Sources, point: &Point) -> Vec<String> {
    match point {
        Point::Given { path, value } => vec![format!("given {path} is {value}")],
        Point::LawOf(at) => vec![format!("law of {at}")],
        Point::Reckoned { of, value } => {
            vec![format!("# {} = {value}", excerpt(sources, *of))]
        }
    }
}

/// A case on the facts of another, with some clauses of its own and a place for what is expected.
pub(super) fn skeleton(
    program: &Program,
    sources: &Sources,
    base: Option<&Case>,
    name: &str,
    clauses: &[String],
    expected: &str,
    language: Language,
) -> String {
    let mut out = format!("case {name}\n");
    // What the new clauses say is not said twice.
    let said = |clause: &str| {
        let subject = |text: &str| {
            let words = text.split_whitespace().skip(1);
            let named = words.take_while(|word| !["is", "은", "는", "이", "가"].contains(word));
            named.collect::<Vec<_>>().join(" ")
        };
        clauses.iter().any(|own| subject(own) == subject(clause))
    };
    if let Some(case) = base {
        let zone = program.policies.get(case.head.policy);
        let zone = zone.map_or(crate::value::Zone::UTC, |policy| policy.zone);
        if let Some((_, span)) = &case.facts {
            out.push_str(&format!("  {}\n", excerpt(sources, *span)));
        }
        if let Some(at) = case.as_of {
            out.push_str(&format!("  as of {}\n", zone.rfc3339(at)));
        }
        let forced = clauses.iter().any(|clause| clause.starts_with("law of"));
        if let Some(at) = case.law_of.filter(|_| !forced) {
            out.push_str(&format!("  law of {}\n", zone.rfc3339(at)));
        }
        for name in &case.proposed {
            out.push_str(&format!("  proposed \"{name}\"\n"));
        }
        for (reading, alternative) in &case.readings {
            out.push_str(&format!("  reading {reading} is {alternative}\n"));
        }
        for given in &case.given {
            let text = excerpt(sources, given.span);
            if !said(&text) {
                out.push_str(&format!("  {text}\n"));
            }
        }
    }
    for clause in clauses {
        out.push_str(&format!("  {clause}\n"));
    }
    out.push_str(&format!("  expect {}\n", expectation(program, expected)));
    if language == Language::Korean {
        out = syntax::turned(&out, language).unwrap_or(out);
    }
    // What is expected is a remark until someone has said it.
    match out.trim_end().rsplit_once('\n') {
        Some((begun, last)) => format!("{begun}\n  # {}\n", last.trim_start()),
        None => out,
    }
}

/// What could be expected of a provision: the form is right, the law says whether it is so.
fn expectation(program: &Program, name: &str) -> String {
    let named = |head: &Head| head.name.as_str() == name;
    if program.duties.iter().any(|one| named(&one.head)) {
        return format!("{name} pending");
    }
    if program.powers.iter().any(|one| named(&one.head)) {
        return format!("{name} available");
    }
    if program.sanctions.iter().any(|one| named(&one.head)) {
        return format!("{name} open");
    }
    let mut exceptions = program.exceptions.iter();
    let excepted = exceptions.find(|one| named(&one.head)).and_then(|one| {
        let mut targets = one.versions.iter().flat_map(|one| &one.body.targets);
        targets.find_map(|target| match target {
            Target::Duty(number) => program.duties.get(*number),
            _ => None,
        })
    });
    match excepted {
        Some(duty) => format!("{} exempt by {name}", duty.head.name),
        None => name.to_owned(),
    }
}
