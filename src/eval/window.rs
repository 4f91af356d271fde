//! Windows: stretches of time of which one must hold what a condition asks. A
//! stretch begins with a member, or is one of the calendar. What lies in it is
//! decided by when each member is; the condition is then asked of those alone.

use crate::determination::{Need, Reason};
use crate::program::FactPath;
use crate::program::expression::{Stretch, Window, WindowLength};
use crate::value::{Bound, Date, Instant, Kind, Range, Truth, Value};

use super::Eval;
use super::calendar_day::edge;
use super::frame::Frame;
use super::judged::{Item, Judged, Label, List, needs_of};
use super::logic::because;
use super::shown::words;

/// So many members in windows are looked at, over all windows together; what lies beyond is open.
const MAX_LOOKS: usize = 200_000;

/// A member of the list, and when it is.
struct Placed {
    place: FactPath,
    certain: Truth,
    at: Range,
    needs: Vec<Need>,
    shares: Option<Judged>,
}

/// A stretch of time.
struct Stretched {
    /// The member with which it begins; none for one of the calendar.
    first: Option<usize>,
    begin: Range,
    end: Range,
    /// The end itself lies in it.
    included: bool,
}

impl Eval<'_> {
    /// Whether a condition holds of what lies in some stretch of time.
    pub(super) fn window(&self, window: &Window, frame: &Frame) -> Judged {
        let list = self.evaluate(&window.list, frame);
        let (places, mut open) = match &list.item {
            Item::List(list) => (list.members.as_slice(), list.open),
            Item::NotApplicable => (&[][..], false),
            _ => (&[][..], true),
        };
        let placed: Vec<Placed> = places
            .iter()
            .map(|(place, certain)| self.placed(window, place, *certain, frame))
            .collect();
        let (stretches, unplaced) = self.stretches(window, &placed, frame);
        open |= unplaced;
        let mut left = MAX_LOOKS;
        let mut asked = Vec::with_capacity(stretches.len());
        for stretch in &stretches {
            let within = members(&placed, stretch, window.at.kind == Kind::Date, self, frame);
            let Some(rest) = left.checked_sub(within.len()) else {
                self.cut_short.set(true);
                open = true;
                break;
            };
            left = rest;
            let found = self.has(window, (&list, &placed), stretch, within, frame);
            let decides = found.truth() == Truth::Yes;
            asked.push(found);
            if decides {
                break;
            }
        }
        self.any_window(&list, asked, open)
    }

    fn placed(&self, window: &Window, place: &FactPath, certain: Truth, frame: &Frame) -> Placed {
        let frame = frame.with(window.member, self.read(place));
        let at = self.evaluate(&window.at, &frame);
        Placed {
            place: place.clone(),
            certain,
            at: if at.is_not_applicable() {
                Range::UNKNOWN
            } else {
                at.range()
            },
            needs: at.needs,
            shares: window
                .sharing
                .as_ref()
                .map(|sharing| self.evaluate(sharing, &frame)),
        }
    }

    /// The stretches there are, and whether some member may lie in one that is not among them.
    fn stretches(
        &self,
        window: &Window,
        placed: &[Placed],
        frame: &Frame,
    ) -> (Vec<Stretched>, bool) {
        let mut stretches: Vec<Stretched> = Vec::new();
        let mut unplaced = false;
        for (number, member) in placed.iter().enumerate() {
            match &window.length {
                WindowLength::Until(until) => {
                    let inner = frame.with(window.member, self.read(&member.place));
                    let end = self.evaluate(until, &inner).range();
                    stretches.push(Stretched {
                        first: Some(number),
                        begin: member.at,
                        end: self.end_of(end, &until.kind, frame),
                        included: until.kind != Kind::Date,
                    });
                }
                WindowLength::Calendar(stretch) => {
                    let Some(found) = self.of_calendar(member.at, &window.at.kind, *stretch, frame)
                    else {
                        unplaced = true;
                        continue;
                    };
                    if !stretches.iter().any(|known| known.begin == found.begin) {
                        stretches.push(found);
                    }
                }
            }
        }
        (stretches, unplaced)
    }

    /// An end as an instant: that of a day is the midnight after it.
    fn end_of(&self, end: Range, kind: &Kind, frame: &Frame) -> Range {
        if *kind != Kind::Date {
            return end;
        }
        let zone = self.zone(frame.policy);
        let midnight = |bound: Option<Bound>| {
            let day = Date::from_number(bound?.at.floor()?)?;
            let at = zone.midnight(day.plus_days(1)?)?.seconds();
            Some(Bound { at, open: false })
        };
        Range {
            low: midnight(end.low),
            high: midnight(end.high),
        }
    }

    /// The stretch of the calendar in which a member certainly lies.
    fn of_calendar(
        &self,
        at: Range,
        kind: &Kind,
        stretch: Stretch,
        frame: &Frame,
    ) -> Option<Stretched> {
        let zone = self.zone(frame.policy);
        let day = |bound: Bound| {
            if *kind == Kind::Date {
                return Date::from_number(bound.at.floor()?);
            }
            zone.date(Instant::from_seconds(bound.at)?)
        };
        let first = edge(day(at.low?)?, stretch, false)?;
        let last = edge(day(at.high?)?, stretch, true)?;
        // Both ends of what is known of it have to lie in one.
        if edge(first, stretch, true)? != last {
            return None;
        }
        let begin = zone.midnight(first)?.seconds();
        let end = zone.midnight(last.plus_days(1)?)?.seconds();
        Some(Stretched {
            first: None,
            begin: Range::exactly(begin),
            end: Range::exactly(end),
            included: false,
        })
    }

    /// Whether what is asked holds of the members within one stretch.
    fn has(
        &self,
        window: &Window,
        (list, placed): (&Judged, &[Placed]),
        stretch: &Stretched,
        within: Vec<(usize, Truth)>,
        frame: &Frame,
    ) -> Judged {
        let sure = within.iter().filter(|(_, truth)| *truth == Truth::Yes);
        let sure = sure.count();
        let lists = within
            .iter()
            .filter(|(_, truth)| *truth == Truth::Undetermined)
            .filter_map(|(number, _)| placed.get(*number))
            .flat_map(|member| {
                let shares = member.shares.as_ref().map(|shares| shares.needs.as_slice());
                [Some(member.needs.as_slice()), shares]
                    .into_iter()
                    .flatten()
            });
        let needs = needs_of(lists.chain([list.needs.as_slice()]));
        let members = within
            .into_iter()
            .filter_map(|(number, truth)| Some((placed.get(number)?.place.clone(), truth)))
            .collect();
        let open = matches!(&list.item, Item::List(list) if list.open);
        let mut judged = Judged::new(Item::List(List { members, open }), (*list.label).clone());
        judged.needs = needs;
        let end = Judged::new(Item::Value(Value::Range(stretch.end)), Label::default());
        let inner = frame.with(window.within, judged).with(window.end, end);
        let found = self.evaluate(&window.has, &inner);
        let step = Reason::Window {
            list: list.label.path.clone().unwrap_or_default(),
            title: words(&list.label.title),
            from: self.printed(&stretch.begin, frame.policy),
            to: self.printed(&stretch.end, frame.policy),
            members: sure,
        };
        let value = found.truth();
        Judged::answer(value, because(value, step, found.reasons.clone()))
            .on(found.standing)
            .needing(found.needs)
    }

    /// Whether one of the stretches has it; of a list that may go on no silence is certain.
    fn any_window(&self, list: &Judged, asked: Vec<Judged>, open: bool) -> Judged {
        if asked.is_empty() && !open {
            return self.never();
        }
        let mut judged = self.any(asked);
        if open && judged.truth() != Truth::Yes {
            let needs = needs_of([judged.needs.as_slice(), list.needs.as_slice()]);
            let step = Reason::Members {
                asks: "any",
                list: list.label.path.clone().unwrap_or_default(),
            };
            judged = Judged::answer(
                Truth::Undetermined,
                because(Truth::Undetermined, step, judged.reasons),
            )
            .needing(needs);
        }
        judged
    }

    /// An instant, or the beginning of a day, as far as it is known.
    fn instant_of(&self, at: Range, is_date: bool, frame: &Frame) -> Range {
        if !is_date {
            return at;
        }
        let zone = self.zone(frame.policy);
        let midnight = |bound: Option<Bound>| {
            let day = Date::from_number(bound?.at.floor()?)?;
            Some(Bound {
                at: zone.midnight(day)?.seconds(),
                open: false,
            })
        };
        Range {
            low: midnight(at.low),
            high: midnight(at.high),
        }
    }
}

/// The members that lie, or may lie, in a stretch.
fn members(
    placed: &[Placed],
    stretch: &Stretched,
    is_date: bool,
    eval: &Eval<'_>,
    frame: &Frame,
) -> Vec<(usize, Truth)> {
    let first = stretch.first.and_then(|number| placed.get(number));
    let begin = if first.is_some() {
        eval.instant_of(stretch.begin, is_date, frame)
    } else {
        stretch.begin
    };
    let mut found = Vec::new();
    for (number, member) in placed.iter().enumerate() {
        let mut truth = member.certain;
        if stretch.first != Some(number) {
            let at = eval.instant_of(member.at, is_date, frame);
            truth = truth.and(at.is_at_least(&begin)).and(if stretch.included {
                stretch.end.is_at_least(&at)
            } else {
                at.is_less_than(&stretch.end)
            });
            if let Some(first) = first {
                truth = truth.and(shared(first, member));
            }
        }
        if truth != Truth::No {
            found.push((number, truth));
        }
    }
    found
}

/// Whether two members have the same of what is to be shared.
fn shared(a: &Placed, b: &Placed) -> Truth {
    let (Some(a), Some(b)) = (&a.shares, &b.shares) else {
        return Truth::Yes;
    };
    match (&a.item, &b.item) {
        (Item::Value(a), Item::Value(b)) => super::compare::same_value(a, b),
        _ => Truth::Undetermined,
    }
}
