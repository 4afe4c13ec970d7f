"""Every clip of the film cut short, under its own name: a scene file for manim and for us.

The environment says after how many seconds; 0 leaves them whole. They end with a beat.
"""

from __future__ import annotations

import math
import os
from importlib import import_module

from manim import Scene
from manim.utils.exceptions import EndSceneEarlyException

from bench.cost import SECONDS
from renders.film.running_order import with_cards
from scenes.chapter import Chapter
from scenes.stage.cited import Declared
from scenes.storyboard import CHAPTERS

LONGEST = float(os.environ.get(SECONDS, "0")) or math.inf


class Excerpt:
    """What makes a chapter end instead of beginning a beat when its time is over.

    It is no scene itself: manim would render it as one.
    """

    is_over = False

    def beat(
        self, name: str, caption: str, /, declared: Declared | None = None, **data: object
    ) -> None:
        if self.time >= LONGEST:
            self.is_over = True
            raise EndSceneEarlyException
        super().beat(name, caption, declared, **data)

    def tear_down(self) -> None:
        if not self.is_over:
            super().tear_down()


def excerpt(scene: type[Scene]) -> type[Scene]:
    """Cut a chapter short; a card stays whole."""
    bases = (Excerpt, scene) if issubclass(scene, Chapter) else (scene,)
    # manim looks for scenes whose module is the file that it was given.
    return type(scene.__name__, bases, {"__module__": __name__, "__doc__": scene.__doc__})


globals().update(
    (entry.name, excerpt(getattr(import_module(entry.module), entry.name)))
    for entry in with_cards(CHAPTERS)
)
