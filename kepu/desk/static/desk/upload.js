// Dropping a plan anywhere on the page takes it in; while it is read the page says so.

document.documentElement.classList.add("has-script");
const form = document.querySelector("[data-upload]");
const input = form.querySelector('input[type="file"]');
const drop = form.querySelector(".drop");
const title = form.querySelector("[data-drop-title]");

function send() {
  if (input.files.length) title.textContent = input.files[0].name;
  form.requestSubmit(form.querySelector("[data-upload-button]"));
}

input.addEventListener("change", () => { if (input.files.length) send(); });
form.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) form.querySelector("[data-upload-busy]").hidden = false;
});

let inside = 0;
document.addEventListener("dragenter", () => { inside += 1; drop.classList.add("is-over"); });
document.addEventListener("dragleave", () => { inside -= 1; if (inside <= 0) drop.classList.remove("is-over"); });
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  inside = 0;
  drop.classList.remove("is-over");
  if (!event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  send();
});
window.addEventListener("pageshow", () => { form.querySelector("[data-upload-busy]").hidden = true; });
