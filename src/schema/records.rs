//! Records, the facts at the top, and what was done.

use super::forms::refer;
use super::{Keys, Writer, patterns, text, words};
use crate::diagnostic::Phrase;
use crate::facts::{Document, RESERVED};
use crate::program::readers::Asked;
use crate::program::{FactRoot, Field, Head, Judgement};
use crate::value::Kind;

/// Names with what is written under them.
type Properties = Vec<(String, Document)>;

impl Writer<'_> {
    /// The facts at the top and the judgements about nothing else, by their own name and by the
    /// one after their policy's.
    pub(super) fn top(&mut self) -> (Properties, Properties) {
        let program = self.program;
        let mut own = Names::new(RESERVED);
        for (number, fact) in program.facts.iter().enumerate() {
            let of = self.field(fact, Asked::Fact(number));
            let called = program.name_in_record(FactRoot::Fact(number));
            own.put(self.policy(&fact.head), &fact.head, called, of);
        }
        for (number, judgement) in program.judgements.iter().enumerate() {
            if judgement.about.is_none() {
                let of = self.judgement(judgement, number);
                let called = program.name_in_record(FactRoot::Judgement(number));
                own.put(self.policy(&judgement.head), &judgement.head, called, of);
            }
        }
        (own.properties, own.patterns)
    }

    /// The name of the part that takes a record.
    pub(super) fn record(&mut self, number: usize, optional: bool) -> String {
        let program = self.program;
        let Some(record) = program.records.get(number) else {
            return self.value(&Kind::Text);
        };
        let name = self.name_of("record", number, &record.head);
        let name = format!("{name}{}", if optional { ".optional" } else { "" });
        if self.definitions.begin(&name) {
            let says = self.fields(number, optional, &[]);
            let mut whole = self.titled(&record.head.title, None);
            whole.extend(says);
            self.definitions.put(&name, Document::map(whole));
        }
        name
    }

    /// The fields of a record, the judgements about it, and where it is from.
    fn fields(&mut self, number: usize, optional: bool, before: &[&'static str]) -> Keys {
        let program = self.program;
        let fields = program
            .records
            .get(number)
            .map(|record| record.fields.as_slice());
        let mut own = Names::new(before);
        for (at, field) in fields.unwrap_or_default().iter().enumerate() {
            let of = self.field(field, Asked::Field(number, at));
            own.put(
                self.policy(&field.head),
                &field.head,
                field.head.name.as_str(),
                of,
            );
        }
        for (at, judgement) in program.judgements.iter().enumerate() {
            if judgement.about == Some(number) {
                let of = self.judgement(judgement, at);
                let called = program.judgement_in_record(at);
                own.put(self.policy(&judgement.head), &judgement.head, &called, of);
            }
        }
        let fields: Vec<Document> = own
            .properties
            .iter()
            .map(|(name, _)| name.as_str().into())
            .collect();
        let mut beside = self.provenance();
        let marks = self.marks(optional);
        // A record that is not there has nothing in it.
        let alone: Vec<(&str, Document)> = marks
            .iter()
            .map(|(name, _)| {
                let none = Document::map([("enum", Document::List(fields.clone()))]);
                let none = Document::map([("not", none)]);
                (*name, Document::map([("propertyNames", none)]))
            })
            .collect();
        let alone = Document::map(alone);
        beside.extend(marks);
        for (name, of) in beside {
            own.put_own(name, of);
        }
        let mut says = vec![
            ("type", "object".into()),
            ("properties", Document::Map(own.properties)),
        ];
        if !own.patterns.is_empty() {
            says.push(("patternProperties", Document::Map(own.patterns)));
        }
        says.extend([
            ("additionalProperties", Document::Bool(false)),
            ("dependencies", alone),
        ]);
        says
    }

    /// What a field holds: with its title, and without.
    fn field(&mut self, field: &Field, asked: Asked) -> (Document, Document) {
        let held = self.held(field);
        let mut known = Phrase::default();
        // Of a record or a list its parts say who asks.
        if !matches!(field.kind, Kind::Record(_) | Kind::List(_)) {
            known = words::asked(&self.askers.of(asked, &field.cites, field.head.policy));
        }
        if field.computed.is_some() {
            known = words::computed(&known);
        }
        (self.named(&field.head.title, &known, &held), held)
    }

    fn judgement(&mut self, judgement: &Judgement, number: usize) -> (Document, Document) {
        let held = refer(&self.known(&Kind::YesNo, false));
        let holder = judgement.holder.and_then(|party| self.askers.holder(party));
        let asks = self
            .askers
            .of(Asked::Judgement(number), &[], judgement.head.policy);
        let known = words::judged(holder, judgement.criteria.as_ref(), &words::asked(&asks));
        (self.named(&judgement.head.title, &known, &held), held)
    }

    /// Beside `$ref` nothing else is read, so that it stands alone.
    fn named(&self, title: &Phrase, known: &Phrase, held: &Document) -> Document {
        let mut says = self.titled(title, Some(known));
        says.push(("allOf", Document::list([held.clone()])));
        Document::map(says)
    }

    /// Holidays, under the name of their calendar and their year.
    pub(super) fn calendars(&mut self) -> Keys {
        let day = Document::map(text());
        let named = Document::map([
            ("type", "object".into()),
            ("required", Document::list(["on"])),
        ]);
        let each = Document::map([("anyOf", Document::list([day, named]))]);
        let days = Document::map([("type", "array".into()), ("items", each)]);
        let year = self.object(vec![
            ("holidays", days),
            ("complete", Document::map([("const", Document::Bool(true))])),
        ]);
        let years = Document::map([
            ("type", "object".into()),
            ("additionalProperties", Document::map(year)),
        ]);
        vec![("type", "object".into()), ("additionalProperties", years)]
    }

    /// What was done: each event is a record shaped by its act.
    pub(super) fn events(&mut self) -> Keys {
        let program = self.program;
        let mut alone = Vec::new();
        let mut full = Vec::new();
        let mut shapes = Vec::new();
        for (number, act) in program.acts.iter().enumerate() {
            let name = act.head.name.as_str();
            let whole = format!("{}.{name}", self.policy(&act.head));
            // Of several of one name, who did it to whom says which is meant.
            let mut acts = program.acts.iter();
            let first = acts.position(|other| other.head.name == act.head.name);
            let mut names = vec![whole.as_str()];
            if first == Some(number) {
                let mut says = vec![("const", name.into())];
                says.extend(self.titled(&act.head.title, None));
                alone.push(Document::map(says));
            }
            if program.act_in_record(number) == name {
                names.push(name);
            }
            full.push(Document::from(whole.as_str()));
            let act = Document::map([("enum", Document::list(names))]);
            let is = [
                ("required", Document::list(["act"])),
                ("properties", Document::map([("act", act)])),
            ];
            let shape = self.event(number);
            shapes.push(Document::map([
                ("if", Document::map(is)),
                ("then", refer(&shape)),
            ]));
        }
        if shapes.is_empty() {
            // No policy declares an act.
            return vec![("type", "array".into()), ("maxItems", Document::Whole(0))];
        }
        let act = Document::list([
            Document::map([("oneOf", Document::List(alone))]),
            Document::map([("enum", Document::List(full))]),
        ]);
        let event = Document::map([
            ("type", "object".into()),
            ("required", Document::list(["act"])),
            (
                "properties",
                Document::map([("act", Document::map([("anyOf", act)]))]),
            ),
            ("allOf", Document::List(shapes)),
        ]);
        vec![("type", "array".into()), ("items", event)]
    }

    fn event(&mut self, number: usize) -> String {
        let program = self.program;
        let Some(act) = program.acts.get(number) else {
            return self.value(&Kind::Text);
        };
        let name = self.name_of("act", number, &act.head);
        if self.definitions.begin(&name) {
            let mut says = self.titled(&act.head.title, None);
            let mut fields = self.fields(act.record, false, &["act"]);
            let id = self.described(&words::id(), text());
            let re = self.re();
            let to = self.described(&words::to(), text());
            let own = [
                ("act", Document::map(text())),
                ("id", id),
                ("re", re),
                ("to", to),
            ];
            for (key, of) in &mut fields {
                if let ("properties", Document::Map(names)) = (*key, of) {
                    // What the act declares itself is a field like any other.
                    let declared = |name: &str| names.iter().any(|(known, _)| known == name);
                    let own = own.clone().into_iter().filter(|(name, _)| !declared(name));
                    let own: Vec<_> = own.map(|(name, of)| (name.to_owned(), of)).collect();
                    names.splice(0..0, own);
                }
            }
            says.extend(fields);
            self.definitions.put(&name, Document::map(says));
        }
        name
    }

    /// What holders found of duties: each of one that has a holder, in a state that it can be in.
    pub(super) fn findings(&mut self) -> Keys {
        let duties = self.program.duties.iter();
        let shapes: Vec<Document> = duties
            .filter(|duty| duty.holder.is_some())
            .map(|duty| {
                let name = duty.head.name.as_str();
                let whole = format!("{}.{name}", self.policy(&duty.head));
                let states = duty.findable().map(|state| state.name().into());
                let named = [("enum", Document::list([name, whole.as_str()]))];
                let found = [("enum", Document::List(states.collect()))];
                let mut says = self.titled(&duty.head.title, None);
                says.extend(self.object(vec![
                    ("of", Document::map(named)),
                    ("is", Document::map(found)),
                    ("re", self.re()),
                ]));
                says.push(("required", Document::list(["of", "is"])));
                Document::map(says)
            })
            .collect();
        let mut says = vec![("type", "array".into())];
        says.push(match shapes.is_empty() {
            // No duty has a holder.
            true => ("maxItems", Document::Whole(0)),
            false => ("items", Document::map([("anyOf", Document::List(shapes))])),
        });
        says
    }

    /// What is answered: one instance, or several in a list.
    fn re(&self) -> Document {
        let each = Document::map(text());
        let several = Document::map([("type", "array".into()), ("items", each.clone())]);
        let re = vec![("anyOf", Document::list([each, several]))];
        self.described(&words::re(), re)
    }

    fn described(&self, what: &Phrase, mut says: Keys) -> Document {
        says.insert(0, ("description", self.say(what)));
        Document::map(says)
    }

    pub(super) fn policy(&self, head: &Head) -> String {
        let policy = self.program.policies.get(head.policy);
        policy
            .map(|policy| policy.name.to_string())
            .unwrap_or_default()
    }
}

/// Names alone, and the patterns of names after those of their policies.
struct Names {
    taken: Vec<&'static str>,
    properties: Properties,
    patterns: Properties,
}

impl Names {
    fn new(taken: &[&'static str]) -> Names {
        Names {
            taken: taken.to_vec(),
            properties: Vec::new(),
            patterns: Vec::new(),
        }
    }

    /// `called` is what a record calls it: its name alone, or its full name where that is needed.
    fn put(
        &mut self,
        policy: String,
        head: &Head,
        called: &str,
        (named, held): (Document, Document),
    ) {
        let name = head.name.as_str();
        self.patterns.push((patterns::name(&policy, name), held));
        if called == name {
            self.put_own(name, named);
        }
    }

    fn put_own(&mut self, name: &str, of: Document) {
        let mut known = self.properties.iter().map(|(known, _)| known.as_str());
        if !self.taken.contains(&name) && !known.any(|known| known == name) {
            self.properties.push((name.to_owned(), of));
        }
    }
}
