"""What the chapters on the mechanism share: one head, one sentence and the look of its matrices."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from manim import ManimColor

from attention_math.story import Pair, decimals_of_scores, telling_pair
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.attention_grid import AttentionGrid

SENTENCE = "the white cat sees the green car"
DECIMALS_OF_WEIGHTS = 2


class Mechanism(Chapter):
    """A chapter on one head, small enough to be shown whole.

    From chapter to chapter the same matrix looks the same: its decimals and its colours are those
    of this class.
    """

    sentence = SENTENCE
    model = "agreement"
    layer = 1
    head = 1
    most_tokens = 7

    @cached_property
    def pair(self) -> Pair:
        """The query that the film follows, and the key that it looks at most."""
        return telling_pair(self.story.weights, self.asks)

    def asks(self, pair: Pair) -> str | None:
        """Put into words what a query asks a key, where training makes it legible."""
        words = self.trace.query_side.shown
        return self.question(words[pair.query], words[pair.key])

    def question(self, word: str, partner: str) -> str | None:
        """Put a token's question into words, where training makes it legible."""
        try:
            from attention_math.readings import question_of
        except ModuleNotFoundError:
            return None
        return question_of(self.model, word, partner)

    def grid(
        self,
        name: str,
        *,
        cell: tuple[float, float] = (0.95, 0.57),
        size: float | None = None,
        axes: tuple[str, str] | None = ("query", "key"),
        color_of: Callable[[float], ManimColor] | None = None,
        **options: object,
    ) -> AttentionGrid:
        """Lay out the head's scores or weights: a row a query, a column a key."""
        return AttentionGrid(
            self.of_head(name),
            queries=self.tokens("query").words(),
            keys=self.tokens("key").words(),
            decimals=self.decimals(name),
            cell=cell,
            size=size,
            color_of=color_of or self.color_of(name),
            axes=axes,
            **options,
        )

    def decimals(self, name: str) -> int:
        """Say with how many decimals the numbers of a matrix are written, all of them alike."""
        if name == "weights":
            return DECIMALS_OF_WEIGHTS
        return decimals_of_scores(self.of_head(name).limit())

    def color_of(self, name: str) -> partial[ManimColor]:
        """Return the map from a value to a cell's colour; scores share one scale a matrix."""
        if name == "weights":
            return partial(theme.weight_color)
        scale = "scaled" if name == "masked" else name
        return partial(theme.score_color, limit=self.of_head(scale).limit())
