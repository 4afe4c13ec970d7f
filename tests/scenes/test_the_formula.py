"""The formula's blocks, messages and rows have the shapes and the order of the computation."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import torch
from manim import Square

from attention_math.derived import score_divisor
from attention_math.trace import AttentionTrace
from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.pieces.the_formula.block_diagram import BlockDiagram, Link, Node
from scenes.pieces.the_formula.callout import Callout
from scenes.pieces.the_formula.corner_product import CornerProduct, written
from scenes.pieces.the_formula.diagrams import block_diagram, sequence_diagram, spine
from scenes.pieces.the_formula.sequence_diagram import Message, SequenceDiagram
from scenes.pieces.the_formula.step_rows import Step, StepRows
from scenes.stage.cited import Quantity
from tests.stage import numerals, texts

RNG = np.random.default_rng(3)


def quantity(*shape: int) -> Quantity:
    return Quantity("agreement", "head1.query", RNG.normal(size=shape))


@pytest.fixture(scope="module")
def encoder() -> AttentionTrace:
    return trace_sentence("agreement", "the white cat sees the green car")


@pytest.fixture(scope="module")
def decoder() -> AttentionTrace:
    return trace_sentence("speaker", "the sky is blue", 1, "masked")


def carried(trace: AttentionTrace) -> dict[str, Quantity]:
    """Name the tensors of the first head, and what enters it, as the chapter does."""
    arrays = trace.named_arrays().items()
    return {name.removeprefix("head1."): Quantity("trace", name, array) for name, array in arrays}


@pytest.mark.parametrize("d_head", [2, 4, 7, 64])
def test_scores_are_divided_as_torch_divides_them(d_head: int) -> None:
    query = torch.zeros(1, d_head, dtype=torch.float64)
    key = torch.zeros(2, d_head, dtype=torch.float64)
    query[0, 0], key[0, 0] = 3.0, 1.0
    values = torch.eye(2, dtype=torch.float64)
    weights = torch.nn.functional.scaled_dot_product_attention(query, key, values)[0]
    scaled = torch.log(weights[0] / weights[1])
    assert score_divisor(query.numpy())[0] == pytest.approx(3.0 / float(scaled))


def test_a_straight_arrow_runs_from_box_to_box_and_another_one_turns_once() -> None:
    diagram = BlockDiagram(
        [Node("a", "first", (0, 2)), Node("b", "second", (0, 0)), Node("c", "V", (4, 2))],
        [Link("a", "b", quantity(7, 4)), Link("c", "b", quantity(7, 4))],
    )
    down = diagram.pipe("a", "b")
    assert down.path.get_start()[1] < diagram.block("a").get_bottom()[1]
    assert down.tip.get_bottom()[1] == pytest.approx(diagram.block("b").get_top()[1], abs=0.08)
    assert down.path.get_start()[0] == pytest.approx(down.path.get_end()[0])
    around = diagram.pipe("c", "b").path.get_anchors()
    assert around[0][0] == pytest.approx(4)
    assert around[-1][1] == pytest.approx(0)
    assert [text.text for text in down.shape] == ["7 × 4"]
    assert set(diagram.into("b")) == {down, diagram.pipe("c", "b")}


def test_boxes_have_one_size_and_one_baseline() -> None:
    row = [Node(word, word, (3.0 * i, 0)) for i, word in enumerate(("Scale", "any", "MatMul"))]
    blocks = BlockDiagram(row, []).blocks
    assert len({round(block.box.width, 6) for block in blocks}) == 1
    assert len({round(block.label.baseline, 6) for block in blocks}) == 1


def test_messages_follow_each_other_downwards_from_sender_to_receiver() -> None:
    lanes = [(name, theme.INK) for name in ("a", "b", "c")]
    ways = (("a", "b", 2), ("c", "a", 4), ("a", "c", 6))
    order = [Message(start, end, quantity(rows, 3)) for start, end, rows in ways]
    sequence = SequenceDiagram(lanes, order)
    heights = [arrow.get_y() for arrow, _, _ in sequence.messages]
    assert all(above > below for above, below in pairwise(heights))
    x = {head.node.name: head.get_x() for head in sequence.heads}
    for message, (arrow, _, text) in zip(order, sequence.messages, strict=True):
        assert arrow.get_start()[0] == pytest.approx(x[message.sender], abs=0.1)
        assert arrow.get_end()[0] == pytest.approx(x[message.receiver], abs=0.1)
        assert text.text == " × ".join(map(str, message.carried.shape))
        assert all(abs(text.get_x() - lane) > text.width / 2 for lane in x.values())


def test_a_row_and_a_column_meet_in_their_entry() -> None:
    product = CornerProduct(
        AttentionGrid(quantity(3, 2), view="heat", cell=(0.5, 0.4)),
        AttentionGrid(quantity(2, 5), view="heat", cell=(0.8, 0.4)),
        AttentionGrid(quantity(3, 5), view="heat", cell=(0.8, 0.4)),
    )
    row, column, entry = product.frames(1, 3)
    assert entry.get_y() == pytest.approx(row.get_y())
    assert entry.get_x() == pytest.approx(column.get_x())
    assert column.get_bottom()[1] > entry.get_top()[1]
    assert row.get_right()[0] < entry.get_left()[0]


def test_numbers_are_written_only_where_they_fit() -> None:
    grid = AttentionGrid(quantity(2, 3), view="heat", cell=(0.8, 0.5))
    numbers = written(grid, [(0, 1), (1, 2)], decimals=1)
    assert [number.citation.index for number in numbers] == [(0, 1), (1, 2)]
    small = AttentionGrid(quantity(2, 3), view="heat", cell=(0.2, 0.5))
    assert len(written(small, [(0, 1)], decimals=1)) == 0


def test_a_callout_s_line_runs_from_the_part_to_the_words() -> None:
    part = Square(0.5)
    above = Callout("what I offer", part, (3.0, 2.0), color=theme.KEY)
    assert above.line.get_start()[1] > part.get_top()[1]
    assert above.line.get_end()[1] < above.words.get_bottom()[1]
    assert above.words.get_left()[0] <= above.line.get_end()[0] <= above.words.get_right()[0]


def test_steps_share_columns_unless_a_row_stands_apart() -> None:
    law = theme.weight_color
    steps = [
        Step("scores", quantity(1, 5), law, 1.0, keys="abcde"),
        Step("shares", quantity(1, 5), law, 0.0),
        Step("output", quantity(1, 4), law, -1.0, apart=True),
    ]
    rows = StepRows(steps, left=-5.0, cell_width=1.5).rows
    for first, second in zip(rows[0].cells, rows[1].cells, strict=True):
        assert first.get_x() == pytest.approx(second.get_x())
    assert rows[2].cells.get_right()[0] == pytest.approx(rows[0].cells.get_right()[0])
    assert rows[2].cells.width <= 4


def test_the_blocks_carry_the_shapes_of_the_tensors(encoder: AttentionTrace) -> None:
    head = encoder.head(1)
    diagram = block_diagram(carried(encoder), masked=False)
    shapes = {(pipe.link.start, pipe.link.end): pipe.link.carried.shape for pipe in diagram.pipes}
    assert shapes["Q", "MatMul"] == head.query.shape
    assert shapes["K", "MatMul"] == head.key.shape
    assert shapes["V", "Mix"] == head.value.shape
    assert shapes["Mix", "out"] == head.output.shape
    steps = [shapes[pipe.link.start, pipe.link.end] for pipe in spine(diagram)]
    tensors = [head.scores, head.scaled, head.masked, head.weights, head.output]
    assert steps == [tensor.shape for tensor in tensors]


def test_the_mask_is_dashed_only_where_it_hides_nothing(
    encoder: AttentionTrace, decoder: AttentionTrace
) -> None:
    optional = block_diagram(carried(encoder), masked=False).block("Mask").node
    needed = block_diagram(carried(decoder), masked=True).block("Mask").node
    assert (optional.look, needed.look) == ("dashed box", "box")
    lanes = [
        [head.node.name for head in sequence_diagram(carried(trace), masked=trace.hides).heads]
        for trace in (encoder, decoder)
    ]
    assert "mask" not in lanes[0]
    assert lanes[1][4:8] == ["dot product", "scale", "mask", "softmax"]
    assert [lanes[1][:4], lanes[1][8:]] == [["input", "Q", "K", "V"], ["output"]]


def test_one_real_row_runs_from_its_scores_to_its_output() -> None:
    shown: dict[str, list[tuple[str, str]]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        shown[beat.name] = [(n.citation.tensor, n.text) for n in numerals(chapter) if n.citation]

    chapter = rehearse("TheFormula", look)
    query, key = chapter.pair
    expected = [
        (f"head1.{name}", f"{float(getattr(chapter.story, name)[query, key]):.2f}")
        for name in ("scores", "scaled", "masked", "weights")
    ]
    assert set(expected) <= set(shown["one row"])
    outputs = [text for tensor, text in shown["one row"] if tensor == "head1.output"]
    assert len(outputs) == chapter.story.d_head
    assert ("score_divisor(head1.query)", "2") in shown["scale"]


def test_the_last_frame_says_what_each_symbol_means() -> None:
    words: set[str] = set()

    def look(chapter: Chapter, _beat: Beat) -> None:
        words.clear()
        words.update(text.text for text in texts(chapter))

    rehearse("TheFormula", look)
    assert {"what I am looking for", "what I offer", "what I hand over"} <= words


def test_a_masked_head_shows_what_the_mask_hides() -> None:
    said: dict[str, str] = {}
    signs: set[str] = set()

    def look(chapter: Chapter, beat: Beat) -> None:
        said[beat.name] = beat.caption
        signs.update(number.text for number in numerals(chapter))

    rehearse("TheFormula", look, model="speaker", kind="masked", sentence="the sky is blue")
    assert "minus infinity" in said["mask"]
    assert "−∞" in signs
