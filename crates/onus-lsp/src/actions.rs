//! Code actions: the certain edits of findings, all of them at once, and a warning that is meant.

use std::path::Path;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};
use onus::diagnostic::{Code, Diagnostic, Severity};
use onus::source::{FileId, Span};
use onus::syntax;
use onus::syntax::tree::Item;

use crate::world::{World, is_policy};
use crate::{place, words};

/// Whether a text is short enough to be the whole title of an action.
fn is_shown_whole(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains('\n') && text.chars().count() <= 60
}

/// Whether a kind is another or a part of it: `source.fixAll` is within `source`.
fn is_within(kind: &str, wanted: &str) -> bool {
    let rest = kind.strip_prefix(wanted);
    rest.is_some_and(|rest| wanted.is_empty() || rest.is_empty() || rest.starts_with('.'))
}

impl World {
    pub(crate) fn actions(
        &mut self,
        params: &CodeActionParams,
    ) -> Option<Vec<CodeActionOrCommand>> {
        let path = place::path(&params.text_document.uri);
        let file = self.documents.id(&path)?;
        let asked = place::span(self.sources(), file, params.range)?;
        let found = self.found_in(file, &path);
        let near = |span: Span| span.start <= asked.end && asked.start <= span.end;
        let mut actions = Vec::new();
        for finding in found.iter() {
            let fix = finding.fix.as_ref().or(finding.offered.as_ref());
            let here = near(self.sources().marked(finding.primary.span));
            if !here && !fix.is_some_and(|fix| near(fix.span)) {
                continue;
            }
            if let Some(fix) = fix {
                let help = finding
                    .help
                    .clone()
                    .filter(|_| !is_shown_whole(&fix.replacement));
                let title = help.unwrap_or_else(|| words::write_instead(&fix.replacement));
                // A name in a record is in quotation marks, and so is what takes its place.
                let quoted = !is_policy(&path) && !fix.replacement.starts_with('"');
                let quoted = quoted && self.sources().text(fix.span).starts_with('"');
                let text = if quoted {
                    format!("\"{}\"", fix.replacement)
                } else {
                    fix.replacement.clone()
                };
                let edit = self.edit(fix.span, text);
                actions.push(self.action(
                    self.say(&title),
                    CodeActionKind::QUICKFIX,
                    Some(finding),
                    self.changes(&path, vec![edit]),
                ));
            }
            if let Some((shown, edit)) = self.added(file, finding).filter(|_| is_policy(&path)) {
                actions.push(self.action(
                    self.say(&words::write_instead(&shown)),
                    CodeActionKind::QUICKFIX,
                    Some(finding),
                    self.changes(&path, vec![edit]),
                ));
            }
            if let Some(edit) = self.allowed(file, finding).filter(|_| is_policy(&path)) {
                actions.push(self.action(
                    self.say(&words::allow(finding.code.name())),
                    CodeActionKind::QUICKFIX,
                    Some(finding),
                    self.changes(&path, vec![edit]),
                ));
            }
        }
        if is_policy(&path) && found.iter().any(|finding| finding.fix.is_some()) {
            let mended = syntax::mend(file, self.sources());
            if !mended.done.is_empty() {
                let edits = self.rewritten(file, &mended.text);
                actions.push(self.action(
                    self.say(&words::mend_all()),
                    CodeActionKind::SOURCE_FIX_ALL,
                    None,
                    self.changes(&path, edits),
                ));
            }
        }
        // An editor that asks for one kind may make all that it is given, as when it saves a file.
        if let Some(only) = &params.context.only {
            actions.retain(|action| {
                let kind = action.kind.as_ref().map_or("", CodeActionKind::as_str);
                only.iter().any(|wanted| is_within(kind, wanted.as_str()))
            });
        }
        Some(
            actions
                .into_iter()
                .map(CodeActionOrCommand::CodeAction)
                .collect(),
        )
    }

    fn action(
        &self,
        title: String,
        kind: CodeActionKind,
        finding: Option<&Diagnostic>,
        edit: WorkspaceEdit,
    ) -> CodeAction {
        let certain = finding.is_some_and(|finding| finding.fix.is_some());
        CodeAction {
            title,
            kind: Some(kind),
            diagnostics: finding.map(|finding| vec![self.diagnostic(finding)]),
            edit: Some(edit),
            is_preferred: certain.then_some(true),
            ..CodeAction::default()
        }
    }

    /// What a finding says is to be added: a clause that the item needs, or the declaration of what is
    /// named. Its form is in the help, with what is the author's to say left as it is in the example.
    fn added(&mut self, file: FileId, finding: &Diagnostic) -> Option<(String, TextEdit)> {
        let help = finding.help.as_ref()?;
        let shown = help.en.split('`').nth(1)?.to_owned();
        let mut words = shown.split(' ');
        let (opener, name) = (words.next()?, words.next()?);
        let item = self.item_at(file, finding.primary.span.start)?;
        let (at, text) = match finding.code {
            Code::MissingClause => {
                let head = self.sources().text(item.span);
                let line = head.lines().next().unwrap_or_default().trim_end();
                let end = item.span.start + u32::try_from(line.len()).ok()?;
                (end, format!("\n  {shown}"))
            }
            Code::UnknownSource | Code::UnknownName if finding.offered.is_none() => {
                let declares = ["source", "party", "unit", "출처", "당사자", "단위"];
                declares.contains(&opener).then_some(())?;
                let declared = shown.replace('…', name);
                let parsed = self.documents.parsed(file);
                let like = |one: &&Item| self.sources().text(one.keyword) == opener;
                // After the last of its kind, or else after the head of the policy.
                let items = || parsed.tree.items.iter();
                let last = items().rfind(like).or_else(|| items().next())?;
                let end = last.span.start
                    + u32::try_from(self.sources().text(last.span).trim_end().len()).ok()?;
                let apart = if like(&last) { "\n" } else { "\n\n" };
                (end, format!("{apart}{declared}"))
            }
            _ => return None,
        };
        Some((shown, self.edit(Span::new(file, at, at), text)))
    }

    /// The clause that allows a warning, at the end of the item's common clauses.
    fn allowed(&mut self, file: FileId, finding: &Diagnostic) -> Option<TextEdit> {
        if finding.severity() != Severity::Warning {
            return None;
        }
        let item = self.item_at(file, finding.primary.span.start)?;
        let head = self
            .sources()
            .text(Span::new(file, item.span.start, item.span.end));
        let line = head.lines().next().unwrap_or_default();
        let end = item.span.start + u32::try_from(line.trim_end().len()).ok()?;
        let code = finding.code.name();
        let clause = format!("\n  allow {code} because \"\" ko \"\"");
        Some(self.edit(Span::new(file, end, end), clause))
    }

    pub(crate) fn edit(&self, span: Span, text: String) -> TextEdit {
        TextEdit::new(place::range(self.sources(), span), text)
    }

    /// Edits of one file.
    pub(crate) fn changes(&self, path: &Path, edits: Vec<TextEdit>) -> WorkspaceEdit {
        let edits = self.edits_of(path, edits).into_iter().collect();
        self.all_changes(edits)
    }

    /// Edits of files, in the form that the editor reads.
    pub(crate) fn all_changes(&self, edits: Vec<TextDocumentEdit>) -> WorkspaceEdit {
        if self.versioned {
            return WorkspaceEdit {
                document_changes: Some(DocumentChanges::Edits(edits)),
                ..WorkspaceEdit::default()
            };
        }
        let plain = |edit: OneOf<TextEdit, lsp_types::AnnotatedTextEdit>| match edit {
            OneOf::Left(edit) => edit,
            OneOf::Right(edit) => edit.text_edit,
        };
        let changes = edits.into_iter().map(|file| {
            let edits = file.edits.into_iter().map(plain).collect();
            (file.text_document.uri, edits)
        });
        WorkspaceEdit {
            changes: Some(changes.collect()),
            ..WorkspaceEdit::default()
        }
    }

    pub(crate) fn edits_of(&self, path: &Path, edits: Vec<TextEdit>) -> Option<TextDocumentEdit> {
        Some(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri: place::uri(path)?,
                version: self.documents.version(path),
            },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        })
    }

    /// The lines of a file that differ from another text, put right: an editor keeps the cursor
    /// where nothing changes.
    pub(crate) fn rewritten(&self, file: FileId, text: &str) -> Vec<TextEdit> {
        let old = self.sources().get(file).map_or("", |source| source.text());
        if old == text {
            return Vec::new();
        }
        let before: Vec<&str> = old.split_inclusive('\n').collect();
        let after: Vec<&str> = text.split_inclusive('\n').collect();
        let same = |(one, other): &(&&str, &&str)| one == other;
        let head = before.iter().zip(&after).take_while(same).count();
        let most = before.len().min(after.len()) - head;
        let pairs = before.iter().rev().zip(after.iter().rev());
        let tail = pairs.take(most).take_while(same).count();
        let bytes = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
        let (start, end) = (
            bytes(before.get(..head).unwrap_or_default()),
            old.len() - bytes(before.get(before.len() - tail..).unwrap_or_default()),
        );
        let new = after
            .get(head..after.len() - tail)
            .unwrap_or_default()
            .concat();
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let source = self.sources().get(file);
        let range = source.map_or_else(Range::default, |_| {
            place::range(self.sources(), Span::new(file, offset(start), offset(end)))
        });
        vec![TextEdit::new(range, new)]
    }
}
