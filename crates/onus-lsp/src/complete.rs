//! What may be written at a place: the clauses that may stand in the item, items, and the names
//! that are in scope, by what stands before.

mod kinds;
mod opening;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionResponse, CompletionTextEdit, Position, Range,
    TextDocumentPositionParams, TextEdit,
};
use onus::check::{Declares, Definition};
use onus::diagnostic::Phrase;
use onus::name::Name;
use onus::period::regime::Title;
use onus::period::{Calendar, Regime};
use onus::source::{FileId, Span};
use onus::syntax;
use onus::syntax::tree::{ClauseBody, ItemKind};
use onus::value::{Weekday, Zone};

use kinds::within;
use opening::{Written, opening};
use wanted::{Wanted, wanted};

use crate::place;
use crate::records;
use crate::world::{View, World, is_policy};

/// Kinds that are not declared, in both languages.
const KINDS: [(&str, &str); 9] = [
    ("yes/no", "예/아니오"),
    ("number", "수"),
    ("share", "비율"),
    ("duration", "경과시간"),
    ("period", "기간"),
    ("date", "날짜"),
    ("time", "시각"),
    ("text", "문자"),
    ("list of ", "목록 의 "),
];
/// Units of time, in both languages.
const TIMES: [(&str, &str); 7] = [
    ("minutes", "분"),
    ("hours", "시간"),
    ("days", "일"),
    ("business days", "영업일"),
    ("weeks", "주"),
    ("months", "개월"),
    ("years", "년"),
];
/// Rules of counting, in both languages.
const RULES: [&str; 26] = [
    "first day excluded",
    "first day included",
    "months end on day before corresponding day",
    "months end on corresponding day",
    "hours run from event",
    "hours run from next full hour",
    "last day moves",
    "at least 2 working days in 2 days or more",
    "clear days",
    "business days only",
    "office hours 09:00 - 18:00",
    "not later than ",
    "day after last day",
    "초일 불산입",
    "초일 산입",
    "월의말일 응당일전날",
    "월의말일 응당일",
    "시간기산 즉시",
    "시간기산 다음정시",
    "말일순연",
    "최저 2 근무일 대상기간 2 일이상",
    "양단불산입",
    "영업일만산입",
    "근무시간 09:00 - 18:00",
    "늦어도 ",
    "말일다음날",
];

impl World {
    pub(crate) fn complete(
        &mut self,
        params: &TextDocumentPositionParams,
    ) -> Option<CompletionResponse> {
        let path = place::path(&params.text_document.uri);
        let (file, offset) = self.position(params)?;
        if !is_policy(&path) {
            let items = records::complete(self, file, &path, offset);
            return Some(CompletionResponse::Array(items));
        }
        let before = self.before(file, offset);
        let found = match self.shift(file) {
            None => {
                self.settle();
                self.offered(file, &before)
            }
            // The names are known of what was written before the change.
            Some(_) => self.as_before(|world| world.offered(file, &before)),
        };
        let mut found = found?;
        whole_names(&mut found, &before, params.position);
        Some(CompletionResponse::Array(found))
    }

    /// What may be written after a text, at a byte of the file as it is known.
    fn offered(&mut self, file: FileId, before: &str) -> Option<Vec<CompletionItem>> {
        let written = Written::of(before);
        let line = before.rsplit('\n').next().unwrap_or_default();
        let typed = line.trim_start();
        let at_start = !typed.contains(char::is_whitespace);
        if at_start {
            return Some(opening(line, &written));
        }
        if line.matches('"').count() % 2 == 1 || line.contains('#') {
            return Some(Vec::new());
        }
        let view = self.view(file);
        let wanted = wanted(typed, written.item.as_ref());
        Some(self.candidates(&wanted, &view, &written))
    }

    /// The text of a file up to a byte.
    fn before(&self, file: FileId, offset: u32) -> String {
        self.sources().text(Span::new(file, 0, offset)).to_owned()
    }

    fn candidates(
        &mut self,
        wanted: &Wanted,
        view: &View,
        written: &Written<'_>,
    ) -> Vec<CompletionItem> {
        let (item, korean) = (written.item.as_ref(), written.korean);
        match wanted {
            Wanted::Fields(path) => {
                let record = self.record(path, view, written);
                return record.map_or_else(Vec::new, |record| {
                    self.declared(view, |one| {
                        one.declares == Declares::Field && within(one, &record)
                    })
                });
            }
            Wanted::Values(path) => {
                let mut found = self.values(path, view, written);
                let states = syntax::STATES.iter().flat_map(|(en, ko)| [en, ko]);
                found.extend(states.map(|word| word_item(word, CompletionItemKind::KEYWORD)));
                return found;
            }
            Wanted::Alternatives(path) => return self.values(path, view, written),
            Wanted::Words(words) => return either(words, korean),
            Wanted::Zones => {
                let zones = Zone::names();
                return zones
                    .map(|name| word_item(name, CompletionItemKind::CONSTANT))
                    .collect();
            }
            Wanted::States => return either(syntax::STATES, korean),
            Wanted::Policies => return self.policies_below(),
            _ => {}
        }
        let of = |kinds: &'static [ItemKind]| move |one: &Definition| matches!(one.declares, Declares::Item(kind) if kinds.contains(&kind));
        let mut found = match wanted {
            Wanted::Sources => self.declared(view, of(&[ItemKind::Source])),
            Wanted::Parties => self.declared(view, of(&[ItemKind::Party, ItemKind::Fact])),
            Wanted::Readings => self.declared(view, of(&[ItemKind::Reading])),
            Wanted::Acts => self.declared(view, of(&[ItemKind::Act])),
            Wanted::Sanctions => self.declared(view, of(&[ItemKind::Sanction])),
            Wanted::Provisions => self.declared(
                view,
                of(&[
                    ItemKind::Duty,
                    ItemKind::Sanction,
                    ItemKind::Power,
                    ItemKind::Define,
                ]),
            ),
            Wanted::Kinds => self.declared(
                view,
                of(&[ItemKind::Unit, ItemKind::Choice, ItemKind::Record]),
            ),
            Wanted::Units => self.declared(view, of(&[ItemKind::Unit])),
            Wanted::Regimes => self.declared(view, of(&[ItemKind::Periods])),
            Wanted::Calendars => self.declared(view, of(&[ItemKind::Calendar])),
            Wanted::Weekdays | Wanted::Rules => Vec::new(),
            _ => self.declared(
                view,
                of(&[
                    ItemKind::Fact,
                    ItemKind::Define,
                    ItemKind::Judgement,
                    ItemKind::Duty,
                    ItemKind::Power,
                    ItemKind::Sanction,
                    ItemKind::Act,
                    ItemKind::Reading,
                ]),
            ),
        };
        let plain = |word: &&str| word_item(word, CompletionItemKind::KEYWORD);
        match wanted {
            Wanted::Sources => found.extend(self.cited(view)),
            Wanted::Kinds => found.extend(either(&KINDS, korean)),
            Wanted::Regimes => {
                let shipped = Regime::shipped().map(|one| (one.name.as_str(), &one.title));
                found.extend(shipped.map(|(name, title)| self.shipped(name, title)));
            }
            Wanted::Calendars => {
                let shipped = Calendar::shipped().map(|one| (one.name.as_str(), &one.title));
                found.extend(shipped.map(|(name, title)| self.shipped(name, title)));
            }
            Wanted::Weekdays => found.extend(
                Weekday::NAMED
                    .iter()
                    .flat_map(|(_, en, ko)| [en, ko])
                    .map(plain),
            ),
            Wanted::Rules => found.extend(RULES.iter().map(plain)),
            Wanted::Units => found.extend(either(&TIMES, korean)),
            Wanted::Expression => {
                let own = item.into_iter().flat_map(|item| &item.params);
                let own = own.map(|param| param.name.name.as_str());
                found.extend(own.map(|name| word_item(name, CompletionItemKind::VARIABLE)));
            }
            _ => {}
        }
        found
    }

    /// The policies of the folders that are open.
    fn policies_below(&mut self) -> Vec<CompletionItem> {
        let mut names = BTreeSet::new();
        for path in self.paths() {
            if let Some(file) = self.documents.load(&path) {
                names.extend(self.policies(file));
            }
        }
        let names = names.iter();
        let item = |name: &Name| word_item(name.as_str(), CompletionItemKind::MODULE);
        names.map(item).collect()
    }

    /// What comes with the program, with its title.
    fn shipped(&self, name: &str, title: &Title) -> CompletionItem {
        let title = Phrase::new(&title.en, &title.ko);
        CompletionItem {
            detail: Some(self.say(&title)),
            ..word_item(name, CompletionItemKind::CONSTANT)
        }
    }

    /// The declared names that are wanted, each with its title.
    fn declared(
        &mut self,
        view: &View,
        wanted: impl Fn(&Definition) -> bool,
    ) -> Vec<CompletionItem> {
        let definitions = view.index.definitions().map(|(_, one)| one);
        let definitions: Vec<&Definition> = definitions.filter(|one| wanted(one)).collect();
        let files: BTreeSet<FileId> = definitions.iter().map(|one| one.span.file).collect();
        let mut titles: BTreeMap<Span, Phrase> = BTreeMap::new();
        for file in files {
            let parsed = self.documents.parsed(file);
            for item in &parsed.tree.items {
                titles.extend(item.titles.phrase().map(|title| (item.name.span, title)));
                for clause in &item.clauses {
                    let (name, of) = match &clause.body {
                        ClauseBody::Field(field) => (&field.name, &field.titles),
                        ClauseBody::Alternative(one) => (&one.name, &one.titles),
                        _ => continue,
                    };
                    titles.extend(of.phrase().map(|title| (name.span, title)));
                }
            }
        }
        let item = |one: &&Definition| {
            let name = self.sources().text(one.span).to_owned();
            let title = titles.get(&one.span);
            CompletionItem {
                label: name,
                kind: Some(kind(one.declares)),
                detail: title.map(|title| self.say(title)),
                documentation: Some(lsp_types::Documentation::String(one.name.clone())),
                ..CompletionItem::default()
            }
        };
        definitions.iter().map(item).collect()
    }

    /// The articles that are cited already.
    fn cited(&mut self, view: &View) -> Vec<CompletionItem> {
        let mut found = BTreeSet::new();
        for file in &view.files {
            let parsed = self.documents.parsed(*file);
            let clauses = parsed.tree.items.iter().flat_map(|item| &item.clauses);
            for clause in clauses {
                if let ClauseBody::Cites(cites) = &clause.body {
                    let text = |cite: &onus::syntax::tree::Cite| {
                        format!("{} {}", cite.source.name.as_str(), cite.pin)
                    };
                    let pinned = cites.iter().filter(|cite| !cite.pin.is_empty());
                    found.extend(pinned.map(text));
                }
            }
        }
        let item = |text: String| word_item(&text, CompletionItemKind::REFERENCE);
        found.into_iter().map(item).collect()
    }
}

fn word_item(word: &str, kind: CompletionItemKind) -> CompletionItem {
    CompletionItem {
        label: word.to_owned(),
        kind: Some(kind),
        ..CompletionItem::default()
    }
}

fn kind(declares: Declares) -> CompletionItemKind {
    match declares {
        Declares::Field => CompletionItemKind::FIELD,
        Declares::Alternative => CompletionItemKind::ENUM_MEMBER,
        Declares::Item(kind) => match kind {
            ItemKind::Unit => CompletionItemKind::UNIT,
            ItemKind::Choice | ItemKind::Reading => CompletionItemKind::ENUM,
            ItemKind::Record => CompletionItemKind::STRUCT,
            ItemKind::Fact => CompletionItemKind::VARIABLE,
            ItemKind::Define | ItemKind::Judgement => CompletionItemKind::FUNCTION,
            ItemKind::Act | ItemKind::Case => CompletionItemKind::EVENT,
            ItemKind::Party => CompletionItemKind::INTERFACE,
            ItemKind::Policy | ItemKind::Use => CompletionItemKind::MODULE,
            _ => CompletionItemKind::CLASS,
        },
    }
}

/// Words in both languages, those of the one that is written first.
fn either(words: &[(&str, &str)], korean: bool) -> Vec<CompletionItem> {
    let both = words.iter().flat_map(|(en, ko)| {
        [
            Some((*en, korean && en != ko)),
            (en != ko).then_some((*ko, !korean)),
        ]
    });
    let both = both.flatten();
    let item = |(number, (word, last)): (usize, (&str, bool))| CompletionItem {
        sort_text: Some(format!("{}{number:03}", u8::from(last))),
        ..word_item(word, CompletionItemKind::KEYWORD)
    };
    both.enumerate().map(item).collect()
}

/// Lets a name with dots take the place of all that is typed of it: editors take what is after the
/// last dot for the word.
fn whole_names(items: &mut [CompletionItem], before: &str, at: Position) {
    let part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '.';
    let typed = before.trim_end_matches(part);
    let typed = before.get(typed.len()..).unwrap_or_default();
    if !typed.contains('.') {
        return;
    }
    let units = u32::try_from(typed.encode_utf16().count()).unwrap_or(0);
    let start = Position::new(at.line, at.character.saturating_sub(units));
    for item in items.iter_mut().filter(|item| item.label.contains('.')) {
        let edit = TextEdit::new(Range::new(start, at), item.label.clone());
        item.text_edit = Some(CompletionTextEdit::Edit(edit));
    }
}
