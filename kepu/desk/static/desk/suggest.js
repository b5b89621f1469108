// Words offered below a text field (data-suggest names its id): a click adds the word to the text, or takes it out again.

for (const box of document.querySelectorAll("[data-suggest]")) {
  const field = document.getElementById(box.dataset.suggest);
  const words = () => field.value.split(/[、,，;；\n]/).map((word) => word.trim()).filter(Boolean);
  const refresh = () => { for (const chip of box.children) chip.setAttribute("aria-pressed", String(words().includes(chip.textContent))); };
  box.hidden = false;
  box.addEventListener("click", (event) => {
    const word = event.target.closest("button")?.textContent;
    if (!word) return;
    const now = words();
    field.value = (now.includes(word) ? now.filter((one) => one !== word) : [...now, word]).join("、");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field.addEventListener("input", refresh);
  field.addEventListener("change", refresh);
  refresh();
}
