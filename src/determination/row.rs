//! A row of whichever kind: what conclusions, duties, powers and sanctions
//! have in common, for those to whom the kind is all the same.

use super::{
    About, AnswerValue, Conclusion, Determination, Due, DutyRow, ExceptionRow, PowerRow,
    SanctionRow, Shown, Standing,
};
use crate::value::Truth;

/// A conclusion, a duty, a power or a sanction.
#[derive(Clone, Debug)]
pub struct Row<'d> {
    /// What it says of its provision.
    pub about: &'d About,
    /// A conclusion's answer, or a state.
    pub is: AnswerValue,
    /// The answer for people, where it is neither yes nor no.
    pub shown: Option<&'d Shown>,
    /// A conclusion on which another provision builds.
    pub intermediate: bool,
    /// On what it rests; none while it is undetermined.
    pub standing: Option<Standing>,
    /// Named exceptions that hold.
    pub exempt_by: &'d [String],
    /// The exceptions that put something else in place of what a duty demands.
    pub replaced_by: &'d [String],
    /// The exceptions looked at.
    pub exceptions: &'d [ExceptionRow],
    /// The instant or the day by which a duty is due.
    pub due: Option<Due>,
    /// The earliest by which it can be due, while that is open.
    pub due_earliest: Option<Due>,
    /// The latest by which it can be due, while that is open.
    pub due_latest: Option<Due>,
    /// Of a duty whether it has arisen.
    pub arises: Option<Truth>,
}

impl Row<'_> {
    /// Whether it is undetermined.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is.is_undetermined()
    }
}

impl Determination {
    /// All rows: the conclusions, then the duties, the powers and the sanctions.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let conclusions = self.conclusions.iter().map(Row::from);
        let duties = self.duties.iter().map(Row::from);
        let powers = self.powers.iter().map(Row::from);
        let sanctions = self.sanctions.iter().map(Row::from);
        conclusions.chain(duties).chain(powers).chain(sanctions)
    }
}

impl<'d> Row<'d> {
    /// What rows of all kinds say; what is particular to a kind is added to it.
    fn new(
        about: &'d About,
        is: AnswerValue,
        standing: Option<Standing>,
        (exempt_by, exceptions): (&'d [String], &'d [ExceptionRow]),
    ) -> Row<'d> {
        Row {
            about,
            is,
            shown: None,
            intermediate: false,
            standing,
            exempt_by,
            replaced_by: &[],
            exceptions,
            due: None,
            due_earliest: None,
            due_latest: None,
            arises: None,
        }
    }
}

impl<'d> From<&'d Conclusion> for Row<'d> {
    fn from(row: &'d Conclusion) -> Row<'d> {
        let excepted = (row.exempt_by.as_slice(), row.exceptions.as_slice());
        Row {
            shown: row.shown(),
            intermediate: row.intermediate,
            ..Row::new(&row.about, row.value.clone(), row.standing, excepted)
        }
    }
}

impl<'d> From<&'d DutyRow> for Row<'d> {
    fn from(row: &'d DutyRow) -> Row<'d> {
        let excepted = (row.exempt_by.as_slice(), row.exceptions.as_slice());
        Row {
            replaced_by: &row.replaced_by,
            due: row.due(),
            due_earliest: row.due_earliest,
            due_latest: row.due_latest,
            arises: Some(row.arises),
            ..Row::new(&row.about, row.state.into(), row.standing, excepted)
        }
    }
}

impl<'d> From<&'d PowerRow> for Row<'d> {
    fn from(row: &'d PowerRow) -> Row<'d> {
        let excepted = (row.exempt_by.as_slice(), row.exceptions.as_slice());
        Row::new(&row.about, row.state.into(), row.standing, excepted)
    }
}

impl<'d> From<&'d SanctionRow> for Row<'d> {
    fn from(row: &'d SanctionRow) -> Row<'d> {
        let excepted = (row.exempt_by.as_slice(), row.exceptions.as_slice());
        Row::new(&row.about, row.state.into(), row.standing, excepted)
    }
}
