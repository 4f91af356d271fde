//! Every written name finds its declaration, or a finding says that it does not.

use super::checking::Checking;
use super::findings;
use super::kinds;
use super::names::{Declared, Entity, Found, Space};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::near::{nearest, one_slip, without_particle};
use crate::name::Name;
use crate::program::Head;
use crate::program::PartyRef;
use crate::source::Span;
use crate::syntax::long_states;
use crate::syntax::tree::Ident;
use crate::value::{Kind, written};

/// The declared name that a written one is near to.
#[derive(Clone, Debug)]
pub(super) struct Near {
    pub(super) name: String,
    /// `terms.onus:4`; none for a word of the language.
    pub(super) place: Option<String>,
    /// The word is that name with a particle.
    pub(super) particle: bool,
    /// No other can be meant: it differs in capitals alone, has a particle, or is the whole title.
    pub(super) certain: bool,
}

/// The only name that begins with the written word, or with which it begins: `end` and `ended`.
fn begun<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let least = if written.is_ascii() { 3 } else { 2 };
    let long = |word: &str| word.chars().count() >= least;
    let mut near = known.filter(|name| {
        let either = name.starts_with(written) || written.starts_with(name);
        either && long(name) && long(written)
    });
    let only = near.next()?;
    near.all(|other| other == only).then_some(only)
}

impl Checking<'_> {
    /// What a name of one sort stands for. None is told here.
    pub(super) fn resolve(
        &mut self,
        policy: usize,
        space: Space,
        ident: &Ident,
    ) -> Option<Declared> {
        let found = self.names.find(policy, space, ident);
        self.settle(policy, space, &ident.name, ident.span, found)
    }

    /// Tells of a search that came to nothing, or to too much.
    pub(super) fn settle(
        &mut self,
        policy: usize,
        space: Space,
        name: &Name,
        span: Span,
        found: Found,
    ) -> Option<Declared> {
        match found {
            Found::One(declared) => Some(declared),
            Found::Several(one, other) => {
                if self.may_tell(space, name) {
                    let full = |of: Declared| {
                        let policy = self.program.policies.get(of.policy);
                        policy.map_or(String::new(), |p| format!("{}.{name}", p.name))
                    };
                    let (one_full, other_full) = (full(one), full(other));
                    self.find(findings::ambiguous_name(
                        name,
                        span,
                        (&one_full, one.span),
                        (&other_full, other.span),
                    ));
                }
                None
            }
            Found::Nothing => {
                if self.may_tell(space, name) {
                    let near = self.near_state(space, name, span);
                    let near = near.or_else(|| self.nearest(policy, &[space], name));
                    if let (Space::Term, None) = (space, &near)
                        && let Some(finding) = self.choice_alone(name, span)
                    {
                        self.find(finding);
                        return None;
                    }
                    self.find(findings::unknown_name(space, name, span, near.as_ref()));
                }
                None
            }
        }
    }

    /// That a name is one of the choices of a list, if it is.
    fn choice_alone(&self, name: &Name, span: Span) -> Option<Diagnostic> {
        let mut lists = self.program.choices.iter();
        let list = lists.find(|list| list.alternatives.iter().any(|(one, _)| one == name))?;
        let head = &list.head;
        let told = !head.name.as_str().is_empty();
        told.then(|| findings::choice_alone(name, span, (&head.name, head.span)))
    }

    /// The nearest name among those that could be meant.
    pub(super) fn nearest(&mut self, policy: usize, spaces: &[Space], name: &Name) -> Option<Near> {
        if !self.may_search() {
            return None;
        }
        let known: Vec<(&Name, Declared)> = spaces
            .iter()
            .flat_map(|space| self.names.visible(policy, *space))
            .collect();
        let built_in = spaces.iter().flat_map(|space| match space {
            Space::Kind => kinds::WORDS,
            Space::Unit => written::UNITS,
            _ => &[],
        });
        let words = || {
            known
                .iter()
                .map(|(name, _)| name.as_str())
                .chain(built_in.clone().copied())
        };
        let bare = without_particle(name.as_str(), words());
        let titled = || {
            known
                .iter()
                .find(|(_, declared)| self.is_titled(*declared, name))
        };
        let near = bare.or_else(|| nearest(name.as_str(), words()));
        let near = near.or_else(|| titled().map(|(name, _)| name.as_str()));
        let near = near.or_else(|| begun(name.as_str(), words()))?;
        let declared = known.iter().find(|(name, _)| name.as_str() == near);
        let written = name.as_str();
        let mut alike = words().filter(|one| one.eq_ignore_ascii_case(written));
        let capitals = alike.next() == Some(near) && alike.next().is_none();
        let titled = declared.is_some_and(|(_, declared)| self.has_title(*declared, name));
        // Of a short name, and of other particles, the whole may be a word of its own.
        let particle = bare.is_some_and(|bare| {
            let rest = written.strip_prefix(bare).unwrap_or("");
            bare.chars().count() > 1 && ["은", "는", "이", "가", "을", "를"].contains(&rest)
        });
        Some(Near {
            certain: particle || capitals || titled,
            name: near.to_owned(),
            place: declared.map(|(_, declared)| self.whereabouts(declared.span)),
            particle: bare.is_some(),
        })
    }

    /// The head of a party, a unit or a source.
    fn head_of(&self, declared: Declared) -> Option<&Head> {
        let program = &self.program;
        match declared.entity {
            Entity::Party(party) => program.parties.get(party).map(|one| &one.head),
            Entity::Unit(unit) => program.units.get(unit).map(|one| &one.head),
            Entity::Source(source) => program.sources.get(source).map(|one| &one.head),
            _ => None,
        }
    }

    /// Whether this is the whole of its title.
    fn has_title(&self, declared: Declared, name: &Name) -> bool {
        let head = self.head_of(declared);
        head.is_some_and(|head| {
            let titles = [&head.title.en, &head.title.ko];
            titles.into_iter().any(|title| name.as_str() == title)
        })
    }

    /// Whether a party, a unit or a source is called so in its title: alone, or as its first word.
    fn is_titled(&self, declared: Declared, name: &Name) -> bool {
        let head = self.head_of(declared);
        let written = name.as_str().replace('_', " ").to_lowercase();
        head.is_some_and(|head| {
            [&head.title.en, &head.title.ko].into_iter().any(|title| {
                let title = title.to_lowercase();
                let rest = title.strip_prefix(&written);
                rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
        })
    }

    /// The state that a word after `is` differs from by one slip.
    fn near_state(&self, space: Space, name: &Name, span: Span) -> Option<Near> {
        let start = Span {
            start: 0,
            end: span.start,
            ..span
        };
        let before = self.sources.text(start).split_whitespace().next_back();
        let asks = matches!(before?, "is" | "not" | "은" | "는" | "이" | "가" | "아닌");
        let near = one_slip(name.as_str(), long_states());
        near.filter(|_| asks && space == Space::Term)
            .map(|state| Near {
                name: state.to_owned(),
                place: None,
                particle: false,
                certain: false,
            })
    }

    /// A party, or a record at the top of the facts that is one.
    pub(super) fn party(&mut self, policy: usize, ident: &Ident) -> Option<PartyRef> {
        if let Found::One(party) = self.names.find(policy, Space::Party, ident)
            && let Entity::Party(id) = party.entity
        {
            return Some(PartyRef::Party(id));
        }
        match self.names.find(policy, Space::Term, ident) {
            Found::One(Declared {
                entity: Entity::Fact(fact),
                span,
                ..
            }) => match self.fact_kind(fact) {
                Some(Kind::Record(_)) => Some(PartyRef::Fact(fact)),
                Some(_) => {
                    self.find(findings::not_a_party(&ident.name, ident.span, span));
                    None
                }
                None => {
                    self.incomplete = true;
                    None
                }
            },
            Found::One(other) => {
                self.find(findings::not_a_party(&ident.name, ident.span, other.span));
                None
            }
            found @ Found::Several(..) => {
                self.settle(policy, Space::Term, &ident.name, ident.span, found);
                None
            }
            Found::Nothing => {
                if self.may_tell(Space::Party, &ident.name) {
                    let near = self.nearest(policy, &[Space::Party, Space::Term], &ident.name);
                    self.find(findings::unknown_name(
                        Space::Party,
                        &ident.name,
                        ident.span,
                        near.as_ref(),
                    ));
                }
                None
            }
        }
    }

    /// Several parties; those that are none have been told.
    pub(super) fn parties(&mut self, policy: usize, idents: &[Ident]) -> Vec<PartyRef> {
        let found = idents.iter().filter_map(|ident| self.party(policy, ident));
        found.collect()
    }

    /// An act by its name.
    pub(super) fn act(&mut self, policy: usize, ident: &Ident) -> Option<usize> {
        let declared = self.resolve(policy, Space::Term, ident)?;
        match declared.entity {
            Entity::Act(act) => Some(act),
            other => {
                let found = findings::wrong_sort(
                    &ident.name,
                    ident.span,
                    Some(other),
                    findings::Wanted::Act,
                    Some(declared.span),
                );
                let visible = self.names.visible(policy, Space::Term);
                let acts = visible.into_iter();
                let acts = acts.filter(|(_, declared)| matches!(declared.entity, Entity::Act(_)));
                let acts: Vec<&str> = acts.map(|(name, _)| name.as_str()).collect();
                let found = findings::acts(found, &acts);
                self.find(found);
                None
            }
        }
    }

    /// A sanction by its name.
    pub(super) fn sanction(&mut self, policy: usize, ident: &Ident) -> Option<usize> {
        let declared = self.resolve(policy, Space::Term, ident)?;
        match declared.entity {
            Entity::Sanction(sanction) => Some(sanction),
            other => {
                self.find(findings::wrong_sort(
                    &ident.name,
                    ident.span,
                    Some(other),
                    findings::Wanted::Sanction,
                    Some(declared.span),
                ));
                None
            }
        }
    }
}
