//! Definitions: a rule and the exceptions to it, in the version that governs.
//! Each is concluded once for its arguments and its governing instant.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::determination::{ExceptionRow, Need, Reason, Standing, TimeLimit};
use crate::program::provision::{Define, DefineBody, DutyBody, Force, Remark};
use crate::program::{Expr, FactPath, Target, Version};
use crate::value::{Kind, State, Truth};

use super::Eval;
use super::cone::Reads;
use super::finding::Finding;
use super::frame::{Frame, When};
use super::instance::InstanceState;
use super::judged::{Item, Judged, Label, needs_of};
use super::logic::because;
use super::opening::holds;
use super::shown::words;
use super::way::Shape;

/// What a definition comes to.
#[derive(Clone, Debug)]
pub(super) struct Concluded<'a> {
    /// The value, with all its reasons.
    pub(super) judged: Judged,
    /// Names of the exceptions that hold.
    pub(super) exempt_by: Vec<String>,
    /// Exceptions looked at.
    pub(super) exceptions: Vec<ExceptionRow>,
    /// Remarks on what it rests on.
    pub(super) remarks: Vec<(String, Remark)>,
    /// The version in force, where it is certain which.
    pub(super) version: Option<&'a Version<DefineBody>>,
    /// A version is in force, or may be.
    pub(super) in_force: bool,
    /// What its holder has determined.
    pub(super) finding: Option<Finding>,
    /// Not all of it was looked into.
    cut_short: bool,
    /// What was read for it.
    pub(super) reads: Reads,
    /// It is the same wherever it has the same key: it is of records alone, and what governs it has come
    /// about.
    pub(super) is_plain: bool,
    /// What it is called where others refer to it.
    called: OnceCell<Rc<Label>>,
}

/// A definition with the arguments it was asked for, and under which instant.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// The definition.
    pub(super) define: usize,
    /// What it was asked of, as written: `services[0]`.
    pub(super) instance: String,
    /// Its arguments.
    pub(super) args: Vec<Judged>,
    /// The governing instant.
    pub(super) when: Rc<When>,
}

impl<'a> Eval<'a> {
    /// A definition, of these arguments, under the instant of whoever refers to it.
    pub(super) fn conclude(
        &self,
        define: usize,
        args: Vec<Judged>,
        when: &Rc<When>,
    ) -> Option<Rc<Concluded<'a>>> {
        let item = self.program.defines.get(define)?;
        let frame = Frame::new(args, when, item.head.policy);
        let frame = match &item.governed_by {
            Some(own) => frame.under(&self.governing_or_else(own, &frame)),
            None => frame,
        };
        let key = frame.key_of(&[define]);
        if let Some(known) = self.conclusions.borrow().get(key.as_str()) {
            self.cut_short.set(self.cut_short.get() || known.cut_short);
            self.note_reads(&known.reads);
            return Some(Rc::clone(known));
        }
        let is_plain = frame.when.ahead.is_none() && frame.is_of_records();
        let base = self.base.as_ref().filter(|_| is_plain);
        if let Some(known) = base.and_then(|base| base.concluded(&key)) {
            let mut conclusions = self.conclusions.borrow_mut();
            conclusions.insert(key.into(), Rc::clone(&known));
            return Some(known);
        }
        let before = self.cut_short.replace(false);
        self.begin_reads();
        let mut concluded = self.conclude_pieces(define, item, &frame);
        self.determined(item, &frame, &mut concluded);
        concluded.reads = self.end_reads();
        concluded.cut_short = self.cut_short.get();
        concluded.is_plain = is_plain && !concluded.cut_short;
        self.cut_short.set(before || concluded.cut_short);
        let concluded = Rc::new(concluded);
        self.conclusions
            .borrow_mut()
            .insert(key.into(), Rc::clone(&concluded));
        Some(concluded)
    }

    /// Looks at what others wait for before those that wait, so that no chain lies deep.
    pub(super) fn settle_in_order(&self) {
        for target in &self.program.order {
            if !self.is_needed(*target) {
                continue;
            }
            match target {
                Target::Duty(number) => drop(self.duty(*number)),
                Target::Define(number) => {
                    let define = self.program.defines.get(*number);
                    if let Some(define) = define.filter(|define| define.params.is_empty()) {
                        self.conclude(*number, Vec::new(), &self.outer_when(&define.head));
                    }
                }
                _ => {}
            }
        }
    }

    /// Concludes the definitions without parameters, again and again until none
    /// lies too deep: what was concluded before is no longer deep.
    pub(super) fn conclude_all(&self) {
        let defines = self.program.defines.iter().enumerate();
        let mut order: Vec<(usize, &Define)> = defines
            .filter(|(number, define)| {
                define.params.is_empty() && self.is_needed(Target::Define(*number))
            })
            .collect();
        // What others wait for comes first: then none lies deep, unless one waits for a duty.
        let mut places = vec![usize::MAX; self.program.defines.len()];
        for (at, target) in self.program.order.iter().enumerate() {
            if let Target::Define(number) = target
                && let Some(place) = places.get_mut(*number)
            {
                *place = at;
            }
        }
        order.sort_by_key(|(number, _)| places.get(*number).copied());
        let mut known = 0;
        for _ in 0..order.len() {
            self.cut_short.set(false);
            for (number, define) in &order {
                self.conclude(*number, Vec::new(), &self.outer_when(&define.head));
            }
            order.reverse();
            if !self.cut_short.get() {
                return;
            }
            let mut conclusions = self.conclusions.borrow_mut();
            conclusions.retain(|_, concluded| !concluded.cut_short);
            self.exceptions_found.borrow_mut().clear();
            self.exceptions_held.borrow_mut().clear();
            self.computed.borrow_mut().clear();
            self.known.borrow_mut().clear();
            if conclusions.len() <= known {
                return;
            }
            known = conclusions.len();
        }
    }

    fn conclude_pieces(&self, number: usize, define: &'a Define, frame: &Frame) -> Concluded<'a> {
        let (pieces, whens, for_whom) = self.pieces_for(&define.versions, &frame.when, frame);
        let mut parts = Vec::with_capacity(pieces.len());
        let mut whole: Option<Concluded<'a>> = None;
        for (version, when) in &pieces {
            let part = match version {
                Some(version) => self.conclude_version(number, define, version, &frame.under(when)),
                None => self.not_in_force(define),
            };
            parts.push(part.judged.clone());
            whole = Some(match whole {
                None => part,
                Some(whole) => Concluded {
                    exempt_by: Vec::new(),
                    exceptions: merged(whole.exceptions, part.exceptions),
                    remarks: [whole.remarks, part.remarks].concat(),
                    version: None,
                    in_force: whole.in_force || part.in_force,
                    finding: None,
                    cut_short: false,
                    reads: Reads::default(),
                    is_plain: false,
                    called: OnceCell::new(),
                    judged: part.judged,
                },
            });
        }
        let mut whole = whole.unwrap_or_else(|| self.not_in_force(define));
        whole.judged = self.joined_for(parts, for_whom.as_deref(), &whens, &define.kind);
        whole
    }

    fn conclude_version(
        &self,
        number: usize,
        define: &Define,
        version: &'a Version<DefineBody>,
        frame: &Frame,
    ) -> Concluded<'a> {
        let rule = self.evaluate(&version.body.means, frame);
        let name = self.program.full_name(&define.head);
        let remarks = version
            .remarks
            .iter()
            .map(|remark| (name.clone(), remark.clone()));
        let mut concluded = Concluded {
            judged: rule,
            exempt_by: Vec::new(),
            exceptions: Vec::new(),
            remarks: remarks.collect(),
            version: Some(version),
            in_force: true,
            finding: None,
            cut_short: false,
            reads: Reads::default(),
            is_plain: false,
            called: OnceCell::new(),
        };
        if define.kind != Kind::YesNo {
            let governed = self.governed_within(frame);
            concluded.judged = self.figure_in_every_case(concluded.judged, &governed);
            return concluded;
        }
        let governed = self.governed_within(frame);
        concluded.judged = self.in_every_case_of(concluded.judged, &governed);
        if concluded.judged.truth() == Truth::No {
            return concluded;
        }
        let excepted = self.exceptions(Target::Define(number), &version.body.unless, frame);
        if !excepted.rows.is_empty() {
            let all = self.all(vec![concluded.judged, excepted.none_holds]);
            concluded.judged = self.in_every_case_of(all, &governed);
        }
        concluded.exempt_by = excepted.by;
        concluded.exceptions = excepted.rows;
        concluded.remarks.extend(excepted.remarks);
        concluded
    }

    /// A definition of which no version is in force: not so, or not known.
    fn not_in_force(&self, define: &Define) -> Concluded<'a> {
        let judged = match define.kind {
            Kind::YesNo => {
                let mut reason =
                    because(Truth::No, self.conclusion_step(define, None, &[]), vec![]);
                reason.value = State::NotInForce.into();
                Judged::answer(Truth::No, reason)
            }
            _ => self.nothing(&define.kind),
        };
        Concluded {
            judged,
            exempt_by: Vec::new(),
            exceptions: Vec::new(),
            remarks: Vec::new(),
            version: None,
            in_force: false,
            finding: None,
            cut_short: false,
            reads: Reads::default(),
            is_plain: false,
            called: OnceCell::new(),
        }
    }

    fn conclusion_step(
        &self,
        define: &Define,
        instance: Option<String>,
        exempt_by: &[String],
    ) -> Reason {
        Reason::Conclusion {
            name: self.program.full_name(&define.head),
            title: words(&define.head.title),
            instance,
            exempt_by: exempt_by.to_vec(),
        }
    }

    /// A definition that another expression refers to: its own row has its reasons.
    pub(super) fn refer(&self, number: usize, args: &[Expr], frame: &Frame) -> Judged {
        let Some(define) = self.program.defines.get(number) else {
            return self.nothing(&Kind::YesNo);
        };
        let args: Vec<Judged> = args.iter().map(|arg| self.evaluate(arg, frame)).collect();
        let instance = (!args.is_empty()).then(|| instance_text(&args));
        if let Some(instance) = &instance {
            self.note_asked(Asked {
                define: number,
                instance: instance.clone(),
                args: args.clone(),
                when: Rc::clone(&frame.when),
            });
        }
        let Some(concluded) = self.conclude(number, args, &frame.when) else {
            return self.nothing(&define.kind);
        };
        let found = &concluded.judged;
        let step = match self.worded {
            true => self.conclusion_step(define, instance, &concluded.exempt_by),
            false => Reason::Always,
        };
        let mut reason = because(found.truth(), step, Vec::new());
        if !concluded.in_force {
            reason.value = State::NotInForce.into();
        } else if define.kind != Kind::YesNo && self.worded {
            reason.value = self.answer_value(&found.item, &define.kind, frame.policy);
        }
        if define.kind == Kind::YesNo {
            let mut judged = Judged::answer(found.truth(), reason)
                .on(found.standing)
                .needing(found.needs.clone());
            judged.way = Rc::clone(&found.way);
            let called = || Rc::new(Label::titled(define.head.title.clone()));
            judged.label = Rc::clone(concluded.called.get_or_init(called));
            return judged;
        }
        let mut judged = found.clone();
        if !matches!(judged.item, Item::Record(_) | Item::List(_)) {
            // It is called by its title, and told how it was counted.
            let times = matches!(define.kind, Kind::Time | Kind::Date) && self.worded;
            let title = &define.head.title;
            let called = || {
                Rc::new(Label {
                    counted: judged.label.counted.clone(),
                    set: times.then(|| Rc::new(TimeLimit::Titled(words(title)))),
                    ..Label::titled(title.clone())
                })
            };
            judged.label = Rc::clone(concluded.called.get_or_init(called));
        }
        judged.reasons = vec![reason];
        judged
    }

    /// Whether a duty, power or sanction is in a state.
    pub(super) fn in_state(
        &self,
        target: Target,
        args: &[Expr],
        state: State,
        frame: &Frame,
    ) -> Judged {
        let places: Vec<Judged> = args.iter().map(|arg| self.evaluate(arg, frame)).collect();
        let place = places.first().and_then(Judged::place);
        let answer = |value: Truth| self.state_answer(target, state, value);
        if state == State::Exercised && !self.may_be_exercised(target) {
            return answer(Truth::No);
        }
        let breach = frame.seat.breach.as_ref();
        let breach = breach.filter(|(of, _)| *of == target);
        let meant = |member: Option<&FactPath>, text: Option<&str>| {
            let about = place.is_none() || member == place;
            about && breach.is_none_or(|(_, own)| text == own.as_deref())
        };
        let asked =
            |instance: &&InstanceState| meant(instance.member.as_ref(), instance.text.as_deref());
        let legs = |found: &[InstanceState]| -> Vec<Judged> {
            let asked = found.iter().filter(asked);
            let legs = asked.map(|instance| {
                let standing = instance.standing.unwrap_or(Standing::Established);
                answer(holds(instance, state))
                    .on(standing)
                    .needing(instance.needs.clone())
                    .rebutted_by(&instance.needs)
            });
            legs.collect()
        };
        let mut told = legs(&self.states_of(target, meant));
        let otherwise = legs(&self.states_otherwise(target));
        if told.is_empty() && otherwise.is_empty() {
            return answer(match target {
                Target::Define(_) | Target::Exception(_) => Truth::Undetermined,
                _ => Truth::No,
            });
        }
        // What decides which are there is missing of each that is there otherwise.
        let deciding = needs_of(otherwise.iter().map(|leg| leg.needs.as_slice()));
        // A member of which the record does not tell yet may be in the state.
        let all = place.is_none() && breach.is_none();
        let further = match all {
            true => self.further_of(target),
            false => Vec::new(),
        };
        if !further.is_empty() {
            told.push(answer(Truth::Undetermined).needing(further));
        }
        if otherwise.is_empty() {
            return self.any(told);
        }
        if told.is_empty() {
            return self.any(otherwise);
        }
        let (told, otherwise) = (self.any(told), self.any(otherwise));
        let standing = told.standing.min(otherwise.standing);
        if told.truth() == otherwise.truth() {
            let needs = needs_of([told.needs.as_slice(), &otherwise.needs]);
            return told.on(standing).needing(needs);
        }
        let needs = match told.is_open() {
            true => needs_of([told.needs.as_slice(), &deciding]),
            false => deciding,
        };
        let of_both = vec![told.way, otherwise.way];
        answer(Truth::Undetermined)
            .needing(needs)
            .shaped(Shape::Opaque(of_both))
    }

    /// Whether an act may have been done that exercises a power or makes use of a permission, of whichever
    /// member.
    fn may_be_exercised(&self, target: Target) -> bool {
        let acts: Vec<usize> = match target {
            Target::Power(at) => {
                let power = self.program.powers.get(at).into_iter();
                let versions = power.flat_map(|power| &power.versions);
                versions
                    .filter_map(|version| version.body.through)
                    .collect()
            }
            Target::Duty(at) => {
                let duty = self.program.duties.get(at).into_iter();
                let bodies = duty.flat_map(|duty| &duty.versions).map(|one| &one.body);
                let permits = bodies.filter(|body| body.must.force == Force::Permit);
                permits.filter_map(DutyBody::act).collect()
            }
            _ => Vec::new(),
        };
        let some = acts.iter().any(|act| !self.events(*act).is_empty());
        acts.is_empty() || some || !self.complete()
    }

    /// What is missing where an item is for each member of a list that may have more of them.
    pub(super) fn further_of(&self, target: Target) -> Vec<Need> {
        let program = self.program;
        let of = match target {
            Target::Duty(at) => program.duties.get(at).map(|of| (&of.head, &of.for_each)),
            Target::Power(at) => program.powers.get(at).map(|of| (&of.head, &of.for_each)),
            Target::Sanction(at) => program.sanctions.get(at).map(|of| (&of.head, &of.for_each)),
            Target::Define(_) | Target::Exception(_) => None,
        };
        of.map_or_else(Vec::new, |(head, for_each)| {
            self.further_members(target, head, for_each.as_ref())
        })
    }
}

/// What it was asked of, as written.
fn instance_text(args: &[Judged]) -> String {
    let texts: Vec<&str> = args
        .iter()
        .map(|arg| match &arg.label.path {
            Some(path) => path.as_str(),
            None => arg.label.title.en.as_str(),
        })
        .collect();
    texts.join(", ")
}

/// Rows of both, each name once.
pub(super) fn merged(mut a: Vec<ExceptionRow>, b: Vec<ExceptionRow>) -> Vec<ExceptionRow> {
    for row in b {
        if !a.iter().any(|known| known.name == row.name) {
            a.push(row);
        }
    }
    a
}
