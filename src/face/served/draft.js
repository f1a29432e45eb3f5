// Keeps what a person types until it has been saved.
//
// A form with data-draft="key@revision" is remembered in this browser while it is typed in. When the
// form is opened again and differs, what was kept is offered back; the page never fills itself. If
// somebody has saved a later revision meanwhile, the saved words are shown beside those brought
// back, so that nobody overwrites what they have not seen.
//
// It is forgotten when it was saved (an answer by redirect), when the person discards it, when they
// log out, and after two weeks. Files and passwords are never kept. Nothing else depends on this.
(() => {
  "use strict";

  const PREFIX = "draft:";
  const SENT = "draft-sent";
  const DAYS_MAX = 14;

  try {
    localStorage.setItem("draft", "");
    localStorage.removeItem("draft");
  } catch {
    return;
  }

  const today = Math.floor(Date.now() / 86400000);
  const ours = () => Object.keys(localStorage).filter((it) => it.startsWith(PREFIX));
  const forget = (key) => localStorage.removeItem(PREFIX + key);
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key));
    } catch {
      return null;
    }
  };

  const show = (id, visible) => {
    const box = document.getElementById(id);
    if (box) box.hidden = !visible;
    return box;
  };

  const UNKEPT = ["hidden", "password", "file", "submit", "button", "reset"];
  const isTicked = (field) => field.type === "radio" || field.type === "checkbox";
  const fields = (form) => [...form.elements].filter((it) => it.name && !UNKEPT.includes(it.type));

  // Pairs of name and value, as the form would send them.
  const typed = (form) =>
    fields(form)
      .filter((it) => !isTicked(it) || it.checked)
      .map((it) => [it.name, it.value]);

  const said = (field) => {
    if (isTicked(field)) return field.closest("label")?.textContent.trim() ?? field.value;
    return field.selectedOptions?.[0]?.textContent ?? field.value;
  };

  // Says below a field what stands there in the saved revision.
  const compare = (field, words, label) => {
    const line = document.createElement("p");
    line.className = "hint saved";
    line.textContent = `${label}: ${words || "–"}`;
    (field.closest(".choices") ?? field).after(line);
  };

  const fill = (form, pairs, label) => {
    const left = pairs.map((pair) => [...pair]);
    for (const field of fields(form)) {
      const at = left.findIndex(([name, value]) => name === field.name && (!isTicked(field) || value === field.value));
      const before = isTicked(field) ? field.checked : field.value;
      const saved = said(field);
      if (isTicked(field)) field.checked = at !== -1;
      else if (at !== -1) field.value = left[at][1];
      const after = isTicked(field) ? field.checked : field.value;
      const isNews = before !== after && (!isTicked(field) || before);
      if (label && isNews) compare(field, saved, label);
      if (at !== -1) left.splice(at, 1);
    }
  };

  for (const name of ours()) {
    const kept = read(name.slice(PREFIX.length));
    if (!kept || kept.day + DAYS_MAX < today) localStorage.removeItem(name);
  }

  // A saved form is answered by a redirect; so is a login that has run out, and that saved nothing.
  const sent = sessionStorage.getItem(SENT);
  if (sent) {
    sessionStorage.removeItem(SENT);
    const redirects = performance.getEntriesByType("navigation")[0]?.redirectCount ?? 0;
    const stopped = document.querySelector('.status-number, main form[action^="/login"]');
    if (0 < redirects && !stopped) forget(sent);
  }

  const offer = (form, key, kept, isOlder) => {
    const box = show("kept", true);
    if (!box) return;
    form.before(box);
    const label = isOlder ? box.dataset.saved : "";
    for (const line of box.querySelectorAll("[data-older]")) line.hidden = !isOlder;
    box.addEventListener("click", (event) => {
      const choice = event.target.dataset.kept;
      if (!choice) return;
      if (choice === "take") fill(form, kept.typed, label);
      else forget(key);
      show("kept", false);
      fields(form)[0]?.focus();
    });
  };

  const attend = (form) => {
    const at = form.dataset.draft.lastIndexOf("@");
    const key = form.dataset.draft.slice(0, at);
    const revision = form.dataset.draft.slice(at + 1);
    const first = JSON.stringify(typed(form));
    const kept = read(key);
    if (kept && !document.querySelector(".summary")) {
      if (JSON.stringify(kept.typed) === first) forget(key);
      else offer(form, key, kept, kept.revision !== revision);
    }

    const keep = () => {
      const pairs = typed(form);
      if (JSON.stringify(pairs) === first) return forget(key);
      try {
        localStorage.setItem(PREFIX + key, JSON.stringify({ revision, day: today, typed: pairs }));
      } catch {
        // The store is full; what is on the screen is still there.
      }
    };
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, 300);
    });
    form.addEventListener("change", keep);
    form.addEventListener("submit", (event) => {
      clearTimeout(waiting);
      keep();
      if (!navigator.onLine) {
        event.preventDefault();
        show("lost", true);
      } else {
        sessionStorage.setItem(SENT, key);
      }
    });
  };

  const forms = document.querySelectorAll("form[data-draft]");
  forms.forEach(attend);

  for (const form of document.querySelectorAll('form[action="/logout"]')) {
    form.addEventListener("submit", () => ours().forEach((name) => localStorage.removeItem(name)));
  }

  addEventListener("offline", () => show("lost", 0 < forms.length));
  addEventListener("online", () => show("lost", false));
  document.addEventListener("htmx:error", () => navigator.onLine || show("lost", true));
})();
