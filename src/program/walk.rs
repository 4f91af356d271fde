//! Every expression of a program, to be visited or changed in place.

use super::expression::Expr;
use super::provision::{Deed, DutyBody, ForEach, Instead, Must, Unless, Version};
use super::{Head, Program};

/// What an expression is in a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Whether something is so, or what it comes to.
    Condition,
    /// How much, or how long: no expectation of a case can name it, though a state may hang on it.
    Quantum,
}

/// What is done with each expression, before those that it is made of; whether to go on to those.
type Visitor<'f> = dyn FnMut(&Head, Role, &mut Expr) -> bool + 'f;

impl Program {
    /// Every expression of every provision, in the order of the program. A clause that several
    /// versions share stands in each of them.
    pub fn each_expression(&mut self, visitor: &mut Visitor<'_>) {
        for define in &mut self.defines {
            for version in &mut define.versions {
                let mut walk = Walk::new(&define.head, visitor);
                walk.version(version);
                walk.one(&mut version.body.means);
                walk.unless(&mut version.body.unless);
            }
        }
        for duty in &mut self.duties {
            let mut walk = Walk::new(&duty.head, visitor);
            walk.for_each(duty.for_each.as_mut());
            for version in &mut duty.versions {
                walk.version(version);
                walk.duty(&mut version.body);
            }
        }
        for exception in &mut self.exceptions {
            let mut walk = Walk::new(&exception.head, visitor);
            for version in &mut exception.versions {
                walk.version(version);
                walk.all(&mut version.body.when);
                if let Some(instead) = &mut version.body.instead {
                    walk.instead(instead);
                }
            }
        }
        for power in &mut self.powers {
            let mut walk = Walk::new(&power.head, visitor);
            walk.for_each(power.for_each.as_mut());
            for version in &mut power.versions {
                walk.version(version);
                walk.all(&mut version.body.when);
                walk.unless(&mut version.body.unless);
            }
        }
        for sanction in &mut self.sanctions {
            let mut walk = Walk::new(&sanction.head, visitor);
            walk.for_each(sanction.for_each.as_mut());
            for version in &mut sanction.versions {
                walk.version(version);
                let body = &mut version.body;
                walk.all(&mut body.when);
                walk.unless(&mut body.unless);
                let condition = body.in_lieu_of.as_mut().map(|(_, condition)| condition);
                walk.all(condition.into_iter().flatten());
                walk.role = Role::Quantum;
                walk.all(&mut body.up_to);
                walk.role = Role::Condition;
            }
        }
    }
}

struct Walk<'w, 'f> {
    head: &'w Head,
    role: Role,
    visitor: &'w mut Visitor<'f>,
}

impl<'w, 'f> Walk<'w, 'f> {
    fn new(head: &'w Head, visitor: &'w mut Visitor<'f>) -> Walk<'w, 'f> {
        Walk {
            head,
            role: Role::Condition,
            visitor,
        }
    }

    fn one(&mut self, expr: &mut Expr) {
        if !(self.visitor)(self.head, self.role, expr) {
            return;
        }
        for child in expr.children_mut() {
            self.one(child);
        }
    }

    fn all<'e>(&mut self, of: impl IntoIterator<Item = &'e mut Expr>) {
        for expr in of {
            self.one(expr);
        }
    }

    fn version<T>(&mut self, version: &mut Version<T>) {
        self.all(&mut version.addressees);
        let place = version.place.as_mut();
        if let Some(there) = place.and_then(|place| place.there.as_mut()) {
            // Which places it is for is not written; only who is asked about is.
            self.all(there.children_mut());
        }
    }

    fn unless(&mut self, unless: &mut [Unless]) {
        self.all(unless.iter_mut().map(|clause| &mut clause.condition));
    }

    fn for_each(&mut self, each: Option<&mut ForEach>) {
        if let Some(each) = each {
            self.one(&mut each.list);
            self.all(&mut each.condition);
        }
    }

    fn must(&mut self, must: &mut Must) {
        match &mut must.deed {
            Deed::Act { condition, .. } => self.all(condition),
            Deed::Ensure(condition) => self.one(condition),
            Deed::Payment(payment) => self.quantum(&mut payment.amount),
        }
    }

    fn quantum(&mut self, amount: &mut Expr) {
        self.role = Role::Quantum;
        self.one(amount);
        self.role = Role::Condition;
    }

    fn instead(&mut self, instead: &mut Instead) {
        if let Some(must) = &mut instead.must {
            self.must(must);
        }
        self.all(&mut instead.by);
    }

    fn duty(&mut self, body: &mut DutyBody) {
        let trigger = body.arises_on.as_mut().map(|on| &mut on.condition);
        self.all(trigger.into_iter().flatten());
        self.all(&mut body.when);
        self.unless(&mut body.unless);
        self.must(&mut body.must);
        for reduction in &mut body.reductions {
            self.quantum(&mut reduction.to);
            self.all(&mut reduction.condition);
        }
        self.all(&mut body.by);
        self.all(&mut body.delayed);
        let relief = body.relief.as_mut().map(|relief| &mut relief.condition);
        self.all(relief.into_iter().flatten());
        self.all(&mut body.counts_as_done);
    }
}
