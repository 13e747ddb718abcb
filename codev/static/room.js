/* The room: the server's parts put in their places, acts sent, drafts kept. No word of the interface stands here. */
import { FIELDS, fieldsIn, isHeld, put, release, step, unsent, whenOrphaned } from "./parts.js";

const $ = (id) => document.getElementById(id);
const form = $("act"), told = $("told"), connection = $("connection"), announce = $("announce");
const { place, member, drafts } = document.body.dataset;
const json = { headers: { Accept: "application/json" } };
const later = (ms) => new Promise((done) => setTimeout(done, ms));
const cry = (name) => document.dispatchEvent(new Event(`codev:${name}`));
let version = Number(document.body.dataset.version), seen = document.body.dataset.seen;

/* ---------------------------------------------------------------- what the server says, and this page's answer to it */
const show = (news) => {
  if (news.v < version) return false;
  const before = step();
  if (news.whole) for (const part of document.querySelectorAll("[data-into]")) if (!(part.id in news.parts)) put(part.id, null);
  for (const [id, html] of Object.entries(news.parts)) put(id, html, news.after[id]);
  ({ v: version, seen } = news);
  settle();
  if (step() !== before) {
    announce.textContent = $("step")?.querySelector("summary")?.textContent.trim() ?? "";
    if (!document.activeElement?.matches(FIELDS)) scrollTo({ top: 0 }); // a new step is read from its top, but never taken from a hand that writes
  }
  return true;
};

const settle = () => {
  form.elements.step.value = step();
  const seat = [...document.querySelectorAll(".seat[data-member]")].findIndex((one) => one.dataset.member === member) + 1;
  if (seat) document.body.className = document.body.className.replace(/\bme-\d+/, `me-${seat}`);
  if (document.querySelector("[data-into][data-ended]")) forget();
  fieldsIn(document).forEach(restore);
  cry("shown");
};

document.addEventListener("focusout", (event) => {
  const part = event.target.closest?.("[data-into]");
  if (part && !part.contains(event.relatedTarget)) setTimeout(() => isHeld(part.id) && (release([part.id]), settle()));
});

/* ---------------------------------------------------------------- drafts: on this device, hers, until sent */
const shelf = (name) => `codev:${drafts}:${name}`;
const stored = (work) => { try { return drafts ? work(localStorage) : null; } catch { return null; } };
const save = (field) => stored((at) => (unsent(field) ? at.setItem(shelf(field.name), field.value) : at.removeItem(shelf(field.name))));
const restore = (field) => {
  const text = field.value === field.defaultValue && stored((at) => at.getItem(shelf(field.name)));
  if (text) field.value = text;
};
const forget = (begins = shelf("")) => stored((at) => Object.keys(at).filter((key) => key.startsWith(begins)).forEach((key) => at.removeItem(key)));
const empty = (field) => { if (unsent(field)) field.value = field.defaultValue = ""; save(field); };
document.addEventListener("input", (event) => event.target.form === form && event.target.matches(FIELDS) && save(event.target));
document.addEventListener("submit", (event) => event.target.matches("[data-leaves]") && (forget(), forget(`codev:m.${member}.`)));

/* ---------------------------------------------------------------- acts: with a key of their own, sent again until answered */
const envelope = (value, at) => {
  const key = [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
  return new URLSearchParams({ token: form.elements.token.value, key, step: at, do: value });
};

const post = async (data, patience = 60000) => {
  const until = Date.now() + patience;
  for (let pause = 400, renewed = false; ; pause = Math.min(pause * 2, 8000)) {
    const answer = await fetch(`${place}/act`, { ...json, method: "POST", body: data, signal: AbortSignal.timeout(10000) }).catch(() => null);
    const said = answer && answer.status !== 204 ? await answer.json().catch(() => ({})) : {};
    if (said.refusal === "token" && !renewed && (await refresh())) {
      data.set("token", form.elements.token.value);
      renewed = true;
    } else if ((answer && answer.status < 500) || Date.now() > until) return { done: answer?.status === 204, ...said };
    else await Promise.race([later(pause), new Promise((on) => addEventListener("online", on, { once: true }))]);
    if (!answer && live) again(0);
  }
};

const act = async (button) => {
  const part = button.closest("[data-into]"), prefix = button.value.split("?")[0];
  if (button.dataset.sending) return;
  button.dataset.sending = "yes";
  const data = envelope(button.value, part?.dataset.heldStep ?? form.elements.step.value);
  const sent = [...new FormData(form)].filter(([name]) => name.startsWith(`${prefix}.`));
  sent.forEach(([name, value]) => data.append(name, value));
  const waits = setTimeout(say, 1500, connection.dataset.waits, part, prefix);
  const { done, words, kept } = await post(data);
  clearTimeout(waits);
  delete button.dataset.sending;
  unsay(part);
  if (done || kept) fieldsIn(document).filter((field) => sent.some(([name, value]) => name === field.name && value === field.value)).forEach(empty);
  release();
  settle();
  if (!done) say(words ?? asOf("offline"), part, prefix);
  if (!live) refresh();
};

const say = (words, part, prefix) => {
  const beside = (name) => $(part?.id)?.querySelector(`[data-refused-for="${name}"]`);
  const at = beside(prefix) ?? beside(prefix.split(":")[0]) ?? told;
  at.textContent = words;
  at.hidden = false;
  if (at === told) told.scrollIntoView({ block: "nearest" });
};
const unsay = (part) => [told, ...(part?.querySelectorAll(".refused") ?? [])].forEach((one) => { one.hidden = true; one.textContent = ""; });

const keep = async (field, at) => {
  const data = envelope("keep_text", at);
  data.append("keep_text.text", field.value);
  data.append("keep_text.step", at);
  if (!(await post(data)).done) return;
  stored((shelves) => shelves.removeItem(shelf(field.name)));
  say(announce.dataset.moved, null, "");
};

whenOrphaned(keep);

form.addEventListener("submit", (event) => { event.preventDefault(); if (event.submitter?.value) act(event.submitter); });
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || field.form !== form || !field.matches(FIELDS)) return;
  const gives = field.dataset.enter || ((event.ctrlKey || event.metaKey) && field.name.split(".")[0]);
  if (field.matches("input") || gives) event.preventDefault();
  if (gives) field.closest("[data-into]").querySelector(`button[value^="${gives}"]`)?.click();
});

/* ---------------------------------------------------------------- the stream, and what it falls back to */
const QUIET = 45000; // the server says something every twenty seconds; by the wall's clock, so that a sleeping laptop counts too
const BRIEF = 3000; // a stream that ends sooner was cut: after two such, one is believed only once it has lived as long
let stream = null, live = false, closed = false, tries = 0, brief = 0, older = 0, lost = Date.now(), since = lost, last = lost, born = 0, retry;

const listen = () => {
  const mine = (stream = new EventSource(`${place}/live?seen=${seen}`));
  const heard = (event, work) => mine.addEventListener(event, (message) => { if (mine === stream) { last = Date.now(); work(JSON.parse(message.data)); } });
  last = Date.now();
  const stays = () => { if (mine === stream && live) { [tries, brief] = [0, brief > 1 ? 0 : brief]; state("live"); } };
  heard("hello", (said) => {
    [live, born] = [true, Date.now()];
    form.elements.token.value = said.token;
    if (brief > 1) later(BRIEF).then(stays);
    else stays();
    cry("live");
  });
  heard("parts", (news) => { if (older > 1) version = 0; if (show(news)) older = 0; else { older++; again(0); } });
  heard("beat", () => cry("beat"));
  mine.onerror = () => mine === stream && again(Math.min(500 * 2 ** tries++, 10000));
};
const again = (pause) => {
  if (live) {
    since = Date.now();
    brief = since - born < BRIEF ? brief + 1 : 0;
    if (brief < 2) lost = since;
  }
  live = false;
  stream?.close();
  clearTimeout(retry);
  if (closed) return;
  retry = setTimeout(listen, pause * (0.7 + 0.6 * Math.random()));
  setTimeout(lose, 2000);
};
/* Without its stream, a page that still gets answers is slow; one that gets none says so. */
const lose = () => {
  const asked = since > lost && Date.now() - since < 8000;
  if (!live && !closed && Date.now() - lost > 1500) state(asked ? "slow" : navigator.onLine ? "reconnecting" : "offline");
};
const hour = { hour: "numeric", minute: "2-digit" };
const tongue = document.documentElement.lang.replace(/^fr$/, "fr-CA"); // 8 h 21, as the server writes it
const asOf = (name) => connection.dataset[name].replace("{time}", new Date(since).toLocaleTimeString(tongue, hour).replaceAll(" ", "\u00a0"));
const state = (name) => {
  document.body.classList.toggle("offline", !["live", "slow"].includes(name)); // whoever is slow still gets answers
  const words = name === "live" && connection.hidden ? "" : asOf(name);
  if (connection.textContent !== words) connection.textContent = words;
  connection.hidden = !words;
  if (name === "live") later(2500).then(() => { if (live) connection.hidden = true; });
};

const refresh = async () => {
  const answer = await fetch(`${place}/parts`, json).catch(() => null);
  if ([403, 404].includes(answer?.status)) { closed = true; again(0); state("ended"); cry("ended"); }
  if (!answer?.ok) return lose();
  const { token, view } = await answer.json();
  form.elements.token.value = token;
  if (!live) [since] = [Date.now(), show(view), cry("beat")];
  lose();
  return true;
};
const wake = () => {
  if (closed) return;
  if (live && Date.now() - last < QUIET) cry("beat");
  else again((tries = 0));
};
setInterval(() => {
  if (!closed && Date.now() - last > QUIET) again(0);
  if (!live && !closed && Date.now() - lost > 3000) refresh();
}, 5000);
addEventListener("online", wake);
addEventListener("offline", () => again(500));
addEventListener("pageshow", (event) => event.persisted && again(0));
document.addEventListener("visibilitychange", wake);

settle();
listen();
document.documentElement.dataset.awake = "yes";
