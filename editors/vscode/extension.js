// The extension: it starts the language server, shows what `onus` answers, and lists cases as tests.
"use strict";

const { execFile } = require("node:child_process");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const commands = require("./commands.js");

let client;

function setting(name) {
  return vscode.workspace.getConfiguration("onus").get(name);
}

/** Runs `onus` and gives what it prints; what it complains of where it prints nothing. */
function run(args) {
  return new Promise((resolve) => {
    execFile(setting("command"), args, { maxBuffer: 64 << 20 }, (error, out, err) =>
      resolve(out || err || String(error)),
    );
  });
}

/** Shows a text beside the file that is edited. */
function show(title, text) {
  const panel = vscode.window.createWebviewPanel("onus", title, vscode.ViewColumn.Beside, {});
  panel.webview.html = `<!doctype html><meta charset="utf-8"><pre>${commands.escaped(text)}</pre>`;
}

function activeFile() {
  const editor = vscode.window.activeTextEditor;
  return editor && editor.document.uri.fsPath;
}

async function evaluate() {
  const file = activeFile();
  if (file) {
    show("Onus", await run(commands.evaluate(file, setting("language"))));
  }
}

async function why() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return;
  }
  const word = editor.document.getWordRangeAtPosition(editor.selection.active);
  const name = await vscode.window.showInputBox({
    prompt: "Which provision?",
    value: word ? editor.document.getText(word) : "",
  });
  const records = await vscode.workspace.findFiles("**/facts/*.{json,yaml,yml,toml}");
  const picked = name && (await vscode.window.showQuickPick(records.map((uri) => uri.fsPath)));
  if (picked) {
    const file = editor.document.uri.fsPath;
    show(name, await run(commands.why(name, file, picked, setting("language"))));
  }
}

async function graph() {
  const file = activeFile();
  if (file) {
    show("Onus", await run(commands.graph(file, setting("language"))));
  }
}

/** The cases of the open policies, in the view of tests. */
function tests(context) {
  const controller = vscode.tests.createTestController("onus", "Onus");
  context.subscriptions.push(controller);
  const ask = (command, args) =>
    client.sendRequest("workspace/executeCommand", { command, arguments: args });
  const list = async (document) => {
    if (document.languageId !== "onus") {
      return;
    }
    const uri = document.uri.toString();
    const found = (await ask("onus.cases", [uri])) || [];
    controller.items.delete(uri);
    if (found.length === 0) {
      return;
    }
    const file = controller.createTestItem(uri, vscode.workspace.asRelativePath(document.uri), document.uri);
    for (const one of found) {
      const item = controller.createTestItem(`${uri}#${one.name}`, one.name, document.uri);
      item.description = one.title || "";
      const { start, end } = one.range;
      item.range = new vscode.Range(start.line, start.character, end.line, end.character);
      file.children.add(item);
    }
    controller.items.add(file);
  };
  const perform = async (request, token) => {
    const running = controller.createTestRun(request);
    const waiting = [];
    const take = (item) => (item.children.size ? item.children.forEach(take) : waiting.push(item));
    if (request.include) {
      request.include.forEach(take);
    } else {
      controller.items.forEach(take);
    }
    for (const item of waiting) {
      if (token.isCancellationRequested) {
        break;
      }
      running.started(item);
      const begun = Date.now();
      const told = await ask("onus.runCase", [item.uri.toString(), item.label]);
      const taken = Date.now() - begun;
      if (told && told.passed) {
        running.passed(item, taken);
      } else {
        const findings = told ? told.findings : ["the policy has errors"];
        running.failed(item, findings.map((text) => new vscode.TestMessage(text)), taken);
      }
    }
    running.end();
  };
  controller.createRunProfile("Run", vscode.TestRunProfileKind.Run, perform, true);
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(list),
    vscode.workspace.onDidSaveTextDocument(list),
  );
  vscode.workspace.textDocuments.forEach(list);
}

async function activate(context) {
  const server = { command: setting("command"), args: ["lsp"] };
  const facts = { scheme: "file", pattern: "**/facts/*.{json,yaml,yml,toml}" };
  client = new LanguageClient("onus", "Onus", server, {
    documentSelector: [{ language: "onus" }, facts],
    initializationOptions: { language: setting("language") },
    synchronize: {
      fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{onus,json,yaml,yml,toml}"),
    },
  });
  await client.start();
  context.subscriptions.push(
    client,
    vscode.commands.registerCommand("onus.evaluate", evaluate),
    vscode.commands.registerCommand("onus.why", why),
    vscode.commands.registerCommand("onus.graph", graph),
  );
  tests(context);
}

module.exports = { activate };
