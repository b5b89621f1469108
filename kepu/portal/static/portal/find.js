// Choosing a district, a line or a way looks it up at once; without this script the button does.
const form = document.querySelector("[data-find]");
if (form) form.addEventListener("change", (event) => { if (event.target.matches("select")) form.submit(); });

// The address says only what was asked for.
if (form) form.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});

// The chosen day is brought into view.
const chosen = document.querySelector(".day-strip [aria-current]");
if (chosen) chosen.parentElement.parentElement.scrollLeft = chosen.offsetLeft - 16;
