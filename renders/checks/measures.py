"""Measures a chapter as a film while it is rehearsed: pace, crowding, what is lost on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import mean, median, pstdev

import numpy as np
from manim import FadeOut, Mobject, config

from renders.checks.audit import visible
from renders.checks.lint import differs
from renders.checks.moments import single
from renders.checks.named import citation_of
from renders.checks.report import Report
from renders.checks.staged import parts_of
from renders.moment import Beat, Moment, Pixels
from scenes import theme
from scenes.chapter import Chapter
from scenes.stage.captions import Caption
from scenes.stage.text import Numeral, Text
from scenes.storyboard import is_own

Name = tuple[str, str, tuple[int, ...]]  # an entry: tensor, source, index; or words in quotes


@dataclass
class Measures:
    """What a rehearsal has shown so far: ``moment`` while it plays, ``look`` when a beat ends.

    The stage, which is all but title, badge and caption, stands still while nothing of it is
    animated; the numbers on it are counted where it rests, in a wait or at the end of a beat.
    """

    still: float = 0.0
    standing: float = 0.0
    longest: tuple[float, str] = (0.0, "")
    numerals: list[tuple[int, str]] = field(default_factory=list)
    in_use: list[float] = field(default_factory=list)
    faded: list[str] = field(default_factory=list)
    _rests: bool = False
    _lost: set[Name] = field(default_factory=set)
    _lost_before: set[Name] = field(default_factory=set)

    def moment(self, chapter: Chapter, moment: Moment) -> None:
        """Note what is played now."""
        if all(isinstance(part, Caption) for part in moment.moving):
            self.still += moment.lasts
            self.standing += 0.0 if chapter.is_holding else moment.lasts
            self.longest = max(self.longest, (self.standing, moment.beat.name))
        else:
            self.standing = 0.0
        self._rests = not moment.moving
        if self._rests:
            self.numerals.append((count_numerals(chapter), moment.beat.name))
        self._lost |= lost(chapter)

    def look(self, chapter: Chapter, beat: Beat) -> None:
        """Note how a beat ends, of which a picture was drawn."""
        if not self._rests:
            self.numerals.append((count_numerals(chapter), beat.name))
        self.in_use.append(share_in_use(beat.picture))
        shown = names_of(on_stage(chapter))
        again = {name for name, *_ in (self._lost | self._lost_before) & shown}
        self.faded += [f"{name} in the beat “{beat.name}”" for name in sorted(again)]
        self._lost, self._lost_before = set(), self._lost - shown

    def report(self, chapter: Chapter, beats: Sequence[Beat]) -> Report:
        """Sum up a chapter that has been played."""
        lengths = [round(float(beat.ended - beat.started), 2) for beat in beats]
        most, crowded = max(self.numerals)
        longest, standing = self.longest
        return Report(
            own=is_own(type(chapter)),
            numerals=float(median(count for count, _ in self.numerals)),
            most_numerals=most,
            still=float(self.still / chapter.time),
            longest_standstill=round(float(longest), 2),
            stage_in_use=mean(self.in_use),
            beats=tuple(lengths),
            spread=pstdev(lengths) / mean(lengths),
            faded=tuple(self.faded),
            camera_moves=chapter.camera_moves,
            guesses=len(chapter.guesses),
            where={
                "most numerals": crowded,
                "longest standstill": standing,
                "faded, then used": ", ".join(self.faded),
            },
            exceptions=dict(chapter.exceptions),
        )


def on_stage(chapter: Chapter) -> list[Mobject]:
    """List what can be seen but for title, badge and caption."""
    fixed = parts_of(chapter.fixed())
    return [one for one in visible(chapter) if id(one) not in fixed]


def count_numerals(chapter: Chapter) -> int:
    """Count the numbers that can be read on stage: numerals, and words with a digit."""
    edge = np.array([config.frame_width, config.frame_height]) / 2
    return sum(
        isinstance(one, Numeral) or (isinstance(one, Text) and any(map(str.isdigit, one.text)))
        for one in on_stage(chapter)
        if (np.abs(one.get_center()[:2]) < edge).all()
    )


def share_in_use(picture: Pixels) -> float:
    """Return in how many of the stage's squares, a unit wide, anything is seen."""
    side = round(picture.shape[0] / config.frame_height)
    busy = differs(picture, theme.GROUND.to_int_rgb())
    down, across = (length // side for length in busy.shape)
    squares = busy[: down * side, : across * side].reshape(down, side, across, side)
    return float(squares.any(axis=(1, 3)).mean())


def lost(chapter: Chapter) -> set[Name]:
    """Name what nothing shows any more that is not fading out, when the fade begins."""
    fades = (one for one in single(chapter.animations) if isinstance(one, FadeOut))
    leaving = parts_of(one.mobject for one in fades)
    shown = on_stage(chapter) if leaving else []
    staying = (one for one in shown if id(one) not in leaving)
    return names_of(one for one in shown if id(one) in leaving) - names_of(staying)


def names_of(mobjects: Iterable[Mobject]) -> set[Name]:
    """Name the words and the entries of tensors that mobjects show."""
    names = set[Name]()
    for one in mobjects:
        if isinstance(one, Text):
            names |= {(f"“{one.text}”", "", ())} if any(map(str.isalpha, one.text)) else set()
        elif cited := citation_of(one):
            names.add((cited.tensor, cited.source, cited.index))
    return names
