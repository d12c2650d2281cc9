// Pairing: a key out of the address fragment, which never travels, or six digits; then a try of all this device has.
import { field, write } from "./_socket.js";
import { read } from "./_camera.js";
import { play } from "./_notes.js";

const page = document.querySelector("#enrol");
const TOLERATED = 120000;

function refuse(text) {
  write("refused", text);
  field("refused").hidden = !text;
}

async function pair(body) {
  refuse("");
  try {
    const reply = await fetch("/enrol", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const answer = await reply.json();
    if (reply.ok) location.replace("/enrol");
    else refuse(answer.message[page.dataset.language]);
  } catch {
    refuse(page.dataset.wordFailed);
  }
}

function clock() {
  const gap = Date.now() - Number(page.dataset.now);
  const word = Math.abs(gap) < TOLERATED ? "wordClockRight" : gap > 0 ? "wordClockAhead" : "wordClockBehind";
  write("clock", page.dataset[word].replace("{minutes}", Math.round(Math.abs(gap) / 60000).toLocaleString(page.dataset.language)));
  field("clock").classList.toggle("warned", Math.abs(gap) >= TOLERATED);
}

const tries = {
  camera() {
    const seen = (text) => write("camera", `${page.dataset.wordRead} ${text}`);
    read(document.querySelector("[data-video]"), seen).then(() => write("camera", page.dataset.wordCameraOn), () => write("camera", page.dataset.wordCamera));
  },
  sound() {
    write("sound", page.dataset.wordSound);
    ["good", "amber", "red"].forEach((colour, turn) => setTimeout(() => play(colour), turn * 700));
  },
};

function byKey() {
  const key = location.hash.slice(1);
  if (!key) return;
  history.replaceState(null, "", location.pathname);
  pair({ key });
}

byKey();
window.addEventListener("hashchange", byKey);
document.querySelectorAll("[data-enrol]").forEach((form) => form.addEventListener("submit", (event) => { event.preventDefault(); pair({ code: form.code.value }); }));
document.querySelectorAll("[data-try]").forEach((button) => button.addEventListener("click", () => tries[button.dataset.try]()));
const reader = document.querySelector("#reader");
if (reader) {
  clock();
  reader.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    write("reader", `${page.dataset.wordRead} ${reader.value}`);
    reader.value = "";
  });
}
