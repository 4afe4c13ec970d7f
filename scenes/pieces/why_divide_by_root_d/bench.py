"""The experiment: eight scores on their axis with a bar each, and the walks that lead to them."""

from __future__ import annotations

from collections.abc import Iterator

from manim import LEFT, RIGHT, UP, Animation, MoveToTarget, ReplacementTransform

from attention_math.experiments import Walks, grows_like_root, score_walks
from attention_math.softmax_steps import place_of
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import exchange
from scenes.pieces.why_divide_by_root_d.cut import Cut
from scenes.pieces.why_divide_by_root_d.links import Links
from scenes.pieces.why_divide_by_root_d.reaches import Reaches
from scenes.pieces.why_divide_by_root_d.shares import Shares
from scenes.pieces.why_divide_by_root_d.walks import DrawnWalks, WalkPlane
from scenes.stage.derive import derive
from scenes.stage.layout import Room

LENGTHS = (64.0, 256.0, 1024.0)  # each four times the one before
FIRST = 1  # of the lengths: where the dial begins
_BEYOND, _AIR = 1.4, 1.05  # how much farther than what is drawn an axis goes
_SHARES = 4.4  # from the left edge, past the axis of scores, to the bars
_CORNER = 1.4  # past the axis
_FEW = 0.55  # of the stage: what the first walk takes


class Bench:
    """In the whole stage either eight scores and their bars, or the walks that end in them."""

    def __init__(self, room: Room) -> None:
        self.found = derive(score_walks, source="experiments")
        self.grows = derive(grows_like_root, self.found.lengths, self.found.plain.spread)
        self.last, self.beside = len(self.found.lengths) - 1, room.inset(left=_SHARES)
        steps, end = self.found.steps, _AIR * self.found.plain.crowd.limit()
        few, far = room.columns(_FEW, 1 - _FEW)[0], _BEYOND * steps.limit()
        self.few = WalkPlane(few, len(steps) - 1, far, across=(16.0,), up=(-4, 4))
        self.wide = WalkPlane(room, LENGTHS[-1], end, across=LENGTHS, up=(-50, 50))
        root = LENGTHS[-1] ** 0.5  # a score of the widest head stays where it is
        self.calm = WalkPlane(room, LENGTHS[-1], end / root, across=LENGTHS, up=(-2, 2))
        self.sum = Formula(FORMULAS["product"], size=theme.SIZE_FORMULA)
        room.inset(left=_CORNER).hold(self.sum, UP + LEFT)
        self.divisor = Formula(FORMULAS["divided by the root"], size=theme.SIZE_FORMULA)
        self._measure(self.wide, self.found.plain, FIRST)

    def reaches(self) -> Reaches:
        """Tell how far walks of three lengths get."""
        places = [place_of(self.found.lengths.values, length) for length in LENGTHS]
        return Reaches(self.drawn, places)

    def go_to_the_end(self) -> Iterator[Animation]:
        """Take the scores from their own axis to where walks end."""
        yield from self._cut_again(at_length=True)

    def go_back(self) -> Iterator[Animation]:
        """Take the scores back to their own axis, and what they are divided by with them."""
        width_was = self.cut.width_is
        yield from self._cut_again(at_length=False)
        yield ReplacementTransform(width_was, self.cut.width_is)
        target = self.divisor.generate_target().next_to(self.cut.says, RIGHT)
        target.stand_on(self.cut.says.baseline)
        yield MoveToTarget(self.divisor)

    def nudge(self) -> Iterator[Animation]:
        """Raise the second score, and show what softmax makes of it."""
        before = self.links
        yield from self.cut.nudge(self.last)
        yield from self.shares.nudge()
        self.links = Links(self.cut, self.shares)
        yield ReplacementTransform(before, self.links)

    def divide(self, told: Reaches) -> Iterator[Animation]:
        """Divide every score by the root of its length, on an axis that is so much shorter."""
        before, stormy = self.cut, self.drawn
        self.divisor.move_to(told.root).set_x(self.wide.says.get_x())
        yield ReplacementTransform(told.root, self.divisor)
        self._measure(self.calm, self.found.divided, self.last, at_length=True)
        yield from stormy.become(self.drawn)
        yield from before.become(self.cut)
        yield exchange([self.wide.up], [self.calm.up])

    def _cut_again(self, *, at_length: bool) -> Iterator[Animation]:
        before, up = self.cut, self.drawn.on.up
        self.cut = Cut(self.drawn, self.last, self.beside, at_length=at_length)
        self.links = Links(self.cut, self.shares)
        yield from before.become(self.cut)
        yield up.animate.set_x(self.drawn.on.beside(at_length=at_length))

    def _measure(
        self, plane: WalkPlane, walks: Walks, place: int, *, at_length: bool = False
    ) -> None:
        self.drawn = DrawnWalks(plane, self.found.lengths, walks)
        plane.up.set_x(plane.beside(at_length=at_length))
        self.cut = Cut(self.drawn, place, self.beside, at_length=at_length)
        self.shares = Shares(walks, place, self.beside)
        self.links = Links(self.cut, self.shares)
