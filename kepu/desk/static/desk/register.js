// Pages of units and people. Everything but copying and printing works without it.

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);

// Fields that only one role has: shown while that role is chosen.
for (const part of document.querySelectorAll("[data-only-for]")) {
  const form = part.closest("form");
  const show = () => {
    const chosen = form.querySelector('input[name="role"]:checked');
    part.hidden = !chosen || chosen.value !== part.dataset.onlyFor;
  };
  form.addEventListener("change", show);
  show();
}

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    const say = (words) => { button.lastChild.textContent = words; };
    field.select();
    try {
      // Without https browsers give no clipboard; the old way still does there.
      if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
      else if (!document.execCommand("copy")) throw new Error("refused");
      say(WORDS.copied);
    } catch {
      say(WORDS.copyByHand);
    }
  });
}

// Rows to tick: all at once, and how many are ticked.
for (const form of document.querySelectorAll("form[data-ticks]")) {
  const boxes = [...form.querySelectorAll('tbody input[type="checkbox"]:not(:disabled)')];
  const all = form.querySelector("[data-tick-all]");
  const count = form.querySelector("[data-tick-count]");
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    count.textContent = ticked ? WORDS.people.replace("{n}", ticked) : "";
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  all.closest("label").hidden = false;
  form.addEventListener("change", (event) => {
    if (event.target === all) for (const box of boxes) box.checked = all.checked;
    show();
  });
  show();
}

// What takes a while says so, and is not sent twice.
for (const form of document.querySelectorAll("form[data-shows-busy]")) {
  const button = form.querySelector("button");
  const busy = form.querySelector("[data-busy]");
  form.addEventListener("submit", () => { busy.hidden = false; button.disabled = true; });
  window.addEventListener("pageshow", () => { busy.hidden = true; button.disabled = false; });
}
