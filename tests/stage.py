"""Runs chapters without making video, and shows what stands on stage at the end of each beat."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

from manim import tempconfig

from scenes.chapter import Chapter
from scenes.storyboard import find
from scenes.text import Numeral, Text

Look = Callable[[Chapter, str], None]


def construct(
    name: str, media: Path, look: Look = lambda _chapter, _beat: None, **attributes: object
) -> Chapter:
    """Construct a chapter in a dry run and call ``look`` at the end of each of its beats."""
    entry = find(name)
    base = getattr(importlib.import_module(entry.module), entry.name)

    class Watched(base):
        beat_name: str | None = None

        def beat(self, name: str, caption: str) -> None:
            if self.beat_name is not None:
                look(self, self.beat_name)
            self.beat_name = name
            super().beat(name, caption)

    for attribute, value in attributes.items():
        setattr(Watched, attribute, value)
    settings = {
        "dry_run": True,
        "media_dir": str(media),
        "progress_bar": "none",
        "verbosity": "ERROR",
    }
    with tempconfig(settings):
        chapter = Watched()
        chapter.renderer.skip_animations = True
        chapter.renderer._original_skipping_status = True
        chapter.setup()
        chapter.construct()
        look(chapter, chapter.beat_name)
        chapter.tear_down()
    return chapter


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
