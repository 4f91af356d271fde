//! Pieces are read as the grammar reads the whole text, and read again as for the first time.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::source::Sources;
use crate::syntax;

fn texts(folder: &Path, out: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            texts(&path, out);
        } else if path.extension().is_some_and(|end| end == "onus") {
            out.extend(fs::read_to_string(path));
        }
    }
}

/// The shipped policies and their cases.
static SHIPPED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut found = Vec::new();
    texts(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("policies"),
        &mut found,
    );
    found
});

/// What the grammar makes of the whole text at once.
fn whole(file: FileId, text: &str) -> Piece {
    Piece::read(file, text, 0)
}

fn by_pieces(file: FileId, text: &str) -> Piece {
    let mut made = File::empty(file);
    let mut findings = Vec::new();
    read(text, &mut made, &mut findings);
    Piece {
        start: 0,
        items: made.items,
        broken: made.broken,
        lost: made.lost,
        findings,
    }
}

/// An outline has the items of the whole text, where that is sound.
#[test]
fn an_outline_has_the_items_of_a_sound_text() {
    for text in SHIPPED.iter() {
        let (_, file) = sources(text);
        let outline = Pieces::default().outline(file, text);
        let names = |items: &[Item]| -> Vec<(Span, Name)> {
            items
                .iter()
                .map(|item| (item.span, item.name.name.clone()))
                .collect()
        };
        assert_eq!(names(&outline.items), names(&whole(file, text).items));
    }
}

/// Of a policy of which only the law is wanted, everything is as in the whole of it but the cases, of
/// which there are the names.
#[test]
fn of_the_law_alone_only_cases_are_missing() {
    let mut bare = 0;
    for text in SHIPPED.iter() {
        let (_, file) = sources(text);
        let (mut law, mut findings) = (File::empty(file), Vec::new());
        read_law(text, &mut law, &mut findings);
        let whole = whole(file, text);
        assert_eq!(format!("{findings:?}"), format!("{:?}", whole.findings));
        assert_eq!(law.items.len(), whole.items.len());
        for (law, whole) in law.items.iter().zip(&whole.items) {
            if law.kind == ItemKind::Case && law.clauses.is_empty() {
                bare += 1;
                let name = format!("{:?} {:?} {:?}", whole.kind, whole.keyword, whole.name);
                assert_eq!(
                    format!("{:?} {:?} {:?}", law.kind, law.keyword, law.name),
                    name
                );
            } else {
                assert_eq!(format!("{law:?}"), format!("{whole:?}"));
            }
        }
    }
    assert!(bare > 1_000, "{bare} cases were not read");
}

/// What is written in a case and begins another item is read.
#[test]
fn a_case_with_another_item_in_it_is_read() {
    let text = "policy a\ncase c given f is yes expect d\n  define d means f\n";
    let (_, file) = sources(text);
    let (mut law, mut findings) = (File::empty(file), Vec::new());
    read_law(text, &mut law, &mut findings);
    assert_eq!(
        format!("{:?}", law.items),
        format!("{:?}", whole(file, text).items)
    );
    assert_eq!(law.items.len(), 3);
}

fn sources(text: &str) -> (Sources, FileId) {
    let mut sources = Sources::default();
    let file = sources.add("", text);
    (sources, file)
}

#[test]
fn nearly_every_item_of_the_shipped_policies_is_a_piece() {
    let (mut items, mut pieces) = (0, 0);
    for text in SHIPPED.iter() {
        let (_, file) = sources(text);
        let made = by_pieces(file, text);
        assert_eq!(format!("{made:?}"), format!("{:?}", whole(file, text)));
        items += made.items.len();
        pieces += cut(text).len();
    }
    assert!(pieces * 20 > items * 19, "{pieces} pieces of {items} items");
}

#[test]
fn a_keyword_that_belongs_to_what_is_before_it_begins_no_piece() {
    for text in [
        "policy a\nzone UTC\ncalendar kr\nperiods kr.civil\n",
        "case c expect tell pending\nreading hours is plain\n",
        "act tell from\nparty\nto users, \nsource \n",
        "duty d cites\nsource 3, \nact\n4 bearer\nparty\nmust\nact\n",
        "duty d every year\nact cites A 1\n",
        "define d means (a and\ncase\n)",
        "unit a is b *\nunit\n",
    ] {
        let (_, file) = sources(text);
        let made = by_pieces(file, text);
        assert_eq!(
            format!("{made:?}"),
            format!("{:?}", whole(file, text)),
            "{text}"
        );
    }
}

/// What an author puts in by mistake.
const PUT_IN: [&str; 30] = [
    "",
    " ",
    "\n",
    "\n\n",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "|",
    ",",
    "# ",
    ":",
    ".",
    "\r",
    "\u{3000}",
    "duty x\n",
    "\nduty x \"X\"\n",
    "policy other\n",
    "\nuse base\n",
    "is ",
    "every year\n",
    "\ncase",
    "calendar ",
    "periods",
    "cites Act ",
    "means ",
    "가",
    "은 ",
    "\nomits Act 3\n",
];

#[derive(Clone, Debug)]
struct Edit {
    at: prop::sample::Index,
    length: usize,
    put_in: prop::sample::Index,
}

fn edit() -> impl Strategy<Value = Edit> {
    let length = prop_oneof![3 => Just(0_usize), 3 => 0_usize..12, 1 => 0_usize..400];
    (
        any::<prop::sample::Index>(),
        length,
        any::<prop::sample::Index>(),
    )
        .prop_map(|(at, length, put_in)| Edit { at, length, put_in })
}

impl Edit {
    fn of(&self, text: &str) -> String {
        let bounds: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let at = self.at.index(bounds.len());
        let end = bounds.get((at + self.length).min(bounds.len() - 1));
        let part = |range: Range<usize>| text.get(range).unwrap_or("");
        let (start, end) = (
            bounds.get(at).copied().unwrap_or(0),
            end.copied().unwrap_or(0),
        );
        let put_in = self.put_in.get(&PUT_IN);
        [part(0..start), put_in, part(end..text.len())].concat()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_a_file_reads_as_if_it_were_new(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec(edit(), 1..6),
    ) {
        let mut text = which.get(&SHIPPED).clone();
        let (mut sources, file) = sources(&text);
        let mut pieces = Pieces::default();
        let _ = syntax::parse_again(file, &sources, &mut pieces);
        for edit in edits {
            text = edit.of(&text);
            sources.replace(file, text.clone());
            let again = syntax::parse_again(file, &sources, &mut pieces);
            prop_assert_eq!(format!("{again:?}"), format!("{:?}", syntax::parse(file, &sources)));
            let made = by_pieces(file, &text);
            prop_assert_eq!(format!("{made:?}"), format!("{:?}", whole(file, &text)));
        }
    }
}
