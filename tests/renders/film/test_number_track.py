"""What a clip's numbers say of it: when each can be read, where it stands, and of what it is."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from manim import DOWN, RIGHT, FadeIn, FadeOut, Scene, config

from renders.film.clip import Settings, describe_numbers, survey
from renders.film.number_track import SAMPLE_EVERY
from renders.film.plan import plan
from renders.film.quality import Quality
from renders.fingerprint import Inputs
from scenes.stage.cited import Citation, Declared
from scenes.stage.text import Numeral
from scenes.storyboard import Entry

RATE = Quality.low.frame.rate
PICTURES: list[np.ndarray] = []


class Counts(Scene):
    """One number stands, moves and goes; another is hidden; a third is no measurement."""

    def construct(self) -> None:
        shown = Numeral(Citation("here", "head1.weights", (2, 0), 0.416), size=1.0)
        hidden = Numeral(Citation("here", "head1.masked", (0, 1), -np.inf), size=0.6)
        constant = Numeral(3, decimals=0, declared=Declared("tick"))
        self.wait(0.4)
        self.add(shown.shift([-3, 1, 0]))
        self.wait(0.8)
        PICTURES.append(self.renderer.get_frame())
        self.play(shown.animate.shift(4 * RIGHT + DOWN), run_time=1)
        self.play(FadeIn(hidden.shift([0, 2, 0]), constant), run_time=0.4)
        self.wait(0.6)
        self.play(FadeOut(shown), run_time=0.4)
        self.wait(0.4)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("numbers")
    counts = Entry(1, "Counts", __name__, 4, "that numbers are kept")
    settings = Settings(Quality.low, folder)
    with survey([counts], [Inputs({})], settings) as (clip,):
        ((_, chunk),) = plan([clip], settings, processes=1, shares_disk=True)
        chunk.make(lambda frames: None)
        return json.loads(describe_numbers(clip.reread(), settings))


def interval(seen: dict[str, Any], moment: float) -> dict[str, Any]:
    (found,) = [one for one in seen["intervals"] if one["start"] <= moment < one["end"]]
    return found


def test_the_file_says_which_clip_it_is_of(seen: dict[str, Any]) -> None:
    assert (seen["chapter"], seen["width"], seen["height"]) == ("Counts", 854, 480)
    assert seen["seconds"] == pytest.approx(4.0, abs=1 / RATE)


def test_every_source_is_listed_once(seen: dict[str, Any]) -> None:
    assert seen["sources"] == [{"label": "here", "command": None}]  # nobody knows how to ask


def test_a_number_that_stands_is_one_interval(seen: dict[str, Any]) -> None:
    first = seen["intervals"][0]
    assert first["start"] == pytest.approx(0.4, abs=1 / RATE)
    assert first["end"] == pytest.approx(1.2, abs=SAMPLE_EVERY + 1 / RATE)
    (number,) = first["numbers"]
    assert {key: number[key] for key in ("source", "tensor", "index", "value", "text")} == {
        "source": "here",
        "tensor": "head1.weights",
        "index": [2, 0],
        "value": 0.416,
        "text": "0.42",
    }


def test_a_box_is_where_the_number_is_drawn(seen: dict[str, Any]) -> None:
    left, top, right, bottom = interval(seen, 0.6)["numbers"][0]["box"]
    rows, columns = np.nonzero(PICTURES[0][..., :3].max(axis=-1) > 60)
    pixel = 1.5 / 480
    assert left == pytest.approx(columns.min() / 854, abs=pixel)
    assert right == pytest.approx((columns.max() + 1) / 854, abs=pixel)
    assert top == pytest.approx(rows.min() / 480, abs=pixel)
    assert bottom == pytest.approx((rows.max() + 1) / 480, abs=pixel)


def test_a_number_that_moves_is_followed(seen: dict[str, Any]) -> None:
    moving = [one for one in seen["intervals"] if 1.2 <= one["start"] < 2.2]
    lefts = [one["numbers"][0]["box"][0] for one in moving]
    assert len(moving) >= 4
    assert lefts == sorted(lefts)
    assert lefts[-1] - seen["intervals"][0]["numbers"][0]["box"][0] == pytest.approx(
        4 / config.frame_width, abs=0.06
    )


def test_infinity_is_a_string_and_a_declared_number_is_none(seen: dict[str, Any]) -> None:
    numbers = interval(seen, 2.9)["numbers"]
    assert {number["text"]: number["value"] for number in numbers} == {
        "0.42": 0.416,
        "−∞": "-inf",
    }


def test_a_number_that_has_gone_is_gone(seen: dict[str, Any]) -> None:
    last = seen["intervals"][-1]
    assert last["end"] == seen["seconds"]
    assert [number["text"] for number in last["numbers"]] == ["−∞"]


def test_intervals_follow_each_other_and_differ(seen: dict[str, Any]) -> None:
    for before, after in zip(seen["intervals"], seen["intervals"][1:], strict=False):
        assert before["end"] == after["start"]
        assert before["numbers"] != after["numbers"]
