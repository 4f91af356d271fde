//! The loop: messages in, answers out. Findings are sent when the editor has paused.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{self as told, Notification as _};
use lsp_types::request::{self as asked, Request as _};
use lsp_types::{
    DocumentFormattingParams, InitializeParams, MessageType, PublishDiagnosticsParams,
    ShowMessageParams, TextDocumentContentChangeEvent, TextEdit, Uri,
};
use onus::diagnostic::{Language, Phrase};
use onus::format::{WIDTH, format};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

mod greeting;

use greeting::{Refreshes, capabilities, reads_versions, watches};

use crate::world::World;
use crate::{Failure, place, words};

/// How long nothing must come before findings are sent.
const PAUSE: Duration = Duration::from_millis(60);

/// Serves one editor over a connection, until it leaves.
///
/// # Errors
///
/// The editor does not keep to the protocol, or has gone away.
pub fn serve(connection: &Connection) -> Result<(), Failure> {
    let (id, params) = connection.initialize_start()?;
    let params: InitializeParams = serde_json::from_value(place::with_sound_uris(params))?;
    let told = json!({
        "capabilities": capabilities(),
        "serverInfo": {"name": "onus-lsp", "version": env!("CARGO_PKG_VERSION")},
    });
    connection.initialize_finish(id, told)?;
    let mut server = Server {
        connection,
        world: World::default(),
        waiting: false,
        published: BTreeSet::new(),
        requests: 0,
        refreshes: Refreshes::of(&params),
        watches: watches(&params),
    };
    server.greet(&params);
    server.run()
}

struct Server<'c> {
    connection: &'c Connection,
    world: World,
    /// Findings are to be sent.
    waiting: bool,
    /// Files of which the editor has findings.
    published: BTreeSet<PathBuf>,
    requests: i32,
    refreshes: Refreshes,
    /// The editor can be asked to watch files.
    watches: bool,
}

type Answer = Result<Json, String>;

impl Server<'_> {
    fn greet(&mut self, params: &InitializeParams) {
        self.world.versioned = reads_versions(params);
        let folders = params.workspace_folders.iter().flatten();
        self.world.roots = folders.map(|folder| place::path(&folder.uri)).collect();
        if self.world.roots.is_empty() {
            #[expect(deprecated, reason = "older editors name one folder only")]
            let root = params.root_uri.as_ref().map(place::path);
            self.world.roots.extend(root);
        }
        let options = params.initialization_options.as_ref();
        let asked = options
            .and_then(|options| options.get("language"))
            .and_then(Json::as_str);
        let language = asked.or(params.locale.as_deref()).unwrap_or_default();
        if language.starts_with("ko") {
            self.world.language = Language::Korean;
        }
    }

    fn run(mut self) -> Result<(), Failure> {
        loop {
            let message = if self.waiting {
                match self.connection.receiver.recv_timeout(PAUSE) {
                    Ok(message) => message,
                    Err(error) if error.is_timeout() => {
                        self.waiting = false;
                        self.publish()?;
                        continue;
                    }
                    Err(_) => return Ok(()),
                }
            } else {
                match self.connection.receiver.recv() {
                    Ok(message) => message,
                    Err(_) => return Ok(()),
                }
            };
            match message {
                Message::Request(request) => {
                    if self.connection.handle_shutdown(&request)? {
                        return Ok(());
                    }
                    let response = self.request(request);
                    self.connection.sender.send(response.into())?;
                }
                Message::Notification(notification) => {
                    if notification.method == told::Exit::METHOD {
                        return Ok(());
                    }
                    self.notification(notification);
                }
                Message::Response(_) => {}
            }
        }
    }

    fn request(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let answer = match self.answered(&method, params) {
            Some(answer) => answer,
            None => {
                let message = format!("{method} is not known");
                return Response::new_err(id, ErrorCode::MethodNotFound as i32, message);
            }
        };
        match answer {
            Ok(result) => Response::new_ok(id, result),
            Err(message) => Response::new_err(id, ErrorCode::RequestFailed as i32, message),
        }
    }

    fn answered(&mut self, method: &str, params: Json) -> Option<Answer> {
        let world = &mut self.world;
        // These are answered from what was known before the last change, and from the text.
        let at_once = [
            asked::HoverRequest::METHOD,
            asked::GotoDefinition::METHOD,
            asked::DocumentHighlightRequest::METHOD,
            asked::Completion::METHOD,
            asked::DocumentSymbolRequest::METHOD,
            asked::SemanticTokensFullRequest::METHOD,
            asked::FoldingRangeRequest::METHOD,
            asked::InlayHintRequest::METHOD,
            asked::CodeLensRequest::METHOD,
            asked::Formatting::METHOD,
        ];
        if !at_once.contains(&method) {
            world.settle();
        }
        Some(match method {
            asked::HoverRequest::METHOD => with(params, |p: lsp_types::HoverParams| {
                world.hover(&p.text_document_position_params)
            }),
            asked::GotoDefinition::METHOD => with(params, |p: lsp_types::GotoDefinitionParams| {
                world.definition(&p.text_document_position_params)
            }),
            asked::References::METHOD => with(params, |p: lsp_types::ReferenceParams| {
                world.references(&p.text_document_position, p.context.include_declaration)
            }),
            asked::DocumentHighlightRequest::METHOD => {
                with(params, |p: lsp_types::DocumentHighlightParams| {
                    world.highlights(&p.text_document_position_params)
                })
            }
            asked::PrepareRenameRequest::METHOD => {
                with(params, |p: lsp_types::TextDocumentPositionParams| {
                    world.prepare(&p)
                })
            }
            asked::Rename::METHOD => self.rename(params),
            asked::DocumentSymbolRequest::METHOD => {
                with(params, |p: lsp_types::DocumentSymbolParams| {
                    world.outline(&p.text_document.uri)
                })
            }
            asked::WorkspaceSymbolRequest::METHOD => {
                with(params, |p: lsp_types::WorkspaceSymbolParams| {
                    Some(world.everything(&p.query))
                })
            }
            asked::Completion::METHOD => with(params, |p: lsp_types::CompletionParams| {
                world.complete(&p.text_document_position)
            }),
            asked::SemanticTokensFullRequest::METHOD => {
                with(params, |p: lsp_types::SemanticTokensParams| {
                    world.tokens(&p.text_document.uri)
                })
            }
            asked::FoldingRangeRequest::METHOD => {
                with(params, |p: lsp_types::FoldingRangeParams| {
                    world.folds(&p.text_document.uri)
                })
            }
            asked::InlayHintRequest::METHOD => {
                with(params, |p: lsp_types::InlayHintParams| world.hints(&p))
            }
            asked::CodeLensRequest::METHOD => with(params, |p: lsp_types::CodeLensParams| {
                world.lenses(&p.text_document.uri)
            }),
            asked::CodeActionRequest::METHOD => {
                with(params, |p: lsp_types::CodeActionParams| world.actions(&p))
            }
            asked::Formatting::METHOD => with(params, |p: DocumentFormattingParams| {
                formatted(world, &p.text_document.uri)
            }),
            asked::ExecuteCommand::METHOD => self.command(params),
            _ => return None,
        })
    }

    fn rename(&mut self, params: Json) -> Answer {
        let params = serde_json::from_value(params).map_err(|error| error.to_string())?;
        let Some((edit, warning)) = self.world.rename(&params)? else {
            return Ok(Json::Null);
        };
        if let Some(message) = warning {
            self.tell::<told::ShowMessage>(ShowMessageParams {
                typ: MessageType::WARNING,
                message,
            });
        }
        serde_json::to_value(edit).map_err(|error| error.to_string())
    }

    fn command(&mut self, params: Json) -> Answer {
        let params: lsp_types::ExecuteCommandParams =
            serde_json::from_value(params).map_err(|error| error.to_string())?;
        if params.command == "onus.work" {
            return Ok(self.world.work());
        }
        if !["onus.runCase", "onus.runCases", "onus.cases"].contains(&params.command.as_str()) {
            return Err(format!("{} is not known", params.command));
        }
        let word = |at: usize| params.arguments.get(at).and_then(Json::as_str);
        let uri = word(0).and_then(|uri| uri.parse::<Uri>().ok());
        let Some(uri) = uri else {
            return Ok(Json::Null);
        };
        let result = match (params.command.as_str(), word(1)) {
            ("onus.runCase", Some(name)) => {
                let result = self.world.run(&uri, name);
                if let Some(told) = result.as_ref().filter(|_| !self.refreshes.lenses) {
                    let says = |what: &str| told.get(what).and_then(Json::as_bool) == Some(true);
                    let passed = says("judged").then(|| says("passed"));
                    self.say_of_cases(&words::case_run(name, passed), passed == Some(true));
                }
                self.ran();
                result
            }
            ("onus.runCases", Some(name)) => {
                let (passed, all) = self.world.run_all(&uri, name);
                self.say_of_cases(&words::cases_run(passed, all), passed == all);
                self.ran();
                Some(json!({"passed": passed, "cases": all}))
            }
            ("onus.cases", _) => self.world.listed(&uri),
            _ => None,
        };
        Ok(result.unwrap_or(Json::Null))
    }

    /// What is shown of cases is asked for again.
    fn ran(&mut self) {
        self.waiting = true;
        if self.refreshes.lenses {
            self.ask::<asked::CodeLensRefresh>();
            self.ask::<asked::InlayHintRefreshRequest>();
        }
    }

    /// What became of cases, where an editor shows messages: not every one shows it above the case.
    fn say_of_cases(&self, told: &Phrase, passed: bool) {
        self.tell::<told::ShowMessage>(ShowMessageParams {
            typ: if passed {
                MessageType::INFO
            } else {
                MessageType::WARNING
            },
            message: self.world.say(told),
        });
    }

    /// Asks the editor to watch the files of policies and records: those that are not open change too.
    fn watch(&mut self) {
        let globs = ["**/*.onus", "**/facts/*.{json,yaml,yml,toml}"];
        let watchers: Vec<Json> = globs
            .iter()
            .map(|glob| json!({"globPattern": glob}))
            .collect();
        let registration = json!({"registrations": [{
            "id": "onus.files",
            "method": told::DidChangeWatchedFiles::METHOD,
            "registerOptions": {"watchers": watchers},
        }]});
        self.requests += 1;
        let method = asked::RegisterCapability::METHOD.to_owned();
        let request = Request::new(self.requests.into(), method, registration);
        let _ = self.connection.sender.send(request.into());
    }

    fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        let _ = match method.as_str() {
            told::Initialized::METHOD if self.watches => {
                self.watch();
                Ok(Json::Null)
            }
            told::DidOpenTextDocument::METHOD => {
                with(params, |p: lsp_types::DidOpenTextDocumentParams| {
                    let document = p.text_document;
                    let path = place::path(&document.uri);
                    self.world.write(&path, document.text, document.version);
                    self.waiting = true;
                    None::<()>
                })
            }
            told::DidChangeTextDocument::METHOD => {
                with(params, |p: lsp_types::DidChangeTextDocumentParams| {
                    let path = place::path(&p.text_document.uri);
                    if let Some(text) = changed(&self.world, &path, p.content_changes) {
                        self.world.write(&path, text, p.text_document.version);
                        self.waiting = true;
                    }
                    None::<()>
                })
            }
            told::DidCloseTextDocument::METHOD => {
                with(params, |p: lsp_types::DidCloseTextDocumentParams| {
                    self.world.settle();
                    self.world
                        .documents
                        .close(&place::path(&p.text_document.uri));
                    self.world.forget();
                    self.waiting = true;
                    None::<()>
                })
            }
            told::DidSaveTextDocument::METHOD | told::DidChangeWatchedFiles::METHOD => {
                self.world.settle();
                self.world.forget();
                self.waiting = true;
                Ok(Json::Null)
            }
            _ => Ok(Json::Null),
        };
    }

    /// Sends the findings of the files that are open and of those of their policies, and takes back those
    /// of files that are neither.
    fn publish(&mut self) -> Result<(), Failure> {
        // Reading and checking are two steps, between which what is asked is answered first.
        self.world.read();
        if !self.connection.receiver.is_empty() {
            self.waiting = true;
            return Ok(());
        }
        self.world.settle();
        if std::mem::take(&mut self.world.late) {
            if self.refreshes.tokens {
                self.ask::<asked::SemanticTokensRefresh>();
            }
            if self.refreshes.lenses {
                self.ask::<asked::CodeLensRefresh>();
            }
        }
        // The files of a policy are shown together, those that are not open as well.
        let mut open: BTreeSet<PathBuf> = self.world.documents.open().into_iter().collect();
        open.extend(self.world.beside_open());
        for path in self.published.difference(&open) {
            if let Some(uri) = place::uri(path) {
                let nothing = PublishDiagnosticsParams::new(uri, Vec::new(), None);
                self.connection.sender.send(publication(nothing)?)?;
            }
        }
        let mut published = BTreeSet::new();
        for path in open {
            let shown = self.world.documents.version(&path).is_some();
            if let Some(found) = self.world.published(&path) {
                // Of a file that nobody looks at it is news only that something was found, or no longer is.
                if shown || !found.diagnostics.is_empty() || self.published.contains(&path) {
                    let nothing = found.diagnostics.is_empty() && !shown;
                    self.connection.sender.send(publication(found)?)?;
                    if nothing {
                        continue;
                    }
                    published.insert(path);
                }
            }
        }
        self.published = published;
        Ok(())
    }

    fn tell<N: told::Notification>(&self, params: N::Params) {
        let message = Notification::new(N::METHOD.to_owned(), params);
        let _ = self.connection.sender.send(message.into());
    }

    fn ask<R: asked::Request<Params = ()>>(&mut self) {
        self.requests += 1;
        let request = Request::new(self.requests.into(), R::METHOD.to_owned(), Json::Null);
        let _ = self.connection.sender.send(request.into());
    }
}

fn publication(found: PublishDiagnosticsParams) -> Result<Message, Failure> {
    let params = serde_json::to_value(found)?;
    let method = told::PublishDiagnostics::METHOD.to_owned();
    Ok(Notification { method, params }.into())
}

/// Reads what is asked and writes what is answered.
fn with<P: DeserializeOwned, R: Serialize>(
    params: Json,
    answer: impl FnOnce(P) -> Option<R>,
) -> Answer {
    let params = serde_json::from_value(params).map_err(|error| error.to_string())?;
    serde_json::to_value(answer(params)).map_err(|error| error.to_string())
}

/// The text of an open file after changes.
fn changed(
    world: &World,
    path: &std::path::Path,
    changes: Vec<TextDocumentContentChangeEvent>,
) -> Option<String> {
    let file = world.documents.id(path)?;
    let mut text = world.sources().get(file)?.text().to_owned();
    for change in changes {
        let Some(range) = change.range else {
            text = change.text;
            continue;
        };
        let mut sources = onus::source::Sources::default();
        let file = sources.add("", std::mem::take(&mut text));
        let span = place::span(&sources, file, range)?;
        let old = sources.get(file)?.text();
        let before = old.get(..span.start as usize)?;
        let after = old.get(span.end as usize..)?;
        text = [before, change.text.as_str(), after].concat();
    }
    Some(text)
}

/// The edits that give a policy its layout; none while it has an error.
fn formatted(world: &World, uri: &Uri) -> Option<Vec<TextEdit>> {
    let path = place::path(uri);
    let file = world.documents.id(&path)?;
    if !crate::world::is_policy(&path) {
        return None;
    }
    let made = format(world.sources().get(file)?.text(), WIDTH).ok()?;
    Some(world.rewritten(file, &made))
}
