//! Values as a policy writes them.

use super::Program;
use crate::name::Name;
use crate::value::{Date, Instant, Kind, Number, Zone};

/// A value of a kind.
#[must_use]
pub fn written(program: &Program, kind: &Kind, at: Number, zone: Zone) -> String {
    let figure = |at: Number| at.grouped().replace(',', "_");
    match kind {
        Kind::Quantity(unit) => {
            let unit = program.units.get(*unit);
            let unit = unit.map_or("", |unit| unit.head.name.as_str());
            format!("{} {unit}", figure(at))
        }
        Kind::Money(currency) => format!("{} {}", figure(at), Name::as_str(currency)),
        Kind::Share => share(at),
        Kind::Duration => duration(at),
        Kind::Date => at
            .floor()
            .and_then(Date::from_number)
            .map_or_else(String::new, |day| day.to_string()),
        Kind::Time => Instant::from_seconds(at).map_or_else(String::new, |at| zone.rfc3339(at)),
        _ => figure(at),
    }
}

fn share(at: Number) -> String {
    let percent = at.times(Number::whole(100));
    match percent.filter(|percent| !percent.to_string().contains('/')) {
        Some(percent) => format!("{percent}%"),
        None => at.to_string(),
    }
}

/// In the largest unit that it is a whole number of.
fn duration(at: Number) -> String {
    let units = [(3_600, "hours"), (60, "minutes"), (1, "seconds")];
    let whole = units.into_iter().find_map(|(length, unit)| {
        let count = at.over(Number::whole(length))?.to_whole()?;
        Some(format!(
            "{} {unit}",
            Number::whole(count).grouped().replace(',', "_")
        ))
    });
    whole.unwrap_or_else(|| format!("{at} seconds"))
}
