// The pages work without this: it searches, jumps to beats in the player, and copies; and where the
// gallery lies on a server, it says so in what is to be copied.
"use strict";

const clock = (seconds) => `${Math.floor(Math.round(seconds) / 60)}:${String(Math.round(seconds) % 60).padStart(2, "0")}`;
const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

function make(name, text, more = {}) {
  const made = Object.assign(document.createElement(name), more);
  made.textContent = text;
  return made;
}

// A text with what was asked for marked in it.
function marked(text, asked) {
  const whole = document.createElement("span");
  const low = text.toLowerCase();
  let at = 0;
  while (at < text.length) {
    const [start, length] = asked
      .map((word) => [low.indexOf(word, at), word.length])
      .filter(([found]) => found >= 0)
      .sort((a, b) => a[0] - b[0] || b[1] - a[1])[0] ?? [text.length, 0];
    whole.append(text.slice(at, start));
    if (length) whole.append(make("mark", text.slice(start, start + length)));
    at = start + length;
  }
  return whole;
}

function search(form) {
  const said = JSON.parse(document.getElementById("said").textContent);
  const items = [...document.querySelectorAll(".part li")];
  const found = form.querySelector(".found");

  function show() {
    const asked = words(form.q.value);
    let count = 0;
    for (const item of items) {
      item.querySelector(".hits")?.remove();
      const { captions, more } = said[item.dataset.name];
      const all = [item.textContent, more, ...captions.map((one) => one[1])].join(" ").toLowerCase();
      item.hidden = !asked.every((word) => all.includes(word));
      count += !item.hidden;
      if (item.hidden || !asked.length) continue;
      const hits = captions.filter(([, text]) => asked.some((word) => text.toLowerCase().includes(word)));
      if (!hits.length) continue;
      const box = make("div", "", { className: "hits" });
      for (const [start, text] of hits.slice(0, 3)) {
        const link = make("a", "", { href: `${item.querySelector("a").getAttribute("href")}#t=${start}` });
        link.append(make("time", clock(start)), marked(text, asked));
        box.append(link);
      }
      item.append(box);
    }
    for (const part of document.querySelectorAll(".part")) {
      part.hidden = !part.querySelector("li:not([hidden])");
    }
    found.textContent = asked.length ? `${count} of ${items.length} clips` : "";
    const state = asked.length ? `#q=${encodeURIComponent(form.q.value)}` : location.pathname + location.search;
    history.replaceState(null, "", state);
  }

  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  const asked = /^#q=(.*)/.exec(location.hash);
  if (asked) {
    try {
      form.q.value = decodeURIComponent(asked[1]);
    } catch {
      return;
    }
    show();
  }
}

function jumps(video) {
  const jump = (seconds) => {
    video.currentTime = seconds;
    video.scrollIntoView({ block: "nearest" });
  };
  for (const link of document.querySelectorAll("a[data-start]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      jump(Number(link.dataset.start) + 0.001);
      video.play().catch(() => {});
    });
  }
  const arrive = () => {
    const asked = /^#t=([\d.]+)$/.exec(location.hash);
    if (asked) jump(Number(asked[1]));
  };
  addEventListener("hashchange", arrive);
  arrive();
}

function copies(box) {
  const code = box.querySelector("code");
  const button = make("button", "Copy", { type: "button" });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = "Selected";
    }
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  box.append(button);
}

const form = document.querySelector("form.search");
if (form) search(form);
const video = document.querySelector(".clip video");
if (video) jumps(video);
if (location.protocol.startsWith("http")) {
  for (const code of document.querySelectorAll(".paste code")) {
    code.textContent = code.textContent.replaceAll("GALLERY/", new URL(".", location).href);
  }
}
document.querySelectorAll(".paste").forEach(copies);
