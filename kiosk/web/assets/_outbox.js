// The gestures of this tablet on their way to the server. One is on disk before it is sent, goes in the order it was
// made, and leaves only when the server has recorded it, or has refused it and a human can see that in `problems()`.
import { openDisk } from "./_disk.js";
import { keepable } from "./_code.js";
import { sender, stays } from "./_sending.js";

const SOON = 300;
const FIRST = 1000;
const SLOWEST = 30000;
const PATIENCE = { light: 2000, dark: 400 };
const admits = (verdict) => verdict === "ok" || verdict === "ok_attention";
const pause = (time) => new Promise((done) => setTimeout(done, time));

export function newNonce() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function promised() {
  const made = {};
  made.promise = new Promise((keep) => { made.keep = keep; });
  return made;
}

// `send(body, signal)` posts a batch and gives fetch's reply; `onChange(state)` hears of every change: `pending`,
// `problems`, `dark`, `refused` (what the server said to this device, or null), `kept` (false: in memory only).
// `onAnswer(item, result)` hears everything the server decided, whether or not anybody still waits for it.
export async function openOutbox({ send, onChange = () => {}, onAnswer = () => {} }) {
  const disk = await openDisk();
  const others = "BroadcastChannel" in window ? new BroadcastChannel("palabre-outbox") : null;
  const waiting = new Map();
  const state = { pending: 0, problems: 0, dark: false, refused: null, kept: disk.kept };
  const round = sender({ disk, tab: newNonce(), send, conclude, blame });
  let fall = promised();
  let busy = false;
  let again = false;
  let failures = 0;
  let timer = 0;

  async function tell(changes = {}) {
    const [queue, problems] = await disk.look((on) => Promise.all([on.queue.all(), on.problems.all()]));
    onChange(Object.assign(state, changes, { pending: queue.length, problems: problems.length, kept: disk.kept }));
  }

  async function add(item) {
    const kept = { ...item, code: keepable(item.code) };
    waiting.set(item.nonce, promised());
    await disk.keep((on) => on.queue.put(kept));
    drain();
    await tell();
  }

  // The server's answer; after two seconds without one, or once it cannot be reached, what `judge()` says, marked
  // `alone`. From then on the item carries what was shown, so that the server records what the door did.
  async function answer(nonce, judge) {
    const heard = waiting.get(nonce).promise;
    const first = await Promise.race([heard, fall.promise, pause(state.dark ? PATIENCE.dark : PATIENCE.light)]);
    const alone = first || state.refused ? null : { ...judge(), alone: true };
    const late = alone && !(await mark(nonce, alone.verdict)) && (await Promise.race([heard, pause(PATIENCE.light)]));
    waiting.delete(nonce);
    return first || late || alone || state.refused;
  }

  // False when the server has decided meanwhile.
  const mark = (nonce, shown) => disk.keep(async (on) => {
    const item = (await on.queue.all()).find((each) => each.nonce === nonce);
    if (item) await on.queue.put({ ...item, queued: true, ...(shown ? { shown } : {}) });
    return Boolean(item);
  });

  async function conclude(items, results) {
    await disk.change(async (on) => { for (const at of items.keys()) await decide(on, items[at], results[at]); });
    items.forEach((item, at) => {
      if (stays(results[at])) return;
      if (others) others.postMessage({ nonce: item.nonce, result: results[at] });
      answered(item.nonce, results[at]);
      onAnswer(item, results[at]);
    });
  }

  // The item as it stands on disk counts: the tablet may have answered alone while the request was under way.
  async function decide(on, sent, result) {
    const item = (await on.queue.get(sent.order)) || sent;
    if (stays(result)) return;
    await on.queue.remove(item.order);
    const differs = item.shown && !result.error && admits(item.shown) !== admits(result.verdict);
    if (differs && admits(item.shown) && !item.follows && (result.replayed || !sent.shown)) {
      // The server had refused this gesture before the tablet let the guest in: what the door did is another record.
      const { order, strikes, ...scan } = item;
      await on.queue.put({ ...scan, nonce: newNonce(), follows: item.nonce });
    } else if (result.conflict || differs) await report(on, item, { ...result, kind: "conflict" });
    else if (result.error && !waiting.has(item.nonce)) await report(on, item, { ...result, kind: "refused" });
  }

  function report(on, { order, strikes, ...item }, { kind, error, conflict, verdict, message }) {
    return on.problems.put({ ...item, kind, why: error || conflict || verdict, message });
  }

  function blame(item) {
    return disk.change(async (on) => {
      await on.queue.remove(item.order);
      await report(on, item, { kind: "refused", error: "internal" });
    });
  }

  function answered(nonce, result) {
    if (waiting.has(nonce)) waiting.get(nonce).keep(result);
  }

  async function drain() {
    again = true;
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    let last = { came: "more" };
    while (again || last.came === "more") {
      again = false;
      last = await round().catch(() => ({ came: "stuck" }));
      await tell({ dark: last.came === "dark", refused: last.came === "refused" ? last.body : null });
      if (last.came === "dark" || last.came === "refused") { fall.keep(); fall = promised(); }
    }
    busy = false;
    schedule(last.came);
  }

  // Chance is applied after the cap, so that tablets that fell silent together do not come back together.
  function schedule(came) {
    failures = came === "dark" || came === "stuck" ? failures + 1 : 0;
    const wait = came === "elsewhere" ? SOON : Math.min(SLOWEST, FIRST * 2 ** (failures - 1));
    if (failures || came === "elsewhere") timer = setTimeout(drain, wait * (0.5 + Math.random()));
  }

  if (others) others.onmessage = ({ data }) => { answered(data.nonce, data.result); tell(); };
  window.addEventListener("online", drain);
  drain();
  const move = (nonce, to) => disk.change(async (on) => {
    const found = await on.problems.get(nonce);
    await on.problems.remove(nonce);
    if (found) await to(on, found);
  }).then(() => tell());
  return {
    add,
    answer,
    drain,
    pending: () => disk.look((on) => on.queue.all()),
    problems: () => disk.look((on) => on.problems.all()),
    dismiss: (nonce) => move(nonce, () => {}),
    retry: (nonce) => move(nonce, (on, { kind, why, message, ...item }) => on.queue.put(item)).then(drain),
  };
}
