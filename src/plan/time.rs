//! Regimes and calendars by number: found by their names once, where the plan is made.

use crate::period::calendar::Base;
use crate::period::regime::FirstDay;
use crate::period::{Calendar, Regime};
use crate::program::Program;

/// A regime, as one provision counts by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RegimeId(u32);

/// A calendar, if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarRef(Option<u32>);

/// The regimes and calendars of a plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct Almanac {
    regimes: Vec<(Regime, bool, bool)>,
    calendars: Vec<Base>,
}

impl Almanac {
    /// A regime, with the day of the event counted and without rolling where asked.
    pub(crate) fn regime(
        &mut self,
        program: &Program,
        name: &str,
        counting: bool,
        rolls: bool,
    ) -> Option<RegimeId> {
        let found = self.regimes.iter().position(|(regime, counts, roll)| {
            regime.name == name && *counts == counting && *roll == rolls
        });
        let at = match found {
            Some(at) => at,
            None => {
                let mut regime = program.regime(name)?.clone();
                if counting {
                    regime.first_day = FirstDay::Included;
                }
                if !rolls {
                    regime.roll = None;
                }
                self.regimes.push((regime, counting, rolls));
                self.regimes.len() - 1
            }
        };
        u32::try_from(at).ok().map(RegimeId)
    }

    /// A calendar.
    pub(crate) fn calendar(&mut self, program: &Program, name: Option<&str>) -> CalendarRef {
        let found = name.and_then(|name| {
            let declared = program.calendars.get(name).cloned().map(Base::Declared);
            declared.or_else(|| Calendar::named(name).map(Base::Shipped))
        });
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
        self.regimes.get(id.0 as usize).map(|(regime, ..)| regime)
    }

    pub(crate) fn calendar_of(&self, of: CalendarRef) -> Option<&Calendar> {
        self.calendars
            .get(of.0? as usize)
            .map(|calendar| &**calendar)
    }
}
