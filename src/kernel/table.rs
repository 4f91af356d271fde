//! Decision tables: the row that fits, or what the rows that may fit have in common.

use crate::plan::Answer;
use crate::value::Truth;

use super::Kernel;
use super::frame::Frame;

impl Kernel<'_> {
    /// The value of a table.
    pub(super) fn table(&mut self, table: u32, frame: &Frame) -> Answer {
        let plan = self.plan;
        let Some(table) = plan.tables.get(table as usize) else {
            return Answer::NONE;
        };
        let mut found: Option<Answer> = None;
        let mut certain = table.complete;
        for (cells, value) in &table.rows {
            let fits = self.all(plan.args(*cells), frame).truth();
            if fits == Truth::No {
                continue;
            }
            certain |= fits == Truth::Yes;
            let value = self.eval(*value, frame);
            found = Some(match found {
                None => value,
                Some(known) => self.either(&known, &value),
            });
        }
        match found.filter(|_| certain) {
            Some(found) if table.answers => Answer::truth_of(found.truth()),
            Some(found) => found,
            None => plan.fixed(table.unknown),
        }
    }
}
