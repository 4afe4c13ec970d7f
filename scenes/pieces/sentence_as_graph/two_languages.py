"""A graph in which one sentence hears another, and what its rows are about to write."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    LaggedStart,
    VGroup,
    smooth,
    squish_rate_func,
)

from attention_math.story import leaders, written_next
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.mobjects.motion import flowing
from scenes.mobjects.token_row import fitting
from scenes.pieces.sentence_as_graph.kind_of_graph import WIDEST, KindOfGraph
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.layout import line, spread
from scenes.stage.phrases import Phrase
from scenes.stage.text import Text

_BETWEEN, _OF_WIDTH = 3.0, 0.82  # what rows write is wider than they are
_SIZES, _BEYOND = (
    (0.5, 0.42, 0.34, 0.28),
    0.0,
)  # of what rows write: its type, beyond their own width
_ARROW = 0.25  # times the type: from an arrow to its word
_LATE = squish_rate_func(smooth, 0.5, 1.0)


class TwoLanguages(KindOfGraph):
    """Listeners of one language stand above speakers of another.

    ``writes`` are the words that the rows are about to write; the last one has nothing to write.
    """

    def __init__(
        self,
        name: Phrase,
        trace: AttentionTrace,
        head: int,
        weights: Quantity,
        asking: Quantity,
        answering: Quantity,
    ) -> None:
        given, shown = (
            (weights, asking, answering),
            fitting(asking.words()[:-1], _OF_WIDTH * WIDEST),
        )
        super().__init__(name, trace, head, *given, shown=shown, rise=_BETWEEN)
        self.next = words = derive(written_next, asking).words()[:shown]
        for size in _SIZES:
            self.writes = self._written(words, size)
            if self.writes.width <= self.graph.tokens.width + _BEYOND:
                break

    def follow_most(self, key: int) -> int:
        """Follow the edge on which a word is heard most, and return who hears it."""
        row = int(derive(leaders, self.graph.quantity[:, key]).values[0])
        self.follow(row, key)
        return row

    def write_next(self) -> Animation:
        """Let one row after the other hear what is said, and tell what it is about to write."""
        rows = (self._write(row, word) for row, word in enumerate(self.writes))
        return LaggedStart(*rows, lag_ratio=0.6)

    def _write(self, row: int, word: VGroup) -> Animation:
        heard = flowing(self.graph.incoming(row), theme.NORMAL)
        return AnimationGroup(heard, FadeIn(word, shift=UP * 0.2, rate_func=_LATE))

    def _written(self, words: Sequence[Word], size: float) -> VGroup:
        labels = VGroup()
        for token, word in zip(self.graph.tokens, words, strict=False):
            text = Text(word, size=size, declared=Declared("token"))
            labels.add(
                line(Text("→", size=size), text, gap=_ARROW * size).next_to(token, UP, buff=0.15)
            )
        return spread(labels)
