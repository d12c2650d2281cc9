// Calls to the server: JSON in and out, never longer than a few seconds, and a PIN asked for where one is wanted.
import { ask } from "./_ask.js";
import { say } from "./_words.js";

const PATIENCE = 8000;

export async function call(path, body, { method = body ? "POST" : "GET", patience = PATIENCE } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const isForm = body instanceof FormData;
    const reply = await fetch(path, {
      method, signal: stop.signal, cache: "no-store",
      ...(body ? { body: isForm ? body : JSON.stringify(body), headers: isForm ? {} : { "Content-Type": "application/json" } } : {}),
    });
    const answer = await reply.json().catch(() => ({}));
    return { ok: reply.ok, status: reply.status, answer };
  } finally {
    clearTimeout(timer);
  }
}

// The same for what only known staff may do: when the server wants to know who stands here, the PIN pad opens, and the
// call goes out again.
export async function staffed(path, body, options) {
  const first = await call(path, body, options);
  if (first.answer.error !== "pin_needed") return first;
  return (await stepUp()) ? call(path, body, options) : first;
}

export async function stepUp(note = "") {
  const given = await ask({ title: say("pin"), pin: say("pin"), note });
  if (!given) return false;
  const { ok, answer } = await call("/api/v1/staff/step-up", { pin: given.pin });
  if (ok) return true;
  return stepUp(answer.error === "pin_wrong" ? say("pin_wrong") : (answer.message || {})[document.documentElement.lang] || say("failed"));
}
