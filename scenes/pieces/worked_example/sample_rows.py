"""A sample of a batch: a row of tokens above their ids."""

from __future__ import annotations

from collections.abc import Iterable

from manim import DOWN, UP, Animation, FadeIn, LaggedStart, VGroup
from manim.mobject.mobject import _AnimationBuilder

from scenes import theme
from scenes.mobjects.token_row import Token
from scenes.stage.cited import Citation, Quantity
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel
from scenes.stage.text import Numeral, Text

_SIZE, _GAP = 0.75, 0.3


class SampleRow(VGroup):
    """A sample of a batch: ``tokens[t]`` stands above ``ids[t]``."""

    def __init__(self, room: Room, words: Quantity, ids: Quantity) -> None:
        cells = room.columns(*[1] * len(ids))
        tokens = [Token(word, size=_SIZE) for word in words.words()]
        self.tokens = VGroup(*map(_held, cells, tokens))
        self.ids = VGroup(*map(self._id, ids.each(), tokens))
        super().__init__(self.tokens, self.ids)

    @staticmethod
    def _id(cited: Citation, token: Token) -> Numeral:
        number = Numeral(cited, decimals=0, size=_SIZE, color=theme.HIGHLIGHT)
        return number.next_to(token, DOWN, buff=_GAP)

    def light(self, place: int) -> _AnimationBuilder:
        """Frame a token: it is followed."""
        box = self.tokens[place].box
        return box.animate.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)

    def fall_out(self, text: Text) -> Animation:
        """Let the tokens come out of the text that they are cut from."""
        falling = (FadeIn(one, target_position=text) for one in self.tokens)
        return LaggedStart(*falling, lag_ratio=0.2)

    def count_out(self) -> Animation:
        """Let each token drop its id."""
        return LaggedStart(*(FadeIn(one, shift=DOWN * _GAP) for one in self.ids), lag_ratio=0.2)


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
