//! Random edits over the protocol: the server never panics, answers after each of them, and holds no
//! more memory in the end than after the first.
//!
//! `LSP_EDITS=20000 cargo test --release -p onus-lsp edits` makes as many as the figure says.

use serde_json::json;

use crate::editor::{Editor, place};
use crate::texts::{FILES, POLICY, VOCABULARY};

const MAIN: &str = "notice/policy.onus";
const BASE: &str = "base.onus";

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

const PIECES: [&str; 14] = [
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
];

#[test]
fn any_edits_leave_a_server_that_answers() {
    let wanted = std::env::var("LSP_EDITS")
        .ok()
        .and_then(|text| text.parse().ok());
    let edits: usize = wanted.unwrap_or(400);
    let mut editor = Editor::start("edits", &FILES, "en");
    editor.open(MAIN);
    editor.open(BASE);
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut texts = [POLICY.to_owned(), VOCABULARY.to_owned()];
    let mut half = None;
    for number in 0..edits {
        let which = usize::from(dice.below(4) == 0);
        let name = [MAIN, BASE][which];
        let text = &mut texts[which];
        // Now and then the author goes back to what was sound.
        if number % 40 == 39 {
            *text = [POLICY, VOCABULARY][which].to_owned();
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
        ][dice.below(8)];
        editor.ask(method, there);
        if number % 50 == 0 {
            let point = json!({"start": at, "end": at});
            let context = json!({"diagnostics": []});
            let asked = json!({"textDocument": document, "range": point, "context": context});
            editor.ask("textDocument/codeAction", asked);
        }
        if number == edits / 2 {
            half = memory();
        }
        if number % 1_000 == 999 {
            println!("{} edits: {:?} kB", number + 1, memory());
        }
    }
    // Back to what was sound, nothing is found.
    for (name, text) in [(MAIN, POLICY), (BASE, VOCABULARY)] {
        editor.write(name, text);
    }
    assert!(editor.wait(MAIN).is_empty());
    // What the allocator once took it may keep; what leaks grows with every edit.
    if let (Some(half), Some(last), true) = (half, memory(), edits >= 10_000) {
        assert!(last * 10 <= half * 11, "{half} kB became {last} kB");
    }
    editor.leave();
}
