//! Payments: how much is owed, in full and where it may be reduced, how much was paid, and when
//! that was enough. Part payments add up.

use crate::plan::Deed;
use crate::value::figure::Figure;
use crate::value::paid::{PartPayment, enough_paid};
use crate::value::{Number, Range, Truth};

use super::Kernel;
use super::done::Owed;
use super::frame::Frame;
use super::instance::Claim;

impl<'k> Kernel<'k> {
    /// Puts when enough was paid on the stack of times; whether nothing is to be paid at all.
    pub(super) fn paid(&mut self, owed: &Owed<'k>, arisen: Option<Figure>, frame: &Frame) -> bool {
        let Deed::Payment {
            amount: (block, amount),
            act,
            field,
            leaf,
        } = owed.must.deed
        else {
            return false;
        };
        let inner = self.enter(block, frame);
        let full = self.eval(amount, &inner).figure();
        let enough = self.enough(owed, self.range(full), frame);
        let from = self.s.awaiting.len();
        self.events_after(act, frame.seat);
        let mut parts = Vec::new();
        let mut at = from;
        while let Some(event) = self.s.awaiting.get(at).copied() {
            at += 1;
            let suits = self.counts(owed, arisen, &event);
            let counts = event.certain.and(suits);
            if counts == Truth::No {
                continue;
            }
            let amount = self.read(event.cell + field, leaf).figure();
            self.s.claiming.extend(Claim::of(&event, suits));
            let (at, amount) = (self.range(event.at), self.range(amount));
            parts.push(PartPayment::new(at, amount, counts));
        }
        self.s.awaiting.truncate(from);
        if let Some((range, certain)) = enough_paid(&mut parts, &enough) {
            let at = self.figure(&range);
            self.s.times.push((at, certain));
        }
        Range::exactly(Number::ZERO).is_at_least(&enough) == Truth::Yes
    }

    /// How much is enough, where less than the full amount may be.
    fn enough(&mut self, owed: &Owed<'k>, full: Range, frame: &Frame) -> Range {
        let mut enough = full;
        for reduction in &owed.body.reductions {
            let to = self.eval(reduction.to, frame).figure();
            let to = self.range(to);
            let less = match reduction.share {
                true => to.times(&full).unwrap_or(Range::UNKNOWN),
                false => to,
            };
            let less = less.smaller(&full);
            let may = match reduction.condition {
                Some(condition) => self.truth(condition, frame),
                None => Truth::Yes,
            };
            let least = enough.smaller(&less);
            match may {
                Truth::Yes => enough = least,
                Truth::Undetermined => enough = enough.join(&least),
                Truth::No => {}
            }
        }
        enough
    }
}
