"""A beat that has become too large for a page is made smaller, and stands with the others."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import av
import numpy as np
import pytest
from manim import tempconfig

from renders.engine import fitting
from renders.engine.encoder import Encoder
from renders.engine.fitting import fit
from renders.engine.writer import SectionWriter, Window
from renders.film.concatenate import Footage, join

WIDTH, HEIGHT, RATE, FRAMES = 256, 144, 15, 90
SHARE = 0.7  # of its bytes are the limit for noise, of which little can be left out


def noise(frames: int = FRAMES, width: int = WIDTH, height: int = HEIGHT) -> list[np.ndarray]:
    """Cells without a pattern, a third of which are others in every frame."""
    rng, shape = np.random.default_rng(1), (height // 8, width // 8)
    cells, shown = rng.integers(0, 256, (*shape, 4), np.uint8), []
    for _ in range(frames):
        cells = np.where(rng.random((*shape, 1)) < 0.3, rng.integers(0, 256, cells.shape), cells)
        shown.append(np.kron(cells, np.ones((8, 8, 1))).astype(np.uint8))
    return shown


def written(pictures: list[np.ndarray]) -> bytes:
    height, width, _ = pictures[0].shape
    encoder = Encoder(width, height, RATE)
    for picture in pictures:
        encoder.write(picture)
    return encoder.close()


def errors(video: bytes, pictures: list[np.ndarray]) -> list[float]:
    """Tell how far each frame is from its picture."""
    with av.open(BytesIO(video)) as file:
        shown = [one.to_ndarray(format="rgb24").astype(float) for one in file.decode(video=0)]
    assert len(shown) == len(pictures)
    return [float(np.abs(a - b[..., :3]).mean()) for a, b in zip(shown, pictures, strict=True)]


def test_a_noisy_beat_keeps_the_limit_and_what_it_ends_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pictures = noise()
    large = written(pictures)
    monkeypatch.setattr(fitting, "MOST", round(SHARE * len(large)))
    small = fit(large)
    assert len(small) <= SHARE * len(large)
    before, after = errors(large, pictures), errors(small, pictures)
    assert after[-1] < 1.2 * before[-1]
    assert np.mean(after[:-2]) > np.mean(before[:-2])  # what is saved, is saved there


def test_it_is_joined_to_others_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = written(noise())
    monkeypatch.setattr(fitting, "MOST", round(SHARE * len(large)))
    beats = {"large.mp4": large, "small.mp4": fit(large)}
    for name, video in beats.items():
        (tmp_path / name).write_bytes(video)
    join([Footage(tmp_path / name) for name in beats], tmp_path / "whole.mp4", "Both")
    with av.open(str(tmp_path / "whole.mp4")) as whole:
        assert sum(1 for _ in whole.decode(video=0)) == 2 * FRAMES


def test_what_is_small_or_for_a_screen_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    small = written(noise())
    assert fit(small) is small
    monkeypatch.setattr(fitting, "MOST", 1)
    monkeypatch.setattr(fitting, "_encode", lambda *_: b"")
    screen = written(noise(2, fitting.LARGEST[0], fitting.LARGEST[1] + 16))
    assert fit(screen) is screen


@pytest.mark.parametrize("frames", [1, 2, 3])
def test_even_the_shortest_beat_can_be_encoded_anew(
    frames: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = noise(frames)
    monkeypatch.setattr(fitting, "MOST", 1)
    assert len(errors(fit(written(pictures)), pictures)) == frames


def test_every_section_that_is_written_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures, ended = noise(), []
    audience = SimpleNamespace(frame=lambda *_: None, end=lambda one: ended.append(one.video))
    monkeypatch.setattr(fitting, "MOST", round(SHARE * len(written(pictures))))
    with tempconfig({"pixel_width": WIDTH, "pixel_height": HEIGHT, "frame_rate": RATE}):
        writer = SectionWriter(SimpleNamespace(time=0.0), Window(), audience)
        for picture in pictures:
            writer.write_frame(picture)
        writer.finish()
    (video,) = ended
    assert len(video) <= fitting.MOST
