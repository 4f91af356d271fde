//! `onus edge`: cases just below, at and just above each threshold and each
//! day of a provision, ready to be given what the law expects of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::Edge as Options;
use super::coverage::excerpt;
use super::{COULD_NOT_RUN, FINE, check, files, names, output};
use crate::cases::edge::{Point, asked_by, edges};
use crate::diagnostic::Language;
use crate::program::{Case, Head, Node, Program, Target};
use crate::source::Sources;
use crate::syntax;
use crate::value::{Date, Instant, Kind, Value, Zone};

pub(super) fn run(options: &Options) -> u8 {
    let language: Language = options.common.lang.into();
    let (sources, program) = match check::sound_with_cases(&options.common.paths, language) {
        Ok(sound) => sound,
        Err(code) => return code,
    };
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut cases = String::new();
    let mut count = 0;
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
            let rests = asked_by(&program, name).into_iter();
            let rests: Vec<String> = rests
                .filter(|one| {
                    crate::cases::edge::edges(&program, one).is_some_and(|found| !found.is_empty())
                })
                .map(|one| one.rsplit('.').next().unwrap_or_default().to_owned())
                .collect();
            let rests = rests.join(" ");
            let (en, ko) = if rests.is_empty() {
                (String::new(), String::new())
            } else {
                (
                    format!("; what it asks about has: onus edge {rests}"),
                    format!(". 그 요건에는 있습니다: onus edge {rests}"),
                )
            };
            output::could_not(
                language,
                &format!("{name} has neither a threshold nor a day on which it changes{en}"),
                &format!("{name} 항목에는 기준값도 시행일도 없습니다{ko}"),
            );
        }
        for edge in edges {
            let base = base(&program, &edge.provision);
            let short = edge.provision.rsplit('.').next().unwrap_or_default();
            let number = numbers.entry(edge.provision.clone()).or_default();
            *number += 1;
            let place = sources.place(edge.span);
            let text = excerpt(&sources, edge.span);
            cases.push_str(&format!("# {}:{}: {text}\n", place.file, place.line));
            for (side, point) in sides(language).into_iter().zip(&edge.points) {
                let name = format!("{short}_{number}_{side}");
                let clauses = clauses(&program, &sources, base, point);
                let text = skeleton(&program, &sources, base, &name, &clauses, short, language);
                cases.push_str(&format!("{text}\n"));
                count += 1;
            }
        }
    }
    if cases.is_empty() {
        return FINE;
    }
    let policy = policy_of(&program, &options.names);
    let head = policy.map_or_else(String::new, |policy| match language {
        Language::English => format!("policy {policy}\n\n"),
        Language::Korean => format!("정책 {policy}\n\n"),
    });
    let cases = head + &cases;
    match &options.out {
        None => output::print(&cases),
        Some(out) => {
            if let Err(trouble) = files::write_new(out, &cases) {
                output::could_not(language, &trouble.en, &trouble.ko);
                return COULD_NOT_RUN;
            }
            output::complain(&written(out, count, &options.common.paths, language));
        }
    }
    FINE
}

/// What was written, what is to be done with it, and with what it is read where it is of no folder of
/// the policy.
fn written(out: &Path, count: usize, paths: &[PathBuf], language: Language) -> String {
    let within = paths.iter().any(|path| out.starts_with(path));
    let shown = out.display();
    let s = if count == 1 { "" } else { "s" };
    let mut told = match language {
        Language::English => format!(
            "{shown}: {count} case{s}. What each expects is a comment: correct it by the law and take its # away; until then `onus test` does not judge the case\n"
        ),
        Language::Korean => format!(
            "{shown}: 사례 {count}건. 기대 결과는 모두 주석입니다. 법령에 맞게 바로잡고 # 기호를 지우십시오. 그 전에는 `onus test`가 그 사례를 판정하지 않습니다\n"
        ),
    };
    if !within {
        let paths: Vec<String> = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let paths = paths.join(" ");
        told.push_str(&match language {
            Language::English => format!(
                "It is read with its policy: onus test {paths} {shown}, or move it into the policy's folder\n"
            ),
            Language::Korean => format!(
                "정책과 함께 읽어야 합니다: onus test {paths} {shown} --lang ko. 또는 정책의 폴더로 옮기십시오\n"
            ),
        });
    }
    told
}

/// The policy of provisions, if all are of one.
fn policy_of(program: &Program, names: &[String]) -> Option<String> {
    let mut policies = names.iter().map(|name| {
        let mut versions = program.versions().map(|version| version.head);
        let head =
            versions.find(|head| head.name.as_str() == name || program.full_name(head) == *name);
        head.map(|head| head.policy)
    });
    let first = policies.next()??;
    let one = policies.all(|policy| policy == Some(first));
    let policy = program.policies.get(first).filter(|_| one)?;
    Some(policy.name.to_string())
}

/// How the cases around an edge are called.
pub(super) fn sides(language: Language) -> [&'static str; 3] {
    match language {
        Language::English => ["below", "at", "above"],
        Language::Korean => ["미만", "같음", "초과"],
    }
}

/// A case that expects something of the provision, whose facts can be begun with.
pub(super) fn base<'a>(program: &'a Program, provision: &str) -> Option<&'a Case> {
    let mut cases = program.cases.iter();
    cases.find(|case| case.expects.iter().any(|expect| expect.name == provision))
}

/// The clauses that bring a case to a point.
pub(super) fn clauses(
    program: &Program,
    sources: &Sources,
    base: Option<&Case>,
    point: &Point,
) -> Vec<String> {
    let mut clauses = match point {
        Point::Given { path, value } => vec![format!("given {path} is {value}")],
        Point::LawOf(at) => vec![format!("law of {at}")],
        Point::Reckoned { of, value, between } => {
            let mut clauses = vec![format!("# {} = {value}", excerpt(sources, *of))];
            let zone = program.base_zone();
            let times = between.as_ref().and_then(|between| {
                let given = base.and_then(|base| given_at(sources, base, &between.earlier));
                let earlier = given.or_else(|| morning(zone))?;
                let later = Instant::from_seconds(earlier.seconds().plus(between.seconds)?)?;
                let given = |path: &str, at| format!("given {path} is {}", zone.rfc3339(at));
                Some([
                    given(&between.earlier, earlier),
                    given(&between.later, later),
                ])
            });
            clauses.extend(times.into_iter().flatten());
            clauses
        }
    };
    if base.is_none() {
        // After all that is given, so that nothing of it lies ahead.
        let zone = program.base_zone();
        let at = match point {
            Point::Reckoned {
                between: Some(between),
                ..
            } => morning(zone)
                .and_then(|at| Instant::from_seconds(at.seconds().plus(between.seconds)?)),
            _ => None,
        };
        let day = at
            .or_else(|| morning(zone))
            .and_then(|at| Date::from_number(zone.date(at)?.number() + 1));
        let at = day.and_then(|day| zone.midnight(day));
        clauses.splice(0..0, at.map(|at| format!("as of {}", zone.rfc3339(at))));
    }
    clauses
}

/// The morning of a working day, where a case has none of its own.
fn morning(zone: Zone) -> Option<Instant> {
    let day = Date::new(2026, 1, 5)?;
    zone.midnight(day)?.plus_micros(9 * 3_600 * 1_000_000)
}

/// The time that a case gives of a fact.
fn given_at(sources: &Sources, case: &Case, path: &str) -> Option<Instant> {
    let given = case.given.iter();
    let mut given =
        given.filter(|one| excerpt(sources, one.span).split_whitespace().nth(1) == Some(path));
    match &given.next_back()?.value.as_ref()?.node {
        Node::Constant(Value::Range(range)) => Instant::from_seconds(range.exact()?),
        _ => None,
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
        // A remark is not turned, but the length of time in it is a value of ours.
        for (en, ko) in [
            (" seconds\n", " 초\n"),
            (" minutes\n", " 분\n"),
            (" hours\n", " 시간\n"),
        ] {
            out = out.replace(en, ko);
        }
    }
    let out = out.replace(VALUE, "…");
    // What is expected is a remark until someone has said it.
    match out.trim_end().rsplit_once('\n') {
        Some((begun, last)) => format!("{begun}\n  # {}\n", last.trim_start()),
        None => out,
    }
}

/// Stands for a value that the law says.
const VALUE: &str = "that_value";

/// What could be expected of a provision: the form is right, the law says whether it is so.
fn expectation(program: &Program, name: &str) -> String {
    let named = |head: &Head| head.name.as_str() == name;
    let defines = program.defines.iter().find(|one| named(&one.head));
    if defines.is_some_and(|one| one.kind != Kind::YesNo) {
        return format!("{name} is {VALUE}");
    }
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
