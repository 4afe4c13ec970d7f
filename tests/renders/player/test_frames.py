"""The frame that the player names is the one on screen, and its boxes lie on its numbers."""

from __future__ import annotations

import random
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.renders.player.counted_clip import FRAMES, HIGH, WIDE, WIDTH, corner, shown

# Reads the number of a frame off what the browser shows of the video.
COUNTED = """
() => {
  const video = document.querySelector("video");
  const canvas = new OffscreenCanvas(640, 360);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  window.counted = () => {
    pen.drawImage(video, 0, 0);
    let frame = 0;
    for (let bit = 0; bit < 10; bit += 1)
      frame += (pen.getImageData(32 * bit + 16, 336, 1, 1).data[0] > 128) << bit;
    return frame;
  };
  window.clip = document.querySelector("attention-clip");
}
"""

SEEK = """async (frames) => {
  const found = [];
  for (const frame of frames) {
    await clip.show(frame);
    found.push([clip.frame, counted()]);
  }
  return found;
}"""


@pytest.fixture
def clip(page: Page, site: str) -> Page:
    page.goto(f"{site}clip.html")
    page.wait_for_function("document.querySelector('attention-clip').ready")
    page.evaluate(COUNTED)
    return page


def test_two_hundred_frames_are_where_they_are_sought(clip: Page) -> None:
    frames = random.Random(15).sample(range(FRAMES), 200)
    assert clip.evaluate(SEEK, frames) == [[frame, frame] for frame in frames]


def test_a_pause_at_any_time_names_the_frame_that_stays(clip: Page) -> None:
    play = """async (wait) => {
      const video = document.querySelector("video");
      await video.play();
      await new Promise((resolve) => setTimeout(resolve, wait));
      video.pause();
      await new Promise((resolve) => setTimeout(resolve, 400));
      return [clip.frame, counted()];
    }"""
    for wait in (150, 333, 512):
        named, seen = clip.evaluate(play, wait)
        assert named == seen > 0


def test_boxes_lie_on_the_numbers_of_their_frame(clip: Page) -> None:
    picture = clip.locator("attention-clip .picture").bounding_box()
    scale = picture["width"] / WIDTH
    for frame in (0, 24, 25, 199, 200, 299):
        clip.evaluate("(frame) => clip.show(frame)", frame)
        pixels = np.asarray(Image.open(BytesIO(clip.screenshot())).convert("L"))
        boxes = [box.bounding_box() for box in clip.locator("attention-clip .boxes > *").all()]
        corners = [corner(*place, frame) for place in shown(frame)]
        as_read = sorted(corners, key=lambda place: place[::-1])
        for box, (x, y) in zip(boxes, as_read, strict=True):
            at = [picture["x"] + x * scale, picture["y"] + y * scale]
            edges = [*at, at[0] + WIDE * scale, at[1] + HIGH * scale]
            assert edges_of(box) == pytest.approx(edges, abs=1)
            assert white_edges(pixels, box) == pytest.approx(edges, abs=2)


def edges_of(box: dict[str, float]) -> list[float]:
    return [box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]]


def white_edges(pixels: np.ndarray, box: dict[str, float], margin: int = 6) -> list[int]:
    """Where the white rectangle begins and ends around a box of the page."""
    x, y = int(box["x"]) - margin, int(box["y"]) - margin
    part = pixels[y : y + int(box["height"]) + 2 * margin, x : x + int(box["width"]) + 2 * margin]
    rows, columns = np.nonzero(part > 200)
    return [x + columns.min(), y + rows.min(), x + columns.max() + 1, y + rows.max() + 1]


def test_keys_walk_through_frames_and_beats(clip: Page) -> None:
    clip.evaluate("clip.show(100)")
    clip.locator("attention-clip .boxes").focus()
    where = []
    for key in (".", ".", ",", "[", "[", "]", "]", "]"):
        clip.keyboard.press(key)
        clip.wait_for_function("clip.player.wanted === null")
        where.append(clip.evaluate("[clip.frame, counted()]"))
    expected = [101, 102, 101, 75, 0, 75, 150, 225]
    assert where == [[frame, frame] for frame in expected]
