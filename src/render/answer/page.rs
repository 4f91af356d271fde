//! The page: lines of plain text no wider than asked, in one language. The only
//! file that knows which language is spoken and how wide a letter is.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::phrasing::GLUE;
use crate::diagnostic::{Language, Phrase};

/// Narrower than this nothing can be read.
const NARROWEST: usize = 24;

/// Lines of plain text.
pub(super) struct Page {
    language: Language,
    width: usize,
    text: String,
}

impl Page {
    /// An empty page.
    pub(super) fn new(language: Language, width: usize) -> Page {
        Page {
            language,
            width: width.max(NARROWEST),
            text: String::new(),
        }
    }

    /// A section's heading, after an empty line.
    pub(super) fn heading(&mut self, heading: &Phrase) {
        self.gap();
        self.paragraph("", 0, heading);
    }

    /// An empty line, unless the page is empty.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// What a section lists.
    pub(super) fn item(&mut self, item: &Phrase) {
        self.paragraph("- ", 2, item);
    }

    /// How many lines an item takes.
    pub(super) fn lines_of(&self, item: &Phrase) -> usize {
        let mut page = Page::new(self.language, self.width);
        page.item(item);
        page.text.lines().count()
    }

    /// What is said of an item.
    pub(super) fn detail(&mut self, detail: &Phrase) {
        self.paragraph("  ", 4, detail);
    }

    /// What is said so many steps deep.
    pub(super) fn nested(&mut self, depth: usize, phrase: &Phrase) {
        let mark = format!("{}- ", "  ".repeat(depth));
        self.paragraph(&mark, mark.len(), phrase);
    }

    /// A line of its own, under no heading.
    pub(super) fn line(&mut self, line: &Phrase) {
        self.paragraph("", 2, line);
    }

    /// Everything written.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Words, broken at spaces only; a word longer than a line is broken where the line ends.
    fn paragraph(&mut self, mark: &str, next: usize, phrase: &Phrase) {
        let spoken = phrase.get(self.language).to_owned();
        if spoken.trim().is_empty() {
            return;
        }
        let mut line = mark.to_owned();
        let mut used = mark.len();
        let mut fresh = true;
        for word in spoken.split([' ', '\n', '\t']).filter(|w| !w.is_empty()) {
            let word: String = word.chars().map(printed).collect();
            let room = usize::from(!fresh);
            if !fresh && used + room + word.width() > self.width {
                self.end(&mut line, &mut used, next);
                fresh = true;
            }
            if !fresh {
                line.push(' ');
                used += 1;
            }
            fresh = false;
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
        let mut page = Page::new(Language::Korean, width);
        page.item(&Phrase::same(text));
        page.finish()
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
