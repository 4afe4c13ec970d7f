"""Icons keep one look at any size, and a hue that the checks know to be theirs."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Scene

from renders.checks.placed import _judge_claims
from scenes import theme
from scenes.mobjects.icons import ROLES, Icon
from scenes.stage.claims import Furniture


@pytest.mark.parametrize("role", ROLES)
def test_an_icon_is_as_high_as_asked_and_the_same_picture_at_any_size(role: str) -> None:
    small, large = Icon(role, height=0.3), Icon(role, height=3)
    assert small.height == pytest.approx(0.3)
    np.testing.assert_allclose(10 * small.points, large.points, atol=1e-6)
    assert small.get_stroke_width() == 0
    assert 0.6 < large.width / large.height < 1.5


def test_only_the_hue_of_its_role_is_furniture() -> None:
    icons = [Icon(role) for role in ROLES]
    assert {icon.get_fill_color() for icon in icons} == {theme.QUERY, theme.KEY, theme.VALUE}
    assert not [*_judge_claims(icons, icons)]
    icons[0].set_fill(theme.KEY)
    assert [problem.check for problem in _judge_claims(icons, icons)] == ["claim"]


def test_a_copy_on_stage_is_furniture_too() -> None:
    scene = Scene()
    scene.add(Icon("query").copy())
    assert scene.mobjects[0].claim == Furniture("icon", of="query")
