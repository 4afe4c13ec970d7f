"""What becomes of a decoder that has no encoder: a model that goes on with what it reads."""

from __future__ import annotations

from collections.abc import Iterator

from manim import DOWN, RIGHT, Animation, FadeIn, FadeOut, ReplacementTransform, VGroup

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

    def become(self, machine: Machine) -> Iterator[Animation]:
        """Let a decoder without its second attention close up, come to the middle, and read."""
        old, new = machine.decoder, self.tower
        kept = [part for part in old.parts if part.does != "cross"]
        crossing = list(old.parts).index(*old.that("cross")) - 1  # the embedding has no norm
        norms = [*old.norms[:crossing], *old.norms[crossing + 1 :]]
        pairs = (
            (kept, new.parts),
            (norms, new.norms),
            ([old.pipe, old.ground], [new.pipe, new.ground]),
        )
        for olds, news in pairs:
            for one, other in zip(olds, news, strict=True):
                yield ReplacementTransform(one, other)
        yield FadeOut(old.times, machine.so_far)
        yield FadeIn(new.times, self.reads)

    def run(self) -> Animation:
        """Let what it reads run up."""
        return Front(len(self.reads), NEAR * ABREAST).run(self.tower.way(), 1.2)
