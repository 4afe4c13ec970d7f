"""Typesets pictures and words with Typst: crisp letters, the same on every machine.

Words reach a template as data, never as markup: whatever a viewer types, Typst prints it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import typst
from PIL import Image

from renders.templating import COLORS, theme_colors

TEMPLATES = Path(__file__).parent / "templates"
SHARED = "panel.typ"
PIXEL = 72.0  # pixels an inch that make a point of the template a pixel


def typeset_sheet(folder: Path, sheet: str) -> np.ndarray:
    """Set the sheet of a chapter, named by its file inside ``folder``, as one picture."""
    written = _typeset("sheet.typ", folder, {"sheet": sheet}, "png")
    return np.asarray(Image.open(BytesIO(written)).convert("RGB"))


def typeset_handout(folder: Path, sheets: Sequence[str], title: str) -> bytes:
    """Set sheets, named by their files inside ``folder``, as a PDF of A4 pages."""
    return _typeset("handout.typ", folder, {"sheets": list(sheets), "title": title}, "pdf")


def typeset_card(heading: str, words: str, width: int, height: int) -> np.ndarray:
    """Set the card of a lecture, as a picture of so many pixels.

    Raises
    ------
    ValueError
        If it is too much for one card.
    """
    said = {"heading": heading, "text": words, "width": width, "height": height}
    written = _typeset("card.typ", TEMPLATES, said, "png")
    if not isinstance(written, bytes):  # a page each
        raise ValueError("a card has no room for so many words: make it shorter")
    return np.asarray(Image.open(BytesIO(written)).convert("RGBA"))


def typeset_plot(plot: dict[str, object]) -> bytes:
    """Draw lines on scales of powers, as SVG; the template says what a plot holds."""
    return _typeset("plot.typ", TEMPLATES, plot, "svg")


def _typeset(template: str, folder: Path, data: dict[str, object], kind: str) -> bytes:
    source = "".join((TEMPLATES / name).read_text("utf-8") for name in (SHARED, template))
    data = data | {"colors": theme_colors(*COLORS)}
    compiler = typst.Compiler(root=str(folder), ignore_system_fonts=True)
    inputs = {"data": json.dumps(data)}
    return compiler.compile(source.encode(), format=kind, ppi=PIXEL, sys_inputs=inputs)
