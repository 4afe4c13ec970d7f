"""Where words stood, and the arrows to where they stand now."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from scenes import theme
from scenes.pieces.weighted_sum.spread_plane import SpreadPlane, named_line
from scenes.pieces.weighted_sum.word_dots import WordDots, along, told_apart
from scenes.stage.cited import Quantity, extent


class WordWays(VGroup):
    """One dot and one arrow a word; the arrows of some words are bright, that of one is broad.

    Parameters
    ----------
    bright
        Which words the legend's first line, ``name``, is about.
    story
        The word whose arrow is broad.
    """

    def __init__(
        self,
        old: Quantity,
        new: Quantity,
        percent: Quantity,
        *,
        words: Sequence[str],
        bright: Sequence[int],
        story: int,
        name: str,
        size: tuple[float, float],
    ) -> None:
        self.plane = plane = SpreadPlane(extent(old, new), percent, width=size[0], height=size[1])
        self.ways = VGroup(
            *(
                plane.way(
                    (old.cite(i, 0), old.cite(i, 1)),
                    (new.cite(i, 0), new.cite(i, 1)),
                    color=theme.QUERY if i in bright else theme.QUIET,
                    width=7 if i == story else 4,
                )
                for i in range(len(old))
            )
        )
        lines = [part for line in (*self.ways, plane.x_axis) for part in along(line)]
        self.words = WordDots(plane, old, told_apart(words), color=theme.QUIET, avoid=lines)
        for i in bright:
            VGroup(self.words.dots[i], self.words.labels[i]).set_color(theme.QUERY)
        self.bright_name = named_line(name)
        self.others_name = named_line("other words", theme.QUIET)
        plane.put_above(VGroup(self.bright_name, self.others_name))
        super().__init__(plane, self.ways, self.words, self.bright_name)
        if len(bright) < len(old):
            self.add(self.others_name)
