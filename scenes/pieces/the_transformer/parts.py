"""The parts of a stack: what is plugged in, and the norm above it."""

from __future__ import annotations

import numpy as np
from manim import (
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Restore,
    Succession,
    VGroup,
    interpolate_color,
    there_and_back,
)

from attention_math.blocks import Block as Told
from attention_math.blocks import Does
from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.pieces.the_transformer.blocks import Block, Node
from scenes.stage.claims import Furniture, shows
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.shapes import Panel
from scenes.stage.text import Text

ATTENTION: tuple[Does, ...] = "self", "masked", "cross"
WIDE, HIGH, LOW = 5.2, 0.7, 0.48  # of a part, and of one at an end of the machine
NORM = 0.12
_OUT = 0.8  # how far a part is pulled out
_HOLE, _ON = -1.5, 0.5  # the z-index of what it leaves, and of what lies on a box
_SIZE, _SMALL, _ICON, _BESIDE = 0.62, 0.48, 0.5, 0.1
_GHOST, _EDGE = 0.5, 0.3  # of what was there: the size of its name, and how far from the end
_TINT, _LIT = 0.2, 0.8  # of a box, by the hue of its name
_ASKS = 1.5  # by which what asks grows
_WORKS, _EDGE_LIT = 0.5, 7.0  # seconds of light, and how wide its edge is then
_CORNER = 0.05


class Part(VGroup):
    """A block that can be pulled out to a side, and leaves a hole; attention asks."""

    def __init__(self, told: Told, place: np.ndarray, outward: np.ndarray) -> None:
        self.does, self.module, self.outward = told.does, told.module, outward
        is_end, asks = told.does in ("embedding", "output"), told.does in ATTENTION
        high, size = (LOW, _SMALL) if is_end else (HIGH, _SIZE)
        hue = "weights" if asks else ""
        node = Node(told.module, _name_of(told.does), (place[0], place[1]), of=hue)
        self.block = Block(node, width=WIDE, height=high, size=size)
        box, label = shows(self.block.box, Furniture("panel", of=hue)), self.block.label
        box.set_fill(interpolate_color(theme.PANEL, label.color, _TINT)).set_stroke(label.color)
        self.is_out = False
        super().__init__(self.block)
        if asks:
            icon = Icon("query", height=_ICON)
            label.shift((_ICON + _BESIDE) / 2 * outward)
            icon.next_to(label, -outward, buff=_BESIDE).match_y(box)
            self.add(icon.set_z_index(_ON))

    def slide_in(self) -> Animation:
        """Let it come from its side into its place."""
        return FadeIn(self, shift=-_OUT * self.outward)

    def pull_out(self) -> Animation:
        """Let it go, and leave a hole with its name at the outer end, behind what runs through."""
        self.is_out = True
        hole = self.block.box.copy().set_fill(theme.GROUND).set_z_index(_HOLE)
        hole.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        name = Text(_name_of(self.does), size=_GHOST, color=theme.QUIET)
        name.stand_on(self.block.label.baseline).align_to(hole, self.outward)
        self._hole = VGroup(hole, name.shift(-_EDGE * self.outward))
        going = FadeOut(self, shift=_OUT * self.outward)
        return LaggedStart(going, FadeIn(self._hole), lag_ratio=0.5)

    def plug_in(self) -> Animation:
        """Let it be there again."""
        self.is_out = False
        return LaggedStart(FadeOut(self._hole), self.slide_in(), lag_ratio=0.5)

    def seen(self) -> VGroup:
        """Give what is seen in its place: itself, or the hole and its name."""
        return self._hole if self.is_out else self

    def face(self) -> Panel:
        """Give the box that is seen in its place."""
        return self._hole[0] if self.is_out else self.block.box

    def work(self) -> Animation:
        """Let its edge light up while vectors run through it."""
        lit = self.block.box.animate(rate_func=there_and_back, run_time=_WORKS)
        return lit.set_stroke(theme.HIGHLIGHT, _EDGE_LIT)

    def say_who(self) -> Animation:
        """Light up, and say within what it asks instead of its name."""
        box, label, (icon,) = self.block.box, self.block.label, self[1:]
        box.save_state()
        self._within = Text(_within(self.does), size=_SIZE, color=theme.GROUND)
        self._within.stand_on(label.baseline).align_to(label, -self.outward)
        lit = box.animate.set_fill(interpolate_color(theme.PANEL, label.color, _LIT))
        grow = icon.animate(rate_func=there_and_back).scale(_ASKS)
        name = Succession(FadeOut(label), FadeIn(self._within))
        return AnimationGroup(lit, name, grow)

    def say_name(self) -> Animation:
        """Say its name again."""
        name = Succession(FadeOut(self._within), FadeIn(self.block.label))
        return AnimationGroup(Restore(self.block.box), name)


class Norm(Panel):
    """A bar above a part, where what it gives is added to what went past it, and evened out."""

    def __init__(self, module: str, place: np.ndarray) -> None:
        self.module = module
        super().__init__(width=WIDE, height=NORM, corner_radius=_CORNER, fill_opacity=1)
        self.set_fill(theme.EDGE).set_stroke(width=0).move_to(place)


def _name_of(does: Does) -> Phrase:
    """Say what a block does."""
    return {
        "embedding": phrase("embedding, position"),
        "self": phrase("self-attention"),
        "masked": phrase("self-attention"),
        "cross": phrase("cross-attention"),
        "feed-forward": phrase("feed-forward"),
        "output": phrase("linear, softmax"),
    }[does]


def _within(does: Does) -> Phrase:
    """Say between which sentences attention is."""
    if does == "cross":
        return phrase("across")
    return phrase("within English") if does == "self" else phrase("within French")
