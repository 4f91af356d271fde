//! Rows of one line where room is short and several owe something: what one party owes by one limit, and
//! what must not be delayed, by all of them.

use super::Screen;
use super::room::Detail;
use crate::determination::{About, DutyRow, Urgency};
use crate::diagnostic::Phrase;
use crate::render::answer::phrasing::{joined, listed, strung, together};
use crate::render::answer::words;

/// Duties that differ in their instance alone, and the first of them.
pub(super) type Row<'d> = (Vec<&'d About>, &'d DutyRow);

impl Screen<'_> {
    /// Rows that follow each other, those together that one line can tell.
    pub(super) fn bundled<'d>(&self, rows: Vec<Row<'d>>) -> Vec<Vec<Row<'d>>> {
        let mut bundles: Vec<Vec<Row>> = Vec::new();
        for row in rows {
            match bundles.last_mut() {
                Some(bundle) if self.goes_with(bundle, row.1) => bundle.push(row),
                _ => bundles.push(vec![row]),
            }
        }
        bundles
    }

    fn goes_with(&self, bundle: &[Row], duty: &DutyRow) -> bool {
        let short = self.several && self.room.near >= Detail::Compact;
        let Some((_, first)) = bundle.first().filter(|_| short) else {
            return false;
        };
        if self.is_running(first) && self.is_running(duty) {
            return first.promptness == duty.promptness;
        }
        let bearer = first.bearer == duty.bearer && first.bearer_member == duty.bearer_member;
        bearer && self.moment(first, true) == self.moment(duty, true)
    }

    fn is_running(&self, duty: &DutyRow) -> bool {
        matches!(self.lookup.all.urgency(duty), Urgency::Running(_))
    }

    /// The line of several rows: who owes what to whom by the limit that they share.
    pub(super) fn bundle(&self, rows: &[Row]) -> Phrase {
        let Some((_, first)) = rows.first() else {
            return Phrase::default();
        };
        let told = self.moment(first, true);
        if self.is_running(first) {
            return self.running_together(rows, first);
        }
        let to = self.to(first);
        let one = rows.iter().all(|(_, duty)| self.to(duty) == to);
        let titles = rows.iter().map(|(abouts, duty)| {
            let member = duty.bearer_member.as_deref();
            let title = self.lookup.label_beside(abouts, member);
            match one {
                true => title,
                false => together([title, words::bracketed(&self.to(duty))]),
            }
        });
        let label = words::titled(&self.bearer(first), &listed(titles));
        let line = words::with_reason(&label, &told);
        let to = Some(to).filter(|_| one).unwrap_or_default();
        joined([line, to], &Phrase::same(" · "))
    }

    /// What must not be delayed, by all who owe something, those that have been owed for the same time together.
    fn running_together(&self, rows: &[Row], first: &DutyRow) -> Phrase {
        let mut groups: Vec<(Option<Phrase>, Vec<&DutyRow>)> = Vec::new();
        for (_, duty) in rows {
            let passed = self.passed(duty);
            match groups.iter_mut().find(|(known, _)| *known == passed) {
                Some((_, duties)) => duties.push(duty),
                None => groups.push((passed, vec![duty])),
            }
        }
        let told = groups.into_iter().map(|(passed, duties)| {
            let named = strung(self.named(&duties, Detail::Titles));
            let passed = passed.map(|passed| words::bracketed(&words::owed_for(&passed)));
            together([named, passed.unwrap_or_default()])
        });
        words::titled(&words::promptness(first.promptness), &strung(told))
    }
}
