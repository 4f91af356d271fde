//! What the names in a record lead to: looked up once for the whole of it, so that reading takes
//! time in proportion to the record.

use std::collections::HashMap;

use super::findings;
use super::node::{Data, Entry};
use super::reader::Reader;
use crate::name::Name;
use crate::program::provision::Head;
use crate::program::{FactRoot, FactStep, PartyRef, Program};

/// Things by their names, each with its policy.
type Table<T> = HashMap<Name, Vec<(usize, T)>>;

/// What the names of the vocabulary lead to. Each table is made when it is first needed.
#[derive(Default)]
pub(super) struct Names {
    top: Option<Table<FactRoot>>,
    acts: Option<Table<usize>>,
    duties: Option<Table<usize>>,
    /// The fields of each record, and the judgements about it.
    parts: HashMap<usize, Table<FactStep>>,
}

fn table<'p, T>(all: impl Iterator<Item = (&'p Head, T)>) -> Table<T> {
    let mut table = Table::new();
    for (head, of) in all {
        let named: &mut Vec<_> = table.entry(head.name.clone()).or_default();
        named.push((head.policy, of));
    }
    table
}

/// What a written name leads to: by its name alone in every policy, or after that of its policy.
fn named<T: Copy>(table: &Table<T>, program: &Program, written: &Name) -> Vec<T> {
    if let Some(all) = table.get(written) {
        return all.iter().map(|(_, of)| *of).collect();
    }
    let Some((policy, rest)) = written.as_str().rsplit_once('.') else {
        return Vec::new();
    };
    let all = table.get(&Name::new(rest)).into_iter().flatten();
    let of_policy = all.filter(|(number, _)| {
        let declaring = program.policies.get(*number);
        declaring.is_some_and(|declaring| declaring.name.as_str() == policy)
    });
    of_policy.map(|(_, of)| *of).collect()
}

impl Reader<'_> {
    /// The facts and judgements at the top that a name leads to.
    pub(super) fn top_named(&mut self, written: &Name) -> Vec<FactRoot> {
        let program = self.program;
        let top = self.names.top.get_or_insert_with(|| {
            let facts = program.facts.iter().enumerate();
            let facts = facts.map(|(number, fact)| (&fact.head, FactRoot::Fact(number)));
            let judgements = program.judgements.iter().enumerate();
            let judgements = judgements.filter(|(_, one)| one.about.is_none());
            let judgements =
                judgements.map(|(number, one)| (&one.head, FactRoot::Judgement(number)));
            table(facts.chain(judgements))
        });
        named(top, program, written)
    }

    /// The acts that a name leads to.
    pub(super) fn acts_named(&mut self, written: &Name) -> Vec<usize> {
        let program = self.program;
        let acts = self.names.acts.get_or_insert_with(|| {
            let acts = program.acts.iter().enumerate();
            table(acts.map(|(number, act)| (&act.head, number)))
        });
        named(acts, program, written)
    }

    /// The duties that a name leads to.
    pub(super) fn duties_named(&mut self, written: &Name) -> Vec<usize> {
        let program = self.program;
        let duties = self.names.duties.get_or_insert_with(|| {
            let duties = program.duties.iter().enumerate();
            table(duties.map(|(number, duty)| (&duty.head, number)))
        });
        named(duties, program, written)
    }

    /// The fields of a record and the judgements about it that a name leads to; a field before
    /// judgements.
    pub(super) fn parts_named(&mut self, record: usize, written: &Name) -> Vec<FactStep> {
        let program = self.program;
        let parts = self.names.parts.entry(record).or_insert_with(|| {
            let fields = program.records.get(record);
            let fields = fields.map_or(&[][..], |record| record.fields.as_slice());
            let fields = fields.iter().enumerate();
            let fields = fields.map(|(number, field)| (&field.head, FactStep::Field(number)));
            let judgements = program.judgements.iter().enumerate();
            let judgements = judgements.filter(|(_, one)| one.about == Some(record));
            let judgements =
                judgements.map(|(number, one)| (&one.head, FactStep::Judgement(number)));
            table(fields.chain(judgements))
        });
        named(parts, program, written)
    }

    /// Of several facts and judgements of one name, those that are meant: all where they are
    /// declared alike, else those whose holder judged. What stays open is told.
    pub(super) fn meant_at_top(&mut self, entry: &Entry, all: Vec<FactRoot>) -> Vec<FactRoot> {
        let program = self.program;
        let alike = |all: &[FactRoot]| {
            let first = all.first().copied();
            first.is_none_or(|first| all.iter().all(|one| program.alike(first, *one)))
        };
        if alike(&all) {
            return all;
        }
        let holder = |root: &FactRoot| match root {
            FactRoot::Judgement(number) => program.judgements.get(*number)?.holder,
            _ => None,
        };
        let held = self.held_by_its_author(entry, &all, holder);
        if !held.is_empty() && alike(&held) {
            return held;
        }
        let heads = all.iter().filter_map(|root| match root {
            FactRoot::Fact(number) => program.facts.get(*number).map(|fact| &fact.head),
            FactRoot::Judgement(number) => program.judgements.get(*number).map(|one| &one.head),
            FactRoot::Event(_) => None,
        });
        let full = full(program, heads);
        self.report(findings::ambiguous_fact(&entry.key, entry.at, &full));
        Vec::new()
    }

    /// The same of the parts of a record.
    pub(super) fn meant_in_record(&mut self, entry: &Entry, all: Vec<FactStep>) -> Vec<FactStep> {
        let program = self.program;
        let alike = |all: &[FactStep]| match all.split_first() {
            Some((FactStep::Judgement(first), rest)) => rest.iter().all(|one| match one {
                FactStep::Judgement(one) => program.same_question(*first, *one),
                _ => false,
            }),
            Some((_, rest)) => rest.is_empty(),
            None => true,
        };
        if alike(&all) {
            return all;
        }
        let holder = |step: &FactStep| match step {
            FactStep::Judgement(number) => program.judgements.get(*number)?.holder,
            _ => None,
        };
        let held = self.held_by_its_author(entry, &all, holder);
        if !held.is_empty() && alike(&held) {
            return held;
        }
        let heads = all.iter().filter_map(|step| match step {
            FactStep::Judgement(number) => program.judgements.get(*number).map(|one| &one.head),
            _ => None,
        });
        let full = full(program, heads);
        self.report(findings::ambiguous_fact(&entry.key, entry.at, &full));
        Vec::new()
    }

    /// Those that are for the party to settle which the record names as the author.
    fn held_by_its_author<T: Copy>(
        &self,
        entry: &Entry,
        all: &[T],
        holder: impl Fn(&T) -> Option<PartyRef>,
    ) -> Vec<T> {
        let Data::Map(map) = &entry.value.data else {
            return Vec::new();
        };
        let by = map.iter().find(|entry| entry.key == "by");
        let Some(Data::Text(by)) = by.map(|by| &by.value.data) else {
            return Vec::new();
        };
        let by = Name::new(by.trim());
        let all = all.iter().copied();
        all.filter(|one| holder(one).is_some_and(|holder| self.is_called(&by, holder)))
            .collect()
    }

    /// Whether a party is called so, by its name or a title.
    pub(super) fn is_called(&self, written: &Name, party: PartyRef) -> bool {
        let Some(head) = self.program.party_head(party) else {
            return false;
        };
        let titles = [&head.title.en, &head.title.ko].map(|title| Name::new(title));
        *written == head.name
            || titles.contains(written)
            || written.as_str() == self.program.full_name(head)
    }
}

/// Full names, each with where it is declared.
pub(super) fn full<'p>(
    program: &Program,
    heads: impl Iterator<Item = &'p Head>,
) -> Vec<(String, crate::source::Span)> {
    heads
        .map(|head| (program.full_name(head), head.span))
        .collect()
}
