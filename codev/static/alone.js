/* The facilitator's page without a network. It runs no rule: clock and script go on, and what happens is noted here with its instant;
   the server decides it, in order, when it is back. On a device that others use nothing outlives the page. */
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const panel = $("alone"), form = $("act"), body = document.body;
  const { place, drafts } = body.dataset;
  const words = panel.dataset;
  const shelf = `codev-alone:${place}`;
  const policy = window.trustedTypes?.createPolicy("codev-alone", { createHTML: (html) => html, createScriptURL: () => "/worker.js" });
  const trusted = policy ?? { createHTML: (html) => html, createScriptURL: () => "/worker.js" };
  const FIELDS = "textarea, input[type=text]";
  const now = () => new Date(Date.now() + Number(document.documentElement.dataset.offset ?? 0));
  const tongue = document.documentElement.lang.replace(/^fr$/, "fr-CA"); // 8 h 21, as the server writes it
  const hour = (at) => new Date(at).toLocaleTimeString(tongue, { hour: "numeric", minute: "2-digit" }).replaceAll(" ", "\u00a0");
  const said = (name, params = {}) => Object.entries(params).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[name]);

  /* list: {key, at, do, step, fields, label, refused}. cues, here: the script, and where the session stands. since: when the network went;
     entered: when she last went on alone. */
  let kept = { cues: [], here: 0, list: [], since: "", entered: "" }, shown = "", sending = false;
  const stored = (work) => { try { return drafts ? work(localStorage) : null; } catch { return null; } };
  const recall = () => { kept = JSON.parse(stored((at) => at.getItem(shelf)) ?? "null") ?? kept; };
  const save = () => {
    const nothing = !kept.list.length && ended();
    stored((at) => (nothing ? at.removeItem(shelf) : at.setItem(shelf, JSON.stringify(kept))));
    draw();
  };

  const leads = () => $("bar") !== null;
  const ended = () => document.querySelector("[data-into][data-ended]") !== null;
  const lost = () => body.classList.contains("offline");
  const alone = () => lost() && leads() && kept.cues.length > 0;
  const cue = () => kept.cues[kept.here];
  const moved = () => kept.entered !== "";

  /* ---------------------------------------------------------------- while the network is there: the script, and the page itself */
  const learn = async () => {
    const { step, stage } = $("step")?.dataset ?? {}, mark = `${step} ${stage} ${leads()}`;
    if (lost() || mark === shown) return;
    shown = mark;
    if (!leads() || ended()) return forget();
    const answer = await fetch(`${place}/script`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) { shown = ""; return; }
    Object.assign(kept, await answer.json(), { since: "", entered: "" });
    save();
    body.dataset.script = "known";
    if (drafts && window.caches) await keep().then(() => { body.dataset.script = "kept"; }, () => null);
  };

  const keep = async () => {
    await navigator.serviceWorker?.register(trusted.createScriptURL("/worker.js"));
    const files = [...document.querySelectorAll("link[rel=stylesheet], script[src], link[rel=icon]")].map((one) => one.href || one.src);
    const styles = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => name.includes("/static/"));
    const cache = await caches.open("codev");
    await cache.addAll([...new Set([...files, ...styles].map((name) => new URL(name, location).pathname)), place]);
  };
  const forget = () => {
    if (!kept.list.length) stored((at) => at.removeItem(shelf));
    window.caches?.delete("codev");
  };

  /* ---------------------------------------------------------------- without it: what happens is noted */
  const note = (value, label, fields = []) => {
    const key = [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
    kept.since ||= now().toISOString();
    kept.list.push({ key, at: now().toISOString(), do: value, step: moved() ? cue().step : form.elements.step.value, fields, label });
    save();
  };

  /* What the page still offers is noted as well, with its words, instead of being sent. */
  document.addEventListener("submit", (event) => {
    const button = event.submitter, prefix = button?.value.split("?")[0];
    if (event.target !== form || !prefix || !alone()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const fields = [...new FormData(form)].filter(([name]) => name.startsWith(`${prefix}.`));
    const text = fields.map(([, value]) => value).filter((value) => value.trim()).join(" · ");
    note(button.value, [button.textContent.trim(), text].filter(Boolean).join(" : "), fields);
    for (const field of document.querySelectorAll(FIELDS)) {
      if (field.form !== form || !field.name.startsWith(`${prefix}.`)) continue;
      field.value = field.defaultValue;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }, true);

  panel.addEventListener("click", (event) => {
    const button = event.target.closest("button"), { note: value, member, drop } = button?.dataset ?? {};
    if (drop) kept.list = kept.list.filter((one) => one.key !== drop);
    else if (member) return note(`mark_spoken?members=${encodeURIComponent(member)}`, said("spoke", { name: button.textContent }));
    else if (button?.matches(".on")) return goOn();
    else if (value) return note(value, button.textContent.trim());
    if (drop) save();
  });

  /* Which gates are met only the server can say: the reason goes along, and stays on record only where something was unmet. */
  const goOn = () => {
    const next = kept.cues[kept.here + 1];
    if (!next) return note("close_session?all_spoken=yes&plan_later=yes", onward());
    note(next.do === "go_on" ? "go_on?reason=other" : next.do, onward(next));
    if (cue().step !== next.step || !moved()) kept.entered = now().toISOString();
    kept.here += 1;
    save();
  };

  const onward = (next) => (!next ? words.close : next.do === "next_stage" ? words.stage : said("next", { step: next.title }));

  /* ---------------------------------------------------------------- back: in order, each with its own instant and key */
  const send = async () => {
    if (sending || lost()) return;
    sending = true;
    for (let one; (one = kept.list.find((entry) => !entry.refused)); recall()) {
      const token = form.elements.token.value, { key, at, step, fields } = one;
      const data = new URLSearchParams([["token", token], ["key", key], ["at", at], ["step", step], ["do", one.do], ...fields]);
      const ask = { method: "POST", headers: { Accept: "application/json" }, body: data, signal: AbortSignal.timeout(10000) };
      const answer = await fetch(`${place}/act`, ask).catch(() => null);
      const told = answer && answer.status !== 204 ? await answer.json().catch(() => ({})) : {};
      if (!answer || answer.status >= 500 || told.refusal === "token") break;
      settle(key, answer.status === 204 || told.refusal === "done_already" ? "" : told.words || words.refused);
      save();
    }
    sending = false;
    draw();
  };
  const settle = (key, refused) => {
    kept.list = refused ? kept.list.map((one) => (one.key === key ? { ...one, refused } : one)) : kept.list.filter((one) => one.key !== key);
  };

  /* ---------------------------------------------------------------- what she sees */
  const draw = () => {
    const list = kept.list, here = alone();
    body.classList.toggle("alone", here);
    body.classList.toggle("moved", here && moved());
    panel.hidden = !here && !list.length;
    panel.classList.toggle("back", !here);
    if (panel.hidden) return;
    panel.querySelector(".since").textContent = here ? said("since", { time: hour(kept.since || now()) }) : words.back;
    rows(panel.querySelector("ol"), list);
    if (here) present();
  };

  const rows = (at, list) => at.replaceChildren(...list.map((one) => {
    const row = document.createElement("li"), what = document.createElement("span"), button = document.createElement("button");
    what.textContent = `${hour(one.at)} · ${one.label}`;
    if (one.refused) what.append(Object.assign(document.createElement("small"), { className: "refused", textContent: one.refused }));
    Object.assign(button, { type: "button", className: "word", textContent: one.refused ? words.seen : words.drop }).dataset.drop = one.key;
    row.append(what, button);
    return row;
  }));

  const present = () => {
    const next = kept.cues[kept.here + 1];
    panel.querySelector(".where").textContent = `${cue().title}${left()}`;
    panel.querySelector(".on b").textContent = onward(next);
    panel.querySelector(".on small").textContent = next?.who ?? "";
    const script = panel.querySelector(".script"), mark = `${kept.here} ${cue().html.length}`;
    if (script.dataset.cue !== mark) script.innerHTML = trusted.createHTML(cue().html);
    script.dataset.cue = mark;
    const people = [...document.querySelectorAll(".seat[data-member]")].filter((seat) => seat.dataset.member !== body.dataset.member);
    const names = people.map((seat) => [seat.dataset.member, (seat.querySelector(".name") ?? seat).textContent.trim()]);
    const row = panel.querySelector(".people");
    if (row.children.length === names.length) return;
    row.replaceChildren(...names.map(([member, name]) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
      button.dataset.member = member;
      return button;
    }));
  };
  const left = () => {
    const step = kept.cues.find((one) => one.step === cue().step);
    if (!moved() || !step?.minutes) return "";
    const minutes = step.minutes - (now() - new Date(kept.entered)) / 60000;
    return ` · ${said(minutes > 0 ? "left" : "over", { n: Math.abs(Math.ceil(minutes)) })}`;
  };

  document.addEventListener("codev:shown", learn);
  document.addEventListener("codev:live", () => { shown = ""; send().then(learn); });
  document.addEventListener("codev:beat", () => kept.list.length && send()); // a slow page has no stream, and still gets answers
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-leaves]")) return;
    kept.list = [];
    forget();
  });
  new MutationObserver(draw).observe(body, { attributeFilter: ["class"] });
  setInterval(draw, 1000);
  recall();
  draw();
  learn(); // the stream may have opened before this file was there
})();
