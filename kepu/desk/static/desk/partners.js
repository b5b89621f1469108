// The picker of joint units: type a name, another name or pinyin initials, choose with mouse, finger or arrow keys.

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);

const form = document.querySelector("form[data-draft]");
const box = form.querySelector("[data-partners]");
const chosen = box.querySelector("[data-chosen]");
const input = box.querySelector("#id_joint_search");
const list = box.querySelector("[role=listbox]");
const count = box.querySelector("[data-found-count]");
let timer = 0;
let latest = 0;
let at = -1;

input.setAttribute("role", "combobox");
input.setAttribute("aria-expanded", "false");
input.setAttribute("aria-controls", list.id);
input.setAttribute("aria-autocomplete", "list");
input.autocomplete = "off";

function close() {
  list.hidden = true;
  list.replaceChildren();
  at = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function chip({ id, label }) {
  const line = document.createElement("label");
  line.className = "chip is-set partner";
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "joint", value: id, checked: true, className: "form-check-input" });
  line.append(box, Object.assign(document.createElement("span"), { textContent: label }));
  return line;
}

const ids = () => new Set([...chosen.querySelectorAll("input")].map((one) => one.value));

function choose(option) {
  if (!ids().has(option.dataset.id)) chosen.append(chip({ id: option.dataset.id, label: option.dataset.label }));
  input.value = "";
  close();
  input.focus();
  form.dispatchEvent(new CustomEvent("draft:touched"));
}

function show(units) {
  const taken = ids();
  const free = units.filter((unit) => !taken.has(String(unit.id)));
  list.replaceChildren(...free.map((unit, index) => {
    const option = document.createElement("li");
    option.id = `partner-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.id = unit.id;
    option.dataset.label = unit.label;
    option.append(Object.assign(document.createElement("span"), { textContent: unit.label }));
    if (unit.name !== unit.label) option.append(Object.assign(document.createElement("small"), { textContent: unit.name }));
    return option;
  }));
  count.textContent = free.length ? WORDS.found.replace("{n}", free.length) : WORDS.foundNone;
  if (!free.length) list.append(Object.assign(document.createElement("li"), { className: "combo-none", textContent: WORDS.tryAgain }));
  at = -1;
  list.hidden = false;
  input.setAttribute("aria-expanded", "true");
}

async function look() {
  const asked = input.value.trim();
  latest += 1;
  const mine = latest;
  if (!asked) return close();
  try {
    const answer = await fetch(`${box.dataset.partners}?text=${encodeURIComponent(asked)}`, { headers: { Accept: "application/json" } });
    if (answer.ok && mine === latest) show((await answer.json()).units);
  } catch { close(); }
  return null;
}

function mark(next) {
  const options = [...list.querySelectorAll("[role=option]")];
  if (!options.length) return;
  at = (next + options.length) % options.length;
  options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
  input.setAttribute("aria-activedescendant", options[at].id);
  options[at].scrollIntoView({ block: "nearest" });
}

input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 200); });
input.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown") mark(at + 1);
  else if (event.key === "ArrowUp") mark(at - 1);
  else if (event.key === "Escape") return close();
  else if (event.key !== "Enter") return;
  event.preventDefault();
  const options = list.querySelectorAll("[role=option]");
  if (event.key === "Enter" && options.length) choose(options[Math.max(at, 0)]);
});
list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
list.addEventListener("click", (event) => { const option = event.target.closest("[role=option]"); if (option) choose(option); });
input.addEventListener("blur", () => setTimeout(close, 150));
chosen.addEventListener("change", (event) => { if (!event.target.checked) { event.target.closest("label").remove(); form.dispatchEvent(new CustomEvent("draft:touched")); } });
form.addEventListener("partners:set", ({ detail }) => chosen.replaceChildren(...detail.map(chip)));
