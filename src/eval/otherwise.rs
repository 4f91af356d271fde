//! What a duty comes to where nothing that is told gave rise to it. A note without a time has perhaps
//! not been given yet, and a member of a list is perhaps none that is meant; where the record does not
//! tell of all notes, or of all members, there may be another. As long as one that is told is certain,
//! only those that are told are asked about.

use std::rc::Rc;

use crate::determination::Need;
use crate::program::Target;
use crate::program::provision::{Duty, DutyBody};

use super::Eval;
use super::instance::Instance;
use super::judged::needs_of;
use super::member::Member;
use super::occasion::Occasion;

impl<'a> Eval<'a> {
    /// The instances that are there if none of those that are told is; none where one of them certainly
    /// is, or the record would tell of any other. What is missing to know which are there is missing to
    /// know their state.
    pub(super) fn otherwise(&self, number: usize) -> Rc<Vec<Instance<'a, DutyBody>>> {
        let Some(duty) = self.program.duties.get(number) else {
            return Rc::default();
        };
        if duty.for_each.is_none() && (duty.trigger().is_none() || self.complete()) {
            return Rc::default();
        }
        let target = Target::Duty(number);
        self.once(target, number, &self.otherwise, || {
            let (occasions, deciding) = self.occasions_otherwise(number, duty);
            let made = occasions.iter();
            let mut made: Vec<Instance<'a, DutyBody>> = made
                .map(|occasion| self.duty_pieces(number, duty, occasion))
                .collect();
            self.found(number, duty, &occasions, &mut made);
            for instance in &mut made {
                let needs = &mut instance.outcome.needs;
                *needs = needs_of([deciding.as_slice(), needs]);
            }
            made
        })
    }

    /// The occasions on which they arise, and what is missing to know that none that is told does.
    fn occasions_otherwise(&self, number: usize, duty: &'a Duty) -> (Vec<Occasion>, Vec<Need>) {
        let target = Target::Duty(number);
        let members = self.members(target, &duty.head, duty.for_each.as_ref());
        let further = self.further_members(target, &duty.head, duty.for_each.as_ref());
        let other = duty.for_each.as_ref().filter(|_| !further.is_empty());
        let other = other.and_then(|each| self.member_beside(&duty.head, each, &members));
        if let Some(other) = other {
            let among = members.iter().filter_map(|member| member.among.as_ref());
            let deciding: Vec<Need> = among.flat_map(|among| among.needs.clone()).collect();
            let other = self.without_event(duty, &Rc::new(other));
            return (vec![other], deciding);
        }
        let (mut occasions, mut deciding) = (Vec::new(), Vec::new());
        if duty.trigger().is_none() || self.complete() {
            return (occasions, deciding);
        }
        let there = members.into_iter().filter(|member| !member.absent);
        for member in there.map(Rc::<Member>::new) {
            let told = self.occasions(number, duty, &member);
            // Of each that is told it is open whether it gave rise to anything.
            let open = |one: &Occasion| one.event.is_some() && !one.uncertain.is_empty();
            if told.iter().all(open) {
                deciding.extend(told.into_iter().flat_map(|one| one.uncertain));
                occasions.push(self.without_event(duty, &member));
            }
        }
        (occasions, deciding)
    }
}
