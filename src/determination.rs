//! The answer: every conclusion, duty, power and sanction, why, why not, and
//! what is missing. One value that is its own JSON. It carries titles in both
//! languages, so that a renderer needs nothing else; it does not know how it
//! was made or how it is shown.

mod about;
mod answer_value;
mod as_recorded;
pub mod changed;
mod coming;
mod counting;
mod dispute;
mod grounds;
mod json;
mod judged;
mod limits;
mod on_reading;
mod open;
pub mod reason;
mod record;
mod remark;
mod route;
mod row;
mod rows;
mod stage;
mod standards;
mod stored;
#[cfg(test)]
mod tests;
mod time_limit;
pub(crate) mod turn;
mod urgency;
pub mod wanted;

pub use about::{About, InForce, Standing};
pub use answer_value::AnswerValue;
pub use as_recorded::AsRecorded;
pub use changed::{Changed, Outcome};
pub use coming::{Coming, ComingRow, RowKind};
pub use counting::{CountedBy, Counting, Length};
pub use dispute::{Account, AccountRow, DisputeRow, Lead};
pub use judged::{FindingRow, JudgementRow};
pub use limits::{End, Limit};
pub use on_reading::OnReading;
pub use open::{Alternative, Aspect, Open};
pub use reason::{
    Because, Comparison, FactQuestion, Figure, Gap, Gathered, Reason, Shown, ShownTime, Side,
};
pub use record::{Basis, FactRow, PartyRow};
pub use remark::{ConflictRow, Doubt, Irregular, IrregularRow, ReadingRow, Ruling};
pub use route::{Changes, Need, Routes, Search, Step, Whether};
pub use row::Row;
pub use rows::{
    BreachOf, Conclusion, Due, DutyRow, ExceptionRow, IfNotAssumed, IfOwed, PaymentRow, PowerRow,
    SanctionRow,
};
pub use stage::Stage;
pub use stored::ReadError;
pub use time_limit::{CalendarDay, CalendarSpan, DutyTime, Prompt, TimeLimit};
pub use urgency::Urgency;
pub use wanted::Wanted;

use serde::{Deserialize, Serialize};

use crate::value::{Address, Moment};

/// The version of the JSON's shape. Keys may be added; none changes its meaning.
pub const SCHEMA: &str = "onus.determination/1";

/// The whole answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Determination {
    /// [`SCHEMA`].
    pub schema: String,
    /// The engine's version.
    pub engine: String,
    /// The policies evaluated.
    pub policies: Vec<PolicyUsed>,
    /// The texts that the rows cite, by the name under which they cite them.
    pub sources: Vec<SourceUsed>,
    /// What the record calls itself.
    pub title: Option<Words>,
    /// The moment whose state is asked for.
    pub as_of: Moment,
    /// The moment whose law was forced, if one was.
    pub law_of: Option<Moment>,
    /// Names of proposed versions that were taken to be in force.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposed: Vec<String>,
    /// What is otherwise than without those versions, where some were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_by_proposals: Option<Vec<Changed>>,
    /// Facts recorded later were ignored.
    pub known_by: Option<Moment>,
    /// SHA-256 of the record's bytes, where it was read from text.
    pub facts_sha256: Option<String>,
    /// What is assumed, whatever the record says of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<Step>,
    /// What is otherwise than on the record alone, where something is assumed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Vec<Changed>>,
    /// Parties that the record calls by a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<PartyRow>,
    /// Until when the record of what was done is said to be complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_complete_until: Option<Moment>,
    /// From when it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_complete_from: Option<Moment>,
    /// What the record told, as far as it was heard.
    pub facts: Vec<FactRow>,
    /// Conclusions.
    pub conclusions: Vec<Conclusion>,
    /// Duties, one row for each instance.
    pub duties: Vec<DutyRow>,
    /// Powers.
    pub powers: Vec<PowerRow>,
    /// Sanctions.
    pub sanctions: Vec<SanctionRow>,
    /// Judgements that something waits for or rests on.
    pub judgements: Vec<JudgementRow>,
    /// What competent parties found, where that prevails over what the rules come to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<FindingRow>,
    /// Facts of which accounts differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<DisputeRow>,
    /// Whether all combinations of accounts were tried; none where none differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disputes_complete: Option<bool>,
    /// What is coming, if nothing else happens; empty where nobody asked.
    #[serde(flatten)]
    pub coming: Coming,
    /// Doubts that the answer rests on.
    pub doubts: Vec<Doubt>,
    /// Readings used.
    pub readings: Vec<ReadingRow>,
    /// Whether what other readings make of it was looked at in full; only told where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub readings_complete: Option<bool>,
    /// Whether it was looked for each duty since when it is owed; only told where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owed_since_complete: Option<bool>,
    /// Duties that demand and forbid the same.
    pub conflicts: Vec<ConflictRow>,
    /// What is on the record and does not count, or was done without the power to do it.
    pub irregular: Vec<IrregularRow>,
}

/// Words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Words {
    /// English.
    pub en: String,
    /// Korean.
    pub ko: String,
}

impl Words {
    /// The same in both languages.
    #[must_use]
    pub fn same(text: &str) -> Words {
        Words {
            en: text.to_owned(),
            ko: text.to_owned(),
        }
    }
}

/// A policy that took part.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PolicyUsed {
    /// `kr.netflix_law`
    pub name: String,
    /// Its title.
    pub title: Option<Words>,
    /// Hash of its files.
    pub sha256: String,
    /// Its zone.
    pub zone: String,
    /// The instant whose law governs its items, where one is known.
    pub governed_at: Option<Moment>,
    /// What everybody who acts on it must know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advice: Vec<Words>,
}

/// A text that some row cites: what `Decree` stands for in `Decree 30-8(1)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceUsed {
    /// The policy that declares it.
    pub policy: String,
    /// The name under which it is cited.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// Guidance and practice, not statute.
    pub soft: bool,
    /// Where it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Address>,
}
