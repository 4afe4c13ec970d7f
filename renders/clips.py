"""`attention-film render`: clips of chapters, and the film of all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from renders import choices
from renders.choices import CORES, Chapters, Jobs, Model, Number, Sentence, Traces
from renders.film import join
from renders.pool import Settings, judge, render_all
from renders.progress import watch
from renders.quality import Quality
from renders.scratch import remove_abandoned


def render(
    chapters: Chapters = None,
    quality: Annotated[
        Quality,
        typer.Option("--quality", "-q", help="480p15, 720p30, 1080p60, 1440p60 or 2160p60."),
    ] = Quality.medium,
    jobs: Jobs = CORES,
    sentence: Sentence = None,
    model: Model = None,
    layer: Number = None,
    head: Number = None,
    trace: Traces = None,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for clips, film and logs.")
    ] = Path("renders/media"),
) -> None:
    """Render chapters to DIR/clips, and with no name also the whole film to DIR/film.mp4.

    Each clip has its captions beside it (.srt). A chapter that fails does not stop the others.
    """
    entries = choices.chosen(chapters)
    environment = choices.numbers(sentence, model, layer, head, trace)
    settings = Settings(quality, choices.writable(output), jobs, environment)
    remove_abandoned(settings.output)
    with choices.ending_on_sigterm(), watch(entries, quality.frame.rate) as watcher:
        outcomes = render_all(entries, settings, watcher.report, watcher.outcome)
    judge(outcomes)
    clips = [settings.clip(entry) for entry in entries]
    if not chapters:
        film = settings.output / "film.mp4"
        join(clips, film)
        clips = [film]
    for path in clips:
        typer.echo(path)
