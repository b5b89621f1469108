// One click copies a text: <button data-copy="id of the text" hidden>, beside it an element with data-copied that says so.
// Without a script the text can be selected by hand.

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  if (!text) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = button.parentElement.querySelector("[data-copied]");
    const done = await copy(text);
    if (said) said.textContent = done ? WORDS.copied : WORDS.copyByHand;
  });
}

/** Copies a field's text; without the clipboard's permission (plain http) by the older way. True when it worked. */
async function copy(field) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      // Refused: the older way may still work.
    }
  }
  field.focus();
  field.select();
  return document.execCommand("copy");
}
