//! How long the server takes to answer on a policy of 10,000 lines, over the protocol:
//! `cargo bench -p onus-lsp`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a benchmark fails by panicking"
)]

#[path = "../tests/editor/mod.rs"]
mod editor;
#[path = "../tests/large.rs"]
mod large;

use std::path::Path;
use std::time::{Duration, Instant};

use editor::Editor;
use serde_json::{Value, json};

const ROUNDS: usize = 20;

/// What an answer may take: longer than that an author notices.
const LIMIT: Duration = Duration::from_millis(50);

/// Prints the middle and the longest of some times.
fn told(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let middle = times[times.len() / 2];
    let longest = times.last().copied().unwrap_or_default();
    println!("{what:<42} {middle:>10.1?} in the middle, {longest:>10.1?} at most");
    let optimised = !cfg!(debug_assertions);
    assert!(middle < LIMIT || !optimised, "{what} takes too long");
}

fn main() {
    let text = large::policy();
    let name = "large.onus";
    let mut editor = Editor::start("answers", &[(name, &text)], "en");
    let begun = Instant::now();
    editor.open(name);
    println!(
        "{} lines opened and checked in {:.1?}",
        text.lines().count(),
        begun.elapsed()
    );
    let at = editor.there(name, &text, "and rule_50");
    let document = json!({"textDocument": {"uri": editor.uri(name)}});
    let mut hints = document.clone();
    let top = json!({"line": 0, "character": 0});
    hints["range"] = json!({"start": top, "end": {"line": 60, "character": 0}});
    let questions: [(&str, Value); 9] = [
        ("textDocument/hover", at.clone()),
        ("textDocument/definition", at.clone()),
        ("textDocument/documentHighlight", at.clone()),
        ("textDocument/completion", at.clone()),
        ("textDocument/documentSymbol", document.clone()),
        ("textDocument/semanticTokens/full", document.clone()),
        ("textDocument/foldingRange", document.clone()),
        ("textDocument/codeLens", document),
        ("textDocument/inlayHint", hints),
    ];
    for (method, params) in questions.clone() {
        let times = (0..ROUNDS).map(|_| {
            let begun = Instant::now();
            editor.ask(method, params.clone());
            begun.elapsed()
        });
        told(method, times.collect());
    }
    // A letter is typed, and each is asked before the author pauses.
    for (method, params) in questions {
        let times = (0..ROUNDS).map(|round| {
            let range = json!({
                "start": {"line": 1, "character": 9},
                "end": {"line": 1, "character": 10},
            });
            let letter = ["L", "M"][round % 2];
            editor.change(name, json!([{"range": range, "text": letter}]));
            let begun = Instant::now();
            editor.ask(method, params.clone());
            begun.elapsed()
        });
        told(&format!("{method} after an edit"), times.collect());
    }
    broken(&mut editor, name, &text);
    editor.leave();
    shipped();
}

/// The file is broken by an edit, and edited further: what is shown right after each letter, and the findings
/// once the author pauses.
fn broken(editor: &mut Editor, name: &str, text: &str) {
    let line = text.lines().position(|line| line.contains("rule_500"));
    let line = line.expect("it has so many rules");
    let at = json!({"line": line, "character": 0});
    let broken = json!([{"range": {"start": at, "end": at}, "text": "defin x cites (\n"}]);
    editor.change(name, broken);
    let found = editor.wait(name);
    assert!(!found.is_empty(), "the file is broken");
    let document = json!({"textDocument": {"uri": editor.uri(name)}});
    let typed = |editor: &mut Editor, round: usize| {
        let range = json!({
            "start": {"line": 1, "character": 9},
            "end": {"line": 1, "character": 10},
        });
        let letter = ["L", "M"][round % 2];
        editor.change(name, json!([{"range": range, "text": letter}]));
    };
    let times = (0..ROUNDS).map(|round| {
        typed(editor, round);
        let begun = Instant::now();
        editor.ask("textDocument/documentSymbol", document.clone());
        begun.elapsed()
    });
    told("outline of a broken file after an edit", times.collect());
    let times = (0..ROUNDS).map(|round| {
        typed(editor, round);
        let begun = Instant::now();
        editor.wait(name);
        begun.elapsed()
    });
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    println!(
        "findings of a broken file after an edit     {:>8.1?} in the middle, with the pause",
        times[times.len() / 2]
    );
}

/// The same of what is shipped: a name that many policies use.
fn shipped() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    let folder = folder.canonicalize().unwrap();
    let mut editor = Editor::at("policies", folder, "en");
    let name = "common/incident.onus";
    let text = editor.text(name);
    editor.open(name);
    let at = editor.there(name, &text, "fact outa");
    for round in ["first", "second"] {
        let mut params = at.clone();
        params["context"] = json!({"includeDeclaration": true});
        let begun = Instant::now();
        let found = editor.ask("textDocument/references", params);
        let count = found.as_array().unwrap().len();
        println!(
            "{count} uses in all shipped policies, {round} time: {:.1?}",
            begun.elapsed()
        );
    }
    let mut params = at;
    params["newName"] = json!("incident_outage");
    let begun = Instant::now();
    let edit = editor.ask("textDocument/rename", params);
    let files = edit["documentChanges"].as_array().unwrap().len();
    println!("renamed in {files} files: {:.1?}", begun.elapsed());
    editor.leave();
}
