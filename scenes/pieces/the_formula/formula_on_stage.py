"""The formula as the chapter's hero: it leaves its corner, is set anew, and lights up."""

from __future__ import annotations

from functools import cached_property, partial

from manim import LEFT, UP, Animation, AnimationGroup, FadeOut, Mobject, MoveToTarget
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_formula import AttentionFormula, hue_of_part
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.motion import aside, settle
from scenes.pieces.the_formula.landing import HIGH, Landing
from scenes.pieces.the_formula.living_row import ROOM_FOR_QUERY, LivingRow
from scenes.pieces.the_formula.outcome import Outcome
from scenes.pieces.the_formula.run import Run, Twin
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, stage

STEPS = "query", "key", "value", "scores", "scaled", "masked", "weights", "output"
HUGE = 1.35  # of the formula alone on the stage
_CLEAR_OF_BADGE = 1.3 * LEFT
_SHARES = 2.05, 3.8  # of the formula over the rest
_HOP, _BELOW, _WAITING = 0.25, 0.2, 0.6  # of a symbol; below the formula; forms that wait
_WIDE, _HIGH = 3.0, 0.5  # of a vector in their line


class FormulaOnStage(Mechanism):
    """A chapter on one head, in which the formula itself is on stage.

    ``query`` is the word that is followed, ``seen`` are the keys that it may hear.
    """

    query: int
    seen: slice

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
        coming = AnimationGroup(corner.turn_into(formula, _CLEAR_OF_BADGE), run_time=1.6)
        self.keep(corner, *kept, beside=[coming])
        self.remove(*corner.get_family(), *formula.get_family())
        self.add(formula)

    @cached_property
    def upper(self) -> Room:
        """Return the room of the formula, and of its blocks, over the row."""
        return stage().rows(*_SHARES)[0].inset(bottom=_BELOW)

    def row_of(self, run: Run, *, above: float) -> LivingRow:
        """Stand a row's words below the formula, and leave so much room under what they make."""
        low = stage().rows(*_SHARES)[1]
        return LivingRow(run.words, low.inset(left=ROOM_FOR_QUERY, bottom=above), query=self.query)

    def begin_row(self, formula: AttentionFormula) -> LivingRow:
        """Let the formula rise over the row, and both forms sink to its foot."""
        word, arrow = self.outcome.begun
        row = self.row_of(self.run, above=_WAITING if len(self.outcome.forms) else 0.0)
        rising = settle(formula, self.upper, shrink=True)
        forms = self.landing.wait()
        self.play(rising, *forms, row.coming(word), FadeOut(arrow), run_time=0.8)
        return row

    def next_row(self) -> LivingRow:
        """Stand the words of the next run where those of the first one stand."""
        return self.row_of(self.twin.run if self.twin else self.run, above=HIGH)

    def light(self, formula: AttentionFormula, sign: str) -> Animation:
        """Give a symbol its hue, with a hop; it keeps it."""
        part = formula.part(sign)
        part.generate_target().set_color(hue_of_part(sign))
        return MoveToTarget(part, path_func=aside(_HOP * UP))

    @cached_property
    def run(self) -> Run:
        """What the word makes of all that it may hear."""
        row = (
            self.of_head(name)[self.query, self.seen] for name in ("scores", "scaled", "weights")
        )
        return Run(self.tokens("key").words()[self.seen], *row)

    @cached_property
    def twin(self) -> Twin | None:
        """The word in the sentence's twin, if a model of ours writes another form of it there."""
        if self.trace.given or self.trace.hides or not self.asks(self.pair):
            return None
        names = "query", "value", "output", "value_weight", "value_bias"
        arrays = {name: self.of_head(name) for name in names}
        at = "key_side.positions"
        arrays |= {at: self.quantity(at), "tokens": self.tokens("key")}
        try:
            return Twin(self.model, self.head, arrays, self.pair)
        except LookupError:
            return None

    @cached_property
    def outcome(self) -> Outcome:
        """What the model writes for the word that is followed, here and in the twin."""
        word = self.tokens("query").words()[self.query]
        return Outcome(word, *(self.twin.forms if self.twin else ()))

    @cached_property
    def landing(self) -> Landing:
        """Lay what the word is handed on the line of gender, or else show it as a vector."""
        query = slice(self.query, self.query + 1)
        output, law = self.of_head("output")[query], self.law_of("output")
        handed = HeatMap(output, width=_WIDE, height=_HIGH, color_of=law)
        room = stage().rows(stage().height - HIGH, HIGH)[1]
        return Landing(self.outcome, room, self.twin, handed)
