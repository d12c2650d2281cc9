// One round of sending what waits: which tab may, in what portions, and what an answer of the server means.
const BATCH = 50;
const STRIKES = 3;
const LEASE = 9000;
const TIMEOUT = 8000;
const ABOUT_THE_CONTENT = [400, 413, 422];
const PASSING = ["internal", "too_many_tries"];

// A round comes to "empty", "more", "stuck" (the rest went through), "elsewhere" (another tab sends), "dark" or
// "refused". `conclude(items, results)` takes what the server decided, in order; `blame(item)` what it stumbles over.
export function sender({ disk, tab, send, conclude, blame }) {
  const hold = (on) => on.facts.put({ name: "lease", tab, until: Date.now() + LEASE });

  // Two tabs of one tablet: whoever holds the lease sends. One that lies far ahead was written under another clock.
  const take = () => disk.change(async (on) => {
    const held = await on.facts.get("lease");
    const left = held && held.tab !== tab ? held.until - Date.now() : 0;
    if (left > 0 && left <= LEASE) return null;
    await hold(on);
    return on.queue.all(BATCH);
  });

  const release = () => disk.change(async (on) => {
    const held = await on.facts.get("lease");
    if (held && held.tab === tab) await on.facts.put({ name: "lease", tab, until: 0 });
  });

  async function post(items) {
    const ending = new AbortController();
    const late = setTimeout(() => ending.abort(), TIMEOUT);
    try {
      const reply = await send({ scans: items.map(outgoing) }, ending.signal);
      const body = reply.status < 500 ? await reply.json() : {};
      if (reply.status === 401 || reply.status === 403) return { refused: body };
      if (ABOUT_THE_CONTENT.includes(reply.status)) return { about: { error: "refused", ...body } };
      if (reply.status >= 500) return { stumbled: true };
      // Anything else without as many results is not our server: a captive portal, a proxy.
      return reply.ok && Array.isArray(body.results) && body.results.length === items.length ? body : {};
    } catch {
      return {};
    } finally {
      clearTimeout(late);
    }
  }

  // Each by itself, so that one bad item does not hold up the rest. Only when others went through is it to blame; if
  // nothing does, the trouble is the server's, and everything stays.
  async function singly(items) {
    const stuck = [];
    let done = 0;
    for (const item of items) {
      await disk.change(hold);
      const came = await post([item]);
      if (came.results || came.about) { await conclude([item], came.results || [came.about]); done += 1; }
      else if (came.stumbled) stuck.push(item);
      else return came;
      if (stuck.length >= STRIKES && !done) break;
    }
    for (const item of done ? stuck : []) await strike(item);
    if (stuck.length && !done) return {};
    return { left: stuck.length };
  }

  async function strike(item) {
    const strikes = (item.strikes || 0) + 1;
    if (strikes >= STRIKES) { await blame(item); return; }
    await disk.change(async (on) => {
      const now = await on.queue.get(item.order);
      if (now) await on.queue.put({ ...now, strikes });
    });
  }

  window.addEventListener("pagehide", release);
  return async function round() {
    const items = await take();
    if (!items) return { came: "elsewhere" };
    if (!items.length) { await release(); return { came: "empty" }; }
    let came = await post(items);
    if (came.results) await conclude(items, came.results);
    else if (came.stumbled || came.about) came = await singly(items);
    await release();
    if (came.refused) return { came: "refused", body: came.refused };
    if (came.left || (came.results && came.results.some(stays))) return { came: "stuck" };
    return { came: came.results || came.left === 0 ? "more" : "dark" };
  };
}

// What decides nothing about an item leaves it where it is.
export const stays = (result) => !result || (!result.verdict && (!result.error || PASSING.includes(result.error)));

function outgoing({ order, strikes, follows, ...scan }) {
  return { ...scan, sent_at: new Date().toISOString() };
}
