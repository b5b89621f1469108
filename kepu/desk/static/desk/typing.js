// What stands in the form of an activity, as pairs that can be kept, and how it is put back. Imported by draft.js.

const OWN = new Set(["csrfmiddlewaretoken", "seen", "joint_search", "cover"]);

/** True for a field of the activity itself. */
export const isTyped = (name) => Boolean(name) && !OWN.has(name) && !name.startsWith("side-");

/** What was typed, as [name, value] pairs in the form's order. */
export const typed = (form) => [...new FormData(form)].filter(([name, value]) => isTyped(name) && typeof value === "string");

/** The names of the joint units by their ids. */
export const labels = (form) => Object.fromEntries([...form.querySelectorAll("[data-chosen] label")].map((chip) => [chip.firstElementChild.value, chip.textContent.trim()]));

/** The pairs with those of `later` in the place of their namesakes. */
export function over(pairs, later) {
  const names = new Set(later.map(([name]) => name));
  return [...pairs.filter(([name]) => !names.has(name)), ...later];
}

/** Put kept pairs back into the form; what depends on a field hears of it. */
export function restore(form, fields, names) {
  const total = fields.find(([name]) => name === "occurrences-TOTAL_FORMS");
  if (total) form.dispatchEvent(new CustomEvent("occurrences:count", { detail: Number(total[1]) }));
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) || []), value]);
  form.dispatchEvent(new CustomEvent("partners:set", { detail: (values.get("joint") || []).map((id) => ({ id, label: names[id] || id })) }));
  for (const field of form.elements) {
    if (!isTyped(field.name) || field.name === "joint" || field.name.endsWith("_FORMS")) continue;
    const own = values.get(field.name) || [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = own.includes(field.value);
    else if (field.type !== "file") field.value = own[0] ?? "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  form.dispatchEvent(new CustomEvent("occurrences:refresh"));
}

/** Of the two sides in a conflict's panel, choose the others' wherever nothing was typed since both agreed (`base`). */
export function chooseUntouched(panel, fields, base) {
  const group = (name) => (name.startsWith("occurrences-") ? "occurrences" : name === "line" ? "line_id" : name);
  const said = (pairs, field) => JSON.stringify(pairs.filter(([name]) => group(name) === field));
  for (const side of panel.querySelectorAll("[data-side=theirs]")) {
    const field = side.name.replace("side-", "");
    side.checked = said(fields, field) === said(base, field);
  }
}
