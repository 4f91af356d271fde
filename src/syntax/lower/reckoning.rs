//! Clauses of calendars and of ways of counting.

use super::{Lower, Pair};
use crate::syntax::grammar::Rule;
use crate::syntax::tree::{
    CountingRule, Days, Holiday, HolidayOn, Stretch, Titles, Way, WrittenWeekday,
};
use crate::syntax::{findings, literal};
use crate::value::{Date, Weekday};

/// The first part of a pair that is made by a rule.
fn part<'a>(pair: &Pair<'a>, rule: Rule) -> Option<Pair<'a>> {
    pair.clone()
        .into_inner()
        .find(|part| part.as_rule() == rule)
}

fn has(pair: &Pair<'_>, rule: Rule) -> bool {
    part(pair, rule).is_some()
}

impl Lower<'_, '_> {
    /// The day of a clause; none where it does not exist.
    pub(super) fn day(&mut self, pair: &Pair<'_>) -> Option<Date> {
        let written = part(pair, Rule::day)?.into_inner().next()?;
        let span = self.span(&written);
        let date = match written.as_rule() {
            Rule::date => literal::date(written.as_str(), span),
            _ => Err(Box::new(findings::misspelt_number(written.as_str(), span))),
        };
        date.map_err(|finding| self.out.push(*finding)).ok()
    }

    pub(super) fn weekdays(&self, pair: &Pair<'_>) -> Vec<WrittenWeekday> {
        let words = pair.clone().into_inner();
        let words = words.filter(|part| part.as_rule() == Rule::weekday);
        let day = |word: Pair<'_>| {
            Some(WrittenWeekday {
                day: Weekday::named(word.as_str())?,
                span: self.span(&word),
            })
        };
        words.filter_map(day).collect()
    }

    pub(super) fn holiday(&mut self, pair: Pair<'_>) -> Option<Holiday> {
        let titles = part(&pair, Rule::titles);
        let titles = titles.map_or_else(Titles::default, |titles| self.titles(titles));
        let yearly = part(&pair, Rule::yearly);
        let place = yearly.clone().or_else(|| part(&pair, Rule::day))?;
        let span = self.span(&place);
        let on = match yearly {
            Some(yearly) => self.every_year(yearly)?,
            None => HolidayOn::Day(self.day(&pair)?),
        };
        Some(Holiday { on, span, titles })
    }

    fn every_year(&mut self, pair: Pair<'_>) -> Option<HolidayOn> {
        let (mut day, mut month, mut between) = (0, 0, None);
        let mut written = self.span(&pair);
        for part in pair.into_inner() {
            let span = self.span(&part);
            match part.as_rule() {
                Rule::whole | Rule::day_number => {
                    day = part.as_str().trim_end_matches('일').parse().unwrap_or(0);
                    written.end = span.end;
                }
                Rule::month | Rule::month_number => {
                    month = literal::month(part.as_str());
                    written.end = span.end;
                }
                Rule::days_between => between = Some(self.in_force(part)),
                _ => {}
            }
        }
        // A leap year has every day of the calendar.
        if Date::new(2024, month.into(), u32::from(day)).is_none() {
            let finding = findings::no_such_day(written, u32::from(day), month.into());
            self.out.push(finding);
            return None;
        }
        Some(HolidayOn::EveryYear {
            day,
            month,
            between,
        })
    }

    fn days(&self, pair: &Pair<'_>) -> Days {
        Days {
            count: pair.as_str().trim().parse().ok(),
            span: self.span(pair),
        }
    }

    fn up_to_days(&self, pair: &Pair<'_>) -> Option<Days> {
        let days = part(&part(pair, Rule::up_to_days)?, Rule::whole)?;
        Some(self.days(&days))
    }

    fn stretch(&self, pair: &Pair<'_>) -> Stretch {
        let minutes = |hour: Pair<'_>| {
            let micros = literal::hour(hour.as_str().trim())?;
            u32::try_from(micros / (60 * crate::value::calendar::SECOND)).ok()
        };
        let hours = pair.clone().into_inner();
        let mut hours = hours.filter(|part| part.as_rule() == Rule::hour);
        Stretch {
            from: hours.next().and_then(minutes),
            to: hours.next().and_then(minutes),
            span: self.span(pair),
        }
    }

    pub(super) fn counting_rule(&mut self, pair: Pair<'_>) -> Option<CountingRule> {
        let written = part(&pair, Rule::way)?;
        let span = self.span(&written);
        let way = self.way(written.into_inner().next()?)?;
        let cites = part(&pair, Rule::leg_cites);
        let cites = cites.map_or_else(Vec::new, |cites| self.cites(cites.into_inner()));
        Some(CountingRule { way, span, cites })
    }

    fn way(&mut self, pair: Pair<'_>) -> Option<Way> {
        let whole = |lower: &Self, number: usize| {
            let parts = pair.clone().into_inner();
            let mut parts = parts.filter(|part| part.as_rule() == Rule::whole);
            parts.nth(number).map(|part| lower.days(&part))
        };
        Some(match pair.as_rule() {
            Rule::way_first_day => Way::FirstDay {
                included: has(&pair, Rule::kw_included),
                unless_midnight: has(&pair, Rule::kw_midnight),
            },
            Rule::way_months => Way::Months {
                day_before: has(&pair, Rule::kw_day_before),
            },
            Rule::way_hours => Way::Hours {
                next_hour: has(&pair, Rule::kw_next_hour),
            },
            Rule::way_moves => Way::Moves {
                hours: has(&pair, Rule::kw_hours_too),
                backward: has(&pair, Rule::kw_backward_too),
            },
            Rule::way_least => Way::LeastWorkingDays {
                days: whole(self, 0)?,
                from: whole(self, 1)?,
            },
            Rule::way_clear => Way::ClearDays {
                backward_only: has(&pair, Rule::kw_backward_only),
            },
            Rule::way_business => Way::BusinessDays {
                up_to: self.up_to_days(&pair),
            },
            Rule::way_never_last => Way::NeverLast(self.weekdays(&pair)),
            Rule::way_office => Way::Office {
                stretches: pair
                    .clone()
                    .into_inner()
                    .filter(|part| part.as_rule() == Rule::stretch)
                    .map(|part| self.stretch(&part))
                    .collect(),
                up_to: self.up_to_days(&pair),
            },
            Rule::way_added => Way::Added(whole(self, 0)?),
            Rule::way_ends_before => Way::EndsBefore,
            Rule::way_day_after => Way::DayAfter,
            Rule::way_no_later => {
                let named = part(&pair, Rule::ident)?;
                Way::NotLaterThan(self.ident(&named))
            }
            _ => return None,
        })
    }
}
