//! Findings for people. This is the only file that knows miette, which draws the
//! lines and what is under them; the sentence, the position and the help are set
//! here, because miette counts columns in bytes and breaks Korean inside words.

use super::visible;
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::source::Sources;

/// How a report looks. Nothing is asked of the terminal: the caller has decided.
#[derive(Clone, Debug)]
pub struct Style {
    /// The language of the sentences.
    pub language: Language,
    /// Whether escape sequences for colour are written.
    pub color: bool,
    /// Whether the frame is drawn with lines, or with ASCII only.
    pub unicode: bool,
    /// How many cells a sentence may take before it is wrapped.
    pub width: usize,
}

/// One finding on one line: `file:line:column: error[code]: sentence`.
#[must_use]
pub fn plain_line(finding: &Diagnostic, sources: &Sources, language: Language) -> String {
    let place = sources.place(sources.marked(finding.primary.span));
    let title = title(finding, language);
    let message = finding.message.get(language);
    let (line, column) = (place.line, place.column);
    format!("{}:{line}:{column}: {title} {message}", place.file)
        .chars()
        .map(visible)
        .collect()
}

fn title(finding: &Diagnostic, language: Language) -> String {
    let word = match (finding.severity(), language) {
        (Severity::Error, Language::English) => "error",
        (Severity::Warning, Language::English) => "warning",
        (Severity::Error, Language::Korean) => "오류",
        (Severity::Warning, Language::Korean) => "경고",
    };
    format!("{word}[{}]:", finding.code.name())
}

#[cfg(feature = "cli")]
pub use drawn::report;

#[cfg(feature = "cli")]
mod drawn {
    use std::collections::BTreeMap;
    use std::fmt::{self, Write};

    use miette::{
        GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
        SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
    };
    use unicode_width::UnicodeWidthStr;

    use super::{Style, title};
    use crate::diagnostic::{Code, Diagnostic, Language, Severity};
    use crate::render::excerpt::{Excerpt, Mark};
    use crate::render::visible;
    use crate::source::{FileId, Sources};

    /// So many findings that one edit each would mend are drawn of one kind in one file.
    const MOST_ALIKE: usize = 3;
    /// And of the others so many lines are named.
    const MOST_LINES: usize = 10;

    /// All findings, in the order given, with an empty line between them.
    #[must_use]
    pub fn report(findings: &[Diagnostic], sources: &Sources, style: &Style) -> String {
        let theme = GraphicalTheme {
            characters: if style.unicode {
                ThemeCharacters::unicode()
            } else {
                ThemeCharacters::ascii()
            },
            styles: if style.color {
                ThemeStyles::ansi()
            } else {
                ThemeStyles::none()
            },
        };
        let handler = GraphicalReportHandler::new_themed(theme.clone())
            .with_links(false)
            .with_context_lines(0)
            .without_cause_chain()
            .without_primary_span_start()
            .without_syntax_highlighting();
        let mut pages = Vec::new();
        let mut alike: BTreeMap<(FileId, Code), Vec<&Diagnostic>> = BTreeMap::new();
        for finding in findings {
            // A page that was pasted in may have one fault everywhere, and one edit for all of it.
            let told = alike
                .entry((finding.primary.span.file, finding.code))
                .or_default();
            if finding.fix.is_some() {
                told.push(finding);
            }
            if finding.fix.is_none() || told.len() <= MOST_ALIKE {
                pages.push(page(finding, sources, style, &handler, &theme.styles));
            }
        }
        for told in alike.values() {
            if let Some(rest) = told.get(MOST_ALIKE..).filter(|rest| !rest.is_empty()) {
                pages.push(more(rest, sources, style, &theme.styles));
            }
        }
        pages.join("\n")
    }

    /// The findings of one code in one file that are not drawn.
    fn more(
        rest: &[&Diagnostic],
        sources: &Sources,
        style: &Style,
        colors: &ThemeStyles,
    ) -> String {
        let Some(first) = rest.first() else {
            return String::new();
        };
        let place = sources.place(first.primary.span);
        let (file, count) = (place.file, rest.len());
        let mut lines: Vec<u32> = rest
            .iter()
            .map(|finding| sources.place(finding.primary.span).line)
            .collect();
        lines.dedup();
        let most = lines.len() > MOST_LINES;
        lines.truncate(MOST_LINES);
        let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
        let lines = lines.join(", ");
        let s = if count == 1 { "" } else { "s" };
        let (said, help) = match style.language {
            Language::English => (
                format!(
                    "{count} more place{s} like these in {file}: line {lines}{}",
                    if most { " and on" } else { "" }
                ),
                "help: `onus check --fix` mends them",
            ),
            Language::Korean => (
                format!(
                    "{file} 파일에 같은 곳이 {count}군데 더 있습니다: {lines}행{}",
                    if most { " 등" } else { "" }
                ),
                "도움말: `onus check --fix` 명령으로 모두 고칠 수 있습니다",
            ),
        };
        let title = title(first, style.language);
        let color = match first.severity() {
            Severity::Error => &colors.error,
            Severity::Warning => &colors.warning,
        };
        let said = wrap(title.width(), &said, 2, style.width);
        format!("{}{said}\n{help}\n", color.style(&title))
    }

    fn page(
        finding: &Diagnostic,
        sources: &Sources,
        style: &Style,
        handler: &GraphicalReportHandler,
        colors: &ThemeStyles,
    ) -> String {
        let language = style.language;
        let color = match finding.severity() {
            Severity::Error => &colors.error,
            Severity::Warning => &colors.warning,
        };
        let title = title(finding, language);
        let message = wrap(title.width(), finding.message.get(language), 2, style.width);
        let mut page = format!("{}{message}\n", color.style(&title));
        let ellipsis = if style.unicode { "…" } else { "..." };
        let view = View {
            excerpt: Excerpt::new(finding, sources, language, ellipsis),
            sources,
            heading: finding
                .heading
                .as_ref()
                .map(|heading| heading.get(language).chars().map(visible).collect()),
        };
        let mut drawing = String::new();
        // Writing to a string cannot fail, and of a drawing that did the rest is still shown.
        let _ = handler.render_report(&mut drawing, &view);
        // The first line is miette's own title, which stays empty.
        for line in drawing.lines().skip(1) {
            page.push_str(line.trim_end());
            page.push('\n');
        }
        if let Some(help) = &finding.help {
            let word = match language {
                Language::English => "help:",
                Language::Korean => "도움말:",
            };
            let indent = word.width() + 1;
            let help = wrap(word.width(), help.get(language), indent, style.width);
            let _ = writeln!(page, "{}{help}", colors.help.style(word));
        }
        page
    }

    /// The words of a text, to be set after something that is `taken` cells wide.
    /// Lines are broken at spaces only, since a Korean word may not be broken.
    fn wrap(taken: usize, text: &str, indent: usize, width: usize) -> String {
        let mut wrapped = String::new();
        let mut used = taken;
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                used = width;
            }
            for word in line.split(' ').filter(|word| !word.is_empty()) {
                let word: String = word.chars().map(visible).collect();
                if used + 1 + word.width() <= width {
                    wrapped.push(' ');
                    used += 1 + word.width();
                } else {
                    wrapped.push('\n');
                    wrapped.push_str(&" ".repeat(indent));
                    used = indent + word.width();
                }
                wrapped.push_str(&word);
            }
        }
        wrapped
    }

    /// A finding as miette wants it: some text, and labels in it.
    #[derive(Debug)]
    struct View<'a> {
        excerpt: Excerpt,
        sources: &'a Sources,
        heading: Option<String>,
    }

    impl View<'_> {
        /// The place as people count, with the heading that the fault is under.
        fn position(&self, mark: &Mark) -> String {
            let place = self.sources.place(mark.span);
            let name: String = place.file.chars().map(visible).collect();
            match &self.heading {
                Some(heading) if mark.primary && !heading.is_empty() => {
                    format!("{name}:{}:{} · {heading}", place.line, place.column)
                }
                _ => format!("{name}:{}:{}", place.line, place.column),
            }
        }
    }

    impl fmt::Display for View<'_> {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            Ok(())
        }
    }

    impl std::error::Error for View<'_> {}

    impl miette::Diagnostic for View<'_> {
        fn source_code(&self) -> Option<&dyn SourceCode> {
            Some(self)
        }

        fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
            Some(Box::new(self.excerpt.marks.iter().map(|mark| {
                let text = Some(mark.text.clone()).filter(|text| !text.is_empty());
                let span = SourceSpan::from(mark.bytes.clone());
                if mark.primary {
                    LabeledSpan::new_primary_with_span(text, span)
                } else {
                    LabeledSpan::new_with_span(text, span)
                }
            })))
        }
    }

    impl SourceCode for View<'_> {
        /// Whole lines of the excerpt. Lines that did not follow one another in
        /// their file are refused, so that miette draws them apart.
        fn read_span<'a>(
            &'a self,
            span: &SourceSpan,
            _: usize,
            _: usize,
        ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
            // No mark reaches the line end, so one that touches a line belongs to it.
            let (start, end) = (span.offset(), span.offset() + span.len());
            let mut lines = self
                .excerpt
                .lines
                .iter()
                .filter(|line| line.bytes.start <= end && start < line.bytes.end);
            let first = lines.next().ok_or(MietteError::OutOfBounds)?;
            let (mut last, mut count) = (first, 1);
            for line in lines {
                if line.file != last.file || line.number != last.number + 1 {
                    return Err(MietteError::OutOfBounds);
                }
                (last, count) = (line, count + 1);
            }
            let bytes = first.bytes.start..last.bytes.end;
            let data = self.excerpt.text.as_bytes().get(bytes.clone());
            // Of two labels on one place the one at fault names it.
            let mark = self
                .excerpt
                .marks
                .iter()
                .filter(|mark| mark.bytes.start == start && mark.bytes.len() == span.len())
                .max_by_key(|mark| mark.primary);
            Ok(Box::new(MietteSpanContents::new_named(
                mark.map(|mark| self.position(mark)).unwrap_or_default(),
                data.ok_or(MietteError::OutOfBounds)?,
                SourceSpan::from(bytes),
                first.number.saturating_sub(1) as usize,
                0,
                count,
            )))
        }
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests;
