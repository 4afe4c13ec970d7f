"""A vector may be set as text is, line by line, and then each line is judged by itself."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from renders.checks.named import Item
from renders.checks.ordered import judge_order
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Rectangle
from scenes.theme import proportional

LINES = [(0, 0), (1, 0), (2, 0), (0, -2), (1, -2), (2, -2)]


def found(feet: list[tuple[float, float]]) -> list[str]:
    """Judge bars of one vector, the first of them ever higher, that stand at these places."""
    bars, items = [], []
    for place, (x, y) in enumerate(feet):
        cited = Citation("s", "counts", (place,), 0.5 + place / 10)
        bar = Rectangle(width=0.5, height=cited.value)
        bar.move_to([x, y, 0], aligned_edge=[0, -1, 0])
        bars.append(shows(bar, Encoding(cited, "height", proportional, group="bars")))
        items.append(Item(bar, cited, {}))
    stage = [SimpleNamespace(get_family=lambda: bars, submobjects=bars)]
    return [problem.check for problem in judge_order(stage, items)]


def test_equal_lines_below_each_other_are_in_order() -> None:
    assert found(LINES) == []
    assert found(LINES[:5]) == []


@pytest.mark.parametrize(
    "feet",
    [
        [*LINES[:3], LINES[4], LINES[3], LINES[5]],  # a line out of order
        [*LINES[3:], *LINES[:3]],  # the second line above the first
        [*LINES[:4], (1, -2.3), LINES[5]],  # a bar below its line's floor
        [LINES[0], *LINES[3:]],  # lines of other lengths
    ],
)
def test_what_is_no_text_is_still_found(feet: list[tuple[float, float]]) -> None:
    assert "order" in found(feet)
