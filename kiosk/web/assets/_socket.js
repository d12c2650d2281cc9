// News from the server: a socket that comes back gently, and a state fetched by HTTP whenever the page wakes.
import { io } from "socket.io-client";

const options = { path: "/socket.io", transports: ["websocket"], randomizationFactor: 0.8, reconnectionDelay: 1500, reconnectionDelayMax: 30000 };

export function listen(namespace, token, messages, onLink) {
  const socket = io(namespace, { ...options, auth: { token } });
  for (const [name, take] of Object.entries(messages)) socket.on(name, take);
  socket.on("connect", () => onLink(true));
  socket.on("disconnect", () => onLink(false));
  socket.on("connect_error", () => onLink(false));
  return socket;
}

export function onWake(wake) {
  document.addEventListener("visibilitychange", () => { if (!document.hidden) wake(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
}

export const field = (name) => document.querySelector(`[data-field="${name}"]`);

export function write(name, text) {
  const found = field(name);
  if (found) found.textContent = text ?? "";
}

export function list(name, rows, draw) {
  const found = field(name);
  if (found) found.replaceChildren(...rows.map((row) => { const item = document.createElement("li"); draw(item, row); return item; }));
}
