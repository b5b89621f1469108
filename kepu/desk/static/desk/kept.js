// What was typed into a fact's form and not saved yet outlives a reload of the page, in this tab only.
// It is given back only while nobody else has decided on the fact.

const KEY = `kepu-plan:${window.location.pathname}`;
const OWN = ["csrfmiddlewaretoken", "seen"];

const values = (form) => [...new FormData(form)].filter(([name]) => !OWN.includes(name));

/** The address that opens a form: of a fact its key, of a new fact its family. */
function opener(form) {
  const card = form.closest("[data-key]");
  const [, family] = form.action.match(/new-facts\/([^/]+)\//) || [];
  return card ? `?edit=${encodeURIComponent(card.dataset.key)}` : `?add=${family}`;
}

const kept = () => JSON.parse(window.sessionStorage.getItem(KEY) || "null");

/** Keep what stands in the form that is open below `root`; call after every touch of it. */
export function keep(root) {
  const form = root.querySelector("[data-fact-form]");
  if (form) window.sessionStorage.setItem(KEY, JSON.stringify({ action: form.action, opener: opener(form), seen: form.elements.seen.value, values: values(form) }));
}

/** Forget it: the form was saved or left. */
export function forget() {
  window.sessionStorage.removeItem(KEY);
}

/** The address of the form that was open when the page was left, or "". */
export function left() {
  const found = kept();
  return found ? found.opener : "";
}

/** Give back to the form that is open below `root` what was typed into it; says so in `words`. */
export function giveBack(root, words) {
  const form = root.querySelector("[data-fact-form]");
  const found = kept();
  if (!form || !found) return;
  if (form.action !== found.action || form.elements.seen.value !== found.seen) {
    forget();
    return;
  }
  if (JSON.stringify(values(form)) === JSON.stringify(found.values)) return;
  const waiting = found.values.map((pair) => [...pair]);
  for (const field of form.elements) {
    if (!field.name || OWN.includes(field.name)) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = found.values.some(([name, value]) => name === field.name && value === field.value);
    else {
      const at = waiting.findIndex(([name]) => name === field.name);
      if (at >= 0) field.value = waiting.splice(at, 1)[0][1];
    }
  }
  const told = document.createElement("p");
  told.className = "fact-more";
  told.setAttribute("role", "status");
  told.textContent = words;
  form.prepend(told);
}
