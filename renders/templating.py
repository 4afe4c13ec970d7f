"""Pages and texts of this program are written with Jinja2: what is put into them is escaped.

`inert` goes further: what it writes means nothing to any engine that a page may pass through.
"""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from renders.terminal import told_size

# What pages and sheets are painted with, by the names of `scenes.theme`.
COLORS = ("ground", "panel", "ink", "quiet", "highlight", "key", "value", "line")

_HERE = Path(__file__).parent
# All of ASCII that some engine takes for its own: Liquid, Go's templates, JSX, short codes of
# WordPress, Hugo and Quarto, Markdown with its links, tables, maths and highlights, and HTML.
_MEANS_SOMETHING = re.compile(r"[\"#$%&'*<=>@\[\\\]^_`{|}~!]|--")


def environment(package: str) -> Environment:
    """Read the templates of ``renders/<package>/templates``."""
    templates = Environment(
        loader=FileSystemLoader(_HERE / package / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"clock": clock, "size": told_size, "inert": inert, "sentence": sentence}
    return templates


def theme_colors(*names: str) -> dict[str, str]:
    """Read colours of the theme that stands now, by their names in small letters."""
    from scenes import theme  # late: it brings in manim

    return {name: getattr(theme, name.upper()).to_hex().lower() for name in names}


def inert(text: str) -> Markup:
    """Write a text in one line of HTML that shows it and does nothing else, wherever it lands."""

    def reference(found: re.Match[str]) -> str:
        return "".join(f"&#{ord(sign)};" for sign in found[0])

    return Markup(_MEANS_SOMETHING.sub(reference, " ".join(text.split())))


def sentence(text: str) -> str:
    """Begin a text with a capital, and end it with a stop."""
    said = " ".join(text.split())
    return said and said[0].upper() + said[1:] + "." * (said[-1] not in ".?!…")


def clock(seconds: float) -> str:
    """Write a time in minutes and seconds: 1:05."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
