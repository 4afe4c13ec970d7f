/* Where the lecture is: so many stops are done, and perhaps the next one is playing. */

const find = (selector) => document.querySelector(selector);
const deck = JSON.parse(find("#deck").textContent);
const stops = deck.stops;
const pictures = [...document.querySelectorAll(".handout img")].map((one) => one.src);
const isSpeaker = location.hash === "#speaker" && Boolean(window.opener);
const first = stops[0].still ? 1 : 0; // a card has nothing to wait for

const state = { at: first, playing: false, black: false, since: null };
let changed = () => {}; // told of each change, for the speaker's window

const screen = new Screen(document.querySelectorAll(".screen video"), deck.rate, {
  ended: () => arrive(state.at + 1),
  failed: (stop) => {
    const picture = find(".instead");
    picture.src = pictures[stops.indexOf(stop)];
    picture.hidden = false;
    notice("This browser cannot play the video: here is its last picture.");
    if (state.playing) arrive(state.at + 1);
  },
});

/** Say that so many stops are done, and the screen stands. */
function arrive(at) {
  state.at = at;
  state.playing = false;
  tell();
}

function stand(at) {
  find(".instead").hidden = true;
  state.black = false;
  arrive(Math.min(Math.max(at, first), stops.length));
  if (state.at) screen.stand(stops[state.at - 1], true, stops[state.at]);
  else screen.stand(stops[0], false, stops[1]);
}

function play(index) {
  find(".instead").hidden = true;
  state.at = index;
  state.playing = true;
  state.since ??= Date.now();
  tell();
  screen.play(stops[index], stops[index + 1]);
}

const actions = {
  next() {
    if (state.black) return actions.black();
    if (state.playing) stand(state.at + 1);
    else if (state.at === stops.length) notice("This is the end.");
    else if (stops[state.at].still) stand(state.at + 1);
    else play(state.at);
  },
  back: () => stand(state.playing ? state.at : state.at - 1),
  replay: () => play(Math.max(state.at - (state.playing ? 0 : 1), 0)),
  go: (at) => stand(at),
  home: () => stand(first),
  end: () => stand(stops.length),
  black() {
    state.black = !state.black;
    tell();
  },
  overview: () => toggle(find(".overview"), showOverview),
  help: () => toggle(find(".help")),
  speaker() {
    const page = location.href.split("#")[0] + "#speaker";
    const opened = window.open(page, `speaker-${deck.id}`, "popup,width=1180,height=740");
    if (!opened) notice("The browser blocked the speaker’s window: allow pop-ups for this page.");
  },
  fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  },
};

/** Let everything that says where we are say so. */
function tell() {
  const { at, playing, black } = state;
  const stop = stops[at - (playing ? 0 : 1)];
  find(".black").hidden = !black;
  find(".place").textContent = `${at} / ${stops.length}`;
  find(".progress i").style.transform = `scaleX(${at / stops.length})`;
  const said = stop ? [stop.heading, ...stop.says].join(". ") : deck.title;
  find("[role=status]").textContent = `${at} of ${stops.length}. ${said}`;
  if (!isSpeaker) history.replaceState(null, "", `#${at}`); // found again when loaded again
  changed();
}

let noticed = 0;
function notice(text, seconds = 4) {
  const line = find(".notice");
  line.textContent = text;
  line.hidden = !text;
  clearTimeout(noticed);
  noticed = setTimeout(() => (line.hidden = true), seconds * 1000);
}

function toggle(dialog, prepare = () => {}) {
  const isOpen = dialog.open;
  for (const one of document.querySelectorAll("dialog")) one.close();
  if (isOpen) return;
  dialog.showModal();
  prepare(dialog);
}

function showOverview(overview) {
  const current = Math.max(state.at, 1);
  for (const button of overview.querySelectorAll("[data-stop]")) {
    const number = Number(button.dataset.stop);
    button.querySelector("img").src = pictures[number - 1];
    button.toggleAttribute("aria-current", number === current);
    if (number === current) {
      button.setAttribute("aria-current", "true");
      button.focus();
    }
  }
}
