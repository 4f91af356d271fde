//! How much is said on the screen: ever less, until it fits. What waits and has no date is folded
//! first, then explanations, then the articles of what is not near; what is overdue, dated or running
//! keeps its line.

/// How much is said of a row; each step says less than the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// Who owes whom, and the article, on a line of their own.
    Parties,
    /// The same on the line of the title.
    Inline,
    /// Whom, the article and the bare moment on the line of the title.
    Compact,
    /// The article alone.
    Article,
    /// Titles and limits.
    Titles,
    /// Titles, and the moment with the time left where its clock is not that of the head.
    Timed,
    /// Titles and the bare moment.
    Bare,
}

impl Detail {
    /// Whether a row says by when, and nothing of how that is so.
    pub(super) fn is_brief(self) -> bool {
        matches!(self, Detail::Compact | Detail::Timed | Detail::Bare)
    }
}

/// How much is left out beside the rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tight {
    /// Nothing.
    Open,
    /// Lists are sentences.
    Sentences,
    /// Articles of what may be done or imposed.
    Plain,
    /// All but titles.
    Full,
    /// Of what waits, what is not owed, and which laws were read, only how much there is.
    Least,
}

/// Which of some duties are named; the others are counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// None.
    Nothing,
    /// Those that have a limit, or must not be delayed.
    Limited,
    /// All.
    All,
}

/// How much is said.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// Of what is overdue, must not be delayed, or falls due within four days.
    pub(super) near: Detail,
    /// Of each other row.
    pub(super) rest: Detail,
    /// So many of the near rows say so much, the others no more than the rest.
    pub(super) named: usize,
    /// At most so many rows of what is owed.
    pub(super) owed: usize,
    /// So many rows of what may be owed have a line of their own; the others are named together.
    pub(super) perhaps: usize,
    /// At most so many rows of what comes next.
    pub(super) next: usize,
    /// At most so many facts that settle most.
    pub(super) facts: usize,
    /// At most so many questions that those who owe something decide.
    pub(super) decide: usize,
    /// What is left out beside.
    pub(super) tight: Tight,
    /// What the short names of the texts stand for.
    pub(super) legend: bool,
    /// Empty lines between the parts.
    pub(super) gaps: bool,
    /// The laws that were read, by their titles where there are few.
    pub(super) laws: bool,
    /// What comes next and what to find out make room for rows.
    pub(super) rows_first: bool,
    /// Which of what may be owed by no near limit is named.
    pub(super) others: Named,
    /// No row has more than its limit, though it falls due within a day, but for the first of `named`.
    pub(super) brief: bool,
    /// What an authority owes is told.
    pub(super) expected: bool,
    /// The rows of a list that say whom to turn to, though it takes a line more; a bit for each.
    pub(super) whom: u32,
    /// Of so many rows that fall due within a day it is told what has to be done.
    pub(super) deeds: usize,
    /// The exceptions that may hold are told of what may be owed by a near limit.
    pub(super) exempt: bool,
    /// What hangs on a judgement or a fact is told where room is short too.
    pub(super) whys: bool,
    /// What the breach of a row opens is told of rows that have no room for more than whom.
    pub(super) threats: bool,
    /// What an authority may do is told.
    pub(super) powers: bool,
    /// From when and how long the limit of a row runs is told beside it.
    pub(super) counts: bool,
    /// What is named in a list is told with its article.
    pub(super) cited: bool,
    /// When the incident began and what else has a time in the record is told.
    pub(super) times: bool,
    /// What is due where an assumption is wrong is told.
    pub(super) otherwise: bool,
    /// Beside a question for who owes something it is told what has to be weighed.
    pub(super) weighed: bool,
    /// What may have been overdue for long is named and not counted.
    pub(super) long_ago: bool,
    /// So many of the facts that are not established, on which what is owed or breached rests, are
    /// named; the others are counted.
    pub(super) behind: usize,
    /// It is a part of a page, which no screen cuts and the rest of which follows.
    pub(super) paper: bool,
}

/// Ever less is said, until it fits.
pub(super) const ROOMS: [Room; 7] = [
    Room::of(Detail::Parties, Detail::Parties, (6, 4, 3), Tight::Open),
    Room::of(Detail::Inline, Detail::Inline, (6, 3, 3), Tight::Open),
    Room::of(Detail::Inline, Detail::Inline, (6, 2, 3), Tight::Sentences),
    Room::of(Detail::Inline, Detail::Article, (4, 2, 3), Tight::Sentences),
    Room::of(Detail::Inline, Detail::Titles, (3, 2, 2), Tight::Plain),
    Room::of(Detail::Inline, Detail::Bare, (1, 1, 2), Tight::Plain),
    Room::of(Detail::Inline, Detail::Bare, (0, 1, 1), Tight::Full),
];

/// Where near rows have room for whom and the article alone.
pub(super) const COMPACT: Room = Room {
    deeds: 1,
    ..Room::of(Detail::Compact, Detail::Bare, (0, 1, 1), Tight::Least)
};

/// Where what to find out is left to make room.
pub(super) const NEXT: Room = Room {
    gaps: false,
    legend: false,
    laws: false,
    facts: 0,
    decide: 0,
    ..COMPACT
};

/// Where what comes next is left too.
pub(super) const ROWS: Room = Room {
    rows_first: true,
    ..NEXT
};

/// Where what may have been overdue for long is counted.
pub(super) const RECENT: Room = Room {
    long_ago: false,
    ..ROWS
};

/// Where when it happened is left too.
pub(super) const UNTIMED: Room = Room {
    times: false,
    deeds: 0,
    ..RECENT
};

/// Where of what may be owed only that is named which has a limit.
pub(super) const LIMITED: Room = Room {
    others: Named::Limited,
    ..UNTIMED
};

/// Where none of it is named that has no near limit.
pub(super) const COUNTED: Room = Room {
    others: Named::Nothing,
    ..UNTIMED
};

/// Where not even the near rows have room for more than their limits.
pub(super) const BARE: Room = Room {
    near: Detail::Bare,
    ..COUNTED
};

/// Where a row takes no more lines than its limit needs, whatever it is.
pub(super) const BRIEF: Room = Room {
    brief: true,
    ..BARE
};

/// What is said on paper.
pub(super) const PAPER: Room = Room {
    paper: true,
    ..Room::of(
        Detail::Inline,
        Detail::Inline,
        (usize::MAX, usize::MAX, 3),
        Tight::Open,
    )
};

/// So many facts are named on which what is owed or breached rests, and which are not established.
const BEHIND: usize = 4;

/// More rows than that do not fit on a screen.
const WHOM: u32 = 20;

impl Room {
    /// The same, and then without what nobody acts on: empty lines, what short names stand for, which
    /// laws were read.
    pub(super) fn ever_plainer(self) -> [Room; 4] {
        let close = Room {
            gaps: false,
            ..self
        };
        let short = Room {
            legend: false,
            ..close
        };
        let counted = Room {
            laws: false,
            ..short
        };
        [self, close, short, counted]
    }

    /// The same, and without what makes a screen longer for the sake of what lies back: the times of the
    /// record, and what may have been overdue for long by name.
    pub(super) fn perhaps_of_now(self) -> [Room; 2] {
        let of_now = Room {
            times: false,
            long_ago: false,
            ..self
        };
        [self, of_now]
    }

    /// What a screen with lines to spare can have more, the most wanted first. When it happened and the
    /// articles of what is named in a list are wanted more than what nobody acts on.
    pub(super) fn more() -> impl Iterator<Item = Box<dyn Fn(&mut Room)>> {
        let first: [fn(&mut Room); 3] = [
            |room| room.others = room.others.max(Named::Limited),
            |room| room.deeds = room.deeds.max(1),
            |room| room.decide = room.decide.max(1),
        ];
        let then: [fn(&mut Room); 30] = [
            |room| room.times = true,
            |room| room.rather(|room| &mut room.times),
            |room| room.facts = room.facts.max(1),
            |room| room.deeds = usize::MAX,
            |room| room.behind = room.behind.max(1),
            |room| room.threats = true,
            |room| room.whys = true,
            |room| room.rows_first = false,
            |room| room.otherwise = true,
            |room| room.cited = true,
            |room| room.rather(|room| &mut room.cited),
            |room| room.long_ago = true,
            |room| room.others = Named::All,
            |room| room.legend = true,
            |room| room.rather(|room| &mut room.legend),
            |room| room.weighed = true,
            |room| room.decide = room.decide.max(2),
            |room| room.facts = room.facts.max(2),
            |room| room.exempt = true,
            |room| room.behind = room.behind.max(BEHIND),
            |room| room.counts = true,
            |room| room.decide = room.decide.max(3),
            |room| room.facts = room.facts.max(3),
            |room| room.decide = room.decide.max(5),
            |room| room.facts = room.facts.max(5),
            |room| room.behind = usize::MAX,
            |room| room.powers = true,
            |room| room.expected = true,
            |room| room.laws = true,
            |room| room.gaps = true,
        ];
        let boxed = |add: fn(&mut Room)| -> Box<dyn Fn(&mut Room)> { Box::new(add) };
        let whom = (0..WHOM)
            .map(|at| -> Box<dyn Fn(&mut Room)> { Box::new(move |room| room.whom |= 1 << at) });
        let first = first.into_iter().map(boxed);
        first.chain(whom).chain(then.into_iter().map(boxed))
    }

    /// What is wanted is told, and what nobody acts on makes room for it.
    fn rather(&mut self, wanted: fn(&mut Room) -> &mut bool) {
        if !*wanted(self) {
            (self.powers, self.gaps, self.legend) = (false, false, false);
            *wanted(self) = true;
        }
    }

    /// Whether a row of a list says whom to turn to, though it takes a line more.
    pub(super) fn names_whom(self, at: usize) -> bool {
        u32::try_from(at).is_ok_and(|at| self.whom.checked_shr(at).unwrap_or(0) & 1 == 1)
    }

    const fn of(
        near: Detail,
        rest: Detail,
        (perhaps, next, facts): (usize, usize, usize),
        tight: Tight,
    ) -> Room {
        Room {
            near,
            rest,
            named: usize::MAX,
            owed: usize::MAX,
            perhaps,
            next,
            facts,
            decide: facts,
            tight,
            legend: true,
            gaps: tight as u8 <= Tight::Plain as u8,
            laws: true,
            rows_first: false,
            others: Named::All,
            brief: false,
            expected: (tight as u8) < Tight::Least as u8,
            whom: 0,
            deeds: 0,
            exempt: false,
            whys: false,
            threats: false,
            long_ago: true,
            behind: match tight {
                Tight::Least => 0,
                Tight::Plain | Tight::Full => 1,
                Tight::Open | Tight::Sentences => BEHIND,
            },
            powers: (tight as u8) < Tight::Plain as u8,
            times: true,
            counts: false,
            cited: false,
            otherwise: (tight as u8) < Tight::Least as u8,
            weighed: (tight as u8) < Tight::Sentences as u8,
            paper: false,
        }
    }
}
