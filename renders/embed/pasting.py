"""Writes what is pasted into a page, and the files that its site needs for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from urllib.parse import quote

from markupsafe import Markup

from renders.embed.destinations import WAYS, Destination, Ways
from renders.embed.piece import Piece
from renders.player.figure import figure
from renders.templating import environment, inert, sentence

PLAYER = "attention-clip.js"
_TEMPLATES = environment("embed")


@dataclass(frozen=True)
class Pasting:
    """A piece in a page of one kind.

    Parameters
    ----------
    base
        Where the files will be, as the page says it, with a slash at its end; by the kind's custom
        if left out.
    """

    piece: Piece
    kind: Destination
    base: str = ""
    autoplay: bool = False
    iframe: bool = False

    @property
    def ways(self) -> Ways:
        return WAYS[self.kind]

    @property
    def id(self) -> str:
        """Name it in small letters, digits and single hyphens alone."""
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", self.piece.stem)
        return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")

    @property
    def component(self) -> str:
        """Name it as a component of React."""
        return "Clip" * self.id[0].isdigit() + self.id.title().replace("-", "")

    @property
    def title(self) -> str:
        return self.piece.heading

    @property
    def caption(self) -> str:
        """Say in a sentence what it teaches."""
        return sentence(self.piece.teaches)

    def name(self, suffix: str) -> str:
        """Name one of its files."""
        return f"{self.piece.stem}{suffix}"

    @property
    def video(self) -> str:
        return self.at(self.name(".mp4"))

    @property
    def poster(self) -> str:
        return self.at(self.name(".poster.png"))

    @property
    def captions(self) -> str:
        return self.at(self.name(".vtt")) if self.piece.subtitles else ""

    @property
    def numbers(self) -> str:
        return self.at(self.piece.numbers.name) if self.piece.numbers else ""

    @property
    def player(self) -> str:
        return self.at(PLAYER)

    @property
    def frame_page(self) -> str:
        return self.at(self.name(".frame.html"))

    @property
    def moving(self) -> str:
        """The address of what moves where no video does."""
        return self.at(self.name(self.ways.moving.suffix))

    def at(self, name: str) -> Markup:
        """Say in a page of this kind where a file is; the name is one of any letters."""
        pattern = self.ways.address
        if self.base or not pattern:
            pattern = f"{self.base.replace('%', '%%')}%s"
        return Markup(pattern % quote(name))

    @property
    def figure(self) -> Markup:
        """The clip as HTML, which says the same after the kind's engine has read it."""
        return Markup(
            figure(
                self.video,
                numbers=self.numbers,
                captions=self.captions,
                poster=self.poster,
                title=inert(self.title),
                caption=inert(self.caption),
                width=self.piece.frame.width,
                height=self.piece.frame.height,
                show_captions=False,  # they stand in the picture
                first=self.piece.first,
                autoplay=self.autoplay,
            ).strip()
        )

    @cached_property
    def _macros(self) -> ModuleType:
        return _TEMPLATES.get_template(f"{self.kind}.j2").module

    def paste(self) -> str:
        """What the writer pastes."""
        return str(self._macros.paste(self)).strip()

    def note(self) -> str:
        """What the writer has to know, in a sentence or two."""
        return " ".join(Markup(self._macros.note(self)).unescape().split())

    def site_files(self) -> Iterator[tuple[str, str]]:
        """Yield what the site needs beside the clip's own files: where, and the text."""
        for path, macro in self.ways.site:
            where = path.format(id=self.id, component=self.component)
            yield where, str(getattr(self._macros, macro)(self)).strip() + "\n"


def standing(piece: Piece, called: str, base: str = "") -> Markup:
    """Write the clip for a page of ours, which may be opened from a disk, as HTML.

    ``base`` is where its files are, with a slash at its end; beside the page if left out.
    """
    here = Pasting(piece, Destination.html, base)
    inline = piece.subtitles.read_text("utf-8") if piece.subtitles else ""
    return Markup(
        figure(
            here.video,
            numbers=here.numbers,
            poster=here.poster,
            title=called,
            captions_inline=inline,
            show_captions=False,  # they stand in the picture
            width=piece.frame.width,
            height=piece.frame.height,
            first=piece.first,
        )
    )


def frame_page(piece: Piece) -> str:
    """Write a page that holds a clip alone, to be shown in a frame of another page."""
    page = _TEMPLATES.get_template("frame.html.j2")
    return page.render(clip=Pasting(piece, Destination.html), figure=standing(piece, piece.heading))
