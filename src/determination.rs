//! The answer: every conclusion, duty, power and sanction, why, why not, and
//! what is missing. One value that is its own JSON. It carries titles in both
//! languages, so that a renderer needs nothing else; it does not know how it
//! was made or how it is shown.

pub mod changed;
pub mod reason;
pub mod wanted;

pub use changed::{Changed, Outcome};
pub use reason::{Because, Figure, Reason, Shown, Side};
pub use wanted::Wanted;

use serde::Serialize;

use crate::value::Truth;

/// The version of the JSON's shape. Keys may be added; none changes its meaning.
pub const SCHEMA: &str = "onus.determination/1";

/// The whole answer.
#[derive(Clone, Debug, Serialize)]
pub struct Determination {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The engine's version.
    pub engine: &'static str,
    /// The policies evaluated.
    pub policies: Vec<PolicyUsed>,
    /// The texts that the rows cite, by the name under which they cite them.
    pub sources: Vec<SourceUsed>,
    /// What the record calls itself.
    pub title: Option<Words>,
    /// The moment whose state is asked for, RFC 3339.
    pub as_of: String,
    /// The moment whose law was forced, if one was.
    pub law_of: Option<String>,
    /// Facts recorded later were ignored.
    pub known_by: Option<String>,
    /// SHA-256 of the record's bytes, where it was read from text.
    pub facts_sha256: Option<String>,
    /// What is assumed, whatever the record says of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<Step>,
    /// What is otherwise than on the record alone, where something is assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<Vec<Changed>>,
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<FindingRow>,
    /// Facts of which accounts differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<DisputeRow>,
    /// Whether all combinations of accounts were tried; none where none differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disputes_complete: Option<bool>,
    /// What is coming, if nothing else happens; empty where nobody asked.
    #[serde(flatten)]
    pub coming: Coming,
    /// Doubts that the answer rests on.
    pub doubts: Vec<Doubt>,
    /// Readings used.
    pub readings: Vec<ReadingRow>,
    /// Duties that demand and forbid the same.
    pub conflicts: Vec<ConflictRow>,
    /// What is on the record and does not count, or was done without the power to do it.
    pub irregular: Vec<IrregularRow>,
}

/// How states change after the moment asked for, if nothing else happens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coming {
    /// So far ahead was looked, RFC 3339, and up to then the changes that were found are all told;
    /// none where nobody asked.
    #[serde(rename = "coming_until")]
    pub until: Option<String>,
    /// Whether that is as far as is ever looked, and not where the list was cut. A change that goes
    /// again before the next moment at which one is expected may not be found.
    #[serde(rename = "coming_complete")]
    pub complete: bool,
    /// The changes, in the order of time.
    #[serde(rename = "coming")]
    pub rows: Vec<ComingRow>,
}

/// One change of state to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComingRow {
    /// `duty`, `power` or `sanction`
    pub kind: &'static str,
    /// The full name: `kr.netflix_law.notify_stop`.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// Which instance: `services[0]`.
    pub instance: Option<String>,
    /// What the instance is called.
    pub instance_title: Option<String>,
    /// The state until then, in snake case.
    pub from: &'static str,
    /// The state from then on, in snake case.
    pub to: &'static str,
    /// When, RFC 3339.
    pub at: String,
    /// Only after that instant, not yet at it.
    pub after: bool,
    /// The instant by which it is then due, included.
    pub due_at: Option<String>,
    /// The day by which it is then due, open until its end.
    pub due_day: Option<String>,
    /// The articles of the version then in force.
    pub cites: Vec<String>,
    /// What has not come and hinders it if it does by then: `services[0].outage.ended`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<Need>,
}

/// Words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Default)]
pub struct Words {
    /// English.
    pub en: String,
    /// Korean.
    pub ko: String,
}

/// A policy that took part.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyUsed {
    /// `kr.netflix_law`
    pub name: String,
    /// Its title.
    pub title: Option<Words>,
    /// Hash of its files.
    pub sha256: String,
    /// Its zone.
    pub zone: String,
    /// The instant whose law governs its items, where one is known, RFC 3339.
    pub governed_at: Option<String>,
}

/// A text that some row cites: what `Decree` stands for in `Decree 30-8(1)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceUsed {
    /// The policy that declares it.
    pub policy: String,
    /// The name under which it is cited.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// Guidance and practice, not statute.
    pub soft: bool,
}

/// What every row says of its provision.
#[derive(Clone, Debug, Serialize)]
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
    /// Missing facts and judgements that may decide it, as paths.
    pub needs: Vec<Need>,
    /// Missing facts and judgements that were looked at and do not matter: it is settled without them.
    pub regardless: Vec<Need>,
    /// Smallest sets of facts that settle it.
    pub routes: Routes,
    /// Smallest sets of changed facts that turn it, where it is settled and that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    /// Where the accounts of disputed facts lead, where they part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<Lead>,
    /// It is so whichever account of the disputed facts is true; the reasons are those of the first.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub whichever: bool,
    /// Why.
    pub because: Option<Because>,
}

/// A fact of which accounts differ.
#[derive(Clone, Debug, Serialize)]
pub struct DisputeRow {
    /// Its path in the record.
    pub path: String,
    /// Its title.
    pub title: Words,
    /// The accounts, in the order of the record.
    pub accounts: Vec<AccountRow>,
}

/// One account of a disputed fact.
#[derive(Clone, Debug, Serialize)]
pub struct AccountRow {
    /// Who says so.
    pub by: Option<String>,
    /// Where that is written.
    pub source: Option<String>,
    /// What is so by this account.
    pub value: Option<Shown>,
}

/// Where accounts lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lead {
    /// The accounts that are taken to be true, of the facts on which it depends.
    pub on: Vec<Account>,
    /// The answer or the state they lead to.
    pub to: serde_json::Value,
}

/// Whose account of a fact is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The fact.
    pub path: String,
    /// Whose account.
    pub by: String,
}

/// The days of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InForce {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub until: Option<String>,
}

/// A fact or a judgement that is missing. Serialised as its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// `services[0].fee`
    pub path: String,
    /// Its title.
    pub title: Words,
    /// Who settles it, if it is a judgement.
    pub holder: Option<Words>,
    /// Asked for, and not known.
    pub declared_unknown: bool,
}

impl Serialize for Need {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.path)
    }
}

/// Smallest sets of facts that settle a question; each verified by evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Routes {
    /// To yes.
    pub yes: Vec<Vec<Step>>,
    /// To no.
    pub no: Vec<Vec<Step>>,
    /// To yes and no of what: `holds`, `arises`, `kept`, `available` or `open`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whether: Option<&'static str>,
    /// How far the search went; none where nothing was to be searched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<Search>,
}

/// Smallest sets of changed facts that turn a settled answer; each verified by evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// What turns: `holds`, `arises`, `available` or `open`.
    pub whether: &'static str,
    /// To what it turns.
    pub to: Truth,
    /// The sets.
    pub sets: Vec<Vec<Step>>,
    /// How far the search went.
    pub search: Search,
}

/// How far a search went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Search {
    /// No other set of facts leads there.
    Complete,
    /// A bound was reached, or a part is not looked into: there may be others.
    Truncated,
}

/// One fact on a route. Serialised as its path and what a record would say of it:
/// `{"path": "outage.duration", "more_than": "4 hours"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where.
    pub path: String,
    /// Its title.
    pub title: Words,
    /// What it would have to be.
    pub known: Shown,
    /// The same as a record says it: `is`, `at_least`, …, and the value.
    pub written: (&'static str, serde_json::Value),
    /// What the record says.
    pub now: Shown,
    /// It says how many members a list has: `{"path": "services", "members": {"at_least": 1}}`.
    pub members: bool,
}

impl Serialize for Step {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("path", &self.path)?;
        let (key, value) = &self.written;
        if self.members {
            map.serialize_entry("members", &serde_json::json!({ *key: value }))?;
        } else {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// On how good a support a conclusion rests: the weakest on its best way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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

/// A conclusion.
#[derive(Clone, Debug, Serialize)]
pub struct Conclusion {
    /// Which provision.
    #[serde(flatten)]
    pub about: About,
    /// `"yes"`, `"no"`, `"undetermined"`, or `{"is": …}`, `{"at_least": …}`, `{"between": […]}`; `"not_in_force"` where no version is.
    pub value: serde_json::Value,
    /// The same for people, where the value is neither yes nor no.
    #[serde(skip)]
    pub shown: Option<Shown>,
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
#[derive(Clone, Debug, Serialize)]
pub struct DutyRow {
    /// Which provision.
    #[serde(flatten)]
    pub about: About,
    /// Who owes it.
    pub bearer: String,
    /// The bearer's title.
    pub bearer_title: Words,
    /// To whom, joined by commas.
    pub to: Option<String>,
    /// Their titles.
    pub to_title: Option<Words>,
    /// What is owed.
    pub must: Words,
    /// Whether it has arisen, whatever became of it.
    pub arises: Truth,
    /// The state, in snake case.
    pub state: &'static str,
    /// Named exceptions that hold.
    pub exempt_by: Vec<String>,
    /// The exceptions that put something else in place of what the provision demands.
    pub replaced_by: Vec<String>,
    /// The exceptions looked at, in the order of the source.
    pub exceptions: Vec<ExceptionRow>,
    /// The permissions by which something was done that it forbids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub permitted_by: Vec<Ruling>,
    /// The instant by which it is due, included.
    pub due_at: Option<String>,
    /// The day by which it is due, open until its end.
    pub due_day: Option<String>,
    /// The earliest that it can be due, where its limit is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_earliest: Option<String>,
    /// The latest that it can be due, where its limit is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_latest: Option<String>,
    /// The limit in words, where it is not a date alone: `without delay`.
    pub limit: Option<Words>,
    /// How much is to be paid, and how much was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentRow>,
    /// When it was done.
    pub done_at: Option<String>,
    /// On what the state rests.
    pub standing: Option<Standing>,
    /// Sanctions that its breach opens.
    pub on_breach: Vec<String>,
}

/// How much is to be paid, and how much was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
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
    /// `unavailable available exercised undetermined not_in_force`
    pub state: &'static str,
    /// Named exceptions that hold.
    pub exempt_by: Vec<String>,
    /// The exceptions looked at.
    pub exceptions: Vec<ExceptionRow>,
    /// On what the state rests.
    pub standing: Option<Standing>,
}

/// A sanction's instance.
#[derive(Clone, Debug, Serialize)]
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
    pub state: &'static str,
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
#[derive(Clone, Debug, Serialize)]
pub struct ExceptionRow {
    /// Its name within its policy.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// Its articles.
    pub cites: Vec<String>,
    /// Guidance and practice, not statute.
    pub soft: bool,
    /// Whether it holds.
    pub value: Truth,
    /// Why, or what it would take.
    pub because: Option<Because>,
    /// What is missing for it.
    pub needs: Vec<Need>,
}

/// A judgement that something waits for or rests on.
#[derive(Clone, Debug, Serialize)]
pub struct JudgementRow {
    /// Its path in the record: `impaired`, `services[0].unforeseen`.
    pub name: String,
    /// The question.
    pub title: Words,
    /// Who settles it.
    pub holder: Option<String>,
    /// The holder's title.
    pub holder_title: Option<Words>,
    /// What is to be weighed.
    pub criteria: Option<Words>,
    /// Its articles.
    pub cites: Vec<String>,
    /// The answer so far.
    pub value: Truth,
    /// Who gave it.
    pub by: Option<String>,
}

/// What a competent party found of a conclusion or a duty, and what the rules come to without it.
#[derive(Clone, Debug, Serialize)]
pub struct FindingRow {
    /// The full name of what was found: `kr.netflix_law.stability_breach`.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// Of which instance.
    pub instance: Option<String>,
    /// What was found: `yes`, `no`, or a state in snake case.
    pub value: serde_json::Value,
    /// Who found it, as recorded.
    pub by: Option<String>,
    /// The title of that party.
    pub by_title: Option<Words>,
    /// When, RFC 3339.
    pub at: Option<String>,
    /// What is noted of it.
    pub note: Option<String>,
    /// Where it is written.
    pub source: Option<String>,
    /// What the rules come to.
    pub derived: serde_json::Value,
    /// Why they do.
    pub derived_because: Because,
}

/// Two duties of which one demands what the other forbids of the same bearer.
#[derive(Clone, Debug, Serialize)]
pub struct ConflictRow {
    /// The act.
    pub act: String,
    /// Its title.
    pub title: Words,
    /// The bearer's title.
    pub bearer: Option<Words>,
    /// The duty that demands it.
    pub demands: Ruling,
    /// The duty that forbids it.
    pub forbids: Ruling,
}

/// A provision that rules an act: one of two in conflict, or a permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ruling {
    /// Its full name.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// The instance.
    pub instance: Option<String>,
    /// Its articles.
    pub cites: Vec<String>,
}

/// Something on the record that does not count, or was done without the power to do it.
#[derive(Clone, Debug, Serialize)]
pub struct IrregularRow {
    /// Its path in the record: `events[1]`, `services[0].unforeseen`.
    pub path: String,
    /// The act, or the question.
    pub title: Words,
    /// When it was done.
    pub at: Option<String>,
    /// Who did it, as recorded.
    pub by: Option<String>,
    /// The title of that party.
    pub by_title: Option<Words>,
    /// Whose act it is, or who settles the question.
    pub expected: Option<Words>,
    /// `done_by_another`, `answered_by_another` or `without_power`.
    pub why: &'static str,
    /// Full names of the powers that were not there.
    pub powers: Vec<String>,
}

/// A reading that the answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadingRow {
    /// Its full name.
    pub name: String,
    /// What can be read so or so.
    pub title: Words,
    /// The alternative that is used.
    pub used: String,
    /// Its title.
    pub used_title: Words,
    /// Whether it is the one that is used unless another is asked for.
    pub default: bool,
    /// All alternatives, by name.
    pub alternatives: Vec<String>,
    /// The articles that can be read so or so.
    pub cites: Vec<String>,
    /// The same in words.
    pub text: Words,
}

/// A doubt that the answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// The provision's full name.
    pub name: String,
    /// The doubt.
    pub text: Words,
}
