// From a text that was read to a verdict on the screen: the same code held for a while is one gesture (UX-22), what
// needs the server's word now goes straight to it, and everything else goes by the outbox.
import { staffed, stepUp } from "./_call.js";
import { openGestures } from "./_gestures.js";
import { newNonce } from "./_outbox.js";
import { say, clock } from "./_words.js";

const SAME = 5000;
// A PIN is never kept on a tablet, and only the server knows the questions.
const NEEDS_THE_SERVER = ["force", "pin", "answers"];

export async function scanning({ door, show, onState }) {
  const { language, place } = door.dataset;
  let last = { code: "", at: 0, answer: null };
  let direction = "in";
  const { gesture, outbox, manifest } = await openGestures({ key: door.dataset.manifestKey, event: door.dataset.event, onState });

  async function scan(text, extra = {}) {
    const code = text.trim();
    if (!code) return null;
    if (!Object.keys(extra).length && code === last.code && Date.now() - last.at < SAME) {
      if (last.answer) show(last.answer, code, { isNew: false });
      return null;
    }
    last = { code, at: Date.now(), answer: null };
    const answer = await ask({ code, place, direction, ...extra });
    if (answer.error === "pin_needed" && !extra.pin) return (await stepUp()) ? scan(code, extra) : null;
    if (answer.error === "pin_wrong") return answer;
    const shown = answer.verdict ? answer : { ...answer, verdict: "invalid" };
    if (answer.alone) shown.message = { [language]: alone(answer) };
    last.answer = shown;
    show(shown, code, { isNew: true, queued: Boolean(answer.alone) });
    return answer;
  }

  async function ask(wanted) {
    if (!NEEDS_THE_SERVER.some((name) => name in wanted)) return gesture(wanted);
    const { answer } = await staffed("/api/v1/scans", { nonce: newNonce(), at: new Date().toISOString(), ...wanted })
      .catch(() => ({ answer: { error: "dark", message: { [language]: say("needs_server") } } }));
    if (answer.verdict) manifest.note(wanted.code, answer.verdict, wanted.direction);
    return answer;
  }

  return { scan, outbox, manifest, setDirection(to) { direction = to; } };
}

function alone({ verdict, first }) {
  return say(verdict ? `alone_${verdict}` : "alone_kept", { time: first && first.at ? clock(first.at) : "" });
}
