// Reviewing by keys: j and k go on and back, a lets pass, r sends back, ? shows the keys. Never while somebody types, never with Ctrl or Alt.
// In the queue j and k move along the rows, x ticks, Enter opens; ticking shows how many pass together.

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);

const help = document.querySelector("[data-keys]");
const rows = [...document.querySelectorAll("[data-row]")];
let here = -1;

for (const button of document.querySelectorAll("[data-keys-help]")) {
  button.hidden = !window.matchMedia("(pointer: fine)").matches;
  button.addEventListener("click", () => help.showModal());
}

function types(event) {
  const at = event.target;
  return event.ctrlKey || event.altKey || event.metaKey || event.isComposing || at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && !(at.type === "checkbox");
}

function move(step) {
  const link = document.querySelector(`[data-key-go="${step > 0 ? "j" : "k"}"]`);
  if (link) return link.click();
  if (!rows.length) return null;
  here = Math.min(Math.max(here + step, 0), rows.length - 1);
  rows.forEach((row, index) => row.classList.toggle("is-here", index === here));
  const title = rows[here].querySelector("a.title");
  title.focus({ preventScroll: true });
  rows[here].scrollIntoView({ block: "nearest" });
  return null;
}

function tick() {
  const box = rows[here]?.querySelector("input[type=checkbox]");
  if (!box) return;
  box.checked = !box.checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

function sendBack() {
  const place = document.querySelector("[data-return]");
  if (!place) return;
  place.open = true;
  place.querySelector("textarea").focus();
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => document.querySelector("[data-key-approve] button:not([aria-disabled])")?.click(),
  r: sendBack,
  x: tick,
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("[data-return]")) {
    const place = event.target.closest("[data-return]");
    place.open = false;
    place.querySelector("summary").focus();
    return;
  }
  if (types(event) || help.open || document.querySelector("dialog[open]") || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});

// — ticking —

const bulk = document.querySelector("[data-bulk]");
if (bulk) {
  const boxes = [...document.querySelectorAll('input[name="versions"]')];
  const all = document.querySelector("[data-tick-all]");
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    bulk.hidden = !ticked;
    bulk.querySelector("[data-bulk-count]").textContent = WORDS.ticked.replace("{n}", ticked);
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; show(); });
  for (const box of boxes) box.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  show();
}
