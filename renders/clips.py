"""`attention-film render`: clips of chapters, and the film of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from renders import choices
from renders.choices import CORES, Chapters, Head, Jobs, Layer, Model, Sentence, Traces
from renders.cluster import cluster_crew
from renders.crew import local_crew
from renders.fingerprint import inputs_of
from renders.part import Made
from renders.pool import Crew, carry_out, judge
from renders.production import (
    Clip,
    Settings,
    film_inputs,
    join_film,
    plan,
    shelve,
    survey,
)
from renders.progress import watch
from renders.quality import Quality
from renders.reel import with_cards
from renders.scratch import remove_abandoned, scratch_folder
from renders.task import Choices, tell
from scenes.storyboard import Entry

NO_CAPTIONS = "-no-captions"
ENGINE = ("renders.engine", "renders.worker", "renders.recording", "renders.segment")
GIGABYTE = 10**9
REASONS_SHOWN = 3


def render(
    chapters: Chapters = None,
    quality: Annotated[
        Quality,
        typer.Option("--quality", "-q", help="480p15, 720p30, 1080p60, 1440p60 or 2160p60."),
    ] = Quality.medium,
    jobs: Jobs = CORES,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="tcp://HOST:PORT",
            help="Render in a Dask cluster; --jobs is then for what joins the film here.",
        ),
    ] = None,
    sentence: Sentence = None,
    model: Model = None,
    layer: Layer = None,
    head: Head = None,
    trace: Traces = None,
    captions: Annotated[
        bool,
        typer.Option(envvar="ATTENTION_CAPTIONS", help="Captions in the picture, or beside alone."),
    ] = True,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be rendered, and why.")
    ] = False,
    cache_size: Annotated[
        float,
        typer.Option(metavar="GB", min=0, help="How much of what was rendered to keep for later."),
    ] = 8.0,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for clips, film and logs.")
    ] = Path("renders/media"),
) -> None:
    """Render chapters to DIR/clips, and with no name also the whole film to DIR/film.mp4.

    Only what has changed is rendered; a run that was cut short goes on where it was. Each video has
    its captions beside it too (.srt and .vtt). Without captions in the picture, it is
    DIR/film-no-captions.mp4. A chapter that fails does not stop the others.
    """
    entries = choices.chosen(chapters)
    environment = choices.numbers(sentence, model, layer, head, trace)
    environment["ATTENTION_CAPTIONS"] = "1" if captions else "0"
    settings = Settings(quality, choices.writable(output), "" if captions else NO_CAPTIONS)
    remove_abandoned(settings.output)
    if not chapters:
        entries = with_cards(entries)
    inputs = [inputs_of(entry, environment, quality.frame, engine=ENGINE) for entry in entries]
    with _told_in_a_line(), choices.ending_on_sigterm(), survey(entries, inputs, settings) as clips:
        if dry_run:
            _tell_plan(clips, settings, is_film=not chapters)
            return
        clips = render_missing(
            clips, settings, Choices.read(environment), partial(_crew, scheduler, jobs)
        )
        made = (
            [clip.final.video for clip in clips]
            if chapters
            else [join_changed(clips, settings, jobs)]
        )
    settings.store.clear_up(round(cache_size * GIGABYTE))
    for path in made:
        typer.echo(path)


def _crew(scheduler: str | None, jobs: int, scratch: Path) -> AbstractContextManager[Crew]:
    return local_crew(jobs, scratch) if scheduler is None else cluster_crew(scheduler)


def render_missing(
    clips: Sequence[Clip],
    settings: Settings,
    taken: Choices,
    gather: Callable[[Path], AbstractContextManager[Crew]],
) -> Sequence[Clip]:
    """Render what is missing, give each clip its final name as soon as it is whole."""
    known = {clip.entry.name: clip for clip in clips}

    def keep(entry: Entry, made: Sequence[Made]) -> None:
        clip = known[entry.name]
        shelve(clip, made)
        known[entry.name] = clip.reread()
        known[entry.name].publish(settings)

    for clip in clips:
        if clip.reasons and clip.is_rendered:
            clip.publish(settings)
    if all(clip.is_rendered or not clip.reasons for clip in clips):
        return clips
    ready = {clip.entry.name: clip.frames for clip in clips}
    with scratch_folder(settings.output) as scratch, gather(scratch) as crew:
        tasks = plan(clips, settings, crew.size, crew.shares_disk)
        with watch(tasks, settings.quality.frame.rate, ready=ready) as watcher:
            judge(carry_out(tasks, crew, taken, keep, settings.logs, watcher))
    return list(known.values())


def join_changed(clips: Sequence[Clip], settings: Settings, jobs: int) -> Path:
    """Join the film unless it is made of just these clips already."""
    if settings.final(settings.film).reasons(film_inputs(clips)):
        join_film(clips, settings, jobs)
    return settings.film


def _tell_plan(clips: Sequence[Clip], settings: Settings, is_film: bool) -> None:
    """Say for each clip, and for the film, what would be done and why."""
    table = Table(box=None, pad_edge=False)
    for column in ("clip", "what", "why"):
        table.add_column(column, no_wrap=column != "why")
    for clip in clips:
        table.add_row(clip.entry.name, _what(clip, settings), _shorten(clip.reasons))
    if is_film:
        reasons = settings.final(settings.film).reasons(film_inputs(clips))
        table.add_row(settings.film.name, "join" if reasons else "keep", _shorten(reasons))
    Console().print(table)


def _what(clip: Clip, settings: Settings) -> str:
    if not clip.reasons:
        return "keep"
    if clip.is_rendered:
        return "join"
    if clip.segments:
        seconds = clip.frames / settings.quality.frame.rate
        return f"go on: {seconds:.0f} of ≈{clip.entry.seconds} s are there"
    return "render"


def _shorten(reasons: Sequence[str]) -> str:
    shown = list(reasons[:REASONS_SHOWN])
    if len(reasons) > REASONS_SHOWN:
        shown.append(f"and {len(reasons) - REASONS_SHOWN} more")
    return "; ".join(shown)


@contextmanager
def _told_in_a_line() -> Iterator[None]:
    """Tell a full disk, or what else the system refuses, in a line; the exit code is 1."""
    try:
        yield
    except OSError as error:
        typer.echo(f"render failed: {tell(error)}", err=True)
        raise typer.Exit(1) from error
