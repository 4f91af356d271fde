//! Coverage in the form of LCOV, which editors show beside the text: a line is
//! covered if something on it was decided; a condition has two branches, yes and no.

use std::collections::BTreeMap;

use crate::cases::coverage::Covered;
use crate::eval::Answers;
use crate::source::{Sources, Span};

/// What one file has.
#[derive(Default)]
struct File {
    lines: BTreeMap<u32, u32>,
    branches: Vec<(u32, [u32; 2])>,
    provisions: Vec<(u32, String, u32)>,
}

pub(super) fn report(covered: &[Covered], sources: &Sources) -> String {
    let mut files: BTreeMap<String, File> = BTreeMap::new();
    let decided = |answers: &Answers| answers.yes.saturating_add(answers.no);
    for one in covered {
        let in_force = one.versions.iter().map(|(_, _, answers)| decided(answers));
        let whole = in_force.fold(0, u32::saturating_add);
        let place = sources.place(one.span);
        let file = files.entry(place.file).or_default();
        file.provisions.push((place.line, one.name.clone(), whole));
        file.lines.insert(place.line, whole);
        let mut line = |span: Span, count: u32| {
            let place = sources.place(span);
            let file = files.entry(place.file).or_default();
            for line in place.line..=place.end_line {
                let known = file.lines.entry(line).or_default();
                *known = count.max(*known);
            }
        };
        for (_, span, answers) in &one.versions {
            line(*span, decided(answers));
        }
        for (span, answers) in one.conditions.iter().chain(&one.values) {
            line(*span, decided(answers));
        }
        for (span, answers) in &one.conditions {
            let place = sources.place(*span);
            let file = files.entry(place.file).or_default();
            file.branches.push((place.line, [answers.yes, answers.no]));
        }
    }
    files
        .iter()
        .map(|(name, file)| record(name, file))
        .collect()
}

fn record(name: &str, file: &File) -> String {
    let mut out = format!("TN:\nSF:{name}\n");
    for (line, provision, _) in &file.provisions {
        out.push_str(&format!("FN:{line},{provision}\n"));
    }
    for (_, provision, count) in &file.provisions {
        out.push_str(&format!("FNDA:{count},{provision}\n"));
    }
    let hit = file.provisions.iter().filter(|(_, _, count)| *count > 0);
    out.push_str(&format!(
        "FNF:{}\nFNH:{}\n",
        file.provisions.len(),
        hit.count()
    ));
    for (block, (line, branches)) in file.branches.iter().enumerate() {
        for (branch, count) in branches.iter().enumerate() {
            out.push_str(&format!("BRDA:{line},{block},{branch},{count}\n"));
        }
    }
    let taken = file.branches.iter().flat_map(|(_, branches)| branches);
    let taken = taken.filter(|count| **count > 0).count();
    out.push_str(&format!("BRF:{}\nBRH:{taken}\n", file.branches.len() * 2));
    for (line, count) in &file.lines {
        out.push_str(&format!("DA:{line},{count}\n"));
    }
    let covered = file.lines.values().filter(|count| **count > 0).count();
    out.push_str(&format!(
        "LF:{}\nLH:{covered}\nend_of_record\n",
        file.lines.len()
    ));
    out
}
