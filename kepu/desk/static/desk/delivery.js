// How a draft that is kept on this device reaches the server: once, however often it is sent. Imported, never loaded by a page itself.

import { ADDRESSES, keyOf, person, put, remove } from "./store.js";

const MOST_TRIES = 50;
const PATIENCE = 20000; // milliseconds: a line this bad is no line

export const newId = () => (window.crypto.randomUUID ? window.crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) => (digit ^ (window.crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16)));

export function token() {
  const cookie = /(?:^|; )(?:__Host-)?csrf=([^;]+)/.exec(document.cookie);
  return cookie ? decodeURIComponent(cookie[1]) : document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
}

/**
 * POST to the server as this person: { status, ok, news }, or the word for why there is no answer: offline, lapsed, unanswered.
 * An answer of which only a part has come is none: what was sent may be there, and is sent again.
 */
export async function post(address, body, { leaving = false } = {}) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const headers = { Accept: "application/json", "X-CSRFToken": token(), "X-Person": person };
    const answer = await fetch(address, { method: "POST", body, headers, keepalive: leaving, signal: patience.signal });
    const { status, ok, redirected } = answer;
    if (status === 401 || status === 403 || redirected) return "lapsed";
    const news = await answer.json().catch(() => null);
    return status >= 500 || (ok && !news) ? "unanswered" : { status, ok, news: news || {} };
  } catch {
    return "offline";
  } finally {
    clearTimeout(timer);
  }
}

function bodyOf(draft, attempt, earlier, more) {
  const body = new FormData();
  for (const [name, value] of [...draft.fields, ...more]) body.append(name, value);
  body.append("seen", draft.seen);
  body.append("attempt", attempt);
  for (const id of earlier) body.append("unanswered", id);
  if (!draft.uid) for (const name of ["begun", "unit", "campaign"]) body.append(name, draft[name]);
  return body;
}

/**
 * Send a draft. Resolves to { how, news, draft }: `how` is sent, partly, conflict, refused, gone, offline, lapsed or unanswered;
 * `draft` is what is kept now. What was typed meanwhile into the kept draft is not touched: `current()` gives it.
 */
export async function deliver(draft, { leaving = false, more = [], current = null } = {}) {
  const attempt = newId();
  const earlier = draft.attempts.slice(-MOST_TRIES);
  draft.attempts.push(attempt); // the list is shared with what the form keeps while this one is under way
  await put(current ? current() : draft);
  const answer = await post(draft.uid ? ADDRESSES.draft.replace("-uid-", draft.uid) : ADDRESSES.drafts, bodyOf(draft, attempt, earlier, more), { leaving });
  const now = current ? current() : draft;
  if (typeof answer === "string") return kept(now, answer);
  const { news } = answer;
  if (answer.status === 404) return kept({ ...now, state: "refused", gone: true }, "gone", news);
  if (!answer.ok) return kept({ ...now, state: news.panel ? "conflict" : "refused", why: news.reason || "" }, news.panel ? "conflict" : "refused", news);
  const touched = JSON.stringify(now.fields) !== JSON.stringify(draft.fields);
  const partly = Object.keys(news.errors).length > 0;
  const state = touched ? "waiting" : partly ? "partly" : "sent";
  const arrived = { key: keyOf(news.uid), id: news.uid, uid: news.uid, page: news.page, seen: news.revision, base: draft.fields };
  const next = { ...now, ...arrived, attempts: [], dirty: touched || partly, state, why: "", sent: Date.now() };
  if (next.key !== draft.key) await remove(draft.key);
  return kept(next, partly ? "partly" : "sent", news);
}

async function kept(draft, how, news = {}) {
  await put(draft);
  return { how, news, draft };
}
