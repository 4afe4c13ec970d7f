"""A graph in large type: how it opens, and how all of it stands beside its matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scenes import theme
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.edge import Edge
from scenes.mobjects.token_row import fitting
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room, stage
from scenes.stage.shapes import Path

_ALONE = {"widest": 11.2, "size": 0.8, "gap": 1.7, "rise": 2.7}
_TWO = {"widest": 8.8, "size": 0.75, "gap": 1.6, "rise": 3.1}
_NAMED = 0.75  # below two rows
_SHARES, _BETWEEN = (5.8, 7.25), 0.3  # of the stage: the graph and its matrix
_RIGHT, _ABOVE, _LEFT = 0.6, 0.9, 0.1
_TIP = 2.2  # times its size, as long as no edge is weighed
_ASKED = 2.5  # how broad an edge is drawn that is asked for


def graph_of_one(
    quantity: Quantity, visible: np.ndarray, words: Sequence[str], listener: int
) -> AttentionGraph:
    """Draw the edges that arrive at a word, none of them weighed; their tips are larger."""
    own = visible & (np.arange(len(visible)) == listener)[:, None]
    graph = AttentionGraph(quantity, own, words, color=theme.WEIGHT, **_ALONE)
    graph.tokens[listener].box.set_stroke(theme.QUERY, theme.STROKE_FRAME)
    stage().rows(6, 1)[0].inset(top=_ABOVE, right=_RIGHT).hold(graph).thin()
    for edge in graph.edges:
        edge.tip.scale(_TIP, about_point=edge.tip.points[0])
    return graph


def graph_of_two(
    quantity: Quantity, visible: np.ndarray, queries: Sequence[str], keys: Sequence[str]
) -> AttentionGraph:
    """Draw who hears whom of two sentences, weighed; the listeners stand above.

    No more listen than speak, and as many as have room.
    """
    shown = min(len(keys), fitting(queries[:-1], _TWO["widest"]))
    given = quantity[:shown], visible[:shown], queries[:shown], keys
    graph = AttentionGraph(*given, color=theme.WEIGHT, **_TWO)
    for token in graph.tokens:
        token.box.set_stroke(theme.QUERY, theme.STROKE_FRAME)
    return stage().inset(bottom=_NAMED).hold(graph)


def asked(edge: Edge) -> Path:
    """Draw the way of an edge of which nothing else is known."""
    path = Path(stroke_color=theme.QUIET, stroke_width=_ASKED).set_points(edge.path.points)
    return shows(path, Furniture("outline"))


def beside() -> tuple[Room, Room]:
    """Divide the stage into a room for a graph and one for the matrix that it is."""
    left, right = stage().columns(*_SHARES, gap=_BETWEEN)
    return left.inset(left=_LEFT), right
