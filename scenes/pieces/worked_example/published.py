"""The numbers of the published example: they are fixed, whatever a viewer chooses."""

from __future__ import annotations

from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING

from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.chapter import Chapter
from scenes.stage.cited import Declared
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models
from scenes.stage.phrases import phrase
from scenes.stage.text import Text

if TYPE_CHECKING:
    from attention_math.examples import Batch

EXAMPLE = "worked-example"
CREDIT = "after the post “The Attention” (iamaryav/posts, Apache-2.0)"


class Published(Chapter):
    """A chapter on the published example, computed anew, on the sentence that belongs to it."""

    takes_choices = False
    model = EXAMPLE

    def _check_numbers(self) -> None:
        self.sentence = self.batch.text
        super()._check_numbers()

    @cached_property
    def trace(self) -> AttentionTrace:
        """The example, and never another sentence."""
        return self.remember(self._example.trace_example(EXAMPLE))

    @cached_property
    def batch(self) -> Batch:
        """Both samples of the example; its trace follows the first."""
        return derive(self._example.worked_example_batch, source=EXAMPLE)

    @property
    def _example(self) -> ModuleType:
        with needing_models():
            from attention_math import examples
        return examples

    def badge_text(self) -> str:
        return phrase("{source} · random weights", source=self.trace.source.label)

    def credit(self) -> Text:
        """Say who published it."""
        declared = Declared("published constant", source=CREDIT)
        return Text(CREDIT, size=theme.SMALLEST, color=theme.QUIET, declared=declared)
