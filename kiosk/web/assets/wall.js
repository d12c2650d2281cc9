// The projector: the newest picture of the room, pages of tables in turn, B blanks, a dead network keeps the last picture.
import { field, list, listen, write } from "./_socket.js";

const screen = document.querySelector("#screen");
const PAGE = 6;
let room = JSON.parse(screen.dataset.room);
let first = 0;

function tables() {
  const shown = room.tables.slice(first, first + PAGE);
  list("tables", shown, (item, table) => {
    const label = document.createElement("span");
    const people = document.createElement("strong");
    label.textContent = `${table.label} `;
    people.textContent = table.people;
    item.append(label, people);
  });
}

function draw(next) {
  room = next;
  write("inside", room.inside);
  write("arrivals", room.arrivals);
  list("meetings", room.meetings.slice(0, 3), (item, one) => {
    item.textContent = `${one.names[0]} ↔ ${one.names[1]}${one.where ? ` · ${one.where}` : ""}`;
  });
  tables();
}

setInterval(() => { first = first + PAGE < room.tables.length ? first + PAGE : 0; tables(); }, 10000);
document.addEventListener("keydown", (event) => { if (event.key.toLowerCase() === "b") document.body.classList.toggle("blank"); });
// Back on the network, the page asks anew: what changed meanwhile was told to nobody.
let away = false;
listen("/screen", screen.dataset.token, { room: draw }, (is) => {
  field("sign").hidden = is;
  if (is && away) location.reload();
  away = !is;
});
draw(room);
