//! What is owed, as a version says it or as exceptions put it in its place.

use crate::plan::{By, DutyBody, Must, Relief};

/// What is owed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owed<'k> {
    pub(super) body: &'k DutyBody,
    pub(super) must: Must,
    pub(super) by: Option<By>,
    pub(super) relief: Option<Relief>,
}

impl<'k> Owed<'k> {
    /// What a version says.
    pub(super) fn of(body: &'k DutyBody) -> Owed<'k> {
        Owed {
            body,
            must: body.must,
            by: body.by,
            relief: body.relief,
        }
    }
}
