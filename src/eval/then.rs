//! The same record and the same question at an earlier moment.

use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use crate::value::Instant;

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
}
