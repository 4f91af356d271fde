//! One session: open, break, mend by a code action, rename across files, run a case.

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::texts::{CASES, FILES, POLICY, VOCABULARY};

const MAIN: &str = "notice/policy.onus";
const CASES_FILE: &str = "notice/notice.cases.onus";

#[test]
fn a_session_from_beginning_to_end() {
    let mut editor = Editor::start("session", &FILES, "en");
    assert_eq!(editor.open(MAIN), Vec::<Value>::new());
    assert_eq!(editor.open(CASES_FILE), Vec::<Value>::new());

    // A state is misspelt; the rest of the file can still be asked about.
    let broken = POLICY.replace("24 hours after", "24 hours afer");
    editor.write(MAIN, &broken);
    let found = editor.wait(MAIN);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["code"], json!("unexpected-text"));
    assert_eq!(found[0]["severity"], json!(1));
    let hover = editor.ask(
        "textDocument/hover",
        editor.there(MAIN, &broken, "define la"),
    );
    assert!(
        hover["contents"]["value"]
            .as_str()
            .unwrap()
            .contains("대규모 장애")
    );

    // The certain edit is offered, and makes the text what it was.
    let range = found[0]["range"].clone();
    let actions = editor.ask(
        "textDocument/codeAction",
        json!({
            "textDocument": {"uri": editor.uri(MAIN)},
            "range": range,
            "context": {"diagnostics": found},
        }),
    );
    let mut kinds = actions.as_array().unwrap().iter();
    let action = kinds
        .find(|action| action["kind"] == json!("quickfix"))
        .expect("there is one");
    let mended = editor.edited(MAIN, &broken, &action["edit"]);
    assert_eq!(mended, POLICY);
    editor.write(MAIN, &mended);
    assert_eq!(editor.wait(MAIN), Vec::<Value>::new());

    // A field of the policy that is used gets another name, in the files of both.
    let at = editor.there(MAIN, POLICY, "means outage.rea");
    let mut rename = at.clone();
    rename["newName"] = json!("people_reached");
    let edit = editor.ask("textDocument/rename", rename);
    let main = editor.edited(MAIN, POLICY, &edit);
    let cases = editor.edited(CASES_FILE, CASES, &edit);
    let base = editor.edited("base.onus", VOCABULARY, &edit);
    assert!(
        main.contains("means outage.people_reached >= 100만 people"),
        "{main}"
    );
    assert!(
        cases.contains("given outage.people_reached is 10 people"),
        "{cases}"
    );
    assert!(base.contains("field people_reached : people"), "{base}");
    // The record is not changed, and that is said.
    assert_eq!(editor.messages.len(), 1, "{:?}", editor.messages);
    assert!(
        editor.messages[0].contains("one.json"),
        "{:?}",
        editor.messages
    );
    // A name that is there already is refused, and so is one that is none.
    for wrong in ["effect", "two words", "9a", "and"] {
        let mut rename = at.clone();
        rename["newName"] = json!(wrong);
        assert!(
            editor.tried("textDocument/rename", rename).is_err(),
            "{wrong}"
        );
    }

    // A case is run, and its lens says what became of it; what differs is shown at its place.
    let lenses = json!({"textDocument": {"uri": editor.uri(CASES_FILE)}});
    let titles = |lenses: &Value| -> Vec<String> {
        let lenses = lenses.as_array().unwrap().iter();
        lenses
            .map(|lens| lens["command"]["title"].as_str().unwrap().to_owned())
            .collect()
    };
    let before = editor.ask("textDocument/codeLens", lenses.clone());
    assert_eq!(titles(&before), ["▶ run", "▶ run"]);
    for (name, passed) in [("told", true), ("small", false)] {
        let arguments = json!([editor.uri(CASES_FILE), name]);
        let command = json!({"command": "onus.runCase", "arguments": arguments});
        let told = editor.ask("workspace/executeCommand", command);
        assert_eq!(told["passed"], json!(passed), "{told}");
    }
    let found = editor.wait(CASES_FILE);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["range"]["start"]["line"], json!(12));
    let after = editor.ask("textDocument/codeLens", lenses);
    assert_eq!(
        titles(&after),
        ["▶ run", "✓ passed", "▶ run", "✗ differs: 1 expectation"]
    );
    // The day on which the limit falls is shown beside the expectation.
    let end = json!({"line": 99, "character": 0});
    let hints = editor.ask(
        "textDocument/inlayHint",
        json!({
            "textDocument": {"uri": editor.uri(CASES_FILE)},
            "range": {"start": {"line": 0, "character": 0}, "end": end},
        }),
    );
    let labels = hints
        .as_array()
        .unwrap()
        .iter()
        .map(|hint| hint["label"].as_str().unwrap());
    assert_eq!(labels.collect::<Vec<_>>(), ["due 2022-02-11 Fri 08:00"]);

    // A case whose expectation is still a comment can be run, and is not judged.
    let skeleton = "\ncase edge\n  as of 2022-02-10T18:00\n  # expect large_outage\n";
    let cases = format!("{}{skeleton}", CASES.trim_end());
    editor.write(CASES_FILE, &cases);
    let found = editor.wait(CASES_FILE);
    let codes: Vec<&Value> = found.iter().map(|one| &one["code"]).collect();
    assert!(codes.contains(&&json!("missing-expectation")), "{found:#?}");
    let arguments = json!([editor.uri(CASES_FILE), "edge"]);
    let command = json!({"command": "onus.runCase", "arguments": arguments});
    let told = editor.ask("workspace/executeCommand", command);
    assert_eq!(
        told,
        json!({"passed": false, "judged": false, "findings": []})
    );
    editor.leave();
}
