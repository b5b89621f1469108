// Names apart by 、 become chips; what is sent stays the text of the field, so that the form works without this.

const WORDS = JSON.parse(document.querySelector('meta[name="desk-words"]').content);

/** Make chips of every field of names below `root`. */
export function enhance(root) {
  for (const field of root.querySelectorAll("textarea[data-chips]")) {
    if (!field.dataset.ready) chips(field);
  }
}

const sprite = document.querySelector(".icon use").getAttribute("href").split("#")[0];

function chips(field) {
  field.dataset.ready = "yes";
  field.hidden = true;
  const box = document.createElement("div");
  box.className = "chip-box";
  const input = document.createElement("input");
  const label = document.querySelector(`label[for="${field.id}"]`);
  input.id = `${field.id}-next`;
  input.autocomplete = "off";
  if (document.getElementById("unit-names")) input.setAttribute("list", "unit-names");
  if (label) label.htmlFor = input.id;
  field.insertAdjacentElement("beforebegin", box);
  const names = () => field.value.split(/[、\n]/).map((name) => name.trim()).filter(Boolean);
  const set = (list) => {
    field.value = [...new Set(list)].join("、");
    draw();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  function draw() {
    box.replaceChildren(...names().map((name) => {
      const chip = document.createElement("span");
      chip.className = "unit";
      chip.append(name);
      const remove = document.createElement("button");
      remove.type = "button";
      remove.setAttribute("aria-label", WORDS.remove.replace("{name}", name));
      remove.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${sprite}#close"></use></svg>`;
      remove.addEventListener("click", () => { set(names().filter((other) => other !== name)); input.focus(); });
      chip.append(remove);
      return chip;
    }), input);
  }
  const take = () => {
    const typed = input.value.split(/[、,，;；\n]/).map((name) => name.trim()).filter(Boolean);
    input.value = "";
    if (typed.length) set([...names(), ...typed]);
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && input.value.trim()) { event.preventDefault(); take(); input.focus(); }
    if (event.key === "Backspace" && !input.value) { set(names().slice(0, -1)); input.focus(); }
  });
  input.addEventListener("input", () => { if (/[、,，;；]$/.test(input.value)) { take(); input.focus(); } });
  input.addEventListener("change", () => { take(); });
  box.addEventListener("click", (event) => { if (event.target === box) input.focus(); });
  field.form.addEventListener("submit", take, true);
  draw();
}

enhance(document);
