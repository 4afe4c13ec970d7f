"""The formula waits in its corner, where it has room, with those symbols lit that are explained."""

from __future__ import annotations

import pytest

from renders.rehearsal import rehearse
from scenes import theme
from scenes.mobjects.attention_formula import PARTS, AttentionFormula


def hues(formula: AttentionFormula, part: str) -> set[str]:
    return {one.get_fill_color().to_hex() for one in formula.part(part).get_family()[1:]}


def test_only_what_is_lit_has_its_hue() -> None:
    formula = AttentionFormula(size=1.0).lit("key")
    assert hues(formula, "key") == {theme.KEY.to_hex()}
    for part in set(PARTS) - {"key"}:
        assert hues(formula, part) == {theme.DIM.to_hex()}


def test_symbols_are_all_of_it_but_brackets_and_bars() -> None:
    formula = AttentionFormula(size=1.0, flat=True)
    symbols = {part for name in PARTS for part in formula.part(name).get_family()}
    rest = formula.rest().family_members_with_points()
    assert len(rest) == 3, "two brackets and the slash"
    assert not symbols & set(rest)


@pytest.mark.parametrize(("heading", "stands"), [("Softmax", True), ("A heading " * 3, False)])
def test_it_stands_in_its_corner_where_it_has_room(heading: str, stands: bool) -> None:
    look, empty = (lambda chapter, beat: None), (lambda chapter: chapter.wait())
    chapter = rehearse("Softmax", look, heading=heading, construct=empty)
    assert (chapter.corner is not None) is stands
    assert (chapter.corner in chapter.mobjects) is stands
