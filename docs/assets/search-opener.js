// Opens the search by its button, by the key "/" and by ?q= in the address. What finds is loaded at the first need: until it
// is there, the input keeps every letter, and `entered` that Enter was pressed.
addEventListener("DOMContentLoaded", () => {
  const dialog = document.querySelector(".search-dialog");
  if (!dialog?.showModal) { // an old browser
    for (const button of document.querySelectorAll(".search-open")) button.hidden = true;
    return;
  }
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  let isLoading = false;

  const load = () => {
    if (isLoading) return;
    isLoading = true;
    const script = document.createElement("script");
    script.src = dialog.dataset.script;
    script.addEventListener("error", () => {
      isLoading = false;
      script.remove();
      status.textContent = "The search did not load. Check your connection, then press Enter.";
    });
    document.head.append(script);
  };

  const open = (words) => {
    if (words) input.value = words;
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    load();
  };

  for (const button of document.querySelectorAll(".search-open")) button.addEventListener("click", () => open());
  dialog.querySelector(".search-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); }); // beside it
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.dataset.entered = "";
    load();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping || dialog.open) return;
    event.preventDefault();
    open();
  });

  const asked = new URLSearchParams(location.search).get("q")?.trim();
  if (asked) open(asked);
});
