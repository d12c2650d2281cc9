// The one line that is always true: the link, what waits, the last contact, the clock.
import { field, write } from "./_socket.js";
import { clock, say } from "./_words.js";

const BEAT = 15000, GAP = 120000, PAPER = 120000;

// `queue()` is the outbox's last state; `hasList()` whether this tablet can answer alone.
export function strip({ call, onRevoked }) {
  const now = { since: 0, gap: 0, sent: 0, kept: 0, revoked: false, contact: Date.now(), queue: { pending: 0, problems: 0, kept: true } };

  function show() {
    const { pending, problems, kept } = now.queue;
    const gap = Math.abs(now.gap) > GAP ? say("clock_gap", { minutes: Math.round(Math.abs(now.gap) / 60000) }) : "";
    const text = now.revoked ? say("revoked") : now.since ? offline(pending) : online(pending);
    write("status", [text, gap, kept ? "" : say("in_memory")].filter(Boolean).join(" · "));
    document.body.dataset.link = now.revoked ? "revoked" : now.since ? "offline" : pending || problems || gap || !kept ? "busy" : "online";
    write("problems", say(problems === 1 ? "problem" : "problems", { count: problems }));
    if (field("problems")) field("problems").hidden = !problems;
  }
  function offline(count) {
    const text = say(count === 0 ? "offline_none" : count === 1 ? "offline_one" : "offline", { time: clock(now.since), count });
    return Date.now() - now.since > PAPER ? `${text} · ${say("paper")}` : text;
  }
  function online(count) {
    if (count) return `${say("online")} · ${say("waiting", { count })}`;
    return now.sent ? say("back", { count: now.sent }) : `${say("online")} · ${say("last_contact", { time: clock(now.contact) })}`;
  }
  async function beat() {
    if (now.revoked) return;
    const reply = await call("/api/v1/devices/me", { queue: now.queue.pending, clock: new Date().toISOString() }).catch(() => null);
    if (reply && reply.status === 401) revoke();
    else link(Boolean(reply && reply.status < 500));
    if (reply && reply.ok) now.gap = reply.answer.clock_gap_ms;
    show();
  }
  function link(is) {
    if (is && now.since) now.sent = now.kept;
    if (is) Object.assign(now, { since: 0, contact: Date.now() });
    else Object.assign(now, { since: now.since || Date.now(), kept: now.queue.pending, sent: 0 });
    show();
  }
  function revoke() {
    if (!now.revoked) onRevoked();
    now.revoked = true;
    show();
  }
  function queued(state) {
    // The outbox hears first that the server is gone, and that it is back; what it said before says nothing new.
    const was = now.queue.dark;
    now.queue = { ...state };
    if (state.refused && ["not_signed_in", "device_revoked"].includes(state.refused.error)) revoke();
    if (Boolean(was) !== state.dark) link(!state.dark);
    show();
  }

  setInterval(beat, BEAT);
  setInterval(show, 5000);
  beat();
  return { link, revoke, queued, isOffline: () => Boolean(now.since) };
}
