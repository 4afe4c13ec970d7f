from __future__ import annotations

from itertools import pairwise

import pytest
from manim import Square, VGroup

from scenes.stage.layout import spread


def test_what_overlaps_moves_apart_and_the_rest_stays() -> None:
    row = VGroup(*(Square(1).set_x(x) for x in (-5, 0, 0.2, 0.9, 8)))
    spread(row, gap=0.1)
    gaps = [b.get_left()[0] - a.get_right()[0] for a, b in pairwise(row)]
    assert min(gaps) == pytest.approx(0.1, abs=1e-3)
    assert [square.get_x() for square in (row[0], row[4])] == [-5, 8]
    assert row[1].get_x() + row[2].get_x() + row[3].get_x() == pytest.approx(1.1)
