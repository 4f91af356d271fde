//! What a cell covers of its column, and the column cut up so that no cell
//! covers a piece in part.

use crate::check::meaning::solver::within;
use crate::diagnostic::Phrase;
use crate::program::{Expr, Node, Program, written};
use crate::syntax::tree::{self, Cell};
use crate::value::{Bound, Kind, Number, Range, Value, Zone, every_choice};

/// The values for which a cell holds.
pub(super) enum Area {
    /// `any`
    All,
    /// Yes, no, choices: bits.
    Bits(u64),
    /// What is ordered.
    Within(Vec<Range>),
    /// What is only the same or not.
    Same(Vec<Value>),
}

const YES: u64 = 1;
const NO: u64 = 2;

impl Area {
    /// Of a condition that a cell stands for; none if it is not fixed.
    pub(super) fn of(cell: &Cell, condition: &Expr) -> Option<Area> {
        if let Cell::Is(value) = cell
            && let tree::Node::YesNo(yes) = value.node
        {
            return Some(Area::Bits(if yes { YES } else { NO }));
        }
        match &condition.node {
            Node::OneOf(_, bits) => Some(Area::Bits(*bits)),
            Node::Same(_, right) => {
                let Node::Constant(value) = &right.node else {
                    return None;
                };
                Some(match value {
                    Value::Choice(bits) => Area::Bits(*bits),
                    Value::Range(range) => Area::Within(vec![*range]),
                    other => Area::Same(vec![other.clone()]),
                })
            }
            Node::Compare(op, _, right) => {
                let Node::Constant(Value::Range(range)) = &right.node else {
                    return None;
                };
                Some(Area::Within(vec![within(*op, range.exact()?)]))
            }
            // Limits that must all be kept, or values of which it is one.
            Node::All(parts) => parts.iter().try_fold(Area::All, |so_far, part| {
                Some(match (so_far, Area::of(cell, part)?) {
                    (Area::Within(a), Area::Within(b)) => {
                        let met = a.iter().zip(&b).map(|(a, b)| a.meet(b));
                        Area::Within(met.collect())
                    }
                    (_, part) => part,
                })
            }),
            Node::Any(parts) => parts.iter().try_fold(Area::All, |so_far, part| {
                Some(match (so_far, Area::of(cell, part)?) {
                    (Area::Within(a), Area::Within(b)) => Area::Within([a, b].concat()),
                    (Area::Same(a), Area::Same(b)) => Area::Same([a, b].concat()),
                    (_, part) => part,
                })
            }),
            _ => None,
        }
    }

    fn covers(&self, piece: &Piece) -> bool {
        match (self, piece) {
            (Area::All, _) => true,
            (Area::Bits(bits), Piece::Bit(bit)) => bits & bit != 0,
            (Area::Within(ranges), Piece::Within(piece)) => {
                ranges.iter().any(|range| !range.meet(piece).is_empty())
            }
            (Area::Same(values), Piece::Same(value)) => values.contains(value),
            _ => false,
        }
    }
}

/// A part of a column that each cell covers wholly or not at all.
enum Piece {
    Bit(u64),
    Within(Range),
    Same(Value),
    /// Whatever no cell names.
    Other,
}

/// A column: its kind, and its pieces in order.
pub(super) struct Column {
    kind: Kind,
    base: Range,
    pieces: Vec<Piece>,
}

impl Column {
    pub(super) fn new<'c>(
        program: &Program,
        input: &Expr,
        base: Range,
        cells: impl Iterator<Item = &'c Area>,
    ) -> Column {
        let kind = input.kind.clone();
        let bits = match kind {
            Kind::YesNo => Some(YES | NO),
            Kind::Choice(list) => {
                let list = program.choices.get(list);
                list.map(|list| every_choice(list.alternatives.len()))
            }
            _ => None,
        };
        let pieces = match bits {
            Some(bits) => {
                let each = (0..64u32).map(|bit| 1u64 << bit);
                each.filter(|bit| bits & bit != 0).map(Piece::Bit).collect()
            }
            None if kind.is_ordered() => {
                let whole = kind == Kind::Date;
                stretches(cells, base, whole)
            }
            None => named(cells),
        };
        Column { kind, base, pieces }
    }

    /// How many pieces there are.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The pieces that a cell covers, as runs of them.
    pub(super) fn runs(&self, area: &Area) -> Vec<(usize, usize)> {
        if matches!(area, Area::All) {
            return vec![(0, self.len())];
        }
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            if !area.covers(piece) {
                continue;
            }
            match runs.last_mut() {
                Some((_, end)) if *end == at => *end = at + 1,
                _ => runs.push((at, at + 1)),
            }
        }
        runs
    }
}

/// The stretches between the limits of all cells, and the limits themselves.
fn stretches<'c>(cells: impl Iterator<Item = &'c Area>, base: Range, whole: bool) -> Vec<Piece> {
    let mut limits: Vec<Number> = cells
        .filter_map(|cell| match cell {
            Area::Within(ranges) => Some(ranges),
            _ => None,
        })
        .flatten()
        .flat_map(|range| [range.low, range.high])
        .flatten()
        .map(|end| end.at)
        .collect();
    limits.sort_unstable();
    limits.dedup();
    let open = |at: Number| Some(Bound { at, open: true });
    let mut all = Vec::new();
    let mut low = None;
    for at in limits {
        all.push(Range {
            low,
            high: open(at),
        });
        all.push(Range::exactly(at));
        low = open(at);
    }
    all.push(Range { low, high: None });
    // Between two days that follow each other there is none.
    let empty = |range: &Range| match (range.low, range.high) {
        (Some(low), Some(high)) if whole && low.open => high
            .at
            .minus(low.at)
            .is_some_and(|apart| apart <= Number::ONE),
        _ => range.meet(&base).is_empty(),
    };
    all.retain(|range| !empty(range));
    all.into_iter().map(Piece::Within).collect()
}

/// The values that some cell names, and all others.
fn named<'c>(cells: impl Iterator<Item = &'c Area>) -> Vec<Piece> {
    let mut values: Vec<&Value> = Vec::new();
    for cell in cells {
        let Area::Same(named) = cell else { continue };
        for value in named {
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    let named = values.into_iter().cloned().map(Piece::Same);
    named.chain([Piece::Other]).collect()
}

/// Some facts as the cells of the row that would fit them.
pub(super) fn row(
    program: &Program,
    zone: Zone,
    columns: &[Column],
    case: &[(usize, usize)],
) -> Phrase {
    let mut row = Phrase::same("|");
    for (column, run) in columns.iter().zip(case) {
        let cell = cell(program, zone, column, *run);
        row.en = format!("{} {} |", row.en, cell.en);
        row.ko = format!("{} {} |", row.ko, cell.ko);
    }
    row
}

fn cell(program: &Program, zone: Zone, column: &Column, (start, end): (usize, usize)) -> Phrase {
    let pieces = column.pieces.get(start..end).unwrap_or_default();
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return Phrase::default();
    };
    if pieces.len() == column.len() {
        return Phrase::new("any", "모두");
    }
    match (first, last) {
        (Piece::Within(first), Piece::Within(last)) => {
            let figure = |end: Bound| written(program, &column.kind, end.at, zone);
            let both = Range {
                low: first.low,
                high: last.high,
            };
            if let (Some(_), Some(low)) = (both.exact(), both.low) {
                return Phrase::same(figure(low));
            }
            // That nothing is below zero need not be written.
            let least = both.meet(&column.base).low == column.base.low;
            let low = both.low.filter(|_| !least || column.base.low.is_none());
            let low =
                low.map(|low| format!("{} {}", if low.open { ">" } else { ">=" }, figure(low)));
            let high = both.high;
            let high =
                high.map(|high| format!("{} {}", if high.open { "<" } else { "<=" }, figure(high)));
            let ends: Vec<String> = low.into_iter().chain(high).collect();
            Phrase::new(ends.join(" and "), ends.join(" 그리고 "))
        }
        _ => one_of(program, column, pieces),
    }
}

fn one_of(program: &Program, column: &Column, pieces: &[Piece]) -> Phrase {
    let names: Vec<Phrase> = pieces
        .iter()
        .map(|piece| match (piece, &column.kind) {
            (Piece::Bit(bit), Kind::Choice(list)) => {
                let list = program.choices.get(*list);
                let at = usize::try_from(bit.trailing_zeros()).unwrap_or_default();
                let name = list.and_then(|list| list.alternatives.get(at));
                Phrase::same(name.map_or("", |(name, _)| name.as_str()))
            }
            (Piece::Bit(YES), _) => Phrase::new("yes", "예"),
            (Piece::Bit(_), _) => Phrase::new("no", "아니오"),
            (Piece::Same(Value::Text(Some(text))), _) => Phrase::same(format!("\"{text}\"")),
            _ => Phrase::new("another", "그 밖"),
        })
        .collect();
    if let [only] = names.as_slice() {
        return only.clone();
    }
    let list = |of: fn(&Phrase) -> &str| names.iter().map(of).collect::<Vec<_>>().join(", ");
    Phrase::new(
        format!("one of ({})", list(|name| &name.en)),
        format!("다음 중 ({})", list(|name| &name.ko)),
    )
}
