"""A sentence and the same with two nouns exchanged: what the translator makes of both."""

from __future__ import annotations

from collections.abc import Sequence

from scenes import theme
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.refusal import StageError

_NEEDED = "this chapter exchanges two nouns: it needs a sentence such as the cat sees the dog"
_UNTOLD = "the translator does not tell this sentence from the one with its nouns exchanged"


class Exchanged:
    """Two sentences of the same words, their French with positions and without, and their vectors.

    Attributes
    ----------
    words
        Those of both sentences.
    nouns
        The places of the two nouns that are exchanged.
    told, bare
        The French of both sentences, and what it is without positions.
    roles
        What the encoder makes of both nouns, without positions and with them.
    hues
        Of both nouns: that of their gender in French.

    Raises
    ------
    StageError
        If there are not two nouns, or both sentences have the same French.
    """

    def __init__(self, model: str, tokens: Quantity) -> None:
        try:
            from attention_math import interventions, permutation, readings
        except ModuleNotFoundError as missing:
            raise StageError(
                f"{missing.name} is not installed: install attention-film[models] to see what the "
                "translator makes of words without places"
            ) from None
        if model != "translator":
            raise StageError("this chapter takes positions from a reader: it needs the translator")
        self.nouns = readings.two_nouns(tokens.words())
        if self.nouns is None:
            raise StageError(_NEEDED)
        other = derive(readings.exchanged_words, tokens, *self.nouns)
        self.words = tokens.words(), other.words()
        texts = [" ".join(words) for words in self.words]

        def french(function: object, *parts: str) -> list[Sequence[Word]]:
            effects = (derive(function, model, t, *parts, source=tokens.source) for t in texts)
            return [effect.written.words() for effect in effects]

        self.told = french(interventions.hide_word)
        self.bare = french(interventions.take_out, "positions")
        if self.told[0] == self.told[1]:
            raise StageError(_UNTOLD)
        genders = theme.MASCULINE, theme.FEMININE
        self.hues = [genders[readings.is_feminine(self.words[0][noun])] for noun in self.nouns]
        self.roles = derive(permutation.roles, model, texts[0], *self.nouns, source=tokens.source)

    def spoken(self) -> list[list[Word]]:
        """Give both nouns, as each sentence cites them."""
        first, second = self.nouns
        orders = (first, second), (second, first)
        return [
            [words[place] for place in order]
            for words, order in zip(self.words, orders, strict=True)
        ]
