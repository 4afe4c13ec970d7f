"""The film's formulas can be typeset, and Q, K, V and A have their hues wherever they occur."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from scenes import formulas, theme
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
    formula = Formula(code, declared=Declared("mathematics"))
    for part in hued_parts(code):
        glyphs = formula.part(part).family_members_with_points()
        assert glyphs
        assert all(glyph.get_fill_color() == theme.hue_of(part) for glyph in glyphs)


def test_every_formula_is_one_that_the_film_writes() -> None:
    """By its name, or by one that is put together: what is put in is a word or two."""
    own = Path(formulas.__file__)
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in own.parent.rglob("*.py")
             if path != own)  # fmt: skip
    nodes = [node for tree in trees for node in ast.walk(tree)]
    said = {node.value for node in nodes if isinstance(node, ast.Constant)}
    made = [
        "".join(re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w ]+"
                for part in node.values)
        for node in nodes if isinstance(node, ast.JoinedStr)
    ]  # fmt: skip
    pattern = re.compile("|".join(one for one in made if one.strip("[\\w ]+")))
    assert [name for name in FORMULAS if name not in said and not pattern.fullmatch(name)] == []
