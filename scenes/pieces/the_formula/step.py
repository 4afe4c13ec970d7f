"""The steps of the formula, in the order of work, and the block that each is."""

from __future__ import annotations

from dataclasses import dataclass

from manim import DOWN, RIGHT, Animation, MoveToTarget, VGroup

from scenes import theme
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel
from scenes.stage.text import Text

WIDE, HIGH = 2.0, 1.1
_NAME, _LOWER = 0.37, -0.4  # type of a name, and where it stands below symbols
_BEHIND, _NEAR = -1, 0.3  # boxes stand behind; between words that wait


@dataclass(frozen=True)
class Step:
    """A step: its name, if its symbol is none, the symbols in it, and the tensor that leaves."""

    name: str
    signs: tuple[str, ...]
    leaves: str

    def block(self, *, optional: bool) -> VGroup:
        """Draw a box around the origin, and the name in it; one that may be left out is faint."""
        box = panel(WIDE)
        if not self.name:
            return VGroup(box)
        words, hue = (f"{self.name} (opt.)", theme.QUIET) if optional else (self.name, theme.INK)
        name = Text(words, size=_NAME, color=hue)
        box.set_stroke(theme.LINE if optional else theme.QUIET)
        return VGroup(box, name.stand_on(_LOWER if self.signs else -theme.MIDDLE * _NAME))


STEPS = (
    Step("MatMul", ("query", "key"), "scores"),
    Step("Scale", ("divisor",), "scaled"),
    Step("Mask", (), "masked"),
    Step("", ("softmax",), "weights"),
    Step("MatMul", ("value",), "output"),
)


def panel(width: float) -> Panel:
    """Draw an empty box, as high as all are."""
    box = Panel(width=width, height=HIGH, corner_radius=0.1, z_index=_BEHIND)
    return box.set_fill(theme.PANEL, 1).set_stroke(theme.QUIET, theme.STROKE_THIN)


def waiting(forms: VGroup, room: Room) -> Animation:
    """Let words go into a room, below each other if it is narrow."""
    forms.generate_target()
    if len(forms):
        is_narrow = room.width < 2 * room.height
        forms.target.arrange(DOWN if is_narrow else RIGHT, buff=_NEAR)
        room.hold(forms.target, shrink=True)
    return MoveToTarget(forms)
