//! The tables of the memo: the facts and who stated them, the versions of the law, and the hashes.

use crate::determination::{About, Basis, FactRow, InForce, PolicyUsed};
use crate::diagnostic::{Language, Phrase};
use crate::render::answer::lookup::{Lookup, policy_of};
use crate::render::answer::page::{cell, escaped, linked};
use crate::render::answer::phrasing::strung;
use crate::render::answer::{facts as recorded, headline, words};
use crate::render::date;
use crate::value::State;

/// At most so many facts are listed.
const FACTS: usize = 600;

/// The rows of a table under one heading.
struct Group {
    heading: Phrase,
    rows: Vec<Vec<String>>,
}

/// Every fact as the record has it, by whom and from where.
pub(super) fn facts(lookup: &Lookup, language: Language) -> String {
    let mut groups = Vec::new();
    let mut left = FACTS;
    let (mut attributed, mut any) = (true, false);
    for (group, rows) in recorded::groups(lookup) {
        let shown = rows.get(..rows.len().min(left)).unwrap_or(&rows);
        left -= shown.len();
        if shown.is_empty() {
            continue;
        }
        let lines = shown.iter().filter(|row| !row.names).map(|row| {
            let value = recorded::value(row, &Phrase::default(), lookup);
            let by = recorded::by(row);
            attributed &= by.is_some();
            let source = row.source.as_ref();
            let source = source.map(|source| words::of_source(&Phrase::same(source)));
            let note = row.note.as_ref().map(|note| noted(row, note));
            let by = strung(by.into_iter().chain(source).chain(note));
            any |= !by.is_empty();
            [recorded::titled(row), value, by]
                .map(|phrase| linked(&phrase, (language, ""), lookup.library()))
                .into()
        });
        groups.push(Group {
            rows: lines.collect(),
            heading: recorded::head(group, &rows),
        });
    }
    let complete = recorded::complete(lookup);
    if groups.is_empty() && complete.is_none() {
        return String::new();
    }
    let columns = [
        words::fact_column(),
        words::value_column(),
        words::by_column(),
    ];
    // Where nobody is named of any fact there is no column for it.
    let columns = columns.get(..if any { 3 } else { 2 }).unwrap_or(&columns);
    for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
        row.truncate(columns.len());
    }
    let mut html = heading(&words::facts(), language);
    if !groups.is_empty() {
        html.push_str(&table(&words::facts(), "facts", columns, &groups, language));
    }
    let more = lookup.all.facts.len().saturating_sub(FACTS);
    let more = (more > 0).then(|| words::and_more(&Phrase::same(more.to_string())));
    let unattributed = (any && !attributed).then(words::unattributed);
    for note in more.into_iter().chain(unattributed).chain(complete) {
        html.push_str(&format!(
            "<p class=\"note\">{}</p>\n",
            cell(&note, language)
        ));
    }
    html
}

/// What is noted of a fact: how far it is from being established in the language of the memo, and the
/// rest as the record has it.
fn noted(row: &FactRow, note: &str) -> Phrase {
    let Some(basis) = row.basis() else {
        return in_original(note);
    };
    let rest = match basis {
        Basis::PartlyAssumed => note,
        _ => without_mark(note),
    };
    let (basis, rest) = (words::basis(basis), in_original(rest));
    let (en, ko) = (
        words::titled(&basis, &rest).en,
        strung([basis.clone(), rest.clone()]).ko,
    );
    match rest.is_empty() {
        true => basis,
        false => Phrase::new(en, ko),
    }
}

/// A note without the words that mark how far it is established.
fn without_mark(note: &str) -> &str {
    let marks = ["assumed", "inferred", "as reported", "가정", "추정", "보도"];
    let begins = |mark: &&str| {
        let head = note.get(..mark.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(mark))
    };
    let Some(mark) = marks.iter().find(|mark| begins(mark)) else {
        return note;
    };
    let rest = note.get(mark.len()..).unwrap_or_default();
    match rest.strip_prefix([':', ',', ';']) {
        Some(rest) => rest.trim(),
        None if rest.is_empty() => rest,
        // What goes on as a sentence is kept whole.
        None => note,
    }
}

/// A note as the record has it; in Korean one without a Korean letter is told as the original.
fn in_original(note: &str) -> Phrase {
    if note.is_empty() {
        return Phrase::default();
    }
    let korean = note.chars().any(|letter| ('가'..='힣').contains(&letter));
    let quoted = words::original_note(&Phrase::same(note));
    Phrase::new(note, if korean { note.to_owned() } else { quoted.ko })
}

/// To whom it goes, from whom and when, to be filled in, and with what it was prepared.
pub(super) fn head(lookup: &Lookup, language: Language) -> String {
    let blank = [words::head_to(), words::head_from(), words::head_date()];
    let rows = blank.iter().map(|title| (title, Phrase::default()));
    let with = (words::head_with(), Phrase::same(&lookup.all.engine));
    let rows = rows.chain([(&with.0, with.1.clone())]);
    let rows = rows.map(|(title, text)| vec![cell(title, language), cell(&text, language)]);
    let group = Group {
        heading: Phrase::default(),
        rows: rows.collect(),
    };
    let mut html = table(&headline::title(lookup), "head", &[], &[group], language);
    if lookup.all.sources.iter().any(|source| source.at.is_some()) {
        let note = cell(&words::links_lead_to_now(), language);
        html.push_str(&format!("<p class=\"note\">{note}</p>\n"));
    }
    html
}

/// Which version of each provision was in force.
pub(super) fn law(lookup: &Lookup, language: Language) -> String {
    let mut groups: Vec<(&str, Vec<&About>)> = Vec::new();
    for row in lookup.all.rows() {
        let about = row.about;
        // Of what did not come to apply no version was used.
        let idle = [
            State::NotInForce,
            State::NotArisen,
            State::Unavailable,
            State::NotOpen,
        ];
        if row.is.state().is_some_and(|state| idle.contains(&state)) {
            continue;
        }
        let policy = policy_of(&about.name);
        let at = groups.iter().position(|(known, _)| *known == policy);
        let at = at.unwrap_or_else(|| {
            groups.push((policy, Vec::new()));
            groups.len() - 1
        });
        let same = |other: &&About| {
            other.name == about.name
                && other.cites == about.cites
                && other.in_force == about.in_force
        };
        if let Some((_, abouts)) = groups.get_mut(at)
            && !abouts.iter().any(same)
        {
            abouts.push(about);
        }
    }
    if groups.is_empty() {
        return String::new();
    }
    let policies = &lookup.all.policies;
    let groups: Vec<Group> = groups
        .iter()
        .map(|(policy, abouts)| Group {
            heading: policies
                .iter()
                .find(|used| used.name == *policy)
                .map_or_else(|| Phrase::same(*policy), headline::policy),
            rows: abouts
                .iter()
                .map(|about| {
                    let phrases = [
                        Phrase::new(&about.title.en, &about.title.ko),
                        lookup.cites(about),
                        in_force(about.in_force.as_ref()),
                    ];
                    phrases
                        .map(|phrase| linked(&phrase, (language, ""), lookup.library()))
                        .into()
                })
                .collect(),
        })
        .collect();
    let columns = [
        words::provision_column(),
        words::articles_column(),
        words::in_force_column(),
    ];
    let title = words::law_used();
    heading(&title, language) + &table(&title, "law", &columns, &groups, language)
}

fn in_force(version: Option<&InForce>) -> Phrase {
    let day = date::day;
    match version.map(|version| (version.from, version.until)) {
        Some((Some(from), Some(until))) => words::day_to_day(&day(from), &day(until)),
        Some((Some(from), None)) => words::from_day(&day(from)),
        Some((None, Some(until))) => words::until_day(&day(until)),
        Some((None, None)) | None => Phrase::default(),
    }
}

/// What tells the texts from any other: the policies and the record.
pub(super) fn rests_on(lookup: &Lookup, language: Language) -> String {
    let all = lookup.all;
    let hash = |hash: &str| format!("<code>{}</code>", escaped(hash));
    let named = |used: &PolicyUsed| {
        let name = escaped(&used.name);
        match used.title.is_some() {
            true => format!(
                "{} (<code>{name}</code>)",
                cell(&headline::policy(used), language)
            ),
            false => format!("<code>{name}</code>"),
        }
    };
    let policies = all.policies.iter();
    let mut rows: Vec<Vec<String>> = policies
        .map(|used| vec![named(used), hash(&used.sha256)])
        .collect();
    rows.push(vec![
        cell(&words::record(), language),
        match &all.facts_sha256 {
            Some(of) => hash(of),
            None => cell(&words::no_hash(), language),
        },
    ]);
    let group = Group {
        heading: Phrase::default(),
        rows,
    };
    let columns = [words::text_column(), words::hash_column()];
    let made_by = words::made_by(&Phrase::same(&all.engine));
    format!(
        "{}{}<p class=\"note\">{}</p>\n",
        heading(&words::identified_by(), language),
        table(
            &words::identified_by(),
            "hashes",
            &columns,
            &[group],
            language
        ),
        cell(&made_by, language)
    )
}

fn heading(heading: &Phrase, language: Language) -> String {
    format!("<h2>{}</h2>\n", cell(heading, language))
}

/// A table of a name, whose first column heads each row.
fn table(
    name: &Phrase,
    class: &str,
    columns: &[Phrase],
    groups: &[Group],
    language: Language,
) -> String {
    let heads: String = columns
        .iter()
        .map(|column| format!("<th scope=\"col\">{}</th>", cell(column, language)))
        .collect();
    let name = cell(name, language);
    let heads = match columns.is_empty() {
        true => heads,
        false => format!("<thead><tr>{heads}</tr></thead>\n"),
    };
    let mut html = format!("<table class=\"{class}\" aria-label=\"{name}\">\n{heads}");
    for group in groups {
        html.push_str("<tbody>\n");
        let head = cell(&group.heading, language);
        if !head.is_empty() {
            html.push_str(&format!(
                "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{}\">{head}</th></tr>\n",
                columns.len()
            ));
        }
        for row in &group.rows {
            html.push_str("<tr>");
            for (at, text) in row.iter().enumerate() {
                html.push_str(&match at {
                    0 => format!("<th scope=\"row\">{text}</th>"),
                    _ => format!("<td>{text}</td>"),
                });
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody>\n");
    }
    html.push_str("</table>\n");
    html
}
