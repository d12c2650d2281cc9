// One panel over the ready screen at a time; Escape, Close, or a scan puts it away, and focus goes back. A scan that
// comes in between leaves what was typed: the guest it is about still stands there.
import { all, one } from "./_elements.js";

export function screens() {
  const known = {};
  let from = null;
  const panel = (name) => one(`.panel[data-screen=${name}]`);
  const opened = () => all(".panel:not([hidden])");
  const api = {
    add(name, screen) { known[name] = screen; return api; },
    open(name) {
      from = document.activeElement;
      api.close();
      panel(name).hidden = false;
      (known[name] || { open() {} }).open();
    },
    close() {
      const open = opened();
      for (const each of open) each.hidden = true;
      if (open.length && from && from.focus) from.focus();
    },
    leave() {
      for (const each of opened()) (known[each.dataset.screen] || {}).clear?.();
      api.close();
    },
  };
  for (const button of all("[data-open]")) button.addEventListener("click", () => api.open(button.dataset.open));
  for (const button of all("[data-close]")) button.addEventListener("click", api.leave);
  return api;
}
