// Pairing: the key comes in the address fragment, which never travels, or by hand.
import { call } from "./_call.js";
import { one } from "./_elements.js";
import { write } from "./_socket.js";

export function enrol() {
  const form = one("[data-enrol]");
  if (!form) return;
  async function pair(key) {
    const { ok, answer } = await call("/enrol", { key }).catch(() => ({ ok: false, answer: {} }));
    if (ok) location.replace(answer.location);
    else write("refused", one("#enrol").dataset.wordRefused);
  }
  const key = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  form.addEventListener("submit", (event) => { event.preventDefault(); pair(form.key.value.trim()); });
  if (key) pair(key);
}
