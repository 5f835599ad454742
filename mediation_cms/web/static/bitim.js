/* Conveniences only: every page does its whole work without this file. */

const changed = new Set(); // forms in which something is typed and not sent
const sent = new WeakSet(); // forms that wait for their answer

const isPost = (form) => form?.method === "post";

addEventListener("input", (event) => {
  if (isPost(event.target.form)) changed.add(event.target.form);
});

// The second press of an impatient finger goes nowhere.
addEventListener("submit", (event) => {
  if (!isPost(event.target)) return;
  if (sent.has(event.target)) event.preventDefault();
  sent.add(event.target);
  changed.delete(event.target);
});

// Back to a page that the browser kept: its forms may be sent again.
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) sent.delete(form);
});

// Whoever leaves with something typed is asked first, by the browser in its own words.
addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});

// What is folded is printed all the same, also where the style sheet cannot open it; afterwards it is folded again.
addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details:not([open])")) {
    one.dataset.folded = "";
    one.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const one of document.querySelectorAll("details[data-folded]")) {
    delete one.dataset.folded;
    one.open = false;
  }
});

// <button hidden data-copy="paragraph" data-done="…">: copies the words of #paragraph, then says `data-done` for two seconds.
for (const button of navigator.clipboard ? document.querySelectorAll("button[data-copy]") : []) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText.trim());
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 2000);
  });
}
