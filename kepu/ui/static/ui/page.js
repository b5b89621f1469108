// What every page does beside what it is: ask before, send once, say what went wrong. All pages work without it.

const WORDS = JSON.parse(document.querySelector('meta[name="words"]').content);

/** “9月17日 周四 14:30”, in English “Thu 17 Sept 14:30”, for the value of a date or datetime-local input; "" for nothing. */
function spoken(value) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/.exec(value || "");
  if (!parts) return "";
  const day = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  const english = document.documentElement.lang === "en";
  const date = day.toLocaleDateString(english ? "en-GB" : "zh-CN", { month: "short", day: "numeric" });
  const weekday = day.toLocaleDateString(english ? "en-GB" : "zh-CN", { weekday: "short" });
  const words = english ? `${weekday} ${date}` : `${date} ${weekday}`;
  return parts[4] ? `${words} ${parts[4]}` : words;
}

/** A line of notice on top of the page; kinds ok, wait, stop, info. */
function notify(text, kind = "info") {
  const place = document.getElementById("notices");
  if (!place) return;
  const line = document.createElement("div");
  line.className = `notice notice-${kind}`;
  line.append(Object.assign(document.createElement("p"), { textContent: text }));
  place.replaceChildren(line);
  line.scrollIntoView({ block: "nearest" });
}

// The browser's own picker speaks the browser's language: beside it the date in the language of the page.
function speakDates(root) {
  for (const input of root.querySelectorAll('input[type="date"], input[type="datetime-local"]')) {
    if (input.dataset.spoken) continue;
    input.dataset.spoken = "yes";
    const words = document.createElement("span");
    words.className = "date-words";
    words.setAttribute("aria-hidden", "true");
    input.insertAdjacentElement("afterend", words);
    const show = () => { words.textContent = spoken(input.value); };
    input.addEventListener("input", show);
    input.addEventListener("change", show);
    show();
  }
}

/** Ask a question in a dialog of ours; resolves to true or false. */
function ask(question, yes = WORDS.yes) {
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  const form = document.createElement("form");
  form.method = "dialog";
  const words = Object.assign(document.createElement("p"), { textContent: question, id: "ask-words" });
  const buttons = Object.assign(document.createElement("div"), { className: "ask-buttons" });
  const no = Object.assign(document.createElement("button"), { className: "btn btn-secondary", value: "no", textContent: WORDS.no });
  const ok = Object.assign(document.createElement("button"), { className: "btn btn-primary", value: "yes", textContent: yes });
  buttons.append(no, ok);
  form.append(words, buttons);
  dialog.append(form);
  dialog.setAttribute("aria-labelledby", "ask-words");
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue === "yes"); });
    dialog.showModal();
    ok.focus();
  });
}

// Before anything else hears of it: a form (or its button) with data-confirm asks first.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const button = event.submitter;
  const question = (button && button.dataset.confirm) || form.dataset.confirm;
  if (!question || form.dataset.confirmed === "yes" || !window.HTMLDialogElement) return;
  event.preventDefault();
  event.stopPropagation();
  if (await ask(question, button ? button.textContent.trim() : undefined)) {
    form.dataset.confirmed = "yes";
    form.requestSubmit(button);
  }
}, true);

// After everybody else has heard of it: what goes to the server goes once, however often it is clicked.
document.addEventListener("submit", (event) => {
  const form = event.target;
  delete form.dataset.confirmed;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent === "yes") event.preventDefault();
  else {
    form.dataset.sent = "yes";
    if (event.submitter) event.submitter.classList.add("is-busy");
  }
});

// Coming back with the browser's arrow: the form may be sent again.
// A page shown for the first time is left alone: it may have been sent before its pictures were there.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll(".is-busy")) button.classList.remove("is-busy");
});

// One menu open at a time; a click elsewhere or Escape closes it.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A field that changes what is shown (data-autosubmit) sends its form itself.
document.addEventListener("change", (event) => {
  if (event.target.closest("[data-autosubmit]")) event.target.form.requestSubmit();
});

document.body.addEventListener("htmx:sendError", () => notify(WORDS.offline, "stop"));
document.body.addEventListener("htmx:responseError", (event) => {
  notify(event.detail.xhr.status === 401 ? WORDS.lapsed : WORDS.failed, "stop");
});
document.body.addEventListener("htmx:load", (event) => speakDates(event.target));
speakDates(document);
const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();
