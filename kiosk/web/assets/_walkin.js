// Somebody who is not on the list: name, category, paid, in, as one act (D6). Possible doubles show while one types.
import { staffed } from "./_call.js";
import { all, make, one } from "./_elements.js";
import { askPayment } from "./_pay.js";
import { personRow } from "./_search.js";
import { field, write } from "./_socket.js";
import { close } from "./_verdict.js";
import { say } from "./_words.js";

const PAUSE = 250;

export function walkin({ language, currency, nonce, choose, show }) {
  const form = one("[data-walkin]");
  const pay = one("[data-pay=walkin]");
  let gesture = nonce();
  let timer = 0;
  let turn = 0;

  const price = () => Number((one("input[name=category]:checked", form) || { dataset: {} }).dataset.price || 0) * (1 + Number(form.guests.value || 0));
  const note = (text) => { write("walkin_note", text); field("walkin_note").hidden = !text; };
  const due = () => askPayment(pay, price() ? { amount: price(), currency } : null, language, null);

  async function doubles() {
    const mine = ++turn;
    const query = new URLSearchParams({ name: form.name.value.trim(), phone: form.phone.value.trim() });
    if ([...form.name.value.trim()].length < 3 && form.phone.value.trim().length < 6) { showDoubles([]); return; }
    const { ok, answer } = await staffed(`/api/v1/attendees/like?${query}`).catch(() => ({ ok: false }));
    if (mine === turn) showDoubles(ok ? answer.attendees : []);
  }
  function showDoubles(people) {
    const rows = people.slice(0, 3).map((person) => personRow(person, language, { choose: (found) => { clear(); choose(found); }, label: say("is_it") }));
    field("doubles").replaceChildren(...(rows.length ? [make("p", { className: "question", textContent: say("double") }), make("ul", { className: "rows" }, ...rows)] : []));
  }

  // `extra` is what a refusal asked for: a reason to let in, answers.
  async function register(extra = {}) {
    // What is still being looked up would take the question away that the answer asks.
    clearTimeout(timer);
    turn++;
    const chosen = one("input[name=category]:checked", form);
    const body = {
      nonce: gesture, name: form.name.value.trim(), language: form.language.value,
      ...(form.phone.value.trim() ? { phone: form.phone.value.trim() } : {}),
      ...(form.company.value.trim() ? { company: form.company.value.trim() } : {}),
      ...(chosen ? { category: chosen.value } : {}),
      ...(Number(form.guests.value) ? { guests: Number(form.guests.value) } : {}),
      ...(price() ? { payment: pay.payment() } : {}),
      ...extra,
    };
    one("[data-register]").disabled = true;
    const { ok, answer } = await staffed("/api/v1/attendees", body).catch(() => ({ ok: false, answer: {} }));
    one("[data-register]").disabled = false;
    if (ok) return decided(answer, extra);
    if (answer.error === "possible_double") askSame(answer.attendees || [], extra);
    else note((answer.message || {})[language] || say("failed"));
    return answer;
  }
  // In, all of them: their codes are shown one after the other. Or not: what was typed stays, to be settled.
  // What was settled before goes along, and what could not be sent keeps its nonce.
  function decided(answer, extra) {
    if (!answer.verdict.startsWith("ok")) { gesture = nonce(); return show([answer], (more) => settle({ ...extra, ...more })); }
    clear();
    return show([answer, ...answer.guests], () => {});
  }
  // An answer that is no verdict is told on this panel, which lies under the refusal.
  async function settle(extra) {
    const told = await register(extra);
    if (told && !["pin_wrong", "pin_needed"].includes(told.error)) close();
    return told;
  }
  function askSame(people, extra) {
    showDoubles(people);
    field("doubles").append(make("button", { type: "button", textContent: say("is_new"), onclick: () => register({ ...extra, force_new: true }) }));
  }
  function clear() { form.reset(); gesture = nonce(); showDoubles([]); note(""); due(); }

  form.addEventListener("submit", (event) => { event.preventDefault(); register(); });
  for (const input of [form.name, form.phone]) input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(doubles, PAUSE); });
  for (const input of [form.guests, ...all("input[name=category]", form)]) input.addEventListener("input", due);
  due();
  return { clear, open() { form.name.focus(); } };
}
