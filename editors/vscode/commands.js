// What the commands hand to `onus`, apart from the editor, so that it can be tried without one.
"use strict";

const path = require("node:path");

/** The folder of a policy: that of the file, or the one above a folder `facts`, `edges` or `answers`. */
function policyFolder(file) {
  const folder = path.dirname(file);
  const beside = ["facts", "edges", "answers"];
  return beside.includes(path.basename(folder)) ? path.dirname(folder) : folder;
}

/** `asOf` is the moment that is asked about; the present one where it is empty. */
function evaluate(file, language, asOf) {
  const moment = asOf ? ["--as-of", asOf] : [];
  return ["eval", policyFolder(file), "--facts", file, ...moment, "--full", "--lang", language];
}

/** What is shown of a run: the answer, and after it what was found on the way. */
function told(error, out, err) {
  const parts = [out, err].map((part) => part.trimEnd()).filter(Boolean);
  return parts.join("\n\n") || String(error);
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

module.exports = { policyFolder, evaluate, why, graph, told, escaped };
