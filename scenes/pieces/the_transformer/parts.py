"""The parts of a stack: what is plugged in, the norm above it, and the words that are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from manim import (
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    MoveToTarget,
    Restore,
    VGroup,
    interpolate_color,
    there_and_back,
)

from attention_math.blocks import Block as Told
from attention_math.blocks import Does
from scenes import theme
from scenes.mobjects.blocks import Block, Node
from scenes.mobjects.icons import Icon
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room, line
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.refusal import StageError
from scenes.stage.shapes import Outline, Panel, Path
from scenes.stage.text import Text

ATTENTION: tuple[Does, ...] = "self", "masked", "cross"
WIDE, HIGH, LOW = 4.65, 0.66, 0.45  # of a part, and of one at an end of the machine
NORM = 0.14
_OUT = 1.35  # how far a part is pulled out
_SIZE, _SMALL, _ICON, _BESIDE = 0.52, 0.4, 0.42, 0.2
_TINT, _LIT = 0.2, 0.8  # of a box, by the hue of its name
_ASKS = 1.5  # by which what asks grows
_STROKE, _CORNER = 3.0, 0.05
_WORD, _GAP = 0.28, 0.1


class Part(VGroup):
    """A block in a slot, out of which it can be pulled to a side; attention asks."""

    def __init__(self, told: Told, place: np.ndarray, outward: np.ndarray) -> None:
        self.does, self.module, self.outward = told.does, told.module, outward
        is_end, asks = told.does in ("embedding", "output"), told.does in ATTENTION
        high, size = (LOW, _SMALL) if is_end else (HIGH, _SIZE)
        hue = "weights" if asks else ""
        node = Node(told.module, _name_of(told.does), (place[0], place[1]), of=hue)
        self.block = Block(node, width=WIDE, height=high, size=size)
        box, label = shows(self.block.box, Furniture("panel", of=hue)), self.block.label
        box.set_fill(interpolate_color(theme.PANEL, label.color, _TINT)).set_stroke(label.color)
        self.slot = Outline(width=WIDE, height=high).move_to(place).set_z_index(-0.9)
        self.slot.set_stroke(theme.LINE, theme.STROKE_THIN)
        super().__init__(self.block)
        if asks:
            icon = Icon("query", height=_ICON)
            label.shift((_ICON + _BESIDE) / 2 * outward)
            self.add(icon.next_to(label, -outward, buff=_BESIDE).match_y(box))

    def slide_in(self) -> Animation:
        """Let it come from its side into its slot."""
        return FadeIn(self, shift=-_OUT * self.outward)

    def pull_out(self) -> Animation:
        """Let it leave its slot, until it is restored."""
        self.save_state()
        self.generate_target().shift(_OUT * self.outward)
        self.target.block.box.set_fill(theme.GROUND)
        return MoveToTarget(self)

    def say_who(self) -> Animation:
        """Light up, and say within what it asks instead of its name."""
        box, label, (icon,) = self.block.box, self.block.label, self[1:]
        box.save_state()
        self._within = Text(_within(self.does), size=_SIZE, color=theme.GROUND)
        self._within.stand_on(label.baseline).align_to(label, -self.outward)
        lit = box.animate.set_fill(interpolate_color(theme.PANEL, label.color, _LIT))
        grow = icon.animate(rate_func=there_and_back).scale(_ASKS)
        return AnimationGroup(lit, FadeOut(label), FadeIn(self._within), grow)

    def say_name(self) -> Animation:
        """Say its name again; what lies on the box comes after it."""
        on_top = self[1].animate.scale(1), FadeIn(self.block.label)
        return AnimationGroup(Restore(self.block.box), FadeOut(self._within), *on_top)


class Norm(Panel):
    """A bar above a part, where what it gives is added to what went past it, and evened out."""

    def __init__(self, module: str, place: np.ndarray) -> None:
        self.module = module
        super().__init__(width=WIDE, height=NORM, corner_radius=_CORNER, fill_opacity=1)
        self.set_fill(theme.EDGE).set_stroke(width=0).move_to(place)


def way_through(corners: Sequence[np.ndarray]) -> Path:
    """Draw a way through corners."""
    path = Path(stroke_color=theme.EDGE, stroke_width=_STROKE).set_z_index(-1)
    return shows(path.set_points_as_corners(corners), Furniture("pipe"))


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


def read_line(words: Iterable[str], room: Room, *, most: float) -> VGroup:
    """Set words that are read in a line below a tower, as large as there is room for."""
    small = _line(words := tuple(words), _WORD)
    if small.width > room.width:
        raise StageError("this chapter has no room for so many words: choose a shorter sentence")
    row = _line(words, min(most, 0.98 * _WORD * room.width / small.width))
    row.move_to(room.center)
    return row.shift(UP * (room.bottom + 0.15 - row[0].baseline))


def _line(words: Iterable[str], size: float) -> VGroup:
    return line(*(Text(word, size=size) for word in words), gap=_GAP * size / _WORD)
