"""One head as a diagram of blocks and as a sequence of messages, with its real shapes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.pieces.the_formula.block_diagram import BlockDiagram, Link, Node, Pipe
from scenes.pieces.the_formula.sequence_diagram import Message, SequenceDiagram
from scenes.stage.cited import Quantity

_AXIS = 4.55  # the diagram's middle
_LEVELS = {"in": 2.42, "scores": 1.36, "scaled": 0.56, "masked": -0.24, "weights": -1.04,
           "output": -1.84, "out": -2.82}  # fmt: skip


def block_diagram(carried: Mapping[str, Quantity], *, masked: bool) -> BlockDiagram:
    """Draw a head as the paper does: MatMul, Scale, Mask, SoftMax, MatMul; from top to bottom."""
    at = {name: (_AXIS, height) for name, height in _LEVELS.items()}
    nodes = [
        Node("Q", FORMULAS["query"], (_AXIS - 0.55, _LEVELS["in"]), look="symbol"),
        Node("K", FORMULAS["key"], (_AXIS + 0.55, _LEVELS["in"]), look="symbol"),
        Node("V", FORMULAS["value"], (_AXIS + 1.95, _LEVELS["in"]), look="symbol"),
        Node("MatMul", "MatMul", at["scores"]),
        Node("Scale", "Scale", at["scaled"]),
        Node("Mask", "Mask", at["masked"])
        if masked
        else Node("Mask", "Mask (optional)", at["masked"], theme.QUIET, "dashed box"),
        Node("SoftMax", "SoftMax", at["weights"], theme.WEIGHT),
        Node("Mix", "MatMul", at["output"]),
        Node("out", FORMULAS["out"], at["out"], theme.VALUE, "symbol"),
    ]
    links = [
        Link("Q", "MatMul", carried["query"], theme.QUERY, "left"),
        Link("K", "MatMul", carried["key"], theme.KEY),
        Link("V", "Mix", carried["value"], theme.VALUE, "left"),
        Link("MatMul", "Scale", carried["scores"]),
        Link("Scale", "Mask", carried["scaled"]),
        Link("Mask", "SoftMax", carried["masked"]),
        Link("SoftMax", "Mix", carried["weights"], theme.WEIGHT),
        Link("Mix", "out", carried["output"], theme.VALUE),
    ]
    return BlockDiagram(nodes, links)


def spine(diagram: BlockDiagram) -> list[Pipe]:
    """Return the arrows along which one row travels from its scores to its output."""
    steps = ("MatMul", "Scale", "Mask", "SoftMax", "Mix", "out")
    return [diagram.pipe(start, end) for start, end in pairwise(steps)]


def sequence_diagram(carried: Mapping[str, Quantity], *, masked: bool) -> SequenceDiagram:
    """Draw a head as messages: input, Q, K and V, dot product, scale, softmax, output."""
    queries_from, keys_from = carried["query_side.inputs"], carried["key_side.inputs"]
    lanes = [("input", theme.INK), ("Q", theme.QUERY), ("K", theme.KEY), ("V", theme.VALUE),
             ("dot product", theme.INK), ("scale", theme.INK), ("softmax", theme.WEIGHT),
             ("output", theme.VALUE)]  # fmt: skip
    messages = [
        Message("input", "Q", queries_from, theme.QUERY),
        Message("input", "K", keys_from, theme.KEY),
        Message("input", "V", keys_from, theme.VALUE),
        Message("Q", "dot product", carried["query"], theme.QUERY),
        Message("K", "dot product", carried["key"], theme.KEY),
        Message("dot product", "scale", carried["scores"]),
        Message("scale", "softmax", carried["scaled"]),
        Message("softmax", "output", carried["weights"], theme.WEIGHT),
        Message("V", "output", carried["value"], theme.VALUE),
    ]
    if masked:
        lanes.insert(6, ("mask", theme.INK))
        messages[6:7] = [Message("scale", "mask", carried["scaled"]),
                         Message("mask", "softmax", carried["masked"])]  # fmt: skip
    return SequenceDiagram(lanes, messages, height=4.7).shift([0, -0.65, 0])
