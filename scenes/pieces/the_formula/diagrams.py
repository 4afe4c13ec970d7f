"""One head as a diagram of blocks and as a sequence of messages, with its real shapes."""

from __future__ import annotations

from collections.abc import Mapping

from scenes.formulas import FORMULAS
from scenes.pieces.the_formula.block_diagram import BlockDiagram
from scenes.pieces.the_formula.blocks import Link, Node
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
        else Node("Mask", "Mask (optional)", at["masked"], look="faint box"),
        Node("SoftMax", "SoftMax", at["weights"], "weights"),
        Node("Mix", "MatMul", at["output"]),
        Node("out", FORMULAS["out"], at["out"], "value", "symbol"),
    ]
    links = [
        Link("Q", "MatMul", carried["query"], "query", "left"),
        Link("K", "MatMul", carried["key"], "key"),
        Link("V", "Mix", carried["value"], "value", "left"),
        Link("MatMul", "Scale", carried["scores"]),
        Link("Scale", "Mask", carried["scaled"]),
        Link("Mask", "SoftMax", carried["masked"]),
        Link("SoftMax", "Mix", carried["weights"], "weights"),
        Link("Mix", "out", carried["output"], "value"),
    ]
    return BlockDiagram(nodes, links)


def sequence_diagram(carried: Mapping[str, Quantity], *, masked: bool) -> SequenceDiagram:
    """Draw a head as messages: input, Q, K and V, dot product, scale, softmax, output."""
    queries_from, keys_from = carried["query_side.inputs"], carried["key_side.inputs"]
    lanes = [("input", ""), ("Q", "query"), ("K", "key"), ("V", "value"),
             ("dot product", ""), ("scale", ""), ("softmax", "weights"),
             ("output", "value")]  # fmt: skip
    messages = [
        Message("input", "Q", queries_from, "query"),
        Message("input", "K", keys_from, "key"),
        Message("input", "V", keys_from, "value"),
        Message("Q", "dot product", carried["query"], "query"),
        Message("K", "dot product", carried["key"], "key"),
        Message("dot product", "scale", carried["scores"]),
        Message("scale", "softmax", carried["scaled"]),
        Message("softmax", "output", carried["weights"], "weights"),
        Message("V", "output", carried["value"], "value"),
    ]
    if masked:
        lanes.insert(6, ("mask", ""))
        messages[6:7] = [Message("scale", "mask", carried["scaled"]),
                         Message("mask", "softmax", carried["masked"])]  # fmt: skip
    return SequenceDiagram(lanes, messages, height=4.7).shift([0, -0.65, 0])
