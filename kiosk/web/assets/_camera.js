// Reads QR codes from the page's camera: the browser's own detector where there is one, the bundled decoder elsewhere.
import decode from "qr/decode.js";

const AWAY = 2000;

async function detector() {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const native = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => { const [found] = await native.detect(video); return found ? found.rawValue : null; };
  }
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, 640 / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    try { return decode(pen.getImageData(0, 0, canvas.width, canvas.height)); } catch { return null; }
  };
}

export async function read(video, onCode) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 640 }, height: { ideal: 480 } } });
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  const look = await detector();
  // A badge held before the camera is one gesture: its code counts again only once it was out of sight.
  let held = "";
  let seen = 0;
  const again = async () => {
    const code = video.readyState >= 2 ? await look(video).catch(() => null) : null;
    if (code) {
      if (code !== held || Date.now() - seen > AWAY) onCode(code);
      held = code;
      seen = Date.now();
    }
    setTimeout(again, 100);
  };
  again();
}
