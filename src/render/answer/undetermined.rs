//! What is undetermined, and what it hangs on. Rows that hang on the same
//! questions are told together.

use super::lookup::{Lookup, guidance};
use super::page::Page;
use super::phrasing::{glued, listed, said, strung, together};
use super::way::{Told, Ways};
use super::{breach, cause, counted, deadline, first, missing, moment, powers, to_do, words};
use crate::determination::{About, Conclusion, DutyRow, Need, Stage};
use crate::diagnostic::Phrase;
use crate::value::{State, Truth};

/// At most so many reasons are named for what no fact would settle.
const FACTS: usize = 3;

/// Rows that hang on the same, each with its words.
#[derive(Default)]
struct Alike<'a> {
    abouts: Vec<&'a About>,
    labels: Vec<Phrase>,
}

impl<'a> Alike<'a> {
    fn add(&mut self, about: &'a About, label: Phrase) {
        self.abouts.push(about);
        self.labels.push(label);
    }

    /// Whether another row hangs on the same facts in the same way.
    fn fits(&self, about: &About) -> bool {
        let same = |one: &&About| {
            let (one, other) = (&one.routes, &about.routes);
            one.whether == other.whether && one.yes == other.yes && one.no == other.no
        };
        self.abouts.iter().all(|one| {
            same(one) && missing::paths(&one.deciding()) == missing::paths(&about.deciding())
        })
    }
}

/// The section: what to find out first, the duties, powers and sanctions that are open, then the
/// conclusions.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let mut groups: Vec<Alike> = Vec::new();
    let mut silent: Vec<(Need, Alike)> = Vec::new();
    let mut lists = Told::default();
    for (about, label) in undetermined(lookup) {
        // What hangs on an act that nobody recorded is told in one line for all of them.
        let deciding = about.deciding();
        if let Some(act) = deciding.iter().find(|need| need.is_act()) {
            let place = silent.iter().position(|(same, _)| same.path == act.path);
            let place = place.unwrap_or_else(|| {
                silent.push((act.clone(), Alike::default()));
                silent.len() - 1
            });
            if let Some((_, alike)) = silent.get_mut(place) {
                alike.add(about, label);
            }
            continue;
        }
        match groups.iter_mut().find(|group| group.fits(about)) {
            Some(group) if !deciding.is_empty() => group.add(about, label),
            _ => groups.push(Alike {
                abouts: vec![about],
                labels: vec![label],
            }),
        }
    }
    let deciding = groups.iter().filter_map(|group| group.abouts.first());
    let known: Vec<String> = deciding
        .flat_map(|about| about.deciding())
        .map(|need| need.path)
        .collect();
    // What others build on is told only where it hangs on questions that were told.
    let told = |row: &Conclusion| {
        let paths = missing::paths(&row.about.needs);
        !paths.is_empty() && paths.iter().all(|path| known.iter().any(|one| one == path))
    };
    let open = lookup.all.conclusions.iter();
    let open = open.filter(|row| row.value.is_undetermined());
    let concluded: Vec<&Conclusion> = open.filter(|row| !row.intermediate || told(row)).collect();
    if !groups.is_empty() || !silent.is_empty() || !concluded.is_empty() {
        page.heading(&words::undetermined_heading());
    }
    first::write(page, lookup);
    let mut grounds: Vec<Phrase> = Vec::new();
    for group in &groups {
        alike(page, group, (&mut grounds, &mut lists), lookup);
    }
    if !silent.is_empty() {
        page.item(&words::unrecorded());
    }
    for (act, alike) in silent {
        // What has a limit is told whole.
        let owed = |about: &&About| {
            let duty = lookup.duty(about);
            duty.is_some_and(|duty| deadline::is_dated(duty) || deadline::is_set(duty))
        };
        let others = alike.abouts.iter().copied().filter(|about| !owed(about));
        let (missed, others): (Vec<&About>, Vec<&About>) =
            others.partition(|about| is_opened_without(&act, about, lookup));
        let (done, missed): (Vec<&About>, Vec<&About>) = missed
            .into_iter()
            .partition(|about| is_opened_by(&act, about, lookup));
        let missed = strung(lookup.gathered(&missed));
        let missed = (!missed.is_empty()).then(|| words::if_not_done(&missed));
        let done = strung(lookup.gathered(&done));
        let done = (!done.is_empty()).then(|| words::if_done(&done));
        let others = strung(lookup.gathered(&others));
        let titles = strung([others, missed.unwrap_or_default(), done.unwrap_or_default()]);
        let act = words::an_act(&said(&act.title));
        page.nested(
            1,
            &match titles.is_empty() {
                true => act,
                false => words::with_reason(&act, &titles),
            },
        );
        for (about, label) in alike.abouts.iter().zip(&alike.labels) {
            if !owed(about) {
                continue;
            }
            page.nested(2, label);
            let duty = lookup.duty(about);
            let open = duty.map(|duty| to_do::open(duty, &lookup.told_of(duty)));
            for line in open.iter().flatten() {
                page.nested(3, line);
            }
        }
    }
    conclusions(page, &concluded, (&known, &mut lists), lookup);
}

/// What hangs on the same, a line each, and on what.
fn alike(
    page: &mut Page,
    group: &Alike,
    (grounds, lists): (&mut Vec<Phrase>, &mut Told),
    lookup: &Lookup,
) {
    let abouts = &group.abouts;
    match group.labels.as_slice() {
        [only] => page.item(only),
        several => {
            page.item(&words::open_alike(&Phrase::same(several.len().to_string())));
            for label in several {
                page.nested(1, label);
            }
        }
    }
    let Some(first) = abouts.first() else {
        return;
    };
    let because = first.because.as_ref().filter(|_| abouts.len() == 1);
    // Where what would settle it is told in full, on what it hangs has been said.
    let ways = Ways::of(first, lookup);
    let deciding = breach::still_asked(first, first.deciding(), lookup);
    if ways.as_ref().is_none_or(|ways| !ways.name_all(&deciding)) {
        page.detail(&hangs_on(because, &deciding, lookup));
    }
    let mut beside: Vec<Phrase> = abouts
        .iter()
        .filter_map(|about| lookup.duty(about))
        .flat_map(|duty| to_do::open(duty, &lookup.told_of(duty)))
        .collect();
    beside.dedup();
    for line in &beside {
        page.detail(line);
    }
    for about in abouts {
        if let Some(duty) = lookup.duty(about) {
            let counted = counted::how(duty, &lookup.told_of(duty));
            page.detail(&counted.unwrap_or_default());
            if let Some(done) = to_do::done_if_owed(duty, lookup) {
                page.detail(&words::on_record(&words::titled(&said(&duty.must), &done)));
            }
        }
    }
    // On what an exception hangs the lists say, where they say all.
    if ways.as_ref().is_some_and(|ways| ways.whole) {
        let mut titles: Vec<Phrase> = Vec::new();
        for title in abouts.iter().flat_map(|about| perhaps(about, lookup)) {
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        if !titles.is_empty() {
            page.detail(&words::exempt_if_only(&strung(titles)));
        }
        if let Some(ways) = ways {
            ways.write(page, &said(&first.title), lists);
        }
        return;
    }
    let mut again = Vec::new();
    for (title, exception) in abouts.iter().flat_map(|about| exceptions(about, lookup)) {
        // The same grounds spare several duties: they are told in full once.
        if grounds.contains(&exception) {
            if !again.contains(&title) {
                again.push(title);
            }
        } else {
            page.detail(&exception);
            grounds.push(exception);
        }
    }
    if !again.is_empty() {
        page.detail(&words::exempt_if_as_above(&strung(again)));
    }
    if let Some(ways) = ways {
        ways.write(page, &said(&first.title), lists);
    }
}

/// Conclusions with questions of their own; those that hang on questions already told, in one line.
fn conclusions(
    page: &mut Page,
    open: &[&Conclusion],
    (told, lists): (&[String], &mut Told),
    lookup: &Lookup,
) {
    let mut repeated: Vec<&About> = Vec::new();
    for row in open {
        let paths = missing::paths(&row.about.needs);
        if !paths.is_empty() && paths.iter().all(|path| told.iter().any(|one| one == path)) {
            repeated.push(&row.about);
        } else {
            page.item(&lookup.cited(&row.about));
            let lookup = &lookup.told_in(lookup.zone(&row.about.name));
            let ways = Ways::of(&row.about, lookup);
            let mut what = strung([
                cause::established(row.about.because.as_ref(), lookup),
                missing::brief(&row.about.needs, lookup),
            ]);
            if row.about.needs.is_empty() {
                what = cause::open(row.about.because.as_ref(), lookup, FACTS);
            }
            if ways
                .as_ref()
                .is_none_or(|ways| !ways.name_all(&row.about.needs))
            {
                page.detail(&match what.is_empty() {
                    true => words::nothing_settles(),
                    false => words::hangs_on(&what),
                });
            }
            if let Some(ways) = ways {
                ways.write(page, &said(&row.about.title), lists);
            }
        }
    }
    if !repeated.is_empty() {
        page.item(&words::same_questions(&strung(lookup.gathered(&repeated))));
    }
}

fn hangs_on(
    because: Option<&crate::determination::Because>,
    needs: &[Need],
    lookup: &Lookup,
) -> Phrase {
    let what = if needs.is_empty() {
        cause::reason(because, lookup, FACTS)
    } else {
        missing::brief(needs, lookup)
    };
    if what.is_empty() {
        words::nothing_settles()
    } else {
        words::hangs_on(&what)
    }
}

/// What the exceptions are called that may hold, with their articles.
fn perhaps(about: &About, lookup: &Lookup) -> Vec<Phrase> {
    let exceptions = lookup.duty(about).map(|duty| &duty.exceptions);
    let open = exceptions.into_iter().flatten();
    let open = open.filter(|row| row.value == Truth::Undetermined);
    open.map(|row| {
        let cites = lookup.articles(&about.name, &row.cites);
        let cites = listed([cites, guidance(row.soft)]);
        together([said(&row.title), words::bracketed(&cites)])
    })
    .collect()
}

/// Exceptions to an undetermined duty that may hold, with what is settled of each.
pub(super) fn exceptions(about: &About, lookup: &Lookup) -> Vec<(Phrase, Phrase)> {
    let Some(duty) = lookup.duty(about) else {
        return Vec::new();
    };
    let open = duty
        .exceptions
        .iter()
        .filter(|row| row.value == Truth::Undetermined);
    open.map(|row| {
        let cites = lookup.articles(&about.name, &row.cites);
        let cites = listed([cites, guidance(row.soft)]);
        let title = together([said(&row.title), words::bracketed(&cites)]);
        let legs = to_do::legs(row.because.as_ref(), &row.needs, lookup);
        let told = match (row.replaces, legs.is_empty()) {
            (true, true) => words::replaced_if_only(&title),
            (true, false) => words::replaced_if(&title, &legs),
            (false, true) => words::exempt_if_only(&title),
            (false, false) => words::exempt_if(&title, &legs),
        };
        (said(&row.title), told)
    })
    .collect()
}

/// Duties, powers and sanctions that are undetermined; a power that waits for
/// its own holder only is told among the powers.
fn undetermined<'a>(lookup: &'a Lookup) -> Vec<(&'a About, Phrase)> {
    let all = lookup.all;
    let powers = all
        .powers
        .iter()
        .filter(|p| p.state == State::Undetermined && !powers::waits_for_holder(p))
        .map(|power| &power.about);
    let sanctions = all.sanctions.iter();
    let sanctions = sanctions
        .filter(|s| s.state == State::Undetermined && !hangs_on_overdue(&s.about, lookup))
        .map(|sanction| &sanction.about);
    // What is the most urgent, if it is owed, comes first.
    let duties =
        lookup.by_urgency(|d| d.state == State::Undetermined && !to_do::is_to_do(d, lookup.all));
    duties
        .into_iter()
        .map(|duty| (&duty.about, when_owed(duty, lookup)))
        .chain(
            powers
                .chain(sanctions)
                .map(|about| (about, lookup.cited(about))),
        )
        .collect()
}

/// Whether it is a sanction that opens where the act is not done, or is late: that of a duty to do it.
fn is_opened_without(act: &Need, about: &About, lookup: &Lookup) -> bool {
    let mut duties = lookup.all.duties.iter();
    duties.any(|duty| duty.must == act.title && duty.opens(&about.name))
}

/// Whether it is opened by that act, which was forbidden.
fn is_opened_by(act: &Need, about: &About, lookup: &Lookup) -> bool {
    let mut duties = lookup.all.duties.iter();
    duties.any(|duty| duty.forbids && duty.must == act.title && duty.opens(&about.name))
}

/// Whether it is told with a duty whose limit has passed: only whether that was done in time is open.
fn hangs_on_overdue(about: &About, lookup: &Lookup) -> bool {
    let all = lookup.all;
    let duties = all.duties.iter();
    let mut overdue = duties.filter(|duty| all.stage(duty) == Stage::Overdue);
    let needs = about.deciding();
    !needs.is_empty()
        && needs.iter().all(Need::is_act)
        && overdue.any(|duty| duty.opens(&about.name))
}

/// The duty, and by when it would have to be done.
fn when_owed(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let label = lookup.cited(&duty.about);
    if duty.arises == Truth::Yes {
        let zone = lookup.zone_of(duty);
        if let Some(told) = to_do::whenever(duty, lookup) {
            return words::with_reason(&label, &told);
        }
        if let Some(done) = duty.done_at {
            let done = glued(&moment::readable(done, zone));
            return words::with_reason(&label, &words::done_as_owed_open(&done));
        }
        return match deadline::is_dated(duty) || duty.must_not_wait() {
            _ if duty.forbids => words::forbidden_whether_kept(&label),
            true => words::owed_by_whether_kept(&label, &deadline::by_when(duty, lookup)),
            false => words::owed_whether_kept(&label),
        };
    }
    if !deadline::is_dated(duty) && duty.limit.is_none() {
        return label;
    }
    words::if_owed(&label, &deadline::by_when(duty, lookup))
}
