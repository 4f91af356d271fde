//! Which version applies. Where the governing instant is only bounded, its range is cut at every
//! edge of a version, and each piece is looked at by itself, so that what changes on one day
//! changes together.

use crate::plan::{
    Answer, BlockId, Define, FixedId, Given, Governed, LeafKind, Op, OpId, PolicyId, Version,
    Versions, What, Why,
};
use crate::value::figure::Figure;
use crate::value::{Bound, Instant, Interval, Range, State, Truth};

use super::Kernel;
use super::frame::{AS_OF, Frame, When};
use super::instance::Outcome;
use super::scratch::Piece;

impl<'k> Kernel<'k> {
    /// What governs an item: what it says itself, else what its policy says. What never came about
    /// governs nothing.
    pub(super) fn governing(&mut self, of: &Governed, frame: &Frame) -> Option<u32> {
        let Some((block, op)) = of.own else {
            return self.policys(of.policy);
        };
        let inner = self.enter(block, frame);
        let at = self.governing_time(op, &inner);
        self.governed_by(at, of.comes_about)
    }

    /// What a policy says governs, found once.
    fn policys(&mut self, policy: PolicyId) -> Option<u32> {
        let turn = self.s.turn;
        if let Some((known, when)) = self.s.governing.get(policy.index())
            && *known == turn
        {
            return *when;
        }
        let declared = self.plan.policies.get(policy.index())?;
        let (block, op) = declared.governed_by?;
        let frame = self.outer_frame(policy, AS_OF);
        let inner = self.enter(block, &frame);
        let at = self.governing_time(op, &inner);
        self.release(frame.variables);
        let when = self.governed_by(at, declared.comes_about);
        if let Some(known) = self.s.governing.get_mut(policy.index()) {
            *known = (turn, when);
        }
        when
    }

    /// The instant that governs. Where a condition chooses it, it is as it is in the cases in which
    /// whatever it hangs on has come about by now, where that can be; where it hangs on what lies
    /// ahead, the moment asked for governs. And whether it lies ahead in every case.
    fn governing_time(&mut self, op: OpId, frame: &Frame) -> (Answer, bool) {
        if !matches!(self.plan.op(op), Op::If(..)) {
            return (self.eval(op, frame), false);
        }
        let before = self.by_now.replace(false);
        let at = self.eval(op, frame);
        let ahead = std::mem::replace(&mut self.by_now, before) == Some(true);
        if !ahead || at.what != What::Figure || at.figure().only().is_some() {
            return (at, false);
        }
        let (now, range) = (self.range(self.now()), self.range(at.figure()));
        if now.is_at_least(&range) == Truth::Yes {
            return (at, false);
        }
        let by_now = range.meet(&Range { low: None, ..now });
        let all_ahead = by_now.is_empty();
        let found = self.figure(if all_ahead { &now } else { &by_now });
        let figure = Answer::of_figure(found);
        let at = Answer {
            low: figure.low,
            high: figure.high,
            ends: figure.ends,
            ..at
        };
        (at, all_ahead)
    }

    /// What an op comes to where whatever is read has come about by now, as far as that can be. What
    /// is asked for of others is as it is.
    pub(super) fn op_by_now(&mut self, op: OpId, frame: &Frame) -> Answer {
        match self.plan.op(op) {
            Op::Read(_, leaf) | Op::Field(_, _, leaf)
                if self.plan.leaf(leaf).is_some_and(|leaf| {
                    leaf.kind == LeafKind::Instant && !leaf.planned && leaf.computed.is_none()
                }) =>
            {
                let read = self.op(op, frame);
                self.come_by_now(read)
            }
            Op::If(..) | Op::All(_) | Op::Any(_) | Op::Not(_) => self.op(op, frame),
            Op::Compare(..) | Op::Extreme(..) | Op::FirstKnown(_) => self.op(op, frame),
            _ => {
                let before = self.by_now.take();
                let found = self.op(op, frame);
                self.by_now = before;
                found
            }
        }
    }

    fn come_by_now(&mut self, read: Answer) -> Answer {
        if read.what != What::Figure {
            return read;
        }
        let (now, known) = (self.range(self.now()), self.range(read.figure()));
        let by_now = known.meet(&Range { low: None, ..now });
        if by_now.is_empty() {
            self.by_now = Some(true);
            return read;
        }
        let part = self.figure(&by_now);
        let part = Answer::of_figure(part);
        Answer {
            low: part.low,
            high: part.high,
            ends: part.ends,
            ..read
        }
    }

    /// An instant as what governs; none if it does not apply. One that comes about does not govern
    /// before it has.
    fn governed_by(&mut self, (at, all_ahead): (Answer, bool), comes_about: bool) -> Option<u32> {
        if at.is_not_applicable() {
            return None;
        }
        let parted = at.given == Given::Perhaps && at.why == Why::Disputed;
        let mut at = at.figure();
        let mut ahead = Truth::No;
        let past = |at: i64| at <= self.asked.as_of.micros();
        if comes_about && at.only().is_some_and(past) {
            ahead = match all_ahead {
                true => Truth::Yes,
                false if parted => Truth::Undetermined,
                false => Truth::No,
            };
        } else if comes_about {
            let now = self.range(self.now());
            let by_now = self.range(at).meet(&Range {
                low: None,
                high: now.high,
            });
            ahead = match by_now.is_empty() {
                true => Truth::Yes,
                false if all_ahead => Truth::Yes,
                false if parted => Truth::Undetermined,
                false => Truth::No,
            };
            at = match by_now.is_empty() {
                true => self.now(),
                false => self.figure(&by_now),
            };
        }
        Some(self.when(When {
            at,
            forced: true,
            declared: true,
            ahead,
        }))
    }

    /// What a definition says governs it; where it is open whether that ever came about, that or the
    /// instant of the frame.
    pub(super) fn governing_or_else(&mut self, own: (BlockId, OpId), frame: &Frame) -> u32 {
        let inner = self.enter(own.0, frame);
        let at = self.eval(own.1, &inner);
        if at.is_not_applicable() {
            return frame.when;
        }
        let other = self.when_at(frame.when).at;
        let at = match at.perhaps {
            true => self.join(at.figure(), other),
            false => at.figure(),
        };
        self.exactly_when(at)
    }

    /// What governs an item as a whole, before any instance is looked at.
    pub(super) fn outer_when(&mut self, policy: PolicyId) -> u32 {
        self.policys(policy).unwrap_or(AS_OF)
    }

    /// The same under the law of another instant, whatever is forced.
    pub(super) fn under_law(&mut self, of: OpId, at: OpId, frame: &Frame) -> Answer {
        let at = self.eval(at, frame).figure();
        let when = self.when(When {
            at,
            forced: false,
            declared: true,
            ahead: Truth::No,
        });
        self.eval(of, &frame.under(when))
    }

    /// What an item comes to under each version that may govern it, and what that leaves of it. `absent`
    /// is what it comes to where none is in force.
    pub(super) fn in_each_piece<T>(
        &mut self,
        versions: &'k Versions<T>,
        frame: &Frame,
        absent: Outcome,
        mut judge: impl FnMut(&mut Self, &'k Version<T>, &Frame) -> Outcome,
    ) -> Outcome {
        let from = self.pieces(versions, frame);
        let to = self.s.pieces.len();
        let mut whole: Option<Outcome> = None;
        for at in from..to {
            let Some(piece) = self.piece_at(at) else {
                break;
            };
            let number = piece.version;
            let version = number.and_then(|number| versions.all.get(number as usize));
            let mut outcome = match version {
                None => absent,
                Some(version) => judge(self, version, &frame.under(piece.when)),
            };
            outcome.version = number;
            whole = Some(match whole {
                None => outcome,
                Some(whole) => self.either_outcome(whole, &outcome),
            });
        }
        self.s.pieces.truncate(from);
        whole.unwrap_or(Outcome::new(State::NotInForce, Truth::No))
    }

    /// Puts the pieces of the governing instant on the stack of pieces; the first of them.
    pub(super) fn pieces<T>(&mut self, versions: &'k Versions<T>, frame: &Frame) -> usize {
        let from = self.s.pieces.len();
        if versions.sole {
            self.s.pieces.push(Piece {
                version: Some(0),
                when: frame.when,
            });
            return from;
        }
        let when = self.when_at(frame.when);
        let law = self.law(&when);
        if let Some(at) = law.only() {
            let at = Instant::from_micros(at);
            self.versions_at(
                versions,
                |interval| interval.contains(at),
                frame,
                frame.when,
            );
            return from;
        }
        let law = self.range(law);
        // What looks at addressees may look at versions in turn, so the cuts are kept apart.
        let mut low = law.low;
        let inside = |edge: &&Instant| {
            let at = edge.seconds();
            law.low.is_none_or(|low| low.at < at)
                && law
                    .high
                    .is_none_or(|high| at < high.at || (at == high.at && !high.open))
        };
        for edge in versions.edges.iter().filter(inside) {
            let at = edge.seconds();
            let high = Some(Bound { at, open: true });
            self.piece(versions, &Range { low, high }, (frame, &when), from);
            low = Some(Bound { at, open: false });
        }
        let last = Range {
            low,
            high: law.high,
        };
        self.piece(versions, &last, (frame, &when), from);
        if self.s.pieces.len() == from + 1
            && let Some(only) = self.s.pieces.get_mut(from)
        {
            only.when = frame.when;
        }
        from
    }

    /// One piece that no edge cuts.
    fn piece<T>(
        &mut self,
        versions: &'k Versions<T>,
        range: &Range,
        (frame, when): (&Frame, &When),
        from: usize,
    ) {
        let at = match self.asked.law_of.filter(|_| when.forced) {
            // To force a law changes which version applies, never the moment.
            Some(_) => when.at,
            None => self.figure(range),
        };
        let piece = self.when(When { at, ..*when });
        let first = self.s.pieces.len();
        self.versions_at(
            versions,
            |interval| interval.holds_piece(range),
            frame,
            piece,
        );
        // Pieces side by side with the same version are one.
        if first > from
            && let (Some(before), Some(next)) =
                (self.s.pieces.get(first - 1), self.s.pieces.get(first))
            && before.version == next.version
        {
            let (before, next) = (before.when, next.when);
            let (a, b) = (self.when_at(before).at, self.when_at(next).at);
            let at = self.join(a, b);
            let whole = self.when(When { at, ..*when });
            if let Some(known) = self.s.pieces.get_mut(first - 1) {
                known.when = whole;
            }
            self.s.pieces.remove(first);
        }
    }

    /// The versions that may be in force at one instant, of which the first that is for the
    /// addressee counts. Only one is left unless it is open for whom it is.
    fn versions_at<T>(
        &mut self,
        versions: &'k Versions<T>,
        inside: impl Fn(&Interval) -> bool,
        frame: &Frame,
        when: u32,
    ) {
        for (number, version) in (0u32..).zip(&versions.all) {
            if !inside(&version.interval) {
                continue;
            }
            let holds = match version.addressees {
                None => Truth::Yes,
                Some((block, op)) => {
                    let inner = self.enter(block, frame);
                    self.truth(op, &inner)
                }
            };
            if holds != Truth::No {
                self.s.pieces.push(Piece {
                    version: Some(number),
                    when,
                });
            }
            if holds == Truth::Yes {
                return;
            }
        }
        self.s.pieces.push(Piece {
            version: None,
            when,
        });
    }

    /// What is certain whichever piece it is, of which there are several.
    pub(super) fn joined(&mut self, parts: &[Answer], unknown: FixedId) -> Answer {
        let Some((first, rest)) = parts.split_first() else {
            return Answer::NONE;
        };
        if rest.is_empty() {
            return *first;
        }
        let perhaps = parts.iter().any(|part| part.perhaps);
        let mut value = is_value(first).then_some(*first);
        for part in rest {
            value = value.and_then(|value| self.join_values(&value, part));
        }
        let value = value.unwrap_or_else(|| self.plan.fixed(unknown));
        if self.is_settled(&value) && value.is_same_as(first) && !perhaps {
            return *first;
        }
        let value = Answer {
            given: crate::plan::Given::Stated,
            ..value
        };
        value.perhaps(perhaps).because(Why::Version)
    }

    pub(super) fn define(&self, define: crate::plan::DefineId) -> Option<&'k Define> {
        self.plan.defines.get(define.index())
    }

    /// A piece that was put on the stack.
    pub(super) fn piece_at(&self, at: usize) -> Option<Piece> {
        self.s.pieces.get(at).copied()
    }

    /// A limit or an instant that is certain, as what governs.
    pub(super) fn exactly_when(&mut self, at: Figure) -> u32 {
        self.when(When {
            at,
            forced: true,
            declared: true,
            ahead: Truth::No,
        })
    }
}

fn is_value(answer: &Answer) -> bool {
    !matches!(
        answer.what,
        What::NotApplicable | What::Ahead | What::Record | What::List
    )
}
