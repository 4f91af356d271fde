//! The members of the list for which an item has instances.

use crate::plan::{ForEach, PolicyId};
use crate::value::Truth;

use super::Kernel;
use super::frame::Frame;
use super::slots::Part;

/// One member for which an item has an instance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    /// Its slot; none where the item has no list, or the list no member.
    pub(super) place: Option<u32>,
    /// Whether there is such an instance; none where that is no question.
    pub(super) among: Option<Truth>,
    /// There is no member of which anything could be asked.
    pub(super) absent: bool,
    pub(super) frame: Frame,
}

impl Member {
    /// What tells its instance from the others.
    pub(super) fn part(&self) -> Option<Part> {
        self.place.map(Part::Place)
    }
}

impl Kernel<'_> {
    /// Puts the members for which an item has instances on their stack; the first of them, and
    /// whether there may be more than are known. A list without any has one that says so.
    pub(super) fn members(
        &mut self,
        policy: PolicyId,
        for_each: Option<&ForEach>,
    ) -> (usize, bool) {
        let first = self.s.members.len();
        let when = self.outer_when(policy);
        let frame = self.outer_frame(policy, when);
        let alone = Member {
            place: None,
            among: None,
            absent: false,
            frame,
        };
        let Some(for_each) = for_each else {
            self.s.members.push(alone);
            return (first, false);
        };
        let inner = self.enter(for_each.listing, &frame);
        let list = self.eval(for_each.list, &inner);
        let (view, open) = self.listing(&list);
        for number in 0..self.known_members(&view.members) {
            let Some((at, certain)) = self.member(&view, number) else {
                break;
            };
            let member = self.read(at, for_each.member.leaf);
            let frame = self.copied(&frame);
            self.put(&frame, for_each.member.variable, member);
            let mut among = (certain != Truth::Yes).then_some(certain);
            if let Some((block, condition)) = for_each.condition {
                let inner = self.enter(block, &frame);
                let holds = self.truth(condition, &inner);
                among = Some(among.map_or(holds, |among| among.and(holds)));
            }
            if among == Some(Truth::No) {
                self.release(frame.variables);
                continue;
            }
            self.s.members.push(Member {
                place: Some(at),
                among,
                absent: false,
                frame,
            });
        }
        if self.s.members.len() == first {
            let none = self.no_member(policy, open);
            self.s.members.push(none);
        }
        (first, open)
    }

    /// What says that a list has no member, or that it may have some.
    pub(super) fn no_member(&mut self, policy: PolicyId, open: bool) -> Member {
        let when = self.outer_when(policy);
        Member {
            place: None,
            among: Some(if open { Truth::Undetermined } else { Truth::No }),
            absent: true,
            frame: self.outer_frame(policy, when),
        }
    }

    pub(super) fn member_on_stack(&self, at: usize) -> Option<Member> {
        self.s.members.get(at).copied()
    }
}
