// The answer to a scan fills the screen: colour, symbol, name, one line, one thing to do (D3, D5, D7).
import { ask } from "./_ask.js";
import { drawQr, make, one } from "./_elements.js";
import { play } from "./_notes.js";
import { askPayment } from "./_pay.js";
import { field, write } from "./_socket.js";
import { money, said, say } from "./_words.js";

const GOOD_STAYS = 3000, CLAIM_STAYS = 60000;
// Whoever is refused is not let through because the next badge came at once.
const REFUSED_STAYS = 1200;
const REASONS = ["force_host", "force_list", "force_paid", "force_other"];
let hide = 0;
let until = 0;
const waiting = [];

export const look = (verdict) => said.look[verdict] || said.look.invalid;
export const panel = () => one("[data-verdict]");

export function close() {
  clearTimeout(hide);
  until = 0;
  panel().hidden = true;
  const next = waiting.shift();
  if (next) next();
}

const spaced = (code) => `${code.slice(0, 5)} ${code.slice(5)}`;

// `again(extra)` sends the same code once more with what was found out: a payment, answers, a reason to let in.
// `next` comes when this is put away, whatever else was shown in between.
export function show(answer, told) {
  const wait = told.isNew === false ? 0 : until - Date.now();
  if (wait > 0) setTimeout(() => show(answer, told), wait);
  else fill(answer, told);
}

function fill(answer, { language, again, open, release, next = null, isNew = true, queued = false }) {
  const [colour, symbol] = look(answer.verdict);
  const more = (extra) => { until = 0; return again(extra); };
  const box = panel();
  box.className = `verdict ${colour}${answer.claim_qr ? " with-claim" : ""}`;
  box.dataset.code = answer.verdict;
  write("symbol", symbol);
  write("name", answer.attendee ? answer.attendee.name : "");
  write("sentence", (answer.message || {})[language] || "");
  write("amount", answer.due ? money(answer.due.amount, language) : "");
  one("[data-queued]").hidden = !queued;
  write("queued", queued ? say("queued") : "");
  askPayment(one("[data-pay=verdict]"), answer.verdict === "must_pay" ? answer.due : null, language, (payment) => more({ payment }));
  askQuestions(answer.questions || [], language, more);
  showClaim(answer.claim_qr);
  field("verdict_acts").replaceChildren(...acts(answer, { again: more, open, release }));
  write("code", answer.front_url ? spaced(answer.front_url.slice(-10)) : "");
  box.hidden = false;
  clearTimeout(hide);
  if (next) waiting.unshift(next);
  until = colour === "good" ? 0 : Date.now() + REFUSED_STAYS;
  if (colour === "good") hide = setTimeout(close, answer.claim_qr ? CLAIM_STAYS : GOOD_STAYS);
  if (isNew) play(colour, answer.verdict);
}

// Whoever comes in, for whom nothing came first, and is offered no claim has linked a phone before.
const isLinked = (answer) => answer.verdict === "ok" && answer.attendee && answer.claim_url === null && !answer.first;

function acts(answer, { again, open, release }) {
  const buttons = [];
  if (open && ["unknown", "revoked", "wrong_event"].includes(answer.verdict)) buttons.push(make("button", { textContent: say("search_name"), onclick: () => { close(); open("search"); } }));
  if (release && isLinked(answer)) buttons.push(make("span", { textContent: `${say("linked")} ✓` }), make("button", { className: "quiet", textContent: say("release"), onclick: () => release(answer.attendee) }));
  if (answer.may_force) buttons.push(make("button", { className: "quiet", textContent: say("let_in"), onclick: () => force(answer, again) }));
  return buttons;
}

async function force(answer, again, note = "") {
  const given = await ask({
    title: say("let_in"), note, pin: answer.needs_pin ? say("pin_supervisor") : "",
    choices: REASONS.map((reason) => ({ value: reason, label: say(reason) })),
  });
  if (!given) return;
  const told = await again({ force: { reason: given.choice.replace("force_", "") }, ...(given.pin ? { pin: given.pin } : {}) });
  if (told && ["pin_wrong", "pin_needed"].includes(told.error)) force(answer, again, say("pin_wrong"));
}

function askQuestions(questions, language, again) {
  const form = one("[data-questions]");
  form.hidden = !questions.length;
  form.replaceChildren(...questions.map((asked) => question(asked, language)));
  if (!questions.length) return;
  form.append(make("button", { className: "primary", textContent: "OK" }));
  form.onsubmit = (event) => {
    event.preventDefault();
    again({ answers: Object.fromEntries(new FormData(form)) });
  };
}

function question({ key, label, kind, choices = [], required }, language) {
  const options = kind === "yes_no" ? [["yes", say("yes")], ["no", say("no")]] : choices.map((choice) => [choice, choice]);
  const fields = kind === "text" ? [make("input", { name: key, required, maxLength: 200, autocomplete: "off" })]
    : options.map(([value, text]) => make("label", { className: "chip" }, make("input", { type: "radio", name: key, value, required }), make("span", { textContent: text })));
  return make("fieldset", { className: "chips" }, make("legend", { textContent: label[language] }), ...fields);
}

export function showClaim(qr) {
  const box = one("[data-claim]");
  box.hidden = !qr;
  one("[data-qr]").replaceChildren(...(qr ? [drawQr(qr)] : []));
  write("claim", say("claim"));
  // A fresh ring for each guest: it empties while the code is shown.
  box.classList.remove("ring");
  if (qr) { void box.offsetWidth; box.classList.add("ring"); }
}
