"""The chapter on a sentence as a graph: cells for arcs, full glasses, and three kinds."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
import torch

from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, Moment, rehearse
from scenes.chapter import Chapter
from scenes.mobjects.edge import Edge
from scenes.pieces.sentence_as_graph.heard import who_is_heard
from scenes.stage.cited import Quantity
from tests.stage import numerals, texts

WORDS = ("the", "sky", "is", "blue")
WEIGHTS = torch.tensor(trace_sentence("speaker", " ".join(WORDS), 1, "masked").head(2).weights)


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, list[object]]]:
    """What can be read, and which edges there are, when each beat ends; and most of "weights"."""
    found: dict[str, dict[str, list[object]]] = {}

    def look_between(chapter: Chapter, moment: Moment) -> None:
        if moment.beat.name == "weights":
            before, now = found.get("whole", {}), read(chapter)
            found["whole"] = max(now, before, key=lambda shown: len(shown.get("head2.weights", ())))

    def look(chapter: Chapter, beat: Beat) -> None:
        found[beat.name] = read(chapter)

    def read(chapter: Chapter) -> dict[str, list[object]]:
        family = [part for one in chapter.mobjects for part in one.get_family()]
        shown = defaultdict(list)
        shown["edges"] = [(e.query, e.key) for e in family if isinstance(e, Edge)]
        claims = ((one, getattr(one, "claim", None)) for one in family)
        shown["bars"] = [one for one, claim in claims if getattr(claim, "channel", "") == "width"]
        shown["words"] = [text.text for text in texts(chapter)]
        for number in numerals(chapter):
            shown[number.citation.tensor].append(number.value)
        return shown

    rehearse("SentenceAsGraph", look, on_moment=look_between)
    return found


def test_each_row_fills_one_glass_and_the_pieces_of_a_column_run_over(told) -> None:  # noqa: ANN001
    shown = told["heard"]
    most = WEIGHTS[:3].sum(dim=0).max().item()
    assert shown["column_totals(head2.weights)"] == pytest.approx([most], abs=1e-6)
    widths = defaultdict(list)
    for one in shown["bars"]:
        widths[one.claim.citation.tensor].append(one.width)
    (glass, *_), pieces = (widths[one] for one in ("row_sums(head2.weights)", "head2.weights"))
    assert sum(pieces) / glass == pytest.approx(most, abs=1e-3)
    assert shown["row_sums(head2.weights)"] == pytest.approx([1])


def test_nothing_is_told_of_the_last_word_before_it_is_guessed(told) -> None:  # noqa: ANN001
    for beat in ("question", "matrix", "self", "own", "shares", "heard", "pattern"):
        assert not told[beat]["head2.weights"]
    for beat in ("matrix", "self", "own", "heard", "pattern"):
        assert told[beat]["words"].count("?") == 4


def test_the_row_that_was_asked_for_has_its_numbers_and_the_widest_arc_one(told) -> None:  # noqa: ANN001
    shown, row = told["whole"], WEIGHTS[3].tolist()
    assert sorted(shown["head2.weights"]) == pytest.approx(sorted([*row, max(row)]))
    assert shown["row_sums(head2.weights)"] == pytest.approx([1])
    assert "?" not in shown["words"]
    assert told["weights"]["head2.weights"] == pytest.approx([max(row)])  # seen from near


@pytest.mark.parametrize(("beat", "count"), [("matrix", 4), ("own", 10), ("heard", 6)])
def test_no_edge_leads_back(told, beat: str, count: int) -> None:  # noqa: ANN001
    edges = {(query, key) for query, key in told[beat]["edges"]}
    assert all(query >= key for query, key in edges)
    assert len(edges) == count  # first those of the last word, which in the end are asked for


def test_backward_edges_come_first_and_both_sentences_meet_last(told) -> None:  # noqa: ANN001
    assert list(told)[2:4] == ["self", "own"] and list(told)[-1] == "cross"
    assert set(told["self"]["edges"]) == set(np.ndindex(4, 4))
    assert set(told["cross"]["edges"]) == set(np.ndindex(4, 4))


def test_rows_of_two_sentences_are_french(told) -> None:  # noqa: ANN001
    tokens = trace_sentence("translator", " ".join(WORDS), 2, "cross").query_side.shown
    assert tokens[:-1] == ("[START]", "le", "ciel", "est")
    assert all(token in told["cross"]["words"] for token in tokens[:-1])


@pytest.mark.parametrize(
    ("last", "said"),
    [((0, 0.8, 0.2, 0), "No: this"), ((0, 0.2, 0.8, 0), "Yes: this"), ((0.5, 0, 0.5, 0), "This")],
)
def test_the_answer_says_whether_the_guess_that_rows_suggest_was_right(
    last: tuple[float, ...], said: str
) -> None:
    rows = np.array([[1, 0, 0, 0], [1, 0, 0, 0], [0, 1, 0, 0], last])
    tokens = Quantity("here", "words", WORDS)
    caption = who_is_heard(WORDS, 3, tokens, Quantity("here", "weights", rows))
    assert caption.startswith(said)
    rows[1] = [0, 1, 0, 0]  # nothing was suggested
    caption = who_is_heard(WORDS, 3, tokens, Quantity("here", "weights", rows))
    assert caption.startswith("This")
