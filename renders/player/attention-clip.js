/* attention-clip.js: pause a clip anywhere, and ask its numbers where they come from.
 *
 *   <figure class="attention-clip">
 *     <attention-clip src="NAME.numbers.json">
 *       <video controls playsinline preload="metadata" width="1280" height="720">
 *         <source src="NAME.mp4" type="video/mp4">
 *         <track kind="captions" src="NAME.vtt" srclang="en" label="English" default>
 *       </video>
 *     </attention-clip>
 *     <figcaption>…</figcaption>
 *   </figure>
 *
 * and this file once in the page, with `defer`. Without scripts, or without numbers in a format that
 * is known, the video stays as it is. An <attention-clip> around the figure works too; so does
 * <figure class="attention-clip" data-numbers="NAME.numbers.json"> alone.
 *
 * The numbers are in `src`, fetched when the clip comes near the window, or in a child
 * <script type="application/json">. A page opened from a disk may fetch nothing: there the script
 * NAME.numbers.js is loaded, which says
 *   (window.attentionClips ??= {})[document.currentScript.src] = …;
 *
 * Attributes: src; first, the clip's frame at which the video begins, if it is a part of it;
 * theme, "light" or "dark", else as the system prefers. Properties: ready, a promise: are there
 * numbers?; frame, the one on screen, counted from 0; show(frame), pause there, a promise;
 * select(tensor's name, index), tell of a number.
 */
(() => {
"use strict";
if (customElements.get("attention-clip")) return;

const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];
const LETTERS = "ijkl"; // in a formula: the place asked for, axis by axis
const INFINITE = { inf: Infinity, "-inf": -Infinity };
const MOST_TERMS = 64; // of an operand
const HUES = ["#4fd6c8", "#ff9ab8", "#b9a7ff"]; // of operands, on a dark picture
const ICONS = {
	play: "M8 5v14l11-7z",
	pause: "M7 5h4v14H7zM13 5h4v14h-4z",
	back: "M6 5h2.4v14H6zM20 5v14L9.5 12z",
	next: "M15.6 5H18v14h-2.4zM4 5v14l10.5-7z",
	less: "M15.4 5.4 17 7l-5.6 5 5.6 5-1.6 1.6L8 12z",
	more: "M8.6 5.4 7 7l5.6 5L7 17l1.6 1.6L16 12z",
	captions: "M3 5h18v14H3zm2 2v10h14V7zm2 3h4v1.6H8.6v.8H11V14H7zm6 0h4v1.6h-2.4v.8H17V14h-4z",
	full: "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z",
};

// --- small things ---

// Make an element; what is given as text stays text.
function make(tag, settings = {}, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(settings)) {
		if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
		else if (typeof value === "boolean") made.toggleAttribute(name, value);
		else made.setAttribute(name, value);
	}
	made.append(...children.filter((child) => child || child === 0));
	return made;
}

const button = (kind, act, ...children) =>
	make("button", { type: "button", class: kind, onclick: act }, ...children);
const code = (text) => make("code", {}, text);
const pair = (term, told) => (told ? [make("dt", {}, term), make("dd", {}, told)] : []);

function icon(name) {
	const made = make("span");
	made.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
	return made.firstChild;
}

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const isOf = (one, entry) =>
	Boolean(entry) && one.tensor === entry.tensor && String(one.index) === String(entry.index);
const minus = (text) => text.replace(/-/g, "−");
const fileOf = (address) => decodeURIComponent(address.split(/[?#]/)[0].split("/").pop());

// Write a value with as few digits as tell it from every other of its kind, 32 or 64 bits.
function exact(value) {
	if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞";
	if (Math.fround(value) !== value) return minus(String(value));
	let digits = 1;
	while (Math.fround(Number(value.toPrecision(digits))) !== value) digits += 1;
	return minus(String(Number(value.toPrecision(digits))));
}

// Write a value with four decimals, as terms are read.
function brief(value) {
	if (!Number.isFinite(value) || Number.isInteger(value)) return exact(value);
	return minus(Math.abs(value) < 1e-4 ? value.toExponential(2) : value.toFixed(4));
}

function clock(seconds) {
	const tenths = Math.floor(seconds * 10 + 1e-6);
	const rest = String(Math.floor(tenths / 10) % 60).padStart(2, "0");
	return `${Math.floor(tenths / 600)}:${rest}.${tenths % 10}`;
}

// Quote a word for any shell.
function quoted(word) {
	if (/^[\w.:/-]+$/.test(word)) return word;
	return /["$`\\!]/.test(word) ? `'${word.replace(/'/g, "'\\''")}'` : `"${word}"`;
}

// Read 32-bit floats, little-endian.
function decoded(base64) {
	const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
	const view = new DataView(bytes.buffer);
	return Array.from({ length: bytes.length / 4 }, (_, n) => view.getFloat32(4 * n, true));
}

// --- the numbers of a clip ---

// What can be read when and where. An entry, of a tensor, is {tensor: its place, index: […]}.
class Track {
	constructor(read, first) {
		if (read?.format !== 2) throw new Error(`their format, ${read?.format}, is unknown here`);
		this.rate = read.fps;
		this.frames = read.frames - first;
		this.sources = read.sources;
		this.beats = read.beats
			.filter((beat) => beat.end > first)
			.map((beat) => ({ ...beat, start: Math.max(0, beat.start - first) }));
		this.tensors = read.tensors.map((tensor) => ({
			...tensor,
			data: tensor.data && decoded(tensor.data),
			seen: new Map(), // index → value, of whatever is on screen at any time
		}));
		this.numbers = read.numbers.map(([start, end, tensor, index, value, text, box]) => {
			this.tensors[tensor].seen.set(String(index), INFINITE[value] ?? value);
			return { start: start - first, end: end - first, tensor, index, text, box };
		});
	}

	at(frame) {
		return inReadingOrder(this.numbers.filter((one) => one.start <= frame && frame <= one.end));
	}

	// Return the frame nearest to one at which an entry is on screen, or null.
	nearest(entry, frame) {
		const off = (one) => Math.max(one.start - frame, frame - one.end, 0);
		const [found] = this.numbers
			.filter((one) => isOf(one, entry) && one.end >= 0 && one.start < this.frames)
			.sort((one, other) => off(one) - off(other));
		return found ? clamp(frame, Math.max(0, found.start), found.end) : null;
	}

	// Return the value of an entry, if the file says it.
	value({ tensor, index }) {
		const { data, shape, seen } = this.tensors[tensor];
		if (seen.has(String(index))) return seen.get(String(index));
		return data?.[index.reduce((place, n, axis) => place * shape[axis] + n, 0)];
	}

	// Name an entry as it is written in Python: head1.weights[1, 2].
	name({ tensor, index }) {
		const { name } = this.tensors[tensor];
		const whole = / (?![^(]*\))/.test(name) ? `(${name})` : name;
		return index.length ? `${whole}[${index.join(", ").replace(/\*/g, ":")}]` : name;
	}

	// Say whose an entry is, where the axes of its tensor have names: query “white”, key “cat”.
	labels({ tensor, index }) {
		const say = (n, axis) => {
			const [name, tokens] = this.tensors[tensor].axes?.[axis] ?? [];
			const token = tokens?.[n];
			return token ? `${name ? `${name} ` : ""}“${token}”` : name && `${name} ${n}`;
		};
		return index.map(say).filter(Boolean).join(", ");
	}

	// Return how an entry is made, with its own place in the formula.
	formula({ tensor, index }) {
		const place = (letter) => index[LETTERS.indexOf(letter)] ?? letter;
		const placed = (at) => at.replace(/\b[i-l]\b/g, place);
		return this.tensors[tensor].formula?.replace(/\[[^\]]*\]/g, placed);
	}

	// Return what an entry is made of: for each operand its name and its entries.
	operands({ tensor, index }) {
		return (this.tensors[tensor].operands ?? []).map((operand) => {
			const { tensor } = operand;
			const { shape } = this.tensors[tensor];
			const place = operand.index.map((at) => index[LETTERS.indexOf(at)] ?? at);
			let entries = [[]];
			place.forEach((at, axis) => {
				const all = at === "*" ? [...Array(shape?.[axis] ?? 0).keys()] : [at];
				entries = entries.flatMap((begun) => all.map((n) => [...begun, n]));
			});
			return {
				name: this.name({ tensor, index: place }),
				free: [...place.keys()].filter((axis) => place[axis] === "*"),
				entries: entries.map((at) => ({ tensor, index: at })),
			};
		});
	}

	// Return the command that prints an entry, if there is one.
	command({ tensor, index }) {
		const { name, source } = this.tensors[tensor];
		const command = this.sources[source]?.command;
		const at = index.length ? ` --at ${index.join(",")}` : "";
		return command && `${command} --tensor ${quoted(name)}${at}`;
	}
}

const middle = ([left, top, right, bottom]) => [(left + right) / 2, (top + bottom) / 2];

// Order numbers row by row, from the left.
function inReadingOrder(numbers) {
	const height = ({ box }) => middle(box)[1];
	const rows = [];
	for (const one of [...numbers].sort((a, b) => height(a) - height(b))) {
		const row = rows[rows.length - 1];
		if (row && 2 * (height(one) - height(row[0])) < one.box[3] - one.box[1]) row.push(one);
		else rows.push([one]);
	}
	return rows.flatMap((row) => row.sort((a, b) => a.box[0] - b.box[0]));
}

// Return the number nearest in a direction, or else the one that is read next or before.
function neighbour(numbers, place, [right, down]) {
	const [x, y] = middle(numbers[place].box);
	let [found, least] = [null, Infinity];
	for (const one of numbers) {
		const [dx, dy] = [(middle(one.box)[0] - x) * 16, (middle(one.box)[1] - y) * 9];
		const ahead = dx * right + dy * down;
		const off = ahead + 3 * Math.abs(dx * down + dy * right);
		if (ahead > 800 && off < 12 * ahead && off < least) [found, least] = [one, off];
	}
	return found ?? numbers[clamp(place + right + down, 0, numbers.length - 1)];
}

// --- the panel ---

// Tells where a number comes from, and leads on to what it is made of.
class Panel {
	constructor(player) {
		this.player = player;
		this.track = player.track;
		this.root = make("section", { class: "panel", "aria-label": "Where a number comes from" });
	}

	// Bring what is told up to date.
	tell() {
		const { chosen, here, isPaused, trail } = this.player;
		this.here = isPaused ? here : []; // or the panel would change all the time
		const now = JSON.stringify([chosen, isPaused, trail.length, this.here]);
		if (now === this.told) return;
		this.told = now;
		const { root, player } = this;
		const focused = root.querySelector(":focus");
		const isOpen = Boolean(root.querySelector("details")?.open);
		const told = chosen ? this.answer(chosen) : [this.invitation()];
		if (this.here.length) told.push(this.list(isOpen));
		root.replaceChildren(...told);
		if (!focused) return;
		const again = [...root.querySelectorAll("button, summary")];
		(again.find((one) => one.textContent === focused.textContent) ?? player.boxes).focus();
	}

	invitation() {
		const { isPaused, isPoster, frame } = this.player;
		const say = (...words) => make("p", { class: "invite" }, ...words);
		if (!isPaused || isPoster) return say("Pause anywhere, and ask a number where it comes from.");
		const count = make("b", {}, this.player.count());
		if (this.here.length) return say(count, " Point at one, tap it, or walk with the arrow keys.");
		const next = Math.min(...this.track.numbers.map((one) => one.start).filter((n) => n > frame));
		if (next >= this.track.frames) return say(count, " There are none after it.");
		const label = `Go to the next, at ${clock(next / this.track.rate)}`;
		return say(count, button("link", () => this.player.show(next), label));
	}

	// Tell all that is known of an entry.
	answer(entry) {
		const { track, player } = this;
		const value = track.value(entry);
		const seen = this.here.find((one) => isOf(one, entry));
		const { source, where } = track.tensors[entry.tensor];
		const last = player.trail[player.trail.length - 1];
		const back = last && button("link way-back", () => player.back(), "← Back to ", code(track.name(last)));
		return [
			back || "",
			make("p", { class: "name" }, code(track.name(entry)), ` ${track.labels(entry)}`),
			make("p", { class: "value" }, make("b", {}, value === undefined ? "not recorded" : exact(value)),
				" ", seen ? `on screen “${seen.text}”` : this.elsewhere(entry)),
			make("dl", {},
				...pair("Made of", this.making(entry)),
				...pair("In the code", where && code(where)),
				...pair("Printed by", this.command(entry)),
				...pair("Source", track.sources[source]?.label)),
		];
	}

	// Lead to where an entry that is not on screen can be seen.
	elsewhere(entry) {
		const { track, player } = this;
		const frame = track.nearest(entry, player.frame);
		if (frame === null) return "not shown in this clip";
		return button("link", () => player.show(frame), `see it at ${clock(frame / track.rate)}`);
	}

	// Tell how an entry is made: its formula, and each operand with its entries.
	making(entry) {
		const formula = this.track.formula(entry);
		const operands = this.track.operands(entry);
		if (!operands.length && (!formula || formula === this.track.name(entry))) return "";
		return make("div", {}, formula && make("p", {}, formula),
			...operands.map((operand, n) => this.operand(operand, n)), this.worked(formula, operands));
	}

	// Write out a sum of products, and what is added to it.
	worked(formula, operands) {
		const values = operands.map((one) => one.entries.map((entry) => this.track.value(entry)));
		const [left, right, ...added] = values;
		const isDot = formula?.includes(" · ") && left.length === right?.length && left.length < 9;
		if (!isDot || values.flat().includes(undefined) || added.some((one) => one.length > 1)) return "";
		const factor = (value) => (value < 0 ? `(${brief(value)})` : brief(value));
		const terms = left.map((value, n) => `${factor(value)} · ${factor(right[n])}`);
		return make("p", {}, `= ${[...terms, ...added.map(([value]) => factor(value))].join(" + ")}`);
	}

	operand({ name, entries, free }, place) {
		const { track, player } = this;
		const term = (entry, n) => {
			const said = brief(track.value(entry));
			const isHere = this.here.some((one) => isOf(one, entry));
			const tokens = track.tensors[entry.tensor].axes?.[free[0]]?.[1];
			const label = free.length === 1 && tokens ? tokens[entry.index[free[0]]] : free.map((axis) => entry.index[axis]).join(", ");
			const made = button(isHere ? "here" : "", () => player.pursue(entry), label && make("small", {}, label), said);
			made.setAttribute("aria-label", `${track.name(entry)}: ${said}${isHere ? ", on screen" : ""}`);
			made.tabIndex = n ? -1 : 0;
			return made;
		};
		const known = entries.filter((entry) => track.value(entry) !== undefined).slice(0, MOST_TERMS);
		const more = entries.length - known.length;
		const rest = known.length ? `and ${more} more` : `${more} numbers, not in this file`;
		const row = make("div", { class: "terms", role: "group", "aria-label": name, onkeydown: rove },
			code(name), ...known.map(term), more > 0 && make("span", {}, rest));
		row.style.setProperty("--hue", HUES[place % HUES.length]);
		return row;
	}

	command(entry) {
		const command = this.track.command(entry);
		if (!command) return "";
		const line = code(command);
		const copy = button("copy", async () => {
			getSelection().selectAllChildren(line); // where a page may not copy, a key may
			const said = await navigator.clipboard?.writeText(command).then(() => "Copied", () => null);
			copy.textContent = said ?? "Press Ctrl C";
			this.player.say(copy.textContent);
			setTimeout(() => (copy.textContent = "Copy"), 2000);
		}, "Copy");
		return make("div", { class: "command" }, line, copy);
	}

	// List the numbers on screen.
	list(isOpen) {
		const { track, player } = this;
		const line = (one) => make("li", {}, button("link", () => player.choose(one),
			make("b", {}, one.text), " ", code(track.name(one)), ` ${track.labels(one)}`));
		return make("details", { open: isOpen },
			make("summary", {}, `All ${this.here.length} numbers of this picture`),
			make("ul", {}, ...this.here.map(line)));
	}
}

// Move the focus in a row of buttons, of which one is in the page's order.
function rove(event) {
	const all = [...event.currentTarget.querySelectorAll("button")];
	const from = all.indexOf(event.target);
	const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: all.length - 1 }[event.key];
	if (!all[to]) return;
	all.forEach((one, n) => (one.tabIndex = n === to ? 0 : -1));
	all[to].focus();
	event.preventDefault();
}

// --- the player ---

class Player {
	constructor(host, video, track) {
		Object.assign(this, { host, video, track });
		this.frame = 0; // the one on screen
		this.wanted = null; // the one that is being sought
		this.waiting = []; // who is told when it is there
		this.here = []; // the numbers of this frame, in the order in which they are read
		this.isPoster = Boolean(video.poster) && video.paused && !video.currentTime; // no frame yet
		this.chosen = null; // the entry that the panel tells of
		this.isPinned = false; // it was clicked or walked to: pointing at others changes nothing
		this.trail = []; // what the viewer came from: entries with a frame
		this.panel = new Panel(this);
		this.build();
		this.listen();
		video.controls = false;
		video.playsInline = true;
		this.follow();
		this.playing();
	}

	get isPaused() {
		return this.video.paused;
	}

	build() {
		const { track, panel } = this;
		const control = (name, label, key, act) => {
			const made = button(`icon ${name}`, act, icon(name));
			made.ariaLabel = label;
			made.title = `${label} (${key})`;
			made.setAttribute("aria-keyshortcuts", key);
			return made;
		};
		const choice = (name, label, options) =>
			make("select", { class: name, "aria-label": label },
				...options.map(([value, text]) => make("option", { value }, text)));
		this.boxes = make("div", { class: "boxes", role: "listbox", tabindex: "0",
			"aria-label": "Numbers on the picture" });
		this.seeker = make("input", { type: "range", min: 0, max: track.frames - 1, "aria-label": "Seek" });
		this.marks = make("div", { class: "marks", "aria-hidden": "true" });
		this.time = make("span", { class: "time" });
		this.play = control("play", "Play", "Space", () => this.toggle());
		this.captions = control("captions", "Captions", "c", () => this.caption());
		this.full = control("full", "Full screen", "f", () => this.fill());
		this.beats = choice("beats", "Beat", track.beats.map((beat, n) => [n, `${n + 1} · ${beat.name}`]));
		this.speed = choice("speed", "Speed", SPEEDS.map((speed) => [speed, `${speed}×`]));
		this.said = make("p", { class: "said", role: "status" });
		this.root = make("div", { class: "player" },
			make("div", { class: "stage" }, make("div", { class: "picture" }, make("slot"), this.boxes)),
			make("div", { class: "controls", role: "group", "aria-label": "Controls" },
				make("div", { class: "seek" }, this.seeker, this.marks),
				make("div", { class: "moves" },
					control("back", "Previous beat", "[", () => this.toBeat(-1)),
					control("less", "One frame back", ",", () => this.step(-1)),
					this.play,
					control("more", "One frame on", ".", () => this.step(1)),
					control("next", "Next beat", "]", () => this.toBeat(1))),
				make("div", { class: "where" }, this.time, this.beats),
				make("div", { class: "others" }, this.captions, this.speed, this.full)),
			panel.root, this.said);
		this.beats.hidden = !track.beats.length;
		for (const { start } of track.beats.slice(1)) {
			const mark = make("i");
			mark.style.setProperty("--at", start / (track.frames - 1));
			this.marks.append(mark);
		}
		this.host.shadowRoot.querySelector("slot").replaceWith(this.root);
	}

	listen() {
		const { video, boxes, seeker, track } = this;
		const on = (target, names, act) => names.split(" ").forEach((name) => target.addEventListener(name, act));
		on(video, "play pause ended", () => this.playing());
		on(video, "pause", () => this.rest());
		on(video, "loadedmetadata", () => this.measure());
		on(video, "seeked", () => this.seeked());
		on(video, "ratechange", () => (this.speed.value = video.playbackRate));
		on(video.textTracks, "change addtrack", () => this.captioned());
		on(boxes, "pointermove", (event) => this.point(event));
		on(boxes, "pointerleave", () => this.outline(null));
		on(boxes, "click", (event) => this.click(event));
		on(boxes, "keydown", (event) => this.walk(event));
		on(seeker, "input", () => this.seek(Number(seeker.value)));
		on(seeker, "keydown", (event) => this.seekByKey(event));
		on(this.beats, "change", () => this.seek(track.beats[this.beats.value].start));
		on(this.speed, "change", () => (video.playbackRate = this.speed.value));
		on(this.root, "keydown", (event) => this.key(event));
		on(document, "fullscreenchange", () => this.filling(document.fullscreenElement === this.host));
		this.speed.value = video.playbackRate;
		this.captioned();
		this.measure();
	}

	measure() {
		const { videoWidth, videoHeight, width, height } = this.video;
		this.root.style.setProperty("--ratio", videoWidth / videoHeight || width / height || 16 / 9);
		if (this.wanted !== null) this.seek(this.wanted);
	}

	say(text) {
		this.said.textContent = text;
	}

	// --- frames ---

	// Take note of every frame that comes on screen.
	follow() {
		const { video, track } = this;
		const byClock = () => {
			if (!video.seeking) this.shown(this.clocked());
			if (!video.paused) requestAnimationFrame(byClock);
		};
		const byFrame = (_, { mediaTime }) => {
			this.presented = Math.round(mediaTime * track.rate);
			this.shown(this.presented);
			if (this.wanted !== null && !video.seeking) this.seeked();
			video.requestVideoFrameCallback(byFrame);
		};
		this.isTold = Boolean(video.requestVideoFrameCallback);
		if (this.isTold) video.requestVideoFrameCallback(byFrame);
		else video.addEventListener("play", byClock);
		this.shown(this.clocked());
	}

	// Return the frame that the clock tells: the one on screen, once nothing is sought.
	clocked() {
		return Math.floor(this.video.currentTime * this.track.rate + 1e-3);
	}

	shown(frame) {
		this.frame = clamp(frame, 0, this.track.frames - 1);
		this.look();
	}

	// Go to a frame, to its middle: its edges may be rounded either way.
	seek(frame) {
		this.wanted = clamp(Math.round(frame), 0, this.track.frames - 1);
		this.isPoster = false;
		if (!this.video.readyState) this.video.preload = "auto"; // and when its length is known, go on
		if (this.video.seeking || !this.video.readyState) return;
		this.sought = this.wanted;
		this.video.currentTime = (this.wanted + 0.5) / this.track.rate;
	}

	seeked() {
		// Another may have been asked for meanwhile.
		if (this.wanted !== null && this.wanted !== this.sought) return this.seek(this.wanted);
		// The picture may come after the event, or, where nobody looks, not at all.
		clearTimeout(this.late);
		if (!this.isTold || this.presented === this.clocked()) this.arrive();
		else this.late = setTimeout(() => this.arrive(), 1000);
	}

	arrive() {
		this.wanted = null;
		this.shown(this.clocked());
		this.waiting.splice(0).forEach((resolve) => resolve(this.frame));
	}

	// Pause at a frame; the promise is kept when it is on screen.
	show(frame) {
		this.video.pause();
		return new Promise((resolve) => {
			this.waiting.push(resolve);
			this.seek(frame);
		});
	}

	step(by) {
		this.show((this.wanted ?? this.frame) + by);
	}

	// Go to where the next beat begins, or this one, or the one before.
	toBeat(by) {
		const { track, isPaused } = this;
		const frame = this.wanted ?? this.frame;
		const starts = track.beats.map((beat) => beat.start);
		const slack = isPaused ? 0 : track.rate; // a second, in which to press again
		if (by > 0) this.seek(starts.find((start) => start > frame) ?? track.frames - 1);
		else this.seek(starts.filter((start) => start < frame - slack).pop() ?? 0);
	}

	toggle() {
		const { video, frame, track } = this;
		if (!this.isPaused) return video.pause();
		if (frame === track.frames - 1) this.seek(0);
		video.play().catch(() => this.say("The browser cannot play this."));
	}

	playing() {
		const { video, play, isPaused } = this;
		play.replaceChildren(icon(isPaused ? "play" : "pause"));
		play.ariaLabel = isPaused ? "Play" : "Pause";
		play.title = `${play.ariaLabel} (Space)`;
		if (!isPaused) this.isPoster = false;
		this.look();
	}

	// Stay at the frame that was told of: the next may have come since.
	rest() {
		if (this.wanted === null && !this.video.ended) this.seek(this.frame);
		this.say(this.count());
	}

	// --- captions, full screen ---

	caption() {
		const [track] = this.video.textTracks;
		if (track) track.mode = track.mode === "showing" ? "hidden" : "showing";
		this.captioned();
	}

	captioned() {
		const [track] = this.video.textTracks;
		this.captions.hidden = !track;
		this.captions.ariaPressed = track?.mode === "showing";
	}

	// Fill the screen with the player, or else the window: a phone would fill it with the video.
	async fill() {
		const { host } = this;
		if (document.fullscreenElement) await document.exitFullscreen();
		else if (this.isFilling || !document.fullscreenEnabled) this.filling(!this.isFilling);
		else await host.requestFullscreen().catch(() => this.filling(true));
	}

	get isFilling() {
		return this.host.hasAttribute("filling");
	}

	filling(isOn) {
		this.host.toggleAttribute("filling", isOn);
		this.full.ariaPressed = isOn;
		document.documentElement.style.overflow = isOn ? "hidden" : "";
	}

	// --- keys ---

	key(event) {
		const { target, key } = event;
		if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
		const isPressed = target.matches("button, summary") && key === " ";
		if (isPressed || (target.matches("select") && key !== "Escape")) return;
		const act = {
			" ": () => this.toggle(),
			k: () => this.toggle(),
			",": () => this.step(-1),
			".": () => this.step(1),
			"[": () => this.toBeat(-1),
			"]": () => this.toBeat(1),
			c: () => this.caption(),
			f: () => this.fill(),
			Backspace: () => this.back(),
			Escape: () => (this.isFilling ? this.fill() : this.choose(null)),
		}[key];
		if (!act) return;
		event.preventDefault();
		act();
	}

	seekByKey(event) {
		const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
		if (!by) return;
		this.seek((this.wanted ?? this.frame) + by * this.track.rate); // by a second
		event.preventDefault();
	}

	// Walk over the numbers, as they lie.
	walk(event) {
		const { here, chosen } = this;
		const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
		const place = here.findIndex((one) => isOf(one, chosen));
		const way = ways[event.key];
		if (event.key === "Enter" && !this.isPaused) this.toggle();
		else if (event.key === "Enter" && place >= 0) this.panel.root.querySelector("button")?.focus();
		else if (!way && !["Enter", "Home", "End"].includes(event.key)) return;
		else if (event.key === "End") this.choose(here[here.length - 1]);
		else if (place < 0 || !way) this.choose(here[0]);
		else this.choose(neighbour(here, place, way));
		event.preventDefault();
	}

	// --- the numbers on the picture ---

	count() {
		const { length } = this.here;
		return `Paused: ${length || "no"} number${length === 1 ? "" : "s"} on screen.`;
	}

	// Bring all up to date with the frame on screen.
	look() {
		const { track, frame, seeker } = this;
		const beat = Math.max(0, track.beats.filter((one) => one.start <= frame).length - 1);
		const now = `${clock(frame / track.rate)} / ${clock(track.frames / track.rate)}`;
		seeker.value = frame;
		seeker.setAttribute("aria-valuetext", `${now.replace("/", "of")}, ${track.beats[beat]?.name ?? ""}`);
		this.time.textContent = now;
		this.beats.value = beat;
		this.here = this.isPoster ? [] : track.at(frame);
		this.draw();
		this.panel.tell();
	}

	// Lay a box over every number; what is asked for is marked, and what it is made of.
	draw() {
		const { track, chosen, boxes, isPaused, here } = this;
		const made = chosen ? track.operands(chosen) : [];
		boxes.removeAttribute("aria-activedescendant");
		boxes.replaceChildren(...(isPaused || chosen ? here : []).map((one, n) => {
			const isChosen = isOf(one, chosen);
			const operand = made.findIndex(({ entries }) => entries.some((entry) => isOf(one, entry)));
			const [left, top, right, bottom] = one.box.map((share) => share / 100);
			const box = make("div", { id: `n${n}`, role: "option", "aria-selected": `${isChosen}`,
				"aria-label": `${one.text}, ${track.name(one)} ${track.labels(one)}`,
				class: isChosen ? "chosen" : operand < 0 ? "" : "operand" });
			box.style = `left:${left}%;top:${top}%;width:${right - left}%;height:${bottom - top}%`;
			box.style.setProperty("--hue", HUES[operand % HUES.length]);
			if (isChosen) boxes.setAttribute("aria-activedescendant", box.id);
			return box;
		}));
		boxes.classList.toggle("paused", isPaused);
		this.root.classList.toggle("answered", Boolean(chosen));
	}

	// Return the number that is nearest to a place in the window, if one is near.
	near({ clientX, clientY }) {
		const { left, top, width, height } = this.boxes.getBoundingClientRect();
		let [found, least] = [null, matchMedia("(pointer: coarse)").matches ? 44 : 32];
		for (const one of this.here) {
			const [l, t, r, b] = one.box.map((share) => share / 1e4);
			const aside = Math.max(left + l * width - clientX, clientX - left - r * width, 0);
			const above = Math.max(top + t * height - clientY, clientY - top - b * height, 0);
			const off = Math.hypot(aside, above);
			if (off < least) [found, least] = [one, off];
		}
		return found;
	}

	outline(one) {
		const place = this.here.indexOf(one);
		[...this.boxes.children].forEach((box, n) => box.classList.toggle("near", n === place));
	}

	point(event) {
		if (event.pointerType !== "mouse" || !this.isPaused) return;
		const one = this.near(event);
		if (one && !this.isPinned) this.choose(one, { isPinned: false });
		this.outline(one);
	}

	// Pause, and ask what was clicked; beside all numbers, play on.
	click(event) {
		const one = this.near(event);
		if (!this.isPaused || !one) this.toggle();
		if (one && this.isPaused) this.choose(one);
	}

	// Let the panel tell of an entry, or of none.
	choose(entry, { isPinned = true, trail = [] } = {}) {
		if (entry === undefined) return;
		this.chosen = entry && { tensor: entry.tensor, index: entry.index };
		this.isPinned = Boolean(entry) && isPinned;
		this.trail = trail;
		this.draw();
		this.panel.tell();
		if (!this.isPinned) return;
		const { track } = this;
		const [value, formula] = [track.value(entry), track.formula(entry)];
		this.say(`${track.name(entry)}: ${value === undefined ? "" : exact(value)}. ${formula ?? ""}`);
	}

	// Go on to what a number is made of.
	pursue(entry) {
		const { chosen, trail, frame } = this;
		this.choose(entry, { trail: [...trail, { ...chosen, frame }] });
		this.panel.root.querySelector(".way-back").focus();
	}

	back() {
		const last = this.trail[this.trail.length - 1];
		if (!last) return;
		if (last.frame !== this.frame) this.show(last.frame);
		this.choose(last, { trail: this.trail.slice(0, -1) });
		(this.panel.root.querySelector(".way-back") ?? this.boxes).focus();
	}
}

// --- the element ---

class AttentionClip extends HTMLElement {
	constructor() {
		super();
		this.ready = new Promise((resolve) => (this.settle = resolve));
	}

	connectedCallback() {
		if (document.readyState !== "loading") this.begin();
		else document.addEventListener("DOMContentLoaded", () => this.begin(), { once: true });
	}

	get frame() {
		return this.player?.frame ?? 0;
	}

	show(frame) {
		return this.player.show(frame);
	}

	select(name, index) {
		const { tensors } = this.player.track;
		const tensor = tensors.findIndex((one) => one.name === name);
		if (tensor >= 0) this.player.choose({ tensor, index });
		return tensor >= 0;
	}

	begin() {
		const video = this.querySelector("video");
		if (this.shadowRoot || !video || this.querySelector("attention-clip")) return;
		if (video.parentElement !== this) return wrap(video, this);
		this.attachShadow({ mode: "open" }).append(make("style", {}, STYLE), make("slot"));
		if (video.autoplay && matchMedia("(prefers-reduced-motion: reduce)").matches) {
			video.autoplay = false;
			video.pause();
		}
		this.whenNear(video, () => this.upgrade(video).then(() => this.settle(true), (why) => this.stay(why)));
	}

	// Act when the clip comes near the window, or plays.
	whenNear(video, act) {
		if (!this.getAttribute("src")) return act();
		const begin = () => {
			watch.disconnect();
			video.removeEventListener("play", begin);
			act();
		};
		const watch = new IntersectionObserver((seen) => {
			if (seen.some((one) => one.isIntersecting)) begin();
		}, { rootMargin: "600px" });
		watch.observe(this);
		video.addEventListener("play", begin);
	}

	async upgrade(video) {
		const track = new Track(await this.read(), Number(this.getAttribute("first")));
		this.player = new Player(this, video, track);
	}

	async read() {
		const inline = this.querySelector('script[type="application/json"]');
		if (inline) return JSON.parse(inline.textContent);
		const address = this.getAttribute("src");
		if (!address) throw new Error("no file is named");
		if (location.protocol === "file:") return loaded(address.replace(/json$/, "js"));
		const answer = await fetch(address).catch(() => null);
		if (!answer?.ok) throw new Error(`${fileOf(address)}: ${answer?.status ?? "not reached"}`);
		return answer.json();
	}

	// Leave the video as it is, and say why.
	stay(why) {
		const line = `The numbers of this clip cannot be asked: ${why.message}.`;
		this.shadowRoot.append(make("p", { class: "note", role: "status" }, line));
		this.settle(false);
	}
}

// Load numbers as a script, as a page that is opened from a disk may.
function loaded(address) {
	return new Promise((resolve, reject) => {
		const script = make("script", { src: address });
		script.onload = () => resolve(window.attentionClips?.[script.src]);
		script.onerror = () => reject(new Error(`${fileOf(address)} is missing`));
		document.head.append(script);
	});
}

// Put a clip around a video in a figure, as something else says it.
function wrap(video, said) {
	const clip = document.createElement("attention-clip");
	for (const name of ["src", "first", "theme"]) {
		const value = said.getAttribute(name) ?? said.dataset[name === "src" ? "numbers" : name];
		if (value) clip.setAttribute(name, value);
	}
	const data = said.querySelectorAll('script[type="application/json"]');
	video.replaceWith(clip);
	clip.append(video, ...data);
	clip.begin();
}

function wrapAll() {
	document.querySelectorAll("figure[data-numbers] video").forEach((video) => {
		if (!video.closest("attention-clip")) wrap(video, video.closest("figure"));
	});
}

const STYLE = `
:host{display:block; color-scheme:light dark; --paper:light-dark(#fff, #151a23);
	--soft:light-dark(#f2f4f7, #1f2632); --ink:light-dark(#1a2230, #e4e7ec);
	--quiet:light-dark(#566074, #a3adbd); --line:light-dark(#cfd5df, #364052);
	--control:light-dark(#7b8598, #76829a); --accent:light-dark(#1558c7, #8db8ff)}
:host([theme=light]){color-scheme:light}
:host([theme=dark]){color-scheme:dark}
*{box-sizing:border-box}
[hidden]{display:none !important}
.player{display:flex; flex-direction:column; margin-bottom:8px; overflow:hidden; border:1px solid var(--line);
	border-radius:10px; background:var(--paper); color:var(--ink); text-align:left;
	font:15px/1.45 system-ui, sans-serif; font-variant-numeric:tabular-nums}
.stage{display:grid; place-items:center; background:#000}
.picture{position:relative; width:100%; aspect-ratio:var(--ratio)}
.picture ::slotted(video){display:block; margin:0 !important; width:100% !important;
	height:100% !important; max-width:none !important; max-height:none !important;
	object-fit:contain}
.boxes{position:absolute; inset:0; cursor:pointer; touch-action:manipulation}
.boxes div{position:absolute; border-radius:2px; outline-offset:2px; pointer-events:none}
.paused div{outline:1px solid #ffffff4d}
.boxes .operand{outline:2px dashed var(--hue)}
.boxes .near{outline:2px solid #fff}
.boxes .chosen{outline:3px solid #ffd84d}
:focus-visible{outline:3px solid var(--accent); outline-offset:1px}
.boxes:focus-visible{outline:3px solid #8db8ff; outline-offset:-3px}
.controls, .moves, .where, .others{display:flex; align-items:center}
.controls{flex-wrap:wrap; gap:0 12px; padding:0 10px 6px}
.where{flex:1; gap:10px; min-width:190px}
.time{white-space:nowrap}
button, select{min-width:var(--target, 36px); min-height:var(--target, 36px); padding:0 8px;
	border:1px solid transparent; border-radius:6px; background:none; color:inherit; font:inherit;
	cursor:pointer}
select{max-width:100%; background:var(--paper); text-overflow:ellipsis}
.speed{appearance:none; width:56px; text-align:center}
button:hover, select:hover{background:var(--soft)}
.icon{display:grid; place-items:center; padding:0}
.icon svg{width:24px; fill:currentColor}
.icon[aria-pressed=true]{box-shadow:inset 0 -3px var(--accent)}
.seek{position:relative; flex:0 0 100%; height:var(--target, 28px)}
.seek input{width:100%; height:100%; margin:0; accent-color:var(--accent); cursor:pointer}
.marks i{position:absolute; top:calc(50% - 7px); width:2px; height:14px; pointer-events:none;
	left:calc(7px + var(--at) * (100% - 16px)); background:var(--control)}
.panel{min-height:132px; padding:12px 16px; border-top:1px solid var(--line)}
.panel p{margin:0 0 4px}
.invite, .name, .value, .time, dt, small, summary, .note{color:var(--quiet)}
code{font:0.93em/1.4 ui-monospace, Menlo, Consolas, monospace; overflow-wrap:anywhere}
.name code, .invite b{color:var(--ink); font-weight:600}
.value b{margin-right:8px; color:var(--ink); font-size:26px}
dl{display:grid; grid-template-columns:96px 1fr; gap:6px 12px; margin:8px 0}
dd{min-width:0; margin:0}
.terms{display:grid; grid-template-columns:repeat(auto-fill, minmax(76px, 1fr)); gap:4px;
	max-height:220px; margin-bottom:6px; overflow:auto}
.terms > code, .terms > span{grid-column:1/-1}
.terms > code{border-left:4px solid var(--hue); padding-left:6px}
.terms button{display:grid; align-content:center; padding:3px 6px; border-color:var(--line);
	outline-offset:-3px; text-align:right; line-height:1.25}
.here{box-shadow:inset 0 -4px var(--hue)}
small{font-size:12px}
.command{display:flex; gap:8px; padding-left:10px; border-radius:6px; background:var(--soft)}
.command code{flex:1; padding:6px 0}
.copy, .link{color:var(--accent)}
.link{min-width:0; min-height:0; padding:0 2px; text-align:left; text-decoration:underline}
.link code{color:inherit}
summary{min-height:var(--target, 28px)}
ul{columns:18em; margin:0; padding:0; list-style:none}
.said{position:absolute; width:1px; height:1px; margin:0; overflow:hidden; clip-path:inset(50%)}
.note{font:14px system-ui, sans-serif}
:host([filling]){position:fixed; inset:0; z-index:2147483647}
:host([filling]) .player{height:100%; margin:0; border:0; border-radius:0;
	padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom)
	env(safe-area-inset-left)}
:host([filling]) .stage{flex:1; min-height:0; container-type:size}
:host([filling]) .picture{width:min(100cqw, 100cqh * var(--ratio))}
:host([filling]) .panel{max-height:45%; overflow:auto}
:host([filling]) .player:not(.answered) .panel{display:none}
@media (min-aspect-ratio:1){
	:host([filling]) .answered{display:grid; grid:1fr auto / 1fr 36%}
	:host([filling]) .panel{grid-area:1/2/3; max-height:100vh; border-left:1px solid var(--line)}
}
@media (pointer:coarse){:host{--target:44px} .link{min-height:44px; min-width:44px}}
@media (max-width:600px) {
	.controls{gap:0; padding:0 4px 4px}
	.where{flex:0 0 100%; order:1; padding-left:8px}
	.moves{flex:1; justify-content:space-between}
	.speed{width:44px; padding:0}
	dl{grid-template-columns:1fr; gap:2px}
	dd{margin-bottom:6px}
}
`;

customElements.define("attention-clip", AttentionClip);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", wrapAll);
else wrapAll();
})();
