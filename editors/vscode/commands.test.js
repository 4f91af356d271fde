"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { policyFolder, evaluate, why, graph, told, escaped } = require("./commands.js");

test("the folder of a policy is found from its records too", () => {
  assert.equal(policyFolder("/a/notice/policy.onus"), "/a/notice");
  assert.equal(policyFolder("/a/notice/facts/one.json"), "/a/notice");
});

test("commands name the policy, the record and the language", () => {
  const record = "/a/notice/facts/one.json";
  assert.deepEqual(evaluate(record, "ko"), ["eval", "/a/notice", "--facts", record, "--full", "--lang", "ko"]);
  assert.deepEqual(evaluate(record, "en", "2026-03-03").slice(4, 6), ["--as-of", "2026-03-03"]);
  assert.deepEqual(why("notify", "/a/notice/policy.onus", record, "en").slice(0, 3), ["why", "notify", "/a/notice"]);
  assert.equal(graph("/a/notice/policy.onus", "en")[0], "graph");
});

test("what was found on the way is shown with the answer", () => {
  assert.equal(told(null, "answer\n", "warning\n"), "answer\n\nwarning");
  assert.equal(told(new Error("none"), "", ""), "Error: none");
});

test("every title of the package is there in both languages", () => {
  const read = (name) => JSON.parse(fs.readFileSync(path.join(__dirname, name), "utf8"));
  const [about, en, ko] = ["package.json", "package.nls.json", "package.nls.ko.json"].map(read);
  const named = [...JSON.stringify(about).matchAll(/%([a-z.]+)%/g)].map((match) => match[1]);
  assert.ok(named.length >= 6);
  for (const name of named) {
    assert.ok(en[name] && ko[name], name);
    assert.match(ko[name], /[가-힣]/);
  }
  assert.deepEqual(Object.keys(en), Object.keys(ko));
});

test("an answer cannot write the page that shows it", () => {
  assert.equal(escaped('<b a="1">&'), "&lt;b a=&quot;1&quot;&gt;&amp;");
});

test("what the package names is there, and every command is written", () => {
  const folder = __dirname;
  const about = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  for (const grammar of about.contributes.grammars) {
    const text = fs.readFileSync(path.join(folder, grammar.path), "utf8");
    assert.equal(JSON.parse(text).scopeName, grammar.scopeName);
  }
  const code = fs.readFileSync(path.join(folder, "extension.js"), "utf8");
  for (const { command } of about.contributes.commands) {
    assert.ok(code.includes(`"${command}"`), command);
  }
});
