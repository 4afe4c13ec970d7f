"""The experiment: a dial for the width, bells above, and what softmax makes of the scores below."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    MoveToTarget,
    ReplacementTransform,
    TransformFromCopy,
    UpdateFromAlphaFunc,
    VGroup,
)

from attention_math.experiments import SAMPLES
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.pieces.why_divide_by_root_d.bells import Bells, faded, lit
from scenes.pieces.why_divide_by_root_d.dial import Dial
from scenes.pieces.why_divide_by_root_d.sampled import REACH, ROOTS, WIDTHS, Sampled
from scenes.pieces.why_divide_by_root_d.softmax_row import DeadRows, SoftmaxRow
from scenes.stage.layout import Room, line
from scenes.stage.phrases import phrase
from scenes.stage.text import Numeral, Text

_LARGE = 1.15  # what is sampled, as long as nothing else stands below
_WIDE, _NEAR = (-100.0, 0.0, 100.0), (-3.0, 0.0, 3.0)


class Bench:
    """What stands on stage while the dial turns; it knows at which width it is."""

    def __init__(self, room: Room) -> None:
        self.sampled = Sampled()
        above, below = room.rows(5, 3, gap=0.4)
        self.wide = Bells(above, REACH * ROOTS[-1], _WIDE)
        self.near = Bells(above, REACH, _NEAR)
        self.dial = above.hold(Dial(WIDTHS, self.sampled.declared), UP + LEFT)
        self.bells = [self._bell(self.wide, place, divided=False) for place in range(len(WIDTHS))]
        named, bars, rows = below.columns(3, 5, 4, gap=0.5)
        self.row = SoftmaxRow(bars, self.sampled.row(0, divided=False))
        self.rows = DeadRows(rows, self.sampled.dead(0, divided=False))
        over, beside = named.rows(2, 3)
        says = Text("softmax of a row", size=theme.SIZE_TOKEN, color=theme.WEIGHT)
        self.says = beside.hold(says, LEFT)
        variance = line(
            Text("variance", size=theme.SIZE_TOKEN),
            Numeral(self.sampled.variance(0).cite(), decimals=0, size=theme.SIZE_TOKEN),
        )
        self.variance = over.hold(variance, LEFT)
        self.corner, self.below, self.aside = above, below, over
        self.note = self._note()
        self.place, self.divided = 0, False

    def turn(self, place: int) -> Iterator[Animation]:
        """Turn the dial to another width, and let all else follow."""
        before, self.place = self.bells[self.place], place
        yield from self.dial.turn(place)
        after = self.bells[place]
        yield faded(before.animate)
        yield lit(after.animate) if self.divided else TransformFromCopy(before, after)
        yield from self._softmax()
        if not self.divided:
            yield self._vary()

    def divide(self) -> Iterator[Animation]:
        """Divide the scores of every width by its root: bells shrink, softmax comes back."""
        self.divided = True
        yield from self._exchange(self.wide)
        yield from self._softmax()

    def come_near(self) -> Iterator[Animation]:
        """See the same bells on an axis that ends where they do."""
        yield from self._exchange(self.near)
        yield FadeOut(self.wide.ticks)
        yield FadeIn(self.near.ticks)

    def _exchange(self, bells: Bells) -> Iterator[Animation]:
        before, places = self.bells, range(len(WIDTHS))
        self.bells = [self._bell(bells, place, divided=True) for place in places]
        for place, (old, new) in enumerate(zip(before, self.bells, strict=True)):
            yield ReplacementTransform(old, new if place == self.place else faded(new))

    def _bell(self, bells: Bells, place: int, *, divided: bool) -> VGroup:
        counts = self.sampled.counts(place, divided=divided)
        return bells.bell(counts, self.sampled.reach(place, divided=divided))

    def _softmax(self) -> Iterator[Animation]:
        yield from self.row.change(self.sampled.row(self.place, divided=self.divided))
        yield self.rows.change(self.sampled.dead(self.place, divided=self.divided))

    def _vary(self) -> Animation:
        cited, (words, number) = self.sampled.variance(self.place).cite(), self.variance

        def read(changing: Numeral, alpha: float) -> None:
            if alpha > 0.5:
                changing.read(cited).next_to(words, RIGHT, buff=0.2).stand_on(words.baseline)

        return UpdateFromAlphaFunc(number, read)

    def retire(self) -> Animation:
        """Let what was sampled go into a corner: softmax needs the room."""
        note = self.note.generate_target().arrange(DOWN, buff=0.25, aligned_edge=RIGHT)
        self.corner.hold(note.scale(1 / _LARGE), UP + RIGHT)
        return MoveToTarget(self.note)

    def _note(self) -> VGroup:
        declared = self.sampled.declared
        lines = (
            Text(phrase("{count:,} independent scores", count=SAMPLES), declared=declared),
            Text("entries: mean 0, variance 1", declared=declared),
        )
        words = VGroup(*(one.set_color(theme.QUIET) for one in lines))
        words.arrange(DOWN, buff=0.18, aligned_edge=RIGHT)
        note = VGroup(Formula(FORMULAS["product"], size=theme.SIZE_FORMULA), words)
        return self.below.columns(1, 3)[1].hold(note.arrange(LEFT, buff=1.0).scale(_LARGE))
