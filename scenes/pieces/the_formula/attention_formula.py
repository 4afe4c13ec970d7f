"""The formula of attention, whose symbols light up one by one in their own colours."""

from __future__ import annotations

from manim import ManimColor, VGroup

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.pieces.the_formula.callout import Callout

_MEANINGS = {
    "query": ("what I am looking for", (-1.55, 2.3)),
    "key": ("what I offer", (2.85, 2.3)),
    "softmax": ("weights that add up to one", (-3.9, -1.75)),
    "divisor": ("makes the scores smaller", (1.3, -2.45)),
    "value": ("what I hand over", (5.0, -1.75)),
}


class AttentionFormula(Formula):
    """softmax(QKᵀ/√d)V, in one colour until its parts are lit.

    The parts are ``query``, ``key``, ``divisor``, ``softmax`` and ``value``; ``rest`` stands for
    the brackets and the fraction's bar.
    """

    def __init__(self, *, size: float) -> None:
        super().__init__(FORMULAS["attention"], size=size)
        self.set_color(theme.DIM)

    def lit(self, *names: str) -> AttentionFormula:
        """Return a copy with some parts in the colours of what they stand for."""
        copy = self.copy()
        named = {part for name in _MEANINGS for part in copy.part(name).get_family()}
        rest = VGroup(*(part for part in copy.typeset if part not in named))
        for name in names:
            (rest if name == "rest" else copy.part(name)).set_color(_hue_of(name))
        return copy

    def meanings(self) -> VGroup:
        """Say beside each symbol, in plain words, what it stands for; for a formula that fills
        the stage.
        """
        return VGroup(
            *(
                Callout(words, self.part(name), place, color=_hue_of(name))
                for name, (words, place) in _MEANINGS.items()
            )
        )


def _hue_of(part: str) -> ManimColor:
    return theme.INK if part in ("divisor", "rest") else theme.hue_of(part)
