"""A block that mixes what all heads tell a word, and the update that comes out of it."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    LaggedStart,
    Mobject,
    Transform,
    UpdateFromAlphaFunc,
    VGroup,
    linear,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.token_row import Token
from scenes.pieces.many_heads.heat_strip import HeatStrip
from scenes.pieces.many_heads.ribbons import bars_in, laid
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, stage
from scenes.stage.shapes import Outline, Panel, Rule

_NAMES, _WIDE = ("concat", "mixed", "is the update"), 2.3  # the latter is their room
_READER = 0.1  # how wide it is
_WORDS, _SMALLER = 1.5, 0.8  # of words that stand beside their updates
_OWN, _GIVEN = 2.4, 0.5  # how much higher the followed one is; of its line, what another takes


class Mixing:
    """Three lines: a word's ribbons end to end, W_O, and the word's update.

    Parameters
    ----------
    updates
        What the layer adds to all words.
    row
        The word's place.
    """

    def __init__(self, room: Room, updates: Quantity, *, row: int) -> None:
        names, right = room.columns(_WIDE, room.width - _WIDE)
        rooms = self.joined, middle, self._last = right.rows(1.7, 0.75, 1.7, gap=0.3)
        self._updates, self._row = updates, row
        box = Panel(width=middle.width, height=middle.height, corner_radius=0.15, fill_opacity=1)
        box.set_fill(theme.PANEL).set_stroke(theme.EDGE, theme.STROKE_THIN)
        self.block = middle.hold(box)
        limit = updates[row].limit()
        self.update = bars_in(self._last, updates[row], limit, theme.INK, "update")
        self.names = VGroup(*(Formula(FORMULAS[symbol]) for symbol in _NAMES))
        for name, one in zip(self.names, rooms, strict=True):
            Room(names.left, names.right, one.bottom, one.top).hold(name, LEFT)

    def reader(self, ribbons: VGroup) -> VGroup:
        """Open the block at its left, and let a line run into it from each ribbon."""
        frame = Outline(width=_READER, height=self.block.height)
        frame.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        top = self.block.get_corner(UP + LEFT)
        frame.next_to(top, DOWN, buff=0)
        ends = (one.line.get_center() for one in ribbons)
        lines = VGroup(*(Rule(end, top) for end in ends)).set_z_index(-1)
        return VGroup(frame, lines.set_stroke(theme.HIGHLIGHT, theme.STROKE_THIN))

    def read(self, reader: VGroup, run_time: float) -> Animation:
        """Let it go along the block, and a number of the update come from each."""
        frame, lines = reader
        start = self.block.get_corner(UP + LEFT)

        def go(_group: Mobject, share: float) -> None:
            top = start + share * self.block.width * RIGHT
            frame.set_x(top[0])
            for one in lines:
                one.put_start_and_end_on(one.get_start(), top)

        going = UpdateFromAlphaFunc(reader, go, run_time=run_time, rate_func=linear)
        each = (FadeIn(bar, shift=0.3 * DOWN) for bar in self.update.bars)
        coming = LaggedStart(*each, lag_ratio=0.06, run_time=run_time, rate_func=linear)
        return AnimationGroup(going, coming)

    def give(self, tokens: Sequence[Token]) -> tuple[list[Animation], Animation]:
        """Let the update stand beside its word; then let all others have theirs, smaller."""
        shares = [_OWN if place == self._row else 1.0 for place in range(len(tokens))]
        own, others = [], []
        for place, (token, line) in enumerate(zip(tokens, stage().rows(*shares), strict=True)):
            words, wide = line.columns(_WORDS, line.width - _WORDS)
            if place == self._row:
                spot = words.hold(token.copy().scale(_SMALLER))
                own = [Transform(token, spot), laid(self.update, wide, self._last)]
                continue
            size = {"width": wide.width, "height": _GIVEN * wide.height}
            part, limit = self._updates[place : place + 1], self._updates.limit()
            strip = wide.hold(HeatStrip(part, **size, limit=limit))
            given = VGroup(words.hold(token.scale(_SMALLER)), strip)
            others.append(FadeIn(given, shift=0.3 * RIGHT))
        return own, LaggedStart(*others, lag_ratio=0.2)
