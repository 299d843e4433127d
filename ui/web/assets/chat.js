() => {
  document.documentElement.lang = "nl";
  const notice = document.getElementById("wmo-notice");
  if (notice) {
    notice.setAttribute("role", "status");
    notice.setAttribute("aria-live", "polite");
  }
  // On a narrow screen Gradio puts tabs behind a button, which it names in English.
  const nameMore = () => document.querySelectorAll(".overflow-menu > button").forEach((button) => {
    button.setAttribute("aria-label", MORE_TABS);
  });
  new MutationObserver(nameMore).observe(document.getElementById("wmo-tabs"),
    { childList: true, subtree: true });
  nameMore();
  const quoteOf = (link) => document.getElementById(link.hash.slice(1));
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest("a.wmo-number");
    if (!link) return;
    const quote = quoteOf(link);
    const panel = quote && quote.closest("#wmo-evidence");
    // Only where the sources have a scroll bar of their own: the page itself stays.
    if (panel && panel.scrollHeight > panel.clientHeight) {
      const offset = quote.getBoundingClientRect().top - panel.getBoundingClientRect().top;
      panel.scrollTop += offset - panel.clientHeight / 4;
    }
    document.querySelectorAll(".wmo-shown").forEach((one) => one.classList.remove("wmo-shown"));
    if (quote) quote.classList.add("wmo-shown");
  });

  // What a number shows can be sent away with Escape, and comes back with the next number.
  const result = document.getElementById("wmo-result");
  const tips = (shown) => result.classList.toggle("wmo-no-tips", !shown);
  document.addEventListener("keydown", (event) => event.key === "Escape" && tips(false));
  for (const name of ["focusin", "pointerover"]) {
    document.addEventListener(name, (event) => event.target.closest(".wmo-cite") || tips(true));
  }

  const copy = async (text) => {
    if (window.isSecureContext) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");  // the only way on an address without TLS
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("copy");
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-use]");
    if (!button) return;
    const group = button.closest(".wmo-uses");
    const told = group.querySelector("[role=status]");
    const texts = {
      answer: () => group.querySelector("pre").textContent,
      link: () => new URL(group.dataset.link, location.href).href,
    };
    try {
      await copy(texts[button.dataset.use]());
      told.textContent = group.dataset.copied;
    } catch {
      told.textContent = group.dataset.failed;
    }
    button.focus();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-searched]");
    const box = document.querySelector("#wmo-ask textarea");
    if (!button || !box) return;
    box.value = button.dataset.searched;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
}
