// An attendee's page: draws the state over the server's own skeleton; every form works without this file.
import { field, list, listen, onWake, write } from "./_socket.js";

const page = document.querySelector("#me");
const show = (name, is) => document.querySelectorAll(`[data-show="${name}"]`).forEach((each) => { each.hidden = !is; });
let state = page ? JSON.parse(page.dataset.state) : null;

function draw(next) {
  if (state && next.version < state.version) return;
  state = next;
  const card = state.card;
  show("card", Boolean(card));
  show("new", Boolean(card) && card.state === "new");
  show("mutual", Boolean(card) && card.state === "mutual");
  show("waiting", !card);
  show("nobody", !state.contacts.length);
  for (const name of ["name", "company", "where", "opening"]) write(name, card ? card[name] : "");
  write("waiting", state.waiting);
  write("table_words", state.table_words);
  field("table_words").hidden = !state.table_words;
  list("why", card ? card.why : [], (item, text) => { item.textContent = text; });
  list("contacts", state.contacts, (item, one) => {
    item.textContent = [one.name, one.company, one.met_at, one.where].filter(Boolean).join(" · ");
  });
  const form = document.querySelector("[data-answers]");
  if (card) form.action = `/me/suggestions/${card.id}`;
  form.querySelector("[name=version]").value = state.version;
}

function strip(text) {
  write("strip", text);
  field("strip").hidden = !text;
}

async function fetchState() {
  try {
    const answer = await fetch("/me/state", { headers: { Accept: "application/json" }, cache: "no-store" });
    if (answer.ok) { draw(await answer.json()); strip(""); }
    if (answer.status === 401) location.assign("/me");
  } catch { strip(page.dataset.wordOffline); }
}

async function send(form, answer, again = true) {
  const asked = state.card;
  try {
    const reply = await fetch(form.action, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ answer, version: state.version }) });
    const next = await reply.json();
    if (next.version) draw(next);
    const same = state.card && asked && state.card.id === asked.id && state.card.state === asked.state;
    if (reply.status === 409 && same && again) await send(form, answer, false);
    strip("");
  } catch {
    strip(page.dataset.wordOffline);
    setTimeout(() => send(form, answer), 1000 + Math.random() * 3000);
  }
}

if (page) {
  const form = document.querySelector("[data-answers]");
  form.addEventListener("submit", (event) => { event.preventDefault(); if (event.submitter) send(form, event.submitter.value); });
  let linked = false;
  const socket = listen("/attendee", page.dataset.token, { state: draw }, (is) => {
    linked = is;
    strip(is ? "" : page.dataset.wordReconnecting);
    if (is) fetchState();
  });
  onWake(() => { fetchState(); if (socket.connected) socket.disconnect(); socket.connect(); });
  setInterval(() => { if (!linked && !document.hidden) fetchState(); }, 30000);
}

const seen = document.querySelector("[data-seen]");
if (seen) fetch(seen.dataset.seen, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" }).catch(() => {});
