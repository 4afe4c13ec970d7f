"""Judges what is written: a number is its citation's, its glyphs are its own, no digit is free."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from scenes.mobjects.formula import hued_parts
from scenes.stage.cited import REASONS, Citation, Declared
from scenes.stage.claims import Placement
from scenes.stage.naming import sliced
from scenes.stage.text import Glyph, Mathematics, Numeral, Text, numeral_outline

_FOREIGN = (SVGMobject, VMobjectFromSVGPath, PangoText, DecimalNumber, Table)
_NUMBER = re.compile(r"−?(\d+(\.\d+)?|∞)")


def judge_numeral(numeral: Numeral, oracle: Oracle, chapter: Chapter) -> Iterator[Problem]:
    """Hold a number to its citation, or to its declaration."""
    name = describe(numeral)
    if numeral.citation is not None:
        yield from judge_citation(numeral.citation, name, oracle)
    elif numeral.declared is None:
        yield Problem("undeclared", name, "a citation or a declaration", "neither")
    else:
        yield from judge_declaration(numeral, oracle, chapter)
    yield from _judge_text(numeral, name)
    yield from _judge_outline(numeral, name)


def judge_text(text: Text, oracle: Oracle, chapter: Chapter) -> Iterator[Problem]:
    """Hold a text to its own glyphs, and its digits to what declares them."""
    if text.citation is not None:
        yield from judge_citation(text.citation, describe(text), oracle)
    elif any(map(str.isdigit, text.text)):
        if text.declared is None:
            yield Problem("undeclared", describe(text), "no digit, or a declaration", text.text)
        else:
            yield from judge_declaration(text, oracle, chapter)
    yield from _judge_outline(text, describe(text))


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


def _judge_outline(written: Numeral | Text, name: str) -> Iterator[Problem]:
    """See that the glyphs on screen are those of the text, wherever and however large."""
    own = _outline(isinstance(written, Numeral), written.text, getattr(written, "italic", False))
    if not _similar(own, written.points):
        yield Problem("outline", name, f"the glyphs of {written.text!r}", "other glyphs")


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


def judge_foreign(mobject: Mobject, *, is_first_cut: bool) -> Problem | None:
    """Find text that was not made by `scenes.stage.text`: nobody can say what its digits are."""
    if not isinstance(mobject, _FOREIGN) or isinstance(mobject, Brace):
        return None
    if isinstance(mobject, Mathematics):
        return _judge_mathematics(mobject) or (None if is_first_cut else _judge_formula(mobject))
    if not isinstance(mobject, Glyph):
        said = getattr(mobject, "typst_code", None) or getattr(mobject, "text", None)
        what = f"{type(mobject).__name__} {said!r}" if said else describe(mobject)
        return Problem("undeclared", what, "a Numeral, a Text or a Formula", "bare text")
    return None


def _judge_mathematics(formula: Mathematics) -> Problem | None:
    declared = formula.declared
    if declared is None:
        return None
    if declared.reason == "mathematics" and re.search(r"\d\.\d", formula.code):
        return Problem("declaration", describe(formula), "whole numbers", "a decimal fraction")
    if declared.reason not in ("mathematics", "published constant"):
        return Problem("declaration", describe(formula), "mathematics", declared.reason)
    return _judge_source(declared, describe(formula))


def _judge_formula(formula: Mathematics) -> Problem | None:
    """Accept the film's own formulas, whose symbols have their hues or wait in grey."""
    if formula.code not in FORMULAS.values():
        return Problem("formula", describe(formula), "a formula of scenes.formulas", formula.code)
    for name in hued_parts(formula.code):
        hue = theme.hue_of(name)
        for glyph in formula.select(name).family_members_with_points():
            if glyph.get_fill_color() not in (hue, theme.DIM):
                return Problem("colour", f"{name} in {describe(formula)}", hue.to_hex(),
                               glyph.get_fill_color().to_hex())  # fmt: skip
    return None


def _judge_source(declared: Declared, name: str) -> Problem | None:
    if declared.reason == "published constant" and not declared.source:
        return Problem("declaration", name, "where the constant was published", "no source")
    return None


def judge_declaration(
    written: Numeral | Text, oracle: Oracle, chapter: Chapter
) -> Iterator[Problem]:
    """Check a reason, and what it says as far as that can be known."""
    declared, name = written.declared, describe(written)
    if declared.reason not in REASONS:
        yield Problem("declaration", name, "a reason of scenes.stage.cited", declared.reason)
        return
    unsourced = _judge_source(declared, name)
    if unsourced is not None:
        yield unsourced
    expected = _disproof(written, declared, oracle, chapter)
    if expected is not None:
        yield Problem("declaration", name, expected, written.text)


def _disproof(
    written: Numeral | Text, declared: Declared, oracle: Oracle, chapter: Chapter
) -> str | None:
    """Say what a declared text should have been, if it is not that."""
    said = written.text
    numbers = tuple(int(digits) for digits in re.findall(r"\d+", said))
    heads = max((len(trace.heads) for trace in oracle.traces.values()), default=0)
    match declared.reason:
        case "chapter number":
            heading = chapter.numbered_heading()
            return None if said == heading else heading
        case "layer and head":
            known = any(said.startswith(label) for label in oracle.traces)
            fits = known and (said.endswith("all heads") or 1 <= numbers[-1] <= heads)
            return None if fits else f"a head of {', '.join(oracle.traces)}"
        case "number of a head":
            fits = all(1 <= number <= heads for number in numbers)
            return None if fits else f"1 to {heads}"
        case "token":
            return _token_disproof(said, oracle)
        case "mathematics":
            return "a formula"
        case "shape" | "place" | "distance":
            return _tensor_disproof(numbers, declared, oracle)
        case "parameter":
            taken = parameters(declared.of)
            stated = {float(n) for n in re.findall(r"\d+(?:\.\d+)?", said.replace(",", ""))}
            return None if stated <= taken else f"a parameter of {declared.of or 'something'}"
        case "tick":
            at = isinstance(written, Numeral) and isinstance(written.claim, Placement)
            is_marked = at and any(written.value in pair for pair in written.claim.places)
            return None if is_marked else "a place on the axis of a plane"
    return None


def _token_disproof(said: str, oracle: Oracle) -> str | None:
    """Allow digits in what the tokenizer made or knows, and in a caption that quotes it."""
    if said in oracle.entries():
        return None
    rest = said
    for word in oracle.words():
        if said == word:
            return None
        rest = rest.replace(f"“{word}”", "")
    return "a token of the sentence" if any(map(str.isdigit, rest)) else None


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
