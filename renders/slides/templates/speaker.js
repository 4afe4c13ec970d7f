/* The speaker's window is this page once more, opened by the slides. The two send messages to each
   other, which works between files on a disk as well; the slides decide, the speaker asks. */

const VOICES = ["next", "back", "replay", "go", "home", "end", "black", "overview", "fullscreen"];
let speaker = null; // the window that listens

const send = (to, kind, more) => to?.postMessage({ deck: deck.id, kind, ...more }, "*");
const ask = (name, value) => {
  if (VOICES.includes(name)) send(window.opener, "ask", { name, value });
  else if (name === "help") actions.help();
};

window.addEventListener("message", ({ data, source }) => {
  if (data?.deck !== deck.id) return;
  if (isSpeaker && source === window.opener && data.kind === "state") hear(data);
  if (isSpeaker || !["hello", "ask"].includes(data.kind)) return;
  speaker = source;
  state.since ??= data.since ?? null;
  if (data.kind === "ask" && VOICES.includes(data.name)) actions[data.name](data.value);
  else changed();
});

changed = () => {
  const left = state.playing ? stops[state.at].frames / deck.rate - screen.upper.currentTime : 0;
  if (!isSpeaker) send(speaker, "state", { ...state, left });
};

let heard = null; // the slides' state, as it was told last
let toldAt = 0;
let since = null;
let size = 1.5;

function hear(told) {
  if (!heard || heard.at !== told.at || heard.playing !== told.playing) toldAt = Date.now();
  const before = heard;
  heard = told;
  since ??= told.since;
  const index = told.at - (told.playing ? 0 : 1);
  if (before && before.index === index && before.black === told.black && before.playing === told.playing) {
    heard.index = index;
    return;
  }
  heard.index = index;
  show(stops[index], index);
}

function show(stop, index) {
  const next = stops[index + 1];
  const picture = (selector, number, text) => {
    const figure = find(selector);
    const image = figure.querySelector("img");
    image.hidden = !pictures[number];
    if (pictures[number]) image.src = pictures[number];
    figure.querySelector("figcaption").textContent = text;
  };
  find(".heading").textContent = stop?.heading ?? deck.title;
  find(".number").textContent = `${index + 1} / ${stops.length}`;
  picture(".now", index, heard.black ? "The screen is black." : heard.playing ? "Playing, to here." : stop ? "On screen." : "Not begun: press Next.");
  picture(".then", index + 1, next ? `Next: ${next.says.join(" ") || next.heading}` : "This is the end.");
  find(".asks").hidden = !stop?.asks;
  find(".wants").textContent = stop?.notes ?? "";
  find(".says").textContent = stop?.says.join("\n") ?? "";
  find(".speaker [data-do=black]").setAttribute("aria-pressed", String(heard.black));
  find(".notes").scrollTop = 0;
}

function clock(seconds) {
  const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function tick() {
  find(".clock").textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  find(".elapsed").textContent = clock(since === null ? 0 : (Date.now() - since) / 1000);
  const isAlone = !window.opener || window.opener.closed;
  find(".alone").textContent = isAlone ? "The slides’ window is closed." : "";
  const stop = heard && stops[heard.index];
  const length = stop ? stop.frames / deck.rate : 1;
  const done = heard?.playing ? 1 - (heard.left - (Date.now() - toldAt) / 1000) / length : 1;
  find(".left i").style.transform = `scaleX(${Math.min(Math.max(done, 0), 1)})`;
}

if (isSpeaker) {
  find(".stage").hidden = true;
  find(".speaker").hidden = false;
  document.title = `Notes: ${deck.title}`;
  const hello = () => send(window.opener, "hello", { since });
  const resize = (by) => {
    size = Math.min(Math.max(size + by, 0.9), 3.5);
    find(".notes").style.setProperty("--notes", `${size}rem`);
  };
  find(".elapsed").addEventListener("click", () => (since = Date.now()));
  find(".larger").addEventListener("click", () => resize(0.2));
  find(".smaller").addEventListener("click", () => resize(-0.2));
  setInterval(hello, 1000); // also for slides that were loaded anew
  setInterval(tick, 200);
  hello();
  tick();
}
