//! The part of `onus coverage` that goes by article.

use crate::cases::articles::{Article, SourceArticles};
use crate::determination::Words;
use crate::diagnostic::Language;

/// So many cases are named before the others are counted.
const NAMED: usize = 3;

/// Each text with its articles: encoded or not and why, and settled by which cases.
pub(super) fn text(sources: &[SourceArticles], language: Language) -> String {
    let mut out = String::new();
    for source in sources {
        let title = said(&source.title, language);
        out.push_str(&format!("{title} ({}, {})\n", source.name, source.policy));
        let width = source.articles.iter().map(|one| one.pin.chars().count());
        let width = width.max().unwrap_or(0);
        for article in &source.articles {
            let mut pin = article.pin.as_str();
            for line in lines(article, language) {
                out.push_str(&format!("  {pin:width$}  {line}\n"));
                pin = "";
            }
        }
        out.push('\n');
    }
    out
}

/// What is to be said of one article.
fn lines(article: &Article, language: Language) -> Vec<String> {
    let korean = language == Language::Korean;
    let mut lines = Vec::new();
    if !article.encoded_by.is_empty() {
        lines.push(tried(article, language));
    }
    for because in &article.omitted {
        let because = said(because, language);
        lines.push(match (article.encoded_by.is_empty(), korean) {
            (true, false) => format!("not encoded: {because}"),
            (true, true) => format!("반영하지 아니함: {because}"),
            (false, false) => format!("not encoded in part: {because}"),
            (false, true) => format!("일부 반영하지 아니함: {because}"),
        });
    }
    lines
}

fn tried(article: &Article, language: Language) -> String {
    let korean = language == Language::Korean;
    if article.is_never_exercised() {
        let never = if korean {
            "거치는 사례 없음"
        } else {
            "no case comes to it"
        };
        return never.to_owned();
    }
    let decided: Vec<&str> = article.decided_by.iter().map(String::as_str).collect();
    let open: Vec<&str> = article.left_open_by.iter().map(String::as_str).collect();
    match (decided.is_empty(), korean) {
        (false, false) => format!("settled by {}", named(&decided, language)),
        (false, true) => format!("판정한 사례: {}", named(&decided, language)),
        (true, false) => format!("left open by {}", named(&open, language)),
        (true, true) => format!("미정으로 남은 사례: {}", named(&open, language)),
    }
}

fn named(cases: &[&str], language: Language) -> String {
    let first: Vec<&str> = cases.iter().take(NAMED).copied().collect();
    let first = first.join(", ");
    match (cases.len().saturating_sub(NAMED), language) {
        (0, _) => first,
        (1, Language::English) => format!("{first} and 1 other"),
        (more, Language::English) => format!("{first} and {more} others"),
        (more, Language::Korean) => format!("{first} 외 {more}건"),
    }
}

fn said(words: &Words, language: Language) -> &str {
    match language {
        Language::Korean if !words.ko.is_empty() => &words.ko,
        _ => &words.en,
    }
}

/// How many articles are encoded, settled in a case, left open, and in none; how many are left out.
pub(super) fn totals(sources: &[SourceArticles], language: Language) -> String {
    let count = |what: &dyn Fn(&Article) -> bool| {
        let articles = sources.iter().flat_map(|source| &source.articles);
        articles.filter(|one| what(one)).count()
    };
    let encoded = count(&|one| !one.encoded_by.is_empty());
    let decided = count(&|one| !one.encoded_by.is_empty() && !one.decided_by.is_empty());
    let never = count(&|one| one.is_never_exercised());
    let open = encoded - decided - never;
    let omitted = count(&|one| one.encoded_by.is_empty());
    match language {
        Language::English => format!(
            "articles encoded {encoded}: settled in a case {decided}, left open {open}, in no case {never}; not encoded, with a reason {omitted}\n"
        ),
        Language::Korean => format!(
            "반영한 조항 {encoded}: 사례에서 판정 {decided}, 미정 {open}, 거치는 사례 없음 {never}; 사유를 밝히고 반영하지 아니한 조항 {omitted}\n"
        ),
    }
}
