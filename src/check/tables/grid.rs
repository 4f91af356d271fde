//! A table as boxes in a grid: whether two meet, and what none of them covers.
//! Boxes that do not meet fill the grid if they have as many places as it has.

use super::area::{Area, Column};

/// Runs of the pieces of one column.
type Runs = Vec<(usize, usize)>;
/// One place of a grid: a run for each column.
type Case = Vec<(usize, usize)>;

/// Where rows overlap the search for a gap ends after so many steps.
const MAX_STEPS: u32 = 20_000;

pub(super) struct Grid {
    /// How many pieces each column has.
    columns: Vec<usize>,
    /// What each row covers of each column.
    rows: Vec<Vec<Runs>>,
}

impl Grid {
    pub(super) fn new(columns: &[Column], areas: &[Vec<Area>]) -> Grid {
        let runs = |row: &Vec<Area>| {
            let cells = columns.iter().zip(row);
            cells.map(|(column, area)| column.runs(area)).collect()
        };
        Grid {
            columns: columns.iter().map(Column::len).collect(),
            rows: areas.iter().map(runs).collect(),
        }
    }

    /// Each row that meets an earlier one: the first such, itself, and where they meet.
    pub(super) fn overlaps(&self) -> Vec<(usize, usize, Case)> {
        let rows = self.rows.iter().enumerate();
        let clashes = rows.filter_map(|(at, row)| {
            let before = self.rows.iter().enumerate().take(at);
            let mut meeting = before.filter_map(|(first, other)| Some((first, meet(row, other)?)));
            let (first, case) = meeting.next()?;
            Some((first, at, case))
        });
        clashes.collect()
    }

    /// A place that no row covers; the outer none where the search was too long.
    pub(super) fn gap(&self, disjoint: bool) -> Option<Option<Case>> {
        let mut steps = if disjoint { u32::MAX } else { MAX_STEPS };
        let all: Vec<usize> = (0..self.rows.len()).collect();
        let gap = self.uncovered(&all, 0, disjoint, &mut steps);
        (gap.is_some() || steps > 0).then_some(gap)
    }

    /// A place from this column on that none of the rows covers.
    fn uncovered(
        &self,
        rows: &[usize],
        column: usize,
        disjoint: bool,
        steps: &mut u32,
    ) -> Option<Case> {
        *steps = steps.checked_sub(1)?;
        let rest = self.columns.get(column..).unwrap_or_default();
        let places: u128 = rest.iter().map(|length| *length as u128).product();
        let covered = || {
            rows.iter()
                .map(|row| self.places(*row, column))
                .sum::<u128>()
        };
        if places == 0 || disjoint && covered() >= places {
            return None;
        }
        if rows.is_empty() {
            return Some(rest.iter().map(|length| (0, *length)).collect());
        }
        let length = rest.first()?;
        let mut start = 0;
        while start < *length {
            let here = self.covering(rows, column, start);
            let mut end = start + 1;
            while end < *length && self.covering(rows, column, end) == here {
                end += 1;
            }
            if let Some(mut case) = self.uncovered(&here, column + 1, disjoint, steps) {
                case.insert(0, (start, end));
                return Some(case);
            }
            start = end;
        }
        None
    }

    /// Those of the rows that cover a piece of a column.
    fn covering(&self, rows: &[usize], column: usize, piece: usize) -> Vec<usize> {
        let covers = |row: &&usize| {
            let runs = self.rows.get(**row).and_then(|row| row.get(column));
            let mut runs = runs.into_iter().flatten();
            runs.any(|(start, end)| (*start..*end).contains(&piece))
        };
        rows.iter().filter(covers).copied().collect()
    }

    /// How many places a row covers from a column on.
    fn places(&self, row: usize, column: usize) -> u128 {
        let runs = self.rows.get(row).and_then(|row| row.get(column..));
        let length = |(start, end): &(usize, usize)| (end - start) as u128;
        let lengths = |runs: &Runs| runs.iter().map(length).sum::<u128>();
        runs.unwrap_or_default().iter().map(lengths).product()
    }
}

/// Where two rows meet.
fn meet(row: &[Runs], other: &[Runs]) -> Option<Case> {
    let both = row.iter().zip(other).map(|(a, b)| {
        let mut pairs = a.iter().flat_map(|one| b.iter().map(move |two| (one, two)));
        pairs.find_map(|(one, two)| {
            let (start, end) = (one.0.max(two.0), one.1.min(two.1));
            (start < end).then_some((start, end))
        })
    });
    both.collect()
}
