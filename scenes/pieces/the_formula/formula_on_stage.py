"""The formula as the chapter's hero: it leaves its corner, is set anew, and lights up."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from manim import Animation, Mobject, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_formula import AttentionFormula
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room, line
from scenes.stage.needing_models import needing_models
from scenes.stage.text import Text

STEPS = "query", "key", "value", "scores", "scaled", "masked", "weights", "output"
HUGE, _WORD = 1.35, 0.85  # sizes: of the formula alone on the stage, and of words
_WIDE, _HIGH = 3.0, 0.5  # of a vector in their line


class FormulaOnStage(Mechanism):
    """A chapter on one head, in which the formula itself is on stage."""

    @property
    def carried(self) -> dict[str, Quantity]:
        """Every tensor that goes from one step of the head to another."""
        inputs = ("query_side.inputs", "key_side.inputs")
        return {n: self.of_head(n) for n in STEPS} | {n: self.quantity(n) for n in inputs}

    def law_of(self, name: str) -> partial[ManimColor]:
        """Return the map from a value of a step to the colour of its cell."""
        if name == "output":
            limit = self.of_head(name).limit()
            return partial(theme.size_color, limit=limit, hue=theme.hue_of(name))
        return self.color_of(name)

    def take_out_of_its_corner(self, formula: AttentionFormula, *beside: Animation) -> None:
        corner, self.corner = self.corner or AttentionFormula(size=HUGE), None
        self.set_anew(corner, formula, beside=beside)

    def set_anew(
        self,
        old: AttentionFormula,
        new: AttentionFormula,
        *kept: Mobject,
        beside: Iterable[Animation] = (),
    ) -> AttentionFormula:
        """Set the formula in another way while others move, and let all else go."""
        self.keep(old, *kept, beside=[old.turn_into(new), *beside])
        self.remove(*old.get_family(), *new.get_family())
        self.add(new)
        return new

    def light(self, formula: AttentionFormula, part: str) -> None:
        """Give a symbol its hue, with a start."""
        self.play(formula.animate.become(formula.lit(part)), run_time=theme.QUICK)

    def outcome(self, room: Room) -> VGroup:
        """Say what the model writes for the word that is followed; or what it was handed."""
        word, becomes = self.tokens("query").words()[self.query], FORMULAS["becomes"]
        made = self._made_of(self.query)
        row = line(Text(word, size=_WORD), Formula(becomes, size=_WORD), made)
        return room.hold(row, shrink=True)

    def _made_of(self, query: int) -> Text | HeatMap:
        if self.trace.given:
            row, law = self.of_head("output")[query : query + 1], self.law_of("output")
            return HeatMap(row, width=_WIDE, height=_HIGH, color_of=law)
        with needing_models():
            from attention_math.interventions import hide_word
        written = derive(hide_word, self.model, self.sentence, source=self.trace.source.label)
        french = written.before.words()[query]
        return Text(french, size=_WORD, color=hue_of_gender(french))
