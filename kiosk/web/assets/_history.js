// The last ten of this door, each with its way back (D8): a reason from four, and what became of the money.
import { ask } from "./_ask.js";
import { call, staffed } from "./_call.js";
import { make } from "./_elements.js";
import { field, write } from "./_socket.js";
import { clock, money, say } from "./_words.js";
import { look } from "./_verdict.js";

const REASONS = ["undo_wrong_person", "undo_by_mistake", "undo_left", "undo_other"];

export function history({ language, changed }) {
  // In passing, nobody is asked for a PIN; who opens the list is.
  async function load(ask = call) {
    const { ok, answer } = await ask("/api/v1/scans?last=10&mine").catch(() => ({ ok: false }));
    const scans = ok ? answer.scans : [];
    field("history").replaceChildren(...(scans.length ? scans.map(row) : [make("li", { textContent: say("nothing_yet") })]));
    recent(scans, language);
  }
  function row(scan) {
    const [colour, symbol] = look(scan.verdict);
    const canUndo = ["ok", "ok_attention"].includes(scan.verdict);
    return make("li", { className: "scan" },
      make("span", { className: `dot ${colour}`, textContent: symbol, ariaHidden: "true" }),
      make("span", {}, make("strong", { textContent: `${clock(scan.at)} ${scan.attendee ? scan.attendee.name : ""}` }), make("br"), scan.message[language]),
      canUndo ? make("button", { textContent: say("undo"), onclick: () => undo(scan) }) : null);
  }
  async function undo(scan, note = "") {
    const why = await ask({ title: say("undo_why"), note, choices: REASONS.map((reason) => ({ value: reason, label: say(reason) })) });
    if (!why) return;
    const given = scan.paid && scan.paid.amount ? await ask({ title: money(scan.paid.amount, language), choices: ["refund", "keep"].map((value) => ({ value, label: say(value) })) }) : {};
    if (!given) return;
    const body = { reason: why.choice.replace("undo_", ""), ...(given.choice ? { payment: given.choice } : {}) };
    const { ok, answer } = await staffed(`/api/v1/scans/${encodeURIComponent(scan.nonce)}/undo`, body).catch(() => ({ ok: false, answer: {} }));
    if (!ok) { undo(scan, (answer.message || {})[language] || say("failed")); return; }
    changed();
    load(staffed);
  }
  return { open: () => load(staffed), load: () => load() };
}

// Three names beside the reader: enough to see that the last one came through.
export function recent(scans, language) {
  field("last").replaceChildren(...scans.slice(0, 3).map((scan) => {
    const [colour, symbol] = look(scan.verdict);
    return make("li", {}, make("span", { className: `dot ${colour}`, textContent: symbol, ariaHidden: "true" }),
      make("span", { textContent: `${clock(scan.at)} ${scan.attendee ? scan.attendee.name : scan.message[language]}` }));
  }));
}
