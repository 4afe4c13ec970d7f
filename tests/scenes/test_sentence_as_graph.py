"""The chapter on a sentence as a graph: cells for arcs, a full glass, and whom a word hears."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
import torch

from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.mobjects.edge import Edge
from scenes.pieces.sentence_as_graph.heard import whether_so
from scenes.stage.cited import Quantity
from scenes.stage.shapes import Rectangle, RoundedRectangle
from tests.stage import numerals

WORDS = ("the", "sky", "is", "blue")
WEIGHTS = torch.tensor(trace_sentence("speaker", " ".join(WORDS), 1, "masked").head(2).weights)


BEFORE = ("question", "rows", "shares")  # beats, until the last word answers


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, list[object]]]:
    """What can be read, and which edges and full glasses there are, when each beat ends."""
    found: dict[str, dict[str, list[object]]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        family = [part for one in chapter.mobjects for part in one.get_family()]
        shown = found[beat.name] = defaultdict(list)
        shown["edges"] = [(e.query, e.key) for e in family if isinstance(e, Edge)]
        levels = [one for one in family if isinstance(one, Rectangle) and is_level(one)]
        boxes = [one for one in family if type(one) is RoundedRectangle]
        shown["full"] = [one.claim.citation.index[0] for one in levels
                         if one.height == pytest.approx(boxes[0].height, rel=1e-3)]  # fmt: skip
        for number in numerals(chapter):
            shown[number.citation.tensor].append(number.value)

    rehearse("SentenceAsGraph", look)
    return found


def is_level(part: Rectangle) -> bool:
    return getattr(part.claim, "channel", "") == "height"


def test_rows_add_up_to_one_and_columns_to_anything(told) -> None:  # noqa: ANN001
    shown = told["shares"]
    assert shown["row_sums(head2.weights)"] == pytest.approx([1] * 3)
    sums = WEIGHTS[:3, :3].sum(dim=0).tolist()
    assert shown["column_totals(head2.weights)"] == pytest.approx(sums, abs=1e-6)


def test_nothing_is_told_of_the_last_word_before_it_is_guessed(told) -> None:  # noqa: ANN001
    for beat in BEFORE:
        assert not told[beat]["head2.weights"]
        assert 3 not in [query for query, _ in told[beat]["edges"]]
        assert not told[beat]["full"]


def test_the_last_row_is_written_in_its_cells_and_the_largest_stays_at_its_arc(told) -> None:  # noqa: ANN001
    row = WEIGHTS[3].tolist()
    assert told["weights"]["head2.weights"] == pytest.approx(row)
    assert told["answer"]["head2.weights"] == pytest.approx([max(row)])
    assert told["answer"]["row_sums(head2.weights)"] == pytest.approx([1])
    assert told["answer"]["full"] == [3]


@pytest.mark.parametrize(("beat", "rows"), [("rows", 3), ("shares", 3), ("pattern", 4)])
def test_each_word_hears_itself_and_those_before_it(told, beat: str, rows: int) -> None:  # noqa: ANN001
    due = [(query, key) for query in range(rows) for key in range(query + 1)]
    assert sorted(told[beat]["edges"]) == due


@pytest.mark.parametrize(
    ("last", "said"),
    [((0, 0.8, 0.2, 0), "No: "), ((0, 0.2, 0.8, 0), "Yes: "), ((0.5, 0, 0.5, 0), "The wider")],
)
def test_it_is_said_whether_the_guess_that_rows_suggest_was_right(
    last: tuple[float, ...], said: str
) -> None:
    rows = np.array([[1, 0, 0, 0], [1, 0, 0, 0], [0, 1, 0, 0], last])
    assert whether_so(WORDS, Quantity("here", "weights", rows), 3).startswith(said)
    rows[1] = [0, 1, 0, 0]  # nothing was suggested
    assert whether_so(WORDS, Quantity("here", "weights", rows), 3).startswith("The wider")
