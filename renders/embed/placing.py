"""Puts the files of a clip into somebody's site, each whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from renders.embed.pasting import Pasting, frame_page
from renders.embed.piece import Piece
from renders.export.exports import Watch
from renders.export.formats import most_bytes
from renders.export.previews import preview
from renders.files import put_files_in_place, working_folder
from renders.player.figure import write_player


def place(pastings: Sequence[Pasting], site: Path, watch: Watch) -> list[Path]:
    """Write the files of clips into a site, and return where they are.

    Raises
    ------
    TooLargeError
        If what shall move by itself cannot be made small enough.
    """
    with working_folder(site) as working:
        for pasting in pastings:
            _make(pasting, working, watch)
        return put_files_in_place(working, site)


def _make(pasting: Pasting, folder: Path, watch: Watch) -> None:
    piece, ways = pasting.piece, pasting.ways
    media = folder / ways.media
    piece.lay(media, with_numbers=ways.inspects)
    if pasting.iframe:
        page = media / pasting.name(".frame.html")
        page.write_text(frame_page(piece), encoding="utf-8", newline="\n")
    if ways.inspects:
        write_player(media)
    if pasting.autoplay and ways.moving:
        target = media / pasting.name(ways.moving.suffix)
        _move(piece, target, pasting, watch)
    for where, text in pasting.site_files():
        target = folder / where
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def _move(piece: Piece, target: Path, pasting: Pasting, watch: Watch) -> None:
    frames = round(piece.seconds * piece.frame.rate)
    with watch(target.name, frames) as count:
        most = most_bytes(piece.beats, piece.seconds)
        preview([piece.video], target, pasting.ways.moving, most, count)
