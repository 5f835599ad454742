/* Conveniences only: every page does its whole work without this file. */

const changed = new Set(); // forms in which something is typed and not sent
const sent = new WeakSet(); // forms that wait for their answer

// What is typed into the box of the search is no work to lose.
const isPost = (form) => form?.method === "post" && form.getAttribute("role") !== "search";

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
  if (changed.size && !document.querySelector("[data-kiosk]")) event.preventDefault();
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

// "/" leads to the box of the search, unless somebody is typing.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const box = [...document.querySelectorAll("form[role=search] input[type=search]")].find((one) => one.checkVisibility());
  const door = document.querySelector("a.to-find");
  if (!box && !door) return;
  event.preventDefault();
  if (box) box.select();
  else door.click();
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

// Whoever followed an error to its field and sent the form again comes back to that field's address: the list of errors goes first.
const wrong = document.querySelector("[role=alert][autofocus]");
if (wrong && location.hash) {
  history.replaceState(null, "", location.pathname + location.search);
  wrong.focus();
}

// A long form saves itself where the page asks for it: after a pause, and on leaving a field. Files and passwords stay here.
for (const line of document.querySelectorAll("form [data-draft]")) {
  const form = line.closest("form");
  let waits, leaving;
  let typedHere = false;
  const save = async () => {
    clearTimeout(waits);
    if (!changed.has(form) || sent.has(form)) return;
    const typed = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "form_key" && !name.includes("password")) typed.append(name, value);
    }
    typed.append("later", "yes");
    leaving?.abort();
    leaving = new AbortController();
    changed.delete(form);
    try {
      const answer = await fetch(line.dataset.draft, { method: "POST", body: typed, signal: leaving.signal });
      if (!answer.ok) throw new Error(answer.status);
      line.textContent = (await answer.json()).said;
    } catch (fault) {
      if (fault.name === "AbortError") return; // one that was overtaken or sent is no loss
      changed.add(form);
      line.textContent = line.dataset.unsaved;
    }
  };
  form.addEventListener("input", () => {
    typedHere = true;
    clearTimeout(waits);
    waits = setTimeout(save, 3000);
  });
  form.addEventListener("change", save);
  form.addEventListener("submit", (event) => {
    clearTimeout(waits);
    leaving?.abort();
    // Who discards an older draft has perhaps typed here besides: that is sent along to be kept.
    if (!typedHere || !event.submitter?.formAction.includes("/drafts/removal")) return;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "later", value: "yes" }));
  });
}

// The cabinet's own computer forgets after so many idle seconds, and says so half a minute before. It prints, and "back" finds nothing.
for (const box of document.querySelectorAll("[data-kiosk]")) {
  const asks = box.querySelector("[role=status]");
  let touched = Date.now();
  for (const kind of ["pointerdown", "wheel", "touchmove", "keydown"]) {
    addEventListener(kind, () => { touched = Date.now(); }, { passive: true });
  }
  const counts = setInterval(() => {
    const left = Math.ceil(box.dataset.idle - (Date.now() - touched) / 1000);
    asks.hidden = left > 30;
    asks.lastElementChild.textContent = asks.hidden ? "" : left;
    if (left > 0) return;
    clearInterval(counts);
    location.replace(box.dataset.kiosk);
  }, 1000);
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
    else for (const form of document.forms) form.reset();
  });
  const button = box.querySelector("[data-print]");
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// The quick way out: this page is replaced, so that "back" does not lead to it; Escape twice within a second does the same.
for (const way of document.querySelectorAll("a[data-leave]")) {
  const leave = () => {
    changed.clear();
    document.body.hidden = true;
    location.replace(way.href);
  };
  let pressed = 0;
  way.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.timeStamp - pressed < 1000) leave();
    pressed = event.timeStamp;
  });
}

// <button hidden data-print>: prints the page, outside the box of the cabinet's own computer, which has its own.
for (const button of document.querySelectorAll("button[data-print]:not([data-kiosk] *)")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
