//! What a competent party has found prevails over what the rules come to. Both
//! are told.

use std::rc::Rc;

use crate::determination::{AnswerValue, Aspect, Because, FindingRow, Need, Reason, Standing};
use crate::diagnostic::Phrase;
use crate::facts::{Found, Heard, Known, Provenance, last_heard};
use crate::program::provision::{Define, Duty, DutyBody};
use crate::program::{FactPath, FactRoot, FactStep, Head, Target, Version};

use crate::value::{Instant, Kind, Number, Range, State, Truth, Value};

use super::Eval;
use super::answering::Names;
use super::conclusion::Concluded;
use super::frame::Frame;
use super::instance::Instance;
use super::judged::{Item, Judged, needs_of};
use super::logic::because;
use super::occasion::Occasion;
use super::outcome::Outcome;
use super::place::step;
use super::shown::words;
use super::way::Shape;

/// What was found, and what the rules come to without it.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    value: AnswerValue,
    provenance: Provenance,
    derived: AnswerValue,
    because: Because,
    /// On what the rules rest.
    rule: Option<Standing>,
    /// What is missing to know what the rules come to, and when it was found.
    open: Vec<Need>,
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
        if let Some(datum) = datum
            && self.judged_in_time(|| place.clone(), datum) == Truth::Undetermined
        {
            // What was found, if it was found by then, or else what the rules come to.
            let same = matches!(&datum.known, Known::Value(Value::Truth(says))
                if *says == of.judged.truth());
            if !same {
                let needs = needs_of([found.needs.as_slice(), &of.judged.needs]);
                let of_both = vec![Rc::clone(&found.way), Rc::clone(&of.judged.way)];
                of.judged = Judged {
                    needs,
                    ..found.shaped(Shape::Opaque(of_both))
                };
            }
            return;
        }
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
            rule: None,
            open: Vec::new(),
        });
        of.exempt_by.clear();
        of.exceptions.clear();
    }

    /// Lets what the holder of a duty has found of its instances prevail; the last finding counts.
    pub(super) fn found(
        &self,
        number: usize,
        duty: &'a Duty,
        occasions: &[Occasion],
        instances: &mut [Instance<'a, DutyBody>],
    ) {
        // Of the others nothing is known where only one is asked about, or where there may be more.
        let further =
            self.further_members(Target::Duty(number), &duty.head, duty.for_each.as_ref());
        let alone = instances.len() == 1 && self.only.is_none() && further.is_empty();
        let all = self.facts.found.iter().enumerate();
        let all = all.filter(|(_, found)| found.duty == number);
        let all = all.map(|(at, found)| (at, found, self.is_found(duty, found)));
        let all: Vec<(usize, &Found, Truth)> =
            all.filter(|(_, _, made)| *made != Truth::No).collect();
        for (at, instance) in instances.iter_mut().enumerate() {
            let meant = all.iter().map(|(at, found, made)| {
                let meant = match Names::of(&found.re, &instance.parts) {
                    Names::This => Truth::Yes,
                    Names::Another => Truth::No,
                    Names::Nothing if alone => Truth::Yes,
                    Names::Nothing => Truth::Undetermined,
                };
                let made_at = found.provenance.at().unwrap_or(Range::UNKNOWN);
                Heard {
                    number: *at,
                    made: *made,
                    meant,
                    at: found.provenance.at.as_ref().map(|_| made_at),
                }
            });
            let (last, mut others) = last_heard(meant.collect());
            // What does not say what it is about is about the only one there is.
            let others_open = || {
                let others = occasions.iter().enumerate();
                let others = others.filter(|(other, _)| *other != at);
                let others = others.map(|(_, occasion)| self.needs_to_be_there(duty, occasion));
                let others: Vec<Vec<Need>> = others.collect();
                needs_of(others.iter().chain([&further]).map(Vec::as_slice))
            };
            if let Some(last) = last
                && let Some(found) = self.facts.found.get(last.number)
            {
                let needs = finding_needs(&last, None, &[], &duty.head.title);
                self.prevail(&mut instance.outcome, (last.number, found), duty, &needs);
            }
            // One that says the same takes the place of one that says otherwise.
            let state = instance.outcome.state;
            let same = |other: &Heard| {
                let found = self.facts.found.get(other.number);
                found.is_some_and(|found| found.state == state)
            };
            others.sort_by_key(same);
            for other in others {
                if let Some(found) = self.facts.found.get(other.number) {
                    let order = last.as_ref().filter(|last| !last.is_before(&other));
                    let beside = match other.meant {
                        Truth::Undetermined => others_open(),
                        _ => Vec::new(),
                    };
                    let needs = finding_needs(&other, order, &beside, &duty.head.title);
                    perhaps_prevails(&mut instance.outcome, found, needs);
                }
            }
            // How much is owed is told of what is owed, by the rules or as it was found.
            if instance.outcome.state.is_absent() {
                instance.outcome.payment = None;
            }
        }
    }

    /// What is missing to know whether there is an instance on this occasion at all.
    fn needs_to_be_there(&self, duty: &'a Duty, occasion: &Occasion) -> Vec<Need> {
        let open = |judged: &Judged| match judged.is_open() {
            true => judged.needs.clone(),
            false => Vec::new(),
        };
        let mut needs = occasion.member.among.as_ref().map_or(Vec::new(), open);
        let Some(event) = &occasion.event else {
            return needs;
        };
        if event.certain == Truth::Undetermined {
            needs.extend(event.all_needs());
        }
        let frame = &occasion.frame;
        for (version, _) in self.pieces(&duty.versions, &frame.when, frame).0 {
            let trigger =
                version.and_then(|version| Some((version, version.body.arises_on.as_ref()?)));
            if let Some((version, condition)) =
                trigger.and_then(|(version, trigger)| Some((version, trigger.condition.as_ref()?)))
            {
                let frame = frame.clone().in_place(version.place.as_ref());
                needs.extend(open(&self.evaluate(condition, &frame)));
            }
        }
        needs
    }

    /// Whether the record tells of a finding of a duty.
    pub(super) fn may_be_found(&self, duty: usize) -> bool {
        self.facts.found.iter().any(|found| found.duty == duty)
    }

    /// Whether a finding was made by then, and by whoever can make it.
    fn is_found(&self, duty: &Duty, found: &Found) -> Truth {
        let from = &found.provenance;
        let by = Truth::from(self.by_the_holder(duty.holder, from) == Truth::Yes);
        self.made_in_time(from).and(by)
    }

    fn prevail(
        &self,
        outcome: &mut Outcome<'a, DutyBody>,
        (number, found): (usize, &Found),
        duty: &Duty,
        needs: &[Need],
    ) {
        if outcome.state == State::NotInForce {
            return;
        }
        let step = Reason::Judgement {
            path: format!("findings[{number}]"),
            title: words(&duty.head.title),
            holder: duty.holder.and_then(|h| self.party(h)).map(|party| party.1),
            by: found.provenance.by.clone(),
        };
        let answer = |truth: Truth| {
            let because = because(truth, step.clone(), Vec::new());
            Judged::answer(truth, because).on(Standing::Judged)
        };
        // What is owed, and by when, is told as it is if it is owed by the rules.
        let trigger = outcome.trigger_open.as_deref().unwrap_or_default();
        let rule = needs_of([outcome.arises.needs.as_slice(), trigger, &outcome.presumed]);
        if !rule.is_empty() {
            outcome.limit.perhaps |= outcome.arises.truth() == Truth::Undetermined;
            outcome.limit.needs = needs_of([outcome.limit.needs.as_slice(), &rule]);
            for what in outcome.owed_aspects() {
                outcome.open.push((what, rule.clone()));
            }
        }
        let rule = std::mem::replace(&mut outcome.shown, answer(Truth::Yes));
        outcome.arises = answer(arises(found.state));
        outcome.finding = Some(Finding {
            value: found.state.into(),
            provenance: found.provenance.clone(),
            derived: outcome.state.into(),
            because: rule.because(),
            rule: outcome.support(),
            open: needs_of([needs, outcome.needs.as_slice()]),
        });
        outcome.state = found.state;
        outcome.trigger_open = None;
        outcome.breach = Truth::from(found.state.is_breach());
        outcome.unjudged = false;
        outcome.never.clear();
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
        let at = from.at();
        let exact = at.and_then(|at| at.exact().and_then(Instant::from_seconds));
        FindingRow {
            name: self.program.full_name(head),
            title: words(&head.title),
            instance,
            value: finding.value.clone(),
            by: from.by.clone(),
            by_title: from.by.as_ref().and_then(|by| self.title_of_party(by)),
            at: exact.map(|at| zone.moment(at)),
            within: at.filter(|_| exact.is_none()).map(|at| {
                let at = Item::Value(Value::Range(at));
                self.shown(&at, &Kind::Time, head.policy)
            }),
            note: from.note.clone(),
            source: from.source.clone(),
            derived: finding.derived.clone(),
            derived_because: finding.because.clone(),
        }
    }
}

impl Outcome<'_, DutyBody> {
    /// What is told of what is owed, beside its state.
    fn owed_aspects(&self) -> Vec<Aspect> {
        let mut aspects = Vec::new();
        let by = |version: &&Version<DutyBody>| version.body.by.is_some();
        if self.limit.is_set() || self.version.as_ref().is_some_and(by) {
            aspects.push(Aspect::Limit);
        }
        let put = self.replaced.is_some() || !self.perhaps.is_empty();
        // What is presumed not to be put in place is open too.
        let perhaps = |what: Aspect| matches!(what, Aspect::Act | Aspect::Counterparty);
        if put || self.open.iter().any(|(what, _)| perhaps(*what)) {
            aspects.extend([Aspect::Act, Aspect::Counterparty]);
        }
        // Of several versions one may ask for money.
        let several = self.versions.iter().map(|(version, _)| *version);
        let mut versions = several.chain(self.version);
        if versions.any(|version| version.body.payment().is_some()) {
            aspects.push(Aspect::Amount);
        }
        aspects
    }
}

impl<T> Outcome<'_, T> {
    /// When the breach was, where it is open whether it was found: some time by now.
    pub(super) fn may_be_breached_by(&self, now: Number) -> Option<Range> {
        self.perhaps_found.then(|| Range::at_most(now))
    }

    /// On what its times rest, which are those by the rules whatever was found.
    pub(super) fn support_of_times(&self) -> Option<Standing> {
        let rule = self.finding.as_ref().and_then(|finding| finding.rule);
        [self.support(), rule].into_iter().flatten().min()
    }

    /// What is missing to know when the breach was that was found.
    pub(super) fn breach_found_needs(&self) -> &[Need] {
        self.finding.as_ref().map_or(&[], |finding| &finding.open)
    }

    /// When the breach was that the rules do not come to, as far as that is known.
    pub(super) fn breach_found(&self, now: Range) -> Option<Range> {
        let finding = self.finding.as_ref()?;
        let derived = finding.derived.state();
        if derived.is_some_and(State::is_breach) || !self.state.is_breach() {
            return None;
        }
        // What the rules leave open may have been a breach before it was found to be one, or after.
        if derived == Some(State::Undetermined) {
            return Some(now);
        }
        // It has been found by now.
        let now_or_before = Range { low: None, ..now };
        let at = finding.provenance.at().map(|at| Range {
            low: None,
            high: at.meet(&now_or_before).high,
        });
        Some(at.unwrap_or(now))
    }
}

/// Whether what is found in a state has arisen.
fn arises(state: State) -> Truth {
    Truth::from(!matches!(state, State::NotArisen | State::Exempt))
}

/// Leaves a state open that a finding may decide.
fn perhaps_prevails<T>(outcome: &mut Outcome<'_, T>, found: &Found, needs: Vec<Need>) {
    // What is not owed in one of two ways may be what was found, or the other.
    let same = outcome.state == found.state && outcome.trigger_open.is_none();
    if outcome.state == State::NotInForce || same {
        return;
    }
    outcome.breach = outcome.breach.join(Truth::from(found.state.is_breach()));
    outcome.never.retain(|state| *state != found.state);
    outcome.kept = Shape::OPAQUE;
    outcome.perhaps_found = true;
    if outcome.arises.truth() != arises(found.state) {
        let rule = vec![outcome.arises.because()];
        let open = because(Truth::Undetermined, Reason::All, rule);
        let all = needs_of([needs.as_slice(), &outcome.arises.needs]);
        outcome.arises = Judged::answer(Truth::Undetermined, open).needing(all);
    }
    // What the rules come to is told beside it: what nobody has judged yet is open too, and what is
    // not owed under any version, or has not come about, has a limit under some.
    let before = match outcome.state == State::Undetermined || outcome.unjudged {
        true => std::mem::take(&mut outcome.needs),
        false => Vec::new(),
    };
    let trigger = outcome.trigger_open.take().unwrap_or_default();
    let all = needs_of([before.as_slice(), &trigger, &needs]);
    outcome.settle(State::Undetermined, all);
}

/// What is missing of a finding that may decide a state: which instance it is about, and whether there
/// are others beside it, when it was made, and when the last one was whose place it would take.
fn finding_needs(of: &Heard, last: Option<&Heard>, beside: &[Need], title: &Phrase) -> Vec<Need> {
    let need = |number: usize, name: &str, en: &str, ko: &str| Need {
        path: format!("findings[{number}].{name}"),
        title: crate::determination::Words {
            en: format!("{en} ({})", title.en),
            ko: format!("{} {ko}", title.ko),
        },
        holder: None,
        declared_unknown: false,
    };
    let made = |of: &Heard| need(of.number, "at", "Time of the finding", "판정 시각");
    let mut needs = Vec::new();
    if of.meant == Truth::Undetermined {
        needs.push(need(
            of.number,
            "re",
            "What the finding is about",
            "판정 대상",
        ));
        needs.extend(beside.iter().cloned());
    }
    let open = |of: &&Heard| of.at.is_some_and(|at| at.exact().is_none());
    needs.extend(Some(of).filter(open).map(made));
    needs.extend(last.filter(open).map(made));
    needs
}
