//! `onus graph`: which duty, power and sanction leads to which, as Mermaid or
//! as Graphviz.

use std::collections::{BTreeMap, BTreeSet};

use super::args::{Graph, GraphFormat};
use super::{COULD_NOT_RUN, FINE, check, names, output};
use crate::determination::{SourceUsed, Words};
use crate::diagnostic::{Language, Phrase};
use crate::program::provision::{Deed, Force, Must, Payment, Version};
use crate::program::{Asks, Citation, Expr, Head, Node, Program, StatuteSource, Target};
use crate::render::answer::articles;
use crate::value::State;

/// What stands in the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    Provision(Target),
    Act(usize),
}

/// Provisions and acts, and what leads from one to another.
#[derive(Default)]
struct Paths {
    items: BTreeMap<Item, (String, Phrase)>,
    edges: BTreeSet<(Item, Item, Word)>,
}

/// How one leads to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    Condition,
    Must,
    MustNot,
    May,
    ArisesOn,
    Through,
    Breached,
    InLieu,
    /// Its limit counts from when the other is done.
    FromPerformance,
    /// Its limit counts from the limit of the other.
    FromLimit,
    /// Its limit counts from when the other is breached.
    FromBreach,
    /// Its limit counts from an act, or from a moment that a definition says.
    Clock,
    Excepts,
    Replaces,
}

impl Word {
    fn said(self) -> Phrase {
        match self {
            Word::Condition => Phrase::new("if", "요건"),
            Word::Must => Phrase::new("must", "이행"),
            Word::MustNot => Phrase::new("must not", "금지"),
            Word::May => Phrase::new("may", "허용"),
            Word::ArisesOn => Phrase::new("gives rise to", "의무 발생"),
            Word::Through => Phrase::new("through", "행사"),
            Word::Breached => Phrase::new("if breached", "위반 시"),
            Word::InLieu => Phrase::new("in its place", "갈음"),
            Word::FromPerformance => {
                Phrase::new("once done, limit from then", "이행 시부터 기한 기산")
            }
            Word::FromLimit => Phrase::new("limit from its limit", "기한부터 기산"),
            Word::FromBreach => {
                Phrase::new("once breached, limit from then", "위반 시부터 기한 기산")
            }
            Word::Clock => Phrase::new("limit from", "기한의 기산점"),
            Word::Excepts => Phrase::new("except", "예외"),
            Word::Replaces => Phrase::new("changes", "변경"),
        }
    }
}

pub(super) fn run(options: &Graph) -> u8 {
    let language: Language = options.common.lang.into();
    let (_, program) = match check::sound(&options.common.paths, language) {
        Ok(sound) => sound,
        Err(code) => return code,
    };
    let mut paths = Paths::of(&program);
    for name in &options.from {
        if !paths
            .items
            .values()
            .any(|(known, _)| is_called(known, name))
        {
            let (en, ko) = names::hint(&program, name);
            output::could_not(
                language,
                &format!("--from {name}: no provision and no act is called so{en}"),
                &format!("--from {name}: 이 이름의 조항이나 행위가 없습니다{ko}"),
            );
            return COULD_NOT_RUN;
        }
    }
    paths.only_from(&options.from, options.exceptions);
    output::print(&match options.format {
        GraphFormat::Mermaid => paths.mermaid(language),
        GraphFormat::Dot => paths.dot(language),
    });
    FINE
}

/// Whether a full name is meant by a name.
fn is_called(full: &str, name: &str) -> bool {
    full == name || full.rsplit('.').next() == Some(name)
}

impl Paths {
    fn of(program: &Program) -> Paths {
        let mut paths = Paths::default();
        for (number, act) in program.acts.iter().enumerate() {
            paths.item(program, Item::Act(number), &act.head, &[]);
        }
        for (number, define) in program.defines.iter().enumerate() {
            let target = Target::Define(number);
            for version in paths.versions(program, target, &define.head, &define.versions) {
                paths.conditions(&version.body.means, target);
            }
        }
        for (number, duty) in program.duties.iter().enumerate() {
            let target = Target::Duty(number);
            let this = Item::Provision(target);
            for version in paths.versions(program, target, &duty.head, &duty.versions) {
                let body = &version.body;
                if let Some(when) = &body.when {
                    paths.conditions(when, target);
                }
                if let Some(trigger) = &body.arises_on {
                    paths
                        .edges
                        .insert((Item::Act(trigger.act), this, Word::ArisesOn));
                }
                paths.owes(this, &body.must);
                if let Some(by) = &body.by {
                    paths.clock(by, target);
                }
                for sanction in &body.on_breach {
                    let sanction = Item::Provision(Target::Sanction(*sanction));
                    paths.edges.insert((this, sanction, Word::Breached));
                }
            }
        }
        for (number, power) in program.powers.iter().enumerate() {
            let target = Target::Power(number);
            for version in paths.versions(program, target, &power.head, &power.versions) {
                paths.through(target, version.body.when.as_ref(), version.body.through);
            }
        }
        for (number, sanction) in program.sanctions.iter().enumerate() {
            let target = Target::Sanction(number);
            for version in paths.versions(program, target, &sanction.head, &sanction.versions) {
                paths.through(target, version.body.when.as_ref(), version.body.through);
                if let Some((other, _)) = &version.body.in_lieu_of {
                    let other = Item::Provision(Target::Sanction(*other));
                    paths
                        .edges
                        .insert((other, Item::Provision(target), Word::InLieu));
                }
            }
        }
        for (number, exception) in program.exceptions.iter().enumerate() {
            let target = Target::Exception(number);
            for version in paths.versions(program, target, &exception.head, &exception.versions) {
                let this = Item::Provision(target);
                let instead = version.body.instead.as_ref();
                let word = instead.map_or(Word::Excepts, |_| Word::Replaces);
                for excepted in &version.body.targets {
                    paths.edges.insert((this, Item::Provision(*excepted), word));
                }
                // What it puts in the place of what the duty demands, and of its limit.
                if let Some(must) = instead.and_then(|instead| instead.must.as_ref()) {
                    paths.owes(this, must);
                }
                if let Some(by) = instead.and_then(|instead| instead.by.as_ref()) {
                    paths.clock(by, target);
                }
            }
        }
        // An act that nothing leads to or from is not on any path.
        let Paths { items, edges } = &mut paths;
        items.retain(|item, _| {
            let met = edges.iter().any(|(from, to, _)| from == item || to == item);
            met || matches!(item, Item::Provision(Target::Duty(_) | Target::Power(_)))
        });
        paths
    }

    /// Notes a provision under its latest articles, and gives its versions.
    fn versions<'p, T>(
        &mut self,
        program: &Program,
        target: Target,
        head: &Head,
        versions: &'p [Version<T>],
    ) -> &'p [Version<T>] {
        let written = versions.iter().filter(|version| version.is_written());
        let in_time = written.filter(|version| version.proposed.is_none());
        let latest = in_time.max_by_key(|version| version.interval.from);
        let cites = latest.map_or(&[][..], |version| &version.cites);
        self.item(program, Item::Provision(target), head, cites);
        versions
    }

    fn item(&mut self, program: &Program, item: Item, head: &Head, cites: &[Citation]) {
        let policy = program.policies.get(head.policy);
        let policy = policy.map_or("", |policy| policy.name.as_str());
        let cited: Vec<String> = cites
            .iter()
            .filter_map(|cite| {
                let source = program.sources.get(cite.source)?;
                let cited = format!("{} {}", source.head.name, cite.pin);
                Some(cited.trim_end().to_owned())
            })
            .collect();
        let of_policy = |source: &&StatuteSource| source.head.policy == head.policy;
        let sources: Vec<SourceUsed> = program
            .sources
            .iter()
            .filter(of_policy)
            .map(|source| SourceUsed {
                policy: policy.to_owned(),
                name: source.head.name.to_string(),
                title: Words {
                    en: source.head.title.en.clone(),
                    ko: source.head.title.ko.clone(),
                },
                soft: source.soft,
                at: source.address.clone(),
            })
            .collect();
        let cited = articles(&sources, policy, &cited);
        let with = |title: &str, cited: &str| match cited {
            "" => title.to_owned(),
            cited => format!("{title}\n{cited}"),
        };
        let label = Phrase::new(
            with(&head.title.en, &cited.en),
            with(&head.title.ko, &cited.ko),
        );
        self.items
            .insert(item, (format!("{policy}.{}", head.name), label));
    }

    /// The act that is demanded, forbidden or permitted.
    fn owes(&mut self, this: Item, must: &Must) {
        let act = match &must.deed {
            Deed::Act { act, .. } | Deed::Payment(Payment { act, .. }) => *act,
            Deed::Ensure(_) => return,
        };
        let word = match must.force {
            Force::Demand => Word::Must,
            Force::Forbid => Word::MustNot,
            Force::Permit => Word::May,
        };
        self.edges.insert((this, Item::Act(act), word));
    }

    fn through(&mut self, target: Target, when: Option<&Expr>, act: Option<usize>) {
        if let Some(when) = when {
            self.conditions(when, target);
        }
        if let Some(act) = act {
            self.edges
                .insert((Item::Provision(target), Item::Act(act), Word::Through));
        }
    }

    /// From what a limit counts: the performance, the limit or the breach of another duty, an act, or
    /// what a definition says.
    fn clock(&mut self, by: &Expr, target: Target) {
        let this = Item::Provision(target);
        let mut open = vec![by];
        while let Some(expr) = open.pop() {
            let found = match &expr.node {
                Node::OfDuty(of) => Some((
                    Item::Provision(Target::Duty(of.duty)),
                    counted_from(of.asks),
                )),
                Node::Define(define, _) => {
                    Some((Item::Provision(Target::Define(*define)), Word::Clock))
                }
                Node::Events(act) | Node::Happened(act) => Some((Item::Act(*act), Word::Clock)),
                _ => None,
            };
            if let Some((from, word)) = found.filter(|(from, _)| *from != this) {
                self.edges.insert((from, this, word));
            }
            open.extend(expr.children());
        }
    }

    /// What a condition asks of other provisions and of acts.
    fn conditions(&mut self, when: &Expr, target: Target) {
        let mut open = vec![when];
        while let Some(expr) = open.pop() {
            let found = match &expr.node {
                Node::Define(define, _) => {
                    Some((Item::Provision(Target::Define(*define)), Word::Condition))
                }
                Node::InState(of, _, State::Breached | State::Violated) => {
                    Some((Item::Provision(*of), Word::Breached))
                }
                Node::InState(of, ..) => Some((Item::Provision(*of), Word::Condition)),
                Node::Happened(act) | Node::Events(act) => Some((Item::Act(*act), Word::Condition)),
                Node::OfDuty(of) => Some((
                    Item::Provision(Target::Duty(of.duty)),
                    counted_from(of.asks),
                )),
                _ => None,
            };
            if let Some((from, word)) = found {
                self.edges.insert((from, Item::Provision(target), word));
            }
            open.extend(expr.children());
        }
    }

    /// Keeps what the named ones lead to, and what puts something else in its place. Where exceptions
    /// are wanted, those to it stand there too, and those to them; otherwise only such as are named.
    fn only_from(&mut self, names: &[String], exceptions: bool) {
        let excepts = |item: &Item| matches!(item, Item::Provision(Target::Exception(_)));
        let is_named = |full: &String| names.iter().any(|name| is_called(full, name));
        let items = self.items.iter();
        let named = items.filter(|(_, (full, _))| is_named(full));
        let named: BTreeSet<Item> = named.map(|(item, _)| *item).collect();
        let mut kept = match names {
            [] => self.items.keys().copied().collect(),
            _ => named.clone(),
        };
        self.spread(&mut kept, |from, to, _| Some((from, to)));
        if exceptions {
            self.spread(&mut kept, |from, to, _| {
                excepts(&from).then_some((to, from))
            });
        } else {
            let of_word = |wanted| {
                let edges = self.edges.iter().filter(move |(.., word)| *word == wanted);
                edges.map(|(from, ..)| *from).collect::<BTreeSet<Item>>()
            };
            let replacing = of_word(Word::Replaces);
            kept.retain(|item| !excepts(item) || named.contains(item) || replacing.contains(item));
            self.spread(&mut kept, |from, to, word| {
                (word == Word::Replaces).then_some((to, from))
            });
        }
        // What is put in the place of an act is drawn with it.
        self.spread(&mut kept, |from, to, word| {
            let owed = matches!(word, Word::Must | Word::MustNot | Word::May);
            (owed && excepts(&from)).then_some((from, to))
        });
        self.items.retain(|item, _| kept.contains(item));
        let items = &self.items;
        self.edges
            .retain(|(from, to, _)| items.contains_key(from) && items.contains_key(to));
    }

    /// Takes in all that is reached from what is kept, along the edges that lead somewhere.
    fn spread(
        &self,
        kept: &mut BTreeSet<Item>,
        leads: impl Fn(Item, Item, Word) -> Option<(Item, Item)>,
    ) {
        loop {
            let steps = self
                .edges
                .iter()
                .filter_map(|(from, to, word)| leads(*from, *to, *word));
            let more = steps.filter(|(near, far)| kept.contains(near) && !kept.contains(far));
            let more: BTreeSet<Item> = more.map(|(_, far)| far).collect();
            if more.is_empty() {
                break;
            }
            kept.extend(more);
        }
    }

    fn mermaid(&self, language: Language) -> String {
        let mut text = String::from("flowchart TD\n");
        for (item, (_, label)) in &self.items {
            let label = label
                .get(language)
                .replace('#', "#35;")
                .replace('"', "#quot;")
                .replace('<', "#lt;")
                .replace('>', "#gt;")
                .replace('\n', "<br>");
            let (open, close) = match item {
                Item::Act(_) => (">", "]"),
                Item::Provision(Target::Define(_)) => ("(", ")"),
                Item::Provision(Target::Duty(_)) => ("[", "]"),
                Item::Provision(Target::Power(_)) => ("{{", "}}"),
                Item::Provision(Target::Sanction(_)) => ("([", "])"),
                Item::Provision(Target::Exception(_)) => ("[/", "/]"),
            };
            text.push_str(&format!("  {}{open}\"{label}\"{close}\n", id(*item)));
        }
        for (from, to, word) in &self.edges {
            let arrow = if matches!(word, Word::Excepts | Word::Replaces) {
                "-.->"
            } else {
                "-->"
            };
            let said = word.said();
            text.push_str(&format!(
                "  {} {arrow}|{}| {}\n",
                id(*from),
                said.get(language),
                id(*to)
            ));
        }
        text
    }

    fn dot(&self, language: Language) -> String {
        let mut text = String::from("digraph onus {\n  rankdir=TB;\n");
        for (item, (_, label)) in &self.items {
            let label = label
                .get(language)
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\n', "\\n");
            let shape = match item {
                Item::Act(_) => "cds",
                Item::Provision(Target::Define(_)) => "ellipse",
                Item::Provision(Target::Duty(_)) => "box",
                Item::Provision(Target::Power(_)) => "hexagon",
                Item::Provision(Target::Sanction(_)) => "octagon",
                Item::Provision(Target::Exception(_)) => "parallelogram",
            };
            text.push_str(&format!(
                "  {} [shape={shape}, label=\"{label}\"];\n",
                id(*item)
            ));
        }
        for (from, to, word) in &self.edges {
            let style = if matches!(word, Word::Excepts | Word::Replaces) {
                ", style=dashed"
            } else {
                ""
            };
            let said = word.said();
            text.push_str(&format!(
                "  {} -> {} [label=\"{}\"{style}];\n",
                id(*from),
                id(*to),
                said.get(language)
            ));
        }
        text.push_str("}\n");
        text
    }
}

/// How a limit counts from a time of another duty.
fn counted_from(asks: Asks) -> Word {
    match asks {
        Asks::Performance => Word::FromPerformance,
        Asks::Due => Word::FromLimit,
        Asks::Breach => Word::FromBreach,
    }
}

fn id(item: Item) -> String {
    match item {
        Item::Act(n) => format!("act{n}"),
        Item::Provision(Target::Define(n)) => format!("define{n}"),
        Item::Provision(Target::Duty(n)) => format!("duty{n}"),
        Item::Provision(Target::Power(n)) => format!("power{n}"),
        Item::Provision(Target::Sanction(n)) => format!("sanction{n}"),
        Item::Provision(Target::Exception(n)) => format!("exception{n}"),
    }
}
