// What a door page does with a gesture, whatever the network does: outbox and manifest put together, no look.
import { openManifest } from "./_manifest.js";
import { newNonce, openOutbox } from "./_outbox.js";

const FRESH = 15000;
const TIMEOUT = 8000;
const JSON_BODY = { "Content-Type": "application/json" };

function get(since) {
  const ending = new AbortController();
  setTimeout(() => ending.abort(), TIMEOUT);
  return fetch(`/api/v1/manifest${since}`, { cache: "no-store", signal: ending.signal });
}

const send = (batch, signal) =>
  fetch("/api/v1/scans/batch", { method: "POST", headers: JSON_BODY, body: JSON.stringify(batch), signal });

// `key` and `event` stand on the page; `onState` hears how the queue stands, see _outbox.js.
export async function openGestures({ key, event, onState }) {
  const manifest = await openManifest({ get, key, event });
  const learn = (item, verdict, waits = null) => {
    if (item.place === "door") manifest.note(item.code, verdict, item.direction, waits);
  };
  const outbox = await openOutbox({ send, onChange: onState, onAnswer: (item, result) => learn(item, result.verdict) });
  for (const item of await outbox.pending()) if (item.shown) learn(item, item.shown, item.nonce);
  manifest.refresh();
  setInterval(manifest.refresh, FRESH);

  // On disk first, then to the server; after two seconds or a failure the list on this tablet answers, in the shape of
  // the server's answers, with `alone` and without names or sentences. `verdict` is null where there is no list.
  async function gesture(wanted) {
    const item = { nonce: newNonce(), direction: "in", at: new Date().toISOString(), ...wanted };
    await outbox.add(item);
    const answer = await outbox.answer(item.nonce, () => {
      const alone = manifest.judge(item.code, item.place, item.direction, item);
      learn(item, alone.verdict, item.nonce);
      return alone;
    });
    if (!answer.alone) { learn(item, answer.verdict); return answer; }
    const { due, first, forced = false, questions = [] } = answer;
    const shaped = { attendee: null, due: due ? { amount: due } : null, first: first ? { at: first } : null };
    return { nonce: item.nonce, verdict: answer.verdict, alone: true, forced, questions, ...shaped };
  }

  return { gesture, outbox, manifest };
}
