//! Where names are declared and used.

use super::BASE;
use crate::check::{Declares, Index};
use crate::source::{FileId, Sources};
use crate::syntax;
use crate::syntax::tree::ItemKind;

fn indexed(items: &str) -> (Sources, FileId, Index) {
    let mut sources = Sources::default();
    let file = sources.add("a.onus", format!("{BASE}{items}\n"));
    let (tree, _) = syntax::parse(file, &sources);
    let index = crate::check::check(&[tree], &sources).index;
    (sources, file, index)
}

/// What a word leads to, at its last place: its full name, and at which lines it is used.
fn led(items: &str, word: &str) -> Option<(String, Declares, Vec<u32>)> {
    let (sources, file, index) = indexed(items);
    let at = u32::try_from(sources.get(file)?.text().rfind(word)?).ok()?;
    let (id, span) = index.at(file, at)?;
    assert_eq!(sources.text(span), word);
    let found = index.definition(id)?;
    let lines = index.uses(id).map(|span| sources.place(span).line);
    Some((found.name.clone(), found.declares, lines.collect()))
}

#[test]
fn a_name_leads_to_its_definition_and_all_its_uses() {
    let items = "define long cites Act 1 means outage.length > 4 hours\n\
                 define longer cites Act 1 means long and outage.cause is fire";
    let expected = [
        (
            "long",
            "test.law.long",
            Declares::Item(ItemKind::Define),
            31,
        ),
        ("length", "test.law.Outage.length", Declares::Field, 30),
        ("fire", "test.law.cause.fire", Declares::Alternative, 31),
    ];
    for (word, name, declares, line) in expected {
        let found = led(items, word);
        assert_eq!(
            found,
            Some((name.to_owned(), declares, vec![line])),
            "{word}"
        );
    }
    assert_eq!(led(items, "hours"), None);
}

#[test]
fn a_file_with_an_error_keeps_the_rest_of_its_index() {
    let items = "define long cites Act 1 means outage.lenght > 4 hours\n\
                 duty tell cites Act 1 bearer operator to MSIT must notice when long and unknown_thing";
    let lines = led(items, "long").map(|(_, _, lines)| lines);
    assert_eq!(lines, Some(vec![31]));
    assert!(led(items, "notice").is_some());
    assert_eq!(led(items, "unknown_thing"), None);
}
