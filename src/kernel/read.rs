//! Reading slots: as of a moment, with what the law lets stand in for a fact that is not given.

use crate::plan::{
    Answer, Cell, Given, Leaf, LeafId, LeafKind, NONE, OpId, Place, PolicyId, Told, What, Why, Year,
};
use crate::value::figure::{Figure, SCALE};
use crate::value::{Date, Instant, Range, Truth};

use super::Kernel;
use super::frame::{AS_OF, Frame};
use super::scratch::{Key, ListView, Where};
use super::slots::MAX_INSTEAD;

impl Kernel<'_> {
    /// What is known of a slot.
    pub(super) fn read(&mut self, at: u32, leaf: LeafId) -> Answer {
        let Some(leaf) = self.plan.leaf(leaf) else {
            return Answer::NONE;
        };
        let own = self.slots.cell(at);
        // What most slots hold needs no further look.
        let plain = match own.told {
            Told::Yes if !leaf.judgement => Answer::truth_of(Truth::Yes),
            Told::No if !leaf.judgement => Answer::truth_of(Truth::No),
            Told::Choice => Answer::of_choices(own.low.cast_unsigned()),
            Told::Figure if leaf.kind == LeafKind::Figure && leaf.within.is_unknown() => {
                Answer::of_figure(own.figure())
            }
            _ => return self.read_further(at, own, leaf),
        };
        Answer { slot: at, ..plain }
    }

    fn read_further(&mut self, at: u32, own: Cell, leaf: &Leaf) -> Answer {
        match leaf.kind {
            LeafKind::Record => return self.read_record(at),
            LeafKind::List => return self.read_list(at),
            _ => {}
        }
        if leaf.judgement {
            let (at, cell, made) = self.made(at, own);
            let judged = self.leaf(at, cell, leaf);
            if made == Truth::Yes {
                return judged;
            }
            // What it says, or nothing yet.
            return Answer {
                slot: at,
                given: Given::Perhaps,
                why: Why::Bounded,
                ..Answer::truth_of(Truth::Undetermined)
            };
        }
        if own.told == Told::Absent
            && let Some((block, op, offset)) = leaf.computed
        {
            let record = at.wrapping_sub(offset);
            let computed = self.computed(block, op, record, leaf.policy);
            let computed = self.within_bounds(computed, &leaf.always);
            let nothing = computed.is_same_as(&self.unknown(leaf.kind));
            if !nothing || self.slots.find(at).1.told == Told::Absent {
                return Answer {
                    slot: at,
                    ..computed
                };
            }
        }
        let (found, cell) = self.slots.find(at);
        if cell.told == Told::Absent {
            return self.leaf(at, own, leaf);
        }
        // Of what is read elsewhere the start or the end is another.
        let beside = leaf.beside.filter(|_| found == at);
        self.leaf(found, cell, &Leaf { beside, ..*leaf })
    }

    /// A judgement, if there is one by then, or where the law lets it be read instead.
    fn made(&self, mut at: u32, mut cell: Cell) -> (u32, Cell, Truth) {
        for _ in 0..MAX_INSTEAD {
            if cell.told != Told::Absent {
                match self.judged_in_time(at) {
                    Truth::Yes => {}
                    Truth::No => cell.told = Told::Absent,
                    Truth::Undetermined => return (at, cell, Truth::Undetermined),
                }
            }
            if cell.told != Told::Absent || cell.instead == NONE {
                break;
            }
            at = cell.instead;
            cell = self.slots.cell(at);
        }
        (at, cell, Truth::Yes)
    }

    /// Whether the judgement in a slot was made by then.
    pub(super) fn judged_in_time(&self, slot: u32) -> Truth {
        let until = Figure::exactly(self.asked.told_until().micros());
        let made = self.slots.cell(slot + 1).figure();
        let later = until.is_less_than(&made).unwrap_or_else(|| {
            let made = self.range(made);
            self.range(until).is_less_than(&made)
        });
        later.negate()
    }

    /// What a field is computed to be; the record is its first variable.
    fn computed(
        &mut self,
        block: crate::plan::BlockId,
        op: OpId,
        record: u32,
        policy: PolicyId,
    ) -> Answer {
        let key = Key(2 << 40 | u64::from(block.0), i64::from(record), 0);
        if let Some(known) = self.s.known.get(&key) {
            let known = self.s.concluded.get(*known as usize);
            return known.map_or(Answer::NONE, |known| known.answer);
        }
        let frame = self.outer_frame(policy, AS_OF);
        self.put(&frame, crate::plan::VarId(0), Answer::record(record));
        let inner = self.enter(block, &frame);
        let answer = self.eval(op, &inner);
        self.release(frame.variables);
        self.keep(key, answer);
        answer
    }

    pub(super) fn keep(&mut self, key: Key, answer: Answer) {
        let number = u32::try_from(self.s.concluded.len()).unwrap_or(u32::MAX);
        self.s.concluded.push(super::scratch::Concluded {
            answer,
            exempt: (0, 0),
            in_force: true,
        });
        self.s.known.insert(key, number);
    }

    fn read_record(&mut self, at: u32) -> Answer {
        let (_, cell) = self.slots.find(at);
        let mut answer = Answer::record(at);
        if matches!(cell.told, Told::NotApplicable | Told::Above) {
            answer.what = What::NotApplicable;
        }
        answer.given = given(cell.told);
        answer
    }

    fn read_list(&mut self, at: u32) -> Answer {
        let (found, cell) = self.slots.find(at);
        let (members, open) = match cell.told {
            Told::List | Told::OpenList => {
                let first = u32::try_from(cell.low).unwrap_or(u32::MAX);
                let known = self.slots.list_of(first);
                let members = Where::Slots {
                    first,
                    count: u32::try_from(cell.high).unwrap_or(0),
                    stride: known.map_or(1, |list| list.stride),
                };
                (members, cell.told == Told::OpenList)
            }
            Told::NotApplicable => (
                Where::Slots {
                    first: 0,
                    count: 0,
                    stride: 1,
                },
                false,
            ),
            Told::Above => {
                return Answer {
                    slot: at,
                    ..Answer::NONE
                };
            }
            _ => (
                Where::Slots {
                    first: 0,
                    count: 0,
                    stride: 1,
                },
                true,
            ),
        };
        let view = ListView {
            members,
            open,
            list: found,
        };
        let mut answer = self.listed(view);
        answer.slot = found;
        answer.given = given(cell.told);
        answer
    }

    pub(super) fn listed(&mut self, view: ListView) -> Answer {
        let number = i64::try_from(self.s.lists.len()).unwrap_or(i64::MAX);
        self.s.lists.push(view);
        Answer::word(What::List, number)
    }

    /// One value of the record.
    fn leaf(&mut self, at: u32, cell: Cell, leaf: &Leaf) -> Answer {
        let mut answer = match cell.told {
            Told::Disputed => self.on_any_account(&cell, leaf),
            _ => self.item(&cell, leaf),
        };
        answer = self.bounded(at, answer, leaf);
        answer.slot = at;
        answer.given = match given(cell.told) {
            Given::Stated if self.lies_ahead(&answer, leaf) => Given::NotYet,
            Given::Stated if self.may_lie_ahead(&answer, leaf) => Given::Perhaps,
            given => given,
        };
        if !self.is_settled(&answer) && !answer.is_not_applicable() {
            answer.why = match answer.given {
                Given::Absent if leaf.judgement => Why::Judgement,
                Given::Absent => Why::Missing,
                Given::Unknown => Why::DeclaredUnknown,
                _ if cell.told == Told::Disputed => Why::Disputed,
                _ => Why::Bounded,
            };
        }
        answer
    }

    /// What is known of a value, within what it lies whatever the record says there: what is declared
    /// of it, and of a start or an end the other of the two.
    fn bounded(&mut self, at: u32, answer: Answer, leaf: &Leaf) -> Answer {
        if answer.what != What::Figure || answer.figure().only().is_some() {
            return answer;
        }
        let beside = leaf.beside.and_then(|of| self.plan.beside.get(of as usize));
        let mut range = leaf.within;
        for beside in beside.into_iter().flatten() {
            let other = at.wrapping_sub(beside.own).wrapping_add(beside.other);
            // What the record does not tell here it may tell where this is read instead.
            let (_, cell) = self.slots.find(other);
            if cell.told != Told::Figure {
                continue;
            }
            // What has not come by now bounds nothing by when it will.
            let clipped = self.clipped(cell.figure(), leaf);
            let known = self.range(clipped);
            range = range.meet(&match beside.ends {
                true => Range {
                    high: None,
                    ..known
                },
                false => Range { low: None, ..known },
            });
        }
        self.within_bounds(answer, &range)
    }

    /// The part of a figure that lies within bounds. What lies outside them is left as it is: it was
    /// reckoned from what the record says.
    fn within_bounds(&mut self, answer: Answer, bounds: &Range) -> Answer {
        if answer.what != What::Figure || bounds.is_unknown() {
            return answer;
        }
        let range = self.range(answer.figure());
        let part = range.meet(bounds);
        if part.is_empty() || part == range {
            return answer;
        }
        let part = self.figure(&part);
        Answer {
            low: part.low,
            high: part.high,
            ends: part.ends,
            ..answer
        }
    }

    /// What a value of this sort is while nothing is known of it.
    pub(super) fn unknown(&self, kind: LeafKind) -> Answer {
        match kind {
            LeafKind::Answer => Answer::truth_of(Truth::Undetermined),
            LeafKind::Choice(every) => Answer::of_choices(every),
            LeafKind::Figure | LeafKind::Instant | LeafKind::Day => {
                Answer::of_figure(Figure::UNKNOWN)
            }
            LeafKind::Text => Answer::word(What::AnyText, 0),
            LeafKind::Period => Answer::word(What::AnyPeriod, 0),
            LeafKind::Record | LeafKind::List => Answer::NONE,
        }
    }

    /// What is known, of a fact that is not disputed.
    fn item(&mut self, cell: &Cell, leaf: &Leaf) -> Answer {
        match cell.told {
            Told::Yes => Answer::truth_of(Truth::Yes),
            Told::No => Answer::truth_of(Truth::No),
            Told::Open => Answer::truth_of(Truth::Undetermined),
            Told::Figure => Answer::of_figure(self.clipped(cell.figure(), leaf)),
            Told::Choice => Answer::of_choices(cell.low.cast_unsigned()),
            Told::Text => Answer::word(What::Text, cell.low),
            Told::AnyText => Answer::word(What::AnyText, 0),
            Told::Period => Answer::word(What::Period, cell.low),
            Told::AnyPeriod => Answer::word(What::AnyPeriod, 0),
            Told::NotYet => Answer::of_figure(Figure::more_than(self.asked.as_of.micros())),
            Told::NotApplicable | Told::Above => Answer::NONE,
            Told::Absent
            | Told::Unknown
            | Told::Record
            | Told::List
            | Told::OpenList
            | Told::Disputed
            | Told::Series => self.unknown(leaf.kind),
        }
    }

    /// What is so whichever account is true.
    fn on_any_account(&mut self, cell: &Cell, leaf: &Leaf) -> Answer {
        let slots = self.slots;
        let first = usize::try_from(cell.low).unwrap_or(usize::MAX);
        let count = usize::try_from(cell.high).unwrap_or(0);
        let accounts = slots.accounts.get(first..first.saturating_add(count));
        let mut joined: Option<Answer> = None;
        let mut perhaps = false;
        for account in accounts.unwrap_or_default() {
            let item = self.item(account, leaf);
            joined = Some(match joined {
                None => item,
                Some(known) if known.is_not_applicable() && item.is_not_applicable() => known,
                Some(known) if known.is_not_applicable() => {
                    perhaps = true;
                    item
                }
                Some(known) if item.is_not_applicable() => {
                    perhaps = true;
                    known
                }
                Some(known) => {
                    let both = self.join_values(&known, &item);
                    both.unwrap_or_else(|| self.unknown(leaf.kind))
                }
            });
        }
        let joined = joined.unwrap_or_else(|| self.unknown(leaf.kind));
        joined.perhaps(perhaps)
    }

    /// What the record dates after the moment asked for has not happened yet.
    fn clipped(&mut self, figure: Figure, leaf: &Leaf) -> Figure {
        if leaf.planned {
            return figure;
        }
        let told = match self.after(leaf, self.asked.told_until()) {
            Some(told) => told,
            None => return figure,
        };
        let lies_after = match (figure.low_end(), told.low_end()) {
            (Some((low, low_open)), Some((at, open))) => {
                low > at || (low == at && (low_open || !open))
            }
            _ if figure.is_exact_range() => {
                let range = self.range(figure);
                self.range(told).meet(&range) == range
            }
            _ => false,
        };
        if lies_after {
            return self.after(leaf, self.asked.as_of).unwrap_or(figure);
        }
        let ahead = match (figure.high_end(), told.low_end()) {
            (Some((high, high_open)), Some((at, open))) => {
                high > at || (high == at && !high_open && !open)
            }
            _ => false,
        };
        // At an earlier moment it may have been still to come.
        match self.earlier && ahead {
            true => figure.without_high(),
            false => figure,
        }
    }

    /// Whether it is a time that has not come.
    fn lies_ahead(&mut self, answer: &Answer, leaf: &Leaf) -> bool {
        answer.what == What::Figure
            && answer.figure().high_end().is_none()
            && self.after(leaf, self.asked.as_of) == Some(answer.figure())
    }

    /// Whether it is a time of which it is open whether it has come.
    fn may_lie_ahead(&mut self, answer: &Answer, leaf: &Leaf) -> bool {
        // Of one time it is certain.
        if answer.figure().only().is_some() {
            return false;
        }
        let timed = answer.what == What::Figure && !leaf.planned;
        let Some(later) = self.after(leaf, self.asked.as_of).filter(|_| timed) else {
            return false;
        };
        let range = self.range(answer.figure());
        let ahead = self.range(later).meet(&range);
        !ahead.is_empty() && ahead != range
    }

    /// All times after an instant, or all days after its day; none for what is no time.
    fn after(&mut self, leaf: &Leaf, at: Instant) -> Option<Figure> {
        match leaf.kind {
            LeafKind::Instant => Some(Figure::more_than(at.micros())),
            LeafKind::Day => {
                let day = self.day(leaf.policy, at)?;
                Some(Figure::at_least(day.checked_add(1)?.checked_mul(SCALE)?))
            }
            _ => None,
        }
    }

    /// The day of an instant in a policy's zone; that of the moment asked for is found once.
    fn day(&mut self, policy: PolicyId, at: Instant) -> Option<i64> {
        let turn = self.s.turn;
        let zone = self.plan.zone(policy);
        let find = || zone.date(at).map(Date::number);
        if at != self.asked.as_of {
            return find();
        }
        let Some(known) = self.s.today.get_mut(policy.index()) else {
            return find();
        };
        if known.0 != turn {
            *known = (turn, find());
        }
        known.1
    }

    /// A field of a record, which may itself not be there.
    pub(super) fn field(&mut self, of: OpId, offset: u32, leaf: LeafId, frame: &Frame) -> Answer {
        let record = self.eval(of, frame);
        match record.what {
            What::Record => {
                let at = u32::try_from(record.low).unwrap_or(NONE);
                self.read(at.saturating_add(offset), leaf)
            }
            What::NotApplicable => Answer {
                given: Given::Stated,
                ..record
            },
            _ => self
                .plan
                .leaf(leaf)
                .map_or(Answer::NONE, |leaf| self.unknown(leaf.kind)),
        }
    }

    /// A judgement of a record.
    pub(super) fn judged(&mut self, of: OpId, offset: u32, leaf: LeafId, frame: &Frame) -> Answer {
        match self.eval(of, frame).place() {
            Some(at) => self.read(at.saturating_add(offset), leaf),
            None => Answer::truth_of(Truth::Undetermined),
        }
    }

    /// A member of a list by its position.
    pub(super) fn member_at(
        &mut self,
        list: OpId,
        index: u32,
        (leaf, none): (LeafId, crate::plan::SlotId),
        frame: &Frame,
    ) -> Answer {
        let list = self.eval(list, frame);
        let Some(view) = self.list(&list) else {
            return self
                .plan
                .leaf(leaf)
                .map_or(Answer::NONE, |leaf| self.unknown(leaf.kind));
        };
        match self.member(&view, index as usize) {
            Some((at, _)) => self.read(at, leaf),
            None => self.read(none.0, leaf),
        }
    }

    pub(super) fn list(&self, answer: &Answer) -> Option<ListView> {
        if answer.what != What::List {
            return None;
        }
        let number = usize::try_from(answer.low).ok()?;
        self.s.lists.get(number).copied()
    }

    /// A member of a list, and whether it certainly is one.
    pub(super) fn member(&self, view: &ListView, index: usize) -> Option<(u32, Truth)> {
        match view.members {
            Where::Slots {
                first,
                count,
                stride,
            } => {
                let index = u32::try_from(index).ok().filter(|index| *index < count)?;
                Some((first + index * stride, Truth::Yes))
            }
            Where::Picked { from, to } => {
                let at = from as usize + index;
                (at < to as usize).then(|| self.s.picked.get(at).copied())?
            }
        }
    }

    /// A fact recorded over a reference period.
    pub(super) fn over(
        &mut self,
        place: Place,
        leaf: LeafId,
        months: u32,
        frame: &Frame,
    ) -> Answer {
        let plan = self.plan;
        let Some(leaf) = plan.leaf(leaf) else {
            return Answer::NONE;
        };
        let at = match place {
            Place::Slot(slot) => slot.0,
            Place::Of(of, offset) => match self.eval(of, frame).place() {
                Some(at) => at.saturating_add(offset),
                None => return self.unknown(leaf.kind),
            },
        };
        let Some(period) = plan.months.get(months as usize) else {
            return Answer::NONE;
        };
        let Some(year) = self.year(period.year, frame) else {
            return self.unknown(leaf.kind);
        };
        let wanted = crate::facts::Months {
            first: (year, period.first),
            last: (year, period.last),
        };
        let slots = self.slots;
        let (found, cell) = slots.find(at);
        let entry = match cell.told {
            Told::Series => {
                let first = usize::try_from(cell.low).unwrap_or(usize::MAX);
                let count = usize::try_from(cell.high).unwrap_or(0);
                let entries = slots.series.get(first..first.saturating_add(count));
                let mut entries = entries.unwrap_or_default().iter();
                entries
                    .find(|(months, _)| *months == wanted)
                    .map(|(_, cell)| *cell)
            }
            Told::Unknown | Told::NotApplicable => Some(cell),
            _ => None,
        };
        self.leaf(found, entry.unwrap_or(Cell::ABSENT), leaf)
    }

    fn year(&mut self, year: Year, frame: &Frame) -> Option<i32> {
        let (of, dated, plus) = match year {
            Year::Number(year) => return Some(year),
            Year::Of(of, dated, plus) => (self.eval(of, frame).figure(), dated, plus),
        };
        let days = self.days(&self.range(of), dated, frame.policy);
        days.year()?.checked_add(plus)
    }
}

fn given(told: Told) -> Given {
    match told {
        Told::Absent => Given::Absent,
        Told::Unknown => Given::Unknown,
        Told::NotYet => Given::NotYet,
        _ => Given::Stated,
    }
}
