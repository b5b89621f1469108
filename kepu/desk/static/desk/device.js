// “这台设备上的内容”: what waits, what has to be looked at, what has arrived; drafts that open without a network; a new one.

import { newId } from "./delivery.js";
import { keyOf, mine, noted, person, put, remove } from "./store.js";

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);
const lists = Object.fromEntries([...document.querySelectorAll("[data-list]")].map((list) => [list.dataset.list, list]));
const model = document.querySelector("[data-row-model]");
const DAY = 24 * 3600 * 1000;

function moment(at) {
  const english = document.documentElement.lang === "en" ? "en-GB" : "zh-CN";
  return new Date(at).toLocaleString(english, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
}

function row({ title, small, url, acts = [] }) {
  const line = model.content.firstElementChild.cloneNode(true);
  const link = line.querySelector("a.title");
  link.textContent = title || WORDS.unnamed;
  link.href = url;
  line.querySelector("small").textContent = small;
  const buttons = line.querySelector(".buttons");
  for (const [label, act, kind] of acts) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: `btn btn-${kind} btn-sm`, textContent: label });
    button.addEventListener("click", act);
    buttons.append(button);
  }
  return line;
}

function fill(name, rows) {
  const list = lists[name];
  list.replaceChildren(...rows);
  list.closest("section").hidden = !rows.length;
}

/** What the server did not take becomes a draft of its own: nothing that was typed is lost. */
async function asNew(draft) {
  const id = newId();
  const page = `${document.querySelector(`[data-new="${CSS.escape(draft.unit)}"]`)?.getAttribute("href") || draft.page}#${id}`;
  await put({ ...draft, key: keyOf(id), id, begun: id, uid: "", page, seen: 0, attempts: [], dirty: true, state: "waiting", why: "", gone: false });
  await remove(draft.key);
  document.dispatchEvent(new CustomEvent("outbox:again", { detail: { key: keyOf(id) } }));
}

/** Asked twice: the button says what it will do before it does it. */
async function discard(draft, event) {
  const button = event.currentTarget;
  if (button.dataset.sure) { await remove(draft.key); return void document.dispatchEvent(new CustomEvent("outbox:changed")); }
  button.dataset.sure = "yes";
  button.textContent = WORDS.reallyDiscard;
  button.classList.replace("btn-quiet", "btn-danger");
  return null;
}

async function show() {
  const drafts = await mine();
  const kit = await noted("kit");
  const throwAway = (draft) => [WORDS.discard, (event) => discard(draft, event), "quiet"];
  const waiting = drafts.filter((draft) => draft.dirty && draft.state === "waiting");
  const settle = drafts.filter((draft) => draft.dirty && draft.state !== "waiting");
  const arrived = drafts.filter((draft) => !draft.dirty && draft.sent && Date.now() - draft.sent < DAY);
  const why = { conflict: WORDS.differs, partly: WORDS.partlyTaken };
  fill("waiting", waiting.map((draft) => row({ title: draft.title, url: draft.page, small: `${draft.unitName} · ${WORDS.typedAt.replace("{time}", moment(draft.changed))}` })));
  fill("settle", settle.map((draft) => row({
    title: draft.title,
    url: draft.gone ? "#" : draft.page,
    small: `${draft.unitName} · ${draft.gone ? WORDS.gone : why[draft.state] || draft.why}`,
    acts: draft.state === "refused" ? [[WORDS.asNew, () => asNew(draft), "secondary"], throwAway(draft)] : [throwAway(draft)],
  })));
  fill("arrived", arrived.map((draft) => row({ title: draft.title, url: draft.page, small: `${draft.unitName} · ${WORDS.delivered.replace("{time}", moment(draft.sent))}` })));
  const known = new Set(drafts.filter((draft) => draft.dirty).map((draft) => draft.uid));
  const pages = kit && kit.person === person ? kit.pages : [];
  fill("ready", pages.filter((one) => one.kind === "draft" && !known.has(one.uid)).map((one) => row({ title: one.title, url: one.url, small: one.unit })));
  document.querySelector("[data-nothing]").hidden = Boolean(waiting.length || settle.length || arrived.length);
}

const query = new URLSearchParams(window.location.search);
document.querySelector("[data-failed]").hidden = !query.has("failed");
document.querySelector("[data-elsewhere]").hidden = window.location.pathname === document.querySelector("[data-device]").dataset.device;

/** The network is there again: what this page stands for can be opened. */
function back() {
  document.querySelector("[data-cut]").hidden = true;
  document.querySelector("[data-back]").hidden = false;
}
window.addEventListener("online", back);
document.addEventListener("outbox:counted", (event) => { if (event.detail.delivered) back(); });
for (const kind of ["outbox:counted", "outbox:kit", "outbox:changed"]) document.addEventListener(kind, show);
show();
