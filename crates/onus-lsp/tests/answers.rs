//! What each question answers.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::texts::{FILES, POLICY, RECORD, VOCABULARY};

const MAIN: &str = "notice/policy.onus";

fn labels(answer: &Value) -> BTreeSet<String> {
    let items = answer.as_array().unwrap().iter();
    items
        .map(|item| item["label"].as_str().unwrap().to_owned())
        .collect()
}

/// What may be written where a text is cut off.
fn completed(editor: &mut Editor, before: &str, typed: &str) -> BTreeSet<String> {
    let at = POLICY.find(before).expect("it is there") + before.len();
    let text = format!("{}{typed}\n{}", &POLICY[..at], &POLICY[at..]);
    editor.write(MAIN, &text);
    let params = editor.there(MAIN, &text, &format!("{before}{typed}"));
    labels(&editor.ask("textDocument/completion", params))
}

#[test]
fn a_name_says_what_it_is() {
    let mut editor = Editor::start("hover", &FILES, "ko");
    editor.open(MAIN);
    let mut told = |before: &str| {
        let params = editor.there(MAIN, POLICY, before);
        let hover = editor.ask("textDocument/hover", params);
        hover["contents"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let duty = told("duty not");
    for part in [
        "duty notify",
        "Notice of an outage",
        "중단 고지",
        "근거: Act 1",
        "- `in force from 2020-01-01 until 2021-12-31` · Act 1(1)",
        "의문: 지연이 중단인지 여부",
    ] {
        assert!(duty.contains(part), "{part}: {duty}");
    }
    let field = told("outage.eff");
    assert!(
        field.contains("field base.Outage.effect : outage_effect"),
        "{field}"
    );
    let alternative = told("is st");
    assert!(alternative.contains("base.outage_effect.stop") && alternative.contains("중단"));
    let keyword = told("  mean");
    assert!(keyword.contains("`means` · `뜻`"), "{keyword}");
    editor.leave();
}

#[test]
fn names_lead_to_where_they_are_declared_and_used() {
    let mut editor = Editor::start("names", &FILES, "en");
    editor.open(MAIN);
    let at = editor.there(MAIN, POLICY, "outage.eff");
    let there = editor.ask("textDocument/definition", at);
    assert_eq!(there["uri"], json!(editor.uri("base.onus")));
    let line = VOCABULARY
        .lines()
        .position(|line| line.contains("field effect"))
        .unwrap();
    assert_eq!(there["range"]["start"]["line"], json!(line));
    let mut params = editor.there(MAIN, POLICY, "define la");
    params["context"] = json!({"includeDeclaration": true});
    let places = editor.ask("textDocument/references", params);
    let files: BTreeSet<&str> = places
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["uri"].as_str().unwrap())
        .collect();
    assert_eq!(places.as_array().unwrap().len(), 3, "{places}");
    assert_eq!(files.len(), 2);
    let found = editor.ask("workspace/symbol", json!({"query": "notify"}));
    assert_eq!(found[0]["name"], json!("notify"));
    let params = json!({"textDocument": {"uri": editor.uri(MAIN)}});
    let outline = editor.ask("textDocument/documentSymbol", params.clone());
    let names = outline
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap());
    let names: Vec<_> = names.collect();
    assert_eq!(names, ["notice", "base", "Act", "tell", "large", "notify"]);
    let folds = editor.ask("textDocument/foldingRange", params.clone());
    assert_eq!(folds.as_array().unwrap().len(), 4, "{folds}");
    let tokens = editor.ask("textDocument/semanticTokens/full", params.clone());
    let numbers = tokens["data"].as_array().unwrap();
    assert!(
        numbers.len() > 5 * 15 && numbers.len().is_multiple_of(5),
        "{}",
        numbers.len()
    );
    let lenses = editor.ask("textDocument/codeLens", params);
    let titles = lenses.as_array().unwrap().iter();
    let titles: Vec<_> = titles
        .map(|lens| lens["command"]["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["1 case", "2 cases"]);
    editor.leave();
}

#[test]
fn what_may_be_written_is_offered() {
    let mut editor = Editor::start("completion", &FILES, "en");
    editor.open(MAIN);
    let clauses = completed(&mut editor, "  bearer operator", "\n  ");
    assert!(
        clauses.contains("on breach") && clauses.contains("unless"),
        "{clauses:?}"
    );
    assert!(
        !clauses.contains("means") && !clauses.contains("bearer"),
        "{clauses:?}"
    );
    // `at` alone belongs to a source.
    assert!(
        clauses.contains("promptly") && clauses.contains("at once") && !clauses.contains("at"),
        "{clauses:?}"
    );
    let fields = completed(&mut editor, "and large", " and outage.");
    assert_eq!(
        fields,
        BTreeSet::from(["started", "effect", "reached"].map(str::to_owned))
    );
    let values = completed(&mut editor, "and large", " and outage.effect is ");
    assert!(
        values.contains("slow") && values.contains("known"),
        "{values:?}"
    );
    let cited = completed(&mut editor, "must   tell", "\n  cites ");
    assert!(
        cited.contains("Act") && cited.contains("Act 1(2)"),
        "{cited:?}"
    );
    let parties = completed(&mut editor, "must   tell", "\n  bearer ");
    assert!(
        parties.contains("operator") && !parties.contains("large"),
        "{parties:?}"
    );
    let units = completed(&mut editor, "and large", " and outage.reached > 5 ");
    assert!(
        units.contains("people") && units.contains("business days") && units.contains("개월"),
        "{units:?}"
    );
    let acts = completed(&mut editor, "bearer operator", "\n  must ");
    assert_eq!(acts, BTreeSet::from(["tell".to_owned()]));
    let kinds = completed(&mut editor, "use base", "\nfact other : ");
    assert!(
        kinds.contains("Outage") && kinds.contains("yes/no") && kinds.contains("시각"),
        "{kinds:?}"
    );
    let regimes = completed(&mut editor, "must   tell", "\n  periods kr.");
    assert!(
        regimes.contains("kr.civil") && !regimes.contains("be"),
        "{regimes:?}"
    );
    let uses = completed(&mut editor, "use base", "\nuse ba");
    assert_eq!(uses, BTreeSet::from(["base", "notice"].map(str::to_owned)));
    let states = completed(&mut editor, "use base", "\ncase c\n  expect notify ");
    assert!(
        states.contains("pending") && !states.contains("large"),
        "{states:?}"
    );
    // A name with dots takes the place of all that is typed of it.
    let text = POLICY.replacen(
        "use base",
        "use base\nperiods own \"Own\"\n  periods kr.ci",
        1,
    );
    editor.write(MAIN, &text);
    let params = editor.there(MAIN, &text, "periods kr.ci");
    let offered = editor.ask("textDocument/completion", params);
    let civil = offered.as_array().unwrap().iter();
    let civil = civil
        .filter(|one| one["label"] == json!("kr.civil"))
        .collect::<Vec<_>>();
    assert_eq!(civil[0]["textEdit"]["newText"], json!("kr.civil"));
    let range = &civil[0]["textEdit"]["range"];
    assert_eq!(
        (&range["start"]["character"], &range["end"]["character"]),
        (&json!(10), &json!(15))
    );
    let calendars = completed(
        &mut editor,
        "use base",
        "\ncalendar own \"Own\"\n  extends ",
    );
    assert!(calendars.contains("be"), "{calendars:?}");
    let weekdays = completed(
        &mut editor,
        "use base",
        "\ncalendar own \"Own\"\n  weekend ",
    );
    assert!(weekdays.contains("friday"), "{weekdays:?}");
    let rules = completed(&mut editor, "use base", "\nperiods own \"Own\"\n  rule ");
    assert!(rules.contains("first day excluded"), "{rules:?}");
    let items = completed(&mut editor, "use base", "\n");
    assert!(
        items.contains("define") && items.contains("duty"),
        "{items:?}"
    );
    editor.leave();
}

#[test]
fn numbers_are_shown_as_figures_and_the_layout_is_made() {
    let mut editor = Editor::start("layout", &FILES, "en");
    editor.open(MAIN);
    let document = json!({"uri": editor.uri(MAIN)});
    let whole = json!({
        "start": {"line": 0, "character": 0},
        "end": {"line": 99, "character": 0},
    });
    let hints = editor.ask(
        "textDocument/inlayHint",
        json!({"textDocument": document, "range": whole}),
    );
    assert_eq!(hints[0]["label"], json!("= 1,000,000"));
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let format = json!({"textDocument": document, "options": options});
    assert_eq!(
        editor.ask("textDocument/formatting", format.clone()),
        json!([])
    );
    let messy = POLICY.replace("  bearer operator", "      bearer    operator");
    editor.write(MAIN, &messy);
    let edits = editor.ask("textDocument/formatting", format.clone());
    let edit = json!({"documentChanges": [{"textDocument": document, "edits": edits}]});
    assert_eq!(editor.edited(MAIN, &messy, &edit), POLICY);
    // A text with an error is left alone.
    editor.write(MAIN, &messy.replace("means", "menas"));
    assert_eq!(editor.ask("textDocument/formatting", format), Value::Null);
    editor.leave();
}

#[test]
fn records_have_findings_and_are_completed() {
    let mut editor = Editor::start("records", &FILES, "en");
    let record = "notice/facts/one.json";
    assert_eq!(editor.open(record), Vec::<Value>::new());
    let wrong = RECORD.replace("\"stop\"", "\"stopp\"");
    editor.write(record, &wrong);
    let found = editor.wait(record);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["range"]["start"]["line"], json!(2));
    let params = editor.there(record, &wrong, "\"effect\": \"");
    let offered = labels(&editor.ask("textDocument/completion", params));
    assert_eq!(offered, BTreeSet::from(["stop", "slow"].map(str::to_owned)));
    let params = editor.there(record, &wrong, "\"outage\": {\"");
    let offered = labels(&editor.ask("textDocument/completion", params));
    assert!(offered.contains("reached"), "{offered:?}");
    editor.leave();
}

#[test]
fn a_warning_can_be_allowed_and_other_places_are_named() {
    let mut editor = Editor::start("actions", &FILES, "ko");
    editor.open(MAIN);
    // A second declaration of a name points at the first.
    let twice = format!("{POLICY}\nduty notify\n  cites Act 1\n  bearer operator\n  must tell\n");
    editor.write(MAIN, &twice);
    let found = editor.wait(MAIN);
    let related = found
        .iter()
        .filter(|one| one["relatedInformation"].is_array());
    let related: Vec<_> = related.collect();
    assert!(!related.is_empty(), "{found:#?}");
    let line = POLICY
        .lines()
        .position(|line| line.starts_with("duty notify"))
        .unwrap();
    let place = &related[0]["relatedInformation"][0]["location"];
    assert_eq!(place["range"]["start"]["line"], json!(line));
    // A duty without a limit warns, and the warning can be allowed.
    let endless = POLICY.replace("  by     24 hours after outage.started\n", "");
    editor.write(MAIN, &endless);
    let found = editor.wait(MAIN);
    let warning = found
        .iter()
        .find(|one| one["code"] == json!("missing-deadline"));
    let warning = warning.expect("there is no limit");
    assert_eq!(warning["severity"], json!(2));
    let actions = editor.ask(
        "textDocument/codeAction",
        json!({
            "textDocument": {"uri": editor.uri(MAIN)},
            "range": warning["range"],
            "context": {"diagnostics": []},
        }),
    );
    // What an editor makes of itself allows nothing.
    let of_itself = editor.ask(
        "textDocument/codeAction",
        json!({
            "textDocument": {"uri": editor.uri(MAIN)},
            "range": warning["range"],
            "context": {"diagnostics": [], "only": ["source.fixAll"]},
        }),
    );
    assert_eq!(of_itself, json!([]));
    let mut actions = actions.as_array().unwrap().iter();
    let allow = actions.find(|one| one["title"].as_str().unwrap().contains("missing-deadline"));
    let text = editor.edited(MAIN, &endless, &allow.expect("it can be allowed")["edit"]);
    // Without a reason it is still told.
    editor.write(MAIN, &text);
    let found = editor.wait(MAIN);
    let codes: Vec<_> = found.iter().map(|one| one["code"].clone()).collect();
    assert!(codes.contains(&json!("missing-deadline")), "{codes:?}");
    let text = text.replace(
        "because \"\" ko \"\"",
        "because \"No time is set\" ko \"정함 없음\"",
    );
    editor.write(MAIN, &text);
    let found = editor.wait(MAIN);
    let codes: Vec<_> = found.iter().map(|one| one["code"].clone()).collect();
    assert!(!codes.contains(&json!("missing-deadline")), "{codes:?}");
    editor.leave();
}

#[test]
fn what_cannot_be_answered_is_no_fault() {
    let mut editor = Editor::start("nothing", &FILES, "en");
    assert!(editor.tried("textDocument/unheard", json!({})).is_err());
    assert!(
        editor
            .tried("textDocument/hover", json!({"no": 1}))
            .is_err()
    );
    let nowhere = json!({
        "textDocument": {"uri": "file:///not/there.onus"},
        "position": {"line": 7, "character": 7},
    });
    assert_eq!(
        editor.ask("textDocument/hover", nowhere.clone()),
        Value::Null
    );
    assert_eq!(editor.ask("textDocument/definition", nowhere), Value::Null);
    editor.open_with("new/empty.onus", "");
    let found = editor.wait("new/empty.onus");
    assert_eq!(found[0]["code"], json!("empty-file"));
    editor.leave();
}

/// Right after a keystroke the answer is that of before it, at the places of now.
#[test]
fn a_keystroke_is_not_waited_for() {
    let mut editor = Editor::start("keystroke", &FILES, "en");
    editor.open(MAIN);
    editor.open("base.onus");
    // Two lines more above, twice, and a word broken at the end: nothing has been read since.
    let typed = format!("# 가\n\n{POLICY}");
    let top = json!({"line": 0, "character": 0});
    let range = json!({"start": top, "end": top});
    editor.change(MAIN, json!([{"range": range, "text": "\n"}]));
    editor.change(MAIN, json!([{"range": range, "text": "# 가\n"}]));
    let at = editor.there(MAIN, &typed, "define la");
    let hover = editor.ask("textDocument/hover", at);
    assert!(
        hover["contents"]["value"]
            .as_str()
            .unwrap()
            .contains("대규모 장애"),
        "{hover}"
    );
    let line = typed
        .lines()
        .position(|line| line.starts_with("define large"))
        .unwrap();
    assert_eq!(hover["range"]["start"]["line"], json!(line));
    let at = editor.there(MAIN, &typed, "is stop and lar");
    let there = editor.ask("textDocument/definition", at);
    assert_eq!(there["range"]["start"]["line"], json!(line));
    // Another file that has changed moves too.
    editor.change("base.onus", json!([{"range": range, "text": "\n\n\n"}]));
    let at = editor.there(MAIN, &typed, "outage.eff");
    let there = editor.ask("textDocument/definition", at);
    let line = VOCABULARY
        .lines()
        .position(|line| line.contains("field effect"))
        .unwrap();
    assert_eq!(there["range"]["start"]["line"], json!(line + 3));
    // What is asked of the whole file waits.
    let outline = json!({"textDocument": {"uri": editor.uri(MAIN)}});
    let outline = editor.ask("textDocument/documentSymbol", outline);
    assert_eq!(outline[0]["range"]["start"]["line"], json!(2));
    editor.leave();
}
