//! How much is said on the screen: ever less, until it fits.

/// Rows of what may be owed, where there is room.
const MOST_PERHAPS: usize = 6;

/// How much is said of a row; each step says less than the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// Who owes whom, and the article, on a line of their own.
    Parties,
    /// The same on the line of the title; what waits for a clock or has no date is told in one
    /// paragraph, without them.
    Inline,
    /// The article alone.
    Article,
    /// Titles and limits.
    Titles,
}

/// How much is said.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// Of each row.
    pub(super) detail: Detail,
    /// At most so many rows of what is owed.
    pub(super) owed: usize,
    /// So many rows of each list say who owes whom, and others where that takes no further line.
    pub(super) named: usize,
    /// At most so many rows of what may be owed.
    pub(super) perhaps: usize,
    /// At most so many rows of what comes next.
    pub(super) next: usize,
    /// At most so many facts that settle most.
    pub(super) facts: usize,
    /// What has no date, or waits for a clock, by name; else only how much there is.
    pub(super) later: bool,
    /// What the short names of the texts stand for.
    pub(super) legend: bool,
    /// It is a part of a page, which no screen cuts and the rest of which follows.
    pub(super) paper: bool,
}

/// Ever less is said, until it fits: first of what may be owed and comes next, then of each row.
pub(super) const ROOMS: [Room; 4] = [
    Room::of(Detail::Parties, MOST_PERHAPS, 4, 3),
    Room::of(Detail::Parties, 3, 2, 3),
    Room::of(Detail::Inline, 3, 2, 3),
    Room::of(Detail::Inline, 1, 1, 1),
];

/// What is said where not even the most urgent row has room for more.
pub(super) const BRIEF: [Room; 2] = [
    Room::of(Detail::Article, 0, 1, 1),
    Room::of(Detail::Titles, 0, 1, 1),
];

/// What is said on paper.
pub(super) const PAPER: Room = Room {
    paper: true,
    ..Room::of(Detail::Inline, usize::MAX, usize::MAX, 3)
};

impl Room {
    pub(super) const fn of(detail: Detail, perhaps: usize, next: usize, facts: usize) -> Room {
        Room {
            detail,
            owed: usize::MAX,
            named: usize::MAX,
            perhaps,
            next,
            facts,
            later: true,
            legend: false,
            paper: false,
        }
    }

    /// Whether no more is said than must be.
    pub(super) fn is_tight(self) -> bool {
        self.facts == 1
    }
}
