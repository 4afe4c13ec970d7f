"""Samples of a batch: each a row of tokens with their ids, or a block with a vector for each."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, UP, VGroup

from scenes import theme
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.mobjects.token_row import Token
from scenes.stage.cited import Declared, Quantity
from scenes.stage.text import Numeral, Text

_ACROSS = 2.45  # from one token to the next
_BASELINE = 0.1  # below the middle of a line, so that letters and digits stand alike


class SampleRows(VGroup):
    """One row a sample: ``tokens[b][t]`` above its id."""

    def __init__(
        self, words: Sequence[Sequence[str]], ids: Quantity, *, names: Sequence[str]
    ) -> None:
        self.tokens, self.ids, self.names = VGroup(), VGroup(), VGroup()
        for row, (sample, name) in enumerate(zip(words, names, strict=True)):
            tokens, numbers = VGroup(), VGroup()
            for place, word in enumerate(sample):
                token = Token(word, size=0.5).move_to([place * _ACROSS, -1.95 * row, 0])
                number = Numeral(ids.cite(row, place), decimals=0, size=0.45, color=theme.HIGHLIGHT)
                tokens.add(token)
                numbers.add(number.next_to(token.box, DOWN, buff=0.18))
            self.tokens.add(tokens)
            self.ids.add(numbers)
            label = Text(name, color=theme.QUIET).next_to(VGroup(tokens[0], numbers[0]), LEFT)
            self.names.add(label.set_x(-2.0, direction=RIGHT))
        super().__init__(self.tokens, self.ids, self.names)
        self.move_to([0, 0, 0])


class SampleBlock(VGroup):
    """One sample upright: a line a token, with its word, its id and its vector."""

    def __init__(
        self,
        words: Sequence[str],
        ids: Quantity,
        vectors: Quantity,
        *,
        name: str,
        pitch: tuple[float, float],
        size: float,
    ) -> None:
        self.matrix = NumberMatrix(vectors, decimals=4, pitch=pitch, size=size)
        self.ids = VGroup(
            *(
                Numeral(ids.cite(line), decimals=0, color=theme.HIGHLIGHT)
                for line in range(len(words))
            )
        )
        self.labels = VGroup(*(Text(word, declared=Declared("token")) for word in words))
        self.heading = Text(name, color=theme.QUIET)
        super().__init__(self.labels, self.ids, self.matrix, self.heading)
        self.follow()

    def follow(self) -> SampleBlock:
        """Put words, ids and name to where the matrix stands."""
        left = self.matrix.get_left()[0]
        for line, (label, number) in enumerate(zip(self.labels, self.ids, strict=True)):
            height = self.matrix.row_height(line)
            number.set_y(height).set_x(left - 0.3, direction=RIGHT)
            label.set_x(left - 1.35, direction=RIGHT).stand_on(height - _BASELINE)
        self.heading.next_to(self.matrix, UP, buff=0.25)
        return self
