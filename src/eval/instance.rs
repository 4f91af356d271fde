//! For whom or what an item has an instance: each member of a list, each
//! event of an act, or the one case there is.

use std::rc::Rc;

use crate::determination::{Need, Standing, Words};
use crate::diagnostic::Phrase;
use crate::facts;
use crate::program::provision::ForEach;
use crate::program::{FactPath, FactStep, Head, PartyRef, Target};
use crate::value::{Kind, Truth, Value};

use super::duty::Instance;
use super::frame::{Frame, When};
use super::judged::{Item, Judged};
use super::place::step;
use super::shown::words;
use super::{Eval, Known};

/// One member for which an item has an instance.
pub(super) struct Member {
    /// Its place; none where the item has no list, or the list no member.
    pub(super) place: Option<FactPath>,
    /// As written: `services[0]`.
    pub(super) text: Option<String>,
    /// What it is called.
    pub(super) title: Option<String>,
    /// Whether there is such an instance; none where that is no question.
    pub(super) among: Option<Judged>,
    /// There is no member of which anything could be asked.
    pub(super) absent: bool,
    /// Its variables.
    pub(super) frame: Frame,
}

/// One instance of an item, when nothing is asked of the others.
#[derive(Clone, Copy)]
pub(super) struct Only<'a> {
    /// The item.
    pub(super) target: Target,
    /// The member it is about.
    pub(super) member: Option<&'a FactPath>,
    /// As written: `services[0], events[1]`.
    pub(super) text: &'a str,
}

/// The state of one instance, for those who ask.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// Of which member.
    pub(super) member: Option<FactPath>,
    /// The state.
    pub(super) state: &'static str,
    /// On what it rests.
    pub(super) standing: Option<Standing>,
    /// What is missing.
    pub(super) needs: Vec<Need>,
}

impl<'a> Eval<'a> {
    /// The instances of an item, found once; none of an item that waits for itself.
    pub(super) fn once<T>(
        &self,
        target: Target,
        number: usize,
        kept: &Known<'a, T>,
        find: impl FnOnce() -> Vec<Instance<'a, T>>,
    ) -> Rc<Vec<Instance<'a, T>>> {
        if let Some(known) = kept.borrow().get(&number) {
            return Rc::clone(known);
        }
        if !self.enter(target) {
            return Rc::default();
        }
        let instances = Rc::new(find());
        self.leave(target);
        kept.borrow_mut().insert(number, Rc::clone(&instances));
        instances
    }

    /// What governs an item as a whole, before any instance is looked at.
    pub(super) fn outer_when(&self, head: &Head) -> Rc<When> {
        let frame = Frame::new(Vec::new(), &self.as_of_when(), head.policy);
        self.governing(head, None, &frame)
            .unwrap_or_else(|| self.as_of_when())
    }

    /// Whether that instance of the item is of interest.
    pub(super) fn is_asked(&self, target: Target, text: &str) -> bool {
        self.only
            .is_none_or(|only| only.target != target || only.text == text)
    }

    /// Whether an instance of the item about that member is of interest.
    fn is_asked_of(&self, target: Target, place: &FactPath) -> bool {
        let only = self.only.filter(|only| only.target == target);
        let member = only.and_then(|only| only.member);
        member.is_none_or(|member| member == place)
    }

    /// The members for which an item has instances. A list without any has one row that says so.
    pub(super) fn members(
        &self,
        target: Target,
        head: &Head,
        for_each: Option<&ForEach>,
    ) -> Vec<Member> {
        let when = self.outer_when(head);
        let frame = Frame::new(Vec::new(), &when, head.policy);
        let one = |among: Option<Judged>, absent: bool| Member {
            place: None,
            text: None,
            title: None,
            among,
            absent,
            frame: frame.clone(),
        };
        let Some(for_each) = for_each else {
            return vec![one(None, false)];
        };
        let list = self.evaluate(&for_each.list, &frame);
        let (places, open) = match &list.item {
            Item::List(list) => (list.members.as_slice(), list.open),
            Item::NotApplicable => (&[][..], false),
            _ => (&[][..], true),
        };
        let mut members = Vec::with_capacity(places.len());
        for (place, certain) in places {
            if !self.is_asked_of(target, place) {
                continue;
            }
            let frame = frame.with(0, self.read(place));
            let mut legs = Vec::new();
            if *certain != Truth::Yes {
                legs.push(self.nothing(&Kind::YesNo));
            }
            if let Some(condition) = &for_each.condition {
                legs.push(self.evaluate(condition, &frame));
            }
            let among = (!legs.is_empty()).then(|| self.all(legs));
            if among.as_ref().is_some_and(|a| a.truth() == Truth::No) {
                continue;
            }
            members.push(Member {
                place: Some(place.clone()),
                text: Some(self.path_text(place)),
                title: self.own_name(place),
                among,
                absent: false,
                frame,
            });
        }
        if members.is_empty() {
            let value = if open { Truth::Undetermined } else { Truth::No };
            let step = crate::determination::Reason::Members {
                asks: "any",
                list: list.label.path.clone().unwrap_or_default(),
            };
            let because = super::logic::because(value, step, Vec::new());
            let none = Judged::answer(value, because).needing(list.needs.clone());
            members.push(one(Some(none), true));
        }
        members
    }

    /// What a record calls itself, in a field `name`.
    pub(super) fn own_name(&self, place: &FactPath) -> Option<String> {
        let Kind::Record(record) = self.walk(place)?.kind else {
            return None;
        };
        let fields = &self.program.records.get(record)?.fields;
        let field = fields.iter().position(|f| f.head.name.as_str() == "name")?;
        let (_, datum) = self.find(&step(place, FactStep::Field(field)))?;
        match &datum.known {
            facts::Known::Value(Value::Text(Some(text))) => Some(text.to_string()),
            _ => None,
        }
    }

    /// A party's name and title.
    pub(super) fn party(&self, party: PartyRef) -> Option<(String, Words)> {
        let head = match party {
            PartyRef::Party(party) => &self.program.parties.get(party)?.head,
            PartyRef::Fact(fact) => &self.program.facts.get(fact)?.head,
        };
        Some((head.name.to_string(), words(&head.title)))
    }

    /// Names and titles of several parties, joined by commas.
    pub(super) fn parties(&self, parties: &[PartyRef]) -> Option<(String, Words)> {
        let named: Vec<(String, Words)> = parties.iter().filter_map(|p| self.party(*p)).collect();
        let join = |get: fn(&(String, Words)) -> &str| {
            let texts: Vec<&str> = named.iter().map(get).collect();
            texts.join(", ")
        };
        (!named.is_empty()).then(|| {
            let title = Words {
                en: join(|p| &p.1.en),
                ko: join(|p| &p.1.ko),
            };
            (join(|p| &p.0), title)
        })
    }

    /// Who settles a judgement.
    pub(super) fn holder(&self, judgement: usize) -> Option<(String, Words)> {
        self.party(self.program.judgements.get(judgement)?.holder?)
    }

    /// The full name of an item.
    pub(super) fn full_name(&self, head: &Head) -> String {
        match self.program.policies.get(head.policy) {
            Some(policy) => format!("{}.{}", policy.name, head.name),
            None => head.name.to_string(),
        }
    }

    /// The full name and the title of a target.
    pub(super) fn target_name(&self, target: Target) -> (String, Words) {
        let program = self.program;
        let head = match target {
            Target::Define(n) => program.defines.get(n).map(|item| &item.head),
            Target::Duty(n) => program.duties.get(n).map(|item| &item.head),
            Target::Power(n) => program.powers.get(n).map(|item| &item.head),
            Target::Sanction(n) => program.sanctions.get(n).map(|item| &item.head),
            Target::Exception(n) => program.exceptions.get(n).map(|item| &item.head),
        };
        match head {
            Some(head) => (self.full_name(head), words(&head.title)),
            None => (String::new(), words(&Phrase::default())),
        }
    }

    /// The states of all instances of a target.
    pub(super) fn states(&self, target: Target) -> Vec<State> {
        match target {
            Target::Duty(duty) => self.duty(duty).iter().map(|i| i.state()).collect(),
            Target::Power(power) => self.power(power).iter().map(|i| i.state()).collect(),
            Target::Sanction(number) => self.sanction(number).iter().map(|i| i.state()).collect(),
            Target::Define(_) | Target::Exception(_) => Vec::new(),
        }
    }
}
