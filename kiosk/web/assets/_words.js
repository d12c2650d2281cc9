// What the page says, in its reader's language: the templates hold the sentences, the script only fills in values.
const said = JSON.parse(document.querySelector("#words")?.textContent || "{}");

export function say(name, values = {}) {
  return (said[name] ?? name).replace(/%\((\w+)\)s/g, (_, key) => values[key] ?? "");
}

export function clock(moment) {
  const at = new Date(moment);
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

// FCFA has no decimals; French groups by a narrow space, English by a comma.
export function money(amount, language) {
  const grouped = String(amount).replace(/\B(?=(\d{3})+$)/g, language === "fr" ? "\u202f" : ",");
  return `${grouped}\u00a0FCFA`;
}
