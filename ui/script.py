"""What the page of the chat does in the browser itself."""

SCRIPT = """
() => {
  document.documentElement.lang = "nl";
  const notice = document.getElementById("wmo-notice");
  if (notice) {
    notice.setAttribute("role", "status");
    notice.setAttribute("aria-live", "polite");
  }
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
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.wmo-number");
    const quote = link && quoteOf(link);
    if (!quote) return;
    event.preventDefault();
    quote.scrollIntoView({ block: "center" });
    quote.focus({ preventScroll: true });
  });
}
"""
