//! Steps that judge provisions: definitions, exceptions, duties, powers and sanctions.

use crate::program::Target;
use crate::program::provision::Force;
use crate::value::Truth;

use super::super::super::id::{DefineId, DutyId, ExceptionId, OpId, PowerId, SanctionId};
use super::super::super::leaf::LeafKind;
use super::super::super::op::Op;
use super::super::super::provision::{Deed, Governed, Item, Must, Unless, Version, Versions};
use super::super::{At, Conclusion, Instance, NOTHING, Register, Sort, Step, Turns};
use super::{Builder, Excepting};

impl Builder<'_> {
    /// A definition of which one version is in force for all, always.
    pub(super) fn define(&mut self, define: DefineId) -> Option<Conclusion> {
        if let Some(known) = self.defines.get(&define) {
            return known.clone();
        }
        // One that waits for itself is left to the ops.
        self.defines.insert(define, None);
        let found = self.concluded(define);
        self.defines.insert(define, found.clone());
        found
    }

    pub(super) fn concluded(&mut self, define: DefineId) -> Option<Conclusion> {
        let of = self.plan.defines.get(define.index())?;
        if of.params > 0 || of.determined_by.is_some() {
            return None;
        }
        let version = sole(&of.governed, &of.versions)?;
        let rule = self.op(version.body.means)?;
        let mut is = rule;
        let mut exceptions = Vec::new();
        match (of.yes_no, rule) {
            (true, Register::Answer(rule)) => {
                let target = Target::Define(define.index());
                let (none, excepting) =
                    self.excepted(target, &of.exceptions, &version.body.unless)?;
                exceptions = excepting;
                if none != NOTHING {
                    is = Register::Answer(self.all(vec![rule, none]));
                }
            }
            (false, Register::Figure(_)) => {}
            _ => return None,
        }
        Some(Conclusion {
            define,
            is,
            rule,
            exceptions,
        })
    }

    /// The register of whether no exception holds, and those that have a name.
    pub(super) fn excepted(
        &mut self,
        target: Target,
        exceptions: &[ExceptionId],
        unless: &[Unless],
    ) -> Option<(At, Excepting)> {
        let mut found = Vec::with_capacity(exceptions.len());
        for id in exceptions {
            let of = self.plan.exceptions.get(id.index())?;
            let version = only(&of.versions)?;
            if version.body.instead.is_some() || !version.body.targets.contains(&target) {
                return None;
            }
            found.push((*id, self.exception(*id)?));
        }
        let mut all: Vec<At> = found.iter().map(|(_, at)| *at).collect();
        for clause in unless {
            let holds = self.answer(clause.condition)?;
            all.push(self.presumed(holds, clause.presumed));
        }
        if all.is_empty() {
            return Some((NOTHING, found));
        }
        let any = self.any(all);
        Some((self.not(any), found))
    }

    pub(super) fn presumed(&mut self, holds: At, presumed: Option<bool>) -> At {
        match presumed {
            Some(presumed) => self.step(Step::Presumed(holds, presumed)),
            None => holds,
        }
    }

    /// Whether an exception holds.
    pub(super) fn exception(&mut self, id: ExceptionId) -> Option<At> {
        if let Some(known) = self.exceptions.get(&id) {
            return *known;
        }
        self.exceptions.insert(id, None);
        let of = self.plan.exceptions.get(id.index())?;
        let version = only(&of.versions)?;
        let mut holds = match version.body.when {
            Some(when) => self.answer(when)?,
            None => self.step(Step::Written(Truth::Yes)),
        };
        let target = Target::Exception(id.index());
        let (none, _) = self.excepted(target, &of.exceptions, &[])?;
        if none != NOTHING {
            holds = self.all(vec![holds, none]);
        }
        let holds = self.presumed(holds, version.body.presumed);
        self.exceptions.insert(id, Some(holds));
        Some(holds)
    }

    /// A provision of which there is one instance, in one version that is always in force.
    pub(super) fn item(&mut self, item: Item) -> Option<Instance> {
        if let Some(known) = self.items.get(&item) {
            return known.clone();
        }
        self.items.insert(item, None);
        let found = match item {
            Item::Duty(duty) => self.duty(duty),
            Item::Power(power) => self.power(power),
            Item::Sanction(sanction) => self.sanction(sanction),
        };
        self.items.insert(item, found.clone());
        found
    }

    pub(super) fn duty(&mut self, id: DutyId) -> Option<Instance> {
        let of = self.plan.duties.get(id.index())?;
        if of.for_each.is_some() || of.every.is_some() || of.trigger.is_some() {
            return None;
        }
        let version = sole(&of.governed, &of.versions)?;
        self.governed(&of.governed)?;
        let body = &version.body;
        let further = body.arises_on.is_some()
            || body.by.is_some()
            || body.relief.is_some()
            || body.delayed.is_some()
            || body.counts_as_done.is_some()
            || !body.reductions.is_empty();
        if further {
            return None;
        }
        let (turns, on) = self.must(&body.must)?;
        let target = Target::Duty(id.index());
        let (none, exceptions) = self.excepted(target, &of.exceptions, &body.unless)?;
        self.instance(Item::Duty(id), turns, body.when, none, exceptions, on)
    }

    /// Notes the time that governs a policy, before which nothing arises; none where it is no plain
    /// fact.
    pub(super) fn governed(&mut self, of: &Governed) -> Option<()> {
        let plan = self.plan;
        let policy = plan.policies.get(of.policy.index())?;
        let Some((_, op)) = policy.governed_by.filter(|_| policy.comes_about) else {
            return Some(());
        };
        let Op::Read(slot, leaf) = plan.op(op) else {
            return None;
        };
        let leaf = plan.leaf(leaf)?;
        let sort = match leaf.kind {
            LeafKind::Instant => Sort::Instant,
            LeafKind::Day => Sort::Day,
            _ => return None,
        };
        if leaf.computed.is_some() || !self.stands_alone(slot) {
            return None;
        }
        if !self.made.governing.contains(&(slot.0, sort)) {
            self.made.governing.push((slot.0, sort));
        }
        Some(())
    }

    pub(super) fn must(&mut self, must: &Must) -> Option<(Turns, At)> {
        match must.deed {
            Deed::Ensure(_, condition) if must.force != Force::Permit => {
                Some((Turns::Condition(must.force), self.answer(condition)?))
            }
            Deed::Act { .. } => Some((Turns::Act(must.force), NOTHING)),
            Deed::Ensure(..) | Deed::Payment { .. } => None,
        }
    }

    pub(super) fn power(&mut self, id: PowerId) -> Option<Instance> {
        let of = self.plan.powers.get(id.index())?;
        if of.for_each.is_some() {
            return None;
        }
        let version = sole(&of.governed, &of.versions)?;
        let target = Target::Power(id.index());
        let (none, exceptions) = self.excepted(target, &of.exceptions, &version.body.unless)?;
        let when = version.body.when;
        self.instance(
            Item::Power(id),
            Turns::Power,
            when,
            none,
            exceptions,
            NOTHING,
        )
    }

    /// A sanction that opens by a condition of its own.
    pub(super) fn sanction(&mut self, id: SanctionId) -> Option<Instance> {
        let plan = self.plan;
        let of = plan.sanctions.get(id.index())?;
        if of.for_each.is_some() || !of.duties.is_empty() || !of.others.is_empty() || !of.itself {
            return None;
        }
        let version = sole(&of.governed, &of.versions)?;
        let body = &version.body;
        let mut most = Vec::with_capacity(body.up_to.len());
        for op in &body.up_to {
            let Op::Fixed(fixed) = plan.op(*op) else {
                return None;
            };
            let fixed = plan.fixed(fixed);
            fixed.figure().only()?;
            most.push(fixed);
        }
        let target = Target::Sanction(id.index());
        let (none, exceptions) = self.excepted(target, &of.exceptions, &body.unless)?;
        let item = Item::Sanction(id);
        let made = self.instance(item, Turns::Sanction, body.when, none, exceptions, NOTHING)?;
        Some(Instance { most, ..made })
    }

    pub(super) fn instance(
        &mut self,
        item: Item,
        turns: Turns,
        when: Option<OpId>,
        none: At,
        exceptions: Excepting,
        on: At,
    ) -> Option<Instance> {
        let trigger = match when {
            Some(when) => self.answer(when)?,
            // A sanction without a condition is opened by what else there is, which is nothing.
            None => self.step(Step::Written(Truth::from(turns != Turns::Sanction))),
        };
        let at = self.step(Step::Instance(turns, trigger, none, on));
        Some(Instance {
            item,
            at,
            trigger,
            exceptions,
            most: Vec::new(),
        })
    }
}

/// The one version, where nothing governs it that its policy does not.
pub(super) fn sole<'v, T>(
    governed: &Governed,
    versions: &'v Versions<T>,
) -> Option<&'v Version<T>> {
    governed.own.is_none().then(|| only(versions))?
}

pub(super) fn only<T>(versions: &Versions<T>) -> Option<&Version<T>> {
    versions.sole.then(|| versions.all.first())?
}
