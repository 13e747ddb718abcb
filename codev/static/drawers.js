/* What someone opens comes into sight: a drawer at the foot of a phone would open below the fold, behind the bar. */
"use strict";
(() => {
  let opening = null;
  document.addEventListener("click", (event) => {
    opening = event.target.closest?.("summary")?.parentElement ?? null;
    const inner = event.target.closest?.('a[href^="#"]')?.hash.slice(1);
    if (inner) document.getElementById(inner)?.closest("details")?.setAttribute("open", "");
  });
  const show = (event) => {
    const drawer = event.target;
    if (drawer !== opening || !drawer.open || drawer.closest(".bar, .step")) return;
    opening = null;
    drawer.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("toggle", show, true);
})();
