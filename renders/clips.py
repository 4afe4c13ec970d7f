"""`attention-film render`: clips of chapters, and the film of all of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from attention_math.trace import load
from renders.film import join
from renders.pool import Outcome, Settings, render_all
from renders.progress import watch
from renders.quality import Quality
from renders.scratch import remove_abandoned
from renders.usage import BadInput, bad_input
from renders.worker import CHOICES
from scenes.storyboard import CHAPTERS, find

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def render(
    chapters: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CHAPTER]...", help="Names as list prints them; all if left out."),
    ] = None,
    quality: Annotated[
        Quality,
        typer.Option("--quality", "-q", help="480p15, 720p30, 1080p60, 1440p60 or 2160p60."),
    ] = Quality.medium,
    jobs: Annotated[int, typer.Option(min=1, help="Chapters at the same time.")] = CORES,
    sentence: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Show this sentence instead.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Take the numbers from this model.")
    ] = None,
    layer: Annotated[int | None, typer.Option(min=1, help="Counted from 1.")] = None,
    head: Annotated[int | None, typer.Option(min=1, help="Counted from 1.")] = None,
    trace: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="Take the numbers from saved traces; may be repeated."),
    ] = None,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for clips, film and logs.")
    ] = Path("renders/media"),
) -> None:
    """Render chapters to DIR/clips, and with no name also the whole film to DIR/film.mp4.

    Each clip has its captions beside it (.srt). A chapter that fails does not stop the others.
    """
    with bad_input():
        entries = list(dict.fromkeys(map(find, chapters or []))) or list(CHAPTERS)
    _check(sentence, model, layer, trace or [])
    traces = os.pathsep.join(str(path.resolve()) for path in trace) if trace else None
    choices = zip(CHOICES, (sentence, model, layer, head, traces), strict=True)
    environment = {name: str(value) for name, value in choices if value is not None}
    settings = Settings(quality, _writable(output), jobs, environment)
    remove_abandoned(settings.output)
    with _ending_on_sigterm(), watch(entries, quality.frame.rate) as watcher:
        outcomes = render_all(entries, settings, watcher.report, watcher.outcome)
    _judge(outcomes)
    clips = [settings.clip(entry) for entry in entries]
    if not chapters:
        film = settings.output / "film.mp4"
        join(clips, film)
        clips = [film]
    for path in clips:
        typer.echo(path)


def _check(sentence: str | None, model: str | None, layer: int | None, traces: list[Path]) -> None:
    """Judge the viewer's choices before any chapter starts, as far as that can be done."""
    if sentence is not None and not sentence.strip():
        raise BadInput("the sentence is empty: give at least one word")
    with bad_input():
        for path in traces:
            load(path)
        if model is not None and not traces:
            from attention_math.registry import load_model  # late: it imports torch
            from attention_math.tracing import trace_sentence

            load_model(model)
            if sentence is not None:
                trace_sentence(model, sentence, layer or 1)


def _judge(outcomes: list[Outcome]) -> None:
    """Tell the failures, if there are any, and end with the exit code that they call for."""
    failed = [outcome for outcome in outcomes if not outcome.succeeded]
    if failed and len(failed) == len(outcomes) and all(o.report.is_input for o in failed):
        others = f" (and {len(failed) - 1} more chapters)" if len(failed) > 1 else ""
        raise BadInput(f"{failed[0].entry.name}: {failed[0].report.reason}{others}")
    for outcome in failed:
        typer.echo(f"{outcome.entry.name} failed: {outcome.report.reason}", err=True)
        if outcome.log is not None:
            typer.echo(f"  traceback in {outcome.log}", err=True)
    if failed:
        typer.echo(f"{len(failed)} of {len(outcomes)} chapters failed", err=True)
        raise typer.Exit(1)


def _writable(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"cannot write to {folder}: {error.strerror}") from error
    if not os.access(folder, os.W_OK):
        raise BadInput(f"cannot write to {folder}: choose another --output")
    return folder.resolve()


@contextmanager
def _ending_on_sigterm() -> Iterator[None]:
    """Let SIGTERM unwind the run like ctrl-C, so that no worker outlives it."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise typer.Exit(128 + number)

    previous = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)
