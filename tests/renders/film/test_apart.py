"""The picture taken apart: each object alone, the rest without it, and together the whole."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator

import numpy as np
import pytest
from manim import RIGHT, UP, Scene, Square, VGroup, tempconfig
from PIL import Image

from renders.film.apart import identify, take_apart
from scenes.stage.carrying import Carrying
from scenes.stage.cited import Quantity, Word
from scenes.stage.claims import Encoding, shows
from scenes.stage.refusal import StageError
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral, Text

WEIGHTS = Quantity("a model", "weights", np.array([[0.25, 0.75]]))


def pixels(png: str) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(png)))).astype(int)


@pytest.fixture(autouse=True)
def small_frames() -> Iterator[None]:
    with tempconfig({"pixel_width": 142, "pixel_height": 80, "dry_run": True}):
        yield


def bar(index: int) -> Rectangle:
    return shows(Rectangle(), Encoding(WEIGHTS.cite(0, index), "width", float))


def test_parts_laid_over_the_rest_are_the_whole_picture() -> None:
    scene, word = Carrying(), Text("cat", size=2.0).shift(2 * RIGHT)
    ground = Square(color="#ff0000", fill_opacity=1).shift(2 * RIGHT)
    scene.add(ground, word)
    scene.leave_with(word)
    side = take_apart(scene, "leaves_with")
    (part,) = side.parts
    assert part.what == "cat"
    left, top, right, bottom = part.box
    # A unit of the frame is 10 pixels: the word's middle stands two of them right of the middle.
    assert (left + right) / 2 == pytest.approx(71 + 2 * 142 / 14.222, abs=1)
    assert part.anchor == pytest.approx(part.box, abs=1)
    canvas, alone = pixels(side.rest), pixels(part.png)
    assert canvas[40, 91].tolist() == [255, 0, 0]
    place = canvas[top:bottom, left:right]
    place[:] = place * (255 - alone[..., 3:]) / 255 + alone[..., :3]
    scene.camera.capture_mobjects(scene.mobjects)
    assert np.abs(canvas - scene.camera.pixel_array[..., :3]).max() <= 2


def test_around_an_object_there_is_nothing_at_all() -> None:
    scene, word = Carrying(), Text("i", size=2.0)
    scene.open_with(word)
    (part,) = take_apart(scene, "opens_with").parts
    alone = pixels(part.png)
    assert (alone[..., :3] <= alone[..., 3:]).all()


def test_what_may_travel_is_known_by_its_words_and_by_what_it_shows() -> None:
    cited = Quantity("a model", "tokens", np.array(["cat"])).cite(0)
    assert identify(Text("cat")) == identify(Text(Word(cited))) == "cat"
    assert (
        identify(Numeral(WEIGHTS.cite(0, 0))) == identify(bar(0)) == "a model weights[0, 0] = 0.25"
    )
    assert identify(bar(0)) != identify(bar(1))
    assert identify(VGroup(bar(1), bar(0))) == identify(VGroup(bar(0), bar(1)))


def test_the_same_place_of_another_sentence_is_something_else() -> None:
    other = Quantity("a model", "weights", np.array([[0.26, 0.74]]))
    assert identify(Numeral(WEIGHTS.cite(0, 0))) != identify(Numeral(other.cite(0, 0)))


def test_nothing_is_invented() -> None:
    scene = Carrying()
    scene.leave_with(Text("cat"))
    with pytest.raises(StageError, match="Carrying leaves with “cat”, which is not on stage"):
        take_apart(scene, "leaves_with")
    scene.open_with(Square())
    with pytest.raises(StageError, match="opens with a Square without a word or a cited value"):
        take_apart(scene, "opens_with")
    scene.open_with(Text("cat").shift(50 * UP))
    with pytest.raises(StageError, match="“cat”, which cannot be seen"):
        take_apart(scene, "opens_with")


def test_a_scene_that_carries_nothing_has_no_side() -> None:
    assert take_apart(Scene(), "opens_with") is None
    assert take_apart(Carrying(), "opens_with") is None
