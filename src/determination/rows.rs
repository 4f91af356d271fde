//! The rows that provisions leave: conclusions, duties, powers and sanctions, with their exceptions.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    About, Alternative, AnswerValue, AsRecorded, Because, Counting, Determination, FactRow, Need,
    Ruling, Shown, Standing, TimeLimit, Words, standards,
};
use crate::value::{Date, Moment, Standards, State, Truth};

/// A conclusion.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Conclusion {
    /// Which provision.
    #[serde(flatten)]
    pub about: About,
    /// Yes, no or undetermined, or a value; the state not in force where no version is.
    pub value: AnswerValue,
    /// It asks for a value, of which nothing is known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unknown_value: bool,
    /// Another provision builds on it, and says what it matters for.
    pub intermediate: bool,
    /// On what it rests; none while undetermined.
    pub standing: Option<Standing>,
    /// Named exceptions that hold.
    pub exempt_by: Vec<String>,
    /// The exceptions looked at.
    pub exceptions: Vec<ExceptionRow>,
}

/// A duty's instance.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DutyRow {
    /// Which provision.
    #[serde(flatten)]
    pub about: About,
    /// Who owes it.
    pub bearer: String,
    /// The bearer's title.
    pub bearer_title: Words,
    /// The member of a list that owes it, by its path, where there is a duty for each member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bearer_member: Option<String>,
    /// To whom, joined by commas.
    pub to: Option<String>,
    /// Their titles.
    pub to_title: Option<Words>,
    /// The act that it demands, or else forbids or permits.
    pub must: Words,
    /// What may be owed instead, while it is open whether an exception holds that puts it in place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
    /// Whether it has arisen, whatever became of it.
    pub arises: Truth,
    /// From when it has been owed, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owed_since: Option<Moment>,
    /// The state, in snake case.
    pub state: State,
    /// Whether it is breached by now, where that is certain though its state is open: what was done
    /// too late or not at all is, whatever else of it turns out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breached: Option<Truth>,
    /// Named exceptions that hold.
    pub exempt_by: Vec<String>,
    /// The exceptions that put something else in place of what the provision demands.
    pub replaced_by: Vec<String>,
    /// The exceptions looked at, in the order of the source.
    pub exceptions: Vec<ExceptionRow>,
    /// It forbids the act, and does not demand it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forbids: bool,
    /// It permits the act.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub permits: bool,
    /// The permissions by which something was done that it forbids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permitted_by: Vec<Ruling>,
    /// The instant by which it is due, included.
    pub due_at: Option<Moment>,
    /// The day by which it is due, open until its end.
    pub due_day: Option<Date>,
    /// The earliest that it can be due, where its limit is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_earliest: Option<Due>,
    /// The latest that it can be due, where its limit is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_latest: Option<Due>,
    /// What it comes to if nothing was done that is not on record, where the record does not say that
    /// it is complete and that is why the state or the limit is open. Only an answer that looks ahead
    /// says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_recorded: Option<AsRecorded>,
    /// How the limit is set, where it is not a known time or day alone.
    pub limit: Option<TimeLimit>,
    /// By which standard it must not wait, with or without a limit beside; none of what may.
    #[serde(flatten, with = "standards")]
    pub promptness: Standards,
    /// How the limit was counted, where it was and is known; of one that a relief moves, how that was
    /// from which it moves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counting>,
    /// How much is to be paid, and how much was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentRow>,
    /// When it was done.
    pub done_at: Option<Moment>,
    /// The events of the record that are what is owed, or may be: `events[1]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<String>,
    /// The events of the record of another act that has the same title as what is owed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_acts: Vec<String>,
    /// What it comes to if it is owed, while that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_owed: Option<IfOwed>,
    /// What it comes to where what the record only assumes is not known, of what is not owed as assumed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_not_assumed: Option<IfNotAssumed>,
    /// The zone of its times, where it is not that of its policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// On what the state rests.
    pub standing: Option<Standing>,
    /// Sanctions that its breach opens.
    pub on_breach: Vec<String>,
}

impl Conclusion {
    /// The value, where it asks for one and is in force.
    #[must_use]
    pub fn shown(&self) -> Option<&Shown> {
        match &self.value {
            AnswerValue::Value(shown) => Some(shown),
            AnswerValue::Truth(_) if self.unknown_value => Some(&Shown::Unknown),
            AnswerValue::Truth(_) | AnswerValue::State(_) => None,
        }
    }
}

impl DutyRow {
    /// By when it is due, where that is known.
    #[must_use]
    pub fn due(&self) -> Option<Due> {
        let at = self.due_at.map(Due::At);
        at.or(self.due_day.map(Due::Day))
    }

    /// Whether it must not wait, by whichever standard.
    #[must_use]
    pub fn must_not_wait(&self) -> bool {
        !self.promptness.is_empty()
    }
}

impl Determination {
    /// Whether a party bears a duty and is no authority that has a power or imposes a sanction: what
    /// it judges of its own case is not the last word.
    #[must_use]
    pub fn is_bearer(&self, title: &Words) -> bool {
        let mut duties = self.duties.iter();
        let mut powers = self.powers.iter();
        let mut sanctions = self.sanctions.iter();
        duties.any(|duty| duty.bearer_title == *title)
            && !powers.any(|power| power.holder_title == *title)
            && !sanctions.any(|sanction| sanction.holder_title.as_ref() == Some(title))
    }

    /// The sanction of this name, full or within its policy, that the breach of a duty opens; and whether
    /// what it can be at most is known to be that of this duty's own instance. An instance that another
    /// breach opened may be of another amount.
    #[must_use]
    pub fn sanction_of(&self, duty: &DutyRow, name: &str) -> Option<(&SanctionRow, bool)> {
        let called = |row: &&SanctionRow| is_called(&row.about.name, name);
        let rows: Vec<&SanctionRow> = self.sanctions.iter().filter(called).collect();
        let own = |row: &&&SanctionRow| {
            let of = row.breach_of.as_ref();
            of.is_some_and(|of| (of.name.as_str(), of.instance.as_deref()) == duty.about.key())
        };
        let about = |row: &&&SanctionRow| {
            row.breach_of.is_none() && row.about.instance == duty.about.instance
        };
        let of_none = |row: &&&SanctionRow| row.breach_of.is_none() && row.about.instance.is_none();
        let mut each = [
            rows.iter().find(own),
            rows.iter().find(about),
            rows.iter().find(of_none),
        ];
        if let Some(row) = each.iter_mut().find_map(Option::take) {
            return Some((row, true));
        }
        let first = rows.first()?;
        Some((first, rows.iter().all(|row| row.up_to == first.up_to)))
    }

    /// The event of the record at a path.
    #[must_use]
    pub fn event(&self, path: &str) -> Option<&FactRow> {
        self.facts.iter().find(|fact| fact.path == path)
    }

    /// Whether it is for an authority to do, and for those of whom the record tells to wait for.
    #[must_use]
    pub fn is_of_authority(&self, duty: &DutyRow) -> bool {
        duty.bearer_member.is_none() && !self.is_bearer(&duty.bearer_title)
    }
}

impl DutyRow {
    /// Whether its breach opens the sanction of this full name.
    #[must_use]
    pub fn opens(&self, sanction: &str) -> bool {
        self.on_breach.iter().any(|name| is_called(sanction, name))
    }
}

/// Whether a full name is this one, which may be its part within the policy alone.
fn is_called(full: &str, name: &str) -> bool {
    full == name || full.rsplit_once('.').is_some_and(|(_, last)| last == name)
}

/// What a duty comes to if it is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IfOwed {
    /// The state in which it then is.
    pub state: State,
    /// When it was then done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Moment>,
}

/// What a duty that is not owed comes to where what the record only assumes is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IfNotAssumed {
    /// The state in which it then is.
    pub state: State,
    /// The earliest that it can then be due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_earliest: Option<Due>,
    /// The latest that it can then be due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_latest: Option<Due>,
    /// It is then open all the same: what decides it is not only what is assumed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub perhaps: bool,
    /// The exceptions of which it is then open whether they exempt, by their titles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exempt: Vec<Words>,
    /// By which standard it then must not wait.
    #[serde(flatten, with = "standards")]
    pub promptness: Standards,
}

impl IfNotAssumed {
    /// The safe end of its limit, where it has a limit that can fall.
    pub(crate) fn safe(&self) -> Option<Due> {
        self.due_latest.and(self.due_earliest.or(self.due_latest))
    }
}

/// The instance of a duty whose breach opens a sanction, or may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreachOf {
    /// The duty, by its full name.
    pub name: String,
    /// Which instance.
    pub instance: Option<String>,
}

/// By when something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Due {
    /// An instant, included.
    At(Moment),
    /// A day, open until its end.
    Day(Date),
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Due::At(at) => at.fmt(f),
            Due::Day(day) => day.fmt(f),
        }
    }
}

/// How much is to be paid, and how much was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRow {
    /// The full amount.
    pub full: Shown,
    /// What may be paid instead; the smallest, of several.
    pub reduced: Option<Shown>,
    /// Whether that suffices.
    pub reducible: Truth,
    /// What was paid so far.
    pub paid: Shown,
}

/// A power's instance.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PowerRow {
    /// Which provision.
    #[serde(flatten)]
    pub about: About,
    /// Who has it.
    pub holder: String,
    /// The holder's title.
    pub holder_title: Words,
    /// Over whom.
    pub over: Option<String>,
    /// Their titles.
    pub over_title: Option<Words>,
    /// The act that exercises it.
    pub through: Option<String>,
    /// The title of that act, where it was exercised or may have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through_title: Option<Words>,
    /// The event of the record by which it was exercised, or may have been: `events[1]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<String>,
    /// `unavailable available exercised undetermined not_in_force`
    pub state: State,
    /// Named exceptions that hold.
    pub exempt_by: Vec<String>,
    /// The exceptions looked at.
    pub exceptions: Vec<ExceptionRow>,
    /// On what the state rests.
    pub standing: Option<Standing>,
}

/// A sanction's instance.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SanctionRow {
    /// Which provision.
    #[serde(flatten)]
    pub about: About,
    /// Who bears it.
    pub bearer: Option<String>,
    /// The bearer's title.
    pub bearer_title: Option<Words>,
    /// Who imposes it.
    pub holder: Option<String>,
    /// The holder's title.
    pub holder_title: Option<Words>,
    /// `not_open open imposed undetermined not_in_force`
    pub state: State,
    /// The title of the act by which it was imposed, or may have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through_title: Option<Words>,
    /// The events of the record by which it was imposed, or may have been: `events[1]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<String>,
    /// The instance of a duty whose breach opens it, or may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breach_of: Option<BreachOf>,
    /// The most it can be.
    pub up_to: Vec<Shown>,
    /// The sanction it stands in for.
    pub in_lieu_of: Option<String>,
    /// Named exceptions that hold.
    pub exempt_by: Vec<String>,
    /// The exceptions looked at.
    pub exceptions: Vec<ExceptionRow>,
    /// On what the state rests.
    pub standing: Option<Standing>,
}

/// An exception that was looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExceptionRow {
    /// Its name within its policy.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// Its articles.
    pub cites: Vec<String>,
    /// Guidance and practice, not statute.
    pub soft: bool,
    /// It puts something else in place of what the provision demands, and does not exempt.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replaces: bool,
    /// Whether it holds.
    pub value: Truth,
    /// Why, or what it would take.
    pub because: Option<Because>,
    /// What is missing for it.
    pub needs: Vec<Need>,
}
