// Keeps what a person types until it has been saved.
//
// <form data-draft="key@revision"> is remembered in this browser, field by field, while it is typed
// in. When the same form is opened again and differs, what was kept is offered back; the page never
// fills itself. A page without data-draft="key@…" of the same key that follows a sent form, i.e. a
// saved answer, or the same form at a later revision, forgets it. Without a network the form is not
// sent and the person is told that nothing is lost. Files and passwords are not kept.
(() => {
  "use strict";

  const PREFIX = "draft:";
  const DAYS_MAX = 14;
  const SENT = "draft-sent";

  const store = (() => {
    try {
      localStorage.setItem("draft?", "1");
      localStorage.removeItem("draft?");
      return localStorage;
    } catch {
      return null;
    }
  })();
  if (!store) return;

  const show = (id, visible) => {
    const box = document.getElementById(id);
    if (box) box.hidden = !visible;
    return box;
  };

  const fields = (form) =>
    [...form.elements].filter((it) => it.name && !["hidden", "password", "file", "submit", "button"].includes(it.type));

  // [name, value] pairs, as the form would send them.
  const typed = (form) =>
    fields(form)
      .filter((it) => !["radio", "checkbox"].includes(it.type) || it.checked)
      .map((it) => [it.name, it.value]);

  const fill = (form, pairs) => {
    const left = pairs.map((pair) => [...pair]);
    for (const field of fields(form)) {
      const at = left.findIndex(([name, value]) =>
        name === field.name && (!["radio", "checkbox"].includes(field.type) || value === field.value));
      if (["radio", "checkbox"].includes(field.type)) field.checked = at !== -1;
      else if (at !== -1) field.value = left[at][1];
      if (at !== -1) left.splice(at, 1);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  const read = (key) => {
    try {
      return JSON.parse(store.getItem(PREFIX + key));
    } catch {
      return null;
    }
  };
  const forget = (key) => store.removeItem(PREFIX + key);
  const now = () => Math.floor(Date.now() / 86400000);

  for (const name of Object.keys(store).filter((it) => it.startsWith(PREFIX))) {
    const kept = read(name.slice(PREFIX.length));
    if (!kept || DAYS_MAX < now() - kept.day) store.removeItem(name);
  }

  const forms = [...document.querySelectorAll("form[data-draft]")];
  const parted = (form) => {
    const at = form.dataset.draft.lastIndexOf("@");
    return [form.dataset.draft.slice(0, at), form.dataset.draft.slice(at + 1)];
  };

  // A form that was sent and is not shown again with its errors has been saved; the failure pages
  // (class "status-number") are no such answer.
  const sent = sessionStorage.getItem(SENT);
  if (sent) {
    sessionStorage.removeItem(SENT);
    const isFailure = document.querySelector(".status-number");
    const isRefused = document.querySelector(".summary") && forms.some((form) => parted(form)[0] === sent);
    if (!isFailure && !isRefused) forget(sent);
  }

  const offer = (form, key, kept) => {
    const box = show("kept", true);
    if (!box) return;
    form.before(box);
    box.addEventListener("click", (event) => {
      const choice = event.target.dataset.kept;
      if (!choice) return;
      if (choice === "take") fill(form, kept.typed);
      else forget(key);
      show("kept", false);
    });
  };

  for (const form of forms) {
    const [key, revision] = parted(form);
    const kept = read(key);
    const first = JSON.stringify(typed(form));
    if (kept && JSON.stringify(kept.typed) !== first && !document.querySelector(".summary")) {
      offer(form, key, kept);
    }
    let waiting = 0;
    const keep = () => {
      const pairs = typed(form);
      if (JSON.stringify(pairs) === first) return;
      try {
        store.setItem(PREFIX + key, JSON.stringify({ revision, day: now(), typed: pairs }));
      } catch {
        // Full: what is on the screen is still there.
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, 400);
    });
    form.addEventListener("change", keep);
    form.addEventListener("submit", (event) => {
      keep();
      if (navigator.onLine === false) {
        event.preventDefault();
        show("lost", true);
        return;
      }
      sessionStorage.setItem(SENT, key);
    });
  }

  addEventListener("offline", () => forms.length && show("lost", true));
  addEventListener("online", () => show("lost", false));
  // A part of a page that could not be fetched is a lost connection too.
  document.addEventListener("htmx:error", () => navigator.onLine === false && show("lost", true));
})();
