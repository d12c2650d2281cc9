// The entrance: reads codes by any way, sends each gesture once, shows the verdict; staff search, register, undo.
import { dismiss, isAsking } from "./_ask.js";
import { call, staffed } from "./_call.js";
import { one } from "./_elements.js";
import { history } from "./_history.js";
import { play } from "./_notes.js";
import { newNonce } from "./_outbox.js";
import { problems } from "./_problems.js";
import { scanning } from "./_scanning.js";
import { screens } from "./_screens.js";
import { serveGuests } from "./_guests.js";
import { search } from "./_search.js";
import { listen, onWake, write } from "./_socket.js";
import { strip } from "./_strip.js";
import { close, show } from "./_verdict.js";
import { walkin } from "./_walkin.js";
import { everyWay, note } from "./_ways.js";
import { say } from "./_words.js";

const door = one("#door");

function count(figures) {
  for (const name of ["inside", "people_in", "expected"]) write(name, figures[name]);
}

async function figures() {
  const { ok, answer } = await call("/api/v1/event").catch(() => ({ ok: false }));
  if (ok) count(answer);
}

async function start() {
  const { language, token } = door.dataset;
  const pages = screens();
  const status = strip({ call, onRevoked: () => pages.close() });
  const { scan, outbox, manifest, setDirection } = await scanning({ door, show: shown, onState: status.queued });
  const past = history({ language, changed: figures });
  const people = search({ language, choose: pick, act });
  const fresh = walkin({ language, currency: door.dataset.currency, nonce: newNonce, choose: enter, show: party });
  pages.add("search", people).add("walkin", fresh).add("history", past).add("problems", problems(outbox, language));

  // What was found out before goes along: who has paid and is asked a question has still paid.
  function shown(answer, code, { isNew = true, queued = false, given = {} } = {}) {
    dismiss();
    pages.close();
    show(answer, { language, isNew, queued, open: pages.open, release: (guest) => act("release", guest), again: (more) => scan(code, { ...given, ...more }) });
    if (isNew) past.load();
  }
  // A party that came in together: each one's code in turn, at the pace of Next.
  function party([answer, ...others], again) {
    if (answer.verdict.startsWith("ok")) pages.close();
    show(answer, { language, again, open: pages.open, next: others.length ? () => party(others, again) : null });
    past.load();
  }
  // The button says which way, whichever way this door counts.
  function pass(person, direction) {
    pages.close();
    scan(person.code, { direction });
  }
  function pick(person) { pass(person, person.inside ? "out" : "in"); }
  function enter(person) { pass(person, "in"); }
  async function act(kind, person) {
    const { ok, answer } = await staffed(`/api/v1/attendees/${person.id}/${kind}`, { nonce: newNonce(), reason: "desk" }).catch(() => ({ ok: false, answer: {} }));
    if (!ok) { write("found", (answer.message || {})[language] || say("failed")); return; }
    const told = kind === "badge" ? say("badge_made", { code: answer.code }) : say("released");
    const seen = { verdict: "ok", attendee: person, message: { [language]: told }, claim_qr: answer.claim_qr };
    pages.close();
    show(seen, { language, again: () => {}, open: pages.open, isNew: false });
  }

  everyWay(scan);
  one("[data-next]").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !isAsking()) { close(); pages.leave(); } });
  direction(setDirection);
  window.addEventListener("beforeunload", (event) => { if (status.isOffline()) event.preventDefault(); });
  const wake = () => { figures(); outbox.drain(); manifest.refresh(); };
  const news = (told) => { count(told); manifest.expect(told.slug); };
  listen("/staff", token, { event: news, device: (told) => { if (told.revoked) status.revoke(); }, help: ring }, (is) => { status.link(is); if (is) wake(); });
  onWake(wake);
  past.load();
  document.body.dataset.ready = "yes";
}

function direction(setDirection) {
  const button = one("[data-direction]");
  button.addEventListener("click", () => {
    const out = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(out));
    document.body.dataset.direction = out ? "out" : "in";
    note(out ? say("exits") : "");
    setDirection(out ? "out" : "in");
  });
}

function ring({ device }) {
  note(say("help_wanted", { name: device }));
  play("amber");
}

// A helper's own camera opened this badge's address: the page posts the check-in, a mere visit changes nothing.
function postCard() {
  const form = one("form[data-auto]");
  if (form) form.submit();
}

if (door) (door.dataset.role === "self-service" ? serveGuests(door) : start());
postCard();
