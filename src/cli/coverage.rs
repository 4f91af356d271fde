//! `onus coverage`: how much of each provision the cases try.

use serde_json::{Value as Json, json};

use super::args::{Coverage, CoverageFormat};
use super::{COULD_NOT_RUN, FINE, articles, cases, lcov, output, parallel};
use crate::cases::articles::{Articles, SourceArticles};
use crate::cases::coverage::{Covered, coverage};
use crate::diagnostic::Language;
use crate::eval::Answers;
use crate::source::{Sources, Span};

pub(super) fn run(options: &Coverage) -> u8 {
    let language: Language = options.common.lang.into();
    let loaded = match cases::load(&options.common, language) {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let mut sources = loaded.sources;
    let mut seen = Vec::new();
    let program = &loaded.program;
    let heads = program.versions().map(|version| version.head);
    let asked = heads.filter(|head| cases::is_asked(&sources, head, &options.common.paths));
    let policies = asked.map(|head| head.policy).collect();
    let mut found = Articles::of(program, &policies);
    for group in &loaded.groups {
        let Some(ready) = group.ready(&mut sources, language) else {
            return COULD_NOT_RUN;
        };
        let observed = parallel::each(&ready, None, |ready| {
            (ready.case, ready.observe(&group.program))
        });
        for (case, (verdict, looked_at)) in observed.into_iter().flatten() {
            found.rest_on(&group.program, case, &verdict.determination);
            seen.push(looked_at);
        }
    }
    let by_article = found.sources();
    let mut covered = coverage(program, &seen);
    covered.retain(|one| policies.contains(&one.policy));
    output::print(&match options.format {
        CoverageFormat::Text => text(&covered, &by_article, &sources, language),
        CoverageFormat::Json => {
            format!("{:#}\n", json(&covered, &by_article, &sources, seen.len()))
        }
        CoverageFormat::Lcov => lcov::report(&covered, &sources),
    });
    FINE
}

/// The articles, what no case ever tried, by provision, and the whole in figures.
fn text(
    covered: &[Covered],
    by_article: &[SourceArticles],
    sources: &Sources,
    language: Language,
) -> String {
    let korean = language == Language::Korean;
    let mut out = articles::text(by_article, language);
    for one in covered {
        let mut gaps = Vec::new();
        for (_, span, answers) in &one.versions {
            if answers.yes == 0 {
                let told = if korean {
                    "적용된 적 없음"
                } else {
                    "never in force"
                };
                gaps.push((*span, told.to_owned()));
            }
        }
        for (span, answers) in &one.conditions {
            let never = never(answers, language);
            if !never.is_empty() {
                gaps.push((*span, never));
            }
        }
        if one.held.is_some_and(|held| held.yes == 0) {
            let told = if korean {
                "성립한 적 없음"
            } else {
                "never held"
            };
            gaps.push((one.span, told.to_owned()));
        }
        if gaps.is_empty() {
            continue;
        }
        out.push_str(&format!("{} ({})\n", one.name, one.title.get(language)));
        for (span, told) in gaps {
            let place = sources.place(span);
            let text = excerpt(sources, span);
            out.push_str(&format!(
                "  {}:{}: {text}: {told}\n",
                place.file, place.line
            ));
        }
    }
    out.push_str(&articles::totals(by_article, language));
    out.push_str(&totals(covered, language));
    out
}

/// What a question was never answered.
fn never(answers: &Answers, language: Language) -> String {
    let words = match language {
        Language::English => ["never looked at", "never yes", "never no"],
        Language::Korean => ["검토된 적 없음", "예인 적 없음", "아니오인 적 없음"],
    };
    let [nothing, yes, no] = words;
    if answers.count() == 0 {
        return nothing.to_owned();
    }
    let lacking = [(answers.yes, yes), (answers.no, no)];
    let lacking = lacking.into_iter().filter(|(count, _)| *count == 0);
    let lacking: Vec<&str> = lacking.map(|(_, word)| word).collect();
    lacking.join(", ")
}

/// What is written there, on one line.
pub(super) fn excerpt(sources: &Sources, span: Span) -> String {
    let words: Vec<&str> = sources.text(span).split_whitespace().collect();
    words.join(" ")
}

fn totals(covered: &[Covered], language: Language) -> String {
    let count = |all: &mut dyn Iterator<Item = bool>| {
        let all: Vec<bool> = all.collect();
        format!("{}/{}", all.iter().filter(|one| **one).count(), all.len())
    };
    let conditions = || covered.iter().flat_map(|one| &one.conditions);
    let versions = covered.iter().flat_map(|one| &one.versions);
    let versions = count(&mut versions.map(|(_, _, answers)| answers.yes > 0));
    let yes = count(&mut conditions().map(|(_, answers)| answers.yes > 0));
    let no = count(&mut conditions().map(|(_, answers)| answers.no > 0));
    let open = count(&mut conditions().map(|(_, answers)| answers.undetermined > 0));
    let held = covered.iter().filter_map(|one| one.held);
    let held = count(&mut held.map(|held| held.yes > 0));
    match language {
        Language::English => format!(
            "versions in force {versions}; conditions yes {yes}, no {no}, undetermined {open}; exceptions that held {held}\n"
        ),
        Language::Korean => format!(
            "적용된 시행분 {versions}; 조건 예 {yes}, 아니오 {no}, 미정 {open}; 성립한 예외 {held}\n"
        ),
    }
}

fn json(
    covered: &[Covered],
    by_article: &[SourceArticles],
    sources: &Sources,
    cases: usize,
) -> Json {
    let answers = |span: Span, answers: &Answers| {
        let place = sources.place(span);
        json!({
            "file": place.file, "line": place.line, "column": place.column,
            "text": excerpt(sources, span),
            "yes": answers.yes, "no": answers.no, "undetermined": answers.undetermined,
        })
    };
    let provision = |one: &Covered| {
        let versions = one.versions.iter();
        let versions = versions.map(|(_, span, seen)| answers(*span, seen));
        let conditions = one
            .conditions
            .iter()
            .map(|(span, seen)| answers(*span, seen));
        json!({
            "name": one.name,
            "title": { "en": one.title.en, "ko": one.title.ko },
            "versions": versions.collect::<Vec<Json>>(),
            "conditions": conditions.collect::<Vec<Json>>(),
            "held": one.held.map(|held| answers(one.span, &held)),
        })
    };
    json!({
        "cases": cases,
        "sources": by_article,
        "provisions": covered.iter().map(provision).collect::<Vec<Json>>(),
    })
}
