//! What a duty comes to where nothing that is told gave rise to it: the record does not tell of all acts,
//! or of all members of a list, and of those that it tells of none is certain.

use crate::plan::DutyId;
use crate::value::Truth;

use super::Kernel;

impl Kernel<'_> {
    /// The instances that are there if none of those that are told is; none where one of them certainly
    /// is, or the record would tell of any other.
    pub(super) fn otherwise(&mut self, id: DutyId) -> (u32, u32) {
        let plan = self.plan;
        let Some(duty) = plan.duties.get(id.index()) else {
            return (0, 0);
        };
        let waits = duty.trigger.is_some() && !self.complete();
        if !waits && duty.for_each.is_none() {
            return (0, 0);
        }
        let own = u32::try_from(id.index()).unwrap_or(u32::MAX);
        if self.s.entered.contains(&own) {
            return (0, 0);
        }
        let slot = self.slot_otherwise(id);
        self.once(slot, |kernel| {
            let first = kernel.s.occasions.len();
            let policy = duty.governed.policy;
            let (members, further) = kernel.members(policy, duty.for_each.as_ref());
            let last = kernel.s.members.len();
            let mut told = (members..last).filter_map(|at| kernel.member_on_stack(at));
            let certain = told.any(|member| {
                member.absent || member.among.is_none_or(|among| among == Truth::Yes)
            });
            if further && !certain {
                let other = kernel.no_member(policy, true);
                let other = kernel.without_event(duty, &other);
                kernel.s.occasions.push(other);
            } else if waits {
                for at in members..last {
                    let Some(member) = kernel.member_on_stack(at).filter(|one| !one.absent) else {
                        continue;
                    };
                    let from = kernel.s.occasions.len();
                    kernel.occasions(duty, &member);
                    let mut told = kernel.s.occasions.iter().skip(from);
                    let open = told.all(|one| one.event.is_some() && !one.certain);
                    kernel.s.occasions.truncate(from);
                    if open {
                        let alone = kernel.without_event(duty, &member);
                        kernel.s.occasions.push(alone);
                    }
                }
            }
            kernel.s.members.truncate(members);
            let made = kernel.s.making.len();
            for at in first..kernel.s.occasions.len() {
                if let Some(occasion) = kernel.s.occasions.get(at).copied() {
                    let instance = kernel.duty_pieces(id, duty, &occasion);
                    kernel.s.making.push(instance);
                }
            }
            kernel.s.occasions.truncate(first);
            kernel.findings(id, made, further);
        })
    }

    /// The instances of a duty that are told, each with no, and then those that are there otherwise.
    pub(super) fn told_and_otherwise(
        &mut self,
        id: DutyId,
    ) -> impl Iterator<Item = (u32, bool)> + use<> {
        let (from, to) = self.duty(id);
        let (first, last) = self.otherwise(id);
        let told = (from..to).map(|at| (at, false));
        told.chain((first..last).map(|at| (at, true)))
    }
}
