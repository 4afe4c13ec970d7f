"""A sentence that goes on: with a box in which the odds of all next tokens lie, or with one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import LEFT, Animation, FadeIn, FadeOut, ReplacementTransform, Transform, VGroup
from manim.utils.rate_functions import ease_in_cubic, ease_out_cubic

from scenes import theme
from scenes.mobjects.motion import become, exchange
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.next_token.odds_line import OddsLine
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import RoundedRectangle

_HIGH, _ROUND = 1.7, 0.25  # of a token's box, in ems; and of the box
_GAP, _EDGE = 0.15, 0.11  # between tokens, and between a box and what lies in it
_OF_WIDTH = 0.6  # which the words take at most


class Said(VGroup):
    """The words, and the one that was drawn, in the middle of a room."""

    def __init__(self, room: Room, words: Sequence[str], drawn: str) -> None:
        size = room.height / _HIGH
        row = TokenRow([*words, drawn], size=size, gap=_GAP, widest=room.width)
        *self.words, self.last = room.hold(row)
        super().__init__(*self.words, self.last)

    def give_way(self, other: Said) -> Iterator[Animation]:
        """Let another word be said."""
        boxes = (*self.words, self.last.box), (*other.words, other.last.box)
        yield become(*boxes)
        yield exchange([self.last.label], [other.last.label])


class Asking(VGroup):
    """The words, and after them in the room, or in one ``below``, a box for what comes.

    Until they are ``filled`` in, the odds are not seen.
    """

    def __init__(
        self,
        room: Room,
        words: Sequence[str],
        told: Sequence[str],
        odds: Quantity,
        below: Room | None = None,
    ) -> None:
        widest = (1 if below else _OF_WIDTH) * room.width
        row = TokenRow(words, size=room.height / _HIGH, gap=_GAP, widest=widest)
        self.words = [*room.hold(row, LEFT * (below is None))]
        rest = below or room.inset(left=row.width + _GAP)
        self.box = RoundedRectangle(
            width=rest.width,
            height=rest.height,
            corner_radius=_ROUND,
            stroke_color=theme.HIGHLIGHT,
            stroke_width=theme.STROKE_FRAME,
            fill_color=theme.PANEL,
            fill_opacity=1,
        )
        rest.hold(shows(self.box, Furniture("panel")))
        inside = rest.inset(left=_EDGE, right=_EDGE, bottom=_EDGE, top=_EDGE)
        self.line = OddsLine(inside, told, odds, over=_EDGE)
        super().__init__(*self.words, self.box)

    def filled(self) -> Asking:
        """Hold the odds."""
        return self.add(self.line)

    def light(self, place: int) -> Animation:
        """Light what the number fell on."""
        return self.line.segments[place].animate.set_fill(theme.HIGHLIGHT)

    def lit(self, place: int) -> Asking:
        """Hold the odds, with what a number fell on lit already."""
        self.line.segments[place].set_fill(theme.HIGHLIGHT)
        return self.filled()

    def widen(self, other: Asking) -> Iterator[Animation]:
        """Let the words rise out of the way of the box, which becomes another."""
        yield become(self.words, other.words, rate_func=ease_out_cubic)
        yield ReplacementTransform(self.box, other.box, rate_func=ease_in_cubic)

    def turn(self, other: Asking) -> Iterator[Animation]:
        """Let the odds become others."""
        yield become((*self.words, self.box), (*other.words, other.box))
        yield become(self.line.segments, other.line.segments)
        yield exchange(self.line.labels.values(), other.line.labels.values())

    def go(self, other: Asking) -> Iterator[Animation]:
        """Go with the same odds to where another stands; a label without room there goes."""
        yield become((*self.words, self.box), (*other.words, other.box))
        yield become(self.line.segments, other.line.segments)
        for place, label in self.line.labels.items():
            there = other.line.labels.get(place)
            yield ReplacementTransform(label, there) if there else FadeOut(label)

    def shut(self, place: int, said: Said) -> Iterator[Animation]:
        """Let the box close on what the number fell on, till that is all that is said."""
        name, drawn = self.line.name_of(place), said.last.label
        is_said = getattr(name, "text", "") == drawn.text
        yield become(self.words, said.words, rate_func=ease_in_cubic)
        yield ReplacementTransform(self.box, said.last.box, rate_func=ease_out_cubic)
        for part, gone in self.line.squeezed(place, said.last.box, but=name if is_said else None):
            yield Transform(part, gone, remover=True, rate_func=ease_out_cubic)
        naming = ReplacementTransform(name, drawn) if is_said else FadeIn(drawn)
        yield naming.set_rate_func(ease_out_cubic)

    def open(self, place: int, said: Said) -> Iterator[Animation]:
        """Let the box open again, out of the word that was said."""
        yield become(said.words, self.words, rate_func=ease_out_cubic)
        yield ReplacementTransform(said.last.box, self.box, rate_func=ease_in_cubic)
        for part, gone in self.line.squeezed(place, said.last.box):
            yield ReplacementTransform(gone, part, rate_func=ease_in_cubic)
        yield FadeOut(said.last.label)
