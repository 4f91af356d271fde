//! What every section looks up: zones, instants, titles by name, articles, and
//! whether a row must say of which instance it speaks.

use std::collections::BTreeMap;

use super::citation::Library;
use super::phrasing::{listed, said, together};
use super::{moment, words};
use crate::determination::{About, Determination, PolicyUsed, Standing};
use crate::diagnostic::Phrase;
use crate::value::{Instant, Zone};

/// The determination, and what is found in it.
pub(super) struct Lookup<'a> {
    /// The whole answer.
    pub(super) all: &'a Determination,
    /// The moment whose state is asked for.
    pub(super) now: Option<Instant>,
    library: Library<'a>,
    rows: BTreeMap<&'a str, &'a About>,
    several: bool,
}

impl<'a> Lookup<'a> {
    /// Looks once through all rows.
    pub(super) fn new(all: &'a Determination) -> Lookup<'a> {
        let mut rows = BTreeMap::new();
        for about in abouts(all) {
            rows.entry(about.name.as_str()).or_insert(about);
        }
        Lookup {
            all,
            now: moment::instant(&all.as_of),
            library: Library::new(&all.sources),
            rows,
            several: instances(all).len() > 1,
        }
    }

    /// The zone of the policy to which a provision or a policy of this name belongs.
    pub(super) fn zone(&self, name: &str) -> Zone {
        let policy = policy_of(name);
        let policies = &self.all.policies;
        policies
            .iter()
            .find(|used| used.name == policy || used.name == name)
            .or_else(|| policies.iter().find(|used| used.governed_at.is_some()))
            .or_else(|| policies.iter().find(|used| used.zone != "UTC"))
            .or(policies.first())
            .and_then(|used| Zone::named(&used.zone))
            .unwrap_or(Zone::UTC)
    }

    /// Whether a policy has anything to say of the record.
    pub(super) fn speaks(&self, used: &PolicyUsed) -> bool {
        self.rows.keys().any(|name| policy_of(name) == used.name)
    }

    /// The title, the instance where there are several, and whether it is guidance.
    pub(super) fn label(&self, about: &About) -> Phrase {
        let title = together([said(&about.title), self.instance(about)]);
        let mark = words::bracketed(&guidance(about.soft));
        together([title, mark])
    }

    /// The label with its articles in brackets.
    pub(super) fn cited(&self, about: &About) -> Phrase {
        let title = together([said(&about.title), self.instance(about)]);
        let cites = listed([self.cites(about), guidance(about.soft)]);
        together([title, words::bracketed(&cites)])
    }

    /// Its articles.
    pub(super) fn cites(&self, about: &About) -> Phrase {
        self.articles(&about.name, &about.cites)
    }

    /// Articles cited by a provision of this name.
    pub(super) fn articles(&self, name: &str, cites: &[String]) -> Phrase {
        self.library.cites(policy_of(name), cites)
    }

    /// What the short names of the texts stand for.
    pub(super) fn legend(&self) -> Phrase {
        self.library.legend()
    }

    /// The title of the provision of this name; the name where it has no row.
    pub(super) fn title(&self, name: &str) -> Phrase {
        if let Some(about) = self.rows.get(name) {
            return said(&about.title);
        }
        // A judgement has a row of its own, under its place in the record.
        let last = |path: &str| path.rsplit('.').next().map(str::to_owned);
        let mut judgements = self.all.judgements.iter();
        judgements
            .find(|row| last(&row.name) == last(name))
            .map_or_else(|| Phrase::same(name), |row| said(&row.title))
    }

    /// Whether a conclusion of this name has its own row.
    pub(super) fn is_concluded(&self, name: &str) -> bool {
        self.all.conclusions.iter().any(|c| c.about.name == name)
    }

    /// What the only instance is called, where there is one.
    pub(super) fn subject(&self) -> Option<&'a str> {
        abouts(self.all)
            .find_map(|about| about.instance_title.as_deref())
            .filter(|_| !self.several)
    }

    /// Which instance, in square brackets, where there are several.
    pub(super) fn instance(&self, about: &About) -> Phrase {
        let shown = about.instance_title.as_ref().or(about.instance.as_ref());
        match shown.filter(|_| self.several) {
            Some(instance) => Phrase::same(format!(" [{instance}]")),
            None => Phrase::default(),
        }
    }
}

/// What is said of guidance and practice.
pub(super) fn guidance(soft: bool) -> Phrase {
    if soft {
        words::guidance()
    } else {
        Phrase::default()
    }
}

/// On what a conclusion rests, in brackets, where that is less than facts.
pub(super) fn standing(standing: Option<Standing>) -> Phrase {
    match standing {
        None | Some(Standing::Established) => Phrase::default(),
        Some(Standing::Judged) => words::bracketed(&words::judged()),
        Some(Standing::Presumed) => words::bracketed(&words::presumed()),
        Some(Standing::Assumed) => words::bracketed(&words::assumed()),
    }
}

/// The policy of a provision's full name.
pub(super) fn policy_of(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(policy, _)| policy)
}

fn abouts(all: &Determination) -> impl Iterator<Item = &About> {
    let duties = all.duties.iter().map(|row| &row.about);
    let powers = all.powers.iter().map(|row| &row.about);
    let sanctions = all.sanctions.iter().map(|row| &row.about);
    let conclusions = all.conclusions.iter().map(|row| &row.about);
    duties.chain(powers).chain(sanctions).chain(conclusions)
}

fn instances(all: &Determination) -> std::collections::BTreeSet<&str> {
    abouts(all)
        .filter_map(|about| about.instance.as_deref())
        .collect()
}
