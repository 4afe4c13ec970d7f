"""In the space of words the genders lie apart, at one unit, and no name stands on a dot."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from attention_math.directions import word_space
from attention_math.training.grammar import NOUNS
from scenes import theme
from scenes.mobjects.space_of_words import SpaceOfWords, hue_of_kind
from scenes.stage.derive import derive

SPACE = derive(word_space, "agreement", source="agreement vocabulary")


@pytest.fixture(scope="module")
def space() -> SpaceOfWords:
    return SpaceOfWords(SPACE, width=9, height=5.2)


def test_a_unit_is_as_long_across_as_up(space: SpaceOfWords) -> None:
    origin = space.at(0, 0)
    assert np.linalg.norm(space.at(1, 0) - origin) == pytest.approx(space.unit)
    assert np.linalg.norm(space.at(0, 1) - origin) == pytest.approx(space.unit)
    assert max(space.x_axis.width / 9, space.y_axis.height / 5.2) == pytest.approx(1)


def test_nouns_stand_on_the_side_of_their_gender(space: SpaceOfWords) -> None:
    across = {noun.english: space.dots[space.number_of(noun.english)].get_x() for noun in NOUNS}
    feminine = [across[noun.english] for noun in NOUNS if noun.feminine]
    assert min(feminine) > max(across[noun.english] for noun in NOUNS if not noun.feminine)
    assert space.number_of("unicorn") is None


def test_kinds_have_their_colours(space: SpaceOfWords) -> None:
    assert len(space.of_kind("noun")) == len(NOUNS)
    car, white = map(space.number_of, ("car", "white"))
    assert [hue_of_kind(space.kinds[i]) for i in (car, white)] == [theme.FEMININE, theme.INK]
    assert car in space.of_kind("feminine noun") and white in space.of_kind("adjective")


def test_names_stand_free_beside_their_words(space: SpaceOfWords) -> None:
    cat = space.number_of("cat")
    names = space.names([cat, *space.of_kind("noun")])
    assert names[0].text == "cat" and len(names) > 15
    boxes = [(one.get_left()[0], one.get_right()[0], one.get_bottom()[1], one.get_top()[1])
             for one in names]  # fmt: skip
    for (left, right, low, high), (start, end, foot, head) in combinations(boxes, 2):
        assert right < start or end < left or high < foot or head < low
    assert np.linalg.norm(names[0].get_center() - space.dots[cat].get_center()) < 0.6


def test_what_else_is_to_stand_in_it_finds_room() -> None:
    far = derive(np.negative, SPACE.places[:1]) * 4
    wide = SpaceOfWords(SPACE, far, width=9, height=5.2)
    end = wide.at(*far.values[0])
    assert wide.x_axis.get_left()[0] < end[0] < wide.x_axis.get_right()[0]
    assert np.allclose(wide.lit(far[0]).get_center(), end)
    step = wide.step(SPACE.places[0], far[0], color=theme.POSITIVE)
    assert np.allclose(step.get_end()[:2], end[:2], atol=1e-6)
