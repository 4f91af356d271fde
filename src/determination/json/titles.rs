//! What the paths of an answer are called. Needs and sets of facts are written as paths; what is
//! known of each beside its path is written once, at the end of the answer, and put back when the
//! answer is read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::determination::{About, Because, Determination, Need, Reason, Shown, Side, Step, Words};

/// What stands at the end of an answer.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Titles {
    /// Of each path that is missing or in a set of facts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    needs: Vec<NeedTitle>,
    /// Of each fact in a set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepValue>,
}

/// What a path is called.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct NeedTitle {
    path: String,
    title: Words,
    /// Who settles it, if it is a judgement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    holder: Option<Words>,
    /// Asked for, and not known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    declared_unknown: bool,
}

/// The value of a fact in a set, and what the record says of it now.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct StepValue {
    step: Step,
    known: Shown,
    now: Shown,
}

impl Titles {
    /// Whether there is nothing to be said.
    pub(super) fn is_empty(&self) -> bool {
        self.needs.is_empty() && self.steps.is_empty()
    }

    /// Those of an answer.
    pub(super) fn of(answer: &Determination) -> Titles {
        let mut needs: BTreeMap<String, NeedTitle> = BTreeMap::new();
        let mut steps: BTreeMap<String, StepValue> = BTreeMap::new();
        let mut answer = answer.clone();
        each(&mut answer, &mut |part| match part {
            Part::Need(need) => {
                let title = needs.entry(need.path.clone()).or_insert_with(|| NeedTitle {
                    path: need.path.clone(),
                    title: need.title.clone(),
                    holder: need.holder.clone(),
                    declared_unknown: false,
                });
                title.declared_unknown |= need.declared_unknown;
            }
            Part::Regardless(need) => {
                needs.entry(need.path.clone()).or_insert_with(|| NeedTitle {
                    path: need.path.clone(),
                    title: need.title.clone(),
                    holder: need.holder.clone(),
                    declared_unknown: false,
                });
            }
            Part::Step(step) => {
                needs.entry(step.path.clone()).or_insert_with(|| NeedTitle {
                    path: step.path.clone(),
                    title: step.title.clone(),
                    holder: None,
                    declared_unknown: false,
                });
                steps.entry(key(step)).or_insert_with(|| StepValue {
                    step: step.clone(),
                    known: step.known.clone(),
                    now: step.now.clone(),
                });
            }
        });
        Titles {
            needs: needs.into_values().collect(),
            steps: steps.into_values().collect(),
        }
    }

    /// Puts back what an answer was written without. What an answer of an earlier version does not
    /// say at its end is taken from its reasons and rows, as far as they tell it.
    pub(super) fn restore(self, answer: &mut Determination) {
        let mut needs = told(answer);
        name_facts(answer, &needs);
        needs.extend(self.needs.into_iter().map(|need| (need.path.clone(), need)));
        let steps: BTreeMap<String, StepValue> = self
            .steps
            .into_iter()
            .map(|value| (key(&value.step), value))
            .collect();
        each(answer, &mut |part| match part {
            Part::Need(need) => name(need, &needs, true),
            Part::Regardless(need) => name(need, &needs, false),
            Part::Step(step) => {
                if let Some(known) = needs.get(&step.path) {
                    step.title.clone_from(&known.title);
                }
                if let Some(value) = steps.get(&key(step)) {
                    step.known.clone_from(&value.known);
                    step.now.clone_from(&value.now);
                }
            }
        });
    }
}

/// What facts are called that were written without it: the fact at the top in which one stands, and
/// who settles a judgement.
fn name_facts(answer: &mut Determination, told: &BTreeMap<String, NeedTitle>) {
    let parties = parties(answer);
    for row in &mut answer.facts {
        if row.of.is_some() {
            continue;
        }
        let top = row.path.split(['.', '[']).next().unwrap_or_default();
        let known = told.get(top).map(|known| &known.title);
        let alone = (row.is_event() || row.path == top).then(|| row.title.clone());
        let called = known.or_else(|| parties.get(top)).cloned();
        row.of = Some(alone.or(called).unwrap_or_else(|| Words::same(top)));
        if row.judgement {
            row.holder = told.get(&row.path).and_then(|known| known.holder.clone());
        }
        row.by_title = row.by.as_ref().and_then(|by| parties.get(by)).cloned();
    }
}

/// What the parties of the rows are called.
fn parties(answer: &Determination) -> BTreeMap<String, Words> {
    let mut found = BTreeMap::new();
    let mut add = |name: &str, title: &Words| {
        found
            .entry(name.to_owned())
            .or_insert_with(|| title.clone());
    };
    for row in &answer.parties {
        add(&row.name, &row.title);
    }
    for row in &answer.duties {
        add(&row.bearer, &row.bearer_title);
    }
    for row in &answer.powers {
        add(&row.holder, &row.holder_title);
    }
    let bearers = answer
        .sanctions
        .iter()
        .map(|row| (&row.bearer, &row.bearer_title));
    let holders = answer
        .sanctions
        .iter()
        .map(|row| (&row.holder, &row.holder_title));
    let judges = answer
        .judgements
        .iter()
        .map(|row| (&row.holder, &row.holder_title));
    for (name, title) in bearers.chain(holders).chain(judges) {
        if let (Some(name), Some(title)) = (name, title) {
            add(name, title);
        }
    }
    found
}

fn name(need: &mut Need, needs: &BTreeMap<String, NeedTitle>, declared: bool) {
    if let Some(known) = needs.get(&need.path) {
        need.title.clone_from(&known.title);
        need.holder.clone_from(&known.holder);
        need.declared_unknown = known.declared_unknown && declared;
    }
}

/// A step as it is written.
fn key(step: &Step) -> String {
    serde_json::to_string(step).unwrap_or_default()
}

/// A part of an answer that is written as a path.
enum Part<'a> {
    Need(&'a mut Need),
    Regardless(&'a mut Need),
    Step(&'a mut Step),
}

/// Goes through all parts that are written as paths.
fn each(answer: &mut Determination, then: &mut impl FnMut(Part<'_>)) {
    let conclusions = answer.conclusions.iter_mut();
    let conclusions = conclusions.map(|row| (&mut row.about, &mut row.exceptions));
    let duties = answer.duties.iter_mut();
    let duties = duties.map(|row| (&mut row.about, &mut row.exceptions));
    let powers = answer.powers.iter_mut();
    let powers = powers.map(|row| (&mut row.about, &mut row.exceptions));
    let sanctions = answer.sanctions.iter_mut();
    let sanctions = sanctions.map(|row| (&mut row.about, &mut row.exceptions));
    for (about, exceptions) in conclusions.chain(duties).chain(powers).chain(sanctions) {
        of_about(about, then);
        let needs = exceptions.iter_mut().flat_map(|row| row.needs.iter_mut());
        needs.for_each(|need| then(Part::Need(need)));
    }
    let unless = answer.coming.rows.iter_mut();
    let unless = unless.flat_map(|row| row.unless.iter_mut());
    unless.for_each(|need| then(Part::Need(need)));
    let assumed = answer.assumptions.iter_mut();
    assumed.for_each(|step| then(Part::Step(step)));
}

fn of_about(about: &mut About, then: &mut impl FnMut(Part<'_>)) {
    about
        .needs
        .iter_mut()
        .for_each(|need| then(Part::Need(need)));
    let open = about.open.iter_mut().flat_map(|open| &mut open.needs);
    open.for_each(|need| then(Part::Need(need)));
    let regardless = about.regardless.iter_mut();
    regardless.for_each(|need| then(Part::Regardless(need)));
    let routes = about.routes.yes.iter_mut().chain(&mut about.routes.no);
    let changes = about
        .changes
        .iter_mut()
        .flat_map(|changes| &mut changes.sets);
    let steps = routes.chain(changes).flatten();
    steps.for_each(|step| then(Part::Step(step)));
}

/// What the reasons and the rows of an answer call the paths in it.
fn told(answer: &Determination) -> BTreeMap<String, NeedTitle> {
    let mut found = Told::default();
    for row in &answer.facts {
        found.title(&row.path, &row.title);
    }
    for row in &answer.judgements {
        found.judged(&row.name, &row.title, row.holder_title.as_ref());
    }
    for row in answer.rows() {
        let exceptions = row.exceptions.iter();
        let reasons = exceptions.filter_map(|row| row.because.as_ref());
        reasons
            .chain(&row.about.because)
            .for_each(|because| found.because(because));
    }
    found.0
}

#[derive(Default)]
struct Told(BTreeMap<String, NeedTitle>);

impl Told {
    fn title(&mut self, path: &str, title: &Words) {
        self.judged(path, title, None);
    }

    fn judged(&mut self, path: &str, title: &Words, holder: Option<&Words>) {
        self.0.entry(path.to_owned()).or_insert_with(|| NeedTitle {
            path: path.to_owned(),
            title: title.clone(),
            holder: holder.cloned(),
            declared_unknown: false,
        });
    }

    fn because(&mut self, because: &Because) {
        match &because.step {
            Reason::Compare { left, right, .. } => {
                self.side(left);
                self.side(right);
            }
            Reason::OneOf { left: side, .. } | Reason::Fact { fact: side, .. } => self.side(side),
            Reason::Judgement {
                path,
                title,
                holder,
                ..
            } => self.judged(path, title, holder.as_ref()),
            Reason::Happened { act, title, .. } => {
                let act = act.rsplit('.').next().unwrap_or(act);
                self.title(&format!("events.{act}"), title);
            }
            Reason::Window { list, title, .. } => self.title(list, title),
            _ => {}
        }
        because.of.iter().for_each(|of| self.because(of));
    }

    fn side(&mut self, side: &Side) {
        if let Some(path) = &side.path {
            match &side.over {
                Some(over) => self.title(&format!("{path} over {over}"), &side.title),
                None => self.title(path, &side.title),
            }
        }
    }
}
