//! The item that is being written, and the keywords with which its next line may begin.

use lsp_types::{CompletionItem, CompletionItemKind, InsertTextFormat};
use onus::check;
use onus::source::Sources;
use onus::syntax;
use onus::syntax::tree::{Clause, ClauseBody, Item, ItemKind};

/// The clauses that may stand at a byte of an item: among its common ones, or in the version there.
fn clauses(item: &Item, offset: u32) -> Vec<&'static str> {
    // A case asks for a proposal, and has no versions.
    let opens = |clause: &&Clause| {
        item.kind != ItemKind::Case
            && matches!(
                clause.body,
                ClauseBody::InForce(_) | ClauseBody::Proposed(_)
            )
    };
    let all: Vec<&Clause> = item.clauses.iter().collect();
    let mut parts = all.chunk_by(|_, next| !opens(next)).peekable();
    let mut here: &[&Clause] = &[];
    while let Some(part) = parts.next_if(|part| {
        let first = part.first().map_or(0, |clause| clause.span.start);
        here.is_empty() && !part.first().is_some_and(opens) || first < offset
    }) {
        here = part;
    }
    let in_version = here.first().is_some_and(opens);
    check::clauses_for(item.kind, here, in_version)
}

/// The item that is being written, as far as it is: what a file was before the last change says nothing
/// of it.
pub(super) struct Written<'a> {
    /// Its text up to the cursor.
    pub(super) text: &'a str,
    pub(super) item: Option<Item>,
    /// Its keywords are Korean.
    pub(super) korean: bool,
}

impl Written<'_> {
    pub(super) fn of(before: &str) -> Written<'_> {
        let opens = |line: &&str| {
            let word = line
                .split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .next();
            let mut items = syntax::keywords().take(syntax::item_keywords());
            word.is_some_and(|word| items.any(|one| one.en == word || one.ko == word))
        };
        let lines = before.split_inclusive('\n').rev();
        let mut length = 0;
        let mut start = None;
        for line in lines {
            length += line.len();
            if opens(&line) {
                start = Some(before.len() - length);
                break;
            }
        }
        let text = start.and_then(|start| before.get(start..)).unwrap_or("");
        let mut sources = Sources::default();
        let file = sources.add("", text);
        let item = syntax::parse(file, &sources).0.items.pop();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let first = |text: &str| text.chars().find(|c| c.is_alphabetic());
        let korean = first(text)
            .or_else(|| first(line))
            .is_some_and(|c| !c.is_ascii());
        Written { text, item, korean }
    }
}

/// Clauses that most items of their kind have, in the order in which they are written.
const USUAL: [&str; 20] = [
    "cites",
    "for each",
    "bearer",
    "holder",
    "from",
    "to",
    "over",
    "arises on",
    "when",
    "must",
    "may",
    "means",
    "by",
    "within",
    "facts",
    "as of",
    "given",
    "expect",
    "field",
    "on breach",
];

/// The keywords that may begin the line: clauses of the item above, and items.
pub(super) fn opening(line: &str, written: &Written<'_>) -> Vec<CompletionItem> {
    let (item, korean) = (written.item.as_ref(), written.korean);
    let indented = line.starts_with(char::is_whitespace);
    let offset = u32::try_from(written.text.len()).unwrap_or(u32::MAX);
    let clauses = item.map_or_else(Vec::new, |item| clauses(item, offset));
    let mut found: Vec<CompletionItem> = Vec::new();
    for (number, keyword) in syntax::keywords().enumerate() {
        let word = if korean { keyword.ko } else { keyword.en };
        // A clause that is no keyword itself is known by that with which it begins.
        let clause = clauses.iter().any(|one| {
            let rest = one.strip_prefix(keyword.en);
            let begins = rest.is_some_and(|rest| rest.starts_with(' '));
            *one == keyword.en || begins && !syntax::keywords().any(|known| known.en == *one)
        });
        let opens_item = number < syntax::item_keywords();
        if !(clause || opens_item) || opens_item && indented && item.is_some() {
            continue;
        }
        // One keyword may open clauses of several items: what an exception excepts, and to whom one owes.
        let excepts = keyword.ko == "예외대상";
        let exception = item.is_some_and(|item| item.kind == ItemKind::Exception);
        if keyword.en == "to" && excepts != exception || found.iter().any(|one| one.label == word) {
            continue;
        }
        let usual = USUAL.iter().position(|one| *one == keyword.en);
        let rank = usual.unwrap_or(USUAL.len() + number);
        found.push(CompletionItem {
            label: word.to_owned(),
            kind: Some(CompletionItemKind::KEYWORD),
            detail: Some(keyword.shown(word).to_owned()),
            insert_text: Some(format!("{word} ")),
            insert_text_format: Some(InsertTextFormat::PLAIN_TEXT),
            sort_text: Some(format!("{}{rank:03}", u8::from(opens_item))),
            ..CompletionItem::default()
        });
    }
    found
}
