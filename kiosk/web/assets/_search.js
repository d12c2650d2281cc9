// Somebody without a badge: two letters, a tap, in (D4). Nothing is shown before two letters.
import { staffed } from "./_call.js";
import { make, one } from "./_elements.js";
import { field, write } from "./_socket.js";
import { money, say } from "./_words.js";

const MANY = 20, PAUSE = 120;

export function search({ language, choose, act }) {
  const input = one("#q");
  let timer = 0;
  let turn = 0;
  async function look() {
    const mine = ++turn;
    const text = input.value.trim();
    if ([...text].length < 2) { show([], ""); return; }
    const { ok, answer } = await staffed(`/api/v1/attendees?q=${encodeURIComponent(text)}`).catch(() => ({ ok: false, answer: {} }));
    if (mine !== turn) return;
    const found = ok ? answer.attendees : [];
    show(found, !ok ? (answer.message || {})[language] || say("failed") : found.length ? (found.length >= MANY ? say("keep_typing") : "") : say("nobody"));
  }
  function show(people, note) {
    write("found", note);
    field("rows").replaceChildren(...people.map((person) => personRow(person, language, { choose, act })));
  }
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, PAUSE); });
  return { open() { input.value = ""; show([], ""); input.focus(); } };
}

// The button stands on the name's own side, company and phone end beside the name: like names are told apart.
export function personRow(person, language, { choose, act, label }) {
  const state = person.inside ? say("state_inside") : person.due ? say("state_due", { amount: money(person.due.amount ?? person.due, language) }) : say("state_expected");
  const end = person.phone_end ? `··${person.phone_end}` : "";
  const more = act ? make("details", {}, make("summary", { textContent: "…", ariaLabel: person.name }),
    make("button", { type: "button", textContent: say("new_badge"), onclick: () => act("badge", person) }),
    make("button", { type: "button", textContent: say("release"), onclick: () => act("release", person) })) : null;
  return make("li", { className: "person" },
    make("button", { type: "button", className: "pick", onclick: () => choose(person) },
      make("strong", { textContent: person.name, lang: person.language || "" }),
      make("span", { textContent: [person.company, end, person.category, state].filter(Boolean).join(" · ") }),
      make("em", { textContent: label || say(person.inside ? "check_out" : "check_in") })),
    more);
}
