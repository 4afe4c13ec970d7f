"""Runs all checks on a chapter in one rehearsal: the audit, the lint, and what was approved."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace

from renders.checks.approved import APPROVED, approve, compare
from renders.checks.audit import Audit
from renders.checks.failure import Failure, Inspection, Verdict
from renders.checks.given import taken_as_given
from renders.checks.lint import lint, lint_timing
from renders.checks.measures import Measures
from renders.checks.moments import Watch
from renders.checks.snapshot import Snapshot
from renders.own import file_of, load_class
from renders.rehearsal import Beat, Moment, picture, refuse_without_beats, rehearse
from renders.workers.task import tell
from scenes import storyboard
from scenes.chapter import Chapter
from scenes.own_scene import OwnScene
from scenes.stage.choices import chooses_nothing, chooses_numbers
from scenes.storyboard import Entry, find


def inspect(
    entry: Entry | str,
    on_beat: Callable[[Chapter, Beat], None] = lambda chapter, beat: None,
    **attributes: object,
) -> Inspection:
    """Rehearse a chapter and check all that is on stage, at the ends of beats and in between.

    ``attributes`` are class attributes to play it with, such as another sentence.
    """
    entry = find(entry) if isinstance(entry, str) else entry
    audit, measures, snapshot = Audit(), Measures(), Snapshot()
    watch = Watch(audit)
    can_compare = not attributes and chooses_nothing(os.environ) and entry in storyboard.CHAPTERS
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
        if can_compare:
            snapshot.look(moment, watch.stage)
        measures.moment(chapter, moment)

    chapter = rehearse(entry, look, on_moment=on_moment, **attributes)
    refuse_without_beats(chapter, beats)
    watch.finish(chapter)
    report, shown = measures.report(chapter, beats), snapshot.sightings()
    is_the_films = not attributes and not chooses_numbers(os.environ)  # as the limits mean it
    pace = report.failures(entry.name) if is_the_films else ()
    changed = compare(entry.name, shown) if can_compare else ()
    at_rest = (*audit.failures, *crooked, *lint_timing(chapter, beats), *pace, *changed)
    known = {(one.check, one.mobject) for one in at_rest}
    passing = (one for one in watch.failures if (one.check, one.mobject) not in known)
    return Inspection(
        chapter=entry.name,
        seconds=round(chapter.time, 2),
        beats=audit.beats,
        numerals=audit.numerals,
        texts=audit.texts,
        pictures=audit.pictures,
        equations=audit.equations,
        report=report,
        failures=(*at_rest, *passing),
        given=tuple(_given(chapter)),
        sightings=tuple(shown),
    )


def _given(chapter: Chapter) -> Iterator[str]:
    yield from filter(None, map(taken_as_given, chapter.traces.values()))
    if isinstance(chapter, OwnScene):
        yield f"the plain arrays of {type(chapter).__name__}"


def inspect_all(entry: Entry, approves: bool, count: Callable[[int], None]) -> Inspection:
    """Inspect a chapter with its own sentence, and with its others unless a viewer has chosen.

    One who ``approves`` takes what it shows for right from now on, if nothing else is wrong.
    """

    def on_beat(_chapter: Chapter, _beat: Beat) -> None:
        count(1)

    found = inspect(entry, on_beat)
    failures = [*found.failures]
    for sentence in () if chooses_numbers(os.environ) else other_sentences(entry):
        for one in inspect(entry, on_beat, sentence=sentence).failures:
            failures.append(replace(one, beat=f"{one.beat}, of {sentence!r}"))
    others = [one for one in failures if one.check != APPROVED]
    if approves and not others:
        approve(entry.name, found.sightings)
    return replace(found, failures=tuple(others if approves else failures), sightings=())


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
