// The entrance: reads codes from a reader, a thumb or the camera, sends each gesture once, shows the verdict.
import { field, listen, write } from "./_socket.js";
import { read } from "./_camera.js";
import { play } from "./_notes.js";

const door = document.querySelector("#door");
const SAME = 5000;
const LOOK = {
  ok: ["good", "✓"], ok_attention: ["good", "✓★"], already_in: ["amber", "↺"], must_pay: ["amber", "₣"], questions: ["blue", "?"],
  full: ["amber", "▣"], not_now: ["amber", "⏱"], not_allowed_here: ["red", "⛔"], wrong_event: ["red", "✕"], revoked: ["red", "✕"],
  cancelled: ["red", "✕"], unknown: ["red", "?"], invalid: ["grey", "▢"], annulled: ["grey", "↶"],
};
const queue = [];
let last = { code: "", at: 0, answer: null };
let sending = false;
let hide = 0;

function nonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function scanned(code, payment) {
  const text = code.trim();
  if (!text) return;
  if (!payment && text === last.code && Date.now() - last.at < SAME) { if (last.answer) show(last.answer, text, false); return; }
  last = { code: text, at: Date.now(), answer: null };
  queue.push({ nonce: nonce(), code: text, place: door.dataset.place, direction: "in", at: new Date().toISOString(), ...(payment ? { payment } : {}) });
  drain();
}

async function drain() {
  if (sending) return;
  sending = true;
  for (let wait = 500; queue.length; ) {
    try {
      const reply = await fetch("/api/v1/scans", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(queue[0]) });
      // A server in trouble has decided nothing: the same gesture goes again, under its own nonce.
      if (reply.status >= 500 || reply.status === 429) throw new Error(reply.statusText);
      if (reply.status === 401) { unpaired(); return; }
      const answer = await reply.json();
      const asked = queue.shift();
      wait = 500;
      if (answer.verdict) show(answer, asked.code, true);
      else show({ verdict: "invalid", message: answer.message }, asked.code, true);
    } catch {
      strip(`${door.dataset.wordOffline} ${queue.length}`);
      await new Promise((done) => setTimeout(done, wait * (0.5 + Math.random())));
      wait = Math.min(wait * 2, 10000);
    }
  }
  strip("");
  sending = false;
}

// Out of use: what waits stays here, and is said.
function unpaired() {
  strip(door.dataset.wordUnpaired);
}

function strip(text) {
  write("strip", text);
  field("strip").hidden = !text;
}

function show(answer, code, isNew) {
  const [colour, symbol] = LOOK[answer.verdict] || LOOK.invalid;
  const panel = document.querySelector("[data-verdict]");
  last.answer = answer;
  panel.className = `verdict ${colour}`;
  panel.dataset.code = answer.verdict;
  write("symbol", symbol);
  write("name", answer.attendee ? answer.attendee.name : "");
  write("sentence", answer.message[door.dataset.language]);
  write("amount", answer.due ? `${answer.due.amount.toLocaleString(door.dataset.language)} FCFA` : "");
  methods(answer, code);
  claim(answer);
  panel.hidden = false;
  clearTimeout(hide);
  if (colour === "good") hide = setTimeout(close, answer.claim_qr ? 60000 : 3000);
  if (isNew) { play(colour, answer.verdict); remember(answer); }
}

function methods(answer, code) {
  const buttons = answer.due ? ["cash", "mtn_momo", "orange_money"].map((method) => {
    const button = document.createElement("button");
    button.textContent = door.getAttribute(`data-word-${method}`);
    button.addEventListener("click", () => scanned(code, { method, amount: answer.due.amount }));
    return button;
  }) : [];
  field("methods").replaceChildren(...buttons);
}

function claim(answer) {
  const box = document.querySelector("[data-claim]");
  box.hidden = !answer.claim_qr;
  if (!answer.claim_qr) return;
  const make = (name, values) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
    return made;
  };
  const { size, path } = answer.claim_qr;
  const picture = make("svg", { viewBox: `0 0 ${size} ${size}` });
  picture.append(make("rect", { width: size, height: size, fill: "#fff" }), make("path", { d: path, fill: "#000" }));
  document.querySelector("[data-qr]").replaceChildren(picture);
  write("claim", door.dataset.wordClaim);
}

function remember(answer) {
  const item = document.createElement("li");
  item.textContent = `${new Date().toTimeString().slice(0, 5)} ${answer.attendee ? answer.attendee.name : ""} ${(LOOK[answer.verdict] || LOOK.invalid)[1]}`;
  field("last").prepend(item);
  while (field("last").children.length > 3) field("last").lastChild.remove();
}

function count(figures) {
  for (const name of ["inside", "people_in", "expected"]) write(name, figures[name]);
}

async function fetchCounts() {
  const reply = await fetch("/api/v1/event", { cache: "no-store" }).catch(() => null);
  if (reply && reply.ok) count(await reply.json());
}

function close() {
  document.querySelector("[data-verdict]").hidden = true;
}

if (door) {
  const form = document.querySelector("[data-type]");
  let typed = "";
  form.addEventListener("submit", (event) => { event.preventDefault(); scanned(form.code.value); form.code.value = ""; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.target === form.code || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && typed.length > 5) { event.preventDefault(); scanned(typed); typed = ""; }
    else if (event.key.length === 1) { typed += event.key; clearTimeout(door.typing); door.typing = setTimeout(() => { typed = ""; }, 600); }
  });
  document.querySelector("[data-next]").addEventListener("click", close);
  document.querySelector("[data-camera]").addEventListener("click", () => {
    read(document.querySelector("[data-video]"), scanned).catch(() => strip(door.dataset.wordCamera));
  });
  window.addEventListener("beforeunload", (event) => { if (queue.length) event.preventDefault(); });
  listen("/staff", door.dataset.token, { event: count, device: (news) => { if (news.revoked) unpaired(); } }, (is) => { if (is) fetchCounts(); });
}
