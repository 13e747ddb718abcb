/* The server's parts, put in their places: each whole, by its id, and held back while someone writes in it. */
export const FIELDS = "textarea, input[type=text]";
const trust = window.trustedTypes?.createPolicy("codev", { createHTML: (html) => html }) ?? { createHTML: (html) => html };
const $ = (id) => document.getElementById(id);
const form = $("act");
const held = new Map();

export const fieldsIn = (part) => [...part.querySelectorAll(FIELDS)].filter((field) => field.form === form || !field.isConnected);
export const unsent = (field) => field.value !== field.defaultValue && field.value.trim() !== "";
export const step = () => $("step")?.dataset.step ?? "";
export const isHeld = (id) => held.has(id);
/* Tried once more; who writes in one still keeps it. */
export const release = (ids = [...held.keys()]) => ids.forEach((id) => put(id, held.get(id)));

/* What is told of a text whose field is gone: the field, and the step in which it was written. */
let orphaned = () => {};
export const whenOrphaned = (work) => { orphaned = work; };

const focusIn = (part) => (part.contains(document.activeElement) && part !== document.activeElement ? document.activeElement : null);

export const put = (id, html, after) => {
  const old = $(id), focus = old && focusIn(old);
  if ((focus?.matches(FIELDS) && unsent(focus)) || old?.querySelector("[data-sending]")) {
    old.dataset.heldStep ??= step();
    old.dataset.shownIn ??= form.elements.step.value;
    held.set(id, html);
    return;
  }
  held.delete(id);
  const now = html === null ? null : parse(html);
  if (!old) return now && insert(now, after);
  carry(old, now);
  if (!now) old.remove();
  else if (!graft(old, now, focus) && !old.isEqualNode(now)) old.replaceWith(now);
  if (focus && !focus.isConnected) refocus(now, focus);
};

const parse = (html) => {
  const box = document.createElement("template");
  box.innerHTML = trust.createHTML(html);
  return box.content.firstElementChild;
};

const insert = (now, after) => {
  const slot = $(`slot-${now.dataset.into}`);
  if (after && $(after)) $(after).after(now);
  else if (after === "") slot?.prepend(now);
  else slot?.append(now);
};

/* What is hers in the old part goes into the new one: what she opened, chose, typed. Text that has no field any more becomes her note. */
const carry = (old, now) => {
  const moved = (old.dataset.shownIn ?? form.elements.step.value) !== step(); // a reason for the way on is for the step in which it was looked for
  const stays = (one) => !(moved && one.closest(".fold"));
  for (const open of [...old.querySelectorAll("details[open][id]")].filter(stays)) {
    now?.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
  }
  if (old.matches("details[open]")) now?.setAttribute("open", "");
  for (const words of old.querySelectorAll(".refused:not([hidden])")) {
    now?.querySelector(`[data-refused-for="${words.dataset.refusedFor}"]`)?.replaceWith(words);
  }
  for (const choice of [...old.querySelectorAll(":checked")].filter(stays)) {
    const same = !choice.defaultChecked && now?.querySelector(`[name="${choice.name}"][value="${CSS.escape(choice.value)}"]`);
    if (same) same.checked = true;
  }
  for (const field of fieldsIn(old).filter(unsent)) {
    const same = now && fieldsIn(now).find((other) => other.name === field.name);
    if (same) same.value = field.value;
    else orphaned(field, old.dataset.heldStep ?? step());
  }
};

/* Around the field that has the focus everything is new; the field itself stays, with its caret and the phone's keyboard. */
const graft = (old, now, field) => {
  const twin = field?.matches(FIELDS) && fieldsIn(now).find((other) => other.name === field.name);
  if (!twin) return false;
  for (let [here, there] = [old, now]; here !== field && there !== twin; ) {
    const [stays, goes] = [[...here.children].find((one) => one.contains(field)), [...there.children].find((one) => one.contains(twin))];
    const before = [...there.childNodes].slice(0, [...there.childNodes].indexOf(goes)), behind = [...there.childNodes].slice(before.length + 1);
    for (const one of [...here.childNodes]) if (one !== stays) one.remove();
    stays.before(...before);
    stays.after(...behind);
    here.className = there.className;
    [here, there] = [stays, goes];
  }
  delete old.dataset.heldStep;
  delete old.dataset.shownIn;
  return true;
};

const refocus = (part, lost) => {
  const inSight = [...(part?.querySelectorAll("button, summary") ?? [])].filter((one) => one.getClientRects().length);
  const alike = inSight.find((one) => one.localName === lost.localName && one.value === lost.value);
  ((lost.id && $(lost.id)) || alike || $("page")).focus({ preventScroll: true });
};
