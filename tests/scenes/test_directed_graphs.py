"""The chapter on graphs passes messages that make a row of torch's AV, and rings by the mask."""

from __future__ import annotations

from collections import defaultdict

import pytest
import torch

from attention_math.examples import trace_example
from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.edge import Edge
from scenes.mobjects.graph_node import GraphNode
from scenes.pieces.directed_graphs.heard import Heard
from scenes.stage.cited import Quantity
from scenes.stage.layout import stage
from tests.stage import numerals

PENCIL = trace_example("pencil").head(1)
WEIGHTS, VALUE = torch.tensor(PENCIL.weights), torch.tensor(PENCIL.value)


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, list[object]]]:
    """What can be read, and what is bright, when each beat ends."""
    found: dict[str, dict[str, list[object]]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        family = [part for one in chapter.mobjects for part in one.get_family()]
        nodes = {id(one): one for one in family if isinstance(one, GraphNode)}.values()
        shown = found[beat.name] = defaultdict(list)
        shown["bright"] = [one.label.text for one in nodes if is_bright(one)]
        shown["edges"] = [(e.query, e.key) for e in family if isinstance(e, Edge)]
        for number in sorted(numerals(chapter), key=lambda one: one.citation.index):
            shown[number.citation.tensor].append(number.shown)

    rehearse("DirectedGraphs", look)
    return found


def is_bright(node: GraphNode) -> bool:
    return node.circle.get_stroke_color().to_hex() == theme.HIGHLIGHT.to_hex()


def shown(array: torch.Tensor) -> list[float]:
    return array.numpy().round(2).ravel().tolist()


def test_what_the_listener_hears_is_its_row_of_torchs_product(told) -> None:  # noqa: ANN001
    heard = [float(number) for number in told["messages"]["head1.output"]]
    assert heard == pytest.approx([0.23, 1.16, -0.71, 0.90])  # as the storyboard has it
    assert heard == pytest.approx(shown((WEIGHTS @ VALUE)[1]))
    read = [float(number) for number in told["rows"]["head1.weights"]]
    assert read == pytest.approx(shown(WEIGHTS[1]))


def test_without_a_mask_all_ring_and_with_a_causal_one_those_downstream(told) -> None:  # noqa: ANN001
    assert sorted(told["pluck"]["bright"]) == ["cat", "mat", "on", "sat", "the"]
    assert sorted(told["answer"]["bright"]) == ["mat", "on", "sat"]
    assert all(query >= key for query, key in told["answer"]["edges"])
    assert len(set(told["answer"]["edges"])) == 15


def test_parcels_lie_tip_to_tail_and_end_where_their_sum_does() -> None:
    products = Quantity("pencil", "products", (WEIGHTS[1][:, None] * VALUE).numpy())
    output = Quantity("pencil", "output", (WEIGHTS @ VALUE)[1].numpy())
    heard = Heard(stage(), products, output)
    for line, total in enumerate((WEIGHTS @ VALUE)[1].tolist()):
        ends = [parcel[line].claim.anchors(parcel[line]) for parcel in heard.parcels]
        for (_, last), (first, _) in zip(ends, ends[1:], strict=False):
            assert first[0] == pytest.approx(last[0], abs=1e-4)
        assert ends[-1][1][0] == pytest.approx(heard.lines.at(total, line)[0], abs=1e-4)
