//! The answer put together: a row for every item, then the judgements and the
//! remarks that those rows rest on.

use std::collections::BTreeSet;

use crate::determination::{
    About, AnswerValue, Aspect, Because, Conclusion, Determination, Doubt, DutyRow, ExceptionRow,
    FactQuestion, FindingRow, JudgementRow, PolicyUsed, PowerRow, ReadingRow, Reason, SCHEMA,
    SanctionRow, SourceUsed, Words,
};
use crate::program::provision::{Define, Remark, RemarkKind};
use crate::program::{Head, Target};
use crate::value::calendar::SECOND;
use crate::value::{Instant, Kind, State, Truth};

use super::Eval;
use super::conclusion::{Asked, Concluded};
use super::frame::Frame;
use super::judged::Item;
use super::logic::because;
use super::shown::words;
use super::sources::cited;

/// The engine's name and version.
const ENGINE: &str = concat!("onus ", env!("CARGO_PKG_VERSION"));

/// Rows, and the remarks about those that say something.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) conclusions: Vec<Conclusion>,
    pub(super) duties: Vec<DutyRow>,
    pub(super) powers: Vec<PowerRow>,
    pub(super) sanctions: Vec<SanctionRow>,
    findings: Vec<FindingRow>,
    remarks: Vec<(String, Remark)>,
}

impl<'a> Eval<'a> {
    /// The whole answer.
    pub(super) fn determination(&self) -> Determination {
        self.settle_in_order();
        self.conclude_all();
        let mut rows = Rows::default();
        self.instance_rows(&mut rows);
        self.conclusion_rows(&mut rows);
        let mut judgements = Vec::new();
        for path in self.judgements_of(&rows) {
            if let Some((row, remarks)) = self.judgement_row(&path) {
                judgements.push(row);
                rows.remarks.extend(remarks);
            }
        }
        self.assembled(rows, judgements)
    }

    /// What is told of each row that is not as it was found on the same record, with its state, its
    /// value and its limit alone.
    pub(super) fn changed_rows(&self) -> Rows {
        self.settle_in_order();
        self.conclude_all();
        let mut rows = Rows::default();
        self.instance_rows(&mut rows);
        self.conclusion_rows(&mut rows);
        rows
    }

    /// The title of a provision by its full name.
    fn title_of(&self, name: &str) -> Option<Words> {
        let program = self.program;
        let heads = program.exceptions.iter().map(|item| &item.head);
        let heads = heads.chain(program.judgements.iter().map(|item| &item.head));
        let heads = heads.chain(program.defines.iter().map(|item| &item.head));
        let heads = heads.chain(program.duties.iter().map(|item| &item.head));
        let heads = heads.chain(program.powers.iter().map(|item| &item.head));
        let mut heads = heads.chain(program.sanctions.iter().map(|item| &item.head));
        let head = heads.find(|head| self.has_full_name(head, name))?;
        Some(words(&head.title))
    }

    fn assembled(&self, rows: Rows, judgements: Vec<JudgementRow>) -> Determination {
        let zone = self.program.base_zone();
        let mut doubts: Vec<Doubt> = Vec::new();
        for (name, remark) in &rows.remarks {
            let doubt = Doubt {
                name: name.clone(),
                title: self.title_of(name),
                text: words(&remark.text),
                advice: remark.kind == RemarkKind::Advice,
            };
            if !doubts.contains(&doubt) {
                doubts.push(doubt);
            }
        }
        let readings = self.reading_rows();
        Determination {
            schema: SCHEMA.to_owned(),
            engine: ENGINE.to_owned(),
            policies: self.policies_used(),
            sources: self.sources_used(&rows, &judgements, &readings),
            title: self.facts.title.as_ref().map(words),
            as_of: zone.moment(self.question.as_of),
            law_of: self.question.law_of.map(|at| zone.moment(at)),
            proposed: self.question.proposed.clone(),
            changed_by_proposals: None,
            known_by: self.question.known_by.map(|at| zone.moment(at)),
            facts_sha256: None,
            assumptions: self.assumptions(),
            changed: None,
            parties: self.parties_told(),
            record_complete_until: self.facts.record_complete_until.map(|at| {
                // Up to the moment just before something is told as up to that.
                let next = at.plus_micros(1);
                let whole = next.filter(|next| next.micros() % SECOND == 0);
                zone.moment(whole.unwrap_or(at))
            }),
            record_complete_from: self.facts.record_complete_from.map(|at| zone.moment(at)),
            facts: self.facts_told(),
            conclusions: rows.conclusions,
            duties: rows.duties,
            powers: rows.powers,
            sanctions: rows.sanctions,
            judgements,
            findings: rows.findings,
            disputes: Vec::new(),
            disputes_complete: None,
            coming: crate::determination::Coming::default(),
            doubts,
            readings,
            readings_complete: None,
            owed_since_complete: self.since_cut.get().then_some(false),
            conflicts: self.conflicts(),
            irregular: self.irregular(),
        }
    }

    fn policies_used(&self) -> Vec<PolicyUsed> {
        let policies = self.program.policies.iter().enumerate();
        policies
            .map(|(number, policy)| {
                let frame = Frame::new(Vec::new(), &self.as_of_when(), number);
                let governed_at = policy.governed_by.as_ref().and_then(|expr| {
                    let at = self.evaluate(expr, &frame).range().exact()?;
                    Some(policy.zone.moment(Instant::from_seconds(at)?))
                });
                PolicyUsed {
                    name: policy.name.to_string(),
                    title: policy.title.as_ref().map(words),
                    sha256: policy.sha256.clone(),
                    zone: policy.zone.name().to_owned(),
                    governed_at,
                    advice: policy.advice.iter().map(words).collect(),
                }
            })
            .collect()
    }

    /// The texts that rows, judgements and readings cite.
    fn sources_used(
        &self,
        rows: &Rows,
        judgements: &[JudgementRow],
        readings: &[ReadingRow],
    ) -> Vec<SourceUsed> {
        let abouts = (rows
            .conclusions
            .iter()
            .map(|row| (&row.about, &row.exceptions)))
        .chain(rows.duties.iter().map(|row| (&row.about, &row.exceptions)))
        .chain(rows.powers.iter().map(|row| (&row.about, &row.exceptions)))
        .chain(
            rows.sanctions
                .iter()
                .map(|row| (&row.about, &row.exceptions)),
        );
        let mut cites: Vec<&String> = judgements.iter().flat_map(|row| &row.cites).collect();
        cites.extend(readings.iter().flat_map(|row| &row.cites));
        for (about, exceptions) in abouts {
            cites.extend(&about.cites);
            cites.extend(exceptions.iter().flat_map(|row| &row.cites));
        }
        cited(self.program, &cites)
    }

    /// Whether rows of an item are asked for.
    pub(super) fn wanted(&self, head: &Head) -> bool {
        let only = &self.question.only;
        let is = |name: &String| name == head.name.as_str() || self.has_full_name(head, name);
        only.is_empty() || only.iter().any(is)
    }

    fn instance_rows(&self, rows: &mut Rows) {
        for (number, duty) in self.program.duties.iter().enumerate() {
            if !self.wanted(&duty.head) {
                if self.needs_all() {
                    self.duty(number);
                }
                continue;
            }
            if self.is_as_found(Target::Duty(number)) {
                continue;
            }
            for instance in self.duty(number).iter() {
                let mut row = self.duty_row(number, duty, instance);
                self.routed(
                    &mut row.about,
                    row.standing,
                    &self.asking_duty(number, instance),
                );
                self.leave_open(&mut row.about, row.state, row.arises, instance);
                if !matches!(row.state, State::NotInForce | State::NotArisen) {
                    rows.remarks.extend(instance.outcome.remarks.clone());
                }
                if let Some(finding) = &instance.outcome.finding {
                    let text = instance.text.clone();
                    rows.findings
                        .push(self.finding_row(&duty.head, text, finding));
                }
                rows.duties.push(row);
            }
        }
        for (number, power) in self.program.powers.iter().enumerate() {
            if !self.wanted(&power.head) {
                if self.needs_all() {
                    self.power(number);
                }
                continue;
            }
            if self.is_as_found(Target::Power(number)) {
                continue;
            }
            for instance in self.power(number).iter() {
                let mut row = self.power_row(power, instance);
                self.routed(
                    &mut row.about,
                    row.standing,
                    &self.asking_power(number, instance),
                );
                self.leave_open(&mut row.about, row.state, Truth::Undetermined, instance);
                if !matches!(row.state, State::NotInForce | State::Unavailable) {
                    rows.remarks.extend(instance.outcome.remarks.clone());
                }
                rows.powers.push(row);
            }
        }
        for (number, sanction) in self.program.sanctions.iter().enumerate() {
            if !self.wanted(&sanction.head) {
                if self.needs_all() {
                    self.sanction(number);
                }
                continue;
            }
            if self.is_as_found(Target::Sanction(number)) {
                continue;
            }
            for instance in self.sanction(number).iter() {
                let mut row = self.sanction_row(sanction, instance);
                self.routed(
                    &mut row.about,
                    row.standing,
                    &self.asking_sanction(number, instance),
                );
                self.leave_open(&mut row.about, row.state, Truth::Undetermined, instance);
                if !matches!(row.state, State::NotInForce | State::NotOpen) {
                    rows.remarks.extend(instance.outcome.remarks.clone());
                }
                rows.sanctions.push(row);
            }
        }
    }

    fn conclusion_rows(&self, rows: &mut Rows) {
        let plain: Vec<Asked> = self
            .program
            .defines
            .iter()
            .enumerate()
            .filter(|(number, define)| {
                define.params.is_empty() && self.is_needed(Target::Define(*number))
            })
            .map(|(number, define)| Asked {
                define: number,
                instance: String::new(),
                args: Vec::new(),
                when: self.outer_when(&define.head),
            })
            .collect();
        // What they ask of others is known only when all have been concluded.
        for asked in &plain {
            self.conclude(asked.define, Vec::new(), &asked.when);
        }
        let mut all = plain;
        all.extend(self.asked.borrow().iter().cloned());
        // Those of one definition together, in the order in which they were asked.
        all.sort_by_key(|asked| asked.define);
        for of in all.chunk_by(|one, other| one.define == other.define) {
            let number = of.first().map_or(0, |asked| asked.define);
            let define = self.program.defines.get(number);
            let Some(define) = define.filter(|define| self.wanted(&define.head)) else {
                continue;
            };
            for asked in of {
                let Some(concluded) = self.conclude(number, asked.args.clone(), &asked.when) else {
                    continue;
                };
                if self.is_as_concluded(&concluded) {
                    continue;
                }
                if concluded.in_force {
                    rows.remarks.extend(concluded.remarks.clone());
                }
                let mut row = self.conclusion_row(define, asked, &concluded);
                if define.kind == Kind::YesNo && concluded.in_force {
                    self.routed(
                        &mut row.about,
                        row.standing,
                        &self.asking_conclusion(asked, &concluded),
                    );
                }
                if row.standing.is_none() && !row.about.needs.is_empty() {
                    let needs = row.about.needs.clone();
                    row.about.leave_open(Aspect::Value, &needs);
                }
                if let Some(finding) = &concluded.finding {
                    let instance = row.about.instance.clone();
                    let told = self.finding_row(&define.head, instance, finding);
                    rows.findings.push(told);
                }
                rows.conclusions.push(row);
            }
        }
    }

    fn conclusion_row(
        &self,
        define: &'a Define,
        asked: &Asked,
        concluded: &Concluded<'a>,
    ) -> Conclusion {
        let judged = &concluded.judged;
        let policy = define.head.policy;
        // A figure that only perhaps applies is known, and yet nothing is settled.
        let known = matches!(&judged.item, Item::Value(value) if value.is_settled());
        let settled = known && !judged.perhaps;
        let answer = define.kind == Kind::YesNo;
        let value = if concluded.in_force {
            self.answer_value(&judged.item, &define.kind, policy)
        } else {
            State::NotInForce.into()
        };
        let unknown_value = !answer && value == AnswerValue::UNDETERMINED;
        let mut about: About = self.about(&define.head, concluded.version);
        if !asked.instance.is_empty() {
            about.instance = Some(asked.instance.clone());
            about.instance_title = match asked.args.as_slice() {
                [only] => only.place().and_then(|place| self.own_name(place)),
                _ => None,
            };
        }
        if !settled && !judged.is_not_applicable() {
            about.needs.clone_from(&judged.needs);
        } else if concluded.in_force {
            about.needs = self.rebutting(judged);
        }
        about.because = concluded.in_force.then(|| {
            if answer {
                return judged.because();
            }
            let fact = self.side(judged, &define.kind, policy);
            let step = Reason::Fact {
                fact,
                asks: FactQuestion::Is,
            };
            let mut told = because(Truth::Undetermined, step, judged.reasons.clone());
            told.value = value.clone();
            told
        });
        Conclusion {
            about,
            // What is asked for by name is told for its own sake.
            intermediate: define.intermediate && self.question.only.is_empty(),
            standing: (concluded.in_force && settled).then_some(judged.standing),
            value,
            unknown_value,
            exempt_by: concluded.exempt_by.clone(),
            exceptions: concluded.exceptions.clone(),
        }
    }

    /// Paths of the judgements that rows wait for or rest on, in order of appearance.
    fn judgements_of(&self, rows: &Rows) -> Vec<String> {
        let mut found = Found::default();
        for row in &rows.conclusions {
            found.row(&row.about, &row.exceptions);
        }
        for row in &rows.duties {
            found.row(&row.about, &row.exceptions);
        }
        for row in &rows.powers {
            found.row(&row.about, &row.exceptions);
        }
        for row in &rows.sanctions {
            found.row(&row.about, &row.exceptions);
        }
        found.paths
    }
}

/// Paths found in rows, each once.
#[derive(Default)]
struct Found {
    seen: BTreeSet<String>,
    paths: Vec<String>,
}

impl Found {
    fn row(&mut self, about: &About, exceptions: &[ExceptionRow]) {
        if let Some(because) = &about.because {
            self.because(because);
        }
        for exception in exceptions {
            if let Some(because) = &exception.because {
                self.because(because);
            }
            for need in &exception.needs {
                self.path(&need.path);
            }
        }
        for need in &about.needs {
            self.path(&need.path);
        }
    }

    fn because(&mut self, because: &Because) {
        if let Reason::Judgement { path, .. } = &because.step {
            self.path(path);
        }
        for of in &because.of {
            self.because(of);
        }
    }

    fn path(&mut self, path: &str) {
        if self.seen.insert(path.to_owned()) {
            self.paths.push(path.to_owned());
        }
    }
}
