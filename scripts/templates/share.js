// The share box of a finding. It loads nothing and counts nothing. Without it, the box holds the same texts to copy by hand.
{
  const offer = (box) => {
    const status = box.querySelector("[role=status]");

    // A text that stays the same is not spoken again, so the old one goes first.
    const say = (words) => {
      status.textContent = "";
      setTimeout(() => { status.textContent = words; }, 100);
    };

    const copy = async (field, button) => {
      try {
        await navigator.clipboard.writeText(field.value);
      } catch { // no secure address, or not allowed
        field.closest("details").open = true;
        field.select();
        if (!document.execCommand("copy")) {
          field.focus();
          return say("Press Ctrl and C, or copy the selected text by hand");
        }
        button.focus();
      }
      say(`Copied ${field.dataset.said}`);
    };

    box.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const { title, text, url } = box.dataset;
      if (button.dataset.copy) copy(document.getElementById(button.dataset.copy), button);
      else if ("print" in button.dataset) window.print();
      else navigator.share({ title, text, url }).catch((error) => {
        if (error.name !== "AbortError") say("That did not work. Please copy the link"); // closing the share sheet is no error
      });
    });

    for (const hidden of box.querySelectorAll("[hidden]")) hidden.hidden = false;
    const send = box.querySelector("[data-share]"); // not there while the site has no address
    if (send) send.hidden = !navigator.share;
  };

  addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll(".share")) offer(box);
  });
}
