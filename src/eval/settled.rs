//! Rows that come to the same whichever account of a disputed fact is true:
//! what they take over from the answers on each account.

use crate::determination::{
    About, Aspect, Conclusion, DutyRow, Need, Open, PowerRow, Routes, Row, SanctionRow, Standing,
};
use crate::value::{State, Truth};

use super::judged::needs_of;

/// What rows of all kinds have: what they say of their provision, on what they rest, and the
/// exceptions that hold.
type Common<'r> = (&'r mut About, &'r mut Option<Standing>, &'r mut Vec<String>);

/// A row that can be settled by what it comes to on each account.
pub(super) trait Settled {
    fn common(&mut self) -> Common<'_>;

    /// Takes over what rows of its kind alone have; all come to the same. Returns the parts in which
    /// they differ all the same.
    fn take(&mut self, first: &Self, on_each: &[&Self]) -> &'static [Aspect];

    /// What stays open is closer where only some accounts lead to it.
    fn narrow(&mut self, _: &[&Self]) {}
}

impl Settled for Conclusion {
    fn common(&mut self) -> Common<'_> {
        (&mut self.about, &mut self.standing, &mut self.exempt_by)
    }

    fn take(&mut self, first: &Conclusion, _: &[&Conclusion]) -> &'static [Aspect] {
        self.value.clone_from(&first.value);
        self.unknown_value = first.unknown_value;
        &[]
    }
}

impl Settled for DutyRow {
    fn common(&mut self) -> Common<'_> {
        (&mut self.about, &mut self.standing, &mut self.exempt_by)
    }

    fn take(&mut self, first: &DutyRow, on_each: &[&DutyRow]) -> &'static [Aspect] {
        self.state = first.state;
        self.arises = first.arises;
        (self.breached, self.if_owed) = (None, None);
        // When it is due is told only where that, too, is the same.
        let due = |row: &DutyRow| (row.due_at, row.due_day, row.limit.clone());
        let between = |row: &DutyRow| (row.due_earliest, row.due_latest);
        let same = |row: &&DutyRow| due(row) == due(first) && between(row) == between(first);
        let one_limit = on_each.iter().all(same);
        if one_limit {
            (self.due_at, self.due_day, self.limit) = due(first);
            self.counted.clone_from(&first.counted);
            self.due_earliest.clone_from(&first.due_earliest);
            self.due_latest.clone_from(&first.due_latest);
        }
        if on_each.iter().all(|row| row.done_at == first.done_at) {
            self.done_at.clone_from(&first.done_at);
        }
        if one_limit { &[] } else { &[Aspect::Limit] }
    }

    /// Its limit is what it is on the accounts on which it is owed, or may be.
    fn narrow(&mut self, on_each: &[&DutyRow]) {
        let none = |state: State| {
            matches!(
                state,
                State::NotArisen | State::Exempt | State::NotInForce | State::Unavailable
            )
        };
        let owed = |row: &&&DutyRow| row.arises != Truth::No && !none(row.state);
        let owed: Vec<&DutyRow> = on_each.iter().filter(owed).copied().collect();
        let Some(first) = owed.first().filter(|_| owed.len() < on_each.len()) else {
            return;
        };
        let due = |row: &DutyRow| (row.due_at, row.due_day, row.limit.clone());
        let same = owed.iter().all(|row| due(row) == due(first));
        // A limit without a latest may be that of a time which has not come by the other accounts.
        if !same || first.due().is_none() || self.due_latest.is_none() {
            return;
        }
        (self.due_at, self.due_day, self.limit) = due(first);
        (self.due_earliest, self.due_latest) = (None, None);
        self.counted.clone_from(&first.counted);
        let about = &mut self.about;
        let (limit, others): (Vec<Open>, Vec<Open>) = std::mem::take(&mut about.open)
            .into_iter()
            .partition(|open| open.what == Aspect::Limit);
        let among = |all: &[Open], need: &Need| {
            let mut needs = all.iter().flat_map(|open| &open.needs);
            needs.any(|known| known.path == need.path)
        };
        about
            .needs
            .retain(|need| !among(&limit, need) || among(&others, need));
        about.open = others;
    }
}

impl Settled for PowerRow {
    fn common(&mut self) -> Common<'_> {
        (&mut self.about, &mut self.standing, &mut self.exempt_by)
    }

    fn take(&mut self, first: &PowerRow, _: &[&PowerRow]) -> &'static [Aspect] {
        self.state = first.state;
        &[]
    }
}

impl Settled for SanctionRow {
    fn common(&mut self) -> Common<'_> {
        (&mut self.about, &mut self.standing, &mut self.exempt_by)
    }

    fn take(&mut self, first: &SanctionRow, _: &[&SanctionRow]) -> &'static [Aspect] {
        self.state = first.state;
        &[]
    }
}

/// Takes over what is so on every account.
pub(super) fn settle<T: Settled>(row: &mut T, on_each: &[&T])
where
    for<'r> Row<'r>: From<&'r T>,
{
    let Some(first) = on_each.first() else {
        return;
    };
    let differing = row.take(first, on_each);
    let first = Row::from(*first);
    let each: Vec<Row<'_>> = on_each.iter().map(|row| Row::from(*row)).collect();
    let by_all = |name: &&String| each.iter().all(|row| row.exempt_by.contains(name));
    let (about, standing, exempt_by) = row.common();
    *standing = each.iter().filter_map(|row| row.standing).min();
    *exempt_by = first.exempt_by.iter().filter(by_all).cloned().collect();
    about.because.clone_from(&first.about.because);
    about.open.retain(|open| differing.contains(&open.what));
    // What is open of it on some account is open.
    for row in &each {
        for open in &row.about.open {
            about.leave_open(open.what, &open.needs);
        }
    }
    let open = about.open.iter().map(|open| open.needs.as_slice());
    let presumed = each
        .iter()
        .filter(|row| row.standing == Some(Standing::Presumed))
        .map(|row| row.about.needs.as_slice());
    let still: Vec<Need> = needs_of(open.chain(presumed));
    let needs = std::mem::take(&mut about.needs);
    let needed = |need: &Need| still.iter().any(|known| known.path == need.path);
    about
        .regardless
        .extend(needs.into_iter().filter(|need| !needed(need)));
    about.needs = still;
    about.routes = Routes::default();
    about.whichever = true;
}
