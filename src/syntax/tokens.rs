//! The words and signs of a file in order, and what each is to the layout of the text. The grammar
//! says where each begins and ends; between two of them are blanks and comments only.

use std::ops::Range;

use pest::Parser;

use super::grammar::{Grammar, Rule, bare};
use super::runs::{Run, runs};

type Pair<'a> = pest::iterators::Pair<'a, Rule>;

/// A word or a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it is to the layout.
    pub part: Part,
    /// No blank comes before it.
    pub glued: bool,
    /// The version of its item that it is said for; none where it is said for all.
    pub in_version: bool,
}

/// What a token is to the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The keyword of an item. Consecutive items of one line each are aligned if they are of one kind.
    Item {
        /// A kind of item of which titles are aligned too: a source, a party, a unit.
        titled: bool,
    },
    /// The first word of a clause.
    Clause(Form),
    /// `and`, `or`
    Connective,
    /// `if`
    If,
    /// `then`, `else`
    Branch,
    /// `(`, `[`
    Open,
    /// `)`, `]`
    Close,
    /// The word that begins a further part of a field: its citation, its default, what it is.
    Further,
    /// The bar that begins a row of a table.
    Row,
    /// A bar between cells.
    Bar,
    /// The mark of a language before a title.
    Language,
    /// A text in quotation marks.
    Quotation,
    /// A colon before a kind.
    Colon,
    /// Anything else.
    Word,
}

/// How a clause is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// It opens a version.
    Version,
    /// `| name "Title"`
    Alternative,
    /// `field name : kind`
    Field,
    /// Its keyword is aligned with those of the clauses around it.
    Aligned,
    /// None of these.
    Plain,
}

/// The tokens of a text that the grammar explains whole; none where something is broken or stray.
#[must_use]
pub fn tokens(text: &str) -> Option<Vec<Token>> {
    let bare = bare(text);
    let file = Grammar::parse(Rule::file, &bare).ok()?.next()?;
    let mut found = Vec::new();
    for item in file.into_inner() {
        match item.as_rule() {
            Rule::item => of_item(item, text, &mut found)?,
            Rule::EOI => {}
            _ => return None,
        }
    }
    Some(found)
}

fn of_item(item: Pair<'_>, text: &str, found: &mut Vec<Token>) -> Option<()> {
    let mut in_version = false;
    // A case asks for a proposal, which opens no version of it.
    let mut versioned = true;
    for part in item.into_inner() {
        let first = found.len();
        match part.as_rule() {
            Rule::stray => return None,
            Rule::opening | Rule::kw_omits => {
                let kind = part.clone().into_inner().next().map(|kind| kind.as_rule());
                let titled = [Rule::kw_source, Rule::kw_party, Rule::kw_unit];
                let titled = kind.is_some_and(|rule| titled.contains(&rule));
                versioned = kind != Some(Rule::kw_case);
                leaves(part, text, found);
                set(found, first, Part::Item { titled });
            }
            Rule::clause => {
                let clause = part.into_inner().next()?;
                let form = match form(clause.as_rule()) {
                    Form::Version if !versioned => Form::Plain,
                    form => form,
                };
                leaves(clause, text, found);
                let opens = form == Form::Version;
                for token in found.iter_mut().skip(first) {
                    token.in_version = in_version && !opens;
                }
                in_version |= opens;
                set(found, first, Part::Clause(form));
            }
            _ => leaves(part, text, found),
        }
    }
    Some(())
}

fn set(found: &mut [Token], at: usize, part: Part) {
    if let Some(token) = found.get_mut(at) {
        token.part = part;
    }
}

fn form(rule: Rule) -> Form {
    match rule {
        Rule::cl_in_force | Rule::cl_proposed => Form::Version,
        Rule::cl_alternative | Rule::cl_holiday => Form::Alternative,
        Rule::cl_field => Form::Field,
        Rule::cl_title
        | Rule::cl_zone
        | Rule::cl_periods
        | Rule::cl_calendar
        | Rule::cl_governed
        | Rule::cl_cites
        | Rule::cl_bearer
        | Rule::cl_to
        | Rule::cl_from
        | Rule::cl_holder
        | Rule::cl_over
        | Rule::cl_when
        | Rule::cl_unless
        | Rule::cl_must
        | Rule::cl_may
        | Rule::cl_by
        | Rule::cl_within
        | Rule::cl_arises
        | Rule::cl_on_breach
        | Rule::cl_through
        | Rule::cl_up_to
        | Rule::cl_in_lieu
        | Rule::cl_extends
        | Rule::cl_relied
        | Rule::cl_weekend
        | Rule::cl_worked
        | Rule::cl_rule => Form::Aligned,
        _ => Form::Plain,
    }
}

/// Rules whose text is one token, though they have parts.
fn is_whole(rule: Rule) -> bool {
    matches!(rule, Rule::path)
}

/// The tokens of a pair, of which the text is given with its comments.
fn leaves(pair: Pair<'_>, written: &str, found: &mut Vec<Token>) {
    let rule = pair.as_rule();
    let inner = pair.clone().into_inner();
    if is_whole(rule) || inner.is_empty() {
        let start = pair.as_span().start();
        let whole = start..start + pair.as_str().trim_end().len();
        let text = written.get(whole).unwrap_or("");
        let token = |range: Range<usize>, part| Token {
            range,
            part,
            glued: matches!(rule, Rule::comma | Rule::rparen | Rule::rbracket),
            in_version: false,
        };
        if rule == Rule::string || !text.contains('#') {
            found.push(token(start..start + text.len(), part(rule)));
            return;
        }
        // A comment stands between the words of one keyword: each word is a token then.
        let mut of = part(rule);
        for (_, range) in runs(text).filter(|(run, _)| *run == Run::Code) {
            let mut at = start + range.start;
            for word in text
                .get(range)
                .unwrap_or("")
                .split_inclusive(char::is_whitespace)
            {
                let length = word.trim_end().len();
                if length > 0 {
                    found.push(token(at..at + length, of));
                    of = Part::Word;
                }
                at += word.len();
            }
        }
        return;
    }
    let further = found.len();
    for (number, inner) in inner.enumerate() {
        let (at, first) = (found.len(), inner.as_rule());
        leaves(inner, written, found);
        let Some(token) = found.get_mut(at) else {
            continue;
        };
        // `name(…)`, `2024-01-01부터`, `10월부터`
        token.glued |= match rule {
            Rule::call | Rule::params => number == 0,
            Rule::korean_from | Rule::korean_until => number == 1,
            Rule::korean_months => matches!(first, Rule::kw_from_ko | Rule::kw_until_ko),
            _ => false,
        };
        if rule == Rule::row && token.part == Part::Bar && number == 0 {
            token.part = Part::Row;
        }
    }
    if rule == Rule::field_part {
        set(found, further, Part::Further);
    }
}

fn part(rule: Rule) -> Part {
    match rule {
        Rule::kw_and | Rule::kw_or => Part::Connective,
        Rule::kw_if => Part::If,
        Rule::kw_then | Rule::kw_else => Part::Branch,
        Rule::lparen | Rule::lbracket => Part::Open,
        Rule::rparen | Rule::rbracket => Part::Close,
        Rule::bar => Part::Bar,
        Rule::lang => Part::Language,
        Rule::string => Part::Quotation,
        Rule::colon => Part::Colon,
        _ => Part::Word,
    }
}
