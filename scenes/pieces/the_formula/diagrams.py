"""One head as a diagram of blocks and as a sequence of messages, with its real shapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from manim.utils.color import ManimColor

from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.blocks import Link, Node
from scenes.pieces.the_formula.block_diagram import BlockDiagram
from scenes.pieces.the_formula.sequence_diagram import Message, SequenceDiagram
from scenes.stage.cited import Quantity

Law, Way = Callable[[float], ManimColor], tuple[str, str]

_STEPS = ("MatMul", "Scale", "Mask", "SoftMax", "Mix", "out")
_FIRST, _PITCH = -5.7, 2.32  # where the first step stands, and how far it is to the next
_SYMBOLS, _BLOCKS, _TENSORS = 2.3, 0.65, -1.55  # heights
_CARRIED = "scores", "scaled", "masked", "weights", "output"
_SIDE, _HALF = 1.85, 0.62  # of a tensor; and from a block's middle to a symbol above it


def block_diagram(carried: Mapping[str, Quantity], *, masked: bool) -> BlockDiagram:
    """Draw a head as the paper does: MatMul, Scale, Mask, SoftMax, MatMul; from left to right."""
    at = {name: (_FIRST + step * _PITCH, _BLOCKS) for step, name in enumerate(_STEPS)}
    first, last = (at[name][0] for name in ("MatMul", "Mix"))
    nodes = [
        Node("Q", FORMULAS["query"], (first - _HALF, _SYMBOLS), look="symbol"),
        Node("K", FORMULAS["key"], (first + _HALF, _SYMBOLS), look="symbol"),
        Node("V", FORMULAS["value"], (last, _SYMBOLS), look="symbol"),
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
        *(
            Link(start, end, carried[name], hues.get(name, ""), "below")
            for (start, end), name in zip(pairwise(_STEPS), _CARRIED, strict=True)
        ),
        Link("V", "Mix", carried["value"], "value"),
    ]
    return BlockDiagram(nodes, links)


def tensors(diagram: BlockDiagram, law: Callable[[str], Law]) -> dict[Way, AttentionGrid]:
    """Draw below each arrow between steps what it carries, by the laws of its colours."""
    drawn = {}
    for way, name in zip(pairwise(_STEPS), _CARRIED, strict=True):
        pipe = diagram.pipe(*way)
        carried = pipe.link.carried
        cell = _SIDE / max(carried.shape), _SIDE / len(carried)  # all rows are level, however wide
        grid = AttentionGrid(carried, view="heat", cell=cell, color_of=law(name))
        drawn[way] = grid.move_to([pipe.path.get_x(), _TENSORS, 0])
    return drawn


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
    return SequenceDiagram(lanes, messages)
