//! What a place in the record is called, and what is there.

use std::borrow::Cow;

use crate::diagnostic::Phrase;
use crate::program::{FactPath, FactRoot, FactStep, Field};
use crate::value::Kind;

use super::Eval;

/// What the vocabulary says of a place.
pub(super) struct Walked<'a> {
    /// The field, or the list's field for a member.
    pub(super) field: Option<&'a Field>,
    /// The kind of what is there.
    pub(super) kind: Kind,
    /// As written: `services[0].outage.started`.
    pub(super) text: String,
    /// Its title.
    pub(super) title: Cow<'a, Phrase>,
    /// The judgement it is.
    pub(super) judgement: Option<usize>,
    /// The act whose event it is.
    pub(super) act: Option<usize>,
}

impl Walked<'_> {
    fn further(&mut self, name: &str) {
        self.text.push('.');
        self.text.push_str(name);
    }
}

impl<'a> Eval<'a> {
    /// What the vocabulary says of a place; none for a place that cannot be.
    pub(super) fn walk(&self, path: &FactPath) -> Option<Walked<'a>> {
        let program = self.program;
        let mut walked = match path.root {
            FactRoot::Fact(fact) => {
                let field = program.facts.get(fact)?;
                Walked {
                    field: Some(field),
                    kind: field.kind.clone(),
                    text: program.name_in_record(path.root).to_owned(),
                    title: Cow::Borrowed(&field.head.title),
                    judgement: None,
                    act: None,
                }
            }
            FactRoot::Judgement(judgement) => {
                let head = &program.judgements.get(judgement)?.head;
                Walked {
                    field: None,
                    kind: Kind::YesNo,
                    text: program.name_in_record(path.root).to_owned(),
                    title: Cow::Borrowed(&head.title),
                    judgement: Some(judgement),
                    act: None,
                }
            }
            FactRoot::Event(event) => {
                let number = self.facts.events.get(event)?.act;
                let act = program.acts.get(number)?;
                Walked {
                    field: None,
                    kind: Kind::Record(act.record),
                    text: format!("events[{event}]"),
                    title: Cow::Borrowed(&act.head.title),
                    judgement: None,
                    act: Some(number),
                }
            }
        };
        for step in &path.steps {
            match (step, &walked.kind) {
                (FactStep::Field(field), Kind::Record(record)) => {
                    let field = program.records.get(*record)?.fields.get(*field)?;
                    walked.kind = field.kind.clone();
                    walked.further(field.head.name.as_str());
                    walked.title = Cow::Borrowed(&field.head.title);
                    walked.field = Some(field);
                }
                (FactStep::Index(index), Kind::List(inner)) => {
                    walked.kind = (**inner).clone();
                    walked.text.push_str(&format!("[{index}]"));
                }
                (FactStep::Judgement(judgement), _) => {
                    let head = &program.judgements.get(*judgement)?.head;
                    walked.kind = Kind::YesNo;
                    walked.further(&program.judgement_in_record(*judgement));
                    walked.title = Cow::Borrowed(&head.title);
                    walked.judgement = Some(*judgement);
                    walked.field = None;
                }
                (FactStep::Made, _) => {
                    walked.kind = Kind::Time;
                    walked.further("at");
                    walked.title = Cow::Owned(time_of_judgement(&walked.title));
                    walked.judgement = None;
                }
                _ => return None,
            }
        }
        Some(walked)
    }

    /// The field that stands at a place; none where it is none, and where no such place can be.
    pub(super) fn field_at(&self, path: &FactPath) -> Option<&'a Field> {
        self.at_steps(path.root, &path.steps)?.0
    }

    /// The field that some steps lead to, and the kind of what is there.
    pub(super) fn at_steps(
        &self,
        root: FactRoot,
        steps: &[FactStep],
    ) -> Option<(Option<&'a Field>, Cow<'a, Kind>)> {
        let program = self.program;
        let (mut field, mut kind) = match root {
            FactRoot::Fact(fact) => {
                let field = program.facts.get(fact)?;
                (Some(field), Cow::Borrowed(&field.kind))
            }
            FactRoot::Judgement(_) => (None, Cow::Owned(Kind::YesNo)),
            FactRoot::Event(event) => {
                let act = self.facts.events.get(event)?.act;
                let record = program.acts.get(act)?.record;
                (None, Cow::Owned(Kind::Record(record)))
            }
        };
        for step in steps {
            (field, kind) = match (step, kind) {
                (FactStep::Field(number), kind) => {
                    let Kind::Record(record) = *kind else {
                        return None;
                    };
                    let found = program.records.get(record)?.fields.get(*number)?;
                    (Some(found), Cow::Borrowed(&found.kind))
                }
                (FactStep::Index(_), Cow::Borrowed(Kind::List(inner))) => {
                    (field, Cow::Borrowed(&**inner))
                }
                (FactStep::Judgement(_), _) => (None, Cow::Owned(Kind::YesNo)),
                (FactStep::Made, _) => (None, Cow::Owned(Kind::Time)),
                _ => return None,
            };
        }
        Some((field, kind))
    }

    /// A place as written.
    pub(super) fn path_text(&self, path: &FactPath) -> String {
        self.walk(path).map(|w| w.text).unwrap_or_default()
    }
}

/// What the time is called at which a judgement was made.
fn time_of_judgement(title: &Phrase) -> Phrase {
    Phrase::new(
        format!("Time of judgement ({})", title.en),
        format!("{} 판단 시각", title.ko),
    )
}

/// The place one step further.
pub(super) fn step(path: &FactPath, step: FactStep) -> FactPath {
    let mut path = path.clone();
    path.steps.push(step);
    path
}
