"""`attention-film render`: clips of chapters, and the film of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from renders.commands import asking
from renders.commands.dry_run import tell_plan
from renders.commands.exporting import export
from renders.commands.options import Name, Strict, Wish, ending_on_sigterm, wishing, writable
from renders.commands.rendering import (
    CACHE_SIZE,
    ENGINE,
    NO_CAPTIONS,
    clear_up,
    gather_here,
    render_missing,
    told_in_a_line,
    with_beats,
)
from renders.commands.showing import Open, show_made
from renders.commands.verdicts import Verdicts
from renders.errors import BadInput
from renders.export.exports import Exports
from renders.film.clip import Settings, survey
from renders.film.film import Film, join_changed
from renders.film.quality import Quality
from renders.film.running_order import with_cards
from renders.fingerprint import inputs_of
from renders.own import file_of
from renders.workers.dask import cluster_workers
from renders.workers.runner import Workers
from scenes.stage.choices import CAPTIONS


@wishing
def render(
    wish: Wish,
    quality: Annotated[
        Quality,
        typer.Option("--quality", "-q", help="480p15, 720p30, 1080p60, 1440p60 or 2160p60."),
    ] = Quality.medium,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="tcp://HOST:PORT",
            help="Render in a Dask cluster; --jobs is then for what joins the film here.",
        ),
    ] = None,
    name: Name = None,
    strict: Strict = False,
    captions: Annotated[
        bool,
        typer.Option(envvar=CAPTIONS, help="Captions in the picture, or beside alone."),
    ] = True,
    joined: Annotated[
        Path | None,
        typer.Option(
            "--join", metavar="FILE.mp4", help="Also join the named chapters to one video."
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME,NAME",
            help="Also write clips as webm, av1, webp, gif, or their beats' ends as png, svg, pdf.",
        ),
    ] = None,
    beat: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Write that beat alone, or several that follow each other; as mp4."
        ),
    ] = None,
    poster: Annotated[
        bool, typer.Option("--poster", help="Also write the last frame, at most 60 kB.")
    ] = False,
    transparent: Annotated[
        bool, typer.Option("--transparent", help="Write png, svg, pdf and webm on no ground.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be rendered, and why.")
    ] = False,
    opens: Open = False,
    cache_size: Annotated[
        float,
        typer.Option(metavar="GB", min=0, help="How much of what was rendered to keep for later."),
    ] = CACHE_SIZE,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for clips, film and logs.")
    ] = Path("renders/media"),
) -> None:
    """Render chapters to DIR/clips, and with no name also the whole film to DIR/film.mp4.

    Only what has changed is rendered; a run that was cut short goes on where it was. Each video has
    its captions beside it too (.srt and .vtt). Without captions in the picture, it is
    DIR/film-no-captions.mp4. Other numbers than the film's own have other names, such as
    CHAPTER.the-cat-sat.mp4. A chapter that fails does not stop the others. --join joins the named
    ones in their order, as the film is joined, with a mark for each chapter and each of its beats.

    --format, --beat and --poster write files beside the clips, such as CHAPTER.BEAT.webp, without
    drawing anything again but what is svg, pdf or transparent. A preview, webp or gif, has at most
    500 kB a beat, 3 MB a chapter.

    Numbers of your choice are checked on the way, and what does not fit well is told in a line a
    chapter. Chapters that cannot show your choice are left out of the film, and that is told too;
    named ones are refused.
    """
    exports = Exports.read(formats, beat or (), poster=poster, transparent=transparent)
    asked = asking.understand(wish, name, runs_here=scheduler is None)
    asked.environment[CAPTIONS] = "1" if captions else "0"
    settings = Settings(quality, writable(output), "" if captions else NO_CAPTIONS, asked.names)
    film = _film(joined, wish.chapters, settings)
    if beat and len(asked.entries) != 1:
        raise BadInput("--beat goes with the name of one chapter")
    if scheduler is not None and any(file_of(entry) for entry in asked.entries):
        raise BadInput("the cluster has no file of yours: leave out --scheduler to render it here")
    entries = asked.entries if wish.chapters else with_cards(asked.entries)
    inputs = [inputs_of(one, asked.environment, quality.frame, engine=ENGINE) for one in entries]
    with told_in_a_line("render"), ending_on_sigterm(), survey(entries, inputs, settings) as clips:
        clips = [with_beats(clip) for clip in clips] if joined or exports else clips
        if dry_run:
            tell_plan(clips, settings, film)
            return
        verdicts = Verdicts.read(entries, asked.environment, settings.folder, strict)
        gather = partial(_workers, scheduler, wish.jobs)
        clips = render_missing(clips, settings, verdicts, asked.choices, gather, asked.skippable)
        made = [clip.output.video for clip in clips] if film is None else [film.video]
        if film is not None:
            join_changed(film, clips, settings, wish.jobs)
        exported = export(exports, clips, settings, asked.choices, wish.jobs) if exports else []
    clear_up(settings, cache_size)
    show_made(made + exported, opens, exported[0] if len(exported) == 1 else None)


def _film(joined: Path | None, chapters: Sequence[str] | None, settings: Settings) -> Film | None:
    """Say what the clips shall be joined to, if to anything.

    Raises
    ------
    BadInput
        If it is no mp4, or nothing can be written there, or no chapter is named.
    """
    if joined is None:
        return None if chapters else Film(settings.film)
    if not chapters:
        raise BadInput("--join needs the names of chapters; without names the film is joined")
    if joined.suffix != ".mp4":
        raise BadInput(f"--join writes an .mp4, not {joined.name}")
    if joined.is_dir():
        raise BadInput(f"{joined} is a folder: give --join a file's name, such as lecture.mp4")
    folder = writable(joined.parent, "--join")
    return Film(folder / joined.name, joined.stem, marks_beats=True)


def _workers(scheduler: str | None, jobs: int, folder: Path) -> AbstractContextManager[Workers]:
    return gather_here(jobs, folder) if scheduler is None else cluster_workers(scheduler)
