//! What a row is called: its title, its instances, its articles and from when they read so.

use crate::determination::About;
use crate::diagnostic::Phrase;
use crate::render::date;

use super::super::phrasing::{listed, said, together};
use super::super::words;
use super::Lookup;
use super::policy_of;

impl<'a> Lookup<'a> {
    /// The title, the instance where there are several, and whether it is guidance.
    pub(in crate::render::answer) fn label(&self, about: &About) -> Phrase {
        self.label_together(&[about])
    }

    /// The title, and the instance whatever others there are: for what is read alone.
    pub(in crate::render::answer) fn label_of_one(&self, about: &About) -> Phrase {
        let told = self.titled(&[about]);
        match &about.instance_title {
            Some(name) if told == said(&about.title) => {
                together([told, words::in_square_brackets(&Phrase::same(name))])
            }
            _ => told,
        }
    }

    /// The label with its articles in brackets.
    pub(in crate::render::answer) fn cited(&self, about: &About) -> Phrase {
        self.cited_together(&[about])
    }

    /// The label of several that differ only in their instance.
    pub(in crate::render::answer) fn label_together(&self, abouts: &[&About]) -> Phrase {
        let soft = abouts.iter().any(|about| about.soft);
        together([self.titled(abouts), words::bracketed(&guidance(soft))])
    }

    /// The same beside the member of a list that owes it, which is left out.
    pub(in crate::render::answer) fn label_beside(
        &self,
        abouts: &[&About],
        member: Option<&str>,
    ) -> Phrase {
        let soft = abouts.iter().any(|about| about.soft);
        let titled = self.titled_beside(abouts, member);
        together([titled, words::bracketed(&guidance(soft))])
    }

    /// The same with its articles in brackets.
    pub(in crate::render::answer) fn cited_together(&self, abouts: &[&About]) -> Phrase {
        let cites = abouts.first().map_or_else(Phrase::default, |first| {
            listed([self.cites_of_version(first), guidance(first.soft)])
        });
        together([self.titled(abouts), words::bracketed(&cites)])
    }

    /// The title and the instances of several that differ in nothing else.
    pub(super) fn titled(&self, abouts: &[&About]) -> Phrase {
        self.titled_beside(abouts, None)
    }

    pub(super) fn titled_beside(&self, abouts: &[&About], member: Option<&str>) -> Phrase {
        let title = abouts
            .first()
            .map_or_else(Phrase::default, |first| said(&first.title));
        let instances = listed(abouts.iter().map(|about| self.telling(about, member)));
        if instances.is_empty() {
            return title;
        }
        together([title, words::in_square_brackets(&instances)])
    }

    /// Rows by their provisions, those of one provision told together.
    pub(in crate::render::answer) fn gathered(&self, abouts: &[&About]) -> Vec<Phrase> {
        let groups = by_provision(abouts);
        groups.iter().map(|all| self.cited_together(all)).collect()
    }

    /// The same without their articles.
    pub(in crate::render::answer) fn gathered_titles(&self, abouts: &[&About]) -> Vec<Phrase> {
        let groups = by_provision(abouts);
        groups.iter().map(|all| self.label_together(all)).collect()
    }

    /// Its articles.
    pub(in crate::render::answer) fn cites(&self, about: &About) -> Phrase {
        self.articles(&about.name, &about.cites)
    }

    /// The texts whose articles it cites, by their short names.
    pub(in crate::render::answer) fn texts_cited(&self, about: &About) -> Phrase {
        self.library.texts(policy_of(&about.name), &about.cites)
    }

    /// The short name of the text that it cites first, if the source of this name is that.
    pub(in crate::render::answer) fn first_text(
        &self,
        about: &About,
        name: &str,
    ) -> Option<Phrase> {
        let first = about.cites.first()?;
        let text = first.split(' ').next()?;
        let cites = std::slice::from_ref(first);
        (text == name).then(|| self.library.texts(policy_of(&about.name), cites))
    }

    /// Its articles, and from when or until when they read so, where the law of the day that the head
    /// names is another.
    pub(in crate::render::answer) fn cites_of_version(&self, about: &About) -> Phrase {
        let cites = self.cites(about);
        match cites.is_empty() {
            true => cites,
            false => listed([cites, self.version(about)]),
        }
    }

    pub(super) fn version(&self, about: &About) -> Phrase {
        let policy = policy_of(&about.name);
        let mut policies = self.all.policies.iter();
        let used = policies.find(|used| used.name == policy);
        let at = self.all.law_of.or(used.and_then(|used| used.governed_at));
        let zone = self.zone(&about.name);
        let day = at.and_then(|at| zone.date(at.instant()));
        match (day, &about.in_force) {
            (Some(day), Some(version)) => match (version.from, version.until) {
                (Some(from), _) if from > day => words::as_from(&date::day(from)),
                (_, Some(until)) if until < day => words::as_until(&date::day(until)),
                // The text to which a citation on paper leads is the one that is published today.
                (_, Some(until)) if self.is_on_paper() => words::as_until(&date::day(until)),
                _ => Phrase::default(),
            },
            _ => Phrase::default(),
        }
    }

    /// Articles cited by a provision of this name.
    pub(in crate::render::answer) fn articles(&self, name: &str, cites: &[String]) -> Phrase {
        self.library.cites(policy_of(name), cites)
    }

    /// What the short names stand for of the texts that a page mentions.
    pub(in crate::render::answer) fn legend(&self, mentions: &dyn Fn(&str) -> bool) -> Phrase {
        self.library.legend_of(mentions)
    }

    /// The title of the provision of this name; the name where it has no row.
    pub(in crate::render::answer) fn title(&self, name: &str) -> Phrase {
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
}

/// Rows by their provisions, in the order of their first mention.
pub(in crate::render::answer) fn by_provision<'r>(abouts: &[&'r About]) -> Vec<Vec<&'r About>> {
    let mut groups: Vec<Vec<&About>> = Vec::new();
    for about in abouts {
        let same = |group: &&mut Vec<&About>| group.iter().all(|one| one.name == about.name);
        match groups.iter_mut().find(same) {
            Some(group) => group.push(about),
            None => groups.push(vec![about]),
        }
    }
    groups
}

/// What is said of guidance and practice.
pub(in crate::render::answer) fn guidance(soft: bool) -> Phrase {
    if soft {
        words::guidance()
    } else {
        Phrase::default()
    }
}
