"""What a chapter begins and ends with, so that the film can carry it from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Mobject, Scene


class Carrying(Scene):
    """A scene that says which of its objects the last chapter may bring, and the next one take.

    What stands at both sides of a seam is found by what it is: the same word, or parts that cite
    the same entries. It travels; all else dissolves. Alone, a clip opens with what it opens with.
    """

    opens_with: tuple[Mobject, ...] = ()
    leaves_with: tuple[Mobject, ...] = ()

    def always_carried(self) -> Sequence[Mobject]:
        """List what stays over every seam at which both sides show it."""
        return ()

    def open_with(self, *mobjects: Mobject) -> None:
        """Let these stand on stage in the first picture; call it before the first beat."""
        self.add(*mobjects)
        self.opens_with = mobjects

    def leave_with(self, *mobjects: Mobject) -> None:
        """Say what of the last picture the next chapter may take; it is read at the very end."""
        self.leaves_with = mobjects
