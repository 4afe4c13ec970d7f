"""What a chapter says to a viewer who asks for what it cannot show."""

from __future__ import annotations


class StageError(ValueError):
    """What was chosen does not fit this chapter; the message is one line that names the remedy."""
