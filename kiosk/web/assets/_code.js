// Finds the front code in what a reader gave, exactly as the server does (kiosk/domain/badge.py): both must agree.
const MOST = 2048;
const LETTERS = "[BCDEFGHJKNPRSTUVX]";
const FRONT = new RegExp(`^${LETTERS}{10}$`);
const CLAIM = new RegExp(`(^|[^A-Z])${LETTERS}{32}([^A-Z]|$)`);
const ECI = /^\](?:[Qq][0-9]|[A-Za-z][0-9])|\\[0-9]{6}/g;
const CONTROL = /[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)([^?#]*)/i;
const NOTHING = { code: null, sure: true };

// `sure` is false where a text only ends like a code: it is one of ours only if the manifest knows those letters.
export function readFrontCode(text, hosts) {
  const cleaned = text.replace(ECI, "").replace(CONTROL, "").trim();
  if (text.length > MOST || !cleaned) return NOTHING;
  if (cleaned.includes("://")) return readAddress(cleaned, hosts);
  const bare = cleaned.replace(/[\s\-.]/g, "").toUpperCase();
  if (FRONT.test(bare)) return { code: bare, sure: true };
  const upper = cleaned.toUpperCase();
  const tail = upper.replace(/[^A-Z]/g, "").slice(-10);
  const garbled = cleaned.length > 10 && upper.endsWith(tail) && FRONT.test(tail);
  return garbled ? { code: tail, sure: false } : NOTHING;
}

function readAddress(text, hosts) {
  const [, authority = "", path = ""] = text.match(ADDRESS) || [];
  const host = authority.split("@").pop().replace(/:[0-9]*$/, "").toLowerCase();
  const parts = path.split("/").filter(Boolean);
  const ours = hosts.includes(host) && parts.length === 2 && parts[0].toLowerCase() === "b";
  const code = ours ? parts[1].toUpperCase() : "";
  return FRONT.test(code) ? { code, sure: true } : NOTHING;
}

// What a tablet may keep and send of a text: a claim code opens somebody's phone, so it is kept nowhere; of noise the
// beginning is enough, as long as it stays too long for a code.
export function keepable(text) {
  return CLAIM.test(text.toUpperCase()) ? "(private)" : text.slice(0, 2 * MOST);
}
