// One panel over the ready screen at a time; Escape, Close, or a scan puts it away, and focus goes back.
import { all, one } from "./_elements.js";

export function screens() {
  const known = {};
  let from = null;
  const panel = (name) => one(`.panel[data-screen=${name}]`);
  const api = {
    add(name, screen) { known[name] = screen; return api; },
    open(name) {
      from = document.activeElement;
      api.close();
      panel(name).hidden = false;
      (known[name] || { open() {} }).open();
    },
    close() {
      const opened = all(".panel:not([hidden])");
      for (const each of opened) each.hidden = true;
      if (opened.length && from && from.focus) from.focus();
    },
  };
  for (const button of all("[data-open]")) button.addEventListener("click", () => api.open(button.dataset.open));
  for (const button of all("[data-close]")) button.addEventListener("click", api.close);
  return api;
}
