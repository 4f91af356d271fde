//! The page as lines of plain text, broken by how wide letters are.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Block;
use crate::diagnostic::{Language, Phrase};
use crate::render::answer::phrasing::{GLUE, zoned};

/// Narrower than this nothing can be read.
const NARROWEST: usize = 24;

/// The blocks as text, no line wider than `width` cells.
pub(super) fn lay_out(blocks: &[Block], language: Language, width: usize) -> String {
    let mut text = Text {
        language,
        width: width.max(NARROWEST),
        zone: "",
        text: String::new(),
    };
    for block in blocks {
        text.block(block);
    }
    text.text
}

/// One phrase as lines no wider than so many cells.
pub(in crate::render::answer) fn wrapped(
    phrase: &Phrase,
    language: Language,
    width: usize,
) -> Vec<String> {
    let lines = lay_out(&[Block::Title(phrase.clone())], language, width);
    lines.lines().map(|line| line.trim().to_owned()).collect()
}

struct Text<'b> {
    language: Language,
    width: usize,
    /// What the zone is called that the head names.
    zone: &'b str,
    text: String,
}

impl<'b> Text<'b> {
    fn block(&mut self, block: &'b Block) {
        match block {
            Block::Title(title) => self.paragraph("", 2, title),
            Block::Heading(heading) | Block::Under(heading) => {
                self.gap();
                self.paragraph("", 0, heading);
            }
            Block::Gap => self.gap(),
            Block::Item(item) => self.paragraph("- ", 2, item),
            Block::Nested(depth, phrase) => {
                let mark = format!("{}- ", "  ".repeat(*depth));
                self.paragraph(&mark, mark.len(), phrase);
            }
            Block::Detail(detail) => self.paragraph("  ", 4, detail),
            Block::Line(line) => self.paragraph("", 2, line),
            Block::Zone(zone) => self.zone = zone.get(self.language),
        }
    }

    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Words, broken at spaces only; a word longer than a line is broken where the line ends.
    fn paragraph(&mut self, mark: &str, next: usize, phrase: &Phrase) {
        let spoken = zoned(phrase.get(self.language), self.zone);
        if spoken.trim().is_empty() {
            return;
        }
        let mut line = mark.to_owned();
        let mut used = mark.len();
        let mut fresh = true;
        for word in spoken.split([' ', '\n', '\t']).filter(|w| !w.is_empty()) {
            let plain = plain_width(word);
            let word: Cow<str> = match plain {
                Some(_) => word.into(),
                None => word.chars().map(printed).collect(),
            };
            let cells = plain.unwrap_or_else(|| word.width());
            let room = usize::from(!fresh);
            if !fresh && used + room + cells > self.width {
                self.end(&mut line, &mut used, next);
                fresh = true;
            }
            if !fresh {
                line.push(' ');
                used += 1;
            }
            fresh = false;
            if plain.is_some() && used + cells <= self.width {
                line.push_str(&word);
                used += cells;
                continue;
            }
            for letter in word.chars() {
                let cells = letter.width().unwrap_or(0);
                if used + cells > self.width {
                    self.end(&mut line, &mut used, next);
                }
                line.push(letter);
                used += cells;
            }
        }
        self.end(&mut line, &mut used, next);
    }

    fn end(&mut self, line: &mut String, used: &mut usize, next: usize) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
        *line = " ".repeat(next);
        *used = next;
    }
}

/// How wide a word is whose letters are printed as they are and all have one width: ASCII and Hangul.
fn plain_width(word: &str) -> Option<usize> {
    word.chars().try_fold(0, |width, letter| match letter {
        '!'..='~' => Some(width + 1),
        '가'..='힣' => Some(width + 2),
        _ => None,
    })
}

/// What a letter is printed as: glue is a space, and nothing steers a terminal.
fn printed(letter: char) -> char {
    if letter == GLUE {
        ' '
    } else {
        crate::render::visible(letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: usize, text: &str) -> String {
        let item = Block::Item(Phrase::same(text));
        lay_out(&[item], Language::Korean, width)
    }

    #[test]
    fn korean_words_stay_whole() {
        let text = page(24, "이용자에 대한 중단 사실 고지 의무는 면제됨");
        for line in text.lines() {
            assert!(line.width() <= 24, "{line}");
        }
        assert_eq!(
            text.split_whitespace().collect::<Vec<_>>().join(" "),
            "- 이용자에 대한 중단 사실 고지 의무는 면제됨"
        );
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken() {
        let text = page(24, &"가".repeat(40));
        assert!(text.lines().all(|line| line.width() <= 24));
        assert_eq!(text.matches('가').count(), 40);
    }

    #[test]
    fn glue_holds_and_escapes_do_not_pass() {
        let text = page(24, "aaaaaaaaaaaaaaaaaaa 75\u{a0}min \u{1b}[31mred");
        assert!(text.contains("\n  75 min \u{fffd}[31mred"), "{text}");
    }
}
