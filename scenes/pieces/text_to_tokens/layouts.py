"""Where the sentence stands, and in the end the ids in its boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from manim import UP, Animation, AnimationGroup, FadeIn, ReplacementTransform, VGroup

from scenes import theme
from scenes.mobjects.token_row import Token
from scenes.stage.cited import Citation
from scenes.stage.claims import Surrounds, shows
from scenes.stage.layout import Room, stage
from scenes.stage.text import Numeral

_NUMBER, _LABEL, _FILLED, _NEAR = 0.85, 0.6, 0.85, 0.12  # shares of a token's type and of its box


def rooms() -> tuple[Room, Room]:
    """Divide the stage into a room for the sentence and one for what is found out about it."""
    above, below = stage().rows(2.7, 1)
    return above.inset(left=0.1, right=0.1), below


class Boxed(VGroup):
    """A token above its box, and in the box its id: what a model reads."""

    def __init__(self, token: Token, number: Numeral) -> None:
        self.token, self.number = token, number
        self.box = shows(token.box.copy(), Surrounds.of(number))
        number.scale(min(1.0, _FILLED * self.box.width / number.width)).move_to(self.box)
        self.label = token.label.copy().scale(_LABEL).set_color(theme.QUIET)
        self.label.stand_on(self.box.get_top()[1] + _NEAR + _LABEL * token.label.size / 4)
        super().__init__(self.box, self.label, self.number)

    def enter(self) -> Animation:
        """Let the letters leave the box, upwards, and the id come in."""
        olds, news = (self.token.box, self.token.label), (self.box, self.label)
        moves = map(ReplacementTransform, olds, news)
        return AnimationGroup(*moves, FadeIn(self.number, shift=UP * 0.4))

    def point_out(self) -> Animation:
        """Let it stand out among others, a little larger."""
        lit = self.box.animate.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        return AnimationGroup(lit, self.number.animate.set_color(theme.HIGHLIGHT))


def boxed(ids: Iterable[Citation], tokens: Sequence[Token]) -> list[Boxed]:
    """Put the id of each token where its letters are."""
    size = _NUMBER * tokens[0].label.size
    numbers = (Numeral(cited, decimals=0, size=size, color=theme.TOKEN) for cited in ids)
    return [Boxed(*pair) for pair in zip(tokens, numbers, strict=True)]
