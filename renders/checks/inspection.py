"""Runs both checks on a chapter in one rehearsal: the numbers audit and the layout lint."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace

from renders.checks.audit import Audit
from renders.checks.failure import Failure, Inspection, Verdict
from renders.checks.given import taken_as_given
from renders.checks.lint import lint, lint_timing
from renders.checks.measures import Measures
from renders.checks.moments import Watch
from renders.own import file_of, load_class
from renders.rehearsal import Beat, Moment, picture, refuse_without_beats, rehearse
from renders.workers.task import tell
from scenes.chapter import Chapter
from scenes.own_scene import OwnScene
from scenes.stage.choices import chooses_numbers
from scenes.storyboard import Entry


def inspect(
    entry: Entry | str,
    on_beat: Callable[[Chapter, Beat], None] = lambda chapter, beat: None,
    **attributes: object,
) -> Inspection:
    """Rehearse a chapter and check all that is on stage, at the ends of beats and in between.

    ``attributes`` are class attributes to play it with, such as another sentence.
    """
    audit, measures = Audit(), Measures()
    watch = Watch(audit)
    beats: list[Beat] = []
    crooked: list[Failure] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        beats.append(beat)
        audit.look(chapter, beat)
        crooked.extend(lint(chapter, beat, picture(chapter)))
        measures.look(chapter, beat)
        on_beat(chapter, beat)

    def on_moment(chapter: Chapter, moment: Moment) -> None:
        watch.look(chapter, moment)
        measures.moment(chapter, moment)

    chapter = rehearse(entry, look, on_moment=on_moment, **attributes)
    refuse_without_beats(chapter, beats)
    watch.finish(chapter)
    name, report = entry if isinstance(entry, str) else entry.name, measures.report(chapter, beats)
    is_the_films = not attributes and not chooses_numbers(os.environ)  # as the limits mean it
    pace = report.failures(name) if is_the_films else ()
    at_rest = (*audit.failures, *crooked, *lint_timing(chapter, beats), *pace)
    known = {(one.check, one.mobject) for one in at_rest}
    passing = (one for one in watch.failures if (one.check, one.mobject) not in known)
    return Inspection(
        chapter=name,
        seconds=round(chapter.time, 2),
        beats=audit.beats,
        numerals=audit.numerals,
        texts=audit.texts,
        pictures=audit.pictures,
        equations=audit.equations,
        report=report,
        failures=(*at_rest, *passing),
        given=tuple(_given(chapter)),
    )


def _given(chapter: Chapter) -> Iterator[str]:
    yield from filter(None, map(taken_as_given, chapter.traces.values()))
    if isinstance(chapter, OwnScene):
        yield f"the plain arrays of {type(chapter).__name__}"


def inspect_all(entry: Entry, count: Callable[[int], None]) -> Inspection:
    """Inspect a chapter with its own sentence, and with its others unless a viewer has chosen."""

    def on_beat(_chapter: Chapter, _beat: Beat) -> None:
        count(1)

    found = inspect(entry, on_beat)
    failures = [*found.failures]
    for sentence in () if chooses_numbers(os.environ) else other_sentences(entry):
        for one in inspect(entry, on_beat, sentence=sentence).failures:
            failures.append(replace(one, beat=f"{one.beat}, of {sentence!r}"))
    return replace(found, failures=tuple(failures))


def other_sentences(entry: Entry) -> tuple[str, ...]:
    """List what a chapter names itself: those of a base need not fit what a subclass shows."""
    chapter = load_class(entry.module, entry.class_name, file_of(entry))
    return tuple(vars(chapter).get("other_sentences", ()))


def examine(entry: Entry, rate: float, count: Callable[[int], None]) -> Verdict:
    """Sum up what is wrong with a chapter; ``rate`` is how much a second of it counts."""
    counted = 0

    def look(_chapter: Chapter, beat: Beat) -> None:
        nonlocal counted
        count(round(beat.ended * rate) - counted)
        counted = round(beat.ended * rate)

    try:
        failures = inspect(entry, look).failures
    except Exception as error:  # whoever makes the chapter tells what is wrong with it
        return Verdict(1, f"it could not be checked ({tell(error)})", broke=True)
    if not failures:
        return Verdict(0)
    one = failures[0]
    where = f"{one.check} in the beat “{one.beat}”, {one.mobject}"
    return Verdict(len(failures), f"{where} (expected {one.expected}, seen {one.seen})")
