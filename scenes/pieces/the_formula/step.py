"""The steps of the formula, in the order of work, and the block that each is."""

from __future__ import annotations

from dataclasses import dataclass

from manim import VGroup

from scenes import theme
from scenes.stage.shapes import Panel
from scenes.stage.text import Text

HIGH = 0.98
_NAME, _LOWER = 0.37, -0.37  # type of a name, and where it stands below symbols
_PITCH = 0.42  # of two lines
_BEHIND = -1  # boxes stand behind


@dataclass(frozen=True)
class Step:
    """A step: its name, if its symbol is none, the symbols in it, and the tensor that leaves."""

    name: str
    signs: tuple[str, ...]
    leaves: str

    def block(self, width: float, *, optional: bool) -> VGroup:
        """Draw a box around the origin, and the name in it; one that may be left out is faint."""
        box = panel(width)
        if not self.name:
            return VGroup(box)
        names = (self.name, "(opt.)") if optional else (self.name,)
        hue = theme.QUIET if optional else theme.INK
        lines = (Text(name, size=_NAME, color=hue).stand_on(_LOWER) for name in names)
        box.set_stroke(theme.LINE if optional else theme.QUIET)
        written = VGroup(*lines)
        for higher in written[:-1]:
            higher.stand_on(_LOWER + _PITCH)
        return VGroup(box, *written)


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
