"""The formula as the chapter's hero: it leaves its corner, is set anew, and lights up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial

import numpy as np
from manim import LEFT, ORIGIN, Animation, Mobject
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_formula import AttentionFormula
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.the_formula.outcome import Outcome
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models

STEPS = "query", "key", "value", "scores", "scaled", "masked", "weights", "output"
HUGE = 1.35  # of the formula alone on the stage
_CLEAR_OF_BADGE = 1.3 * LEFT
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

    def take_out_of_its_corner(self, formula: AttentionFormula, *kept: Mobject) -> None:
        corner, self.corner = self.corner or AttentionFormula(size=HUGE), None
        self.set_anew(corner, formula, *kept, way=_CLEAR_OF_BADGE)

    def set_anew(
        self,
        old: AttentionFormula,
        new: AttentionFormula,
        *kept: Mobject,
        way: np.ndarray = ORIGIN,
        beside: Sequence[Animation] = (),
    ) -> AttentionFormula:
        """Set the formula in another way while others move, and let all else but some go."""
        self.keep(old, *kept, beside=[old.turn_into(new, way), *beside])
        self.remove(*old.get_family(), *new.get_family())
        self.add(new)
        return new

    def light(self, formula: AttentionFormula, part: str) -> None:
        """Give a symbol its hue, with a start."""
        self.play(formula.animate.become(formula.lit(part)), run_time=theme.QUICK)

    @cached_property
    def outcome(self) -> Outcome:
        """What the model writes for the word that is followed; or what it is handed."""
        word, query = self.tokens("query").words()[self.query], self.query
        handed = HeatMap(
            self.of_head("output")[query : query + 1],
            width=_WIDE,
            height=_HIGH,
            color_of=self.law_of("output"),
        )
        if self.trace.given:
            return Outcome(word, handed)
        with needing_models():
            from attention_math.interventions import hide_word
        run = partial(derive, hide_word, self.model, self.sentence, source=self.trace.source.label)
        hidden = [self.pair.key] if self.asks(self.pair) else []
        seen, unseen = run().before, run(*hidden).after
        return Outcome(word, handed, seen.words()[query], unseen.words()[query])
