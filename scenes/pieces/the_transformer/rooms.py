"""Where the towers stand, what they read, what is written, and what is counted."""

from __future__ import annotations

from typing import NamedTuple

from manim import VGroup

from scenes import theme
from scenes.pieces.the_transformer.parts import HIGH, LOW, NORM
from scenes.stage.layout import Room, stage
from scenes.stage.shapes import Panel
from scenes.stage.text import Text

_HEADLINE, _READ = 0.95, 0.6
_BETWEEN, _AROUND = 0.1, 0.5  # two towers; them, and what runs along them
_COUNTED, _MARK = 1.83, 2.6
_SUBLAYERS = 3  # of a decoder that has an encoder


class Rooms(NamedTuple):
    """The line on top, a tower at each side of the middle, and below them a line of words.

    While the encoder is built it is ``near``; ``counted`` is above it. ``gap`` is what is left
    between the parts of the higher tower.
    """

    headline: Room
    encoder: Room
    decoder: Room
    english: Room
    french: Room
    near: Room
    counted: Room
    gap: float


def rooms() -> Rooms:
    """Divide the stage."""
    headline, towers, read = stage().rows(_HEADLINE, stage().height - _HEADLINE - _READ, _READ)
    encoder, decoder = towers.halves(gap=_BETWEEN)
    english, french = read.halves(gap=_BETWEEN)
    near = Room(towers.left, towers.right, read.bottom, towers.top)
    gap = (towers.height - _AROUND - 2 * LOW - _SUBLAYERS * (HIGH + NORM)) / (_SUBLAYERS + 1)
    above = encoder.inset(left=0.4, right=0.3, top=0.1)
    counted, _ = above.rows(_COUNTED, above.height - _COUNTED)
    return Rooms(headline, encoder, decoder, english, french, near, counted, gap)


def closed_box() -> VGroup:
    """Draw the machine before it is opened: nobody knows what is in it."""
    room = rooms().near.inset(left=2.4, right=2.4, bottom=1.0, top=0.2)
    box = Panel(width=room.width, height=room.height, corner_radius=0.3, fill_opacity=1)
    box.set_fill(theme.PANEL).set_stroke(theme.EDGE, theme.STROKE_FRAME)
    return VGroup(room.hold(box), room.hold(Text("?", size=_MARK, color=theme.HIGHLIGHT)))
