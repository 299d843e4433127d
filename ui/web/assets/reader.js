// The letter beside the answer. One of these parts runs for each part of the page; `element`,
// `trigger` and `watch` are what Gradio gives to each.

const numbers = () => {
  element.addEventListener("click", (event) => {
    const link = event.target.closest("a.wmo-number");
    if (!link) return;
    event.preventDefault();
    trigger("opened", { ...link.dataset });
  });
};

const asks = () => {
  element.addEventListener("click", (event) => {
    const button = event.target.closest("[data-asked]");
    if (button) trigger("asked", { ...button.dataset });
  });
};

const past = () => {
  numbers();
  asks();
};

const following = () => {
  asks();
  watch("value", () => {  // the answer that these belong to may have been followed by another
    const shown = element.querySelector("[data-question]");
    const latest = document.querySelector("#wmo-latest h2");
    const asked = latest ? latest.textContent : "";
    if (shown && !asked.endsWith(shown.dataset.question)) element.replaceChildren();
  });
};

const places = () => {
  element.setAttribute("role", "status");
  element.addEventListener("click", (event) => {
    const button = event.target.closest(".wmo-open");
    if (button) trigger("opened", { ...button.dataset });
  });
};

const answer = () => {
  numbers();
  asks();
  watch("value", () => {
    const question = element.querySelector("h2");
    const below = question && question.getBoundingClientRect().top > window.innerHeight / 3;
    if (below) question.scrollIntoView();  // the answer begins in the first third of the window
  });
};

const reader = () => {
  const shown = () => element.querySelector(".wmo-reader");
  const close = () => trigger("closed");
  element.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.number) trigger("opened", { ...button.dataset });
    else close();
  });
  element.addEventListener("keydown", (event) => event.key === "Escape" && close());
  let before = "";
  watch("value", () => {
    const opened = shown();
    if (opened) {
      const quote = document.getElementById(opened.dataset.quote);
      const text = opened.querySelector(".wmo-read");
      quote.classList.add("wmo-shown");
      const offset = quote.getBoundingClientRect().top - text.getBoundingClientRect().top;
      text.scrollTop += offset - text.clientHeight / 4;
      opened.scrollIntoView({ block: "nearest" });
      if (opened.offsetHeight > window.innerHeight) quote.scrollIntoView({ block: "center" });
      quote.focus({ preventScroll: true });
    } else if (before && [document.body, null].includes(document.activeElement)) {
      const link = document.querySelector(`a.wmo-number[href="#${CSS.escape(before)}"]`);
      (link || document.getElementById(before))?.focus();
    }
    before = opened ? opened.dataset.back : "";
  });
};

const choice = () => {
  const unused = (told) => {
    const note = element.querySelector(".wmo-unused");
    note.textContent = told ? note.dataset.text : "";
  };
  element.addEventListener("input", () => unused(true));
  element.addEventListener("reset", () => unused(false));
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    unused(false);
    const form = new FormData(event.target);
    const one = (name) => form.get(name);
    const all = (name) => form.getAll(name);
    trigger("chosen", {
      since: one("since"), until: one("until"), as_of: one("as_of"),
      senders: all("senders"), levels: all("levels"), kinds: all("kinds"), letters: all("letters"),
    });
  });
};

const chosen = () => {
  element.addEventListener("click", (event) => {
    if (!event.target.closest("[data-act=clear]")) return;
    document.querySelector(".wmo-choice form").reset();  // also what was typed and not used
    trigger("cleared");
    document.querySelector("#wmo-ask textarea").focus();
  });
};

const feedback = () => {
  element.addEventListener("click", (event) => {
    const button = event.target.closest("[data-good]");
    if (!button) return;
    if (button.dataset.good === "yes") {
      trigger("judged", { good: "yes" });
      return;
    }
    element.querySelector("fieldset").hidden = false;
    button.setAttribute("aria-expanded", "true");
    element.querySelector("input").focus();
  });
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    trigger("judged", { good: "no", ...Object.fromEntries(new FormData(event.target)) });
  });
  watch("value", () => {
    const thanks = element.querySelector("div.wmo-feedback");
    if (thanks) thanks.focus();
  });
};
