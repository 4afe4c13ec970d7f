"""A query that turns over its keys, K that turns over the grid: both show what torch computes."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from manim import LEFT, UP

from attention_math.principal import sweep_query
from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.dot_product_scores.near_keys import NearKeys
from scenes.pieces.dot_product_scores.pointer import Pointer
from scenes.pieces.dot_product_scores.score_bars import ScoreBars
from scenes.pieces.dot_product_scores.standing_keys import StandingKeys
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, Raster
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.shapes import Polygon
from tests.stage import numerals

WORDS = ("the", "white", "cat", "sees")


def drawn(seed: int = 3) -> tuple[Quantity, Quantity]:
    """A query and keys of four entries."""
    generator = np.random.default_rng(seed)
    query, key = generator.normal(size=4), generator.normal(size=(4, 4))
    return Quantity("s", "head1.query", query), Quantity("s", "head1.key", key)


def pointer(seed: int = 3) -> Pointer:
    query, key = drawn(seed)
    sweep = derive(sweep_query, query, key, steps=8, source="s")
    return Pointer(sweep, WORDS, stage().halves()[0], followed=1, start=4)


@pytest.mark.parametrize("step", range(8))
def test_the_query_turns_and_drops_a_line_to_every_key(step: int) -> None:
    shown = pointer().show(step)
    origin = shown.box.plane.at(0, 0)
    way = shown.query.get_end() - origin
    assert np.degrees(np.arctan2(way[0], way[1])) % 360 == pytest.approx(45 * step)
    ahead = [float((arrow.get_end() - origin) @ way) for arrow in shown.arrows]
    assert [np.sign(along) for along in ahead] == np.sign(shown.scores[step].values).tolist()
    length = np.linalg.norm(way)
    for drop, arrow, along in zip(shown.drops, shown.arrows, ahead, strict=True):
        assert drop.get_end() == pytest.approx(arrow.get_end(), abs=1e-6)
        led = (drop.get_end() - drop.get_start()) @ way / length
        assert led == pytest.approx(along / length, abs=1e-6)
        assert drop.get_start() @ way == pytest.approx(origin @ way, abs=1e-5)


def test_a_height_along_the_query_is_in_proportion_to_the_score() -> None:
    shown, (query, key) = pointer(), drawn()
    scores = torch.tensor(key.values) @ torch.tensor(query.values)
    ratios = [bar.height / abs(float(s)) for bar, s in zip(shown.heights, scores, strict=True)]
    assert ratios == pytest.approx([ratios[0]] * 4)


def test_only_keys_that_are_ahead_in_the_fan_or_beside_it_keep_their_names() -> None:
    shown = pointer()
    named = sorted({1, *(rival for _, rival in shown.fan.beyond)})
    assert [name.text for name in shown.names] == [WORDS[place] for place in named]
    assert sorted([*named, *shown.quiet]) == [0, 1, 2, 3]


def test_near_keys_fill_the_stage_at_the_scale_of_the_plane_in_which_they_shrink() -> None:
    query, key = drawn()
    near = NearKeys(derive(sweep_query, query, key, steps=8, source="s"), WORDS, stage())
    assert [name.text for name in near.names] == list(WORDS)
    sizes = [[arrow.get_length() for arrow in arrows] for arrows in (near.arrows, pointer().arrows)]
    ratios = np.divide(*sizes)
    assert ratios == pytest.approx([ratios[0]] * 4)
    assert ratios[0] > 1


@pytest.mark.parametrize("best", [395.0, 123456.0, 0.0, -1234.0])
def test_a_number_of_any_length_has_room_beside_its_bar(best: float) -> None:
    row = Quantity("s", "head1.scores", np.array([best, -2345.0, best - 5, best - 6]))
    room = stage().halves()[1]
    bars = ScoreBars(WORDS, row, limit=row.limit(), room=room)
    number = bars.write(row.cite(0), 0)
    closer = bars.come_closer(row, number)
    closer.begin()
    closer.interpolate(1)
    bars.put_beside(number, 0)
    assert number.text == str(int(best)).replace("-", "−")
    assert number.get_right()[0] <= room.right + 1e-6
    for name, bar in zip(bars.names, bars.bars, strict=True):
        assert name.get_right()[0] < min(bar.get_left()[0], number.get_left()[0])


def test_k_turns_rigidly_onto_its_columns() -> None:
    _, key = drawn()
    bars = ScoreBars(WORDS, key[:, 0], limit=3, room=stage().halves()[1])
    keys = StandingKeys(key, bars)
    corner, columns = np.array([-3.0, 2.0, 0.0]), RowLabels(WORDS, (1, 0, -1, -2))
    turning = keys.turn(corner, columns)
    before = [np.linalg.norm(strip.points - keys.strips[0].get_corner(LEFT + UP), axis=1)
              for strip in keys.strips]  # fmt: skip
    turning.begin()
    turning.interpolate(0.5)
    turning.interpolate(1)
    for place, strip in enumerate(keys.strips):
        assert strip.get_corner(LEFT + UP) == pytest.approx(corner + [place * bars.pitch, 0, 0])
        assert (strip.width, strip.height) == pytest.approx((bars.pitch, 1.5))
        after = np.linalg.norm(strip.points - corner, axis=1)
        assert after == pytest.approx(before[place])
    for name, label in zip(keys.names, columns, strict=True):
        assert name.points == pytest.approx(label.points)


def test_one_drop_goes_with_the_query_when_it_turns() -> None:
    shown, (_, key) = pointer(), drawn()
    bars = ScoreBars(WORDS, key[:, 0], limit=3, room=stage().halves()[1])
    family = shown.turn(bars, 3).mobject.get_family()
    assert [any(one is drop for one in family) for drop in shown.drops] == [
        *(False, True, False, False)
    ]


def test_the_query_comes_home_past_the_key_that_one_guesses() -> None:
    shown = pointer()
    scores = shown.scores.values
    assert scores[shown.fan.straight, 1] == scores[:, 1].max()
    assert shown.fan.home in (0, 8)
    assert abs(shown.fan.home - shown.fan.straight) <= 4


@pytest.mark.parametrize("seed", [3, 4, 5, 6])
def test_a_fan_opens_no_farther_than_one_key_is_ahead(seed: int) -> None:
    query, key = drawn(seed)
    sweep = derive(sweep_query, query, key, steps=360, source="s")
    followed = int((key.values @ query.values).argmax())
    fan = Pointer(sweep, WORDS, stage().halves()[0], followed=followed, start=180).fan
    steps: list[int] = []
    for end, rival in fan.beyond:
        fan.open_to(end)
        steps = [corner[0].index[0] for corner in fan.shape.claim.places[1:]]
        assert rival != followed
        assert sweep.scores.values[end % 360].argmax() == rival
    assert (steps[0], steps[-1]) == tuple(end % 360 for end in fan.ends)
    scores = sweep.scores.values[steps]
    assert (scores.max(axis=1) - scores[:, followed] < 0.01).all()  # not behind, as is shown


def test_the_fan_is_where_the_followed_key_scores_best() -> None:
    corners: list[int] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "fan":
            drawn = (one.claim.places for one in chapter.mobjects if isinstance(one, Polygon))
            fan = next(places for places in drawn if places[0] == (0.0, 0.0))
            corners.extend(place[0].index[0] for place in fan[1:])

    chapter = rehearse("DotProductScores", look)
    scores = chapter.sweep.scores.values[:-1]
    best = scores.argmax(axis=1) == chapter.winner[0]
    first, last = corners[0], corners[-1]
    assert best[corners].all()
    assert not best[first - 1]
    assert not best[(last + 1) % len(best)]
    assert best.sum() == (last - first) % len(best) + 1


def test_the_grid_has_digits_in_one_row_and_all_rows_in_colours() -> None:
    fills: dict[tuple[int, ...], str] = {}
    read: dict[tuple[int, ...], float] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name != "grid":
            return
        for one in chapter.get_mobject_family_members():
            claim = getattr(one, "claim", None)
            if isinstance(claim, Encoding) and claim.channel == "fill":
                fills[claim.citation.index] = one.get_fill_color().to_hex()
        for number in numerals(chapter):
            if number.citation and number.citation.index[0] == chapter.query:
                read[number.citation.index] = number.value

    chapter = rehearse("DotProductScores", look)
    scores = torch.tensor(chapter.story.query) @ torch.tensor(chapter.story.key).T
    row = chapter.query
    expected = {(row, j): float(scores[row, j]) for j in range(7)}
    assert read == pytest.approx(expected, abs=1e-4)
    limit = float(scores.abs().max())
    due = {at: theme.score_color(float(scores[at]), limit) for at in fills}
    assert len(due) == 49
    assert fills == {at: color.to_hex() for at, color in due.items()}


def test_it_ends_as_it_began_on_one_query_and_all_keys() -> None:
    seen: dict[str, list[tuple[float, ...]]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        family = chapter.get_mobject_family_members()
        maps = (one for one in family if isinstance(getattr(one, "claim", None), Raster))
        seen[beat.name] = sorted((*one.claim.quantity.shape, *one.get_center()) for one in maps)

    rehearse("DotProductScores", look)
    assert [place[:2] for place in seen["row"]] == [(1, 4), *[(4, 1)] * 7]
    assert np.array(seen["question"]) == pytest.approx(np.array(seen["row"]))


def test_the_bars_rest_on_the_scores_of_the_query() -> None:
    widths: dict[str, list[float]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        claims = (
            (one, getattr(one, "claim", None)) for one in chapter.get_mobject_family_members()
        )
        found = {claim.citation.index[-1]: one.width for one, claim in claims
                 if isinstance(claim, Encoding) and claim.channel == "width"}  # fmt: skip
        widths[beat.name] = [found[j] for j in sorted(found)]

    chapter = rehearse("DotProductScores", look)
    query, key = (torch.tensor(part) for part in (chapter.story.query, chapter.story.key))
    sizes = (key @ query[chapter.query]).abs().numpy()
    for beat in ("sweep", "fan", "along"):
        shares = np.array(widths[beat]) / sum(widths[beat])
        assert shares == pytest.approx(sizes / sizes.sum(), abs=1e-4)
