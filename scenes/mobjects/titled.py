"""Pictures with a title that moves with them."""

from __future__ import annotations

from typing import Self

from manim import VGroup, VMobject


class Titled(VGroup):
    """A picture that may have a title."""

    title: VMobject | None = None

    def entitle(self, title: VMobject) -> Self:
        """Take a title, which stays where it stands."""
        self.title = title
        return self.add(title)
