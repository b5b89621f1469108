// Occurrences added and taken out in place, the address that belongs to a known place, and the phone's own position.

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);

const form = document.querySelector("form[data-draft]");
const list = form.querySelector("[data-occurrences]");
const fresh = form.querySelector("[data-fresh]");
const total = form.elements["occurrences-TOTAL_FORMS"];
const SAME = ["place", "address", "district", "mode", "begins", "ends", "capacity", "coordinate_system", "longitude", "latitude"];

const shown = () => [...list.children].filter((one) => !one.hidden);
const named = (one, name) => form.elements[`${one.id}-${name}`];

function refresh() {
  for (const one of list.children) {
    const gone = named(one, "DELETE");
    one.hidden = gone.checked;
    gone.closest("label").hidden = true;
    one.querySelector("[data-remove]").hidden = false;
    one.querySelector("[data-again]").hidden = false;
  }
  shown().forEach((one, index) => { one.querySelector("[data-number]").textContent = WORDS.occurrence.replace("{n}", index + 1); });
  const online = shown().some((one) => named(one, "mode").value !== "onsite");
  form.querySelector("[data-online]").hidden = !online && !form.elements.online_url.value;
  for (const one of shown()) one.classList.toggle("is-online", named(one, "mode").value === "online");
}

/** One more at the end; like the last one but for its day, where `like` is given. */
function add(like) {
  const holder = document.createElement("div");
  holder.innerHTML = fresh.innerHTML.replaceAll("__prefix__", total.value);
  const one = holder.firstElementChild;
  list.append(one);
  total.value = Number(total.value) + 1;
  if (like) {
    for (const name of SAME) {
      if (named(like, name)) named(one, name).value = named(like, name).value;
    }
  }
  prepare(one);
  one.dispatchEvent(new Event("htmx:load", { bubbles: true })); // the date in Chinese beside the picker
  refresh();
  return one;
}

function prepare(one) {
  const place = one.querySelector("[data-locate-place]");
  place.hidden = !(navigator.geolocation && window.isSecureContext);
}

/** What the book knows of the place, where nothing was typed yet; of coordinates both or none. */
function take(one, place) {
  for (const name of ["address", "district"]) {
    const field = named(one, name);
    const may = field.options ? [...field.options].some((option) => option.value === place[name]) : true;
    if (!field.value && may) field.value = place[name];
  }
  if (!place.longitude || named(one, "longitude").value || named(one, "latitude").value) return;
  named(one, "longitude").value = place.longitude;
  named(one, "latitude").value = place.latitude;
  named(one, "coordinate_system").value = place.system;
}

function locate(one, button) {
  button.disabled = true;
  const done = () => { button.disabled = false; form.dispatchEvent(new CustomEvent("draft:touched")); };
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    named(one, "longitude").value = coords.longitude.toFixed(6);
    named(one, "latitude").value = coords.latitude.toFixed(6);
    named(one, "coordinate_system").value = "WGS-84";
    done();
  }, () => { button.textContent = WORDS.noPosition; done(); }, { timeout: 10000 });
}

form.querySelector("[data-add]").addEventListener("click", (event) => {
  event.preventDefault();
  const one = add(shown().slice(-1)[0]);
  form.dispatchEvent(new CustomEvent("draft:touched"));
  named(one, "day").focus();
});
list.addEventListener("click", (event) => {
  const one = event.target.closest("[data-occurrence]");
  if (event.target.closest("[data-locate]")) locate(one, event.target.closest("[data-locate]"));
  if (!event.target.closest("[data-remove]")) return;
  named(one, "DELETE").checked = true;
  refresh();
  form.dispatchEvent(new CustomEvent("draft:touched"));
  form.querySelector("[data-add]").focus();
});
list.addEventListener("change", (event) => {
  if (event.target.name.endsWith("-place")) {
    const known = [...document.querySelectorAll("#places option")].find((option) => option.value === event.target.value);
    if (known) take(event.target.closest("[data-occurrence]"), known.dataset);
  }
  refresh();
});
/** More like `detail.like` on other days (again.js chose them). */
form.addEventListener("occurrences:again", ({ detail }) => {
  for (const { day, lastDay } of detail.days) {
    const one = add(detail.like);
    for (const [name, value] of [["day", day], ["last_day", lastDay], ["ends", named(detail.like, "ends").value]]) {
      named(one, name).value = value;
      named(one, name).dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  form.dispatchEvent(new CustomEvent("draft:touched"));
});
form.addEventListener("occurrences:count", ({ detail }) => { while (Number(total.value) < detail) add(); });
form.addEventListener("occurrences:refresh", refresh);
for (const one of list.children) prepare(one);
refresh();
const last = shown().slice(-1)[0];
if (new URLSearchParams(window.location.search).has("more") && last) named(last, "day").focus();
