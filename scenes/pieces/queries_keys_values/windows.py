"""X shines through three windows of learnt numbers, and leaves them as queries, keys and values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import (
    LEFT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.icons import ROLES, Icon
from scenes.mobjects.motion import settle
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.queries_keys_values.window import Window
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, stage


def bands() -> tuple[Room, Room, Room]:
    """Return the rooms for what heads the matrices, for their rows, and for what is below them."""
    return stage().rows(1.3, 3.5, 1.05)


class Windows(VGroup):
    """The words, X as heat, and a window each for queries, keys and values."""

    def __init__(
        self,
        words: Sequence[str],
        inputs: Quantity,
        made: Sequence[tuple[Quantity, Quantity]],
        icons: Sequence[Icon],
    ) -> None:
        names, rest = bands()[1].columns(1.35, 12.05)
        self.heights = names.heights(len(inputs), most=0.9)
        pitch = self.heights[0] - self.heights[1]
        self.names = RowLabels(
            words, self.heights, right=names.right - 0.15, size=0.4, color=theme.INK
        )
        law = partial(theme.score_color, limit=inputs.limit())
        high = pitch * len(inputs)
        self.inputs = HeatMap(inputs, width=3.1, height=high, color_of=law)
        rest.hold(self.inputs, LEFT)
        self.title = Formula(FORMULAS["inputs"], size=0.6).next_to(self.inputs, UP, buff=0.2)
        self.windows = []
        for role, (weight, result), row in zip(ROLES, made, stage().rows(1, 1, 1), strict=True):
            room = row.inset(left=rest.left - row.left, bottom=0.08)
            self.windows.append(Window(role, weight, result, inputs=self.inputs, room=room))
        self.icons = icons
        super().__init__(self.names, self.inputs, self.title, *self.windows)

    def unroll(self) -> Animation:
        """Let the rows of X come out of the words."""
        return AnimationGroup(GrowFromEdge(self.inputs, LEFT), FadeIn(self.title))

    def open(self) -> Animation:
        """Open one window after the other."""
        return LaggedStart(*(window.open() for window in self.windows), lag_ratio=0.6)

    def flash(self) -> Animation:
        """Send every row of X through all three."""
        return LaggedStart(*(window.flash() for window in self.windows), lag_ratio=0.2)

    def working_room(self) -> Room:
        """Return the room between what has left the windows and the words, at some distance."""
        whole = stage()
        left, right = self.names.get_right()[0], self.windows[0].result.get_left()[0]
        return whole.inset(left=left - whole.left + 1.2, right=whole.right - right + 0.3)

    def step_aside(self) -> list[Animation]:
        """Let all go but the words, and what has left the windows."""
        gone = (part for one in self.windows for part in (one.pane, one.rim, one.label, one.beams))
        return [FadeOut(self.inputs, self.title, *gone)]

    def send_icons(self) -> list[Animation]:
        """Let each icon move to where that which it stands for will leave its window."""
        return [
            settle(icon, window.home, shrink=True)
            for icon, window in zip(self.icons, self.windows, strict=True)
        ]
