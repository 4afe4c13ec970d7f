"""Where the towers stand, what they read, what is written, and what is told beside them."""

from __future__ import annotations

from typing import NamedTuple

from scenes import theme
from scenes.pieces.the_transformer.tower import HIGH, LOW
from scenes.stage.layout import Room, stage
from scenes.stage.shapes import Panel

_HEADLINE, _READ = 0.8, 0.45
_BETWEEN, _BEYOND = 0.3, 0.12  # two towers; by which a sentence is wider than its tower
_SUBLAYERS = 3  # of a decoder that has an encoder


class Rooms(NamedTuple):
    """The line on top, three columns for towers, and below two lines of words.

    While the encoder is built it is ``near``, and has all columns but what stands ``beside`` it.
    ``gap`` is what is left between the blocks of the highest tower.
    """

    headline: Room
    encoder: Room
    decoder: Room
    aside: Room
    english: Room
    french: Room
    near: Room
    beside: Room
    gap: float


def rooms() -> Rooms:
    """Divide the stage."""
    headline, towers, read = stage().rows(_HEADLINE, stage().height - _HEADLINE - _READ, _READ)
    encoder, decoder, aside = towers.columns(1, 1, 1, gap=_BETWEEN)
    english = Room(encoder.left, encoder.right - 1.5 * _BEYOND, read.bottom, read.top)
    french = Room(encoder.right - _BEYOND, aside.left + 1, read.bottom, read.top)
    free = towers.height - 2 * HIGH - _SUBLAYERS * (HIGH + LOW)
    near = Room(towers.left, towers.right, read.bottom, towers.top)
    beside = aside.inset(left=0.4, top=0.4, bottom=0.4)
    gap = free / (_SUBLAYERS + 2)
    return Rooms(headline, encoder, decoder, aside, english, french, near, beside, gap)


def closed_box() -> Panel:
    """Draw the machine before it is opened."""
    room = rooms().near.inset(left=2.6, right=2.6, bottom=1.0, top=0.5)
    box = Panel(width=room.width, height=room.height, corner_radius=0.3, fill_opacity=1)
    return room.hold(box.set_fill(theme.PANEL).set_stroke(theme.EDGE, theme.STROKE_THIN))
