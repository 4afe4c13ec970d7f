"""A sentence of which one word after the other is hidden, and how useful each proved to be."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    Indicate,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.token_row import Token
from scenes.pieces.what_does_this_even_mean.asked import Asked
from scenes.pieces.what_does_this_even_mean.form_bars import FormBars
from scenes.pieces.what_does_this_even_mean.sentence import SIZE, Sentence
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, Surrounds, shows
from scenes.stage.shapes import Rectangle, RoundedRectangle
from scenes.stage.text import Numeral, Text

_BETWEEN = 0.5  # in depth: above boxes, and below words
_HIGHEST, _ABOVE, _RIM, _BESIDE = 0.9, 0.16, 0.08, 0.3
_SIZE_SCORE, _SIZE_SAID, _SIZE_NAME = 0.42, 0.36, 0.6


class Tried:
    """What hides a word, and the scores of those that were hidden before.

    Attributes
    ----------
    shade
        The dark around the word that is hidden now.
    scores
        Of each word, a bar as high as it is useful, and the number above it.
    """

    def __init__(self, asked: Asked, sentence: Sentence, bars: FormBars) -> None:
        self._asked, self._sentence, self._bars = asked, sentence, bars
        self._token = sentence.asked
        self.shade, self.scores = VGroup(), VGroup()
        self._of: dict[int, Score] = {}

    def hide(self, place: int) -> Iterator[Animation]:
        """Let the dark come over a word, and go where it was."""
        token, last = self._sentence[place], self.shade
        self.shade = _shade(token)
        dark, said = self.shade
        yield FadeIn(dark)
        yield ReplacementTransform(last[1], said) if len(last) else FadeIn(said)
        if len(last):
            yield FadeOut(last[0])
            yield self.lighten()
        self._token = token
        yield token.label.animate.set_fill(theme.DIM)

    def answer(self, place: int) -> Iterator[Animation]:
        """Let the bars answer to a word that is hidden, and its score rise."""
        self._of[place] = Score(self._sentence[place], self._asked.usefulness(place).cite())
        self.scores.add(self._of[place])
        yield self._of[place].rise()
        yield self._bars.answer(self._asked.likely(self._asked.hidden[place]))

    def lighten(self) -> Animation:
        """Let the word be seen again."""
        return self._token.label.animate.set_fill(theme.INK)

    def above(self, place: int) -> Token:
        """Return a copy of a word, where its score will stand."""
        return self._sentence[place].copy().next_to(self._sentence[place], UP)

    def let_go(self) -> Animation:
        """Let the last word that is hidden be seen."""
        return AnimationGroup(FadeOut(self.shade), self.lighten())

    def point_at(self, place: int) -> Animation:
        """Point at a word that was hidden: its score swells for a moment."""
        return Indicate(self._of[place], color=theme.HIGHLIGHT)

    def name_score(self, place: int) -> Animation:
        """Say beside the score of a word what the scores are, where there is room."""
        number = self._of[place].number
        side = RIGHT if number.get_x() < 0 else LEFT
        self.scores.add(Text("usefulness", size=_SIZE_NAME).next_to(number, side, buff=_BESIDE))
        return FadeIn(self.scores[-1], shift=-0.4 * side)


class Score(VGroup):
    """A bar above a word, as high as the word is useful, with the number above it."""

    def __init__(self, token: Token, useful: Citation) -> None:
        height = theme.proportional(useful.value, unit=_HIGHEST)
        self.bar = Rectangle(width=0.6 * token.width, height=height, stroke_width=0)
        self.bar.set_fill(theme.INK, 1).next_to(token, UP, buff=_ABOVE)
        shows(self.bar, Encoding(useful, "height", theme.proportional, group="scores"))
        self.number = Numeral(useful, size=_SIZE_SCORE).next_to(self.bar, UP, buff=_ABOVE)
        super().__init__(self.bar, self.number)

    def rise(self) -> Animation:
        return AnimationGroup(GrowFromEdge(self.bar, DOWN), FadeIn(self.number, shift=UP * 0.2))


def _shade(token: Token) -> VGroup:
    """Make the dark in which others cannot see a token: its word is drawn in grey on it."""
    dark = RoundedRectangle(
        width=token.width + _RIM,
        height=token.height + _RIM,
        corner_radius=0.35 * SIZE,
        fill_color=theme.HIDDEN,
        fill_opacity=1,
        stroke_color=theme.DIM,
        stroke_width=theme.STROKE_THIN,
    )
    shows(dark.move_to(token).set_z_index(_BETWEEN), Surrounds.of(token.label))
    said = Text("hidden", size=_SIZE_SAID, color=theme.QUIET)
    return VGroup(dark, said.next_to(dark, DOWN, buff=0.12))
