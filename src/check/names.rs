//! Names and what they stand for: a table for each policy, one for each sort of place a name can have.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::name::Name;
use crate::program::Target;
use crate::source::Span;
use crate::syntax::tree::Ident;

/// Names that may meet share a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Space {
    /// What an expression can name.
    Term,
    /// Choices and records.
    Kind,
    Unit,
    Party,
    Source,
    Case,
    /// Ways of counting periods.
    Regime,
    Calendar,
}

/// What a name stands for, by its number in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Entity {
    Fact(usize),
    Define(usize),
    Judgement(usize),
    Duty(usize),
    Power(usize),
    Sanction(usize),
    Exception(usize),
    Act(usize),
    Reading(usize),
    Choice(usize),
    Record(usize),
    Unit(usize),
    Party(usize),
    Source(usize),
    Case(usize),
    /// In the order of the text, as all that follow.
    Omission(usize),
    Regime(usize),
    Calendar(usize),
}

impl Entity {
    /// The space its name stands in; an omission has no name.
    pub(super) fn space(self) -> Option<Space> {
        Some(match self {
            Entity::Omission(_) => return None,
            Entity::Choice(_) | Entity::Record(_) => Space::Kind,
            Entity::Unit(_) => Space::Unit,
            Entity::Party(_) => Space::Party,
            Entity::Source(_) => Space::Source,
            Entity::Case(_) => Space::Case,
            Entity::Regime(_) => Space::Regime,
            Entity::Calendar(_) => Space::Calendar,
            _ => Space::Term,
        })
    }
}

impl Entity {
    /// The provision it is, if it is one that can be excepted.
    pub(super) fn target(self) -> Option<Target> {
        Some(match self {
            Entity::Define(id) => Target::Define(id),
            Entity::Duty(id) => Target::Duty(id),
            Entity::Power(id) => Target::Power(id),
            Entity::Sanction(id) => Target::Sanction(id),
            Entity::Exception(id) => Target::Exception(id),
            _ => return None,
        })
    }
}

/// A declaration that a name leads to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared {
    pub(super) entity: Entity,
    pub(super) policy: usize,
    pub(super) span: Span,
}

/// What a search for a name comes to.
#[derive(Clone, Debug)]
pub(super) enum Found {
    One(Declared),
    /// Several used policies declare it.
    Several(Declared, Declared),
    Nothing,
}

type Table = HashMap<(Space, Name), (Entity, Span)>;

/// All names.
#[derive(Default)]
pub(super) struct Names {
    pub(super) policies: HashMap<Name, usize>,
    /// Which policies each policy uses.
    pub(super) uses: Vec<Vec<usize>>,
    tables: Vec<Table>,
    /// What was looked for and found, from which policy, and where it is written.
    found: RefCell<HashMap<Named, HashSet<(usize, Span)>>>,
}

/// What a written name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Named {
    Entity(Entity),
    /// A field, by its record and its number.
    Field(usize, usize),
    /// An alternative, by its choice and its number.
    Alternative(usize, usize),
}

impl Names {
    /// Makes room for so many policies.
    pub(super) fn reserve(&mut self, policies: usize) {
        self.uses.resize(policies, Vec::new());
        self.tables.resize_with(policies, HashMap::new);
    }

    /// Declares a name; gives back where it is declared already.
    pub(super) fn declare(
        &mut self,
        policy: usize,
        name: &Name,
        entity: Entity,
        span: Span,
    ) -> Option<Span> {
        let key = (entity.space()?, name.clone());
        let table = self.tables.get_mut(policy)?;
        if let Some((_, first)) = table.get(&key) {
            return Some(*first);
        }
        table.insert(key, (entity, span));
        None
    }

    /// Whether something was looked for and found: from its own policy, from any other.
    pub(super) fn used(&self, entity: Entity, own: usize) -> (bool, bool) {
        let found = self.found.borrow();
        let places = found.get(&Named::Entity(entity)).into_iter().flatten();
        let by =
            |own_wanted: bool| move |(policy, _): &(usize, Span)| (*policy == own) == own_wanted;
        (places.clone().any(by(true)), places.clone().any(by(false)))
    }

    /// Notes that a policy names something.
    pub(super) fn note(&self, by: usize, named: Named, span: Span) {
        let mut found = self.found.borrow_mut();
        found.entry(named).or_default().insert((by, span));
    }

    /// Everything that was named, and where.
    pub(super) fn noted(&self) -> Vec<(Named, Span)> {
        let found = self.found.borrow();
        let all = found.iter();
        all.flat_map(|(named, places)| places.iter().map(|(_, span)| (*named, *span)))
            .collect()
    }

    fn one(&self, by: usize, declared: Declared, span: Span) -> Found {
        self.note(by, Named::Entity(declared.entity), span);
        Found::One(declared)
    }

    fn own(&self, policy: usize, space: Space, name: &Name) -> Option<Declared> {
        let (entity, span) = *self.tables.get(policy)?.get(&(space, name.clone()))?;
        Some(Declared {
            entity,
            policy,
            span,
        })
    }

    /// In the policy itself, then in those it uses.
    pub(super) fn near(&self, policy: usize, space: Space, ident: &Ident) -> Found {
        let name = &ident.name;
        if let Some(own) = self.own(policy, space, name) {
            return self.one(policy, own, ident.span);
        }
        let used = self.uses.get(policy).into_iter().flatten();
        let mut found = used.filter_map(|used| self.own(*used, space, name));
        match (found.next(), found.next()) {
            (Some(one), None) => self.one(policy, one, ident.span),
            (Some(one), Some(other)) => Found::Several(one, other),
            _ => Found::Nothing,
        }
    }

    /// As [`Names::near`], and then by its full name: the policy's, a dot, its own.
    pub(super) fn find(&self, policy: usize, space: Space, ident: &Ident) -> Found {
        let near = self.near(policy, space, ident);
        if !matches!(near, Found::Nothing) {
            return near;
        }
        let text = ident.name.as_str();
        for (at, _) in text.rmatch_indices('.') {
            let (Some(prefix), Some(rest)) = (text.get(..at), text.get(at + 1..)) else {
                continue;
            };
            if let Some(full) = self.full(prefix, space, rest) {
                return self.one(policy, full, ident.span);
            }
        }
        Found::Nothing
    }

    /// The first words of a path, and how many of them were taken.
    pub(super) fn find_first(&self, policy: usize, words: &[&Ident]) -> (Found, usize) {
        let Some(first) = words.first() else {
            return (Found::Nothing, 0);
        };
        let near = self.near(policy, Space::Term, first);
        if !matches!(near, Found::Nothing) {
            return (near, 1);
        }
        // No policy's name has more words than that.
        for taken in (1..words.len().min(8)).rev() {
            let prefix: Vec<&str> = words
                .iter()
                .take(taken)
                .map(|word| word.name.as_str())
                .collect();
            let Some(rest) = words.get(taken) else {
                continue;
            };
            if let Some(full) = self.full(&prefix.join("."), Space::Term, rest.name.as_str()) {
                return (self.one(policy, full, rest.span), taken + 1);
            }
        }
        (Found::Nothing, 1)
    }

    fn full(&self, prefix: &str, space: Space, rest: &str) -> Option<Declared> {
        let policy = self.policies.get(&Name::new(prefix))?;
        self.own(*policy, space, &Name::new(rest))
    }

    /// A policy with those that it uses, and those that they use.
    pub(super) fn reached(&self, policy: usize) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut open = vec![policy];
        while let Some(policy) = open.pop() {
            if reached.insert(policy) {
                open.extend(self.uses.get(policy).into_iter().flatten());
            }
        }
        reached
    }

    /// Every name that could be meant in a policy, in the order of the letters.
    pub(super) fn visible(&self, policy: usize, space: Space) -> Vec<(&Name, Declared)> {
        let used = self.uses.get(policy).into_iter().flatten().copied();
        let mut names: Vec<(&Name, Declared)> = std::iter::once(policy)
            .chain(used)
            .filter_map(|policy| Some((policy, self.tables.get(policy)?)))
            .flat_map(|(policy, table)| {
                let of_space = table.iter().filter(move |((of, _), _)| *of == space);
                of_space.map(move |((_, name), (entity, span))| {
                    let declared = Declared {
                        entity: *entity,
                        policy,
                        span: *span,
                    };
                    (name, declared)
                })
            })
            .collect();
        names.sort_by(|a, b| (a.0, a.1.span).cmp(&(b.0, b.1.span)));
        names
    }
}
