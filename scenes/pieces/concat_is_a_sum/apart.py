"""A layer of two heads taken apart: what each adds, and what is written without it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attention_math.heads_apart import (
    by_words_lost,
    english_nouns,
    head_update,
    loss,
    tells_genders,
    turned_nouns,
    turned_places,
)
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.refusal import StageError

_NEEDED = "this chapter adds up two heads and reads French word by word: choose the model agreement"


class Apart:
    """What a word, and each word, is given by each head, and what is lost with one.

    Attributes
    ----------
    outputs, blocks, updates
        Of each head: its output, its own rows of W_O, and their product, all words × entries.
    bias, whole
        b_O, and the update that the layer adds.
    tokens, gloss
        The sentence, and its French, word by word.
    order
        The heads as they are taken out, counted from 0: first the one that can be spared.

    Raises
    ------
    StageError
        If the model is another.
    """

    def __init__(
        self,
        model: str,
        tokens: Quantity,
        outputs: Sequence[Quantity],
        mixing: Quantity,
        bias: Quantity,
        whole: Quantity,
    ) -> None:
        if model != "agreement" or len(outputs) != 2:
            raise StageError(_NEEDED)
        self.tokens, self.outputs, self.bias, self.whole = tokens, outputs, bias, whole
        wide = outputs[0].shape[1]
        self.blocks = [mixing[wide * i : wide * (i + 1)] for i in range(len(outputs))]
        pairs = zip(outputs, self.blocks, strict=True)
        self.updates = [derive(head_update, *pair) for pair in pairs]
        with needing_models():
            from attention_math.interventions import hide_word, take_out_head
        given = model, " ".join(tokens.words())
        self.gloss = derive(hide_word, *given, source=tokens.source).before
        self.without: list[Quantity] = [
            derive(take_out_head, *given, head, source=tokens.source).after
            for head in range(1, len(outputs) + 1)
        ]
        afters = [after.values for after in self.without]
        self.order = by_words_lost(self.gloss.values, afters)

    def parts(self, query: int) -> list[Quantity]:
        """Give what makes one word's update: a part from each head, and the bias."""
        return [*(update[query] for update in self.updates), self.bias]

    def turned(self, head: int) -> list[int]:
        """List the places at which another word is written without a head."""
        return turned_places(self.gloss.values, self.without[head].values)

    def asks(self) -> Phrase:
        """Ask which head can be spared; more pointedly if each tells the genders apart."""
        first, second = (derive(tells_genders, one, self.gloss) for one in self.updates)
        both = first * second
        if not both.values:
            return phrase("Take one head out. Which words will turn?")
        return phrase("Both heads tell the genders apart. Which can we spare?", holds=both)

    def says(self, head: int) -> Phrase:
        """Say what is lost with a head."""
        found: Any = derive(loss, self.gloss, self.without[head])
        if found.stands.values:
            return phrase("Every word stands: here it can be spared.", holds=found.stands)
        if not found.noun.values:
            return self._says_of_a_word(head, found)
        noun, other = self._noun(head)
        if not found.gender.values:
            return phrase(
                "Without it the “{noun}” becomes a “{other}”.",
                holds=found.noun,
                noun=noun,
                other=other,
            )
        return phrase(
            "Gender is lost, and the “{noun}” becomes a “{other}”.",
            holds=found.gender,
            noun=noun,
            other=other,
        )

    def _says_of_a_word(self, head: int, found: Any) -> Phrase:  # noqa: ANN401
        place = self.turned(head)[0]
        one, other = self.gloss.words()[place], self.without[head].words()[place]
        if found.gender.values:
            return phrase(
                "Gender is lost: “{one}” becomes “{other}”.",
                holds=found.gender,
                one=one,
                other=other,
            )
        return phrase("Without it “{one}” becomes “{other}”.", one=one, other=other)

    def nouns(self, head: int) -> list[tuple[int, Word]]:
        """List the nouns that turn: where, and what they say then in English."""
        places = derive(turned_nouns, self.gloss, self.without[head])
        words = derive(english_nouns, self.without[head]).chosen(places).words()
        return [*zip(places.values.astype(int).tolist(), words, strict=True)]

    def _noun(self, head: int) -> tuple[Word, ...]:
        """Give in English the first noun that turns, and what it turns into."""
        places = derive(turned_nouns, self.gloss, self.without[head])
        other = derive(english_nouns, self.without[head])
        return tuple(words.chosen(places).words()[0] for words in (self.tokens, other))
