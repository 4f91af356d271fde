//! `onus history`: the versions of a provision in the order of time, and what
//! each says differently, in the author's own words.

use super::args::History;
use super::{COULD_NOT_RUN, FINE, check, names, output};
use crate::diagnostic::{Language, Phrase};
use crate::program::provision::Version;
use crate::program::{Citation, Head, Program, Target};
use crate::source::{Sources, Span};
use crate::value::Interval;

/// One version, whatever it is a version of.
struct Entry<'a> {
    interval: Interval,
    proposed: Option<&'a str>,
    cites: &'a [Citation],
    span: Span,
}

fn entries<T>(versions: &[Version<T>]) -> Vec<Entry<'_>> {
    let written = versions.iter().filter(|version| version.is_written());
    let mut entries: Vec<Entry<'_>> = written
        .map(|version| Entry {
            interval: version.interval,
            proposed: version.proposed.as_deref(),
            cites: &version.cites,
            span: version.written,
        })
        .collect();
    entries.sort_by_key(|entry| entry.interval.from);
    entries
}

pub(super) fn run(options: &History) -> u8 {
    let language: Language = options.common.lang.into();
    let (sources, program) = match check::sound(&options.common.paths, language) {
        Ok(sound) => sound,
        Err(code) => return code,
    };
    let found = provisions(&program, &options.name);
    if found.is_empty() {
        let (en, ko) = names::hint(&program, &options.name);
        output::could_not(
            language,
            &format!("no provision with versions is called {}{en}", options.name),
            &format!("{} 이름의 조항이 없습니다{ko}", options.name),
        );
        return COULD_NOT_RUN;
    }
    for (head, target, entries) in &found {
        output::print(&story(&program, &sources, head, entries, language));
        for exception in excepting(&program, *target) {
            let head = &program
                .exceptions
                .get(exception)
                .map(|exception| &exception.head);
            if let Some(head) = head {
                output::print(&also(head, language));
            }
        }
    }
    FINE
}

type Found<'a> = (&'a Head, Option<Target>, Vec<Entry<'a>>);

/// The provisions of that name, alone or with a policy's.
fn provisions<'a>(program: &'a Program, name: &str) -> Vec<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    let is = |head: &Head| {
        let policy = program.policies.get(head.policy);
        head.name.as_str() == name
            || policy.is_some_and(|policy| format!("{}.{}", policy.name, head.name) == name)
    };
    macro_rules! look {
        ($list:ident, $target:expr) => {
            for (number, item) in program.$list.iter().enumerate() {
                if is(&item.head) {
                    let target: Option<fn(usize) -> Target> = $target;
                    found.push((
                        &item.head,
                        target.map(|of| of(number)),
                        entries(&item.versions),
                    ));
                }
            }
        };
    }
    look!(defines, Some(Target::Define));
    look!(duties, Some(Target::Duty));
    look!(exceptions, Some(Target::Exception));
    look!(powers, Some(Target::Power));
    look!(sanctions, Some(Target::Sanction));
    look!(judgements, None);
    // What a holder determines is told with the definition.
    let mut told = std::collections::HashSet::new();
    found.retain(|(head, ..)| told.insert(head.span));
    found
}

/// Exceptions of which some version names the target.
fn excepting(program: &Program, target: Option<Target>) -> Vec<usize> {
    let Some(target) = target else {
        return Vec::new();
    };
    let names = |exception: &crate::program::Exception| {
        exception
            .versions
            .iter()
            .any(|version| version.body.targets.contains(&target))
    };
    let all = program.exceptions.iter().enumerate();
    all.filter(|(_, exception)| names(exception))
        .map(|(number, _)| number)
        .collect()
}

fn story(
    program: &Program,
    sources: &Sources,
    head: &Head,
    entries: &[Entry<'_>],
    language: Language,
) -> String {
    let mut out = format!("{}  `{}`\n", head.title.get(language), head.name);
    for entry in entries {
        let proposed = entry.proposed.map_or_else(Phrase::default, |name| {
            Phrase::new(
                format!("  (proposed: {name})"),
                format!("  (개정안: {name})"),
            )
        });
        out.push_str(&format!(
            "\n{}  {}{}\n",
            days(program, head, &entry.interval).get(language),
            cited(program, entry.cites),
            proposed.get(language),
        ));
        for line in sources.text(entry.span).lines() {
            out.push_str(&format!("    {}\n", line.trim_end()));
        }
    }
    out
}

fn also(head: &Head, language: Language) -> String {
    let phrase = Phrase::new(
        format!("\nExcepted by {}  `{}`\n", head.title.en, head.name),
        format!("\n예외: {}  `{}`\n", head.title.ko, head.name),
    );
    phrase.get(language).to_owned()
}

/// First and last day, in the policy's zone.
fn days(program: &Program, head: &Head, interval: &Interval) -> Phrase {
    let zone = program.policies.get(head.policy).map(|policy| policy.zone);
    let day = |at: crate::value::Instant| {
        zone.and_then(|zone| zone.date(at))
            .map_or_else(String::new, |day| day.to_string())
    };
    let from = interval.from.map(day);
    let until = interval.end.and_then(|end| end.plus_micros(-1)).map(day);
    match (from, until) {
        (Some(from), Some(until)) => Phrase::same(format!("{from} – {until}")),
        (Some(from), None) => Phrase::same(format!("{from} –")),
        (None, Some(until)) => Phrase::same(format!("– {until}")),
        (None, None) => Phrase::new("always", "상시"),
    }
}

fn cited(program: &Program, cites: &[Citation]) -> String {
    let cites: Vec<String> = cites
        .iter()
        .map(|cite| {
            let source = program.sources.get(cite.source);
            let name = source.map_or("", |source| source.head.name.as_str());
            format!("{name} {}", cite.pin).trim_end().to_owned()
        })
        .collect();
    cites.join(", ")
}
