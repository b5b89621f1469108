// What is kept on this device for the person who is signed in: drafts as they were typed, in IndexedDB.
// Imported, never loaded by a page itself, so that a page has it once.
//
// A draft: { key, person, id, begun, uid, unit, unitName, campaign, title, page, fields, base, labels, seen, attempts, dirty, state, why, changed, sent }.
// `id` is the uid once the server has it, before that the UUID given here (`begun`). `seen` is the revision that the typing stands on,
// `base` the fields as that revision had them, `attempts` the tries without an answer. `state`: waiting, sent, partly, conflict, refused.

export const person = document.body.dataset.person || "";
export const ADDRESSES = JSON.parse(document.querySelector('meta[name="desk-addresses"]').content);
export const keyOf = (id) => `${person}:${id}`;
let opening = null;

function opened() {
  opening ||= new Promise((resolve, reject) => {
    const asked = window.indexedDB.open("kepu", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("drafts", { keyPath: "key" }).createIndex("person", "person");
      asked.result.createObjectStore("notes", { keyPath: "name" });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  return opening;
}

/** One step in a transaction of its own, on the disk when the promise resolves; null where nothing can be kept. */
async function step(store, mode, act) {
  try {
    const base = await opened();
    return await new Promise((resolve, reject) => {
      const transaction = base.transaction(store, mode, { durability: mode === "readwrite" ? "strict" : "default" });
      const asked = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked ? asked.result : true);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
      // Said at once and not when the answer has come back: a page that dies in between has committed all the same.
      if (mode === "readwrite" && transaction.commit) transaction.commit();
    });
  } catch {
    return null;
  }
}

let cleared = false; // who has signed out keeps nothing more, though an answer may still come in
export const put = (draft) => (cleared ? Promise.resolve(null) : step("drafts", "readwrite", (store) => store.put(draft)));
export const remove = (key) => step("drafts", "readwrite", (store) => { store.delete(key); });
export const get = (key) => step("drafts", "readonly", (store) => store.get(key));
export const note = (name, value) => step("notes", "readwrite", (store) => store.put({ name, value }));
export const noted = async (name) => (await step("notes", "readonly", (store) => store.get(name)))?.value;
const everybodys = async () => (await step("drafts", "readonly", (store) => store.getAll())) || [];

/** The person's drafts on this device, the one touched last first. */
export async function mine() {
  const found = await step("drafts", "readonly", (store) => store.index("person").getAll(person));
  return (found || []).sort((one, other) => other.changed - one.changed);
}

/** The draft with this id, also under the id that it was begun with. */
export async function find(id) {
  return (await get(keyOf(id))) || (await mine()).find((draft) => draft.begun === id) || null;
}

/** Take `change` into the draft as it is kept now – another tab may have touched it; null where it is gone. */
export async function change(key, change) {
  const draft = await get(key);
  if (draft) await put({ ...draft, ...change });
  return draft;
}

/** Somebody else has signed in: what is his or hers alone stays until it is sent; pages and delivered drafts of the others go. */
export async function own() {
  for (const draft of await everybodys()) if (draft.person !== person && !draft.dirty) await remove(draft.key);
  await forgetPages((name) => name !== PAGES);
}

/** Everything of this person goes from the device. */
export async function clear() {
  cleared = true;
  for (const draft of await mine()) await remove(draft.key);
  await note("kit", null);
  await forgetPages(() => true);
}

export const PAGES = `kepu-pages:${person}`;

async function forgetPages(which) {
  if (!window.caches) return;
  for (const name of await window.caches.keys()) if (name.startsWith("kepu-pages:") && which(name)) await window.caches.delete(name);
}
