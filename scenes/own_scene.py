"""The base of a scene of one's own, on plain arrays: no model, no sentence, every check."""

from __future__ import annotations

from scenes.chapter import Chapter
from scenes.stage.own_array import SOURCE


class OwnScene(Chapter):
    """Subclass it with a ``heading`` and a ``construct`` that begins with ``self.beat``.

    Whatever it draws of plain arrays cites itself as "own array", as the badge says.
    """

    takes_choices = False
    model = SOURCE

    def badge_text(self) -> str:
        return SOURCE

    def _check_numbers(self) -> None:
        """Take them as they are: there is no trace."""
