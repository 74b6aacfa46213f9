// Colors: the reader's choice, kept from page to page. Without one, or without a script, the device's own choice holds.
{
  const root = document.documentElement;
  root.classList.remove("no-js");
  const device = matchMedia("(prefers-color-scheme: dark)");

  const remembered = () => { try { return localStorage.getItem("colors"); } catch { return null; } };
  const remember = (colors) => { try { localStorage.setItem("colors", colors); } catch { /* then for this page only */ } };
  const isDark = () => (root.dataset.colors ? root.dataset.colors === "dark" : device.matches);

  const chosen = remembered();
  if (chosen) root.dataset.colors = chosen;

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".colors");
    const bars = document.querySelectorAll("meta[name=theme-color]");
    const show = () => {
      button?.setAttribute("aria-pressed", isDark());
      if (root.dataset.colors) for (const bar of bars) bar.content = getComputedStyle(document.body).backgroundColor;
    };
    button?.addEventListener("click", () => {
      remember(root.dataset.colors = isDark() ? "light" : "dark");
      show();
    });
    device.addEventListener("change", show);
    show();
  });
}
