"""A chapter whose numbers are counts of what a model learns."""

from __future__ import annotations

from typing import ClassVar

from attention_math.tally import tally
from scenes.chapter import Chapter
from scenes.pieces.counting_parameters.told import note
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models
from scenes.stage.refusal import StageError

_SOURCE = "parameters"


class Counting(Chapter):
    """Counts ``preset``, a published model or one of ours."""

    takes_choices = False
    preset: ClassVar[str] = "gpt3"

    def _check_numbers(self) -> None:
        super()._check_numbers()
        try:
            with needing_models():
                self.counts = derive(tally, self.preset, source=_SOURCE)
        except ValueError as error:
            raise StageError(f"{type(self).__name__} cannot be counted: {error}") from None

    def badge_text(self) -> str:
        return note(self.counts)
