// A tap on a number opens a card, a list that is linked to opens, a switch hides both. In a block: scripts are joined.
{
  const root = document.documentElement;
  const card = document.createElement("div");
  let link, pressed, state; // the number that was tapped; it again if its card was open then

  const isOpen = () => card.isConnected && card.matches(":popover-open");
  const close = () => isOpen() && card.hidePopover();
  const each = (selector, then) => document.querySelectorAll(selector).forEach(then);

  const paint = () => {
    root.dataset.sources = state;
    each(".sources-switch", (button) => { button.ariaPressed = state !== "off"; });
  };
  const recall = () => {
    try { state = localStorage.sources; } catch {} // blocked
    state ||= "on";
    paint();
  };
  const toggle = () => {
    state = state === "off" ? "on" : "off";
    try { localStorage.sources = state; } catch {}
    paint();
  };

  const element = (tag, ...content) => {
    const made = document.createElement(tag);
    made.append(...content);
    return made;
  };
  const fill = (entry) => {
    const part = (selector) => entry.querySelector(selector)?.cloneNode(true) || "";
    const name = link.getAttribute("aria-label");
    const all = element("a", "All sources");
    all.href = (part(".reference-more a") || link).href;
    const ways = element("div", element("button", "Back to the text"), all);
    card.ariaLabel = name;
    card.replaceChildren(
      element("strong", name), element("p", part(".reference").dataset.title || ""), part(".reference-notes"),
      element("p", part(".reference a")), ways);
  };

  // Below its number, or above where there is more room
  const place = () => {
    if (!isOpen()) return;
    const at = link.getBoundingClientRect();
    const above = at.top - 20, below = innerHeight - at.bottom - 20;
    card.style.maxHeight = "";
    const { width, height } = card.getBoundingClientRect();
    const most = Math.min(height, Math.max(above, below));
    card.style.maxHeight = `${most}px`;
    card.style.left = `${scrollX + Math.max(8, Math.min(at.left, root.clientWidth - width - 8))}px`;
    card.style.top = `${scrollY + (most <= below ? at.bottom + 12 : at.top - 12 - most)}px`;
  };

  const reveal = () => {
    close();
    const target = document.getElementById(location.hash.slice(1));
    each(".page-sources details", (list) => {
      if (list.open || !list.contains(target)) return;
      list.open = true;
      target.scrollIntoView();
    });
  };

  recall();
  card.className = "source-card";
  card.tabIndex = -1;
  card.popover = "auto";
  card.role = "dialog";
  card.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "closed" && card.contains(document.activeElement)) link.focus();
  });
  card.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !card.contains(relatedTarget)) close();
  });

  addEventListener("pointerdown", () => { pressed = isOpen() && link; }, true);
  addEventListener("click", (event) => {
    const { target } = event;
    if (target.closest(".sources-switch")) toggle();
    if (target.closest(".source-card button")) close();
    const number = target.closest(".citation > a");
    const entry = number && document.getElementById(number.hash.slice(1));
    if (!entry || !card.showPopover || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (pressed !== number) {
      link = number;
      fill(entry);
      link.after(card);
      card.showPopover();
      place();
      card.focus({ preventScroll: true });
    }
    pressed = null;
  });
  addEventListener("resize", place);
  addEventListener("pageshow", recall);
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => each(".page-sources details", (list) => { list.open = true; }));
  addEventListener("DOMContentLoaded", () => { paint(); reveal(); });
}
