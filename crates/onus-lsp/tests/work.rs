//! What an answer costs on a policy of 10,000 lines: how often it is read and checked. How long that
//! takes is measured by `cargo bench -p onus-lsp`.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::large::policy;

const NAME: &str = "large.onus";

/// How many items were parsed so far.
fn items(editor: &mut Editor) -> u64 {
    let work = editor.ask("workspace/executeCommand", json!({"command": "onus.work"}));
    work["items"].as_u64().unwrap()
}

/// How often files were read and policies checked so far.
fn work(editor: &mut Editor) -> (u64, u64) {
    let work = editor.ask("workspace/executeCommand", json!({"command": "onus.work"}));
    let count = |name: &str| work[name].as_u64().unwrap();
    (count("read"), count("checked"))
}

/// Types a letter in the title of the policy.
fn typed(editor: &mut Editor, letter: &str) {
    let range = json!({
        "start": {"line": 1, "character": 9},
        "end": {"line": 1, "character": 10},
    });
    editor.change(NAME, json!([{"range": range, "text": letter}]));
}

#[test]
fn a_large_policy_is_read_and_checked_once_for_each_change() {
    let text = policy();
    let mut editor = Editor::start("work", &[(NAME, &text)], "en");
    let begun = Instant::now();
    assert_eq!(editor.open(NAME), Vec::<Value>::new());
    let opened = begun.elapsed();
    assert_eq!(work(&mut editor), (1, 1));

    let at = editor.there(NAME, &text, "and rule_50");
    let document = json!({"textDocument": {"uri": editor.uri(NAME)}});
    let top = json!({"line": 0, "character": 0});
    let mut hints = document.clone();
    hints["range"] = json!({"start": top, "end": {"line": 60, "character": 0}});
    let mut uses = at.clone();
    uses["context"] = json!({"includeDeclaration": true});
    let questions = [
        ("textDocument/hover", &at),
        ("textDocument/definition", &at),
        ("textDocument/references", &uses),
        ("textDocument/documentHighlight", &at),
        ("textDocument/prepareRename", &at),
        ("textDocument/completion", &at),
        ("textDocument/documentSymbol", &document),
        ("textDocument/semanticTokens/full", &document),
        ("textDocument/foldingRange", &document),
        ("textDocument/codeLens", &document),
        ("textDocument/inlayHint", &hints),
    ];
    let mut longest = Duration::ZERO;
    for (method, params) in questions {
        let begun = Instant::now();
        editor.ask(method, params.clone());
        let taken = begun.elapsed();
        longest = longest.max(taken);
        assert!(
            taken < opened,
            "{method}: {taken:?}, and {opened:?} to open"
        );
    }
    println!("opened in {opened:?}, answered within {longest:?}");
    // Nothing has changed: what was read and checked is still there.
    assert_eq!(work(&mut editor), (1, 1));

    // While the author types, what a name means is not waited for.
    for letter in ["M", "N", "O"] {
        typed(&mut editor, letter);
        for method in [
            "textDocument/hover",
            "textDocument/definition",
            "textDocument/completion",
        ] {
            editor.ask(method, at.clone());
        }
    }
    editor.ask("textDocument/documentSymbol", document.clone());
    let (read, checked) = work(&mut editor);
    assert!(
        read <= 2 + 2 * 3 && checked <= 1 + 3,
        "read {read} times, checked {checked} times"
    );
    // When the author pauses, all is checked once.
    typed(&mut editor, "R");
    editor.wait(NAME);
    let before = work(&mut editor);
    typed(&mut editor, "P");
    assert_eq!(editor.wait(NAME), Vec::<Value>::new());
    assert_eq!(work(&mut editor), (before.0 + 1, before.1 + 1));

    // Of a file that was changed, the items are parsed again whose text is new, and no others.
    let before = items(&mut editor);
    typed(&mut editor, "S");
    editor.ask("textDocument/documentSymbol", document.clone());
    assert_eq!(items(&mut editor), before + 1);
    let line = |line: u32| json!({"line": line, "character": 0});
    let moved = json!([
        {"range": {"start": line(4), "end": line(4)}, "text": "# One line more.\n"},
        {"range": {"start": line(5_000), "end": line(5_001)}, "text": ""},
    ]);
    editor.change(NAME, moved);
    let outline = editor.ask("textDocument/documentSymbol", document.clone());
    assert!(items(&mut editor) <= before + 1 + 3);
    // The places of all others have moved with the text.
    let last = outline.as_array().unwrap().last().unwrap();
    assert_eq!(last["name"], "rule_999");
    let line = last["range"]["start"]["line"].as_u64().unwrap();
    let declared = text
        .lines()
        .position(|line| line.starts_with("define rule_999 "));
    assert_eq!(
        Some(line),
        declared.and_then(|line| u64::try_from(line).ok())
    );
    // What an editor asks for after each letter is answered without a check.
    typed(&mut editor, "T");
    editor.wait(NAME);
    let checked = work(&mut editor).1;
    typed(&mut editor, "U");
    for method in [
        "semanticTokens/full",
        "codeLens",
        "foldingRange",
        "documentSymbol",
    ] {
        editor.ask(&format!("textDocument/{method}"), document.clone());
    }
    assert!(work(&mut editor).1 <= checked + 1);

    // In a broken file too an outline costs what was changed.
    editor.write(
        NAME,
        &text.replacen("hit >= 5 users and", "hit >= 5 users and and", 1),
    );
    assert_eq!(editor.wait(NAME).len(), 1);
    let before = items(&mut editor);
    typed(&mut editor, "V");
    let outline = editor.ask("textDocument/documentSymbol", document.clone());
    let count = outline.as_array().map_or(0, Vec::len);
    assert!(count >= 1_000, "{count} items");
    let parsed = items(&mut editor) - before;
    assert!(parsed < 20, "{parsed} items were parsed");
    editor.leave();
}
