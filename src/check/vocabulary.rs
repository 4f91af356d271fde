//! What facts can be about gets its kinds: units, choices, records, facts, acts.

use std::collections::BTreeMap;

use super::checking::{Checking, Slot};
use super::clauses::Sort;
use super::declare::{Entry, empty_field, head_of};
use super::expressions::Typing;
use super::findings;
use super::frame::Frame;
use super::literals::time_word_seconds;
use super::names::{Entity, Named, Space};
use super::order::Place;
use super::places;
use crate::diagnostic::Phrase;
use crate::name::Name;
use crate::program::{Field, Head, Locale, Node};
use crate::source::Span;
use crate::syntax::tree::{self, Clause, ClauseBody, Ident, KindRef};
use crate::value::{Address, Bound, Kind, Number, Range, Value, currency, written};

/// Units and what they are the product of; also sources, which are only marked as soft and given
/// their address.
pub(super) fn units(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    let mut products: Vec<(usize, Vec<usize>, Span)> = Vec::new();
    for entry in entries {
        match entry.entity {
            Entity::Source(id) => {
                let clauses = &entry.item.clauses;
                let soft = clauses.iter().any(|c| matches!(c.body, ClauseBody::Soft));
                let written = clauses.iter().find_map(|c| match &c.body {
                    ClauseBody::Address(written, span) => Some((written, *span)),
                    _ => None,
                });
                let address = written.and_then(|(written, span)| {
                    let address = Address::parse(written);
                    if address.is_none() {
                        c.find(findings::wrong_address(span));
                    }
                    address
                });
                if let Some(source) = c.program.sources.get_mut(id) {
                    (source.soft, source.address) = (soft, address);
                }
            }
            Entity::Unit(id) => {
                let name = &entry.item.name.name;
                let taken = written::unit(name.as_str()).is_some()
                    || currency::is_currency(name.as_str())
                    || crate::syntax::is_keyword(name.as_str());
                if taken {
                    c.find(findings::unit_is_taken(name, entry.item.name.span));
                }
                let mut factors = Vec::new();
                let mut seconds: Option<Number> = None;
                for factor in &entry.item.product {
                    if let Some(each) = time_word_seconds(factor.name.as_str()) {
                        if seconds.is_some() {
                            c.find(findings::two_times_in_unit(factor.span));
                        }
                        seconds = Some(Number::whole(each));
                        continue;
                    }
                    let found = c.resolve(entry.policy, Space::Unit, factor);
                    match found.map(|declared| declared.entity) {
                        Some(Entity::Unit(unit)) if unit != id => factors.push(unit),
                        Some(_) => c.find(findings::unit_of_itself(&factor.name, factor.span)),
                        None => {}
                    }
                }
                if let Some(unit) = c.program.units.get_mut(id) {
                    unit.seconds = seconds;
                }
                products.push((id, factors, entry.item.name.span));
            }
            _ => {}
        }
    }
    // A factor that is a product itself is not taken apart: one step at a time is what statutes write.
    let composed: Vec<usize> = products
        .iter()
        .filter(|(_, factors, _)| !factors.is_empty())
        .map(|(id, ..)| *id)
        .collect();
    for (id, mut factors, span) in products {
        if factors.iter().any(|factor| composed.contains(factor)) {
            c.find(findings::not_yet_supported("unit of a product", span));
        }
        factors.sort_unstable();
        if let Some(unit) = c.program.units.get_mut(id) {
            unit.factors = factors;
        }
    }
}

/// Lists of choices.
pub(super) fn choices(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    for entry in entries {
        let id = match entry.entity {
            Entity::Choice(id) => id,
            Entity::Reading(id) => match c.program.readings.get(id) {
                Some(reading) => reading.choice,
                None => continue,
            },
            _ => continue,
        };
        // The first alternative of a reading may stand behind the colon: `reading r : a | b`.
        let first = match &entry.item.kind_written {
            Some(KindRef::Named(name)) => Some((name, None)),
            _ => None,
        };
        let clauses = entry.item.clauses.iter();
        let barred = clauses.filter_map(|clause| match &clause.body {
            ClauseBody::Alternative(one) => Some((&one.name, Some(&one.titles))),
            _ => None,
        });
        let written: Vec<_> = first.into_iter().chain(barred).collect();
        let alternatives = c.alternatives(id, &written, entry.item.name.span);
        let places = locales(c, entry, &alternatives);
        if let Some(choice) = c.program.choices.get_mut(id) {
            choice.alternatives = alternatives;
            choice.places = places;
        }
    }
}

/// Of the alternatives that are places, the local time and the holidays there.
fn locales(
    c: &mut Checking<'_>,
    entry: &Entry<'_>,
    alternatives: &[(Name, Phrase)],
) -> BTreeMap<usize, Locale> {
    let mut places = BTreeMap::new();
    for clause in &entry.item.clauses {
        let ClauseBody::Alternative(one) = &clause.body else {
            continue;
        };
        let Some(first) = one.zone.as_ref().or(one.calendar.as_ref()) else {
            continue;
        };
        if !matches!(entry.entity, Entity::Choice(_)) {
            let sort = match one.zone {
                Some(_) => Sort::Zone,
                None => Sort::Calendar,
            };
            c.find(findings::misplaced_clause(
                sort,
                sort.word(),
                first.span,
                entry.item.kind,
            ));
            continue;
        }
        let locale = c.locale(entry.policy, one.zone.as_ref(), one.calendar.as_ref());
        let at = alternatives
            .iter()
            .position(|(name, _)| *name == one.name.name);
        places.extend(at.map(|at| (at, locale)));
    }
    places
}

/// Kinds of facts, of the fields of records and of the records of acts.
pub(super) fn records(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    for entry in entries {
        c.item(None, |c| match entry.entity {
            Entity::Fact(id) => fact(c, entry, id),
            Entity::Record(id) => shape(c, entry, id, Vec::new()),
            Entity::Act(id) => {
                let Some(act) = c.program.acts.get(id) else {
                    return;
                };
                let (record, head) = (act.record, act.head.clone());
                let fields = own_fields(&head);
                shape(c, entry, record, fields);
            }
            _ => {}
        });
    }
}

/// What every event has.
fn own_fields(head: &Head) -> Vec<Field> {
    let of = |en: &str, ko: &str| {
        let Phrase {
            en: act,
            ko: act_ko,
        } = &head.title;
        Phrase::new(format!("{en} “{act}”"), format!("‘{act_ko}’ {ko}"))
    };
    let field = |name, title, kind| {
        let mut field = empty_field(head_of(head.policy, name, title, head));
        field.kind = kind;
        field
    };
    vec![
        field("at", of("Time of", "일시"), Kind::Time),
        field("by", of("Who did", "행위자"), Kind::Text),
    ]
}

fn fact(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) {
    let Some(head) = c.program.facts.get(id).map(|fact| fact.head.clone()) else {
        return;
    };
    let written = entry.item.kind_written.as_ref();
    let kind = written.and_then(|written| c.kind(entry.policy, written, &head));
    let cites = entry
        .item
        .clauses
        .iter()
        .flat_map(|clause| match &clause.body {
            ClauseBody::Cites(cites) => cites.as_slice(),
            _ => &[],
        });
    let cites = c.citations(entry.policy, cites);
    if kind.is_none() {
        c.unknown.insert(Slot::Fact(id));
        c.incomplete = true;
    }
    let kind = kind.unwrap_or(Kind::YesNo);
    let within = within(c, entry.policy, &kind, &entry.item.bounds);
    if let Some(fact) = c.program.facts.get_mut(id) {
        fact.cites = cites;
        fact.kind = kind;
        fact.within = within;
    }
}

fn shape(c: &mut Checking<'_>, entry: &Entry<'_>, record: usize, mut fields: Vec<Field>) {
    for (number, field) in fields.iter().enumerate() {
        c.fields.insert((record, field.head.name.clone()), number);
    }
    for written in written_fields(&entry.item.clauses) {
        let title = c.phrase(&written.titles);
        let head = Head {
            policy: entry.policy,
            name: written.name.name.clone(),
            title: title.unwrap_or_else(|| Phrase::same(written.name.name.as_str())),
            span: written.name.span,
        };
        let number = fields.len();
        let key = (record, head.name.clone());
        if let Some(first) = c.fields.get(&key).and_then(|first| fields.get(*first)) {
            let first = first.head.span;
            c.find(findings::duplicate_name(&head.name, head.span, first));
        } else {
            c.fields.insert(key, number);
        }
        let kind = c.kind(entry.policy, &written.kind, &head);
        if kind.is_none() {
            c.unknown.insert(Slot::Field(record, number));
            c.incomplete = true;
        }
        let mut field = empty_field(head);
        field.kind = kind.unwrap_or(Kind::YesNo);
        field.within = within(c, entry.policy, &field.kind, &written.bounds);
        field.over_period = written.over_period;
        field.planned = written.planned;
        field.optional = written.optional;
        field.cites = c.citations(entry.policy, &written.cites);
        fields.push(field);
    }
    if let Some(record) = c.program.records.get_mut(record) {
        record.fields = fields;
    }
}

/// Between what values of a field lie: what its kind says, or what is declared instead.
fn within(c: &mut Checking<'_>, policy: usize, kind: &Kind, bounds: &[tree::FieldBound]) -> Range {
    let mut within = kind.within();
    for bound in bounds {
        if !kind.is_ordered() {
            c.find(findings::bound_of_unordered(bound.span));
            continue;
        }
        // Zero needs no unit.
        let zero = matches!(&bound.figure.node, tree::Node::Number(number) if number.is_zero());
        let moment = matches!(kind, Kind::Date | Kind::Time);
        let at = if zero && !moment {
            Some(Number::ZERO)
        } else {
            let frame = Frame::default();
            let typed = Typing::new(c, policy, None, frame).of_kind(&bound.figure, kind);
            typed.and_then(|typed| match typed.node {
                Node::Constant(Value::Range(range)) => range.exact(),
                _ => None,
            })
        };
        let signed = at.and_then(|at| {
            if bound.negative {
                Number::ZERO.minus(at)
            } else {
                Some(at)
            }
        });
        let Some(at) = signed else { continue };
        let end = Some(Bound { at, open: false });
        match bound.upper {
            true => within.high = end,
            false => within.low = end,
        }
    }
    if let Some(bound) = bounds.last().filter(|_| within.is_empty()) {
        c.find(findings::bounds_leave_nothing(bound.span));
        return kind.within();
    }
    within
}

fn written_fields(clauses: &[Clause]) -> impl Iterator<Item = &tree::Field> {
    clauses.iter().filter_map(|clause| match &clause.body {
        ClauseBody::Field(field) => Some(&**field),
        _ => None,
    })
}

/// What fields are computed from or read from, and the parties of acts: all that needs every kind.
pub(super) fn fields(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    for entry in entries {
        c.item(None, |c| match entry.entity {
            Entity::Record(id) => filled(c, entry, id, 0),
            Entity::Act(id) => {
                let Some(record) = c.program.acts.get(id).map(|act| act.record) else {
                    return;
                };
                filled(c, entry, record, 2);
                parties(c, entry, id);
            }
            _ => {}
        });
    }
}

fn filled(c: &mut Checking<'_>, entry: &Entry<'_>, record: usize, first: usize) {
    for (offset, written) in written_fields(&entry.item.clauses).enumerate() {
        let number = first + offset;
        let kind = c.field_kind(record, number);
        if let (Some(_), Some(path)) = (&written.computed, &written.default) {
            c.find(findings::computed_and_default(path.span));
        }
        let computed = written.computed.as_ref().and_then(|expr| {
            let kind = kind.as_ref()?;
            let place = Some(Place::Field(record, number));
            let mut typing = Typing::new(c, entry.policy, place, Frame::of_record());
            typing.own_record = Some(record);
            typing.of_kind(expr, kind)
        });
        if written.computed.is_some() && computed.is_none() {
            c.incomplete = true;
        }
        let default = written.default.as_ref().and_then(|path| {
            let found = c.fact_path(entry.policy, path)?;
            let kind = kind.as_ref()?;
            if found.kind != *kind {
                let program = &c.program;
                let finding = findings::unlike_default(program, path.span, &found.kind, kind);
                c.find(finding);
            }
            c.refer_path(Some(Place::Field(record, number)), &found.path, path.span);
            Some(found.path)
        });
        if written.default.is_some() && default.is_none() {
            c.incomplete = true;
        }
        let records = c.program.records.get_mut(record);
        if let Some(field) = records.and_then(|record| record.fields.get_mut(number)) {
            field.computed = computed;
            field.default = default;
        }
    }
}

fn parties(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) {
    let (mut from, mut to) = (None, Vec::new());
    for clause in &entry.item.clauses {
        match &clause.body {
            ClauseBody::From(ident) => from = c.party(entry.policy, ident),
            ClauseBody::To(idents, of) => {
                to = c.parties(entry.policy, idents);
                places::nobody(c, of.as_ref());
            }
            _ => {}
        }
    }
    if let Some(act) = c.program.acts.get_mut(id) {
        act.from = from;
        act.to = to;
    }
}

/// The number of a field by its name; that a policy names it is noted.
pub(super) fn field(
    c: &Checking<'_>,
    policy: usize,
    record: usize,
    ident: &Ident,
) -> Option<usize> {
    let field = *c.fields.get(&(record, ident.name.clone()))?;
    c.names
        .note(policy, Named::Field(record, field), ident.span);
    Some(field)
}
