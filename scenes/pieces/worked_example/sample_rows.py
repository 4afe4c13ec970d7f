"""The samples of a batch: each a row of tokens above their ids."""

from __future__ import annotations

from collections.abc import Iterable

from manim import DOWN, LEFT, UP, Animation, FadeIn, LaggedStart, VGroup
from manim.mobject.mobject import _AnimationBuilder

from scenes import theme
from scenes.mobjects.token_row import Token
from scenes.stage.cited import Quantity, Word
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel
from scenes.stage.text import Numeral, Text

_SIZE = 0.6
_NAMES = "first sample", "second sample"
_FOR_NAMES, _GAP = 2.1, 0.25


class SampleRows(VGroup):
    """``tokens[b][t]`` stands above ``ids[b][t]``; the samples are named at their left."""

    def __init__(self, room: Room, words: Quantity, ids: Quantity) -> None:
        self.tokens, self.ids, self.names = VGroup(), VGroup(), VGroup()
        samples, places = ids.shape
        for b, band in enumerate(room.rows(*[1] * samples)):
            cells = band.inset(left=_FOR_NAMES).columns(*[1] * places)
            tokens = [Token(Word(words.cite(b, t)), size=_SIZE) for t in range(places)]
            self.tokens.add(VGroup(*map(_held, cells, tokens)))
            self.ids.add(VGroup(*(self._id(ids, b, t, tokens[t]) for t in range(places))))
            name = Text(_NAMES[b], size=theme.SIZE_LABEL, color=theme.QUIET)
            name.set_x(band.left, direction=LEFT).stand_on(tokens[0].label.baseline)
            self.names.add(name)
        super().__init__(self.tokens, self.ids, self.names)

    @staticmethod
    def _id(ids: Quantity, sample: int, place: int, token: Token) -> Numeral:
        number = Numeral(ids.cite(sample, place), decimals=0, size=_SIZE, color=theme.HIGHLIGHT)
        return number.next_to(token, DOWN, buff=_GAP)

    def light(self, place: int) -> _AnimationBuilder:
        """Frame a token of the first sample: it is followed."""
        box = self.tokens[0][place].box
        return box.animate.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)

    def second(self) -> VGroup:
        """Return all of the sample that is not followed."""
        return VGroup(*(part[1] for part in (self.tokens, self.ids, self.names)))

    def fall_out(self, text: Text) -> Animation:
        """Let the tokens come out of the text that they are cut from."""
        tokens = (token for row in self.tokens for token in row)
        return LaggedStart(*(FadeIn(one, target_position=text) for one in tokens), lag_ratio=0.2)

    def count_out(self) -> Animation:
        """Let each token drop its id."""
        numbers = (number for row in self.ids for number in row)
        return LaggedStart(*(FadeIn(one, shift=DOWN * _GAP) for one in numbers), lag_ratio=0.2)


def _held(room: Room, token: Token) -> Token:
    return room.hold(token).shift(UP * _GAP)


def covered(words: Iterable[Text]) -> VGroup:
    """Draw a bar over each word, so that nobody can read it."""
    covers = VGroup()
    for word in words:
        bar = Panel(width=word.width + _GAP, height=0.9 * word.em, corner_radius=0.05)
        bar.set_fill(theme.EDGE, opacity=1).set_stroke(width=0).set_z_index(2)
        covers.add(bar.move_to(word).set_y(word.baseline + theme.MIDDLE * word.em))
    return covers
