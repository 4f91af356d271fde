//! A finding: what is wrong, where, and at most one step of help. Plain data:
//! no colour, no terminal, no file text. Every sentence is born in both
//! languages, so none can lack its translation.

pub mod code;
pub mod near;
mod table;

pub use code::{Code, Severity};
pub(crate) use table::{finding, findings};

use crate::source::Span;

/// A sentence, or part of one, in both languages of the house.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Phrase {
    /// English.
    pub en: String,
    /// Korean.
    pub ko: String,
}

/// A language in which answers and findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Korean.
    Korean,
}

impl Phrase {
    /// The two wordings of one sentence.
    pub fn new(en: impl Into<String>, ko: impl Into<String>) -> Phrase {
        Phrase {
            en: en.into(),
            ko: ko.into(),
        }
    }

    /// Words that are the same in both languages: a name, a figure, a quotation.
    pub fn same(text: impl Into<String>) -> Phrase {
        let en = text.into();
        Phrase { ko: en.clone(), en }
    }

    /// The wording in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Korean => &self.ko,
        }
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.en.is_empty() && self.ko.is_empty()
    }
}

/// A place that a finding points at, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// Why this place; shorter than the sentence, and may be empty.
    pub text: Phrase,
}

/// An edit that mends a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What it is replaced with.
    pub replacement: String,
}

/// One finding, from any stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its lasting name.
    pub code: Code,
    /// One sentence that makes sense over the telephone: lower case, no final period.
    pub message: Phrase,
    /// The heading of the provision that it is in, if any.
    pub heading: Option<Phrase>,
    /// The place at fault. Always there: no finding is homeless.
    pub primary: Label,
    /// The other parties to the conflict.
    pub others: Vec<Label>,
    /// One step that would make it right.
    pub help: Option<Phrase>,
    /// The edit, where it is certain.
    pub fix: Option<Fix>,
    /// The edit that `help` describes, where it may be what the author meant and is not certain.
    pub offered: Option<Fix>,
}

impl Diagnostic {
    /// A finding at a place. `label` says why this place and may be `Phrase::default()`.
    #[must_use]
    pub fn new(code: Code, message: Phrase, span: Span, label: Phrase) -> Diagnostic {
        Diagnostic {
            code,
            message,
            heading: None,
            primary: Label { span, text: label },
            others: Vec::new(),
            help: None,
            fix: None,
            offered: None,
        }
    }

    /// Says why this place.
    #[must_use]
    pub fn here(mut self, text: Phrase) -> Diagnostic {
        self.primary.text = text;
        self
    }

    /// Adds another place that takes part.
    #[must_use]
    pub fn also(mut self, span: Span, text: Phrase) -> Diagnostic {
        self.others.push(Label { span, text });
        self
    }

    /// Lets a place within this one, if any takes part, be the first instead.
    pub fn stands_at(&mut self, span: Span) {
        let within = |place: Span| {
            place.file == span.file && span.start <= place.start && place.end <= span.end
        };
        let found = self.others.iter_mut().find(|label| within(label.span));
        if let Some(label) = found.filter(|_| !within(self.primary.span)) {
            std::mem::swap(label, &mut self.primary);
        }
    }

    /// Adds the one step of help.
    #[must_use]
    pub fn help(mut self, help: Phrase) -> Diagnostic {
        self.help = Some(help);
        self
    }

    /// Attaches the certain edit.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix {
            span,
            replacement: replacement.into(),
        });
        self
    }

    /// Attaches an edit that an author may choose: an editor offers it, and nothing makes it unasked.
    #[must_use]
    pub fn offer(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.offered = Some(Fix {
            span,
            replacement: replacement.into(),
        });
        self
    }

    /// Says in which provision the place is.
    #[must_use]
    pub fn under(mut self, heading: Phrase) -> Diagnostic {
        self.heading = Some(heading);
        self
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}
