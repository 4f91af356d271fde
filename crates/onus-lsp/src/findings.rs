//! Findings as an editor shows them.

use std::path::Path;

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
    PublishDiagnosticsParams,
};
use onus::diagnostic::{self, Severity};
use onus::source::FileId;

use crate::place;
use crate::records;
use crate::world::{World, is_policy};

impl World {
    /// One finding.
    pub(crate) fn diagnostic(&self, finding: &diagnostic::Diagnostic) -> Diagnostic {
        let sources = self.sources();
        let message = finding.message.get(self.language);
        let label = finding.primary.text.get(self.language);
        let help = finding.help.as_ref().map(|help| help.get(self.language));
        let parts = [message, label].into_iter().chain(help);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let related = finding.others.iter().filter_map(|other| {
            Some(DiagnosticRelatedInformation {
                location: self.location(other.span)?,
                message: match other.text.get(self.language) {
                    "" => message.to_owned(),
                    text => text.to_owned(),
                },
            })
        });
        let related: Vec<_> = related.collect();
        Diagnostic {
            range: place::range(sources, sources.marked(finding.primary.span)),
            severity: Some(match finding.severity() {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
            }),
            code: Some(NumberOrString::String(finding.code.name().to_owned())),
            source: Some("onus".to_owned()),
            message: parts.join("\n"),
            related_information: (!related.is_empty()).then_some(related),
            ..Diagnostic::default()
        }
    }

    /// A span as a place of a file.
    pub(crate) fn location(&self, span: onus::source::Span) -> Option<Location> {
        let uri = place::uri(self.documents.path(span.file)?)?;
        Some(Location::new(uri, place::range(self.sources(), span)))
    }

    /// What is to be shown of a file that is open.
    pub(crate) fn published(&mut self, path: &Path) -> Option<PublishDiagnosticsParams> {
        let file = self.documents.id(path)?;
        let found = self.found_in(file, path);
        let diagnostics = found.iter().map(|one| self.diagnostic(one)).collect();
        Some(PublishDiagnosticsParams {
            uri: place::uri(path)?,
            diagnostics,
            version: self.documents.version(path),
        })
    }

    /// What was found in a policy, in a record, and in the cases that were run.
    pub(crate) fn found_in(&mut self, file: FileId, path: &Path) -> Vec<diagnostic::Diagnostic> {
        let found = if is_policy(path) {
            self.view(file).findings.clone()
        } else {
            records::findings(self, file, path)
        };
        let outcomes = self.outcomes.values();
        let cases = outcomes.flat_map(|outcome| outcome.findings.iter());
        let here = |one: &&diagnostic::Diagnostic| one.primary.span.file == file;
        let all = found.iter().chain(cases).filter(here);
        all.cloned().collect()
    }
}
