//! Random edits of policies, cases and records over the protocol: the server never panics, answers after
//! each of them, and holds no more memory in the end than after the first thousand.
//!
//! `LSP_EDITS=20000 cargo test -p onus-lsp edits -- --nocapture` makes as many as the figure says.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod editor;
mod texts;

use serde_json::{Value, json};

use editor::{Editor, place};
use texts::{CASES, FILES, POLICY, RECORD, VOCABULARY};

const MAIN: &str = "notice/policy.onus";
const BASE: &str = "base.onus";
/// What is edited, as it is when it is sound.
const EDITED: [(&str, &str); 4] = [
    (MAIN, POLICY),
    (BASE, VOCABULARY),
    ("notice/notice.cases.onus", CASES),
    ("notice/facts/one.json", RECORD),
];
/// After so many edits the memory is taken that is not to grow.
const FIRST: usize = 1_000;

/// A generator of numbers that is the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// Memory that the process holds, in kilobytes, where the system tells.
fn memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

const PIECES: [&str; 18] = [
    "",
    " ",
    "\n",
    "\"",
    "(",
    ")",
    "duty x\n",
    "policy other\n",
    "use base\n",
    "is ",
    "가",
    "𠮷",
    "# c",
    "in force from 2020-01-01\n",
    "{",
    "]",
    ": 3,",
    "case c as of 2024-01-01T00:00 expect large\n",
];

#[test]
fn any_edits_leave_a_server_that_answers() {
    let wanted = std::env::var("LSP_EDITS")
        .ok()
        .and_then(|text| text.parse().ok());
    let edits: usize = wanted.unwrap_or(2_000);
    let mut editor = Editor::start("edits", &FILES, "en");
    for (name, _) in EDITED {
        editor.open(name);
    }
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut texts = EDITED.map(|(_, text)| text.to_owned());
    let mut first = None;
    for number in 0..edits {
        let which = [0, 0, 0, 1, 1, 2, 2, 3][dice.below(8)];
        let (name, sound) = EDITED[which];
        let text = &mut texts[which];
        // Now and then the author goes back to what was sound.
        if number % 40 == 39 {
            *text = sound.to_owned();
            editor.write(name, text);
        } else {
            let bounds: Vec<usize> = text
                .char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect();
            let start = dice.below(bounds.len());
            let end = (start + dice.below(12)).min(bounds.len() - 1);
            let (start, end) = (bounds[start], bounds[end.max(start)]);
            let piece = PIECES[dice.below(PIECES.len())];
            let range = json!({"start": place(text, start), "end": place(text, end)});
            editor.change(name, json!([{"range": range, "text": piece}]));
            text.replace_range(start..end, piece);
        }
        let at = place(text, {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            bounds.get(dice.below(bounds.len())).copied().unwrap_or(0)
        });
        let document = json!({"uri": editor.uri(name)});
        let there = json!({"textDocument": document, "position": at});
        let method = [
            "textDocument/hover",
            "textDocument/completion",
            "textDocument/definition",
            "textDocument/documentSymbol",
            "textDocument/semanticTokens/full",
            "textDocument/codeLens",
            "textDocument/foldingRange",
            "textDocument/prepareRename",
            "textDocument/formatting",
            "textDocument/documentHighlight",
        ][dice.below(10)];
        let mut there = there;
        there["options"] = json!({"tabSize": 2, "insertSpaces": true});
        editor.ask(method, there);
        if number % 50 == 0 {
            let point = json!({"start": at, "end": at});
            let context = json!({"diagnostics": []});
            let asked = json!({"textDocument": document, "range": point, "context": context});
            editor.ask("textDocument/codeAction", asked);
        }
        if number % 50 == 25 {
            let end = json!({"line": 99, "character": 0});
            let range = json!({"start": {"line": 0, "character": 0}, "end": end});
            let asked = json!({"textDocument": document, "range": range});
            editor.ask("textDocument/inlayHint", asked);
            for case in ["told", "small"] {
                let arguments = json!([editor.uri(EDITED[2].0), case]);
                let command = json!({"command": "onus.runCase", "arguments": arguments});
                editor.ask("workspace/executeCommand", command);
            }
        }
        if number + 1 == FIRST {
            first = memory();
        }
        if number % 1_000 == 999 {
            println!("{} edits: {:?} kB", number + 1, memory());
        }
    }
    // Back to what was sound, nothing is found.
    for (name, text) in EDITED {
        editor.write(name, text);
    }
    editor.wait(MAIN);
    // All findings are sent together, before the next answer.
    editor.ask("workspace/executeCommand", json!({"command": "onus.work"}));
    for (name, _) in EDITED {
        let uri = editor.uri(name);
        assert_eq!(
            editor.findings.get(&uri),
            Some(&Vec::<Value>::new()),
            "{name}"
        );
    }
    // What leaks grows with every edit.
    if let (Some(first), Some(last)) = (first, memory()) {
        println!("{first} kB after {FIRST} edits, {last} kB after {edits}");
        assert!(last * 10 <= first * 11, "{first} kB became {last} kB");
    }
    editor.leave();
}
