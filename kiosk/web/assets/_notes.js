// Short notes per kind of verdict; decoration only, silent until the browser allows sound.
const NOTES = { good: [[660, 0], [880, 0.12]], amber: [[520, 0], [520, 0.18]], red: [[440, 0], [262, 0.16]], blue: [[300, 0]], grey: [] };
const BUZZ = { good: [40], amber: [80, 60, 80], red: [200], blue: [60], grey: [] };
let sound = null;

export function play(colour) {
  if (navigator.vibrate) navigator.vibrate(BUZZ[colour] || []);
  const Kind = window.AudioContext || window.webkitAudioContext;
  if (!Kind || (navigator.userActivation && !navigator.userActivation.hasBeenActive)) return;
  sound = sound || new Kind();
  for (const [pitch, at] of NOTES[colour] || []) {
    const note = sound.createOscillator();
    const gain = sound.createGain();
    note.frequency.value = pitch;
    gain.gain.value = 0.2;
    note.connect(gain).connect(sound.destination);
    note.start(sound.currentTime + at);
    note.stop(sound.currentTime + at + 0.14);
  }
}
