"""Chapter 26 cuts what weighs alike, and shows what numpy and the published figures say."""

from __future__ import annotations

import numpy as np
import pytest
from manim.animation.animation import prepare_animation

from attention_math.interventions import cut_edge, hide_word
from attention_math.story import Pair, alike_edges, by_weight, lowest_and_highest
from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.pieces.a_weight_is_not_a_reason.swing import Swing
from scenes.pieces.a_weight_is_not_a_reason.whole_row import WholeRow
from scenes.stage.claims import Encoding
from scenes.stage.layout import stage
from scenes.stage.refusal import StageError
from scenes.stage.shapes import Path
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
    assert sorted(beats["question"][1]) == ["0.99", *["1.00"] * 2]
    assert sorted(beats["last"][1]) == ["0.00", *["1.00"] * 2]
    assert {"vert", "verte"} <= {*beats["last"][0]} and "vert" not in beats["two"][0]


def test_the_rest_of_a_row_shares_what_a_cut_edge_had() -> None:
    """Each other weight is divided by what is left of one, and the sum is one again."""
    (weights,) = (head.weights for head in trace_sentence("agreement", A, 1).heads[:1])
    drawn: list[float] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "last":
            parts = (part for top in chapter.mobjects for part in top.get_family())
            claims = (part.claim for part in parts if isinstance(part, Path))
            cited = (claim.citation for claim in claims if isinstance(claim, Encoding))
            drawn.extend(one.value for one in cited if one.index[0] == 5)

    rehearse("AWeightIsNotAReason", look)
    due = np.delete(weights[5], 6) / (1 - weights[5, 6])
    assert sorted(drawn) == pytest.approx(sorted(due[due >= 0.05]), rel=1e-3)


def test_two_edges_weigh_alike_and_part_ways(beats: dict[str, tuple[list[str], list[str]]]) -> None:
    """The published odds of blue, 0.82, and what e to minus 0.038 and to 0.059 make of them."""
    assert beats["faint"][1] == ["0.82"]
    assert sorted(beats["alike"][1]) == ["0.78", "0.82", "0.86", "0.97", "0.97"]
    assert sorted(beats["plane"][1]) == ["0.10", "0.82", "36"]


def test_a_word_swings_to_where_it_is_as_likely_as_without_a_rope() -> None:
    """Of its way, from what it is likely with all ropes, as much as numpy interpolates."""
    chapter = rehearse("AWeightIsNotAReason", lambda _chapter, _beat: None)
    row = chapter.row
    with chapter.on_stage():
        swing = Swing(stage(), row)
    level, (_, without) = row.likely.value, row.edges[row.parting[0]]
    heights = []
    for share in (0.0, 0.25, 1.0):
        swing.hang(row.parting[0], share)
        heights.append(swing.bar.get_top()[1])
    chances = np.interp((0.0, 0.25, 1.0), (0, 1), (level, without.value))
    assert heights == pytest.approx([swing.plane.axes.at(0, one)[1] for one in chances])
    assert swing.dots[row.parting[0]] in swing.submobjects
    widths = [swing.ropes[place].width for place in row.order]
    assert widths == pytest.approx(sorted(widths))


def test_ropes_hang_below_their_words_until_they_are_sorted() -> None:
    """Twelve below each of three words, counted anew from the places of a table of 3 × 4 × 3."""
    with rehearse("AWeightIsNotAReason", lambda _chapter, _beat: None).on_stage():
        row = WholeRow()
        swing = Swing(stage(), row)
        for place, rope in swing.ropes.items():
            box = row.words[place % 3].box
            assert box.get_left()[0] < rope.get_x() < box.get_right()[0]
        for move in map(prepare_animation, swing.sort()):
            move.begin()
            move.finish()
        places = [swing.ropes[place].get_x() for place in row.order]
    assert places == sorted(places)
    assert [swing.dots[place].get_x() for place in row.order] == pytest.approx(places)


def test_what_the_word_of_the_film_might_be_stands_beside_it() -> None:
    """Unseen, cat tells white nothing: the other form, as `hide_word` writes it."""
    found: list[str] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        found.extend(text.text for text in texts(chapter) if beat.name == "hero")

    rehearse("AWeightIsNotAReason", look)
    assert {"blanc", hide_word("agreement", A, 2).after[1]} <= {*found}


def test_the_hero_needs_its_rope_as_little(beats: dict[str, tuple[list[str], list[str]]]) -> None:
    """White listens to cat with 0.73, and says blanc without it: the golden 0.00 nats."""
    assert beats["hero"][1] == []
    assert "blanc" in beats["answer"][0] and beats["answer"][1] == ["1.00"]


@pytest.mark.parametrize("sentence", ["the cat sees the car", "the white car sees the green cat"])
def test_another_rope_of_the_film_is_told_as_it_is(sentence: str) -> None:
    said: list[str] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        said.extend(text.text for text in texts(chapter) if beat.name == "answer")

    chapter = rehearse("AWeightIsNotAReason", look, sentence=sentence)
    query, key = chapter.pair
    cut = cut_edge("agreement", sentence, query, key, 1)
    assert cut.after[query] in said
    assert (cut.before[query] == cut.after[query]) == any(one.startswith("Still") for one in said)


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
