"""The chapter on a sentence as a graph: cells for arcs, full glasses, and three kinds."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
import torch

from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.mobjects.edge import Edge
from tests.stage import numerals, texts

WORDS = ("the", "sky", "is", "blue")
WEIGHTS = torch.tensor(trace_sentence("speaker", " ".join(WORDS), 1, "masked").head(2).weights)


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, list[object]]]:
    """What can be read, and which edges there are, when each beat ends."""
    found: dict[str, dict[str, list[object]]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        family = [part for one in chapter.mobjects for part in one.get_family()]
        shown = found[beat.name] = defaultdict(list)
        shown["edges"] = [(e.query, e.key) for e in family if isinstance(e, Edge)]
        claims = ((one, getattr(one, "claim", None)) for one in family)
        shown["bars"] = [one for one, claim in claims if getattr(claim, "channel", "") == "width"]
        shown["words"] = [text.text for text in texts(chapter)]
        for number in numerals(chapter):
            shown[number.citation.tensor].append(number.value)

    rehearse("SentenceAsGraph", look)
    return found


def test_each_row_fills_one_glass_and_a_column_runs_over(told) -> None:  # noqa: ANN001
    shown = told["heard"]
    most = WEIGHTS[:3].sum(dim=0).max().item()
    assert shown["column_totals(head2.weights)"] == pytest.approx([most], abs=1e-6)
    widths = {one.claim.citation.tensor: one.width for one in shown["bars"]}
    glass, over = (widths[f"{made}(head2.weights)"] for made in ("row_sums", "column_totals"))
    assert over / glass == pytest.approx(most, abs=1e-3)


def test_nothing_is_told_of_the_last_word_before_it_is_guessed(told) -> None:  # noqa: ANN001
    for beat in ("question", "matrix", "own", "self", "cross", "shares", "heard"):
        assert not told[beat]["head2.weights"]
    for beat in ("matrix", "self", "cross", "heard"):
        assert told[beat]["words"].count("?") == 4


def test_the_row_that_was_asked_for_has_its_numbers_and_the_widest_arc_one(told) -> None:  # noqa: ANN001
    shown, row = told["weights"], WEIGHTS[3].tolist()
    assert sorted(shown["head2.weights"]) == pytest.approx(sorted([*row, max(row)]))
    assert shown["row_sums(head2.weights)"] == pytest.approx([1])
    assert "?" not in shown["words"]


@pytest.mark.parametrize("beat", ["matrix", "own", "heard"])
def test_no_edge_leads_back(told, beat: str) -> None:  # noqa: ANN001
    edges = {(query, key) for query, key in told[beat]["edges"]}
    assert all(query >= key for query, key in edges)
    assert len(edges) == (10 if beat != "heard" else 6)  # those of the last word are asked for


def test_backward_edges_grow_and_both_sentences_meet(told) -> None:  # noqa: ANN001
    assert set(told["self"]["edges"]) == set(np.ndindex(4, 4))
    assert set(told["cross"]["edges"]) == set(np.ndindex(4, 4))


def test_rows_of_two_sentences_are_french(told) -> None:  # noqa: ANN001
    tokens = trace_sentence("translator", " ".join(WORDS), 2, "cross").query_side.shown
    assert tokens[:-1] == ("[START]", "le", "ciel", "est")
    for token in tokens[:-1]:
        assert told["cross"]["words"].count(token) == 2  # in the graph and at the matrix
