//! One certain value of each kind, as a record may spell it.

use super::definitions::name_of;
use super::{Keys, Writer, patterns, text, words};
use crate::diagnostic::Phrase;
use crate::facts::Document;
use crate::program::Head;
use crate::value::{Kind, currency, written};

impl Writer<'_> {
    /// The name of the part that says how a value of the kind is spelt.
    pub(super) fn value(&mut self, kind: &Kind) -> String {
        let name = self.value_name(kind);
        if self.definitions.begin(&name) {
            let says = self.spelling(kind);
            self.definitions.put(&name, Document::map(says));
        }
        name
    }

    /// The name of the part that says how a time is spelt.
    pub(super) fn time(&mut self) -> String {
        self.value(&Kind::Time)
    }

    fn value_name(&self, kind: &Kind) -> String {
        match kind {
            Kind::YesNo => "yes_no".to_owned(),
            Kind::Number => "number".to_owned(),
            Kind::Share => "share".to_owned(),
            Kind::Duration => "duration".to_owned(),
            Kind::Period => "period".to_owned(),
            Kind::Date => "date".to_owned(),
            Kind::Time => "time".to_owned(),
            Kind::Money(currency) => format!("money.{currency}"),
            Kind::Quantity(unit) => match self.program.units.get(*unit) {
                Some(declared) => self.name_of("unit", *unit, &declared.head),
                None => "number".to_owned(),
            },
            Kind::Choice(list) => match self.program.choices.get(*list) {
                Some(declared) => self.name_of("choice", *list, &declared.head),
                None => "text".to_owned(),
            },
            _ => "text".to_owned(),
        }
    }

    pub(super) fn name_of(&self, sort: &str, number: usize, head: &Head) -> String {
        let policy = self.program.policies.get(head.policy);
        name_of(
            sort,
            number,
            head,
            policy.map_or("", |policy| policy.name.as_str()),
        )
    }

    fn spelling(&self, kind: &Kind) -> Keys {
        match kind {
            Kind::YesNo => {
                let words = ["yes", "no", "예", "아니오", "아니요"].map(Document::from);
                let all = [true, false].map(Document::Bool).into_iter().chain(words);
                vec![("enum", Document::list(all))]
            }
            Kind::Number => self.counted(
                words::number(),
                patterns::number(),
                false,
                &["3", "0.5", "100만"],
            ),
            Kind::Quantity(unit) => {
                let declared = self.program.units.get(*unit).map(|unit| &unit.head);
                let title = declared.map(|head| head.title.clone()).unwrap_or_default();
                let names = declared.map_or("", |head| head.name.as_str());
                let mut names = vec![names, title.en.as_str(), title.ko.as_str()];
                names.retain(|name| !name.is_empty());
                names.dedup();
                let shown = names.first().copied().unwrap_or_default();
                let (one, other) = (format!("1_000_000 {shown}"), format!("100만 {}", title.ko));
                let pattern = patterns::quantity(&names);
                self.counted(words::quantity(&title), pattern, true, &[&one, &other])
            }
            Kind::Share => self.spelt(words::share(), patterns::share(), &["1.2%", "1/100"]),
            Kind::Money(currency) => {
                let code = currency.as_str();
                let mut names = vec![code];
                names.extend(
                    ["원"]
                        .into_iter()
                        .filter(|word| currency::code(word) == Some(code)),
                );
                let example = format!("1억 {code}");
                self.spelt(words::money(code), patterns::money(&names), &[&example])
            }
            Kind::Duration => self.spelt(
                words::duration(),
                patterns::duration(),
                &["75 minutes", "1시간 30분"],
            ),
            Kind::Period => {
                let pattern = patterns::period(written::UNITS);
                self.spelt(
                    words::period(),
                    pattern,
                    &["30 days", "3 business days", "1개월"],
                )
            }
            Kind::Date => self.spelt(words::date(), patterns::day(), &["2022-02-03"]),
            Kind::Time => {
                let examples = ["2022-02-03T11:20", "2022-02-03T11:20+09:00"];
                self.spelt(words::time(), patterns::time(), &examples)
            }
            Kind::Choice(list) => self.choices(*list),
            _ => text(),
        }
    }

    /// Text of a certain form.
    fn spelt(&self, what: Phrase, pattern: String, examples: &[&str]) -> Keys {
        vec![
            ("description", self.say(&what)),
            ("type", "string".into()),
            ("pattern", pattern.into()),
            ("examples", Document::list(examples.iter().copied())),
        ]
    }

    /// A number in digits, or text of a certain form.
    fn counted(&self, what: Phrase, pattern: String, counts: bool, examples: &[&str]) -> Keys {
        let mut says = self.spelt(what, pattern, examples);
        for (key, of) in &mut says {
            if *key == "type" {
                *of = Document::list(["number", "string"]);
            }
        }
        if counts {
            says.push(("minimum", Document::Whole(0)));
        }
        says
    }

    fn choices(&self, list: usize) -> Keys {
        let Some(declared) = self.program.choices.get(list) else {
            return text();
        };
        let alternatives = declared.alternatives.iter();
        let each = alternatives.map(|(name, title)| {
            let mut says = vec![("const", name.as_str().into())];
            says.extend(self.titled(title, None));
            Document::map(says)
        });
        vec![
            ("title", self.say(&declared.head.title)),
            ("oneOf", Document::list(each)),
        ]
    }

    /// The title in the language asked for, and after it what there is to know: first the title in the other.
    pub(super) fn titled(&self, title: &Phrase, known: Option<&Phrase>) -> Keys {
        let mut says = vec![("title", self.say(title))];
        let other = Phrase::new(&*title.ko, &*title.en);
        let other = if title.en == title.ko {
            ""
        } else {
            other.get(self.language)
        };
        let known = known.map_or("", |known| known.get(self.language));
        let description = words::joined(other, known);
        if !description.is_empty() {
            says.push(("description", description.into()));
        }
        says
    }
}
