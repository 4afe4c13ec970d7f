"""`attention-film gallery`: a site of the film and its clips, which needs no server."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from renders.commands.embed import read_url
from renders.commands.handouts import draw_handouts
from renders.commands.options import MEDIA, Media, Name, OfRender, Strict, Wish, wishing, writable
from renders.commands.progress import counting
from renders.commands.rendering import told_in_a_line
from renders.commands.showing import Open, show_made
from renders.embed.piece import cut, whole
from renders.errors import BadInput
from renders.files import put_folder_in_place, working_folder
from renders.film.quality import Quality
from renders.gallery.shelves import Page, command_of, stories_of
from renders.gallery.site import LEAD, MARK, Site
from renders.player.finished import Finished, finish
from renders.workers.task import Choices

FACE = "SentenceAsGraph"  # the chapter whose last picture stands for the film


@wishing
def gallery(
    wish: Wish,
    url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where it will lie, for what links to it from outside."),
    ] = None,
    handouts: Annotated[
        bool, typer.Option("--handouts/--no-handouts", help="With handouts to print, or without.")
    ] = True,
    quality: OfRender = Quality.medium,
    name: Name = None,
    strict: Strict = False,
    opens: Open = False,
    media: Media = MEDIA,
    output: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the site.")] = Path(
        "renders/media/gallery"
    ),
) -> None:
    """Make a site of the film and all its chapters, or of the chapters named, in DIR.

    Open DIR/index.html from the disk, or put DIR anywhere on a server: all links in it are
    relative. What is missing is rendered first; nothing is encoded twice, and where the disk lets
    a file have two names, nothing takes its room twice.
    """
    site_url = read_url(url)
    target = _target(output)
    with_film = not wish.chapters
    how = {"name": name, "strict": strict, "with_film": with_film}
    with finish(wish, quality, media, **how) as made:
        film, *clips = made if with_film else (None, *made)
        with told_in_a_line("gallery"), working_folder(target.parent) as folder:
            choices = Choices.read(wish.environment())
            wanted = clips if handouts else []
            whole_film = film.stem if film and handouts else ""
            drawn = draw_handouts(wanted, media.resolve(), choices, wish.jobs, whole_film)
            with tempfile.TemporaryDirectory(dir=folder) as cuts:
                site = _site(film, clips, drawn, site_url, _options(wish, quality), Path(cuts))
                (pages := folder / "site").mkdir()
                with counting("gallery", len(site.pages) + (film is not None), "pages") as count:
                    site.write(pages, count)
            put_folder_in_place(pages, target)
    show_made([target], opens, target / "index.html")


def _target(output: Path) -> Path:
    """Say where the gallery shall lie.

    Raises
    ------
    BadInput
        If nothing can be written there, or something else is there already.
    """
    parent = writable(output.resolve().parent)
    target = parent / output.resolve().name
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return target
    index = target / "index.html"
    if not (index.is_file() and MARK in index.read_text("utf-8", errors="replace")):
        raise BadInput(f"{output} has something else than a gallery in it: name another --output")
    return target


def _site(
    film: Finished | None,
    clips: Sequence[Finished],
    handouts: dict[str, Path],
    url: str,
    options: Sequence[str],
    cuts: Path,
) -> Site:
    pages = []
    for clip in clips:
        pages.append(Page(whole(clip), clip.entry, command_of(clip.name, options)))
        for beats, called, teaches in stories_of(clip):
            piece = cut(clip, beats, cuts, called, teaches)
            command = command_of(clip.name, options, beats)
            pages.append(Page(piece, clip.entry, command, is_cut=True))
    if film is None:
        return Site(None, pages, handouts, url)
    face = next((page for page in pages if page.entry.name == FACE), pages[0])
    film = replace(film, teaches=LEAD)
    shown = Page(whole(film, face.piece.poster), None, command_of("", options), is_film=True)
    return Site(shown, pages, handouts, url)


def _options(wish: Wish, quality: Quality) -> list[str]:
    """Write a viewer's choices as they were typed, for whoever makes it anew."""
    typed = [] if quality is Quality.medium else ["-q", str(quality)]
    for option, value in wish.numbers().items():
        for one in value if isinstance(value, list) else [value]:
            typed += [f"--{option}", str(one)]
    return typed
