"""Runs both checks on a chapter in one rehearsal: the numbers audit and the layout lint."""

from __future__ import annotations

from collections.abc import Callable

from renders.checks.audit import Audit
from renders.checks.failure import Failure, Inspection
from renders.checks.lint import lint, lint_timing
from renders.rehearsal import Beat, picture, refuse_without_beats, rehearse
from scenes.chapter import Chapter
from scenes.storyboard import Entry


def inspect(
    entry: Entry | str,
    on_beat: Callable[[Chapter, Beat], None] = lambda chapter, beat: None,
    **attributes: object,
) -> Inspection:
    """Rehearse a chapter and check all that stands on stage when a beat ends.

    ``attributes`` are class attributes to play it with, such as another sentence.
    """
    audit = Audit()
    beats: list[Beat] = []
    crooked: list[Failure] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        beats.append(beat)
        audit.look(chapter, beat)
        crooked.extend(lint(chapter, beat, picture(chapter)))
        on_beat(chapter, beat)

    chapter = rehearse(entry, look, **attributes)
    refuse_without_beats(chapter, beats)
    failures = (*audit.failures, *crooked, *lint_timing(chapter, beats))
    return Inspection(
        chapter=entry if isinstance(entry, str) else entry.name,
        seconds=round(chapter.time, 2),
        beats=audit.beats,
        numerals=audit.numerals,
        texts=audit.texts,
        pictures=audit.pictures,
        equations=audit.equations,
        failures=failures,
    )
