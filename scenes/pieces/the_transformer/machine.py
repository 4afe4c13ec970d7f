"""Encoder and decoder side by side, what they read below them, and the bridge between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    MoveToTarget,
    Restore,
    Succession,
    VGroup,
)

from attention_math.blocks import Does
from scenes import theme
from scenes.mobjects.motion import exchange
from scenes.pieces.the_transformer.bridge import Bridge
from scenes.pieces.the_transformer.front import Front, Stop
from scenes.pieces.the_transformer.parts import ATTENTION, Part
from scenes.pieces.the_transformer.read_line import read_line
from scenes.pieces.the_transformer.rooms import rooms
from scenes.pieces.the_transformer.told import Told
from scenes.pieces.the_transformer.tower import Tower
from scenes.stage.cited import Word
from scenes.stage.text import Text

READ, _SO_FAR = 0.5, 0.5  # the size of what is read, at most
ABREAST = 1.1  # how far apart the first and the last of the words that run are
_NARROW = 0.3  # of that, where nobody sees it
NEAR, _GONE = 1.32, 3.0  # how large a tower is that stands alone; how far what goes


class Machine:
    """The translator as the paper draws it; ``english``, or ``other``, is what it reads."""

    def __init__(self, told: Told, english: Sequence[Word], french: Sequence[Word]) -> None:
        place, self._told, self._count = rooms(), told, len(french)
        stacks = (told.encoder, place.encoder, LEFT), (told.decoder, place.decoder, RIGHT)
        self.encoder, self.decoder = (
            Tower(stack, room, place.gap, side, told.layers(stack.name).cite())
            for stack, room, side in stacks
        )
        self.english, self.other = (
            read_line(words, place.english, most=READ) for words in (english, told.other.split())
        )
        said = Text("the French so far", size=_SO_FAR, color=theme.QUIET)
        self.so_far = place.french.hold(said).match_x(self.decoder.parts)
        top = self.encoder.pipe.get_end()
        self._top = np.array([self.encoder.parts.get_x(), top[1], 0])
        (crossing,) = self.decoder.that("cross")
        self.bridge = Bridge(top, crossing.get_left())

    def come_near(self) -> VGroup:
        """Let the encoder stand alone, and large, until it makes room; give what it reads."""
        for one in (near := VGroup(self.encoder, self.english)):
            one.save_state()
        near.scale(NEAR)
        rooms().near.hold(near, DOWN)
        return self.english

    def make_room(self) -> Animation:
        """Let the encoder go to its side, and then the decoder begin."""
        self.encoder.sheet.generate_target().scale(1 / NEAR).move_to(self._top)
        back = [*map(Restore, (self.encoder, self.english)), MoveToTarget(self.encoder.sheet)]
        coming = self.decoder.come(0), FadeIn(self.decoder.pipe, self.so_far)
        return LaggedStart(AnimationGroup(*back), AnimationGroup(*coming), lag_ratio=0.5)

    def run_through(self, closed: VGroup) -> Animation:
        """Let what is read run through the machine before it is opened."""
        way = Stop(self.english.get_top()), Stop(closed.get_bottom(), _NARROW)
        out = Stop(closed.get_top() + 0.3 * UP, _NARROW)
        return Front(len(self.english), self.english.width).run([*way, out], 1.2)

    def parts(self, *does: Does) -> list[Part]:
        return [*self.encoder.that(*does), *self.decoder.that(*does)]

    def attention(self) -> list[Part]:
        return self.parts(*ATTENTION)

    def spread(self, seconds: float) -> Iterator[Animation]:
        """Let all layers of both towers be seen; what left the last part goes."""
        yield FadeOut(self.decoder.sheet, run_time=0.3)
        yield from (tower.spread(seconds) for tower in (self.encoder, self.decoder))

    def light(self, part: Part) -> Iterator[Animation]:
        """Let a kind of attention light up where it lives; over the bridge if it is there."""
        yield part.say_who()
        if part.does == "cross":
            yield self.cross()

    def unplug(self, *does: Does) -> Iterator[Animation]:
        """Pull parts out, so that all goes past them."""
        yield from (part.pull_out() for part in self.parts(*does))
        if "cross" in does:
            yield from self.bridge.fail()

    def plug_in(self, *does: Does) -> list[Animation]:
        """Put such parts back."""
        mended = self.bridge.mend() if "cross" in does else []
        return [*(part.plug_in() for part in self.parts(*does)), *mended]

    def run(self) -> Animation:
        """Let what is read run up the encoder and to the bridge; and up the decoder."""
        up = [*self.encoder.way(), self.bridge.mouth()]
        encoding = Front(len(self.english), ABREAST).run(up, 0.8)
        decoding = Front(self._count, ABREAST).run(self.decoder.way(), 1.1)
        return LaggedStart(Succession(encoding, self.cross(0.7)), decoding, lag_ratio=0.25)

    def cross(self, seconds: float = 1.0) -> Animation:
        """Let what the encoder has made run over the bridge or, if that is cut, fall."""
        return self.bridge.carry(len(self.english), ABREAST, seconds)

    def leave_encoder_out(self) -> Iterator[Animation]:
        """Let the encoder go for good with all that leads to it."""
        (crossing,), encoder = self.decoder.that("cross"), self.encoder
        norm = self.decoder.norms[list(self.decoder.parts).index(crossing) - 1]
        gone = encoder, encoder.ground, encoder.times, self.english, self.bridge, self.bridge.icons
        yield FadeOut(*gone, shift=_GONE * LEFT)
        yield FadeOut(crossing, norm, shift=_GONE * RIGHT)

    def exchange(self) -> Animation:
        """Let the other sentence be read, or again the first."""
        self.english, self.other = self.other, self.english
        return exchange([self.other], [self.english])
