//! Findings as lines that the workflows of GitHub turn into notes beside the text.

use super::{level, said};
use crate::diagnostic::{Diagnostic, Language};
use crate::source::Sources;

/// One line for each finding, with its help after the sentence.
#[must_use]
pub fn annotations(findings: &[Diagnostic], sources: &Sources, language: Language) -> String {
    let lines = findings.iter().map(|finding| {
        let place = sources.place(sources.marked(finding.primary.span));
        format!(
            "::{} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
            level(finding),
            property(&place.file),
            place.line,
            place.end_line,
            place.column,
            place.end_column,
            property(finding.code.name()),
            data(&said(finding, language)),
        )
    });
    lines.collect()
}

/// What would end the line, or begin another escape.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// And what would end the property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Phrase};
    use crate::source::Span;

    #[test]
    fn what_would_end_a_property_or_the_line_is_escaped() {
        let mut sources = Sources::default();
        let file = sources.add("a,b:c%.onus", "when 임금 is\n");
        let finding = Diagnostic::new(
            Code::UnknownName,
            Phrase::same("5% is: no, name\r"),
            Span::new(file, 5, 11),
            Phrase::default(),
        )
        .help(Phrase::same("write it"));
        assert_eq!(
            annotations(&[finding], &sources, Language::English),
            "::error file=a%2Cb%3Ac%25.onus,line=1,endLine=1,col=6,endColumn=8,title=unknown-name::\
             5%25 is: no, name%0D%0Awrite it\n"
        );
    }
}
