"""Colours can be told apart and read; values map to what they should."""

from __future__ import annotations

import numpy as np
import pytest
from manim import BLACK, WHITE, ManimColor

from scenes import theme


def test_contrast_of_black_and_white_is_the_published_maximum() -> None:
    assert theme.contrast(BLACK, WHITE) == pytest.approx(21)


@pytest.mark.parametrize("ink", ["INK", "QUIET", "DIM", "ACCENT", "QUERY", "KEY", "VALUE", "WRONG"])
def test_every_ink_can_be_read_on_the_ground(ink: str) -> None:
    assert theme.contrast(getattr(theme, ink), theme.GROUND) >= 4.5
    assert theme.contrast(getattr(theme, ink), theme.PANEL) >= 4.3


@pytest.mark.parametrize("weight", np.linspace(0, 1, 21))
@pytest.mark.parametrize("hue", [theme.WEIGHT, *theme.HEADS])
def test_a_number_can_be_read_on_every_weight(weight: float, hue: ManimColor) -> None:
    ground = theme.weight_color(float(weight), hue)
    assert theme.contrast(theme.ink_on(ground), ground) >= 4.5


@pytest.mark.parametrize("score", np.linspace(-3, 3, 25))
def test_a_number_can_be_read_on_every_score(score: float) -> None:
    ground = theme.score_color(float(score), 3.0)
    assert theme.contrast(theme.ink_on(ground), ground) >= 4.5


def test_the_maps_are_proportional() -> None:
    assert theme.edge_width(0.5) == pytest.approx(theme.EDGE_WIDEST / 2)
    assert theme.dot_radius(0.25, 1.0) == pytest.approx(0.5)  # a quarter of the area
    assert theme.weight_color(0.0) == theme.PANEL
    assert theme.weight_color(1.0) == theme.WEIGHT
    assert theme.score_color(-np.inf, 1.0) == theme.HIDDEN
    assert theme.score_color(2.0, 2.0) == theme.POSITIVE
    assert theme.score_color(-2.0, 2.0) == theme.NEGATIVE


def test_dots_of_scores_are_as_large_as_their_size() -> None:
    assert theme.score_radius(-5.0, 20.0, 1.0) == pytest.approx(0.5)  # a quarter of the area
    assert theme.score_radius(20.0, 20.0, 1.0) == pytest.approx(1.0)
    assert theme.score_radius(-np.inf, 20.0, 1.0) < 0.02
    assert theme.sign_color(0.0) == theme.POSITIVE
    assert theme.sign_color(-0.1) == theme.NEGATIVE


def test_query_key_and_value_stay_apart_for_colour_deficient_eyes() -> None:
    """Red–green deficiency, simulated with the matrices of Viénot, Brettel and Mollon (1999)."""
    deuteranopia = np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]])
    protanopia = np.array([[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]])
    inks = [np.array(color.to_rgb()) ** 2.2 for color in (theme.QUERY, theme.KEY, theme.VALUE)]
    for matrix in (np.eye(3), deuteranopia, protanopia):
        seen = [np.clip(matrix @ ink, 0, 1) ** (1 / 2.2) for ink in inks]
        for first in range(3):
            for second in range(first):
                assert np.linalg.norm(seen[first] - seen[second]) > 0.2


@pytest.mark.parametrize("share", np.linspace(-1, 1, 21))
@pytest.mark.parametrize("hue", [theme.QUERY, theme.KEY, theme.VALUE])
def test_a_number_can_be_read_on_an_entry_of_every_size(share: float, hue: ManimColor) -> None:
    ground = theme.size_color(float(share), 1.0, hue)
    assert theme.contrast(theme.ink_on(ground), ground) >= 4.5
    assert ground == theme.size_color(-float(share), 1.0, hue)
