//! The same record and the same question at an earlier moment.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::{Rc, Weak};

use crate::determination::{Need, Reason};
use crate::facts::Known;
use crate::value::{Instant, Kind, Range, Truth, Value};

use super::judged::Judged;
use super::logic::because;
use super::routes::open_places;
use super::way::{Place, Shape, Way};
use super::{Eval, Question};

/// Evaluations of earlier moments. The first holds them; they only know of it.
pub(super) type Moments<'a> = std::cell::RefCell<BTreeMap<Instant, Rc<Eval<'a>>>>;

/// Who holds the evaluations of earlier moments.
pub(super) enum Earlier<'a> {
    /// This one.
    Own(Rc<Moments<'a>>),
    /// The one that asked.
    Of(Weak<Moments<'a>>),
}

impl<'a> Eval<'a> {
    /// Whether another evaluation asks what was so at this moment.
    pub(super) fn is_earlier(&self) -> bool {
        matches!(self.earlier, Earlier::Of(_))
    }

    /// The evaluation of an earlier moment, made once.
    pub(super) fn then(&self, at: Instant) -> Rc<Eval<'a>> {
        self.note_all();
        let moments = match &self.earlier {
            Earlier::Own(moments) => Some(Rc::clone(moments)),
            Earlier::Of(moments) => moments.upgrade(),
        };
        let known = moments
            .as_ref()
            .and_then(|moments| moments.borrow().get(&at).cloned());
        if let Some(known) = known {
            return known;
        }
        let question = Question {
            as_of: at,
            ..self.question.clone()
        };
        let mut eval = Eval::new(self.program, self.facts, &question, self.overlay);
        eval.worded = self.worded;
        if let Some(moments) = &moments {
            eval.earlier = Earlier::Of(Rc::downgrade(moments));
        }
        eval.conclude_all();
        let eval = Rc::new(eval);
        if let Some(moments) = &moments {
            moments.borrow_mut().insert(at, Rc::clone(&eval));
        }
        eval
    }

    /// Whether a time on record had not come at this earlier moment.
    fn came_later(&self, place: &Place) -> bool {
        let Place::Fact(path) = place else {
            return false;
        };
        let time = self.walk(path).is_some_and(|walked| {
            walked.kind == Kind::Time && walked.field.is_none_or(|field| !field.planned)
        });
        match self.find(path).map(|(_, datum)| &datum.known) {
            Some(Known::NotYet) => time,
            Some(Known::Value(Value::Range(at))) => {
                time && Range::exactly(self.now()).is_less_than(at) == Truth::Yes
            }
            _ => false,
        }
    }

    /// What is missing for an answer about this moment. What the record dates later is known by now,
    /// and is not asked for.
    pub(super) fn missing_then(&self, way: &Rc<Way>, needs: &[Need]) -> Vec<Need> {
        let places = open_places(way, true).into_iter();
        let later: BTreeSet<String> = places
            .filter(|place| self.is_earlier() && self.came_later(place))
            .filter_map(|place| match place {
                Place::Fact(path) => Some(self.path_text(path)),
                _ => None,
            })
            .collect();
        let missing = needs.iter().filter(|need| !later.contains(&need.path));
        missing.cloned().collect()
    }

    /// What gives rise to something, or takes it away, as it was at this earlier moment: what is open
    /// by nothing but times that had not come was not so yet, and what came later does not make it so.
    pub(super) fn as_it_was(&self, judged: Judged, not_yet: Truth) -> Judged {
        let open = self.is_earlier() && judged.truth() == Truth::Undetermined;
        let needs = &judged.needs;
        if !open || needs.is_empty() || !self.missing_then(&judged.way, needs).is_empty() {
            return judged;
        }
        let step = if not_yet == Truth::Yes {
            Reason::All
        } else {
            Reason::Any
        };
        let mut was = Judged::answer(not_yet, because(not_yet, step, vec![judged.because()]));
        was.standing = judged.standing;
        was.shaped(Shape::Fixed)
    }
}
