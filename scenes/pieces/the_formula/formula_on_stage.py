"""The formula as the chapter's hero: it leaves its corner, is set anew, and lights up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial

from manim import LEFT, UP, Animation, FadeOut, Mobject, MoveToTarget
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_formula import AttentionFormula, hue_of_part
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.motion import aside, settle
from scenes.pieces.the_formula.ending import Ending
from scenes.pieces.the_formula.living_row import ROOM_FOR_QUERY, LivingRow
from scenes.pieces.the_formula.outcome import Outcome
from scenes.pieces.the_formula.step import waiting
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.layout import Room, stage
from scenes.stage.needing_models import needing_models

STEPS = "query", "key", "value", "scores", "scaled", "masked", "weights", "output"
HUGE = 1.35  # of the formula alone on the stage
_CLEAR_OF_BADGE = 1.3 * LEFT
_SHARES, _WAITING = (1.95, 3.9), (1.15, 2, 1.15)  # of the formula over the rest, and beside forms
_HOP, _BELOW, _ASIDE = 0.25, 0.25, 0.6  # of a symbol; below the formula; before the forms
_WIDE, _HIGH = 3.0, 0.5  # of a vector in their line


class FormulaOnStage(Mechanism):
    """A chapter on one head, in which the formula itself is on stage."""

    @property
    def carried(self) -> dict[str, Quantity]:
        """Every tensor that goes from one step of the head to another."""
        return {name: self.of_head(name) for name in STEPS}

    def law_of(self, name: str) -> partial[ManimColor]:
        """Return the map from a value of a step to the colour of its cell."""
        if name == "output":
            limit = self.of_head(name).limit()
            return partial(theme.size_color, limit=limit, hue=theme.hue_of(name))
        return self.color_of(name)

    def take_out_of_its_corner(self, formula: AttentionFormula, *kept: Mobject) -> None:
        corner, self.corner = self.corner or AttentionFormula(size=HUGE), None
        self.keep(corner, *kept, beside=[corner.turn_into(formula, _CLEAR_OF_BADGE)])
        self.remove(*corner.get_family(), *formula.get_family())
        self.add(formula)

    def begin_row(self, formula: AttentionFormula, words: Sequence[Word]) -> LivingRow:
        """Let the formula rise over words, and both forms wait beside it."""
        above, below = stage().rows(*_SHARES)
        _, middle, right = above.inset(bottom=_BELOW).columns(*_WAITING)
        word, arrow = self.outcome.begun
        row = LivingRow(words, below.inset(left=ROOM_FOR_QUERY), query=self.query)
        rising, forms = (
            settle(formula, middle, shrink=True),
            waiting(self.outcome.forms, right.inset(left=_ASIDE)),
        )
        self.play(rising, forms, row.coming(word), FadeOut(arrow), run_time=0.8)
        return row

    def light(self, formula: AttentionFormula, sign: str) -> Animation:
        """Give a symbol its hue, with a hop; it keeps it."""
        part = formula.part(sign)
        part.generate_target().set_color(hue_of_part(sign))
        return MoveToTarget(part, path_func=aside(_HOP * UP))

    @cached_property
    def outcome(self) -> Outcome:
        """What the model writes for the word that is followed, and what it might."""
        word, query = self.tokens("query").words()[self.query], self.query
        if self.trace.given:
            return Outcome(word)
        with needing_models():
            from attention_math.interventions import hide_word
        run = partial(derive, hide_word, self.model, self.sentence, source=self.trace.source.label)
        hidden = [self.pair.key] if self.asks(self.pair) else []
        seen, unseen = run().before, run(*hidden).after
        return Outcome(word, seen.words()[query], unseen.words()[query])

    def ending(self, room: Room) -> Ending:
        """Show what the word is handed as a place on the line of gender, or else as a vector."""
        query = slice(self.query, self.query + 1)
        handed = HeatMap(
            self.of_head("output")[query],
            width=_WIDE,
            height=_HIGH,
            color_of=self.law_of("output"),
        )
        ending = Ending(self.outcome, room, handed)
        if len(self.outcome.forms):
            names = "value", "output", "value_weight", "value_bias"
            arrays = {name: self.of_head(name) for name in names}
            at = "key_side.positions"
            ending.lay_line(self.model, arrays | {at: self.quantity(at)}, self.pair)
        return ending
