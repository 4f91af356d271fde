//! What every row says of its provision, and of what is missing for it.

use serde::{Deserialize, Serialize};

use super::{Because, Changes, Lead, Need, OnReading, Open, Routes, Words};
use crate::value::Date;

/// What every row says of its provision.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct About {
    /// The full name: `kr.netflix_law.covered`.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// Which instance: `services[0]`.
    pub instance: Option<String>,
    /// What the instance is called, where its record has a `name`.
    pub instance_title: Option<String>,
    /// The articles of the version in force: `Decree 30-8(1)`.
    pub cites: Vec<String>,
    /// Guidance and practice, not statute: every source it cites is soft.
    pub soft: bool,
    /// Version in force: first day, and last day if any.
    pub in_force: Option<InForce>,
    /// Missing facts and judgements on which something of it depends, as paths.
    pub needs: Vec<Need>,
    /// What of it is open, and which of them settle that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<Open>,
    /// Missing facts and judgements that were looked at and do not matter: it is settled without them.
    pub regardless: Vec<Need>,
    /// Smallest sets of facts that settle it.
    pub routes: Routes,
    /// Smallest sets of changed facts that turn it, where it is settled and that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    /// Where the accounts of disputed facts lead, where they part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<Lead>,
    /// It is so whichever account of the disputed facts is true; the reasons are those of the first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub whichever: bool,
    /// What it comes to on other readings than those used, where that differs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on_readings: Vec<OnReading>,
    /// Why.
    pub because: Option<Because>,
}

impl About {
    /// What tells the row from all others: the full name and the instance.
    #[must_use]
    pub fn key(&self) -> (&str, Option<&str>) {
        (&self.name, self.instance.as_deref())
    }

    /// Whether its instance is one of a period of the calendar, which comes back whatever happens.
    #[must_use]
    pub fn is_periodic(&self) -> bool {
        is_of_a_period(self.instance.as_deref())
    }
}

/// Whether an instance, or a part of it, is a period of the calendar: `2024`, `services[0], 2024-Q1`.
pub(crate) fn is_of_a_period(instance: Option<&str>) -> bool {
    let mut parts = instance.unwrap_or_default().split(", ");
    parts.any(|part| part.starts_with(|first: char| first.is_ascii_digit()))
}

/// The days of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InForce {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// On how good a support a conclusion rests: the weakest on its best way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// On a what-if.
    Assumed,
    /// On a presumption.
    Presumed,
    /// On someone's judgement.
    Judged,
    /// On facts.
    Established,
}
