//! An editor as the server sees one: it opens and changes files, asks, and keeps what it is told.

#![allow(dead_code, reason = "not every test or benchmark uses all of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};

/// So long an answer may take before the test is given up.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) struct Editor {
    connection: Connection,
    server: Option<JoinHandle<Result<(), onus_lsp::Failure>>>,
    pub(crate) folder: PathBuf,
    next: i32,
    versions: BTreeMap<String, i32>,
    /// The findings of each file as they were sent last.
    pub(crate) findings: BTreeMap<String, Vec<Value>>,
    pub(crate) messages: Vec<String>,
    /// What was said, a line each, where `LSP_TRANSCRIPT` names a file to which it is written in the end.
    said: Option<(PathBuf, String)>,
}

impl Editor {
    /// Starts a server with a folder of these files.
    pub(crate) fn start(name: &str, files: &[(&str, &str)], language: &str) -> Editor {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Editor::at(name, folder, language)
    }

    /// Starts a server with a folder that is there.
    pub(crate) fn at(name: &str, folder: PathBuf, language: &str) -> Editor {
        let (server, client) = Connection::memory();
        let server = std::thread::spawn(move || onus_lsp::serve(&server));
        let mut editor = Editor {
            connection: client,
            server: Some(server),
            folder,
            next: 0,
            versions: BTreeMap::new(),
            findings: BTreeMap::new(),
            messages: Vec::new(),
            said: std::env::var("LSP_TRANSCRIPT")
                .ok()
                .map(|file| (file.into(), String::new())),
        };
        let root = editor.uri("");
        let greeting = editor.ask(
            "initialize",
            json!({
                "capabilities": {"workspace": {"workspaceEdit": {"documentChanges": true}}},
                "initializationOptions": {"language": language},
                "workspaceFolders": [{"uri": root.trim_end_matches('/'), "name": name}],
            }),
        );
        assert!(greeting["capabilities"]["hoverProvider"].as_bool().unwrap());
        editor.tell("initialized", json!({}));
        editor
    }

    pub(crate) fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.folder.display())
    }

    fn note(&mut self, who: &str, method: &str, what: &Value) {
        let folder = self.uri("");
        let Some((_, said)) = &mut self.said else {
            return;
        };
        let mut text = what.to_string().replace(&folder, "");
        if let Some((end, _)) = text.char_indices().nth(600) {
            text.replace_range(end.., " …");
        }
        said.push_str(&format!("{who} {method} {text}\n"));
    }

    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        self.note("editor", method, &params);
        let message = Notification::new(method.to_owned(), params);
        self.connection.sender.send(message.into()).unwrap();
    }

    /// Asks and waits for the answer.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        self.tried(method, params)
            .unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    pub(crate) fn tried(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.note("editor", method, &params);
        self.next += 1;
        let id = RequestId::from(self.next);
        let request = Request::new(id.clone(), method.to_owned(), params);
        self.connection.sender.send(request.into()).unwrap();
        loop {
            match self.connection.receiver.recv_timeout(PATIENCE).unwrap() {
                Message::Response(response) => {
                    let value = serde_json::to_value(response).unwrap();
                    assert_eq!(value["id"], json!(self.next));
                    let told = value.get("error").filter(|error| !error.is_null());
                    let told = told.or(value.get("result")).unwrap_or(&Value::Null);
                    self.note("server", method, told);
                    return match value.get("error") {
                        Some(error) if !error.is_null() => {
                            Err(error["message"].as_str().unwrap().to_owned())
                        }
                        _ => Ok(value.get("result").cloned().unwrap_or(Value::Null)),
                    };
                }
                Message::Notification(told) => self.hear(told),
                Message::Request(_) => {}
            }
        }
    }

    fn hear(&mut self, told: Notification) {
        self.note("server", &told.method, &told.params);
        match told.method.as_str() {
            "textDocument/publishDiagnostics" => {
                let uri = told.params["uri"].as_str().unwrap().to_owned();
                let found = told.params["diagnostics"].as_array().unwrap().clone();
                // What is about an earlier text has come too late.
                let versions = self.versions.iter();
                let mut versions = versions.filter(|(name, _)| self.uri(name) == uri);
                if versions
                    .next()
                    .is_none_or(|(_, now)| told.params["version"] == json!(now))
                {
                    self.findings.insert(uri, found);
                }
            }
            "window/showMessage" => {
                self.messages
                    .push(told.params["message"].as_str().unwrap().to_owned());
            }
            _ => {}
        }
    }

    /// Waits until the findings of a file are sent again.
    pub(crate) fn wait(&mut self, name: &str) -> Vec<Value> {
        let uri = self.uri(name);
        self.findings.remove(&uri);
        while !self.findings.contains_key(&uri) {
            if let Message::Notification(told) =
                self.connection.receiver.recv_timeout(PATIENCE).unwrap()
            {
                self.hear(told);
            }
        }
        self.findings[&uri].clone()
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap()
    }

    pub(crate) fn open(&mut self, name: &str) -> Vec<Value> {
        let text = self.text(name);
        self.open_with(name, &text);
        self.wait(name)
    }

    pub(crate) fn open_with(&mut self, name: &str, text: &str) {
        let uri = self.uri(name);
        self.versions.insert(name.to_owned(), 1);
        let document = json!({"uri": uri, "languageId": "onus", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replaces the whole text of an open file.
    pub(crate) fn write(&mut self, name: &str, text: &str) {
        self.change(name, json!([{"text": text}]));
    }

    pub(crate) fn change(&mut self, name: &str, changes: Value) {
        let version = self.versions.entry(name.to_owned()).or_insert(1);
        *version += 1;
        let document = json!({"version": *version, "uri": self.uri(name)});
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": changes}),
        );
    }

    /// What is asked of a place: of the first letter after `before` in the text.
    pub(crate) fn there(&self, name: &str, text: &str, before: &str) -> Value {
        let end = text
            .find(before)
            .unwrap_or_else(|| panic!("{before} is not in {name}"));
        json!({"textDocument": {"uri": self.uri(name)}, "position": place(text, end + before.len())})
    }

    /// A text after edits of a workspace edit that are for its file.
    pub(crate) fn edited(&self, name: &str, text: &str, edit: &Value) -> String {
        let uri = self.uri(name);
        let all = edit["documentChanges"].as_array().unwrap();
        let mine = all
            .iter()
            .filter(|one| one["textDocument"]["uri"] == json!(uri));
        let mut edits: Vec<Value> = mine
            .flat_map(|one| one["edits"].as_array().unwrap().clone())
            .collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(offset(text, &edit["range"]["start"])));
        let mut text = text.to_owned();
        for edit in edits {
            let (start, end) = (
                offset(&text, &edit["range"]["start"]),
                offset(&text, &edit["range"]["end"]),
            );
            text.replace_range(start..end, edit["newText"].as_str().unwrap());
        }
        text
    }

    /// Leaves, and sees that the server ends without a fault.
    pub(crate) fn leave(mut self) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        if let Some((file, said)) = &self.said {
            fs::write(file, said).unwrap();
        }
        let ended = self.server.take().unwrap().join();
        ended
            .expect("the server does not panic")
            .expect("it ends well");
    }
}

/// A byte as editors count.
pub(crate) fn place(text: &str, at: usize) -> Value {
    let before = &text[..at];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    json!({"line": line, "character": before[start..].encode_utf16().count()})
}

/// The byte of a place.
pub(crate) fn offset(text: &str, place: &Value) -> usize {
    let line = usize::try_from(place["line"].as_u64().unwrap()).unwrap();
    let units = usize::try_from(place["character"].as_u64().unwrap()).unwrap();
    let mut start = 0;
    for part in text.split_inclusive('\n').take(line) {
        start += part.len();
    }
    let mut seen = 0;
    for (at, letter) in text[start..].char_indices() {
        if seen >= units {
            return start + at;
        }
        seen += letter.len_utf16();
    }
    text.len()
}
