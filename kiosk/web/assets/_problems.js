// What the server would not take, or would have said otherwise: for a human to settle, and to take off the list.
import { make } from "./_elements.js";
import { field } from "./_socket.js";
import { clock, say } from "./_words.js";

export function problems(outbox, language) {
  async function open() {
    const rows = (await outbox.problems()).map((item) => make("li", { className: "scan" },
      make("span", { className: `dot ${item.kind === "conflict" ? "amber" : "red"}`, textContent: "!", ariaHidden: "true" }),
      make("span", {}, make("strong", { textContent: `${clock(item.at)} ${item.code.slice(-40)}` }), make("br"), sentence(item)),
      make("button", { textContent: say("settled"), onclick: () => outbox.dismiss(item.nonce).then(open) })));
    field("refused").replaceChildren(...(rows.length ? rows : [make("li", { textContent: say("no_problems") })]));
  }
  function sentence(item) {
    const said = (item.message || {})[language] || "";
    if (item.kind !== "conflict") return said || item.why;
    return item.why.startsWith("ok") ? say("conflict_let_in") : say("conflict", { why: say(`conflict_${item.why}`) });
  }
  return { open };
}
