"""A graph of one trace under its name, small enough for three of them side by side."""

from __future__ import annotations

from manim import RIGHT, VGroup

from attention_math.story import written_next
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.mobjects.token_row import fitting
from scenes.pieces.sentence_as_graph.attention_graph import AttentionGraph
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.heading import origin
from scenes.stage.layout import Room
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.text import Text


class GraphPanel(VGroup):
    """What a graph is called, the graph, what it is of, and where its weights come from.

    A row of words that is too long for the room ends in an ellipsis.
    """

    def __init__(
        self,
        room: Room,
        name: str,
        says: str,
        trace: AttentionTrace,
        head: int,
        weights: Quantity,
        asking: Quantity,
        answering: Quantity,
    ) -> None:
        queries, keys, visible = asking.words(), None, trace.visible
        if trace.source.kind == "cross":
            # A row of the decoder writes the word after its own: it is named for what it writes.
            weights, visible = weights[:-1], visible[:-1]
            queries, keys = derive(written_next, asking)[:-1].words(), answering.words()
        inner = room.inset(left=0.2, right=0.2)
        rows = fitting(queries, inner.width)
        columns = fitting(keys, inner.width) if keys else rows
        self.graph = AttentionGraph(
            weights[:rows, :columns],
            visible[:rows, :columns],
            queries[:rows],
            keys and keys[:columns],
            size=0.34,
            gap=0.3,
            rise=2.2 if keys else 1.25,
            widest=inner.width,
            color=theme.QUERY,
        )
        top, middle, foot = room.rows(1, 7, 2)
        tokens, speakers = self.graph.tokens, self.graph.speakers
        self.graph.shift(middle.center - (tokens.get_center() + speakers.get_center()) / 2)
        for row, shown, words in ((tokens, rows, queries), (speakers, columns, keys)):
            if words and shown < len(words):
                self.graph.add(Text("⋯", color=theme.QUIET).next_to(row, RIGHT, buff=0.08))
        super().__init__(
            top.hold(Text(name, size=0.42, color=theme.HIGHLIGHT)),
            self.graph,
            foot.rows(1, 1)[0].hold(Text(says)),
            foot.rows(1, 1)[1].hold(origin(trace.source.label, head)),
        )


def kinds_of_graphs() -> tuple[tuple[Phrase, Phrase], ...]:
    """Say of the three kinds of attention which graph each is, and who hears what in it."""
    return (
        (phrase("complete"), phrase("an encoder hears all")),
        (phrase("causal"), phrase("a decoder hears no future")),
        (phrase("bipartite"), phrase("French hears English")),
    )
