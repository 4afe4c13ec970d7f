"""What the templates of a gallery read of its clips: all that is known, and the addresses."""

from __future__ import annotations

from functools import cached_property
from urllib.parse import quote

from renders.gallery.described import Described, describe_video
from renders.gallery.shelves import Page, tensors_of

MEDIA = "media"  # the folder of all but the pages


def media_address(name: str) -> str:
    """Say where a file of that folder is, as a page says it."""
    return f"{MEDIA}/{quote(name)}"


class View:
    """A page as its templates read it: what the piece knows, and the addresses."""

    def __init__(self, page: Page, site_title: str, url: str) -> None:
        self.page, self.site_title, self.url = page, site_title, url
        self.stem = page.piece.stem

    @cached_property
    def _numbers(self) -> tuple[list[str], int]:
        return tensors_of(None if self.page.is_film else self.page.piece.numbers)

    @property
    def tensors(self) -> list[str]:
        return self._numbers[0]

    @property
    def count(self) -> int:
        """How many readings there are of these tensors."""
        return self._numbers[1]

    def __getattr__(self, name: str) -> object:
        owner = self.page if hasattr(self.page, name) else self.page.piece
        return getattr(owner, name)

    @property
    def title(self) -> str:
        return self.site_title if self.page.is_film else f"{self.piece.title} – {self.site_title}"

    @property
    def address(self) -> str:
        return f"{quote(self.stem)}.html"

    @property
    def video(self) -> str:
        return media_address(f"{self.stem}.mp4")

    @property
    def poster(self) -> str:
        return media_address(f"{self.stem}.poster.png")

    @property
    def thumb(self) -> str:
        return media_address(f"{self.stem}.thumb.webp")

    @property
    def before(self) -> View | None:
        return self.page.before and View(self.page.before, self.site_title, self.url)

    @property
    def after(self) -> View | None:
        return self.page.after and View(self.page.after, self.site_title, self.url)

    @property
    def described(self) -> Described:
        frame = media_address(f"{self.stem}.frame.html")
        addresses = self.address, self.video, self.poster, frame
        return describe_video(self.piece, self.title, self.url, addresses)

    @property
    def module(self) -> str:
        """The file that draws it, if it is one of the film's."""
        return "" if self.is_film else f"{self.entry.module.replace('.', '/')}.py"

    @property
    def said(self) -> Described:
        """What a search finds, with the second of each caption."""
        captions = [[round(one.start, 2), one.text] for one in self.piece.captions]
        names = [beat.name for beat in self.piece.beats]
        return {"captions": captions, "more": " ".join([self.stem, *names, *self.tensors])}


class Front:
    """What is told of the gallery as a whole: its first clip stands for it."""

    address = ""

    def __init__(self, first: View, title: str, teaches: str) -> None:
        self.first, self.title, self.teaches = first, title, teaches

    def __getattr__(self, name: str) -> object:
        return getattr(self.first, name)
