//! Questions that only their holder settles, as far as they were met.

use crate::determination::JudgementRow;
use crate::facts::Provenance;
use crate::program::provision::Remark;
use crate::value::Truth;

use super::Eval;
use super::frame::Frame;
use super::shown::words;

/// A question that was met.
#[derive(Clone, Debug)]
pub(super) struct Noted {
    pub(super) judgement: usize,
    value: Truth,
    by: Option<String>,
    /// Who answered it without being the one to settle it.
    pub(super) unheard: Option<String>,
}

impl Eval<'_> {
    /// Notes that a judgement was met at this place.
    pub(super) fn note_judgement(
        &self,
        judgement: usize,
        path: &str,
        value: Truth,
        provenance: Option<&Provenance>,
        unheard: Option<String>,
    ) {
        let noted = Noted {
            judgement,
            value,
            by: provenance.and_then(|p| p.by.clone()),
            unheard,
        };
        self.judgements.borrow_mut().insert(path.to_owned(), noted);
    }

    /// The row of a judgement that was met, and the remarks about it.
    pub(super) fn judgement_row(
        &self,
        path: &str,
    ) -> Option<(JudgementRow, Vec<(String, Remark)>)> {
        let noted = self.judgements.borrow().get(path).cloned()?;
        let judgement = self.program.judgements.get(noted.judgement)?;
        let holder = self.holder(noted.judgement);
        let when = self.outer_when(&judgement.head);
        let frame = Frame::new(Vec::new(), &when, judgement.head.policy);
        let (pieces, _) = self.pieces(&judgement.versions, &when, &frame);
        let version = pieces.first().and_then(|(version, _)| *version);
        let cites = version.map(|v| self.cites(&v.cites)).unwrap_or_default();
        let name = self.program.full_name(&judgement.head);
        let remarks = version.map(|v| v.remarks.as_slice()).unwrap_or_default();
        let remarks = remarks
            .iter()
            .map(|remark| (name.clone(), remark.clone()))
            .collect();
        let row = JudgementRow {
            name: path.to_owned(),
            title: words(&judgement.head.title),
            holder: holder.as_ref().map(|party| party.0.clone()),
            holder_title: holder.map(|party| party.1),
            criteria: judgement.criteria.as_ref().map(words),
            cites,
            value: noted.value,
            by: noted.by,
        };
        Some((row, remarks))
    }
}
