//! By article: what the policies encode, what they leave out and why, and which
//! cases settle what they expect under it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::grounds::grounds;
use super::selection::{policy_name, printed};
use crate::determination::{Determination, Words};
use crate::diagnostic::Phrase;
use crate::program::{Case, Citation, Field, Head, Node, Program, StatuteSource};
use crate::value::Kind;

/// One text that is cited, with its articles.
#[derive(Clone, Debug, Serialize)]
pub struct SourceArticles {
    /// The policy that declares it.
    pub policy: String,
    /// The name under which it is cited.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// Guidance and practice, not statute.
    pub soft: bool,
    /// Its articles, in their order.
    pub articles: Vec<Article>,
}

/// One article, as far as policies speak of it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Article {
    /// As written: `30-8(1)`; empty for the text as a whole.
    pub pin: String,
    /// Full names of the provisions that cite it.
    pub encoded_by: BTreeSet<String>,
    /// Why it, or some of it, is left out.
    pub omitted: Vec<Words>,
    /// Cases that expect something which was settled under it.
    pub decided_by: BTreeSet<String>,
    /// Cases that expect something which came to it and was left open there.
    pub left_open_by: BTreeSet<String>,
}

impl Article {
    /// Whether it is encoded and no case comes to it.
    #[must_use]
    pub fn is_never_exercised(&self) -> bool {
        let cases = self.decided_by.is_empty() && self.left_open_by.is_empty();
        !self.encoded_by.is_empty() && cases
    }
}

/// A text, by its place among those that the policies declare.
type Text = (String, String);

/// What is found of articles while policies and cases are gone through.
#[derive(Clone, Debug, Default)]
pub struct Articles {
    /// The numbers of the policies that are gone through.
    policies: BTreeSet<usize>,
    titles: BTreeMap<Text, (Words, bool)>,
    found: BTreeMap<Text, BTreeMap<Vec<Part>, Article>>,
    /// Which text and article a citation as printed means, by the policy that cites.
    meant: BTreeMap<String, BTreeMap<String, (Text, String)>>,
}

impl Articles {
    /// What the policies with these numbers encode and leave out.
    #[must_use]
    pub fn of(program: &Program, policies: &BTreeSet<usize>) -> Articles {
        let mut all = Articles {
            policies: policies.clone(),
            ..Articles::default()
        };
        for source in &program.sources {
            let title = words(&source.head.title);
            all.titles.insert(of(program, source), (title, source.soft));
        }
        for version in program.versions() {
            all.encoded(program, version.head, version.cites);
        }
        for judgement in &program.judgements {
            for version in &judgement.versions {
                all.encoded(program, &judgement.head, &version.cites);
            }
        }
        let mut legs = Vec::new();
        program.clone().each_expression(&mut |head, _, expr| {
            if let Node::Cited(_, cites) = &expr.node {
                legs.push((head.clone(), cites.clone()));
            }
            true
        });
        for (head, cites) in &legs {
            all.encoded(program, head, cites);
        }
        for fact in &program.facts {
            all.encoded(program, &fact.head, &fact.cites);
        }
        for record in &program.records {
            for field in &record.fields {
                let name = format!("{}.{}", program.full_name(&record.head), field.head.name);
                for cite in &field.cites {
                    if let Some(article) = all.article(program, field.head.policy, cite) {
                        article.encoded_by.insert(name.clone());
                    }
                }
            }
        }
        for omission in &program.omissions {
            for cite in &omission.cites {
                if let Some(article) = all.article(program, omission.policy, cite) {
                    let because = words(&omission.because);
                    if !article.omitted.contains(&because) {
                        article.omitted.push(because);
                    }
                }
            }
        }
        all
    }

    fn encoded(&mut self, program: &Program, head: &Head, cites: &[Citation]) {
        for cite in cites {
            if let Some(article) = self.article(program, head.policy, cite) {
                article.encoded_by.insert(program.full_name(head));
            }
        }
    }

    fn article(
        &mut self,
        program: &Program,
        policy: usize,
        cite: &Citation,
    ) -> Option<&mut Article> {
        if !self.policies.contains(&policy) {
            return None;
        }
        let text = text(program, cite)?;
        let meant = self.meant.entry(printed(program, cite)).or_default();
        let by = policy_name(program, policy).to_owned();
        meant.insert(by, (text.clone(), cite.pin.clone()));
        let article = self.found.entry(text).or_default().entry(parts(&cite.pin));
        Some(article.or_insert_with(|| Article {
            pin: cite.pin.clone(),
            ..Article::default()
        }))
    }

    /// Takes in on which articles the answer to a case rests, as far as the case expects it.
    pub fn rest_on(&mut self, program: &Program, case: &Case, answer: &Determination) {
        let expected: Vec<&str> = case.expects.iter().map(|one| one.name.as_str()).collect();
        let grounds = grounds(answer, &expected);
        let name = case.head.name.as_str();
        for ground in grounds.articles {
            // An exception or a judgement may be of another policy than the row that shows it.
            let by = self.meant.get(ground.cite);
            let meant = by.and_then(|by| by.get(ground.policy).or(by.values().next()));
            if let Some((text, pin)) = meant.cloned() {
                self.come_to(&text, &pin, name, ground.settled);
            }
        }
        for (path, settled) in grounds.facts {
            for cite in asking(program, path) {
                if let Some(text) = text(program, cite) {
                    self.come_to(&text, &cite.pin, name, settled);
                }
            }
        }
    }

    fn come_to(&mut self, text: &Text, pin: &str, case: &str, settled: bool) {
        let articles = self.found.get_mut(text);
        if let Some(article) = articles.and_then(|articles| articles.get_mut(&parts(pin))) {
            let cases = if settled {
                &mut article.decided_by
            } else {
                &mut article.left_open_by
            };
            cases.insert(case.to_owned());
        }
    }

    /// All texts that are cited or left out, with their articles in order.
    #[must_use]
    pub fn sources(self) -> Vec<SourceArticles> {
        let titles = self.titles;
        let sources = self.found.into_iter().map(|((policy, name), articles)| {
            let title = titles.get(&(policy.clone(), name.clone()));
            let (title, soft) = title.cloned().unwrap_or_default();
            let mut articles: Vec<Article> = articles.into_values().collect();
            for article in &mut articles {
                let decided = &article.decided_by;
                article.left_open_by.retain(|case| !decided.contains(case));
            }
            SourceArticles {
                policy,
                name,
                title,
                soft,
                articles,
            }
        });
        sources.collect()
    }
}

fn text(program: &Program, cite: &Citation) -> Option<Text> {
    Some(of(program, program.sources.get(cite.source)?))
}

fn of(program: &Program, source: &StatuteSource) -> Text {
    let policy = policy_name(program, source.head.policy).to_owned();
    (policy, source.head.name.to_string())
}

/// The articles that the vocabulary names for what is there: `services[0].fee`.
fn asking<'p>(program: &'p Program, path: &str) -> &'p [Citation] {
    let mut fields: &[Field] = &program.facts;
    let mut cites: &[Citation] = &[];
    for step in path.split('.') {
        let name = step.split('[').next().unwrap_or(step);
        let Some(field) = fields.iter().find(|field| field.head.name.as_str() == name) else {
            return &[];
        };
        cites = &field.cites;
        let mut kind = &field.kind;
        while let Kind::List(of) = kind {
            kind = of;
        }
        fields = match kind {
            Kind::Record(number) => program.records.get(*number).map_or(&[], |one| &one.fields),
            _ => &[],
        };
    }
    cites
}

fn words(phrase: &Phrase) -> Words {
    Words {
        en: phrase.en.clone(),
        ko: phrase.ko.clone(),
    }
}

/// A stretch of digits or of other signs, so that article 9 comes before article 33.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Signs(String),
    Number(u64),
}

fn parts(pin: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut letters = pin.chars().peekable();
    while let Some(first) = letters.next() {
        let mut text = String::from(first);
        while let Some(next) = letters.next_if(|c| c.is_ascii_digit() == first.is_ascii_digit()) {
            text.push(next);
        }
        parts.push(match text.parse() {
            Ok(number) => Part::Number(number),
            Err(_) => Part::Signs(text),
        });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn articles_stand_in_the_order_of_their_numbers() {
        let mut pins = ["33(2)", "104(5)2-4", "9", "33", "22-7(4)", "22-7(1)", ""];
        pins.sort_by_key(|pin| parts(pin));
        assert_eq!(
            pins,
            ["", "9", "22-7(1)", "22-7(4)", "33", "33(2)", "104(5)2-4"]
        );
    }
}
