// The one line that is always true: the link, what waits, the last contact, the clock.
import { field, write } from "./_socket.js";
import { clock, say } from "./_words.js";

const BEAT = 15000, GAP = 120000, PAPER = 120000;

export function strip({ call, queue, problems, hasList }) {
  const now = { since: 0, gap: 0, sent: 0, revoked: false, contact: Date.now() };

  function show() {
    const waiting = queue(), refused = problems();
    const text = now.revoked ? say("revoked") : now.since ? offline(waiting) : online(waiting);
    const gap = Math.abs(now.gap) > GAP ? ` · ${say("clock_gap", { minutes: Math.round(now.gap / 60000) })}` : "";
    write("status", text + gap);
    document.body.dataset.link = now.revoked ? "revoked" : now.since ? "offline" : waiting || refused || gap ? "busy" : "online";
    write("problems", say("problems", { count: refused }));
    field("problems").hidden = !refused;
  }
  function offline(waiting) {
    const values = { time: clock(now.since), count: waiting };
    if (!hasList()) return say("alone_without_list", values);
    const text = say(waiting === 0 ? "offline_none" : waiting === 1 ? "offline_one" : "offline", values);
    return Date.now() - now.since > PAPER ? `${text} · ${say("paper")}` : text;
  }
  function online(waiting) {
    const contact = say("last_contact", { time: clock(now.contact) });
    if (waiting) return `${say("online")} · ${say("waiting", { count: waiting })}`;
    return now.sent ? say("back", { count: now.sent }) : `${say("online")} · ${contact}`;
  }
  async function beat() {
    if (now.revoked) return;
    const reply = await call("/api/v1/devices/me", { queue: queue(), clock: new Date().toISOString() }).catch(() => null);
    if (reply && reply.status === 401) revoked();
    else link(Boolean(reply && reply.status < 500));
    if (reply && reply.ok) now.gap = reply.answer.clock_gap_ms;
    show();
  }
  function link(is) {
    if (is) { if (now.since) now.sent = now.kept || 0; now.since = 0; now.contact = Date.now(); }
    else { now.since = now.since || Date.now(); now.kept = queue(); now.sent = 0; }
    show();
  }
  function revoked() { now.revoked = true; show(); }

  setInterval(beat, BEAT);
  setInterval(show, 5000);
  beat();
  return { show, link, revoked, isOnline: () => !now.since };
}
