//! Provisions: what the law says, in whole versions. A version has taken all
//! that it does not change from the item's common clauses, so no reader of a
//! version ever looks anywhere else.

use super::expression::{Expr, FactPath, Stretch};
use crate::diagnostic::Phrase;
use crate::name::Name;
use crate::source::Span;
use crate::value::{Instant, Interval, Kind};

/// Which policy an item belongs to, what it is called, and where it stands.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its policy.
    pub policy: usize,
    /// Its name within the policy.
    pub name: Name,
    /// Its title; the name where none is written.
    pub title: Phrase,
    /// Its keyword and name.
    pub span: Span,
}

/// An article of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The source.
    pub source: usize,
    /// The article as written; may be empty.
    pub pin: String,
}

/// One version of a provision, whole.
#[derive(Clone, Debug)]
pub struct Version<T> {
    /// When it is in force.
    pub interval: Interval,
    /// Off unless asked for by this name.
    pub proposed: Option<String>,
    /// For whom alone it is in force, as a transitional rule has it; it then goes before any other.
    pub addressees: Option<Expr>,
    /// Its articles.
    pub cites: Vec<Citation>,
    /// Known doubts about it.
    pub doubts: Vec<Phrase>,
    /// What it says.
    pub body: T,
    /// Where it opens.
    pub span: Span,
    /// All that is written of it alone.
    pub written: Span,
}

/// A party, or the record in the facts that is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyRef {
    /// A declared party.
    Party(usize),
    /// A fact at the top, such as `operator`.
    Fact(usize),
}

/// A declared party.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its name and title.
    pub head: Head,
}

/// A question that only its holder settles.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Its name and title.
    pub head: Head,
    /// The kind of record it is about, if it has a parameter: it is then a fact of that record.
    pub about: Option<usize>,
    /// Who settles it.
    pub holder: Option<PartyRef>,
    /// What is to be weighed.
    pub criteria: Option<Phrase>,
    /// The definition that it settles, where it is no question of its own.
    pub determines: Option<usize>,
    /// Its versions, which say only where it stands.
    pub versions: Vec<Version<()>>,
}

/// Alternative readings of a provision, of which one is used.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its name and title.
    pub head: Head,
    /// The list of its alternatives, among the program's choices.
    pub choice: usize,
    /// The alternative that is used unless another is asked for, by its position.
    pub default: usize,
    /// The articles that can be read so or so.
    pub cites: Vec<Citation>,
}

/// A definition.
#[derive(Clone, Debug)]
pub struct Define {
    /// Its name and title.
    pub head: Head,
    /// Kinds of its parameters, which are variables 0, 1, …
    pub params: Vec<(Name, Kind)>,
    /// The kind of what it means.
    pub kind: Kind,
    /// Another provision builds on it.
    pub intermediate: bool,
    /// The instant whose law governs it, if it says so itself.
    pub governed_by: Option<Expr>,
    /// The judgement that prevails over its rule, where it has a holder.
    pub determined_by: Option<usize>,
    /// Its versions.
    pub versions: Vec<Version<DefineBody>>,
}

/// What one version of a definition says.
#[derive(Clone, Debug)]
pub struct DefineBody {
    /// What it means.
    pub means: Expr,
    /// `unless` clauses.
    pub unless: Vec<Unless>,
}

/// An exception without a name.
#[derive(Clone, Debug)]
pub struct Unless {
    /// When it bites.
    pub condition: Expr,
    /// What is presumed while that is undetermined.
    pub presumed: Option<Presumption>,
}

/// What is taken for granted until someone shows otherwise.
#[derive(Clone, Debug)]
pub struct Presumption {
    /// The presumed answer.
    pub value: bool,
    /// Who has to show otherwise.
    pub burden: Option<PartyRef>,
}

/// One instance for each member of a list; the member is variable 0.
#[derive(Clone, Debug)]
pub struct ForEach {
    /// What the member is called.
    pub variable: Name,
    /// Kind of a member.
    pub kind: Kind,
    /// The list.
    pub list: Expr,
    /// Which members.
    pub condition: Option<Expr>,
}

/// One instance for each period of the calendar.
#[derive(Clone, Debug)]
pub struct Every {
    /// Which periods.
    pub stretch: Stretch,
    /// The variable that is the first day of the period, if it has a name.
    pub variable: Option<usize>,
}

/// A duty.
#[derive(Clone, Debug)]
pub struct Duty {
    /// Its name and title.
    pub head: Head,
    /// One instance for each member of a list.
    pub for_each: Option<ForEach>,
    /// One instance for each period of the calendar; its versions then all have a first day.
    pub every: Option<Every>,
    /// The instant whose law governs it, if it says so itself.
    pub governed_by: Option<Expr>,
    /// Whose finding of its state prevails.
    pub holder: Option<PartyRef>,
    /// Its versions.
    pub versions: Vec<Version<DutyBody>>,
}

impl Duty {
    /// The states that its holder may find it in, in snake case.
    pub fn findable(&self) -> impl Iterator<Item = &'static str> {
        let musts = self.versions.iter().map(|version| &version.body.must);
        let mut states = vec!["not_arisen", "exempt"];
        for must in musts {
            states.extend(match (&must.deed, must.force) {
                (_, Force::Permit) => &["unavailable", "available", "exercised"][..],
                (_, Force::Forbid) => &["observed", "violated"],
                (Deed::Ensure(_), Force::Demand) => &["upheld", "breached"],
                (_, Force::Demand) => &["fulfilled", "performed_late", "breached"],
            });
        }
        states.sort_unstable();
        states.dedup();
        states.into_iter()
    }

    /// Whether it demands nothing, but permits an act.
    #[must_use]
    pub fn permits(&self) -> bool {
        let mut versions = self.versions.iter();
        versions.any(|version| version.body.must.force == Force::Permit)
    }
}

/// What one version of a duty says.
#[derive(Clone, Debug)]
pub struct DutyBody {
    /// Who owes it.
    pub bearer: PartyRef,
    /// To whom.
    pub to: Vec<PartyRef>,
    /// One instance for each event of an act; the event is the next free variable.
    pub arises_on: Option<Trigger>,
    /// When it arises.
    pub when: Option<Expr>,
    /// Exceptions without a name.
    pub unless: Vec<Unless>,
    /// What is owed.
    pub must: Must,
    /// What may be paid instead of the full amount.
    pub reductions: Vec<Reduction>,
    /// The limit: a time, or a day that is open until its end.
    pub by: Option<Expr>,
    /// A later limit where the plain one is unfavourable.
    pub relief: Option<Relief>,
    /// `without delay`
    pub without_delay: bool,
    /// Whether it was delayed, where the provision says by what that is judged.
    pub delayed: Option<Expr>,
    /// Sanctions that a breach opens.
    pub on_breach: Vec<usize>,
    /// Deemed performance.
    pub counts_as_done: Option<Expr>,
    /// Performance before the duty arises counts.
    pub even_before: bool,
}

impl DutyBody {
    /// What is to be paid.
    #[must_use]
    pub fn payment(&self) -> Option<&Payment> {
        match &self.must.deed {
            Deed::Payment(payment) => Some(payment),
            Deed::Act { .. } | Deed::Ensure(_) => None,
        }
    }

    /// The act that is owed, forbidden or permitted.
    #[must_use]
    pub fn act(&self) -> Option<usize> {
        match self.must.deed {
            Deed::Act { act, .. } | Deed::Payment(Payment { act, .. }) => Some(act),
            Deed::Ensure(_) => None,
        }
    }
}

/// A later limit: an hour on the working day after the plain one.
#[derive(Clone, Debug)]
pub struct Relief {
    /// Microseconds after midnight.
    pub hour: i64,
    /// The calendar, where the provision names one of its own.
    pub calendar: Option<Name>,
    /// The variable that is the plain limit in the condition.
    pub variable: usize,
    /// When it is given.
    pub condition: Option<Expr>,
}

/// An act whose events each give rise to an instance.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The act.
    pub act: usize,
    /// The variable that is the event.
    pub variable: usize,
    /// Which of its events.
    pub condition: Option<Expr>,
}

/// How a duty binds its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// It is to be done.
    Demand,
    /// It is not to be done.
    Forbid,
    /// It may be done, whatever forbids it.
    Permit,
}

/// What is owed, forbidden or permitted.
#[derive(Clone, Debug)]
pub struct Must {
    /// Which of these.
    pub force: Force,
    /// What.
    pub deed: Deed,
}

/// What is to be done, or not.
#[derive(Clone, Debug)]
pub enum Deed {
    /// An act; the event that may be its performance is the given variable in the condition.
    Act {
        /// The act.
        act: usize,
        /// The variable that is the event.
        variable: usize,
        /// Its quality.
        condition: Option<Expr>,
    },
    /// A condition to be upheld.
    Ensure(Expr),
    /// An amount to be paid.
    Payment(Payment),
}

/// An amount to be paid.
#[derive(Clone, Debug)]
pub struct Payment {
    /// How much, in full.
    pub amount: Expr,
    /// The act whose events are payments.
    pub act: usize,
    /// The field of its record that says how much was paid.
    pub field: usize,
}

/// How much less suffices.
#[derive(Clone, Debug)]
pub struct Reduction {
    /// To how much: an amount of money, or a share of the full amount.
    pub to: Expr,
    /// When; always, if it does not say.
    pub condition: Option<Expr>,
}

/// What an exception can except.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// A definition that means yes or no.
    Define(usize),
    /// A duty.
    Duty(usize),
    /// A power.
    Power(usize),
    /// A sanction.
    Sanction(usize),
    /// Another exception.
    Exception(usize),
}

/// An exception.
#[derive(Clone, Debug)]
pub struct Exception {
    /// Its name and title.
    pub head: Head,
    /// Its versions. Its variables are those of what it excepts.
    pub versions: Vec<Version<ExceptionBody>>,
}

/// What one version of an exception says.
#[derive(Clone, Debug)]
pub struct ExceptionBody {
    /// What it excepts.
    pub targets: Vec<Target>,
    /// When it bites; none is always.
    pub when: Option<Expr>,
    /// What is presumed while that is undetermined.
    pub presumed: Option<Presumption>,
    /// What it puts in the place of what the duty demands; none takes the duty away.
    pub instead: Option<Instead>,
}

/// What an exception puts in place of what a duty demands. The duty goes on.
#[derive(Clone, Debug)]
pub struct Instead {
    /// What is owed.
    pub must: Option<Must>,
    /// To whom.
    pub to: Option<Vec<PartyRef>>,
    /// The limit.
    pub by: Option<Expr>,
    /// `without delay`
    pub without_delay: bool,
    /// The variable that is the limit without the exception.
    pub due: usize,
}

impl Instead {
    /// Whether both put something in the place of the same part.
    #[must_use]
    pub fn same_part(&self, other: &Instead) -> bool {
        self.must.is_some() && other.must.is_some()
            || self.to.is_some() && other.to.is_some()
            || self.by.is_some() && other.by.is_some()
    }
}

/// A power.
#[derive(Clone, Debug)]
pub struct Power {
    /// Its name and title.
    pub head: Head,
    /// One instance for each member of a list.
    pub for_each: Option<ForEach>,
    /// The instant whose law governs it, if it says so itself.
    pub governed_by: Option<Expr>,
    /// Its versions.
    pub versions: Vec<Version<PowerBody>>,
}

/// What one version of a power says.
#[derive(Clone, Debug)]
pub struct PowerBody {
    /// Who has it.
    pub holder: PartyRef,
    /// Over whom.
    pub over: Vec<PartyRef>,
    /// When it is there.
    pub when: Option<Expr>,
    /// Exceptions without a name.
    pub unless: Vec<Unless>,
    /// The act that exercises it.
    pub through: Option<usize>,
}

/// A sanction: a power with a quantum.
#[derive(Clone, Debug)]
pub struct Sanction {
    /// Its name and title.
    pub head: Head,
    /// One instance for each member of a list.
    pub for_each: Option<ForEach>,
    /// The instant whose law governs it, if it says so itself.
    pub governed_by: Option<Expr>,
    /// Duties whose breach opens it.
    pub opened_by: Vec<usize>,
    /// Its versions.
    pub versions: Vec<Version<SanctionBody>>,
}

/// What one version of a sanction says.
#[derive(Clone, Debug)]
pub struct SanctionBody {
    /// Who bears it.
    pub bearer: Option<PartyRef>,
    /// Who imposes it.
    pub holder: Option<PartyRef>,
    /// What opens it, beside the breach of a duty that names it.
    pub when: Option<Expr>,
    /// Exceptions without a name.
    pub unless: Vec<Unless>,
    /// The act that imposes it.
    pub through: Option<usize>,
    /// At most so much, or so long.
    pub up_to: Vec<Expr>,
    /// The sanction it stands in for, and when.
    pub in_lieu_of: Option<(usize, Option<Expr>)>,
}

/// A provision that was left out.
#[derive(Clone, Debug)]
pub struct Omission {
    /// Whose policy leaves it out.
    pub policy: usize,
    /// What.
    pub cites: Vec<Citation>,
    /// Why.
    pub because: Phrase,
}

/// A case.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name and title.
    pub head: Head,
    /// The file of facts, relative to the case's own file.
    pub facts: Option<(String, Span)>,
    /// The moment whose state is asked for.
    pub as_of: Option<Instant>,
    /// The moment whose law applies, where forced.
    pub law_of: Option<Instant>,
    /// Facts recorded later are ignored.
    pub known_by: Option<Instant>,
    /// What it is about, in words of the author's own.
    pub tags: Vec<Name>,
    /// What is given on top of the file.
    pub given: Vec<Given>,
    /// What the law says of it.
    pub expects: Vec<Expect>,
}

/// `given PATH is VALUE`
#[derive(Clone, Debug)]
pub struct Given {
    /// Where in the record.
    pub path: FactPath,
    /// What; none is declared unknown.
    pub value: Option<Expr>,
    /// Where it is written.
    pub span: Span,
}

/// One expectation.
#[derive(Clone, Debug)]
pub struct Expect {
    /// The full name: `kr.netflix_law.covered`.
    pub name: String,
    /// Of which instance: `services[1]`.
    pub instance: Option<String>,
    /// `yes`, `no`, a state, or a value.
    pub outcome: Outcome,
    /// Names of the exceptions that must be among those that hold.
    pub by: Vec<Name>,
    /// When it must be due.
    pub due: Option<Due>,
    /// Articles that must be cited by the provision or its exceptions, as the determination prints them.
    pub citing: Vec<String>,
    /// Paths that must be among the needed facts.
    pub needs: Vec<String>,
    /// Where it is written.
    pub span: Span,
}

/// What is expected.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A conclusion's answer, or a state in snake case; `undetermined` is both.
    State(String),
    /// A typed value.
    Value(Expr),
    /// Anything but a typed value.
    NotValue(Expr),
    /// A change that lies ahead.
    Coming(Change),
}

/// A change that lies ahead, or is not to.
#[derive(Clone, Debug)]
pub struct Change {
    /// It is not to come.
    pub denied: bool,
    /// To which state, in snake case; any, if it does not say.
    pub state: Option<String>,
    /// When; at any time, if it does not say.
    pub at: Option<Instant>,
}

impl Expect {
    /// What is to come, if it is about that.
    #[must_use]
    pub fn change(&self) -> Option<&Change> {
        match &self.outcome {
            Outcome::Coming(change) => Some(change),
            _ => None,
        }
    }
}

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A day, open until its end.
    Day(crate::value::Date),
    /// An instant, included.
    At(Instant),
}
