//! What editors and formatters need of the shipped policies: where each name is declared and used,
//! and every comment.

use onus::check;
use onus::source::Sources;
use onus::syntax;

use crate::files::{below, loaded};

fn shipped() -> Sources {
    loaded(below("policies", "onus"))
}

/// Every place of the index is the name itself, so that renaming changes names and nothing else.
#[test]
fn every_use_in_the_shipped_policies_is_the_name_that_is_declared() {
    let sources = shipped();
    let files = sources.iter().map(|(file, _)| file);
    let trees: Vec<_> = files.map(|file| syntax::parse(file, &sources).0).collect();
    let checked = check::check(&trees, &sources);
    assert!(checked.sound);
    let mut used = 0;
    for (id, definition) in checked.index.definitions() {
        let declared = sources.text(definition.span);
        assert!(definition.name.ends_with(declared), "{}", definition.name);
        let at = checked
            .index
            .at(definition.span.file, definition.span.start);
        assert_eq!(at.map(|(id, _)| id), Some(id), "{}", definition.name);
        for span in checked.index.uses(id) {
            used += 1;
            let written = sources.text(span);
            let own = written == declared || written.ends_with(&format!(".{declared}"));
            assert!(own, "`{written}` at {:?}", sources.place(span));
            let at = checked.index.at(span.file, span.end);
            assert_eq!(at, Some((id, span)), "`{written}`");
        }
    }
    assert!(used > 3_000, "only {used} uses were found");
}

/// No comment is lost, and each is all that is written from its sign to the end of its line.
#[test]
fn every_comment_of_the_shipped_policies_is_beside_the_tree() {
    let sources = shipped();
    let (mut comments, mut blank_lines) = (0, 0);
    for (file, source) in sources.iter() {
        let (tree, _) = syntax::parse(file, &sources);
        let signs = source.text().lines().filter(|line| {
            let code = line.split('"').step_by(2).collect::<String>();
            code.contains('#')
        });
        assert_eq!(tree.comments.len(), signs.count(), "{}", source.name());
        for comment in &tree.comments {
            let written = sources.text(comment.span);
            let line = sources.place(comment.span).line;
            let (_, text) = source.line(line).expect("the line is there");
            assert!(written.starts_with('#') && text.trim_end().ends_with(written));
            assert_eq!(comment.own_line, text.trim() == written, "{text}");
        }
        let empty = source.text().lines().filter(|line| line.trim().is_empty());
        assert_eq!(tree.blank_lines.len(), empty.count(), "{}", source.name());
        comments += tree.comments.len();
        blank_lines += tree.blank_lines.len();
    }
    assert!(comments > 100 && blank_lines > 500);
}
