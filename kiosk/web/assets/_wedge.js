// USB and Bluetooth readers are keyboards: their bursts are told from a person typing, and each becomes one text.
//
// Rules of this file: what a person types in a field stays theirs, letter by letter, and letters of a burst that
// slipped into a field are taken out again; outside fields nothing is taken but the Enter after a code. Times are those
// of the keys themselves, so a busy page cannot cut a code in two. What a text means, and on which keyboard it was
// typed, is for the server to say.
const READER = 45;    // ms between keys, at most, where a burst in a field begins; people take 80 and more
const SURE = 5;       // so many such keys are a burst
const PAUSE = 300;    // ms: Bluetooth may stall so long within a code; after it, a code without Enter is over
const PERSON = 1000;  // ms: outside fields a person may type a code as well, and end it with Enter
const SHORT = 6;      // an Enter after fewer letters is just an Enter
const WHOLE = 10;     // without an Enter, fewer letters are no code
const ENDS = ["Enter", "Tab"];
const SIGNS = { Minus: "-", Equal: "=", Slash: "/", Period: ".", Comma: ",", Semicolon: ";", Quote: "'", Space: " " };

// Calls `onCode(text)` once for each code a reader types anywhere on the page; gives a function that ends this.
export function listenToReader(onCode) {
  let keys = [];
  let field = null;
  let taken = false;
  let ended = -PAUSE;
  let silence = 0;

  const last = () => keys[keys.length - 1].at;
  const isFast = () => keys.length > 1 && last() - keys[0].at <= READER * (keys.length - 1);
  const forget = () => { clearTimeout(silence); keys = []; field = null; taken = false; };

  function finish(least) {
    const text = keys.map((key) => key.text).join("");
    const back = taken && text.length < least ? field : null;
    ended = last();
    forget();
    if (back) back.write(text);
    else if (text.length >= least) onCode(text);
  }

  function silent() {
    if (taken || (!field && isFast() && keys.length >= WHOLE)) finish(WHOLE);
  }

  function letter(text, event) {
    if (!keys.length) field = textField(event.target);
    keys.push({ text, at: event.timeStamp });
    if (!taken && field && keys.length >= SURE && isFast()) { taken = true; field.restore(); }
    if (taken) swallow(event);
    clearTimeout(silence);
    silence = setTimeout(silent, PAUSE);
  }

  function enter(event) {
    const isCode = taken || (!field && keys.length >= SHORT);
    // A reader that sends two ends, or one after a silence, presses no button with the second.
    if (isCode || (!keys.length && event.timeStamp - ended < PAUSE)) swallow(event);
    if (isCode) finish(SHORT);
    else forget();
  }

  function pressed(event) {
    const longest = taken ? PAUSE : field ? READER : PERSON;
    if (keys.length && event.timeStamp - last() > longest) { silent(); forget(); }
    if (event.isComposing || event.repeat) { forget(); return; }
    if (ENDS.includes(event.key)) { enter(event); return; }
    const text = letterOf(event);
    if (text) letter(text, event);
    // Control characters come as Ctrl and a letter: within a burst they mean nothing and open nothing.
    else if (taken && event.ctrlKey) swallow(event);
  }

  document.addEventListener("keydown", pressed, true);
  return () => { forget(); document.removeEventListener("keydown", pressed, true); };
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

// The letter as this machine's keyboard has it; where it has none yet (a dead key), the one printed on the key.
function letterOf(event) {
  if ((event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph")) return null;
  if (Array.from(event.key).length === 1) return event.key;
  if (!["Dead", "Unidentified", "Process"].includes(event.key)) return null;
  const plain = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code);
  return plain ? (event.shiftKey ? plain[1] : plain[1].toLowerCase()) : SIGNS[event.code] || null;
}

// A field somebody may be typing in, as it was before the key that is pressed now.
function textField(target) {
  if (!target.matches("textarea, input:not([type=button], [type=submit], [type=reset], [type=checkbox], [type=radio])")) return null;
  const { value, selectionStart: start, selectionEnd: end } = target;
  const put = (text, from, to) => {
    target.value = text;
    if (start !== null) target.setSelectionRange(from, to);
    target.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const write = (text) => {
    if (start === null) put(value + text);
    else put(value.slice(0, start) + text + value.slice(end), start + text.length, start + text.length);
  };
  return { write, restore: () => put(value, start, end) };
}
