"""What a row goes through once more, in a sentence whose nouns stand the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from manim import (
    DOWN,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
)

from scenes.mobjects.motion import aside, become
from scenes.pieces.the_formula.gift import Gift
from scenes.pieces.the_formula.living_row import LivingRow
from scenes.pieces.the_formula.run import Run

_LANE, _EDGE = 0.6, 0.05  # below the words: where two pass; above and below the bars


def mix(parcels: Iterable[Mobject], gift: Gift) -> Animation:
    """Let parcels go into the one that is mixed of them."""
    gone = (FadeOut(one, target_position=gift, scale=0.6) for one in parcels)
    return AnimationGroup(LaggedStart(*gone, lag_ratio=0.12), FadeIn(gift, scale=0.3))


def change_words(row: LivingRow, other: LivingRow, noun: int, swapped: int | None) -> Animation:
    """Let two words change places, below the others; or another come in place of one."""
    moves: list[Animation] = []
    goes = {noun: swapped} if swapped is None else {noun: swapped, swapped: noun}
    for place, word in enumerate(other.words):
        old = goes.get(place, place)
        if old is None:
            moves += [FadeOut(row.words[place]), FadeIn(word, shift=0.3 * UP)]
        else:
            way = (_LANE if old < place else 2 * _LANE) * abs(np.sign(old - place)) * DOWN
            moves.append(ReplacementTransform(row.words[old], word, path_func=aside(way)))
    return AnimationGroup(*moves)


def at_speed(row: LivingRow, run: Run, gift: Gift) -> Iterator[list[Animation]]:
    """Do all of the formula without numbers, step by step; a mask that hides nothing does none."""
    scores, scaled, shares = row.stages(run, numbers=_EDGE)
    floor = scores.floor.line()
    yield [FadeIn(floor), *scores.growing()]
    yield [become(scores.bars, scaled.bars)]
    yield []
    yield [floor.animate.move_to(shares.floor.line()), become(scaled.bars, shares.bars)]
    yield [FadeOut(floor), mix(shares.bars, gift)]
