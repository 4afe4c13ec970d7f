"""A stage to look at for tests, and what can be read on it now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from manim import tempconfig

from renders.rehearsal import FRAME
from scenes.chapter import Chapter
from scenes.stage.text import Numeral, Text

Staged = TypeVar("Staged", bound=Chapter)


@contextmanager
def staged(chapter: type[Staged]) -> Iterator[Staged]:
    """Let what a chapter constructs stand on its stage while the block runs."""
    settings = {"dry_run": True, "pixel_width": FRAME.width, "pixel_height": FRAME.height}
    with tempconfig(settings), chapter.on_stage():
        scene = chapter()
        scene.renderer.skip_animations = True
        scene.renderer._original_skipping_status = True  # or else the first section ends skipping
        scene.setup()
        scene.construct()
        yield scene


def numerals(chapter: Chapter) -> list[Numeral]:
    """Every number that can be seen now."""
    return [part for part in _visible(chapter) if isinstance(part, Numeral)]


def texts(chapter: Chapter) -> list[Text]:
    """Every piece of text that can be seen now, other than numbers."""
    return [part for part in _visible(chapter) if isinstance(part, Text)]


def _visible(chapter: Chapter) -> list[Numeral | Text]:
    family = {id(part): part for mobject in chapter.mobjects for part in mobject.get_family()}
    written = [part for part in family.values() if isinstance(part, Numeral | Text)]
    return [part for part in written if part.get_fill_opacity() > 0]
