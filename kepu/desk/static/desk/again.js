// “同样再办…”: the same occurrence on other days – tapped in a calendar, or every week until a day.

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);
const form = document.querySelector("form[data-draft]");
const model = form.querySelector("[data-again-panel]");
const english = document.documentElement.lang === "en";
const MOST = 60;

// Days as "2026-09-17", counted in UTC: no clock is ever put forward between them.
const at = (day) => new Date(`${day}T00:00:00Z`);
const plain = (date) => date.toISOString().slice(0, 10);
const plus = (day, days) => plain(new Date(at(day).getTime() + days * 86400000));
const apart = (from, to) => Math.round((at(to) - at(from)) / 86400000);

const words = (day, how) => at(day).toLocaleDateString(english ? "en-GB" : "zh-CN", { timeZone: "UTC", ...how });

function open(one) {
  for (const other of form.querySelectorAll(".again")) other.remove();
  const panel = model.content.firstElementChild.cloneNode(true);
  const value = (name) => form.elements[`${one.id}-${name}`].value;
  const own = value("day");
  const length = own && value("last_day") ? apart(own, value("last_day")) : 0;
  const taken = new Set([...form.querySelectorAll("[data-occurrence]:not([hidden])")].filter((other) => form.elements[`${other.id}-place`].value === value("place")).map((other) => form.elements[`${other.id}-day`].value));
  const chosen = new Set();
  const part = (name) => panel.querySelector(`[data-again-${name}]`);
  let month = (own || plain(new Date())).slice(0, 7);

  function draw() {
    const first = `${month}-01`;
    part("month").textContent = words(first, { year: "numeric", month: "long" });
    const blank = (at(first).getUTCDay() + 6) % 7;
    const cells = [...Array(7)].map((_none, index) => Object.assign(document.createElement("span"), { className: "again-weekday", textContent: words(plus("2024-01-01", index), { weekday: "narrow" }) }));
    cells.push(...[...Array(blank)].map(() => document.createElement("span")));
    for (let day = first; day.startsWith(month); day = plus(day, 1)) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: String(Number(day.slice(8))), disabled: taken.has(day) });
      button.dataset.day = day;
      button.setAttribute("aria-pressed", String(chosen.has(day)));
      button.setAttribute("aria-label", words(day, { month: "long", day: "numeric", weekday: "short" }));
      cells.push(button);
    }
    part("days").replaceChildren(...cells);
    part("add").disabled = !chosen.size;
    part("add").textContent = chosen.size ? WORDS.againAdd.replace("{n}", chosen.size) : WORDS.againNone;
  }

  function turn(months) {
    const date = at(`${month}-01`);
    date.setUTCMonth(date.getUTCMonth() + months);
    month = plain(date).slice(0, 7);
    draw();
  }

  part("before").addEventListener("click", () => turn(-1));
  part("after").addEventListener("click", () => turn(1));
  part("days").addEventListener("click", (event) => {
    const { day } = event.target.dataset;
    if (!day) return;
    if (!chosen.delete(day) && chosen.size < MOST) chosen.add(day);
    draw();
    part("days").querySelector(`[data-day="${day}"]`).focus();
  });
  part("weekly").addEventListener("click", () => {
    const until = part("until").value;
    const from = own || [...chosen].sort()[0];
    if (!until || !from) return part("until").focus();
    for (let day = plus(from, 7); day <= until && chosen.size < MOST; day = plus(day, 7)) if (!taken.has(day)) chosen.add(day);
    return draw();
  });
  part("add").addEventListener("click", () => {
    const days = [...chosen].sort().map((day) => ({ day, lastDay: length ? plus(day, length) : "" }));
    panel.remove();
    form.dispatchEvent(new CustomEvent("occurrences:again", { detail: { like: one, days } }));
    one.querySelector("[data-again]").focus();
  });
  part("close").addEventListener("click", () => { panel.remove(); one.querySelector("[data-again]").focus(); });
  // What is typed here is no part of the activity.
  for (const kind of ["input", "change"]) panel.addEventListener(kind, (event) => event.stopPropagation());
  one.append(panel);
  draw();
  panel.querySelector("[data-day]").focus({ preventScroll: true });
  panel.scrollIntoView({ block: "center" });
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-again]");
  if (button) open(button.closest("[data-occurrence]"));
});
