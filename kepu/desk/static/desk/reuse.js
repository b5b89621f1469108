// 常用语 in the form: a click puts a kept text into its field; what stands in a field can be kept for the next time.

import { post } from "./delivery.js";

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);

const short = (text) => (text.length > 18 ? `${text.slice(0, 17)}…` : text);

for (const box of document.querySelectorAll("[data-snippets]")) {
  const field = document.getElementById(box.dataset.snippets);
  const phone = box.dataset.phone ? document.getElementById(box.dataset.phone) : null;
  const keep = box.querySelector("[data-keep-snippet]");
  const list = box.querySelector("[data-snippet-list]");
  box.hidden = false;

  const set = (input, value) => {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  list.addEventListener("click", (event) => {
    const chip = event.target.closest("button");
    if (!chip) return;
    const before = field.value.trim();
    const adds = field.tagName === "TEXTAREA" && before && !before.includes(chip.dataset.text);
    set(field, adds ? `${before}\n${chip.dataset.text}` : before.includes(chip.dataset.text) && !phone ? before : chip.dataset.text);
    if (phone) set(phone, chip.dataset.phone || "");
    field.focus();
  });
  keep.addEventListener("click", async () => {
    const text = field.value.trim();
    const say = (sentence) => { box.querySelector("[data-snippet-said]").textContent = sentence; };
    if (!text) { say(WORDS.snippetEmpty); return field.focus(); }
    const body = new FormData();
    for (const [name, value] of [["field", box.dataset.field], ["text", text], ["phone", phone ? phone.value.trim() : ""]]) body.append(name, value);
    const answer = await post(box.dataset.address, body);
    const news = typeof answer === "string" ? null : answer.news;
    say(!news ? WORDS.snippetNeeds : answer.ok ? WORDS.snippetKept : news.reason);
    if (news && answer.ok && ![...list.children].some((one) => one.dataset.text === news.text)) {
      const chip = Object.assign(document.createElement("button"), { type: "button", className: "chip", textContent: short(news.text) });
      Object.assign(chip.dataset, { text: news.text, phone: news.phone });
      list.prepend(chip);
    }
    return null;
  });
}
