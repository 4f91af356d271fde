//! What people are used to from other texts and languages, and how it is written here.

mod amounts;
mod articles;
mod expected;
mod korean;
mod mends;
mod words;

use std::ops::Range;

use crate::diagnostic::Phrase;
use crate::syntax::keywords::{ITEMS, opening};
use crate::value::said;
use words::{BEGINNING, WITHIN};

pub(crate) use amounts::spoken_amount;
pub(crate) use expected::{korean_phrases, state_said};

/// One step that may mend a fault.
pub(in crate::syntax) struct Step {
    /// What to do.
    pub(in crate::syntax) help: Phrase,
    /// The edit that does it; none where it is for the author to choose.
    pub(in crate::syntax) edit: Option<(Range<usize>, String)>,
    /// The edit is one of several that would do: it is tried, and not offered.
    pub(in crate::syntax) one_of_several: bool,
}

impl Step {
    fn new(help: Phrase, edit: Option<(Range<usize>, String)>) -> Step {
        Step {
            help,
            edit,
            one_of_several: false,
        }
    }
}

/// What to do about a piece that ends with a word that joins two.
pub(in crate::syntax) fn dangling(text: &str) -> Option<Phrase> {
    let word = text.split_whitespace().next_back()?;
    if word.ends_with(',') {
        return Some(Phrase::new(
            "write another name after the comma, or leave the comma out",
            "쉼표 뒤에 이름을 더 쓰거나 쉼표를 지우십시오",
        ));
    }
    let joins = matches!(word, "and" | "or" | "그리고" | "또는");
    joins.then(|| {
        Phrase::new(
            format!("write what else is asked after `{word}`, or leave `{word}` out"),
            format!("`{word}` 뒤에 이어질 조건을 쓰거나 `{word}` 부분을 지우십시오"),
        )
    })
}

/// The words and signs of a line, and where they are.
struct Line<'a> {
    text: &'a str,
    words: Vec<Range<usize>>,
}

impl<'a> Line<'a> {
    /// The line with this place, as far as it is in a piece.
    fn at(text: &'a str, piece: &Range<usize>, at: usize) -> Line<'a> {
        let before = text.get(piece.start..at).unwrap_or("");
        let start = before
            .rfind('\n')
            .map_or(piece.start, |end| piece.start + end + 1);
        let rest = text.get(at..piece.end).unwrap_or("");
        let end = rest.find('\n').map_or(piece.end, |end| at + end);
        let mut words: Vec<Range<usize>> = Vec::new();
        let mut quoted = false;
        for (offset, letter) in text.get(start..end).unwrap_or("").char_indices() {
            let at = start + offset;
            quoted ^= letter == '"';
            if letter == '#' && !quoted {
                break;
            }
            let goes_on = |last: char| is_word(last) && is_word(letter);
            let last = text.get(..at).and_then(|text| text.chars().next_back());
            let end = at + letter.len_utf8();
            match words.last_mut().filter(|word| word.end == at) {
                Some(word) if last.is_some_and(goes_on) => word.end = end,
                _ if !letter.is_whitespace() => words.push(at..end),
                _ => {}
            }
        }
        Line { text, words }
    }

    fn word(&self, number: usize) -> &'a str {
        let range = self.words.get(number).cloned().unwrap_or(0..0);
        self.text.get(range).unwrap_or("")
    }

    /// Where the words of a phrase stand, if they do from this one on.
    fn phrase(&self, number: usize, phrase: &str) -> Option<Range<usize>> {
        let mut next = number;
        for word in phrase.split(' ') {
            if !self.word(next).eq_ignore_ascii_case(word) {
                return None;
            }
            next += 1;
        }
        Some(self.words.get(number)?.start..self.words.get(next.checked_sub(1)?)?.end)
    }

    fn written(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// A place with one of the two blanks around it, and with that before it at the end of a line.
    fn with_blank(&self, range: Range<usize>) -> Range<usize> {
        let before = self.text.get(..range.start).unwrap_or("");
        let after = self.text.get(range.end..).unwrap_or("");
        let last = after.is_empty() || after.starts_with(['\n', '\r']);
        match (before.ends_with(' '), after.starts_with(' ')) {
            (true, true) => range.start..range.end + 1,
            (true, false) if last => range.start - 1..range.end,
            _ => range,
        }
    }

    /// The step of writing something in place of these words.
    fn instead(&self, range: Range<usize>, meant: impl Into<String>) -> Step {
        let (written, meant) = (self.written(&range), meant.into());
        let range = if meant.is_empty() {
            self.with_blank(range)
        } else {
            range
        };
        let help = if meant.is_empty() {
            leave_out(written)
        } else {
            let shown = meant.trim();
            Phrase::new(
                format!("write `{shown}` instead of `{written}`"),
                format!("`{written}` 부분을 `{shown}` 표기로 바꾸십시오"),
            )
        };
        let edit = Some((range, meant));
        Step::new(help, edit)
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.')
}

fn leave_out(written: &str) -> Phrase {
    Phrase::new(
        format!("leave `{written}` out"),
        format!("`{written}` 부분을 지우십시오"),
    )
}

fn advice(en: &str, ko: &str) -> Step {
    Step::new(Phrase::new(en, ko), None)
}

/// Steps for a word with which no clause begins.
pub(in crate::syntax) fn begins(text: &str, at: usize) -> Vec<Step> {
    let line = Line::at(text, &(at..text.len()), at);
    let found = BEGINNING.iter();
    let mut steps: Vec<Step> = day_in_force(&line).into_iter().collect();
    steps.extend(
        found.filter_map(|(phrase, meant)| Some(line.instead(line.phrase(0, phrase)?, *meant))),
    );
    steps.extend(mends::sentence(&line));
    steps
}

/// `시행일 2026-01-01`, `effective date 2026-01-01`: whether it is the first day is said by the word.
fn day_in_force(line: &Line<'_>) -> Option<Step> {
    let words = ["시행일", "발효일", "효력발생일", "effective date"];
    let (range, korean) = words
        .iter()
        .find_map(|words| Some((line.phrase(0, words)?, !words.is_ascii())))?;
    let rest = line.text.get(range.end..)?;
    let day = said::leading(rest.trim_start_matches([' ', ':']), None)?;
    let start = rest.len() - rest.trim_start_matches([' ', ':']).len();
    let meant = if korean {
        format!("시행 {}부터", day.written)
    } else {
        format!("in force from {}", day.written)
    };
    Some(line.instead(range.start..range.end + start + day.length, meant))
}

/// The keyword of the item that people elsewhere begin with this word.
pub(in crate::syntax) fn item(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let found = words::ITEMS.iter().find(|(other, _)| *other == lower);
    found.map(|(_, meant)| *meant)
}

/// What to write for a word that says in place of `duty` what force the duty has.
pub(in crate::syntax) fn force(word: &str) -> Option<Phrase> {
    let lower = word.to_lowercase();
    let (_, [en, ko]) = words::FORCES.iter().find(|(other, _)| *other == lower)?;
    Some(Phrase::new(
        format!("write `duty`, and in it what it says with `{en}`, as in `{en} notice`"),
        format!("`의무`로 쓰고, 그 안에 `{ko}` 절을 두십시오(예: `{ko} 고지`)"),
    ))
}

/// Steps for a word or sign that does not belong where it is in a piece, the likeliest first.
/// Those with an edit are for trying: one that does not mend the piece is none.
pub(in crate::syntax) fn steps(
    text: &str,
    piece: &Range<usize>,
    fault: &Range<usize>,
) -> Vec<Step> {
    let line = Line::at(text, piece, fault.start);
    let Some(at) = line.words.iter().position(|word| word.end > fault.start) else {
        return Vec::new();
    };
    let mut steps = phrases(&line, at);
    steps.extend(articles::steps(&line, at));
    steps.extend(amounts::steps(&line, at));
    steps.extend(name(&line, at, fault));
    steps.extend(mends::steps(&line, at));
    steps.extend(sign(&line, at));
    steps.extend(mends::connective(&line, at));
    steps
}

/// Phrases with the fault in them or right before it.
fn phrases(line: &Line<'_>, at: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    for (phrase, meant) in WITHIN {
        let length = phrase.split(' ').count();
        for number in at.saturating_sub(length + 1)..=at {
            let found = line.phrase(number, phrase);
            steps.extend(found.map(|range| line.instead(range, *meant)));
        }
    }
    steps
}

/// What goes wrong where names and titles stand.
fn name(line: &Line<'_>, at: usize, fault: &Range<usize>) -> Vec<Step> {
    let word = line.word(at);
    let before = at.checked_sub(1).map_or("", |number| line.word(number));
    let place = line.words.get(at).cloned().unwrap_or(0..0);
    let mut steps = Vec::new();
    let one_word = |joined: String| {
        Phrase::new(
            format!("a name is one word, as in `{joined}`"),
            format!("이름은 `{joined}`처럼 한 낱말로 쓰십시오"),
        )
    };
    let keyword = opening(ITEMS, line.word(0)).is_some();
    if at == 1 && keyword && word.starts_with(|c: char| c.is_ascii_digit()) {
        steps.push(advice(
            "begin the name with a letter",
            "이름은 글자로 시작하십시오",
        ));
    }
    if at == 1 && keyword && word == "\"" {
        steps.push(advice(
            "write a name before the title, as in `notify \"Notice\"`",
            "`notify \"Notice\"`처럼 제목 앞에 이름을 쓰십시오",
        ));
    }
    // `define long-cut`, and `define long cut "A long cut"`.
    let previous = at
        .checked_sub(1)
        .and_then(|number| line.words.get(number))
        .cloned();
    if word == "-" {
        let joined = format!("{before}_{}", line.word(at + 1));
        let edit = Some((fault.clone(), "_".to_owned()));
        steps.push(Step::new(one_word(joined), edit));
    }
    if let Some(previous) = previous.filter(|_| word.starts_with(char::is_alphabetic)) {
        // A fact says of what kind it is.
        let help = Phrase::new(
            format!("put `:` before the kind, as in `: {word}`"),
            format!("`: {word}`처럼 값의 종류 앞에 `:` 기호를 쓰십시오"),
        );
        let edit = Some((place.start..place.start, ": ".to_owned()));
        let first = line.word(0);
        if matches!(first, "fact" | "field" | "사실" | "항목") {
            steps.push(Step::new(help, edit));
        }
        steps.extend(mends::of_a_field(line, at));
        let named = matches!(line.word(at + 1), "\"" | ":");
        if named && at > 1 {
            // Korean names are written together.
            let sign = if before.is_ascii() { "_" } else { "" };
            let joined = format!("{before}{sign}{word}");
            let edit = Some((previous.start..place.end, joined.clone()));
            steps.push(Step::new(one_word(joined), edit));
        }
    }
    if word == "," && before == "\"" {
        steps.push(Step::new(leave_out(word), Some((place, String::new()))));
    } else if at == 2 && keyword && word.starts_with(char::is_alphabetic) {
        steps.push(advice(
            "a name is one word, and a title stands in quotation marks, as in `\"Title\" ko \"제목\"`",
            "이름은 한 낱말로, 제목은 `\"Title\" ko \"제목\"`처럼 따옴표로 묶어 쓰십시오",
        ));
    }
    steps
}

/// Signs that are written elsewhere.
fn sign(line: &Line<'_>, at: usize) -> Option<Step> {
    let word = line.word(at);
    let place = line.words.get(at).cloned()?;
    let left_out = |help: Phrase| Step::new(help, Some((place.clone(), String::new())));
    Some(match word {
        ";" => left_out(Phrase::new(
            "leave `;` out: a clause ends where the next begins",
            "`;`를 지우십시오. 절은 다음 절이 시작되는 곳에서 끝납니다",
        )),
        "," | "." if at + 1 == line.words.len() => left_out(Phrase::new(
            format!("leave `{word}` out: a clause ends where the next begins"),
            format!("`{word}` 부분을 지우십시오. 절은 다음 절이 시작되는 곳에서 끝납니다"),
        )),
        // A full stop hangs on the word before it.
        _ if at + 1 == line.words.len() && word.len() > 1 && word.ends_with('.') => {
            let stop = place.end - 1..place.end;
            let help = Phrase::new(
                "leave `.` out: a clause ends where the next begins",
                "`.` 부분을 지우십시오. 절은 다음 절이 시작되는 곳에서 끝납니다",
            );
            Step::new(help, Some((stop, String::new())))
        }
        "=" | "==" => line.instead(place, "is"),
        // As a word processor writes a minus.
        "−" | "–" => line.instead(place, "-"),
        "{" | "}" => left_out(Phrase::new(
            "leave the braces out: an item ends where the next begins",
            "중괄호를 지우십시오. 항목은 다음 항목이 시작되는 곳에서 끝납니다",
        )),
        ":" => Step::new(
            Phrase::new(
                "leave `:` out: what a clause says follows its keyword at once",
                "`:`를 지우십시오. 키워드 바로 뒤에 내용을 씁니다",
            ),
            // What stood apart on account of the sign alone still has to.
            Some((line.with_blank(place.clone()), {
                let after = line.text.get(place.end..).unwrap_or("");
                let apart = after.starts_with(char::is_whitespace);
                if apart { "" } else { " " }.to_owned()
            })),
        ),
        "'" => Step::new(
            Phrase::new("write quotation marks as `\"`", "따옴표는 `\"`로 쓰십시오"),
            mends::quoted(line, at, "'").map(|(range, within)| (range, format!("\"{within}\""))),
        ),
        "?" => advice(
            "choose between two with `if a then x else y`",
            "둘 중 하나를 고를 때에는 `만약 a 이면 x 아니면 y`처럼 쓰십시오",
        ),
        "then" | "이면" => left_out(leave_out(word)),
        "end" | "끝" => left_out(Phrase::new(
            format!("leave `{word}` out: an item ends where the next begins"),
            format!("`{word}` 부분을 지우십시오. 항목은 다음 항목이 시작되는 곳에서 끝납니다"),
        )),
        _ => return None,
    })
}
