"""One head as a diagram of blocks and as a sequence of messages, with its real shapes."""

from __future__ import annotations

from collections.abc import Mapping

from scenes.formulas import FORMULAS
from scenes.mobjects.blocks import Link, Node
from scenes.pieces.the_formula.block_diagram import BlockDiagram
from scenes.pieces.the_formula.schedule import Schedule
from scenes.pieces.the_formula.sequence_diagram import Message
from scenes.stage.cited import Quantity

CARRIED = {
    ("MatMul", "Scale"): "scores",
    ("Scale", "Mask"): "scaled",
    ("Mask", "SoftMax"): "masked",
    ("SoftMax", "Mix"): "weights",
    ("Mix", "out"): "output",
}  # from step to step
SIGNS = {"Q": "query", "K": "key", "V": "value", "Scale": "divisor", "SoftMax": "softmax"}
LANES = {
    "Q": "Q",
    "K": "K",
    "V": "V",
    "MatMul": "dot product",
    "Scale": "scale",
    "Mask": "mask",
    "SoftMax": "softmax",
    "Mix": "output",
}  # which each block heads; and above, which sign of the formula is at work in it
_STEPS = "MatMul", "Scale", "Mask", "SoftMax", "Mix", "out"
_FIRST, _PITCH = -5.72, 2.32  # where the first step stands, and how far it is to the next
_SYMBOLS, _BLOCKS = 2.6, 0.9  # heights
_HALF = 0.62  # from a block's middle to a symbol above it


def block_diagram(carried: Mapping[str, Quantity], *, masked: bool) -> BlockDiagram:
    """Draw a head as the paper does: MatMul, Scale, Mask, SoftMax, MatMul; from left to right."""
    at = {name: (_FIRST + step * _PITCH, _BLOCKS) for step, name in enumerate(_STEPS)}
    first = at["MatMul"][0]
    nodes = [
        Node("Q", FORMULAS["query"], (first - _HALF, _SYMBOLS), look="symbol"),
        Node("K", FORMULAS["key"], (first + _HALF, _SYMBOLS), look="symbol"),
        Node("V", FORMULAS["value"], (first + 3.2 * _HALF, _SYMBOLS), look="symbol"),
        Node("MatMul", "MatMul", at["MatMul"]),
        Node("Scale", "Scale", at["Scale"]),
        Node("Mask", "Mask", at["Mask"])
        if masked
        else Node("Mask", "Mask (opt.)", at["Mask"], look="faint box"),
        Node("SoftMax", "SoftMax", at["SoftMax"], "weights"),
        Node("Mix", "MatMul", at["Mix"]),
        Node("out", FORMULAS["out"], at["out"], "value", "symbol"),
    ]
    hues = {"weights": "weights", "output": "value"}
    links = [
        Link("Q", "MatMul", carried["query"], "query"),
        Link("K", "MatMul", carried["key"], "key"),
        *(Link(*way, carried[name], hues.get(name, ""), "below") for way, name in CARRIED.items()),
        Link("V", "Mix", carried["value"], "value", "under"),
    ]
    return BlockDiagram(nodes, links)


def sequence_diagram(carried: Mapping[str, Quantity], *, masked: bool) -> Schedule:
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
    return Schedule(lanes, messages)
