/* Two videos, one over the other. The upper is seen; the lower loads what comes next, so that it
   can take the upper's place with its first picture ready. Each file is a beat, whose end is the
   stop: nothing has to be paused in time. */

/** Wait for one of some events of a video; an error is thrown. */
const happens = (video, ...names) =>
  new Promise((resolve, reject) => {
    const all = [...names, "error"];
    const heard = (event) => {
      for (const name of all) video.removeEventListener(name, heard);
      if (event.type === "error") reject(new Error("this video cannot be played"));
      else resolve();
    };
    for (const name of all) video.addEventListener(name, heard);
  });

/** Wait until a video's picture is on screen, as far as the browser tells. */
const presented = (video) =>
  new Promise((resolve) => {
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(resolve);
    setTimeout(resolve, 300);
  });

class Screen {
  constructor(videos, rate, { ended, failed }) {
    [this.upper, this.lower] = videos;
    this.rate = rate;
    this.turn = 0; // counts what was asked for: what has been overtaken gives up
    this.failed = failed;
    for (const video of videos) {
      video.addEventListener("ended", () => {
        if (video === this.upper && this.playing) {
          this.playing = false;
          ended();
        }
      });
    }
  }

  /** Show a stop at its beginning or its end, and get the one ready that comes after it. */
  async stand(stop, atEnd, after) {
    const seconds = atEnd ? (stop.frames - 0.5) / this.rate : 0;
    await this.turnTo(stop, seconds, after, () => {});
  }

  /** Play a stop from its beginning. */
  async play(stop, after) {
    await this.turnTo(stop, 0, after, () => {
      this.playing = true;
      return this.upper.play();
    });
  }

  async turnTo(stop, seconds, after, then) {
    const turn = ++this.turn;
    this.playing = false;
    this.upper.pause();
    try {
      const isUpper = this.upper.dataset.file === stop.video && !this.upper.error;
      const video = isUpper ? this.upper : this.lower;
      if (!(await this.load(video, stop, seconds, turn))) return;
      if (!isUpper) this.swap();
      await then();
      await presented(this.upper); // until then what lies below is seen
      if (turn === this.turn && after) await this.load(this.lower, after, 0, turn);
    } catch (error) {
      if (turn !== this.turn) return;
      this.playing = false;
      if (this.upper.dataset.file === stop.video || this.lower.dataset.file === stop.video)
        this.failed(stop, error);
    }
  }

  /** Load a file, and seek; say whether this is still what is asked for. */
  async load(video, stop, seconds, turn) {
    if (video.dataset.file !== stop.video || video.error) {
      video.dataset.file = stop.video;
      video.src = stop.video;
    }
    while (video.readyState < 2) {
      await happens(video, "loadeddata");
      if (turn !== this.turn) return false;
    }
    if (video.seeking || Math.abs(video.currentTime - seconds) > 1e-3) {
      video.currentTime = seconds;
      await happens(video, "seeked");
    }
    return turn === this.turn;
  }

  swap() {
    [this.upper, this.lower] = [this.lower, this.upper];
    this.upper.classList.add("upper");
    this.lower.classList.remove("upper");
  }
}
