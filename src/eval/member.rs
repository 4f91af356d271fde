//! The members of the list for which an item has instances.

use crate::determination::{Gathered, Need, Reason};
use crate::facts::{self, Part};
use crate::program::provision::ForEach;
use crate::program::{Expr, FactPath, FactRoot, FactStep, Head, Node, Target};
use crate::value::{Kind, Truth, Value};

use super::Eval;
use super::frame::Frame;
use super::judged::{Item, Judged, Label, List};
use super::logic::because;
use super::place::step;
use super::shown::words;

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

impl Member {
    /// None at all, for this reason.
    pub(super) fn none(among: Judged, frame: &Frame) -> Member {
        Member {
            place: None,
            text: None,
            title: None,
            among: Some(among),
            absent: true,
            frame: frame.of_none(),
        }
    }

    /// What tells its instance from the others.
    pub(super) fn parts(&self) -> Vec<Part> {
        self.place.iter().cloned().map(Part::Place).collect()
    }
}

impl Eval<'_> {
    /// Whether an instance of the item about that member is of interest.
    fn is_asked_of(&self, target: Target, place: &FactPath) -> bool {
        let only = self.only.as_ref().filter(|only| only.target == target);
        let member = only.and_then(|only| only.member.as_ref());
        member.is_none_or(|member| member == place)
    }

    /// The member that is asked of alone, if it lies in a list that is a fact and is recorded.
    fn only_member(&self, target: Target, list: &Expr) -> Option<FactPath> {
        let only = self.only.as_ref().filter(|only| only.target == target)?;
        let member = only.member.as_ref()?;
        let (Node::Fact(fact), [FactStep::Index(index)]) = (&list.node, member.steps.as_slice())
        else {
            return None;
        };
        if member.root != FactRoot::Fact(*fact) {
            return None;
        }
        let mut whole = member.clone();
        whole.steps.clear();
        match &self.datum(&whole)?.known {
            facts::Known::List { members, .. } if members.len() > *index as usize => {
                Some(member.clone())
            }
            _ => None,
        }
    }

    /// What is missing to know whether the list has further members than those that are known; empty
    /// where there are no others, or only one is looked at.
    pub(super) fn further_members(
        &self,
        target: Target,
        head: &Head,
        for_each: Option<&ForEach>,
    ) -> Vec<Need> {
        let Some(for_each) = for_each else {
            return Vec::new();
        };
        if self.only_member(target, &for_each.list).is_some() {
            return Vec::new();
        }
        let when = self.outer_when(head);
        let list = self.evaluate(&for_each.list, &Frame::new(Vec::new(), &when, head.policy));
        match &list.item {
            Item::List(known) if known.open => list.needs,
            _ => Vec::new(),
        }
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
        let Some(for_each) = for_each else {
            return vec![Member {
                place: None,
                text: None,
                title: None,
                among: None,
                absent: false,
                frame,
            }];
        };
        let alone = self.only_member(target, &for_each.list);
        let list = match &alone {
            // Of a long list no other member is looked at.
            Some(member) => Judged::new(
                Item::List(List {
                    members: vec![(member.clone(), Truth::Yes)],
                    open: false,
                }),
                Label::none(),
            ),
            None => self.evaluate(&for_each.list, &frame),
        };
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
                legs.push(self.uncertain_member(place));
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
            members.push(no_member(&list, open, &frame));
        }
        members
    }

    /// The one row of a list that has no member beside those that are known, of which none is certain.
    pub(super) fn member_beside(
        &self,
        head: &Head,
        for_each: &ForEach,
        known: &[Member],
    ) -> Option<Member> {
        let certain = |member: &Member| {
            let among = member.among.as_ref();
            member.absent || among.is_none_or(|among| among.truth() == Truth::Yes)
        };
        if known.iter().any(certain) {
            return None;
        }
        let when = self.outer_when(head);
        let frame = Frame::new(Vec::new(), &when, head.policy);
        let list = self.evaluate(&for_each.list, &frame);
        Some(no_member(&list, true, &frame))
    }

    /// What a record calls itself, in a field `name`.
    pub(super) fn own_name(&self, place: &FactPath) -> Option<String> {
        let Kind::Record(record) = self.walk(place)?.kind else {
            return None;
        };
        let field = self.program.records.get(record)?.own_name()?;
        let (_, datum) = self.find(&step(place, FactStep::Field(field)))?;
        match &datum.known {
            facts::Known::Value(Value::Text(Some(text))) => Some(text.to_string()),
            _ => None,
        }
    }
}

/// What says that a list has no member, or that it may have some.
fn no_member(list: &Judged, open: bool, frame: &Frame) -> Member {
    let value = if open { Truth::Undetermined } else { Truth::No };
    let step = Reason::Members {
        asks: Gathered::Any,
        list: list.label.path.clone().unwrap_or_default(),
        title: Some(words(&list.label.title)),
    };
    let because = because(value, step, Vec::new());
    let none = Judged::answer(value, because)
        .needing(list.needs.clone())
        .shaped(list.way.shape.clone());
    Member::none(none, frame)
}
