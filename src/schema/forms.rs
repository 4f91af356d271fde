//! How much is known of a value, and from whom: the groups that stand where a value may be.

use super::definitions::pointer;
use super::{Keys, Writer, patterns, text, words};
use crate::facts::{BOUNDS, Document, PROVENANCE};
use crate::program::Field;
use crate::value::Kind;

impl Writer<'_> {
    /// Whatever a field may hold.
    pub(super) fn held(&mut self, field: &Field) -> Document {
        if field.over_period {
            return self.series(&field.kind, field.optional);
        }
        self.datum(&field.kind, field.optional)
    }

    /// Whatever may stand where a value of the kind is expected.
    pub(super) fn datum(&mut self, kind: &Kind, optional: bool) -> Document {
        match kind {
            Kind::Record(record) => {
                let one = refer(&self.record(*record, optional));
                let accounts = vec![("disputed", self.disputed(one.clone()))];
                let mut several = self.object(accounts);
                several.push(("required", Document::list(["disputed"])));
                either(vec![one, Document::map(several)])
            }
            Kind::List(of) => self.members(of, optional),
            _ => refer(&self.known(kind, optional)),
        }
    }

    /// The name of the part that takes a value, bare or in a group.
    pub(super) fn known(&mut self, kind: &Kind, optional: bool) -> String {
        let value = self.value(kind);
        let name = format!("known.{value}{}", if optional { ".optional" } else { "" });
        if self.definitions.begin(&name) {
            let bare = self.bare(kind);
            let group = self.group(kind, optional, Vec::new());
            let either = Document::list(bare.into_iter().chain([group]));
            self.definitions
                .put(&name, Document::map([("anyOf", either)]));
        }
        name
    }

    /// A value by itself: exact, or an end still open.
    fn bare(&mut self, kind: &Kind) -> Vec<Document> {
        let mut bare = vec![refer(&self.value(kind))];
        if *kind == Kind::Time {
            let says = [
                ("const", "not yet".into()),
                ("description", self.say(&words::not_yet())),
            ];
            bare.push(Document::map(says));
        }
        bare
    }

    /// Names that say how much is known; more names may stand beside them.
    fn group(
        &mut self,
        kind: &Kind,
        optional: bool,
        more: Vec<(&'static str, Document)>,
    ) -> Document {
        let value = refer(&self.value(kind));
        let mut forms: Keys = vec![
            ("is", either(self.bare(kind))),
            ("unknown", self.mark(&words::unknown())),
        ];
        if optional {
            forms.push(("not_applicable", self.mark(&words::not_applicable())));
        }
        let ordered = kind.is_ordered();
        if ordered {
            let pair = Document::map([
                ("type", "array".into()),
                ("items", value.clone()),
                ("minItems", Document::Whole(2)),
                ("maxItems", Document::Whole(2)),
                ("description", self.say(&words::between())),
            ]);
            forms.push(("between", pair));
        }
        if *kind == Kind::Time {
            let mut says = vec![("description", self.say(&words::on()))];
            says.extend([
                ("type", "string".into()),
                ("pattern", patterns::day().into()),
            ]);
            forms.push(("on", Document::map(says)));
        }
        if matches!(kind, Kind::Time | Kind::Date) {
            let says = [
                ("description", self.say(&words::within())),
                ("type", "string".into()),
                ("pattern", patterns::months().into()),
                ("examples", Document::list(["2022-02", "2022"])),
            ];
            forms.push(("in", Document::map(says)));
        }
        let account = refer(&self.known(kind, optional));
        forms.push(("disputed", self.disputed(account)));
        if matches!(kind, Kind::Choice(_)) {
            let some = [
                ("type", "array".into()),
                ("items", value.clone()),
                ("minItems", Document::Whole(1)),
            ];
            forms.push(("one_of", Document::map(some)));
        }
        // Exactly one of these; only bounds can stand beside one another.
        let mut exactly: Vec<Document> = forms.iter().map(|(name, _)| requires(name)).collect();
        if ordered {
            forms.extend(BOUNDS.iter().map(|name| (*name, value.clone())));
            let any = BOUNDS.iter().map(|name| requires(name));
            exactly.push(Document::map([("anyOf", Document::list(any))]));
        }
        let required = more.first().map(|(name, _)| Document::list([*name]));
        forms.splice(0..0, more);
        let mut says = self.object(forms);
        says.extend(required.map(|names| ("required", names)));
        says.push(("oneOf", Document::List(exactly)));
        Document::map(says)
    }

    /// Accounts that differ, each with the one who gives it.
    fn disputed(&self, account: Document) -> Document {
        let from = requires("by");
        let each = [("allOf", Document::list([account, from]))];
        Document::map([
            ("description", self.say(&words::disputed())),
            ("type", "array".into()),
            ("items", Document::map(each)),
            ("minItems", Document::Whole(2)),
        ])
    }

    /// A name of a group that can only be `true`.
    pub(super) fn mark(&self, what: &crate::diagnostic::Phrase) -> Document {
        Document::map([
            ("const", Document::Bool(true)),
            ("description", self.say(what)),
        ])
    }

    /// Names, and those by which any fact says where it is from; no others.
    pub(super) fn object(&mut self, mut names: Keys) -> Keys {
        names.extend(self.provenance());
        vec![
            ("type", "object".into()),
            ("properties", Document::map(names)),
            ("additionalProperties", Document::Bool(false)),
        ]
    }

    /// The names by which any fact says where it is from.
    pub(super) fn provenance(&mut self) -> Keys {
        let names = PROVENANCE.iter().copied();
        names
            .map(|name| (name, refer(&self.origin(name))))
            .collect()
    }

    fn origin(&mut self, name: &str) -> String {
        let part = format!("from.{name}");
        if self.definitions.begin(&part) {
            let mut says = vec![("description", self.say(&words::provenance(name)))];
            if matches!(name, "at" | "recorded") {
                // When a judgement was made may be known within bounds.
                let time = match name {
                    "at" => self.known(&Kind::Time, false),
                    _ => self.time(),
                };
                says.push(("allOf", Document::list([refer(&time)])));
            } else {
                says.extend(text());
            }
            self.definitions.put(&part, Document::map(says));
        }
        part
    }

    /// Values over reference periods.
    fn series(&mut self, kind: &Kind, optional: bool) -> Document {
        let name = format!(
            "series.{}{}",
            self.value(kind),
            if optional { ".optional" } else { "" }
        );
        if self.definitions.begin(&name) {
            let over = Document::map([
                ("description", self.say(&words::over())),
                ("type", "string".into()),
                ("pattern", patterns::months().into()),
                (
                    "examples",
                    Document::list(["2021-10/2021-12", "2021-10", "2021"]),
                ),
            ]);
            let each = self.group(kind, false, vec![("over", over)]);
            let all = Document::map([("type", "array".into()), ("items", each)]);
            let none = self.absent(optional);
            let either = Document::list([all, none]);
            self.definitions
                .put(&name, Document::map([("anyOf", either)]));
        }
        refer(&name)
    }

    /// The whole of something that is not known, or not there.
    fn absent(&mut self, optional: bool) -> Document {
        let marks = self.marks(optional);
        let one = marks.iter().map(|(name, _)| requires(name));
        let one = Document::list(one);
        let mut says = self.object(marks);
        says.push(("oneOf", one));
        Document::map(says)
    }

    /// Names by which a whole record or list says that it is not there.
    pub(super) fn marks(&self, optional: bool) -> Keys {
        let mut marks = vec![("unknown", self.mark(&words::unknown()))];
        if optional {
            marks.push(("not_applicable", self.mark(&words::not_applicable())));
        }
        marks
    }

    /// A list, closed or open.
    fn members(&mut self, of: &Kind, optional: bool) -> Document {
        let member = self.datum(of, false);
        let all = Document::map([("type", "array".into()), ("items", member)]);
        let mut open = vec![("description", self.say(&words::open_list()))];
        open.push(("allOf", Document::list([all.clone()])));
        let mut forms = vec![("is", all.clone()), ("at_least", Document::map(open))];
        forms.extend(self.marks(optional));
        let account = Document::map(self.object(forms.clone()));
        forms.push(("disputed", self.disputed(account)));
        let exactly = Document::list(forms.iter().map(|(name, _)| requires(name)));
        let mut group = self.object(forms);
        group.push(("oneOf", exactly));
        either(vec![all, Document::map(group)])
    }
}

/// What a part says, and nothing else.
pub(super) fn refer(name: &str) -> Document {
    Document::map([("$ref", pointer(name))])
}

fn requires(name: &str) -> Document {
    Document::map([("required", Document::list([name]))])
}

fn either(mut of: Vec<Document>) -> Document {
    match (of.len(), of.pop()) {
        (1, Some(only)) => only,
        (_, last) => Document::map([("anyOf", Document::list(of.into_iter().chain(last)))]),
    }
}
