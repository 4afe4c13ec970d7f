"""`attention-film embed`: a clip, or beats of it, for somebody's own page."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from renders.commands.options import MEDIA, Media, Name, OfRender, Strict, Wish, wishing, writable
from renders.commands.progress import counting
from renders.commands.rendering import told_in_a_line
from renders.embed.destinations import WAYS, Destination
from renders.embed.pasting import Pasting
from renders.embed.piece import Piece, cut, whole
from renders.embed.placing import place
from renders.errors import BadInput
from renders.files import working_folder
from renders.film.quality import Quality
from renders.player.finished import Finished, finish
from renders.terminal import say, told_size


@wishing
def embed(
    wish: Wish,
    page: Annotated[
        Destination, typer.Option("--for", help="What kind of page it is for.")
    ] = Destination.html,
    beat: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="That beat alone; again for one that follows it."),
    ] = None,
    autoplay: Annotated[
        bool,
        typer.Option("--autoplay", help="Play at once, muted, again and again; it can be paused."),
    ] = False,
    iframe: Annotated[
        bool, typer.Option("--iframe", help="Show it in a frame, with a page of its own.")
    ] = False,
    url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where the files will be, if not where that kind has it."),
    ] = None,
    caption: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What stands below; what it teaches if left out."),
    ] = None,
    quality: OfRender = Quality.medium,
    name: Name = None,
    strict: Strict = False,
    media: Media = MEDIA,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="The folder of your site, or, for html and others, of its files."
        ),
    ] = None,
) -> None:
    """Write the files that a page needs to show a chapter, and print what to paste.

    What is to be pasted goes to standard output, all else to standard error. What is missing is
    rendered first. For jekyll, hugo, quarto and mdx DIR is the folder of the site, and files go
    where the engine has them; without --output they are left in DIR/embed/KIND of --media.
    """
    if not wish.chapters:
        raise BadInput("name a chapter, such as CausalMask; attention-film list names all")
    for option, wanted in (("autoplay", autoplay), ("iframe", iframe)):
        if wanted and (reason := WAYS[page].reason(option)):
            raise BadInput(f"--{option} goes not with --for {page}: {reason}; leave it out")
    if autoplay and iframe:
        raise BadInput("--autoplay goes not with --iframe: a page has no say in a frame of another")
    base = read_url(url)
    site = writable(output or media / "embed" / page)
    with finish(wish, quality, media, name=name, strict=strict) as clips, told_in_a_line("embed"):
        if beat and len(clips) != 1:
            raise BadInput("--beat goes with the name of one chapter")
        with working_folder(site) as folder:
            clips = [replace(clip, teaches=caption or clip.teaches) for clip in clips]
            pieces = [_piece(clip, beat or (), folder) for clip in clips]
            pastings = [Pasting(one, page, base, autoplay, iframe) for one in pieces]
            made = place(pastings, site, counting)
    for path in made:
        say(f"{_shown(path)}  {told_size(path.stat().st_size)}", err=True)
    say(f"{pastings[0].note()}\nPaste:", err=True)
    say("\n\n".join(one.paste() for one in pastings))


def _piece(clip: Finished, beats: list[str], folder: Path) -> Piece:
    return cut(clip, beats, folder, clip.title, clip.teaches) if beats else whole(clip)


def read_url(url: str | None) -> str:
    """Read where files will be.

    Raises
    ------
    BadInput
        If that is no address.
    """
    if url is None:
        return ""
    if not re.fullmatch(r"[\w.~:/@%+,;=!?-]+", url, re.ASCII):
        raise BadInput(f"--url {url!r} is no address: write one such as https://example.org/clips/")
    return url.rstrip("/") + "/"


def _shown(path: Path) -> str:
    """Name a file as it is reached from here, if it is below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
