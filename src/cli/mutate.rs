//! `onus mutate`: one thing in the policies is changed at a time, and all cases
//! that could notice are judged again. What none notices is told.

mod shown;

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::args::{Format, Mutate};
use super::coverage::excerpt;
use super::{COULD_NOT_RUN, FINE, FOUND, cases, edge, output, parallel};
use crate::cases::edge::edges;
use crate::cases::mutant::{Mutant, mutants};
use crate::cases::{Compiled, Desk, Ready};
use crate::diagnostic::Language;
use crate::eval::{Observed, Seen};
use crate::program::Program;
use crate::program::case::Expect;
use crate::source::Sources;

/// Before the reason why no case tries what is on the line, or on the next.
const EXPLAINED: [&str; 2] = ["# not tried:", "# 시험하지 않음:"];

/// What one thread works with.
struct Room<'p> {
    desk: RefCell<Desk>,
    /// What the records of all cases come to in the right program, as far as someone asked.
    bases: Vec<OnceCell<Option<Observed<'p>>>>,
    /// What is told in the right program of a provision, by the number of the case.
    told: RefCell<BTreeMap<(usize, String), String>>,
}

/// A case, what it looked at, and whether its whole answer is held.
struct Judge<'a> {
    number: usize,
    ready: Ready<'a>,
    seen: Seen,
    golden: bool,
}

/// A mutant that no case notices.
struct Survivor {
    mutant: Mutant,
    /// How many cases look at what is changed.
    looked: usize,
    /// The reason given for it.
    reason: Option<String>,
    /// A case that might notice.
    suggestion: String,
}

/// What became of all mutants.
#[derive(Default)]
struct Outcome {
    all: usize,
    untried: usize,
    survivors: Vec<Survivor>,
    explained: Explained,
    /// The files in which something was changed; of the others no reason is idle.
    changed: BTreeSet<String>,
}

/// Reasons written in the policies, by file and the line they are about.
type Explained = BTreeMap<(String, u32), String>;

impl Outcome {
    /// Reasons at places where nothing survives.
    fn idle(&self, sources: &Sources) -> Vec<(String, u32)> {
        let survivors = self.survivors.iter();
        let used: BTreeSet<(String, u32)> = survivors
            .map(|one| {
                let place = sources.place(one.mutant.span);
                (place.file, place.line)
            })
            .collect();
        let explained = self.explained.keys();
        explained
            .filter(|place| self.changed.contains(&place.0) && !used.contains(*place))
            .cloned()
            .collect()
    }
}

pub(super) fn run(options: &Mutate) -> u8 {
    let language: Language = options.common.lang.into();
    let start = Instant::now();
    let until = options
        .time
        .map(|seconds| start + Duration::from_secs(seconds));
    let loaded = match cases::load(&options.common, language) {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let mut sources = loaded.sources;
    let mut outcome = Outcome {
        explained: explanations(&sources),
        ..Outcome::default()
    };
    for group in &loaded.groups {
        let Some(judges) = judges(group, &mut sources, language) else {
            return COULD_NOT_RUN;
        };
        let mut mutants = mutants(&group.program, group.policy);
        mutants.retain(|mutant| wanted(mutant, &options.only));
        let files = mutants.iter().map(|mutant| sources.place(mutant.span).file);
        outcome.changed.extend(files);
        // No case says anything of the law, and each mutant is a program of its own.
        let law = Program {
            cases: Vec::new(),
            ..group.program.clone()
        };
        let room = || Room {
            desk: RefCell::default(),
            bases: judges.iter().map(|_| OnceCell::new()).collect(),
            told: RefCell::default(),
        };
        let noticed = parallel::each_with(&mutants, until, room, |room, mutant| {
            is_noticed(mutant, &law, &judges, room)
        });
        for (mutant, noticed) in mutants.into_iter().zip(noticed) {
            outcome.all += 1;
            match noticed {
                Some(true) => {}
                None => outcome.untried += 1,
                Some(false) => {
                    let survivor = survivor(
                        mutant,
                        &group.program,
                        &judges,
                        &sources,
                        &outcome.explained,
                        language,
                    );
                    outcome.survivors.push(survivor);
                }
            }
        }
    }
    if outcome.all == 0 {
        let (en, ko) = if options.only.is_empty() {
            (
                "there is nothing to change".to_owned(),
                "바꿀 수 있는 항목이 없습니다".to_owned(),
            )
        } else {
            let only = options.only.join(", ");
            (
                format!("--only {only}: no provision of that name can be changed"),
                format!("--only {only}: 이 이름의 조항이 없거나 바꿀 수 있는 것이 없습니다"),
            )
        };
        output::could_not(language, &en, &ko);
        return COULD_NOT_RUN;
    }
    // What is explained where nothing survives is told only when all was tried.
    if !options.only.is_empty() || outcome.untried > 0 {
        outcome.explained.clear();
    }
    let idle = outcome.idle(&sources);
    output::print(&match options.format {
        Format::Text => shown::text(&outcome, &idle, &sources, language),
        Format::Json => format!("{:#}\n", shown::json(&outcome, &idle, &sources, language)),
    });
    let unexplained = outcome.survivors.iter().any(|one| one.reason.is_none());
    if unexplained || outcome.untried > 0 || !idle.is_empty() {
        FOUND
    } else {
        FINE
    }
}

/// The cases of a policy, with what each looks at; none if one fails already.
fn judges<'a>(
    group: &'a cases::Group,
    sources: &mut Sources,
    language: Language,
) -> Option<Vec<Judge<'a>>> {
    let ready = group.ready(sources, language)?;
    let observed = parallel::each(&ready, None, |ready| ready.observe(&group.program));
    let mut judges = Vec::new();
    let all = ready.into_iter().zip(observed.into_iter().flatten());
    for (number, (ready, (verdict, seen))) in all.enumerate() {
        if !verdict.findings.is_empty() {
            output::could_not(
                language,
                "cases fail already; run `onus test` first",
                "이미 실패하는 사례가 있습니다. 먼저 `onus test`를 실행하십시오",
            );
            return None;
        }
        let golden = cases::is_kept(sources, ready.case);
        judges.push(Judge {
            number,
            ready,
            seen,
            golden,
        });
    }
    Some(judges)
}

fn wanted(mutant: &Mutant, only: &[String]) -> bool {
    only.is_empty()
        || only.iter().any(|name| {
            let rest = mutant.provision.strip_suffix(name.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
}

/// The cases to which the change could matter, those that expect something of it first.
fn concerned<'j, 'a>(mutant: &Mutant, judges: &'j [Judge<'a>]) -> Vec<&'j Judge<'a>> {
    let place = mutant.place();
    let looked =
        |judge: &&Judge<'_>| place.is_none_or(|place| judge.seen.expressions.contains_key(&place));
    let mut concerned: Vec<&Judge<'_>> = judges.iter().filter(looked).collect();
    concerned.sort_by_key(|judge| {
        let mut expects = judge.ready.case.expects.iter();
        !expects.any(|expect| expect.name == mutant.provision)
    });
    concerned
}

fn is_noticed<'p>(
    mutant: &Mutant,
    program: &'p Program,
    judges: &'p [Judge<'_>],
    room: &Room<'p>,
) -> bool {
    let concerned = concerned(mutant, judges);
    if concerned.is_empty() {
        return false;
    }
    let changed = mutant.of(program);
    // What the compiled evaluator cannot say is left for the plain one, and is not asked where another
    // case notices.
    let compiled = Compiled::of(&changed);
    let mut open = Vec::new();
    for judge in &concerned {
        match compiled.left(&judge.ready, &mut room.desk.borrow_mut()) {
            None => return true,
            Some(left) if left.is_empty() => {}
            Some(left) => open.push((*judge, left)),
        }
    }
    let notices = |(judge, left): &(&'p Judge<'_>, Vec<&Expect>)| {
        let base = room.bases.get(judge.number).zip(mutant.place());
        let base = base.and_then(|(base, place)| {
            let base = base.get_or_init(|| judge.ready.observed(program));
            Some((base.as_ref()?, place))
        });
        let case = judge.ready.expecting(left);
        judge.ready.of(&case).notices(&changed, base)
    };
    if open.iter().any(notices) {
        return true;
    }
    // An amount of which nothing is expected stands in the golden answers alone.
    mutant.quantum
        && concerned.iter().filter(|judge| judge.golden).any(|judge| {
            let about = |program: &Program| {
                let answer = judge.ready.about(program, vec![mutant.provision.clone()]);
                crate::render::json::json(&answer)
            };
            let mut told = room.told.borrow_mut();
            let key = (judge.number, mutant.provision.clone());
            *told.entry(key).or_insert_with(|| about(program)) != about(&changed)
        })
}

fn explanations(sources: &Sources) -> Explained {
    let mut found = Explained::new();
    for (_, source) in sources.iter() {
        for (number, line) in (1..).zip(source.text().lines()) {
            let parts = EXPLAINED.iter().find_map(|mark| line.split_once(mark));
            let Some((before, reason)) = parts else {
                continue;
            };
            // On a line of its own it is about the next.
            let own = u32::from(before.trim().is_empty());
            let about = number + own;
            found.insert((source.name().to_owned(), about), reason.trim().to_owned());
        }
    }
    found
}

fn survivor(
    mutant: Mutant,
    program: &Program,
    judges: &[Judge<'_>],
    sources: &Sources,
    explained: &Explained,
    language: Language,
) -> Survivor {
    let place = sources.place(mutant.span);
    let short = mutant.provision.rsplit('.').next().unwrap_or_default();
    let concerned = concerned(&mutant, judges);
    let base = edge::base(program, &mutant.provision)
        .or_else(|| concerned.first().map(|judge| judge.ready.case));
    let edges = edges(program, &mutant.provision).unwrap_or_default();
    let near = edges.iter().find(|edge| edge.span.holds(mutant.span));
    let names = edge::sides(language).map(|side| format!("{short}_{side}"));
    let suggestion = match near {
        Some(edge) => names
            .iter()
            .zip(&edge.points)
            .map(|(name, point)| {
                let clauses = edge::clauses(program, sources, base, point);
                edge::skeleton(program, sources, base, name, &clauses, short, language)
            })
            .collect(),
        None => {
            let decides = format!("# {}", excerpt(sources, mutant.span));
            edge::skeleton(
                program,
                sources,
                base,
                &format!("{short}_case"),
                &[decides],
                short,
                language,
            )
        }
    };
    let looked = match mutant.place() {
        Some(_) => concerned.len(),
        None => concerned
            .iter()
            .filter(|judge| {
                let mut expects = judge.ready.case.expects.iter();
                expects.any(|expect| expect.name == mutant.provision)
            })
            .count(),
    };
    Survivor {
        looked,
        reason: explained.get(&(place.file, place.line)).cloned(),
        suggestion,
        mutant,
    }
}
