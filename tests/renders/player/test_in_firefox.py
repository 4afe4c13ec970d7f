"""The player in Firefox, which counts frames by its own rules."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from renders.player.figure import figure
from tests.browser import served
from tests.firefox import Firefox
from tests.renders.player.conftest import write_page
from tests.renders.player.counted_clip import CAPTIONS, FRAMES, write_webm
from tests.renders.player.test_frames import COUNTED, SEEK


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    write_webm(folder / "Counted.webm")  # a Firefox without libavcodec plays no H.264
    whole = figure(
        "Counted.mp4",
        numbers="Counted.numbers.json",
        captions_inline=CAPTIONS,
        others=[("Counted.webm", "video/webm")],
    )
    write_page(folder, "firefox", whole)
    with served(folder) as address:
        yield address


def test_frames_numbers_and_captions(firefox: Firefox, site: str) -> None:
    firefox.open(f"{site}firefox.html")
    assert firefox.evaluate("document.querySelector('attention-clip').ready")
    firefox.evaluate(f"({COUNTED})()")
    frames = random.Random(15).sample(range(FRAMES), 20)
    assert firefox.evaluate(f"({SEEK})({frames})") == [[frame, frame] for frame in frames]
    firefox.evaluate("clip.show(60)")
    assert firefox.evaluate("clip.select('head1.scores', [0, 1])")
    told = "clip.shadowRoot.querySelector('.panel').textContent"
    assert "= 1 · 2 + 2 · (−1)" in firefox.evaluate(told)
    marked = "[...clip.shadowRoot.querySelectorAll('.boxes > *')].map((box) => box.className)"
    assert firefox.evaluate(marked).count("chosen") == 1
    assert firefox.evaluate("document.querySelector('video').textTracks[0].cues.length") == 1


def test_from_a_disk(firefox: Firefox, folder: Path, site: str) -> None:
    firefox.open(f"{folder.as_uri()}/firefox.html")
    assert firefox.evaluate("document.querySelector('attention-clip').ready")
    assert firefox.evaluate("document.querySelector('attention-clip').show(90)") == 90
