//! Reasons as short sentences: the steps that decided, each with its margin.

use super::figure;
use super::lookup::Lookup;
use super::phrasing::{glued, joined, said, strung, together};
use super::words;
use crate::determination::{
    AnswerValue, Because, Comparison, FactQuestion, Figure, Reason, Shown, Side,
};
use crate::diagnostic::Phrase;
use crate::value::{Moment, State, Truth};

/// The steps that decided, in order, as sentences; at most so many, and without repetition.
pub(super) fn sentences(because: Option<&Because>, lookup: &Lookup, most: usize) -> Vec<Phrase> {
    let mut steps = Vec::new();
    if let Some(because) = because {
        decisive(because, lookup, &mut steps);
    }
    cut(&steps, lookup, most)
}

/// Each sentence once with all its articles, at most so many of them, and how many more there are.
fn cut(steps: &[Step], lookup: &Lookup, most: usize) -> Vec<Phrase> {
    let mut all: Vec<(Phrase, Vec<String>)> = Vec::new();
    for one in steps {
        let Some(said) = step(one.because, lookup) else {
            continue;
        };
        let place = all.iter().position(|(known, _)| *known == said);
        let place = place.unwrap_or_else(|| {
            all.push((said, Vec::new()));
            all.len() - 1
        });
        if let Some((_, cites)) = all.get_mut(place) {
            one.cite(cites);
        }
    }
    let out = all.into_iter().map(|(said, cites)| {
        let cites = lookup.articles("", &cites);
        together([said, words::bracketed(&cites)])
    });
    let mut out: Vec<Phrase> = out.collect();
    let more = out.len().saturating_sub(most);
    // One more is told as shortly as that there is one.
    if more > 1 {
        out.truncate(most);
        out.push(words::and_more_reasons(&Phrase::same(more.to_string())));
    }
    out
}

/// The same, strung together.
pub(super) fn reason(because: Option<&Because>, lookup: &Lookup, most: usize) -> Phrase {
    strung(sentences(because, lookup, most))
}

/// The same, through other conclusions to the facts on which they rest.
pub(super) fn to_the_facts(because: Option<&Because>, lookup: &Lookup, most: usize) -> Phrase {
    let mut steps = Vec::new();
    if let Some(because) = because {
        unfolded(because, lookup, UNFOLDED, &mut steps);
    }
    strung(cut(&steps, lookup, most))
}

/// The questions that someone answered on the way to the facts, each once, with what was answered.
pub(super) fn judgements<'a>(
    reasons: impl Iterator<Item = &'a Because>,
    lookup: &Lookup<'a>,
) -> Vec<Phrase> {
    let mut steps = Vec::new();
    for because in reasons {
        unfolded(because, lookup, UNFOLDED, &mut steps);
    }
    let mut asked: Vec<Phrase> = Vec::new();
    for step in steps {
        if let Reason::Judgement { .. } = &step.because.step
            && let Some(answered) = told(&step, lookup)
            && !asked.contains(&answered)
        {
            asked.push(answered);
        }
    }
    asked
}

/// What was looked at on the way to the facts.
pub(super) fn sides<'a>(
    reasons: impl Iterator<Item = &'a Because>,
    lookup: &Lookup<'a>,
) -> Vec<&'a Side> {
    let mut steps = Vec::new();
    for because in reasons {
        unfolded(because, lookup, UNFOLDED, &mut steps);
    }
    let sides = steps.into_iter().flat_map(|step| match &step.because.step {
        Reason::Compare { left, right, .. } => vec![left, right],
        Reason::OneOf { left, .. } => vec![left],
        Reason::Fact { fact, .. } => vec![fact],
        _ => Vec::new(),
    });
    sides.collect()
}

/// Whether a value is this instant.
pub(super) fn is_at(value: &Shown, at: Moment) -> bool {
    matches!(value, Shown::Is(Figure::Time(time)) if time.moment().instant() == at.instant())
}

/// Through so many conclusions a reason is followed.
const UNFOLDED: u8 = 4;

fn unfolded<'a>(because: &'a Because, lookup: &Lookup<'a>, deep: u8, out: &mut Vec<Step<'a>>) {
    let mut steps = Vec::new();
    decisive(because, lookup, &mut steps);
    for step in steps {
        let further = match &step.because.step {
            Reason::Conclusion { name, instance, .. } if deep > 0 => {
                let row = lookup.row(name, instance.as_deref());
                row.and_then(|about| about.because.as_ref())
            }
            _ => None,
        };
        match further {
            Some(further) => unfolded(further, lookup, deep.saturating_sub(1), out),
            None => out.push(step),
        }
    }
}

/// What keeps a value open for which no fact is missing, through what only groups it.
pub(super) fn open(because: Option<&Because>, lookup: &Lookup, most: usize) -> Phrase {
    let of = because.iter().flat_map(|because| match &because.step {
        Reason::Fact { .. } if !because.of.is_empty() => because.of.iter().collect(),
        _ => vec![*because],
    });
    let mut steps = Vec::new();
    for because in of {
        decisive(because, lookup, &mut steps);
    }
    strung(cut(&steps, lookup, most))
}

/// The measures that are settled although the whole is not, and those of which a bound is known.
pub(super) fn established(because: Option<&Because>, lookup: &Lookup) -> Phrase {
    let mut steps = Vec::new();
    if let Some(because) = because {
        decisive(because, lookup, &mut steps);
    }
    let settled = steps
        .iter()
        .filter(|step| match step.because.value.truth() {
            Some(Truth::Undetermined) => is_bounded(step.because),
            _ => is_measured(Some(step.because)),
        });
    strung(settled.filter_map(|step| told(step, lookup)))
}

/// Whether it compares something of which a bound is known, but not more.
fn is_bounded(because: &Because) -> bool {
    matches!(
        &because.step,
        Reason::Compare { left, right, .. }
            if matches!(right.value, Shown::Is(_))
                && !matches!(left.value, Shown::Unknown | Shown::NotApplicable | Shown::Is(_))
    )
}

/// Whether a figure was held against a limit, exactly known or not.
pub(super) fn is_compared(because: Option<&Because>) -> bool {
    because.is_some_and(|because| {
        matches!(&because.step, Reason::Compare { .. })
            || because.of.iter().any(|step| is_compared(Some(step)))
    })
}

/// Whether a measured comparison is among the steps that decided.
pub(super) fn is_measured(because: Option<&Because>) -> bool {
    because.is_some_and(|because| {
        matches!(
            &because.step,
            Reason::Compare {
                margin: Some(_),
                ..
            }
        ) || because.of.iter().any(|step| is_measured(Some(step)))
    })
}

/// A state, as a person reads it; nothing where it is none.
pub(super) fn stated(value: &AnswerValue) -> Phrase {
    value.state().map(words::state).unwrap_or_default()
}

/// Yes or no of a value that is shown.
pub(super) fn shown_truth(value: &Shown) -> Truth {
    match value {
        Shown::Is(Figure::YesNo(yes)) => Truth::from(*yes),
        _ => Truth::Undetermined,
    }
}

/// A step that decided, and the articles given to what it is a part of.
#[derive(Clone)]
struct Step<'a> {
    because: &'a Because,
    above: Vec<&'a String>,
}

fn decisive<'a>(because: &'a Because, lookup: &Lookup, out: &mut Vec<Step<'a>>) {
    steps_of(because, &[], lookup, out);
}

fn steps_of<'a>(
    because: &'a Because,
    above: &[&'a String],
    lookup: &Lookup,
    out: &mut Vec<Step<'a>>,
) {
    let outcome = because.value.truth();
    let counts = |step: &&Because| {
        let found = step.value.truth();
        match (&because.step, outcome) {
            (Reason::All, Some(Truth::No)) => found != Some(Truth::Yes) && found == outcome,
            (Reason::Any, Some(Truth::Yes)) => found == outcome,
            (Reason::Any, Some(Truth::Undetermined)) => found != Some(Truth::No),
            _ => true,
        }
    };
    let open = match &because.step {
        Reason::All | Reason::Any | Reason::AtLeast { .. } | Reason::Not | Reason::Such => true,
        Reason::Presumed { .. } => false,
        Reason::Members { .. } => !because.of.is_empty(),
        Reason::Conclusion { name, .. } => !because.of.is_empty() && !lookup.is_concluded(name),
        _ => false,
    };
    if open {
        // The articles of a whole are those of each of its parts.
        let above: Vec<&String> = above.iter().copied().chain(&because.cites).collect();
        for step in because.of.iter().filter(counts) {
            steps_of(step, &above, lookup, out);
        }
    } else {
        let above = above.to_vec();
        out.push(Step { because, above });
        // A window or a row is told, and then what was found in it.
        if matches!(because.step, Reason::Window { .. } | Reason::Row { .. }) {
            for step in because.of.iter().filter(counts) {
                steps_of(step, &[], lookup, out);
            }
        }
    }
}

/// One step as a sentence; none for what only groups others.
pub(super) fn sentence(because: &Because, lookup: &Lookup) -> Option<Phrase> {
    let above = Vec::new();
    told(&Step { because, above }, lookup)
}

impl Step<'_> {
    /// Adds the articles of a leg of its own, or of what it is a leg of.
    fn cite(&self, cites: &mut Vec<String>) {
        for cite in self.because.cites.iter().chain(self.above.iter().copied()) {
            if !cites.contains(cite) {
                cites.push(cite.clone());
            }
        }
    }
}

fn told(step: &Step<'_>, lookup: &Lookup) -> Option<Phrase> {
    let said = self::step(step.because, lookup)?;
    let mut cites: Vec<String> = Vec::new();
    step.cite(&mut cites);
    let cites = lookup.articles("", &cites);
    Some(together([said, words::bracketed(&cites)]))
}

fn step(because: &Because, lookup: &Lookup) -> Option<Phrase> {
    let outcome = because.value.truth().unwrap_or(Truth::Undetermined);
    Some(match &because.step {
        Reason::Compare {
            left,
            operator,
            right,
            margin,
        } => compared((left, *operator, right), margin.as_ref(), outcome, lookup),
        Reason::OneOf { left, choices } => {
            let choices = joined(choices.iter().map(said), &words::or());
            let value = figure::briefly(&lookup.local(&left.value));
            words::sameness(&named(left, lookup), &value, &choices, outcome)
        }
        // That it has not come yet is what is known of it.
        Reason::Fact { fact, .. } if is_ahead(fact, lookup) => {
            words::is(&named(fact, lookup), &words::not_yet())
        }
        Reason::Fact { fact, asks } => match *asks {
            FactQuestion::IsKnown => words::is_known(&named(fact, lookup), outcome),
            FactQuestion::IsApplicable => words::is_applicable(&named(fact, lookup), outcome),
            _ => {
                let value = figure::shown(&lookup.local(&fact.value));
                words::is(&named(fact, lookup), &value)
            }
        },
        Reason::Judgement {
            path,
            title,
            holder,
            by,
        } => {
            let by = by.as_ref().map(|by| lookup.who(by));
            let by = by.or(holder
                .as_ref()
                .map(|holder| words::named_party(&said(holder))));
            let by = by.unwrap_or_default();
            let judged = words::judged_as(lookup.judges_itself(path), &by, outcome);
            words::is(&said(title), &judged)
        }
        // Of a figure that is concluded the comparison above says what it is.
        Reason::Conclusion { .. } if because.value.truth().is_none() => return None,
        Reason::Conclusion {
            title, exempt_by, ..
        } => {
            let by = strung(exempt_by.iter().map(|name| exception(name, lookup)));
            let by = if by.is_empty() {
                by
            } else {
                words::bracketed(&words::excepted(&by))
            };
            together([words::concluded(&said(title), outcome), by])
        }
        Reason::State { name, title, state } => match spared(name, *state, lookup) {
            Some(spared) if outcome == Truth::No => {
                words::in_state(&said(title), spared, Truth::Yes)
            }
            _ => words::in_state(&said(title), *state, outcome),
        },
        Reason::Happened { title, at, .. } => {
            let zone = lookup.own_zone();
            let at = at.map(|at| glued(&super::moment::readable(at, zone)));
            words::happened(&said(title), at.as_ref(), outcome)
        }
        Reason::Members { list, title, .. } => {
            let list = match title {
                Some(title) => words::in_quotes(&said(title)),
                None => lookup.record(list),
            };
            match outcome {
                Truth::No => words::none_recorded(&list),
                other => words::is(&list, &words::outcome(other)),
            }
        }
        Reason::Window {
            title,
            from,
            to,
            members,
            ..
        } => {
            let zone = lookup.own_zone();
            let shown = |at: Option<Moment>| Some(glued(&super::moment::readable(at?, zone)));
            words::window(&said(title), shown(*from).zip(shown(*to)), *members)
        }
        Reason::Row { rows } => words::table_row(rows, outcome),
        Reason::Whichever { facts } => words::in_every_case(&strung(facts.iter().map(said))),
        Reason::Gap { gap } => words::gap(*gap),
        Reason::Presumed { burden } => {
            words::taken_for_granted(&burden.as_ref().map(said).unwrap_or_default())
        }
        Reason::All
        | Reason::Any
        | Reason::AtLeast { .. }
        | Reason::Not
        | Reason::Such
        | Reason::Always => {
            return None;
        }
    })
}

/// Why a duty cannot be breached, where it is owed in no instance: exempt, or not arisen.
fn spared(name: &str, state: State, lookup: &Lookup) -> Option<State> {
    let duties = lookup.all.duties.iter();
    let mut states = duties
        .filter(|duty| duty.about.name == name)
        .map(|duty| duty.state);
    let first = states.next().filter(|_| state.is_breach())?;
    let same = states.all(|state| state == first);
    (same && matches!(first, State::Exempt | State::NotArisen)).then_some(first)
}

fn compared(
    (left, operator, right): (&Side, Comparison, &Side),
    margin: Option<&Shown>,
    outcome: Truth,
    lookup: &Lookup,
) -> Phrase {
    if let Some(side) = [left, right]
        .into_iter()
        .find(|side| is_ahead(side, lookup))
    {
        return words::is(&named(side, lookup), &words::not_yet());
    }
    if outcome == Truth::Undetermined {
        let mut sides = [left, right].into_iter();
        if let Some(side) = sides.find(|side| side.value == Shown::NotApplicable) {
            // What does not apply is neither more nor less than anything.
            return words::is_applicable(&named(side, lookup), Truth::No);
        }
    }
    let value = figure::briefly(&lookup.local(&left.value));
    let limit = match (&right.value, right.constant) {
        (Shown::Unknown, _) => said(&right.title),
        (known, _) => figure::limit(&lookup.local(known)),
    };
    if operator == Comparison::Is {
        return words::sameness(&named(left, lookup), &value, &limit, outcome);
    }
    let day = figure::is_moment(&right.value) || figure::is_moment(&left.value);
    let relation = match day {
        true => words::relation_in_time(operator, &limit),
        false => words::relation(operator, &limit, figure::is_time(&right.value)),
    };
    // That there is none of something is no near miss.
    let none = matches!(&right.value, Shown::Is(limit) if figure::is_nothing(limit));
    let apart = match margin.filter(|_| !day) {
        Some(Shown::Is(margin)) if figure::is_nothing(margin) && !none => words::exactly(outcome),
        // How far it is matters where it is close, and is something.
        Some(Shown::Is(margin))
            if !figure::is_nothing(margin) && figure::is_near(margin, &right.value) =>
        {
            words::apart(operator, &figure::distance(margin), outcome)
        }
        _ => words::fulfilled(outcome),
    };
    words::measured(&named(left, lookup), &value, &relation, &apart)
}

/// Whether it is a fact that is recorded as not having come yet.
fn is_ahead(side: &Side, lookup: &Lookup) -> bool {
    let path = side.path.as_deref();
    path.is_some_and(|path| lookup.is_ahead(path))
}

/// What a side is called, over which period, and who says so.
fn named(side: &Side, lookup: &Lookup) -> Phrase {
    let by = side.by.as_ref();
    let by = by.map_or_else(Phrase::default, |by| words::says(&lookup.who(by)));
    let path = side.path.as_deref();
    let basis = path.and_then(|path| lookup.basis(path, side.over.as_deref()));
    let basis = basis.map(words::basis).unwrap_or_default();
    together([
        said(&side.title),
        figure::over(side.over.as_ref()),
        by,
        words::bracketed(&basis),
    ])
}

/// The title of an exception, wherever it was looked at.
pub(super) fn exception(name: &str, lookup: &Lookup) -> Phrase {
    let all = lookup.all;
    let conclusions = all.conclusions.iter().flat_map(|row| &row.exceptions);
    let duties = all.duties.iter().flat_map(|row| &row.exceptions);
    conclusions
        .chain(duties)
        .find(|row| row.name == name)
        .map_or_else(|| Phrase::same(name), |row| said(&row.title))
}
