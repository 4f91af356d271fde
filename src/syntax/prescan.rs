//! One look at the bytes before any parser: what is too large, too deep or
//! cannot be seen. Invisible spaces are reported and then read as spaces of
//! the same length, so that every place stays where the author sees it.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{MAX_DEPTH, MAX_LINE_BYTES, findings};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, MAX_FILE_BYTES, Span};

/// The text to parse, or none where no parser should see it.
pub(super) fn prescan<'a>(
    file: FileId,
    text: &'a str,
    out: &mut Vec<Diagnostic>,
) -> Option<Cow<'a, str>> {
    if text.len() > MAX_FILE_BYTES {
        out.push(findings::file_too_large(Span::new(file, 0, 0), text.len()));
        return None;
    }
    let mut scan = Scan {
        file,
        text,
        out,
        depth: Vec::new(),
        too_deep: false,
        spaces: Vec::new(),
        repeats: 0,
        words: None,
    };
    let sound = scan.letters() && scan.lines();
    let spaces = std::mem::take(&mut scan.spaces);
    if !sound {
        return None;
    }
    if spaces.is_empty() {
        return Some(Cow::Borrowed(text));
    }
    let mut clean = String::with_capacity(text.len());
    let mut done = 0;
    for (at, meant) in spaces {
        clean.push_str(text.get(done..at).unwrap_or(""));
        clean.push_str(meant);
        done = at + meant.len();
    }
    clean.push_str(text.get(done..).unwrap_or(""));
    Some(Cow::Owned(clean))
}

struct Scan<'a, 'b> {
    file: FileId,
    text: &'a str,
    out: &'b mut Vec<Diagnostic>,
    /// Where each open bracket or counted word stands; words end with the clause.
    depth: Vec<(usize, bool)>,
    too_deep: bool,
    /// What is read as something else of the same length: invisible spaces, and curled quotation marks
    /// that have a partner.
    spaces: Vec<(usize, &'static str)>,
    /// Findings of one kind are not told more often than this.
    repeats: usize,
    /// All words of the text, once someone asks.
    words: Option<HashSet<&'a str>>,
}

/// So many invisible or look-alike characters are told; the rest of a pasted page says nothing new.
const MAX_REPEATS: usize = 50;

impl Scan<'_, '_> {
    fn span(&self, start: usize, length: usize) -> Span {
        let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span::new(self.file, at(start), at(start + length))
    }

    fn lines(&mut self) -> bool {
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            if line.len() > MAX_LINE_BYTES {
                let finding = findings::line_too_long(self.span(start, 1), line.len());
                self.out.push(finding);
                return false;
            }
            start += line.len();
        }
        true
    }

    /// Walks over all letters outside quotations and comments. Nearly all are ASCII, and are looked at as
    /// bytes.
    fn letters(&mut self) -> bool {
        let text = self.text;
        let mut at = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            at = match byte {
                b'"' => self.quotation(at),
                b'#' => {
                    let end = at + line_end(text.get(at..).unwrap_or(""));
                    self.all_steering(at..end);
                    end
                }
                b'(' | b'[' => {
                    self.open(at, false);
                    at + 1
                }
                b')' | b']' => {
                    self.close();
                    at + 1
                }
                byte if byte.is_ascii_alphabetic() => self.whole_word(at),
                b' '..=b'~' | b'\n' => at + 1,
                byte if byte.is_ascii() => {
                    self.steering(at, char::from(*byte));
                    at + 1
                }
                _ => self.other(at),
            };
            if self.too_deep {
                return false;
            }
        }
        true
    }

    /// A quotation that begins at a place; returns where it ends.
    fn quotation(&mut self, at: usize) -> usize {
        let rest = self.text.get(at + 1..).unwrap_or("");
        let mut bytes = rest.bytes();
        let length = bytes.position(|byte| matches!(byte, b'"' | b'\n' | b'\r'));
        let end = at + 1 + length.unwrap_or(rest.len());
        self.all_steering(at + 1..end);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            return end + 1;
        }
        self.unclosed(at, end);
        end
    }

    /// A letter beyond ASCII, or what begins with it; returns where that ends.
    fn other(&mut self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        let Some(letter) = rest.chars().next() else {
            return self.text.len();
        };
        let next = at + letter.len_utf8();
        match letter {
            '\u{201C}' | '\u{201D}' => {
                let Some(end) = self.partner(next) else {
                    self.foreign(at, letter);
                    return next;
                };
                self.foreign(at, letter);
                self.spaces.push((at, "  \""));
                self.all_steering(next..end);
                let closing = self.text.get(end..).and_then(|rest| rest.chars().next());
                let closing = closing.unwrap_or(letter);
                self.foreign(end, closing);
                self.spaces.push((end, "\"  "));
                end + closing.len_utf8()
            }
            _ if letter == '만' || latin(letter).is_some() => self.whole_word(at),
            _ => {
                self.foreign(at, letter);
                next
            }
        }
    }

    /// A word that begins at a place; returns where it ends.
    fn whole_word(&mut self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
        let mut length = rest.bytes().position(|byte| !plain(byte));
        if let Some(byte) = length.and_then(|at| rest.as_bytes().get(at))
            && !byte.is_ascii()
        {
            length = rest
                .find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '.')));
        }
        let end = at + length.unwrap_or(rest.len());
        let word = self.text.get(at..end).unwrap_or("");
        self.word(at, word);
        self.scripts(at, word);
        end
    }

    /// Tells what steers in a quotation or a comment.
    fn all_steering(&mut self, range: std::ops::Range<usize>) {
        let written = self.text.get(range.clone()).unwrap_or("");
        if written.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return;
        }
        for (offset, letter) in written.char_indices() {
            self.steering(range.start + offset, letter);
        }
    }

    /// Where the curled quotation mark is that ends on its line what one begins before a place.
    fn partner(&self, from: usize) -> Option<usize> {
        let rest = self.text.get(from..).unwrap_or("");
        let at = rest.find(['\u{201C}', '\u{201D}', '"', '\n', '\r'])?;
        rest.get(at..)?
            .starts_with(['\u{201C}', '\u{201D}'])
            .then_some(from + at)
    }

    /// A quotation does not end. Where the word for a language stands in it or in the one before,
    /// that one should have ended there.
    fn unclosed(&mut self, at: usize, end: usize) {
        let part = |range: std::ops::Range<usize>| self.text.get(range).unwrap_or("");
        let line = part(0..at).rfind('\n').map_or(0, |end| end + 1);
        let mut quotes = part(line..at)
            .rmatch_indices('"')
            .map(|(quote, _)| line + quote);
        let (close, open) = (quotes.next(), quotes.next());
        let earlier = open.zip(close).and_then(|(open, close)| {
            let title = part(open + 1..close).trim_end();
            let language = title.rsplit(' ').next().filter(|word| is_language(word))?;
            let title = title.strip_suffix(language)?.trim_end();
            Some((open, open + 1 + title.len()))
        });
        let before = part(line..at).split_whitespace().next_back();
        let (start, missing) = match earlier {
            Some((open, missing)) => (open, Some(missing)),
            // What stands after the word for a language goes to the end of its line.
            None => (at, before.filter(|word| is_language(word)).map(|_| end)),
        };
        let first = self.first_word(start, end);
        let place = missing.map(|missing| self.span(missing, 0));
        self.out.push(findings::unclosed_text(first, place));
    }

    fn first_word(&self, start: usize, end: usize) -> Span {
        let text = self.text.get(start..end).unwrap_or("");
        let cut = text.find(char::is_whitespace).unwrap_or(text.len());
        self.span(start, cut)
    }

    fn open(&mut self, at: usize, word: bool) {
        self.depth.push((at, word));
        if self.depth.len() > MAX_DEPTH && !self.too_deep {
            self.too_deep = true;
            let first = self.depth.first().map_or(at, |(at, _)| *at);
            let finding = findings::too_deep(self.span(at, 1), self.span(first, 1));
            self.out.push(finding);
        }
    }

    fn close(&mut self) {
        while let Some((_, word)) = self.depth.pop() {
            if !word {
                break;
            }
        }
    }

    /// `if` and `not` nest without brackets; an item's keyword ends all nesting.
    fn word(&mut self, at: usize, word: &str) {
        match word {
            "if" | "not" | "만약" => self.open(at, true),
            "and" | "or" | "when" | "means" | "expect" | "given" | "must" | "unless" | "cites"
            | "duty" | "define" | "exception" | "power" | "sanction" | "case" | "policy" => {
                while self.depth.last().is_some_and(|(_, word)| *word) {
                    self.depth.pop();
                }
            }
            _ => {}
        }
    }

    fn foreign(&mut self, at: usize, letter: char) {
        if letter.is_control() {
            return self.steering(at, letter);
        }
        let told = match letter {
            // A mark at the very start says how the bytes are read and is nobody's fault.
            '\u{FEFF}' if at == 0 => return,
            '\u{A0}' | '\u{3000}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => {
                let blanks = if letter.len_utf8() == 2 { "  " } else { "   " };
                self.spaces.push((at, blanks));
                findings::invisible_space(self.span(at, letter.len_utf8()), letter)
            }
            '\u{200B}'..='\u{200F}'
            | '\u{61C}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{3164}'
            | '\u{FFA0}'
            | '\u{FE00}'..='\u{FE0F}' => {
                findings::invisible_character(self.span(at, letter.len_utf8()), letter)
            }
            '\u{2027}' | '\u{2219}' | '\u{22C5}' => {
                findings::lookalike(self.span(at, letter.len_utf8()), letter, "ㆍ")
            }
            '\u{201C}' | '\u{201D}' => findings::lookalike(self.span(at, 3), letter, "\""),
            // Each full-width form stands as far from the ASCII letter that it copies.
            '\u{FF01}'..='\u{FF5E}' => {
                let meant = char::from_u32(u32::from(letter) - 0xFEE0).map(String::from);
                findings::lookalike(self.span(at, 3), letter, &meant.unwrap_or_default())
            }
            '\u{1100}'..='\u{1112}' => {
                let rest = self.text.get(at..).unwrap_or("");
                let length = rest.find(|c: char| !is_jamo(c)).unwrap_or(rest.len());
                // Only the first jamo of a run speaks for it.
                let before = self
                    .text
                    .get(..at)
                    .and_then(|text| text.chars().next_back());
                if length <= letter.len_utf8() || before.is_some_and(is_jamo) {
                    return;
                }
                findings::decomposed(self.span(at, length), rest.get(..length).unwrap_or(""))
            }
            _ => return,
        };
        self.tell(told);
    }

    fn tell(&mut self, told: Diagnostic) {
        if self.repeats < MAX_REPEATS {
            self.repeats += 1;
            self.out.push(told);
        }
    }

    /// What steers a terminal or turns the direction of reading has no place in any text: with it a
    /// title or a comment shows what is not written.
    fn steering(&mut self, at: usize, letter: char) {
        // Nearly all letters are ASCII that can be seen, or Hangul.
        if matches!(letter, ' '..='~' | '\u{AC00}'..='\u{D7A3}') {
            return;
        }
        let line = matches!(letter, '\n' | '\r' | '\t');
        if (letter.is_control() && !line) || turns_direction(letter) {
            self.tell(findings::steering(self.span(at, letter.len_utf8()), letter));
        }
    }

    /// A name in Latin letters with one of another script in it that looks like one, or a name all
    /// in such letters that looks like another name of the file.
    fn scripts(&mut self, at: usize, word: &str) {
        if word.is_ascii() {
            return;
        }
        let letters = word.char_indices();
        for (offset, letter) in letters.clone().filter(|(_, letter)| !letter.is_ascii()) {
            if latin(letter).is_none() {
                self.foreign(at + offset, letter);
            }
        }
        let mixed = word.contains(|letter: char| letter.is_ascii_alphabetic());
        let copy: String = word.chars().map(|c| latin(c).unwrap_or(c)).collect();
        let mut copies_another = || copy.is_ascii() && self.has_word(&copy);
        if !(mixed || copies_another()) {
            return;
        }
        for (offset, letter) in letters {
            if let Some(meant) = latin(letter) {
                let span = self.span(at + offset, letter.len_utf8());
                self.tell(findings::lookalike(span, letter, &meant.to_string()));
            }
        }
    }

    /// Whether the text has this word.
    fn has_word(&mut self, word: &str) -> bool {
        let text = self.text;
        let words = self.words.get_or_insert_with(|| {
            let part = |letter: char| letter.is_alphanumeric() || letter == '_';
            text.split(|letter| !part(letter)).collect()
        });
        words.contains(word)
    }
}

/// Where the first line of a text ends, without what ends it.
fn line_end(text: &str) -> usize {
    let mut bytes = text.bytes();
    let end = bytes.position(|byte| matches!(byte, b'\n' | b'\r'));
    end.unwrap_or(text.len())
}

/// Whether text after it is shown in another order than it is written in.
fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The Latin letter that a letter of another script cannot be told from.
fn latin(letter: char) -> Option<char> {
    const COPIES: &[(&str, &str)] = &[
        // Cyrillic.
        ("аеорсухіјѕһԁԛԝӏ", "aeopcyxijshdqwl"),
        ("АВЕКМНОРСТУХЅІЈԌԚԜ", "ABEKMHOPCTYXSIJGQW"),
        // Greek.
        ("οανρικυγχ", "oavpikuyx"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
        // Latin letters of other languages, and Armenian.
        ("ıɑɡօսոհ", "iagouoh"),
    ];
    // Hangul and Hanja, of which most names are, lie beyond.
    if letter.is_ascii() || letter > '\u{FFF}' {
        return None;
    }
    COPIES.iter().find_map(|(copies, letters)| {
        let mut both = copies.chars().zip(letters.chars());
        both.find(|(copy, _)| *copy == letter).map(|(_, of)| of)
    })
}

fn is_jamo(letter: char) -> bool {
    ('\u{1100}'..='\u{11FF}').contains(&letter)
}

fn is_language(word: &str) -> bool {
    matches!(word, "ko" | "en" | "한" | "영")
}
