//! Which provisions read which part of the record.

use std::collections::BTreeMap;

use super::{Citation, Expr, Head, Node, Program};
use crate::value::Kind;

/// What the vocabulary has a name for, and a provision reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// A fact at the top.
    Fact(usize),
    /// A field of a record: the record, and the field.
    Field(usize, usize),
    /// A judgement.
    Judgement(usize),
}

/// A provision that reads something.
#[derive(Clone, Debug)]
pub struct Asker {
    /// Its name and title.
    pub head: Head,
    /// Its articles, as its last version has them.
    pub cites: Vec<Citation>,
}

impl Program {
    /// The provisions that read each part of the record, in the order of the program, each once.
    #[must_use]
    pub fn askers(&self) -> BTreeMap<Asked, Vec<Asker>> {
        let cites = self.last_cites();
        let mut found: BTreeMap<Asked, Vec<Asker>> = BTreeMap::new();
        let mut note = |head: &Head, asked: Asked| {
            let askers = found.entry(asked).or_default();
            let known = |asker: &Asker| asker.head.span == head.span;
            if !askers.iter().any(known) {
                askers.push(Asker {
                    head: head.clone(),
                    cites: cites
                        .get(&key(head))
                        .map(|cites| cites.to_vec())
                        .unwrap_or_default(),
                });
            }
        };
        self.clone().each_expression(&mut |head, _, expr| {
            self.reads(expr, &mut |asked| note(head, asked));
            true
        });
        found
    }

    /// What an expression reads itself, and what a field that is reckoned is reckoned from.
    fn reads(&self, expr: &Expr, note: &mut dyn FnMut(Asked)) {
        match (&expr.node, &expr.kind) {
            (Node::Fact(number), _) => note(Asked::Fact(*number)),
            (Node::Judgement(number, _), _) => note(Asked::Judgement(*number)),
            (Node::Field(of, number), _) => {
                let Kind::Record(record) = of.kind else {
                    return;
                };
                note(Asked::Field(record, *number));
                let field = self.records.get(record).and_then(|r| r.fields.get(*number));
                let mut open: Vec<&Expr> = field
                    .and_then(|f| f.computed.as_ref())
                    .into_iter()
                    .collect();
                while let Some(part) = open.pop() {
                    self.reads(part, note);
                    open.extend(part.children());
                }
            }
            _ => {}
        }
    }

    fn last_cites(&self) -> BTreeMap<(usize, &str), &[Citation]> {
        let versions = self.versions();
        versions
            .map(|version| (key(version.head), version.cites))
            .collect()
    }
}

fn key(head: &Head) -> (usize, &str) {
    (head.policy, head.name.as_str())
}
