"""Chapter 26 cuts a thick edge and a thin one, and shows what numpy says of both, and of all."""

from __future__ import annotations

import numpy as np
import pytest

from attention_math.interventions import cut_edge
from attention_math.story import Pair, thick_and_thin
from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.mobjects.edge import Edge
from scenes.stage.refusal import StageError
from scenes.stage.shapes import Dot
from tests.stage import numerals, texts

BIRD = "the green bird sees the white river"
WEIGHTS = np.array([[0.1, 0.2, 0.7], [0.0, 1.0, 0.0], [0.0, 0.3, 0.7]])


@pytest.mark.parametrize(
    ("turned", "harmed", "chosen"),
    [
        ([(0, 1)], [], ((0, 2), (0, 1))),  # of two edges into one word
        ([(0, 1), (2, 1)], [], ((0, 2), (0, 1))),  # the lightest that turns a word
        ([(0, 1)], [(0, 2)], ((1, 1), (0, 1))),  # nothing else into that word is idle
        ([(1, 1)], [], None),  # nothing is heavier
        ([], [], None),
    ],
)
def test_the_thin_edge_is_needed_and_a_thicker_one_is_not(
    turned: list[Pair], harmed: list[Pair], chosen: tuple[Pair, Pair] | None
) -> None:
    kept, after = np.ones((3, 3)), np.full((3, 3), "vert")
    for pair in (*turned, *harmed):
        kept[pair] = 0.99
    for pair in turned:
        after[pair] = "bleu"
    assert thick_and_thin(WEIGHTS, np.ones(3), kept, np.full(3, "vert"), after) == chosen


@pytest.fixture(scope="module")
def beats() -> dict[str, tuple[list[str], list[str]]]:
    found: dict[str, tuple[list[str], list[str]]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        cited = [number.text for number in numerals(chapter) if number.citation]
        found[beat.name] = [text.text for text in texts(chapter)], cited

    rehearse("AWeightIsNotAReason", look)
    return found


def test_a_thin_edge_turns_a_word(beats: dict[str, tuple[list[str], list[str]]]) -> None:
    """It weighs 0.21 and the thick one 0.71, as numpy's softmax of the head's own scores says."""
    head = trace_sentence("agreement", BIRD).head(1)
    raised = np.exp(head.scaled[1] - head.scaled[1].max())
    shares = (raised / raised.sum())[[2, 6]]
    assert sorted(beats["question"][1]) == ["0.21", "0.71", "1.00"]
    assert [f"{share:.2f}" for share in shares] == ["0.21", "0.71"]
    assert beats["thick"][1] == ["1.00"]
    assert beats["turn"][1] == ["0.01"]
    assert "verte" in beats["turn"][0] and "verte" not in beats["thick"][0]


def test_the_rest_of_a_row_shares_what_a_cut_edge_had() -> None:
    """Each other weight is divided by what is left of one, and the sum is one again."""
    weights = trace_sentence("agreement", BIRD).head(1).weights[1]
    drawn: list[Edge] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "turn":
            drawn.extend(one for top in chapter.mobjects for one in top.get_family()
                         if isinstance(one, Edge))  # fmt: skip

    rehearse("AWeightIsNotAReason", look)
    due = np.delete(weights, 2) / (1 - weights[2])
    assert [edge.weight for edge in drawn] == pytest.approx(due[due >= 0.2].tolist(), rel=1e-3)


def test_every_edge_has_a_dot_and_four_words_are_told() -> None:
    """A dot is as high as cutting its edge alone leaves its word likely: three are at the foot."""
    heights: list[float] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "answer":
            dots = [one for top in chapter.mobjects for one in top.get_family()
                    if isinstance(one, Dot)]  # fmt: skip
            heights.extend(dot.claim.places[0][1].value for dot in dots)
            said = [text.text for text in texts(chapter)]
            assert [said.count(word) for word in ("→", "blanc", "verte", "le")] == [4, 1, 1, 2]

    rehearse("AWeightIsNotAReason", look)
    kept = [cut_edge("agreement", BIRD, *pair, 1).kept[pair[0]] for pair in np.ndindex(7, 7)]
    assert sorted(heights) == pytest.approx(sorted(kept))
    assert sum(height < 0.5 for height in heights) == 3


@pytest.mark.parametrize(
    ("attributes", "needed"),
    [
        ({"sentence": "heavy box"}, "needs an edge that nothing hangs on"),
        ({"model": "translator", "sentence": "the cat sees the dog"}, "choose the model agreement"),
    ],
)
def test_what_cannot_be_cut_is_refused_in_one_line(attributes: dict[str, str], needed: str) -> None:
    with pytest.raises(StageError, match=needed) as error:
        rehearse("AWeightIsNotAReason", lambda _chapter, _beat: None, **attributes)
    assert "\n" not in str(error.value)
