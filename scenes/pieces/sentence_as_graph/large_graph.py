"""A graph in large type: how it opens, how it is told of one word and then of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import DOWN, Animation, FadeIn, FadeOut, Mobject, VGroup

from scenes import theme
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, stage

_BESIDE = {"widest": 5.9, "size": 0.58, "gap": 1.3, "rise": 2.9}
_ALONE = {"widest": 11.2, "size": 0.68, "gap": 1.6, "rise": 2.7}
_SHARES, _BETWEEN = (6.0, 7.0), 0.4  # of the stage: the graph and its matrix
_LEFT, _RIGHT, _ABOVE, _BELOW = 0.15, 1.2, 0.9, 0.35
_TIP = 2.2  # times its size, as long as no edge is weighed
_PALE = 0.15  # of cells, as long as edges are thin


def graph_of_one(
    quantity: Quantity, visible: np.ndarray, words: Sequence[str], listener: int
) -> AttentionGraph:
    """Draw the edges that arrive at a word, none of them weighed; their tips are larger."""
    own = visible & (np.arange(len(visible)) == listener)[:, None]
    graph = AttentionGraph(quantity, own, words, color=theme.QUERY, **_ALONE)
    graph.tokens[listener].box.set_stroke(theme.QUERY, theme.STROKE_FRAME)
    stage().rows(6, 1)[0].inset(top=_ABOVE, right=_RIGHT).hold(graph).thin()
    for edge in graph.edges:
        edge.tip.scale(_TIP, about_point=edge.tip.points[0])
    return graph


def graph_of_all(
    told: AttentionGraph, quantity: Quantity, visible: np.ndarray, words: Sequence[str]
) -> tuple[AttentionGraph, Room]:
    """Draw all edges beside a room for the matrix; those of one word look as they were told."""
    left, right = beside(*_SHARES)
    graph = AttentionGraph(quantity, visible, words, color=theme.WEIGHT, **_BESIDE)
    graph.tokens.match_style(told.tokens)
    for edge in told.edges:
        graph.edge(edge.query, edge.key).match_style(edge)
    return left.inset(bottom=_BELOW).hold(graph, DOWN), right


def beside(*shares: float) -> tuple[Room, Room]:
    """Divide the stage into a room for a graph and one for the matrix that it is."""
    left, right = stage().columns(*shares, gap=_BETWEEN)
    return left.inset(left=_LEFT), right


def forget(graph: AttentionGraph, cells: VGroup, *known: Mobject) -> Iterator[Animation]:
    """Let all edges be as thin as if none were weighed, and the matrix go dim with them."""
    yield from (edge.animate.thin() for edge in graph.edges)
    yield cells.animate.set_fill(opacity=_PALE)
    yield from map(FadeOut, known)


def remember(graph: AttentionGraph, cells: VGroup, *known: Mobject) -> Iterator[Animation]:
    """Let edges and matrix be as they were."""
    yield from (edge.animate.weigh() for edge in graph.edges)
    yield cells.animate.set_fill(opacity=1)
    yield from map(FadeIn, known)
