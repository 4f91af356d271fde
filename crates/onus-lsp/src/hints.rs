//! Inlay hints: large numbers as figures, and the day on which a duty of a case is due.

use lsp_types::{InlayHint, InlayHintLabel, InlayHintParams};
use onus::determination::Due;
use onus::diagnostic::Language;
use onus::render::period::weekday;
use onus::source::Span;
use onus::value::written;

use crate::place;
use crate::world::World;

const SCALES: [char; 6] = ['십', '백', '천', '만', '억', '조'];

impl World {
    pub(crate) fn hints(&mut self, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
        let file = self.documents.id(&place::path(&params.text_document.uri))?;
        let seen = place::span(self.sources(), file, params.range)?;
        let text = self.sources().text(seen);
        let mut hints = Vec::new();
        let hint = |at: u32, label: String| InlayHint {
            position: place::range(self.sources(), Span::new(file, at, at)).start,
            label: InlayHintLabel::String(label),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        };
        for (end, figure) in figures(text) {
            let end = seen.start + u32::try_from(end).unwrap_or(0);
            hints.push(hint(end, format!("= {figure}")));
        }
        for outcome in self.outcomes.values() {
            for (span, due) in &outcome.due {
                if seen.holds(*span) {
                    let end = span.start + line(self.sources().text(*span));
                    hints.push(hint(end, day(*due, self.language)));
                }
            }
        }
        hints.sort_by_key(|hint| hint.position);
        Some(hints)
    }
}

/// How long the text is without the blanks at its end.
fn line(text: &str) -> u32 {
    u32::try_from(text.trim_end().len()).unwrap_or(0)
}

/// Numbers that are written with a scale, by where they end, as figures.
fn figures(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut inside = false;
        let mut number: Option<usize> = None;
        let mut before = ' ';
        for (at, letter) in line.char_indices().chain([(line.len(), ' ')]) {
            let part = letter.is_ascii_digit()
                || letter == '_'
                || letter == '.'
                || SCALES.contains(&letter);
            match number {
                Some(from) if !part || inside => {
                    let word = line.get(from..at).unwrap_or_default();
                    if word.ends_with(SCALES)
                        && !letter.is_alphanumeric()
                        && let Ok(value) = written::number(word)
                    {
                        found.push((start + at, value.grouped()));
                    }
                    number = None;
                }
                None if letter.is_ascii_digit() && !before.is_alphanumeric() && !inside => {
                    number = Some(at);
                }
                _ => {}
            }
            match letter {
                '"' => inside = !inside,
                '#' if !inside => break,
                _ => {}
            }
            before = letter;
        }
        start += line.len();
    }
    found
}

/// The day of a limit, with its day of the week.
fn day(due: Due, language: Language) -> String {
    let (date, clock) = match due {
        Due::Day(date) => (Some(date), String::new()),
        Due::At(moment) => {
            let text = moment.to_string();
            let clock = text.split('T').nth(1).and_then(|clock| clock.get(..5));
            let clock = clock.map(|clock| format!(" {clock}")).unwrap_or_default();
            (moment.date(), clock)
        }
    };
    let Some(date) = date else {
        return due.to_string();
    };
    let weekday = weekday(date);
    match language {
        Language::English => format!("due {date} {}{clock}", weekday.en),
        Language::Korean => format!("만기 {date} ({}){clock}", weekday.ko),
    }
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn numbers_with_a_scale_are_shown_as_figures() {
        let text =
            "means a >= 100만 users and b > 1천만 KRW # 5만\n  \"3억\" or c < 2_000\n  상한 1억 원";
        let found = figures(text);
        let told: Vec<&str> = found.iter().map(|(_, figure)| figure.as_str()).collect();
        assert_eq!(told, ["1,000,000", "10,000,000", "100,000,000"]);
        let first = found.first().map(|(end, _)| *end);
        assert_eq!(
            first.and_then(|end| text.get(..end)),
            Some("means a >= 100만")
        );
    }
}
