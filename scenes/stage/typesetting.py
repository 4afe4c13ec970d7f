"""Outlines of typeset text, kept on disk: typesetting a word takes a hundred times as long.

They lie in the user's cache folder. A file appears whole or not at all, and one that cannot be read
is made again, so that all processes share them.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import numpy as np
from manim import Typst

_NOTHING = np.empty((0, 3))
_MADE_BY = f"typst {version('typst')} manim {version('manim')}"


def glyph_outlines(markup: str, *, font_size: float, preamble: str) -> list[np.ndarray]:
    """Typeset one line and return the points (n × 3) of each of its glyphs, in their order."""
    key = hashlib.sha256(repr((_MADE_BY, markup, font_size, preamble)).encode()).hexdigest()
    path = _folder() / f"{key[:24]}.npz"
    return _read(path) or _write(path, _typeset(markup, font_size, preamble))


def _folder() -> Path:
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(caches) / "attention-film" / "outlines"


def _typeset(markup: str, font_size: float, preamble: str) -> list[np.ndarray]:
    line = Typst(markup, font_size=font_size, typst_preamble=preamble, use_svg_cache=False)
    return [part.points for part in line.family_members_with_points()]


def _read(path: Path) -> list[np.ndarray]:
    try:
        with np.load(path) as file:
            return np.split(file["points"], file["ends"])[:-1]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return []


def _write(path: Path, outlines: list[np.ndarray]) -> list[np.ndarray]:
    """Keep outlines if there is room for them, and return them."""
    ends = np.cumsum([len(points) for points in outlines])
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            try:
                np.savez(file, points=np.concatenate([_NOTHING, *outlines]), ends=ends)
                file.close()
                os.replace(file.name, path)
            finally:
                Path(file.name).unlink(missing_ok=True)
    return outlines
