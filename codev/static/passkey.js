/* A passkey: the browser makes it or shows it, and the form carries it to the server. */
"use strict";
(() => {
  const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;
  const json = { headers: { Accept: "application/json" } };

  const make = async (form) => {
    const options = JSON.parse(document.getElementById(form.dataset.options).textContent).publicKey;
    const selection = { ...options.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON({ ...options, authenticatorSelection: selection });
    return navigator.credentials.create({ publicKey });
  };

  const show = async (form) => {
    const { request_options: options } = await (await fetch(form.action, json)).json();
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey) });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const failed = form.querySelector("[role=alert][hidden]");
    if (able) form.closest("section").hidden = false;
    form.addEventListener("submit", async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      failed.hidden = true;
      try {
        const found = await (form.dataset.passkey === "create" ? make : show)(form);
        form.elements.credential.value = JSON.stringify(found.toJSON());
        form.requestSubmit();
      } catch {
        failed.hidden = false;
      }
    });
  }
})();
