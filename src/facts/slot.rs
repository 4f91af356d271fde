//! What the vocabulary expects in one place of the record.

use std::sync::LazyLock;

use crate::name::Name;
use crate::program::{Field, Program};
use crate::source::Span;
use crate::value::{Kind, Range};

/// The name under which it is said when something was made.
static MADE: LazyLock<Name> = LazyLock::new(|| Name::new("at"));

/// What is expected in one place, and who expects it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot<'a> {
    /// What it is called.
    pub(super) name: &'a Name,
    /// Of which kind.
    pub(super) kind: &'a Kind,
    /// Between what it lies.
    pub(super) within: Range,
    /// It may be declared not applicable.
    pub(super) optional: bool,
    /// It is recorded with a reference period.
    pub(super) over_period: bool,
    /// Where it is declared.
    pub(super) declared: Span,
}

impl<'a> Slot<'a> {
    /// What a field or a fact at the top expects.
    pub(super) fn of(field: &'a Field) -> Slot<'a> {
        Slot {
            name: &field.head.name,
            kind: &field.kind,
            within: field.within,
            optional: field.optional,
            over_period: field.over_period,
            declared: field.head.span,
        }
    }

    /// What a judgement expects.
    pub(super) fn judgement(program: &'a Program, number: usize) -> Option<Slot<'a>> {
        let judgement = program.judgements.get(number)?;
        Some(Slot {
            name: &judgement.head.name,
            kind: &Kind::YesNo,
            within: Range::UNKNOWN,
            optional: false,
            over_period: false,
            declared: judgement.head.span,
        })
    }

    /// What stands where it is said when something was made.
    pub(super) fn made(declared: Span) -> Slot<'a> {
        Slot {
            name: &MADE,
            kind: &Kind::Time,
            within: Range::UNKNOWN,
            optional: false,
            over_period: false,
            declared,
        }
    }

    /// What a member of the list, or one period of the series, expects.
    pub(super) fn member(self, kind: &'a Kind) -> Slot<'a> {
        Slot {
            kind,
            optional: false,
            over_period: false,
            ..self
        }
    }
}
