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
ABREAST = 1.45  # how far apart the first and the last of the words that run are
_NARROW = 0.3  # of that, where nobody sees it
NEAR = 1.32  # how large a tower is that stands alone
_SINK = 0.66 * DOWN  # the way of what stays where the ends have gone


class Machine:
    """The translator as the paper draws it; ``english``, or ``other``, is what it reads."""

    def __init__(self, told: Told, english: Sequence[Word], french: Sequence[Word]) -> None:
        place, self._told, self._count = rooms(), told, len(french)
        stacks = (told.encoder, place.encoder, LEFT), (told.decoder, place.decoder, RIGHT)
        self.towers = self.encoder, self.decoder = tuple(
            Tower(stack, room, place.gap, side, told.layers(stack.name).cite())
            for stack, room, side in stacks
        )
        self.english, self.other = (
            read_line(words, place.english, most=READ) for words in (english, told.other.split())
        )
        said = Text("the French so far", size=_SO_FAR, color=theme.QUIET)
        self.so_far = place.french.hold(said).match_x(self.decoder.parts)
        top = self.encoder.way()[-1].place
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
        coming = self.decoder.come(0), FadeIn(self.so_far)
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
        """Let all layers of both towers be seen."""
        yield from (tower.spread(seconds) for tower in (self.encoder, self.decoder))

    def light(self, part: Part) -> Iterator[Animation]:
        """Let a kind of attention light up where it lives; over the bridge if it is there."""
        yield part.say_who()
        if part.does == "cross":
            yield self.cross()

    def inner(self) -> VGroup:
        """Give what stays while parts are pulled out."""
        return VGroup(self.encoder.inner(), self.decoder.inner(), self.bridge, self.bridge.icons)

    def lay_bare(self) -> Animation:
        """Let both ends of both towers go, and all between them sink into their place."""
        going = FadeOut(self.encoder.ends(), self.decoder.ends(), self.so_far)
        return LaggedStart(going, self.inner().animate.shift(_SINK), lag_ratio=0.8)

    def faces(self) -> VGroup:
        """Give the boxes of all parts that can be pulled out, and the holes of those that are."""
        faces = ((part.face() for part in tower.sublayers()) for tower in self.towers)
        return VGroup(map(VGroup, faces))

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
        lit = (tower.work() for tower in self.towers)
        both = [*map(AnimationGroup, (Succession(encoding, self.cross(0.7)), decoding), lit)]
        return LaggedStart(*both, lag_ratio=0.25)

    def cross(self, seconds: float = 1.0) -> Animation:
        """Let what the encoder has made run over the bridge or, if that is cut, fall."""
        return self.bridge.carry(len(self.english), ABREAST, seconds)

    def go(self) -> Iterator[Animation]:
        """Let all go that is looked into, and what is read."""
        yield FadeOut(self.inner(), shift=_SINK)
        yield FadeOut(self.english)

    def exchange(self) -> Animation:
        """Let the other sentence be read, or again the first."""
        self.english, self.other = self.other, self.english
        return exchange([self.other], [self.english])
