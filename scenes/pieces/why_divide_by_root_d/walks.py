"""Scores as walks: every product is a step up or down, and a score is where a walk ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import DOWN, Animation, FadeIn, FadeOut, ManimColor, ReplacementTransform, VGroup

from attention_math.experiments import Walks
from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.shapes import Arrow, Path
from scenes.stage.text import Text

_FOOT, _SIDE = 1.6, 1.0  # of a room: what the scales below and beside the walks need
_DOT = 0.08
_FAINT, _THIN, _THICK, _WIDE = 1.3, 2.5, 5.0, 8.0  # strokes
_SAID = 0.62  # of the way to the longest: where it is said what is counted
_COARSE = 2  # of the crowd every second length is drawn: those whose roots are whole


class WalkPlane(VGroup):
    """Scores from ``-end`` to ``end`` over the number of products up to ``longest``."""

    def __init__(
        self,
        room: Room,
        longest: float,
        end: float,
        *,
        across: Sequence[float],
        up: Sequence[float],
    ) -> None:
        body = room.inset(left=_SIDE, bottom=_FOOT, right=_SIDE)
        self.plane = Plane((0.0, longest), (-end, end), width=body.width, height=body.height)
        self.plane.move_to(body.center)
        self.scale_below = Plane((0.0, longest), (0.0, 1.0), width=body.width, height=0.01)
        self.scale_below.move_to(self.plane.get_bottom(), aligned_edge=DOWN)
        ticks = (self.scale_below.x_tick(value, size=theme.SIZE_TOKEN) for value in across)
        self.across = VGroup(*ticks)
        self.up = VGroup(*(self.plane.y_tick(value, size=theme.SIZE_TOKEN)[1] for value in up))
        self.says = Text("products added up", size=theme.SIZE_TOKEN)
        self.says.next_to(self.plane, DOWN).stand_on(self.across[0][1].get_bottom()[1])
        self.says.set_x(self.plane.at(_SAID * longest, 0.0)[0])
        super().__init__(self.plane, self.scale_below, self.across, self.up, self.says)

    def steps(self, sums: Quantity) -> VGroup:
        """Draw one walk step by step: a dot in the hue of the step's sign after each."""
        curve = self.plane.curve(range(len(sums)), sums, color=theme.HIGHLIGHT, width=_THICK)
        rises, dots = sums[1:] - sums[:-1], VGroup()
        for i, rise in enumerate(rises.each(), start=1):
            hue = theme.sign_color(rise.value)
            dots.add(self.plane.dot(float(i), sums.cite(i), radius=_DOT, color=hue))
        return VGroup(curve, dots)

    def beside(self, *, at_length: bool) -> float:
        """Say where numbers of the scores' axis stand: before it, or behind where walks end."""
        ends, away = self.plane.get_right if at_length else self.plane.get_left, _SIDE / 2
        return float(ends()[0] + (away if at_length else -away))

    def become(self, other: WalkPlane) -> Iterator[Animation]:
        """Let the scale below be that of another plane; the numbers beside it go."""
        yield FadeOut(VGroup(self.across, self.up), run_time=theme.QUICK)
        yield FadeIn(other.across, run_time=theme.NORMAL)
        yield ReplacementTransform(self.plane.x_axis, other.plane.x_axis)
        yield ReplacementTransform(self.says, other.says)


class DrawnWalks(VGroup):
    """A crowd of walks, how far they typically get, and in front the walks of one row."""

    def __init__(self, on: WalkPlane, lengths: Quantity, walks: Walks) -> None:
        self.on, self.lengths, self.walks = on, lengths, walks
        self.crowd = VGroup(*(self._walk(one, theme.DIM, _FAINT, _COARSE) for one in walks.crowd))
        self.row = VGroup(*(self._walk(one, theme.KEY, _THIN) for one in walks.row[1:]))
        self.first = self._walk(walks.row[0], theme.HIGHLIGHT, _THICK).set_z_index(1)
        ends = walks.spread[::_COARSE], (-1.0 * walks.spread)[::_COARSE]
        places = lengths[::_COARSE].each()
        above, below = (list(zip(places, spread.each(), strict=True)) for spread in ends)
        self.band = on.plane.outline([*above, *reversed(below)], color=theme.INK)
        super().__init__(self.band, self.crowd, self.row, self.first)

    def reach(self, place: int) -> Arrow:
        """Point from zero to how far walks of a length typically get."""
        length, far = self.lengths.cite(place), self.walks.spread.cite(place)
        return self.on.plane.way((length, 0.0), (length, far), color=theme.HIGHLIGHT, width=_WIDE)

    def become(self, other: DrawnWalks) -> Iterator[Animation]:
        """Let the walks of the row, and how far they typically get, become others."""
        for name in ("band", "row", "first"):
            yield ReplacementTransform(getattr(self, name), getattr(other, name))

    def _walk(self, scores: Quantity, color: ManimColor, width: float, step: int = 1) -> Path:
        places = self.lengths[::step].each()
        return self.on.plane.curve(places, scores[::step], color=color, width=width)
