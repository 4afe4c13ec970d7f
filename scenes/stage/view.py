"""How near the stage is seen: the camera goes in, along and back, and what frames it stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Animation, Mobject, Scene

from scenes import theme
from scenes.stage.layout import Room, stage


class View(Scene):
    """A scene whose camera moves, while title, badge and caption stay where they are.

    What moves is the stage, so that whatever measures it, the number track and the checks, sees
    what a viewer does; what is placed by a room or beside something is placed as it is seen now.
    Strokes keep their width, for an edge's width is a value.
    """

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.camera_moves = 0
        self._views: list[tuple[float, np.ndarray, np.ndarray]] = []
        self.moves_view = False

    def fixed(self) -> Sequence[Mobject]:
        """List what the camera does not see."""
        return ()

    def zoom(self, to: Mobject, *, room: Room | None = None, run_time: float | None = None) -> None:
        """Go in, or out, until something fills a room; the stage, if none is named."""
        room = room or stage()
        factor = min(room.width / to.width, room.height / to.height)
        self._see(factor, to.get_center(), room.center, run_time)

    def pan(self, way: Sequence[float], *, run_time: float | None = None) -> None:
        """Go along the stage, as far as ``way`` is long in units of the frame."""
        self._see(1.0, np.array(way, dtype=float), np.zeros(3), run_time)

    def step_back(self, *, run_time: float | None = None) -> None:
        """Undo the last zoom or pan that is not undone yet.

        Raises
        ------
        IndexError
            If there is none.
        """
        factor, center, target = self._views.pop()
        self._move(1 / factor, target, center, run_time)

    def _see(
        self, factor: float, center: np.ndarray, target: np.ndarray, run_time: float | None
    ) -> None:
        self._views.append((factor, center, target))
        self._move(factor, center, target, run_time)

    def _move(
        self, factor: float, center: np.ndarray, target: np.ndarray, run_time: float | None
    ) -> None:
        staying = {id(one) for one in self.fixed()}
        seen = [one for one in self.mobjects if id(one) not in staying]
        move = _mover(factor, center, target)
        self.moves_view = True
        self.camera_moves += 1
        self.play(*(move(one) for one in seen), run_time=run_time or theme.SLOW)
        self.moves_view = False


def _mover(factor: float, center: np.ndarray, target: np.ndarray) -> Callable[[Mobject], Animation]:
    """Return the move of each mobject by which all together show a point elsewhere, and larger."""
    if np.isclose(factor, 1.0):
        return lambda mobject: mobject.animate.shift(target - center)
    still = (target - factor * center) / (1 - factor)
    return lambda mobject: mobject.animate.scale(factor, about_point=still)
