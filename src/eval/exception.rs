//! Exceptions: declared, with a name or without, and excepted in their turn.
//! All that are looked at are listed, not only the first that holds.

use crate::determination::{Because, ExceptionRow, Gap, Need, Reason, Standing};
use crate::diagnostic::Phrase;
use crate::program::provision::{Exception, ExceptionBody, Presumption, Remark, Unless};
use crate::program::{Target, Version};
use crate::value::{Kind, State, Truth};

use super::Eval;
use super::frame::Frame;
use super::judged::{Judged, needs_of};
use super::logic::because;
use super::replacement::Replacement;
use super::shown::words;
use super::split::whether_happened;
use super::way::Shape;

/// Exceptions to exceptions beyond this are not looked into.
const MAX_EXCEPTIONS: u32 = 64;

/// An exception that may be in force against a target, and its version.
pub(super) type ExceptionFound<'a> = Option<(Judged, &'a Version<ExceptionBody>)>;

/// What the exceptions of one target come to.
#[derive(Clone, Debug)]
pub(super) struct Excepted<'a> {
    /// Whether none holds: the other leg of a conclusion beside its rule.
    pub(super) none_holds: Judged,
    /// Names of the named ones that hold.
    pub(super) by: Vec<String>,
    /// Rows of all that were looked at.
    pub(super) rows: Vec<ExceptionRow>,
    /// Remarks on those that hold.
    pub(super) remarks: Vec<(String, Remark)>,
    /// Those that put something else in place, or may.
    pub(super) instead: Vec<Replacement<'a>>,
}

impl Excepted<'_> {
    /// Whether one holds.
    pub(super) fn any(&self) -> Truth {
        self.none_holds.truth().negate()
    }
}

impl<'a> Eval<'a> {
    /// Whether no exception to an exception holds, where there are some.
    fn unexcepted(&self, number: usize, frame: &Frame) -> Option<Judged> {
        let target = Target::Exception(number);
        let found = self.program.exceptions.iter().enumerate();
        let mut found = found
            .filter_map(|(number, exception)| {
                let (judged, version) = self.exception(number, exception, target, frame)?;
                Some((exception, judged, version))
            })
            .peekable();
        found.peek()?;
        let legs = found.filter_map(|(exception, judged, version)| {
            self.note_exception(exception.head.span, judged.truth());
            let leg = || self.not(self.exception_leg(exception, judged));
            version.body.instead.is_none().then(leg)
        });
        let legs = legs.collect();
        Some(none_holds(self, legs))
    }

    /// An exception as a part of whether none holds: its own row says why.
    fn exception_leg(&self, exception: &Exception, mut judged: Judged) -> Judged {
        judged.reasons = match self.worded {
            true => {
                let step = self.exception_step(exception);
                vec![because(judged.truth(), step, Vec::new())]
            }
            false => Vec::new(),
        };
        judged
    }

    /// The exceptions of a target, in the order of the source, then those without a name.
    pub(super) fn exceptions(
        &self,
        target: Target,
        unless: &[Unless],
        frame: &Frame,
    ) -> Excepted<'a> {
        let mut legs = Vec::new();
        let mut excepted = Excepted {
            none_holds: self.all(Vec::new()),
            by: Vec::new(),
            rows: Vec::new(),
            remarks: Vec::new(),
            instead: Vec::new(),
        };
        for (number, exception) in self.program.exceptions.iter().enumerate() {
            let Some((judged, version)) = self.exception(number, exception, target, frame) else {
                continue;
            };
            self.note_exception(exception.head.span, judged.truth());
            if judged.truth() == Truth::Yes {
                excepted.by.push(exception.head.name.to_string());
                let name = self.program.full_name(&exception.head);
                let remarks = version.remarks.as_slice();
                excepted
                    .remarks
                    .extend(remarks.iter().map(|remark| (name.clone(), remark.clone())));
            }
            excepted.rows.push(ExceptionRow {
                name: exception.head.name.to_string(),
                title: words(&exception.head.title),
                cites: match self.worded {
                    true => self.cites(&version.cites),
                    false => Vec::new(),
                },
                soft: self.is_soft(&version.cites),
                replaces: version.body.instead.is_some(),
                value: judged.truth(),
                because: Some(judged.because()),
                needs: judged.needs.clone(),
            });
            if let Some(instead) = version.body.instead.as_ref() {
                if judged.truth() == Truth::Yes {
                    excepted.by.pop();
                }
                let name = exception.head.name.to_string();
                excepted.instead.push((judged, instead, name));
                continue;
            }
            legs.push(self.not(self.exception_leg(exception, judged)));
        }
        for clause in unless {
            let mut judged = self.told_of(&clause.condition, frame);
            if clause.presumed.is_some() {
                judged = self.in_every_case(judged);
            }
            let judged = self.presumed(judged, clause.presumed.as_ref());
            excepted.rows.push(unnamed_row(&judged));
            legs.push(self.not(judged));
        }
        excepted.none_holds = none_holds(self, legs);
        excepted
    }

    /// One exception to a target; none if no version that may be in force names it.
    fn exception(
        &self,
        number: usize,
        exception: &'a Exception,
        target: Target,
        frame: &Frame,
    ) -> ExceptionFound<'a> {
        // Most exceptions are to something else; which versions are in force is then all the same.
        let mut versions = exception.versions.iter();
        if !versions.any(|version| version.body.targets.contains(&target)) {
            return None;
        }
        let (sort, of) = match target {
            Target::Define(of) => (0, of),
            Target::Duty(of) => (1, of),
            Target::Exception(of) => (2, of),
            Target::Power(of) => (3, of),
            Target::Sanction(of) => (4, of),
        };
        let key = frame.key_of(&[number, sort, of]);
        if let Some((known, reads)) = self.exceptions_found.borrow().get(&key) {
            self.note_reads(reads);
            return known.clone();
        }
        let depth = self.exception_depth.get();
        if depth >= MAX_EXCEPTIONS {
            // What lies deeper is not looked into, and so leaves open what it might except.
            self.cut_short.set(true);
            let version = exception.versions.first()?;
            let gap = Gap::TooDeep {
                most: MAX_EXCEPTIONS.try_into().unwrap_or(usize::MAX),
            };
            let reason = because(Truth::Undetermined, Reason::Gap { gap }, Vec::new());
            return Some((Judged::answer(Truth::Undetermined, reason), version));
        }
        self.exception_depth.set(depth + 1);
        self.begin_reads();
        let found = self.exception_pieces(number, exception, target, frame);
        let reads = self.end_reads();
        self.exception_depth.set(depth);
        self.exceptions_found
            .borrow_mut()
            .insert(key, (found.clone(), reads));
        found
    }

    fn exception_pieces(
        &self,
        number: usize,
        exception: &'a Exception,
        target: Target,
        frame: &Frame,
    ) -> ExceptionFound<'a> {
        let (pieces, whens, for_whom) = self.pieces_for(&exception.versions, &frame.when, frame);
        let names = |version: &&'a Version<ExceptionBody>| version.body.targets.contains(&target);
        let first = pieces
            .iter()
            .find_map(|(version, _)| version.as_ref().copied().filter(|v| names(v)))?;
        let parts = pieces
            .iter()
            .map(|(version, when)| match version.filter(|v| names(v)) {
                Some(version) => self.exception_version(number, version, &frame.under(when)),
                None => {
                    let mut reason = because(Truth::No, self.exception_step(exception), vec![]);
                    reason.value = State::NotInForce.into();
                    Judged::answer(Truth::No, reason)
                }
            })
            .collect();
        let judged = self.joined_for(parts, for_whom.as_deref(), &whens, &Kind::YesNo);
        Some((judged, first))
    }

    /// The reason that is an exception; its own row says why.
    fn exception_step(&self, exception: &Exception) -> Reason {
        Reason::Conclusion {
            name: self.program.full_name(&exception.head),
            title: words(&exception.head.title),
            instance: None,
            exempt_by: Vec::new(),
        }
    }

    /// Whether an exception holds in a version, whatever it is to.
    fn exception_version(
        &self,
        number: usize,
        version: &Version<ExceptionBody>,
        frame: &Frame,
    ) -> Judged {
        // Of what is to one thing alone, that it was found for it is kept.
        if version.body.targets.len() < 2 {
            return self.exception_held(number, &version.body, frame);
        }
        let (file, start) = (version.span.file.index(), version.span.start as usize);
        let key = frame.key_of(&[number, file, start]);
        if let Some((known, reads)) = self.exceptions_held.borrow().get(&key) {
            self.note_reads(reads);
            return known.clone();
        }
        self.begin_reads();
        let found = self.exception_held(number, &version.body, frame);
        let reads = self.end_reads();
        self.exceptions_held
            .borrow_mut()
            .insert(key, (found.clone(), reads));
        found
    }

    fn exception_held(&self, number: usize, body: &ExceptionBody, frame: &Frame) -> Judged {
        let when = match &body.when {
            Some(when) => self.told_of(when, frame),
            None => self.always(),
        };
        let judged = match self.unexcepted(number, frame) {
            None => when,
            Some(none_holds) => self.all(vec![when, none_holds]),
        };
        self.presumed(self.in_every_case(judged), body.presumed.as_ref())
    }

    /// What is presumed while it is undetermined. Nobody bears the burden of when something that is
    /// on record happened: what turns on that alone stays open.
    fn presumed(&self, judged: Judged, presumption: Option<&Presumption>) -> Judged {
        let Some(presumption) = presumption.filter(|_| judged.truth() == Truth::Undetermined)
        else {
            return judged;
        };
        let value = Truth::from(presumption.value);
        if whether_happened(&judged.way).contains(&value.negate()) {
            return judged;
        }
        let burden = presumption.burden.and_then(|party| self.party(party));
        let step = Reason::Presumed {
            burden: burden.map(|(_, title)| title),
        };
        let shape = Shape::Presumed(judged.way, judged.needs.into());
        let of: Vec<Because> = judged.reasons;
        Judged::answer(value, because(value, step, of))
            .on(Standing::Presumed)
            .shaped(shape)
    }

    /// What is not in force does not hold.
    pub(super) fn never(&self) -> Judged {
        Judged::answer(Truth::No, because(Truth::No, Reason::Always, Vec::new()))
            .shaped(Shape::Fixed)
    }

    /// The condition that is not there.
    pub(super) fn always(&self) -> Judged {
        Judged::answer(Truth::Yes, because(Truth::Yes, Reason::Always, Vec::new()))
            .shaped(Shape::Fixed)
    }
}

/// Whether none holds. All that hold are told, and what they lack is not missed.
fn none_holds(eval: &Eval<'_>, legs: Vec<Judged>) -> Judged {
    let holding: Vec<Because> = legs
        .iter()
        .filter(|leg| leg.truth() == Truth::No)
        .map(Judged::because)
        .collect();
    let needs: Vec<Need> = needs_of(
        legs.iter()
            .filter(|leg| leg.truth() == Truth::Undetermined)
            .map(|leg| leg.needs.as_slice()),
    );
    let mut judged = eval.all(legs).needing(needs);
    if holding.len() > 1 {
        judged.reasons = vec![because(Truth::No, Reason::All, holding)];
    }
    judged
}

fn unnamed_row(judged: &Judged) -> ExceptionRow {
    ExceptionRow {
        name: "unless".to_owned(),
        title: words(&Phrase::new(
            "the exception in the provision itself",
            "단서",
        )),
        cites: Vec::new(),
        soft: false,
        replaces: false,
        value: judged.truth(),
        because: Some(judged.because()),
        needs: judged.needs.clone(),
    }
}
