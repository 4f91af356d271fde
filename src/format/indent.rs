//! How far in each line begins, from what it goes on with.

use super::lines::Line;
use crate::syntax::{Form, Part};

/// Columns that what comes next may go on from.
#[derive(Default)]
struct Open {
    /// Where the item or the clause begins.
    clause: usize,
    /// Where what it says begins: the column of the word after its keyword.
    operand: usize,
    /// Where the last text in quotation marks begins.
    quotation: Option<usize>,
    /// Where what is in each open bracket begins.
    brackets: Vec<usize>,
    /// Where each `if` is, and in how many brackets.
    conditions: Vec<(usize, usize)>,
}

/// The text of the lines.
pub(super) fn indented(lines: &[Line<'_>]) -> String {
    let mut made = String::new();
    let mut open = Open::default();
    for (at, line) in lines.iter().enumerate() {
        if line.apart {
            made.push('\n');
        }
        let blanks = |made: &mut String, count: usize| made.extend(std::iter::repeat_n(' ', count));
        if line.words.is_empty() {
            // A comment is about what follows it.
            let next = lines.iter().skip(at).find(|line| !line.words.is_empty());
            blanks(&mut made, next.map_or(0, |next| open.margin(next)));
        }
        let mut column = if line.words.is_empty() {
            0
        } else {
            open.margin(line)
        };
        blanks(&mut made, if line.words.is_empty() { 0 } else { column });
        for (number, word) in line.words.iter().enumerate() {
            let mut gap = word.gap;
            if line.opens() == Some(Part::Language) && number == 1 {
                // The text of a second language under that of the first.
                let under = open
                    .quotation
                    .map_or(0, |under| under.saturating_sub(column));
                gap = gap.max(under);
            }
            blanks(&mut made, gap);
            column += gap;
            open.enter(word.part, column, word.width);
            // `else if` goes on with the condition that it is the end of.
            let before = number
                .checked_sub(1)
                .and_then(|before| line.words.get(before));
            if word.part == Part::If && before.is_some_and(|word| word.part == Part::Branch) {
                open.goes_on();
            }
            made.push_str(&word.text);
            column += word.width;
            if matches!(word.part, Part::Item { .. } | Part::Clause(_)) {
                let next = line.words.get(number + 1);
                open.operand = column + next.map_or(1, |next| next.gap);
            }
        }
        if let Some(comment) = line.comment {
            blanks(&mut made, line.comment_gap);
            made.push_str(comment);
        }
        made.push('\n');
    }
    made
}

impl Open {
    /// Where a line begins.
    fn margin(&self, line: &Line<'_>) -> usize {
        let Some(first) = line.words.first() else {
            return 0;
        };
        let base = self.clause + 2;
        let within = self.brackets.last().copied();
        match first.part {
            Part::Item { .. } => 0,
            Part::Clause(Form::Version) => 2,
            Part::Clause(_) if first.in_version => 4,
            Part::Clause(_) => 2,
            // The operand of a connective under the one before it.
            Part::Connective => {
                let operand = within.unwrap_or(self.operand);
                let column = operand.saturating_sub(first.width + 1);
                if column > self.clause { column } else { base }
            }
            Part::Branch => {
                let brackets = self.brackets.len();
                let mut conditions = self.conditions.iter().rev();
                let condition = conditions.find(|(_, within)| *within <= brackets);
                condition.map_or(base, |(column, _)| *column)
            }
            Part::Close => within.map_or(base, |within| within.saturating_sub(1)),
            Part::Language | Part::Further | Part::Row => base,
            _ => within.unwrap_or(self.operand.max(base)),
        }
    }

    /// Lets the condition that was entered last have the column of the one around it.
    fn goes_on(&mut self) {
        let last = self.conditions.pop();
        let around = self.conditions.last().copied();
        let same = around.filter(|(_, within)| last.is_some_and(|(_, last)| last == *within));
        self.conditions
            .extend(same.is_none().then_some(last).flatten());
    }

    /// Goes past a word.
    fn enter(&mut self, part: Part, column: usize, width: usize) {
        match part {
            Part::Item { .. } | Part::Clause(_) => {
                *self = Open {
                    clause: column,
                    ..Open::default()
                };
            }
            Part::Open => self.brackets.push(column + width),
            Part::Close => {
                self.brackets.pop();
                let brackets = self.brackets.len();
                self.conditions.retain(|(_, within)| *within <= brackets);
            }
            Part::If => self.conditions.push((column, self.brackets.len())),
            Part::Quotation => self.quotation = Some(column),
            _ => {}
        }
    }
}
