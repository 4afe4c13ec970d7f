"""A picture is a fill: coloured by its law, averaged by area, faded and mixed as colours are."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import partial

import numpy as np
import pytest
from manim import BLUE, RED, Circle, Rectangle, Square, Transform
from manim.utils.bezier import interpolate

from scenes import theme
from scenes.stage.drawing.pixels import Law, PixelFill, Pixels, corners_of
from scenes.stage.text import formula

RANDOM = np.random.default_rng(4)
FIRST = Pixels(RANDOM.integers(256, size=(3, 4, 3)))
SECOND = Pixels(RANDOM.integers(256, size=(5, 2, 3)))


def shares(fill: PixelFill) -> dict[Pixels, float]:
    return {pixels: pytest.approx(share) for pixels, share in fill.pictures}


@pytest.mark.parametrize(
    ("law", "values"),
    [
        (theme.weight_color, RANDOM.random((60, 70))),
        (partial(theme.score_color, limit=2.0), RANDOM.normal(size=(60, 70))),
        (partial(theme.size_color, limit=3.0, hue=theme.KEY), RANDOM.normal(size=(1, 999))),
        (theme.sign_color, RANDOM.integers(-3, 4, size=(9, 9))),
        (partial(theme.score_color, limit=1.0),
         np.where(np.tri(20) > 0, RANDOM.normal(size=(20, 20)), -np.inf)),
        (theme.weight_color, np.zeros((2, 3))),
    ],
)  # fmt: skip
def test_every_entry_has_the_colour_of_its_law(law: Law, values: np.ndarray) -> None:
    one_by_one = [law(float(value)).to_int_rgb() for value in values.flat]
    np.testing.assert_array_equal(Pixels.of(values, law).colors.reshape(-1, 3), one_by_one)


def test_the_law_is_not_asked_for_each_of_very_many_entries() -> None:
    asked = []
    Pixels.of(RANDOM.random((300, 300)), lambda v: asked.append(v) or theme.weight_color(v))
    assert len(asked) < 300 * 300 / 10


def test_copies_share_pixels_that_nobody_can_change() -> None:
    assert deepcopy(FIRST) is FIRST
    fill = PixelFill(FIRST)
    assert deepcopy(fill).pictures[0][0] is fill.copy().pictures[0][0] is FIRST
    with pytest.raises(ValueError, match="read-only"):
        FIRST.colors[0, 0] = 0


def test_fills_mix_as_manim_interpolates_colours() -> None:
    mixed = interpolate(PixelFill(FIRST), PixelFill(SECOND), 0.25)
    assert shares(mixed) == {FIRST: 0.75, SECOND: 0.25}
    again = interpolate(mixed, PixelFill(FIRST), 0.5)
    assert shares(again) == {FIRST: 0.875, SECOND: 0.125}


def test_a_mixture_weighs_opacities() -> None:
    mixed = interpolate(PixelFill(FIRST), PixelFill(SECOND, opacity=0.5), 0.5)
    assert mixed[0, 3] == pytest.approx(0.75)
    assert shares(mixed) == {FIRST: 2 / 3, SECOND: 1 / 3}
    unseen = interpolate(PixelFill(FIRST, opacity=0.0), PixelFill(SECOND, opacity=0.0), 0.25)
    assert shares(unseen) == {FIRST: 0.75, SECOND: 0.25}


@pytest.mark.parametrize("color", [RED, BLUE])
def test_a_plain_colour_mixes_with_a_picture(color: object) -> None:
    plain = Square(fill_color=color, fill_opacity=1).fill_rgbas
    for mixed, share in (
        (interpolate(plain, PixelFill(FIRST), 0.25), 0.75),
        (interpolate(PixelFill(FIRST), plain, 0.25), 0.25),
    ):
        (flat,) = (pixels for pixels, _share in mixed.pictures if pixels is not FIRST)
        assert shares(mixed)[flat] == share
        np.testing.assert_allclose(flat.colors[0, 0] / 255, color.to_rgb(), atol=1 / 255)


def test_an_opacity_can_be_set_and_the_picture_stays() -> None:
    square = Square()
    square.fill_rgbas = PixelFill(FIRST)
    square.set_opacity(0.3).fade(0.5)
    assert square.get_fill_opacity() == pytest.approx(0.15)
    assert shares(square.fill_rgbas) == {FIRST: 1.0}


def test_other_arithmetic_gives_plain_numbers() -> None:
    fill = PixelFill(FIRST)
    for result in (fill * fill, fill + 0.1, fill - fill, fill.sum(axis=0), fill[:, 3] > 0):
        assert not getattr(result, "pictures", ())
    assert np.sum(fill[:, 3]) == 2
    fill *= 0.5
    assert fill[0, 3] == 0.5
    assert shares(fill) == {FIRST: 1.0}


@pytest.mark.parametrize(
    "other",
    [
        Circle,
        lambda: formula("B")[0],
        lambda: Rectangle().insert_n_curves(8),
    ],
)
def test_corners_are_found_where_a_path_was_cut_for_another(other: Callable) -> None:
    rectangle = Rectangle(width=4, height=2)
    there = Transform(other(), rectangle)
    there.begin()
    there.interpolate(1)
    back = Transform(rectangle, other())
    back.begin()
    back.interpolate(0)
    for shape in (there.mobject, rectangle):
        np.testing.assert_allclose(
            corners_of(shape), [[-2, 1, 0], [2, 1, 0], [-2, -1, 0]], atol=1e-6
        )
