//! How much of each provision the cases try: its versions, its conditions,
//! each answered yes, no and undetermined, and whether an exception ever held.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::Phrase;
use crate::eval::{Answers, Seen};
use crate::program::{Expr, Node, Program};
use crate::source::Span;
use crate::value::{Interval, Kind};

/// What the cases try of one provision. Answers are counted in cases.
#[derive(Clone, Debug)]
pub struct Covered {
    /// Its policy.
    pub policy: usize,
    /// Its full name.
    pub name: String,
    /// Its title.
    pub title: Phrase,
    /// Its keyword and name.
    pub span: Span,
    /// Its versions: when, where they open, and in how many cases they were in force.
    pub versions: Vec<(Interval, Span, Answers)>,
    /// Its conditions, each leg by itself.
    pub conditions: Vec<(Span, Answers)>,
    /// The other values that it reckons with.
    pub values: Vec<(Span, Answers)>,
    /// Of an exception, whether it held.
    pub held: Option<Answers>,
}

/// What was looked at, as numbers of cases.
type Counted = BTreeMap<Span, Answers>;

/// What the cases try of every provision, in the order of the source; each `Seen` is one case.
#[must_use]
pub fn coverage(program: &Program, seen: &[Seen]) -> Vec<Covered> {
    let expressions = counted(seen.iter().map(|seen| &seen.expressions));
    let versions = counted(seen.iter().map(|seen| &seen.versions));
    let exceptions = counted(seen.iter().map(|seen| &seen.exceptions));
    let answers = |counted: &Counted, span: Span| counted.get(&span).copied().unwrap_or_default();
    let mut found: BTreeMap<Span, Covered> = BTreeMap::new();
    for version in program.versions() {
        let head = version.head;
        let covered = found.entry(head.span).or_insert_with(|| Covered {
            policy: head.policy,
            name: program.full_name(head),
            title: head.title.clone(),
            span: head.span,
            versions: Vec::new(),
            conditions: Vec::new(),
            values: Vec::new(),
            held: None,
        });
        let seen = answers(&versions, version.span);
        (covered.versions).push((version.interval, version.span, seen));
    }
    for exception in &program.exceptions {
        if let Some(covered) = found.get_mut(&exception.head.span) {
            covered.held = Some(answers(&exceptions, exception.head.span));
        }
    }
    // A clause that versions share stands once in the text.
    let mut known = HashSet::new();
    program.clone().each_expression(&mut |head, _, expr| {
        if let Some(covered) = found.get_mut(&head.span)
            && known.insert((expr.span, is_leg(expr)))
        {
            let answer = (expr.span, answers(&expressions, expr.span));
            if is_leg(expr) {
                covered.conditions.push(answer);
            } else if expr.kind != Kind::YesNo {
                covered.values.push(answer);
            }
        }
        expr.asks_for_values()
    });
    found.into_values().collect()
}

/// Each place with the number of cases that answered it so.
fn counted<'a>(seen: impl Iterator<Item = &'a Counted>) -> Counted {
    let mut all = Counted::new();
    for (span, answers) in seen.flatten() {
        let counted = all.entry(*span).or_default();
        counted.yes += u32::from(answers.yes > 0);
        counted.no += u32::from(answers.no > 0);
        counted.undetermined += u32::from(answers.undetermined > 0);
    }
    all
}

/// A yes/no that is put together of no others.
fn is_leg(expr: &Expr) -> bool {
    let together = matches!(
        expr.node,
        Node::All(_)
            | Node::Any(_)
            | Node::AtLeastOf(..)
            | Node::Not(_)
            | Node::Cited(..)
            | Node::UnderLaw(..)
            | Node::If(..)
            | Node::Table(_)
            | Node::Constant(_)
    );
    expr.kind == Kind::YesNo && !together
}
