"""Chapter 24 shows the recorded heads where they stand, and counts what is not recorded."""

from __future__ import annotations

import numpy as np
import pytest
from safetensors.numpy import load_file

from attention_math import costs, senses
from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.unicorn import Unicorn
from scenes.pieces.patterns_at_scale.head_wall import HeadWall
from scenes.pieces.patterns_at_scale.look import Look
from scenes.pieces.patterns_at_scale.numbers import BLOCK, Numbers
from scenes.stage.layout import Room
from tests.stage import numerals, texts

ROLES = load_file(senses.FILE)["roles"]
WINDOW = Room(-6.0, 6.0, -3.0, 3.0)


@pytest.fixture(scope="module")
def seen() -> dict[str, dict]:
    """Rehearse once, and note of each beat what its last picture says."""
    found: dict[str, dict] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        parts = [part for one in chapter.mobjects for part in one.get_family()]
        found[beat.name] = {
            "numbers": [n.value for n in numerals(chapter) if n.citation],
            "texts": [str(text.text) for text in texts(chapter)],
            "unicorns": [part.height for part in parts if isinstance(part, Unicorn)],
        }

    rehearse("PatternsAtScale", look)
    return found


def test_counts_and_shares_are_those_of_hand_and_file(seen: dict[str, dict]) -> None:
    assert {49, 7} == set(seen["question"]["numbers"])
    assert {1024, 1024**2} < set(seen["growing"]["numbers"])
    assert {ROLES[0, 2, 1], ROLES[1, 8, 2]} == set(np.float16(seen["place"]["numbers"]))
    assert {96, 96**2} <= set(seen["all"]["numbers"])
    assert {7, 49, 96**2 * 2048**2} < set(seen["answer"]["numbers"])


def test_it_says_what_was_measured(seen: dict[str, dict]) -> None:
    assert {*costs.load_costs().machine} < {*seen["time"]["texts"]}
    assert {"512 tokens, blocks of 8"} < {*seen["head"]["texts"]}
    assert "counted, not measured" in seen["all"]["texts"]


def test_the_unicorn_is_as_large_as_its_head_is_seen(seen: dict[str, dict]) -> None:
    small, large = (seen[beat]["unicorns"][0] for beat in ("all", "somewhere"))
    assert small < 0.1 < 3 < large
    assert "unicorns" in seen["head"] and not seen["head"]["unicorns"]


@pytest.fixture(scope="module")
def wall() -> HeadWall:
    return HeadWall(Numbers.of(7).patterns, BLOCK, (96, 96), WINDOW)


@pytest.mark.parametrize("look", [Look(6.0, 3.0, 0.9), Look(1.2, 0.5, 5.0), Look(11.0, 5.2, 2.0)])
def test_a_cell_stands_where_its_head_does_and_none_outside(wall: HeadWall, look: Look) -> None:
    shown = wall.look(look).map
    assert abs(shown.get_left()[0]) <= 6 + look.side / BLOCK
    assert abs(shown.get_bottom()[1]) <= 3 + look.side / BLOCK
    rows, columns = shown.quantity.shape
    corner = shown.get_corner([-1, 1, 0])
    first = shown.quantity.cite(0, 0).index
    at = np.array([first[1], first[0]]) / BLOCK
    assert corner == pytest.approx(wall.at(*at))
    assert shown.width / columns == pytest.approx(look.side / BLOCK)
    due = theme.weight_color(shown.quantity.values[rows // 2, columns // 2]).to_int_rgb()
    assert np.abs(shown.pixels[rows // 2, columns // 2].astype(int) - due).max() <= 1


def test_a_flight_keeps_the_nearer_point_on_its_way() -> None:
    near, far = Look(1.0, 1.0, 4.0), Look(48.0, 48.0, 0.05)
    offsets = [
        (1.0 - seen.across) * seen.side
        for seen in (near.towards(far, alpha) for alpha in (0, 0.25, 0.5, 0.75, 1))
    ]
    assert np.diff(offsets) == pytest.approx(4 * [-47 * 0.05 / 4])
    assert far.towards(near, 1) == near and near.towards(far, 0) == near


def test_another_window_moves_nothing(wall: HeadWall) -> None:
    before = wall.look(Look(6.0, 3.0, 0.4)).at(2.0, 1.0)
    wall.show_in(Room(-6.0, 0.0, -3.0, 3.0))
    assert wall.at(2.0, 1.0) == pytest.approx(before)
    wall.room = WINDOW
