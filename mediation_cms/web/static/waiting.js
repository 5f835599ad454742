/* Looks again while something is being made, without a jump: the page itself stays, what it says is put in its place.
   Where this file does not run, the page is loaded anew. */

const PAUSE = 3000;

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok) {
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [shown, fresh] = [document.querySelector("main"), now.querySelector("main")];
    const unchanged = shown.innerHTML === fresh.innerHTML;
    if (!unchanged && !shown.querySelector("input:focus, textarea:focus, select:focus")) shown.replaceChildren(...fresh.childNodes);
    document.title = now.title;
    if (!now.querySelector("[data-waits]")) return;
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
