/* The clock shows the server's time, measured by round trips: nothing here counts ticks, and a wrong clock on the device changes nothing. */
"use strict";
(() => {
  const announce = document.getElementById("announce"), { place } = document.body.dataset;
  let trips = [], offset = null, last = null;

  const measure = async (times) => {
    for (; times > 0; times--) {
      const left = performance.now(), wall = Date.now();
      const answer = await fetch(`${place}/beat`).catch(() => null);
      const said = answer?.ok ? await answer.json().catch(() => null) : null;
      if (!said) return recall();
      const trip = performance.now() - left;
      trips = [...trips.slice(-7), { trip, offset: said.at - (wall + trip / 2) }];
      offset = trips.reduce((best, one) => (one.trip < best.trip ? one : best)).offset;
      remember();
      draw();
    }
  };

  /* For a page that opens without a network: how wrong this device's clock was last time. */
  const remember = () => {
    document.documentElement.dataset.offset = Math.round(offset);
    try { localStorage.setItem("codev-offset", Math.round(offset)); } catch { /* a device that keeps nothing */ }
  };
  const recall = () => {
    if (offset !== null) return;
    try { offset = Number(localStorage.getItem("codev-offset")); } catch { offset = 0; }
    draw();
  };

  /* Until the first round trip the server's own digits stand: they are right, and this device's clock may not be. */
  const draw = () => {
    if (offset === null) return;
    const clock = document.getElementById("clock"), now = Date.now() + offset;
    for (const passing of document.querySelectorAll("[data-until]")) passing.hidden = Date.parse(passing.dataset.until) < now;
    if (!["running", "break"].includes(clock?.dataset.state)) return;
    const left = (Date.parse(clock.dataset.deadline) - now) / 60000;
    const share = Math.max(0, Math.min(100, (100 * left) / clock.dataset.minutes));
    const shown = left > 0 ? `${Math.ceil(left)}` : `+${1 - Math.ceil(left)}`;
    const digits = clock.querySelector(".left b"), arc = clock.querySelector(".arc");
    if (digits.textContent !== shown) digits.textContent = shown;
    arc.setAttribute("stroke-dasharray", `${share.toFixed(1)} 100`);
    arc.setAttribute("stroke-dashoffset", `${(share - 100).toFixed(1)}`);
    clock.classList.add("ticking");
    clock.classList.toggle("over", left <= 0);
    say(clock, left);
  };

  /* Five minutes, one, the end: once each, for whoever listens to the page. */
  const say = (clock, left) => {
    const mark = left <= 0 ? "over" : left <= 1 ? "one" : left <= 5 ? "five" : "";
    const now = `${clock.dataset.deadline} ${mark}`;
    if (last !== null && now !== last && mark) announce.textContent = clock.dataset[mark];
    last = now;
  };

  document.addEventListener("codev:live", () => measure(3));
  document.addEventListener("codev:beat", () => measure(1));
  document.addEventListener("codev:shown", draw);
  setInterval(draw, 1000);
  measure(3);
})();
