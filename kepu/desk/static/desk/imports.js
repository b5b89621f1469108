// Cells copied in a spreadsheet program may be pasted anywhere on the page; so may a file.

import "./upload.js";

const form = document.querySelector("[data-upload]");
const place = document.querySelector("[data-paste]");
const text = place.querySelector("textarea");

document.addEventListener("paste", (event) => {
  const { files } = event.clipboardData;
  const cells = event.clipboardData.getData("text/plain");
  if (event.target === text) return;
  if (cells.includes("\t")) {
    event.preventDefault();
    place.open = true;
    text.value = cells;
    text.focus();
  } else if (files.length && form.querySelector('input[type="file"]').accept.split(",").some((end) => files[0].name.toLowerCase().endsWith(end))) {
    const input = form.querySelector('input[type="file"]');
    input.files = files;
    input.dispatchEvent(new Event("change"));
  }
});
