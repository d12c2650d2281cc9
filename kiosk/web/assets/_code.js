// Finds the front code in what a reader gave, exactly as the server does (kiosk/domain/badge.py): both must agree.
import { retyped } from "./_keyboard.js";

const MOST = 2048;
const LONGEST_ADDRESS = 200;
const LETTERS = "[BCDEFGHJKNPRSTUVX]";
const FRONT = new RegExp(`^${LETTERS}{10}$`);
const CLAIM = new RegExp(`(^|[^A-Z])${LETTERS}{32}([^A-Z]|$)`);
const ECI = /^\](?:[Qq][0-9]|[A-Za-z][0-9])|\\[0-9]{6}/g;
const CONTROL = /[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const ANY_ADDRESS = /[a-z][a-z0-9+.-]{0,15}:\/\/.*|(?<![a-z])(?:wifi|mecard|matmsg|begin|mailto|tel|smsto|sms|geo):.*/i;
const HOST_AND_PATH = /^(?:[\p{L}\p{N}_-]+\.)+[\p{L}\p{N}_-]+(?::[0-9]+)?\/.*$/u;
const PARTS = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)/i;
const NOTHING = { code: null, sure: true };

// `sure` is false where a text only ends like a code: it is one of ours only if the manifest knows those letters.
export function readFrontCode(text, hosts) {
  const cleaned = text.replace(CONTROL, "").trim().replace(ECI, "").trim();
  if (text.length > MOST || !cleaned) return NOTHING;
  const bare = cleaned.replace(/[\s\-.]/g, "").toUpperCase();
  if (FRONT.test(bare)) return { code: bare, sure: true };
  let foreign = null;
  for (const address of addressesIn(cleaned)) {
    foreign = readAddress(address, hosts);
    if (foreign.code) return foreign;
  }
  return foreign || readTail(cleaned);
}

// The address in a text, as each keyboard its reader may type for would mean it.
function* addressesIn(cleaned) {
  if (HOST_AND_PATH.test(cleaned)) yield `//${cleaned}`;
  for (const meant of [cleaned, ...(cleaned.length <= LONGEST_ADDRESS ? retyped(cleaned) : [])]) {
    const found = ANY_ADDRESS.exec(meant.replace(ECI, ""));
    if (found) yield found[0];
  }
}

function readAddress(text, hosts) {
  const [, authority = "", path = ""] = text.match(PARTS) || [];
  const host = authority.split("@").pop().split(":")[0].toLowerCase();
  const parts = path.split("/").filter(Boolean);
  const ours = hosts.includes(host) && parts.length === 2 && parts[0].toLowerCase() === "b";
  const code = ours ? parts[1].toUpperCase() : "";
  return FRONT.test(code) ? { code, sure: true } : NOTHING;
}

function readTail(cleaned) {
  const tail = cleaned.toUpperCase().slice(-10);
  return FRONT.test(tail) ? { code: tail, sure: false } : NOTHING;
}

// What a tablet may keep and send of a text: a claim code opens somebody's phone, so it is kept nowhere; of noise the
// beginning is enough, as long as it stays too long for a code.
export function keepable(text) {
  return CLAIM.test(text.toUpperCase()) ? "(private)" : text.slice(0, 2 * MOST);
}
