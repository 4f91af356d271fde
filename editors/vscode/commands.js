// What the commands hand to `onus`, apart from the editor, so that it can be tried without one.
"use strict";

const path = require("node:path");

/** The folder of a policy: that of the file, or the one above a folder `facts`, `edges` or `answers`. */
function policyFolder(file) {
  const folder = path.dirname(file);
  const beside = ["facts", "edges", "answers"];
  return beside.includes(path.basename(folder)) ? path.dirname(folder) : folder;
}

function evaluate(file, language) {
  return ["eval", policyFolder(file), "--facts", file, "--full", "--lang", language];
}

function why(name, file, record, language) {
  return ["why", name, policyFolder(file), "--facts", record, "--lang", language];
}

function graph(file, language) {
  return ["graph", policyFolder(file), "--lang", language];
}

/** Text as it may stand in a page. */
function escaped(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (sign) => signs[sign]);
}

module.exports = { policyFolder, evaluate, why, graph, escaped };
