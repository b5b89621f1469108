// A dry run: all rows of a page ticked at once, how many are ticked, and a bar while they are written.

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);
const form = document.querySelector("[data-dry-run]");
const all = form?.querySelector("[data-tick-all]");
const count = form?.querySelector("[data-bulk-count]");
const busy = form?.querySelector("[data-busy]");

if (form && count) {
  const boxes = [...form.querySelectorAll('input[name="rows"]')];
  const untouched = count.textContent;
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    count.textContent = ticked ? WORDS.ticked.replace("{n}", ticked) : untouched;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  form.addEventListener("change", (event) => {
    if (event.target === all) for (const box of boxes) box.checked = all.checked;
    show();
  });
  form.addEventListener("submit", () => { count.hidden = true; busy.hidden = false; });
  window.addEventListener("pageshow", () => { count.hidden = false; busy.hidden = true; show(); });
}
