//! What a competent party has found prevails over what the rules come to. Both
//! are told.

use crate::determination::{AnswerValue, Because, FindingRow, Need, Reason, Standing};
use crate::facts::{Found, Known, Provenance};
use crate::program::provision::{Define, Duty, DutyBody};
use crate::program::{FactPath, FactRoot, FactStep, Head};
use crate::value::{Kind, Range, State, Truth};

use super::Eval;
use super::answering::Names;
use super::conclusion::Concluded;
use super::frame::Frame;
use super::instance::Instance;
use super::judged::Judged;
use super::logic::because;
use super::outcome::Outcome;
use super::place::step;
use super::shown::words;

/// What was found, and what the rules come to without it.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    value: AnswerValue,
    provenance: Provenance,
    derived: AnswerValue,
    because: Because,
}

impl<'a> Eval<'a> {
    /// Lets what the holder of a definition has determined prevail.
    pub(super) fn determined(&self, define: &Define, frame: &Frame, of: &mut Concluded<'a>) {
        let judgement = define.determined_by.filter(|_| of.in_force);
        let place = judgement.and_then(|judgement| match define.params.len() {
            0 => Some(FactPath {
                root: FactRoot::Judgement(judgement),
                steps: Vec::new(),
            }),
            _ => Some(step(frame.get(0)?.place()?, FactStep::Judgement(judgement))),
        });
        let Some(place) = place else { return };
        let found = self.read(&place);
        let datum = self.datum(&place);
        let disputed = datum.is_some_and(|datum| matches!(datum.known, Known::Disputed(_)));
        // What was determined prevails though accounts of it differ.
        if found.truth() == Truth::Undetermined && !disputed {
            return;
        }
        let rule = std::mem::replace(&mut of.judged, found);
        of.finding = Some(Finding {
            value: of.judged.truth().into(),
            provenance: datum.map(|d| d.provenance.clone()).unwrap_or_default(),
            derived: self.answer_value(&rule.item, &Kind::YesNo, define.head.policy),
            because: rule.because(),
        });
        of.exempt_by.clear();
        of.exceptions.clear();
    }

    /// Lets what the holder of a duty has found of its instances prevail; the last finding counts.
    pub(super) fn found(
        &self,
        number: usize,
        duty: &Duty,
        instances: &mut [Instance<'a, DutyBody>],
    ) {
        // Of the others nothing is known where only one is asked about.
        let alone = instances.len() == 1 && self.only.is_none();
        let mut all: Vec<(usize, &Found)> = self.facts.found.iter().enumerate().collect();
        all.retain(|(_, found)| found.duty == number && self.is_found(duty, found));
        all.sort_by_key(|(_, found)| found.provenance.at);
        for (at, found) in all {
            for instance in &mut *instances {
                let meant = match Names::of(&found.re, &instance.parts) {
                    Names::This => Truth::Yes,
                    Names::Another => Truth::No,
                    Names::Nothing if alone => Truth::Yes,
                    Names::Nothing => Truth::Undetermined,
                };
                self.prevail(&mut instance.outcome, (at, found), duty, meant);
            }
        }
    }

    /// Whether a finding was made by then, and by whoever can make it.
    fn is_found(&self, duty: &Duty, found: &Found) -> bool {
        let from = &found.provenance;
        self.made_in_time(from) && self.by_the_holder(duty.holder, from) == Truth::Yes
    }

    fn prevail(
        &self,
        outcome: &mut Outcome<'a, DutyBody>,
        (number, found): (usize, &Found),
        duty: &Duty,
        meant: Truth,
    ) {
        if meant == Truth::No || outcome.state == State::NotInForce {
            return;
        }
        if meant == Truth::Undetermined {
            if outcome.state != found.state {
                outcome.breach = outcome.breach.join(Truth::from(found.state.is_breach()));
                outcome.settle(State::Undetermined, vec![finding_need(number)]);
            }
            return;
        }
        let step = Reason::Judgement {
            path: format!("findings[{number}]"),
            title: words(&duty.head.title),
            holder: duty.holder.and_then(|h| self.party(h)).map(|party| party.1),
            by: found.provenance.by.clone(),
        };
        let arises = Truth::from(!matches!(found.state, State::NotArisen | State::Exempt));
        let answer = |truth: Truth| {
            let because = because(truth, step.clone(), Vec::new());
            Judged::answer(truth, because).on(Standing::Judged)
        };
        let rule = std::mem::replace(&mut outcome.shown, answer(Truth::Yes));
        let (derived, because) = match outcome.finding.take() {
            Some(earlier) => (earlier.derived, earlier.because),
            None => (outcome.state.into(), rule.because()),
        };
        outcome.arises = answer(arises);
        outcome.finding = Some(Finding {
            value: found.state.into(),
            provenance: found.provenance.clone(),
            derived,
            because,
        });
        outcome.state = found.state;
        outcome.standing = Some(Standing::Judged);
        outcome.needs.clear();
        outcome.exempt_by.clear();
    }

    /// The row that tells both.
    pub(super) fn finding_row(
        &self,
        head: &Head,
        instance: Option<String>,
        finding: &Finding,
    ) -> FindingRow {
        let from = &finding.provenance;
        let zone = self.zone(head.policy);
        FindingRow {
            name: self.program.full_name(head),
            title: words(&head.title),
            instance,
            value: finding.value.clone(),
            by: from.by.clone(),
            by_title: from.by.as_ref().and_then(|by| self.title_of_party(by)),
            at: from.at.map(|at| zone.moment(at)),
            note: from.note.clone(),
            source: from.source.clone(),
            derived: finding.derived.clone(),
            derived_because: finding.because.clone(),
        }
    }
}

impl<T> Outcome<'_, T> {
    /// When the breach was that the rules do not come to, as far as that is known.
    pub(super) fn breach_found(&self, now: Range) -> Option<Range> {
        let finding = self.finding.as_ref()?;
        let derived = finding.derived.state().is_some_and(State::is_breach);
        let at = finding.provenance.at.map(|at| Range::at_most(at.seconds()));
        (self.state.is_breach() && !derived).then(|| at.unwrap_or(now))
    }
}

/// The need of an answer to which instance a finding is about.
fn finding_need(number: usize) -> Need {
    Need {
        path: format!("findings[{number}].re"),
        title: crate::determination::Words {
            en: "What it is about".to_owned(),
            ko: "판정의 대상".to_owned(),
        },
        holder: None,
        declared_unknown: false,
    }
}
