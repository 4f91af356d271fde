//! What to find out first: of all that is missing the few facts that settle
//! most, for those who have no time for the rest.

use super::lookup::Lookup;
use super::missing::called;
use super::page::Page;
use super::phrasing::strung;
use super::words;
use crate::determination::Wanted;
use crate::diagnostic::Phrase;

/// Where no more than so many facts are missing, the questions say it all.
const FEW: usize = 5;
/// At most so many are named.
const NAMED: usize = 4;

/// One line, before what is open.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let facts = |wanted: &&Wanted| wanted.need.holder.is_none() && !wanted.need.is_act();
    let missing = lookup.wanted().iter();
    let open = lookup.all.open().count();
    if missing.filter(facts).count() <= FEW || open < 2 {
        return;
    }
    // Who judges is asked among the questions.
    let pressing = lookup.pressing().iter().filter(facts);
    let told = pressing.take(NAMED).map(|wanted| {
        let count = |number: usize| Phrase::same(number.to_string());
        match wanted.settles {
            0 => words::matters_for(&called(&wanted.need, lookup), &count(wanted.rows)),
            settles => words::can_settle(&called(&wanted.need, lookup), &count(settles)),
        }
    });
    let told = strung(told);
    if told.is_empty() {
        return;
    }
    let open = Phrase::same(open.to_string());
    page.item(&words::find_out_first(&open, &told));
}
