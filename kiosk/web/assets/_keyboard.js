// What a reader that types for one keyboard becomes on a tablet set to another, undone: as kiosk/domain/keyboard.py does.
const LAYOUTS = [
  ["1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./", "!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>?"],
  ["&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*wxcvbn,;:!", "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µWXCVBN?./§"],
  ["&é\"'(§è!çà)-azertyuiop^$qsdfghjklmù`wxcvbn,;:=", "1234567890°_AZERTYUIOP¨*QSDFGHJKLM%£WXCVBN?./+"],
  ["1234567890ß´qwertzuiopü+asdfghjklöä#yxcvbnm,.-", "!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ'YXCVBNM;:_"],
];

let undoings = null;

// One text for each pair of layouts, with and without caps lock; digits of a number pad are digits on all of them.
export function* retyped(text) {
  undoings = undoings || made();
  for (const undoing of undoings) yield [...text].map((sign) => (undoing.has(sign) ? undoing.get(sign) : sign)).join("");
}

function made() {
  const whole = LAYOUTS.flatMap((reader) => LAYOUTS.filter((host) => host !== reader)
    .flatMap((host) => withCapsLock(host).map((shown) => new Map(zip(shown.join(""), reader.join(""))))));
  return [...whole, ...whole.map((undoing) => new Map([...undoing].filter(([seen]) => !/[0-9]/.test(seen))))];
}

// As it is, with letters turned by caps lock, and with every key turned.
function withCapsLock([plain, shifted]) {
  return [[plain, shifted], [turned(plain), turned(shifted)], [shifted, plain]];
}

function turned(row) {
  return [...row].map((sign) => {
    const other = sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase();
    return other.length === 1 ? other : sign;
  }).join("");
}

function zip(seen, meant) {
  const signs = [...meant];
  return [...seen].map((sign, at) => [sign, signs[at]]);
}
