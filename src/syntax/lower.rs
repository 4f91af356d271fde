//! Pairs to tree: items and their heads. The rooms below take clauses and
//! expressions; none of them is named outside this folder.

mod clauses;
mod days;
mod expressions;
mod gather;
mod reckoning;
mod table;
mod words;

use pest::Parser;

use super::grammar::{Grammar, Rule, bare};
use super::keywords::{CLAUSES, opening};
use super::pieces::Piece;
use super::tree::{
    Cite, Clause, ClauseBody, Ident, Item, ItemKind, KindRef, Node, Param, Title, Titles,
};
use super::{findings, recover};
use crate::diagnostic::Diagnostic;
use crate::name::Name;
use crate::source::{FileId, Span};

type Pair<'a> = pest::iterators::Pair<'a, Rule>;

/// Reads the piece of a file's text that begins at a place.
pub(super) fn piece(file: FileId, text: &str, start: usize, made: &mut Piece) {
    let mut lower = Lower {
        file,
        text,
        start,
        out: &mut made.findings,
    };
    match Grammar::parse(Rule::file, &bare(text)) {
        Ok(mut pairs) => {
            for pair in pairs.next().into_iter().flat_map(Pair::into_inner) {
                match pair.as_rule() {
                    Rule::item => made.items.extend(lower.item(pair, &mut made.lost)),
                    Rule::broken => {
                        made.broken.push(lower.written(&pair));
                        recover::broken(&mut lower, &pair, &mut made.lost);
                    }
                    _ => {}
                }
            }
        }
        Err(error) => {
            // The grammar accepts any text; only pest's own limits end here.
            let at = recover::position(&error);
            let span = lower.bytes(at, at);
            lower.out.push(findings::unreadable(span));
        }
    }
}

/// What lowering carries along.
pub(super) struct Lower<'a, 'b> {
    file: FileId,
    /// The text of the piece.
    pub(super) text: &'a str,
    /// Where the piece begins in its file.
    start: usize,
    pub(super) out: &'b mut Vec<Diagnostic>,
}

/// Where a pair ends, without the blanks that pest counts in. A comment is blanks to it (`bare`).
fn end(pair: &Pair<'_>) -> usize {
    pair.as_span().start() + pair.as_str().trim_end().len()
}

impl Lower<'_, '_> {
    pub(super) fn bytes(&self, start: usize, end: usize) -> Span {
        let at = |offset: usize| u32::try_from(self.start + offset).unwrap_or(u32::MAX);
        Span::new(self.file, at(start), at(end))
    }

    /// What is written between two places of the file.
    fn between(&self, start: u32, end: u32) -> &str {
        let at = |place: u32| (place as usize).saturating_sub(self.start);
        self.text.get(at(start)..at(end)).unwrap_or("")
    }

    pub(super) fn span(&self, pair: &Pair<'_>) -> Span {
        self.bytes(pair.as_span().start(), end(pair))
    }

    fn ident(&self, pair: &Pair<'_>) -> Ident {
        Ident {
            name: Name::new(pair.as_str()),
            span: self.span(pair),
        }
    }

    fn idents<'a>(&self, pairs: impl Iterator<Item = Pair<'a>>) -> Vec<Ident> {
        pairs
            .filter(|pair| pair.as_rule() == Rule::ident)
            .map(|pair| self.ident(&pair))
            .collect()
    }

    /// The text between quotation marks.
    fn string(pair: &Pair<'_>) -> String {
        pair.as_str().trim_matches('"').to_owned()
    }

    /// A piece of text that is no part of the tree, without the blanks after it.
    fn written(&self, pair: &Pair<'_>) -> Span {
        let start = pair.as_span().start();
        self.bytes(start, start + pair.as_str().trim_end().len())
    }

    fn title(&self, pair: &Pair<'_>) -> Title {
        Title {
            text: Lower::string(pair),
            span: self.span(pair),
        }
    }

    fn titles(&self, pair: Pair<'_>) -> Titles {
        let mut titles = Titles::default();
        let mut bare = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::string => bare = Some(self.title(&part)),
                Rule::translation => {
                    let mut inner = part.into_inner();
                    let lang = inner.next().map_or("", |lang| lang.as_str());
                    let text = inner.next().map(|text| self.title(&text));
                    match lang {
                        "ko" | "한" => titles.ko = text,
                        _ => titles.en = text,
                    }
                }
                _ => {}
            }
        }
        if let Some(bare) = bare {
            // A title that stands alone in Hangul is the Korean one.
            let hangul = bare.text.chars().any(|c| ('가'..='힣').contains(&c));
            if titles.ko.is_none() && (hangul || titles.en.is_some()) {
                titles.ko = Some(bare);
            } else {
                titles.en = Some(bare);
            }
        }
        titles
    }

    fn item(&mut self, pair: Pair<'_>, lost: &mut Vec<Name>) -> Option<Item> {
        let span = self.span(&pair);
        let mut item: Option<Item> = None;
        let mut cites: Vec<Cite> = Vec::new();
        let mut before = recover::Before {
            item: pair.as_span().start(),
            clause: None,
            stray: None,
        };
        for part in pair.into_inner() {
            let at = part.as_span().start();
            match part.as_rule() {
                Rule::opening | Rule::kw_omits => {
                    let keyword = self.span(&part);
                    let kind = match part.into_inner().next() {
                        Some(word) => item_kind(word.as_rule()),
                        None => Some(ItemKind::Omits),
                    };
                    item = Some(Item {
                        kind: kind?,
                        span,
                        keyword,
                        name: Ident {
                            name: Name::new(""),
                            span: keyword,
                        },
                        params: Vec::new(),
                        kind_written: None,
                        bounds: Vec::new(),
                        product: Vec::new(),
                        titles: Titles::default(),
                        clauses: Vec::new(),
                        stray: Vec::new(),
                    });
                }
                Rule::cite => cites.push(self.cite(part)),
                Rule::stray => {
                    let span = self.written(&part);
                    if let Some(item) = &mut item {
                        item.stray.push(span);
                    }
                    recover::stray(self, &before, &part, lost);
                    before.stray = Some(part.as_str().trim_end().len() + at);
                }
                rule => {
                    let item = item.as_mut()?;
                    match rule {
                        Rule::item_name => {
                            item.name = self.ident(&part);
                            let (of, word) = (item.kind, part.as_str());
                            if self.is_of_a_clause(of, word, item.keyword.end, at) {
                                let keyword = item.keyword;
                                self.out.push(findings::name_missing(word, keyword));
                            }
                        }
                        Rule::params => item.params = self.params(part),
                        Rule::kind_mark => {
                            for part in part.into_inner() {
                                match part.as_rule() {
                                    Rule::kind => item.kind_written = self.kind(part),
                                    Rule::bound => item.bounds.extend(self.bound(part)),
                                    _ => {}
                                }
                            }
                        }
                        Rule::product_mark => item.product = self.idents(part.into_inner()),
                        Rule::titles => item.titles = self.titles(part),
                        Rule::clause => {
                            (before.clause, before.stray) = (Some(at), None);
                            item.clauses.extend(self.clause(part));
                        }
                        _ => {}
                    }
                }
            }
        }
        let mut item = item?;
        self.counted_from(&mut item);
        if item.kind == ItemKind::Omits {
            let span = cites.first().map_or(item.keyword, |first| first.span);
            item.clauses.insert(
                0,
                Clause {
                    span,
                    keyword: item.keyword,
                    body: ClauseBody::Cites(cites),
                },
            );
        }
        Some(item)
    }

    /// `by 24 hours from ended` is one clause with another word, though `from` opens one of its own.
    fn counted_from(&mut self, item: &mut Item) {
        let mut at = 0;
        while let Some([limit, from]) = item.clauses.get(at..at + 2) {
            let is_period = match &limit.body {
                ClauseBody::By(expr) | ClauseBody::Within(expr) => {
                    matches!(expr.node, Node::Amount(..))
                }
                _ => false,
            };
            let one_line = !self.between(limit.span.end, from.span.start).contains('\n');
            at += 1;
            if !is_period || !one_line || !matches!(from.body, ClauseBody::From(_)) {
                continue;
            }
            let written = self.between(from.keyword.start, from.keyword.end);
            let found = findings::counted_from(written, from.keyword);
            self.out.push(found);
            item.clauses.remove(at);
            if let Some(ClauseBody::By(expr) | ClauseBody::Within(expr)) =
                item.clauses.get_mut(at - 1).map(|clause| &mut clause.body)
            {
                expr.node = Node::Unreadable;
            }
        }
    }

    /// Whether what stands where a name belongs is the keyword of the first clause. No policy is called
    /// like one; of other items the keyword of a title on a line of its own is none.
    fn is_of_a_clause(&self, of: ItemKind, word: &str, keyword: u32, at: usize) -> bool {
        let apart = || {
            let between = self.text.get(keyword as usize..at);
            between.is_some_and(|between| between.contains('\n'))
        };
        match of {
            ItemKind::Policy => opening(CLAUSES, word).is_some(),
            _ => matches!(word, "title" | "제목") && apart(),
        }
    }

    fn params(&mut self, pair: Pair<'_>) -> Vec<Param> {
        let mut params = Vec::new();
        for param in pair.into_inner().filter(|p| p.as_rule() == Rule::param) {
            let mut name = None;
            let mut kind = None;
            for part in param.into_inner() {
                match part.as_rule() {
                    Rule::ident => name = Some(self.ident(&part)),
                    Rule::kind => kind = self.kind(part),
                    _ => {}
                }
            }
            if let (Some(name), Some(kind)) = (name, kind) {
                params.push(Param { name, kind });
            }
        }
        params
    }

    fn kind(&mut self, pair: Pair<'_>) -> Option<KindRef> {
        let span = self.span(&pair);
        let inner = pair.into_inner().next()?;
        Some(match inner.as_rule() {
            Rule::yes_no_kind => KindRef::YesNo(span),
            Rule::list_kind => {
                let of = inner.into_inner().find(|p| p.as_rule() == Rule::ident)?;
                KindRef::List(self.ident(&of), span)
            }
            Rule::one_of_kind => KindRef::OneOf(self.idents(inner.into_inner()), span),
            _ => KindRef::Named(self.ident(&inner)),
        })
    }

    fn cite(&mut self, pair: Pair<'_>) -> Cite {
        let span = self.span(&pair);
        let mut source = Ident {
            name: Name::new(""),
            span,
        };
        let mut pin = String::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::ident => source = self.ident(&part),
                Rule::pin => pin = part.as_str().to_owned(),
                _ => {}
            }
        }
        Cite { source, pin, span }
    }

    fn cites<'a>(&mut self, pairs: impl Iterator<Item = Pair<'a>>) -> Vec<Cite> {
        pairs
            .filter(|pair| pair.as_rule() == Rule::cite)
            .map(|pair| self.cite(pair))
            .collect()
    }
}

fn item_kind(rule: Rule) -> Option<ItemKind> {
    Some(match rule {
        Rule::kw_policy => ItemKind::Policy,
        Rule::kw_use => ItemKind::Use,
        Rule::kw_source => ItemKind::Source,
        Rule::kw_party => ItemKind::Party,
        Rule::kw_unit => ItemKind::Unit,
        Rule::kw_choice => ItemKind::Choice,
        Rule::kw_record => ItemKind::Record,
        Rule::kw_fact => ItemKind::Fact,
        Rule::kw_act => ItemKind::Act,
        Rule::kw_judgement => ItemKind::Judgement,
        Rule::kw_define => ItemKind::Define,
        Rule::kw_duty => ItemKind::Duty,
        Rule::kw_exception => ItemKind::Exception,
        Rule::kw_power => ItemKind::Power,
        Rule::kw_sanction => ItemKind::Sanction,
        Rule::kw_reading => ItemKind::Reading,
        Rule::kw_case => ItemKind::Case,
        Rule::kw_calendar_item => ItemKind::Calendar,
        Rule::kw_periods_item => ItemKind::Periods,
        _ => return None,
    })
}
