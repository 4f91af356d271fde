//! What is offered and shown beyond the session: words after an operand, the item that is being typed,
//! edits that an author may choose, files that are not open, records, articles and words of the language.

use serde_json::{Value, json};

use crate::editor::Editor;

const POLICY: &str = "policy outage
  title \"Outages\" ko \"장애\"
  zone Asia/Seoul
  periods kr.civil
  calendar kr

source Act \"Services Act\" ko \"서비스법\"
party operator \"Operator\" ko \"사업자\"
party users \"Users\" ko \"이용자\"
choice cause \"Cause\" ko \"원인\"
  | own \"Own\" ko \"자체\"
  | line \"Line\" ko \"회선\"
  | other \"Other\" ko \"기타\"
record Service \"A service\" ko \"서비스\"
  field paid : yes/no \"Paid\" ko \"유료\"
fact services : list of Service \"Services\" ko \"서비스 목록\"
fact started : time \"Start\" ko \"시작\"
fact ended : time \"End\" ko \"종료\"
fact why : cause \"Why\" ko \"이유\"
act notice \"Notice\" ko \"고지\"
  from operator
  to users

define long_cut(s : Service) \"Long\" ko \"장시간\"
  cites Act 5
  means ended - started > 2 hours and s.paid

duty notify \"Notify\" ko \"고지 의무\"
  cites Act 5
  bearer operator
  to users
  when any of (x in services where long_cut(x)) and why is one of (own, line)
  must notice
  by 24 hours after ended
";
const CASES: &str = "policy outage

case one \"One\" ko \"하나\"
  as of 2026-03-03T10:00
  given started is 2026-03-03T01:00
  given ended is 2026-03-03T09:00
  given why is own
  expect notify undetermined
";
const RECORD: &str = "{\n  \"zone\": \"Asia/Seoul\",\n  \"started\": \"2026. 3. 3. 09:00\",\n  \"why\": \"onw\"\n}\n";
const FILES: [(&str, &str); 3] = [
    ("outage/policy.onus", POLICY),
    ("outage/outage.cases.onus", CASES),
    ("outage/facts/one.json", RECORD),
];
const MAIN: &str = "outage/policy.onus";
const CASES_FILE: &str = "outage/outage.cases.onus";
const RECORD_FILE: &str = "outage/facts/one.json";

/// The labels that are offered after a text is typed at the end of the file.
fn offered(editor: &mut Editor, typed: &str) -> Vec<String> {
    let text = format!("{POLICY}{typed}");
    editor.write(MAIN, &text);
    let found = editor.ask("textDocument/completion", editor.there(MAIN, &text, &text));
    let found = found.as_array().cloned().unwrap_or_default();
    let mut sorted: Vec<(String, String)> = found
        .iter()
        .map(|one| {
            let label = one["label"].as_str().unwrap_or_default().to_owned();
            (one["sortText"].as_str().unwrap_or(&label).to_owned(), label)
        })
        .collect();
    sorted.sort();
    sorted.into_iter().map(|(_, label)| label).collect()
}

#[test]
fn what_can_follow_is_offered_of_the_item_that_is_being_typed() {
    let mut editor = Editor::start("offers", &FILES, "en");
    editor.open(MAIN);
    let has = |found: &[String], wanted: &[&str]| {
        for one in wanted {
            assert!(
                found.iter().any(|label| label == one),
                "{one} is not in {found:?}"
            );
        }
    };
    // Right after the head of a new item, what it needs comes first, each once.
    let found = offered(&mut editor, "\nduty other \"Other\" ko \"다른\"\n  ");
    assert_eq!(found.first().map(String::as_str), Some("cites"));
    has(&found, &["bearer", "must", "when", "by"]);
    assert_eq!(
        found.iter().filter(|one| *one == "to").count(),
        1,
        "{found:?}"
    );
    let begun = "\nduty other \"Other\" ko \"다른\"\n  cites Act 5\n  ";
    has(
        &offered(&mut editor, &format!("{begun}when why ")),
        &["is", "and", "is one of ("],
    );
    has(
        &offered(&mut editor, &format!("{begun}by 24 hours ")),
        &["after", "before"],
    );
    let choices = offered(&mut editor, &format!("{begun}when why is one of ("));
    assert_eq!(choices, ["line", "other", "own"]);
    let fields = offered(
        &mut editor,
        &format!("{begun}when any of (y in services where y."),
    );
    assert_eq!(fields, ["paid"]);
    has(
        &offered(&mut editor, "\npolicy\n  zone "),
        &["Asia/Seoul", "Europe/Paris"],
    );
    has(
        &offered(&mut editor, &format!("{begun}in force ")),
        &["from", "until"],
    );
    assert_eq!(
        offered(&mut editor, &format!("{begun}in force from ")),
        Vec::<String>::new()
    );
    has(
        &offered(&mut editor, "\n의무 다른 \"Other\" 한 \"다른\"\n  "),
        &["의무자", "하여야"],
    );
    editor.leave();
}

/// The titles and edits of the quick fixes at the one finding of a text.
fn fixes(editor: &mut Editor, name: &str, text: &str) -> Vec<(String, String)> {
    editor.write(name, text);
    let found = editor.wait(name);
    assert!(!found.is_empty(), "{text}");
    let actions = editor.ask(
        "textDocument/codeAction",
        json!({
            "textDocument": {"uri": editor.uri(name)},
            "range": found[0]["range"],
            "context": {"diagnostics": found},
        }),
    );
    let actions = actions.as_array().cloned().unwrap_or_default();
    let quick = actions
        .iter()
        .filter(|one| one["kind"] == json!("quickfix"));
    quick
        .map(|one| {
            let title = one["title"].as_str().unwrap_or_default().to_owned();
            (title, editor.edited(name, text, &one["edit"]))
        })
        .collect()
}

#[test]
fn whatever_names_the_right_word_can_be_chosen() {
    let mut editor = Editor::start("choices", &FILES, "en");
    editor.open(MAIN);
    for (meant, slip, title) in [
        ("bearer operator", "bearer operatr", "Write `operator`"),
        ("paid : yes/no", "paid : boolean", "Write `yes/no`"),
        ("of (own, line)", "of (own, lime)", "Write `line`"),
        ("periods kr.civil", "periods kr.civl", "Write `kr.civil`"),
        ("zone Asia/Seoul", "zone Seoul", "Write `Asia/Seoul`"),
        ("define long_cut", "defne long_cut", "Write `define`"),
    ] {
        let made = fixes(&mut editor, MAIN, &POLICY.replace(meant, slip));
        let wanted = (title.to_owned(), POLICY.to_owned());
        assert!(made.contains(&wanted), "{slip}: {made:?}");
    }
    // What is missing is put where it belongs.
    let made = fixes(
        &mut editor,
        MAIN,
        &POLICY.replace("  bearer operator\n", ""),
    );
    assert!(
        made[0].1.contains("ko \"고지 의무\"\n  bearer operator\n"),
        "{made:?}"
    );
    let made = fixes(
        &mut editor,
        MAIN,
        &POLICY.replace("Act 5\n  bearer", "Decree 5\n  bearer"),
    );
    assert!(
        made[0]
            .1
            .contains("ko \"서비스법\"\nsource Decree \"Decree\" ko \"Decree\"\n"),
        "{made:?}"
    );
    // A record: its day is mended, and then its choice.
    editor.write(MAIN, POLICY);
    editor.open(RECORD_FILE);
    let made = fixes(&mut editor, RECORD_FILE, RECORD);
    let day = RECORD.replace("2026. 3. 3. 09:00", "2026-03-03T09:00");
    assert!(made.iter().any(|(_, text)| *text == day), "{made:?}");
    let made = fixes(&mut editor, RECORD_FILE, &day);
    let choice = day.replace("onw", "own");
    assert!(made.iter().any(|(_, text)| *text == choice), "{made:?}");
    editor.leave();
}

#[test]
fn files_of_the_policy_that_are_not_open_are_shown_too() {
    let mut editor = Editor::start("closed", &FILES, "en");
    editor.open(MAIN);
    let broken = POLICY.replace("notify", "tell_them");
    editor.write(MAIN, &broken);
    assert_eq!(editor.wait(MAIN), Vec::<Value>::new());
    // The files of a policy are sent in the order of their names.
    let cases = editor.uri(CASES_FILE);
    let found = &editor.findings[&cases];
    assert_eq!(found[0]["code"], json!("unknown-name"), "{found:?}");
    editor.write(MAIN, POLICY);
    assert_eq!(editor.wait(MAIN), Vec::<Value>::new());
    assert_eq!(editor.findings[&cases], Vec::<Value>::new());
    editor.leave();
}

#[test]
fn everything_that_is_named_says_what_it_is() {
    let mut editor = Editor::start("named", &FILES, "ko");
    editor.open(MAIN);
    editor.open(RECORD_FILE);
    for (place, words) in [
        ("cites Act 5\n  bea", "서비스법"),
        ("zone Asia/Seo", "UTC+09:00"),
        ("periods kr.civ", "민법"),
        ("calendar k", " – "),
        ("paid : yes/n", "값 종류"),
        ("> 2 hou", "60분"),
        ("and s.pai", "유료"),
        ("2 hours and s", "s : Service"),
        ("long_cut(x", "x in services"),
        ("why is on", "선택지 중 하나"),
        ("24 hours aft", "기간을 셈"),
        ("policy out", "장애"),
    ] {
        // The article is before the line end.
        let place = place.trim_end_matches("\n  bea");
        let told = editor.ask("textDocument/hover", editor.there(MAIN, POLICY, place));
        let text = told["contents"]["value"].as_str().unwrap_or_default();
        assert!(text.contains(words), "{place}: {told}");
    }
    // A parameter leads to its declaration, an article to its source, a key of a record to its fact.
    for (name, text, place, line) in [
        (MAIN, POLICY, "2 hours and s", 23),
        (MAIN, POLICY, "cites Act 5", 6),
        (RECORD_FILE, RECORD, "\"star", 16),
    ] {
        let at = editor.ask("textDocument/definition", editor.there(name, text, place));
        assert_eq!(at["range"]["start"]["line"], json!(line), "{place}: {at}");
    }
    let told = editor.ask(
        "textDocument/hover",
        editor.there(RECORD_FILE, RECORD, "\"star"),
    );
    assert!(
        told["contents"]["value"]
            .as_str()
            .unwrap_or_default()
            .contains("시작"),
        "{told}"
    );
    // Where a fact is used, records are listed.
    let mut uses = editor.there(MAIN, POLICY, "fact star");
    uses["context"] = json!({"includeDeclaration": false});
    let uses = editor.ask("textDocument/references", uses);
    assert!(uses.to_string().contains("facts/one.json"), "{uses}");
    // All is coloured, whatever the editor has of its own.
    let tokens = json!({"textDocument": {"uri": editor.uri(MAIN)}});
    let tokens = editor.ask("textDocument/semanticTokens/full", tokens);
    let data = tokens["data"].as_array().cloned().unwrap_or_default();
    let kinds: std::collections::BTreeSet<u64> = data
        .chunks(5)
        .filter_map(|token| token[3].as_u64())
        .collect();
    assert!(
        [1, 9, 11, 12].iter().all(|kind| kinds.contains(kind)),
        "{kinds:?}"
    );
    editor.leave();
}
