// A photo of a badge, read by the server: the way that works on any page and any phone.
import { call } from "./_call.js";
import { say } from "./_words.js";

const SIDE = 1600;

async function smaller(file) {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture || Math.max(picture.width, picture.height) <= SIDE) return file;
  const scale = SIDE / Math.max(picture.width, picture.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob((blob) => done(blob || file), "image/jpeg", 0.85));
}

export function byPhoto(input, onCode, note) {
  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    note(say("reading_photo"));
    const body = new FormData();
    body.append("photo", await smaller(file), "badge.jpg");
    const { ok, answer } = await call("/api/v1/photo", body).catch(() => ({ ok: false, answer: {} }));
    const texts = ok ? answer.texts : [];
    note(texts.length ? "" : (answer.message || {})[document.documentElement.lang] || say("no_code"));
    for (const text of texts.slice(0, 1)) onCode(text);
  });
}
