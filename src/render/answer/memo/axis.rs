//! The axis of the time line: where an instant is. It is linear, and interrupted where a gap
//! takes more than twice as long as all the rest. Lengths are in tenths of a unit of the drawing,
//! so that the same answer is drawn alike everywhere.

use crate::value::{Date, Instant, Local, Zone, calendar::DAY, calendar::SECOND};

/// How wide an interruption is drawn.
const BREAK: i64 = 640;
/// At most so many gaps are left out.
const BREAKS: usize = 6;
/// No two labels are nearer than this.
const APART: i64 = 640;

/// From the first instant to the last.
pub(super) struct Axis {
    /// What is drawn in proportion, with nothing between the end of one and the start of the next.
    stretches: Vec<Stretch>,
    left: i64,
    right: i64,
}

/// A part without an interruption.
#[derive(Clone, Copy)]
struct Stretch {
    from: Instant,
    to: Instant,
    left: i64,
    right: i64,
}

/// What is left out.
#[derive(Clone, Copy)]
pub(super) struct Break {
    pub(super) from: Instant,
    pub(super) to: Instant,
    pub(super) left: i64,
    pub(super) right: i64,
}

/// A labelled instant.
#[derive(Clone)]
pub(super) struct Tick {
    pub(super) x: i64,
    pub(super) day: Option<Date>,
    pub(super) clock: Option<String>,
}

impl Axis {
    /// An axis that holds all these instants; none where there are none.
    pub(super) fn new(
        instants: impl IntoIterator<Item = Instant>,
        left: i64,
        right: i64,
    ) -> Option<Axis> {
        let mut instants: Vec<Instant> = instants.into_iter().collect();
        instants.sort_unstable();
        instants.dedup();
        let (first, last) = (*instants.first()?, *instants.last()?);
        let gaps: Vec<(Instant, Instant)> = instants
            .iter()
            .zip(instants.iter().skip(1))
            .map(|(from, to)| (*from, *to))
            .collect();
        let mut ends = vec![first];
        let broken = broken(&gaps);
        for (from, to) in gaps.iter().filter(|gap| broken.contains(gap)) {
            ends.extend([*from, *to]);
        }
        ends.push(last);
        let drawn: i128 = ends.chunks(2).map(length_of).sum();
        let breaks = i64::try_from(broken.len()).unwrap_or(0);
        let room = i128::from((right - left - breaks * BREAK).max(0));
        let mut stretches = Vec::new();
        let (mut before, mut start) = (0, left);
        for pair in ends.chunks(2) {
            let &[from, to] = pair else { continue };
            let share = |until: i128| i64::try_from(room * until / drawn.max(1)).unwrap_or(0);
            let after = before + length_of(pair);
            let (from_x, to_x) = match drawn {
                0 => ((left + right) / 2, (left + right) / 2),
                _ => (start + share(before), start + share(after)),
            };
            stretches.push(Stretch {
                from,
                to,
                left: from_x,
                right: to_x,
            });
            (before, start) = (after, start + BREAK);
        }
        Some(Axis {
            stretches,
            left,
            right,
        })
    }

    /// The ends of the drawing.
    pub(super) fn ends(&self) -> (i64, i64) {
        (self.left, self.right)
    }

    /// Where an instant is; of one that is left out, in the middle of what is.
    pub(super) fn at(&self, at: Instant) -> i64 {
        let mut before: Option<&Stretch> = None;
        for stretch in &self.stretches {
            if at <= stretch.to {
                return match before {
                    _ if at >= stretch.from => stretch.at(at),
                    Some(before) => (before.right + stretch.left) / 2,
                    None => stretch.left,
                };
            }
            before = Some(stretch);
        }
        before.map_or(self.left, |last| last.right)
    }

    /// What is left out, in the order of time.
    pub(super) fn breaks(&self) -> impl Iterator<Item = Break> {
        let pairs = self.stretches.iter().zip(self.stretches.iter().skip(1));
        pairs.map(|(before, after)| Break {
            from: before.to,
            to: after.from,
            left: before.right,
            right: after.left,
        })
    }

    /// Full hours or days of a zone, as many as can be labelled, and the beginning of each stretch
    /// that has none.
    pub(super) fn ticks(&self, zone: Zone) -> Vec<Tick> {
        let step = self.step();
        let mut ticks: Vec<Tick> = Vec::new();
        for stretch in &self.stretches {
            let mut own = stretch.full(zone, step);
            if own.is_empty() {
                own.push(stretch.from);
            }
            for at in own {
                let x = stretch.at(at);
                if ticks.last().is_some_and(|last| x - last.x < APART) {
                    continue;
                }
                let wall = zone.wall(at);
                let clock = wall.as_ref().map(|(_, clock)| clock.clone());
                let whole = matches!(step, Step::Days(_) | Step::Months(_));
                ticks.push(Tick {
                    x,
                    day: wall.map(|(day, _)| day),
                    clock: clock.filter(|clock| !whole || clock != "00:00"),
                });
            }
        }
        ticks
    }

    /// The smallest step whose labels have room beside one another.
    fn step(&self) -> Step {
        let drawn: i128 = self.stretches.iter().map(Stretch::length).sum();
        let room: i64 = self.stretches.iter().map(|one| one.right - one.left).sum();
        let fits = |micros: i64| i128::from(room) * i128::from(micros) >= drawn * i128::from(APART);
        let minutes = [5, 15, 30, 60, 180, 360, 720].into_iter();
        let minutes = minutes.map(|minutes| (Step::Minutes(minutes), minutes * 60 * SECOND));
        let days = [1, 2, 7, 14].into_iter();
        let days = days.map(|days| (Step::Days(days), days * DAY));
        let months = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200].into_iter();
        let months = months.map(|months| (Step::Months(months), months * 28 * DAY));
        let mut all = minutes.chain(days).chain(months);
        all.find(|(_, micros)| fits(*micros))
            .map_or(Step::Months(12_000), |(step, _)| step)
    }
}

/// How far apart ticks are.
#[derive(Clone, Copy)]
enum Step {
    Minutes(i64),
    Days(i64),
    Months(i64),
}

impl Stretch {
    fn length(&self) -> i128 {
        length_of(&[self.from, self.to])
    }

    fn at(&self, at: Instant) -> i64 {
        let (part, whole) = (length_of(&[self.from, at]), self.length());
        let room = i128::from(self.right - self.left);
        self.left + i64::try_from(room * part / whole.max(1)).unwrap_or(0)
    }

    /// The instants of the zone's clock or calendar at this step.
    fn full(&self, zone: Zone, step: Step) -> Vec<Instant> {
        let (Some(first), Some(last)) = (zone.date(self.from), zone.date(self.to)) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        match step {
            Step::Minutes(minutes) => {
                for day in days(first, last, 1) {
                    let clocks = (0..1440 / minutes).map(|count| count * minutes * 60 * SECOND);
                    found.extend(clocks.filter_map(|clock| match zone.local(day, clock)? {
                        Local::Once(at) | Local::Twice(at, _) => Some(at),
                        Local::Skipped => None,
                    }));
                }
            }
            Step::Days(step) => {
                found.extend(days(first, last, step).filter_map(|day| zone.midnight(day)));
            }
            Step::Months(step) => {
                let month = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
                let mut at = month(first).div_euclid(step) * step;
                while at <= month(last) {
                    let year = i32::try_from(at.div_euclid(12)).ok();
                    let month = u32::try_from(at.rem_euclid(12) + 1).ok();
                    let day = year.zip(month).and_then(|(y, m)| Date::new(y, m, 1));
                    found.extend(day.and_then(|day| zone.midnight(day)));
                    at += step;
                }
            }
        }
        found.retain(|at| (self.from..=self.to).contains(at));
        found
    }
}

/// The days from one to another whose number is a multiple of the step.
fn days(first: Date, last: Date, step: i64) -> impl Iterator<Item = Date> {
    let from = first.number().div_euclid(step) * step;
    let count = usize::try_from((last.number() - from) / step + 1).unwrap_or(0);
    let numbers = std::iter::successors(Some(from), move |day| Some(day + step));
    numbers.take(count).filter_map(Date::from_number)
}

fn length_of(pair: &[Instant]) -> i128 {
    match pair {
        [from, to] => i128::from(to.micros()) - i128::from(from.micros()),
        _ => 0,
    }
}

/// The gaps that take more than twice as long as all the others that are drawn, the longest first.
fn broken(gaps: &[(Instant, Instant)]) -> Vec<(Instant, Instant)> {
    let mut rest: Vec<(Instant, Instant)> = gaps.to_vec();
    rest.sort_by_key(|(from, to)| length_of(&[*from, *to]));
    let mut total: i128 = rest.iter().map(|(from, to)| length_of(&[*from, *to])).sum();
    let mut found = Vec::new();
    while let Some((from, to)) = rest.pop() {
        let own = length_of(&[from, to]);
        total -= own;
        if total == 0 || own <= 2 * total || found.len() >= BREAKS {
            break;
        }
        found.push((from, to));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(hours: i64) -> Instant {
        Instant::from_micros(hours * 3600 * SECOND)
    }

    #[expect(clippy::expect_used, reason = "there are instants in every test")]
    fn axis(all: &[i64]) -> Axis {
        Axis::new(all.iter().copied().map(hours), 0, 7000).expect("there are instants")
    }

    #[test]
    fn what_is_near_is_drawn_in_proportion() {
        let axis = axis(&[0, 10, 30, 70]);
        let at: Vec<i64> = [0, 10, 30, 70].map(|at| axis.at(hours(at))).into();
        assert_eq!(at, [0, 1000, 3000, 7000]);
        assert_eq!(axis.breaks().count(), 0);
    }

    #[test]
    fn a_gap_longer_than_twice_the_rest_is_left_out() {
        // The rest takes 72 hours: 144 are drawn, 145 are left out.
        assert_eq!(axis(&[0, 72, 72 + 144]).breaks().count(), 0);
        let broken = axis(&[0, 72, 72 + 145]);
        assert_eq!(broken.breaks().count(), 1);
        assert_eq!(broken.at(hours(72)), 7000 - BREAK);
        assert_eq!(broken.at(hours(72 + 145)), 7000);
        // Two long gaps, and what is between them is drawn.
        let twice = axis(&[0, 1, 2, 1000, 1001, 90_000]);
        assert_eq!(twice.breaks().count(), 2);
    }

    #[test]
    fn one_instant_stands_in_the_middle() {
        assert_eq!(axis(&[5]).at(hours(5)), 3500);
    }

    #[test]
    fn labels_keep_apart_and_are_few_whatever_the_length() {
        for length in [1, 5, 24, 100, 1000, 10_000, 1_000_000] {
            let axis = axis(&[3, 3 + length / 3 + 1, 5 + length]);
            let ticks = axis.ticks(Zone::UTC);
            assert!((1..=12).contains(&ticks.len()), "{length}: {}", ticks.len());
            let near = |pair: &[Tick]| matches!(pair, [a, b] if b.x - a.x < APART);
            assert!(!ticks.windows(2).any(near), "{length}");
        }
    }
}
