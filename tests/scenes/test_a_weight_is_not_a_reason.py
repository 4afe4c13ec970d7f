"""Chapter 26 cuts what weighs alike, and shows what numpy and the published figures say."""

from __future__ import annotations

import numpy as np
import pytest

from attention_math.story import Pair, alike_edges, by_weight, edge_owner, lowest_and_highest
from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.mobjects.edge import Edge
from scenes.stage.refusal import StageError
from tests.stage import numerals, texts

A = "the white cat sees the green car"
WEIGHTS = np.array([[0.0, 0.99, 0.01], [0.0, 1.0, 0.0], [0.02, 0.98, 0.0]])


@pytest.mark.parametrize(
    ("costs", "turned", "telling", "chosen"),
    [
        ([0.0, 0.0, 29.0], [False, False, True], [True, False, False], [(0, 1), (1, 1), (2, 1)]),
        ([0.0, -0.0004, 29.0], [False, False, True], [False] * 3, [(0, 1), (1, 1), (2, 1)]),
        ([25.0, 0.0, 0.0], [True, False, False], [False] * 3, [(1, 1), (2, 1), (0, 1)]),
        ([0.0, 0.001, 29.0], [False, False, True], [False] * 3, None),  # a thousandth is seen
        ([0.0, 0.0, 0.0], [False] * 3, [True] * 3, None),  # nothing hangs on anything
        ([0.0, 9.0, 29.0], [False, True, True], [False] * 3, None),  # one alone costs nothing
    ],
)
def test_the_last_of_three_edges_alone_is_needed(
    costs: list[float], turned: list[bool], telling: list[bool], chosen: list[Pair] | None
) -> None:
    assert alike_edges(WEIGHTS, np.array(costs), turned, telling) == chosen


def test_edges_that_look_different_are_not_taken_for_alike() -> None:
    weights = np.array([[0.1, 0.5, 0.4], [0.0, 1.0, 0.0], [0.02, 0.98, 0.0]])
    assert (
        alike_edges(weights, np.array([0.0, 0.0, 29.0]), [False, False, True], [True] * 3) is None
    )


def test_weights_are_divided_from_light_to_heavy() -> None:
    table = np.array([[[0.9, 0.1], [0.5, 0.4]]])
    assert by_weight(table, 0.5) == [[1, 3], [2, 0]]
    assert lowest_and_highest([0.1, -0.3, 0.2]) == (1, 2)
    assert [*map(list, (edge_owner(np.zeros((3, 4, 5)), at) for at in (0, 5, 19, 20, 59)))] == [
        [1, 1], [1, 2], [1, 4], [2, 1], [3, 4]
    ]  # fmt: skip


@pytest.fixture(scope="module")
def beats() -> dict[str, tuple[list[str], list[str]]]:
    found: dict[str, tuple[list[str], list[str]]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        cited = [number.text for number in numerals(chapter) if number.citation]
        found[beat.name] = [text.text for text in texts(chapter)], cited

    rehearse("AWeightIsNotAReason", look)
    return found


def test_one_edge_of_three_turns_a_word(beats: dict[str, tuple[list[str], list[str]]]) -> None:
    """The golden figures: 1.00, 1.00 and 0.99; nothing, nothing, and nothing left of a word."""
    assert sorted(beats["question"][1]) == ["0.99", *["1.00"] * 5]
    assert sorted(beats["turn"][1]) == ["0.00", *["1.00"] * 2]
    assert "vert" in beats["turn"][0] and "vert" not in beats["last"][0]


def test_the_rest_of_a_row_shares_what_a_cut_edge_had() -> None:
    """Each other weight is divided by what is left of one, and the sum is one again."""
    (weights,) = (head.weights for head in trace_sentence("agreement", A, 1).heads[:1])
    drawn: list[Edge] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "turn":
            drawn.extend(one for top in chapter.mobjects for one in top.get_family()
                         if isinstance(one, Edge) and one.query == 5)  # fmt: skip

    rehearse("AWeightIsNotAReason", look)
    due = np.delete(weights[5], 6) / (1 - weights[5, 6])
    assert sorted(edge.weight for edge in drawn) == pytest.approx(
        sorted(due[due >= 0.05]), rel=1e-3
    )


def test_two_edges_weigh_alike_and_part_ways(beats: dict[str, tuple[list[str], list[str]]]) -> None:
    """The published odds of blue, 0.82, and what e to minus 0.038 and to 0.059 make of them."""
    assert sorted(beats["all"][1]) == ["0.82"]
    alike, owners = ["0.78", "0.82", "0.86", "0.97", "0.97"], ["2", "2", "3", "3"]
    assert sorted(beats["alike"][1]) == [*alike, *owners]  # layer 2 head 3, layer 3 head 2
    assert sorted(beats["answer"][1]) == ["0.10", *alike, *owners]


@pytest.mark.parametrize(
    ("attributes", "needed"),
    [
        ({"sentence": "heavy box"}, "needs three edges that weigh alike"),
        ({"model": "translator", "sentence": "the cat sees the dog"}, "choose the model agreement"),
    ],
)
def test_what_cannot_be_cut_is_refused_in_one_line(attributes: dict[str, str], needed: str) -> None:
    with pytest.raises(StageError, match=needed) as error:
        rehearse("AWeightIsNotAReason", lambda _chapter, _beat: None, **attributes)
    assert "\n" not in str(error.value)
