"""One head as a diagram of blocks and as a sequence of messages, with its real shapes."""

from __future__ import annotations

from itertools import pairwise

from attention_math.trace import AttentionTrace, HeadTrace
from scenes import theme
from scenes.pieces.the_formula.block_diagram import BlockDiagram, Link, Node, Pipe
from scenes.pieces.the_formula.sequence_diagram import Message, SequenceDiagram

_AXIS = 4.55  # the diagram's middle
_LEVELS = {"in": 2.42, "scores": 1.36, "scaled": 0.56, "masked": -0.24, "weights": -1.04,
           "output": -1.84, "out": -2.82}  # fmt: skip


def block_diagram(trace: AttentionTrace, head: HeadTrace) -> BlockDiagram:
    """Draw a head as the paper does: MatMul, Scale, Mask, SoftMax, MatMul; from top to bottom."""
    grid, masked = head.weights.shape, trace.hides
    at = {name: (_AXIS, height) for name, height in _LEVELS.items()}
    nodes = [
        Node("Q", "Q", (_AXIS - 0.55, _LEVELS["in"]), theme.QUERY, "symbol"),
        Node("K", "K", (_AXIS + 0.55, _LEVELS["in"]), theme.KEY, "symbol"),
        Node("V", "V", (_AXIS + 1.95, _LEVELS["in"]), theme.VALUE, "symbol"),
        Node("MatMul", "MatMul", at["scores"]),
        Node("Scale", "Scale", at["scaled"]),
        Node("Mask", "Mask", at["masked"])
        if masked
        else Node("Mask", "Mask (optional)", at["masked"], theme.QUIET, "dashed box"),
        Node("SoftMax", "SoftMax", at["weights"], theme.WEIGHT),
        Node("Mix", "MatMul", at["output"]),
        Node("out", '"output"', at["out"], theme.VALUE, "symbol"),
    ]
    links = [
        Link("Q", "MatMul", head.query.shape, theme.QUERY, "left"),
        Link("K", "MatMul", head.key.shape, theme.KEY),
        Link("V", "Mix", head.value.shape, theme.VALUE, "left"),
        Link("MatMul", "Scale", grid),
        Link("Scale", "Mask", grid),
        Link("Mask", "SoftMax", grid),
        Link("SoftMax", "Mix", grid, theme.WEIGHT),
        Link("Mix", "out", head.output.shape, theme.VALUE),
    ]
    return BlockDiagram(nodes, links)


def spine(diagram: BlockDiagram) -> list[Pipe]:
    """Return the arrows along which one row travels from its scores to its output."""
    steps = ("MatMul", "Scale", "Mask", "SoftMax", "Mix", "out")
    return [diagram.pipe(start, end) for start, end in pairwise(steps)]


def sequence_diagram(trace: AttentionTrace, head: HeadTrace) -> SequenceDiagram:
    """Draw a head as messages: input, Q, K and V, dot product, scale, softmax, output."""
    grid = head.weights.shape
    queries_from, keys_from = trace.query_side.inputs.shape, trace.key_side.inputs.shape
    lanes = [("input", theme.INK), ("Q", theme.QUERY), ("K", theme.KEY), ("V", theme.VALUE),
             ("dot product", theme.INK), ("scale", theme.INK), ("softmax", theme.WEIGHT),
             ("output", theme.VALUE)]  # fmt: skip
    messages = [
        Message("input", "Q", queries_from, theme.QUERY),
        Message("input", "K", keys_from, theme.KEY),
        Message("input", "V", keys_from, theme.VALUE),
        Message("Q", "dot product", head.query.shape, theme.QUERY),
        Message("K", "dot product", head.key.shape, theme.KEY),
        Message("dot product", "scale", grid),
        Message("scale", "softmax", grid),
        Message("softmax", "output", grid, theme.WEIGHT),
        Message("V", "output", head.value.shape, theme.VALUE),
    ]
    if trace.hides:
        lanes.insert(6, ("mask", theme.INK))
        messages[6:7] = [Message("scale", "mask", grid), Message("mask", "softmax", grid)]
    return SequenceDiagram(lanes, messages, height=4.7).shift([0, -0.65, 0])
