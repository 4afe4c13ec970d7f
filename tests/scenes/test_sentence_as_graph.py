"""The chapter on a sentence as a graph: a full glass, cells for arcs, shares, and three kinds."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
import torch

from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.edge import Edge
from scenes.pieces.sentence_as_graph.glass import Glass
from scenes.stage.cited import Quantity
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


def test_the_glass_is_full_when_all_weights_are_in_it() -> None:
    weights = Quantity("speaker", "head2.weights", WEIGHTS.numpy())
    graph = AttentionGraph(weights, np.tri(4, dtype=bool), WORDS)
    glass = Glass(graph, 3)
    heights = [part.height / glass.wall.height for part in glass.parts]
    assert heights == pytest.approx(WEIGHTS[3].tolist(), abs=1e-4)
    assert glass.parts.get_top()[1] == pytest.approx(glass.wall.get_top()[1], abs=1e-3)
    assert glass.number.value == pytest.approx(1)


def test_rows_are_rationed_and_a_column_may_run_over(told) -> None:  # noqa: ANN001
    shown = told["heard"]
    assert shown["row_sums(head2.weights)"] == pytest.approx([1])
    most = WEIGHTS.sum(dim=0).max().item()
    assert shown["column_totals(head2.weights)"] == pytest.approx([most], abs=1e-6)
    widths = {one.claim.citation.tensor: one.width for one in shown["bars"]}
    glass, over = (widths[f"{made}(head2.weights)"] for made in ("row_sums", "column_totals"))
    assert over / glass == pytest.approx(most, abs=1e-3)


def test_the_numbers_of_the_arcs_are_those_of_the_row(told) -> None:  # noqa: ANN001
    for beat in ("weights", "row"):
        assert sorted(told[beat]["head2.weights"]) == pytest.approx(sorted(WEIGHTS[3].tolist()))


def test_backward_edges_grow(told) -> None:  # noqa: ANN001
    assert all(query >= key for query, key in told["causal"]["edges"])
    assert len(set(told["causal"]["edges"])) == 10
    assert len(set(told["complete"]["edges"])) == 16


def test_the_arc_that_was_asked_for_and_its_cell_have_one_weight(told) -> None:  # noqa: ANN001
    weights = trace_sentence("translator", " ".join(WORDS), 1, "self").head(2).weights
    assert told["complete"]["head2.weights"] == pytest.approx([weights[0, 1:].max()] * 2)


def test_french_rows_say_what_they_are_about_to_write(told) -> None:  # noqa: ANN001
    trace = trace_sentence("translator", " ".join(WORDS), 2, "cross")
    tokens, words = trace.query_side.shown, told["bipartite"]["words"]
    assert tokens[:-1] == ("[START]", "le", "ciel", "est")
    for token in tokens[1:-1]:
        assert words.count(token) == 3  # as a row, as what the row before writes, at the matrix
    assert words.count("[START]") == 2
    assert words.count(tokens[-1]) == 1
    assert len(set(told["bipartite"]["edges"])) == 4 * 4
