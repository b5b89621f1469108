// Saves the form while it is typed. What has not reached the server is kept in this browser, for this person alone, until it has:
// a lapse of the session or of the network loses nothing. Works on any form with data-draft; without scripts the buttons save.

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);

const form = document.querySelector("form[data-draft]");
const status = document.querySelector("[data-draft-status]");
const KEY = `kepu-draft:${form.dataset.key}`;
const DELAY = 1200;
const LONGEST_WAIT = 30000;
const OWN = new Set(["csrfmiddlewaretoken", "seen", "joint_search", "cover"]);

let timer = 0;
let wait = 2000;
let running = null;
let dirty = false;
let stopped = false; // a conflict waits for a decision
let lapsed = false;

const text = (value) => document.createTextNode(value);

/** What was typed, as [name, value] pairs in the form's order. */
function typed() {
  return [...new FormData(form)].filter(([name, value]) => !OWN.has(name) && typeof value === "string");
}

function say(state, words, link) {
  status.dataset.state = state;
  status.replaceChildren(text(words));
  if (link) status.append(link);
}

function token() {
  const cookie = /(?:^|; )(?:__Host-)?csrf=([^;]+)/.exec(document.cookie);
  return cookie ? decodeURIComponent(cookie[1]) : form.elements.csrfmiddlewaretoken.value;
}

// — the copy in this browser —

function keep() {
  const labels = Object.fromEntries([...form.querySelectorAll("[data-chosen] label")].map((chip) => [chip.firstElementChild.value, chip.textContent.trim()]));
  try {
    localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), fields: typed(), labels }));
  } catch { /* a full or forbidden storage: the server's copy is the one that counts */ }
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

const forget = () => { try { localStorage.removeItem(KEY); } catch { /* nothing is kept then */ } };

function restore(copy) {
  const total = copy.fields.find(([name]) => name === "occurrences-TOTAL_FORMS");
  if (total) form.dispatchEvent(new CustomEvent("occurrences:count", { detail: Number(total[1]) }));
  const values = new Map();
  for (const [name, value] of copy.fields) values.set(name, [...(values.get(name) || []), value]);
  form.dispatchEvent(new CustomEvent("partners:set", { detail: (values.get("joint") || []).map((id) => ({ id, label: copy.labels[id] || id })) }));
  for (const field of form.elements) {
    if (!field.name || OWN.has(field.name) || field.name === "joint" || field.name.endsWith("_FORMS")) continue;
    const mine = values.get(field.name) || [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = mine.includes(field.value);
    else if (field.type !== "file") field.value = mine[0] ?? "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  form.dispatchEvent(new CustomEvent("occurrences:refresh"));
  touched();
}

function offer() {
  const copy = kept();
  const place = document.querySelector("[data-restore]");
  if (!copy) return;
  if (JSON.stringify(copy.fields) === JSON.stringify(typed())) return forget();
  const at = new Date(copy.at);
  const two = (number) => String(number).padStart(2, "0");
  const day = (on) => on.toLocaleDateString(document.documentElement.lang === "en" ? "en-GB" : "zh-CN", { month: "short", day: "numeric" });
  place.querySelector("[data-restore-at]").textContent = `${day(at)} ${two(at.getHours())}:${two(at.getMinutes())}`;
  place.querySelector("[data-restore-yes]").addEventListener("click", () => { place.hidden = true; restore(copy); });
  place.querySelector("[data-restore-no]").addEventListener("click", () => { place.hidden = true; forget(); });
  place.hidden = false;
}

// — saving —

function touched() {
  dirty = true;
  keep();
  clearTimeout(timer);
  if (!stopped) timer = setTimeout(save, DELAY);
}

/** Save what is typed; true once the server has all of it and has understood it. One request at a time. */
async function save({ leaving = false } = {}) {
  clearTimeout(timer);
  if (running) {
    await running;
    if (!dirty || stopped) return !dirty;
  }
  running = send(leaving);
  const done = await running;
  running = null;
  return done;
}

async function send(leaving) {
  const sent = JSON.stringify(typed());
  const body = new FormData(form);
  body.delete("cover");
  body.delete("joint_search");
  say("saving", WORDS.saving);
  const answer = await post(form.dataset.draft, body, leaving);
  if (!answer) return false;
  const news = await answer.json();
  form.elements.seen.value = news.revision;
  dirty = JSON.stringify(typed()) !== sent;
  if (dirty) touched();
  else if (!Object.keys(news.errors).length) forget();
  show(news);
  return !dirty && !Object.keys(news.errors).length;
}

/** Send to the server; null where it did not arrive or was refused, which the page then says. */
async function post(address, body, leaving = false) {
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token() }, keepalive: leaving });
  } catch {
    return waiting(WORDS.offline);
  }
  lapsed = answer.status === 401 || answer.status === 403 || answer.redirected;
  if (lapsed) {
    const link = Object.assign(document.createElement("a"), { href: form.dataset.signIn, textContent: WORDS.signIn });
    say("waiting", WORDS.lapsed, link);
    return null;
  }
  if (answer.status === 409) return refused(await answer.json());
  if (answer.status === 422) return answer;
  if (!answer.ok) return waiting(WORDS.unanswered);
  wait = 2000;
  return answer;
}

function waiting(words) {
  say("waiting", words);
  clearTimeout(timer);
  timer = setTimeout(save, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
  return null;
}

function refused(news) {
  stopped = true;
  say("stopped", WORDS.unsaved);
  const place = document.querySelector("[data-conflict-place]");
  if (news.panel) place.innerHTML = news.panel;
  else {
    const line = Object.assign(document.createElement("p"), { className: "notice notice-stop", textContent: news.reason, tabIndex: -1 });
    place.replaceChildren(line);
  }
  place.firstElementChild.focus();
  return null;
}

function show(news) {
  const failed = Object.entries(news.errors);
  for (const old of form.querySelectorAll("[data-said]")) old.remove();
  for (const [name, sentence] of failed) {
    const field = document.getElementById(`id_${name}`);
    if (!field) continue;
    const line = Object.assign(document.createElement("p"), { className: "field-error", textContent: sentence });
    line.dataset.said = "";
    (field.closest(".field") || field).append(line);
  }
  if (failed.length) say("stopped", WORDS.partly.replace("{n}", failed.length));
  else if (!dirty) say("saved", WORDS.saved.replace("{time}", news.saved));
  const list = form.querySelector("[data-gaps]");
  list.replaceChildren(...news.gaps.map((gap) => {
    const href = gap.field === "occurrences" ? "#occurrences" : `#id_${gap.field}`;
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href, textContent: gap.sentence }));
    return item;
  }));
  form.querySelector("[data-gaps-card]").hidden = !news.gaps.length;
  form.querySelector("[data-complete]").hidden = Boolean(news.gaps.length);
}

// — the cover goes at once, after what was typed —

async function cover(file) {
  const error = form.querySelector("[data-cover-error]");
  error.hidden = true;
  if (dirty && !(await save())) return;
  const body = new FormData();
  body.append("seen", form.elements.seen.value);
  if (file) body.append("cover", file);
  else body.append("remove", "1");
  say("saving", file ? WORDS.uploading : WORDS.saving);
  const answer = await post(form.dataset.cover, body);
  form.elements.cover.value = "";
  if (!answer) return;
  const news = await answer.json();
  if (!answer.ok) {
    error.textContent = news.reason;
    error.hidden = false;
    say("stopped", WORDS.coverUnsaved);
    return;
  }
  form.elements.seen.value = news.revision;
  const image = form.querySelector("[data-cover-image]");
  image.src = news.url || image.dataset.composed;
  form.querySelector("[data-cover-remove]").hidden = !news.url;
  say("saved", WORDS.saved.replace("{time}", news.saved));
}

form.elements.cover.addEventListener("change", (event) => { if (event.target.files.length) cover(event.target.files[0]); event.stopPropagation(); });
const removal = form.querySelector("[data-cover-remove]");
removal.hidden = !("has" in removal.dataset);
removal.addEventListener("click", () => cover(null));

// — what sets it going —

for (const kind of ["input", "change"]) {
  form.addEventListener(kind, (event) => { if (event.target.name && !OWN.has(event.target.name)) touched(); });
}
form.addEventListener("draft:touched", touched);
form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const then = button ? button.value : "stay";
  if (button && button.dataset.keep) { // seen, and one's own is wanted all the same
    form.elements.seen.value = button.dataset.keep;
    stopped = false;
    document.querySelector("[data-conflict-place]").replaceChildren();
  }
  event.preventDefault();
  if (stopped) return document.querySelector("[data-conflict]")?.focus();
  if ((await save()) && then === "check") window.location.assign(form.dataset.check);
  return null;
});
document.addEventListener("click", (event) => { if (event.target.closest("[data-forget]")) { dirty = false; forget(); } });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && dirty && !stopped && !lapsed) save({ leaving: true }); });
for (const kind of ["online", "focus"]) window.addEventListener(kind, () => { if (dirty && !stopped && !running) save(); });
window.addEventListener("beforeunload", (event) => { if (dirty && !kept()) event.preventDefault(); });
offer();
const wanted = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
if (wanted) wanted.focus();
