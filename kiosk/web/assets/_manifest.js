// The guest list as a tablet may hold it: hashed codes and what each would get, no names. Fetched whole, then what has
// changed; kept on disk; asked only when the server does not answer.
import { openDisk } from "./_disk.js";
import { hasher } from "./_hash.js";
import { readFrontCode } from "./_code.js";

const NEVER_FORCED = ["wrong_event", "unknown", "invalid"];
const admits = (verdict) => verdict === "ok" || verdict === "ok_attention";
const settles = (payment, due) => payment.amount === due || (payment.method === "free" && payment.amount === 0 && payment.reference);
const open = (now, hours) => hours.some(([opens, closes]) => now >= Date.parse(opens) && now < Date.parse(closes));

// `get(query)` gives fetch's reply; `key` is this device's; `event` the evening the page was made for.
export async function openManifest({ get, key, event }) {
  const disk = await openDisk();
  const hash = hasher(key);
  const mark = hash("manifest");
  const notes = new Map();
  let wanted = event;
  let whole = false;
  let tick = 0;
  let asking = null;
  let held = await disk.look((on) => on.facts.get("manifest"));
  // One of another device, or of another evening, says nothing here.
  if (held && (held.mark !== mark || held.event !== wanted)) held = null;

  // After a silence the whole list is asked for: a server restored from a copy counts from an earlier number.
  async function fetchNews() {
    const since = held && !whole ? `?since=${held.seq}&event=${encodeURIComponent(held.event)}` : "";
    const asked = Date.now();
    const before = tick;
    const reply = await get(since).catch(() => null);
    whole = !reply || !reply.ok;
    if (whole) return false;
    const news = await reply.json();
    if (!news.whole && (!held || news.event !== held.event)) { held = null; return fetchNews(); }
    const codes = news.whole ? news.codes : Object.assign(held.codes, news.codes);
    const changed = news.whole || Object.keys(news.codes).length > 0;
    held = { ...news, codes, mark, name: "manifest", gap: Date.parse(news.made_at) - (asked + Date.now()) / 2 };
    wanted = held.event;
    // What the server had recorded when it was asked, the list knows now.
    for (const [code, note] of notes) if (!note.kept && note.tick <= before) notes.delete(code);
    if (changed) await disk.change((on) => on.facts.put(held));
    return true;
  }

  const refresh = () => {
    asking = asking || fetchNews().catch(() => { whole = true; return false; }).finally(() => { asking = null; });
    return asking;
  };

  // News of the evening, from wherever: a list of another one is dropped at once.
  function expect(slug) {
    if (slug === wanted) return;
    wanted = slug;
    if (held && held.event !== slug) { held = null; notes.clear(); refresh(); }
  }

  const now = () => Date.now() + (held ? held.gap : 0);

  function find(text) {
    const { code, sure } = readFrontCode(text, held ? held.hosts : [location.hostname]);
    const id = code && hash(code);
    // Somebody added a moment ago is known by what this tablet did before the list knows them.
    const entry = id && held ? held.codes[id] || (notes.has(id) && { v: "ok" }) : null;
    return { id, entry, missing: code && sure ? "unknown" : "invalid" };
  }

  // As kiosk/domain/judge.py does, in its order; null where there is no list to judge from. `given` is what came with
  // the gesture: `payment`, `answers`, `force`. A PIN cannot be checked here: force is kept, and looked at later.
  function judge(text, place, direction = "in", given = {}) {
    if (!held) return { verdict: null };
    const { id, entry, missing } = find(text);
    if (!entry) return { verdict: missing };
    if (direction === "out") return { verdict: entry.v === "wrong_event" ? entry.v : "ok" };
    const judged = place === "door" ? atDoor(entry, notes.get(id), given) : atTable(entry, notes.get(id), place);
    if (!given.force || admits(judged.verdict) || NEVER_FORCED.includes(judged.verdict)) return judged;
    return { verdict: entry.a && place === "door" ? "ok_attention" : "ok", forced: true };
  }

  const isInside = (entry, note) => (note ? note.inside : Boolean(entry.first && !entry.left));

  function atDoor(entry, note, { payment, answers }) {
    if (["wrong_event", "revoked", "cancelled", "not_allowed_here"].includes(entry.v)) return { verdict: entry.v };
    if (!open(now(), entry.hours || [[held.starts_at, held.ends_at]])) return { verdict: "not_now" };
    const spent = held.reentry === "once" && (note ? note.left : entry.left);
    if (isInside(entry, note) || spent) return { verdict: "already_in", first: note ? note.at : entry.first };
    const owes = (entry.v === "must_pay" || entry.due > 0) && !(note && note.cleared);
    if (owes && !(payment && settles(payment, entry.due))) return { verdict: "must_pay", due: entry.due };
    if (entry.v === "questions" && !answers) return { verdict: "questions", questions: held.questions };
    if (held.capacity !== null && insideNow() >= held.capacity) return { verdict: "full" };
    return { verdict: entry.a ? "ok_attention" : "ok" };
  }

  function atTable(entry, note, place) {
    const inside = isInside(entry, note);
    if (["wrong_event", "revoked"].includes(entry.v) || (entry.v === "cancelled" && !inside)) return { verdict: entry.v };
    if (entry.no && entry.no.includes(place)) return { verdict: "not_allowed_here" };
    const late = !open(now(), [[held.opens_at, held.closes_at]]) || (held.tables_need_entry && !inside);
    return { verdict: late ? "not_now" : "ok" };
  }

  function insideNow() {
    let inside = held.inside;
    for (const [code, note] of notes) {
      inside += Number(note.inside) - Number(isInside(held.codes[code] || {}));
    }
    return inside;
  }

  // What this tablet did at the door since the list was made. `kept` names a gesture the server does not know of yet;
  // the same gesture is noted again, without it, once the server has decided.
  function note(text, verdict, direction = "in", kept = null) {
    const { id } = find(text);
    if (!id) return;
    tick += 1;
    const at = new Date(now()).toISOString();
    const [inside, left] = [direction === "in", direction === "out"];
    const cleared = inside || Boolean(notes.has(id) && notes.get(id).cleared);
    if (admits(verdict)) notes.set(id, { inside, left, cleared, at, tick, kept });
    else if (verdict === "annulled") notes.set(id, { inside: false, tick, kept });
    else if (!kept) notes.delete(id);
  }

  return { refresh, expect, judge, note };
}
