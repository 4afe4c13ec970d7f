"""What becomes of a decoder that has no encoder: a model that goes on with what it reads."""

from __future__ import annotations

from manim import (
    DOWN,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes.pieces.the_transformer.front import Front
from scenes.pieces.the_transformer.machine import ABREAST, NEAR, READ, Machine
from scenes.pieces.the_transformer.read_line import read_line
from scenes.pieces.the_transformer.rooms import rooms
from scenes.pieces.the_transformer.told import ALONE, BEGUN, Told
from scenes.pieces.the_transformer.tower import Tower


class Alone:
    """A tower alone, large, in the middle, with what it ``reads``."""

    def __init__(self, told: Told) -> None:
        place, layers = rooms(), told.layers("decoder", ALONE).cite()
        self.tower = Tower(told.alone, place.decoder, place.gap, RIGHT, layers)
        self.reads = read_line(BEGUN.split(), place.french, most=READ)
        self.reads.match_x(self.tower.parts)
        whole = VGroup(self.tower, self.tower.ground, self.tower.times, self.reads)
        place.near.hold(whole.scale(NEAR), DOWN)

    def become(self, small: VGroup, machine: Machine) -> Animation:
        """Let a small machine without its bridge lose its encoder, close up, and come near."""
        (encoder, decoder), inner = small, self.tower.sublayers()
        were = zip(decoder, machine.decoder.sublayers(), strict=True)
        kept = [box for box, part in were if part.does != "cross"]
        pairs = zip(kept, (part.block.box for part in inner), strict=True)
        going = FadeOut(encoder, *(box for box in decoder if box not in kept))
        near = AnimationGroup(going, *(ReplacementTransform(*pair) for pair in pairs))
        within = (one for part in inner for one in (part.block.label, *part[1:]))
        coming = FadeIn(self.tower.ends(), self.tower.norms, self.reads, *within)
        return LaggedStart(near, coming, lag_ratio=0.7)

    def run(self) -> Animation:
        """Let what it reads run up."""
        return Front(len(self.reads), ABREAST).run(self.tower.way(), 1.2)
