"""Text → tokens → ids, with the tokenizer that the models were trained with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from tokenizers import Token, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from attention_math.wordlist import CONTINUATION, normalise

PAD, START, END = "[PAD]", "[START]", "[END]"
SPECIAL_TOKENS = (PAD, START, END)
_PREFIX_BYTE = f"<0x{ord(CONTINUATION[0]):02X}>"
_NEAREST, _LIKENESS = 3, 0.4


class UnknownWord(ValueError):
    """A sentence holds words that a closed vocabulary lacks; the message names their nearest."""


@dataclass(frozen=True)
class Tokens:
    """The tokens of one sentence and the id of each: equally long, never empty."""

    words: tuple[str, ...]
    ids: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


def split_words(text: str) -> list[str]:
    """Cut text into words and punctuation marks, before any sub-word is looked at.

    Examples
    --------
    >>> split_words("Don't!")
    ['don', "'", 't', '!']
    """
    pieces = pre_tokenizers.BertPreTokenizer().pre_tokenize_str(normalise(text))
    return [piece for piece, _ in pieces]


class Vocabulary:
    """A tokenizer with the three special tokens of the models, and clear errors."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer

    def __len__(self) -> int:
        return self.tokenizer.get_vocab_size()

    @cached_property
    def pad(self) -> int:
        return self.tokenizer.token_to_id(PAD)

    @cached_property
    def start(self) -> int:
        return self.tokenizer.token_to_id(START)

    @cached_property
    def end(self) -> int:
        return self.tokenizer.token_to_id(END)

    def encode(
        self, text: str, max_length: int | None = None, *, named: str = "sentence"
    ) -> Tokens:
        """Turn a sentence, or what a complaint is to call otherwise, into its tokens.

        Raises
        ------
        ValueError
            If the sentence has no token, has more than ``max_length`` of them, or holds a word
            that a word-level vocabulary does not know: then an `UnknownWord`.
        """
        pieces = split_words(text)
        unknown = [piece for piece in pieces if not self._knows(piece)]
        if unknown:
            raise UnknownWord(self._name_nearest(unknown))
        tokens = [token for piece in pieces for token in self._cut(piece)]
        if not tokens:
            raise ValueError(f"the {named} is empty: give at least one word")
        if max_length is not None and len(tokens) > max_length:
            raise ValueError(f"the {named} has {len(tokens)} tokens; the limit is {max_length}")
        return Tokens(tuple(t.value for t in tokens), tuple(t.id for t in tokens))

    def decode(self, ids: list[int]) -> str:
        """Join ids back into text: pieces into words, apostrophes and hyphens without spaces."""
        kept = [index for index in ids if index not in (self.pad, self.start, self.end)]
        text = self.tokenizer.decode(kept, skip_special_tokens=False)
        return re.sub(r" (['-]) ?", r"\1", text)

    def save(self, path: Path) -> None:
        self.tokenizer.save(str(path), pretty=False)

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """Read what `save` wrote.

        Raises
        ------
        ValueError
            If the file is missing or damaged.
        """
        try:
            return cls(Tokenizer.from_file(str(path)))
        except Exception as error:  # the library raises no narrower class
            reason = str(error).splitlines()[0]
            raise ValueError(f"the vocabulary {path} cannot be read: {reason}") from None

    def _cut(self, piece: str) -> Iterator[Token]:
        """Cut a piece of text into sub-words, and a character that is in none into its bytes.

        The tokenizer also gives the bytes of the mark that a piece goes on, which nobody wrote.
        """
        for token in self.tokenizer.model.tokenize(piece):
            if token.value != _PREFIX_BYTE or piece == CONTINUATION[0]:
                yield token

    def _name_nearest(self, unknown: list[str]) -> str:
        known = [word for word in self.tokenizer.get_vocab() if word.isalpha()]
        words = list(dict.fromkeys(unknown))
        named = []
        for word in words[:_NEAREST]:
            near = ", ".join(get_close_matches(word, known, _NEAREST, cutoff=_LIKENESS))
            named.append(f"{word!r} (nearest: {near})" if near else repr(word))
        more = f" and {len(words) - _NEAREST} more" if len(words) > _NEAREST else ""
        return f"unknown word{'s'[: len(words) > 1]} {', '.join(named)}{more}"

    def _knows(self, word: str) -> bool:
        is_word_level = isinstance(self.tokenizer.model, models.WordLevel)
        return not is_word_level or self.tokenizer.token_to_id(word) is not None


def train_subwords(sentences: list[str], size: int) -> Vocabulary:
    """Learn byte-pair merges: common words stay whole, a character never seen becomes bytes.

    Source: Sennrich, Haddow and Birch (2016), "Neural Machine Translation of Rare Words with
    Subword Units".
    """
    byte_tokens = [f"<0x{byte:02X}>" for byte in range(256)]
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, continuing_subword_prefix=CONTINUATION))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.Sequence(
        [decoders.ByteFallback(), decoders.WordPiece(prefix=CONTINUATION)]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=[*SPECIAL_TOKENS, *byte_tokens],
        continuing_subword_prefix=CONTINUATION,
        show_progress=False,
    )
    tokenizer.train_from_iterator(map(normalise, sentences), trainer)
    return Vocabulary(tokenizer)


def whole_words(words: list[str]) -> Vocabulary:
    """A closed vocabulary: one id a word, nothing else is known."""
    ids = {word: index for index, word in enumerate([*SPECIAL_TOKENS, *words])}
    tokenizer = Tokenizer(models.WordLevel(ids))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return Vocabulary(tokenizer)
