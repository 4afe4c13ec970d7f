"""All words' sums in layers, one a head, that can be taken out; below them what is written."""

from __future__ import annotations

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Animation,
    FadeIn,
    FadeOut,
    LaggedStart,
    ShowPassingFlash,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.bars import Bars, span
from scenes.mobjects.formula import Formula
from scenes.mobjects.token_row import Token
from scenes.pieces.concat_is_a_sum.apart import Apart
from scenes.pieces.concat_is_a_sum.gloss import Gloss
from scenes.pieces.concat_is_a_sum.rooms import layered
from scenes.pieces.concat_is_a_sum.sawn import head_name
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel, Rule, Statement
from scenes.stage.text import Text

_NAMES = 1.8
_OUT, _INSIDE = 2.5, 0.4  # how far a layer goes out at once, and how far it may in any time
_WIDE = 0.6  # of a column: a word's bars


class Layers:
    """A layer for each head, and one for the bias; on it a bar for each word.

    It is that of one column of the update.
    """

    def __init__(self, apart: Apart, query: int, column: int) -> None:
        only = slice(column, column + 1)
        parts = [*(update[:, only] for update in apart.updates), apart.bias[only]]
        spans = [span(part) for part in parts]
        self._apart, rooms = apart, layered([top - bottom for bottom, top in spans])
        count = len(apart.tokens)
        places = rooms.gloss.inset(left=_NAMES).columns(*[1.0] * count)
        self._xs, self._pitch = [one.center[0] for one in places], places[0].width
        self.sentence = VGroup(*map(Token, apart.tokens.words()))
        asking(self.sentence[query])
        for token, x in zip(self.sentence, self._xs, strict=True):
            token.move_to([x, rooms.sentence.center[1], 0])
        self._unit = min(
            0.86 * room.height / (top - bottom)
            for room, (bottom, top) in zip(rooms.layers, spans, strict=True)
        )
        self.names, self.layers = VGroup(), VGroup()
        for n, (room, part, ends) in enumerate(zip(rooms.layers, parts, spans, strict=True)):
            self.layers.add(self._layer(n, room, part, ends))
        top, bottom = self.sentence.get_bottom()[1], rooms.gloss.top - 0.05
        self.threads = VGroup(
            *(Rule([x, top, 0], [x, bottom, 0], color=theme.EDGE) for x in self._xs)
        ).set_z_index(-2)
        self.gloss = Gloss(apart.gloss.words(), self._xs, rooms.gloss.top - 0.48)

    def _layer(self, n: int, room: Room, part: Quantity, ends: tuple[float, float]) -> VGroup:
        """Draw one layer: a panel, and on it the bars of every word."""
        wide = room.inset(left=_NAMES)
        panel = wide.hold(Panel(width=wide.width, height=wide.height, corner_radius=0.15))
        panel.set_stroke(width=0).set_fill(theme.PANEL, opacity=1).set_z_index(-1)
        is_head = n < len(self._apart.updates)
        hue = theme.HEADS[n] if is_head else theme.QUIET
        name = head_name(n) if is_head else Formula(FORMULAS["output_bias"], color=hue)
        self.names.add(room.hold(name, LEFT))
        zero = room.center[1] - self._unit * sum(ends) / 2
        charts = VGroup()
        for i, x in enumerate(self._xs):
            values = part[i] if is_head else part
            thick = _WIDE * self._pitch / len(values)
            start = x - thick * (len(values) - 1) / 2
            feet = [np.array([start + k * thick, zero, 0.0]) for k in range(len(values))]
            given = {"unit": self._unit, "thick": 0.8 * thick, "hue": hue, "group": "layers"}
            charts.add(_Term(values, feet, **given))
        return VGroup(panel, charts)

    def bars_of(self, place: int) -> list[VGroup]:
        """Return the bars of one word, layer by layer."""
        return [layer[1][place].bars for layer in self.layers]

    def others(self, place: int) -> list[VGroup]:
        """Return all that the layers show beside one word's bars."""
        every = [one for layer in self.layers for one in layer[1]]
        kept = [layer[1][place] for layer in self.layers]
        lines = [one.line for one in kept]
        tokens = [token for i, token in enumerate(self.sentence) if i != place]
        charts = [one for one in every if one not in kept]
        return [*tokens, *(layer[0] for layer in self.layers), *lines, *charts]

    def flow(self) -> Animation:
        """Let what is added run down all threads to what is written."""
        light = [thread.copy().set_stroke(theme.HIGHLIGHT, 9) for thread in self.threads]
        VGroup(*light).set_z_index(1)
        moving = (ShowPassingFlash(one, time_width=0.4) for one in light)
        return LaggedStart(*moving, lag_ratio=0.05)

    def take_out(self, head: int, *, slowly: bool = False) -> list[Animation]:
        waits = self.names[head].animate.set_fill(theme.DIM)
        return [FadeOut(self.layers[head], shift=(_INSIDE if slowly else _OUT) * RIGHT), waits]

    def put_back(self, head: int) -> list[Animation]:
        wakes = self.names[head].animate.set_fill(theme.HEADS[head])
        return [FadeIn(self.layers[head], shift=_INSIDE * LEFT), wakes]

    def beside_names(self) -> list[Text]:
        """Return the places beside the heads' names, where one may be guessed."""
        marks = ((name, name.copy().scale(0.1)) for name in self.names[:-1])
        return [mark.next_to(name, RIGHT, buff=0.15) for name, mark in marks]


class _Term(Bars, Statement):
    """The bars of one word in one layer: a term of its sum."""


def asking(token: Token) -> Token:
    """Mark the token that the chapter follows."""
    token.box.set_stroke(theme.QUERY, theme.STROKE_FRAME)
    return token
