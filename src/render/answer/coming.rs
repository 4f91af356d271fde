//! What is coming if nothing else happens: what arises, and when. That a limit
//! passes and what a breach then opens is not repeated here: the limit stands
//! with the duty.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{said, together};
use super::{moment, words};
use crate::determination::ComingRow;
use crate::diagnostic::Phrase;

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let coming = &lookup.all.coming;
    let told: Vec<&ComingRow> = coming.rows.iter().filter(is_told).collect();
    if told.is_empty() {
        return;
    }
    page.heading(&words::coming());
    for row in told {
        page.item(&one(row, lookup));
    }
    if !coming.complete {
        page.line(&words::coming_cut());
    }
}

/// What someone will owe, or no longer owe, or may do. A breach is told with its limit, and what
/// it opens with the breach.
fn is_told(row: &&ComingRow) -> bool {
    match row.kind {
        "duty" => matches!(row.to, "pending" | "exempt" | "not_arisen"),
        "power" => row.to == "available",
        _ => false,
    }
}

fn one(row: &ComingRow, lookup: &Lookup) -> Phrase {
    let zone = lookup.zone(&row.name);
    let at = moment::readable(&row.at, zone);
    let when = if row.after {
        words::after(&at)
    } else {
        words::at(&at)
    };
    let named = match row.instance_title.as_ref().or(row.instance.as_ref()) {
        Some(instance) => words::of_instance(&said(&row.title), &Phrase::same(instance)),
        None => said(&row.title),
    };
    let cites = lookup.articles(&row.name, &row.cites);
    let label = together([named, words::bracketed(&cites)]);
    let change = match row.to {
        "pending" => words::arises_then(&label),
        to => words::becomes(&label, &words::state(row.from), &words::state(to)),
    };
    let due = match (&row.due_at, &row.due_day) {
        (Some(at), _) => words::due_then(&moment::readable(at, zone)),
        (None, Some(day)) => words::due_then(&Phrase::same(day)),
        (None, None) => Phrase::default(),
    };
    words::then(&when, &together([change, due]))
}
