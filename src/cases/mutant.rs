//! Mutants: the program with one thing changed, as someone might have written
//! it by mistake. A case that expects enough tells it from the right one.

mod shape;
mod variants;
mod words;

use std::collections::HashSet;
use std::mem::{Discriminant, discriminant};

use crate::program::walk::Role;
use crate::program::{Head, Node, Program};
use crate::source::Span;

use shape::Shape;
pub use words::Change;

/// A program with one thing changed.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// The full name of the provision.
    pub provision: String,
    /// What is changed, where it is written.
    pub span: Span,
    /// What is changed about it.
    pub change: Change,
    /// It changes how much or how long a sanction or a payment may be, which no expectation can
    /// name: if no state hangs on it, the golden answers hold it.
    pub quantum: bool,
    /// Where a case must have looked for the change to matter to it; none where any case may notice.
    place: Option<Span>,
    site: Site,
}

#[derive(Clone, Debug)]
enum Site {
    /// This variant of every such expression at the place.
    Expression(Discriminant<Node>, usize),
    Shape(Shape),
}

/// Every mutant of a policy's own provisions, in the order of the source.
#[must_use]
pub fn mutants(program: &Program, policy: usize) -> Vec<Mutant> {
    let lists = variants::lists(program);
    let policies: Vec<String> = program
        .policies
        .iter()
        .map(|p| p.name.to_string())
        .collect();
    let name = |head: &Head| {
        let policy = policies.get(head.policy).map_or("", String::as_str);
        format!("{policy}.{}", head.name)
    };
    let mut found = Vec::new();
    // What versions share is one place in the text, and changes in all of them at once.
    let mut known = HashSet::new();
    program.clone().each_expression(&mut |head, role, expr| {
        let kind = discriminant(&expr.node);
        if head.policy == policy && known.insert((expr.span, kind)) {
            let variants = variants::variants(expr, &lists).into_iter().enumerate();
            // Whether the rows of a table fit is asked of the table.
            let is_table = matches!(expr.node, Node::Table(_));
            let whole = is_table.then_some(expr.span);
            found.extend(variants.map(|(number, (change, span, _))| Mutant {
                provision: name(head),
                span,
                change,
                quantum: role == Role::Quantum,
                place: Some(whole.unwrap_or(span)),
                site: Site::Expression(kind, number),
            }));
        }
        expr.asks_for_values()
    });
    let shapes = shape::shapes(program).into_iter();
    for (head, span, change, shape) in shapes.filter(|(head, ..)| head.policy == policy) {
        found.push(Mutant {
            provision: name(&head),
            span,
            change,
            quantum: false,
            place: None,
            site: Site::Shape(shape),
        });
    }
    found.sort_by_key(|mutant| mutant.span);
    found
}

impl Mutant {
    /// The changed program.
    #[must_use]
    pub fn of(&self, program: &Program) -> Program {
        let mut changed = program.clone();
        match &self.site {
            Site::Shape(shape) => shape.change(&mut changed),
            Site::Expression(kind, number) => {
                let lists = variants::lists(program);
                changed.each_expression(&mut |_, _, expr| {
                    if discriminant(&expr.node) != *kind || !expr.span.holds(self.span) {
                        return true;
                    }
                    let variant = variants::variants(expr, &lists).into_iter().nth(*number);
                    let fits = |(change, span, _): &(Change, Span, Node)| {
                        *change == self.change && *span == self.span
                    };
                    match variant.filter(fits) {
                        Some((_, _, node)) => {
                            expr.node = node;
                            false
                        }
                        None => expr.asks_for_values(),
                    }
                });
            }
        }
        changed
    }

    /// Where a case must have looked for the change to matter to it; none where any case may notice.
    #[must_use]
    pub fn place(&self) -> Option<Span> {
        self.place
    }
}
