"""The formula's blocks, messages and rows have the shapes and the order of the computation."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import torch
from manim import UP, Square

from attention_math.derived import score_divisor
from attention_math.trace import AttentionTrace
from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.blocks import Link, Node
from scenes.pieces.the_formula.block_diagram import BlockDiagram
from scenes.pieces.the_formula.callout import Callout
from scenes.pieces.the_formula.diagrams import block_diagram, sequence_diagram
from scenes.pieces.the_formula.schedule import Schedule
from scenes.pieces.the_formula.sequence_diagram import Message, SequenceDiagram
from scenes.pieces.the_formula.standing_bars import Floor, StandingBars
from scenes.stage.cited import Quantity
from scenes.stage.layout import stage
from scenes.stage.text import Text
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
    assert around[0][1] == pytest.approx(2)
    assert around[-1][0] == pytest.approx(0)
    assert [text.text for text in down.shape] == ["7 × 4"]
    assert set(diagram.into("b")) == {down, diagram.pipe("c", "b")}


def test_boxes_have_one_size_and_one_baseline() -> None:
    row = [Node(word, word, (3.0 * i, 0)) for i, word in enumerate(("Scale", "any", "MatMul"))]
    blocks = BlockDiagram(row, []).blocks
    assert len({round(block.box.width, 6) for block in blocks}) == 1
    assert len({round(block.label.baseline, 6) for block in blocks}) == 1


def test_messages_follow_each_other_downwards_from_sender_to_receiver() -> None:
    lanes = [(name, "") for name in ("a", "b", "c")]
    ways = (("a", "b", 2), ("c", "a", 4), ("a", "c", 6))
    order = [Message(start, end, quantity(rows, 3)) for start, end, rows in ways]
    sequence = SequenceDiagram(lanes, order)
    heights = [arrow.get_y() for arrow, _ in sequence.messages]
    assert all(above > below for above, below in pairwise(heights))
    x = {head.node.name: head.get_x() for head in sequence.heads}
    for message, (arrow, text) in zip(order, sequence.messages, strict=True):
        assert arrow.get_start()[0] == pytest.approx(x[message.sender], abs=0.1)
        assert arrow.get_end()[0] == pytest.approx(x[message.receiver], abs=0.1)
        assert text.text == " × ".join(map(str, message.carried.shape))
        assert all(abs(text.get_x() - lane) > text.width / 2 for lane in x.values())


def test_a_parcel_waits_from_its_arrival_to_the_last_message() -> None:
    ways = (("a", "b", 2), ("a", "c", 4), ("b", "d", 6), ("c", "d", 7))
    order = [Message(start, end, quantity(rows, 3), "value") for start, end, rows in ways]
    schedule = Schedule([(name, "") for name in "abcd"], order)
    _, (there, _), _, (last, _) = schedule.messages
    running = schedule.running()
    assert schedule.parcel.get_center() == pytest.approx(there.get_end())
    running.begin()
    running.interpolate(1)
    assert schedule.parcel.get_center() == pytest.approx(last.get_start())


def test_the_question_names_both_forms_and_the_answer_one() -> None:
    outcome = rehearse("TheFormula", lambda *_: None).outcome
    asked = "Will “white” be “blanc” or “blanche”? Can you read the line now?"
    assert outcome.question() == asked
    assert [part.text for part in outcome.told(stage()) if isinstance(part, Text)] == [
        "white", "blanc",
    ]  # fmt: skip


def test_the_blocks_carry_the_shapes_of_the_tensors(encoder: AttentionTrace) -> None:
    head = encoder.head(1)
    diagram = block_diagram(carried(encoder), masked=False)
    shapes = {(pipe.link.start, pipe.link.end): pipe.link.carried.shape for pipe in diagram.pipes}
    assert shapes["Q", "MatMul"] == head.query.shape
    assert shapes["K", "MatMul"] == head.key.shape
    assert shapes["V", "Mix"] == head.value.shape
    assert shapes["Mix", "out"] == head.output.shape
    spine = pairwise(("MatMul", "Scale", "Mask", "SoftMax", "Mix", "out"))
    steps = [shapes[step] for step in spine]
    tensors = [head.scores, head.scaled, head.masked, head.weights, head.output]
    assert steps == [tensor.shape for tensor in tensors]


def test_the_mask_is_faint_only_where_it_hides_nothing(
    encoder: AttentionTrace, decoder: AttentionTrace
) -> None:
    optional = block_diagram(carried(encoder), masked=False).block("Mask").node
    needed = block_diagram(carried(decoder), masked=True).block("Mask").node
    assert (optional.look, needed.look) == ("faint box", "box")
    lanes = [
        [head.node.name for head in sequence_diagram(carried(trace), masked=trace.hides).heads]
        for trace in (encoder, decoder)
    ]
    assert "mask" not in lanes[0]
    assert lanes[1][4:8] == ["dot product", "scale", "mask", "softmax"]
    assert [lanes[1][:4], lanes[1][8:]] == [["input", "Q", "K", "V"], ["output"]]


def test_a_callout_s_line_runs_from_the_part_to_the_words() -> None:
    part, words = Square(0.5), Text("what I offer").move_to([3.0, 2.0, 0])
    line, _ = Callout(words, part, UP)
    assert line.get_start()[1] > part.get_top()[1]
    assert line.get_end()[1] < words.get_bottom()[1]
    assert words.get_left()[0] <= line.get_end()[0] <= words.get_right()[0]


def test_a_bar_stands_or_hangs_as_far_as_its_value() -> None:
    values = Quantity("agreement", "head1.scores[0]", np.array([2.0, -1.0, 0.5]))
    floor = Floor((0.0, 1.0, 2.0), 0.25, 0.5)
    standing = StandingBars(values, floor, width=0.4, color_of=theme.sign_color)
    ends = [(bar.get_bottom()[1], bar.get_top()[1]) for bar in standing.bars]
    assert np.allclose(ends, [(0.25, 1.25), (-0.25, 0.25), (0.25, 0.5)])
    assert [number.text for number in standing.numbers] == ["2.0", "−1.0", "0.5"]
    assert standing.numbers[1].get_top()[1] < -0.25


def test_one_real_row_runs_from_its_scores_to_its_shares() -> None:
    shown: dict[str, list[str]] = {}
    words: set[str] = set()

    def look(chapter: Chapter, beat: Beat) -> None:
        shown[beat.name] = [number.text for number in numerals(chapter)]
        words.clear()
        words.update(text.text for text in texts(chapter))

    chapter = rehearse("TheFormula", look)
    query = torch.tensor(chapter.story.query)[chapter.pair.query]
    scores = torch.tensor(chapter.story.key) @ query
    steps = {
        "scores": (scores, 1),
        "scale": (scores / 2, 1),
        "softmax": ((scores / 2).softmax(0), 2),
    }
    for beat, (row, decimals) in steps.items():
        due = [f"{value:.{decimals}f}".replace("-", "−") for value in row.tolist()]
        assert [text.removeprefix("−") if float(text.replace("−", "-")) == 0 else text
                for text in due] == shown[beat]  # fmt: skip
    assert {"what I am looking for", "what I offer", "what I hand over", "blanc"} <= words


def test_a_masked_head_shows_those_keys_that_it_may_see() -> None:
    counted: list[int] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "scores":
            counted.append(len(numerals(chapter)))

    chapter = rehearse(
        "TheFormula", look, model="speaker", kind="masked", sentence="the sky is blue"
    )
    assert counted == [chapter.pair.query + 1]
