// The amount fills the screen; one tap says how, a second that it was paid (D5).
import { make, one } from "./_elements.js";
import { money, say } from "./_words.js";

const METHODS = ["cash", "mtn_momo", "orange_money", "card", "free"];

export function askPayment(box, due, language, onPaid) {
  if (!due) { box.replaceChildren(); return; }
  const reference = make("input", { name: "reference", autocomplete: "off", maxLength: 80 });
  const label = make("label", { className: "reference" }, make("span", { textContent: say("reference") }), reference);
  const paid = make("button", { type: "button", className: "primary paid", textContent: say("paid", { amount: money(due.amount, language) }) });
  const chosen = () => one("input[name=method]:checked", box).value;
  const turn = () => {
    const free = chosen() === "free";
    label.hidden = chosen() === "cash";
    label.firstChild.textContent = say(free ? "reference_free" : "reference");
    paid.textContent = free ? say("let_in_free") : say("paid", { amount: money(due.amount, language) });
    paid.disabled = free && !reference.value.trim();
  };
  const chips = METHODS.map((method, at) => make("label", { className: "chip" },
    make("input", { type: "radio", name: "method", value: method, checked: at === 0, onchange: turn }),
    make("span", { textContent: say(method) })));
  reference.addEventListener("input", turn);
  // Two taps are one payment; when it comes to nothing, the button is there again.
  let under = false;
  paid.addEventListener("click", async () => {
    if (under) return;
    under = true;
    await Promise.resolve(onPaid(payment(chosen(), due, reference.value.trim()))).finally(() => { under = false; });
  });
  const total = onPaid ? [] : [make("p", { className: "total", textContent: say("to_pay", { amount: money(due.amount, language) }) })];
  box.replaceChildren(...total, make("div", { className: "methods" }, ...chips), label, ...(onPaid ? [paid] : []));
  turn();
  box.payment = () => payment(chosen(), due, reference.value.trim());
}

function payment(method, due, reference) {
  return { method, amount: method === "free" ? 0 : due.amount, currency: due.currency, ...(reference ? { reference } : {}) };
}
