//! Questions over lists that are asked again for each member of another list: what does not depend on
//! that member is looked at once.

use std::rc::Rc;

use crate::program::{Expr, Node};
use crate::source::Span;

use super::Eval;
use super::aggregate::MAX_LOOKS;
use super::answering::Seat;
use super::cone::Reads;
use super::frame::{Frame, When};
use super::judged::Judged;

/// So many questions are kept; of more the first are looked at again.
const MOST: usize = 64;

/// A question that was asked, in which surroundings, and what it comes to.
pub(super) struct Repeated {
    /// Which, by where it is in the text and in the program.
    expr: (Span, usize),
    policy: usize,
    when: Rc<When>,
    seat: Rc<Seat>,
    absent: bool,
    /// The variables that it mentions.
    variables: Vec<(usize, Option<Rc<Judged>>)>,
    /// So many members were looked at for it.
    looks: usize,
    judged: Judged,
    /// What was read for it.
    reads: Reads,
}

impl Eval<'_> {
    /// What a question over a list comes to; below another such question it is asked once, unless it
    /// depends on the member.
    pub(super) fn once_for_all(
        &self,
        expr: &Expr,
        frame: &Frame,
        ask: impl FnOnce() -> Judged,
    ) -> Judged {
        if self.gathering.get() == 0 || !frame.given.is_empty() {
            return ask();
        }
        let name = (expr.span, std::ptr::from_ref(expr).addr());
        let known = self.repeated.borrow();
        let found = known.iter().find(|known| {
            known.expr == name
                && known.policy == frame.policy
                && known.absent == frame.is_absent()
                && Rc::ptr_eq(&known.when, &frame.when)
                && Rc::ptr_eq(&known.seat, &frame.seat)
                && known.variables.iter().all(|(number, value)| {
                    match (value, frame.shared(*number)) {
                        (Some(value), Some(now)) => Rc::ptr_eq(value, &now),
                        (value, now) => value.is_none() && now.is_none(),
                    }
                })
        });
        // Its reasons are told again, and count as if they had been looked for again: so the bound on
        // questions within questions bounds what an answer says, too.
        let again = found.map(|found| (self.looks.get().saturating_add(found.looks), found));
        if let Some((looks, found)) = again.filter(|(looks, _)| *looks <= MAX_LOOKS) {
            self.looks.set(looks);
            self.note_reads(&found.reads);
            return found.judged.clone();
        }
        drop(known);
        let looks = self.looks.get();
        self.begin_reads();
        let judged = ask();
        let reads = self.end_reads();
        let looks = self.looks.get().saturating_sub(looks);
        let variables = mentioned(expr).into_iter();
        let variables = variables.map(|number| (number, frame.shared(number)));
        let kept = Repeated {
            expr: name,
            policy: frame.policy,
            when: Rc::clone(&frame.when),
            seat: Rc::clone(&frame.seat),
            absent: frame.is_absent(),
            variables: variables.collect(),
            looks,
            judged: judged.clone(),
            reads,
        };
        let mut known = self.repeated.borrow_mut();
        if known.len() >= MOST {
            known.remove(0);
        }
        known.push(kept);
        judged
    }
}

/// The variables that an expression mentions, its own among them.
fn mentioned(expr: &Expr) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open = vec![expr];
    while let Some(expr) = open.pop() {
        if let Node::Variable(number) = expr.node
            && !found.contains(&number)
        {
            found.push(number);
        }
        open.extend(expr.children());
    }
    found
}
