"""`attention-film render`: clips of chapters, and the film of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from renders import choices
from renders.choices import CORES, Chapters, Jobs, Model, Number, Sentence, Traces
from renders.film import join
from renders.pool import Settings, judge, render_all
from renders.progress import watch
from renders.quality import Quality
from renders.reel import build_reel, is_card, with_cards
from renders.scratch import remove_abandoned, scratch_folder
from scenes.storyboard import TITLE, Entry

NO_CAPTIONS = "-no-captions"


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
    captions: Annotated[
        bool,
        typer.Option(envvar="ATTENTION_CAPTIONS", help="Captions in the picture, or beside alone."),
    ] = True,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for clips, film and logs.")
    ] = Path("renders/media"),
) -> None:
    """Render chapters to DIR/clips, and with no name also the whole film to DIR/film.mp4.

    Each video has its captions beside it too (.srt and .vtt). Without captions in the picture, it
    is DIR/film-no-captions.mp4. A chapter that fails does not stop the others.
    """
    entries = choices.chosen(chapters)
    environment = choices.numbers(sentence, model, layer, head, trace)
    environment["ATTENTION_CAPTIONS"] = "1" if captions else "0"
    suffix = "" if captions else NO_CAPTIONS
    settings = Settings(quality, choices.writable(output), jobs, environment, suffix)
    remove_abandoned(settings.output)
    with choices.ending_on_sigterm():
        _render(entries, settings)
        made = list(map(settings.clip, entries)) if chapters else [_join(entries, settings)]
    for path in made:
        typer.echo(path)


def _render(entries: Sequence[Entry], settings: Settings) -> None:
    with watch(entries, settings.quality.frame.rate) as watcher:
        outcomes = render_all(entries, settings, watcher.report, watcher.outcome)
    judge(outcomes)


def _join(chapters: Sequence[Entry], settings: Settings) -> Path:
    """Make a film of the chapters' clips, with a card before each part."""
    entries = with_cards(chapters)
    _render(list(filter(is_card, entries)), settings)
    film = settings.output / f"film{settings.suffix}.mp4"
    with scratch_folder(settings.output) as folder:
        join(build_reel(entries, settings.clip, folder, settings.jobs), film, TITLE)
    return film
