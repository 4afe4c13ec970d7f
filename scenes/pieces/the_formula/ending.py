"""The end: what is handed over stands between both forms, is opened, and tips the choice."""

from __future__ import annotations

from collections.abc import Mapping

from manim import (
    DOWN,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Mobject,
    ReplacementTransform,
    Succession,
    VGroup,
)

from attention_math.directions import places_along
from attention_math.readings import gender_of
from attention_math.story import Pair
from scenes.mobjects.line_of_gender import LineOfGender
from scenes.pieces.the_formula.gift import Gift
from scenes.pieces.the_formula.outcome import SIZE, Outcome
from scenes.stage.cited import Citation, Quantity, extent
from scenes.stage.derive import derive
from scenes.stage.gender import found_line, hue_of_gender
from scenes.stage.layout import Room, line

_DEPTH, _MARK = 0.45, 0.22  # of the heaps; of what is handed
_GIFT, _DOT = 0.9, 0.1  # heights of the gift and of half a noun
_WIDE, _GROWN, _GAP = 0.85, 1.25, 0.35  # of the line in its room; of the answer; before the answer
_UPPER = 0.4  # of the room, for the words


class Ending:
    """Both forms, each on its side, and between them what is handed over: a gift, then open.

    Parameters
    ----------
    handed
        What is in the gift if there is no line: the vector itself.
    """

    def __init__(self, outcome: Outcome, room: Room, handed: Mobject) -> None:
        self._outcome, self._room = outcome, room
        self._words, self._low = room.rows(_UPPER, 1 - _UPPER)
        self._line, self._inside = VGroup(), handed.move_to(self._words.center)
        columns = self._words.columns(*(1 for _ in outcome.forms)) if len(outcome.forms) else ()
        self._seats = [float(column.center[0]) for column in columns]

    def lay_line(self, model: str, arrays: Mapping[str, Quantity], pair: Pair) -> None:
        """Let what is inside be a place on the line of gender, if nouns fall apart on it."""
        found = found_line(model, arrays, pair.key)
        genders = [gender_of(form.text) for form in self._outcome.forms]
        if not bool(found.falls_apart.values) or None in genders:
            return
        mixes = derive(places_along, arrays["output"], found.center, found.axis)
        low, high = extent(found.nouns, mixes)
        drawn = LineOfGender(
            found.nouns, found.words, found.feminine,
            ends=(float(low), float(high)), width=_WIDE * self._room.width, depth=_DEPTH,
            radius=_DOT,
        )  # fmt: skip
        drawn.tell().remove(drawn.sides)
        self._line = self._low.hold(drawn, DOWN)
        self._put_inside(drawn, mixes.cite(pair.query))

    def _put_inside(self, drawn: LineOfGender, mix: Citation) -> None:
        (answer,) = self._outcome.answer
        self._inside = drawn.mark(mix, color=hue_of_gender(answer.text), radius=_MARK)
        self._seats = [side.get_x() for side in drawn.sides]

    def arrive(self, gift: Gift) -> Animation:
        """Let both forms go over their sides, and the gift between them."""
        forms, level = self._outcome.forms, self._words.center[1]
        moves = [gift.animate.scale_to_fit_height(_GIFT).move_to(self._words.center)]
        for form, x in zip(forms, self._seats, strict=True):
            moves.append(form.animate.scale(SIZE / form.em).move_to([x, level, 0]))
        coming = [FadeIn(self._line, shift=0.3 * DOWN)] if len(self._line) else []
        return AnimationGroup(*moves, *coming)

    def open(self, gift: Gift) -> Animation:
        """Let the lid come off, and what is inside go to its place."""
        out = FadeIn(self._inside, target_position=gift.box, scale=0.5, run_time=1.2)
        return Succession(gift.open(), AnimationGroup(out, gift.go()))

    def decide(self) -> Animation:
        """Let the answer grow while the other form falls; or say whose vector it is."""
        if len(self._outcome.answer):
            grown = self._outcome.answer.animate.scale(_GROWN)
            return AnimationGroup(grown, FadeOut(self._outcome.others, shift=0.6 * DOWN))
        begun = self._begun()
        line(*begun, self._inside.copy(), gap=_GAP)
        begun.shift(self._inside.get_left() - begun.get_right() - [_GAP, 0, 0])
        return FadeIn(begun)

    def close(self) -> Animation:
        """Let the word and what it becomes stand alone, in the middle of the room."""
        answer = self._outcome.answer[0].copy()
        row = line(*self._begun(), answer, gap=_GAP)
        self._room.hold(row)
        going = ReplacementTransform(self._outcome.answer[0], answer)
        coming = FadeIn(VGroup(*row[:-1]), shift=0.3 * RIGHT)
        gone = FadeOut(self._line, self._inside, shift=0.3 * DOWN)
        return Succession(AnimationGroup(going, gone), coming)

    def _begun(self) -> VGroup:
        for part in self._outcome.begun:  # its word has been a label
            part.scale(SIZE / part.em)
        return self._outcome.begun
