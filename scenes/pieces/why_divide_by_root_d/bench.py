"""The experiment: walks on an axis of scores that stays, a cut that is the dial, and softmax."""

from __future__ import annotations

from collections.abc import Iterator

from manim import Animation, ReplacementTransform, VGroup

from attention_math.experiments import score_walks
from attention_math.softmax_steps import place_of
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.pieces.why_divide_by_root_d.cut import Cut
from scenes.pieces.why_divide_by_root_d.root_table import RootTable
from scenes.pieces.why_divide_by_root_d.shares import Shares
from scenes.pieces.why_divide_by_root_d.walks import DrawnWalks, WalkPlane
from scenes.stage.derive import derive
from scenes.stage.layout import Room

LENGTHS = (64.0, 256.0, 1024.0)  # each four times the one before
FIRST = 1  # of the lengths: where the dial begins
_BEYOND = 1.4
_READING = 0.6  # above the walks: the room of what the dial says


class Bench:
    """What stands on stage while the walks are looked at: on the left they, beside them numbers."""

    def __init__(self, room: Room) -> None:
        self.found = derive(score_walks, source="experiments")
        self.left, right = room.columns(8.8, 4.2, gap=0.4)
        self.own, self.foot = self.left.rows(5, 0.8)
        top, self.aside = right.rows(1.35, 4.6, gap=0.2)
        self.raw = top.hold(Formula(FORMULAS["scores"], size=theme.SIZE_FORMULA))
        self.score = top.hold(Formula(FORMULAS["product"], size=theme.SIZE_FORMULA))
        self.quotient = top.hold(Formula(FORMULAS["quotient"], size=theme.SIZE_FORMULA))
        steps = self.found.steps
        far = _BEYOND * steps.limit()
        room, end = self.left.inset(top=_READING), self.found.plain.crowd.limit()
        self.few = WalkPlane(room, len(steps) - 1, far, across=(4, 16), up=(-4, 4))
        self.wide = WalkPlane(room, LENGTHS[-1], end, across=LENGTHS, up=(-50, 50))
        self.last = len(self.found.lengths) - 1
        self.drawn = DrawnWalks(self.wide, self.found.lengths, self.found.plain)
        self.cut = Cut(self.drawn, FIRST)
        self.shares = Shares(self.drawn.walks, FIRST, self.aside)

    def table(self) -> tuple[RootTable, VGroup]:
        """Tell how far walks of three lengths get, with an arrow for each."""
        places = [place_of(self.found.lengths.values, length) for length in LENGTHS]
        arrows = VGroup(*(self.drawn.reach(place) for place in places))
        return RootTable(self.drawn, places, self.aside), arrows

    def divide(self) -> Iterator[Animation]:
        """Divide every score by the root of its length; what they were stays, grey, behind."""
        before, stormy, cut = self.shares, self.drawn, self.cut
        self.shares = Shares(self.found.divided, self.last, self.aside)
        self.drawn = DrawnWalks(self.wide, self.found.lengths, self.found.divided)
        self.cut = Cut(self.drawn, self.last)
        yield from before.become(self.shares)
        yield from stormy.leave_behind(self.drawn)
        yield ReplacementTransform(cut, self.cut)
