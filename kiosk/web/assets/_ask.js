// One question at a time: a few answers to tap, and a PIN where one is wanted. Escape or Cancel means no; so does a
// question or a verdict that comes in between.
import { make, one } from "./_elements.js";
import { field, write } from "./_socket.js";

let refuse = null;

export const isAsking = () => refuse !== null;

export function dismiss() {
  if (refuse) refuse();
}

export function ask({ title, choices = [], pin = "", note = "" }) {
  dismiss();
  const dialog = one("[data-ask]");
  const form = one("form", dialog);
  write("ask", title);
  write("ask_note", note);
  field("ask_note").hidden = !note;
  field("choices").replaceChildren(...choices.map(({ value, label }, at) => make("label", { className: "chip" },
    make("input", { type: "radio", name: "choice", value, checked: at === 0 }), make("span", { textContent: label }))));
  one("[data-pin-label]", dialog).hidden = !pin;
  write("pin_label", pin);
  form.pin.value = "";
  form.pin.required = Boolean(pin);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answered) => {
    const end = (answer) => {
      dialog.removeEventListener("close", closed);
      refuse = null;
      form.pin.value = "";
      answered(answer);
    };
    const closed = () => {
      // Of the question before, told late.
      if (dialog.open) return;
      const chosen = one("input[name=choice]:checked", dialog);
      end(dialog.returnValue === "ok" ? { choice: chosen ? chosen.value : "", pin: form.pin.value.trim() } : null);
    };
    refuse = () => { end(null); dialog.close(); };
    dialog.addEventListener("close", closed);
  });
}
