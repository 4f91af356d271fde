//! Where an expression is evaluated: its variables, its policy, and the
//! instant that governs it.

use std::rc::Rc;

use crate::determination::{Because, Need};
use crate::program::{Expr, FactPath, FactRoot, FactStep, Place};
use crate::value::{Instant, Kind, Range, Value};

use super::Eval;
use super::answering::Seat;
use super::judged::{Item, Judged, Label};
use super::way::{Shape, Way};

/// The instant that governs an item, as far as it is known.
#[derive(Clone, Debug)]
pub(super) struct When {
    /// The instant; `moment` in conditions.
    pub(super) at: Range,
    /// The moment whose law is forced, whatever governs.
    pub(super) forced: Option<Instant>,
    /// What is missing to know the instant.
    pub(super) needs: Vec<Need>,
    /// What it is called.
    pub(super) label: Label,
    /// For whom the versions are that may apply at it, where that is open.
    pub(super) whom: Vec<Because>,
    /// Whether the policy says what governs; else it is only the moment asked for.
    pub(super) declared: bool,
    /// That it has come about by the moment asked for, where it has not, or not by every account.
    pub(super) ahead: Option<Judged>,
}

impl When {
    /// The instant whose law applies.
    pub(super) fn law(&self) -> Range {
        self.forced
            .map_or(self.at, |at| Range::exactly(at.seconds()))
    }
}

/// Where an expression is evaluated.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// Its variables.
    vars: Vec<Option<Rc<Judged>>>,
    /// The instant that governs.
    pub(super) when: Rc<When>,
    /// The policy, for its zone, or one with the zone and the calendar of some place.
    pub(super) policy: usize,
    /// The instance that is looked at.
    pub(super) seat: Rc<Seat>,
    /// There is no member, or no event, of which its variable speaks: what is asked of it is open.
    absent: bool,
    /// What is so wherever it counts what is evaluated here: of a limit, that the duty is owed.
    pub(super) given: Vec<Rc<Way>>,
}

impl Eval<'_> {
    /// Whether a condition holds; open where it asks of a member or an event that is not there.
    pub(super) fn told_of(&self, condition: &Expr, frame: &Frame) -> Judged {
        match frame.absent && condition.has_variables() {
            true => self.nothing(&Kind::YesNo),
            false => self.evaluate(condition, frame),
        }
    }
}

impl Frame {
    /// A frame with these variables.
    pub(super) fn new(vars: Vec<Judged>, when: &Rc<When>, policy: usize) -> Frame {
        Frame {
            vars: vars.into_iter().map(|value| Some(Rc::new(value))).collect(),
            when: Rc::clone(when),
            policy,
            seat: Rc::default(),
            absent: false,
            given: Vec::new(),
        }
    }

    /// The same, where this is so.
    pub(super) fn given(&self, way: &Rc<Way>) -> Frame {
        let mut frame = self.clone();
        frame.given.push(Rc::clone(way));
        frame
    }

    /// The same, where this is not so.
    pub(super) fn given_not(&self, way: &Rc<Way>) -> Frame {
        self.given(&Rc::new(Way {
            now: Some(Value::Truth(way.truth().negate())),
            shape: Shape::Not(Rc::clone(way)),
        }))
    }

    /// The same, without the member or the event of which its variable would speak.
    pub(super) fn of_none(&self) -> Frame {
        Frame {
            absent: true,
            ..self.clone()
        }
    }

    /// The same for this instance.
    pub(super) fn at(&self, seat: Rc<Seat>) -> Frame {
        Frame {
            seat,
            ..self.clone()
        }
    }

    /// The same with one more variable.
    pub(super) fn with(&self, variable: usize, value: Judged) -> Frame {
        let mut frame = self.clone();
        if frame.vars.len() <= variable {
            frame.vars.resize(variable + 1, None);
        }
        if let Some(slot) = frame.vars.get_mut(variable) {
            *slot = Some(Rc::new(value));
        }
        frame
    }

    /// The same under another instant.
    pub(super) fn under(&self, when: &Rc<When>) -> Frame {
        Frame {
            when: Rc::clone(when),
            ..self.clone()
        }
    }

    /// The same with the zone and the calendar of a place.
    pub(super) fn in_place(mut self, place: Option<&Place>) -> Frame {
        if let Some(place) = place {
            self.policy = place.setting;
        }
        self
    }

    /// A variable.
    pub(super) fn get(&self, variable: usize) -> Option<&Judged> {
        self.vars.get(variable)?.as_deref()
    }

    /// Whether all its variables are records.
    pub(super) fn is_of_records(&self) -> bool {
        let mut vars = self.vars.iter().flatten();
        vars.all(|value| matches!(value.item, Item::Record(_)))
    }

    /// Whether its variable speaks of nothing that is there.
    pub(super) fn is_absent(&self) -> bool {
        self.absent
    }

    /// A variable, which frames share.
    pub(super) fn shared(&self, variable: usize) -> Option<Rc<Judged>> {
        self.vars.get(variable)?.clone()
    }

    /// All that an evaluation in it depends on, as text, and what is evaluated by its numbers.
    pub(super) fn key_of(&self, numbers: &[usize]) -> String {
        let mut key = Key::default();
        for number in numbers {
            key.number(*number);
        }
        self.written(key)
    }

    /// All that the answer to a question depends on, as text: beside the rest, which instance asks.
    pub(super) fn key_of_question(&self, question: &str) -> String {
        let mut key = Key::default();
        key.text(question);
        key.number(self.seat.parts.len());
        for part in &self.seat.parts {
            key.shown(part);
        }
        self.written(key)
    }

    fn written(&self, mut key: Key) -> String {
        key.number(self.policy);
        key.range(&self.when.at);
        key.number(usize::from(self.absent));
        match self.when.forced {
            Some(forced) => key.shown(&forced),
            None => key.number(0),
        }
        key.number(self.when.needs.len());
        for need in &self.when.needs {
            key.text(&need.path);
        }
        match &self.seat.breach {
            Some((_, text)) => key.shown(text),
            None => key.number(0),
        }
        for judged in self.vars.iter().flatten() {
            judged.key(&mut key);
        }
        key.written
    }
}

/// What something depends on, as text. It is written many thousands of times for one answer: numbers and
/// places are written short, and each part so that it cannot be taken for another.
pub(super) struct Key {
    written: String,
}

impl Default for Key {
    fn default() -> Key {
        // Most have room in this much.
        Key {
            written: String::with_capacity(64),
        }
    }
}

impl Key {
    /// A number: its digits to the base of 32, as the letters from `@` on, and a blank.
    pub(super) fn number(&mut self, number: usize) {
        let mut rest = number;
        loop {
            let digit = b'@' | u8::try_from(rest & 31).unwrap_or_default();
            self.written.push(char::from(digit));
            rest >>= 5;
            if rest == 0 {
                break;
            }
        }
        self.written.push(' ');
    }

    /// What was written.
    pub(super) fn text_of(self) -> String {
        self.written
    }

    /// A text, after its length.
    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len());
        self.written.push_str(text);
    }

    /// Anything else, as it is shown to engineers.
    pub(super) fn shown(&mut self, of: &dyn std::fmt::Debug) {
        self.text(&format!("{of:?}"));
    }

    /// What something may be.
    pub(super) fn range(&mut self, range: &Range) {
        for bound in [range.low, range.high] {
            let Some(bound) = bound else {
                self.written.push('-');
                continue;
            };
            self.written.push(if bound.open { '(' } else { '[' });
            match bound.at.to_whole().map(usize::try_from) {
                Some(Ok(whole)) => self.number(whole),
                _ => self.shown(&bound.at),
            }
        }
    }

    /// A place of the record.
    pub(super) fn place(&mut self, place: &FactPath) {
        let (root, number) = match place.root {
            FactRoot::Fact(number) => ('F', number),
            FactRoot::Judgement(number) => ('J', number),
            FactRoot::Event(number) => ('E', number),
        };
        self.written.push(root);
        self.number(number);
        self.number(place.steps.len());
        for step in &place.steps {
            let (step, number) = match step {
                FactStep::Field(number) => ('f', *number),
                FactStep::Index(number) => ('i', usize::try_from(*number).unwrap_or(usize::MAX)),
                FactStep::Judgement(number) => ('j', *number),
                FactStep::Made => ('m', 0),
            };
            self.written.push(step);
            self.number(number);
        }
    }
}
