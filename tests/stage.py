"""What can be read on stage now, for tests that rehearse a chapter."""

from __future__ import annotations

from scenes.chapter import Chapter
from scenes.stage.text import Numeral, Text


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
