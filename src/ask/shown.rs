//! A question as a person reads it.

use super::{Asked, Interview, words};
use crate::determination::Words;
use crate::diagnostic::{Language, Phrase};
use crate::facts::{Own, Place, expected};
use crate::render::answer::asked_for;
use crate::value::Kind;

impl Interview<'_> {
    /// How far it is, what is asked, and how it can be answered.
    #[must_use]
    pub fn shown(&self, asked: &Asked, language: Language) -> String {
        let title = asked_for(&self.determination, &asked.need);
        let held = asked
            .fact()
            .and_then(|path| expected(self.program, &self.facts, path));
        let (kind, optional) =
            held.map_or((None, false), |(kind, optional)| (Some(kind), optional));
        let mut lines = vec![words::progress(&self.progress())];
        let act = matches!(asked.place, Some(Place::Act(_)));
        lines.push(match (&asked.need.holder, act) {
            (_, true) => words::was_there(&title),
            (Some(holder), _) => {
                let holder = Phrase::new(&holder.en, &holder.ko);
                words::judged(&title, &holder)
            }
            (None, _) if kind == Some(Kind::YesNo) => words::is_it_so(&title),
            (None, _) if asked.place.is_none() => title,
            (None, _) if self.may_be_further(asked) => words::what_more(&title),
            (None, _) => words::what_is(&title),
        });
        lines.extend(self.hint(asked, kind.as_ref()));
        if optional {
            lines.push(words::may_not_apply());
        }
        if asked.rebuts {
            lines.push(words::rebuts(&self.turned(&asked.need.path)));
        }
        let mut text = String::new();
        for line in lines {
            text.push_str(line.get(language));
            text.push('\n');
        }
        text
    }

    /// The titles of what is presumed and could be shown otherwise by this.
    fn turned(&self, path: &str) -> Vec<&Words> {
        let presumed = self.determination().presumed();
        let turned = presumed.filter(|about| about.needs.iter().any(|need| need.path == path));
        let mut titles: Vec<&Words> = Vec::new();
        for about in turned {
            if !titles.contains(&&about.title) {
                titles.push(&about.title);
            }
        }
        titles
    }

    /// How an answer may be written.
    pub(super) fn hint(&self, asked: &Asked, kind: Option<&Kind>) -> Vec<Phrase> {
        let Some(kind) = kind else {
            return vec![match asked.place {
                Some(Place::Holidays(..)) => words::holidays(),
                Some(Place::Own(_, _, Own::Re)) => words::instance(),
                Some(_) => words::act(),
                None => words::moment(),
            }];
        };
        match kind {
            Kind::YesNo => vec![words::yes_no()],
            Kind::Choice(list) => {
                let list = self.program.choices.get(*list);
                let alternatives = list
                    .map(|list| list.alternatives.iter())
                    .into_iter()
                    .flatten();
                let shown = (1usize..).zip(alternatives);
                shown
                    .map(|(number, (_, title))| words::choice(number, title))
                    .collect()
            }
            Kind::Time => vec![words::time()],
            Kind::Date => vec![words::date()],
            Kind::Duration => vec![words::duration()],
            Kind::Share => vec![words::share()],
            Kind::Money(currency) => vec![words::money(currency.as_str())],
            Kind::Quantity(unit) => {
                let unit = self.program.units.get(*unit).map(|unit| &unit.head.title);
                vec![words::quantity(unit)]
            }
            Kind::Number => vec![words::quantity(None)],
            Kind::Period => vec![words::period()],
            Kind::List(_) if self.may_be_further(asked) => vec![words::further()],
            Kind::List(_) => vec![words::list()],
            _ => vec![words::text()],
        }
    }
}

/// The last words of an interview.
#[must_use]
pub fn ended(interview: &Interview<'_>, language: Language) -> String {
    let progress = interview.progress();
    let said = if progress.left > 0 {
        words::stopped(&progress)
    } else if progress.settled + progress.presumed < progress.goals {
        words::nothing_left(&progress)
    } else if progress.presumed > 0 {
        words::presumed(&progress)
    } else {
        words::all_settled(&progress)
    };
    format!("{}\n", said.get(language))
}

/// What can be said in place of an answer.
#[must_use]
pub fn help(language: Language) -> String {
    format!("{}\n", words::commands().get(language))
}

/// A question was left out.
#[must_use]
pub fn passed_over(language: Language) -> String {
    format!("{}\n", words::passed_over().get(language))
}

/// There is no answer to take back.
#[must_use]
pub fn at_start(language: Language) -> String {
    format!("{}\n", words::at_start().get(language))
}
