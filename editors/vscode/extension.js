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

function korean() {
  return setting("language") === "ko";
}

/** Runs `onus` and gives what it prints, and after it what it complains of. */
function run(args) {
  return new Promise((resolve) => {
    execFile(setting("command"), args, { maxBuffer: 64 << 20 }, (error, out, err) =>
      resolve(commands.told(error, out, err)),
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
  if (!file) {
    return;
  }
  // What is judged is the file: it is written first.
  await vscode.window.activeTextEditor.document.save();
  const asOf = await vscode.window.showInputBox({
    prompt: korean() ? "언제를 기준으로 봅니까? 비우면 지금" : "As of when? Empty for now",
    placeHolder: "2026-03-03T09:00",
  });
  if (asOf !== undefined) {
    show("Onus", await run(commands.evaluate(file, setting("language"), asOf.trim())));
  }
}

async function why() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return;
  }
  const word = editor.document.getWordRangeAtPosition(editor.selection.active);
  const name = await vscode.window.showInputBox({
    prompt: korean() ? "어느 조항입니까?" : "Which provision?",
    value: word ? editor.document.getText(word) : "",
  });
  const records = await vscode.workspace.findFiles("**/facts/*.{json,yaml,yml,toml}");
  const picked = name && (await vscode.window.showQuickPick(records.map((uri) => uri.fsPath)));
  if (picked) {
    await vscode.workspace.saveAll();
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
      } else if (told && !told.judged) {
        // It expects nothing yet.
        running.skipped(item);
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

/** What is set for the server holds from its next start. */
async function changed(event) {
  if (!event.affectsConfiguration("onus")) {
    return;
  }
  const [text, action] = korean()
    ? ["Onus 설정은 창을 다시 불러오면 적용됩니다.", "다시 불러오기"]
    : ["The settings of Onus hold once the window is reloaded.", "Reload"];
  if ((await vscode.window.showInformationMessage(text, action)) === action) {
    vscode.commands.executeCommand("workbench.action.reloadWindow");
  }
}

/** The server, or how to come by it. */
async function started() {
  try {
    await client.start();
    return true;
  } catch (error) {
    const text = korean()
      ? "Onus 언어 서버를 시작하지 못했습니다. `cargo install --path crates/onus-lsp`로 설치하십시오."
      : "The language server of Onus did not start; `cargo install --path crates/onus-lsp` installs it.";
    vscode.window.showErrorMessage(`${text} (${error})`);
    return false;
  }
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
  context.subscriptions.push(
    client,
    vscode.workspace.onDidChangeConfiguration(changed),
    vscode.commands.registerCommand("onus.evaluate", evaluate),
    vscode.commands.registerCommand("onus.why", why),
    vscode.commands.registerCommand("onus.graph", graph),
  );
  if (await started()) {
    tests(context);
  }
}

module.exports = { activate };
