/* A page of one's own: what is typed stays on this device until the server has it, in a tunnel too. No word of the interface stands here. */
(() => {
  const form = document.querySelector("form[data-draft]"), { member } = document.body.dataset;
  const FIELDS = "textarea, input[type=text]";
  const shelf = (field) => `codev:m.${form.dataset.draft}:${field.name}`;
  const stored = (work) => { try { return work(localStorage); } catch { return null; } };
  const plain = (text) => text.replaceAll("\r\n", "\n");

  const forget = (begins) => stored((at) => Object.keys(at).filter((key) => key.startsWith(begins)).forEach((key) => at.removeItem(key)));

  /* Whoever leaves this device, or the group, or says that others use it, leaves no text behind. */
  document.addEventListener("submit", (event) => {
    if (["forget", "share"].includes(event.submitter?.value) || event.target.matches("[data-leaves]")) forget(`codev:m.${member}.`);
  });
  if (!form) return;

  /* With each draft stands what the page said then: once the server says something else, the draft has done its work. */
  const save = (field) => stored((at) => (
    plain(field.value) === plain(field.defaultValue)
      ? at.removeItem(shelf(field))
      : at.setItem(shelf(field), JSON.stringify([plain(field.defaultValue), field.value]))
  ));
  const restore = (field) => stored((at) => {
    const [before, text] = JSON.parse(at.getItem(shelf(field)) ?? "[]");
    if (text === undefined) return;
    if (before === plain(field.defaultValue) && plain(field.value) === before) field.value = text;
    else if (before !== plain(field.defaultValue)) at.removeItem(shelf(field));
  });

  /* What was sent from here and has been kept. The page's own key says so: an address alone, from whoever, makes nobody lose a text. */
  const mark = `codev:m.${member}.sent`;
  const { sent, sentAs } = form.dataset;
  if (sent && sentAs && stored((at) => at.getItem(mark)) === sentAs) forget(`codev:m.${sent}:`);
  form.addEventListener("submit", () => stored((at) => at.setItem(mark, form.elements.key.value.slice(0, 16))));

  form.querySelectorAll(FIELDS).forEach(restore);
  form.addEventListener("input", (event) => event.target.matches(FIELDS) && save(event.target));
})();
