"""A wall of heads, seen through a window from as near or as far as one likes."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, Animation, UpdateFromAlphaFunc, VGroup, VMobject, smooth

from scenes import theme
from scenes.pieces.patterns_at_scale.cropped_map import CroppedMap
from scenes.pieces.patterns_at_scale.look import Look
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Path, Rectangle

_GAP = 0.045  # of a head's side: how wide the lines between heads are
_WIDTHS = 0.009, 0.06  # the least and the most of it
_LEAVING, _BLANK = 0.15, 0.5  # of a head so near to the window's edge it fades; a blank's opacity
_PER_UNIT = 100  # of manim's widths of strokes in a unit of the frame


class HeadWall(VGroup):
    """Measured heads, in a wall of as many as there may be; the others are blank.

    Parameters
    ----------
    patterns
        Of all measured heads, laid side by side, each as many cells wide and high as ``block``.
    wall
        How many layers and heads the wall has.
    room
        The window: nothing of the wall is drawn outside of it.
    """

    def __init__(self, patterns: Quantity, block: int, wall: tuple[int, int], room: Room) -> None:
        self.patterns, self.block, self.wall, self.room = patterns, block, wall, room
        self.measured = tuple(length // block for length in patterns.shape)
        self.map = CroppedMap(patterns, width=1, height=1)
        blank = Rectangle(stroke_width=0, fill_color=theme.WEIGHT)
        self.others = shows(blank, Furniture("heads", "weights"))
        gaps = (shows(Path(stroke_color=theme.GROUND), Furniture("grid")) for _ in range(2))
        self.far_gaps, self.gaps = gaps
        border = Path(stroke_color=theme.HIGHLIGHT, stroke_width=theme.STROKE_THIN)
        self.border = shows(border, Furniture("outline"))
        self.inside: VMobject | None = None  # what stands in one of the blank heads, and its
        self._place = 0.0, 0.0, 1.0  # place and height
        self.whole = 0.0  # how much of the others is seen
        super().__init__(self.map, self.gaps)

    def put(self, mobject: VMobject, across: float, down: float, height: float) -> HeadWall:
        """Let something stand at a point of the wall, so high in heads."""
        self.inside, self._place = mobject, (across, down, height)
        return self

    def at(self, across: float, down: float) -> np.ndarray:
        """Return where on the stage a point of the wall is now."""
        way = RIGHT * (across - self.seen.across) + DOWN * (down - self.seen.down)
        return self.room.center + self.seen.side * way

    def outline(self, layer: int, head: int) -> Outline:
        """Frame a head where it stands now."""
        frame = Outline(width=self.seen.side, height=self.seen.side)
        frame.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        return frame.move_to(self.at(head + 0.5, layer + 0.5))

    def all_in(self, room: Room, layers: int, heads: int) -> Look:
        """Return from where the first so many layers and heads fill a room of the window."""
        return Look.at_all(layers, heads, room, self.room)

    def show_in(self, room: Room) -> Look:
        """Look through another window from now on; all that it held stays where it is."""
        seen, self.room = self.seen.through(room, self.room), room
        return self.look(seen).seen

    def show_others(self) -> Animation:
        """Let those come that were not measured."""
        return UpdateFromAlphaFunc(self, lambda wall, alpha: wall.show_whole(alpha))

    def show_whole(self, share: float) -> HeadWall:
        """Let so much of those be seen that were not measured."""
        self.whole = share
        return self.look(self.seen)

    def fly(self, there: Look) -> Animation:
        """Go to another look."""
        here = self.seen
        return UpdateFromAlphaFunc(
            self, lambda wall, alpha: wall.look(here.towards(there, alpha)), rate_func=smooth
        )

    def look(self, seen: Look) -> HeadWall:
        """Show the part of the wall that stands in the window, and keep what is seen of it."""
        self.seen, ends = seen, seen.ends(self.room)
        width = float(np.clip(_GAP * seen.side, *_WIDTHS)) * _PER_UNIT
        parts = []
        if self.whole:
            lines = self.far_gaps.set_stroke(width=width, opacity=self.whole)
            self._draw_box(self.others, *np.clip(ends, 0, self.wall[::-1]))
            self.others.set_fill(opacity=_BLANK * self.whole)
            parts = [self.others, self._rule(lines, ends, self.wall)]
        if (ends[1] > 0).all() and (ends[0] < self.measured[::-1]).all():
            parts.append(self._show_map(ends))
            parts.append(self._rule(self.gaps.set_stroke(width=width), ends, self.measured))
            if self.whole:
                border = self.border.set_stroke(opacity=self.whole)
                parts.append(self._rule(border, ends, self.measured, self.measured))
        self.submobjects = [*parts, *self._show_inside(ends)]
        return self

    def _show_inside(self, ends: np.ndarray) -> list[VMobject]:
        across, down, height = self._place
        free = np.minimum((across, down) - ends[0], ends[1] - (across, down)).min() - height / 2
        if not (self.inside and self.whole and free > 0):
            return []
        inside = self.inside.scale(height * self.seen.side / self.inside.height)
        inside.set_fill(opacity=self.whole * min(1.0, free / _LEAVING))
        return [inside.move_to(self.at(across, down))]

    def _show_map(self, ends: np.ndarray) -> CroppedMap:
        """Keep the cells that the window holds at least in part."""
        most = np.array(self.patterns.shape[::-1])
        first = np.clip(np.floor(ends[0] * self.block), 0, most - 1).astype(int)
        last = np.clip(np.ceil(ends[1] * self.block), first + 1, most).astype(int)
        self._draw_box(self.map, first / self.block, last / self.block)
        return self.map.crop(slice(first[1], last[1]), slice(first[0], last[0]))

    def _draw_box(self, box: Rectangle, low: np.ndarray, high: np.ndarray) -> Rectangle:
        start, end = self.at(*low), self.at(*high)
        corners = np.array([[end[0], start[1], 0], start, [start[0], end[1], 0], end])
        return box.set_points_as_corners([*corners, corners[0]])

    def _rule(
        self,
        path: Path,
        ends: np.ndarray,
        count: tuple[int, int],
        pitch: tuple[int, int] = (1, 1),
    ) -> Path:
        """Draw lines in so many layers and heads, and around, as far as the window goes."""
        (low, high), path = np.clip(ends, 0, count[::-1]), path.clear_points()
        for axis in (0, 1):
            for place in range(0, count[1 - axis] + 1, pitch[1 - axis]):
                if not low[axis] <= place <= high[axis]:
                    continue
                start, end = low.copy(), high.copy()
                start[axis] = end[axis] = place
                path.start_new_path(self.at(*start))
                path.add_line_to(self.at(*end))
        return path
