// What the page with letters does in the browser itself. One of three parts runs for each part of
// the page; `element`, `trigger` and `watch` are what Gradio gives to each.

const table = () => {
  let column = 0, order = "descending", sought = "";
  const show = () => {
    const body = element.querySelector("tbody");
    if (!body) return;
    const key = (row) => row.cells[column].dataset.key;
    const rows = [...body.rows].sort((a, b) => key(a).localeCompare(key(b), "nl"));
    if (order === "descending") rows.reverse();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !row.textContent.toLowerCase().includes(sought);
      shown += !row.hidden;
      body.append(row);
    }
    element.querySelectorAll("th").forEach((head, place) => {
      head.setAttribute("aria-sort", place === column ? order : "none");
    });
    const count = element.querySelector(".wmo-count");
    count.textContent = shown === 1 ? count.dataset.one : `${shown} ${count.dataset.more}`;
  };
  element.addEventListener("click", (event) => {
    const sort = event.target.closest(".wmo-sort");
    const open = event.target.closest(".wmo-open");
    if (sort) {
      const chosen = Number(sort.dataset.column);
      order = chosen === column && order === "ascending" ? "descending" : "ascending";
      column = chosen;
      show();
      sort.focus();
    }
    if (open) trigger("opened", { ...open.dataset });
  });
  element.addEventListener("input", (event) => {
    sought = event.target.value.toLowerCase().trim();
    show();
  });
  watch("value", () => {  // other letters: the box to search in is new, and empty
    sought = "";
    show();
  });
};

const dropping = () => {
  const zone = element.querySelector(".wmo-drop");
  const input = element.querySelector("input[type=file]");
  const told = element.querySelector(".wmo-sending");
  const send = async (file, told) => {
    const place = `${zone.dataset.place}?naam=${encodeURIComponent(file.name)}`;
    try {
      const answer = await fetch(place, { method: "POST", body: file });
      const said = await answer.json();
      return said.ticket || said.problem ? said : { problem: `${file.name}: ${zone.dataset.failed}` };
    } catch {
      return { problem: `${file.name}: ${zone.dataset.failed}` };
    }
  };
  const bring = async (files) => {
    if (!files.length || input.disabled) return;
    input.disabled = true;
    const tickets = [], problems = [];
    const most = Number(zone.dataset.most);
    if (files.length > most) problems.push(zone.dataset.many);
    for (const [place, file] of (files.length > most ? [] : files).entries()) {
      told.textContent = `${zone.dataset.sending} ${place + 1} / ${files.length}: ${file.name}`;
      const said = await send(file);
      if (said.ticket) tickets.push(said.ticket);
      else problems.push(said.problem);
    }
    told.textContent = "";
    input.value = "";
    input.disabled = false;
    trigger("brought", { tickets, problems });
    input.focus();
  };
  input.addEventListener("change", () => bring([...input.files]));
  const over = (event) => {
    event.preventDefault();
    zone.classList.toggle("wmo-over", event.type === "dragover");
  };
  for (const name of ["dragover", "dragleave", "drop"]) zone.addEventListener(name, over);
  zone.addEventListener("drop", (event) => bring([...event.dataTransfer.files]));
};

const letter = () => {
  const acts = {
    close: () => trigger("closed"),
    ask: () => element.querySelector("dialog").showModal(),
    keep: () => element.querySelector("dialog").close(),
    remove: () => {
      element.querySelector("dialog").close();
      trigger("removed", { letter: shown() });
    },
  };
  const shown = () => element.querySelector(".wmo-letter").dataset.letter;
  element.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-act]");
    const open = event.target.closest(".wmo-open");
    if (button) acts[button.dataset.act]();
    if (open) trigger("opened", { ...open.dataset });
  });
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    trigger("corrected", { letter: shown(), fields: Object.fromEntries(new FormData(event.target)) });
  });
  let before = "";
  watch("value", () => {
    const opened = element.querySelector(".wmo-letter");
    if (opened) {
      const place = element.querySelector("mark") || element.querySelector("h2");
      place.scrollIntoView({ block: "center" });
      place.focus({ preventScroll: true });
    } else if (before) {
      const again = document.querySelector(`.wmo-open[data-letter="${CSS.escape(before)}"]`);
      const visible = again && again.checkVisibility();
      (visible ? again : element.closest("[role=tabpanel]").querySelector("h2")).focus();
    }
    before = opened ? opened.dataset.letter : "";
  });
};
