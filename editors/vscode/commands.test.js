"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { policyFolder, evaluate, why, graph, escaped } = require("./commands.js");

test("the folder of a policy is found from its records too", () => {
  assert.equal(policyFolder("/a/notice/policy.onus"), "/a/notice");
  assert.equal(policyFolder("/a/notice/facts/one.json"), "/a/notice");
});

test("commands name the policy, the record and the language", () => {
  const record = "/a/notice/facts/one.json";
  assert.deepEqual(evaluate(record, "ko"), ["eval", "/a/notice", "--facts", record, "--full", "--lang", "ko"]);
  assert.deepEqual(why("notify", "/a/notice/policy.onus", record, "en").slice(0, 3), ["why", "notify", "/a/notice"]);
  assert.equal(graph("/a/notice/policy.onus", "en")[0], "graph");
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
