//! What an instance is called: by the members, events and periods that tell it from others.

use std::collections::{BTreeMap, BTreeSet};

use crate::determination::{About, Determination, DutyRow};
use crate::diagnostic::Phrase;

use super::super::phrasing::{in_own_letters, listed, said, together};
use super::super::{figure, moment, words};
use super::{Lookup, Parts, abouts, policy_of};

impl<'a> Lookup<'a> {
    /// What a member of a list is called, if it has a name.
    pub(in crate::render::answer) fn called(&self, member: &str) -> Option<&'a str> {
        self.called.get(member).copied()
    }

    /// Whose member a place is of, in square brackets, where a list has several.
    pub(in crate::render::answer) fn member(&self, path: &str) -> Phrase {
        let member = path.split('.').next().unwrap_or(path);
        if !self.several.contains(&("", member)) {
            return Phrase::default();
        }
        words::in_square_brackets(&self.part("", member))
    }

    /// The same; of what is asked of an act, of which on record, where there are several of its kind.
    pub(in crate::render::answer) fn of_which(&self, path: &str) -> Phrase {
        let act = path
            .split('.')
            .next()
            .filter(|act| is_event(act) && *act != path);
        let Some(act) = act.and_then(|act| self.all.event(act)) else {
            return self.member(path);
        };
        let alike = self.all.facts.iter();
        let alike = alike.filter(|fact| fact.is_event() && fact.title == act.title);
        match alike.count() {
            0 | 1 => Phrase::default(),
            _ => words::in_square_brackets(&self.part("", &act.path)),
        }
    }

    /// What the only instance is called, where there is one and most of what is owed or may be is about
    /// it.
    pub(in crate::render::answer) fn subject(&self) -> Option<&'a str> {
        let alone = |about: &&About| !parts(about).any(|part| self.tells(about, part));
        let subject = abouts(self.all)
            .filter(alone)
            .find_map(|about| about.instance_title.as_deref())?;
        let duties = self.all.duties.iter();
        let live = duties.filter(|duty| !duty.state.is_absent() && !duty.about.is_periodic());
        let titled = |duty: &&DutyRow| duty.about.instance_title.as_deref() == Some(subject);
        let (about_it, other): (Vec<&DutyRow>, Vec<&DutyRow>) = live.partition(titled);
        (about_it.len() >= other.len()).then_some(subject)
    }

    /// What tells its instance from others.
    pub(super) fn telling(&self, about: &About, member: Option<&str>) -> Phrase {
        let needless = |part: &str| is_event(part) && !self.by_event.contains(about.name.as_str());
        let telling = parts(about).filter(|part| self.tells(about, part) || is_period(part));
        let telling = telling.filter(|part| !needless(part) && Some(*part) != member);
        listed(telling.map(|part| self.part(&about.name, part)))
    }

    /// What the fact or the list at the top is called in which a place lies, and whose member it is
    /// of; nothing where the record says nothing of it.
    pub(in crate::render::answer) fn record(&self, path: &str) -> Phrase {
        let top = |path: &str| path.split(['.', '[']).next().map(str::to_owned);
        let mut facts = self.all.facts.iter();
        let found = facts.find(|fact| top(&fact.path) == top(path));
        let title = found.and_then(|fact| fact.of.as_ref());
        title.map_or_else(Phrase::default, |title| {
            together([said(title), self.member(path)])
        })
    }

    /// Whether a part tells an instance from another.
    pub(super) fn tells(&self, about: &About, part: &str) -> bool {
        self.several.contains(&(scope(about, part), part))
    }

    /// What the parts of an instance are called, of a provision of this name.
    pub(in crate::render::answer) fn parts_called(&self, name: &str, instance: &str) -> Phrase {
        listed(instance.split(", ").map(|part| self.part(name, part)))
    }

    /// A member by what it is called or by its number, a period or an event by its time, a duty by
    /// its title, anything else as it is.
    pub(super) fn part(&self, name: &str, part: &str) -> Phrase {
        if let Some(title) = self.called.get(part) {
            return in_own_letters(&Phrase::same(*title));
        }
        if is_period(part) {
            return moment::over(part);
        }
        if let Some(event) = self.all.facts.iter().find(|fact| fact.path == part) {
            let at = figure::bounded(&self.local(&event.value));
            return words::act_of(&at, &said(&event.title));
        }
        let name = format!("{}.{part}", policy_of(name));
        let row = self.rows.get(name.as_str());
        row.map_or_else(|| numbered(part), |row| said(&row.title))
    }
}

/// What an instance is put together from: `services[0]`, `events[1]`.
pub(super) fn parts(about: &About) -> impl Iterator<Item = &str> {
    about.instance.iter().flat_map(|text| text.split(", "))
}

/// The parts that have others of their form beside them: two services, or two
/// events for one provision.
pub(super) fn several(all: &Determination) -> Parts<'_> {
    let mut forms: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for about in abouts(all) {
        for part in parts(about) {
            let form = part.rsplit_once('[').map_or("", |(list, _)| list);
            let key = (scope(about, part), form);
            forms.entry(key).or_default().insert(part);
        }
    }
    let forms = forms.into_iter().filter(|(_, parts)| parts.len() > 1);
    let parts = forms.flat_map(|((scope, _), parts)| parts.into_iter().map(move |p| (scope, p)));
    parts.collect()
}

/// Among what a part is told from others: a member of a list among all that the
/// answer speaks of, an event, a year or a duty among those of its provision.
pub(super) fn scope<'a>(about: &'a About, part: &str) -> &'a str {
    match part.rsplit_once('[') {
        Some((list, _)) if list != "events" => "",
        _ => &about.name,
    }
}

/// A member without a name by its number in the list, counted from one.
pub(in crate::render::answer) fn numbered(part: &str) -> Phrase {
    let number = part
        .rsplit_once('[')
        .and_then(|(_, rest)| rest.strip_suffix(']'));
    let number = number.and_then(|number| number.parse::<u64>().ok());
    number.map_or_else(
        || Phrase::same(part),
        |at| words::number_in_list(&Phrase::same(at.saturating_add(1).to_string())),
    )
}

pub(super) fn is_event(part: &str) -> bool {
    part.starts_with("events[")
}

/// The provisions with instances that differ in an event alone.
pub(super) fn by_event(all: &Determination) -> BTreeSet<&str> {
    let mut seen: BTreeMap<(&str, Vec<&str>), &str> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for about in abouts(all) {
        let others = parts(about).filter(|part| !is_event(part)).collect();
        let instance = about.instance.as_deref().unwrap_or_default();
        let first = seen.entry((&about.name, others)).or_insert(instance);
        if *first != instance {
            found.insert(about.name.as_str());
        }
    }
    found
}

/// Whether a part of an instance is a period of the calendar, which is always told.
pub(super) fn is_period(part: &str) -> bool {
    part.starts_with(|first: char| first.is_ascii_digit())
}
