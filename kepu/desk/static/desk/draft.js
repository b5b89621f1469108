// Saves the form while it is typed: on this device first, then on the server. What has not arrived is kept for this person alone
// until it has; a lapse of the session or of the network loses nothing. Without scripts the buttons save.

import { deliver, newId, post } from "./delivery.js";
import { ADDRESSES, find, keyOf, mine, person, put, remove } from "./store.js";
import { chooseUntouched, isTyped, labels, over, restore, typed } from "./typing.js";

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);
const form = document.querySelector("form[data-draft]");
const status = document.querySelector("[data-draft-status]");
const DELAY = 1200;
const LONGEST_WAIT = 30000;
const atLoad = typed(form);

let draft = null; // as it is kept on this device
let timer = 0;
let wait = 2000;
let running = null;
let stopped = false; // a conflict waits for a decision
let lapsed = false;
let unkept = false;
let restoring = false;
let waited = false; // it has waited for the network, so its arrival is worth a word

const two = (number) => String(number).padStart(2, "0");
const clock = (at) => `${two(new Date(at).getHours())}:${two(new Date(at).getMinutes())}`;

function say(state, words, link) {
  status.dataset.state = state;
  status.replaceChildren(document.createTextNode(words));
  if (link) status.append(link);
}

// — the copy on this device —

/** The draft with what stands in the form now. */
function current() {
  return { ...draft, fields: typed(form), labels: labels(form), title: form.elements.title.value.trim() };
}

async function keep() {
  draft = current();
  unkept = (await put(draft)) === null;
}

function fresh(id) {
  const { uid, unit, unitName, campaign } = form.dataset;
  const page = window.location.pathname + (uid ? "" : `#${id}`);
  const own = { key: keyOf(id), person, id, uid: uid || "", begun: uid ? "" : id, unit, unitName, campaign, page };
  return { ...own, title: form.elements.title.value, fields: atLoad, base: atLoad, labels: labels(form), seen: Number(form.elements.seen.value), attempts: [], dirty: false, state: "sent", why: "", changed: Date.now(), sent: null };
}

/** Take up what this device has kept: what has not arrived, and what has arrived after this page was made. */
async function takeUp() {
  const id = form.dataset.uid || window.location.hash.slice(1) || newId();
  const kept = await find(id);
  if (kept && kept.uid && !form.dataset.uid) return window.location.replace(kept.page); // begun here, and arrived since
  form.dataset.id = id;
  if (!form.dataset.uid) window.history.replaceState(null, "", `#${id}`);
  draft = fresh(id);
  navigator.locks?.request(`kepu-draft:${draft.key}`, () => new Promise(() => {}));
  const early = typed(form).filter(([name, value]) => !atLoad.some((one) => one[0] === name && one[1] === value));
  if (kept && (kept.dirty || kept.seen > draft.seen) && JSON.stringify(kept.fields) !== JSON.stringify(atLoad)) putBack(kept, early);
  else if (draft.uid) await put(draft);
  if (early.length) touched();
  else if (draft.dirty) save();
  return null;
}

/** Put what this device has kept into the page; what was typed in the moment before stays on top. */
function putBack(kept, early) {
  restoring = true;
  restore(form, over(kept.fields, early), kept.labels);
  restoring = false;
  form.elements.seen.value = kept.seen;
  draft = { ...kept, unit: draft.unit, campaign: draft.campaign };
  if (kept.dirty) offerBack(kept);
  else say("saved", WORDS.delivered.replace("{time}", clock(kept.sent || kept.changed)));
}

/** Say that what this device has kept was put in; it can be thrown away. */
function offerBack(kept) {
  waited = true;
  const place = document.querySelector("[data-restore]");
  const day = new Date(kept.changed).toLocaleDateString(document.documentElement.lang === "en" ? "en-GB" : "zh-CN", { month: "short", day: "numeric" });
  place.querySelector("[data-restore-at]").textContent = `${day} ${clock(kept.changed)}`;
  place.querySelector("[data-restore-no]").addEventListener("click", forget);
  place.hidden = false;
}

async function forget() {
  stopped = true;
  clearTimeout(timer);
  await remove(draft.key);
  draft = { ...draft, dirty: false };
  if (form.dataset.uid) window.location.reload();
  else window.location.assign(ADDRESSES.device);
}

// — saving —

function touched() {
  if (!draft || restoring) return; // takeUp() sees to what is typed before it is done
  Object.assign(draft, { dirty: true, state: "waiting", changed: Date.now() });
  keep();
  clearTimeout(timer);
  if (!stopped) timer = setTimeout(save, DELAY);
}

/** Save what is typed; true once the server has all of it and has understood it. One request at a time. */
async function save({ leaving = false, more = [] } = {}) {
  clearTimeout(timer);
  if (running) {
    await running;
    if (!draft.dirty || stopped) return !draft.dirty;
  }
  running = send(leaving, more);
  const done = await running;
  running = null;
  return done;
}

async function send(leaving, more) {
  await keep();
  if (draft.dirty || more.length) say("saving", WORDS.saving);
  const done = await deliver(draft, { leaving, more, current });
  draft = done.draft;
  form.elements.seen.value = draft.seen;
  document.dispatchEvent(new CustomEvent("outbox:changed"));
  if (done.how === "sent" || done.how === "partly") return arrived(done);
  if (done.how === "lapsed") return hasLapsed();
  if (["conflict", "refused", "gone"].includes(done.how)) return refused(done.news);
  return waiting(done.how === "offline" ? WORDS.offline : WORDS.unanswered);
}

function arrived({ news, how }) {
  lapsed = false;
  wait = 2000;
  document.querySelector("[data-restore]").hidden = true;
  if (!form.dataset.uid) settleIn(news);
  show(news);
  if (draft.dirty && how === "sent") { clearTimeout(timer); timer = setTimeout(save, DELAY); }
  return !draft.dirty;
}

/** A draft begun on this device has its place on the server now. */
function settleIn(news) {
  Object.assign(form.dataset, { uid: news.uid, id: news.uid, check: news.check, signIn: `${form.dataset.signIn.split("?")[0]}?next=${encodeURIComponent(news.page)}` });
  form.action = news.page;
  window.history.replaceState(null, "", news.page);
  navigator.locks?.request(`kepu-draft:${draft.key}`, () => new Promise(() => {}));
}

function hasLapsed() {
  lapsed = true;
  waited = true;
  const link = Object.assign(document.createElement("a"), { href: form.dataset.signIn, textContent: WORDS.signIn });
  say("waiting", WORDS.lapsed, link);
  return false;
}

async function waiting(words) {
  waited = true;
  const count = (await mine()).filter((one) => one.dirty && one.state === "waiting").length;
  say("waiting", unkept ? WORDS.unkept : words.replace("{n}", count || 1));
  clearTimeout(timer);
  timer = setTimeout(save, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
  return false;
}

function refused(news) {
  stopped = true;
  say("stopped", WORDS.unsaved);
  const place = document.querySelector("[data-conflict-place]");
  document.querySelector("[data-restore]").hidden = true;
  if (news.panel) {
    place.innerHTML = news.panel;
    chooseUntouched(place, draft.fields, draft.base);
  } else {
    const line = Object.assign(document.createElement("p"), { className: "notice notice-stop", textContent: news.reason || WORDS.unsaved, tabIndex: -1 });
    place.replaceChildren(line);
  }
  place.firstElementChild.focus();
  return false;
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
  else if (!draft.dirty) {
    say("saved", (waited ? WORDS.delivered : WORDS.saved).replace("{time}", news.saved));
    waited = false;
  }
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

// — the cover goes at once, after what was typed; it is not kept on the device —

async function cover(file) {
  const error = form.querySelector("[data-cover-error]");
  error.hidden = true;
  form.elements.cover.value = "";
  const failed = (words) => { error.textContent = words; error.hidden = false; say("stopped", WORDS.coverUnsaved); };
  if (draft.dirty && !(await save())) return lapsed || stopped ? null : failed(WORDS.coverOffline);
  const body = new FormData();
  body.append("seen", form.elements.seen.value);
  if (file) body.append("cover", file);
  else body.append("remove", "1");
  say("saving", file ? WORDS.uploading : WORDS.saving);
  const answer = await post(form.dataset.cover, body);
  if (answer === "lapsed") return hasLapsed();
  if (typeof answer === "string") return failed(WORDS.coverOffline);
  const { news } = answer;
  if (answer.status === 409) return refused(news);
  if (!answer.ok) return failed(news.reason);
  form.elements.seen.value = draft.seen = news.revision;
  const image = form.querySelector("[data-cover-image]");
  image.src = news.url || image.dataset.composed;
  form.querySelector("[data-cover-remove]").hidden = !news.url;
  return say("saved", WORDS.saved.replace("{time}", news.saved));
}

if (form.elements.cover) {
  form.elements.cover.addEventListener("change", (event) => { if (event.target.files.length) cover(event.target.files[0]); event.stopPropagation(); });
  const removal = form.querySelector("[data-cover-remove]");
  removal.hidden = !("has" in removal.dataset);
  removal.addEventListener("click", () => cover(null));
}

// — what sets it going —

for (const kind of ["input", "change"]) {
  form.addEventListener(kind, (event) => { if (isTyped(event.target.name)) touched(); });
}
form.addEventListener("draft:touched", touched);
form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const then = button ? button.value : "stay";
  event.preventDefault();
  if (button && button.dataset.keep) { // seen, and one's own – or the chosen side of each field – is wanted all the same
    const more = then === "merge" ? [["then", "merge"], ...new FormData(form, button)].filter(([name]) => name === "then" || name.startsWith("side-")) : [];
    draft = { ...draft, seen: Number(button.dataset.keep), state: "waiting" };
    stopped = false;
    const done = await save({ more });
    if (!stopped) document.querySelector("[data-conflict-place]").replaceChildren();
    if (done && more.length) await forget();
    return;
  }
  if (stopped) return void document.querySelector("[data-conflict]")?.focus();
  if (await save()) { if (then === "check") window.location.assign(form.dataset.check); }
  else if (then === "check" && !stopped && !lapsed && status.dataset.state === "waiting") say("waiting", WORDS.submitNeeds);
});
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-forget]");
  if (!link) return;
  event.preventDefault();
  await forget();
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && draft?.dirty && !stopped && !lapsed) save({ leaving: true }); });
for (const kind of ["online", "focus"]) window.addEventListener(kind, () => { if (draft?.dirty && !stopped && !running) save(); });
window.addEventListener("beforeunload", (event) => { if (draft?.dirty && unkept) event.preventDefault(); });
takeUp();
const wanted = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
if (wanted) wanted.focus();
