// The entrance: reads codes by any way, sends each gesture once, shows the verdict; staff search, register, undo.
import { call, staffed } from "./_call.js";
import { read } from "./_camera.js";
import { one } from "./_elements.js";
import { enrol } from "./_enrol.js";
import { gestures } from "./_gestures.js";
import { history } from "./_history.js";
import { byPhoto } from "./_photo.js";
import { screens } from "./_screens.js";
import { search } from "./_search.js";
import { field, listen, onWake, write } from "./_socket.js";
import { strip } from "./_strip.js";
import { close, show, showClaim } from "./_verdict.js";
import { walkin } from "./_walkin.js";
import { wedge } from "./_wedge.js";
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
  const door_ = await gestures({ door, show: shown, link: (is) => status.link(is), changed: () => status.show() });
  const status = strip({ call, queue: () => door_.waiting(), problems: () => door_.problems().length, hasList: () => door_.hasList() });
  const past = history({ language, changed: figures });
  const people = search({ language, choose: pick, act });
  const fresh = walkin({ language, currency: door.dataset.currency, nonce: door_.nonce, choose: pick, show: (answer) => { pages.close(); shown(answer, answer.code); } });
  pages.add("search", people).add("walkin", fresh).add("history", past).add("problems", { open: () => door_.listProblems() });

  function shown(answer, code, { isNew = true, waiting = 0 } = {}) {
    pages.close();
    show(answer, { language, isNew, waiting, open: pages.open, again: (extra) => door_.scan(code, extra) });
    if (isNew) past.load();
  }
  function pick(person) {
    pages.close();
    door_.scan(person.code, person.inside ? { direction: "out" } : {});
  }
  async function act(kind, person) {
    const { ok, answer } = await staffed(`/api/v1/attendees/${person.id}/${kind}`, { nonce: door_.nonce(), reason: "desk" }).catch(() => ({ ok: false, answer: {} }));
    if (!ok) { write("found", (answer.message || {})[language] || say("failed")); return; }
    write("found", kind === "badge" ? say("badge_made", { code: answer.code }) : say("released"));
    if (answer.claim_qr) { pages.close(); show({ verdict: "ok", attendee: person, message: { [language]: say("released") }, claim_qr: answer.claim_qr }, { language, again: () => {}, open: pages.open, isNew: false }); }
  }

  wedge((text) => door_.scan(text));
  const form = one("[data-type]");
  form.addEventListener("submit", (event) => { event.preventDefault(); door_.scan(form.code.value); form.code.value = ""; });
  one("[data-next]").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { close(); pages.close(); } });
  camera(door_);
  byPhoto(one("[data-photo]"), (text) => door_.scan(text));
  direction(door_);
  window.addEventListener("beforeunload", (event) => { if (!status.isOnline() || door_.waiting()) event.preventDefault(); });
  listen("/staff", token, { event: count, device: (news) => { if (news.revoked) { status.revoked(); door_.stop(); } } }, (is) => { if (is) { figures(); door_.drain(); } });
  onWake(() => { figures(); door_.drain(); });
  past.load();
}

function camera(door_) {
  const video = one("[data-video]");
  const begin = () => read(video, (text) => door_.scan(text)).then(() => { one("[data-picture]").hidden = true; })
    .catch(() => { write("note", say("no_camera")); field("note").hidden = false; });
  one("[data-camera]").addEventListener("click", begin);
}

function direction(door_) {
  const button = one("[data-direction]");
  button.addEventListener("click", () => {
    const out = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(out));
    document.body.dataset.direction = out ? "out" : "in";
    write("note", out ? say("exits") : "");
    field("note").hidden = !out;
    door_.setDirection(out ? "out" : "in");
  });
}

if (door) start();
enrol();
