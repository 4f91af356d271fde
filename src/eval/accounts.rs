//! Facts of which accounts differ. The answer holds whichever account is true;
//! here each is taken to be so in turn, to settle what comes out the same, and
//! to say of the rest which account leads where.

use std::collections::BTreeMap;

use crate::determination::{
    Account, AccountRow, AnswerValue, Determination, DisputeRow, Lead, Row,
};
use crate::diagnostic::Phrase;
use crate::facts::{self, Datum, Dispute, Facts, Known};
use crate::program::Program;

use super::period::months_text;
use super::settled::{Settled, settle};
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
    fn mattering<'o>(
        &self,
        outcomes: &BTreeMap<&Choice, &'o AnswerValue>,
        complete: bool,
    ) -> Vec<usize> {
        let alone = |at: usize| {
            outcomes.iter().any(|(choice, outcome)| {
                let differs = |(other, found): (&&Choice, &&'o AnswerValue)| {
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
    let answers = choices.iter().map(|choice| {
        let facts = disputed.taken(facts, program, choice);
        let answer = Eval::new(program, &facts, &plain, &[]).determination();
        (choice, answer)
    });
    let told = Told {
        disputes: disputed.all.iter().map(|of| row(&eval, of)).collect(),
        answers: answers.collect(),
        disputed,
        complete,
    };
    told.lead(&mut whole.conclusions, |answer| &answer.conclusions);
    told.lead(&mut whole.duties, |answer| &answer.duties);
    told.lead(&mut whole.powers, |answer| &answer.powers);
    told.lead(&mut whole.sanctions, |answer| &answer.sanctions);
    whole.disputes = told.disputes;
    whole.disputes_complete = Some(complete);
}

/// What the accounts come to.
struct Told<'c> {
    disputed: Disputed,
    disputes: Vec<DisputeRow>,
    /// The answer to each combination of accounts.
    answers: Vec<(&'c Choice, Determination)>,
    /// They are all the combinations there are.
    complete: bool,
}

impl Told<'_> {
    /// Settles the rows of one kind, or says where each account leads.
    fn lead<T: Settled>(&self, rows: &mut [T], of: fn(&Determination) -> &[T])
    where
        for<'r> Row<'r>: From<&'r T>,
    {
        let answers = self.answers.iter().map(|(_, answer)| {
            let rows = of(answer).iter();
            rows.map(|row| (Row::from(row).about.key(), row)).collect()
        });
        let answers: Vec<BTreeMap<_, &T>> = answers.collect();
        for row in rows {
            let open = Row::from(&*row);
            if !open.is_open() && !matches!(open.is, AnswerValue::Value(_)) {
                continue;
            }
            let key = open.about.key();
            // What has no such row on some account stays open.
            let Some(found) = answers
                .iter()
                .map(|rows| rows.get(&key).copied())
                .collect::<Option<Vec<&T>>>()
            else {
                continue;
            };
            let outcomes: Vec<AnswerValue> = found.iter().map(|row| Row::from(*row).is).collect();
            let first = outcomes.first();
            if outcomes.iter().any(|outcome| Some(outcome) != first) {
                row.common().0.accounts = self.leads(&outcomes);
                if self.complete {
                    row.narrow(&found);
                }
            } else if let Some(first) = first
                && self.complete
                && !first.is_undetermined()
                && *first != open.is
            {
                settle(row, &found);
            }
        }
    }

    /// Which accounts lead to which outcome, each pair once.
    fn leads(&self, outcomes: &[AnswerValue]) -> Vec<Lead> {
        let choices = self.answers.iter().map(|(choice, _)| *choice);
        let by_choice: BTreeMap<&Choice, &AnswerValue> = choices.clone().zip(outcomes).collect();
        let mattering = self.disputed.mattering(&by_choice, self.complete);
        let mut leads: Vec<Lead> = Vec::new();
        for (choice, outcome) in choices.zip(outcomes) {
            let on = mattering.iter().filter_map(|at| {
                let dispute = self.disputes.get(*at)?;
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
        leads
    }
}

/// Whether an account is of a list or a record, and not of one value.
fn is_whole(account: &Datum) -> bool {
    matches!(account.known, Known::List { .. } | Known::Record { .. })
}

/// A dispute as it is told.
fn row(eval: &Eval<'_>, (dispute, accounts): &(Dispute, Vec<Datum>)) -> DisputeRow {
    let walked = eval.walk(&dispute.path);
    let path = walked.as_ref().map(|w| w.text.clone()).unwrap_or_default();
    let title = walked
        .as_ref()
        .map_or_else(Phrase::default, |w| w.title.clone().into_owned());
    let shown = |account: &Datum| AccountRow {
        by: account.provenance.by.clone(),
        source: account.provenance.source.clone(),
        members: match &account.known {
            Known::List { members, .. } => Some(members.len()),
            _ => None,
        },
        value: walked
            .as_ref()
            .filter(|_| !is_whole(account))
            .map(|walked| {
                let policy = walked.field.map_or(0, |field| field.head.policy);
                let item = eval.leaf(&dispute.path, walked, Some(account)).item;
                let shown = eval.shown(&item, &walked.kind, policy);
                shown.in_zone(eval.record_zone())
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
