"""Chapter 8 turns hands as trigonometry does, and adds what torch adds."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pytest
import torch

from attention_math.positions import sinusoid_table, wavelengths
from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.word_plus_position.clocks import Clock
from scenes.pieces.word_plus_position.cut import Cut
from scenes.pieces.word_plus_position.lane import corners
from scenes.pieces.word_plus_position.row_sum import RowSum
from scenes.pieces.word_plus_position.waves import Waves
from scenes.pieces.word_plus_position.wheel import Wheel
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import Encoding, Placement
from scenes.stage.layout import stage
from scenes.stage.text import Numeral
from tests.stage import numerals

NEAR, FAR = (Quantity("positions", f"table{n}", sinusoid_table(n, 4, 2)) for n in (9, 41))


def waves() -> Waves:
    lengths = Quantity("positions", "lengths", wavelengths(4))
    return Waves(stage(), NEAR, FAR, lengths, (2, 2))


def test_a_hand_turns_as_a_clocks_does() -> None:
    clock = Clock(NEAR[:, :2], radius=1.5)
    for step in range(len(NEAR)):
        clock.show(step)
        away = clock.hand.get_end() - clock.plane.at(0, 0)
        expected = 1.5 * np.array([math.sin(step / 2), math.cos(step / 2), 0])
        assert away == pytest.approx(expected)
        assert clock.tip.get_center() == pytest.approx(clock.hand.get_end())


def test_a_wave_is_as_high_as_its_hand_near_and_far() -> None:
    drawn = waves()
    for seen, per_place in ((drawn.read(9), 2), (drawn.see(20), 2)):
        for pair, lane in enumerate(seen.lanes):
            corners = lane.curve.claim.anchors(lane.curve)
            for step, corner in enumerate(corners):
                place = step / per_place
                assert corner == pytest.approx(lane.at(place, math.cos(place / 100**pair)))
    assert drawn.lanes[0].x_range == (0.0, 20.0)


def test_a_wave_with_many_turns_is_drawn_thinner() -> None:
    lane = waves().lanes[0]
    usual, dense = (lane.hold(places).curve.get_stroke_width() for places in (20, 315))
    assert dense == pytest.approx(usual / 2, rel=0.01)


def test_a_cut_takes_across_and_up_of_every_hand() -> None:
    vectors = {place: NEAR[2 * place] for place in (0, 3)}
    cut = Cut(waves(), vectors, [Declared("place")] * 2, 1.0)
    for place, cells in zip(vectors, cut.columns, strict=True):
        values = [cell.claim.citation.value for cell in cells]
        expected = [f(place / 100**pair) for pair in range(2) for f in (math.sin, math.cos)]
        assert values == pytest.approx(expected)
        heights = [cell.get_y() for cell in cells]
        assert heights == sorted(heights, reverse=True)


def test_a_cut_goes_along_with_the_waves() -> None:
    drawn = waves()
    cut = Cut(drawn, {0: NEAR[0]}, [Declared("place")], 1.0)
    for move in cut.sweeping(3):
        move.begin()
        move.finish()
    assert cut.line.get_x() == pytest.approx(drawn.lanes[0].at(3, 0)[0])
    for pair, (dot, lane) in enumerate(zip(cut.dots, drawn.lanes, strict=True)):
        assert dot.get_center() == pytest.approx(lane.at(3, math.cos(3 / 100**pair)))


def test_a_wheel_leaves_its_dots_on_its_rim_and_spans_the_way_from_the_first() -> None:
    called = dict.fromkeys((0, 6), Declared("place"))
    turn = Quantity("positions", "lengths", wavelengths(4)).cite(0)
    wheel = Wheel(stage(), NEAR[:, :2], 2, called, turn).read(6)
    centre, radius = wheel.clock.plane.at(0, 0), wheel.clock.radius
    for place, dot in enumerate(wheel.dots):
        expected = radius * np.array([math.sin(place), math.cos(place), 0])
        assert dot.get_center() - centre == pytest.approx(expected)
    start, end = corners(wheel.gap)
    assert np.linalg.norm(end - start) == pytest.approx(radius * 2 * math.sin(3 / 2))


def test_a_row_and_that_of_its_place_are_joined_to_one_scale() -> None:
    values = np.array([0.5, -1.0]), np.array([1.0, 0.25]), np.array([1.5, -0.75])
    rows = [Quantity("t", name, one) for name, one in zip("wpt", values, strict=True)]
    added = RowSum(stage(), "the", Numeral(4, declared=Declared("place")), rows, 2.0)
    for cells, row in zip((added.word, added.place, added.total), values, strict=True):
        fills = [cell.get_fill_color() for cell in cells]
        assert fills == [theme.score_color(value, 2.0) for value in row]
    assert added.total.height == pytest.approx(added.word.height + added.place.height)


def test_six_is_near_zero_on_one_wheel_less_so_on_the_next_and_the_sum_is_torchs() -> None:
    wedges: list[float] = []
    turns: list[float] = []
    summed: dict[int, list[float]] = defaultdict(list)

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "slower":
            turns.extend(one.value for one in numerals(chapter) if one.citation)
            gaps = (one for one in chapter.get_mobject_family_members() if isinstance(one, Wheel))
            wedges.extend(np.linalg.norm(np.subtract(*corners(one.gap))) / one.clock.radius
                          for one in gaps)  # fmt: skip
        for one in chapter.get_mobject_family_members() if beat.name == "sum" else ():
            if isinstance(claim := getattr(one, "claim", None), Encoding):
                assert claim.citation.tensor == "query_side.embeddings"
                summed[claim.citation.index[0]].append(claim.citation.value)

    chapter = rehearse("WordPlusPosition", look)
    assert turns == pytest.approx([2 * math.pi, 20 * math.pi])
    assert wedges == pytest.approx([2 * math.sin(6 / 10**hand / 2) for hand in range(2)])
    table = torch.tensor(chapter.trace.query_side.token_embeddings)
    place = torch.tensor(sinusoid_table(5, 8)[4], dtype=torch.float32)
    first, second = (chapter.input(at).values for at in chapter.places[1:])
    assert second == pytest.approx((table[4] + place).numpy(), abs=1e-6)
    assert summed[4] == pytest.approx((table[4] + place).tolist(), abs=1e-6)
    assert summed[0] == pytest.approx(first.tolist())
    assert torch.equal(table[0], table[4])
    assert not np.allclose(first, second)


def test_both_places_take_the_word_a_step_through_the_space() -> None:
    steps: list[Placement] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name in ("space", "answer"):
            family = (part for one in chapter.mobjects for part in one.get_family())
            claims = (getattr(part, "claim", None) for part in family)
            steps.extend(one for one in claims if isinstance(one, Placement))

    chapter = rehearse("WordPlusPosition", look, sentence="heavy box")
    space, inputs = chapter.space, [chapter.input(place).values for place in range(2)]
    expected = [(one - space.center.values) @ space.axes.values.T for one in inputs]
    found = [[value.value for value in one.places[-1]] for one in steps if len(one.places) == 2]
    for place in expected:
        assert any(np.allclose(place, other, atol=1e-5) for other in found)
