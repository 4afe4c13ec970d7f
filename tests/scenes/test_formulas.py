"""The film's formulas can be typeset, and Q, K, V and A have their hues wherever they occur."""

from __future__ import annotations

import re

import pytest

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula, hued_parts
from scenes.stage.cited import Declared

_SYMBOLS = {"query": "Q", "key": "K", "value": "V", "weights": "A"}
_PART = re.compile(r"\{\{\s*(.*?)\s*:\s*([\w-]+)\s*\}\}")


@pytest.mark.parametrize("name", FORMULAS)
def test_each_symbol_with_a_hue_is_drawn_in_it(name: str) -> None:
    code = FORMULAS[name]
    words = re.findall(r"[A-Za-z]+", re.sub(r'".*?"', "", _PART.sub("", code)))
    assert not {*words} & {*_SYMBOLS.values()}
    assert all(_SYMBOLS.get(part, symbol)[0] in symbol for symbol, part in _PART.findall(code))
    written = code.format(entry=2, width=8) if name == "angle" else code
    formula = Formula(written, declared=Declared("mathematics"))
    for part in hued_parts(code):
        glyphs = formula.part(part).family_members_with_points()
        assert glyphs
        assert all(glyph.get_fill_color() == theme.hue_of(part) for glyph in glyphs)
