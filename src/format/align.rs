//! Columns: the keywords of the clauses of an item, its versions, the titles of a list, the cells
//! of a table, comments at the ends of lines.

use super::lines::{Line, Word, opens_version};
use crate::syntax::{Form, Part};

/// Blanks before the clause after that which opens a version, and before a comment.
const WIDE: usize = 3;

/// Sets the blanks of words that belong under one another.
pub(super) fn align(lines: &mut [Line<'_>]) {
    for group in groups(lines, keyword_group) {
        columns(lines, &group, 1, |line| {
            after_keyword(line).into_iter().collect()
        });
    }
    for group in groups(lines, version_group) {
        columns(lines, &group, WIDE, clauses);
    }
    for group in groups(lines, list_group) {
        columns(lines, &group, 1, cells);
    }
    for group in groups(lines, comment_group) {
        comments(lines, &group);
    }
}

/// What a line is to a group.
#[derive(PartialEq)]
enum Belongs {
    /// A member.
    Member,
    /// None, and the group goes on after it.
    Beside,
    /// None, and the group ends before it.
    Ends,
}

/// The lines of each group, by their numbers. A line that ends a group may be the first of the next.
fn groups(
    lines: &[Line<'_>],
    belongs: impl Fn(Option<&Line<'_>>, &Line<'_>) -> Belongs,
) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let first = open.first().and_then(|first| lines.get(*first));
        let mut belongs_here = belongs(first, line);
        if belongs_here == Belongs::Ends {
            found.push(std::mem::take(&mut open));
            belongs_here = belongs(None, line);
        }
        if belongs_here == Belongs::Member {
            open.push(at);
        }
    }
    found.push(open);
    found
}

fn in_version(line: &Line<'_>) -> bool {
    line.words.first().is_some_and(|word| word.in_version)
}

/// Clauses of one item, or of one version of it, of which the keywords are aligned.
fn keyword_group(first: Option<&Line<'_>>, line: &Line<'_>) -> Belongs {
    let apart = first.is_some_and(|first| line.apart || in_version(first) != in_version(line));
    match line.opens() {
        Some(Part::Item { .. } | Part::Clause(Form::Version)) => Belongs::Ends,
        Some(Part::Clause(Form::Aligned)) if apart => Belongs::Ends,
        Some(Part::Clause(Form::Aligned)) => Belongs::Member,
        _ => Belongs::Beside,
    }
}

/// The versions of one item.
fn version_group(_: Option<&Line<'_>>, line: &Line<'_>) -> Belongs {
    match line.opens() {
        Some(Part::Item { .. }) => Belongs::Ends,
        part if opens_version(part) => Belongs::Member,
        _ => Belongs::Beside,
    }
}

/// Lines of one sort that follow one another: alternatives, fields, rows, items of one line each.
fn list_group(first: Option<&Line<'_>>, line: &Line<'_>) -> Belongs {
    let listed = |part| {
        matches!(
            part,
            Part::Clause(Form::Alternative | Form::Field) | Part::Row | Part::Item { .. }
        )
    };
    let keyword = |line: &Line<'_>| {
        line.words
            .first()
            .map(|word| word.text.clone().into_owned())
    };
    match line.opens() {
        Some(part) if listed(part) => {
            let same = first.is_none_or(|first| {
                line.opens() == first.opens() && keyword(line) == keyword(first) && !line.apart
            });
            if same { Belongs::Member } else { Belongs::Ends }
        }
        // What goes on with a line of a list ends the list, but for titles and parts of a field on
        // lines of their own.
        Some(Part::Language | Part::Further) => Belongs::Beside,
        _ => Belongs::Ends,
    }
}

fn comment_group(first: Option<&Line<'_>>, line: &Line<'_>) -> Belongs {
    let unlike = first.is_some_and(|first| first.opens() != line.opens());
    if line.words.is_empty() || line.comment.is_none() || unlike {
        Belongs::Ends
    } else {
        Belongs::Member
    }
}

/// The word after the keyword of a clause.
fn after_keyword(line: &Line<'_>) -> Option<usize> {
    (line.words.len() > 1).then_some(1)
}

/// The words that begin clauses after the first.
fn clauses(line: &Line<'_>) -> Vec<usize> {
    let words = line.words.iter().enumerate().skip(1);
    let starts = words.filter(|(_, word)| matches!(word.part, Part::Clause(_)));
    starts.map(|(at, _)| at).collect()
}

/// The words that begin cells. What a clause on the line of its item says is no cell of the item.
fn cells(line: &Line<'_>) -> Vec<usize> {
    let clause = |word: &&Word<'_>| matches!(word.part, Part::Clause(_));
    let item = matches!(line.opens(), Some(Part::Item { .. }));
    let end = line.words.iter().position(|word| item && clause(&word));
    let end = end.unwrap_or(line.words.len());
    let words = || line.words.iter().take(end).enumerate().skip(1);
    let first_of = |part: Part| {
        words()
            .find(|(_, word)| word.part == part)
            .map(|(at, _)| at)
    };
    match line.opens() {
        Some(Part::Row) => {
            let bars = words().filter(|(_, word)| word.part == Part::Bar);
            bars.map(|(at, _)| at).collect()
        }
        Some(Part::Clause(Form::Field)) => first_of(Part::Colon).into_iter().collect(),
        Some(Part::Item { titled: false }) => {
            let colon = first_of(Part::Colon);
            colon.or(first_of(Part::Quotation)).into_iter().collect()
        }
        _ => {
            let title = first_of(Part::Quotation);
            let language = first_of(Part::Language);
            let both = title
                .zip(language)
                .filter(|(title, language)| title < language);
            let title = title.filter(|_| both.is_some() || language.is_none());
            title.into_iter().chain(language).collect()
        }
    }
}

/// Puts the words that begin the cells of one number under one another.
fn columns(
    lines: &mut [Line<'_>],
    group: &[usize],
    blanks: usize,
    starts: impl Fn(&Line<'_>) -> Vec<usize>,
) {
    let mut number = 0;
    loop {
        // Where the cell of each line ends that comes before.
        let mut ends: Vec<(usize, usize, usize)> = Vec::new();
        for at in group {
            let Some(line) = lines.get(*at) else {
                continue;
            };
            if let Some(start) = starts(line).get(number) {
                let before = line.words.iter().take(*start);
                let end = before.map(|word| word.gap + word.width).sum();
                ends.push((*at, *start, end));
            }
        }
        let Some(widest) = ends.iter().map(|(_, _, end)| *end).max() else {
            return;
        };
        for (at, start, end) in ends {
            let word = lines.get_mut(at).and_then(|line| line.words.get_mut(start));
            if let Some(word) = word {
                word.gap = widest - end + blanks;
            }
        }
        number += 1;
    }
}

/// Comments at the ends of lines that follow one another.
fn comments(lines: &mut [Line<'_>], group: &[usize]) {
    let of = |at: &usize| lines.get(*at).map_or(0, Line::width);
    let widest = group.iter().map(of).max().unwrap_or(0);
    for at in group {
        if let Some(line) = lines.get_mut(*at) {
            line.comment_gap = widest - line.width() + WIDE;
        }
    }
}
