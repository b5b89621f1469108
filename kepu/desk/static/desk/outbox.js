// On every page of the desk: sends what waits on this device, says what is waiting and what has arrived, keeps the pages that are
// needed without a network, and clears the device when the person signs out.

import { deliver } from "./delivery.js";
import { ADDRESSES, PAGES, change, clear, mine, note, noted, own, person, put, remove } from "./store.js";

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);
const KIT_EVERY = 5 * 60 * 1000;
const MOST_WAIT = 30000;
const A_DAY = 24 * 3600 * 1000;

const place = document.querySelector("[data-outbox]");
const here = document.querySelector("form[data-draft]");
let wait = 2000;
let timer = 0;
let busy = false;
let delivered = null;
let trouble = "";
const leaving = new AbortController(); // signing out: no page is kept any more

const two = (number) => String(number).padStart(2, "0");
const clock = (at) => `${two(new Date(at).getHours())}:${two(new Date(at).getMinutes())}`;

/** The drafts that go by themselves: not those that a person has to look at, nor the one that is being typed on this page. */
const isWaiting = (draft) => draft.dirty && draft.state === "waiting";
const isElsewhere = (draft) => !here || ![draft.id, draft.begun].includes(here.dataset.id);

function say(drafts) {
  const waiting = drafts.filter(isWaiting).length;
  const settle = drafts.filter((draft) => draft.dirty && draft.state !== "waiting").length;
  const words = [];
  if (waiting) words.push((trouble === "lapsed" ? WORDS.lapsedWaiting : busy ? WORDS.sendingSome : WORDS.waiting).replace("{n}", waiting));
  if (settle) words.push(WORDS.toSettle.replace("{n}", settle));
  if (!words.length && delivered) words.push(WORDS.delivered.replace("{time}", clock(delivered)));
  place.hidden = !words.length || Boolean(here);
  place.classList.toggle("notice-ok", !waiting && !settle);
  place.classList.toggle("notice-wait", Boolean(waiting || settle));
  place.querySelector("[data-outbox-words]").textContent = words.join("；");
  place.querySelector("[data-outbox-sign-in]").hidden = !(waiting && trouble === "lapsed");
  for (const form of document.querySelectorAll("[data-sign-out]")) {
    if (waiting + settle) form.dataset.confirm = WORDS.signOut.replace("{n}", waiting + settle);
    else delete form.dataset.confirm;
  }
  document.dispatchEvent(new CustomEvent("outbox:counted", { detail: { waiting, delivered } }));
}

/** Do `act` while no other page of this browser does the same; where locks are unknown, simply do it. */
async function alone(name, act) {
  if (!navigator.locks) return act();
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? act() : null));
}

async function flush() {
  clearTimeout(timer);
  await alone(`kepu-outbox:${person}`, async () => {
    trouble = "";
    for (const draft of (await mine()).filter(isWaiting).filter(isElsewhere)) {
      busy = true;
      say(await mine());
      const done = await alone(`kepu-draft:${draft.key}`, () => deliver(draft));
      if (done && done.how === "sent") { delivered = Date.now(); wait = 2000; refreshSoon(); }
      if (done && ["offline", "lapsed", "unanswered"].includes(done.how)) { trouble = done.how; break; }
    }
    busy = false;
  });
  const drafts = await mine();
  say(drafts);
  if (drafts.some((draft) => isWaiting(draft) && isElsewhere(draft)) && trouble !== "lapsed") {
    timer = setTimeout(flush, wait);
    wait = Math.min(wait * 2, MOST_WAIT);
    navigator.storage?.persist?.();
  }
}

// — the pages that open without a network —

/** Keep the pages that the server names, those again that have changed; drop those that it names no more. */
async function refresh() {
  if (leaving.signal.aborted || !window.caches || !navigator.serviceWorker?.controller || !navigator.onLine) return;
  const { signal } = leaving;
  const kit = await fetch(ADDRESSES.kit, { headers: { Accept: "application/json" }, signal }).then((answer) => (answer.ok && !answer.redirected ? answer.json() : null)).catch(() => null);
  if (!kit || String(kit.person) !== person || signal.aborted) return;
  const last = await noted("kit");
  const before = new Map((last && last.person === person ? last.pages : []).map((one) => [one.url, one]));
  const cache = await window.caches.open(PAGES);
  const pages = [];
  for (const one of kit.pages) {
    if (before.get(one.url)?.mark !== one.mark || !(await cache.match(one.url, { ignoreVary: true }))) {
      const page = await fetch(one.url, { headers: { Accept: "text/html" }, signal }).catch(() => null);
      if (!page || !page.ok || page.redirected) continue;
      await cache.put(one.url, page);
      // Noted one by one: on a bad line the page may be left before the last has come.
      await note("kit", { at: 0, person, pages: [...before.set(one.url, one).values()] });
    }
    pages.push(one);
  }
  if (signal.aborted) return;
  const named = new Set(pages.map((one) => new URL(one.url, window.location).href));
  for (const request of await cache.keys()) if (!named.has(request.url)) await cache.delete(request);
  await note("kit", { at: Date.now(), person, pages });
  const drafts = new Set(pages.map((one) => one.uid));
  for (const draft of await mine()) if (!draft.dirty && !drafts.has(draft.uid) && Date.now() - draft.changed > A_DAY) await remove(draft.key);
  document.dispatchEvent(new CustomEvent("outbox:kit"));
}

const refreshSoon = () => setTimeout(() => alone(`kepu-kit:${person}`, refresh), 500);

async function begin() {
  if (!person || !window.indexedDB) return;
  if ((await noted("owner")) !== person) {
    await own();
    await note("owner", person);
  }
  await flush();
  if (!navigator.serviceWorker) return;
  // On a first visit, and after an upgrade, the worker comes to answer for this page a moment later.
  navigator.serviceWorker.addEventListener("controllerchange", refreshSoon);
  await navigator.serviceWorker.register(ADDRESSES.worker, { scope: ADDRESSES.scope }).catch(() => null);
  const kit = await noted("kit");
  if (!kit || kit.person !== person || Date.now() - kit.at > KIT_EVERY) refreshSoon();
}

// — signing out —

document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-sign-out]") || event.defaultPrevented) return;
  event.preventDefault();
  leaving.abort();
  await (navigator.locks ? navigator.locks.request(`kepu-kit:${person}`, clear) : clear());
  event.target.submit();
});

/** What the page of the device asks for: send again, or keep what was refused as a draft of its own. */
document.addEventListener("outbox:again", async ({ detail }) => {
  if (detail.draft) await put(detail.draft);
  else await change(detail.key, { state: "waiting", attempts: [] });
  await flush();
});
document.addEventListener("outbox:changed", async () => say(await mine()));
for (const kind of ["online", "focus"]) window.addEventListener(kind, () => { wait = 2000; flush(); });
begin();
