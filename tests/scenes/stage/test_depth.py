"""A turned stack is of parallelograms, each as far behind the first as it is deep."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Square

from scenes.stage.depth import Layers


def stack() -> Layers:
    return Layers(Square(2.0), Square(2.0), Square(2.0), apart=1.5)


def test_unturned_they_lie_on_each_other() -> None:
    layers = stack().show(0.0, 0.0)
    assert all(np.allclose(one.points, layers[0].points) for one in layers)


def test_turned_each_lies_as_far_behind_as_it_is_deep() -> None:
    turn, lift = 0.5, 0.3
    back, _, front = stack().show(turn, lift)
    way = 3.0 * np.array([np.sin(turn), np.cos(turn) * np.sin(lift), 0])
    assert back.get_center() - front.get_center() == pytest.approx(way)
    assert front.width == pytest.approx(2 * np.cos(turn))


def test_lines_that_were_parallel_stay_so() -> None:
    first, second, third, fourth = stack().show(0.7, 0.4)[0].get_vertices()
    assert second - first == pytest.approx(third - fourth)
    assert third - second == pytest.approx(fourth - first)


def test_turning_back_leaves_no_trace() -> None:
    layers = stack()
    before = [one.points.copy() for one in layers]
    layers.show(0.5, 0.3).show(0.0, 0.0)
    assert all(np.allclose(one.points, old) for one, old in zip(layers, before, strict=True))
