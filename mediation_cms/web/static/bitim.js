/* Conveniences only: every page does its whole work without this file. */
"use strict";

// A form that was sent waits for its answer; the second press of an impatient finger goes nowhere.
const sent = new WeakSet();
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (sent.has(form)) event.preventDefault();
  sent.add(form);
  changed.delete(form);
});
// Back to a page that the browser kept: the form may be sent again.
addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form").forEach((form) => sent.delete(form)); });

// Whoever leaves with something typed and not sent is asked first, by the browser in its own words.
const changed = new Set();
addEventListener("input", (event) => { if (event.target.form?.method === "post") changed.add(event.target.form); });
addEventListener("beforeunload", (event) => { if (changed.size) event.preventDefault(); });

// <button hidden data-copy="paragraph">: copies the words of #paragraph, then says its data-done for two seconds.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = button.textContent;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText.trim());
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 2000);
  });
}
