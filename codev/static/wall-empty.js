/* An empty wall waits: it asks now and then whether it was paired, and shows the code that is good now. */
"use strict";
(() => {
  const code = document.getElementById("code");
  document.documentElement.dataset.awake = "yes";

  const ask = async () => {
    const answer = await fetch("/wall/waiting", { headers: { Accept: "application/json" } }).catch(() => null);
    const said = answer?.ok ? await answer.json() : null;
    if (said?.lit || (said && !code && said.code)) location.reload();
    else if (said?.code && code.textContent !== said.code) code.textContent = said.code;
  };

  const fill = document.getElementById("fill");
  fill.hidden = !document.fullscreenEnabled;
  fill.addEventListener("click", () => document.documentElement.requestFullscreen());
  let rest;
  document.addEventListener("pointermove", () => {
    document.body.classList.add("touched");
    clearTimeout(rest);
    rest = setTimeout(() => document.body.classList.remove("touched"), 4000);
  });
  setInterval(ask, 3000);
})();
