"""All directions of a query in which one key is ahead, as a fan that opens when it turns."""

from __future__ import annotations

from collections.abc import Iterable

from attention_math.principal import way_home
from attention_math.story import fan_of, ranking
from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import shows
from scenes.stage.shapes import Polygon

_COARSE = 6  # steps from one corner to the next
_PALE, _THIN = 0.2, 0.7
_PAST = 18  # degrees beyond the fan, where a viewer sees that another key is ahead


class Fan:
    """Where a swept query may point while a key is ahead, of the ``ring`` on which its tip may be.

    ``straight`` is the step at which that key scores its most, ``home`` where the query is its
    own. At the ``ends`` the key is still ahead; ``beyond`` has a step outside of each, first of the
    one on the side of home, and who is ahead there.
    """

    def __init__(self, plane: Plane, turned: Quantity, scores: Quantity, key: int) -> None:
        self._plane, self._turned = plane, turned
        self.straight, self.home = way_home(scores.values, key)
        first, last = self.ends = fan_of(scores.values, key, self.home)
        past = _PAST * (len(turned) - 1) // 360
        outside = first - past, last + past
        steps = outside if self.home < self.straight else outside[::-1]
        seen = scores.values
        self.beyond = [(step, ranking(seen[step % (len(seen) - 1)])[0]) for step in steps]
        self._opened = [min(max(self.straight, first), last)] * 2
        self.shape = self._filled(*self._opened)
        self.whole = self._filled(first, last)
        corners = self._tips(range(0, len(turned) - 1, _COARSE))
        self.ring = plane.outline(corners, color=theme.QUIET).set_z_index(-2)
        self.ring.set_fill(opacity=0).set_stroke(width=theme.STROKE_THIN, opacity=_THIN)

    @property
    def drawn(self) -> tuple[Polygon, Polygon]:
        return self.shape, self.ring

    def open_to(self, step: int) -> None:
        """Let it reach so far, as far as the key is ahead."""
        at = min(max(step, self.ends[0]), self.ends[1])
        self._opened = [min(at, self._opened[0]), max(at, self._opened[1])]
        swept = self._filled(*self._opened)
        shows(self.shape.become(swept), swept.claim)

    def _filled(self, first: int, last: int) -> Polygon:
        tips = self._tips([*range(first, last, _COARSE), last])
        fan = self._plane.outline(((0.0, 0.0), *tips), color=theme.QUERY).set_z_index(-1)
        return fan.set_fill(opacity=_PALE)

    def _tips(self, steps: Iterable[int]) -> tuple[tuple[Citation, Citation], ...]:
        tips = (self._turned[step % (len(self._turned) - 1)] for step in steps)
        return tuple((tip.cite(0), tip.cite(1)) for tip in tips)
