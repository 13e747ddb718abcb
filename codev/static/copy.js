// "Copy" beside a link. Without a clipboard the button is not there, and the link is copied by hand.
"use strict";
const may = navigator.clipboard && window.isSecureContext;
for (const button of document.querySelectorAll("button[data-copies]")) {
  button.hidden = !may;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copies);
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.copied;
    field.select();
  });
}
