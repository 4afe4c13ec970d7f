"""Writes the pages of a gallery, and all that they need, into one folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from renders.embed.destinations import Destination
from renders.embed.pasting import Pasting, frame_page, standing
from renders.embed.piece import link
from renders.gallery.shelves import Embed, Link, Page, on_shelves
from renders.gallery.views import MEDIA, Front, View, media_address
from renders.player.figure import write_player
from renders.templating import COLORS, environment, theme_colors
from scenes.storyboard import TITLE, Part

HERE = "GALLERY/"  # in what is to be pasted, for where the gallery will lie
MARK = '<meta name="generator" content="attention-film gallery">'
LEAD = (
    "How does “white” know whether it is “blanc” or “blanche”? Attention, computed with real "
    "tensors and drawn with those exact numbers."
)
THUMB = 400, 225  # pixels
_OWN = Part("", "Of your own", range(0), "", "")
_TEMPLATES = environment("gallery")


@dataclass(frozen=True)
class Site:
    """A gallery: the film, if it has it, and its clips in their order."""

    film: Page | None
    pages: Sequence[Page]
    handouts: dict[str, Path]
    url: str = ""
    title: str = TITLE
    lead: str = LEAD

    def write(self, folder: Path, count: Callable[[int], None]) -> None:
        """Write all of it into an empty folder."""
        media = folder / MEDIA
        everything = [page for page in (self.film, *self.pages) if page]
        for before, after in zip(self.pages, self.pages[1:], strict=False):
            before.after, after.before = after, before
        write_player(media)
        for page in everything:
            _lay(page, media, self.handouts.get(page.piece.stem))
            _tell(page, media, self.url)
            self._write(folder / f"{page.piece.stem}.html", "clip.html.j2", page=self._view(page))
            count(1)
        self._write_index(folder)
        for name in ("gallery.css", "gallery.js"):
            template = f"{name}.j2" if name.endswith("css") else name
            self._write(folder / name, template)

    def _write_index(self, folder: Path) -> None:
        views = {id(page): self._view(page) for page in self.pages}
        film = self._view(self.film) if self.film else None
        shelves = [
            (part or _OWN, [views[id(page)] for page in own])
            for part, own in on_shelves(self.pages)
        ]
        first = film or next(iter(views.values()))
        self._write(
            folder / "index.html",
            "index.html.j2",
            page=Front(first, self.title, self.lead),
            film=film,
            shelves=shelves,
            handout=self.film and _handout_of(self.film),
            said={view.stem: view.said for view in views.values()},
        )

    def _view(self, page: Page) -> View:
        return View(page, self.title, self.url)

    def _write(self, target: Path, template: str, **given: object) -> None:
        colors = theme_colors(*COLORS, "query")
        text = _TEMPLATES.get_template(template).render(site=self, colors=colors, **given)
        target.write_text(text, encoding="utf-8", newline="\n")


def _lay(page: Page, media: Path, handout: Path | None) -> None:
    """Put a clip's files into the folder, with those that only a gallery has."""
    piece = page.piece
    piece.lay(media)
    with Image.open(piece.poster) as poster:
        small = poster.convert("RGB").resize(THUMB, Image.Resampling.LANCZOS)
    small.save(media / f"{piece.stem}.thumb.webp", quality=40, method=6)
    (media / f"{piece.stem}.frame.html").write_text(frame_page(piece), encoding="utf-8")
    if handout is not None:
        link(handout, media / f"{piece.stem}.handout.pdf")


def _tell(page: Page, media: Path, url: str) -> None:
    """Say which files there are, and what is pasted elsewhere."""
    piece = page.piece
    kinds = {
        f"{piece.stem}.mp4": "Video, H.264",
        f"{piece.stem}.vtt": "Captions, WebVTT",
        piece.numbers.name if piece.numbers else "": "Its numbers, frame by frame",
        f"{piece.stem}.poster.png": "Poster",
        f"{piece.stem}.handout.pdf": "Handout, PDF",
    }
    for name, what in kinds.items():
        if name and (media / name).exists():
            page.files.append(Link(media_address(name), what, (media / name).stat().st_size))
    page.figure = standing(piece, piece.title, f"{MEDIA}/")
    page.embeds = [] if page.is_film else _embeds(page, url or HERE)


def _embeds(page: Page, url: str) -> list[Embed]:
    base = f"{url}{MEDIA}/"
    frame = Pasting(page.piece, Destination.html, base, iframe=True)
    note = "This one line is enough wherever a page may show another one." + (
        "" if base.startswith("http") else " GALLERY is where this gallery lies on your server."
    )
    embeds = [Embed("A frame", note, frame.paste())]
    for kind in Destination:
        pasting = Pasting(
            page.piece, kind, base if kind in (Destination.html, Destination.markdown) else ""
        )
        command = "" if pasting.base else f"{page.embedding} --for {kind} --output ."
        embeds.append(Embed(pasting.ways.called, pasting.note(), pasting.paste(), command))
    return embeds


def _handout_of(page: Page) -> Link | None:
    return next((file for file in page.files if file.href.endswith(".handout.pdf")), None)
