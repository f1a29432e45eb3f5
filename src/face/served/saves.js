// Keeps what is saved by itself from overtaking what is saved by hand.
//
// A form with hx-post saves itself after each choice, and carries the revision it has seen. htmx
// gathers a request when it is asked for, also one that waits for the one before it; on a slow line
// the second would carry the revision of the first and be refused as stale, and its answer would go
// to a panel that the first has replaced. So each is gathered anew when it leaves, and a form sent
// by hand waits until what is on its way has come back.
(() => {
  "use strict";

  let saving = null;
  let waiting = null;
  let leaving = false;

  const saves = (form) => form instanceof HTMLFormElement && form.hasAttribute("hx-post");

  // A form that speaks of what another saves (the signature of a sheet) has seen it saved.
  const follow = (form) => {
    const revision = form.elements.namedItem("revision")?.value;
    const followers = document.querySelectorAll(`input[data-follows="${form.id}"]`);
    if (form.id && revision) followers.forEach((it) => (it.value = revision));
  };

  const send = () => {
    if (!waiting || saving) return;
    const { form, by } = waiting;
    waiting = null;
    if (form.isConnected) form.requestSubmit(by);
  };

  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    const form = ctx.sourceElement;
    if (!saves(form)) return;
    // What is sent by hand says all that this would; another form has to see this saved first.
    if (leaving || waiting?.form === form) return event.preventDefault();
    saving = form;
    ctx.request.body = new URLSearchParams(new FormData(form));
    ctx.target = document.querySelector(form.getAttribute("hx-target"));
  });

  document.addEventListener("htmx:finally:request", (event) => {
    const form = event.detail.ctx.sourceElement;
    if (!saves(form)) return;
    saving = null;
    follow(form);
    // One that waited in the queue leaves right after this, and is waited for too.
    setTimeout(send);
  });

  // First of all listeners, so that a form that waits is not taken for one that was sent.
  document.addEventListener(
    "submit",
    (event) => {
      if (!saving) return;
      event.preventDefault();
      event.stopPropagation();
      waiting = { form: event.target, by: event.submitter };
    },
    true,
  );
  document.addEventListener("submit", (event) => {
    leaving = !event.defaultPrevented;
  });
  addEventListener("pageshow", () => (leaving = false));
})();
