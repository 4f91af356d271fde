//! And, or, not, and what chooses between two: Kleene's tables, with the
//! reasons pruned to what decided and the weakest support on the best way.

use std::rc::Rc;

use crate::determination::{Because, Reason, Standing};
use crate::diagnostic::Phrase;
use crate::program::Expr;
use crate::value::{Kind, Number, Range, Truth, Value};

use super::Eval;
use super::frame::Frame;
use super::judged::{Item, Judged, Label, needs_of};
use super::way::{Shape, Way};

/// A reason without articles of its own.
pub(super) fn because(value: Truth, step: Reason, of: Vec<Because>) -> Because {
    Because {
        value: value.into(),
        step,
        cites: Vec::new(),
        of,
    }
}

/// What is so because of those with this answer, at most so many; while it is open, also because of what
/// is settled on the way.
fn so(of: Vec<Judged>, value: Truth, told: usize, step: Reason) -> Because {
    let told = of
        .into_iter()
        .filter(move |judged| value == Truth::Undetermined || judged.truth() == value)
        .map(Judged::into_because)
        .take(told);
    because(value, step, told.collect())
}

fn standings(of: &[Judged], value: Truth) -> impl Iterator<Item = Standing> {
    of.iter()
        .filter(move |judged| judged.truth() == value)
        .map(|judged| judged.standing)
}

fn undetermined_needs(of: &[Judged]) -> Vec<crate::determination::Need> {
    needs_of(
        of.iter()
            .filter(|judged| judged.truth() == Truth::Undetermined)
            .map(|judged| judged.needs.as_slice()),
    )
}

fn ways(of: &[Judged]) -> Vec<Rc<Way>> {
    of.iter().map(|judged| Rc::clone(&judged.way)).collect()
}

impl Eval<'_> {
    /// Whether all hold.
    pub(super) fn all(&self, of: Vec<Judged>) -> Judged {
        let of = match <[Judged; 1]>::try_from(of) {
            Ok([only]) => return only,
            Err(of) => of,
        };
        let value = of
            .iter()
            .fold(Truth::Yes, |all, judged| all.and(judged.truth()));
        // The first that fails decided it; support is the best there is.
        let (standing, told) = match value {
            Truth::No => (standings(&of, value).max(), 1),
            _ => (standings(&of, value).min(), of.len()),
        };
        let (needs, shape) = (undetermined_needs(&of), Shape::all(ways(&of)));
        self.said_so(value, || so(of, value, told, Reason::All))
            .on(standing.unwrap_or(Standing::Established))
            .needing(needs)
            .shaped(shape)
    }

    /// Whether one holds.
    pub(super) fn any(&self, of: Vec<Judged>) -> Judged {
        let of = match <[Judged; 1]>::try_from(of) {
            Ok([only]) => return only,
            Err(of) => of,
        };
        let value = of
            .iter()
            .fold(Truth::No, |any, judged| any.or(judged.truth()));
        let standing = match value {
            Truth::Yes => standings(&of, value).max(),
            _ => standings(&of, value).min(),
        };
        let (needs, shape) = (undetermined_needs(&of), Shape::any(ways(&of)));
        self.said_so(value, || so(of, value, usize::MAX, Reason::Any))
            .on(standing.unwrap_or(Standing::Established))
            .needing(needs)
            .shaped(shape)
    }

    /// Whether at least so many hold.
    pub(super) fn at_least(&self, count: u32, of: Vec<Judged>) -> Judged {
        let needed = usize::try_from(count).unwrap_or(usize::MAX);
        let holding = |value| of.iter().filter(|judged| judged.truth() == value).count();
        let (yes, open) = (holding(Truth::Yes), holding(Truth::Undetermined));
        let value = if yes >= needed {
            Truth::Yes
        } else if yes + open < needed {
            Truth::No
        } else {
            Truth::Undetermined
        };
        // It takes this many of the best supported to decide.
        let deciding = match value {
            Truth::Yes => needed,
            _ => of.len().saturating_sub(needed) + 1,
        };
        let mut support: Vec<Standing> = standings(&of, value).collect();
        support.sort_unstable_by(|a, b| b.cmp(a));
        let standing = support.into_iter().take(deciding).min();
        let step = Reason::AtLeast { count };
        let (needs, shape) = (undetermined_needs(&of), Shape::Some(needed, ways(&of)));
        self.said_so(value, || so(of, value, usize::MAX, step))
            .on(standing.unwrap_or(Standing::Established))
            .needing(needs)
            .shaped(shape)
    }

    /// How many hold.
    pub(super) fn count_of(&self, of: Vec<Judged>) -> Judged {
        let counted = |truth| {
            let holding = of.iter().filter(|judged| judged.truth() == truth).count();
            Number::whole(i64::try_from(holding).unwrap_or(i64::MAX))
        };
        let sure = counted(Truth::Yes);
        let most = sure.plus(counted(Truth::Undetermined)).unwrap_or(sure);
        let count = Item::Value(Value::Range(Range::between(sure, most)));
        let title = Phrase::new("how many of these hold", "해당하는 것의 수");
        let mut judged = Judged::new(count, Label::titled(title));
        let standing = of.iter().map(|judged| judged.standing).min();
        let needs = undetermined_needs(&of);
        let shape = Shape::Count {
            of: ways(&of),
            more: None,
        };
        if self.worded {
            judged.reasons = of.into_iter().map(Judged::into_because).collect();
        }
        judged
            .on(standing.unwrap_or(Standing::Established))
            .needing(needs)
            .shaped(shape)
    }

    /// Whether it does not hold.
    pub(super) fn not(&self, mut of: Judged) -> Judged {
        let value = of.truth().negate();
        let shape = Shape::Not(Rc::clone(&of.way));
        let (standing, needs) = (of.standing, std::mem::take(&mut of.needs));
        self.said_so(value, || {
            because(value, Reason::Not, vec![of.into_because()])
        })
        .on(standing)
        .needing(needs)
        .shaped(shape)
    }

    /// `if c then a else b`; while the condition is open, what both have in common.
    pub(super) fn branch(
        &self,
        expr: &Expr,
        (condition, then, otherwise): (&Expr, &Expr, &Expr),
        frame: &Frame,
    ) -> Judged {
        let condition = self.evaluate(condition, frame);
        match condition.truth() {
            Truth::Yes => {
                let then = self.evaluate(then, frame);
                let shape = Shape::Branch {
                    on: Rc::clone(&condition.way),
                    then: Some(Rc::clone(&then.way)),
                    otherwise: None,
                };
                self.taken(&condition, then, &expr.kind).shaped(shape)
            }
            Truth::No => {
                let otherwise = self.evaluate(otherwise, frame);
                let shape = Shape::Branch {
                    on: Rc::clone(&condition.way),
                    then: None,
                    otherwise: Some(Rc::clone(&otherwise.way)),
                };
                let reached = self.not(condition);
                self.taken(&reached, otherwise, &expr.kind).shaped(shape)
            }
            Truth::Undetermined => {
                let then = self.evaluate(then, frame);
                let otherwise = self.evaluate(otherwise, frame);
                self.open_branch(expr, &condition, (then, otherwise), frame.policy)
            }
        }
    }

    /// The branch taken, for this reason.
    fn taken(&self, reached: &Judged, branch: Judged, kind: &Kind) -> Judged {
        let standing = reached.standing.min(branch.standing);
        if *kind == Kind::YesNo && !branch.is_not_applicable() {
            let value = branch.truth();
            let of = || vec![reached.because(), branch.because()];
            return self
                .said_so(value, || because(value, Reason::All, of()))
                .on(standing)
                .needing(branch.needs);
        }
        let mut judged = branch;
        if self.worded {
            judged.reasons.insert(0, reached.because());
        }
        judged.on(standing)
    }

    fn open_branch(
        &self,
        expr: &Expr,
        condition: &Judged,
        (then, otherwise): (Judged, Judged),
        policy: usize,
    ) -> Judged {
        let needs = needs_of([
            condition.needs.as_slice(),
            then.needs.as_slice(),
            otherwise.needs.as_slice(),
        ]);
        let standing = then.standing.min(otherwise.standing);
        let shape = Shape::Branch {
            on: Rc::clone(&condition.way),
            then: Some(Rc::clone(&then.way)),
            otherwise: Some(Rc::clone(&otherwise.way)),
        };
        if expr.kind == Kind::YesNo {
            let value = then.truth().join(otherwise.truth());
            let of = || match value {
                Truth::Undetermined => [condition, &then, &otherwise]
                    .iter()
                    .filter(|judged| judged.truth() == Truth::Undetermined)
                    .map(|judged| judged.because())
                    .collect(),
                _ => vec![then.because(), otherwise.because()],
            };
            return self
                .said_so(value, || because(value, Reason::All, of()))
                .on(standing)
                .needing(needs)
                .shaped(shape);
        }
        let mut judged = self.either(then, otherwise, &expr.kind, policy);
        judged.reasons = vec![condition.because()];
        judged.on(standing).needing(needs).shaped(shape)
    }

    /// What is certain of something that is the one or the other.
    pub(super) fn either(&self, one: Judged, other: Judged, kind: &Kind, policy: usize) -> Judged {
        let times = matches!(kind, Kind::Time | Kind::Date) && self.worded;
        let set = times.then(|| self.one_or_other([&one, &other], kind, policy));
        let (a, b) = (&one.label.title, &other.label.title);
        let title = match a == b {
            true => a.clone(),
            false => Phrase::new(
                format!("{} or {}", a.en, b.en),
                format!("{} 또는 {}", a.ko, b.ko),
            ),
        };
        let mut perhaps = one.perhaps || other.perhaps;
        let item = match (one.item, other.item) {
            (Item::Value(a), Item::Value(b)) => a.join(&b).map(Item::Value),
            (Item::Record(a), Item::Record(b)) if a == b => Some(Item::Record(a)),
            (Item::Ahead(a), Item::Ahead(b)) => Some(Item::Ahead(a.join(&b))),
            (Item::NotApplicable | Item::Ahead(_), Item::NotApplicable | Item::Ahead(_)) => {
                Some(Item::NotApplicable)
            }
            (Item::Value(Value::Range(only)), Item::NotApplicable | Item::Ahead(_))
            | (Item::NotApplicable | Item::Ahead(_), Item::Value(Value::Range(only))) => {
                perhaps = true;
                Some(Item::Value(Value::Range(only)))
            }
            _ => None,
        };
        let mut judged = match item {
            Some(item) => Judged::new(item, Label::titled(title)),
            None => self.nothing(kind),
        };
        judged.perhaps = perhaps;
        judged.label_mut().set = set.flatten().map(Rc::new);
        judged
    }
}
