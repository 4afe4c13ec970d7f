"""The page of a lecture: HTML that plays it, made of its stops."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from renders.player.figure import data_address
from renders.slides.stops import Stop
from renders.templating import environment, theme_colors

COLORS = ("ground", "panel", "ink", "quiet", "line", "highlight", "query")


def compose_page(title: str, stops: Sequence[Stop], rate: int, inside: Path | None = None) -> str:
    """Write the page.

    Parameters
    ----------
    rate
        Frames a second.
    inside
        The lecture's folder, if its files shall be inside the page and not beside it.
    """
    shown = [
        {
            "heading": one.heading,
            "says": one.says,
            "notes": one.notes,
            "video": _address(one.video, inside),
            "frames": one.frames,
            "asks": one.asks,
            "still": one.still,
        }
        for one in stops
    ]
    told = json.dumps([title, rate, shown]).encode()
    deck = {"title": title, "rate": rate, "stops": shown}
    deck["id"] = hashlib.sha256(told).hexdigest()[:16]  # of which lecture two windows talk
    pictured = [
        one | {"number": number, "picture": _address(stop.picture, inside)}
        for number, (one, stop) in enumerate(zip(shown, stops, strict=True), 1)
    ]
    parts = [(name, list(own)) for name, own in groupby(pictured, lambda one: one["heading"])]
    page = environment("slides").get_template("page.html")
    return page.render(title=title, deck=deck, parts=parts, colors=theme_colors(*COLORS))


def _address(path: str, inside: Path | None) -> str:
    if inside is None:
        return quote(path)
    kind = {".mp4": "video/mp4", ".png": "image/png"}[Path(path).suffix]
    return data_address(kind, (inside / path).read_bytes())
