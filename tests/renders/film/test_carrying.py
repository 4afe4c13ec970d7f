"""Seams: what both sides show travels from box to box, and what else there is dissolves."""

from __future__ import annotations

import base64
import io
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from renders.film.carrying import Seam, between, onto
from renders.film.taken_apart import Cutout, TakenApart, common

HEIGHT, WIDTH = 60, 100
RED, GREEN, BLUE = (200, 0, 0), (0, 200, 0), (0, 0, 200)

Box = tuple[int, int, int, int]


def png(pixels: np.ndarray) -> str:
    file = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(file, "png")
    return base64.b64encode(file.getvalue()).decode()


def part(what: str, box: Box, color: tuple[int, int, int]) -> Cutout:
    """Return a full rectangle as an object."""
    left, top, right, bottom = box
    full = np.broadcast_to((*color, 255), (bottom - top, right - left, 4))
    return Cutout(what, box, box, png(full))


def side(*parts: Cutout, rest: Box = (0, 0, 0, 0)) -> TakenApart:
    """Return a black picture with a green rectangle, and parts on it."""
    pixels = np.zeros((HEIGHT, WIDTH, 3))
    pixels[rest[1] : rest[3], rest[0] : rest[2]] = GREEN
    return TakenApart(png(pixels), parts)


def box_of(channel: np.ndarray) -> Box:
    """Find where a channel is at least half of what it is at most."""
    rows, columns = (np.flatnonzero((channel >= 100).any(axis=axis)) for axis in (1, 0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


OLD, NEW = (10, 10, 20, 20), (60, 20, 80, 40)


@pytest.mark.parametrize(("time", "box"), [(0.0, OLD), (0.5, (35, 15, 50, 30)), (1.0, NEW)])
def test_it_stands_between_its_two_places(time: float, box: Box) -> None:
    seam = Seam(side(part("cat", OLD, RED)), side(part("cat", NEW, RED)))
    red = seam.picture(time)[..., 0]
    assert box_of(red) == box
    assert red.max() == 200  # and is never pale


def test_it_turns_from_one_look_into_the_other() -> None:
    seam = Seam(side(part("cat", OLD, RED)), side(part("cat", OLD, BLUE)))
    red, _, blue, _ = np.array([seam.picture(time)[15, 15] for time in (0.0, 0.5, 1.0)]).T
    assert (red.tolist(), blue.tolist()) == ([200, 100, 0], [0, 100, 200])


def test_the_rest_is_gone_in_the_middle_and_whole_at_both_ends() -> None:
    rest = (70, 5, 90, 15)
    seam = Seam(side(part("cat", OLD, RED), rest=rest), side(part("cat", NEW, RED)))
    green = [seam.picture(time)[10, 80, 1] for time in (0.0, 0.2, 0.4, 1.0)]
    assert green == [200, 100, 0, 0]
    back = Seam(side(part("cat", OLD, RED)), side(part("cat", NEW, RED), rest=rest))
    assert [back.picture(time)[10, 80, 1] for time in (0.0, 0.5, 1.0)] == [0, 0, 200]


def test_what_stands_on_one_side_alone_dissolves_with_the_rest() -> None:
    cat, dog = part("cat", OLD, RED), part("dog", (40, 40, 50, 50), BLUE)
    seam = Seam(side(cat, dog), side(part("cat", NEW, RED)))
    assert [seam.picture(time)[45, 45, 2] for time in (0.0, 0.5, 1.0)] == [200, 0, 0]


def test_only_the_same_goes_over_and_each_of_a_kind_in_its_order() -> None:
    old = side(*(part(what, OLD, RED) for what in ("the", "cat", "the", "the")))
    new = side(*(part(what, NEW, RED) for what in ("dog", "the", "the")))
    pairs = [(old.parts.index(a), new.parts.index(b)) for a, b in common(old, new)]
    assert [(a.what, b.what) for a, b in common(old, new)] == [("the", "the")] * 2
    assert len(pairs) == 2
    assert common(old, side()) == []


def test_a_column_becomes_a_row_and_a_row_a_column_without_a_box_on_another() -> None:
    column = [(0, 10 * i, 8, 10 * i + 8) for i in range(5)]
    row = [(15 * i, 20, 15 * i + 12, 32) for i in range(5)]
    for old, new in ((column, row), (row, column)):
        badge = part("badge", (80, 0, 100, 5), BLUE)  # stays where it is
        seam = Seam(
            side(*(part(str(i), box, RED) for i, box in enumerate(old)), badge),
            side(*(part(str(i), box, RED) for i, box in enumerate(new)), badge),
        )
        for time in np.linspace(0, 1, 25):
            boxes = [between(a, b, time, seam.leading) for a, b in zip(old, new, strict=True)]
            for one, next_one in pairwise(boxes):
                apart = next_one[0] - one[2], next_one[1] - one[3]
                assert max(apart) >= -0.5


def test_letters_lie_on_letters_whatever_stands_around_them() -> None:
    # A word of 10 × 4 in a box with a margin of 5 goes where a bare word is twice as large.
    assert onto((0, 0, 20, 14), (5, 5, 15, 9), (50, 20, 70, 28)) == [40, 10, 80, 38]


def test_sides_of_two_sizes_are_refused() -> None:
    small = TakenApart(png(np.zeros((30, 50, 3))), ())
    with pytest.raises(ValueError, match="differ in size: render both anew"):
        Seam(side(), small)
