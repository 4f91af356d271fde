//! What no case notices, for people and for programs.

use serde_json::{Value as Json, json};

use super::{Outcome, Survivor};
use crate::cli::coverage::excerpt;
use crate::diagnostic::Language;
use crate::source::Sources;

/// Each survivor at its place, and the whole in figures.
pub(super) fn text(
    outcome: &Outcome,
    idle: &[(String, u32)],
    sources: &Sources,
    language: Language,
) -> String {
    let korean = language == Language::Korean;
    let mut out = String::new();
    for one in &outcome.survivors {
        let place = sources.place(one.mutant.span);
        out.push_str(&format!(
            "{}:{}:{}: {}: `{}`: {}\n",
            place.file,
            place.line,
            place.column,
            one.mutant.provision,
            excerpt(sources, one.mutant.span),
            one.mutant.change.words().get(language)
        ));
        if let Some(reason) = &one.reason {
            let explained = if korean { "설명됨" } else { "explained" };
            out.push_str(&format!("  {explained}: {reason}\n"));
            continue;
        }
        let looked = one.looked;
        out.push_str(&match (language, looked) {
            (Language::English, 0) => {
                "  no case looks at it; one that would begin so:\n".to_owned()
            }
            (Language::English, _) => {
                format!("  cases that look at it: {looked}; one that notices might begin so:\n")
            }
            (Language::Korean, 0) => "  이를 검토하는 사례가 없음. 추가할 사례의 예:\n".to_owned(),
            (Language::Korean, _) => {
                format!(
                    "  이를 검토하는 사례 {looked}건이 차이를 알아내지 못함. 추가할 사례의 예:\n"
                )
            }
        });
        for line in one.suggestion.lines() {
            out.push_str(&format!("    {line}\n"));
        }
    }
    for (file, line) in idle {
        out.push_str(&if korean {
            format!("{file}:{line}: 시험하지 않는 이유가 적혀 있으나 남은 변경이 없음\n")
        } else {
            format!("{file}:{line}: a reason is given, and nothing survives there\n")
        });
    }
    let open = outcome.survivors.iter().filter(|one| one.reason.is_none());
    let open = open.count();
    let explained = outcome.survivors.len() - open;
    let (all, untried) = (outcome.all, outcome.untried);
    let noticed = all - untried - outcome.survivors.len();
    out.push_str(&match language {
        Language::English => format!(
            "{all} changes: {noticed} noticed, {explained} explained, {open} not noticed, {untried} not tried in time\n"
        ),
        Language::Korean => format!(
            "변경 {all}건: 알아냄 {noticed}건, 설명됨 {explained}건, 알아내지 못함 {open}건, 시간 내에 시험하지 못함 {untried}건\n"
        ),
    });
    out
}

/// The same for programs.
pub(super) fn json(
    outcome: &Outcome,
    idle: &[(String, u32)],
    sources: &Sources,
    language: Language,
) -> Json {
    let survivor = |one: &Survivor| {
        let place = sources.place(one.mutant.span);
        json!({
            "provision": one.mutant.provision,
            "file": place.file, "line": place.line, "column": place.column,
            "text": excerpt(sources, one.mutant.span),
            "change": one.mutant.change.words().get(language),
            "looked": one.looked,
            "explained": one.reason,
            "suggestion": one.suggestion,
        })
    };
    let idle = idle.iter();
    let idle = idle.map(|(file, line)| json!({ "file": file, "line": line }));
    json!({
        "changes": outcome.all,
        "untried": outcome.untried,
        "survivors": outcome.survivors.iter().map(survivor).collect::<Vec<Json>>(),
        "idle": idle.collect::<Vec<Json>>(),
    })
}
