/* Counts down beside the hour until which a time is kept. The hour alone says it where this file does not run. */

for (const place of document.querySelectorAll("[data-until]")) {
  const until = Date.parse(place.dataset.until);
  const show = () => {
    const left = Math.max(0, Math.round((until - Date.now()) / 1000));
    place.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    place.parentElement.setAttribute("aria-hidden", "true");
    place.parentElement.hidden = false;
    if (!left) clearInterval(counts);
  };
  const counts = setInterval(show, 1000);
  show();
}
