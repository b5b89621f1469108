// Rows of a section: one more without a round trip, up and down instead of numbers, gone when struck out.
// Without it: “再加一行” asks the server, the order is typed, rows are ticked to be removed.

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);

const form = document.querySelector("[data-rows]");
const list = form.querySelector("[data-row-list]");
const template = form.querySelector("[data-row-template]");
const total = form.querySelector('[name="rows-TOTAL_FORMS"]');
const sprite = document.querySelector(".icon use").getAttribute("href").split("#")[0];

const rows = () => [...list.querySelectorAll("[data-row]")];
const shown = () => rows().filter((row) => !row.hidden);

function number() {
  shown().forEach((row, index) => {
    const order = row.querySelector('input[name$="-ORDER"]');
    if (order) order.value = String(index + 1);
    row.querySelector("[data-row-number]").textContent = String(index + 1);
    const [up, down] = row.querySelectorAll("[data-row-move]");
    if (up) up.disabled = index === 0;
    if (down) down.disabled = index === shown().length - 1;
  });
}

function tool(icon, label, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-sm btn-bare";
  button.setAttribute("aria-label", label);
  button.title = label;
  button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${sprite}#${icon}"></use></svg>`;
  button.addEventListener("click", act);
  return button;
}

function equip(row) {
  const order = row.querySelector(".row-order");
  if (order) {
    order.hidden = true;
    const tools = row.querySelector(".row-tools");
    const up = tool("arrow-up", WORDS.up, () => { const before = shown()[shown().indexOf(row) - 1]; if (before) before.before(row); number(); up.focus(); });
    const down = tool("arrow-down", WORDS.down, () => { const after = shown()[shown().indexOf(row) + 1]; if (after) after.after(row); number(); down.focus(); });
    up.dataset.rowMove = down.dataset.rowMove = "";
    tools.prepend(up, down);
  }
  row.querySelector(".row-delete").classList.add("is-button");
  const gone = row.querySelector('input[name$="-DELETE"]');
  gone.addEventListener("change", () => {
    row.hidden = gone.checked;
    number();
    form.querySelector("[data-row-more]").focus();
  });
}

form.querySelector("[data-row-more]").addEventListener("click", (event) => {
  event.preventDefault();
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
  const row = holder.firstElementChild;
  total.value = String(Number(total.value) + 1);
  list.append(row);
  equip(row);
  number();
  document.body.dispatchEvent(new CustomEvent("htmx:load", { detail: {} }));
  row.querySelector("input:not([type=hidden]), select").focus();
});

rows().forEach(equip);
number();
