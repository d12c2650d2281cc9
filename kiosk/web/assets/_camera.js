// Reads QR codes from the page's camera: the browser's own detector where there is one, the bundled decoder elsewhere.
//
// Rules of this file: a picture that cannot be read is no news, so nothing that goes wrong with one ends the looking;
// a badge held before the camera is one gesture, so its code counts again only once it was out of sight.
import decode from "qr/decode.js";

const AWAY = 1500;  // ms out of sight, by which the same code is a new gesture
const REST = 100;   // ms between two looks
const TRIES = 5;    // failures in a row, by which the browser's own detector is given up
const WIDE = 640;
const WANTED = { facingMode: "environment", width: { ideal: WIDE }, height: { ideal: 480 } };
let open = Promise.resolve(null);

// Starts the camera, an earlier one of this page stopped first, and calls `onCode(text)` once per gesture until it is
// stopped; `onLost()` when the camera is gone (unplugged, or taken away). Gives `hasTorch`, `torch(on)`, `stop()`.
// Rejects where there is no camera for this page: none at all, refused, or a page that is not secure.
export function read(video, onCode, { onLost = () => {} } = {}) {
  open = open.catch(() => null).then(async (before) => {
    if (before) before.stop();
    return start(video, onCode, onLost);
  });
  return open;
}

async function start(video, onCode, onLost) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: WANTED });
  const [track] = stream.getVideoTracks();
  let on = true;
  const stop = () => {
    on = false;
    track.stop();
    video.srcObject = null;
    video.hidden = true;
  };
  track.addEventListener("ended", () => { if (on) { stop(); onLost(); } });
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  look(video, gestures(onCode), () => on);
  return {
    stop,
    get hasTorch() { return Boolean(track.getCapabilities && track.getCapabilities().torch); },
    torch: (lit) => track.applyConstraints({ advanced: [{ torch: lit }] }),
  };
}

async function look(video, seen, isOn) {
  const codes = await detector();
  while (isOn()) {
    if (video.readyState >= 2) for (const code of await codes(video)) if (isOn()) seen(code);
    await new Promise((rested) => setTimeout(rested, REST));
  }
}

// Several badges in sight are several codes, each with its own time.
function gestures(onCode) {
  const last = new Map();
  return (code) => {
    const isNew = !(Date.now() - last.get(code) <= AWAY);
    last.set(code, Date.now());
    if (isNew) setTimeout(onCode, 0, code);
  };
}

async function detector() {
  const own = await native().catch(() => null);
  const bundled = decoder();
  let failures = 0;
  return async (video) => {
    try {
      if (own && failures < TRIES) {
        const found = await own.detect(video);
        failures = 0;
        return found.map((each) => each.rawValue).filter(Boolean);
      }
      return [bundled(video)].filter(Boolean);
    } catch { failures += 1; return []; }
  };
}

async function native() {
  const kinds = "BarcodeDetector" in window ? await BarcodeDetector.getSupportedFormats() : [];
  return kinds.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
}

function decoder() {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return (video) => {
    const scale = Math.min(1, WIDE / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    return decode(pen.getImageData(0, 0, canvas.width, canvas.height));
  };
}
