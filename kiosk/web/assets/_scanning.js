// From a text that was read to a verdict on the screen: the same code held for a while is one gesture (UX-22), and
// goes by the outbox, whatever the network does.
import { staffed, stepUp } from "./_call.js";
import { openGestures } from "./_gestures.js";
import { newNonce } from "./_outbox.js";
import { clock, said, say } from "./_words.js";

const SAME = 5000;
// Refusals that a reason overrides; a tablet that is alone cannot ask the server which.
const NEVER_FORCED = ["ok", "ok_attention", "unknown", "invalid", "wrong_event"];

export async function scanning({ door, show, onState }) {
  const { language, place } = door.dataset;
  let last = { code: "", way: "", at: 0, answer: null, told: {} };
  let direction = "in";
  const { gesture, outbox, manifest } = await openGestures({ key: door.dataset.manifestKey, event: door.dataset.event, onState });

  async function scan(text, extra = {}) {
    const code = text.trim();
    if (!code) return null;
    const way = extra.direction || direction;
    if (!Object.keys(extra).length && code === last.code && way === last.way && Date.now() - last.at < SAME) {
      if (last.answer) show(last.answer, code, { ...last.told, isNew: false });
      return null;
    }
    // The next badge may be read before this one is answered: each keeps its own answer.
    const mine = { code, way, at: Date.now(), answer: null, told: {} };
    last = mine;
    const answer = await ask({ code, place, direction, ...extra });
    if (answer.error === "pin_needed" && !extra.pin) return (await stepUp()) ? scan(code, extra) : null;
    if (["pin_wrong", "pin_needed"].includes(answer.error)) return answer;
    const shown = answer.verdict ? answer : { ...answer, verdict: "invalid" };
    if (answer.alone) Object.assign(shown, { message: { [language]: alone(answer) }, may_force: Boolean(answer.verdict) && !NEVER_FORCED.includes(answer.verdict) });
    Object.assign(mine, { answer: shown, told: { queued: Boolean(answer.alone), given: extra } });
    show(shown, code, { ...mine.told, isNew: true });
    return answer;
  }

  async function ask(wanted) {
    // A PIN is never kept on a tablet: what carries one goes straight to the server.
    if (!wanted.pin) return gesture(wanted);
    const { answer } = await staffed("/api/v1/scans", { nonce: newNonce(), at: new Date().toISOString(), ...wanted })
      .catch(() => ({ answer: { error: "dark", message: { [language]: say("needs_server") } } }));
    if (answer.verdict) manifest.note(wanted.code, answer.verdict, wanted.direction);
    return answer;
  }

  return { scan, outbox, manifest, setDirection(to) { direction = to; } };
}

function alone({ verdict, first }) {
  const since = verdict === "already_in" && first && first.at ? ` ${clock(first.at)}` : "";
  return said.alone[verdict || "kept"] + since;
}
