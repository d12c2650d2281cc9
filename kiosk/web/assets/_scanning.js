// One gesture, one nonce, whatever becomes of the network.
import { staffed } from "./_call.js";

const SAME = 5000;

export function nonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function gestures({ door, show, link, changed }) {
  let last = { code: "", at: 0, answer: null };
  let direction = "in";
  async function scan(text, extra = {}) {
    const code = text.trim();
    if (!code) return null;
    const isPlain = !Object.keys(extra).length;
    if (isPlain && code === last.code && Date.now() - last.at < SAME) { if (last.answer) show(last.answer, code, { isNew: false }); return null; }
    last = { code, at: Date.now(), answer: null };
    const item = { nonce: nonce(), code, place: door.dataset.place, direction, at: new Date().toISOString(), ...extra };
    const { ok, answer } = await staffed("/api/v1/scans", item);
    link(true);
    if (answer.verdict) { last.answer = answer; show(answer, code); }
    else if (answer.error !== "pin_wrong") show({ verdict: "invalid", message: answer.message }, code);
    changed();
    return ok ? null : answer;
  }
  return { scan, nonce, waiting: () => 0, problems: () => [], hasList: () => false, drain() {}, stop() {}, listProblems() {}, setDirection(to) { direction = to; } };
}
