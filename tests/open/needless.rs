//! What a row names though nothing of it can change by that: random policies on random records, the
//! same as those on which `dependence` looks for what is left unnamed. A fact that a row names counts
//! as needless where none of many ways to fill in what is open lets it change any part of the row;
//! what a search that reached its bound names does not count. `NEEDLESS_PAIRS` says how many policies
//! and records are tried; else it is 200. `NEEDLESS_PRINT=1` prints what is needless.

use std::collections::{BTreeMap, BTreeSet};

use onus::determination::{Aspect, Determination, Search};
use onus::eval::Question;
use serde_json::Value as Json;

use super::dependence::{AT, Draft, HEAD, Rows, judged, rows, sound};
use super::question;
use crate::golden::Dice;

/// Of one policy so many records are tried.
const RECORDS: usize = 10;
/// In so many ways what is open is filled in, before a fact counts as needless.
const WAYS: usize = 40;
/// Of a hundred facts that rows name, so many may be needless. Half of what is needless today is
/// named for a state or an amount of a duty, one in seven by a sanction.
const MOST: usize = 13;

/// A fact that a row names.
type Named = (String, String);

/// How much was tried.
#[derive(Default, Debug)]
struct Tally {
    pairs: usize,
    /// Facts that rows name.
    named: usize,
    /// Those that could change something.
    moved: usize,
    /// Those that changed nothing.
    needless: usize,
    /// Those of rows whose search reached a bound.
    bounded: usize,
    /// Those of them that changed nothing; counted where what is needless is printed.
    of_them: usize,
    judged: usize,
}

/// Whether a row says that a search for what settles it reached its bound.
fn is_bounded(answer: &Determination, key: &str) -> bool {
    answer.rows().any(|row| {
        let (name, instance) = row.about.key();
        let because = format!("{:?}", row.about.because);
        format!("{name} {}", instance.unwrap_or_default()) == key
            && (row.about.routes.search == Some(Search::Truncated) || because.contains("TooMany"))
    })
}

/// What each row names of the facts that the draft leaves open.
fn named(draft: &Draft, answer: &Determination) -> BTreeSet<Named> {
    let open = draft.facts.iter().filter(|fact| fact.can_be.len() > 1);
    let mut open: Vec<&str> = open.map(|fact| fact.path.as_str()).collect();
    if draft.items.1 > 0 {
        open.push("items");
    }
    let mut found = BTreeSet::new();
    for (key, row) in rows(answer) {
        let names = row.names.iter().map(|(_, path)| path.as_str());
        for fact in names.filter(|path| open.contains(path)) {
            found.insert((key.clone(), fact.to_owned()));
        }
    }
    found
}

/// What is said of a row; where it is not there, of all of its provision.
fn said<'r>(all: &'r Rows, key: &str) -> Vec<(&'r str, &'r BTreeMap<Aspect, String>)> {
    if let Some((key, row)) = all.get_key_value(key) {
        return vec![(key, &row.parts)];
    }
    let name = key.split(' ').next().unwrap_or_default();
    let same = all
        .iter()
        .filter(|(key, _)| key.split(' ').next() == Some(name));
    same.map(|(key, row)| (key.as_str(), &row.parts)).collect()
}

/// What of the named facts is left when all that is seen to change a row is taken away.
fn left(
    draft: &Draft,
    judge: &mut dyn FnMut(&Json) -> Option<Determination>,
    mut named: BTreeSet<Named>,
    draw: &mut Dice,
) -> BTreeSet<Named> {
    for _ in 0..WAYS {
        if named.is_empty() {
            break;
        }
        let mut way: Vec<Json> = draft
            .facts
            .iter()
            .map(|fact| fact.can_be[draw.below(fact.can_be.len())].clone())
            .collect();
        let more = draw.below(draft.items.1 + 1);
        let Some(base) = judge(&draft.whole(&way, more)) else {
            continue;
        };
        let base = rows(&base);
        let facts: BTreeSet<String> = named.iter().map(|(_, fact)| fact.clone()).collect();
        for fact in facts {
            let others: Vec<Json> = match draft.facts.iter().position(|of| of.path == fact) {
                Some(at) => {
                    let was = way[at].clone();
                    let other = draft.facts[at].can_be.iter().filter(|value| **value != was);
                    let other: Vec<Json> = other.cloned().collect();
                    let records = other.into_iter().map(|value| {
                        way[at] = value;
                        draft.whole(&way, more)
                    });
                    let records = records.collect();
                    way[at] = was;
                    records
                }
                None => (0..=draft.items.1)
                    .filter(|other| *other != more)
                    .map(|other| draft.whole(&way, other))
                    .collect(),
            };
            for record in others {
                let Some(other) = judge(&record) else {
                    continue;
                };
                let other = rows(&other);
                named.retain(|(key, of)| *of != fact || said(&base, key) == said(&other, key));
            }
        }
    }
    named
}

fn tried(pairs: usize, seed: u64) -> (Tally, BTreeMap<String, usize>) {
    let mut draw = Dice(seed);
    let asked = Question {
        coming: false,
        routes: false,
        ..question(AT)
    };
    let mut tally = Tally::default();
    let mut where_it_is: BTreeMap<String, usize> = BTreeMap::new();
    let print = std::env::var_os("NEEDLESS_PRINT").is_some();
    while tally.pairs < pairs {
        let (text, program, _) = sound(&mut draw);
        for _ in 0..RECORDS {
            tally.pairs += 1;
            let draft = Draft::draw(&mut draw).come_by(&text, AT);
            let told = draft.json(None, None);
            let searched = Question {
                routes: true,
                ..asked.clone()
            };
            let Ok(answer) = judged(&program, &told, &searched) else {
                continue;
            };
            let mut named = named(&draft, &answer);
            let (bounded, sought): (BTreeSet<Named>, _) = named
                .into_iter()
                .partition(|(key, _)| is_bounded(&answer, key));
            named = sought;
            tally.bounded += bounded.len();
            tally.named += named.len();
            let mut count = 0;
            let mut judge = |record: &Json| {
                count += 1;
                judged(&program, record, &asked).ok()
            };
            let kept = left(&draft, &mut judge, named.clone(), &mut draw);
            if print {
                tally.of_them += left(&draft, &mut judge, bounded, &mut Dice(seed)).len();
            }
            tally.judged += count;
            tally.needless += kept.len();
            tally.moved += named.len() - kept.len();
            let rows = rows(&answer);
            for (key, fact) in &kept {
                let names = &rows[key].names;
                let parts = names.iter().filter(|(_, path)| path == fact);
                let parts: BTreeSet<String> = parts
                    .filter_map(|(part, _)| part.map(|part| format!("{part:?}")))
                    .collect();
                let parts: Vec<String> = parts.into_iter().collect();
                *where_it_is.entry(parts.join(" ")).or_default() += 1;
                if print {
                    let own = text.strip_prefix(HEAD).unwrap_or(&text);
                    println!("{key} names {fact} for {parts:?} on {told}\n{own}");
                }
            }
        }
    }
    (tally, where_it_is)
}

#[test]
fn little_is_named_by_which_nothing_can_change() {
    let pairs = std::env::var("NEEDLESS_PAIRS").ok();
    let pairs = pairs.and_then(|pairs| pairs.parse().ok()).unwrap_or(200);
    let (tally, where_it_is) = tried(pairs, 23);
    println!("{tally:?}\n{where_it_is:?}");
    assert!(tally.named > pairs / 2, "{tally:?}");
    let most = tally.named * MOST;
    assert!(tally.needless * 100 <= most, "{tally:?}\n{where_it_is:?}");
}
