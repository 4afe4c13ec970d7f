"""What lies on the neighbour's pile is found, and so is a light that comes one layer too late."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from manim import DOWN, RIGHT, Mobject, VGroup

from attention_math.tracing import trace_sentence
from renders.checks.oracle import Oracle
from renders.checks.ordered import judge_counted
from scenes.pieces.context_changes_meaning.layers import Layers
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.pieces.context_changes_meaning.sense_plane import SensePlane
from scenes.pieces.next_token.chances import Chances
from scenes.pieces.next_token.odds_line import OddsLine
from scenes.pieces.next_token.piles import Piles
from scenes.pieces.next_token.poured import Poured
from scenes.stage.cited import Citation
from scenes.stage.layout import stage
from scenes.stage.shapes import Panel
from scenes.stage.text import Numeral

SENTENCE = "the sky is"
WALKED = 5  # layers


def found(*stage_of: Mobject) -> list[str]:
    trace = trace_sentence("speaker", SENTENCE, kind="masked")
    seen = [part for one in stage_of for part in one.get_family()]
    oracle = Oracle({trace.source.label: trace})
    return [problem.check for problem in judge_counted(seen, oracle)]


@pytest.fixture(scope="module")
def poured() -> tuple[Poured, VGroup]:
    """A thousand draws on their piles, and below each pile its share."""
    chances = Chances("speaker", SENTENCE, SimpleNamespace(source="speaker"))
    sample = chances.often()
    words = sample.words.words()
    upper, lower = stage().rows(1, 4)
    line = OddsLine(upper, (*words, "any other"), sample.odds, over=0.1)
    counts = chances.frames(tuple(map(str, words)))
    piles = Piles(lower, words, chances.begins(words), counts)
    drawn = Poured(line, piles, sample.numbers, sample.landed).stand(1.0)
    return drawn, piles.row(1, "drawn", sample.shares)[1]


def test_all_draws_lie_on_their_piles(poured: tuple[Poured, VGroup]) -> None:
    assert found(*poured) == []


def test_a_draw_on_the_pile_of_its_neighbour_is_found(poured: tuple[Poured, VGroup]) -> None:
    drawn, shares = poured
    strays, across = drawn.copy(), shares[1].get_x() - shares[0].get_x()
    strays.points.reshape(1000, -1, 3)[0] += [across, 0, 0]
    assert found(strays, shares) == ["pile", "pile"]


def cards(*counts: int, lie: tuple[int, ...]) -> list[Mobject]:
    """Write counts in a row, and pile so many cards above each."""
    numbers = [Numeral(Citation("s", "counts", (place,), float(count)), decimals=0)
               for place, count in enumerate(counts)]  # fmt: skip
    VGroup(*numbers).arrange(RIGHT, buff=2).shift(2 * DOWN)
    columns = [number.get_x() for number in numbers]
    places = [(x, place / 2, 0) for x, many in zip(columns, lie, strict=True)
              for place in range(many)]  # fmt: skip
    return [*numbers, *(Panel(width=1, height=0.4).move_to(place) for place in places)]


@pytest.mark.parametrize("lie", [(2, 1, 1), (2, 2, 0), (0, 3, 1)])
def test_a_card_on_the_pile_of_another_count_is_found(lie: tuple[int, ...]) -> None:
    assert found(*cards(3, 1, 0, lie=(3, 1, 0))) == []
    assert "pile" in found(*cards(3, 1, 0, lie=lie))


def test_panels_in_columns_are_no_piles() -> None:
    assert found(*cards(1, 0, 0, lie=(2, 2, 2))) == []
    assert found(*cards(2, 1, 0, lie=(1, 1, 1))) == []


def test_a_light_one_layer_behind_the_points_is_found() -> None:
    mole = Measured.of("mole")
    field, aside = stage().columns(1, 1)
    plane, layers = SensePlane(mole, field), Layers(mole, aside)
    plane.layer = WALKED
    points = plane.bring_others()
    layers.light.move_to(layers.columns[WALKED])
    assert found(plane, layers, *points) == []
    layers.light.move_to(layers.columns[WALKED - 1])
    assert set(found(plane, layers, *points)) == {"step"}
