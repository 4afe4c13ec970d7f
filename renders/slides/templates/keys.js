/* Keys, taps and swipes, in the window of the slides and in the speaker's. */

const KEYS = {
  ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", n: "next",
  ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Backspace: "back", p: "back",
  Home: "home", End: "end", b: "black", ".": "black", r: "replay",
  o: "overview", s: "speaker", f: "fullscreen", "?": "help",
};

/** Do it here, or ask the window of the slides to. */
const act = (name, value) => (isSpeaker ? ask(name, value) : actions[name](value));

let typed = "";
let forgotten = 0;

function type(digit) {
  typed = (typed + digit).slice(-4);
  notice(`${typed} ⏎`);
  clearTimeout(forgotten);
  forgotten = setTimeout(() => (typed = ""), 4000);
}

function enter() {
  const number = Number(typed);
  typed = "";
  notice("");
  if (number) act("go", number);
  else act("next");
}

function move(event) {
  const buttons = [...find(".overview").querySelectorAll("[data-stop]")];
  const from = buttons.indexOf(document.activeElement);
  const box = (one) => one.getBoundingClientRect();
  const ways = {
    ArrowRight: () => buttons[from + 1],
    ArrowLeft: () => buttons[from - 1],
    Home: () => buttons[0],
    End: () => buttons.at(-1),
    ArrowDown: () => beside(buttons.filter((one) => box(one).top > box(buttons[from]).top + 5), 1),
    ArrowUp: () => beside(buttons.filter((one) => box(one).top < box(buttons[from]).top - 5), -1),
  };
  /** Of those above, or below, take the one in the next row that stands nearest. */
  function beside(others, sign) {
    const rows = others.map((one) => sign * box(one).top);
    const next = others.filter((one, index) => rows[index] < Math.min(...rows) + 5);
    const far = (one) => Math.abs(box(one).left - box(buttons[from]).left);
    return next.sort((one, other) => far(one) - far(other))[0];
  }
  if (!(event.key in ways)) return false;
  ways[event.key]()?.focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const open = find("dialog[open]");
  const isPressed = event.target.closest?.("button") && (key === " " || key === "Enter");
  if (isPressed) return;
  if (open) {
    if (open.matches(".overview") && move(event)) event.preventDefault();
    else if (KEYS[key] === "overview" || KEYS[key] === "help") act(KEYS[key]);
    return;
  }
  if (/^[0-9]$/.test(key)) type(key);
  else if (key === "Enter") enter();
  else if (key === "Escape") (typed = ""), notice("");
  else if (Object.hasOwn(KEYS, key)) act(KEYS[key]);
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.do) act(button.dataset.do);
  if (button?.dataset.stop) {
    find(".overview").close();
    act("go", Number(button.dataset.stop));
  }
  if (!event.detail) return;
  button?.blur(); // or the next space would press it again,
  find(".tools :focus")?.blur(); // or what opened what was closed
});

if (!isSpeaker) {
  const stage = find(".stage");
  find("[data-do=fullscreen]").hidden = !document.fullscreenEnabled; // on some telephones
  const side = (x) => (x < innerWidth / 3 ? "back" : "next");
  find(".screen").addEventListener("click", (event) => act(side(event.clientX)));

  let from = null;
  find(".screen").addEventListener("touchstart", ({ touches }) => {
    from = touches.length === 1 ? touches[0] : null;
  }, { passive: true });
  find(".screen").addEventListener("touchend", (event) => {
    if (!from) return;
    const [{ clientX, clientY }] = event.changedTouches;
    const [across, down] = [clientX - from.clientX, clientY - from.clientY];
    if (Math.abs(across) < Math.max(50, Math.abs(down))) return; // a tap is a click
    act(across < 0 ? "next" : "back");
  });

  let idle = 0;
  const wake = () => {
    stage.classList.remove("idle");
    clearTimeout(idle);
    idle = setTimeout(() => stage.classList.add("idle"), 2500);
  };
  for (const kind of ["pointermove", "pointerdown"]) document.addEventListener(kind, wake);
  wake();

  stand(Number(location.hash.slice(1)) || first);
}
