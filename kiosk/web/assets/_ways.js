// The ways a code comes in: a reader's keys, the camera, a photo, a thumb. Any one is enough.
import { read } from "./_camera.js";
import { one } from "./_elements.js";
import { byPhoto } from "./_photo.js";
import { field, write } from "./_socket.js";
import { listenToReader } from "./_wedge.js";
import { say } from "./_words.js";

export function note(text) {
  write("note", text);
  field("note").hidden = !text;
}

export function everyWay(onText) {
  listenToReader(onText);
  byPhoto(one("[data-photo]"), onText, note);
  const form = one("[data-type]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onText(form.code.value);
    form.code.value = "";
  });
  byCamera(onText);
}

function byCamera(onText) {
  const torch = one("[data-torch]");
  let camera = null;
  const showing = (is) => { one("[data-picture]").toggleAttribute("hidden", is); torch.hidden = !(camera && camera.hasTorch); };
  const lost = () => { camera = null; showing(false); note(say("camera_lost")); };
  one("[data-camera]").addEventListener("click", async () => {
    try {
      camera = await read(one("[data-video]"), onText, { onLost: lost });
      note("");
      showing(true);
    } catch { note(say("no_camera")); }
  });
  torch.addEventListener("click", async () => {
    const lit = torch.getAttribute("aria-pressed") !== "true";
    await camera.torch(lit).catch(() => {});
    torch.setAttribute("aria-pressed", String(lit));
  });
}
