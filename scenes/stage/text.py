"""All text of the film, typeset by Typst, each piece one path; user text is never markup."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import numpy as np
from manim import MathTypst, VMobject
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation, Declared, Word, formatted
from scenes.stage.claims import Claiming
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError
from scenes.stage.typesetting import glyph_outlines

NUMERAL_GLYPHS = "0123456789.−∞+≈=×✗,"
# All of them are bundled with Typst: no machine has others, so that the pictures are the same.
_FONT = """#set text(fallback: false, font: (
  "New Computer Modern", "Libertinus Serif", "New Computer Modern Math", "DejaVu Sans Mono"))"""
_IN_NO_FONT = "\U0010ffff"  # never a character: it is drawn as the box of what is missing
_REFERENCE_SIZE = 48.0
_ABOVE_SHAPES = 1
_DIGIT = 0.5  # ems; every digit of the font is that wide
_PART = re.compile(r"\{\{(.*?):\s*[\w-]+\s*\}\}")  # a named part of a formula's code
_UNSEEN = re.compile(r":\s*[\w-]+\s*}}|\d*\.?\d+(em|pt|mm|cm|%)")  # of a formula's code


class Text(VMobject):
    """Words as one path that knows its baseline, in the film's language unless they are declared.

    Digits are refused unless ``declared`` says what they are: a measured number is a `Numeral`.
    """

    def __init__(
        self,
        text: str,
        *,
        size: float | None = None,
        color: ManimColor | None = None,
        declared: Declared | None = None,
        italic: bool = False,
    ) -> None:
        is_given = declared is not None or isinstance(text, Word)
        if any(character.isdigit() for character in text) and not is_given:
            raise StageError(
                f"undeclared digits in {text!r}: draw a Numeral, or say what they are with "
                'declared=Declared("…") and a reason of scenes/stage/cited.py'
            )
        color = theme.DIM if getattr(text, "is_pale", False) else color or theme.INK
        super().__init__(stroke_width=0, fill_opacity=1, color=color)
        self.set_z_index(_ABOVE_SHAPES)
        text, size = text if is_given else phrase(text), size or theme.SIZE_LABEL
        self.text, self.declared, self.size, self.italic = text, declared, size, italic
        points, descent = _outline(text, italic)
        self.set_points(points * size)
        self._spread_of_em = _spread(points)
        self._descent = descent * size / self.height if self.height else 0.0

    @property
    def citation(self) -> Citation | None:
        """Which token of a sentence, or which other text that was computed, it is."""
        return getattr(self.text, "citation", None)

    @property
    def baseline(self) -> float:
        """The height at which the letters stand."""
        return self.get_bottom()[1] + self._descent * self.height

    @property
    def em(self) -> float:
        """The size of the type as it is drawn now, however it was scaled or turned."""
        return _spread(self.points) / self._spread_of_em

    def stand_on(self, baseline: float) -> Text:
        """Move up or down until the letters stand at this height."""
        self.shift([0, baseline - self.baseline, 0])
        return self


class Numeral(Claiming, VMobject):
    """One number as one path, with its citation (or its declaration).

    Digits are equally wide, the minus is a true minus, a hidden score is −∞, and the thousands of a
    ``grouped`` number stand apart.
    """

    def __init__(
        self,
        value: float | Citation,
        *,
        decimals: int = 2,
        size: float | None = None,
        color: ManimColor | None = None,
        declared: Declared | None = None,
        prefix: str = "",
        grouped: bool = False,
    ) -> None:
        cited = isinstance(value, Citation)
        if not cited and declared is None:
            raise StageError(f"the number {value} needs a citation or a declaration")
        super().__init__(stroke_width=0, fill_opacity=1, color=color or theme.INK)
        self.citation = value if cited else None
        self.declared = declared
        self.value = value.value if cited else float(value)
        self.set_z_index(_ABOVE_SHAPES)
        self.decimals, self.size = decimals, size or theme.SIZE_NUMBER
        self.prefix, self.grouped = prefix, grouped
        self.text = prefix + formatted(self.value, decimals, grouped=grouped)
        outline = numeral_outline(self.text)
        self._spread_of_em = _spread(outline)
        self.set_points(outline * self.size)
        self.move_to([0, 0, 0])

    @property
    def em(self) -> float:
        """The size of the type as it is drawn now, however it was scaled or turned."""
        return _spread(self.points) / self._spread_of_em

    def read(self, cited: Citation) -> Numeral:
        """Stand for another number, in the same type and place."""
        center = self.get_center()
        self.citation, self.value = cited, cited.value
        self.text = self.prefix + formatted(self.value, self.decimals, grouped=self.grouped)
        outline, em = numeral_outline(self.text), self.em
        self._spread_of_em = _spread(outline)
        self.set_points(outline * em)
        return self.move_to(center)

    @property
    def shown(self) -> Decimal:
        """The number that a viewer reads."""
        digits = self.text.removeprefix(self.prefix).replace("−", "-").replace("∞", "Infinity")
        return Decimal(digits.replace(",", ""))

    def stand_on(self, baseline: float) -> Numeral:
        """Move up or down until the digits stand at this height; a comma hangs below it."""
        below = -numeral_outline(self.text)[:, 1].min() * self.em if "," in self.text else 0.0
        return self.set_y(baseline - below, direction=[0, -1, 0])


class Glyph(VMobjectFromSVGPath):
    """A glyph of mathematics, known as one also where it stands alone."""

    def __init__(self, path_obj: object, **options: object) -> None:
        super().__init__(path_obj, **options)
        # The SVG that it was read from: hundreds of points, copied whenever it is.
        del self.path_obj


class Mathematics(MathTypst):
    """Typeset mathematics that knows what it was made from.

    Digits are refused unless ``declared`` says what they are; lengths and names of parts have none.
    """

    def __init__(
        self, code: str, *, font_size: float, color: ManimColor, declared: Declared | None
    ) -> None:
        if re.search(r"\d", _UNSEEN.sub("", code)) and declared is None:
            raise StageError(f"undeclared digits in the formula {code!r}: declare them")
        super().__init__(code, color=color, font_size=font_size, use_svg_cache=False)
        self.code, self.declared = code, declared

    def path_to_mobject(self, path: object) -> Glyph:
        return Glyph(path, **self.path_string_config)


def formula(
    code: str,
    *,
    size: float | None = None,
    color: ManimColor | None = None,
    declared: Declared | None = None,
) -> Mathematics:
    """Typeset mathematics; parts in ``{{ … : name }}`` can be picked with ``select(name)``."""
    font_size = (size or theme.SIZE_FORMULA) * _font_size_of_em()
    return Mathematics(code, color=color or theme.INK, font_size=font_size, declared=declared)


@cache
def descent_of_formula(code: str) -> float:
    """Measure how far mathematics reaches below the line on which its letters stand, in ems."""
    plain = _PART.sub(r"\1", code)
    reference, *glyphs = _line(f"$ upright(H) {plain} $")
    return float(_bottom(reference) - min(map(_bottom, glyphs)))


def _spread(points: np.ndarray) -> float:
    """Measure how far points lie around their middle: twice as far if drawn twice as large."""
    return float(np.linalg.norm(points - points.mean(axis=0))) / np.sqrt(len(points))


def _literal(text: str) -> str:
    """Write any text as a Typst string: no character of it is markup or code."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'#"{escaped}"'


@cache
def _font_size_of_em() -> float:
    """Find the font size at which the em is one unit: a digit is half an em wide."""
    first, second = glyph_outlines(_literal("00"), font_size=_REFERENCE_SIZE, preamble=_FONT)
    return _REFERENCE_SIZE * _DIGIT / (_middle(second) - _middle(first))


def check_drawable(text: str) -> None:
    """Refuse text that would be drawn as boxes.

    Raises
    ------
    ValueError
        In one line that names the character which no font has.
    """
    for character in text:
        if not character.isascii() and _is_missing(character):
            raise ValueError(
                f"the film's fonts have no {character!r} (U+{ord(character):04X}): "
                "choose a sentence without it"
            )


@cache
def _is_missing(character: str) -> bool:
    """Compare with what is never drawn: fonts give every character that they lack one shape."""
    ours, missing = map(_alone, (character, _IN_NO_FONT))
    return len(ours) == len(missing) and all(map(np.array_equal, ours, missing))


@cache
def _alone(character: str) -> list[np.ndarray]:
    return _line(_literal(character))


@cache
def _outline(text: str, italic: bool) -> tuple[np.ndarray, float]:
    """Return the points of all glyphs in ems, centred, and how far they reach below the line."""
    check_drawable(text)
    markup = f"#emph[{_literal(text)}]" if italic else _literal(text)
    # An upright H stands exactly on the baseline; it is measured and left out.
    reference, *glyphs = _line(f"H#h(1em){markup}")
    if not glyphs:
        raise ValueError(f"there is nothing to typeset in {text!r}")
    points = np.concatenate(glyphs)
    descent = float(_bottom(reference) - points[:, 1].min())
    return points - (points.min(axis=0) + points.max(axis=0)) / 2, descent


@cache
def _numeral_atlas() -> dict[str, tuple[np.ndarray, float]]:
    """Typeset every glyph of a numeral once: its outline from its origin, and its advance."""
    interleaved = _literal("0" + "".join(f"{symbol}0" for symbol in NUMERAL_GLYPHS))
    reference, *glyphs = _line(f"H#h(1em){interleaved}")
    zeros, symbols = glyphs[::2], glyphs[1::2]
    atlas = {}
    for symbol, glyph, before, after in zip(
        NUMERAL_GLYPHS, symbols, zeros, zeros[1:], strict=False
    ):
        origin = [_middle(before) + _DIGIT / 2, _bottom(reference), 0]
        atlas[symbol] = (glyph - origin, _middle(after) - _middle(before) - _DIGIT)
    return atlas


def _line(markup: str) -> list[np.ndarray]:
    """Typeset one line in ems."""
    return glyph_outlines(markup, font_size=_font_size_of_em(), preamble=_FONT)


def _middle(points: np.ndarray) -> float:
    return (points[:, 0].min() + points[:, 0].max()) / 2


def _bottom(points: np.ndarray) -> float:
    return points[:, 1].min()


@cache
def numeral_outline(text: str) -> np.ndarray:
    """Set glyphs of the atlas side by side, in ems."""
    atlas, pen, parts = _numeral_atlas(), 0.0, []
    for symbol in text:
        if symbol == " ":
            pen += 0.25
            continue
        outline, advance = atlas[symbol]
        parts.append(outline + [pen, 0, 0])
        pen += advance
    return np.concatenate(parts)
