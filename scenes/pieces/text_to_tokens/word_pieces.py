"""Words above, the tokens that they are cut into below, and what falls from one to the other."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Polygon, VGroup

from scenes import theme
from scenes.mobjects.token_row import Token, TokenRow

_APART = 1.75  # from the middle of the words to the middle of the tokens


class WordPieces(VGroup):
    """Each word stands over its tokens; ``places[i]`` are those of word i.

    ``funnels[i]`` is as wide as the word at its top, and as all its tokens at its bottom.
    """

    def __init__(
        self,
        words: Sequence[str],
        places: Sequence[Sequence[int]],
        tokens: Sequence[str],
        *,
        widest: float,
    ) -> None:
        self.places = tuple(map(tuple, places))
        self.tokens = TokenRow(tokens, gap=0.22, widest=widest)
        self.size = self.tokens[0].label.size
        self.words, self.funnels = VGroup(), VGroup()
        for text, own in zip(words, self.places, strict=True):
            pieces = VGroup(*(self.tokens[place] for place in own))
            word = Token(text, size=self.size)
            word.shift([pieces.get_x() - word.box.get_x(), _APART - word.box.get_y(), 0])
            self.words.add(word)
            self.funnels.add(_funnel(word, pieces))
        super().__init__(self.funnels, self.words, self.tokens)


def _funnel(word: Token, pieces: VGroup) -> Polygon:
    top, bottom = word.box.get_bottom()[1], pieces.get_top()[1]
    corners = [
        [word.box.get_left()[0], top, 0],
        [word.box.get_right()[0], top, 0],
        [pieces.get_right()[0], bottom, 0],
        [pieces.get_left()[0], bottom, 0],
    ]
    return Polygon(*corners, stroke_width=0, fill_color=theme.LINE, fill_opacity=0.6)
