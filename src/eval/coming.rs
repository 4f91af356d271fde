//! What is coming: how the states change after the moment asked for, if nothing
//! else happens. With the facts fixed and open ends staying open, a state is a
//! function of the moment alone. It is looked at where it can change: at limits,
//! at the times of the facts, a written length of time after them, at the edges
//! of versions; a change between two of these is searched for. Every row was
//! found by evaluating just before and just after.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::determination::{
    AsRecorded, Coming, ComingRow, Determination, Due, DutyRow, Need, RowKind,
};
use crate::facts::Facts;
use crate::program::provision::Duty;
use crate::program::{Head, Program, Target};
use crate::value::{Date, Instant, Moment, State};

use super::cone::{self, Base};
use super::glance::{Glance, Key, States};
use super::instance::Instance;
use super::judged::Given;
use super::moments;
use super::record::given;
use super::shown::words;
use super::way::{Place, Way, each_once};
use super::{Eval, Question};

/// So far ahead is looked: 366 days.
const HORIZON: i64 = 366 * crate::value::calendar::DAY;
/// At most so many moments are looked at.
const MAX_MOMENTS: usize = 64;
/// At most so many changes are told.
const MAX_ROWS: usize = 40;
/// At most so many of the moments looked at are kept.
const MAX_KEPT: usize = 64;

/// What is told of one instance at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    state: State,
    title: Option<String>,
    due_at: Option<Moment>,
    due_day: Option<Date>,
    cites: Vec<String>,
    latest: Option<Instant>,
    open: Vec<Need>,
}

impl Seen {
    /// Of an instance that is no longer there.
    fn gone(state: State, title: Option<String>) -> Seen {
        Seen {
            state,
            title,
            due_at: None,
            due_day: None,
            cites: Vec::new(),
            latest: None,
            open: Vec::new(),
        }
    }
}

/// All instances at one moment, in the order of the program.
type Sight = BTreeMap<Key, Seen>;

/// How states change after the moment asked for, put into an answer; and what the duties come to at
/// that moment if nothing was done that is not on record, which is where the changes start.
pub(super) fn look_ahead(
    program: &Program,
    facts: &Facts,
    question: &Question,
    determination: &mut Determination,
) {
    let Some(until) = question.as_of.plus_micros(HORIZON) else {
        return;
    };
    // If nothing else happens, the record is complete to the end, and at the last look just after it.
    let mut facts = facts.clone();
    facts.record_complete_until = until.plus_micros(crate::value::calendar::SECOND);
    let look = Look {
        program,
        facts: &facts,
        question,
        until,
        days: moments::midnights(program, question.as_of, until),
        periods: moments::periods(program, question.as_of, until),
        waits: moments::waits(&facts),
        kept: RefCell::default(),
        first: OnceCell::new(),
    };
    let glance = Glance::new(program, &facts, question);
    let known = look.sight(question.as_of);
    look.tell_recorded(&known, &mut determination.duties);
    let (rows, cut) = look.all(&known, glance.as_ref());
    let zone = program.base_zone();
    determination.coming = Coming {
        until: Some(zone.moment(cut.unwrap_or(until))),
        complete: cut.is_none(),
        rows,
    };
}

struct Look<'a> {
    program: &'a Program,
    facts: &'a Facts,
    question: &'a Question,
    until: Instant,
    /// Where the days of the policies' zones begin, in order: most changes come with one.
    days: Vec<i64>,
    /// Where periods begin with which duties come back, in order: with each another instance is there.
    periods: Vec<i64>,
    /// Whether the record says of an end that it has not come.
    waits: bool,
    /// What evaluating came to at the moments that were looked at last.
    kept: RefCell<BTreeMap<Instant, Rc<Sight>>>,
    /// What was found at the moment asked for, which is the first: at a later one only what asks for the
    /// moment is found anew.
    first: OnceCell<Base<'a>>,
}

/// The changes, and up to when they were looked for if not to the end.
type Changes = (Vec<ComingRow>, Option<Instant>);

impl<'a> Look<'a> {
    /// The changes. When something changes is found by a glance where that will do; what it then is,
    /// and that nothing else is another in the end, is always found by evaluating.
    fn all(&self, known: &Sight, glance: Option<&Glance<'_>>) -> Changes {
        let agrees = |glance: &&Glance<'_>| {
            let seen = glance.at(self.question.as_of);
            seen.is_some_and(|seen| self.agrees(&seen, known))
        };
        let quick = glance
            .filter(agrees)
            .and_then(|glance| self.changes(known, Some(glance)));
        let found = quick.or_else(|| self.changes(known, None));
        found.unwrap_or_default()
    }

    /// Whether what is seen at a glance is what evaluating comes to.
    fn agrees(&self, seen: &States, known: &Sight) -> bool {
        let wanted = |target: Target| {
            let (_, head, _) = self.item(target);
            head.is_some_and(|head| self.wanted(head))
        };
        let seen: BTreeMap<&Key, State> = seen
            .iter()
            .filter(|((target, _), _)| wanted(*target))
            .map(|(key, state)| (key, *state))
            .collect();
        let same = |(key, found): (&Key, &Seen)| seen.get(key) == Some(&found.state);
        seen.len() == known.len() && known.iter().all(same)
    }

    /// Whether some state at a moment is another than at an earlier one.
    fn differs(
        &self,
        (from, known): (Instant, &Sight),
        at: Instant,
        by: Option<&Glance<'_>>,
    ) -> bool {
        match by.and_then(|glance| glance.at(from).zip(glance.at(at))) {
            Some((before, after)) => before != after,
            None => states(&self.sight(at)) != states(known),
        }
    }

    /// None where a glance saw something else than evaluating comes to.
    fn changes(&self, first: &Sight, glance: Option<&Glance<'_>>) -> Option<Changes> {
        let mut rows = Vec::new();
        let mut known = Rc::new(first.clone());
        let mut from = self.question.as_of;
        let mut moments = moments::moments(self.program, self.facts);
        moments.extend(known.values().filter_map(|seen| seen.latest));
        moments.push(self.until);
        let mut looked = 0;
        while let Some(next) = moments
            .iter()
            .copied()
            .filter(|at| *at > from && *at <= self.until)
            .min()
        {
            if looked == MAX_MOMENTS || rows.len() >= MAX_ROWS {
                return Some((rows, Some(from)));
            }
            looked += 1;
            // What changes up to the moment, then what changes just after it: if nothing did by then,
            // nothing did before.
            let after = next.plus_micros(1).unwrap_or(next);
            if !self.differs((from, &known), after, glance) {
                // Of what is open evaluating may tell more closely by when it is due.
                let ends = |seen: &Seen| seen.state == State::Undetermined || !seen.open.is_empty();
                let ends = |seen: &Seen| ends(seen) && seen.latest == Some(next);
                let closer = glance.is_some() && known.values().any(ends);
                if closer && self.differs((from, &known), after, None) {
                    return None;
                }
                from = after;
                continue;
            }
            while let Some(at) = self.first_change((from, &known), next, glance) {
                let found = self.sight(at);
                if !self.is_seen(&found, at, glance) {
                    return None;
                }
                self.tell(&known, &found, at, &mut rows);
                moments.extend(found.values().filter_map(|seen| seen.latest));
                known = found;
                from = at;
                if rows.len() >= MAX_ROWS {
                    return Some((rows, Some(from)));
                }
            }
            if self.differs((from, &known), after, glance) {
                let found = self.sight(after);
                if !self.is_seen(&found, after, glance) {
                    return None;
                }
                self.tell(&known, &found, after, &mut rows);
                moments.extend(found.values().filter_map(|seen| seen.latest));
                known = found;
            }
            from = after;
        }
        let held = glance.is_none() || states(&self.sight(from)) == states(&known);
        held.then_some((rows, None))
    }

    /// Whether a glance at a moment shows what evaluating found there.
    fn is_seen(&self, found: &Sight, at: Instant, by: Option<&Glance<'_>>) -> bool {
        let seen = by.and_then(|glance| glance.at(at));
        seen.is_none_or(|seen| self.agrees(&seen, found))
    }

    /// The first moment after one, up to another, at which some state is another one.
    fn first_change(
        &self,
        (from, known): (Instant, &Sight),
        to: Instant,
        glance: Option<&Glance<'_>>,
    ) -> Option<Instant> {
        let changed = |at: Instant| self.differs((from, known), at, glance);
        if to <= from || !changed(to) {
            return None;
        }
        let (mut low, mut high) = (from.micros(), to.micros());
        // Most changes come with the moment itself.
        let before = Instant::from_micros(high - 1);
        if before > from && !changed(before) {
            return Some(to);
        }
        // Then those that come with a period, or with a day of some zone.
        for edges in [&self.periods, &self.days] {
            let from = edges.partition_point(|at| *at <= low);
            let to = edges.partition_point(|at| *at < high);
            let edges = edges.get(from..to).unwrap_or_default();
            let first = edges.partition_point(|at| !changed(Instant::from_micros(*at)));
            if let Some(before) = first.checked_sub(1).and_then(|before| edges.get(before)) {
                low = *before;
            }
            if let Some(edge) = edges.get(first) {
                high = *edge;
                let before = Instant::from_micros(high - 1);
                if high - 1 > low && !changed(before) {
                    return Some(Instant::from_micros(high));
                }
            }
        }
        let after = low + 1;
        if after < high && changed(Instant::from_micros(after)) {
            return Some(Instant::from_micros(after));
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if changed(Instant::from_micros(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        Some(Instant::from_micros(high))
    }

    fn sight(&self, at: Instant) -> Rc<Sight> {
        if let Some(known) = self.kept.borrow().get(&at) {
            return Rc::clone(known);
        }
        let sight = Rc::new(self.evaluated(at));
        let mut kept = self.kept.borrow_mut();
        if kept.len() == MAX_KEPT {
            kept.pop_first();
        }
        kept.insert(at, Rc::clone(&sight));
        sight
    }

    fn evaluated(&self, at: Instant) -> Sight {
        let question = Question {
            as_of: at,
            record_until: Some(self.question.record_until.unwrap_or(self.question.as_of)),
            ..self.question.clone()
        };
        let mut eval = Eval::unworded(self.program, self.facts, &question, &[]);
        match self.first.get() {
            Some(first) => eval.base = Some(first.clone()),
            None => eval.tracker = cone::tracker(),
        }
        // As the answer does, so that no chain of conclusions lies deeper here than there.
        eval.conclude_all();
        let mut sight = Sight::new();
        let wanted = |head: &Head| self.wanted(head);
        for (number, duty) in self.program.duties.iter().enumerate() {
            if !wanted(&duty.head) {
                continue;
            }
            for instance in eval.duty(number).iter() {
                let target = Target::Duty(number);
                let seen = seen(&eval, instance, self.waits);
                sight.insert((target, instance.text.clone()), seen);
            }
        }
        for (number, power) in self.program.powers.iter().enumerate() {
            if !wanted(&power.head) {
                continue;
            }
            for instance in eval.power(number).iter() {
                let seen = seen(&eval, instance, self.waits);
                sight.insert((Target::Power(number), instance.text.clone()), seen);
            }
        }
        for (number, sanction) in self.program.sanctions.iter().enumerate() {
            if !wanted(&sanction.head) {
                continue;
            }
            for instance in eval.sanction(number).iter() {
                let seen = seen(&eval, instance, self.waits);
                sight.insert((Target::Sanction(number), instance.text.clone()), seen);
            }
        }
        self.first.get_or_init(|| eval.base_later());
        sight
    }

    /// Tells what a duty is on the record as it is, where its row leaves that open.
    fn tell_recorded(&self, known: &Sight, duties: &mut [DutyRow]) {
        for (number, duty) in self.program.duties.iter().enumerate() {
            let name = self.program.full_name(&duty.head);
            for row in duties.iter_mut().filter(|row| row.about.name == name) {
                let key = (Target::Duty(number), row.about.instance.clone());
                let Some(seen) = known.get(&key) else {
                    continue;
                };
                let due = seen.due_at.map(Due::At).or(seen.due_day.map(Due::Day));
                let state = row.state == State::Undetermined && seen.state != row.state;
                if state || (row.due().is_none() && due.is_some()) {
                    row.as_recorded = Some(AsRecorded {
                        state: seen.state,
                        due,
                    });
                }
            }
        }
    }

    /// Tells every state that is another one.
    fn tell(&self, known: &Sight, found: &Sight, at: Instant, rows: &mut Vec<ComingRow>) {
        let keys: BTreeSet<&Key> = known.keys().chain(found.keys()).collect();
        for key in keys {
            let (target, text) = key;
            let (kind, head, none) = self.item(*target);
            let Some(head) = head.filter(|head| self.wanted(head)) else {
                continue;
            };
            // An instance may come, and it may go: where there is none, nothing has arisen.
            let before = known.get(key).map_or(none, |before| before.state);
            let seen = found.get(key).cloned().unwrap_or_else(|| {
                Seen::gone(none, known.get(key).and_then(|gone| gone.title.clone()))
            });
            if before == seen.state {
                continue;
            }
            let policy = self.program.policies.get(head.policy);
            let zone = policy.map_or(self.program.base_zone(), |policy| policy.zone);
            // Just after a whole second is shown as after that second.
            let second = crate::value::calendar::SECOND;
            let after = at.micros() % second == 1;
            let shown = if after {
                at.plus_micros(-1).unwrap_or(at)
            } else {
                at
            };
            rows.push(ComingRow {
                kind,
                name: self.program.full_name(head),
                title: words(&head.title),
                instance: text.clone(),
                instance_title: seen.title,
                from: before,
                to: seen.state,
                at: zone.moment(shown),
                after,
                due_at: seen.due_at,
                due_day: seen.due_day,
                cites: seen.cites,
                unless: seen.open,
            });
        }
    }

    /// What an item is called, and the state of an instance that is not there yet.
    fn item(&self, target: Target) -> (RowKind, Option<&Head>, State) {
        let program = self.program;
        match target {
            Target::Duty(n) => {
                let duty = program.duties.get(n);
                let permits = duty.is_some_and(Duty::permits);
                let none = if permits {
                    State::Unavailable
                } else {
                    State::NotArisen
                };
                (RowKind::Duty, duty.map(|duty| &duty.head), none)
            }
            Target::Power(n) => (
                RowKind::Power,
                program.powers.get(n).map(|p| &p.head),
                State::Unavailable,
            ),
            Target::Sanction(n) => {
                let head = program.sanctions.get(n).map(|sanction| &sanction.head);
                (RowKind::Sanction, head, State::NotOpen)
            }
            Target::Define(_) | Target::Exception(_) => (RowKind::Duty, None, State::Undetermined),
        }
    }

    fn wanted(&self, head: &Head) -> bool {
        let only = &self.question.only;
        let policy = self.program.policies.get(head.policy);
        only.is_empty()
            || only.iter().any(|name| {
                *name == *head.name.as_str()
                    || policy
                        .is_some_and(|policy| *name == format!("{}.{}", policy.name, head.name))
            })
    }
}

fn states(sight: &Sight) -> Vec<(&Key, State)> {
    sight.iter().map(|(key, seen)| (key, seen.state)).collect()
}

fn seen<T>(eval: &Eval<'_>, instance: &Instance<'_, T>, waits: bool) -> Seen {
    let outcome = &instance.outcome;
    let mut open = BTreeMap::new();
    if waits {
        eval.open_ends(&outcome.arises.way, &mut open);
    }
    let latest = outcome.limit.latest().and_then(|at| at.exact());
    Seen {
        state: outcome.state,
        title: instance.title.clone(),
        due_at: outcome.limit.due_at,
        due_day: outcome.limit.due_day,
        cites: outcome
            .version
            .map(|version| eval.cites(&version.cites))
            .unwrap_or_default(),
        latest: latest.and_then(Instant::from_seconds),
        open: open.into_values().collect(),
    }
}

impl Eval<'_> {
    /// The ends that have not come, on which an answer hangs.
    fn open_ends(&self, way: &Rc<Way>, found: &mut BTreeMap<String, Need>) {
        for way in each_once(way, |_| true) {
            if let Some(Place::Fact(path)) = way.shape.place()
                && given(self.datum(path)) == Given::NotYet
                && let Some(walked) = self.walk(path)
            {
                let need = self.whole_need(&walked, false);
                found.insert(need.path.clone(), need);
            }
        }
    }
}
