"""Encoder and decoder side by side, what they read below them, and the bridge between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    LaggedStart,
    Restore,
    Succession,
    TransformFromCopy,
    VGroup,
)

from attention_math.blocks import Does
from scenes import theme
from scenes.mobjects.blocks import Block
from scenes.mobjects.motion import exchange
from scenes.pieces.the_transformer.bridge import Bridge
from scenes.pieces.the_transformer.carrying_tower import CarryingTower
from scenes.pieces.the_transformer.front import Front
from scenes.pieces.the_transformer.parts import hollow, lit, read_line
from scenes.pieces.the_transformer.rooms import rooms
from scenes.pieces.the_transformer.told import ALONE, Told
from scenes.pieces.the_transformer.tower import HIGH, LOW, WIDE, Tower
from scenes.stage.cited import Word
from scenes.stage.shapes import Path

_OTHER = 0.5  # the size of the other sentence, at most
_ABREAST = 0.9 * WIDE  # how far apart the first and the last of the words that run are
_NEAR = 1.5  # how large the encoder is while it stands alone


class Machine:
    """The translator as the paper draws it, and beside it a model that only decodes.

    ``english``, or ``other``, and ``french`` are what both read; ``near`` is the encoder with it.
    """

    def __init__(self, told: Told, english: Sequence[Word], french: Sequence[Word]) -> None:
        place = rooms()
        gap, leaving = place.gap, told.leaving
        layers = [told.layers(*of).cite() for of in (["encoder"], ["decoder"], ["decoder", ALONE])]
        self.encoder = CarryingTower(told.encoder, place.encoder, gap, LEFT, layers[0], leaving)
        self.decoder = CarryingTower(told.decoder, place.decoder, gap, RIGHT, layers[1], leaving)
        self.alone = Tower(told.alone, place.aside, gap, RIGHT, layers[2])
        self.english, self.french = (
            read_line(english, place.english),
            read_line(french, place.french),
        )
        self.other = read_line(told.other.split(), place.english, most=_OTHER)
        self.near = VGroup(self.encoder, self.english)
        self._step = (HIGH + LOW + place.gap) * UP
        (crossing,) = self.decoder.that("cross")
        self.bridge = Bridge(self.encoder.way_out(), crossing)
        self._out: set[Does] = set()

    def come_near(self) -> VGroup:
        """Let the encoder stand alone, and large, until it is restored; give what it reads."""
        self.near.save_state()
        rooms().near.hold(self.near, DOWN).scale(_NEAR, about_point=self.near.get_bottom())
        return self.english

    def step_aside(self) -> Animation:
        """Let it make room at its right for what a block does."""
        return self.near.animate.align_to([rooms().near.left, 0, 0], LEFT)

    def blocks(self, *does: Does) -> list[Block]:
        return [*self.encoder.that(*does), *self.decoder.that(*does)]

    def _ways(self, *does: Does) -> list[Path]:
        return [*self.encoder.around(*does), *self.decoder.around(*does)]

    def copy_encoder(self) -> Iterator[Animation]:
        """Let the encoder's blocks become a decoder without its second attention."""
        first, last = self.decoder.unit(0), self.decoder.unit(2).shift(-self._step)
        new = self.decoder.blocks[0], *first[:2], *last[:2]
        for old, block in zip(self.encoder.blocks, new, strict=True):
            yield TransformFromCopy(old.box, block.box)
            yield FadeIn(block.label)
        yield FadeIn(first[2], last[2], self.decoder.pipe, self.french)

    def make_room(self) -> Iterator[Animation]:
        """Let feed-forward rise, and the second attention come between."""
        yield self.decoder.unit(2).animate.shift(self._step)

    def unplug(self, *does: Does) -> Iterator[Animation]:
        """Let blocks add nothing, so that all goes around them."""
        self._out |= {*does}
        for block in self.blocks(*does):
            block.save_state()
            yield from hollow(block)
        for way in self._ways(*does):
            way.save_state()
            yield lit(way)
        if "cross" in does:
            yield from self.bridge.fail()

    def plug_in(self, *does: Does) -> list[Animation]:
        """Put such blocks back."""
        self._out -= {*does}
        mended = self.bridge.mend() if "cross" in does else []
        return [*(Restore(one) for one in (*self.blocks(*does), *self._ways(*does))), *mended]

    def run(self) -> Animation:
        """Let what is read run up the encoder, and over the bridge or not; and up the decoder."""
        words, over = len(self.english), "cross" not in self._out
        up = [*self.encoder.way(self._out), *self.bridge.way_in(over=over)]
        encoding = Front(words, _ABREAST).run(up, 0.8)
        crossing = [self.bridge.carry(words, _ABREAST, 0.4)] if over else []
        decoding = Front(len(self.french), _ABREAST).run(self.decoder.way(self._out), 1.1)
        return LaggedStart(Succession(encoding, *crossing), decoding, lag_ratio=0.25)

    def empty(self) -> list[Animation]:
        """Let all values go, and the French that was read: what follows has others."""
        gone = (part for one in (self.encoder, self.decoder) for part in (one.strips, one.shapes))
        return [FadeOut(*gone, self.french)]

    def exchange(self) -> Animation:
        """Let the other sentence be read, or again the first."""
        self.english, self.other = self.other, self.english
        return exchange([self.other], [self.english])

    def leave_encoder_out(self) -> Iterator[Animation]:
        """Let the decoder become one that stands alone: without its second attention."""
        crossing = [block.does for block in self.decoder.stack.blocks].index("cross")
        kept = [*self.decoder.blocks[:crossing], *self.decoder.blocks[crossing + 2 :]]
        for old, new in zip(kept, self.alone.blocks, strict=True):
            new.box.set_stroke(theme.INK)
            yield TransformFromCopy(old.box, new.box)
            yield FadeIn(new.label)
        yield FadeIn(self.alone.pipe, self.alone.ground, self.alone.ways, self.alone.times)

    def run_alone(self) -> Animation:
        """Let words run up in the one that stands alone."""
        return Front(len(self.french), _ABREAST).run(self.alone.way(()), 1.0)
