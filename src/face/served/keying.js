// Enter goes on to the next field of a sheet that is keyed in from paper. Without this the page does
// the same by asking the program.
(() => {
  "use strict";

  for (const form of document.querySelectorAll("form.keying")) {
    const keys = [...form.querySelectorAll(".key input")];
    keys.forEach((field, at) => {
      field.addEventListener("focus", () => field.select());
      field.addEventListener("keydown", (event) => {
        const next = keys[at + 1];
        if (event.key !== "Enter" || !next || field.value.trim() === "") return;
        event.preventDefault();
        next.focus();
      });
    });
  }
})();
