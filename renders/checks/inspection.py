"""Runs both checks on a chapter in one rehearsal: the numbers audit and the layout lint.

`python -m renders.checks.inspection CHAPTER FOLDER` is a worker as `renders.worker` is one; what
it makes is a file of JSON inside FOLDER.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

from renders.checks.audit import Audit
from renders.checks.failure import Failure, Inspection
from renders.checks.lint import lint, lint_timing
from renders.rehearsal import Beat, picture, rehearse
from renders.worker import Reporter, work
from scenes.chapter import Chapter


def inspect(
    name: str,
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

    chapter = rehearse(name, look, **attributes)
    failures = (*audit.failures, *crooked, *lint_timing(chapter, beats))
    return Inspection(
        chapter=name,
        seconds=round(chapter.time, 2),
        beats=audit.beats,
        numerals=audit.numerals,
        texts=audit.texts,
        pictures=audit.pictures,
        equations=audit.equations,
        failures=failures,
    )


def write_inspection(name: str, folder: Path, reporter: Reporter) -> Path:
    """Check a chapter and write what was found inside ``folder``."""
    found = inspect(name, lambda chapter, beat: reporter.count(1))
    path = folder / "inspection.json"
    path.write_text(json.dumps(asdict(found), ensure_ascii=False), encoding="utf-8")
    return path


def main() -> int:
    """Check the chapter that the arguments name."""
    name, folder = sys.argv[1:]
    return work(partial(write_inspection, name, Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
