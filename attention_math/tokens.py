"""Text → tokens → ids, with the tokenizer that the models were trained with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from attention_math.wordlist import CONTINUATION, normalise

PAD, START, END = "[PAD]", "[START]", "[END]"
SPECIAL_TOKENS = (PAD, START, END)


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

    def encode(self, text: str, max_length: int | None = None) -> Tokens:
        """Turn a sentence into its tokens.

        Raises
        ------
        ValueError
            If the sentence has no token, has more than ``max_length`` of them, or holds a word
            that a word-level vocabulary does not know.
        """
        unknown = [word for word in split_words(text) if not self._knows(word)]
        if unknown:
            known = ", ".join(sorted(w for w in self.tokenizer.get_vocab() if w.isalpha()))
            raise ValueError(f"unknown word {unknown[0]!r}; this model knows: {known}")
        encoding = self.tokenizer.encode(normalise(text), add_special_tokens=False)
        words, ids = tuple(encoding.tokens), tuple(encoding.ids)
        if not ids:
            raise ValueError("the sentence is empty: give at least one word")
        if max_length is not None and len(ids) > max_length:
            raise ValueError(f"the sentence has {len(ids)} tokens; the limit is {max_length}")
        return Tokens(words, ids)

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
