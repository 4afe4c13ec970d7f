"""What the translator is made of, what runs through it, and what it writes without its parts."""

from __future__ import annotations

from typing import Any

from attention_math.story import all_alike, is_exception, stammers
from attention_math.surveys import load_surveys, place_of
from attention_math.trace import Source
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.refusal import StageError

ALONE = "speaker"  # a model that has a decoder and no encoder
BEGUN = "the sky is"  # what it reads, and is to go on with
Parts = tuple[str, ...]
OTHERS = "the queen sees the king", "the white car sees the green cat"
SULKING = "je suis en train de faire la tête."
# What is unplugged, by what the survey of many sentences calls it.
UNPLUGGED: dict[str, Parts] = {
    "encoder self-attention": ("self",),
    "both": ("self", "masked"),
    "cross-attention": ("cross",),
    "feed-forward": ("feed-forward",),
}


class Told:
    """A model's stacks, and what leaves its blocks and itself.

    Attributes
    ----------
    encoder, decoder, alone
        The stacks of the translator, and that of a model without an encoder.
    written
        What is written: with all parts, under no name, and without those of each name.
    other, elsewhere
        Another sentence to read, and what is written for it without the bridge.

    Raises
    ------
    StageError
        If it is of another model, or of attention within one language.
    """

    def __init__(self, shown: Source, sentence: str, tokens: Quantity) -> None:
        model = shown.model
        if (model, shown.kind) != ("translator", "cross"):
            raise StageError(
                "this chapter follows English into French: it needs the translator, kind cross"
            )
        with needing_models():
            from attention_math import interventions, stacks
        self._stacks, self._given = stacks, (model, sentence)
        self._origin = {"source": tokens.source}
        self.encoder, self.decoder = stacks.stacks_of(model)
        (self.alone,) = stacks.stacks_of(ALONE)
        takes = {"": ()} | UNPLUGGED
        self.written: dict[str, Quantity] = {
            name: derive(interventions.take_out, *self._given, *parts, source=tokens.source).written
            for name, parts in takes.items()
        }
        self.other = next(one for one in OTHERS if one != sentence)
        self.elsewhere: Quantity = derive(
            interventions.take_out, model, self.other, "cross", source=tokens.source
        ).written
        self.surveys: Any = derive(load_surveys, source="surveys")

    def leaving(self, module: str) -> Quantity:
        """Give what leaves a block."""
        return derive(self._stacks.leaving, *self._given, module, **self._origin)

    def layers(self, stack: str, model: str = "") -> Quantity:
        """Count the layers of a stack of the translator, or of another model."""
        return derive(self._stacks.layers_of, model or self._given[0], stack, **self._origin)

    def exact(self, name: str) -> Quantity:
        """Say how many of the surveyed sentences are translated exactly without some parts."""
        return self.surveys.exact[place_of(name or "nothing", self.surveys.unplugged.values)]

    def same(self, name: str) -> Quantity:
        """Say whether what is read is written as ever without some parts."""
        return derive(all_alike, self.written[name], self.written[""], **self._origin)

    def words(self, name: str) -> tuple[Word, ...]:
        """Give what is written."""
        return self.written[name].words()

    def says_without(self, name: str) -> Phrase:
        """Say what is left when the parts of such a name are out."""
        return {
            "encoder self-attention": self._says_what_is_lost,
            "both": self._says_who_survives,
            "cross-attention": self._says_without_the_bridge,
            "feed-forward": self._says_how_it_speaks,
        }[name]()

    def _says_what_is_lost(self) -> Phrase:
        """Say what becomes of this sentence without the encoder's self-attention."""
        alike = self.same("encoder self-attention")
        if alike.values:
            return phrase("The very same words!", holds=alike)
        return phrase("Here words change; most sentences come out right.")

    def _says_who_survives(self) -> Phrase:
        """Say what is left of this sentence, and of many, without either self-attention."""
        written = self.written["both"], self.written[""]
        counts = self.exact("both"), self.surveys.translated
        found = derive(is_exception, *written, *counts, **self._origin)
        if found.values:
            return phrase("This one survives; most do not.", holds=found)
        return phrase("Without both, most go wrong.")

    def _says_without_the_bridge(self) -> Phrase:
        """Say in English what is written without the bridge, where that is known."""
        if " ".join(self.words("cross-attention")) == SULKING:
            return phrase("It says: I am sulking.")
        return phrase("It has not read the sentence.")

    def says_what_it_reads(self) -> Phrase:
        """Say that this is written whatever is read, as another sentence shows."""
        alike = derive(all_alike, self.written["cross-attention"], self.elsewhere, **self._origin)
        return phrase("Whatever it reads!", holds=alike)

    def _says_how_it_speaks(self) -> Phrase:
        """Say what is left without feed-forward."""
        repeats = derive(stammers, self.written["feed-forward"])
        if repeats.values:
            return phrase("It stammers.", holds=repeats)
        return phrase("This is left.")
