// The adoption page: a fact and its sentence find each other, the keyboard walks through the facts.
// The page works without it: every fact and every piece of text is a link to the other.

import { enhance } from "./chips.js";
import { forget, giveBack, keep, left } from "./kept.js";

const facts = document.getElementById("facts");
const paper = document.getElementById("paper");
const panes = { facts: document.getElementById("pane-facts"), paper: document.getElementById("pane-paper") };
const wide = window.matchMedia("(min-width: 992px)");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

let chosen = "";
/** What was being done when the right side was asked for anew: which fact, and where it stood. */
let last = null;
let busy = false;
/** What was pressed meanwhile: the right side that is on its way would undo it, so it is done when that has come. */
let waiting = [];

const cards = () => [...facts.querySelectorAll(".fact[data-key]")];
const cardOf = (key) => document.getElementById(`fact-${key}`);
const marksOf = (key) => [...paper.querySelectorAll(".mark")].filter((mark) => mark.dataset.keys.split(" ").includes(key));

/** Bring something into view inside its pane, or on the page where there are no panes; the page itself stays on a wide screen. */
function reveal(element, pane) {
  const behavior = calm.matches ? "auto" : "smooth";
  if (!wide.matches) {
    element.scrollIntoView({ block: "center", behavior });
    return;
  }
  const box = element.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (box.top >= frame.top + 72 && box.bottom <= frame.bottom - 110) return;
  pane.scrollTo({ top: pane.scrollTop + box.top - frame.top - Math.max(80, (frame.height - box.height) / 2.5), behavior });
}

function paint() {
  for (const card of cards()) card.classList.toggle("is-chosen", card.dataset.key === chosen);
  for (const mark of paper.querySelectorAll(".mark")) {
    mark.classList.toggle("is-chosen", Boolean(chosen) && mark.dataset.keys.split(" ").includes(chosen));
  }
}

/** Choose a fact: it and its sentence are marked; `showing` says which side comes into view. */
function choose(key, showing) {
  chosen = key;
  paint();
  const [mark] = marksOf(key);
  const card = cardOf(key);
  if (showing.includes("paper") && mark) {
    if (!wide.matches) panes.paper.checked = true;
    reveal(mark, paper);
  }
  if (showing.includes("fact") && card) {
    if (!wide.matches) panes.facts.checked = true;
    reveal(card, facts);
    card.focus({ preventScroll: true });
  }
}

// A piece of text leads to its fact; where several facts share it, each further click leads to the next.
paper.addEventListener("click", (event) => {
  const mark = event.target.closest(".mark");
  if (!mark) return;
  event.preventDefault();
  const keys = mark.dataset.keys.split(" ").filter(cardOf);
  const at = keys.indexOf(chosen);
  if (keys.length) choose(keys[(at + 1) % keys.length], ["fact"]);
});

// A fact leads to its sentence: by its quotation, and on a wide screen by a click anywhere on it.
facts.addEventListener("click", (event) => {
  const block = event.target.closest("[data-span]");
  if (block) {
    event.preventDefault();
    showBlock(Number(block.dataset.span.split("-")[0]));
    return;
  }
  const card = event.target.closest(".fact[data-key]");
  if (!card) return;
  const quote = event.target.closest("[data-quote]");
  if (quote) event.preventDefault();
  else if (event.target.closest("a, button, input, select, textarea, label, summary, .chip-box")) return;
  choose(card.dataset.key, quote || wide.matches ? ["paper"] : []);
  if (!quote) card.focus({ preventScroll: true });
});

// One thing at a time.
facts.addEventListener("click", (event) => {
  const act = event.target.closest("[data-key] [data-do]");
  if (!busy || !act) return;
  event.preventDefault();
  event.stopPropagation();
  const { key } = act.closest("[data-key]").dataset;
  waiting.push(() => press(key, act.dataset.do));
}, true);

function press(key, what) {
  const button = key && cardOf(key)?.querySelector(`[data-do="${what}"]`);
  if (button) button.click();
}

function goOn() {
  while (waiting.length && !busy) waiting.shift()();
}

function showBlock(number) {
  const block = paper.querySelector(`[data-block="${number}"]`);
  if (!block) return;
  if (!wide.matches) panes.paper.checked = true;
  reveal(block, paper);
  block.classList.add("is-shown");
  window.setTimeout(() => block.classList.remove("is-shown"), 2000);
}

// Keyboard: j/k or arrows from fact to fact, y true, e correct, x drop; Escape leaves a form.
function step(by) {
  const all = cards().filter((card) => card.offsetParent);
  const here = all.findIndex((card) => card.dataset.key === chosen);
  const next = all[here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + by))];
  if (next) choose(next.dataset.key, wide.matches ? ["fact", "paper"] : ["fact"]);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, select, textarea, [contenteditable], dialog");
  if (event.key === "Escape") {
    const cancel = facts.querySelector('[data-do="cancel"]');
    if (cancel) cancel.click();
    return;
  }
  if (typing) return;
  const on = (what) => () => press(chosen, what);
  const keys = { j: () => step(1), k: () => step(-1), y: on("kept"), e: on("edit"), x: on("dropped"), u: on("open") };
  if (keys[event.key]) {
    event.preventDefault();
    waiting.push(keys[event.key]);
    goOn();
  }
});

// Before the right side is replaced: remember where the person was.
document.body.addEventListener("htmx:beforeRequest", (event) => {
  busy ||= event.detail.target === facts;
  const card = event.detail.elt.closest(".fact[data-key]");
  if (!card) {
    last = null;
    return;
  }
  card.classList.add("is-busy");
  const all = cards();
  const following = all.slice(all.indexOf(card) + 1).find((other) => other.classList.contains("is-doubtful"));
  last = { key: card.dataset.key, doubtful: card.classList.contains("is-doubtful"), next: following ? following.dataset.key : "" };
});

document.body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.target !== facts) return;
  busy = false;
  if (!event.detail.successful) waiting = [];
});

// What was saved is not kept any longer, and gone in the same moment as its form: a reload right after it must not bring it back.
document.body.addEventListener("htmx:afterSwap", () => {
  if (!facts.querySelector("[data-fact-form]")) forget();
});

// After it: into the form that opened, else to the next doubt, else to where the person was.
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target !== facts && event.target !== facts) return;
  giveBack(facts, facts.dataset.kept);
  enhance(facts);
  const form = facts.querySelector("[data-fact-form], .linker-search");
  if (form) {
    waiting = [];
    const field = form.querySelector(".is-invalid, .chip-box input, input:not([type=hidden]), select, textarea");
    reveal(form.closest(".fact") || form, facts);
    if (field) field.focus({ preventScroll: true });
    paint();
    return;
  }
  const opened = last && cardOf(last.key);
  const still = opened && opened.classList.contains("is-doubtful");
  if (last && last.doubtful && !still && last.next && cardOf(last.next)) choose(last.next, wide.matches ? ["fact", "paper"] : ["fact"]);
  else if (opened) {
    paint();
    opened.focus({ preventScroll: true });
  } else paint();
  goOn();
});

// What is typed is kept until it is saved or left; after a reload the form opens again with it.
for (const touch of ["input", "change"]) facts.addEventListener(touch, () => keep(facts));
facts.addEventListener("click", (event) => {
  if (event.target.closest('[data-do="cancel"]')) forget();
});
if (facts.querySelector("[data-fact-form]")) giveBack(facts, facts.dataset.kept);
else if (left()) window.addEventListener("load", () => window.htmx.ajax("GET", window.location.pathname + left(), { target: "#facts", swap: "innerHTML show:none" }));

// An address that names a fact (after a step without htmx) opens it.
const named = decodeURIComponent(window.location.hash).match(/^#fact-(.+)$/);
if (named && cardOf(named[1])) choose(named[1], ["fact"]);
