// The service worker of the desk. It keeps the files that every page needs and, where no network is, gives the pages that this
// device has kept for the person who is signed in (outbox.js keeps them). It stores nothing that anybody has typed.
// The server puts before this: BUILD, FILES, DEVICE (the address of “这台设备上的内容”), SAYS.

const KEPT = `kepu-files:${BUILD}`;
const PATIENCE = 8000; // milliseconds that a page may take which can be given from the device as well

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })))).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("kepu-files:") && name !== KEPT);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(request.method === "GET" ? page(request, url) : sent(request));
  else if (request.method === "GET" && FILES.includes(url.pathname)) event.respondWith(file(request, url));
});

/** A page: from the server, else as this device has kept it, else what this device has. */
async function page(request, url) {
  const kept = await keptPage(url.pathname);
  const network = fetch(request);
  try {
    return await (kept ? Promise.race([network, later()]) : network);
  } catch {
    network.catch(() => null);
    return kept || (await keptPage(DEVICE)) || nothing();
  }
}

const later = () => new Promise((_resolve, reject) => { setTimeout(reject, PATIENCE); });

/** What a button sends: it needs the server. */
async function sent(request) {
  try {
    return await fetch(request);
  } catch {
    return Response.redirect(`${DEVICE}?failed=1`, 303);
  }
}

async function keptPage(path) {
  for (const name of await caches.keys()) {
    if (!name.startsWith("kepu-pages:")) continue;
    const found = await (await caches.open(name)).match(path, { ignoreSearch: true, ignoreVary: true });
    if (found) return found;
  }
  return null;
}

/** A file of ours: one whose name has its content's hash is good for ever; others are asked for first. */
async function file(request, url) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(url.pathname, { ignoreVary: true });
  if (kept && /\.[0-9a-f]{12}\./.test(url.pathname)) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

function nothing() {
  const text = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${SAYS.title}</title><h1>${SAYS.title}</h1><p>${SAYS.text}</p>`;
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
