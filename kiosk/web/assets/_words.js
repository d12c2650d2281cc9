// What the page says, in its reader's language: the templates hold the sentences, the script only fills in values.
export const said = JSON.parse(document.querySelector("#words")?.textContent || "{}");

export function say(name, values = {}) {
  return (said[name] ?? name).replace(/%\((\w+)\)s/g, (_, key) => values[key] ?? "");
}

// The hour of the evening, whatever zone the tablet is set to.
const HOURS = new Intl.DateTimeFormat("fr", { hour: "2-digit", minute: "2-digit", timeZone: "Africa/Douala" });

export const clock = (moment) => HOURS.format(new Date(moment));

// FCFA has no decimals; French groups by a narrow space, English by a comma.
export function money(amount, language) {
  const grouped = String(amount).replace(/\B(?=(\d{3})+$)/g, language === "fr" ? "\u202f" : ",");
  return `${grouped}\u00a0FCFA`;
}
