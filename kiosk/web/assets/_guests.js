// Self-service (D9): guests show their own badge. No names, no lists; the screen is clean again after ten seconds.
import { call } from "./_call.js";
import { one } from "./_elements.js";
import { scanning } from "./_scanning.js";
import { listen } from "./_socket.js";
import { strip } from "./_strip.js";
import { close, show } from "./_verdict.js";
import { everyWay, note } from "./_ways.js";
import { say } from "./_words.js";

const CLEAN = 10000;

export async function serveGuests(door) {
  const { language, token } = door.dataset;
  const status = strip({ call, onRevoked: close });
  let clean = 0;
  const shown = (answer, code, { isNew = true } = {}) => {
    show({ ...answer, due: null, questions: [], may_force: false }, { language, isNew, again: () => {} });
    clearTimeout(clean);
    clean = setTimeout(close, CLEAN);
  };
  const { scan, outbox, manifest } = await scanning({ door, show: shown, onState: status.queued });

  everyWay(scan);
  one("[data-next]").addEventListener("click", close);
  one("[data-help]").addEventListener("click", async () => {
    const { ok } = await call("/api/v1/devices/me/help", {}).catch(() => ({ ok: false }));
    note(say(ok ? "help_called" : "help_desk"));
    setTimeout(() => note(""), CLEAN);
  });
  const wake = () => { outbox.drain(); manifest.refresh(); };
  listen("/staff", token, { event: (told) => manifest.expect(told.slug), device: (told) => { if (told.revoked) status.revoke(); } }, (is) => { status.link(is); if (is) wake(); });
  document.body.dataset.ready = "yes";
}
