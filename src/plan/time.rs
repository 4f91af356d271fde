//! Regimes and calendars by number: found by their names once, where the plan is made.

use std::borrow::Cow;

use crate::period::regime::FirstDay;
use crate::period::{Calendar, Regime};

/// A regime, as one provision counts by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RegimeId(u32);

/// A calendar, if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarRef(Option<u32>);

/// The regimes and calendars of a plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct Almanac {
    regimes: Vec<(Cow<'static, Regime>, bool, bool)>,
    calendars: Vec<&'static Calendar>,
}

impl Almanac {
    /// A shipped regime, with the day of the event counted and without rolling where asked.
    pub(crate) fn regime(&mut self, name: &str, counting: bool, rolls: bool) -> Option<RegimeId> {
        let found = self.regimes.iter().position(|(regime, counts, roll)| {
            regime.name == name && *counts == counting && *roll == rolls
        });
        let at = match found {
            Some(at) => at,
            None => {
                let mut regime = Cow::Borrowed(Regime::named(name)?);
                if counting {
                    regime.to_mut().first_day = FirstDay::Included;
                }
                if !rolls {
                    regime.to_mut().roll = None;
                }
                self.regimes.push((regime, counting, rolls));
                self.regimes.len() - 1
            }
        };
        u32::try_from(at).ok().map(RegimeId)
    }

    /// A shipped calendar.
    pub(crate) fn calendar(&mut self, name: Option<&str>) -> CalendarRef {
        let found = name.and_then(Calendar::named);
        CalendarRef(found.and_then(|calendar| {
            let known = self
                .calendars
                .iter()
                .position(|known| known.name == calendar.name);
            let at = known.unwrap_or_else(|| {
                self.calendars.push(calendar);
                self.calendars.len() - 1
            });
            u32::try_from(at).ok()
        }))
    }

    pub(crate) fn regime_of(&self, id: RegimeId) -> Option<&Regime> {
        self.regimes
            .get(id.0 as usize)
            .map(|(regime, ..)| &**regime)
    }

    pub(crate) fn calendar_of(&self, of: CalendarRef) -> Option<&'static Calendar> {
        self.calendars.get(of.0? as usize).copied()
    }
}
