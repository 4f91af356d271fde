//! Which paths a clause asks about, whether they apply.

use std::collections::HashSet;

use crate::syntax::tree::{Expr, Gather, Node, Path, PathStep};

/// Every path of which an expression asks whether it is applicable.
pub(super) fn asked(expr: &Expr) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut open = vec![expr];
    while let Some(expr) = open.pop() {
        if let Node::IsState { left, state, .. } = &expr.node
            && state == "applicable"
            && let Some(path) = path_of(left)
        {
            found.insert(text(path));
        }
        parts(expr, &mut open);
    }
    found
}

/// The path itself, or the one whose reference period is meant.
pub(super) fn path_of(expr: &Expr) -> Option<&Path> {
    match &expr.node {
        Node::Path(path) => Some(path),
        Node::Over(of, _) => path_of(of),
        _ => None,
    }
}

/// A path as it is written.
pub(super) fn text(path: &Path) -> String {
    steps_text(&path.steps)
}

/// The first steps of a path as they are written.
pub(super) fn steps_text<'a>(steps: impl IntoIterator<Item = &'a PathStep>) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            PathStep::Name(ident) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(ident.name.as_str());
            }
            PathStep::Index(index) => text.push_str(&format!("[{index}]")),
        }
    }
    text
}

fn parts<'a>(expr: &'a Expr, open: &mut Vec<&'a Expr>) {
    match &expr.node {
        Node::Call(_, parts) | Node::All(parts) | Node::Any(parts) | Node::AtLeastOf(_, parts) => {
            open.extend(parts)
        }
        Node::Not(a) | Node::Over(a, _) | Node::Of(_, a) | Node::EdgeOf { of: a, .. } => {
            open.push(a)
        }
        Node::DayOf { of, .. } | Node::Cited(of, _) => open.push(of),
        Node::Compare(_, a, b)
        | Node::ShareOf(a, b)
        | Node::UnderLaw(a, b)
        | Node::Is {
            left: a, right: b, ..
        }
        | Node::Shift {
            period: a, from: b, ..
        } => open.extend([&**a, &**b]),
        Node::IsOneOf { left, choices, .. } => {
            open.push(left);
            open.extend(choices);
        }
        Node::IsState { left, .. } => open.push(left),
        Node::Sum(parts) => open.extend(parts.iter().map(|(_, part)| part)),
        Node::Product(parts) => open.extend(parts.iter().map(|(_, part)| part)),
        Node::If(a, b, c) => open.extend([&**a, &**b, &**c]),
        Node::Aggregate { over, .. } => match over {
            Gather::These(parts) => open.extend(parts),
            Gather::All(part) => open.push(part),
            Gather::Members {
                list,
                each,
                condition,
                ..
            } => {
                open.push(list);
                open.extend([each, condition].into_iter().flatten().map(|part| &**part));
            }
        },
        Node::Window(window) => open.extend([&window.list, &window.has]),
        Node::Table(table) => {
            let results = table.rows.iter().map(|row| &row.result);
            open.extend(table.inputs.iter().chain(results));
        }
        Node::Path(_)
        | Node::YesNo(_)
        | Node::Number(_)
        | Node::Amount(..)
        | Node::Share(_)
        | Node::Date(_)
        | Node::Time(_)
        | Node::Text(_)
        | Node::Happened { .. }
        | Node::Unreadable => {}
    }
}
