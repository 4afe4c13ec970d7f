"""Judges what is written: a number is its citation's, its glyphs are its own, no digit is free."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from manim import Brace, DecimalNumber, Mobject, SVGMobject, Table
from manim import Text as PangoText
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath

from renders.checks import limits
from renders.checks.derivations import parameters
from renders.checks.expression import Unknown
from renders.checks.failure import Problem
from renders.checks.oracle import Oracle
from renders.checks.staged import describe
from scenes import theme
from scenes.chapter import Chapter
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_formula import PARTS
from scenes.mobjects.formula import hued_parts
from scenes.stage.cited import Citation, Declared
from scenes.stage.claims import Placement
from scenes.stage.naming import sliced
from scenes.stage.text import Glyph, Mathematics, Numeral, Text, numeral_outline

_FOREIGN = (SVGMobject, VMobjectFromSVGPath, PangoText, DecimalNumber, Table)
_STANDS_FOR = {one: one for one in ("query", "key", "value")} | {
    "softmax": "weights",
    "divisor": "scaled",
}
QUOTED = re.compile("“([^”]*)”")
_NUMBER = re.compile(r"−?(\d+(\.\d+)?|∞)")


def judge_written(written: Numeral | Text, oracle: Oracle, chapter: Chapter) -> Iterator[Problem]:
    """Hold what is written to its own glyphs, and its digits to what cites or declares them."""
    name, is_numeral = describe(written), isinstance(written, Numeral)
    if written.citation is not None:
        yield from judge_citation(written.citation, name, oracle)
    elif is_numeral or any(map(str.isdigit, written.text)):
        if (declared := written.declared) is None:
            yield Problem("undeclared", name, "a citation or a declaration", "neither")
        elif (due := _disproof(written, declared, oracle, chapter)) is not None:
            yield Problem("declaration", name, due, f"{written.text} ({declared.reason})")
    if is_numeral:
        yield from _judge_text(written, name)
    own = _outline(is_numeral, written.text, getattr(written, "italic", False))
    if not _similar(own, written.points):
        yield Problem("outline", name, f"the glyphs of {written.text!r}", "other glyphs")


def judge_citation(citation: Citation, name: str, oracle: Oracle) -> Iterator[Problem]:
    """Compare a cited value with the oracle's."""
    try:
        true, bound = oracle.value(citation)
    except Unknown as unknown:
        yield Problem("unknown", name, f"{cited(citation)} of {citation.source}", str(unknown))
        return
    if true == citation.value:
        return
    if isinstance(true, str):
        yield Problem("word", name, f"{cited(citation)} = {true!r}", repr(citation.value))
    elif not abs(true - citation.value) <= bound:
        yield astray(citation, name, true, bound)


def astray(citation: Citation, name: str, true: float, bound: float) -> Problem:
    """Say what a cited number should have been, and how far 32 bits may lead from it."""
    expected = f"{cited(citation)} = {true:.6g} ± {bound:.1g}"
    return Problem("value", name, expected, f"{citation.value:.9g}")


@cache
def cited(citation: Citation) -> str:
    """Write a citation as a person reads it."""
    try:
        return sliced(citation.tensor, citation.index, citation.index)
    except SyntaxError:
        return f"{citation.tensor}{list(citation.index)}"


def _judge_text(numeral: Numeral, name: str) -> Iterator[Problem]:
    """Read the number as a viewer does, knowing nothing of how it was written."""
    expected = f"{numeral.value:.6g} to {numeral.decimals} decimals"
    found = _NUMBER.fullmatch(numeral.text.removeprefix(numeral.prefix).replace(",", ""))
    if found is None or any(map(str.isdigit, numeral.prefix)):
        yield Problem("text", name, expected, repr(numeral.text))
        return
    read = float(found[0].replace("−", "-").replace("∞", "inf"))
    decimals = len((found[2] or ".")[1:])
    is_infinite = np.isinf(read) or np.isinf(numeral.value)
    away = 0.0 if read == numeral.value else abs(read - numeral.value)
    rounding = 0.0 if is_infinite else 0.5 * 10.0**-numeral.decimals
    is_negative_zero = read == 0 and found[0].startswith("−")
    wrong_length = not is_infinite and decimals != numeral.decimals
    if wrong_length or is_negative_zero or away > rounding * (1 + 1e-9) + 1e-12:
        yield Problem("text", name, expected, repr(numeral.text))


# --- glyphs --------------------------------------------------------------------------------------


@cache
def _outline(is_numeral: bool, text: str, italic: bool) -> np.ndarray:
    """Typeset a text anew."""
    if is_numeral:
        return numeral_outline(text)
    return Text(text, italic=italic, declared=Declared("token")).points


def _similar(first: np.ndarray, second: np.ndarray) -> bool:
    """Say whether two outlines differ in place, size and direction at most."""
    if first.shape != second.shape:
        return False
    a, b = (points[:, 0] + 1j * points[:, 1] for points in (first, second))
    a, b = a - a.mean(), b - b.mean()
    turn = np.vdot(a, b) / np.vdot(a, a).real
    return bool(np.abs(b - turn * a).max() <= limits.OUTLINE * np.abs(b).max())


# --- digits that are no measurement --------------------------------------------------------------


def judge_foreign(mobject: Mobject, *, is_own: bool) -> Problem | None:
    """Find text that was not made by `scenes.stage.text`: nobody can say what its digits are."""
    if not isinstance(mobject, _FOREIGN) or isinstance(mobject, Brace):
        return None
    if isinstance(mobject, Mathematics):
        return _judge_digits(mobject) or (None if is_own else _judge_formula(mobject))
    if isinstance(mobject, Glyph):
        return None
    said = getattr(mobject, "typst_code", None) or getattr(mobject, "text", None)
    what = f"{type(mobject).__name__} {said!r}" if said else describe(mobject)
    return Problem("undeclared", what, "a Numeral, a Text or a Formula", "bare text")


def _judge_digits(formula: Mathematics) -> Problem | None:
    if (declared := formula.declared) is None:
        return None
    fits = {
        "mathematics": not re.search(r"\d\.\d", formula.code),
        "published constant": bool(declared.source),
    }
    if fits.get(declared.reason):
        return None
    due = "whole numbers, or a constant and where it was published"
    return Problem("declaration", describe(formula), due, declared.reason)


def _judge_formula(formula: Mathematics) -> Problem | None:
    """Accept the film's own formulas, whose symbols have their hues or wait in grey."""
    if formula.code not in FORMULAS.values():
        return Problem("formula", describe(formula), "a formula of scenes.formulas", formula.code)
    for name in hued_parts(formula.code):
        hue = theme.hue_of(name)
        for glyph in formula.select(name).family_members_with_points():
            if (seen := glyph.get_fill_color()) not in (hue, theme.DIM):
                what = f"{name} in {describe(formula)}"
                return Problem("colour", what, hue.to_hex(), seen.to_hex())
    return None


def judge_symbols(chapter: Chapter, tensors: Iterable[str]) -> Iterator[Problem]:
    """See that each symbol that is lit in the corner stands for a tensor that was cited until now.

    All of them lit is the formula as it is written, which says nothing of this chapter.
    """
    lit = tuple(chapter.lights or ())
    shown = {name for tensor in tensors for name in re.findall(r"\bhead\d+\.(\w+)", tensor)}
    for symbol in () if set(lit) >= set(PARTS) else lit:
        if (due := _STANDS_FOR[symbol]) not in shown:
            yield Problem("symbol", f"{symbol} in the formula", f"a citation of {due}", "none")


def _disproof(
    written: Numeral | Text, declared: Declared, oracle: Oracle, chapter: Chapter
) -> str | None:
    """Say what a declared text should have been, if it is not that."""
    said = written.text
    numbers = tuple(int(digits) for digits in re.findall(r"\d+", said))
    heads = max((len(trace.heads) for trace in oracle.traces.values()), default=0)
    due, fits = "a reason of scenes.stage.cited", False
    match declared.reason:
        case "chapter number":
            due = chapter.numbered_heading()
            fits = said == due
        case "layer and head":
            due = f"a head of {', '.join(oracle.traces)}"
            fits = any(said.startswith(label) for label in oracle.traces)
            fits = fits and (said.endswith("all heads") or 1 <= numbers[-1] <= heads)
        case "number of a head":
            due, fits = f"1 to {heads}", all(1 <= number <= heads for number in numbers)
        case "token":
            return _token_disproof(said, oracle)
        case "mathematics":
            due = "a formula"
        case "published constant":
            due, fits = "where the constant was published", bool(declared.source)
        case "shape" | "place" | "distance":
            return _tensor_disproof(numbers, declared, oracle)
        case "parameter":
            stated = {float(n) for n in re.findall(r"\d+(?:\.\d+)?", said.replace(",", ""))}
            due = f"a parameter of {declared.of or 'something'}"
            fits = stated <= parameters(declared.of)
        case "tick":
            at = isinstance(written, Numeral) and isinstance(written.claim, Placement)
            due = "a place on the axis of a plane"
            fits = at and any(written.value in pair for pair in written.claim.places)
    return None if fits else due


def _token_disproof(said: str, oracle: Oracle) -> str | None:
    """Allow digits in what the tokenizer made or knows, and in a caption that quotes it."""
    known = oracle.words()
    rest = QUOTED.sub(lambda quoted: "" if quoted[1] in known else quoted[0], said)
    is_plain = said in known or not any(map(str.isdigit, rest))
    return None if is_plain or said in oracle.entries() else "a token of the sentence"


def _tensor_disproof(numbers: tuple[int, ...], declared: Declared, oracle: Oracle) -> str | None:
    """Hold a shape, a place or a distance to the tensor that it is of."""
    reason, of = declared.reason, declared.of
    place = tuple(map(int, re.findall(r"\d+", re.findall(r"\[[\d, ]+\]$|$", of)[0])))
    for source in (*oracle.traces, "experiments"):
        try:
            shape = oracle.array(source, of).shape
        except Unknown:
            continue
        apart = (max(place, default=0) - min(place, default=0),)
        true = {"shape": shape, "place": place, "distance": apart}[reason]
        return None if numbers == true else f"{of} of {reason} {true}"
    return f"a known tensor, not {of!r}"
