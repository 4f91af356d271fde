//! Facts of which accounts differ. The answer holds whichever account is true;
//! here each is taken to be so in turn, to settle what comes out the same, and
//! to say of the rest which account leads where.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::determination::{
    About, Account, AccountRow, Conclusion, Determination, DisputeRow, DutyRow, Lead, PowerRow,
    SanctionRow,
};
use crate::diagnostic::Phrase;
use crate::facts::{self, Datum, Dispute, Facts};
use crate::program::Program;

use super::period::months_text;
use super::shown::words;
use super::{Eval, Question};

/// At most so many combinations of accounts are tried.
const MAX_COMBINATIONS: usize = 32;

/// Facts that are disputed, each with the accounts that were recorded in time.
struct Disputed {
    all: Vec<(Dispute, Vec<Datum>)>,
}

/// Which account is taken of each dispute.
type Choice = Vec<usize>;

impl Disputed {
    fn of(eval: &Eval<'_>) -> Disputed {
        let facts = eval.facts;
        let heard = |account: &&Datum| eval.recorded_in_time(&account.provenance);
        let all = facts::disputes(facts).into_iter().map(|dispute| {
            let accounts = facts::accounts(facts, &dispute).iter();
            let accounts: Vec<Datum> = accounts.filter(heard).cloned().collect();
            (dispute, accounts)
        });
        Disputed {
            all: all.filter(|(_, accounts)| accounts.len() > 1).collect(),
        }
    }

    /// The combinations that are tried, and whether they are all there are.
    fn choices(&self) -> (Vec<Choice>, bool) {
        let mut choices: Vec<Choice> = vec![Vec::new()];
        let mut complete = true;
        for (_, accounts) in &self.all {
            let longer = |choice: &Choice| {
                let choice = choice.clone();
                (0..accounts.len()).map(move |at| {
                    let mut choice = choice.clone();
                    choice.push(at);
                    choice
                })
            };
            let wanted = choices.len().saturating_mul(accounts.len());
            complete &= wanted <= MAX_COMBINATIONS;
            choices = choices
                .iter()
                .flat_map(longer)
                .take(MAX_COMBINATIONS)
                .collect();
        }
        (choices, complete)
    }

    fn taken(&self, facts: &Facts, program: &Program, choice: &Choice) -> Facts {
        let mut facts = facts.clone();
        for ((dispute, accounts), at) in self.all.iter().zip(choice) {
            if let Some(account) = accounts.get(*at) {
                facts::take(&mut facts, program, dispute, account.clone());
            }
        }
        facts
    }

    /// Of which disputes it matters which account is taken: two combinations that differ in it
    /// alone come out differently. Where not all were tried, of each.
    fn mattering<'o>(&self, outcomes: &BTreeMap<&Choice, &'o Json>, complete: bool) -> Vec<usize> {
        let alone = |at: usize| {
            outcomes.iter().any(|(choice, outcome)| {
                let differs = |(other, found): (&&Choice, &&'o Json)| {
                    let mut pairs = choice.iter().zip(other.iter()).enumerate();
                    found != outcome && pairs.all(|(other, (a, b))| other == at || a == b)
                };
                outcomes.iter().any(differs)
            })
        };
        (0..self.all.len())
            .filter(|at| !complete || alone(*at))
            .collect()
    }
}

/// What is told of a row where accounts differ.
trait Told: Clone {
    fn about(&mut self) -> &mut About;
    fn key(&self) -> (&str, Option<&str>);
    /// What it comes to.
    fn outcome(&self) -> Json;
    /// Takes over what is so on every account.
    fn settle(&mut self, on_each: &[&Self]);
}

macro_rules! told {
    ($row:ty, |$outcome:ident| $value:expr, |$whole:ident, $first:ident, $each:ident| $settle:block) => {
        impl Told for $row {
            fn about(&mut self) -> &mut About {
                &mut self.about
            }

            fn key(&self) -> (&str, Option<&str>) {
                (&self.about.name, self.about.instance.as_deref())
            }

            fn outcome(&self) -> Json {
                let $outcome = self;
                $value
            }

            fn settle(&mut self, on_each: &[&Self]) {
                let Some($first) = on_each.first().copied() else {
                    return;
                };
                let ($whole, $each) = (self, on_each);
                $settle;
                $whole.standing = $each.iter().filter_map(|row| row.standing).min();
                $whole.exempt_by.clone_from(&$first.exempt_by);
                let all = |name: &String| $each.iter().all(|row| row.exempt_by.contains(name));
                $whole.exempt_by.retain(all);
                $whole.about.because.clone_from(&$first.about.because);
                let needs = std::mem::take(&mut $whole.about.needs);
                $whole.about.regardless.extend(needs);
                $whole.about.routes = crate::determination::Routes::default();
            }
        }
    };
}

told!(
    Conclusion,
    |row| row.value.clone(),
    |whole, first, _each| {
        whole.value.clone_from(&first.value);
        whole.shown.clone_from(&first.shown);
    }
);
told!(DutyRow, |row| row.state.into(), |whole, first, each| {
    whole.state = first.state;
    whole.arises = first.arises;
    // When it is due is told only where that, too, is the same.
    let due = |row: &DutyRow| (row.due_at.clone(), row.due_day.clone(), row.limit.clone());
    if each.iter().all(|row| due(row) == due(first)) {
        (whole.due_at, whole.due_day, whole.limit) = due(first);
        whole.due_earliest.clone_from(&first.due_earliest);
        whole.due_latest.clone_from(&first.due_latest);
    }
    if each.iter().all(|row| row.done_at == first.done_at) {
        whole.done_at.clone_from(&first.done_at);
    }
});
told!(PowerRow, |row| row.state.into(), |whole, first, _each| {
    whole.state = first.state;
});
told!(
    SanctionRow,
    |row| row.state.into(),
    |whole, first, _each| {
        whole.state = first.state;
    }
);

/// Settles what comes out the same on every account, and says of the rest which leads where.
pub(super) fn tell(
    program: &Program,
    facts: &Facts,
    question: &Question,
    whole: &mut Determination,
) {
    let eval = Eval::new(program, facts, question, &[]);
    let disputed = Disputed::of(&eval);
    if disputed.all.is_empty() {
        return;
    }
    let (choices, complete) = disputed.choices();
    let plain = Question {
        routes: false,
        changes: false,
        ..question.clone()
    };
    let answers: Vec<(&Choice, Determination)> = choices
        .iter()
        .map(|choice| {
            let facts = disputed.taken(facts, program, choice);
            (
                choice,
                Eval::new(program, &facts, &plain, &[]).determination(),
            )
        })
        .collect();
    whole.disputes = disputed.all.iter().map(|of| row(&eval, of)).collect();
    whole.disputes_complete = Some(complete);
    macro_rules! each {
        ($($rows:ident)*) => { $({
            let answers: Vec<(&Choice, &[_])> = answers
                .iter()
                .map(|(choice, answer)| (*choice, answer.$rows.as_slice()))
                .collect();
            for row in &mut whole.$rows {
                lead(row, &answers, &disputed, &whole.disputes, complete);
            }
        })* };
    }
    each!(conclusions duties powers sanctions);
}

/// Where each account leads in one row.
fn lead<T: Told>(
    row: &mut T,
    answers: &[(&Choice, &[T])],
    disputed: &Disputed,
    told: &[DisputeRow],
    complete: bool,
) {
    let open = row.outcome();
    if open != "undetermined" && !open.is_object() {
        return;
    }
    let found: Vec<(&Choice, &T)> = answers
        .iter()
        .filter_map(|(choice, rows)| {
            let mut rows = rows.iter();
            Some((*choice, rows.find(|other| other.key() == row.key())?))
        })
        .collect();
    // What has no such row on some account stays open.
    if found.len() < answers.len() {
        return;
    }
    let outcomes: Vec<Json> = found.iter().map(|(_, row)| row.outcome()).collect();
    let first = outcomes.first().cloned().unwrap_or_default();
    if outcomes.iter().all(|outcome| *outcome == first) {
        if complete && first != "undetermined" && first != open {
            let each: Vec<&T> = found.iter().map(|(_, row)| *row).collect();
            row.settle(&each);
            row.about().whichever = true;
        }
        return;
    }
    let by_choice: BTreeMap<&Choice, &Json> = found
        .iter()
        .zip(&outcomes)
        .map(|((choice, _), outcome)| (*choice, outcome))
        .collect();
    let mattering = disputed.mattering(&by_choice, complete);
    let mut leads: Vec<Lead> = Vec::new();
    for ((choice, _), outcome) in found.iter().zip(&outcomes) {
        let on = mattering.iter().filter_map(|at| {
            let dispute = told.get(*at)?;
            let account = dispute.accounts.get(*choice.get(*at)?)?;
            Some(Account {
                path: dispute.path.clone(),
                by: account.by.clone().unwrap_or_default(),
            })
        });
        let lead = Lead {
            on: on.collect(),
            to: outcome.clone(),
        };
        if !leads.contains(&lead) {
            leads.push(lead);
        }
    }
    row.about().accounts = leads;
}

/// A dispute as it is told.
fn row(eval: &Eval<'_>, (dispute, accounts): &(Dispute, Vec<Datum>)) -> DisputeRow {
    let walked = eval.walk(&dispute.path);
    let path = walked.as_ref().map(|w| w.text.clone()).unwrap_or_default();
    let title = walked
        .as_ref()
        .map_or_else(Phrase::default, |w| w.title.clone());
    let shown = |account: &Datum| AccountRow {
        by: account.provenance.by.clone(),
        source: account.provenance.source.clone(),
        value: walked.as_ref().map(|walked| {
            let policy = walked.field.map_or(0, |field| field.head.policy);
            let item = eval.leaf(&dispute.path, walked, Some(account)).item;
            eval.shown(&item, &walked.kind, policy)
        }),
    };
    DisputeRow {
        path: match dispute.over {
            Some(over) => format!("{path} over {}", months_text(over)),
            None => path,
        },
        title: words(&title),
        accounts: accounts.iter().map(shown).collect(),
    }
}
